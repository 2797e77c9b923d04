//! What differs without any client feeling it: prose, examples, and what only tools read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::both::Both;
use super::render::cut;
use super::{Note, NoteKind, values};
use crate::import::NAMED;
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

/// Finds the notes, in the order of the documents.
pub(super) fn find(old: &Value, new: &Value) -> Vec<Note> {
    let documents = Both { old, new };
    let mut walk = Walk {
        used: documents.map(used),
        notes: Vec::new(),
    };
    if let Some(entries) = documents.map(Value::as_object).present() {
        walk.keywords(entries, &Both::default());
    }
    walk.notes
}

struct Walk {
    /// The schema components that operations lead to, in either document.
    used: Both<BTreeSet<String>>,
    notes: Vec<Note>,
}

type Entries<'v> = Both<&'v Map<String, Value>>;

/// The key of an entry, its values, of which one can be missing, and its pointers.
type Difference<'v> = (&'v str, Both<Option<&'v Value>>, Both<Pointer>);

/// The entries that differ.
fn differing<'v>(entries: Entries<'v>, at: &Both<Pointer>) -> Vec<Difference<'v>> {
    let keys = entries.old.keys().chain(entries.new.keys());
    let keys: BTreeSet<&str> = keys.map(String::as_str).collect();
    let entry = |key| {
        let at = at.as_ref().map(|at| at.push(key));
        (key, entries.map(|entries| entries.get(key)), at)
    };
    let all = keys.into_iter().map(entry);
    all.filter(|(_, values, _)| values.differs()).collect()
}

impl Walk {
    fn keywords(&mut self, entries: Entries<'_>, at: &Both<Pointer>) {
        for (key, values, at) in differing(entries, at) {
            let kind = match key {
                _ if PROSE.contains(&key) => Some(NoteKind::Prose),
                _ if EXAMPLES.contains(&key) => Some(NoteKind::Example),
                _ if METADATA.contains(&key) => Some(NoteKind::Metadata),
                _ => None,
            };
            let objects = || values.map(|value| value?.as_object()).present();
            let lists = || values.map(|value| value?.as_array()).present();
            if let Some(kind) = kind {
                self.note(kind, key, values, at);
            } else if key.starts_with("x-") {
                self.extension(key, values, &at);
            } else if let Some(entries) = objects() {
                match NAMED.contains(&key) {
                    true => self.names(key, entries, &at),
                    false => self.keywords(entries, &at),
                }
            } else if let Some(lists) = lists() {
                self.lists(lists, &at);
            }
        }
    }

    /// Entries with names of their own; those that only one side has are changes, unless no client uses them.
    fn names(&mut self, key: &str, entries: Entries<'_>, at: &Both<Pointer>) {
        for (name, values, at) in differing(entries, at) {
            let any = |is: fn(&Value) -> bool| {
                let mut values = values.old.into_iter().chain(values.new);
                values.any(is)
            };
            let Both { old, new } = &self.used;
            let is_unused = key == "schemas" && !old.contains(name) && !new.contains(name);
            let is_idle = key == "paths" && !any(has_operation);
            // What has no members of its own is part of the types that refer to it, wherever it stands.
            let is_plain = key == "schemas" && !any(has_members);
            let is_alone = values.present().is_none();
            let differs = values.map(|value| value.map(without_prose)).differs();
            if differs && (is_unused || (is_alone && (is_idle || is_plain))) {
                let what = if is_idle { "path" } else { "schema" };
                self.note(NoteKind::Metadata, what, values, at);
            } else if let Some(entries) = values.map(|value| value?.as_object()).present() {
                self.keywords(entries, &at);
            }
        }
    }

    /// Parameters are distinguished by name and location, other lists by position.
    fn lists(&mut self, lists: Both<&Vec<Value>>, at: &Both<Pointer>) {
        let key = |value: &Value| {
            let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
            let reference = || Some((text("$ref")?, String::new()));
            text("name").zip(text("in")).or_else(reference)
        };
        let mut known = BTreeMap::new();
        for (index, new) in lists.new.iter().enumerate() {
            if let Some(name) = key(new) {
                known.entry(name).or_insert(index);
            }
        }
        for (index, old) in lists.old.iter().enumerate() {
            let found = match key(old) {
                Some(name) => known.get(&name).copied(),
                None => (lists.new.len() == lists.old.len()).then_some(index),
            };
            let Some(found) = found else { continue };
            let items = Both::new(Some(old), lists.new.get(found));
            if let Some(entries) = items.map(|item| item?.as_object()).present() {
                let indices = Both::new(index, found);
                let at = at.as_ref().zip(indices).map(|(at, index)| at.index(index));
                self.keywords(entries, &at);
            }
        }
    }

    /// An extension: each entry of an object for itself.
    fn extension(&mut self, name: &str, values: Both<Option<&Value>>, at: &Both<Pointer>) {
        let empty = Map::new();
        let objects = values.map(|value| match value {
            Some(value) => value.as_object(),
            None => Some(&empty),
        });
        let Some(entries) = objects.present() else {
            return self.note(NoteKind::Metadata, name, values, at.clone());
        };
        let kind = match name {
            "x-enumDescriptions" => NoteKind::Prose,
            _ => NoteKind::Metadata,
        };
        for (key, values, at) in differing(entries, at) {
            self.note(kind, &format!("{name}.{key}"), values, at);
        }
    }

    fn note(
        &mut self,
        kind: NoteKind,
        keyword: &str,
        values: Both<Option<&Value>>,
        at: Both<Pointer>,
    ) {
        self.notes.push(Note {
            kind,
            keyword: keyword.to_owned(),
            old: values.old.map(short),
            new: values.new.map(short),
            old_pointer: values.old.map(|_| at.old),
            new_pointer: values.new.map(|_| at.new),
        });
    }
}

/// The start of a text.
fn short(value: &Value) -> String {
    const LENGTH: usize = 80;
    cut(&values::text(value), LENGTH).into_owned()
}

fn has_members(schema: &Value) -> bool {
    const MEMBERS: &[&str] = &["properties", "enum", "allOf", "anyOf", "oneOf"];
    MEMBERS.iter().any(|key| schema.get(key).is_some())
}

fn has_operation(item: &Value) -> bool {
    METHODS.iter().any(|method| item.get(method).is_some())
}

/// A schema without its prose and its examples.
pub(super) fn without_prose(value: &Value) -> Value {
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
                // The order of these means nothing.
                if let ("enum" | "required", Value::Array(items)) = (key.as_str(), &mut value) {
                    items.sort_by_key(Value::to_string);
                }
                (key.clone(), value)
            };
            Value::Object(kept.map(plain).collect())
        }
        Value::Array(items) => items.iter().map(without_prose).collect(),
        other => other.clone(),
    }
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
