//! The errors of tests are those of a client.

use http::Method;
use serde_json::json;

use crate::service::api::Api;
use crate::testing::MockTransport;
use crate::{Builder, Client, Credentials, Error, ErrorKind, RetryPolicy, TransportErrorKind};

/// What a client says when it gets this reply.
async fn real(method: Method, reply: impl FnOnce(&MockTransport) -> MockTransport) -> Error {
    static API: Api = Api::new("the service", "https://service.example", "tests/1");
    let builder: Builder<Client> = Builder::new(&API, Credentials::basic("user", "password"));
    let mock = reply(&MockTransport::new());
    let client = builder
        .mock(&mock)
        .retry(RetryPolicy::none())
        .build()
        .unwrap();
    let call = match method {
        Method::POST => client.post("/v1/P"),
        _ => client.get::<String>("/v1/P"),
    };
    call.await.unwrap_err()
}

fn assert_same(made: &Error, real: &Error) {
    // Of a body that can't be read, the reason differs.
    if made.kind() != ErrorKind::Decode {
        assert_eq!(made.to_string(), real.to_string());
        assert_eq!(format!("{made:?}"), format!("{real:?}"));
        assert_eq!(made.body(), real.body());
    }
    assert_eq!(made.kind(), real.kind());
    assert_eq!((made.status(), made.code()), (real.status(), real.code()));
    assert_eq!(
        (made.message(), made.details()),
        (real.message(), real.details())
    );
    assert_eq!(made.attempts(), real.attempts());
    assert_eq!(made.is_outcome_unknown(), real.is_outcome_unknown());
    assert_eq!(made.is_timeout(), real.is_timeout());
    assert_eq!(made.is_connect(), real.is_connect());
    assert_eq!(made.is_decode(), real.is_decode());
}

#[tokio::test]
async fn errors_for_tests_are_like_those_of_a_client() {
    for status in [400, 401, 404, 429, 500] {
        let real = real(Method::GET, |mock| mock.reply(status, "")).await;
        assert_same(&Error::api(status), &real);
    }
    let body = json!({"code": 20404, "message": "no such parcel", "details": {"id": 7}});
    let made = Error::api_with(404, body.clone());
    assert_same(
        &made,
        &real(Method::GET, |mock| mock.reply(404, body)).await,
    );
    assert!(made.is_not_found());
    let expected = "the service returned 404 (code 20404): no such parcel";
    assert_eq!(made.to_string(), expected);

    let kinds = [
        (Error::connect(), Method::GET, TransportErrorKind::Connect),
        (Error::timeout(), Method::GET, TransportErrorKind::Timeout),
        (
            Error::outcome_unknown(),
            Method::POST,
            TransportErrorKind::Interrupted,
        ),
    ];
    for (made, method, kind) in kinds {
        assert_same(&made, &real(method, |mock| mock.fail(kind)).await);
    }
    let real = real(Method::GET, |mock| mock.reply(200, "[]")).await;
    assert_same(&Error::decode(), &real);
}

#[test]
fn the_page_about_an_error_is_read_too() {
    let error = Error::api_with(400, json!({"more_info": "https://service.example/1"}));
    assert_eq!(error.more_info(), Some("https://service.example/1"));
}

#[test]
#[should_panic = "99 is no status"]
fn a_number_that_is_no_status_is_refused() {
    let _ = Error::api(99);
}
