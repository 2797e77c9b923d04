//! What calls send, and what they make of the responses.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::service::api::tests::{PARCELS, REGIONS};
use crate::testing::{MockTransport, TestClock};
use crate::{
    Api, Builder, Credentials, ErrorKind, PLAIN, Pii, RetryPolicy, Style, Timestamp, Values,
    in_range, list, members, styled,
};

const SID: &str = "XP0123456789abcdef0123456789abcdef";

mod bodies;

fn client(mock: &MockTransport) -> Client {
    Builder::new(&PARCELS, Credentials::basic("AC1", "hunter2"))
        .transport(mock.clone())
        .build()
        .unwrap()
}

fn built<T>(call: &Call<T>) -> Request {
    call.build().unwrap()
}

fn refused<T>(call: &Call<T>) -> String {
    let error = call.build().unwrap_err();
    assert!(error.is_invalid());
    error.to_string()
}

/// Options of a request that creates a parcel.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
struct CreateParcel(Call<serde_json::Value>);
crate::call_methods!(CreateParcel => serde_json::Value);

#[tokio::test]
async fn a_post_carries_a_form_and_the_usual_headers() {
    let mock = MockTransport::new().reply(201, r#"{"sid": "x"}"#);
    let call = client(&mock)
        .post("/v1/Parcels")
        .form("Name", "Ada & Söhne")
        .form("Tags", list::<String>(["b", "a"]))
        .form("None", Vec::<String>::new())
        .form("Note", "")
        .form("Fragile", true)
        .form("At", Timestamp::from_unix_seconds(0).unwrap())
        .form("Attributes", Pii(json!({"a": [1]})));
    let response = CreateParcel(call).send().await.unwrap();
    assert_eq!(response, json!({"sid": "x"}));

    let [request] = mock.requests().try_into().unwrap();
    let body = "Name=Ada+%26+S%C3%B6hne&Tags=b&Tags=a&Note=&Fragile=true&At=1970-01-01T00%3A00%3A00Z&\
                Attributes=%7B%22a%22%3A%5B1%5D%7D";
    assert_eq!(request.body, body);
    assert_eq!(request.method, Method::POST);
    assert_eq!(request.uri, "https://parcels.example.com/v1/Parcels");
    let header = |name| {
        request
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    assert_eq!(header("authorization"), Some("Basic QUMxOmh1bnRlcjI="));
    assert_eq!(header("accept"), Some("application/json"));
    assert_eq!(
        header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        header("content-length"),
        Some(body.len().to_string().as_str())
    );
    assert!(header("user-agent").unwrap().starts_with("parcels/1.0.0 ("));
    assert!(!format!("{request:?}").contains("QUMx"));
}

#[tokio::test]
async fn only_methods_with_a_body_send_one() {
    let mock = MockTransport::new()
        .reply(200, "null")
        .reply(204, "")
        .reply(200, "null");
    let client = client(&mock);
    client.get::<()>("/v1/P").await.unwrap();
    client.delete::<()>("/v1/P").await.unwrap();
    client.post::<()>("/v1/P").await.unwrap();
    let [get, delete, post] = mock.requests().try_into().unwrap();
    for request in [get, delete] {
        assert_eq!(request.body, "");
        assert!(!request.headers.contains_key("content-type"));
        assert!(!request.headers.contains_key("content-length"));
    }
    assert_eq!(post.headers["content-length"], "0");
    assert!(post.headers.contains_key("content-type"));

    let error = refused(&client.get::<()>("/v1/P").form("Name", "x"));
    assert!(error.contains("invalid Name"), "{error}");
}

#[test]
fn path_and_query_are_percent_encoded() {
    let client = client(&MockTransport::new());
    let call = client
        .get::<()>("/v1/P/{Sid}/Stops/{Name}?")
        .path("Name", "a/../b?c#d %é")
        .path("Sid", SID)
        .query("Q", "a b+c")
        .query("Empty", "");
    let uri = format!(
        "https://parcels.example.com/v1/P/{SID}/Stops/a%2F..%2Fb%3Fc%23d%20%25%C3%A9??Q=a%20b%2Bc&Empty="
    );
    assert_eq!(built(&call).uri().to_string(), uri);
}

#[test]
fn paths_that_would_lead_elsewhere_are_refused() {
    let client = client(&MockTransport::new());
    let call = || client.delete::<()>("/v1/P/{Sid}");
    assert!(refused(&call()).contains("invalid Sid"));
    for value in ["", ".", ".."] {
        assert!(refused(&call().path("Sid", value)).contains("must not be empty"));
    }
    for value in ["", ".", ".."] {
        assert!(refused(&call().path("Sid", vec![value])).contains("must not be empty"));
    }
    let none = call().path("Sid", Vec::<String>::new());
    assert!(refused(&none).contains("at least one value"));
}

#[test]
fn a_list_in_a_path_is_one_segment() {
    let client = client(&MockTransport::new());
    let call = client
        .get::<()>("/v1/P/{Sid}/Stops")
        .path("Sid", vec!["a,b", ".."]);
    assert_eq!(built(&call).uri().path(), "/v1/P/a%2Cb,../Stops");
}

#[test]
fn cookies_are_one_header() {
    let client = client(&MockTransport::new());
    let call = client
        .get::<()>("/v1/P")
        .cookie("session", "a b;c")
        .cookie("n", -1);
    assert_eq!(built(&call).headers()["cookie"], "session=a%20b%3Bc; n=-1");
}

#[test]
fn a_style_is_shown_as_it_is_sent() {
    let client = client(&MockTransport::new());
    let call = client
        .post::<()>("/v1/P")
        .query("filter", styled(members(json!({"a": "x y"})), Style::DEEP))
        .form("Tags", styled(vec!["a", "b c"], Style::FORM.joined()))
        .form("Name", "x y");
    let request = built(&call);
    assert_eq!(request.uri().query(), Some("filter%5Ba%5D=x%20y"));
    assert_eq!(request.query().collect::<Vec<_>>(), [("filter[a]", "x y")]);
    assert_eq!(request.body(), Some("Tags=a,b%20c&Name=x+y"));
    let curl = request.to_curl();
    assert!(curl.contains("--data 'Tags=a,b%20c'"), "{curl}");
    assert!(curl.contains("--data-urlencode 'Name=x y'"), "{curl}");
}

#[test]
fn a_parameter_that_is_set_again_keeps_its_place() {
    let client = client(&MockTransport::new());
    let call = client
        .post::<()>("/v1/P")
        .form("A", in_range(0, 1..=9))
        .form("B", "2");
    let error = refused(&call);
    assert_eq!(error, "invalid A (nothing was sent): must be from 1 to 9");
    let call = call.form("A", list::<String>(["1", "3"]));
    assert_eq!(built(&call).body(), Some("A=1&A=3&B=2"));
}

#[tokio::test]
async fn a_malformed_value_is_refused_before_anything_is_sent() {
    /// An identifier that is always malformed.
    struct Malformed;

    impl Param for Malformed {
        fn encode(self, values: &mut Values) {
            values.refuse("an identifier has 34 characters");
        }
    }

    let mock = MockTransport::new();
    let call = client(&mock)
        .get::<()>("/v1/P/{Sid}")
        .path("Sid", Malformed);
    let error = call.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert!(error.to_string().contains("has 34 characters"), "{error}");
    assert!(mock.requests().is_empty());
}

#[test]
fn a_built_request_can_be_looked_at() {
    let client = client(&MockTransport::new());
    let call = client
        .post::<()>("/v1/P/{Sid}")
        .path("Sid", "XP1")
        .query("Q", Pii("ada"))
        .form("Name", Pii("lovelace"))
        .form("Size", 3);
    let request = built(&call);
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.path_template(), "/v1/P/{Sid}");
    assert_eq!(request.query().collect::<Vec<_>>(), [("Q", "ada")]);
    let form: Vec<_> = request.form().collect();
    assert_eq!(form, [("Name", "lovelace"), ("Size", "3")]);
    assert_eq!(request.body(), Some("Name=lovelace&Size=3"));
    for debug in [
        format!("{call:?}"),
        format!("{request:?}"),
        format!("{client:?}"),
    ] {
        let leaks = ["ada", "lovelace", "hunter2"]
            .iter()
            .any(|text| debug.contains(text));
        assert!(!leaks, "{debug}");
    }
    assert!(format!("{call:?}").contains(r#""Size": "3""#));
}

#[tokio::test]
async fn success_without_a_body_suits_the_unit_type_only() {
    let mock = MockTransport::new()
        .reply(204, "")
        .reply(200, "<html>")
        .reply(202, r#"{"a": 1}"#)
        .reply(200, "")
        .reply_with(200, [("X-Request-Id", "RQ1")], r#"["a", 7]"#);
    let client = client(&mock);
    for _ in 0..3 {
        client.delete::<()>("/v1/P").await.unwrap();
    }
    let call = client.get::<Vec<String>>("/v1/P");
    let error = call.clone().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "Parcels returned 200, but its body is empty, where JSON was to come; the request was carried out"
    );
    assert_eq!(
        call.send().await.unwrap_err().to_string(),
        "Parcels returned 200, but its body could not be read at [1]: expected a string (line 1, column 7) [RQ1]"
    );
}

#[tokio::test]
async fn a_post_is_retried_after_a_429_that_asks_for_it() {
    for (headers, attempts) in [(vec![], 1), (vec![("Retry-After", "0")], 2)] {
        let mock = MockTransport::new()
            .reply_with(429, headers, "")
            .reply(201, "null");
        let builder: Builder<Client> = Builder::new(&PARCELS, Credentials::basic("AC1", "t"));
        let builder = builder.transport(mock.clone()).clock(TestClock::new());
        let result = builder.build().unwrap().post::<()>("/v1/P").await;
        assert_eq!(
            (result.is_ok(), mock.requests().len()),
            (attempts == 2, attempts)
        );
    }
}

#[test]
fn requests_are_owned_values() {
    fn is_owned<T: Clone + Send + Sync + 'static>(_: &T) {}
    fn is_sent<T: Send + 'static>(_: T) {}
    let client = client(&MockTransport::new());
    // A response type that is not `Sync` and not `Clone` takes nothing from the call.
    let call = client.get::<std::cell::Cell<u8>>("/v1/P");
    is_owned(&call);
    is_sent(call.send());
    let create = CreateParcel(client.post("/v1/P"));
    assert_eq!(create.build().unwrap().body(), Some(""));
    is_sent(create.clone().into_future());
    is_owned(&Call::from(create));
}

#[tokio::test]
async fn services_share_a_client() {
    static OTHER: Api =
        Api::new("Letters", "https://letters.example.com", "letters/2.0.0").conventions(&REGIONS);
    let mock = MockTransport::new().reply(204, "").reply(404, "");
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(mock.clone())
        .server_variable("region", "ie1")
        .account("AC1")
        .user_agent("shop/1")
        .build()
        .unwrap();
    assert_eq!(client.account(), Some("AC1"));
    let other = client.with_api(&OTHER);
    static ELSEWHERE: Api = Api {
        conventions: &PLAIN,
        ..OTHER
    };
    let in_no_region = client.with_api(&ELSEWHERE).get::<()>("/").build();
    assert_eq!(in_no_region.unwrap_err().kind(), ErrorKind::Config);
    client.get::<()>("/v1/P").await.unwrap();
    let error = other.get::<()>("/v1/L").await.unwrap_err();
    assert_eq!(error.to_string(), "Letters returned 404 Not Found");
    let [parcels, letters] = mock.requests().try_into().unwrap();
    assert_eq!(parcels.uri, "https://parcels.ie1.example.com/v1/P");
    assert_eq!(letters.uri, "https://letters.ie1.example.com/v1/L");
    let agent = letters.headers["user-agent"].to_str().unwrap();
    assert!(
        agent.starts_with("letters/2.0.0 (") && agent.ends_with(") shop/1"),
        "{agent}"
    );
}

#[tokio::test]
async fn a_call_is_repeated_without_waiting_in_real_time() {
    let clock = TestClock::new();
    let mock = MockTransport::new()
        .reply_with(429, [("Retry-After", "12")], "")
        .reply(503, "")
        .reply(200, "[1]");
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(mock.clone())
        .clock(clock.clone())
        .max_concurrent(1)
        .build()
        .unwrap();
    assert_eq!(client.get::<Vec<u8>>("/v1/P").await.unwrap(), [1]);
    assert_eq!(clock.elapsed().as_millis(), 12_499);
    let timeouts = mock.requests().into_iter();
    let timeouts: Vec<_> = timeouts
        .map(|sent| sent.limits.timeout.as_millis())
        .collect();
    assert_eq!(timeouts, [30_000, 18_000, 17_500]);
}

#[tokio::test]
async fn a_request_has_its_own_settings() {
    let mock = MockTransport::new().reply(503, "").reply(429, "");
    let create = || CreateParcel(client(&mock).post("/v1/P"));
    let call = create()
        .with_retry(RetryPolicy::none())
        .with_timeout(Duration::from_secs(5))
        .with_header("X-Trace", "t1");
    assert_eq!(call.build().unwrap().headers()["x-trace"], "t1");
    let error = call.send().await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
    let error = create().with_retry(RetryPolicy::none()).await.unwrap_err();
    assert!(error.is_rate_limited());
    let [first, second] = mock.requests().try_into().unwrap();
    assert_eq!(first.headers["x-trace"], "t1");
    assert!(first.limits.timeout <= Duration::from_secs(5));
    assert!(!second.headers.contains_key("x-trace"));

    for (name, value) in [
        ("X-A", "a\r\nX-B: b"),
        ("Authorization", "Basic x"),
        ("", ""),
    ] {
        let error = create().with_header(name, value).await.unwrap_err();
        assert!(error.is_invalid(), "{error}");
    }
    assert_eq!(mock.requests().len(), 2);
}

#[tokio::test]
async fn status_and_headers_are_yielded_on_demand() {
    let mock = MockTransport::new()
        .reply_with(
            201,
            [
                ("X-Request-Id", "RQ1"),
                ("X-Concurrent-Requests", "3"),
                ("X-Rate-Limit-Limit", "100"),
                ("X-Rate-Limit-Remaining", "x"),
                ("Retry-After", "7"),
                ("X-Name", "Ada"),
            ],
            "7",
        )
        .reply(503, "")
        .reply(404, "{}");
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(mock)
        .clock(TestClock::new())
        .build()
        .unwrap();
    let create = CreateParcel(client.post("/v1/P"));
    let WithMeta { value, meta } = create.with_meta().await.unwrap();
    assert_eq!(value, json!(7));
    assert_eq!((meta.status().as_u16(), meta.attempts()), (201, 1));
    assert_eq!(meta.request_id(), Some("RQ1"));
    assert_eq!(meta.concurrent_requests(), Some(3));
    assert_eq!(
        (meta.rate_limit(), meta.rate_limit_remaining()),
        (Some(100), None)
    );
    assert_eq!(meta.rate_limit_config(), None);
    assert_eq!(meta.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(meta.headers()["x-name"], "Ada");
    let debug = format!("{meta:?}");
    assert!(
        debug.contains("x-name") && !debug.contains("Ada"),
        "{debug}"
    );

    let deleted = client.delete::<()>("/v1/P").with_meta().await.unwrap();
    assert_eq!(
        (deleted.meta.status().as_u16(), deleted.meta.attempts()),
        (404, 2)
    );
}

#[tokio::test]
async fn a_record_of_a_delete_is_not_made_up() {
    let mock = MockTransport::new()
        .reply(503, "")
        .reply(404, r#"{"code": 20404}"#);
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .transport(mock)
        .clock(TestClock::new())
        .build()
        .unwrap();
    let call = client.delete::<serde_json::Value>("/v1/P");
    let error = call.await.unwrap_err();
    assert!(
        error.is_not_found() && error.to_string().contains("is deleted"),
        "{error}"
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_builder_can_be_sent_without_a_runtime() {
    let client: Client = Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
        .blocking_transport(MockTransport::new().reply(201, "7"))
        .build()
        .unwrap();
    let create = CreateParcel(client.post("/v1/P"));
    assert_eq!(create.blocking().unwrap(), json!(7));
}
