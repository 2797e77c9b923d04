//! The resources of both documents as one tree.

use super::super::both::Both;
use super::super::operations::thing;
use super::super::pairs::pair;
use openapi_client_codegen::model::{Operation, Resource};

/// What has become of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Only the new document has it.
    Added,
    /// Only the old document has it.
    Removed,
    /// Something about it is different.
    Changed,
    /// It is as it was.
    Same,
}

/// A resource of either document.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub both: Both<Option<&'a Resource>>,
    pub children: Vec<usize>,
    pub operations: Vec<Both<Option<&'a Operation>>>,
}

/// The resources, parents before their children.
#[derive(Debug, Default)]
pub(super) struct Resources<'a> {
    pub nodes: Vec<Node<'a>>,
    pub roots: Vec<usize>,
}

impl Status {
    pub(super) fn of(is_there: Both<bool>, is_changed: bool) -> Self {
        match (is_there.old, is_there.new) {
            (false, true) => Self::Added,
            (true, false) => Self::Removed,
            _ if is_changed => Self::Changed,
            _ => Self::Same,
        }
    }

    /// The status in a word, which is its class as well.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }

    /// A sign that does not depend on colour.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "\u{2212}",
            Self::Changed => "~",
            Self::Same => "\u{b7}",
        }
    }
}

impl<'a> Resources<'a> {
    /// The tree of two documents.
    pub(super) fn of(roots: Both<&'a [Resource]>) -> Self {
        let mut found = Self::default();
        found.roots = found.merge(roots);
        found
    }

    /// Adds siblings, in the order of their paths.
    fn merge(&mut self, siblings: Both<&'a [Resource]>) -> Vec<usize> {
        let mut olds: Vec<&Resource> = siblings.old.iter().collect();
        let mut pairs: Vec<Both<Option<&Resource>>> = Vec::new();
        let mut news: Vec<&Resource> = siblings.new.iter().collect();
        // What has the same name first, so that it is not taken by what only shares operations.
        for is_partner in [is_same, shares_operation] {
            news.retain(|new| {
                let found = olds.iter().position(|old| is_partner(old, new));
                let old = found.map(|index| olds.remove(index));
                pairs.extend(old.map(|old| Both::new(Some(old), Some(*new))));
                old.is_none()
            });
        }
        pairs.extend(news.into_iter().map(|new| Both::new(None, Some(new))));
        pairs.extend(olds.into_iter().map(|old| Both::new(Some(old), None)));
        pairs.sort_by_cached_key(|pair| pair.newest().map(|one| one.path.to_string()));
        pairs.into_iter().map(|pair| self.add(pair)).collect()
    }

    fn add(&mut self, both: Both<Option<&'a Resource>>) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Node {
            both,
            children: Vec::new(),
            operations: paired(both.map(|one| one.map_or(&[][..], |one| &one.operations))),
        });
        let children = both.map(|one| one.map_or(&[][..], |one| &one.children));
        self.nodes[index].children = self.merge(children);
        index
    }
}

impl Node<'_> {
    /// Its name in the document.
    pub(super) fn name(&self) -> &str {
        self.both.newest().map_or("", |one| one.name.as_str())
    }

    /// Its path in the document.
    pub(super) fn path(&self) -> String {
        let one = self.both.newest();
        one.map_or_else(String::new, |one| one.path.to_string())
    }
}

/// The operations of a resource, by what they do.
fn paired<'a>(operations: Both<&'a [Operation]>) -> Vec<Both<Option<&'a Operation>>> {
    let things = |all: &'a [Operation]| all.iter().map(|one| (one, thing(one))).collect();
    let pairs = pair(operations.map(things));
    let both = pairs.both.into_iter().map(|both| both.map(Some));
    let added = pairs
        .added
        .into_iter()
        .map(|new| Both::new(None, Some(new)));
    let removed = pairs
        .removed
        .into_iter()
        .map(|old| Both::new(Some(old), None));
    let mut found: Vec<_> = both.chain(added).chain(removed).collect();
    found.sort_by_key(|pair| {
        let kind = pair.newest().map(|one| one.kind);
        let is_it = |one: &Operation| Some(&one.id) == pair.new.map(|new| &new.id);
        (
            kind,
            operations.new.iter().position(is_it).unwrap_or(usize::MAX),
        )
    });
    found
}

fn is_same(old: &Resource, new: &Resource) -> bool {
    old.name == new.name && old.path.shape() == new.path.shape()
}

fn shares_operation(old: &Resource, new: &Resource) -> bool {
    let mut operations = old.operations.iter();
    operations.any(|one| new.operations.iter().any(|other| other.id == one.id))
}
