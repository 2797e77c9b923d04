//! Lists, their pages and their items.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::Duration;

use bytes::Bytes;
use serde_json::{Value, json};

use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::MockTransport;
use crate::{
    Builder, Credentials, ErrorKind, Limits, Pii, RetryPolicy, Transport, TransportFuture,
};

mod ahead;
mod cursors;
mod empty;
mod hostile;
mod indexes;
mod service;

const PAGING: Paging = Paging::new("parcels")
    .page_size("PageSize", 1..=1000)
    .page("Page")
    .page_token("PageToken");

/// Options of a request for a list of parcels.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
struct ListParcels(List<u32>);
crate::list_methods!(ListParcels => u32);

fn parcels(transport: impl Transport) -> ListParcels {
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(transport)
        .build()
        .unwrap();
    ListParcels(client.list("/v1/P", PAGING))
}

/// A page that holds `items` and points to `next`.
fn page(items: &[u32], next: impl Into<Value>) -> Bytes {
    json!({"parcels": items, "meta": {"next_page_url": next.into()}})
        .to_string()
        .into()
}

/// Three pages, the second of them empty.
fn three_pages() -> MockTransport {
    MockTransport::new()
        .reply(
            200,
            page(
                &[1, 2],
                "https://parcels.example.com/v1/P?PageSize=2&Page=1&PageToken=a",
            ),
        )
        .reply(200, page(&[], "/v1/P?Page=2"))
        .reply(200, page(&[3, 4], Value::Null))
}

fn targets(mock: &MockTransport) -> Vec<String> {
    let requests = mock.requests().into_iter();
    requests
        .map(|request| {
            request
                .uri
                .to_string()
                .replace("https://parcels.example.com", "")
        })
        .collect()
}

#[tokio::test]
async fn a_list_is_followed_to_its_end() {
    let mock = three_pages();
    assert_eq!(parcels(mock.clone()).all().await.unwrap(), [1, 2, 3, 4]);
    let expected = [
        "/v1/P",
        "/v1/P?PageSize=2&Page=1&PageToken=a",
        "/v1/P?Page=2",
    ];
    assert_eq!(targets(&mock), expected);

    let mock = three_pages();
    let mut items = parcels(mock.clone()).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert_eq!(
        mock.requests().len(),
        1,
        "a page is asked for when it is wanted"
    );
    assert_eq!(items.try_next().await.unwrap(), Some(3));
    assert_eq!(items.try_next().await.unwrap(), Some(4));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(items.try_next().await.unwrap(), None);

    let mut pages = parcels(three_pages()).pages();
    let mut lengths = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        lengths.push(page.items.len());
    }
    assert_eq!(lengths, [2, 0, 2]);
}

#[tokio::test]
async fn a_page_leads_to_the_next_one() {
    let mock = three_pages();
    let first = parcels(mock.clone()).page_size(2).await.unwrap();
    assert_eq!(first.items, [1, 2]);
    assert!(first.has_next() && first.next_page_url().unwrap().ends_with("PageToken=a"));
    let second = first.next_page().unwrap().await.unwrap();
    let third = second.next_page().unwrap().send().await.unwrap();
    assert_eq!(
        (third.items.as_slice(), third.has_next()),
        ([3, 4].as_slice(), false)
    );
    assert!(third.next_page().is_none());
    assert_eq!(targets(&mock)[0], "/v1/P?PageSize=2");

    let body = json!({"parcels": [1], "meta": {
        "page": 4, "page_size": 50, "url": "/v1/P?Page=4", "previous_page_url": "/v1/P?Page=3",
    }});
    let mock = MockTransport::new().reply(200, body.to_string());
    let page = parcels(mock.clone())
        .page(4)
        .page_token("PAx y")
        .await
        .unwrap();
    assert_eq!((page.number(), page.page_size()), (Some(4), Some(50)));
    assert_eq!(page.url(), Some("/v1/P?Page=4"));
    assert_eq!(page.previous_page_url(), Some("/v1/P?Page=3"));
    assert_eq!(targets(&mock), ["/v1/P?Page=4&PageToken=PAx%20y"]);
}

