//! Which records callers make: those that JSON bodies are made of.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Body, Origin, Resource, TypeDef};

/// Marks the records that a JSON body can hold, however deep.
pub(super) fn mark(resources: &[Resource], types: &mut BTreeMap<Origin, Option<TypeDef>>) {
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
