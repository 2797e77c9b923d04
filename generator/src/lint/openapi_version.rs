//! The document must be OpenAPI 3.0, or be read as such.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

/// Reports a document that is not OpenAPI 3.0.x after it was normalised.
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
        out.push(error.help("write or convert the document for OpenAPI 3.0, 3.1 or 3.2"));
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
            found(check, &json!({"openapi": "4.0.0"})),
            ["error[TH020] /openapi: OpenAPI 4.0.0 is not supported"]
        );
        assert_eq!(
            found(check, &json!({"swagger": "2.0"})),
            ["error[TH020] /swagger: Swagger 2.0 is not supported"]
        );
    }
}