#[tokio::test]
async fn a_limit_is_exact() {
    for (limit, items, requests) in [
        (0, vec![], 0),
        (1, vec![1], 1),
        (2, vec![1, 2], 1),
        (3, vec![1, 2, 3], 3),
        (4, vec![1, 2, 3, 4], 3),
        (9, vec![1, 2, 3, 4], 3),
    ] {
        let mock = three_pages();
        let all = parcels(mock.clone()).limit(limit).all().await.unwrap();
        assert_eq!(
            (all, mock.requests().len()),
            (items, requests),
            "limit {limit}"
        );
    }
    let page = parcels(three_pages()).limit(1).await.unwrap();
    assert_eq!(
        (page.items.as_slice(), page.has_next()),
        ([1].as_slice(), false)
    );
    let page = parcels(three_pages()).limit(3).await.unwrap();
    assert_eq!(page.next_page().unwrap().all().await.unwrap(), [3]);
    let page = parcels(MockTransport::new()).limit(0).send().await.unwrap();
    assert!(page.items.is_empty() && !page.has_next());
    let error = parcels(MockTransport::new())
        .limit(0)
        .page_size(0)
        .build()
        .unwrap_err();
    assert!(error.is_invalid());
}

#[test]
fn a_limit_sizes_the_page_unless_that_is_given() {
    let query = |list: ListParcels| list.build().unwrap().uri().query().map(str::to_owned);
    let list = || parcels(MockTransport::new());
    assert_eq!(query(list()), None);
    assert_eq!(query(list().limit(7)).as_deref(), Some("PageSize=7"));
    assert_eq!(query(list().limit(5000)).as_deref(), Some("PageSize=1000"));
    assert_eq!(
        query(list().limit(usize::MAX)).as_deref(),
        Some("PageSize=1000")
    );
    assert_eq!(
        query(list().limit(7).page_size(50)).as_deref(),
        Some("PageSize=50")
    );
    let mut bare: List<u32> = list().limit(7).into();
    bare.listing.paging = Paging::new("parcels");
    assert_eq!(bare.build().unwrap().uri().query(), None);
    for (list, name) in [
        (list().page_size(0).0, "PageSize"),
        (list().page_size(1001).0, "PageSize"),
        (bare.clone().page_size(5), "PageSize"),
        (bare.clone().page(1), "Page"),
        (bare.page_token("x"), "PageToken"),
    ] {
        let error = list.build().unwrap_err();
        assert!(
            error.to_string().contains(&format!("invalid {name} ")),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_hostile_next_page_gets_no_request() {
    let next = "https://evil.example/v1/P?secret=1";
    let mock = MockTransport::new().reply(200, page(&[1], next));
    let mut items = parcels(mock.clone()).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Page);
    assert!(!error.to_string().contains("secret"));
    assert_eq!(
        items.try_next().await.unwrap(),
        None,
        "after an error it ends"
    );
    assert_eq!(mock.requests().len(), 1);

    let page = parcels(MockTransport::new().reply(200, page(&[1], next)))
        .await
        .unwrap();
    let error = page.next_page().unwrap().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Page);
}

#[tokio::test]
async fn a_list_that_leads_back_ends_with_an_error() {
    let to = |number: u32| format!("/v1/P?Page={number}");
    let mock = MockTransport::new()
        .reply(200, page(&[1], to(1)))
        .reply(200, page(&[2], to(2)))
        .reply(200, page(&[3], to(1)));
    let mut items = parcels(mock.clone()).stream();
    for item in 1..=3 {
        assert_eq!(items.try_next().await.unwrap(), Some(item));
    }
    let error = items.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels gave an address for the next page that came before"
    );
    assert_eq!(mock.requests().len(), 3);

    let own = MockTransport::new().reply(200, page(&[1], "https://parcels.ie1.example.com/v1/P"));
    assert_eq!(
        parcels(own).all().await.unwrap_err().kind(),
        ErrorKind::Page
    );
}

#[tokio::test]
async fn a_stream_ends_after_an_error() {
    let mock = MockTransport::new()
        .reply(200, page(&[1], "/v1/P?Page=1"))
        .reply(500, "")
        .reply(200, page(&[2], Value::Null));
    let mut items = parcels(mock.clone()).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    assert!(items.try_next().await.unwrap_err().is_server_error());
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(mock.requests().len(), 2);
    let missing = parcels(MockTransport::new().reply(200, "{}"))
        .all()
        .await
        .unwrap_err();
    assert_eq!(
        missing.to_string(),
        "Parcels returned 200, but its body could not be read: the page has no list `parcels` (line 1, column 2)"
    );
}

/// Responds when the test says so.
#[derive(Clone, Default)]
struct Held(Arc<Mutex<Vec<tokio::sync::oneshot::Sender<Bytes>>>>);

