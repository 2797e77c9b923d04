//! Each operation has an id of its own.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToLowerCamelCase;
use serde_json::Value;

use super::{plain, unique};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::METHODS;
use crate::pointer::Pointer;

/// Gives an id to each operation that has none, and to those that share one.
pub(super) fn settle(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    let is_missing = |operation: &Value| match operation.get("operationId") {
        None => operation.is_object(),
        Some(id) => id.as_str().is_some_and(|id| id.trim().is_empty()),
    };
    let mut users: BTreeMap<String, Vec<(String, &str)>> = BTreeMap::new();
    let mut without = BTreeMap::new();
    for (path, item) in paths.iter() {
        for method in METHODS {
            let Some(operation) = item.get(method) else {
                continue;
            };
            let id = operation.get("operationId").and_then(Value::as_str);
            match id.filter(|_| !is_missing(operation)) {
                Some(id) => {
                    let users = users.entry(id.to_owned()).or_default();
                    users.push((path.clone(), method));
                }
                None if is_missing(operation) => {
                    without.insert((path.clone(), method), None);
                }
                None => {}
            }
        }
    }
    let mut taken: BTreeSet<String> = users.keys().map(|id| id.to_ascii_lowercase()).collect();
    // None of them keeps the id, so that another order of the paths does not change the names.
    for (id, users) in users.into_iter().filter(|(_, users)| users.len() > 1) {
        let shared = users.into_iter().map(|user| (user, Some(id.clone())));
        without.extend(shared);
    }
    for ((path, method), shared) in without {
        let operation = paths.get_mut(&path).and_then(|item| item.get_mut(method));
        let Some(operation) = operation.and_then(Value::as_object_mut) else {
            continue;
        };
        let name = operation_id(method, &path);
        let id = unique(&name, |name| taken.insert(name.to_ascii_lowercase()));
        let at = Pointer::root().push("paths").push(&path).push(method);
        out.push(named(&at, method, &path, &id, shared));
        operation.insert("operationId".to_owned(), id.into());
    }
}

/// Says what an operation is called that has no id, or one that is shared.
fn named(at: &Pointer, method: &str, path: &str, id: &str, shared: Option<String>) -> Diagnostic {
    let title = format!("{} {path}", method.to_uppercase());
    match shared {
        Some(shared) => {
            let message = format!(
                "the `operationId` `{shared}` is that of several operations; {title} is called `{id}`"
            );
            let at = at.push("operationId");
            Diagnostic::warning(Code::DuplicateOperationId, &at, message)
                .help("give each of them its own")
        }
        None => {
            let message = format!("{title} has no `operationId`, and is called `{id}`");
            Diagnostic::warning(Code::MissingOperationId, at, message)
                .help("add one, so that the name does not change with the path")
        }
    }
}

/// The name of an operation by its method and its path: `getStoreById` for `GET /store/{id}`.
fn operation_id(method: &str, path: &str) -> String {
    let mut words = vec![method.to_owned()];
    for part in path.split_inclusive(['/', '}']) {
        let (fixed, name) = part.split_once('{').unwrap_or((part, ""));
        words.push(fixed.to_owned());
        if !name.is_empty() {
            words.push(format!("by {name}"));
        }
    }
    let words: Vec<_> = words.iter().map(|word| plain(word)).collect();
    let words = words.join(" ");
    match words.trim().len() == method.len() {
        true => format!("{method}Root"),
        false => words.to_lower_camel_case(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::normalize_alone;
    use super::*;

    #[test]
    fn operations_are_called_by_method_and_path() {
        for (method, path, id) in [
            ("get", "/store/{id}", "getStoreById"),
            ("get", "/store", "getStore"),
            ("get", "/", "getRoot"),
            ("post", "/v1/{2fa}:verify", "postV1By2faVerify"),
            ("delete", "/a/{b}/c/{d}", "deleteAByBCByD"),
            ("put", "/things/{id}.json", "putThingsByIdJson"),
        ] {
            assert_eq!(operation_id(method, path), id);
        }
        let mut document = json!({"paths": {
            "/a-b": {"get": {}},
            "/a/b": {"get": {"operationId": " "}, "put": {}},
            "/c": {"get": {"operationId": "getAB"}},
        }});
        let warnings = normalize_alone(&mut document).0;
        let message = "GET /a-b has no `operationId`, and is called `getAB2`";
        assert_eq!(warnings.len(), 3);
        assert_eq!(warnings[0].message, message);
        let id = |at: &str| document.pointer(at).cloned().unwrap_or_default();
        assert_eq!(id("/paths/~1a~1b/get/operationId"), "getAB3");
        assert_eq!(id("/paths/~1a~1b/put/operationId"), "putAB");
    }

    #[test]
    fn operations_that_share_an_id_are_called_by_method_and_path() {
        let mut document = json!({"paths": {
            "/a": {"get": {"operationId": "A"}, "put": {"operationId": "B"}},
            "/b": {"get": {"operationId": "A"}},
        }});
        let warnings = normalize_alone(&mut document).0;
        let found: Vec<_> = warnings.iter().map(|warning| &*warning.message).collect();
        let shared = "the `operationId` `A` is that of several operations";
        assert_eq!(
            found[found.len() - 2..],
            [
                format!("{shared}; GET /a is called `getA`"),
                format!("{shared}; GET /b is called `getB`")
            ]
        );
        assert_eq!(document["paths"]["/a"]["get"]["operationId"], "getA");
        assert_eq!(document["paths"]["/a"]["put"]["operationId"], "B");
        assert_eq!(document["paths"]["/b"]["get"]["operationId"], "getB");
    }
}
