//! The values of an `enum` must be of the schema's type, and all different.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Document, is_of_type, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::describe;

/// Reports values that are not of the type, values that are there twice, and enums without values.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let Some(Value::Array(values)) = schema.map.get("enum") else {
            continue;
        };
        let at = schema.at.push("enum");
        if values.is_empty() {
            let message = "the `enum` has no values";
            let error = Diagnostic::error(Code::EnumMismatch, &at, message);
            out.push(error.help("list its values, or remove it to allow every value"));
        }
        let mut seen = BTreeSet::new();
        for (index, value) in values.iter().enumerate() {
            if let Some(expected) = mismatch(schema.map, value) {
                let message = format!("the type is `{expected}`, the value is {}", describe(value));
                let error = Diagnostic::error(Code::EnumMismatch, &at.index(index), message);
                out.push(match (expected, value) {
                    ("string", Value::Number(_) | Value::Bool(_)) => {
                        error.help("write it in quotes")
                    }
                    _ => error.help("correct the value or the type"),
                });
            }
            if !seen.insert(value.to_string()) {
                let message = format!("{} is in the `enum` twice", describe(value));
                let error = Diagnostic::error(Code::DuplicateEnumValue, &at.index(index), message);
                out.push(error.help("remove one of them"));
            }
        }
    }
}

/// The type of the schema, if the value is not of it.
fn mismatch<'m>(schema: &'m Map<String, Value>, value: &Value) -> Option<&'m str> {
    let name = type_of(schema)?;
    // Null among the values says that the schema is nullable.
    (!value.is_null() && !is_of_type(value, name)).then_some(name)
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
            "a": {"type": "string", "enum": ["x", 1, null, "x"]},
            "b": {"type": "integer", "enum": [1.5]},
            "c": {"type": "string", "enum": []},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH033] /properties/a/enum/1: the type is `string`, the value is the number `1`",
                "error[TH034] /properties/a/enum/3: the string `x` is in the `enum` twice",
                "error[TH033] /properties/b/enum/0: the type is `integer`, the value is the number `1.5`",
                "error[TH033] /properties/c/enum: the `enum` has no values",
            ]
        );
    }
}
