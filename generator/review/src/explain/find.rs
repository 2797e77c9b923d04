//! Finds the place that a user means: by a pointer, a path, an id, or a name.

use std::collections::BTreeMap;

use serde_json::Value;

use super::node::Index;
use super::{Candidate, Model, Relation};
use crate::site::Sites;
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::lint::references;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::suggest;

/// Maximum number of names suggested.
const MAX_NEAREST: usize = 5;

/// Where to look.
pub(super) struct Finder<'a> {
    /// The document as it stands in its file.
    pub document: &'a Value,
    /// The document after the overlay.
    pub after: &'a Value,
    pub index: &'a Index<'a>,
    pub sites: &'a Sites,
}

impl Finder<'_> {
    /// All places that `wanted` may mean; a name that fits exactly goes before one that fits in part.
    pub(super) fn find(&self, wanted: &str) -> Vec<Candidate> {
        let mut found = if is_place(wanted) {
            self.place(wanted).into_iter().collect()
        } else {
            self.named(wanted)
        };
        found.sort();
        found.dedup();
        let found = found.into_iter();
        found
            .map(|pointer| Candidate {
                subject: name(self.after, self.document, &pointer).unwrap_or_default(),
                pointer,
            })
            .collect()
    }

    /// What else the user may have meant, the most likely first.
    pub(super) fn nearest(&self, wanted: &str) -> Vec<String> {
        if is_place(wanted) {
            return self.nearest_place(wanted).into_iter().collect();
        }
        let names = self.names();
        let names: Vec<&str> = match wanted.contains("::") {
            true => self.sites.items().collect(),
            false => names.keys().map(String::as_str).collect(),
        };
        let lower = wanted.to_lowercase();
        let near = suggest::nearest(wanted, names.iter().copied());
        let is_misspelt = |near: &str| near.chars().count().abs_diff(wanted.chars().count()) <= 2;
        if let Some(near) = near.filter(|near| is_misspelt(near)) {
            return vec![near.to_owned()];
        }
        let mut found: Vec<_> = near.into_iter().collect();
        // Who writes `status` is looking for a name that has it in it.
        let parts = names
            .iter()
            .filter(|name| name.to_lowercase().contains(&lower));
        let mut parts: Vec<_> = parts.copied().filter(|_| !wanted.is_empty()).collect();
        parts.sort_by_key(|name| (name.len(), *name));
        found.extend(parts.into_iter().filter(|part| near != Some(part)));
        found
            .into_iter()
            .take(MAX_NEAREST)
            .map(str::to_owned)
            .collect()
    }

    fn nearest_place(&self, wanted: &str) -> Option<String> {
        let paths = self.after.get("paths").and_then(Value::as_object);
        let paths = paths.into_iter().flat_map(|paths| paths.keys());
        if let Some(path) = suggest::nearest(wanted, paths.map(String::as_str)) {
            return Some(path.to_owned());
        }
        // The first token that leads nowhere is the one that is misspelt.
        let mut at = Pointer::parse(wanted.trim_start_matches('#'));
        while let Some(parent) = at.parent() {
            if self.after.pointer(parent.as_str()).is_some() {
                return references::nearest(self.after, at.as_str()).map(|near| near.to_string());
            }
            at = parent;
        }
        None
    }

    fn place(&self, wanted: &str) -> Option<Pointer> {
        let text = wanted.strip_prefix('#').unwrap_or(wanted);
        if matches!(text, "" | "/") {
            return Some(Pointer::root());
        }
        let is_there = |at: &Pointer| {
            let at = at.as_str();
            self.after
                .pointer(at)
                .or(self.document.pointer(at))
                .is_some()
        };
        let path = Pointer::root().push("paths").push(text);
        let places = [Pointer::parse(text), Pointer::parse(&decoded(text)), path];
        // Places of the model need not be places of the text: a property of what a schema refers to.
        let known = self.index.real(&Pointer::parse(text));
        places.into_iter().find(is_there).or(known)
    }

    fn named(&self, wanted: &str) -> Vec<Pointer> {
        let names = self.names();
        if let Some(found) = names.get(wanted) {
            return found.clone();
        }
        let items = self.item(wanted);
        if !items.is_empty() {
            return items;
        }
        let last = |name: &str| name.rsplit('.').next().map(str::to_owned);
        let fits: [&dyn Fn(&str) -> bool; 2] =
            [&|name| last(name).as_deref() == Some(wanted), &|name| {
                name.eq_ignore_ascii_case(wanted)
            }];
        let all = |fit: &dyn Fn(&str) -> bool| -> Vec<Pointer> {
            let names = names.iter().filter(|(name, _)| fit(name));
            names.flat_map(|(_, places)| places.clone()).collect()
        };
        let found = fits.iter().map(|fit| all(*fit));
        found
            .into_iter()
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The places that an item of the crate comes from; a method comes from its operation, not from each of its arguments.
    fn item(&self, path: &str) -> Vec<Pointer> {
        let places = self.sites.places(path).into_iter();
        let places: Vec<_> = places
            .map(|origin| self.index.real(&origin).unwrap_or(origin))
            .collect();
        let is_part = |place: &Pointer| {
            let mut others = places.iter();
            others.any(|other| other != place && place.is_within(other))
        };
        let whole = places.iter().filter(|place| !is_part(place));
        whole.cloned().collect()
    }

    /// The ids of operations, the names of components, and those of types that stand inside of something else.
    fn names(&self) -> BTreeMap<String, Vec<Pointer>> {
        let mut names: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
        let mut add = |name: &str, at: Pointer| {
            let places = names.entry(name.to_owned()).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        };
        for document in [self.after, self.document] {
            for (at, operation) in operations(document) {
                if let Some(id) = operation.get("operationId").and_then(Value::as_str) {
                    // An operation that the overlay moves or names is where it is afterwards.
                    if document == self.after || self.after.pointer(at.as_str()).is_none() {
                        add(id, at);
                    }
                }
            }
            let sections = document.get("components").and_then(Value::as_object);
            for (section, entries) in sections.into_iter().flatten() {
                let at = Pointer::root().push("components").push(section);
                for name in entries.as_object().into_iter().flat_map(|map| map.keys()) {
                    add(name, at.push(name));
                }
            }
        }
        for (name, at) in self.index.types() {
            add(&name, at);
        }
        names
    }
}

