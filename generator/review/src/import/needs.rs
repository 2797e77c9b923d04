//! What of a document has no words yet, and which examples its schemas have left behind.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::render::{Data, Wanted};
use super::words::{RESPONSES, shape};
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source;

/// A place that somebody has to write for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The line in the text that is written.
    pub line: usize,
    /// The place.
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
    let (mut before, mut now) = (BTreeSet::new(), BTreeSet::new());
    untold(overlaid.0, &Pointer::root(), &mut before);
    untold(overlaid.1, &Pointer::root(), &mut now);
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
    for (name, schema) in entries(document.pointer("/components/schemas")) {
        let at = components.push("schemas").push(name);
        scan.described(&at, schema);
        scan.schema(&at, schema);
    }
    for (name, parameter) in entries(document.pointer("/components/parameters")) {
        scan.parameter(&components.push("parameters").push(name), parameter);
    }
    scan.located(text)
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
fn untold(value: &Value, at: &Pointer, found: &mut BTreeSet<(Pointer, bool, String)>) {
    let values = value.get("enum").and_then(Value::as_array);
    let words = value.get("x-enumDescriptions").and_then(Value::as_object);
    let has = |name: &str| words.is_some_and(|words| words.contains_key(name));
    let named = values.into_iter().flatten().filter_map(Value::as_str);
    for name in named.clone().filter(|name| !has(name)) {
        found.insert((at.clone(), false, name.to_owned()));
    }
    for name in words.into_iter().flat_map(Map::keys) {
        if values.is_some() && !named.clone().any(|value| value == name) {
            found.insert((at.clone(), true, name.clone()));
        }
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                untold(value, &at.push(key), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                untold(item, &at.index(index), found);
            }
        }
        _ => {}
    }
}

fn media<'v>(at: &Pointer, content: Option<&'v Value>) -> Vec<(Pointer, &'v Value)> {
    let at = at.push("content");
    let bodies = entries(content).map(|(media, body)| (at.push(media), body));
    bodies.collect()
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map = value.and_then(Value::as_object).into_iter().flatten();
    map.map(|(key, value)| (key.as_str(), value))
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
        let places = source::locate_all(text, self.missing.keys());
        let line = |at: &Pointer| Some(places.get(at)?.first()?.line);
        let mut needs: Vec<_> = self
            .missing
            .iter()
            .map(|(at, what)| Need {
                line: line(at).unwrap_or(1),
                pointer: at.clone(),
                what: what.join("; "),
            })
            .collect();
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
            for (status, response) in entries(operation.get("responses")) {
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
        for (at, body) in media(at, owner.and_then(|owner| owner.get("content"))) {
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
