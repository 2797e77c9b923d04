//! Brings what is legal but unusual in a document to the one form that the other stages know: each operation has an
//! `operationId`, each reference leads to a component of the document, and the version is text.

mod examples;
mod files;
mod lenient;
mod moved;
mod nulls;
mod operation_ids;
mod v31;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::document;
use crate::pointer::{self, Pointer};
use crate::shape;
use crate::source::{Inputs, decoded};
pub(crate) use moved::Moved;
use moved::Step;

/// Changes the document in place, and returns what deserves a look and what stands elsewhere now.
pub(crate) fn normalize(document: &mut Value, inputs: &Inputs) -> (Vec<Diagnostic>, Moved) {
    let mut out = Vec::new();
    let mut moved = Moved::from_files(files::bring_in(document, inputs, &mut out));
    versions(document, &mut out);
    // Later versions permit what 3.0 has ignored.
    if version_of(document).starts_with("3.0") {
        lenient::bodies_of_get(document, &mut out);
    }
    v31::normalize(document, &mut moved, &mut out);
    moved.push(path_items(document));
    // By the rules of another version, what is right would be taken for a slip.
    let is_known = version_of(document).starts_with("3.");
    if is_known {
        nulls::absent(document, &mut out);
        examples::by_name(document, &mut out);
        lenient::switching(document, &mut out);
        lenient::lenient(document, &mut out);
    }
    operation_ids::settle(document, &mut out);
    moved.push(references(document));
    if is_known {
        lenient::path_parameters(document, &mut out);
    }
    (out, moved)
}

/// The same for a document that refers to no file.
#[cfg(test)]
pub(crate) fn normalize_alone(document: &mut Value) -> (Vec<Diagnostic>, Moved) {
    normalize(document, &Inputs::default())
}

fn version_of(document: &Value) -> &str {
    let version = document.get("openapi").and_then(Value::as_str);
    version.unwrap_or_default()
}

/// Makes text of versions that are numbers.
fn versions(document: &mut Value, out: &mut Vec<Diagnostic>) {
    for at in ["/openapi", "/info/version"].map(Pointer::parse) {
        let Some(version @ Value::Number(_)) = document.pointer_mut(at.as_str()) else {
            continue;
        };
        let text = version.to_string();
        let message = format!("the version is the number `{text}`, and is read as text");
        out.push(Diagnostic::warning(Code::Malformed, &at, message).help("write it in quotes"));
        *version = text.into();
    }
}

/// Writes out path items that are references, with what else they say.
fn path_items(document: &mut Value) -> Step {
    let mut step = Step::default();
    let mut written = |path: &str, item: &Value| {
        let (target, found) = document::follow(document, document::reference(item)?)?;
        let target = Pointer::parse(target);
        let at = Pointer::root().push("paths").push(path);
        let mut written = found.as_object()?.clone();
        let own = item.as_object()?;
        for key in written.keys().filter(|key| !own.contains_key(*key)) {
            step.add(at.push(key), target.push(key));
        }
        let own = own.iter().filter(|(key, _)| *key != "$ref");
        written.extend(own.map(|(key, value)| (key.clone(), value.clone())));
        Some((path.to_owned(), Value::Object(written)))
    };
    let paths = document.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    let written: Vec<_> = paths
        .filter_map(|(path, item)| written(path, item))
        .collect();
    if let Some(Value::Object(paths)) = document.get_mut("paths") {
        paths.extend(written);
    }
    // Nothing else refers to those that stand among the components.
    let components = document.get_mut("components");
    components.and_then(|components| components.as_object_mut()?.remove("pathItems"));
    step
}

/// A text with spaces for all that is no letter and no digit.
fn plain(text: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    text.chars().map(plain).collect()
}

/// The name, or the name with the first number that makes it a new one.
fn unique(name: &str, mut is_new: impl FnMut(&str) -> bool) -> String {
    let mut unique = name.to_owned();
    let mut number = 1_usize;
    while !is_new(&unique) {
        number += 1;
        unique = format!("{name}{number}");
    }
    unique
}

