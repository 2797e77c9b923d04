//! Going on at a cursor.

use super::service::Service;
use super::*;

const PAGES: &[&[u32]] = &[&[1, 2, 3], &[], &[4, 5], &[6]];

/// The cursor after its way through a text.
fn kept(cursor: &Cursor) -> Cursor {
    let text = serde_json::to_string(cursor).unwrap();
    assert!(
        !text.contains("example.com") && !text.contains("AC1"),
        "{text}"
    );
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn the_rest_is_what_was_not_consumed() {
    for limit in [None, Some(0), Some(2), Some(3), Some(4), Some(6), Some(9)] {
        let list = |service: &Service| match limit {
            Some(limit) => parcels(service.clone()).limit(limit),
            None => parcels(service.clone()),
        };
        let all = list(&Service::new(PAGES)).all().await.unwrap();
        for consumed in 0..=all.len() {
            let mut items = list(&Service::new(PAGES)).stream();
            for item in &all[..consumed] {
                assert_eq!(items.try_next().await.unwrap().as_ref(), Some(item));
            }
            let resumed = || parcels(Service::new(PAGES)).resume(kept(&items.cursor()));
            assert_eq!(
                resumed().all().await.unwrap(),
                all[consumed..],
                "{limit:?}, {consumed}"
            );
            // And once more from every place of the rest.
            let mut rest = resumed().stream();
            for again in consumed..all.len() {
                assert_eq!(rest.try_next().await.unwrap(), Some(all[again]));
                let last = parcels(Service::new(PAGES)).resume(kept(&rest.cursor()));
                assert_eq!(last.all().await.unwrap(), all[again + 1..]);
            }
        }
    }
}

#[tokio::test]
async fn a_cursor_of_pages_is_between_pages() {
    for limit in [2, 3, 4, 9] {
        let mut pages = parcels(Service::new(PAGES)).limit(limit).pages();
        let all = parcels(Service::new(PAGES))
            .limit(limit)
            .all()
            .await
            .unwrap();
        let mut consumed = 0;
        loop {
            let rest = parcels(Service::new(PAGES)).resume(kept(&pages.cursor()));
            assert_eq!(rest.all().await.unwrap(), all[consumed..], "{limit}");
            match pages.try_next().await.unwrap() {
                Some(page) => consumed += page.items.len(),
                None => break,
            }
        }
    }
}

#[tokio::test]
async fn only_a_page_that_is_needed_is_asked_for_again() {
    let mut items = parcels(Service::new(PAGES)).page_size(50).stream();
    for (asked, consumed) in [
        ("/v1/P?PageSize=50", 0),
        ("/v1/P?PageSize=50", 1),
        ("/v1/P?PageSize=50", 2),
        // All of the first page is consumed.
        ("/v1/P?Page=1", 0),
        ("/v1/P?Page=2", 1),
        ("/v1/P?Page=3", 0),
    ] {
        let cursor = items.cursor();
        assert_eq!((cursor.page.as_str(), cursor.consumed), (asked, consumed));
        items.try_next().await.unwrap();
    }
    let service = Service::new(PAGES);
    let ended = parcels(service.clone()).resume(items.cursor());
    assert_eq!(ended.clone().all().await.unwrap(), [0; 0]);
    assert!(ended.clone().await.unwrap().items.is_empty());
    assert_eq!(
        service.asked().len(),
        0,
        "at the end there is nothing to ask for"
    );
    // A new limit looks for what has come since.
    let grown = Service::new(&[&[1, 2, 3], &[], &[4, 5], &[6, 7], &[8]]);
    let more = parcels(grown).resume(items.cursor()).limit(9);
    assert_eq!(more.all().await.unwrap(), [7, 8]);
}

#[tokio::test]
async fn a_resumed_list_is_a_list() {
    let mut items = parcels(Service::new(PAGES)).limit(5).stream();
    for _ in 0..2 {
        items.try_next().await.unwrap();
    }
    let list = || parcels(Service::new(PAGES)).resume(items.cursor());
    assert_eq!(list().build().unwrap().uri().query(), Some("PageSize=5"));
    let page = list().await.unwrap();
    assert_eq!(
        (page.items.as_slice(), page.has_next()),
        ([3].as_slice(), true)
    );
    assert_eq!(page.next_page().unwrap().all().await.unwrap(), [4, 5]);
    assert_eq!(list().limit(2).all().await.unwrap(), [3, 4]);
    // The page has become shorter since.
    let shorter = parcels(Service::new(&[&[1], &[4]])).resume(items.cursor());
    assert_eq!(shorter.all().await.unwrap(), [4]);
    let beyond = Cursor {
        page: "/v1/P".into(),
        consumed: usize::MAX,
        remaining: Some(usize::MAX),
    };
    let mut beyond = parcels(Service::new(&[&[1]])).resume(beyond).stream();
    assert_eq!(beyond.try_next().await.unwrap(), None);
    assert_eq!(beyond.cursor().consumed, usize::MAX);
}

#[tokio::test]
async fn after_an_error_the_failed_page_comes_first() {
    let service = Service::new(PAGES).broken(2);
    let mut items = parcels(service.clone()).stream();
    for _ in 0..3 {
        items.try_next().await.unwrap();
    }
    assert!(items.try_next().await.unwrap_err().is_server_error());
    assert_eq!(items.cursor().page, "/v1/P?Page=2");
    let rest = parcels(service).resume(items.cursor());
    assert_eq!(rest.all().await.unwrap(), [4, 5, 6]);

    // A next page that may not be asked for: the one before is asked for again, and refused again.
    let hostile = || MockTransport::new().reply(200, page(&[1], "https://evil.example/"));
    let mut items = parcels(hostile()).stream();
    items.try_next().await.unwrap();
    items.try_next().await.unwrap_err();
    let mut rest = parcels(hostile()).resume(kept(&items.cursor())).stream();
    assert_eq!(rest.try_next().await.unwrap_err().kind(), ErrorKind::Page);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let service = Service::new(PAGES);
    for page in [
        "/v1/Q",
        "/v1/P/",
        "/v1/P/AC1",
        "/v1/../v1/P",
        "",
        "?Page=1",
        "//evil.example/v1/P",
        "@evil.example/v1/P",
        "https://parcels.example.com/v1/P",
        "https://evil.example/v1/P",
        "/v1/P?a=\r\nx",
        "/v1/P?a=#x",
        "/v1/P#x",
    ] {
        let cursor = Cursor {
            page: page.into(),
            consumed: 0,
            remaining: None,
        };
        let error = parcels(service.clone())
            .resume(cursor)
            .all()
            .await
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "invalid cursor (nothing was sent): it is not of this list, /v1/P",
            "{page:?}"
        );
        assert!(error.is_invalid());
    }
    assert_eq!(service.asked().len(), 0);

    // A list that can't be asked for has no cursor to speak of.
    let items = parcels(service.clone()).page_size(0).stream();
    assert!(parcels(service).resume(items.cursor()).build().is_err());
}
