//! Pages that are asked for by the index of their first item, as SCIM does.

use super::*;

const PAGING: Paging = Paging::new("Resources")
    .page_size("count", 1..=3)
    .next_index("startIndex");

/// A service with so many users, which gives at most three at a time.
#[derive(Clone)]
struct Directory {
    users: u64,
    /// Whether a page says at which index it begins.
    says_start: bool,
    /// What a page says in place of that.
    lie: Option<u64>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Directory {
    fn new(users: u64) -> Self {
        Self {
            users,
            says_start: true,
            lie: None,
            asked: Arc::default(),
        }
    }

    fn respond(&self, uri: &http::Uri) -> Value {
        let query = uri.query().unwrap_or_default();
        self.asked.lock().unwrap().push(query.to_owned());
        let number = |name: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name)?.1.parse().ok()
        };
        let start: u64 = number("startIndex").unwrap_or(1).max(1);
        let count = number("count").unwrap_or(3).min(3);
        let items: Vec<u64> = (start..=self.users).take(count as usize).collect();
        let mut page =
            json!({"totalResults": self.users, "itemsPerPage": items.len(), "Resources": items});
        if self.says_start {
            page["startIndex"] = self.lie.unwrap_or(start).into();
        }
        page
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl Transport for Directory {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let page = self.respond(request.uri()).to_string();
        Box::pin(async move { Ok(http::Response::new(page.into())) })
    }
}

fn users(transport: impl Transport) -> List<u32> {
    let mut list: List<u32> = parcels(transport).into();
    list.listing.paging = PAGING;
    list.query("filter", "active eq true")
}

#[tokio::test]
async fn each_page_begins_where_the_one_before_ended() {
    for says_start in [true, false] {
        let directory = Directory {
            says_start,
            ..Directory::new(7)
        };
        let all = users(directory.clone()).all().await.unwrap();
        assert_eq!(all, [1, 2, 3, 4, 5, 6, 7]);
        let filter = "filter=active%20eq%20true";
        assert_eq!(
            directory.asked(),
            [
                filter.to_owned(),
                format!("{filter}&startIndex=4"),
                format!("{filter}&startIndex=7")
            ]
        );
    }
    for count in [0, 1, 3] {
        let directory = Directory::new(count);
        let all = users(directory.clone()).all().await.unwrap();
        assert_eq!((all.len() as u64, directory.asked().len()), (count, 1));
    }
    let page = users(Directory::new(7)).page_size(2).await.unwrap();
    assert_eq!((page.total(), page.page_size()), (Some(7), Some(2)));
    let page = page.next_page().unwrap().await.unwrap();
    assert_eq!(page.items, [3, 4]);
    let from = users(Directory::new(7)).query("startIndex", 5_i64);
    assert_eq!(from.all().await.unwrap(), [5, 6, 7]);
    let below = users(Directory::new(4)).query("startIndex", 0_i64);
    assert_eq!(below.all().await.unwrap(), [1, 2, 3, 4]);
}

#[tokio::test]
async fn limits_are_exact_and_cursors_go_on() {
    for limit in 0..=8 {
        let directory = Directory::new(7);
        let list = || users(directory.clone()).limit(limit);
        let all = list().all().await.unwrap();
        assert_eq!(all.len(), limit.min(7));
        assert_eq!(directory.asked().len(), limit.min(7).div_ceil(3));
        for consumed in 0..=all.len() {
            let mut items = list().stream();
            for item in &all[..consumed] {
                assert_eq!(items.try_next().await.unwrap().as_ref(), Some(item));
            }
            let rest = users(directory.clone()).resume(items.cursor());
            assert_eq!(rest.all().await.unwrap(), all[consumed..]);
        }
    }
}

#[tokio::test]
async fn a_service_that_leads_back_or_nowhere_ends_the_list() {
    // The same page again and again.
    let directory = Directory {
        lie: Some(1),
        ..Directory::new(7)
    };
    let error = users(directory.clone()).all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Page);
    assert_eq!(directory.asked().len(), 2);
    // More is promised than comes.
    let mock = MockTransport::new()
        .reply(
            200,
            json!({"totalResults": 9, "Resources": [1]}).to_string(),
        )
        .reply(200, json!({"totalResults": 9, "Resources": []}).to_string());
    assert_eq!(users(mock.clone()).all().await.unwrap(), [1]);
    assert_eq!(mock.requests().len(), 2);
    // Nothing is said about the whole.
    let mock = MockTransport::new().reply(200, json!({"Resources": [1]}).to_string());
    assert_eq!(users(mock).all().await.unwrap(), [1]);
    let greatest = json!({"totalResults": u64::MAX, "startIndex": u64::MAX, "Resources": [1]});
    let mock = MockTransport::new().reply(200, greatest.to_string());
    let next = users(mock).await.unwrap().next_page().unwrap();
    assert_eq!(
        next.build().unwrap().uri().query(),
        Some("filter=active%20eq%20true&startIndex=18446744073709551615")
    );
}