/// What references lead to that is no component: by pointer, the section of the component and where the references are.
type Targets = BTreeMap<Pointer, (&'static str, Vec<Pointer>)>;

/// Makes a component of whatever else a reference leads to, and refers to it from where it was.
fn references(document: &mut Value) -> Step {
    let mut step = Step::default();
    if !has_unusual(document) {
        return step;
    }
    let mut moved: Vec<(Pointer, &str, String)> = Vec::new();
    for (target, (section, from)) in targets(document) {
        let components = document.pointer(&format!("/components/{section}"));
        let is_new = |name: &str| {
            let mut others = moved.iter();
            components.is_none_or(|known| known.get(name).is_none())
                && others.all(|(_, other, known)| (*other, known.as_str()) != (section, name))
        };
        let name = unique(&component_name(&target), is_new);
        for at in from {
            refer(document, &at, reference(section, &name));
        }
        moved.push((target, section, name));
    }
    // The deepest ones first, so that the others are still where they were.
    for (target, section, name) in moved.into_iter().rev() {
        let Some(value) = document.pointer_mut(target.as_str()) else {
            continue;
        };
        let value = std::mem::replace(value, json!({ "$ref": reference(section, &name) }));
        let components = entry(document, "components").and_then(|all| entry(all, section));
        if let Some(Value::Object(components)) = components {
            step.add(document::component(section, &name), target);
            components.insert(name, value);
        }
    }
    step
}

/// Finds what references lead to that is no component. Those that are only written in another way are put right.
fn targets(document: &mut Value) -> Targets {
    let (parts, _) = shape::parts(document);
    let kinds: BTreeMap<&str, _> = parts
        .iter()
        .map(|part| (part.at.as_str(), part.kind))
        .collect();
    let mut plain = Vec::new();
    let mut targets = Targets::new();
    for part in &parts {
        let target = part.reference.and_then(|found| found.strip_prefix('#'));
        let target = target.filter(|target| is_unusual(target));
        let (Some(target), Some(section)) = (target, part.kind.section()) else {
            continue;
        };
        let decoded = decoded(target);
        let target = match pointer::find(document, target) {
            Some(_) => target,
            None => decoded.as_str(),
        };
        if !is_unusual(target) {
            plain.push((part.at.clone(), format!("#{target}")));
            continue;
        }
        let is_extension = target.contains("/x-");
        let is_same_kind = kinds.get(target).is_some_and(|kind| *kind == part.kind);
        let is_there = pointer::find(document, target).is_some_and(Value::is_object);
        if is_there && (is_same_kind || is_extension) {
            let target = Pointer::parse(target);
            let (_, from) = targets.entry(target).or_insert((section, Vec::new()));
            from.push(part.at.clone());
        }
    }
    drop(parts);
    for (at, reference) in plain {
        refer(document, &at, reference);
    }
    targets
}

fn refer(document: &mut Value, at: &Pointer, reference: String) {
    if let Some(at) = document.pointer_mut(at.as_str()) {
        at["$ref"] = reference.into();
    }
}

fn reference(section: &str, name: &str) -> String {
    format!("#/components/{section}/{name}")
}

/// The value at a key, a mapping if there is none yet.
fn entry<'v>(value: &'v mut Value, key: &str) -> Option<&'v mut Value> {
    let map = value.as_object_mut()?;
    Some(map.entry(key).or_insert_with(|| Map::new().into()))
}

/// Whether a reference somewhere leads to something else than a component.
fn has_unusual(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| match value {
            Value::String(target) => {
                key == "$ref" && target.strip_prefix('#').is_some_and(is_unusual)
            }
            _ => has_unusual(value),
        }),
        Value::Array(items) => items.iter().any(has_unusual),
        _ => false,
    }
}

fn is_unusual(target: &str) -> bool {
    !target.starts_with("/components/") || target.split('/').count() != 4 || target.contains('%')
}

/// Words of a pointer that say what something is, and not what it is called.
const STRUCTURE: [&str; 14] = [
    "additionalProperties",
    "application",
    "components",
    "content",
    "items",
    "json",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "requestBody",
    "responses",
    "schema",
    "schemas",
];

