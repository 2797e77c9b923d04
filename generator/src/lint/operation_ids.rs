//! Every operation must have an `operationId` of its own.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::{self, MAX_NAME};

/// Reports operations without `operationId`, and those that have the same one.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut first_by_id = BTreeMap::new();
    for operation in document.operations() {
        let at = operation.at.push("operationId");
        let name = format!("{} {}", operation.method.to_uppercase(), operation.path);
        match operation.map.get("operationId") {
            None => {
                let message = format!("{name} has no `operationId`");
                let error = Diagnostic::error(Code::MissingOperationId, operation.at, message);
                out.push(error.help("add one, such as `FetchThing`; methods are named after it"));
            }
            Some(Value::String(id)) if id.trim().is_empty() => {
                let message = format!("the `operationId` of {name} is empty");
                out.push(Diagnostic::error(Code::MissingOperationId, &at, message));
            }
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
            // The check of the shapes reports it.
            Some(_) => {}
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
            "/b": {"get": {"operationId": "A"}, "put": {"operationId": " "}},
        });
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "error[TH025] /paths/~1a/put: PUT /a has no `operationId`",
                "error[TH024] /paths/~1b/get/operationId: the `operationId` `A` is already that of GET /a",
                "error[TH025] /paths/~1b/put/operationId: the `operationId` of PUT /b is empty",
            ]
        );
    }
}
