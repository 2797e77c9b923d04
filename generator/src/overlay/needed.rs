//! Which actions of an overlay change nothing that matters, because the document says the same by now.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Action, Change, Faults, places, read, run};
use crate::limit::{self, Budget};
use crate::pointer::Pointer;

/// How many values are looked at to find out what would come out without an action; further ones are taken for needed.
const MAX_TRIED: usize = 50_000_000;

/// An action, or a part of one, that could be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Superfluous {
    /// The action, or the part of its update.
    pub pointer: Pointer,
    /// The target of the action.
    pub target: String,
    /// Whether it is the whole action.
    pub is_whole: bool,
}

/// The actions without which the document would come out the same, and the parts of others that are in it already.
///
/// What a keyword says by being absent counts as said: `nullable: false`. Faulty actions are left out.
pub fn superfluous(document: &Value, overlay: &Value) -> Vec<Superfluous> {
    let list = overlay.get("actions").and_then(Value::as_array);
    let at = Pointer::root().push("actions");
    let mut faults = Faults::ignored();
    let mut actions = Vec::new();
    for (index, action) in list.into_iter().flatten().enumerate() {
        let at = at.index(index);
        actions.extend(read(action, &at, &mut faults).map(|action| (at, action)));
    }
    let applied = |start: &Value, rest: &[(Pointer, Action<'_>)]| {
        let mut document = start.clone();
        for (at, action) in rest {
            run(&mut document, action, at, &mut Faults::ignored());
        }
        document
    };
    let whole = LazyCell::new(|| effective(&applied(document, &actions)));
    let mut tries = Budget::new(MAX_TRIED);
    let size = limit::size(document) / 8;
    let mut before = document.clone();
    let mut found = Vec::new();
    for (index, (at, action)) in actions.iter().enumerate() {
        let places = places(&before, action);
        let mut add = |pointer: Pointer, is_whole| {
            found.push(Superfluous {
                pointer,
                target: action.text.to_owned(),
                is_whole,
            });
        };
        // An action that matches nothing is at fault, which is told elsewhere.
        if !places.is_empty() {
            let parts = said(&before, action, at, &places);
            // An update of which nothing is there yet is needed, and trying costs time.
            let is_tried = match action.change {
                Change::Remove => true,
                Change::Update(update) => !parts.is_empty() || *update == Value::from(Map::new()),
            };
            // Each try carries out all that follows.
            let is_tried = is_tried && tries.spend(size + actions.len() - index);
            if is_tried && effective(&applied(&before, &actions[index + 1..])) == *whole {
                add(at.clone(), true);
            } else {
                parts.into_iter().for_each(|part| add(part, false));
            }
        }
        run(&mut before, action, at, &mut Faults::ignored());
    }
    found
}

/// The parts of an update that every target has already.
fn said(document: &Value, action: &Action<'_>, at: &Pointer, places: &[Pointer]) -> Vec<Pointer> {
    let Change::Update(update) = action.change else {
        return Vec::new();
    };
    let said = places.iter().map(|place| {
        let mut said = BTreeSet::new();
        compare(
            document.pointer(place.as_str()),
            update,
            &at.push("update"),
            &mut said,
        );
        said
    });
    let everywhere = said.reduce(|all, said| all.intersection(&said).cloned().collect());
    everywhere.into_iter().flatten().collect()
}

fn compare(target: Option<&Value>, update: &Value, at: &Pointer, said: &mut BTreeSet<Pointer>) {
    match (target, update) {
        (target, Value::Object(updates)) => {
            for (key, update) in updates {
                let is_there = target.is_some();
                let target = target.and_then(|target| target.get(key));
                if is_there && target.is_none() && is_default(key, update) {
                    said.insert(at.push(key));
                } else {
                    compare(target, update, &at.push(key), said);
                }
            }
        }
        (Some(Value::Array(items)), Value::Array(more)) => {
            let known = more
                .iter()
                .enumerate()
                .filter(|(_, item)| items.contains(item));
            said.extend(known.map(|(index, _)| at.index(index)));
        }
        (Some(target), update) if target == update => {
            said.insert(at.clone());
        }
        _ => {}
    }
}

/// Whether a keyword with this value says what its absence says.
fn is_default(key: &str, value: &Value) -> bool {
    matches!(key, "nullable" | "required" | "deprecated") && *value == Value::Bool(false)
}

/// A document without what makes no difference.
fn effective(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let entries = map.iter().filter(|(key, value)| !is_default(key, value));
            Value::Object(Map::from_iter(entries.map(|(key, value)| {
                let value = match value {
                    Value::Array(names) if key == "required" => {
                        let names: BTreeSet<_> = names.iter().map(Value::to_string).collect();
                        names.into_iter().collect()
                    }
                    other => effective(other),
                };
                (key.clone(), value)
            })))
        }
        Value::Array(items) => items.iter().map(effective).collect(),
        other => other.clone(),
    }
}
