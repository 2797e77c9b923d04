//! What a service says in the body of an error, in either of Twilio's two shapes.

use serde_json::{Map, Value};

use crate::decode::without_mark;
use crate::secrets::Forms;

/// The fields of an error's body, as far as they are there.
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

    /// Reads `{code, message, more_info, details}` or the problem details of RFC 9457, and takes nothing from anything else.
    pub(crate) fn read(body: &[u8]) -> Self {
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(without_mark(body)) else {
            return Self::default();
        };
        Self {
            code: code(&fields),
            message: text(&mut fields, ["message", "detail", "title"]),
            more_info: text(&mut fields, ["more_info", "type"])
                .filter(|info| info != "about:blank"),
            details: ["details", "errors"]
                .iter()
                .filter_map(|name| fields.remove(*name))
                .find(|details| !details.is_null()),
        }
    }
}

/// The code, which some services send as text.
fn code(fields: &Map<String, Value>) -> Option<u32> {
    match fields.get("code")? {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The first of the fields that is a text with something in it.
fn text<const N: usize>(fields: &mut Map<String, Value>, names: [&str; N]) -> Option<String> {
    names.iter().find_map(|name| match fields.remove(*name) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> ServiceError {
        ServiceError::read(value.to_string().as_bytes())
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
            assert_eq!(ServiceError::read(body.as_bytes()), ServiceError::default());
        }
        assert_eq!(ServiceError::read(b"\xff\xfe"), ServiceError::default());
    }
}
