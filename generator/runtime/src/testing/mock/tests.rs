//! Rules, sequences, failures and recorded requests.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::service::api::tests::PARCELS;
use crate::{Builder, Client, Credentials, Error, RetryPolicy};

fn client(mock: &MockTransport) -> Client {
    let builder = Builder::new(&PARCELS, Credentials::basic("user", "password"));
    builder.mock(mock).build().unwrap()
}

async fn get(client: &Client, template: &'static str, id: &str) -> Result<String, Error> {
    client.get(template).path("Id", id).await
}

#[tokio::test]
async fn replies_are_used_in_order_and_the_last_one_repeats() {
    let mock = MockTransport::new()
        .when(Method::GET, "/v1/P/{Id}")
        .reply(200, json!("a"))
        .reply(200, "\"b\"".to_owned());
    let client = client(&mock);
    for expected in ["a", "b", "b"] {
        assert_eq!(get(&client, "/v1/P/{Id}", "1").await.unwrap(), expected);
    }
    // Named again, the rule goes on where it was.
    mock.when(Method::GET, "/v1/P/{Id}")
        .reply(200, b"\"c\"".to_vec());
    assert_eq!(get(&client, "/v1/P/{Id}", "1").await.unwrap(), "c");
    mock.assert_used();
}

#[tokio::test]
async fn the_rule_with_the_fewest_placeholders_counts() {
    let mock = MockTransport::new()
        .reply(200, json!("any"))
        .when(Method::GET, "/v1/P/{Id}.json")
        .reply(200, json!("file"))
        .when(Method::GET, "/v1/P/{Id}")
        .reply(200, json!("one"))
        .when(Method::GET, "/v1/P/7")
        .reply(200, json!("seven"))
        .when(Method::DELETE, "/v1/P/8")
        .reply(204, "");
    let client = client(&mock);
    for (template, id, expected) in [
        ("/v1/P/{Id}", "7", "seven"),
        ("/v1/P/{Id}", "8", "one"),
        ("/v1/P/{Id}", "a/b", "one"),
        ("/v1/P/{Id}.json", "8", "file"),
        ("/v1/P/{Id}/Q", "8", "any"),
        ("/v1/{Id}", "P", "any"),
    ] {
        assert_eq!(get(&client, template, id).await.unwrap(), expected, "{id}");
    }
}

#[tokio::test]
async fn paths_are_those_of_the_document() {
    let mock = MockTransport::new()
        .when(Method::GET, "/v1/P/{Id}")
        .reply(200, json!("one"));
    let builder = Builder::new(&PARCELS, Credentials::basic("user", "password")).mock(&mock);
    let client: Client = builder
        .base_url("https://example.com/api/v0")
        .build()
        .unwrap();
    assert_eq!(get(&client, "/v1/P/{Id}", "7").await.unwrap(), "one");
    let request = &mock.requests()[0];
    assert_eq!(
        (request.path(), request.uri.path()),
        ("/v1/P/7", "/api/v0/v1/P/7")
    );
}

#[tokio::test]
async fn a_request_without_a_reply_fails_and_shows_the_rules() {
    let mock = MockTransport::new();
    let client = client(&mock);
    let error = get(&client, "/v1/P/{Id}", "7").await.unwrap_err();
    let expected =
        "the request to Parcels could not be sent: no reply for GET /v1/P/7; there are no rules";
    assert_eq!(error.to_string(), expected);

    mock.when(Method::POST, "/v1/P").reply(201, "");
    mock.when(Method::GET, "/v1/Q/{Id}")
        .fail(TransportErrorKind::Connect);
    mock.when(Method::GET, "/v1/P/{Id}");
    let error = get(&client, "/v1/P/{Id}", "7").await.unwrap_err();
    let expected =
        "no reply for GET /v1/P/7; the rules are POST /v1/P, GET /v1/Q/{Id}, GET /v1/P/{Id}";
    assert!(error.to_string().ends_with(expected), "{error}");
    assert_eq!(mock.requests().len(), 2, "such a request is not retried");

    let mock = MockTransport::new().reply(99, "");
    let error = get(&self::client(&mock), "/v1/P/{Id}", "7").await;
    let error = error.unwrap_err().to_string();
    assert!(error.ends_with("invalid status code"), "{error}");
}

#[tokio::test]
async fn failures_are_those_of_the_network_and_take_no_time() {
    let mock = MockTransport::new()
        .when(Method::POST, "/v1/P")
        .fail(TransportErrorKind::Connect)
        .reply_with(429, [("Retry-After", "20")], "")
        .fail(TransportErrorKind::Interrupted)
        .fail(TransportErrorKind::Timeout);
    let client = client(&mock);
    let post = || {
        client
            .post::<()>("/v1/P")
            .with_retry(RetryPolicy::default())
    };
    let error = post()
        .with_timeout(Duration::from_secs(60))
        .await
        .unwrap_err();
    assert!(error.is_outcome_unknown(), "{error}");
    assert_eq!(error.attempts().len(), 3);
    let before = mock.clock().elapsed();
    assert!(before >= Duration::from_secs(20));

    let error = post()
        .with_timeout(Duration::from_secs(9))
        .await
        .unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown(), "{error}");
    assert_eq!(mock.clock().elapsed() - before, Duration::from_secs(9));
}

#[tokio::test]
async fn requests_are_recorded_with_their_parts() {
    let mock = MockTransport::new().reply(204, "");
    let client = client(&mock);
    let call = client.post::<()>("/v1/P/{Id}").path("Id", "a b");
    let call = call.query("Size", 7).with_header("X-Trace", "t1");
    call.form("Name", "A & B").form("Name2", "").await.unwrap();
    client
        .post::<()>("/v1/P")
        .json("weight", crate::json(3))
        .await
        .unwrap();
    let [form, json] = mock.requests().try_into().unwrap();
    assert_eq!((&form.method, form.path()), (&Method::POST, "/v1/P/a%20b"));
    assert_eq!(form.query(), [("Size", "7")]);
    assert_eq!(form.form(), [("Name", "A & B"), ("Name2", "")]);
    assert_eq!(form.headers["x-trace"], "t1");
    assert_eq!(
        (form.json(), json.json()),
        (Value::Null, json!({"weight": 3}))
    );
    assert!(json.form().is_empty() && json.query().is_empty());
}

#[test]
#[should_panic = "replies that no request used: POST /v1/P (0 of 1 used), any request (0 of 2 used)"]
fn unused_replies_are_shown() {
    let mock = MockTransport::new()
        .when(Method::POST, "/v1/P")
        .reply(201, "");
    let any = MockTransport {
        rule: None,
        ..mock.clone()
    };
    any.reply(200, "").reply(200, "");
    mock.assert_used();
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_requests_get_the_same_replies() {
    let mock = MockTransport::new()
        .when(Method::GET, "/v1/P/{Id}")
        .reply_with(503, [("Retry-After", "3")], "")
        .reply(200, json!("a"));
    let call = client(&mock).get::<String>("/v1/P/{Id}").path("Id", "1");
    assert_eq!(call.blocking().unwrap(), "a");
    assert_eq!(mock.clock().elapsed(), Duration::from_secs(3));
}
