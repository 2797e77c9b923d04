//! What of a document has no words, and which examples its schemas have left behind.

use std::collections::BTreeSet;

use serde_json::Value;

use super::render::{Data, Wanted};
use super::words::shape;
use crate::diff::side::{each_value, entries};
use openapi_client_codegen::document::{METHODS, component_name};
use openapi_client_codegen::limit;
use openapi_client_codegen::pointer::Pointer;

/// A text that is missing.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// The part that it is about.
    pub part: Pointer,
    /// `description`, `summary`, `example`, or `x-enumDescriptions/` with the value.
    pub keyword: String,
}

/// What is missing in a document.
///
/// `overlaid` are our document as it was and as it will be, both with the overlay: it has words for values of enumerations.
pub(super) fn find(document: &Value, overlaid: (&Value, &Value)) -> Vec<Need> {
    let mut scan = Scan::default();
    let ([before, _], [now, _]) = (values(overlaid.0), values(overlaid.1));
    for (at, name) in now.difference(&before) {
        if at.find(document).is_some() {
            scan.add(at, format!("x-enumDescriptions/{name}"));
        }
    }
    let root = Pointer::root();
    for (path, item) in entries(document.get("paths")) {
        scan.path(&root.push("paths").push(path), item);
    }
    let components = root.push("components");
    let used = used(document);
    let schemas = entries(document.pointer("/components/schemas"));
    for (name, schema) in schemas.filter(|(name, _)| used.contains(*name)) {
        let at = components.push("schemas").push(name);
        scan.described(&at, schema);
        scan.schema(&at, schema);
    }
    for (name, parameter) in entries(document.pointer("/components/parameters")) {
        scan.parameter(&components.push("parameters").push(name), parameter);
    }
    let tags = document.get("tags").and_then(Value::as_array);
    for (index, tag) in tags.into_iter().flatten().enumerate() {
        scan.keyword(&root.push("tags").index(index), tag, "description");
    }
    scan.0
}

/// The names of the schemas that operations lead to: nobody reads about the others.
fn used(document: &Value) -> BTreeSet<String> {
    let parts = ["parameters", "responses", "requestBodies", "headers"];
    let parts = parts.map(|part| document.pointer(&format!("/components/{part}")));
    let roots = parts.into_iter().chain([document.get("paths")]).flatten();
    reached(document, roots.flat_map(references))
}

/// The names of schemas, and of those that they lead to.
pub(super) fn reached(
    document: &Value,
    names: impl IntoIterator<Item = String>,
) -> BTreeSet<String> {
    let schemas = document.pointer("/components/schemas");
    limit::reached(names, |name: &String| {
        let schema = schemas.and_then(|schemas| schemas.get(name));
        schema.map(references).unwrap_or_default()
    })
}

/// The names of the schemas that a value refers to.
pub(super) fn references(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    each_value(value, &Pointer::root(), &mut |value, _| {
        let target = value.get("$ref").and_then(Value::as_str);
        found.extend(target.and_then(|target| component_name(target, "schemas")));
    });
    found
}

/// Whether a shape leaves a choice, so that nobody but a reader knows which part an example is of.
fn has_choice(shape: &Value) -> bool {
    match shape {
        Value::Object(map) => map
            .iter()
            .any(|(key, value)| matches!(key.as_str(), "oneOf" | "anyOf") || has_choice(value)),
        Value::Array(items) => items.iter().any(has_choice),
        _ => false,
    }
}

/// Where examples may be as they were, although the schema that they are for has changed; `old` and `new` are our document
/// as it was and as it will be.
pub(super) fn stale(wanted: &Wanted<'_>, at: &Pointer, old: &Value, new: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    match &wanted.data {
        Data::Mapping(entries) => {
            let get = |name: &str| {
                let mut entries = entries.iter();
                entries.find(|(key, _)| key == name).map(|(_, value)| value)
            };
            let before = wanted.old.and_then(|old| old.node.value.get("schema"));
            if let (Some(before), Some(schema)) = (before, get("schema"))
                && (get("examples").is_some() || get("example").is_some())
            {
                let before = shape(before, old, &mut Vec::new());
                let now = shape(&schema.value(), new, &mut Vec::new());
                if before != now && (has_choice(&before) || has_choice(&now)) {
                    found.push(at.clone());
                }
            }
            for (key, wanted) in entries {
                found.extend(stale(wanted, &at.push(key), old, new));
            }
        }
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                found.extend(stale(item, &at.index(index), old, new));
            }
        }
        Data::Scalar(_) => {}
    }
    found
}

