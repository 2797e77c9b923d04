//! The `format` of a string or a number should be one that the generator knows.

use serde_json::Value;

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest;

/// The formats that every document may use.
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
    // Those that change a type.
    "date-time-rfc-2822",
    "decimal",
];

/// Reports formats of strings and numbers that have no meaning here.
///
/// The formats of objects describe structures in words of their own and change nothing.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let is_known = |format: &str| KNOWN.contains(&format) || document.profile.has_format(format);
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
        out.push(
            match suggest::nearest(
                format,
                KNOWN.iter().chain(document.profile.formats).copied(),
            ) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help(format!("the value stays a plain {name}")),
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{found, schema};
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
