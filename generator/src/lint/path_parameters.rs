//! The placeholders of a path and the path parameters of its operations must be the same, and required.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Document, Operation, Parameter};
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::text::quoted;

/// Reports placeholders without parameter, path parameters without placeholder, and optional path parameters.
///
/// A path without operations declares nothing, and nothing is asked of it.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for operation in document.operations() {
        let path = &operation.path;
        let placeholders = match placeholders(path) {
            Ok(placeholders) => placeholders,
            Err(message) => {
                let code = Code::UndeclaredPathParameter;
                out.push(Diagnostic::error(code, operation.at, message));
                continue;
            }
        };
        let parameters = path_parameters(document, &operation);
        let declared: BTreeSet<_> = parameters.iter().map(|(_, found)| found.name).collect();
        let known: BTreeSet<_> = placeholders.iter().copied().collect();
        let undeclared = placeholders.iter().copied();
        let mut undeclared: Vec<_> = undeclared.filter(|name| !declared.contains(name)).collect();
        let unused = parameters.iter();
        let unused: Vec<_> = unused
            .filter(|(_, found)| !known.contains(found.name))
            .collect();
        // One placeholder and one parameter are probably the same.
        let misnamed = match (undeclared.as_slice(), unused.as_slice()) {
            ([name], [_]) => Some(*name),
            _ => None,
        };
        if misnamed.is_some() {
            undeclared.clear();
        }
        for name in undeclared {
            let method = operation.method.to_uppercase();
            let message = format!("{method} {path} does not declare the path parameter `{name}`");
            let error = Diagnostic::error(Code::UndeclaredPathParameter, operation.at, message);
            out.push(error.help(format!(
                "add `{{name: {name}, in: path, required: true, schema: ...}}` to its `parameters`"
            )));
        }
        for (at, parameter) in unused {
            let name = parameter.name;
            let message = format!("the path `{path}` has no placeholder `{{{name}}}`");
            let error = Diagnostic::error(Code::UnusedPathParameter, at, message);
            out.push(error.help(match (misnamed, placeholders.as_slice()) {
                (Some(name), _) => format!(
                    "its placeholder `{{{name}}}` has no parameter; the names must be the same"
                ),
                (None, []) => "the path has no placeholders; is this a query parameter?".to_owned(),
                (None, all) => format!("its placeholders are {}", quoted(all, ", ")),
            }));
        }
        for (at, parameter) in &parameters {
            if parameter.map.get("required") != Some(&Value::Bool(true)) {
                let name = parameter.name;
                let message = format!("the path parameter `{name}` is not `required: true`");
                let error = Diagnostic::error(Code::OptionalPathParameter, at, message);
                out.push(error.help("add `required: true`; a path has no optional parts"));
            }
        }
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
    let own = parameters.iter().map(|(_, own)| (own.name, own.location));
    let mut own: BTreeSet<_> = own.collect();
    for (at, shared) in item.unwrap_or_default() {
        if own.insert((shared.name, shared.location)) {
            parameters.push((at, shared));
        }
    }
    parameters.retain(|(_, parameter)| parameter.location == "path");
    parameters
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{document, found};

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
