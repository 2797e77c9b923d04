//! Pairs what stands in both documents: by name, and by shape where only the name has changed.

use std::collections::BTreeMap;

/// Which of the old is which of the new, by index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pairs {
    /// In both under one name.
    pub same: Vec<(usize, usize)>,
    /// In both under two names.
    pub renamed: Vec<(usize, usize)>,
    /// Only in the old.
    pub removed: Vec<usize>,
    /// Only in the new.
    pub added: Vec<usize>,
}

/// What is known of a thing that may be in both documents.
#[derive(Debug)]
pub(super) struct Thing {
    /// Its name.
    pub name: String,
    /// All else; nothing where that says too little to recognise it by.
    pub shape: Option<String>,
}

/// Pairs things by their names; then those of one shape whose names differ in case and signs only; then those that
/// are the only ones of their shape on both sides.
pub(super) fn pair(old: &[Thing], new: &[Thing]) -> Pairs {
    let mut pairs = Pairs::default();
    let by_name: BTreeMap<&str, usize> = new
        .iter()
        .enumerate()
        .map(|(index, thing)| (thing.name.as_str(), index))
        .collect();
    let mut left = Vec::new();
    let mut taken = vec![false; new.len()];
    for (index, thing) in old.iter().enumerate() {
        match by_name.get(thing.name.as_str()) {
            Some(&found) if !taken[found] => {
                taken[found] = true;
                pairs.same.push((index, found));
            }
            _ => left.push(index),
        }
    }
    // The last of each comes first.
    let mut by_bare: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for at in (0..new.len()).rev().filter(|&at| !taken[at]) {
        by_bare.entry(bare(&new[at].name)).or_default().push(at);
    }
    left.retain(|&index| {
        let found = by_bare.get_mut(&bare(&old[index].name));
        let found = found.and_then(Vec::pop);
        found.is_none_or(|at| {
            taken[at] = true;
            pairs.renamed.push((index, at));
            false
        })
    });
    let free: Vec<usize> = (0..new.len()).filter(|&at| !taken[at]).collect();
    let (olds, news) = (alone(old, &left), alone(new, &free));
    for &index in &left {
        let found = old[index].shape.as_deref().and_then(|shape| {
            olds.get(shape).copied().flatten()?;
            news.get(shape).copied().flatten()
        });
        match found {
            Some(at) => {
                taken[at] = true;
                pairs.renamed.push((index, at));
            }
            None => pairs.removed.push(index),
        }
    }
    pairs.added = free.into_iter().filter(|&at| !taken[at]).collect();
    pairs
}

/// The thing of each shape, where it is the only one.
fn alone<'t>(things: &'t [Thing], among: &[usize]) -> BTreeMap<&'t str, Option<usize>> {
    let mut alone = BTreeMap::new();
    for &at in among {
        if let Some(shape) = things[at].shape.as_deref() {
            let found = alone.entry(shape).or_insert(Some(at));
            *found = found.filter(|first| *first == at);
        }
    }
    alone
}

/// A name without case and signs; a name of nothing but signs stays as it is.
fn bare(name: &str) -> String {
    let bare: String = name
        .chars()
        .filter(|char| char.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    if bare.is_empty() {
        name.to_owned()
    } else {
        bare
    }
}

#[cfg(test)]
mod tests {
    use super::{Pairs, Thing, pair};

    fn things(all: &[(&str, &str)]) -> Vec<Thing> {
        let thing = |(name, shape): &(&str, &str)| Thing {
            name: (*name).to_owned(),
            shape: (!shape.is_empty()).then(|| (*shape).to_owned()),
        };
        all.iter().map(thing).collect()
    }

    #[test]
    fn names_count_more_than_shapes() {
        let old = things(&[
            ("a", "x"),
            ("pending-review", ""),
            ("c", "y"),
            ("d", "z"),
            ("e", "z"),
        ]);
        let new = things(&[("PENDING_REVIEW", ""), ("f", "y"), ("a", "y"), ("g", "z")]);
        let expected = Pairs {
            same: vec![(0, 2)],
            renamed: vec![(1, 0), (2, 1)],
            removed: vec![3, 4],
            added: vec![3],
        };
        assert_eq!(pair(&old, &new), expected);
    }
}
