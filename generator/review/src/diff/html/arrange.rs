//! Arranges changes: which resource each belongs to, and which operation or type of it.

use std::collections::BTreeMap;

use super::super::both::Both;
use super::super::render::count;
use super::super::{Change, Diff};
use super::Package;
use super::resources::{Resources, Status};
use openapi_client_codegen::model::{Origin, TypeDef};
use openapi_client_codegen::pointer::Pointer;

/// Where changes are shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    /// What no resource has: the server, credentials.
    Whole,
    /// A resource, by its index.
    Resource(usize),
    /// Types that several resources use.
    Shared,
}

/// What changes are about: an operation, a type, or a resource itself.
#[derive(Debug)]
pub(super) struct Unit {
    pub group: Group,
    /// What it is called: `CreateThing`.
    pub title: String,
    /// What it is: `operation`.
    pub what: &'static str,
    /// Its pointers in the old and in the new document.
    pub at: [Option<Pointer>; 2],
    /// Its changes, by their index in the diff.
    pub changes: Vec<usize>,
}

/// All changes of a diff, each in one unit.
#[derive(Debug)]
pub(super) struct Arranged<'a> {
    pub resources: Resources<'a>,
    pub units: Vec<Unit>,
    /// The units of the operations, for each resource.
    pub operations: Vec<Vec<usize>>,
    /// Units that have become part of another one.
    merged: BTreeMap<usize, usize>,
    /// The units of pointers in the old and in the new document.
    known: [BTreeMap<Pointer, usize>; 2],
}

impl<'a> Arranged<'a> {
    /// Arranges the changes of a diff.
    pub(super) fn of(diff: &Diff, packages: Both<Package<'a>>) -> Self {
        let apis = packages.map(|package| &package.lowered.api);
        let resources = Resources::of(apis.map(|api| api.resources.as_slice()));
        let mut found = Self {
            operations: vec![Vec::new(); resources.nodes.len()],
            resources,
            units: Vec::new(),
            merged: BTreeMap::new(),
            known: Default::default(),
        };
        found.add(Group::Whole, "The interface as a whole", "");
        for index in 0..found.resources.nodes.len() {
            found.resource(index);
        }
        for (side, api) in [apis.old, apis.new].into_iter().enumerate() {
            for shared in &api.shared {
                found.type_def(shared, Group::Shared, side);
            }
        }
        for change in &diff.changes {
            found.join(change);
        }
        for (index, change) in diff.changes.iter().enumerate() {
            let unit = |side, at: &Option<Pointer>| at.as_ref().map(|at| found.unit(side, at));
            let (old, new) = (unit(0, &change.old_pointer), unit(1, &change.new_pointer));
            let unit = new.filter(|unit| *unit != 0).or(old).unwrap_or(0);
            found.units[unit].changes.push(index);
        }
        found
    }

    /// Makes the units of a resource.
    fn resource(&mut self, index: usize) {
        let group = Group::Resource(index);
        let node = &self.resources.nodes[index];
        let (name, both) = (node.name().to_owned(), node.both);
        for pair in node.operations.clone() {
            let id = pair.newest().map_or("", |one| one.id.as_str());
            let unit = self.add(group, id, "operation");
            self.operations[index].push(unit);
            for (side, one) in [pair.old, pair.new].into_iter().enumerate() {
                if let Some(one) = one {
                    self.set(unit, side, &one.origin);
                }
            }
        }
        let unit = self.add(group, &name, "resource");
        for (side, one) in [both.old, both.new].into_iter().enumerate() {
            let Some(one) = one else { continue };
            self.set(unit, side, &one.origin);
            // Parameters can stand beside the methods of a path.
            for operation in &one.operations {
                let path = operation.origin.parent().unwrap_or_default();
                self.known[side].entry(path).or_insert(unit);
            }
            for found in &one.types {
                self.type_def(found, group, side);
            }
        }
    }

    /// A type with the same pointer in both documents is the same.
    fn type_def(&mut self, found: &TypeDef, group: Group, side: usize) {
        let other = self.known[1 - side].get(found.origin()).copied();
        let other = other.filter(|unit| self.units[*unit].what == "type");
        let unit = other.unwrap_or_else(|| self.add(group, found.name().as_str(), "type"));
        if side == 1 {
            self.units[unit].group = group;
        }
        self.set(unit, side, found.origin());
    }

    fn add(&mut self, group: Group, title: &str, what: &'static str) -> usize {
        self.units.push(Unit {
            group,
            title: title.to_owned(),
            what,
            at: [None, None],
            changes: Vec::new(),
        });
        self.units.len() - 1
    }

    fn set(&mut self, unit: usize, side: usize, at: &Origin) {
        self.units[unit].at[side] = Some(at.clone());
        self.known[side].insert(at.clone(), unit);
    }

    /// Joins what a change says is the same thing.
    fn join(&mut self, change: &Change) {
        let (Some(old), Some(new)) = (&change.old_pointer, &change.new_pointer) else {
            return;
        };
        let (old, new) = (self.unit(0, old), self.unit(1, new));
        let is_alone = self.units[new].at[0].is_none() && self.units[old].at[1].is_none();
        if old != new && is_alone && self.units[old].what == self.units[new].what {
            self.units[new].at[0] = self.units[old].at[0].take();
            self.merged.insert(old, new);
        }
    }

    /// The unit of a pointer, or of the nearest one around it.
    fn unit(&self, side: usize, at: &Pointer) -> usize {
        let unit = at.nearest(|at| self.known[side].get(at).copied());
        unit.map_or(0, |unit| self.merged(unit))
    }

    /// The unit that has taken in another one, or the unit itself.
    pub(super) fn merged(&self, unit: usize) -> usize {
        self.merged.get(&unit).copied().unwrap_or(unit)
    }

    /// What has become of the operation of a unit.
    pub(super) fn operation_status(&self, unit: usize) -> Status {
        let unit = &self.units[unit];
        let [old, new] = unit.at.each_ref().map(Option::is_some);
        Status::of(Both { old, new }, !unit.changes.is_empty())
    }

    /// What has become of a resource itself.
    pub(super) fn resource_status(&self, index: usize) -> Status {
        let is_there = self.resources.nodes[index].both.map(|one| one.is_some());
        Status::of(is_there, self.changes(Group::Resource(index)) > 0)
    }

    /// How many changes a group has.
    pub(super) fn changes(&self, group: Group) -> usize {
        let units = self.units.iter().filter(|unit| unit.group == group);
        units.map(|unit| unit.changes.len()).sum()
    }

    /// The groups that have changes, with their units: the whole first, what is shared last.
    pub(super) fn groups(&self) -> BTreeMap<Group, Vec<usize>> {
        let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
        for (index, unit) in self.units.iter().enumerate() {
            if !unit.changes.is_empty() {
                groups.entry(unit.group).or_default().push(index);
            }
        }
        groups
    }

    /// How many resources have changes: `in 3 of 20 resources`.
    pub(super) fn extent(&self) -> String {
        let all = self.resources.nodes.len();
        let changed = (0..all).filter(|index| self.resource_status(*index) != Status::Same);
        format!("in {} of {}", changed.count(), count(all, "resource"))
    }
}

impl Group {
    /// Its anchor.
    pub(super) fn id(self) -> String {
        match self {
            Self::Whole => "whole".to_owned(),
            Self::Resource(index) => format!("r{index}"),
            Self::Shared => "shared".to_owned(),
        }
    }
}
