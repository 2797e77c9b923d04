//! Which entry of our document is which of theirs, where their pointers differ.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Entry, Node};
use super::words::{Keys, interface};
use crate::diff::Diff;
use crate::diff::both::Both;
use crate::diff::pairs::{Thing, pair};
use openapi_client_codegen::pointer::Pointer;

/// Our entries by their pointers in the imported document: what the diff found renamed, and paths and components that are
/// the only ones of their interface.
pub(super) fn find<'a>(
    diff: &Diff,
    ours: &'a Node<'a>,
    theirs: &'a Node<'a>,
) -> BTreeMap<Pointer, &'a Entry<'a>> {
    let mut moves = BTreeMap::new();
    for change in &diff.changes {
        let (Some(old), Some(new)) = (&change.old_pointer, &change.new_pointer) else {
            continue;
        };
        if old == new {
            continue;
        }
        moves.extend(ours.find(old).map(|entry| (new.clone(), entry)));
        // An operation takes the words of its path along.
        if let (Some(old), Some(new)) = (path(old), path(new))
            && old != new
            && ours.find(&new).is_none()
        {
            moves.extend(ours.find(&old).map(|entry| (new, entry)));
        }
    }
    let components = Pointer::root().push("components");
    let kinds = theirs
        .get("components")
        .map_or(&[][..], |found| &found.node.entries);
    let kinds = kinds.iter().map(|kind| components.push(&kind.key));
    for names in kinds.chain([Pointer::root().push("paths")]) {
        alike(&names, ours, theirs, &mut moves);
    }
    moves
}

/// The path that an operation belongs to.
fn path(operation: &Pointer) -> Option<Pointer> {
    let path = operation.parent()?;
    (path.parent()? == Pointer::root().push("paths")).then_some(path)
}

/// Pairs what has only another name.
fn alike<'a>(
    names: &Pointer,
    ours: &'a Node<'a>,
    theirs: &'a Node<'a>,
    moves: &mut BTreeMap<Pointer, &'a Entry<'a>>,
) {
    let (Some(old), Some(new)) = (ours.find(names), theirs.find(names)) else {
        return;
    };
    let (old, new) = (&old.node, &new.node);
    let taken: BTreeSet<_> = moves
        .values()
        .map(|entry| std::ptr::from_ref(*entry))
        .collect();
    let is_left = |entry: &&&'a Entry<'a>| {
        new.get(&entry.key).is_none() && !taken.contains(&std::ptr::from_ref(**entry))
    };
    let is_added = |entry: &&&'a Entry<'a>| {
        old.get(&entry.key).is_none() && !moves.contains_key(&names.push(&entry.key))
    };
    let thing = |entry: &'a Entry<'a>| {
        let shape = interface(entry.node.value, Keys::Words).to_string();
        let name = entry.key.clone();
        (
            entry,
            Thing {
                name,
                shape: Some(shape),
            },
        )
    };
    let (olds, news): (Vec<_>, Vec<_>) =
        (old.entries.iter().collect(), new.entries.iter().collect());
    let left = olds.iter().filter(is_left).map(|entry| thing(entry));
    let added = news.iter().filter(is_added).map(|entry| thing(entry));
    let pairs = pair(Both::new(left.collect(), added.collect()));
    for Both { old, new } in pairs.both {
        moves.insert(names.push(&new.key), old);
    }
}
