//! The target `decode`: one response, as an error and as several records.

use std::fmt::Debug;

use serde_json::{Value, json};
use twilio_client::testing::MockTransport;
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_trusthub::{Error, ErrorKind};

use super::{SECRET, client, now};

/// What the request sends that is personal.
const EMAIL: &str = "ada.lovelace@example.com";

/// What an error's sentence is no longer than.
const SENTENCE: usize = 5000;

/// Responses several requests with the same status and body, and looks at what becomes of it.
///
/// No response makes the client panic. A record that was read can be written and read again, and is the same. An error is of
/// the right kind and prints on one line of bounded length, without the secret, also where the service repeats it, and
/// without what the request said that is personal.
pub fn decode(data: &[u8]) {
    let end = data.iter().position(|byte| *byte == b'\n');
    let (head, body) = data.split_at(end.unwrap_or(0));
    let body = body.strip_prefix(b"\n").unwrap_or(body);
    let head = String::from_utf8_lossy(head);
    let (status, content_type) = head.split_once(' ').unwrap_or((&head, ""));
    let status = status
        .parse()
        .ok()
        .filter(|status| (100..1000).contains(status));
    let status = status.unwrap_or(200);
    let mock = || {
        let content_type = http::HeaderValue::from_str(content_type).ok();
        let content_type = content_type.as_ref().and_then(|value| value.to_str().ok());
        let headers = [("content-type", content_type.unwrap_or("application/json"))];
        MockTransport::new().reply_with(status, headers, body.to_vec())
    };
    let profile = CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8").expect("a SID");
    let policy = PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a").expect("a SID");

    let profiles = || client(mock()).customer_profiles();
    record(status, now(profiles().fetch(&profile).send()));
    record(
        status,
        now(profiles().evaluations(&profile).create(&policy).send()),
    );
    record(status, now(client(mock()).policies().fetch(&policy).send()));
    let end_user = client(mock())
        .end_users()
        .create("Ada", "authorized_representative_1");
    let end_user = end_user.attributes(json!({"email": EMAIL}));
    let end_user = now(end_user.send());
    if let Err(error) = &end_user {
        assert!(!error.to_string().contains(EMAIL), "{error}");
    }
    record(status, end_user);
    if let Err(error) = now(profiles().delete(&profile).send()) {
        assert!(
            !(200..300).contains(&status),
            "a deletion takes any success"
        );
        check(status, &error);
    }
    match now(profiles().list().send()) {
        Ok(page) => assert!(page.items.len() <= body.len()),
        Err(error) => check(status, &error),
    }
}

/// Writes a record and reads it again.
fn record<T>(status: u16, result: Result<T, Error>)
where
    T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + Debug,
{
    match result {
        Ok(record) => {
            assert!((200..300).contains(&status), "{status} is no success");
            let written = serde_json::to_string(&record).expect("a record can be written");
            let again: T = serde_json::from_str(&written).expect("a record can be read again");
            assert_eq!(again, record);
            let value: Value = serde_json::from_str(&written).expect("a record is JSON");
            assert!(value.is_object());
            // A record prints what the service said.
            let is_told = written.contains(SECRET);
            assert!(is_told || !format!("{record:?}").contains(SECRET));
        }
        Err(error) => check(status, &error),
    }
}

/// The promises of an error.
fn check(status: u16, error: &Error) {
    let kind = match status {
        200..300 => ErrorKind::Decode,
        _ => ErrorKind::Api,
    };
    assert_eq!(error.kind(), kind);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.attempts().len(), 1);
    let told = error.to_string();
    assert!(told.len() <= SENTENCE, "{} bytes", told.len());
    for text in [&told, &format!("{error:?}")] {
        assert!(!text.contains(char::is_control), "{text:?}");
        assert!(!text.contains(SECRET), "{text:?}");
    }
    let body = error.body().expect("a response has a body");
    assert!(body.len() <= 4096);
    let details = error.details().map(Value::to_string).unwrap_or_default();
    let kept = [error.message(), error.more_info(), Some(&details)];
    for text in kept.into_iter().flatten().chain([body]) {
        assert!(!text.contains(SECRET), "{text:?}");
    }
}