fn is_place(wanted: &str) -> bool {
    wanted.is_empty() || wanted.starts_with(['/', '#'])
}

/// All operations of a document with their places.
fn operations(document: &Value) -> Vec<(Pointer, &Value)> {
    let mut found = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        let at = Pointer::root().push("paths").push(path);
        let methods = METHODS.iter();
        found.extend(methods.filter_map(|method| Some((at.push(method), item.get(method)?))));
    }
    found
}

/// What a place is, in a few words: what the document calls it, else what the model does.
pub(super) fn subject(after: &Value, document: &Value, at: &Pointer, model: &Model) -> String {
    let node = model
        .nodes
        .first()
        .filter(|_| model.relation == Relation::Is);
    let name = name(after, document, at).or_else(|| Some(node?.subject.clone()));
    name.unwrap_or_else(|| at.to_string())
}

/// What the document calls a place, if it has a name for it.
fn name(after: &Value, document: &Value, at: &Pointer) -> Option<String> {
    let value = after.pointer(at.as_str()).or(document.pointer(at.as_str()));
    let tokens: Vec<_> = at.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
    Some(match tokens.as_slice() {
        [] => "the whole document".to_owned(),
        ["paths", path] => format!("path {path}"),
        ["paths", path, method] if METHODS.contains(method) => {
            let id = value.and_then(|value| value.get("operationId")?.as_str());
            let request = format!("{} {path}", method.to_uppercase());
            format!("operation {}", id.unwrap_or(&request))
        }
        ["components", section, name] => {
            let section = match *section {
                "requestBodies" => "request body",
                section => section.strip_suffix('s').unwrap_or(section),
            };
            format!("{section} {name}")
        }
        _ => return None,
    })
}

/// The text with the bytes that `%7B` and the like stand for, as pointers in URIs have them.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        let digits = more.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
