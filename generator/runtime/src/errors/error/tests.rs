//! What errors say, and what they keep to themselves.

use serde_json::json;

use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::{Body, MockTransport};
use crate::{
    Builder, Client, Credentials, Date, Pii, RetryPolicy, TransportError, TransportErrorKind,
};

mod echo;
mod hostile;

async fn failed(mock: MockTransport) -> Error {
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
        .transport(mock)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    client.get::<String>("/v1/P").await.unwrap_err()
}

async fn responded(status: u16, body: impl Into<Body>) -> Error {
    failed(MockTransport::new().reply_with(status, [("x-request-id", "RQ1")], body)).await
}

#[tokio::test]
async fn the_services_own_words_are_reported() {
    let body = json!({
        "code": 20404, "message": "The requested resource /v1/P\nwas not found",
        "type": "https://example.com/20404", "status": 404, "details": {"a": 1},
    });
    let error = responded(404, body.to_string()).await;
    assert_eq!(
        error.to_string(),
        "Parcels returned 404 (code 20404): The requested resource /v1/P was not found [RQ1]"
    );
    assert_eq!(error.kind(), ErrorKind::Api);
    assert!(error.is_not_found() && !error.is_server_error() && !error.is_timeout());
    assert_eq!(error.status().unwrap(), 404);
    assert_eq!(error.code(), Some(20404));
    assert_eq!(
        error.message(),
        Some("The requested resource /v1/P\nwas not found")
    );
    assert_eq!(error.more_info(), Some("https://example.com/20404"));
    assert_eq!(error.details(), Some(&json!({"a": 1})));
    assert_eq!(error.request_id(), Some("RQ1"));
    assert_eq!(error.body(), Some(body.to_string().as_str()));
}

#[tokio::test]
async fn a_message_stays_on_one_bounded_line() {
    let message = format!("a\r\n\u{1b}[31m  b {}", "x".repeat(100_000));
    let error = responded(400, json!({ "message": message }).to_string()).await;
    let text = error.to_string();
    assert!(
        text.starts_with("Parcels returned 400: a [31m b xxx"),
        "{}",
        &text[..50]
    );
    assert!(text.len() < 5000);
    assert_eq!(error.message(), Some(message.as_str()));
}

