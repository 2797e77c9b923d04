//! The path parameters of an operation: those that its path has placeholders for, and no others.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::document::{self, METHODS, placeholders_of};
use crate::pointer::Pointer;
use crate::text::quoted;

/// Adds the path parameters that are not declared, and takes away those that the path has no placeholder for.
///
/// Where one is missing and one is left over, they are the same under two names. Each is a warning.
pub(in crate::normalize) fn path_parameters(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let Some(paths) = document.get_mut("paths").map(Value::take) else {
        return;
    };
    let mut paths = paths;
    for (path, item) in paths.as_object_mut().into_iter().flatten() {
        // Braces that don't match are an error of a lint.
        if let (Ok(placeholders), Some(item)) = (placeholders_of(path), item.as_object_mut()) {
            Declared {
                document,
                path,
                placeholders,
            }
            .settle(item, out);
        }
    }
    document["paths"] = paths;
}

/// What the operations of a path have to declare.
struct Declared<'d> {
    /// The document without its paths.
    document: &'d Value,
    path: &'d str,
    placeholders: Vec<&'d str>,
}

impl Declared<'_> {
    fn settle(&self, item: &mut Map<String, Value>, out: &mut Vec<Diagnostic>) {
        let at = Pointer::root().push("paths").push(self.path);
        let methods = METHODS.into_iter();
        let methods: Vec<_> = methods
            .filter(|method| item.get(*method).is_some_and(Value::is_object))
            .collect();
        if methods.is_empty() {
            return;
        }
        for method in &methods {
            let shared = self.names(item.get("parameters"));
            let (mut own, mut missing) = (Vec::new(), Vec::new());
            if let Some(operation) = item.get(*method) {
                own = self.names(operation.get("parameters"));
                let is_declared =
                    |name: &&str| own.iter().chain(&shared).any(|(_, known)| known == name);
                missing.extend(
                    self.placeholders
                        .iter()
                        .copied()
                        .filter(|name| !is_declared(name)),
                );
            }
            let mut unused = self.unused(&own).chain(self.unused(&shared));
            let first = unused.next();
            let misnamed = first.filter(|_| missing.len() == 1 && unused.next().is_none());
            if let (Some((index, name)), [placeholder]) = (misnamed, missing.as_slice()) {
                let is_own = self.unused(&own).next().is_some();
                let owner = match is_own {
                    true => item.get_mut(*method).and_then(Value::as_object_mut),
                    false => Some(&mut *item),
                };
                let at = if is_own { at.push(method) } else { at.clone() };
                let at = at.push("parameters").index(*index);
                out.push(self.renamed(&at, name, placeholder));
                let parameters = owner.and_then(|owner| owner.get_mut("parameters"));
                if let Some(parameter) = parameters.and_then(|all| all.get_mut(*index)) {
                    self.rename(parameter, placeholder);
                }
            } else if let Some(operation) = item.get_mut(*method).and_then(Value::as_object_mut) {
                for name in missing {
                    out.push(self.added(&at.push(method), method, name));
                    add(operation, name);
                }
            }
        }
        for method in methods {
            let operation = item.get_mut(method).and_then(Value::as_object_mut);
            if let Some(operation) = operation {
                self.remove(operation, &at.push(method), out);
            }
        }
        self.remove(item, &at, out);
    }

    /// The path parameters of a list, with their indexes.
    fn names(&self, parameters: Option<&Value>) -> Vec<(usize, String)> {
        let parameters = parameters.and_then(Value::as_array).into_iter().flatten();
        let names = parameters.enumerate().filter_map(|(index, parameter)| {
            let parameter = document::resolve(self.document, parameter)?;
            let is_of_path = parameter.get("in")? == "path";
            let name = parameter.get("name")?.as_str()?;
            is_of_path.then(|| (index, name.to_owned()))
        });
        names.collect()
    }

    /// Those that have no placeholder.
    fn unused<'n>(
        &self,
        names: &'n [(usize, String)],
    ) -> impl Iterator<Item = &'n (usize, String)> {
        let known: BTreeSet<_> = self.placeholders.iter().copied().collect();
        names
            .iter()
            .filter(move |(_, name)| !known.contains(name.as_str()))
    }

    fn rename(&self, parameter: &mut Value, name: &str) {
        let written = document::resolve(self.document, parameter).cloned();
        if let Some(written) = written {
            *parameter = written;
            parameter["name"] = name.into();
        }
    }

    fn remove(&self, owner: &mut Map<String, Value>, at: &Pointer, out: &mut Vec<Diagnostic>) {
        let names = self.names(owner.get("parameters"));
        let parameters = owner.get_mut("parameters").and_then(Value::as_array_mut);
        let Some(parameters) = parameters else { return };
        let at = at.push("parameters");
        let unused: Vec<_> = self.unused(&names).collect();
        for (index, name) in &unused {
            out.push(self.removed(&at.index(*index), name));
        }
        for (index, _) in unused.into_iter().rev() {
            parameters.remove(*index);
        }
    }

    fn added(&self, at: &Pointer, method: &str, name: &str) -> Diagnostic {
        let message = format!(
            "{} {} does not declare the path parameter `{name}`, which is taken for a string",
            method.to_uppercase(),
            self.path
        );
        Diagnostic::warning(Code::UndeclaredPathParameter, at, message).help(format!(
            "add `{{name: {name}, in: path, required: true, schema: ...}}` to its `parameters`"
        ))
    }

    fn renamed(&self, at: &Pointer, name: &str, placeholder: &str) -> Diagnostic {
        let message = format!(
            "the path `{}` has no placeholder `{{{name}}}`; the parameter is taken for `{{{placeholder}}}`, which has none",
            self.path
        );
        Diagnostic::warning(Code::UnusedPathParameter, at, message)
            .help("write the same name in both")
    }

    fn removed(&self, at: &Pointer, name: &str) -> Diagnostic {
        let message = format!(
            "the path `{}` has no placeholder `{{{name}}}`; the parameter is ignored",
            self.path
        );
        let warning = Diagnostic::warning(Code::UnusedPathParameter, at, message);
        warning.help(match self.placeholders.as_slice() {
            [] => "the path has no placeholders; is this a query parameter?".to_owned(),
            all => format!("its placeholders are {}", quoted(all, ", ")),
        })
    }
}

