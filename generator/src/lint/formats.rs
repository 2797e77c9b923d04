//! The `format` of a string or a number should be one that the generator knows.

use serde_json::Value;

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest;

/// The formats of OpenAPI 3.0 and those that Twilio's documents use.
const KNOWN: &[&str] = &[
    // OpenAPI 3.0 and JSON Schema.
    "binary",
    "byte",
    "date",
    "date-time",
    "double",
    "email",
    "float",
    "hostname",
    "int32",
    "int64",
    "ipv4",
    "ipv6",
    "password",
    "uri",
    "uuid",
    // Twilio.
    "currency",
    "date-time-rfc-2822",
    "decimal",
    "endpoint",
    "http-method",
    "iso-country-code",
    "phone-number",
    "sid",
    "twiml",
    "uri-map",
];

/// Reports formats of strings and numbers that have no meaning here.
///
/// The formats of objects describe structures in words of their own and change nothing.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let (Some(name), Some(Value::String(format))) =
            (type_of(schema.map), schema.map.get("format"))
        else {
            continue;
        };
        if !matches!(name, "string" | "integer" | "number") || is_known(format) {
            continue;
        }
        let message = format!("the format `{format}` is not known");
        let fault = Diagnostic::warning(Code::UnknownFormat, &schema.at.push("format"), message);
        out.push(match suggest::nearest(format, KNOWN.iter().copied()) {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None => fault.help(format!("the value stays a plain {name}")),
        });
    }
}

/// Twilio names the format of an identifier after what it identifies: `AccountSid`.
fn is_known(format: &str) -> bool {
    KNOWN.contains(&format) || format.ends_with("Sid")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{found, schema};

    #[test]
    fn good() {
        let good = schema(json!({"properties": {
            "a": {"type": "string", "format": "date-time-rfc-2822"},
            "b": {"type": "integer", "format": "int64"},
            "c": {"type": "object", "format": "phone-number-capabilities"},
            "d": {"type": "string", "format": "UserSid"},
        }}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"type": "string", "format": "datetime"}));
        assert_eq!(
            found(check, &bad),
            ["warning[TH041] /format: the format `datetime` is not known"]
        );
    }
}