/// What a component is called that stood elsewhere: `Kite_tail` for `/components/schemas/Kite/properties/tail`.
fn component_name(target: &Pointer) -> String {
    let tokens: Vec<_> = target.tokens().map(|token| plain(&token)).collect();
    let words = tokens.iter().flat_map(|token| token.split_whitespace());
    let words: Vec<_> = words.filter(|word| !STRUCTURE.contains(word)).collect();
    match words.is_empty() {
        true => "Shared".to_owned(),
        false => words.join("_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_text() {
        let mut document = json!({"openapi": 3.0, "paths": {}, "info": {"version": 1.5}});
        assert_eq!(normalize_alone(&mut document).0.len(), 2);
        assert_eq!(document["openapi"], "3.0");
        assert_eq!(document["info"], json!({"version": "1.5"}));
    }

    #[test]
    fn null_is_no_description() {
        let tag = json!({"name": "t", "description": null});
        let mut document =
            json!({"openapi": "3.0.3", "paths": {}, "info": {"title": null}, "tags": [tag]});
        let (warnings, _) = normalize_alone(&mut document);
        let at: Vec<_> = warnings
            .iter()
            .map(|found| found.pointer.as_str())
            .collect();
        assert_eq!(at, ["/tags/0/description"]);
        assert_eq!(document["tags"], json!([{"name": "t"}]));
        assert_eq!(document["info"], json!({"title": null}));
    }

    #[test]
    fn examples_have_names() {
        let parameter =
            json!({"name": "q", "in": "query", "schema": {}, "examples": ["a", {"value": 1}]});
        let mut document = json!({
            "openapi": "3.0.3", "paths": {}, "components": {"parameters": {"q": parameter}},
        });
        assert_eq!(normalize_alone(&mut document).0.len(), 1);
        let examples = &document["components"]["parameters"]["q"]["examples"];
        assert_eq!(*examples, json!({"0": {"value": "a"}, "1": {"value": 1}}));
    }

    #[test]
    fn path_items_are_written_out() {
        let mut document = json!({
            "paths": {"/a": {"$ref": "#/x-paths/a", "summary": "Own."}, "/b": {"$ref": "other.yaml"}},
            "x-paths": {"a": {"get": {"operationId": "A"}, "summary": "Theirs."}},
        });
        normalize_alone(&mut document);
        let expected = json!({
            "/a": {"get": {"operationId": "A"}, "summary": "Own."}, "/b": {"$ref": "other.yaml"},
        });
        assert_eq!(document["paths"], expected);
    }

    #[test]
    fn references_are_addresses() {
        let mut document = json!({
            "paths": {"/k/{id}": {"get": {"operationId": "A", "parameters": [
                {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/A%20Kite"}},
                {"$ref": "#/paths/~1k~1%7Bid%7D/get/parameters/0"},
            ]}}},
            "components": {"schemas": {"A Kite": {}}},
        });
        normalize_alone(&mut document);
        let reference = |at: &str| document.pointer(at).cloned().unwrap_or_default();
        let schema = reference("/components/parameters/k_id_get_0/schema/$ref");
        assert_eq!(schema, "#/components/schemas/A Kite");
        let parameter = reference("/paths/~1k~1{id}/get/parameters/1/$ref");
        assert_eq!(parameter, "#/components/parameters/k_id_get_0");
        for broken in ["/a%", "/a%4", "/a%zz", "/%ff"] {
            assert_eq!(decoded(broken), broken);
        }
    }

    #[test]
    fn references_lead_to_components() {
        let tail = "#/components/schemas/Kite/properties/tail";
        let mut document = json!({
            "openapi": "3.0.3",
            "paths": {"/kites": {
                "get": {"parameters": [{"name": "q", "in": "query", "schema": {"$ref": format!("{tail}/items")}}]},
                "put": {"parameters": [{"$ref": "#/paths/~1kites/get/parameters/0"}]},
            }},
            "components": {"schemas": {
                "Kite": {"properties": {"tail": {"type": "array", "items": {"type": "string"}}, "own": {"$ref": tail}}},
                "Kite_tail": {"$ref": "#/info"},
            }},
        });
        assert_eq!(normalize_alone(&mut document).0.len(), 2);
        let expected = json!({
            "parameters": {
                "kites_get_0": {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/Kite_tail3"}},
            },
            "schemas": {
                "Kite": {"properties": {
                    "tail": {"$ref": "#/components/schemas/Kite_tail2"}, "own": {"$ref": "#/components/schemas/Kite_tail2"},
                }},
                "Kite_tail": {"$ref": "#/info"},
                "Kite_tail2": {"type": "array", "items": {"$ref": "#/components/schemas/Kite_tail3"}},
                "Kite_tail3": {"type": "string"},
            },
        });
        assert_eq!(document["components"], expected);
        let parameter = json!([{"$ref": "#/components/parameters/kites_get_0"}]);
        assert_eq!(document["paths"]["/kites"]["get"]["parameters"], parameter);
        assert_eq!(document["paths"]["/kites"]["put"]["parameters"], parameter);
    }
}
