//! The placeholders of a path and the path parameters of its operations must be the same, and required.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Document, Operation, Parameter, quoted};
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

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
        let declared: BTreeSet<_> = parameters.iter().map(|(_, found)| found.name).collect();
        let known: BTreeSet<_> = placeholders.iter().copied().collect();
        let undeclared: Vec<_> = placeholders
            .iter()
            .copied()
            .filter(|name| !declared.contains(name))
            .collect();
        let unused: Vec<_> = parameters
            .iter()
            .filter(|(_, found)| !known.contains(found.name))
            .collect();
        if let ([name], [(at, parameter)]) = (undeclared.as_slice(), unused.as_slice()) {
            out.push(misnamed(&operation, name, at, parameter));
        } else {
            for name in undeclared {
                out.push(undeclared_fault(&operation, name));
            }
            for (at, parameter) in unused {
                out.push(unused_fault(&operation, &placeholders, at, parameter));
            }
        }
        optional(&parameters, out);
    }
}

/// The names between braces in a path template, in their order.
fn placeholders(path: &str) -> Result<Vec<&str>, String> {
    let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let name = after.split_once('}').filter(|(name, _)| {
            !name.is_empty() && !name.contains(['{', '/']) && !before.contains('}')
        });
        let Some((name, after)) = name else {
            return Err(format!("the braces of the path `{path}` don't match"));
        };
        if !seen.insert(name) {
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
        let item = at.find(document.root)?.as_object()?;
        Some(document.parameters(item, &at))
    });
    let own = parameters.iter().map(|(_, own)| (own.name, own.place));
    let mut own: BTreeSet<_> = own.collect();
    for (at, shared) in item.unwrap_or_default() {
        if own.insert((shared.name, shared.place)) {
            parameters.push((at, shared));
        }
    }
    parameters.retain(|(_, parameter)| parameter.place == "path");
    parameters
}

/// One placeholder and one parameter that are probably the same.
fn misnamed(
    operation: &Operation<'_>,
    placeholder: &str,
    at: &Pointer,
    parameter: &Parameter<'_>,
) -> Diagnostic {
    unused_message(operation, at, parameter).help(format!(
        "its placeholder `{{{placeholder}}}` has no parameter; the names must be the same"
    ))
}

fn undeclared_fault(operation: &Operation<'_>, name: &str) -> Diagnostic {
    let message = format!(
        "{} {} does not declare the path parameter `{name}`",
        operation.method.to_uppercase(),
        operation.path
    );
    Diagnostic::error(Code::UndeclaredPathParameter, operation.at, message).help(format!(
        "add `{{name: {name}, in: path, required: true, schema: ...}}` to its `parameters`"
    ))
}

fn unused_fault(
    operation: &Operation<'_>,
    placeholders: &[&str],
    at: &Pointer,
    parameter: &Parameter<'_>,
) -> Diagnostic {
    let fault = unused_message(operation, at, parameter);
    if placeholders.is_empty() {
        return fault.help("the path has no placeholders; is this a query parameter?");
    }
    let placeholders = quoted(placeholders.iter().copied());
    fault.help(format!("its placeholders are {placeholders}"))
}

fn unused_message(
    operation: &Operation<'_>,
    at: &Pointer,
    parameter: &Parameter<'_>,
) -> Diagnostic {
    let (path, name) = (&operation.path, parameter.name);
    let message = format!("the path `{path}` has no placeholder `{{{name}}}`");
    Diagnostic::error(Code::UnusedPathParameter, at, message)
}

fn optional(parameters: &[(Pointer, Parameter<'_>)], out: &mut Vec<Diagnostic>) {
    for (at, parameter) in parameters {
        if parameter.map.get("required") != Some(&Value::Bool(true)) {
            let name = parameter.name;
            let message = format!("the path parameter `{name}` is not `required: true`");
            let fault = Diagnostic::error(Code::OptionalPathParameter, at, message);
            out.push(fault.help("add `required: true`; a path has no optional parts"));
        }
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
            "/{A}": {"get": {}},
            "/b": {"get": {"parameters": [parameter("B")]}},
            "/{A/b": {"get": {}},
            "/{D}/{D}": {"get": {}},
        });
        assert_eq!(
            found(check, &document(paths, json!({}))),
            [
                "error[TH027] /paths/~1b/get/parameters/0: the path `/b` has no placeholder `{B}`",
                "error[TH026] /paths/~1{A~1b/get: the braces of the path `/{A/b` don't match",
                "error[TH026] /paths/~1{A}/get: GET /{A} does not declare the path parameter `A`",
                "error[TH027] /paths/~1{A}~1{B}/get/parameters/0: the path `/{A}/{B}` has no placeholder `{C}`",
                "error[TH028] /paths/~1{A}~1{B}/get/parameters/1: the path parameter `B` is not `required: true`",
                "error[TH026] /paths/~1{D}~1{D}/get: the path `/{D}/{D}` has the placeholder `D` twice",
            ]
        );
    }
}
