//! What JSON bodies are made of: which records callers make, and what of a body is personal.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Body, Origin, Resource, Sensitivity, Ty, TypeDef};

/// The types of a document while it is lowered.
type Types = BTreeMap<Origin, Option<TypeDef>>;

/// Marks the records that a JSON body can hold, however deep, and the parameters that hold something personal.
pub(super) fn mark(resources: &mut [Resource], types: &mut Types) {
    mark_parameters(resources, types);
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
fn mark_parameters(resources: &mut [Resource], types: &Types) {
    for resource in resources {
        for operation in &mut resource.operations {
            if let Body::Json(parameters) = &mut operation.body {
                for parameter in parameters {
                    if is_personal(&parameter.ty, types, &mut BTreeSet::new()) {
                        parameter.sensitivity = Sensitivity::Pii;
                    }
                }
            }
        }
        mark_parameters(&mut resource.children, types);
    }
}

/// Whether a record in the type, however deep, has a field that is personal.
fn is_personal(ty: &Ty, types: &Types, seen: &mut BTreeSet<Origin>) -> bool {
    let mut references = Vec::new();
    ty.each_reference(&mut |origin| references.push(origin.clone()));
    references.into_iter().any(|origin| {
        let Some(Some(found)) = types.get(&origin) else {
            return false;
        };
        if !seen.insert(origin) {
            return false;
        }
        match found {
            TypeDef::Record(record) => record.fields.iter().any(|field| {
                field.sensitivity == Sensitivity::Pii || is_personal(&field.ty, types, seen)
            }),
            TypeDef::Union(union) => {
                let mut variants = union.variants.iter();
                variants.any(|variant| is_personal(&variant.ty, types, seen))
            }
            TypeDef::Enumeration(_) => false,
        }
    })
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
