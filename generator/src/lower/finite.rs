//! Values that never end: records that require themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{FieldPresence, Origin, Presence, Resource, Ty, TypeDef};

/// The types of a document while it is lowered.
type Types = BTreeMap<Origin, Option<TypeDef>>;

/// Reports each circle of records that require each other: an error where an operation must be given such a value or must
/// response with one, else a warning.
pub(super) fn check(resources: &[Resource], types: &Types) -> Vec<Diagnostic> {
    let endless = endless(types);
    if endless.is_empty() {
        return Vec::new();
    }
    let needed = needed(resources, types, &endless);
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for origin in &endless {
        if told.contains(origin) {
            continue;
        }
        // Each endless type needs another one, so that the way ends in a circle.
        let mut way: Vec<(&Origin, &Origin)> = Vec::new();
        let mut seen = BTreeMap::new();
        let mut next = *origin;
        let circle = loop {
            if told.contains(next) {
                break &[][..];
            }
            if let Some(start) = seen.insert(next, way.len()) {
                break &way[start..];
            }
            let Some((at, target)) = needs(types, next, &endless).next() else {
                break &[];
            };
            way.push((at, next));
            next = target;
        };
        told.extend(way.iter().map(|(_, origin)| *origin));
        let Some((at, _)) = circle.iter().min() else {
            continue;
        };
        let is_needed = circle.iter().any(|(_, origin)| needed.contains(origin));
        found.push(fault(at, circle.len(), is_needed));
    }
    found
}

fn fault(at: &Origin, length: usize, is_needed: bool) -> Diagnostic {
    let message = match length {
        1 => {
            "a value of this schema requires another one of the same schema, without end".to_owned()
        }
        more => {
            format!("{more} schemas require each other in a circle, so that no value of them ends")
        }
    };
    let help = "take the property out of `required`, or make it `nullable`";
    match is_needed {
        true => Diagnostic::error(Code::NoFiniteValue, at, message),
        false => Diagnostic::warning(Code::NoFiniteValue, at, message),
    }
    .help(help)
}

/// What a value of a type holds in any case: the members that are needed, each with the type that it is of.
fn needs<'t>(
    types: &'t Types,
    origin: &Origin,
    endless: &BTreeSet<&'t Origin>,
) -> impl Iterator<Item = (&'t Origin, &'t Origin)> {
    let members: Vec<_> = match types.get(origin) {
        Some(Some(found)) => members(found).collect(),
        _ => Vec::new(),
    };
    let known: Vec<_> = members
        .into_iter()
        .filter_map(|(at, target)| Some((at, *endless.get(target)?)))
        .collect();
    known.into_iter()
}

/// The members of a type that no value of it is without: promised fields of a record; of a union, the variants.
fn members(found: &TypeDef) -> Box<dyn Iterator<Item = (&Origin, &Origin)> + '_> {
    match found {
        TypeDef::Record(record) => {
            let fields = record.fields.iter();
            let promised = fields.filter(|field| field.presence == FieldPresence::Promised);
            Box::new(promised.filter_map(|field| Some((&field.origin, held(&field.ty)?))))
        }
        TypeDef::Union(union) => {
            let variants = union.variants.iter();
            Box::new(variants.filter_map(|variant| Some((&variant.origin, held(&variant.ty)?))))
        }
        TypeDef::Enumeration(_) => Box::new(std::iter::empty()),
    }
}

/// The type that a value of `ty` is made of; lists and maps may be empty.
fn held(ty: &Ty) -> Option<&Origin> {
    match ty {
        Ty::Record(origin) | Ty::Union(origin) => Some(origin),
        _ => None,
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
        let mut count = 0;
        for (_, target) in members(found) {
            users.entry(target).or_default().push(origin);
            count += 1;
        }
        let is_ending = match found {
            TypeDef::Union(union) => count < union.variants.len() || count == 0,
            _ => count == 0,
        };
        let is_union = matches!(found, TypeDef::Union(_));
        missing.insert(origin, if is_union { 1 } else { count });
        if is_ending {
            waiting.push(origin);
        }
    }
    let mut ending = BTreeSet::new();
    while let Some(origin) = waiting.pop() {
        if !ending.insert(origin) {
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
    let all = types.iter().filter(|(_, found)| found.is_some());
    all.map(|(origin, _)| origin)
        .filter(|origin| !ending.contains(origin))
        .collect()
}

/// The endless types that an operation can't do without.
fn needed<'t>(
    resources: &[Resource],
    types: &'t Types,
    endless: &BTreeSet<&'t Origin>,
) -> BTreeSet<&'t Origin> {
    let mut waiting = Vec::new();
    let mut add =
        |ty: &Ty| waiting.extend(held(ty).and_then(|origin| endless.get(origin)).copied());
    let mut left: Vec<&Resource> = resources.iter().collect();
    while let Some(resource) = left.pop() {
        left.extend(&resource.children);
        for operation in &resource.operations {
            let all = operation.all_parameters();
            all.filter(|parameter| parameter.presence == Presence::Required)
                .for_each(|parameter| add(&parameter.ty));
            operation.success.ty.iter().for_each(&mut add);
        }
    }
    let mut needed = BTreeSet::new();
    while let Some(origin) = waiting.pop() {
        if needed.insert(origin) {
            waiting.extend(needs(types, origin, endless).map(|(_, target)| target));
        }
    }
    needed
}
