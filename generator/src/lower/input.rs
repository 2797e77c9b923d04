//! What JSON bodies are made of: which records callers make, and what of a body is personal.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Body, Field, Origin, Resource, Sensitivity, TypeDef};

/// The types of a document while it is lowered.
type Types = BTreeMap<Origin, Option<TypeDef>>;

/// Marks the records that a JSON body can hold, however deep, and the parameters that hold something personal.
pub(super) fn mark(resources: &mut [Resource], types: &mut Types) {
    mark_parameters(resources, &personal(types));
    let mut waiting = Vec::new();
    collect(resources, &mut waiting);
    let mut seen = BTreeSet::new();
    while let Some(origin) = waiting.pop() {
        let Some(Some(found)) = types.get_mut(&origin) else {
            continue;
        };
        if !seen.insert(origin) {
            continue;
        }
        if let TypeDef::Record(record) = found {
            record.input = true;
        }
        waiting.extend(found.references());
    }
}

/// A value of a JSON body is shown as a whole or not at all.
fn mark_parameters(resources: &mut [Resource], personal: &BTreeSet<Origin>) {
    for resource in resources {
        for operation in &mut resource.operations {
            if let Body::Json(parameters) = &mut operation.body {
                for parameter in parameters {
                    let mut is_personal = false;
                    parameter
                        .ty
                        .each_reference(&mut |origin| is_personal |= personal.contains(origin));
                    if is_personal {
                        parameter.sensitivity = Sensitivity::Pii;
                    }
                }
            }
        }
        mark_parameters(&mut resource.children, personal);
    }
}

/// The types with a field that is personal, in themselves or in what they refer to, however deep.
fn personal(types: &Types) -> BTreeSet<Origin> {
    let mut users: BTreeMap<Origin, Vec<&Origin>> = BTreeMap::new();
    let mut waiting = Vec::new();
    for (origin, found) in types {
        let Some(found) = found else { continue };
        for reference in found.references() {
            users.entry(reference).or_default().push(origin);
        }
        if let TypeDef::Record(record) = found {
            let is_personal = |field: &Field| field.sensitivity == Sensitivity::Pii;
            waiting.extend(record.fields.iter().any(is_personal).then_some(origin));
        }
    }
    let mut personal = BTreeSet::new();
    while let Some(origin) = waiting.pop() {
        if personal.insert(origin.clone()) {
            waiting.extend(users.get(origin).into_iter().flatten().copied());
        }
    }
    personal
}

/// The types that JSON bodies name.
fn collect(resources: &[Resource], found: &mut Vec<Origin>) {
    for resource in resources {
        for operation in &resource.operations {
            let Body::Json(parameters) = &operation.body else {
                continue;
            };
            for parameter in parameters {
                let mut visit = |origin: &Origin| found.push(origin.clone());
                parameter.ty.each_reference(&mut visit);
            }
        }
        collect(&resource.children, found);
    }
}
