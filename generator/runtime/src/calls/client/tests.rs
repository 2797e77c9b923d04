//! Many calls at once, as far as the client limits them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Response, StatusCode};
use tokio::sync::oneshot;

use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::TestClock;
use crate::{Builder, Credentials, Transport, TransportFuture};

/// Responds to each request when a test says so, and counts those in flight.
#[derive(Clone, Default)]
struct Held {
    waiting: Arc<Mutex<Vec<oneshot::Sender<u16>>>>,
    in_flight: Arc<AtomicUsize>,
}

impl Held {
    /// Responds to all requests that are in flight; returns how many these were.
    async fn respond(&self, status: u16) -> usize {
        settle().await;
        let waiting = std::mem::take(&mut *self.waiting.lock().unwrap());
        let waiting = waiting.into_iter().filter(|sender| !sender.is_closed());
        let responded = waiting.map(|sender| sender.send(status).unwrap()).count();
        settle().await;
        responded
    }
}

/// Lets all tasks go on as far as they can.
async fn settle() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}

impl Transport for Held {
    fn send(&self, _: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let (sender, receiver) = oneshot::channel();
        self.waiting.lock().unwrap().push(sender);
        self.in_flight.fetch_add(1, Ordering::SeqCst);
        let in_flight = self.in_flight.clone();
        Box::pin(async move {
            let status = receiver.await.unwrap();
            in_flight.fetch_sub(1, Ordering::SeqCst);
            let mut response = Response::new(Bytes::from_static(b"null"));
            *response.status_mut() = StatusCode::from_u16(status).unwrap();
            Ok(response)
        })
    }
}

fn client(held: &Held, clock: &TestClock, most: usize) -> Client {
    Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(held.clone())
        .clock(clock.clone())
        .retry(RetryPolicy::none())
        .max_concurrent(most)
        .build()
        .unwrap()
}

#[tokio::test]
async fn calls_in_flight_are_limited_and_the_limit_follows_429() {
    let held = Held::default();
    let client = client(&held, &TestClock::manual(), 4);
    let call = client.get::<()>("/v1/P");
    let calls: Vec<_> = (0..30).map(|_| tokio::spawn(call.clone().send())).collect();
    assert_eq!(held.respond(200).await, 4);
    assert_eq!(held.respond(429).await, 4);
    assert_eq!(held.respond(429).await, 2, "half of them");
    assert_eq!(held.respond(429).await, 1);
    assert_eq!(held.respond(429).await, 1, "one is always allowed");
    assert_eq!(held.respond(200).await, 1);
    let mut numbers = Vec::new();
    while calls.iter().any(|call| !call.is_finished()) {
        numbers.push(held.respond(200).await);
    }
    assert_eq!(numbers, [2, 2, 3, 4, 4, 2]);
}

#[tokio::test]
async fn a_call_that_is_dropped_frees_its_place() {
    let held = Held::default();
    let client = client(&held, &TestClock::manual(), 1);
    let call = client.get::<()>("/v1/P");
    let calls: Vec<_> = (0..3).map(|_| tokio::spawn(call.clone().send())).collect();
    settle().await;
    calls[0].abort();
    calls[1].abort();
    assert_eq!(held.respond(200).await, 1);
    assert!(calls[2].is_finished());
}

#[tokio::test]
async fn a_call_waits_for_its_place_no_longer_than_its_timeout() {
    let held = Held::default();
    let clock = TestClock::manual();
    let client = client(&held, &clock, 1);
    let call = client.post::<()>("/v1/P");
    let first = tokio::spawn(call.clone().send());
    settle().await;
    let second = tokio::spawn(call.with_timeout(Duration::from_secs(5)).send());
    settle().await;
    clock.advance(Duration::from_secs(5));
    let error = second.await.unwrap().unwrap_err();
    assert!(error.is_timeout() && !error.is_outcome_unknown());
    assert!(error.attempts().is_empty());
    assert_eq!(held.in_flight.load(Ordering::SeqCst), 1);
    assert_eq!(held.respond(200).await, 1);
    first.await.unwrap().unwrap();
}
