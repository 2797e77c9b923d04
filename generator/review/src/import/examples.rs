//! Examples after their schemas have changed: what is gone leaves them, what is renamed is renamed, what is new gets a value
//! that is made from its schema. All else of an example stays as it was written.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::made::{accepts, made};
use super::render::{Data, Wanted};
use super::tree::Entry;
use crate::diff::pairs::bare;
use openapi_client_codegen::document;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::profile::Profile;

/// The body whose values are all text on the wire.
const FORM: &str = "application/x-www-form-urlencoded";

/// How deep an example is looked into.
const MAX_DEPTH: usize = 24;

/// Both documents, and which of our entries is which of theirs where the names differ.
pub(super) struct Examples<'a, 'd> {
    pub old: &'d Value,
    pub new: &'d Value,
    /// The new one in the order of its text.
    pub ordered: &'d Wanted<'a>,
    pub moves: &'d BTreeMap<Pointer, &'a Entry<'a>>,
    pub profile: &'d Profile,
}

/// A schema of both documents.
#[derive(Clone)]
struct Schemas<'d> {
    old: Option<&'d Value>,
    new: Pointer,
    is_text: bool,
    depth: usize,
}

impl<'a, 'd> Examples<'a, 'd>
where
    'a: 'd,
{
    /// Fits all examples of a wanted document.
    pub(super) fn fit(&self, wanted: &mut Wanted<'a>, at: &Pointer) {
        match &mut wanted.data {
            Data::Mapping(entries) => {
                let schema = wanted.old.and_then(|old| old.node.value.get("schema"));
                let is_told = entries.iter().any(|(key, _)| key == "schema");
                if let (Some(old), true) = (schema, is_told) {
                    let is_parameter = entries.iter().any(|(key, _)| key == "in");
                    let schemas = Schemas {
                        old: Some(old),
                        new: at.push("schema"),
                        is_text: is_parameter || at.last().as_deref() == Some(FORM),
                        depth: 0,
                    };
                    self.owner(entries, &schemas);
                }
                for (key, wanted) in entries {
                    if !matches!(key.as_str(), "example" | "examples") {
                        self.fit(wanted, &at.push(key));
                    }
                }
            }
            Data::List(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    self.fit(item, &at.index(index));
                }
            }
            Data::Scalar(_) => {}
        }
    }

    /// The examples that stand beside a schema.
    fn owner(&self, entries: &mut [(String, Wanted<'a>)], schemas: &Schemas<'d>) {
        for (key, wanted) in entries {
            match (key.as_str(), &mut wanted.data) {
                ("example", _) => self.value(wanted, "", schemas),
                ("examples", Data::Mapping(examples)) => {
                    for (_, example) in examples {
                        if let Data::Mapping(parts) = &mut example.data
                            && let Some((_, value)) =
                                parts.iter_mut().find(|(key, _)| key == "value")
                        {
                            self.value(value, "", schemas);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// A value in an example; `name` is that of its property.
    fn value(&self, wanted: &mut Wanted<'a>, name: &str, schemas: &Schemas<'d>) {
        if schemas.depth > MAX_DEPTH {
            return;
        }
        let Some((at, schema)) = self.resolved(schemas.new.clone()) else {
            return;
        };
        let old = schemas.old.and_then(|old| document::resolve(self.old, old));
        let value = wanted.value();
        let is_text = schemas.is_text;
        let was_right = old.is_none_or(|old| accepts(old, &value, is_text, self.old, self.profile));
        if was_right && !accepts(schema, &value, is_text, self.new, self.profile) {
            let near = near(schema, &value);
            let value = near.unwrap_or_else(|| made(schema, name, self.new, self.profile));
            wanted.data = Wanted::fresh(&value).data;
            return;
        }
        let schemas = Schemas {
            old,
            new: at,
            ..schemas.clone()
        };
        match &mut wanted.data {
            Data::Mapping(entries) => self.properties(entries, &schemas),
            Data::List(items) => {
                let schemas = Schemas {
                    old: old.and_then(|old| old.get("items")),
                    new: schemas.new.push("items"),
                    depth: schemas.depth + 1,
                    ..schemas
                };
                for item in items {
                    self.value(item, name, &schemas);
                }
            }
            Data::Scalar(_) => {}
        }
    }

    fn properties(&self, entries: &mut Vec<(String, Wanted<'a>)>, schemas: &Schemas<'d>) {
        let news = self.new_properties(&schemas.new);
        let olds = schemas.old.map(|old| old_properties(self.old, old));
        let olds = olds.unwrap_or_default();
        if news.is_empty() || olds.is_empty() {
            return;
        }
        let keys: BTreeSet<_> = entries.iter().map(|(key, _)| key).collect();
        let is_whole = olds.keys().all(|name| keys.contains(name));
        let mut kept = Vec::new();
        for (key, mut wanted) in entries.drain(..) {
            let is_same = |(name, at): &&(String, Pointer)| {
                let moved = self.moves.get(at).is_some_and(|entry| entry.key == key);
                *name == key || (moved && !olds.contains_key(name))
            };
            let exact = news.iter().find(|(name, _)| *name == key);
            match exact.or_else(|| news.iter().find(is_same)) {
                Some((name, at)) => {
                    let inner = Schemas {
                        old: olds.get(&key).copied(),
                        new: at.clone(),
                        depth: schemas.depth + 1,
                        ..schemas.clone()
                    };
                    self.value(&mut wanted, name, &inner);
                    kept.push((name.clone(), wanted));
                }
                None if olds.contains_key(&key) => {}
                None => kept.push((key, wanted)),
            }
        }
        let required = self.required(&schemas.new);
        for (index, (name, at)) in news.iter().enumerate() {
            let is_there = kept.iter().any(|(key, _)| key == name);
            let is_new = !olds.contains_key(name);
            if is_there || !(required.contains(name) || (is_new && is_whole)) {
                continue;
            }
            let Some((_, schema)) = self.resolved(at.clone()) else {
                continue;
            };
            let before = news.iter().take(index).rev();
            let before =
                before.filter_map(|(name, _)| kept.iter().position(|(key, _)| key == name));
            let index = before.into_iter().next().map_or(0, |before| before + 1);
            let value = made(schema, name, self.new, self.profile);
            kept.insert(index, (name.clone(), Wanted::fresh(&value)));
        }
        *entries = kept;
    }

    /// The properties of a schema with their pointers, `allOf` included, in the order of the document.
    fn new_properties(&self, at: &Pointer) -> Vec<(String, Pointer)> {
        let mut found = Vec::new();
        // The parts stand before what is composed of them.
        for (at, _) in self.composed(at).into_iter().rev() {
            let at = at.push("properties");
            if let Some(Data::Mapping(properties)) = self.ordered.find(&at).map(|found| &found.data)
            {
                let names = properties.iter().map(|(name, _)| name);
                let names: Vec<_> = names.map(|name| (name.clone(), at.push(name))).collect();
                found.extend(names);
            }
        }
        found
    }

    /// The names of the properties that must be there.
    fn required(&self, at: &Pointer) -> BTreeSet<String> {
        let schemas = self.composed(at).into_iter();
        let names = schemas.filter_map(|(_, schema)| schema.get("required")?.as_array());
        let names = names.flatten().filter_map(Value::as_str);
        names.map(str::to_owned).collect()
    }

    /// A schema and all that its `allOf` has, each once; the last part first.
    fn composed(&self, at: &Pointer) -> Vec<(Pointer, &'d Value)> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        let mut waiting = vec![at.clone()];
        while let Some(at) = waiting.pop() {
            let Some((at, schema)) = self.resolved(at) else {
                continue;
            };
            if seen.insert(at.clone()) {
                let parts = schema.get("allOf").and_then(Value::as_array);
                let parts = 0..parts.map_or(0, Vec::len);
                waiting.extend(parts.map(|index| at.push("allOf").index(index)));
                found.push((at, schema));
            }
        }
        found
    }

    /// The schema at a pointer of the new document, or what it refers to.
    fn resolved(&self, at: Pointer) -> Option<(Pointer, &'d Value)> {
        let schema = at.find(self.new)?;
        let Some(reference) = document::reference(schema) else {
            return Some((at, schema));
        };
        let (target, schema) = document::follow(self.new, reference)?;
        Some((Pointer::parse(target), schema))
    }
}

/// The properties of a schema, `allOf` included.
fn old_properties<'d>(document: &'d Value, schema: &'d Value) -> BTreeMap<String, &'d Value> {
    let mut seen = BTreeSet::new();
    let mut found = BTreeMap::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        let Some(schema) = document::resolve(document, schema) else {
            continue;
        };
        if !seen.insert(std::ptr::from_ref(schema)) {
            continue;
        }
        // What is composed stands above its parts, and a later part above an earlier one.
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            found.entry(name.clone()).or_insert(schema);
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        waiting.extend(parts.into_iter().flatten());
    }
    found
}

/// The value of an enumeration that differs from a text in case and signs only.
fn near(schema: &Value, value: &Value) -> Option<Value> {
    let bare = |value: &Value| value.as_str().map(bare);
    let wanted = bare(value)?;
    let mut values = schema.get("enum")?.as_array()?.iter();
    values
        .find(|known| bare(known).as_ref() == Some(&wanted))
        .cloned()
}
