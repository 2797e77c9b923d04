//! The `format` of a string or a number should be one that the generator knows.

use serde_json::Value;

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest;

/// The formats that every document may use: those of OpenAPI and JSON Schema, those of integers, and two that change a type.
const KNOWN: &str = "binary byte date date-time date-time-rfc-2822 decimal double email float hostname int8 int16 int32 \
                     int64 ipv4 ipv6 password uint8 uint16 uint32 uint64 uri uuid";

/// Reports formats of strings and numbers that have no meaning here.
///
/// The formats of objects describe structures in words of their own and change nothing.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let known = || KNOWN.split(' ');
    let is_known =
        |format: &str| known().any(|known| known == format) || document.profile.has_format(format);
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
        let warning = Diagnostic::warning(Code::UnknownFormat, &schema.at.push("format"), message);
        let known = known().chain(document.profile.formats.iter().copied());
        let other = format!("the value stays a plain {name}");
        out.push(warning.help(suggest::help(format, known, other)));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{found, schema};
    use crate::profile;

    #[test]
    fn good() {
        let good = schema(json!({"properties": {
        "a": {"type": "string", "format": "date-time-rfc-2822"},
        "b": {"type": "integer", "format": "int64"},
        "c": {"type": "object", "format": "phone-number-capabilities"},
                }}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn formats_of_a_provider() {
        let provider = profile::ALL
            .iter()
            .find(|profile| !profile.formats.is_empty());
        let provider = provider.unwrap();
        let mut document = schema(json!({"type": "string", "format": provider.formats[0]}));
        assert_eq!(found(check, &document).len(), 1);
        let domain = provider.domain.unwrap();
        document["servers"] = json!([{"url": format!("https://a.{domain}")}]);
        assert!(found(check, &document).is_empty());
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
