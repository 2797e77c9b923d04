//! No two operations can have the same `operationId`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::{self, MAX_NAME};

/// Reports operations that have the same `operationId`, and those whose is too long.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut first_by_id = BTreeMap::new();
    for operation in document.operations() {
        let at = operation.at.push("operationId");
        let name = format!("{} {}", operation.method.to_uppercase(), operation.path);
        match operation.map.get("operationId") {
            Some(Value::String(id)) if id.len() > MAX_NAME => {
                let message = format!(
                    "the `operationId` has {} bytes; {MAX_NAME} at most",
                    id.len()
                );
                out.push(limit::exceeded(&at, message).help("shorten it"));
            }
            Some(Value::String(id)) => {
                if let Some(first) = first_by_id.get(id) {
                    let message = format!("the `operationId` `{id}` is already that of {first}");
                    let error = Diagnostic::error(Code::DuplicateOperationId, &at, message);
                    out.push(error.help("rename one of them"));
                } else {
                    first_by_id.insert(id, name);
                }
            }
            // Another stage gives it one, or the check of the shapes reports it.
            Some(_) | None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{document, found};

    #[test]
    fn good() {
        let paths = json!({"/a": {
            "get": {"operationId": "A", "responses": {}},
            "post": {"operationId": "B", "responses": {}},
        }});
        assert!(found(check, &document(paths, json!({}))).is_empty());
    }

    #[test]
    fn bad() {
        let paths = json!({
            "/a": {"get": {"operationId": "A"}, "put": {}},
            "/b": {"get": {"operationId": "A"}},
        });
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "error[TH024] /paths/~1b/get/operationId: the `operationId` `A` is already that of GET /a",
            ]
        );
    }
}
