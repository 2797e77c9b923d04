//! The `type` of a schema must be one that OpenAPI 3.0 has, and an array must say what its items are.

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::suggest;
use crate::text::quoted;

/// The types of OpenAPI 3.0.
const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];

/// Reports types that don't exist and arrays without `items`.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for schema in document.schemas() {
        let Some(name) = type_of(schema.map) else {
            continue;
        };
        if !TYPES.contains(&name) {
            let message = format!("OpenAPI 3.0 has no type `{name}`");
            let error = Diagnostic::error(Code::UnknownType, &schema.at.push("type"), message);
            let help = match name {
                "null" => "write `nullable: true` beside the real type".to_owned(),
                _ => suggest::help(
                    name,
                    TYPES,
                    format!("its types are {}", quoted(TYPES, ", ")),
                ),
            };
            out.push(error.help(help));
        }
        if name == "array" && !schema.map.contains_key("items") {
            let message = "the array has no `items`";
            let error = Diagnostic::error(Code::ArrayWithoutItems, &schema.at, message);
            out.push(error.help("add the schema of its items; `items: {}` lets them be anything"));
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
        let good = schema(json!({"type": "array", "items": {"properties": {"type": {}}}}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"properties": {
            "a": {"type": "int"}, "b": {"type": "null"}, "c": {"type": "array"},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH030] /properties/a/type: OpenAPI 3.0 has no type `int`",
                "error[TH030] /properties/b/type: OpenAPI 3.0 has no type `null`",
                "error[TH031] /properties/c: the array has no `items`",
            ]
        );
    }
}
