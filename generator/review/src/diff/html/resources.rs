//! The resources of both documents as one tree.

use std::collections::BTreeSet;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{Operation, PathSegment, PathTemplate, Resource};
use openapi_client_codegen::name::Role;

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
    pub old: Option<&'a Resource>,
    pub new: Option<&'a Resource>,
    pub children: Vec<usize>,
    pub operations: Vec<Both<'a>>,
}

/// An operation of either document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Both<'a> {
    pub old: Option<&'a Operation>,
    pub new: Option<&'a Operation>,
}

/// The resources, parents before their children.
#[derive(Debug, Default)]
pub(super) struct Resources<'a> {
    pub nodes: Vec<Node<'a>>,
    pub roots: Vec<usize>,
}

impl<'a> Resources<'a> {
    /// The tree of two documents.
    pub(super) fn of(old: &'a Lowered, new: &'a Lowered) -> Self {
        let mut found = Self::default();
        found.roots = found.merge(&old.api.resources, &new.api.resources);
        found
    }

    /// Adds siblings, in the order of their paths.
    fn merge(&mut self, old: &'a [Resource], new: &'a [Resource]) -> Vec<usize> {
        let mut taken = BTreeSet::new();
        let mut pairs: Vec<(Option<&Resource>, Option<&Resource>)> = Vec::new();
        // What has the same name first, so that it is not taken by what only shares operations.
        let same: [fn(&Resource, &Resource) -> bool; 2] = [is_same, shares_operation];
        let mut partners = vec![None; new.len()];
        for is_partner in same {
            for (partner, one) in partners.iter_mut().zip(new) {
                if partner.is_some() {
                    continue;
                }
                let mut others = old.iter().enumerate();
                let found =
                    others.find(|(index, other)| !taken.contains(index) && is_partner(other, one));
                if let Some((index, other)) = found {
                    taken.insert(index);
                    *partner = Some(other);
                }
            }
        }
        pairs.extend(partners.into_iter().zip(new.iter().map(Some)));
        let gone = old.iter().enumerate();
        let gone = gone.filter(|(index, _)| !taken.contains(index));
        pairs.extend(gone.map(|(_, one)| (Some(one), None)));
        pairs.sort_by_cached_key(|(old, new)| new.or(*old).map(|one| one.path.to_string()));
        pairs
            .into_iter()
            .map(|(old, new)| self.add(old, new))
            .collect()
    }

    fn add(&mut self, old: Option<&'a Resource>, new: Option<&'a Resource>) -> usize {
        let index = self.nodes.len();
        let operations = |one: Option<&'a Resource>| one.map_or(&[][..], |one| &one.operations);
        self.nodes.push(Node {
            old,
            new,
            children: Vec::new(),
            operations: paired(operations(old), operations(new)),
        });
        let children = |one: Option<&'a Resource>| one.map_or(&[][..], |one| &one.children);
        let merged = self.merge(children(old), children(new));
        self.nodes[index].children = merged;
        index
    }
}

impl Node<'_> {
    /// Its name in the document.
    pub(super) fn name(&self) -> &str {
        self.new.or(self.old).map_or("", |one| one.name.as_str())
    }

    /// Its path in the document.
    pub(super) fn path(&self) -> String {
        self.new
            .or(self.old)
            .map_or_else(String::new, |one| one.path.to_string())
    }
}

impl Both<'_> {
    /// The name of its method in Rust.
    pub(super) fn method(&self, old: &Lowered, new: &Lowered) -> String {
        let name = |side: &Lowered, one: &Operation| {
            side.names
                .text(&one.origin, Role::Method)
                .as_str()
                .to_owned()
        };
        let new = self.new.map(|one| name(new, one));
        new.or_else(|| self.old.map(|one| name(old, one)))
            .unwrap_or_default()
    }

    /// What it is in the document: `CreateThing, POST /v1/Things`.
    pub(super) fn words(&self) -> String {
        self.new.or(self.old).map_or_else(String::new, |one| {
            format!("{}, {} {}", one.id, one.method, one.path)
        })
    }

    /// The `operationId`.
    pub(super) fn id(&self) -> &str {
        self.new.or(self.old).map_or("", |one| one.id.as_str())
    }
}

/// The operations of a resource; those with one id are the same, and those with one method and path.
fn paired<'a>(old: &'a [Operation], new: &'a [Operation]) -> Vec<Both<'a>> {
    let partner = |one: &Operation| {
        let by_id = old.iter().find(|other| other.id == one.id);
        by_id.or_else(|| {
            let is_free = |other: &&Operation| !new.iter().any(|one| one.id == other.id);
            let is_same = |other: &&Operation| {
                other.method == one.method && shape(&other.path) == shape(&one.path)
            };
            old.iter().filter(is_free).find(is_same)
        })
    };
    let mut found: Vec<Both<'a>> = Vec::new();
    for one in new {
        found.push(Both {
            old: partner(one),
            new: Some(one),
        });
    }
    for one in old {
        let is_taken = |pair: &Both<'_>| pair.old.is_some_and(|other| other.id == one.id);
        if !found.iter().any(is_taken) {
            found.push(Both {
                old: Some(one),
                new: None,
            });
        }
    }
    found.sort_by_key(|pair| pair.new.or(pair.old).map(|one| one.kind));
    found
}

fn is_same(old: &Resource, new: &Resource) -> bool {
    old.name == new.name && shape(&old.path) == shape(&new.path)
}

fn shares_operation(old: &Resource, new: &Resource) -> bool {
    let mut operations = old.operations.iter();
    operations.any(|one| new.operations.iter().any(|other| other.id == one.id))
}

/// A path without the names of its placeholders.
fn shape(path: &PathTemplate) -> String {
    let mut text = String::new();
    for segment in &path.0 {
        text.push('/');
        match segment {
            PathSegment::Fixed(fixed) => text.push_str(fixed),
            PathSegment::Parameter { prefix, suffix, .. } => {
                text.push_str(prefix);
                text.push_str("{}");
                text.push_str(suffix);
            }
        }
    }
    text
}
