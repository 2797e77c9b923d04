//! Bodies of JSON, headers as parameters, and what sets single operations apart.

use bytes::Bytes;
use serde_json::{Value, json};

use super::{client, refused};
use crate::testing::MockTransport;
use crate::{
    File, Form, Pii, Reply, Timestamp, files, in_range, json as value, json_items, json_param, text,
};

#[tokio::test]
async fn json_is_sent_with_its_media_type() {
    let mock = MockTransport::new().reply(201, "").reply(201, "");
    let client = client(&mock);
    let moment: Timestamp = "2026-11-24T08:30:00Z".parse().unwrap();
    let call = client
        .post::<()>("/v1/P")
        .json("name", value("Ada"))
        .json("count", value(3))
        .json("at", value(moment))
        .json("count", value(4));
    call.send().await.unwrap();
    let call = client.put::<()>("/v1/P").body(value([1, 2]));
    let call = call.content_type("application/scim+json");
    call.accept("text/plain").await.unwrap();
    let sent = mock.requests();
    let body: Value = serde_json::from_str(&sent[0].body).unwrap();
    assert_eq!(
        body,
        json!({"name": "Ada", "count": 4, "at": "2026-11-24T08:30:00Z"})
    );
    assert_eq!(sent[0].headers["content-type"], "application/json");
    assert_eq!(sent[0].headers["accept"], "application/json");
    assert_eq!(sent[1].body, "[1,2]");
    assert_eq!(sent[1].headers["content-type"], "application/scim+json");
    assert_eq!(sent[1].headers["accept"], "text/plain");
}

