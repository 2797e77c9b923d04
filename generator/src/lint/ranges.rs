//! The lower limit of a schema must not be above the upper one.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};

/// Pairs of limits.
const LIMITS: [(&str, &str); 4] = [
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
];

/// Reports pairs of limits that no value keeps.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        if !schema.map.keys().any(|key| key.starts_with("min")) {
            continue;
        }
        let number = |key: &str| schema.map.get(key).and_then(Value::as_f64);
        for (lower, upper) in LIMITS {
            if let (Some(least), Some(most)) = (number(lower), number(upper))
                && least > most
            {
                let message = format!("`{lower}` is {least}, but `{upper}` is {most}");
                let error = Diagnostic::error(Code::EmptyRange, &schema.at.push(lower), message);
                out.push(error.help("no value keeps both limits"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{found, schema};

    #[test]
    fn good() {
        let good = json!({"minLength": 34, "maxLength": 34, "minimum": 1, "maxItems": 0});
        assert!(found(check, &schema(good)).is_empty());
    }

    #[test]
    fn bad() {
        let bad = json!({"minLength": 2, "maxLength": 1, "minimum": 0.5, "maximum": -1});
        assert_eq!(
            found(check, &schema(bad)),
            [
                "error[TH037] /minimum: `minimum` is 0.5, but `maximum` is -1",
                "error[TH037] /minLength: `minLength` is 2, but `maxLength` is 1",
            ]
        );
    }
}