/// The values of enumerations without words in `x-enumDescriptions`, and the words for values that are not there.
pub(super) fn values(document: &Value) -> [BTreeSet<(Pointer, String)>; 2] {
    let mut found = [BTreeSet::new(), BTreeSet::new()];
    each_value(document, &Pointer::root(), &mut |value, at| {
        let Some(values) = value.get("enum").and_then(Value::as_array) else {
            return;
        };
        let values: BTreeSet<_> = values.iter().filter_map(Value::as_str).collect();
        let words = entries(value.get("x-enumDescriptions")).map(|(name, _)| name);
        let words: BTreeSet<_> = words.collect();
        let with = |name: &&str| (at.clone(), (*name).to_owned());
        found[0].extend(values.difference(&words).map(with));
        found[1].extend(words.difference(&values).map(with));
    });
    found
}

#[derive(Default)]
struct Scan(Vec<Need>);

impl Scan {
    fn add(&mut self, part: &Pointer, keyword: impl Into<String>) {
        self.0.push(Need {
            part: part.clone(),
            keyword: keyword.into(),
        });
    }

    /// Notes a keyword that is missing or empty.
    fn keyword(&mut self, at: &Pointer, value: &Value, keyword: &'static str) {
        let is_empty = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
        if value.get(keyword).is_none_or(is_empty) {
            self.add(at, keyword);
        }
    }

    fn described(&mut self, at: &Pointer, value: &Value) {
        if value.get("$ref").is_none() {
            self.keyword(at, value, "description");
        }
    }

    fn example(&mut self, at: &Pointer, value: &Value) {
        if value.get("examples").is_none() && value.get("example").is_none() {
            self.add(at, "example");
        }
    }

    fn path(&mut self, at: &Pointer, item: &Value) {
        let mut operations = entries(Some(item))
            .filter(|(key, _)| METHODS.contains(key))
            .peekable();
        if operations.peek().is_some() {
            self.described(at, item);
        }
        self.parameters(at, item);
        for (method, operation) in operations {
            let at = at.push(method);
            for keyword in ["summary", "description"] {
                self.keyword(&at, operation, keyword);
            }
            self.parameters(&at, operation);
            self.content(&at.push("requestBody"), operation.get("requestBody"));
            // Generated code has no words of the responses that are errors.
            let is_success = |(status, _): &(&str, &Value)| status.starts_with(['2', '3']);
            for (status, response) in entries(operation.get("responses")).filter(is_success) {
                let at = at.push("responses").push(status);
                self.described(&at, response);
                self.content(&at, Some(response));
            }
        }
    }

    fn parameters(&mut self, at: &Pointer, owner: &Value) {
        let parameters = owner.get("parameters").and_then(Value::as_array);
        for (index, parameter) in parameters.into_iter().flatten().enumerate() {
            self.parameter(&at.push("parameters").index(index), parameter);
        }
    }

    fn parameter(&mut self, at: &Pointer, parameter: &Value) {
        self.described(at, parameter);
        if parameter.get("$ref").is_none() && parameter.get("schema").is_some() {
            self.example(at, parameter);
        }
    }

    /// The bodies of a request or of a response: they need examples, and so do not the types themselves.
    fn content(&mut self, at: &Pointer, owner: Option<&Value>) {
        for (media, body) in entries(owner.and_then(|owner| owner.get("content"))) {
            let at = at.push("content").push(media);
            let Some(schema) = body.get("schema") else {
                continue;
            };
            self.example(&at, body);
            self.schema(&at.push("schema"), schema);
        }
    }

    /// The properties of a schema, at any depth.
    fn schema(&mut self, at: &Pointer, schema: &Value) {
        for (name, property) in entries(schema.get("properties")) {
            let at = at.push("properties").push(name);
            self.described(&at, property);
            self.schema(&at, property);
        }
        for keyword in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(keyword) {
                self.schema(&at.push(keyword), inner);
            }
        }
        for keyword in ["oneOf", "anyOf", "allOf"] {
            let parts = schema.get(keyword).and_then(Value::as_array);
            for (index, part) in parts.into_iter().flatten().enumerate() {
                self.schema(&at.push(keyword).index(index), part);
            }
        }
    }
}
