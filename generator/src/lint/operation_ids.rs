//! An `operationId` must not be too long.

use serde_json::Value;

use super::Document;
use crate::diagnostic::Diagnostic;
use crate::limit::{self, MAX_NAME};

/// Reports operations whose `operationId` is too long.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for operation in document.operations() {
        let id = operation.map.get("operationId").and_then(Value::as_str);
        if let Some(id) = id.filter(|id| id.len() > MAX_NAME) {
            let at = operation.at.push("operationId");
            let length = id.len();
            let message = format!("the `operationId` has {length} bytes; {MAX_NAME} at most");
            out.push(limit::exceeded(&at, message).help("shorten it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{document, found};

    #[test]
    fn ids_have_a_length() {
        let paths = |id: String| document(json!({"/a": {"get": {"operationId": id}}}), json!({}));
        assert!(found(check, &paths("a".repeat(MAX_NAME))).is_empty());
        assert_eq!(found(check, &paths("a".repeat(MAX_NAME + 1))).len(), 1);
    }
}
