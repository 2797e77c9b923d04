//! Where types live: in the module of the resource that uses them, or in a shared one.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Origin, Resource, TypeDef};

/// The way from the root to a resource: the index of each child on it.
type Route = Vec<usize>;

/// Moves each type to the deepest resource that all its users are in; returns those that resources of
/// several branches share. Types that nothing reaches are dropped.
pub(super) fn settle(
    resources: &mut [Resource],
    mut types: BTreeMap<Origin, Option<TypeDef>>,
) -> Vec<TypeDef> {
    let mut homes: BTreeMap<Origin, Route> = BTreeMap::new();
    for (index, resource) in resources.iter().enumerate() {
        visit(resource, vec![index], &types, &mut homes);
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
    shared.sort_by_cached_key(|found| {
        (
            matches!(found, TypeDef::Enumeration(_)),
            found.name().clone(),
        )
    });
    shared
}

/// Orders the types of a module: what operations respond with, other records, enumerations.
fn arrange(resource: &mut Resource) {
    let mut responses = BTreeSet::new();
    for operation in &resource.operations {
        for ty in operation.received() {
            ty.each_reference(&mut |origin| {
                responses.insert(origin.clone());
            });
        }
    }
    resource.types.sort_by_cached_key(|found| {
        let enumeration = matches!(found, TypeDef::Enumeration(_));
        (
            enumeration,
            !responses.contains(found.origin()),
            found.name().clone(),
        )
    });
    resource.children.iter_mut().for_each(arrange);
}

fn visit(
    resource: &Resource,
    route: Route,
    types: &BTreeMap<Origin, Option<TypeDef>>,
    homes: &mut BTreeMap<Origin, Route>,
) {
    for operation in &resource.operations {
        for ty in operation.types() {
            ty.each_reference(&mut |origin| claim(origin, &route, types, homes));
        }
    }
    for parameter in &resource.parameters {
        parameter
            .ty
            .each_reference(&mut |origin| claim(origin, &route, types, homes));
    }
    for (index, child) in resource.children.iter().enumerate() {
        let mut route = route.clone();
        route.push(index);
        visit(child, route, types, homes);
    }
}

/// Says that the resource at `route` uses a type, and with it all that the type refers to.
fn claim(
    origin: &Origin,
    route: &[usize],
    types: &BTreeMap<Origin, Option<TypeDef>>,
    homes: &mut BTreeMap<Origin, Route>,
) {
    let mut waiting = vec![(origin.clone(), route.to_vec())];
    while let Some((origin, route)) = waiting.pop() {
        let common = match homes.get(&origin) {
            None => route,
            Some(known) => common_start(known, &route),
        };
        if homes.get(&origin) == Some(&common) {
            continue;
        }
        if let Some(Some(found)) = types.get(&origin) {
            let references = found.references().into_iter();
            waiting.extend(references.map(|reference| (reference, common.clone())));
        }
        homes.insert(origin, common);
    }
}

fn common_start(a: &[usize], b: &[usize]) -> Route {
    a.iter()
        .zip(b)
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| *a)
        .collect()
}

fn at_route<'r>(resources: &'r mut [Resource], route: &[usize]) -> Option<&'r mut Resource> {
    let (first, rest) = route.split_first()?;
    let resource = resources.get_mut(*first)?;
    if rest.is_empty() {
        Some(resource)
    } else {
        at_route(&mut resource.children, rest)
    }
}
