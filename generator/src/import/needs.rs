//! What of a document has no words yet, and which examples its schemas have left behind.

use std::collections::BTreeMap;

use serde_json::Value;

use super::render::{Data, Wanted};
use super::words::{ANSWERS, Keys, interface, resolved};
use crate::pointer::Pointer;
use crate::source;

/// A place that somebody has to write for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// The line in the text that is written.
    pub line: usize,
    /// The place.
    pub pointer: Pointer,
    /// What is missing: `description, example`.
    pub what: String,
}

/// The methods of a path.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What is missing in the wanted document, whose text and value are given, in the order of the text; `old` is ours as it was.
pub(super) fn find(text: &str, wanted: &Wanted<'_>, document: &Value, old: &Value) -> Vec<Need> {
    let mut scan = Scan::default();
    stale(wanted, &Pointer::root(), old, document, &mut scan);
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

/// Where examples are as they were, although the schema that they are for has changed.
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
                let bare = |schema: &Value, document: &Value| {
                    let schema = interface(schema, Keys::Words);
                    resolved(&schema, document, &mut Vec::new())
                };
                if bare(before, old) != bare(&schema.value(), new) {
                    scan.add(at, "examples of the changed schema");
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
    missing: BTreeMap<Pointer, Vec<&'static str>>,
}

impl Scan {
    fn add(&mut self, at: &Pointer, what: &'static str) {
        self.missing.entry(at.clone()).or_default().push(what);
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
                what: what.join(", "),
            })
            .collect();
        needs.sort();
        needs
    }

    /// Notes a keyword that is missing or empty.
    fn keyword(&mut self, at: &Pointer, value: &Value, keyword: &'static str) {
        let is_told = match value.get(keyword) {
            Some(Value::String(text)) => {
                !text.trim().is_empty() && !ANSWERS.contains(&text.as_str())
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
            for (status, answer) in entries(operation.get("responses")) {
                let at = at.push("responses").push(status);
                self.described(&at, answer);
                self.content(&at, Some(answer));
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

    /// The bodies of a request or of an answer: they need examples, and so do not the types themselves.
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
