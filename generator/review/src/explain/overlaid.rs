//! What the overlay does to a part of the document, in short.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Action, Reference};
use crate::diff::render::cut;
use crate::diff::side::each_value;
use openapi_client_codegen::overlay::{Course, Effect, Trace};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Inputs};

/// Maximum number of characters of a value shown.
const WIDTH: usize = 80;

/// The actions that change it, and the components that it refers to that are changed too.
pub(super) fn actions(
    inputs: &Inputs,
    trace: &Trace<'_>,
    course: &Course,
    references: Vec<Pointer>,
) -> (Vec<Action>, Vec<Reference>) {
    let Some(overlay) = &inputs.overlay else {
        return Default::default();
    };
    let others = references.iter().map(|at| trace.back(at));
    let courses: Vec<_> = [course.clone()].into_iter().chain(others).collect();
    let mut effects = trace.effects(&courses).into_iter();
    let own = effects.next().unwrap_or_default();
    let spans = source::locate_all(&overlay.text, own.iter().map(|effect| &effect.pointer));
    let actions = own.into_iter().map(|effect| Action {
        action: effect.action + 1,
        file: overlay.name.clone(),
        line: spans
            .get(&effect.pointer)
            .and_then(|spans| Some(spans.first()?.line)),
        changes: changes(&effect),
        pointer: effect.pointer,
        target: effect.target,
        description: effect.description,
    });
    let others = references
        .into_iter()
        .zip(effects)
        .map(|(pointer, effects)| Reference {
            pointer,
            actions: effects.len(),
        });
    let others = others.filter(|reference| reference.actions > 0);
    (actions.collect(), others.collect())
}

/// The components that a part of the document refers to, directly, outside of itself.
pub(super) fn references(document: &Value, at: &Pointer) -> Vec<Pointer> {
    let mut found = BTreeSet::new();
    if let Some(value) = document.pointer(at.as_str()) {
        each_reference(value, at, |_, target| {
            if !target.is_within(at) {
                found.insert(target);
            }
        });
    }
    found.into_iter().collect()
}

/// Calls `visit` with each `$ref` of a value: its pointer and its target.
pub(super) fn each_reference(
    value: &Value,
    at: &Pointer,
    mut visit: impl FnMut(&Pointer, Pointer),
) {
    each_value(value, at, &mut |value, at| {
        let target = value.get("$ref").and_then(Value::as_str);
        if let Some(target) = target.and_then(|target| target.strip_prefix('#')) {
            visit(at, Pointer::parse(target));
        }
    });
}

fn changes(effect: &Effect) -> Vec<String> {
    let mut lines = Vec::new();
    match effect.required {
        Some(true) => lines.push("+ it is in `required`".to_owned()),
        Some(false) => lines.push("- it is no longer in `required`".to_owned()),
        None => {}
    }
    compare(effect.old.as_ref(), effect.new.as_ref(), "", &mut lines);
    lines
}

/// Adds a line for each value that differs.
fn compare(old: Option<&Value>, new: Option<&Value>, path: &str, lines: &mut Vec<String>) {
    let named = |value: String| match path {
        "" => value,
        path => format!("{path}: {value}"),
    };
    match (old, new) {
        (None, None) => {}
        (old, new) if old == new => {}
        (None, Some(new)) => lines.push(format!("+ {}", named(short(new)))),
        (Some(old), None) => lines.push(format!("- {}", named(short(old)))),
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let added = new.keys().filter(|key| !old.contains_key(*key));
            for key in old.keys().chain(added) {
                let token = Pointer::root().push(key);
                let path = format!("{path}{token}");
                let path = path.trim_start_matches('/');
                compare(old.get(key), new.get(key), path, lines);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => {
            let removed = old.iter().filter(|item| !new.contains(item));
            lines.extend(removed.map(|item| format!("- {}", named(short(item)))));
            let added: Vec<_> = new.iter().filter(|item| !old.contains(item)).collect();
            if !added.is_empty() {
                let added: Vec<_> = added.into_iter().map(short).collect();
                lines.push(format!("+ {}", named(added.join(", "))));
            }
        }
        (Some(old), Some(new)) => {
            lines.push(format!(
                "~ {}",
                named(format!("{} -> {}", short(old), short(new)))
            ));
        }
    }
}

/// A value in a line; a long one is cut.
fn short(value: &Value) -> String {
    match value {
        Value::String(text) if !text.contains(char::is_control) => cut(text, WIDTH).into_owned(),
        other => cut(&other.to_string(), WIDTH).into_owned(),
    }
}
