//! Reads JSON, and says where it can't be read without repeating what stands there.

use std::fmt;
use std::str::{self, Utf8Error};

use serde_core::de::DeserializeSeed;
use serde_json::error::Category;
use serde_json::{Deserializer, Error};

mod path;

/// What is wrong with a body without anything in it.
const EMPTY: &str = "is empty, where JSON was to come; the request was carried out";

/// Why a body could not be read: the end of a sentence about it.
#[derive(Debug)]
pub(crate) struct DecodeError(String);

impl DecodeError {
    /// The path of the value in the body, such as `results[3].sid`, is empty at the top; line and column of the position in
    /// its text count from 1.
    pub(crate) fn new(path: &str, reason: &str, position: Option<(usize, usize)>) -> Self {
        let at = if path.is_empty() { "" } else { " at " };
        let position = position.filter(|(_, column)| *column > 0);
        let position = position.map(|(line, column)| format!(" (line {line}, column {column})"));
        let position = position.unwrap_or_default();
        Self(format!("could not be read{at}{path}: {reason}{position}"))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl DecodeError {
    /// The status is none for which the document says what comes.
    pub(crate) fn undocumented() -> Self {
        Self("can't be read: the status is not documented".to_owned())
    }
}

/// Why a body that is no JSON could not be read.
pub(crate) fn refused(error: serde_core::de::value::Error) -> DecodeError {
    DecodeError::new("", &reason(&error.to_string(), false), None)
}

/// A body as text.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    str::from_utf8(body).map_err(|error| not_utf8(body, error))
}

/// A body without the byte order mark that some services begin with, though JSON has none (RFC 8259, 8.1).
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Reads all of `body`, but for a byte order mark.
pub(crate) fn json<'de, S: DeserializeSeed<'de>>(
    body: &'de [u8],
    seed: S,
) -> Result<S::Value, DecodeError> {
    let body = without_mark(body);
    // One look at the whole body is much faster than one at each text in it.
    let text = utf8(body)?;
    let mut reader = Deserializer::from_str(text);
    let read = seed.deserialize(&mut reader);
    read.and_then(|value| reader.end().map(|()| value))
        .map_err(|error| unexpected(text, &error))
}

/// This is built once, not for each type that is read.
fn unexpected(text: &str, error: &Error) -> DecodeError {
    if text.is_empty() {
        return DecodeError(EMPTY.to_owned());
    }
    let (line, column) = (error.line(), error.column());
    let path = match error.classify() {
        Category::Data => path::at(text, line, column),
        // Text that is not JSON has lines and columns, but no tree.
        _ => String::new(),
    };
    let message = error.to_string();
    let position = format!(" at line {line} column {column}");
    let message = message.strip_suffix(&position).unwrap_or(&message);
    let reason = reason(message, error.classify() != Category::Data);
    DecodeError::new(&path, &reason, Some((line, column)))
}

fn not_utf8(body: &[u8], error: Utf8Error) -> DecodeError {
    let before = body.get(..error.valid_up_to()).unwrap_or_default();
    let last = before.rsplit(|byte| *byte == b'\n').next();
    let line = before.split(|byte| *byte == b'\n').count();
    let column = last.map_or(0, <[u8]>::len) + 1;
    DecodeError::new("", "it is not UTF-8", Some((line, column)))
}

/// What the error says without the value that it found, which may be personal.
fn reason(message: &str, is_syntax: bool) -> String {
    // "invalid type: string \"...\", expected u64": the value may hold anything, but it comes first.
    if let Some((_, expected)) = message.rsplit_once(", expected ") {
        return format!("expected {expected}");
    }
    let is_known = is_syntax
        || message.starts_with("missing field `")
        || message.starts_with("duplicate field `")
        || message.starts_with(MISSING_LIST);
    match is_known {
        true => message.to_owned(),
        false => "its type refused the value".to_owned(),
    }
}

/// How the message about a page without its list begins.
pub(crate) const MISSING_LIST: &str = "the page has no list";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::marker::PhantomData;

