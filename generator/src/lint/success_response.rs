//! Every operation must have a response for success.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};

/// Reports operations whose responses have no 2xx, no 3xx and no `default`: their success has no documented body.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for operation in document.operations() {
        let Some(Value::Object(responses)) = operation.map.get("responses") else {
            continue;
        };
        if responses
            .keys()
            .any(|status| status == "default" || status.starts_with(['2', '3']))
        {
            continue;
        }
        let at = operation.at.push("responses");
        let title = format!("{} {}", operation.method.to_uppercase(), operation.path);
        let message = format!("{title} has no response for success; its body is not read");
        let warning = Diagnostic::warning(Code::NoSuccessResponse, &at, message);
        out.push(warning.help("add a 2xx response; error responses are not enough"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{document, found};

    #[test]
    fn good() {
        for status in ["200", "204", "2XX", "307", "default"] {
            let paths = json!({"/a": {"get": {"responses": {status: {"description": ""}}}}});
            assert!(found(check, &document(paths, json!({}))).is_empty());
        }
    }

    #[test]
    fn bad() {
        let paths = json!({"/a": {"get": {"responses": {"4XX": {}, "404": {}}}}});
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "warning[TH039] /paths/~1a/get/responses: GET /a has no response for success; its body is not read",
            ]
        );
    }
}