#[test]
fn values_of_json_are_checked_and_kept_out_of_sight() {
    let client = client(&MockTransport::new());
    let counted = |count: i64| {
        let count = json_param(in_range(count, 1..=3));
        client.post::<()>("/v1/P").json("count", count)
    };
    let message = refused(&counted(5));
    assert!(message.contains("invalid count"), "{message}");
    assert_eq!(counted(2).build().unwrap().body(), Some(r#"{"count":2}"#));

    let person = json!({"name": "Ada", "phones": ["+15550104417"]});
    let call = client
        .post::<()>("/v1/P")
        .json("person", value(&person).personal())
        .json("kind", value("letter"));
    let request = call.build().unwrap();
    assert!(request.body().unwrap().contains("Ada"));
    let shown = format!("{call:?} {request:?} {}", request.to_curl());
    assert!(
        shown.contains("letter") && shown.contains("[redacted]"),
        "{shown}"
    );
    assert!(!shown.contains("Ada") && !shown.contains("4417"), "{shown}");
}

#[tokio::test]
async fn texts_and_files_are_sent_as_they_are() {
    let mock = MockTransport::new().reply(200, "null");
    let client = client(&mock);
    let put = || client.put::<()>("/v1/P");
    let csv = || put().content(text("a,b\r\n\"é\"").of_type("text/csv"));
    csv().await.unwrap();
    put().content(text("").of_type("text/plain")).await.unwrap();
    let file = |types| put().content(files([File::new(vec![0, 255])]).of_type(types));
    file("image/png").await.unwrap();
    put().optional_body().await.unwrap();
    let [text, empty, file_sent, none] = mock.requests().try_into().unwrap();
    assert_eq!(text.body, "a,b\r\n\"é\"");
    assert_eq!(text.headers["content-type"], "text/csv");
    assert_eq!(
        (empty.body.as_str(), &empty.headers["content-type"]),
        ("", &"text/plain".parse().unwrap())
    );
    assert_eq!(empty.headers["content-length"], "0");
    assert_eq!(file_sent.headers["content-type"], "image/png");
    assert_eq!(file_sent.headers["content-length"], "2");
    assert!(!none.headers.contains_key("content-type"));
    assert_eq!(none.headers["content-length"], "0");

    let request = file("image/png").build().unwrap();
    assert_eq!(
        (request.body(), request.body_bytes().unwrap().as_ref()),
        (None, &[0, 255][..])
    );
    let curl = request.to_curl();
    assert!(
        curl.ends_with("--header 'content-type: image/png' \\\n  --data-binary '@FILE'"),
        "{curl}"
    );
    let curl = csv().build().unwrap().to_curl();
    assert!(curl.ends_with("--data-raw 'a,b\r\n\"é\"'"), "{curl}");
    assert!(refused(&file("image/*")).contains("one of image/*"));
}

#[test]
fn parts_are_shown_without_files_and_what_is_personal() {
    let client = client(&MockTransport::new());
    let photo = File::new(vec![0, 1, 2]).name("me.png");
    let call = client
        .post::<()>("/v1/P")
        .part("note", text("a \"b\"\\; it's"))
        .part("photo", files([photo]).of_type("image/png"))
        .part("person", json_items([json!({"name": "Ada"})]).personal());
    let request = call.build().unwrap();
    let media_type = request.content_type().unwrap();
    assert!(
        media_type.starts_with("multipart/form-data; boundary="),
        "{media_type}"
    );
    assert!(request.body().unwrap().contains("Ada"));
    let shown = format!("{call:?} {request:?} {}", request.to_curl());
    assert!(!shown.contains("Ada"), "{shown}");
    assert!(shown.contains("3 bytes"), "{shown}");
    let expected = r#" \
  --form 'note="a \"b\"\\; it'\''s";type=text/plain' \
  --form 'photo=@"me.png";type=image/png' \
  --form 'person="[redacted]";type=application/json'"#;
    assert!(shown.ends_with(expected), "{shown}");
    let evil = File::from("x").media_type("a/b\r\nX-Evil: 1");
    let evil = client.post::<()>("/v1/P").part("file", files([evil]));
    assert!(refused(&evil).contains("invalid file"));
}

#[tokio::test]
async fn headers_can_be_parameters() {
    let mock = MockTransport::new().reply(200, "");
    let client = client(&mock);
    let call = client
        .get::<()>("/v1/P")
        .header("If-Match", "\"7\"")
        .header("Authorization", Pii("Bearer abc"));
    let shown = format!("{call:?} {}", call.build().unwrap().to_curl());
    assert!(!shown.contains("Bearer abc"), "{shown}");
    call.await.unwrap();
    let sent = &mock.requests()[0].headers;
    assert_eq!(sent["if-match"], "\"7\"");
    assert_eq!(sent["authorization"], "Bearer abc");

    let call = client
        .get::<()>("/v1/P")
        .header("If-Match", "a\r\nX-Evil: 1");
    let message = refused(&call);
    assert!(
        message.contains("If-Match") && !message.contains("Evil"),
        "{message}"
    );
}

#[tokio::test]
async fn an_operation_can_go_without_credentials_and_succeed_by_a_redirect() {
    let mock = MockTransport::new()
        .reply_with(
            307,
            [("Location", "https://parcels.example.com/v1/Q")],
            "[5]",
        )
        .reply(307, "");
    let client = client(&mock);
    const SEEN: &[Reply] = &[Reply(Form::Json, "307", "application/json", "")];
    let call = client.get::<Vec<u8>>("/v1/P").anonymous().replies(SEEN);
    let response = call.with_meta().await.unwrap();
    assert_eq!(response.value, [5]);
    assert_eq!(response.meta.status(), 307);
    assert!(!mock.requests()[0].headers.contains_key("authorization"));
    let error = client.get::<()>("/v1/P").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
}

#[test]
fn the_account_of_the_client_fills_the_path() {
    let client = client(&MockTransport::new());
    let path = |client: &crate::Client| {
        let call = client
            .get::<()>("/2010/Accounts/{AccountSid}/P.json")
            .account("AccountSid");
        call.build().map(|request| request.uri().path().to_owned())
    };
    let client = client.with_account("AC1");
    let own = "AC1";
    assert_eq!(
        path(&client).unwrap(),
        format!("/2010/Accounts/{own}/P.json")
    );
    let other = client.with_account("AC2");
    assert_eq!(path(&other).unwrap(), "/2010/Accounts/AC2/P.json");
    assert_eq!(client.account(), Some(own));

    let key = crate::Credentials::basic("SK1", "secret");
    let builder: crate::Builder<crate::Client> =
        crate::Builder::new(&crate::service::api::tests::PARCELS, key);
    let client = builder.transport(MockTransport::new()).build().unwrap();
    let error = path(&client).unwrap_err();
    assert!(error.to_string().contains("`with_account`"), "{error}");
}

const ERRORS: &[Reply] = &[
    Reply(Form::Text, "404", "text/plain", ""),
    Reply(Form::Bytes, "409", "application/octet-stream", ""),
    Reply(Form::Json, "4XX", "application/json", ""),
];

#[tokio::test]
async fn the_body_of_an_error_is_read_as_it_is_documented() {
    let type_of = |media_type: &'static str| [("content-type", media_type)];
    let mock = MockTransport::new()
        .reply_with(404, type_of("text/plain"), "[1]")
        .reply_with(409, type_of("application/pdf"), "%PDF")
        .reply(400, "[1,2]")
        .reply(500, "[3]");
    let client = client(&mock);
    let fail = async || {
        let call = client.post::<()>("/v1/P").errors(ERRORS);
        call.await.unwrap_err()
    };
    let error = fail().await;
    assert_eq!(error.body_as::<String>().unwrap(), "[1]");
    assert_eq!(error.body_as::<Vec<u8>>(), None);
    assert_eq!(fail().await.body_as::<Bytes>().unwrap(), "%PDF");
    let error = fail().await;
    assert_eq!(error.body_as::<Vec<u8>>().unwrap(), [1, 2]);
    assert_eq!(error.body_as::<String>(), None);
    assert_eq!(error.body(), Some("[1,2]"));
    // A status that is not documented.
    assert_eq!(fail().await.body_as::<Vec<u8>>().unwrap(), [3]);
}

#[tokio::test]
async fn what_an_error_repeats_of_the_credentials_is_masked_in_its_value() {
    let mock = MockTransport::new().reply(400, json!({"a": "Basic hunter2-hunter2 \"!\""}));
    let client = client(&mock);
    let mut secret = http::HeaderValue::from_static("hunter2-hunter2");
    secret.set_sensitive(true);
    let call = client.post::<()>("/v1/P").with_header("x-secret", secret);
    let value: Value = call.await.unwrap_err().body_as().unwrap();
    assert_eq!(value, json!({"a": "Basic [redacted] \"!\""}));
}

#[tokio::test]
async fn responses_of_one_status_differ_by_their_media_types() {
    const REPLIES: &[Reply] = &[
        Reply(Form::Json, "200", "application/json", ""),
        Reply(Form::Text, "200", "text/plain", ""),
        Reply(Form::Empty, "204", "", ""),
    ];
    let mock = MockTransport::new()
        .reply_with(200, [("content-type", "text/plain")], "\"a\"")
        .reply(200, "\"a\"")
        .reply(204, "")
        .reply(200, " \n");
    let client = client(&mock);
    let call = || client.get::<Option<String>>("/v1/P").replies(REPLIES);
    assert_eq!(call().await.unwrap().unwrap(), "\"a\"");
    assert_eq!(call().await.unwrap().unwrap(), "a");
    assert_eq!(call().await.unwrap(), None);
    let any = client.get::<Value>("/v1/P");
    assert_eq!(any.await.unwrap(), Value::Null);
}
