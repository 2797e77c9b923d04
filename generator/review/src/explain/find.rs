//! Finds the part of the document that a user means: by a pointer, a path, an id, or a name.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::node::Index;
use super::{Candidate, Model, Relation};
use crate::diff::side::entries;
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::lint::references;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::suggest;
use openapi_client_codegen::surface::Surface;

/// Maximum number of names suggested.
const MAX_NEAREST: usize = 5;

/// Where to look.
pub(super) struct Finder<'a> {
    /// The document of the file.
    pub document: &'a Value,
    /// The document after the overlay.
    pub after: &'a Value,
    pub index: &'a Index<'a>,
    pub surface: &'a Surface,
}

impl Finder<'_> {
    /// All that `wanted` may mean; a name that fits exactly goes before one that fits in part.
    pub(super) fn find(&self, wanted: &str) -> Vec<Candidate> {
        let mut found = match is_pointer(wanted) {
            true => self.pointer(wanted).into_iter().collect(),
            false => self.named(wanted),
        };
        found.sort();
        found.dedup();
        let candidate = |pointer| Candidate {
            subject: self.name(&pointer).unwrap_or_default(),
            pointer,
        };
        found.into_iter().map(candidate).collect()
    }

    /// What else the user may have meant, the most likely first.
    pub(super) fn nearest(&self, wanted: &str) -> Vec<String> {
        if is_pointer(wanted) {
            return self.nearest_pointer(wanted).into_iter().collect();
        }
        let names = self.names();
        let names: Vec<&str> = match wanted.contains("::") {
            true => {
                let items = self.surface.items.iter();
                let items = items.filter(|(_, item)| !item.origins.is_empty());
                items.map(|(path, _)| path.as_str()).collect()
            }
            false => names.keys().map(String::as_str).collect(),
        };
        let near = suggest::nearest(wanted, names.iter().copied());
        let is_misspelt = |near: &str| near.chars().count().abs_diff(wanted.chars().count()) <= 2;
        if let Some(near) = near.filter(|near| is_misspelt(near)) {
            return vec![near.to_owned()];
        }
        // Who writes `status` is looking for a name that has it in it.
        let lower = wanted.to_lowercase();
        let parts = names.iter().copied();
        let parts = parts.filter(|name| name.to_lowercase().contains(&lower) && near != Some(name));
        let mut parts: Vec<_> = parts.collect();
        parts.sort_by_key(|name| (name.len(), *name));
        let found = near.into_iter().chain(parts).take(MAX_NEAREST);
        found.map(str::to_owned).collect()
    }

    fn nearest_pointer(&self, wanted: &str) -> Option<String> {
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

    /// The value at a pointer, which the overlay may have removed.
    fn value(&self, at: &Pointer) -> Option<&Value> {
        let after = self.after.pointer(at.as_str());
        after.or_else(|| self.document.pointer(at.as_str()))
    }

    fn pointer(&self, wanted: &str) -> Option<Pointer> {
        let text = wanted.strip_prefix('#').unwrap_or(wanted);
        if matches!(text, "" | "/") {
            return Some(Pointer::root());
        }
        let path = Pointer::root().push("paths").push(text);
        // Pointers in URIs have `%7B` for a brace.
        let decoded = percent_decode_str(text).decode_utf8_lossy();
        let pointers = [Pointer::parse(text), Pointer::parse(&decoded), path];
        let mut pointers = pointers.into_iter();
        let found = pointers.find(|at| self.value(at).is_some());
        // Pointers of the model need not be those of the text: a property of what a schema refers to.
        found.or_else(|| self.index.real(&Pointer::parse(text)))
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
        let all = |fits: fn(&str, &str) -> bool| -> Vec<Pointer> {
            let names = names.iter().filter(|(name, _)| fits(name, wanted));
            names.flat_map(|(_, pointers)| pointers.clone()).collect()
        };
        let found = all(|name, wanted| name.rsplit('.').next() == Some(wanted));
        match found.is_empty() {
            true => all(|name, wanted| name.eq_ignore_ascii_case(wanted)),
            false => found,
        }
    }

    /// What an item of the crate comes from; a method comes from its operation, not from each of its arguments.
    fn item(&self, path: &str) -> Vec<Pointer> {
        let item = self.surface.items.get(path);
        let origins = item.map_or(&[][..], |item| &item.origins);
        let real = |origin| self.index.real(origin).unwrap_or_else(|| origin.clone());
        let all: Vec<_> = origins.iter().map(real).collect();
        let is_part = |at: &Pointer| all.iter().any(|other| other != at && at.is_within(other));
        all.iter().filter(|at| !is_part(at)).cloned().collect()
    }

    /// The ids of operations, the names of components, and those of types that are inside of something else.
    fn names(&self) -> BTreeMap<String, Vec<Pointer>> {
        let mut names: BTreeMap<String, Vec<Pointer>> = BTreeMap::new();
        let mut add = |name: &str, at: Pointer| {
            let pointers = names.entry(name.to_owned()).or_default();
            if !pointers.contains(&at) {
                pointers.push(at);
            }
        };
        let root = Pointer::root();
        for document in [self.after, self.document] {
            for (path, item) in entries(document.get("paths")) {
                for method in METHODS {
                    let id = item
                        .get(method)
                        .and_then(|operation| operation.get("operationId"));
                    let at = root.push("paths").push(path).push(method);
                    // An operation that the overlay moves or names is where it is afterwards.
                    let is_last =
                        document == self.after || self.after.pointer(at.as_str()).is_none();
                    if let Some(id) = id.and_then(Value::as_str).filter(|_| is_last) {
                        add(id, at);
                    }
                }
            }
            for (section, components) in entries(document.get("components")) {
                let at = root.push("components").push(section);
                for (name, _) in entries(Some(components)) {
                    add(name, at.push(name));
                }
            }
        }
        for (name, at) in self.index.types() {
            add(&name, at);
        }
        names
    }

    /// What something is, in a few words: what the document calls it, else what the model does.
    pub(super) fn subject(&self, at: &Pointer, model: &Model) -> String {
        let node = model.nodes.first();
        let node = node.filter(|_| model.relation == Relation::Is);
        let name = self.name(at).or_else(|| Some(node?.subject.clone()));
        name.unwrap_or_else(|| at.to_string())
    }

    /// What the document calls something, if it has a name for it.
    fn name(&self, at: &Pointer) -> Option<String> {
        let tokens: Vec<_> = at.tokens().collect();
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        Some(match tokens.as_slice() {
            [] => "the whole document".to_owned(),
            ["paths", path] => format!("path {path}"),
            ["paths", path, method] if METHODS.contains(method) => {
                let id = self
                    .value(at)
                    .and_then(|value| value.get("operationId")?.as_str());
                let request = format!("{} {path}", method.to_uppercase());
                format!("operation {}", id.unwrap_or(&request))
            }
            ["components", "requestBodies", name] => format!("request body {name}"),
            ["components", section, name] => {
                format!("{} {name}", section.strip_suffix('s').unwrap_or(section))
            }
            _ => return None,
        })
    }
}

fn is_pointer(wanted: &str) -> bool {
    wanted.is_empty() || wanted.starts_with(['/', '#'])
}
