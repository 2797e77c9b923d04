//! A list of parameters must not have the same name in the same location twice.

use std::collections::BTreeMap;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::shape::PartKind;

/// Reports parameters that a list has twice.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for part in &document.parts {
        if part.reference.is_some()
            || !matches!(part.kind, PartKind::PathItem | PartKind::Operation)
        {
            continue;
        }
        let mut seen = BTreeMap::new();
        for (at, parameter) in document.parameters(part.map, &part.at) {
            let (name, location) = (parameter.name, parameter.location);
            if let Some(first) = seen.get(&(name, location)) {
                let message = format!("the {location} parameter `{name}` is already at `{first}`");
                let error = Diagnostic::error(Code::DuplicateParameter, &at, message);
                out.push(error.help("remove one of them"));
            } else {
                seen.insert((name, location), at);
            }
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
        let paths = json!({"/a": {
            "parameters": [{"name": "A", "in": "query"}],
            "get": {"parameters": [
                {"name": "A", "in": "query"}, {"name": "A", "in": "header"}, {"name": "a", "in": "query"},
            ]},
        }});
        assert!(found(check, &document(paths, json!({}))).is_empty());
    }

    #[test]
    fn bad() {
        let paths = json!({"/a": {"get": {"parameters": [
            {"name": "A", "in": "query"}, {"$ref": "#/components/parameters/A"},
        ]}}});
        let components = json!({"parameters": {"A": {"name": "A", "in": "query"}}});
        assert_eq!(
            found(check, &document(paths, components)),
            ["error[TH029] /paths/~1a/get/parameters/1: \
              the query parameter `A` is already at `/paths/~1a/get/parameters/0`"]
        );
    }
}
