//! Pages without items are followed, but neither for ever nor past the timeout.

use super::*;
use crate::testing::TestClock;

/// Gives one page after the other, each with another next one, and takes a while for it.
#[derive(Clone)]
struct Endless {
    /// How many pages have no item, before one has.
    empty: usize,
    takes: Duration,
    clock: TestClock,
    /// The timeouts of the requests so far.
    asked: Arc<Mutex<Vec<Duration>>>,
}

impl Endless {
    fn new(empty: usize, takes: Duration) -> Self {
        Self {
            empty,
            takes,
            clock: TestClock::new(),
            asked: Arc::default(),
        }
    }

    fn list(&self, setup: impl Fn(Builder<Client>) -> Builder<Client>) -> List<u32> {
        let builder = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
            .transport(self.clone())
            .clock(self.clock.clone());
        setup(builder).build().unwrap().list("/v1/P", PAGING)
    }

    fn asked(&self) -> Vec<Duration> {
        self.asked.lock().unwrap().clone()
    }
}

impl Transport for Endless {
    fn send(&self, _: http::Request<Bytes>, limits: Limits) -> TransportFuture {
        let mut asked = self.asked.lock().unwrap();
        asked.push(limits.timeout);
        self.clock.advance(self.takes.min(limits.timeout));
        if self.takes > limits.timeout {
            let late = crate::TransportError::new(crate::TransportErrorKind::Timeout);
            return Box::pin(std::future::ready(Err(late)));
        }
        let items: &[u32] = match asked.len() % (self.empty + 1) {
            0 => &[7],
            _ => &[],
        };
        let body = page(items, format!("/v1/P?PageToken=PT{}", asked.len()));
        Box::pin(std::future::ready(Ok(http::Response::new(body))))
    }
}

#[tokio::test]
async fn a_list_that_only_leads_on_ends_with_an_error() {
    let expected = "Parcels gave 1001 pages in a row without an item, each with a next one; if its lists are like that, \
                    raise `max_empty_pages`";
    let service = Endless::new(usize::MAX - 1, Duration::ZERO);
    let mut items = service.list(|builder| builder).limit(1).stream();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().as_str()),
        (ErrorKind::Page, expected)
    );
    assert_eq!(
        items.try_next().await.unwrap(),
        None,
        "an error ends the list"
    );
    assert_eq!(service.asked().len(), 1001);

    for (most, requests) in [(0, 1), (1, 2), (5000, 5001)] {
        let service = Endless::new(usize::MAX - 1, Duration::ZERO);
        let list = service.list(|builder| builder.max_empty_pages(most));
        let error = list.clone().all().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Page, "{error}");
        assert_eq!(service.asked().len(), requests);
    }
}

#[tokio::test]
async fn items_begin_the_count_again() {
    let service = Endless::new(3, Duration::ZERO);
    let list = service.list(|builder| builder.max_empty_pages(3));
    assert_eq!(list.limit(10).all().await.unwrap(), [7; 10]);
    assert_eq!(service.asked().len(), 40);

    // The items that a cursor skips were there.
    let service = Endless::new(0, Duration::ZERO);
    let list = service.list(|builder| builder.max_empty_pages(0));
    let mut items = list.clone().stream();
    items.try_next().await.unwrap();
    let cursor = items.cursor();
    let cursor = Cursor {
        consumed: 1,
        ..cursor
    };
    assert_eq!(list.resume(cursor).limit(2).all().await.unwrap(), [7; 2]);
}

#[tokio::test]
async fn pages_without_items_share_the_timeout() {
    let second = Duration::from_secs(1);
    // A page with items has its own time, and so has the first page after it.
    let service = Endless::new(2, second);
    let list = service.list(|builder| builder.timeout(second * 4));
    assert_eq!(list.limit(2).all().await.unwrap(), [7; 2]);
    let asked = [4, 3, 2, 4, 3, 2].map(|seconds| second * seconds);
    assert_eq!(service.asked(), asked);

    for (takes, timeout, requests, expected) in [
        (
            second,
            second * 2,
            2,
            "Parcels gave no page with an item within 2s, but 2 without one",
        ),
        (
            second * 2,
            second * 5,
            3,
            "Parcels gave no page with an item within 5s, but 2 without one",
        ),
    ] {
        let service = Endless::new(usize::MAX - 1, takes);
        let list = service.list(|builder| builder.retry(RetryPolicy::none()));
        for read_ahead in [true, false] {
            let list = list.clone().with_timeout(timeout).read_ahead(read_ahead);
            service.asked.lock().unwrap().clear();
            let error = list.limit(1).all().await.unwrap_err();
            assert_eq!(
                (error.kind(), error.to_string().as_str()),
                (ErrorKind::Timeout, expected)
            );
            assert_eq!(service.asked().len(), requests);
        }
    }
}
