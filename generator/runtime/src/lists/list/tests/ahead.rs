//! Which page is asked for when.

use std::pin::pin;
use std::task::{Context, Waker};

use tokio::task::yield_now;

use super::service::Service;
use super::*;

const PAGES: &[&[u32]] = &[&[1, 2], &[3, 4], &[], &[5]];

/// Lets all tasks go as far as they get.
async fn settle() {
    for _ in 0..20 {
        yield_now().await;
    }
}

#[tokio::test]
async fn one_page_is_read_ahead() {
    let service = Service::new(PAGES);
    let mut items = parcels(service.clone()).stream();
    settle().await;
    assert_eq!(
        service.asked().len(),
        0,
        "nothing is sent before it is wanted"
    );
    let mut asked = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        settle().await;
        asked.push((item, service.asked().len()));
    }
    // With the third page, which is empty, comes the fourth.
    assert_eq!(asked, [(1, 2), (2, 2), (3, 3), (4, 3), (5, 4)]);

    let service = Service::new(PAGES);
    let mut pages = parcels(service.clone()).pages();
    let mut asked = Vec::new();
    while pages.try_next().await.unwrap().is_some() {
        settle().await;
        asked.push(service.asked().len());
    }
    assert_eq!(asked, [2, 3, 4, 4]);
}

#[tokio::test]
async fn no_page_is_read_ahead_that_is_not_needed() {
    for (limit, requests) in [(1, 1), (2, 1), (3, 2), (4, 2)] {
        let service = Service::new(PAGES);
        let mut items = parcels(service.clone()).limit(limit).stream();
        while items.try_next().await.unwrap().is_some() {
            settle().await;
        }
        assert_eq!(service.asked().len(), requests, "limit {limit}");
    }
    let service = Service::new(PAGES);
    let mut items = parcels(service.clone()).read_ahead(false).stream();
    let mut asked = Vec::new();
    while items.try_next().await.unwrap().is_some() {
        settle().await;
        asked.push(service.asked().len());
    }
    assert_eq!(asked, [1, 1, 2, 2, 4]);
}

#[tokio::test]
async fn without_tasks_a_page_is_asked_for_when_it_is_wanted() {
    let mut service = Service::new(PAGES);
    service.has_tasks = false;
    let mut items = parcels(service.clone()).stream();
    let mut asked = Vec::new();
    while items.try_next().await.unwrap().is_some() {
        settle().await;
        asked.push(service.asked().len());
    }
    assert_eq!(asked, [1, 1, 2, 2, 4]);
}

#[tokio::test]
async fn a_dropped_stream_gives_its_request_up() {
    let service = Service::new(PAGES).gated();
    let mut items = parcels(service.clone()).stream();
    service.gate.add_permits(1);
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    settle().await;
    assert_eq!(service.asked().len(), 2);
    drop(items);
    service.gate.add_permits(1);
    settle().await;
    assert_eq!(
        service.gate.available_permits(),
        1,
        "no request is left that would take it"
    );
}

#[tokio::test]
async fn a_failure_ahead_comes_after_the_items_before_it() {
    let service = Service::new(PAGES).broken(1);
    let mut items = parcels(service.clone()).stream();
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    settle().await;
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert!(items.try_next().await.unwrap_err().is_server_error());
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(service.asked().len(), 2);
}

/// Otherwise a request that nobody polls would keep its place, and the program's next request would wait for it for ever.
#[tokio::test]
async fn a_paused_stream_does_not_keep_its_place_among_the_calls_in_flight() {
    let service = Service::new(PAGES).gated();
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(service.clone())
        .max_concurrent(1)
        .build()
        .unwrap();
    let list: List<u32> = client.list("/v1/P", PAGING);
    let mut items = list.clone().stream();
    // A page is asked for, and then the program waits for something else.
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(items.try_next()).poll(&mut context).is_pending());
    settle().await;
    assert_eq!(service.asked().len(), 1);
    service.gate.add_permits(2);
    assert_eq!(list.clone().await.unwrap().items, [1, 2]);
    // The same while a page is read ahead.
    assert_eq!(items.try_next().await.unwrap(), Some(1));
    settle().await;
    assert_eq!(service.asked().len(), 3);
    service.gate.add_permits(2);
    assert_eq!(list.await.unwrap().items, [1, 2]);
    assert_eq!(items.try_next().await.unwrap(), Some(2));
    assert_eq!(items.try_next().await.unwrap(), Some(3));
}
