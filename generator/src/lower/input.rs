//! What parameters and JSON bodies are made of: which records callers make, and what of them is personal.

use std::collections::{BTreeMap, BTreeSet};

use super::Types;
use crate::limit::reached;
use crate::model::{Access, Body, Field, FieldPresence, Origin, Resource, Sensitivity, TypeDef};

/// Marks the records that a parameter or a JSON body can hold, however deep, and the parameters that hold something personal.
pub(super) fn mark(resources: &mut [Resource], types: &mut Types) {
    let personal = personal(types);
    // Types that no operation uses may go either way.
    let alone = resources.is_empty();
    let mut sent: Vec<Origin> = types.keys().filter(|_| alone).cloned().collect();
    let mut waiting: Vec<&mut Resource> = resources.iter_mut().collect();
    while let Some(resource) = waiting.pop() {
        for operation in &mut resource.operations {
            let body = match &mut operation.body {
                Body::Json(parameters)
                | Body::Form(parameters)
                | Body::Multipart(parameters)
                | Body::Content(parameters) => parameters.as_mut_slice(),
                Body::Empty => &mut [],
            };
            for parameter in operation.parameters.iter_mut().chain(body) {
                let reference = parameter.ty.reference();
                sent.extend(reference.cloned());
                // A value is shown as a whole or not at all.
                if reference.is_some_and(|origin| personal.contains(origin)) {
                    parameter.sensitivity = Sensitivity::Pii;
                }
            }
        }
        waiting.extend(&mut resource.children);
    }
    let references = |origin: &Origin| -> Vec<Origin> {
        let found = types.get(origin).and_then(Option::as_ref);
        let references = found.into_iter().flat_map(TypeDef::references);
        references.cloned().collect()
    };
    for origin in reached(sent, references) {
        if let Some(Some(TypeDef::Record(record))) = types.get_mut(&origin) {
            record.input = true;
            record.fields.iter_mut().for_each(prepare);
        }
    }
}

/// Makes a field of a record that callers make tell null from nothing, and leaves out what is not sent.
fn prepare(field: &mut Field) {
    match (field.access, field.nullable) {
        (Access::ReadOnly, _) => field.presence = FieldPresence::Optional,
        (_, false) => {}
        (access, true) => {
            if field.required && access == Access::Both {
                field.presence = FieldPresence::Promised;
            }
            field.ty = field.ty.clone().or_null();
        }
    }
}

/// The types with a field that is personal, in themselves or in what they refer to, however deep.
fn personal(types: &Types) -> BTreeSet<Origin> {
    let mut users: BTreeMap<&Origin, Vec<Origin>> = BTreeMap::new();
    let mut personal = Vec::new();
    for (origin, found) in types {
        let Some(found) = found else { continue };
        for reference in found.references() {
            users.entry(reference).or_default().push(origin.clone());
        }
        if let TypeDef::Record(record) = found {
            let is_personal = |field: &Field| field.sensitivity == Sensitivity::Pii;
            personal.extend(
                record
                    .fields
                    .iter()
                    .any(is_personal)
                    .then(|| origin.clone()),
            );
        }
    }
    reached(personal, |origin| {
        users.get(origin).cloned().unwrap_or_default()
    })
}