#[tokio::test]
async fn other_bodies_leave_the_status() {
    for (status, body, text) in [
        (503, "", "Parcels returned 503 Service Unavailable [RQ1]"),
        (
            502,
            "<html>secret</html>",
            "Parcels returned 502 Bad Gateway [RQ1]",
        ),
        (499, "null", "Parcels returned 499 [RQ1]"),
        (302, "{}", "Parcels returned 302 Found [RQ1]"),
        (
            400,
            r#"{"code": "20001"}"#,
            "Parcels returned 400 Bad Request (code 20001) [RQ1]",
        ),
        (
            429,
            r#"{"title": "Slow down", "type": "x"}"#,
            "Parcels returned 429: Slow down [RQ1]",
        ),
    ] {
        let error = responded(status, body).await;
        assert_eq!(error.to_string(), text);
        assert_eq!(error.kind(), ErrorKind::Api);
        assert_eq!(error.is_server_error(), status >= 500);
        assert_eq!(error.is_rate_limited(), status == 429);
    }
    assert!(responded(401, "").await.is_unauthorized());
    let error = failed(MockTransport::new().reply(500, "")).await;
    assert_eq!(
        error.to_string(),
        "Parcels returned 500 Internal Server Error"
    );
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn bodies_are_cut_between_characters() {
    for (body, length) in [
        (vec![b'a'; 4096], 4096),
        (vec![b'a'; 5000], 4096),
        ("é".repeat(3000).into_bytes(), 4096),
        (format!("a{}", "é".repeat(3000)).into_bytes(), 4095),
        (format!("{}😀", "a".repeat(4093)).into_bytes(), 4093),
        (vec![0xff; 4096], 4095),
        (vec![], 0),
    ] {
        let error = responded(500, body).await;
        assert_eq!(error.body().map(str::len), Some(length));
    }
}

#[tokio::test]
async fn a_body_that_is_not_what_was_expected_is_kept_out_of_the_message() {
    let error = responded(200, r#"{"name": "ada"}"#).await;
    assert!(error.is_decode());
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.body(), Some(r#"{"name": "ada"}"#));
    let text = "Parcels returned 200, but its body could not be read: expected a string [RQ1]";
    assert_eq!(error.to_string(), text);
    let error = responded(
        500,
        r#"{"message": "no", "details": "ada", "more_info": "ada"}"#,
    )
    .await;
    for debug in [
        format!("{error:?}"),
        format!("{error:#?}"),
        error.to_string(),
    ] {
        assert!(
            !debug.contains("ada") && !debug.contains("hunter2"),
            "{debug}"
        );
    }
}

#[tokio::test]
async fn failures_of_the_transport_tell_their_root() {
    let refused = io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused");
    let error = TransportError::with_source(TransportErrorKind::Connect, refused);
    let error = failed(MockTransport::new().fail(error)).await;
    assert_eq!(
        error.to_string(),
        "Parcels could not be reached at https://parcels.example.com: connection refused"
    );
    assert!(error.is_connect() && !error.is_timeout());
    assert!(error.source().unwrap().source().unwrap().is::<io::Error>());

    let late = io::Error::new(io::ErrorKind::TimedOut, "no connection within 10s");
    let error = TransportError::with_source(TransportErrorKind::Connect, late);
    let error = failed(MockTransport::new().fail(error)).await;
    assert!(error.is_connect() && error.is_timeout());

    for (kind, text, expected) in [
        (
            TransportErrorKind::Timeout,
            "Parcels did not respond within 30s",
            ErrorKind::Timeout,
        ),
        (
            TransportErrorKind::BodyTooLarge,
            "Parcels responded with more than 33554432 bytes",
            ErrorKind::Transport,
        ),
        (
            TransportErrorKind::Interrupted,
            "the exchange with Parcels failed",
            ErrorKind::Transport,
        ),
    ] {
        let error = failed(MockTransport::new().fail(TransportError::new(kind))).await;
        assert_eq!((error.to_string().as_str(), error.kind()), (text, expected));
        assert_eq!(error.is_timeout(), expected == ErrorKind::Timeout);
    }
}

#[tokio::test]
async fn personal_values_that_the_service_repeats_are_not_told() {
    let body = json!({"code": 20001, "message": "ada@example.com of 'Ada King' (B\u{e4}ckerei) is not valid"});
    let mock = MockTransport::new().reply(400, body.to_string());
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
        .transport(mock)
        .build()
        .unwrap();
    let error = client
        .post::<()>("/v1/P")
        .form("Email", Pii("Ada@example.com"))
        .form("Attributes", Pii(json!({"name": ["Ada King"]})))
        .form("FriendlyName", "B\u{e4}ckerei")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels returned 400 (code 20001): [redacted] of '[redacted]' (B\u{e4}ckerei) is not valid"
    );
    assert!(error.message().unwrap().contains("Ada King"));
    assert!(!format!("{error:?}").contains("King"));
}

#[tokio::test]
async fn a_personal_value_is_not_told_where_the_message_is_cut() {
    let message = format!("{} ada@example.com", "x".repeat(4088));
    let body = json!({ "message": message }).to_string();
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
        .transport(MockTransport::new().reply(400, body))
        .build()
        .unwrap();
    let call = client
        .post::<()>("/v1/P")
        .form("Email", Pii("ada@example.com"));
    let text = call.await.unwrap_err().to_string();
    assert!(text.ends_with("x [redact"), "{}", &text[4090..]);
}

#[tokio::test]
async fn only_an_id_is_reported_as_one() {
    for (id, is_told) in [
        ("RQ0123456789abcdef0123456789abcdef", true),
        ("a-b_C", true),
        ("a\tb", false),
        ("ada@example.com", false),
        ("", false),
        (&"R".repeat(65), false),
    ] {
        let mock = MockTransport::new().reply_with(500, [("x-request-id", id)], "");
        let error = failed(mock).await;
        assert_eq!(error.to_string().contains('['), is_told, "{id}");
        assert_eq!(error.request_id(), Some(id));
    }
}

#[test]
fn invalid_values_become_errors() {
    fn parse() -> Result<Date, Error> {
        Ok("x".parse::<Date>()?)
    }
    let error = parse().unwrap_err();
    assert!(error.is_invalid() && error.source().unwrap().is::<InvalidDate>());
    assert!(error.to_string().starts_with("`x` is not a date"));
    fn is_portable<T: Send + Sync + 'static>() {}
    is_portable::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
