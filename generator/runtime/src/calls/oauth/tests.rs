//! How often the token endpoint is asked, and what becomes of its responses.

use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Waker};

use bytes::Bytes;
use http::Response;
use http::header::AUTHORIZATION;
use tokio::task::{JoinSet, yield_now};

use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::{MockTransport, TestClock};
use crate::{
    Builder, Credentials, ErrorKind, Limits, RetryPolicy, Transport, TransportError,
    TransportErrorKind, TransportFuture,
};

mod endpoints;

const SECRET: &str = "cs+/=&x";

const PATH: &str = "/v2/token";

fn builder(transport: impl Transport) -> Builder<Client> {
    Builder::new(&PARCELS, Credentials::oauth("OQ1", SECRET)).transport(transport)
}

/// A client of the mock, and the clock that it lives by.
fn client(mock: &MockTransport) -> (Client, TestClock) {
    let clock = TestClock::new();
    let builder = builder(mock.clone()).clock(clock.clone());
    (builder.build().unwrap(), clock)
}

fn token(text: &str) -> String {
    format!(r#"{{"access_token": "{text}", "token_type": "Bearer", "expires_in": 3600}}"#)
}

async fn get(client: &Client) -> Result<(), Error> {
    client.get("/v1/P").await
}

/// What was sent: the path, and the token.
fn sent(mock: &MockTransport) -> Vec<String> {
    let line = |request: &crate::testing::RecordedRequest| {
        let header = request.headers.get(AUTHORIZATION);
        let header = header.map_or("", |header| header.to_str().unwrap());
        format!("{} {header}", request.uri.path()).trim().to_owned()
    };
    mock.requests().iter().map(line).collect()
}

/// A service that takes its time: it issues the tokens t1, t2, ..., and accepts those from `valid` on.
#[derive(Clone, Default)]
struct Service(Arc<Numbers>);

#[derive(Default)]
struct Numbers {
    issued: AtomicUsize,
    valid: AtomicUsize,
    calls: AtomicUsize,
    /// The status of the token endpoint, if it is not 200.
    error_status: AtomicUsize,
}

impl Service {
    fn respond(&self, request: &http::Request<Bytes>) -> Response<Bytes> {
        let numbers = &*self.0;
        let mut response = Response::new(Bytes::from_static(b"null"));
        if request.uri().path() == PATH {
            let number = numbers.issued.fetch_add(1, Ordering::SeqCst) + 1;
            match numbers.error_status.load(Ordering::SeqCst) {
                0 => *response.body_mut() = token(&format!("t{number}")).into(),
                status => {
                    *response.status_mut() = u16::try_from(status).unwrap().try_into().unwrap();
                }
            }
            return response;
        }
        numbers.calls.fetch_add(1, Ordering::SeqCst);
        let header = request.headers()[AUTHORIZATION].to_str().unwrap();
        let number: usize = header.strip_prefix("Bearer t").unwrap().parse().unwrap();
        if number < numbers.valid.load(Ordering::SeqCst) {
            *response.status_mut() = http::StatusCode::UNAUTHORIZED;
        }
        response
    }

    /// How often tokens were issued, and calls made.
    fn counts(&self) -> (usize, usize) {
        let count = |number: &AtomicUsize| number.load(Ordering::SeqCst);
        (count(&self.0.issued), count(&self.0.calls))
    }
}

impl Transport for Service {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture {
        let service = self.clone();
        Box::pin(async move {
            yield_now().await;
            let response = service.respond(&request);
            yield_now().await;
            Ok(response)
        })
    }
}

/// A hundred calls at once.
async fn hundred(client: &Client) -> Vec<Result<(), Error>> {
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        calls.spawn(client.get::<()>("/v1/P").into_future());
    }
    calls.join_all().await
}

