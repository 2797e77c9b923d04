//! What of a document has no words yet, and which examples its schemas have left behind.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::render::{Data, Wanted};
use super::words::{RESPONSES, shape};
use crate::diff::side::{each_value, entries};
use openapi_client_codegen::document::{METHODS, component_name};
use openapi_client_codegen::limit;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source;

/// A part of the document that somebody has to write for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The line in the text that is written.
    pub line: usize,
    /// Its pointer.
    pub pointer: Pointer,
    /// What is missing: `description; example`.
    pub what: String,
}

/// What is missing in the wanted document, in the order of its text.
///
/// `old` and `new` are our document as it was and as it will be; `overlaid` are both with the overlay, which has the words
/// for values of enumerations.
pub(super) fn find(
    text: &str,
    wanted: &Wanted<'_>,
    (old, document): (&Value, &Value),
    overlaid: (&Value, &Value),
) -> Vec<Need> {
    let mut scan = Scan::default();
    stale(wanted, &Pointer::root(), old, document, &mut scan);
    let (before, now) = (untold(overlaid.0), untold(overlaid.1));
    let mut words: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (at, is_gone, name) in now.difference(&before) {
        words
            .entry((at, is_gone))
            .or_default()
            .push(format!("`{name}`"));
    }
    for ((at, is_gone), names) in words {
        let what = if *is_gone { "without" } else { "for" };
        scan.add(
            at,
            format!("x-enumDescriptions {what} {}", names.join(", ")),
        );
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
    scan.located(text)
}

/// The names of the schemas that operations lead to: nobody reads about the others.
fn used(document: &Value) -> BTreeSet<String> {
    let names = |value: &Value| {
        let mut found = Vec::new();
        each_value(value, &Pointer::root(), &mut |value, _| {
            let target = value.get("$ref").and_then(Value::as_str);
            found.extend(target.and_then(|target| component_name(target, "schemas")));
        });
        found
    };
    let parts = ["parameters", "responses", "requestBodies", "headers"];
    let parts = parts.map(|part| document.pointer(&format!("/components/{part}")));
    let roots = parts.into_iter().chain([document.get("paths")]).flatten();
    let schemas = document.pointer("/components/schemas");
    limit::reached(roots.flat_map(names), |name: &String| {
        let schema = schemas.and_then(|schemas| schemas.get(name));
        schema.map(names).unwrap_or_default()
    })
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

/// Where examples may be as they were, although the schema that they are for has changed.
fn stale(wanted: &Wanted<'_>, at: &Pointer, old: &Value, new: &Value, scan: &mut Scan) {
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
                    scan.add(at, "examples of the changed properties");
                }
            }
            for (key, wanted) in entries {
                stale(wanted, &at.push(key), old, new, scan);
            }
        }
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                stale(item, &at.index(index), old, new, scan);
            }
        }
        Data::Scalar(_) => {}
    }
}

/// The values of enumerations without words in `x-enumDescriptions`, and words there for values that are gone.
///
/// Each with its schema, and whether it is gone.
fn untold(document: &Value) -> BTreeSet<(Pointer, bool, String)> {
    let mut found = BTreeSet::new();
    each_value(document, &Pointer::root(), &mut |value, at| {
        let values = value.get("enum").and_then(Value::as_array);
        let values = values.into_iter().flatten().filter_map(Value::as_str);
        let values: BTreeSet<&str> = values.collect();
        let words = entries(value.get("x-enumDescriptions")).map(|(name, _)| name);
        let words: BTreeSet<&str> = words.collect();
        for name in values.difference(&words) {
            found.insert((at.clone(), false, (*name).to_owned()));
        }
        for name in words
            .difference(&values)
            .filter(|_| value.get("enum").is_some_and(Value::is_array))
        {
            found.insert((at.clone(), true, (*name).to_owned()));
        }
    });
    found
}

#[derive(Default)]
struct Scan {
    missing: BTreeMap<Pointer, Vec<String>>,
}

impl Scan {
    fn add(&mut self, at: &Pointer, what: impl Into<String>) {
        self.missing
            .entry(at.clone())
            .or_default()
            .push(what.into());
    }

    fn located(self, text: &str) -> Vec<Need> {
        let spans = source::locate_all(text, self.missing.keys());
        let line = |at: &Pointer| Some(spans.get(at)?.first()?.line);
        let needs = self.missing.iter().map(|(at, what)| Need {
            line: line(at).unwrap_or(1),
            pointer: at.clone(),
            what: what.join("; "),
        });
        let mut needs: Vec<_> = needs.collect();
        needs.sort();
        needs
    }

    /// Notes a keyword that is missing or empty.
    fn keyword(&mut self, at: &Pointer, value: &Value, keyword: &'static str) {
        let is_told = match value.get(keyword) {
            Some(Value::String(text)) => {
                !text.trim().is_empty() && !RESPONSES.contains(&text.as_str())
            }
            Some(Value::Array(items)) => !items.is_empty(),
            Some(_) => true,
            None => false,
        };
        if !is_told {
            self.add(at, keyword);
        }
    }

    fn described(&mut self, at: &Pointer, value: &Value) {
        if value.get("$ref").is_none() {
            self.keyword(at, value, "description");
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
            for keyword in ["summary", "description", "tags"] {
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
        if parameter.get("$ref").is_none() && parameter.get("examples").is_none() {
            self.keyword(at, parameter, "example");
        }
    }

    /// The bodies of a request or of a response: they need examples, and so do not the types themselves.
    fn content(&mut self, at: &Pointer, owner: Option<&Value>) {
        for (media, body) in entries(owner.and_then(|owner| owner.get("content"))) {
            let at = at.push("content").push(media);
            let Some(schema) = body.get("schema") else {
                continue;
            };
            if body.get("example").is_none() {
                self.keyword(&at, body, "examples");
            }
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
