//! Pairs what stands in both documents: by name, and by shape where only the name has changed.

use std::collections::BTreeMap;

use super::both::Both;

/// Which of the old is which of the new.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pairs<T> {
    /// In both, in the order of the new ones.
    pub both: Vec<Both<T>>,
    /// Only in the old.
    pub removed: Vec<T>,
    /// Only in the new.
    pub added: Vec<T>,
}

/// What one that may be in both documents is recognised by.
#[derive(Debug)]
pub(crate) struct Thing {
    /// Its name.
    pub name: String,
    /// All else; nothing where that says too little to recognise it by.
    pub shape: Option<String>,
}

/// Pairs what has one name; then what has one shape and a name that differs in case and signs only; then those that are the
/// only ones of their shape on both sides.
pub(crate) fn pair<T: Copy>(items: Both<Vec<(T, Thing)>>) -> Pairs<T> {
    let Both { old, new } = items;
    let names = new.iter().enumerate();
    let names: BTreeMap<&str, usize> = names.map(|(at, (_, it))| (&*it.name, at)).collect();
    let mut pairs: BTreeMap<usize, usize> = BTreeMap::new();
    let mut left = Vec::new();
    for (index, (_, thing)) in old.iter().enumerate() {
        match names.get(thing.name.as_str()) {
            Some(&at) if !pairs.contains_key(&at) => drop(pairs.insert(at, index)),
            _ => left.push(index),
        }
    }
    // The last of each comes first.
    let mut by_bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in (0..new.len()).rev().filter(|at| !pairs.contains_key(at)) {
        by_bare.entry(bare(&new[at].1.name)).or_default().push(at);
    }
    left.retain(|&index| {
        let found = by_bare.get_mut(&bare(&old[index].1.name));
        let found = found.and_then(Vec::pop);
        found.is_none_or(|at| pairs.insert(at, index).is_some())
    });
    let free = (0..new.len()).filter(|at| !pairs.contains_key(at));
    let (olds, news) = (alone(&old, &left), alone(&new, &free.collect::<Vec<_>>()));
    left.retain(|&index| {
        let shape = old[index].1.shape.as_deref();
        let found = shape.and_then(|shape| olds.get(shape)?.and(*news.get(shape)?));
        found.is_none_or(|at| pairs.insert(at, index).is_some())
    });
    let free = (0..new.len()).filter(|at| !pairs.contains_key(at));
    Pairs {
        added: free.map(|at| new[at].0).collect(),
        removed: left.iter().map(|&index| old[index].0).collect(),
        both: pairs
            .iter()
            .map(|(&at, &index)| Both::new(old[index].0, new[at].0))
            .collect(),
    }
}

/// The one of each shape, where it is the only one.
fn alone<'t, T>(items: &'t [(T, Thing)], among: &[usize]) -> BTreeMap<&'t str, Option<usize>> {
    let mut alone = BTreeMap::new();
    for &at in among {
        if let Some(shape) = items[at].1.shape.as_deref() {
            let found = alone.entry(shape).or_insert(Some(at));
            *found = found.filter(|first| *first == at);
        }
    }
    alone
}

/// A name without case and signs; a name of nothing but signs stays as it is.
pub(crate) fn bare(name: &str) -> String {
    let chars = name.chars().filter(|char| char.is_alphanumeric());
    let bare: String = chars.flat_map(char::to_lowercase).collect();
    if bare.is_empty() {
        name.to_owned()
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_more_than_shapes() {
        let things = |all: &[(&'static str, &str)]| -> Vec<(&'static str, Thing)> {
            let thing = |&(name, shape): &(&'static str, &str)| {
                let shape = (!shape.is_empty()).then(|| shape.to_owned());
                let name_of = name.to_owned();
                (
                    name,
                    Thing {
                        name: name_of,
                        shape,
                    },
                )
            };
            all.iter().map(thing).collect()
        };
        let old = things(&[
            ("a", "x"),
            ("pending-review", ""),
            ("c", "y"),
            ("d", "z"),
            ("e", "z"),
        ]);
        let new = things(&[("PENDING_REVIEW", ""), ("f", "y"), ("a", "y"), ("g", "z")]);
        let expected = Pairs {
            both: vec![
                Both::new("pending-review", "PENDING_REVIEW"),
                Both::new("c", "f"),
                Both::new("a", "a"),
            ],
            removed: vec!["d", "e"],
            added: vec!["g"],
        };
        assert_eq!(pair(Both { old, new }), expected);
    }
}
