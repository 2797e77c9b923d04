//! What a service says in the body of an error.

use serde_json::{Map, Value};

use crate::errors::secrets::Forms;
use crate::values::decode::without_mark;

/// The names of the fields of an error's body: of several, the first one that has a value counts.
#[derive(Clone, Copy, Debug)]
pub struct ErrorFields {
    /// A number, or a number as text.
    pub code: &'static [&'static str],
    /// A text.
    pub message: &'static [&'static str],
    /// The address of a page about the error.
    pub more_info: &'static [&'static str],
    /// Any JSON.
    pub details: &'static [&'static str],
}

#[derive(Debug, Default, PartialEq)]
pub(crate) struct ServiceError {
    pub(crate) code: Option<u32>,
    pub(crate) message: Option<String>,
    pub(crate) more_info: Option<String>,
    pub(crate) details: Option<Value>,
}

impl ServiceError {
    /// Leaves out what repeats the request's secrets.
    pub(crate) fn masked(mut self, secrets: &Forms) -> Self {
        for text in [&mut self.message, &mut self.more_info]
            .into_iter()
            .flatten()
        {
            *text = secrets.mask(text);
        }
        self.details
            .iter_mut()
            .for_each(|details| secrets.mask_json(details));
        self
    }

    /// Reads the fields of a JSON object, and nothing from any other body.
    pub(crate) fn read(body: &[u8], names: &ErrorFields) -> Self {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(without_mark(body)) else {
            return Self::default();
        };
        let mut codes = names.code.iter();
        let mut details = names.details.iter();
        Self {
            code: codes.find_map(|name| code(fields.get(*name)?)),
            message: text(&mut fields, names.message),
            more_info: text(&mut fields, names.more_info).filter(|info| info != "about:blank"),
            details: details.find_map(|name| fields.remove(*name).filter(|value| !value.is_null())),
        }
    }
}

/// The code, which some services send as text.
fn code(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The first of the fields that is a text with something in it.
fn text(fields: &mut Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match fields.remove(*name) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::PLAIN;

    /// As PLAIN, with a field that some services have before the one of RFC 9457.
    const FIELDS: ErrorFields = ErrorFields {
        more_info: &["more_info", "type"],
        ..PLAIN.error
    };

    fn read(value: Value) -> ServiceError {
        ServiceError::read(value.to_string().as_bytes(), &FIELDS)
    }

    #[test]
    fn both_shapes_are_read() {
        let error = read(json!({
            "code": 20404, "message": "not found", "more_info": "https://example.com/20404",
            "status": 404, "details": {"a": 1},
        }));
        assert_eq!(
            (error.code, error.message.as_deref()),
            (Some(20404), Some("not found"))
        );
        assert_eq!(
            error.more_info.as_deref(),
            Some("https://example.com/20404")
        );
        assert_eq!(error.details, Some(json!({"a": 1})));

        let error = read(json!({
            "type": "https://example.com/20001", "title": "Invalid", "status": 400, "code": "20001",
            "detail": "Email is missing", "instance": "/x", "errors": [{"pointer": "/Email"}],
        }));
        assert_eq!(
            (error.code, error.message.as_deref()),
            (Some(20001), Some("Email is missing"))
        );
        assert_eq!(
            error.more_info.as_deref(),
            Some("https://example.com/20001")
        );
        assert_eq!(error.details, Some(json!([{"pointer": "/Email"}])));
        assert_eq!(
            read(json!({"title": "Invalid", "detail": ""}))
                .message
                .as_deref(),
            Some("Invalid")
        );
    }

    #[test]
    fn odd_fields_are_left_out() {
        let error = read(json!({
            "code": -1, "message": {"text": 1}, "title": " ", "more_info": 7, "type": "about:blank", "details": null,
        }));
        assert_eq!(error, ServiceError::default());
        assert_eq!(read(json!({"code": "x"})).code, None);
        assert_eq!(read(json!({"code": 1e300})).code, None);
        assert_eq!(
            read(json!({"details": null, "errors": []})).details,
            Some(json!([]))
        );
    }

    #[test]
    fn other_bodies_hold_nothing() {
        for body in ["", "<html>", "[]", "null", "7", "{", "\u{0}"] {
            assert_eq!(
                ServiceError::read(body.as_bytes(), &FIELDS),
                ServiceError::default()
            );
        }
        assert_eq!(
            ServiceError::read(b"\xff\xfe", &FIELDS),
            ServiceError::default()
        );
    }
}
