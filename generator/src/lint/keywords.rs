//! The keywords of a schema must have a meaning for its type.

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::quoted;

/// Keywords, the types that they are for, and whether another type contradicts them.
///
/// What a value is made of says as much as the type does, so a contradiction there is an error; a limit that limits
/// nothing is only odd.
const KEYWORDS: &[(&str, &[&str], bool)] = &[
    ("properties", &["object"], true),
    ("additionalProperties", &["object"], true),
    ("required", &["object"], false),
    ("discriminator", &["object"], false),
    ("minProperties", &["object"], false),
    ("maxProperties", &["object"], false),
    ("items", &["array"], true),
    ("minItems", &["array"], false),
    ("maxItems", &["array"], false),
    ("uniqueItems", &["array"], false),
    ("pattern", &["string"], false),
    ("minLength", &["string"], false),
    ("maxLength", &["string"], false),
    ("minimum", &["integer", "number"], false),
    ("maximum", &["integer", "number"], false),
    ("exclusiveMinimum", &["integer", "number"], false),
    ("exclusiveMaximum", &["integer", "number"], false),
    ("multipleOf", &["integer", "number"], false),
];

/// Reports keywords that don't go with the type of their schema.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let Some(name) = type_of(schema.map) else {
            continue;
        };
        for (keyword, types, contradicts) in KEYWORDS {
            if types.contains(&name) || !schema.map.contains_key(*keyword) {
                continue;
            }
            let at = schema.at.push(keyword);
            let message = format!("`{keyword}` has no meaning for the type `{name}`");
            let types = quoted(*types, ", ");
            let help = format!("it goes with the type {types}; correct the type or remove it");
            let found = match contradicts {
                true => Diagnostic::error(Code::KeywordMismatch, &at, message),
                false => Diagnostic::warning(Code::KeywordMismatch, &at, message),
            };
            out.push(found.help(help));
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
            "a": {"type": "string", "properties": {}},
            "b": {"type": "object", "items": {}},
            "c": {"type": "integer", "maxLength": 1},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH032] /properties/a/properties: `properties` has no meaning for the type `string`",
                "error[TH032] /properties/b/items: `items` has no meaning for the type `object`",
                "warning[TH032] /properties/c/maxLength: `maxLength` has no meaning for the type `integer`",
            ]
        );
    }
}
