//! Which actions of an overlay change nothing that matters, because the document says the same by now.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Action, Change, Work, actions};
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
/// What a keyword says by being absent counts as written: `nullable: false`. Actions that are wrong are left out.
pub fn superfluous(document: &Value, overlay: &Value) -> Vec<Superfluous> {
    let actions: Vec<Action<'_>> = actions(overlay).collect();
    let run = |action: &Action<'_>, document: &mut Value| {
        action.run(document, &mut Work::unlimited(), &mut Vec::new());
    };
    let applied = |start: &Value, rest: &[Action<'_>]| {
        let mut document = start.clone();
        rest.iter().for_each(|action| run(action, &mut document));
        document
    };
    let whole = LazyCell::new(|| effective(&applied(document, &actions)));
    let mut tries = Budget::new(MAX_TRIED);
    let size = limit::size(document) / 8;
    let mut before = document.clone();
    let mut found = Vec::new();
    for (index, action) in actions.iter().enumerate() {
        let matches = action.matches(&before);
        let mut add = |pointer: Pointer, is_whole| {
            found.push(Superfluous {
                pointer,
                target: action.text.to_owned(),
                is_whole,
            });
        };
        // An action that matches nothing is an error, which is reported elsewhere.
        if !matches.is_empty() {
            let parts = known_parts(&before, action, &matches);
            // An update of which nothing is there yet is needed, and trying costs time.
            let is_tried = match action.change {
                Change::Remove => true,
                Change::Update(update) => !parts.is_empty() || *update == Value::from(Map::new()),
            };
            // Each try carries out all that follows.
            let is_tried = is_tried && tries.spend(size + actions.len() - index);
            if is_tried && effective(&applied(&before, &actions[index + 1..])) == *whole {
                add(action.at.clone(), true);
            } else {
                parts.into_iter().for_each(|part| add(part, false));
            }
        }
        run(action, &mut before);
    }
    found
}

/// The parts of an update that all of these have already.
fn known_parts(document: &Value, action: &Action<'_>, matches: &[Pointer]) -> BTreeSet<Pointer> {
    let Change::Update(update) = action.change else {
        return BTreeSet::new();
    };
    let at = action.at.push("update");
    let known = matches.iter().map(|target| {
        let mut known = BTreeSet::new();
        compare(document.pointer(target.as_str()), update, &at, &mut known);
        known
    });
    let everywhere = known.reduce(|all, known| &all & &known);
    everywhere.unwrap_or_default()
}

fn compare(target: Option<&Value>, update: &Value, at: &Pointer, known: &mut BTreeSet<Pointer>) {
    match (target, update) {
        (target, Value::Object(updates)) => {
            for (key, update) in updates {
                let entry = target.and_then(|target| target.get(key));
                if target.is_some() && entry.is_none() && is_default(key, update) {
                    known.insert(at.push(key));
                } else {
                    compare(entry, update, &at.push(key), known);
                }
            }
        }
        (Some(Value::Array(items)), Value::Array(more)) => {
            let same = more.iter().enumerate();
            let same = same.filter(|(_, item)| items.contains(item));
            known.extend(same.map(|(index, _)| at.index(index)));
        }
        (Some(target), update) if target == update => {
            known.insert(at.clone());
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
