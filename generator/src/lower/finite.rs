//! Values that never end: records that require themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::Types;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::reached;
use crate::model::{FieldPresence, Origin, Presence, Resource, TypeDef};

/// Reports each circle of records that require each other: an error where an operation takes or returns such a value,
/// else a warning.
pub(super) fn check(resources: &[Resource], types: &Types) -> Vec<Diagnostic> {
    let endless = endless(types);
    let needed = needed(resources, types, &endless);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for start in &endless {
        // Each endless type needs another one, so that the way ends in a circle, or in what was seen before.
        let mut way: Vec<(&Origin, &Origin)> = Vec::new();
        let mut next = *start;
        while seen.insert(next) {
            let Some((at, target)) = needs(next, types, &endless).next() else {
                break;
            };
            way.push((at, next));
            next = target;
        }
        let Some(start) = way.iter().position(|(_, origin)| *origin == next) else {
            continue;
        };
        let circle = &way[start..];
        let Some((at, _)) = circle.iter().min() else {
            continue;
        };
        let message = match circle.len() {
            1 => "a value of this schema requires another one of the same schema, without end"
                .to_owned(),
            more => format!(
                "{more} schemas require each other in a circle, so that no value of them ends"
            ),
        };
        let diagnostic = match circle.iter().any(|(_, origin)| needed.contains(origin)) {
            true => Diagnostic::error(Code::NoFiniteValue, at, message),
            false => Diagnostic::warning(Code::NoFiniteValue, at, message),
        };
        let help = "take the property out of `required`, or make it `nullable`";
        found.push(diagnostic.help(help));
    }
    found
}

/// The members of a type that are needed, each with its type, as far as these are endless.
fn needs<'t>(
    origin: &Origin,
    types: &'t Types,
    endless: &BTreeSet<&'t Origin>,
) -> impl Iterator<Item = (&'t Origin, &'t Origin)> {
    let found = types.get(origin).and_then(Option::as_ref);
    let members = found.into_iter().flat_map(members);
    members.filter(|(_, target)| endless.contains(target))
}

/// The members of a type that no value of it is without: promised fields of a record; of a union, the variants. Lists and
/// maps may be empty.
fn members(found: &TypeDef) -> Vec<(&Origin, &Origin)> {
    match found {
        TypeDef::Record(record) => {
            let fields = record.fields.iter();
            let promised = fields
                .filter(|field| field.presence == FieldPresence::Promised || field.is_given());
            let members = promised.filter_map(|field| Some((&field.origin, field.ty.held()?)));
            members.collect()
        }
        TypeDef::Union(union) => {
            let variants = union.variants.iter();
            let members =
                variants.filter_map(|variant| Some((&variant.origin, variant.ty.held()?)));
            members.collect()
        }
        TypeDef::Enumeration(_) => Vec::new(),
    }
}

/// The types that have no value that ends.
///
/// A record has one as soon as all that it needs have one, a union as soon as one of its variants has.
fn endless(types: &Types) -> BTreeSet<&Origin> {
    let mut users: BTreeMap<&Origin, Vec<&Origin>> = BTreeMap::new();
    let mut missing: BTreeMap<&Origin, usize> = BTreeMap::new();
    let mut waiting = Vec::new();
    for (origin, found) in types {
        let Some(found) = found else { continue };
        let members = members(found);
        let count = match found {
            TypeDef::Union(union) => {
                usize::from(!members.is_empty() && members.len() == union.variants.len())
            }
            _ => members.len(),
        };
        for (_, target) in members {
            users.entry(target).or_default().push(origin);
        }
        missing.insert(origin, count);
        if count == 0 {
            waiting.push(origin);
        }
    }
    while let Some(origin) = waiting.pop() {
        if missing.remove(origin).is_none() {
            continue;
        }
        for user in users.get(origin).into_iter().flatten() {
            if let Some(count) = missing.get_mut(user) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    waiting.push(user);
                }
            }
        }
    }
    missing.into_keys().collect()
}

/// The endless types that an operation can't do without.
fn needed<'t>(
    resources: &[Resource],
    types: &'t Types,
    endless: &BTreeSet<&'t Origin>,
) -> BTreeSet<&'t Origin> {
    let mut used = Vec::new();
    let mut waiting: Vec<&Resource> = resources.iter().collect();
    while let Some(resource) = waiting.pop() {
        waiting.extend(&resource.children);
        for operation in &resource.operations {
            let required = operation
                .all_parameters()
                .filter(|parameter| parameter.presence == Presence::Required);
            let types = required
                .map(|parameter| &parameter.ty)
                .chain(&operation.success.ty)
                .chain(&operation.failure.ty);
            used.extend(types.filter_map(|ty| endless.get(ty.held()?).copied()));
        }
    }
    reached(used, |origin| {
        needs(origin, types, endless)
            .map(|(_, target)| target)
            .collect()
    })
}