/// Declares a path parameter of an operation.
fn add(operation: &mut Map<String, Value>, name: &str) {
    let parameter =
        json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.push(parameter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::edited;
    use super::*;

    fn parameter(name: &str) -> Value {
        json!({"name": name, "in": "path", "required": true, "schema": {}})
    }

    #[test]
    fn what_is_declared_stays() {
        let document = json!({
            "paths": {
                "/{A}/b.{B}": {
                    "parameters": [parameter("A")],
                    "get": {"parameters": [{"$ref": "#/components/parameters/B"}]},
                },
                "/{C}": {"description": "no operation, no parameters"},
                "/{D": {"get": {}},
            },
            "components": {"parameters": {"B": parameter("B")}},
        });
        assert_eq!(
            edited(path_parameters, document.clone()),
            (Vec::new(), document)
        );
    }

    #[test]
    fn parameters_are_those_of_the_path() {
        let referred = json!({"$ref": "#/components/parameters/B"});
        let (found, document) = edited(
            path_parameters,
            json!({
                "paths": {
                    "/a/{A}": {"get": {}, "put": {"parameters": [parameter("A"), referred]}},
                    "/b/{A}": {"parameters": [referred], "get": {}, "put": {}},
                    "/c/{A}/{C}": {"parameters": [parameter("D")], "get": {"parameters": [parameter("E")]}},
                },
                "components": {"parameters": {"B": parameter("B")}},
            }),
        );
        assert_eq!(
            found,
            [
                "warning[TH026] /paths/~1a~1{A}/get: GET /a/{A} does not declare the path parameter `A`, which is taken for a string",
                "warning[TH027] /paths/~1a~1{A}/put/parameters/1: the path `/a/{A}` has no placeholder `{B}`; the parameter is ignored",
                "warning[TH027] /paths/~1b~1{A}/parameters/0: the path `/b/{A}` has no placeholder `{B}`; the parameter is taken for `{A}`, which has none",
                "warning[TH026] /paths/~1c~1{A}~1{C}/get: GET /c/{A}/{C} does not declare the path parameter `A`, which is taken for a string",
                "warning[TH026] /paths/~1c~1{A}~1{C}/get: GET /c/{A}/{C} does not declare the path parameter `C`, which is taken for a string",
                "warning[TH027] /paths/~1c~1{A}~1{C}/get/parameters/0: the path `/c/{A}/{C}` has no placeholder `{E}`; the parameter is ignored",
                "warning[TH027] /paths/~1c~1{A}~1{C}/parameters/0: the path `/c/{A}/{C}` has no placeholder `{D}`; the parameter is ignored",
            ]
        );
        let text = |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}});
        assert_eq!(
            document["paths"],
            json!({
                "/a/{A}": {"get": {"parameters": [text("A")]}, "put": {"parameters": [parameter("A")]}},
                "/b/{A}": {"parameters": [parameter("A")], "get": {}, "put": {}},
                "/c/{A}/{C}": {"parameters": [], "get": {"parameters": [text("A"), text("C")]}},
            })
        );
    }
}
