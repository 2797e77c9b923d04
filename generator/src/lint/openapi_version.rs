//! The document must be OpenAPI 3.0.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

/// Reports a document that is not OpenAPI 3.0.x.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let root = Pointer::root();
    if let Some(Value::String(version)) = document.root.get("swagger") {
        let message = format!("Swagger {version} is not supported");
        let error = Diagnostic::error(Code::OpenApiVersion, &root.push("swagger"), message);
        out.push(
            error.help("convert the document to OpenAPI 3.0, for example by `npx swagger2openapi`"),
        );
        return;
    }
    if let Some(Value::String(version)) = document.root.get("openapi")
        && version != "3.0"
        && !version.starts_with("3.0.")
    {
        let message = format!("OpenAPI {version} is not supported");
        let error = Diagnostic::error(Code::OpenApiVersion, &root.push("openapi"), message);
        out.push(error.help(match version.starts_with("3.") {
            true => "convert the document to OpenAPI 3.0; if it has nothing that is new, read it as such by an overlay action: `target: $`, `update: {openapi: 3.0.3}`",
            false => "write or convert the document for OpenAPI 3.0",
        }));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::found;

    #[test]
    fn good() {
        for version in ["3.0.0", "3.0.3"] {
            assert!(found(check, &json!({"openapi": version})).is_empty());
        }
    }

    #[test]
    fn bad() {
        assert_eq!(
            found(check, &json!({"openapi": "3.1.0"})),
            ["error[TH020] /openapi: OpenAPI 3.1.0 is not supported"]
        );
        assert_eq!(
            found(check, &json!({"swagger": "2.0"})),
            ["error[TH020] /swagger: Swagger 2.0 is not supported"]
        );
    }
}
