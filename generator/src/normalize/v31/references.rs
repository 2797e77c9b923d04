//! References to what stands elsewhere now, and the `$defs` of schemas, which become components.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{component_name, entry, unique};
use super::Step;
use crate::document;
use crate::pointer::Pointer;
use crate::source::decoded;

/// Lets references lead to where what they mean is after a step.
pub(super) fn redirect(document: &mut Value, step: &Step) {
    let moved = step.inverse();
    if moved.is_empty() {
        return;
    }
    rewrite(document, &|target: &Pointer| {
        target.nearest(|above| moved.get(above).map(|now| target.moved(above, now)))
    });
}

/// Makes components of the schemas in `$defs`, the pointers of which are given, outer ones first.
pub(super) fn definitions(document: &mut Value, all: Vec<Pointer>) -> Step {
    let mut step = Step::default();
    let mut targets = BTreeMap::new();
    for at in all.iter().rev() {
        let (Some(schema), Some(key)) = (at.parent(), at.last()) else {
            continue;
        };
        let schema = document.pointer_mut(schema.as_str());
        let found = schema.and_then(|schema| schema.as_object_mut()?.remove(key.as_ref()));
        let Some(Value::Object(found)) = found else {
            continue;
        };
        for (name, value) in found {
            let from = at.push(&name);
            let components = entry(document, "components").and_then(|all| entry(all, "schemas"));
            let Some(Value::Object(components)) = components else {
                continue;
            };
            let is_new = |name: &str| !components.contains_key(name);
            let name = match is_new(&name) && !name.contains(['/', '~']) {
                true => name,
                false => unique(&component_name(&from), is_new),
            };
            components.insert(name.clone(), value);
            let now = document::component("schemas", &name);
            targets.insert(from.clone(), now.clone());
            step.add(now, from);
        }
    }
    if !targets.is_empty() {
        rewrite(document, &|target: &Pointer| {
            let found =
                target.nearest(|above| targets.get(above).map(|now| target.moved(above, now)));
            found.or_else(|| own(target, &targets))
        });
    }
    step
}

/// Where a reference leads that takes its schema for the whole document, `#/$defs/a`, if only one schema has such a part.
fn own(target: &Pointer, targets: &BTreeMap<Pointer, Pointer>) -> Option<Pointer> {
    let is_local = ["/$defs/", "/definitions/"]
        .iter()
        .any(|start| target.as_str().starts_with(start));
    let mut found = targets.iter().filter_map(|(from, now)| {
        let start = from.as_str().len() - from.parent()?.parent()?.as_str().len();
        let suffix = &from.as_str()[from.as_str().len() - start..];
        let suffix = Pointer::parse(suffix);
        (is_local && target.is_within(&suffix)).then(|| target.moved(&suffix, now))
    });
    let alone = found.next()?;
    found.next().is_none().then_some(alone)
}

/// Replaces the targets of references within the document for which there is a new one.
fn rewrite(value: &mut Value, new: &dyn Fn(&Pointer) -> Option<Pointer>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(target) if key == "$ref" => {
                        let fragment = target.strip_prefix("#/").map(decoded);
                        let at = fragment.map(|fragment| Pointer::parse(&format!("/{fragment}")));
                        if let Some(now) = at.and_then(|at| new(&at)) {
                            *target = format!("#{now}");
                        }
                    }
                    _ => rewrite(value, new),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, new)),
        _ => {}
    }
}
