//! The values of an `enum` must be of the schema's type.

use serde_json::Value;

use super::{Document, is_of_type, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::describe;

/// Reports values that are not of the type, and could not be brought to it.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let values = schema.map.get("enum").and_then(Value::as_array);
        let Some(name) = type_of(schema.map) else {
            continue;
        };
        let values = values.into_iter().flatten().enumerate();
        // Null among the values says that the schema is nullable.
        for (index, value) in values.filter(|(_, value)| !value.is_null()) {
            if !is_of_type(value, name) {
                let at = schema.at.push("enum").index(index);
                let message = format!("the type is `{name}`, the value is {}", describe(value));
                let error = Diagnostic::error(Code::EnumMismatch, &at, message);
                out.push(match (name, value) {
                    ("string", Value::Number(_)) => error.help("write it in quotes"),
                    _ => error.help("correct the value or the type"),
                });
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
        let good = schema(json!({"properties": {
            "a": {"type": "string", "enum": ["1", "true", "x"]},
            "b": {"type": "string", "nullable": true, "enum": ["x", null]},
            "c": {"type": "integer", "enum": [1, 2]},
            "d": {"enum": [1, "x", null]},
            "e": {"type": "string", "enum": ["x", null]},
        }}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"properties": {
            "a": {"type": "string", "enum": ["x", 1.5, null]},
            "b": {"type": "integer", "enum": [1.5]},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH033] /properties/a/enum/1: the type is `string`, the value is the number `1.5`",
                "error[TH033] /properties/b/enum/0: the type is `integer`, the value is the number `1.5`",
            ]
        );
    }
}
