//! Tests of which response came, and of what is read of it.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;
use serde_json::{Value, json};

use super::*;

const REPLIES: &[Reply] = &[
    Reply(Form::Json, "200", "application/json", "Record"),
    Reply(Form::Text, "200", "text/csv; charset=utf-8", "Text"),
    Reply(Form::Bytes, "200", "image/*", "Bytes"),
    Reply(Form::Empty, "204", "", "Nothing"),
    Reply(Form::Text, "2XX", "text/plain", "Range"),
    Reply(Form::Json, "default", "application/json", "Rest"),
];

#[derive(Debug, PartialEq, serde::Deserialize)]
enum Choice {
    Record(Value),
    Text(String),
    Bytes(Bytes),
    Nothing,
    Range(bool),
    Rest(Option<u8>),
}

fn headers(content_type: &str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
    }
    headers
}

fn variant(status: u16, content_type: &str) -> &'static str {
    let status = StatusCode::from_u16(status).unwrap();
    find(REPLIES, status, &headers(content_type)).map_or("none", |reply| reply.3)
}

#[test]
fn a_status_comes_before_its_range_and_before_the_default() {
    assert_eq!(variant(204, "text/plain"), "Nothing");
    assert_eq!(variant(202, "text/plain"), "Range");
    assert_eq!(variant(500, ""), "Rest");
    let status = StatusCode::ACCEPTED;
    assert!(find(&REPLIES[..3], status, &headers("")).is_none());
}

#[test]
fn of_several_media_types_that_of_the_response_counts() {
    for (content_type, expected) in [
        ("application/json; charset=utf-8", "Record"),
        ("application/vnd.a+json", "Record"),
        ("Text/CSV", "Text"),
        ("text/plain", "Text"),
        ("image/png", "Bytes"),
        ("", "Record"),
        ("application/pdf", "Record"),
    ] {
        assert_eq!(variant(200, content_type), expected, "{content_type}");
    }
}

fn read<T: DeserializeOwned>(
    index: usize,
    content_type: &str,
    body: &[u8],
) -> Result<T, DecodeError> {
    REPLIES[index].read(&headers(content_type), body, PhantomData)
}

#[test]
fn the_enumeration_of_all_responses_and_the_type_of_one_are_read() {
    assert_eq!(
        read::<Choice>(0, "", b"[1]").unwrap(),
        Choice::Record(json!([1]))
    );
    assert_eq!(read::<Value>(0, "", b"[1]").unwrap(), json!([1]));
    let text = read::<Choice>(1, "", "\"é\"".as_bytes()).unwrap();
    assert_eq!(text, Choice::Text("\"é\"".to_owned()));
    assert_eq!(read::<Option<String>>(1, "", b"").unwrap().unwrap(), "");
    let bytes = Bytes::from_static(&[0, 255]);
    assert_eq!(
        read::<Choice>(2, "", &bytes).unwrap(),
        Choice::Bytes(bytes.clone())
    );
    assert_eq!(read::<Bytes>(2, "", &bytes).unwrap(), bytes);
    assert_eq!(read::<Choice>(3, "", b"any").unwrap(), Choice::Nothing);
    assert!(read::<Option<u8>>(3, "", b"any").unwrap().is_none());
    assert_eq!(read::<Choice>(4, "", b"true").unwrap(), Choice::Range(true));
    assert_eq!(read::<Choice>(5, "", b"null").unwrap(), Choice::Rest(None));
}

#[test]
fn text_is_utf8_unless_its_media_type_says_otherwise() {
    let latin = "text/csv; header=present; Charset=\"ISO-8859-1\"";
    assert_eq!(read::<String>(1, latin, &[0xe9]).unwrap(), "é");
    for (content_type, body, expected) in [
        (
            "text/csv",
            &b"a\xe9"[..],
            "could not be read: it is not UTF-8 (line 1, column 2)",
        ),
        (
            "text/csv; charset=koi8-r",
            b"a",
            "could not be read: its character set is not supported",
        ),
    ] {
        let error = read::<String>(1, content_type, body).unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    let error = read::<u8>(1, "", b"secret").unwrap_err().to_string();
    assert_eq!(error, "could not be read: expected an integer");
    let error = read::<Vec<u8>>(2, "", b"secret").unwrap_err();
    assert_eq!(error.to_string(), "could not be read: expected a sequence");
}