    use serde_core::Deserialize;
    use serde_json::Value;

    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Record {
        sid: String,
        size: Option<u8>,
        #[serde(default)]
        children: Vec<Record>,
        #[serde(flatten)]
        extra: BTreeMap<String, Value>,
    }

    fn failure<T: for<'de> Deserialize<'de>>(body: &str) -> String {
        match json(body.as_bytes(), PhantomData::<T>) {
            Ok(_) => panic!("{body} was read"),
            Err(failure) => failure.to_string(),
        }
    }

    #[test]
    fn the_place_and_the_expectation_are_reported() {
        for (body, expected) in [
            (
                r#"{"sid": 7}"#,
                "could not be read at sid: expected a string (line 1, column 9)",
            ),
            (
                r#"{"sid": "x", "children": [{"sid": "a"}, {"sid": null}]}"#,
                "could not be read at children[1].sid: expected a string (line 1, column 52)",
            ),
            (
                "{}",
                "could not be read: missing field `sid` (line 1, column 2)",
            ),
            ("[]", "could not be read: expected struct Record"),
            ("", EMPTY),
            (
                "<html>",
                "could not be read: expected value (line 1, column 1)",
            ),
            (
                "{\"sid\":\n\"x\"",
                "could not be read: EOF while parsing an object (line 2, column 3)",
            ),
            (
                r#"{"sid":"x"} {}"#,
                "could not be read: trailing characters (line 1, column 13)",
            ),
        ] {
            assert_eq!(failure::<Record>(body), expected, "{body}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        let read = |body: &str| json(body.as_bytes(), PhantomData::<Value>);
        assert_eq!(
            read("\u{feff}{\"a\": \"\u{feff}\"}").unwrap(),
            serde_json::json!({"a": "\u{feff}"})
        );
        for (body, expected) in [
            ("\u{feff}", EMPTY),
            (
                "\u{feff}\u{feff}7",
                "could not be read: expected value (line 1, column 1)",
            ),
            (
                " \u{feff}7",
                "could not be read: expected value (line 1, column 2)",
            ),
            (
                "\u{feff}{\"sid\": 7}",
                "could not be read at sid: expected a string (line 1, column 9)",
            ),
        ] {
            assert_eq!(failure::<Record>(body), expected, "{body:?}");
        }
    }

    #[test]
    fn a_key_that_is_no_name_is_not_told() {
        type Places = BTreeMap<String, BTreeMap<String, u8>>;
        for (body, place) in [
            (r#"{"home-1_$": {"a": 300}}"#, "home-1_$.a"),
            (r#"{"ada@example.com": {"a": 300}}"#, "?.a"),
            (r#"{"a": {"b\n\u001b": 300}}"#, "a.?"),
            (r#"{"": {"": 300}}"#, "?.?"),
        ] {
            let sentence = failure::<Places>(body);
            let expected = format!("could not be read at {place}: ");
            assert!(sentence.starts_with(&expected), "{sentence}");
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_reported_with_their_place() {
        let error = json(b"{\"sid\":\n \"\xFF\"}", PhantomData::<Record>).unwrap_err();
        let expected = "could not be read: it is not UTF-8 (line 2, column 3)";
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn values_are_not_repeated() {
        #[derive(Debug, serde::Deserialize)]
        enum Choice {
            A,
        }
        let secret = "se, expected cret";
        for sentence in [
            failure::<Record>(&format!(r#"{{"sid": "x", "size": "{secret}"}}"#)),
            failure::<Record>(&format!(r#""{secret}""#)),
            failure::<Choice>(&format!(r#""{secret}""#)),
            failure::<std::net::IpAddr>(&format!(r#""{secret}""#)),
            failure::<Record>(r#"{"sid": "x", "size": 70123}"#),
        ] {
            assert!(
                !sentence.contains("cret") && !sentence.contains("70123"),
                "{sentence}"
            );
        }
        assert!(json(br#""A""#, PhantomData::<Choice>).is_ok());
        assert!(failure::<Choice>(r#""B""#).contains("expected `A`"));
    }
}