#[tokio::test]
async fn a_token_is_fetched_without_credentials_in_a_header_and_kept() {
    let response = |mock: MockTransport| mock.reply(201, token("t1")).reply(204, "").reply(204, "");
    let mock = response(MockTransport::new());
    let (client, _) = client(&mock);
    get(&client).await.unwrap();
    get(&client.with_api(&PARCELS)).await.unwrap();
    assert_eq!(
        sent(&mock),
        ["/v2/token", "/v1/P Bearer t1", "/v1/P Bearer t1"]
    );

    let [request, call, _] = mock.requests().try_into().unwrap();
    assert_eq!(request.uri, "https://oauth.example.com/v2/token");
    assert_eq!(
        request.body,
        "grant_type=client_credentials&client_id=OQ1&client_secret=cs%2B%2F%3D%26x"
    );
    assert_eq!(
        request.headers["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert!(call.headers["authorization"].is_sensitive());

    let at = |builder: Builder<Client>| async {
        let mock = response(MockTransport::new());
        get(&builder.transport(mock.clone()).build().unwrap())
            .await
            .unwrap();
        mock.requests()[0].uri.to_string()
    };
    let in_region = at(builder(MockTransport::new()).server_variable("region", "ie1")).await;
    assert_eq!(in_region, "https://oauth.example.com/v2/token");
    let mock = at(builder(MockTransport::new()).base_url("http://localhost:4010/mock")).await;
    assert_eq!(mock, "http://localhost:4010/mock/v2/token");
}

#[tokio::test]
async fn a_hundred_calls_cost_one_token() {
    let service = Service::default();
    let client: Client = builder(service.clone()).build().unwrap();
    assert!(hundred(&client).await.iter().all(Result::is_ok));
    assert_eq!(service.counts(), (1, 100));
    // All of them learn that the token was revoked, and one of them renews it.
    service.0.valid.store(2, Ordering::SeqCst);
    assert!(hundred(&client).await.iter().all(Result::is_ok));
    assert_eq!(service.counts(), (2, 300));
}

#[tokio::test]
async fn a_hundred_calls_share_a_failure() {
    let service = Service::default();
    service.0.error_status.store(403, Ordering::SeqCst);
    let client: Client = builder(service.clone()).build().unwrap();
    for error in hundred(&client).await {
        assert_eq!(error.unwrap_err().kind(), ErrorKind::Token);
    }
    assert_eq!(service.counts(), (1, 0));
    service.0.error_status.store(0, Ordering::SeqCst);
    get(&client).await.unwrap();
    assert_eq!(service.counts(), (2, 1));
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    for (expires_in, renewal) in [
        ("3600", 3540),
        ("30", 27),
        ("null", 3540),
        ("\"soon\"", 3540),
        ("1438315200000", 24 * 60 * 60 - 60),
        ("0", 0),
    ] {
        let body = format!(r#"{{"access_token": "t1", "expires_in": {expires_in}}}"#);
        let mock = MockTransport::new().reply(200, body);
        let (client, clock) = client(&mock);
        let _ = get(&client).await;
        if renewal > 0 {
            clock.advance(Duration::from_secs(renewal) - Duration::from_millis(1));
            let _ = get(&client).await;
            clock.advance(Duration::from_millis(1));
        }
        let _ = mock.clone().reply(200, token("t2")).reply(204, "");
        get(&client).await.unwrap();
        let calls = sent(&mock);
        assert_eq!(
            calls[calls.len() - 2..],
            ["/v2/token", "/v1/P Bearer t2"],
            "{expires_in}"
        );
        assert_eq!(calls.iter().filter(|call| *call == PATH).count(), 2);
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_is_used_to_its_end() {
    let mock = MockTransport::new()
        .reply(200, token("t1"))
        .reply(204, "")
        .reply(403, "")
        .reply(204, "")
        .reply(403, "");
    let (client, clock) = client(&mock);
    get(&client).await.unwrap();
    clock.advance(Duration::from_secs(3550));
    get(&client).await.unwrap();
    clock.advance(Duration::from_secs(50));
    assert_eq!(get(&client).await.unwrap_err().kind(), ErrorKind::Token);
    let calls = sent(&mock);
    assert_eq!(calls[2..], ["/v2/token", "/v1/P Bearer t1", "/v2/token"]);
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once() {
    let mock = MockTransport::new()
        .reply(200, token("t1"))
        .reply(401, "")
        .reply(200, token("t2"))
        .reply(201, "")
        .reply(401, "")
        .reply(200, token("t3"))
        .reply(401, r#"{"code": 20003, "message": "Authenticate"}"#);
    let (client, _) = client(&mock);
    let post = || {
        client
            .post::<()>("/v1/P")
            .form("A", "b")
            .with_retry(RetryPolicy::none())
    };
    post().await.unwrap();
    let error = post().await.unwrap_err();
    assert!(error.is_unauthorized() && error.kind() == ErrorKind::Api);
    assert!(!error.is_outcome_unknown());
    assert_eq!(
        error.to_string(),
        "Parcels returned 401 (code 20003): Authenticate (after 2 attempts)"
    );
    let tokens = ["t1", "t2", "t2", "t3"].map(|token| format!("/v1/P Bearer {token}"));
    let calls: Vec<_> = sent(&mock)
        .into_iter()
        .filter(|call| call != PATH)
        .collect();
    assert_eq!(calls, tokens);
    assert!(
        mock.requests()
            .iter()
            .all(|request| request.body.contains('='))
    );
}

#[tokio::test]
async fn the_attempt_with_another_token_is_not_one_of_the_policys() {
    let mock = MockTransport::new().reply(200, token("t1")).reply(401, "");
    let mock = mock
        .reply(200, token("t2"))
        .reply(503, "")
        .reply(503, "")
        .reply(503, "");
    let (client, _) = client(&mock);
    let error = get(&client).await.unwrap_err();
    let statuses = error
        .attempts()
        .iter()
        .map(|attempt| attempt.status.unwrap().as_u16());
    assert_eq!(statuses.collect::<Vec<_>>(), [401, 503, 503, 503]);
}

#[tokio::test]
async fn an_account_without_oauth_is_not_tried_again() {
    let mock = MockTransport::new().reply(401, "");
    let credentials = Credentials::basic("SK1", "s");
    let builder: Builder<Client> = Builder::new(&PARCELS, credentials);
    let client = builder.transport(mock.clone()).build().unwrap();
    assert!(get(&client).await.unwrap_err().is_unauthorized());
    assert_eq!(mock.requests().len(), 1);
}

#[tokio::test]
async fn the_endpoints_failures_are_the_calls() {
    let mock = MockTransport::new()
        .reply_with(
            401,
            [("X-Request-Id", "RQ1")],
            r#"{"code": 20003, "message": "no cs+/=&x"}"#,
        )
        .reply(404, "")
        .reply(503, "")
        .reply(503, "")
        .reply(503, "")
        .fail(TransportError::new(TransportErrorKind::Connect))
        .reply(200, token("t1"))
        .reply(204, "");
    let (client, _) = client(&mock);
    let error = get(&client).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.is_unauthorized() && error.status().is_none() && error.attempts().is_empty());
    assert_eq!(
        error.to_string(),
        "the access token could not be obtained: the token endpoint returned 401 (code 20003): no [redacted] [RQ1]"
    );
    let source =
        std::error::Error::source(&error).and_then(|source| source.downcast_ref::<Error>());
    assert_eq!(source.unwrap().code(), Some(20003));

    // It is not the parcel that was not found.
    assert!(!get(&client).await.unwrap_err().is_not_found());
    let error = get(&client).await.unwrap_err();
    assert!(error.is_server_error() && !error.is_outcome_unknown());
    assert!(
        error
            .to_string()
            .ends_with("503 Service Unavailable (after 3 attempts)")
    );
    // A connection that could not be made is made at the second attempt.
    get(&client).await.unwrap();
    assert_eq!(sent(&mock).iter().filter(|call| *call != PATH).count(), 1);
}

#[tokio::test]
async fn responses_that_hold_no_token_are_refused() {
    for (body, sentence) in [
        ("", "is empty"),
        ("<html>", "could not be read"),
        ("[\"hunter2\"]", "it has no access_token"),
        (r#"{"token": "hunter2"}"#, "it has no access_token"),
        (r#"{"access_token": ""}"#, "it has no access_token"),
        (
            r#"{"access_token": "hunter2\n"}"#,
            "does not fit into a header",
        ),
        (
            r#"{"access_token": "hunter2", "token_type": "mac"}"#,
            "its token_type is not bearer",
        ),
    ] {
        let (client, _) = client(&MockTransport::new().reply(200, body));
        let error = get(&client).await.unwrap_err();
        assert!(
            error.kind() == ErrorKind::Token && error.to_string().contains(sentence),
            "{error}"
        );
        let source =
            std::error::Error::source(&error).and_then(|source| source.downcast_ref::<Error>());
        assert_eq!(source.unwrap().body(), None);
        assert!(
            !format!("{error} {error:?}").contains("hunter2"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_holds_nobody_up() {
    let service = Service::default();
    let client: Client = builder(service.clone()).build().unwrap();
    {
        let mut dropped = pin!(get(&client));
        let mut context = Context::from_waker(Waker::noop());
        assert!(dropped.as_mut().poll(&mut context).is_pending());
    }
    get(&client).await.unwrap();
    assert_eq!(service.counts(), (1, 1));
}

#[tokio::test]
async fn waiting_for_a_token_ends_with_the_timeout() {
    let service = Service::default();
    let client: Client = builder(service).clock(TestClock::new()).build().unwrap();
    let mut first = pin!(get(&client));
    let mut context = Context::from_waker(Waker::noop());
    assert!(first.as_mut().poll(&mut context).is_pending());
    let error = get(&client).await.unwrap_err();
    assert!(
        error.is_timeout() && error.kind() == ErrorKind::Token,
        "{error}"
    );
    assert!(error.to_string().contains("within 30s"), "{error}");
}

#[tokio::test]
async fn the_call_has_the_time_that_the_token_left() {
    let mock = MockTransport::new().reply(200, token("t1")).reply(204, "");
    let (client, _) = client(&mock);
    let call = client
        .get::<()>("/v1/P")
        .with_timeout(Duration::from_secs(5));
    call.await.unwrap();
    let timeouts = mock
        .requests()
        .iter()
        .map(|request| request.limits.timeout)
        .collect::<Vec<_>>();
    assert_eq!(timeouts, [Duration::from_secs(5); 2]);
}

#[test]
fn secrets_are_not_printed_and_must_be_there() {
    let credentials = Credentials::oauth("OQ1", SECRET);
    let (client, _) = client(&MockTransport::new());
    let debug = format!(
        "{credentials:?} {client:?} {:?}",
        builder(MockTransport::new())
    );
    assert!(debug.contains("OQ1") && !debug.contains(SECRET), "{debug}");
    for (id, secret) in [("", "s"), ("OQ1", "")] {
        let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::oauth(id, secret));
        let error = builder.transport(MockTransport::new()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_calls_have_tokens_too() {
    let mock = MockTransport::new()
        .reply(200, token("t1"))
        .reply(204, "")
        .reply(401, "");
    let mock = mock.reply(200, token("t2")).reply(204, "");
    let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::oauth("OQ1", SECRET));
    let client = builder.blocking_transport(mock.clone()).build().unwrap();
    for _ in 0..2 {
        client.get::<()>("/v1/P").blocking().unwrap();
    }
    let tokens = ["t1", "t1", "t2"].map(|token| format!("/v1/P Bearer {token}"));
    let calls: Vec<_> = sent(&mock)
        .into_iter()
        .filter(|call| call != PATH)
        .collect();
    assert_eq!(calls, tokens);
}