impl Transport for Held {
    fn send(&self, _: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let (sender, receiver) = tokio::sync::oneshot::channel();
        self.0.lock().unwrap().push(sender);
        Box::pin(async move { Ok(http::Response::new(receiver.await.unwrap())) })
    }
}

#[tokio::test]
async fn a_dropped_wait_loses_nothing() {
    let held = Held::default();
    let mut items = parcels(held.clone()).stream();
    for _ in 0..3 {
        let mut context = Context::from_waker(Waker::noop());
        assert!(pin!(items.try_next()).poll(&mut context).is_pending());
    }
    let sender = held.0.lock().unwrap().remove(0);
    sender.send(page(&[7], Value::Null)).unwrap();
    assert_eq!(items.try_next().await.unwrap(), Some(7));
    assert!(
        held.0.lock().unwrap().is_empty(),
        "one request, however often it was waited for"
    );
}

#[tokio::test]
async fn personal_filters_are_not_shown() {
    let list = parcels(MockTransport::new().reply(200, page(&[1], "/v1/P?Name=ada&Page=1"))).0;
    let list = list.query("Name", Pii("ada"));
    let page = list.clone().await.unwrap();
    let next = page.next_page().unwrap();
    let request = next.build().unwrap();
    assert_eq!(
        request.query().collect::<Vec<_>>(),
        [("Name", "ada"), ("Page", "1")]
    );
    let debugs = [
        format!("{list:?}"),
        format!("{page:?}"),
        format!("{next:?}"),
        format!("{request:?}"),
        format!("{:?}", list.stream()),
    ];
    for debug in debugs {
        assert!(!debug.contains("ada"), "{debug}");
    }
}

#[test]
fn streams_can_be_sent_and_need_no_pinning() {
    fn is_stream<S: futures_core::Stream + Send + Unpin + 'static>(_: S) {}
    is_stream(parcels(MockTransport::new()).stream());
    is_stream(parcels(MockTransport::new()).pages());
}

#[tokio::test]
async fn each_page_has_the_settings_of_the_list() {
    let mock = MockTransport::new()
        .reply(200, page(&[1], "/v1/P?Page=1"))
        .reply(503, "");
    let list = parcels(mock.clone())
        .with_timeout(Duration::from_secs(5))
        .with_retry(RetryPolicy::none())
        .with_header("X-Trace", "t1");
    assert!(list.all().await.unwrap_err().is_server_error());
    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!(request.headers["x-trace"], "t1");
        assert!(request.limits.timeout <= Duration::from_secs(5));
    }
}

#[cfg(feature = "blocking")]
#[test]
fn a_list_can_be_read_without_a_runtime() {
    let mock = MockTransport::new().reply(200, page(&[1, 2], Value::Null));
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .blocking_transport(mock)
        .build()
        .unwrap();
    let list = ListParcels(client.list("/v1/P", PAGING));
    let read: Result<Vec<_>, _> = list.blocking().collect();
    assert_eq!(read.unwrap(), [1, 2]);
}

#[tokio::test]
async fn pages_can_be_chained_by_tokens_and_by_numbers() {
    let mock = MockTransport::new()
        .reply(
            200,
            json!({"parcels": [1], "meta": {"next_token": "a b"}}).to_string(),
        )
        .reply(
            200,
            json!({"parcels": [2], "meta": {"next_token": ""}}).to_string(),
        );
    let list = |mock: &MockTransport, paging: Paging| {
        let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::basic("AC1", "t"));
        let client = builder.transport(mock.clone()).build().unwrap();
        client.list::<u32>("/v1/P", paging).query("Name", "x")
    };
    let by_token = Paging::new("parcels").next_token("Token");
    assert_eq!(list(&mock, by_token).all().await.unwrap(), [1, 2]);
    assert_eq!(targets(&mock), ["/v1/P?Name=x", "/v1/P?Name=x&Token=a%20b"]);

    let numbered = |items: [u32; 1], page: u32, has_next: bool| {
        json!({"parcels": items, "current_page": page, "has_next": has_next}).to_string()
    };
    let mock = MockTransport::new()
        .reply(200, numbered([1], 0, true))
        .reply(200, numbered([2], 1, true))
        .reply(200, numbered([3], 2, false));
    let by_number = Paging::new("parcels").page("Page").next_number("Page");
    assert_eq!(list(&mock, by_number).all().await.unwrap(), [1, 2, 3]);
    assert_eq!(
        targets(&mock),
        ["/v1/P?Name=x", "/v1/P?Name=x&Page=1", "/v1/P?Name=x&Page=2"]
    );
}
