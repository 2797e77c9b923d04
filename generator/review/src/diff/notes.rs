//! What differs without any client feeling it: prose, examples, and what only tools read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Note, NoteKind, facets};
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::pointer::Pointer;

/// Keywords with text for readers.
const PROSE: &[&str] = &["description", "summary", "title", "externalDocs"];

/// Keywords with examples.
const EXAMPLES: &[&str] = &["example", "examples"];

/// Keywords that only tools read.
const METADATA: &[&str] = &[
    "callbacks",
    "headers",
    "license",
    "links",
    "openapi",
    "servers",
    "tags",
    "version",
];

/// Keywords whose entries have names of their own.
const NAMED: &[&str] = &[
    "content",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// Finds the notes, in the order of the documents.
pub(super) fn find(old: &Value, new: &Value) -> Vec<Note> {
    let mut walk = Walk {
        used: [used(old), used(new)],
        notes: Vec::new(),
    };
    if let (Value::Object(old), Value::Object(new)) = (old, new) {
        walk.keywords(old, new, &[Pointer::root(), Pointer::root()]);
    }
    walk.notes
}

struct Walk {
    /// The schema components that operations lead to, in either document.
    used: [BTreeSet<String>; 2],
    notes: Vec<Note>,
}

/// Where something stands in the old and in the new document.
type At = [Pointer; 2];

fn push(at: &At, token: &str) -> At {
    [at[0].push(token), at[1].push(token)]
}

fn keys<'m>(old: &'m Map<String, Value>, new: &'m Map<String, Value>) -> BTreeSet<&'m str> {
    old.keys().chain(new.keys()).map(String::as_str).collect()
}

impl Walk {
    fn keywords(&mut self, old: &Map<String, Value>, new: &Map<String, Value>, at: &At) {
        for key in keys(old, new) {
            let (one, other) = (old.get(key), new.get(key));
            if one == other {
                continue;
            }
            let at = push(at, key);
            let kind = match key {
                _ if PROSE.contains(&key) => Some(NoteKind::Prose),
                _ if EXAMPLES.contains(&key) => Some(NoteKind::Example),
                _ if METADATA.contains(&key) => Some(NoteKind::Metadata),
                _ => None,
            };
            match (kind, one, other) {
                (Some(kind), ..) => self.note(kind, key, one, other, &at),
                (None, ..) if key.starts_with("x-") => self.extension(key, one, other, &at),
                (None, Some(Value::Object(old)), Some(Value::Object(new)))
                    if NAMED.contains(&key) =>
                {
                    self.names(key, old, new, &at);
                }
                (None, Some(Value::Object(old)), Some(Value::Object(new))) => {
                    self.keywords(old, new, &at)
                }
                (None, Some(Value::Array(old)), Some(Value::Array(new))) => {
                    self.lists(old, new, &at)
                }
                _ => {}
            }
        }
    }

    /// Entries with names of their own; those that only one side has are changes, unless no client uses them.
    fn names(&mut self, key: &str, old: &Map<String, Value>, new: &Map<String, Value>, at: &At) {
        for name in keys(old, new) {
            let (one, other) = (old.get(name), new.get(name));
            let inner = push(at, name);
            let is_unused = key == "schemas" && !self.used.iter().any(|used| used.contains(name));
            let is_idle = key == "paths"
                && [one, other]
                    .into_iter()
                    .flatten()
                    .all(|item| !has_operation(item));
            // What has no members of its own is part of the types that refer to it, wherever it stands.
            let is_plain = key == "schemas" && [one, other].into_iter().flatten().all(is_scalar);
            let is_alone = one.is_none() || other.is_none();
            let differs = one.map(without_prose) != other.map(without_prose);
            if differs && (is_unused || (is_alone && (is_idle || is_plain))) {
                let what = if is_idle { "path" } else { "schema" };
                self.note(NoteKind::Metadata, what, one, other, &inner);
            } else if let (Some(Value::Object(old)), Some(Value::Object(new))) = (one, other) {
                self.keywords(old, new, &inner);
            }
        }
    }

    /// Parameters are told apart by name and place, other lists by position.
    fn lists(&mut self, old: &[Value], new: &[Value], at: &At) {
        let key = |value: &Value| {
            let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            text("name")
                .zip(text("in"))
                .or_else(|| text("$ref").map(|to| (to, String::new())))
        };
        let mut places = BTreeMap::new();
        for (index, other) in new.iter().enumerate() {
            if let Some(name) = key(other) {
                places.entry(name).or_insert(index);
            }
        }
        for (index, one) in old.iter().enumerate() {
            let found = match key(one) {
                Some(name) => places.get(&name).copied(),
                None => (new.len() == old.len()).then_some(index),
            };
            let Some(found) = found else { continue };
            if let (Value::Object(one), Some(Value::Object(other))) = (one, new.get(found)) {
                self.keywords(one, other, &[at[0].index(index), at[1].index(found)]);
            }
        }
    }

    /// An extension: each entry of an object for itself.
    fn extension(&mut self, name: &str, old: Option<&Value>, new: Option<&Value>, at: &At) {
        let empty = Map::new();
        let entries = |value: Option<&'_ Value>| value.is_none_or(Value::is_object);
        if !entries(old) || !entries(new) {
            self.note(NoteKind::Metadata, name, old, new, at);
            return;
        }
        let object = |value: Option<&Value>| {
            value
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_else(|| empty.clone())
        };
        let (old, new) = (object(old), object(new));
        for key in keys(&old, &new) {
            let (one, other) = (old.get(key), new.get(key));
            if one != other {
                let kind = if name == "x-enumDescriptions" {
                    NoteKind::Prose
                } else {
                    NoteKind::Metadata
                };
                self.note(kind, &format!("{name}.{key}"), one, other, &push(at, key));
            }
        }
    }

    fn note(
        &mut self,
        kind: NoteKind,
        keyword: &str,
        old: Option<&Value>,
        new: Option<&Value>,
        at: &At,
    ) {
        self.notes.push(Note {
            kind,
            keyword: keyword.to_owned(),
            old: old.map(short),
            new: new.map(short),
            old_pointer: old.map(|_| at[0].clone()),
            new_pointer: new.map(|_| at[1].clone()),
        });
    }
}

/// The start of a text.
fn short(value: &Value) -> String {
    const LENGTH: usize = 80;
    let text = facets::text(value);
    match text.char_indices().nth(LENGTH) {
        Some((at, _)) => format!("{}...", &text[..at]),
        None => text,
    }
}

fn is_scalar(schema: &Value) -> bool {
    const MEMBERS: &[&str] = &["properties", "enum", "allOf", "anyOf", "oneOf"];
    !MEMBERS.iter().any(|key| schema.get(key).is_some())
}

fn has_operation(item: &Value) -> bool {
    METHODS.iter().any(|method| item.get(method).is_some())
}

/// A schema without its prose and its examples.
fn without_prose(value: &Value) -> Value {
    match value {
        Value::Object(entries) => {
            let is_kept = |key: &str, value: &Value| {
                let is_prose =
                    PROSE.contains(&key) || EXAMPLES.contains(&key) || key.starts_with("x-");
                // A property can be called like a keyword.
                !is_prose || (value.is_object() && key != "example")
            };
            let kept = entries.iter().filter(|(key, value)| is_kept(key, value));
            let plain = |(key, value): (&String, &Value)| {
                let mut value = without_prose(value);
                if let (true, Value::Array(items)) = (is_set(key), &mut value) {
                    items.sort_by_key(Value::to_string);
                }
                (key.clone(), value)
            };
            Value::Object(kept.map(plain).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_prose).collect()),
        other => other.clone(),
    }
}

/// Whether the order of a list means nothing.
fn is_set(key: &str) -> bool {
    matches!(key, "enum" | "required")
}

/// The names of the schema components that operations lead to.
fn used(document: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&Value> = document.get("paths").into_iter().collect();
    let components = document.get("components");
    for (name, part) in components.and_then(Value::as_object).into_iter().flatten() {
        if name != "schemas" {
            waiting.push(part);
        }
    }
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(entries) => waiting.extend(entries.values()),
            Value::Array(items) => waiting.extend(items),
            Value::String(text) => {
                let name = text.strip_prefix("#/components/schemas/");
                let name = name.and_then(|name| {
                    Some(Pointer::parse(&format!("/{name}")).last()?.into_owned())
                });
                if let Some(name) = name.filter(|name| !found.contains(name)) {
                    let schema = components.and_then(|all| all.get("schemas")?.get(&name));
                    waiting.extend(schema);
                    found.insert(name);
                }
            }
            _ => {}
        }
    }
    found
}
