//! The braces of a path template must match.

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::placeholders_of;

/// Reports paths with operations whose braces don't match, and those that have a placeholder twice.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for operation in document.operations() {
        if let Err(message) = placeholders_of(&operation.path) {
            let code = Code::UndeclaredPathParameter;
            out.push(Diagnostic::error(code, operation.at, message));
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
        let paths = json!({"/{A}/b.{B}": {"get": {}}, "/{C": {"description": "no operation"}});
        assert!(found(check, &document(paths, json!({}))).is_empty());
    }

    #[test]
    fn bad() {
        let paths = json!({"/{A/b": {"get": {}}, "/{D}/{D}": {"get": {}}});
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "error[TH026] /paths/~1{A~1b/get: the braces of the path `/{A/b` don't match",
                "error[TH026] /paths/~1{D}~1{D}/get: the path `/{D}/{D}` has the placeholder `D` twice",
            ]
        );
    }
}
