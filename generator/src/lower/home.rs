//! Where types live: in the module of the resource that uses them, or in a shared one.

use std::collections::{BTreeMap, BTreeSet};

use super::Types;
use crate::model::{Operation, Origin, Resource, Ty, TypeDef};

/// The way from the root to a resource: the index of each child on it.
type Route = Vec<usize>;

/// Moves each type to the deepest resource that all its users are in; returns those that resources of
/// several branches share. Types that nothing reaches are dropped; without resources, none are.
pub(super) fn settle(resources: &mut [Resource], mut types: Types) -> Vec<TypeDef> {
    if resources.is_empty() {
        return sorted(types.into_values().flatten().collect());
    }
    let mut homes = BTreeMap::new();
    let top = resources.iter().enumerate();
    let mut waiting: Vec<(Route, &Resource)> = top
        .map(|(index, resource)| (vec![index], resource))
        .collect();
    while let Some((route, resource)) = waiting.pop() {
        let of_operations = resource.operations.iter().flat_map(Operation::types);
        let bound = resource.parameters.iter().map(|parameter| &parameter.ty);
        for origin in of_operations.chain(bound).filter_map(Ty::reference) {
            claim(origin, &route, &types, &mut homes);
        }
        let children = resource.children.iter().enumerate();
        waiting.extend(children.map(|(index, child)| ([&route[..], &[index]].concat(), child)));
    }
    let mut shared = Vec::new();
    for (origin, route) in homes {
        let Some(found) = types.remove(&origin).flatten() else {
            continue;
        };
        match at_route(resources, &route) {
            Some(resource) => resource.types.push(found),
            None => shared.push(found),
        }
    }
    resources.iter_mut().for_each(arrange);
    sorted(shared)
}

fn sorted(mut types: Vec<TypeDef>) -> Vec<TypeDef> {
    types.sort_by_cached_key(|found| (is_enumeration(found), found.name().clone()));
    types
}

/// Orders the types of a module: what operations respond with, other records, enumerations.
fn arrange(resource: &mut Resource) {
    let returned = resource.operations.iter().filter_map(Operation::returned);
    let responses: BTreeSet<Origin> = returned.filter_map(Ty::reference).cloned().collect();
    resource.types.sort_by_cached_key(|found| {
        let is_response = responses.contains(found.origin());
        (is_enumeration(found), !is_response, found.name().clone())
    });
    resource.children.iter_mut().for_each(arrange);
}

fn is_enumeration(found: &TypeDef) -> bool {
    matches!(found, TypeDef::Enumeration(_))
}

/// Says that the resource at `route` uses a type, and with it all that the type refers to.
fn claim<'t>(
    origin: &'t Origin,
    route: &[usize],
    types: &'t Types,
    homes: &mut BTreeMap<Origin, Route>,
) {
    let mut waiting = vec![(origin, route.to_vec())];
    while let Some((origin, route)) = waiting.pop() {
        let known = homes.get(origin);
        let common = known.map_or(route.clone(), |known| common_start(known, &route));
        if known == Some(&common) {
            continue;
        }
        let found = types.get(origin).and_then(Option::as_ref);
        let references = found.into_iter().flat_map(TypeDef::references);
        waiting.extend(references.map(|reference| (reference, common.clone())));
        homes.insert(origin.clone(), common);
    }
}

fn common_start(a: &[usize], b: &[usize]) -> Route {
    let pairs = a.iter().zip(b).take_while(|(a, b)| a == b);
    pairs.map(|(a, _)| *a).collect()
}

fn at_route<'r>(resources: &'r mut [Resource], route: &[usize]) -> Option<&'r mut Resource> {
    let (last, above) = route.split_last()?;
    let mut siblings = resources;
    for index in above {
        siblings = &mut siblings.get_mut(*index)?.children;
    }
    siblings.get_mut(*last)
}
