//! What all stages know about an OpenAPI document as such: the HTTP methods of a path, and where references lead.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::pointer::{self, Pointer};

/// The HTTP methods that a path item can have an operation for, in the order of the specification.
pub const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What stands in a document where somebody still has to write a description or a summary.
pub const PLACEHOLDER: &str = "(words missing)";

/// The pointers of all placeholders, in the order of the document.
pub fn placeholders(document: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    // Pointers cost more than the search, and most documents have no placeholder.
    if has_placeholder(document) {
        find_placeholders(document, &Pointer::root(), &mut found);
    }
    found
}

fn has_placeholder(value: &Value) -> bool {
    match value {
        Value::String(text) => text == PLACEHOLDER,
        Value::Object(map) => map.values().any(has_placeholder),
        Value::Array(items) => items.iter().any(has_placeholder),
        _ => false,
    }
}

fn find_placeholders(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    match value {
        Value::String(text) if text == PLACEHOLDER => found.push(at.clone()),
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| find_placeholders(value, &at.push(key), found)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| find_placeholders(value, &at.index(index), found));
        }
        _ => {}
    }
}

/// The types of schemas.
pub(crate) const TYPES: [&str; 6] = ["string", "integer", "number", "boolean", "array", "object"];

/// How many references may follow each other.
pub const MAX_REFERENCES: usize = 32;

/// The reference that a value is.
pub fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// The value itself, or for a reference what it leads to in the end.
///
/// `None` if a reference leads nowhere, out of the document, or in a circle.
pub fn resolve<'v>(document: &'v Value, value: &'v Value) -> Option<&'v Value> {
    match reference(value) {
        Some(reference) => Some(follow(document, reference)?.1),
        None => Some(value),
    }
}

/// Where a reference leads in the end, as an escaped JSON pointer, and the value there, which is no reference.
pub fn follow<'v>(document: &'v Value, reference: &'v str) -> Option<(&'v str, &'v Value)> {
    let mut target = reference.strip_prefix('#')?;
    for _ in 0..=MAX_REFERENCES {
        let value = pointer::find(document, target)?;
        match self::reference(value) {
            Some(next) => target = next.strip_prefix('#')?,
            None => return Some((target, value)),
        }
    }
    None
}

/// The name in `#/components/{section}/{name}`, unescaped.
pub fn component_name(reference: &str, section: &str) -> Option<String> {
    let rest = reference.strip_prefix("#/components/")?;
    let name = rest.strip_prefix(section)?.strip_prefix('/')?;
    let name = Pointer::parse(&format!("/{name}"));
    name.last().map(|name| name.into_owned())
}

/// The pointer to a component.
pub(crate) fn component(section: &str, name: &str) -> Pointer {
    Pointer::root().push("components").push(section).push(name)
}

/// Whether a number of this format is a floating-point number. Others are often money, which must be exact.
pub fn is_float(format: Option<&str>) -> bool {
    matches!(format, Some("float" | "double"))
}

/// The names between braces in a path template, in their order, or why there are none.
pub(crate) fn placeholders_of(path: &str) -> Result<Vec<&str>, String> {
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn references_are_followed_to_their_end() {
        let mut schemas = json!({
            "a/b": {"type": "string"},
            "one": {"$ref": "#/components/schemas/a~1b"},
            "two": {"$ref": "#/components/schemas/one"},
            "circle": {"$ref": "#/components/schemas/circle"},
            "out": {"$ref": "other.yaml#/a"},
        });
        for index in 0..=MAX_REFERENCES {
            let next = format!("#/components/schemas/s{}", index + 1);
            schemas[format!("s{index}")] = json!({"$ref": next});
        }
        schemas[format!("s{}", MAX_REFERENCES + 1)] = json!({});
        let document = json!({"components": {"schemas": schemas}});
        let follow = |name: &str| follow(&document, name).map(|(target, _)| target.to_owned());
        let end = Some("/components/schemas/a~1b".to_owned());
        assert_eq!(follow("#/components/schemas/a~1b"), end);
        assert_eq!(follow("#/components/schemas/two"), end);
        for name in ["circle", "out", "nothing", "s0"] {
            assert_eq!(
                follow(&format!("#/components/schemas/{name}")),
                None,
                "{name}"
            );
        }
        assert!(follow("#/components/schemas/s1").is_some());
        let value = json!({"$ref": "#/components/schemas/two"});
        assert_eq!(resolve(&document, &value), Some(&json!({"type": "string"})));
    }
}
