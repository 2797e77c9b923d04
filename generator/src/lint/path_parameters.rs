//! The placeholders of a path and the path parameters of its operations must be the same, and required.

use serde_json::Value;

use super::{Document, Operation, Parameter, quoted};
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::suggest;

/// Reports placeholders without parameter, path parameters without placeholder, and optional path parameters.
///
/// A path without operations declares nothing, and nothing is asked of it.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for operation in document.operations() {
        let placeholders = match placeholders(&operation.path) {
            Ok(placeholders) => placeholders,
            Err(message) => {
                out.push(Diagnostic::error(
                    Code::UndeclaredPathParameter,
                    operation.at,
                    message,
                ));
                continue;
            }
        };
        let parameters = path_parameters(document, &operation);
        undeclared(&operation, &placeholders, &parameters, out);
        for (at, parameter) in &parameters {
            unused(&operation, &placeholders, at, parameter, out);
        }
    }
}

/// The names between braces in a path template, in their order.
fn placeholders(path: &str) -> Result<Vec<&str>, String> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').filter(|(name, _)| {
            !name.is_empty() && !name.contains(['{', '/']) && !before.contains('}')
        });
        let Some((name, after)) = name else {
            return Err(format!("the braces of the path `{path}` don't match"));
        };
        if names.contains(&name) {
            return Err(format!(
                "the path `{path}` has the placeholder `{name}` twice"
            ));
        }
        names.push(name);
        rest = after;
    }
    if rest.contains('}') {
        return Err(format!("the braces of the path `{path}` don't match"));
    }
    Ok(names)
}

/// The path parameters of an operation and of its path.
fn path_parameters<'d>(
    document: &'d Document<'d>,
    operation: &Operation<'d>,
) -> Vec<(Pointer, Parameter<'d>)> {
    let mut parameters = document.parameters(operation.map, operation.at);
    let item = operation.at.parent().and_then(|at| {
        let item = document.root.pointer(at.as_str())?.as_object()?;
        Some(document.parameters(item, &at))
    });
    for (at, shared) in item.unwrap_or_default() {
        let same = |own: &Parameter<'_>| (own.name, own.place) == (shared.name, shared.place);
        if !parameters.iter().any(|(_, own)| same(own)) {
            parameters.push((at, shared));
        }
    }
    parameters.retain(|(_, parameter)| parameter.place == "path");
    parameters
}

fn undeclared(
    operation: &Operation<'_>,
    placeholders: &[&str],
    parameters: &[(Pointer, Parameter<'_>)],
    out: &mut Vec<Diagnostic>,
) {
    let declared: Vec<_> = parameters
        .iter()
        .map(|(_, parameter)| parameter.name)
        .collect();
    for name in placeholders.iter().filter(|name| !declared.contains(name)) {
        let message = format!(
            "{} {} does not declare the path parameter `{name}`",
            operation.method.to_uppercase(),
            operation.path
        );
        let fault = Diagnostic::error(Code::UndeclaredPathParameter, operation.at, message);
        out.push(match suggest::nearest(name, declared.iter().copied()) {
            Some(near) => fault.help(format!("it declares `{near}`; the names must be the same")),
            None => fault.help(format!(
                "add `{{name: {name}, in: path, required: true, schema: ...}}` to its `parameters`"
            )),
        });
    }
}

fn unused(
    operation: &Operation<'_>,
    placeholders: &[&str],
    at: &Pointer,
    parameter: &Parameter<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let name = parameter.name;
    if !placeholders.contains(&name) {
        let message = format!(
            "the path `{}` has no placeholder `{{{name}}}`",
            operation.path
        );
        let fault = Diagnostic::error(Code::UnusedPathParameter, at, message);
        out.push(if placeholders.is_empty() {
            fault.help("the path has no placeholders; is this a query parameter?")
        } else {
            fault.help(format!(
                "its placeholders are {}",
                quoted(placeholders.iter().copied())
            ))
        });
    }
    if parameter.map.get("required") != Some(&Value::Bool(true)) {
        let message = format!("the path parameter `{name}` is not `required: true`");
        let fault = Diagnostic::error(Code::OptionalPathParameter, at, message);
        out.push(fault.help("add `required: true`; a path has no optional parts"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::testing::{document, found};

    fn parameter(name: &str) -> Value {
        json!({"name": name, "in": "path", "required": true, "schema": {}})
    }

    #[test]
    fn good() {
        let paths = json!({
            "/{A}/b.{B}": {
                "parameters": [parameter("A")],
                "get": {"parameters": [{"$ref": "#/components/parameters/B"}]},
            },
            "/{C}": {"description": "no operation, no parameters"},
        });
        let components = json!({"parameters": {"B": parameter("B")}});
        assert!(found(check, &document(paths, components)).is_empty());
    }

    #[test]
    fn bad() {
        let optional = json!({"name": "B", "in": "path", "schema": {}});
        let paths = json!({
            "/{A}/{B}": {"get": {"parameters": [parameter("C"), optional]}},
            "/{A/b": {"get": {}},
            "/{D}/{D}": {"get": {}},
        });
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "error[TH026] /paths/~1{A~1b/get: the braces of the path `/{A/b` don't match",
                "error[TH026] /paths/~1{A}~1{B}/get: GET /{A}/{B} does not declare the path parameter `A`",
                "error[TH027] /paths/~1{A}~1{B}/get/parameters/0: the path `/{A}/{B}` has no placeholder `{C}`",
                "error[TH028] /paths/~1{A}~1{B}/get/parameters/1: the path parameter `B` is not `required: true`",
                "error[TH026] /paths/~1{D}~1{D}/get: the path `/{D}/{D}` has the placeholder `D` twice",
            ]
        );
    }
}
