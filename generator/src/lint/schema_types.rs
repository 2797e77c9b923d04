//! The `type` of a schema must be one that OpenAPI 3.0 has.

use super::{Document, type_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::TYPES;
use crate::suggest;
use crate::text::quoted;

/// Reports types that don't exist.
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
            "a": {"type": "int"}, "b": {"type": "null"},
        }}));
        assert_eq!(
            found(check, &bad),
            [
                "error[TH030] /properties/a/type: OpenAPI 3.0 has no type `int`",
                "error[TH030] /properties/b/type: OpenAPI 3.0 has no type `null`",
            ]
        );
    }
}
