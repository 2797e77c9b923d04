//! Which types hold values of each other: these need a box in between.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Origin, TypeDef};

/// A number for each type, the same for those that hold each other without a list or a map between (Kosaraju).
pub(super) fn find<'a>(types: &BTreeMap<&'a Origin, &'a TypeDef>) -> BTreeMap<&'a Origin, usize> {
    let mut held: BTreeMap<&Origin, Vec<&'a Origin>> = BTreeMap::new();
    let mut holders: BTreeMap<&Origin, Vec<&'a Origin>> = BTreeMap::new();
    for (holder, found) in types {
        for origin in found
            .members()
            .into_iter()
            .filter_map(|ty| ty.non_null().held())
        {
            held.entry(holder).or_default().push(origin);
            holders.entry(origin).or_default().push(holder);
        }
    }
    let mut knots = BTreeMap::new();
    for (number, start) in finished(types, &held).into_iter().rev().enumerate() {
        let mut waiting = vec![start];
        while let Some(origin) = waiting.pop() {
            if !knots.contains_key(origin) {
                knots.insert(origin, number);
                waiting.extend(holders.get(origin).into_iter().flatten());
            }
        }
    }
    knots
}

/// The types in the order in which all that they hold is walked through.
fn finished<'a>(
    types: &BTreeMap<&'a Origin, &'a TypeDef>,
    held: &BTreeMap<&Origin, Vec<&'a Origin>>,
) -> Vec<&'a Origin> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for start in types.keys() {
        // Each type is met twice: before and after what it holds.
        let mut waiting = vec![(*start, false)];
        while let Some((origin, is_done)) = waiting.pop() {
            if is_done {
                order.push(origin);
            } else if seen.insert(origin) {
                waiting.push((origin, true));
                let held = held.get(origin).into_iter().flatten();
                waiting.extend(held.map(|origin| (*origin, false)));
            }
        }
    }
    order
}
