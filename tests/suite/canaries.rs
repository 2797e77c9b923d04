//! Every operation with personal values in all that is personal: none of them is printed, by anything.

use std::io;
use std::sync::{Arc, Mutex};

use openapi_client_codegen::model::{Operation, Resource, Sensitivity};
use serde_json::{Value, json};
use twilio_trusthub::dynamic::Prepared;
use twilio_trusthub::testing::{MockTransport, TestClock};
use twilio_trusthub::{Credentials, Error, TrustHub};
use twilio_trusthub::{TransportError, TransportErrorKind};

use crate::samples::{CANARY, PUBLIC, Samples};

const TOKEN: &str = "canary-token";
/// The token as it stands in the header `Authorization`.
const ENCODED: &str = "Y2FuYXJ5LXRva2Vu";

fn client(mock: &MockTransport) -> TrustHub {
    // The length of the account SID and its colon is divisible by three: so the token is encoded by itself.
    let credentials = Credentials::auth_token("AC75f0ea72ace6069fe0a7f805255", TOKEN);
    let builder = TrustHub::builder(credentials).clock(TestClock::new());
    builder.transport(mock.clone()).build().unwrap()
}

/// Sends an operation, prints what comes back, and tells how it ended.
async fn send(prepared: Prepared) -> Result<String, Error> {
    match prepared {
        Prepared::Call(call) => Ok(format!("{:?}", call.send().await?)),
        Prepared::List(list) => Ok(format!("{:?}", list.send().await?)),
    }
}

#[track_caller]
fn assert_discreet(what: &str, operation: &Operation, text: &str) {
    for canary in [CANARY, TOKEN, ENCODED] {
        let id = &operation.id;
        assert!(
            !text.contains(canary),
            "{what} of {id} has {canary}: {text}"
        );
    }
}

/// An operation with all its arguments.
struct Subject<'s> {
    samples: &'s Samples,
    resource: &'s Resource,
    operation: &'s Operation,
}

impl Subject<'_> {
    fn prepare(&self, mock: &MockTransport) -> Prepared {
        let arguments = self.samples.arguments(self.resource, self.operation);
        let id = self.operation.id.as_str();
        client(mock).prepare(id, arguments).unwrap()
    }

    fn has_personal_parameters(&self) -> bool {
        let mut parameters = self.operation.all_parameters();
        parameters.any(|parameter| parameter.sensitivity == Sensitivity::Pii)
    }

    fn status(&self) -> u16 {
        self.operation.success.status.parse().unwrap()
    }

    fn body(&self) -> String {
        match self.samples.respond(self.operation) {
            Value::Null => String::new(),
            body => body.to_string(),
        }
    }

    fn request(&self) {
        let prepared = self.prepare(&MockTransport::new());
        let request = prepared.build().unwrap();
        let debug = format!("{prepared:?} {prepared:#?} {request:?} {request:#?}");
        assert_discreet("the request", self.operation, &debug);
        assert_discreet("the command", self.operation, &request.to_curl());
        if self.has_personal_parameters() {
            assert!(debug.contains("[redacted]"), "{debug}");
            let sent = format!("{} {:?}", request.uri(), request.body());
            assert!(sent.contains(CANARY), "what is personal is sent: {sent}");
        }
    }

    async fn respond(&self) {
        let mock = MockTransport::new().reply(self.status(), self.body());
        let printed = send(self.prepare(&mock)).await.unwrap();
        assert_discreet("the response", self.operation, &printed);
        if self.body().contains(CANARY) {
            assert!(printed.contains("[redacted]"), "{printed}");
        }
        let has_text = self.body().contains(PUBLIC);
        assert_eq!(printed.contains(PUBLIC), has_text, "{printed}");
    }

    /// Errors whose cause repeats what was sent.
    async fn refusals(&self) {
        let refusal = json!({
            "code": 20001,
            "message": format!("the value {CANARY} is not valid"),
            "details": {"value": CANARY},
            "status": 400,
        });
        let reason = || {
            TransportError::with_source(TransportErrorKind::Interrupted, format!("{CANARY}: gone"))
        };
        for mock in [
            MockTransport::new().reply(400, refusal.to_string()),
            MockTransport::new()
                .fail(reason())
                .fail(reason())
                .fail(reason()),
        ] {
            let error = send(self.prepare(&mock)).await.unwrap_err();
            self.error(&error);
        }
    }

    /// Responses that can't be read.
    async fn unreadable(&self) {
        let cut = format!(r#"{{"sid": "{CANARY}"#);
        let mistyped = json!({"sid": 7, "results": CANARY, CANARY: [CANARY]}).to_string();
        let page = format!("<html>{CANARY}</html>");
        for body in [cut, mistyped, page] {
            let mock = MockTransport::new().reply(self.status(), body);
            match send(self.prepare(&mock)).await {
                Ok(printed) => assert_discreet("the response", self.operation, &printed),
                Err(error) => self.error(&error),
            }
        }
    }

    fn error(&self, error: &Error) {
        let printed = format!("{error} {error:?} {error:#?} {:?}", error.attempts());
        assert_discreet("an error", self.operation, &printed);
    }
}

/// What a subscriber writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_personal_is_printed() {
    let samples = Samples::new();
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let (mut operations, mut with_parameters, mut with_fields) = (0, 0, 0);
    for (resource, operation) in samples.operations() {
        let subject = Subject {
            samples: &samples,
            resource,
            operation,
        };
        subject.request();
        subject.respond().await;
        if subject.has_personal_parameters() {
            subject.refusals().await;
        }
        subject.unreadable().await;
        let traced = std::mem::take(&mut *log.0.lock().unwrap());
        let traced = String::from_utf8(traced).unwrap();
        let is_traced = traced.contains("openapi_client.request");
        assert!(is_traced, "there are traces");
        assert_discreet("the trace", operation, &traced);
        operations += 1;
        with_parameters += usize::from(subject.has_personal_parameters());
        with_fields += usize::from(samples.has_personal_fields(operation));
    }
    println!(
        "{operations} operations, {with_parameters} with personal parameters, {with_fields} with personal fields"
    );
    assert!(with_parameters > 0 && with_fields > 0);
}
