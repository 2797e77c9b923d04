//! The keywords of a schema must have a meaning for its type.

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::quoted;

/// Keywords and the types that they are for. Those that say what a value is made of were taken away before.
const KEYWORDS: &[(&str, &[&str])] = &[
    ("required", &["object"]),
    ("discriminator", &["object"]),
    ("minProperties", &["object"]),
    ("maxProperties", &["object"]),
    ("minItems", &["array"]),
    ("maxItems", &["array"]),
    ("uniqueItems", &["array"]),
    ("pattern", &["string"]),
    ("minLength", &["string"]),
    ("maxLength", &["string"]),
    ("minimum", &["integer", "number"]),
    ("maximum", &["integer", "number"]),
    ("exclusiveMinimum", &["integer", "number"]),
    ("exclusiveMaximum", &["integer", "number"]),
    ("multipleOf", &["integer", "number"]),
];

/// Reports keywords that don't go with the type of their schema.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let Some(name) = type_of(schema.map) else {
            continue;
        };
        for (keyword, types) in KEYWORDS {
            if types.contains(&name) || !schema.map.contains_key(*keyword) {
                continue;
            }
            let at = schema.at.push(keyword);
            let message = format!("`{keyword}` has no meaning for the type `{name}`");
            let types = quoted(*types, ", ");
            let help = format!("it goes with the type {types}; correct the type or remove it");
            out.push(Diagnostic::warning(Code::KeywordMismatch, &at, message).help(help));
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
        let good = schema(json!({"type": "object", "required": ["a"], "properties": {
            "a": {"type": "string", "minLength": 1, "pattern": "x"},
            "b": {"type": "array", "items": {}, "maxItems": 3},
            "c": {"type": "integer", "minimum": 1},
            "d": {"properties": {}, "items": {}, "pattern": "no type, so nothing contradicts"},
        }}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"properties": {
            "c": {"type": "integer", "maxLength": 1},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "warning[TH032] /properties/c/maxLength: `maxLength` has no meaning for the type `integer`",
            ]
        );
    }
}
