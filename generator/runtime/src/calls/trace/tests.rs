//! What spans and events hold.

use std::fmt;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::service::api::tests::PARCELS;
use crate::testing::{MockTransport, TestClock};
use crate::{Builder, Client, Credentials, Pii, TransportError, TransportErrorKind};

/// Writes down each field on a line.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Visit for Notes {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.lock().unwrap().push(format!("{field}={value:?}"));
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("openapi_client_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        span.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_call_has_a_span_and_a_retry_an_event() {
    let refused = TransportError::new(TransportErrorKind::Connect);
    let mock = MockTransport::new()
        .fail(refused)
        .reply_with(429, [("Retry-After", "2")], "")
        .reply_with(400, [("X-Request-Id", "RQ1")], r#"{"message": "no ada"}"#)
        .reply_with(201, [("X-Request-Id", "hunter2")], "null");
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
        .transport(mock)
        .clock(TestClock::new())
        .build()
        .unwrap();
    let call = client
        .post::<()>("/v1/P/{Name}")
        .path("Name", Pii("ada"))
        .query("Q", "lovelace")
        .form("Email", Pii("ada@example.com"))
        .with_header("X-Trace", "ada");
    let notes = Notes::default();
    let guard = tracing::subscriber::set_default(notes.clone());
    call.clone().await.unwrap_err();
    drop(guard);
    let lines = std::mem::take(&mut *notes.0.lock().unwrap());
    let expected = [
        r#"otel.kind="client""#,
        r#"http.request.method="POST""#,
        r#"server.address="parcels.example.com""#,
        "server.port=443",
        r#"url.template="/v1/P/{Name}""#,
        "otel.name=POST /v1/P/{Name}",
        "message=the request is sent again",
        r#"error.type="connect""#,
        "attempt=1",
        "wait_ms=249",
        "message=the request is sent again",
        r#"error.type="429""#,
        "attempt=2",
        "wait_ms=2000",
        "http.response.status_code=400",
        r#"request_id="RQ1""#,
        "http.request.resend_count=2",
        r#"error.type="400""#,
    ];
    assert_eq!(lines, expected);

    let guard = tracing::subscriber::set_default(notes.clone());
    call.await.unwrap();
    drop(guard);
    let lines = notes.0.lock().unwrap().join("\n");
    assert!(lines.ends_with("http.response.status_code=201"), "{lines}");
    assert!(
        !lines.contains("ada") && !lines.contains("lovelace") && !lines.contains("hunter2"),
        "{lines}"
    );
}
