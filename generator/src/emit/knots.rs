//! Which types hold values of each other: these need a box in between.

use std::collections::BTreeMap;

use crate::model::{Origin, Ty, TypeDef};

/// The types of a document, by origin.
type Types<'a> = BTreeMap<&'a Origin, &'a TypeDef>;

/// A number for each type, the same for those that hold each other without a list or a map between (Kosaraju).
pub(super) fn find<'a>(types: &Types<'a>) -> BTreeMap<&'a Origin, usize> {
    let held: BTreeMap<&Origin, Vec<&'a Origin>> = types
        .iter()
        .map(|(origin, found)| (*origin, held(found, types)))
        .collect();
    let mut holders: BTreeMap<&Origin, Vec<&'a Origin>> = BTreeMap::new();
    for (holder, held) in &held {
        for origin in held {
            holders.entry(origin).or_default().push(holder);
        }
    }
    let mut knots = BTreeMap::new();
    for (number, start) in finished(&held).into_iter().rev().enumerate() {
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
fn finished<'a>(held: &BTreeMap<&'a Origin, Vec<&'a Origin>>) -> Vec<&'a Origin> {
    enum Step<'a> {
        Enter(&'a Origin),
        Leave(&'a Origin),
    }
    let mut order = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for start in held.keys() {
        let mut waiting = vec![Step::Enter(start)];
        while let Some(step) = waiting.pop() {
            match step {
                Step::Enter(origin) if seen.insert(origin) => {
                    waiting.push(Step::Leave(origin));
                    let held = held.get(origin).into_iter().flatten();
                    waiting.extend(held.map(|origin| Step::Enter(origin)));
                }
                Step::Enter(_) => {}
                Step::Leave(origin) => order.push(origin),
            }
        }
    }
    order
}

/// The types that a value of a type holds one of.
fn held<'a>(found: &'a TypeDef, types: &Types<'a>) -> Vec<&'a Origin> {
    let origin = |ty: &Ty| match ty {
        Ty::Record(origin) | Ty::Union(origin) => types.get_key_value(origin).map(|(key, _)| *key),
        _ => None,
    };
    match found {
        TypeDef::Record(record) => {
            let fields = record.fields.iter();
            fields.filter_map(|field| origin(&field.ty)).collect()
        }
        TypeDef::Union(union) => {
            let variants = union.variants.iter();
            variants.filter_map(|variant| origin(&variant.ty)).collect()
        }
        TypeDef::Enumeration(_) => Vec::new(),
    }
}
