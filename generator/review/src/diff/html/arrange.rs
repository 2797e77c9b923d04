//! Arranges changes: which resource each belongs to, and which operation or type of it.

use std::collections::BTreeMap;

use super::super::{Change, Diff};
use super::Package;
use super::resources::{Resources, Status};
use super::text::count;
use openapi_client_codegen::model::{Origin, TypeDef};
use openapi_client_codegen::pointer::Pointer;

/// Where changes are shown together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
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
    pub home: Home,
    /// What it is called: `CreateThing`.
    pub title: String,
    /// What it is: `operation`.
    pub what: &'static str,
    pub old: Option<Pointer>,
    pub new: Option<Pointer>,
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
    /// The units of places in the old and in the new document.
    places: [BTreeMap<Pointer, usize>; 2],
}

impl<'a> Arranged<'a> {
    /// Arranges the changes of a diff.
    pub(super) fn of(diff: &Diff, old: Package<'a>, new: Package<'a>) -> Self {
        let resources = Resources::of(old.lowered, new.lowered);
        let mut found = Self {
            operations: vec![Vec::new(); resources.nodes.len()],
            resources,
            units: vec![Unit::new(Home::Whole, "The interface as a whole", "")],
            merged: BTreeMap::new(),
            places: [BTreeMap::new(), BTreeMap::new()],
        };
        found.collect();
        for (side, package) in [old, new].into_iter().enumerate() {
            for shared in &package.lowered.api.shared {
                found.type_def(shared, Home::Shared, side);
            }
        }
        for change in &diff.changes {
            found.join(change);
        }
        for (index, change) in diff.changes.iter().enumerate() {
            let unit = found.unit_of(change);
            found.units[unit].changes.push(index);
        }
        found
    }

    /// Makes the units of all resources.
    fn collect(&mut self) {
        for index in 0..self.resources.nodes.len() {
            let home = Home::Resource(index);
            let node = &self.resources.nodes[index];
            let (name, sides) = (node.name().to_owned(), [node.old, node.new]);
            let pairs = node.operations.clone();
            for pair in pairs {
                let unit = self.add(Unit::new(home, pair.id(), "operation"));
                self.operations[index].push(unit);
                for (side, one) in [pair.old, pair.new].into_iter().enumerate() {
                    if let Some(one) = one {
                        self.set(unit, side, &one.origin);
                    }
                }
            }
            let unit = self.add(Unit::new(home, &name, "resource"));
            for (side, one) in sides.into_iter().enumerate() {
                let Some(one) = one else { continue };
                self.set(unit, side, &one.origin);
                // Parameters can stand beside the methods of a path.
                for operation in &one.operations {
                    let path = operation.origin.parent().unwrap_or_default();
                    self.places[side].entry(path).or_insert(unit);
                }
                for found in &one.types {
                    self.type_def(found, home, side);
                }
            }
        }
    }

    /// A type that stands at the same place in both documents is the same.
    fn type_def(&mut self, found: &TypeDef, home: Home, side: usize) {
        let other = self.places[1 - side].get(found.origin()).copied();
        let is_type = |unit: &usize| self.units[*unit].what == "type";
        let unit = other
            .filter(is_type)
            .unwrap_or_else(|| self.add(Unit::new(home, found.name().as_str(), "type")));
        if side == 1 {
            self.units[unit].home = home;
        }
        self.set(unit, side, found.origin());
    }

    fn add(&mut self, unit: Unit) -> usize {
        self.units.push(unit);
        self.units.len() - 1
    }

    fn set(&mut self, unit: usize, side: usize, at: &Origin) {
        let place = if side == 0 {
            &mut self.units[unit].old
        } else {
            &mut self.units[unit].new
        };
        *place = Some(at.clone());
        self.places[side].insert(at.clone(), unit);
    }

    /// Joins what a change says is the same thing.
    fn join(&mut self, change: &Change) {
        let (Some(old), Some(new)) = (&change.old_pointer, &change.new_pointer) else {
            return;
        };
        let (old, new) = (self.nearest(0, old), self.nearest(1, new));
        let is_alone = self.units[new].old.is_none() && self.units[old].new.is_none();
        if old != new && is_alone && self.units[old].what == self.units[new].what {
            self.units[new].old = self.units[old].old.take();
            self.merged.insert(old, new);
        }
    }

    /// The unit of a place, or of the nearest place around it.
    fn nearest(&self, side: usize, at: &Pointer) -> usize {
        let mut next = Some(at.clone());
        while let Some(at) = next {
            if let Some(unit) = self.places[side].get(&at) {
                return self.merged.get(unit).copied().unwrap_or(*unit);
            }
            next = at.parent();
        }
        0
    }

    fn unit_of(&self, change: &Change) -> usize {
        let new = change.new_pointer.as_ref().map(|at| self.nearest(1, at));
        let old = change.old_pointer.as_ref().map(|at| self.nearest(0, at));
        new.filter(|unit| *unit != 0).or(old).unwrap_or(0)
    }

    /// The unit that has taken in another one, or the unit itself.
    pub(super) fn merged(&self, unit: usize) -> usize {
        self.merged.get(&unit).copied().unwrap_or(unit)
    }

    /// What has become of the operation of a unit.
    pub(super) fn operation_status(&self, unit: usize) -> Status {
        let unit = &self.units[unit];
        status(
            unit.old.is_some(),
            unit.new.is_some(),
            !unit.changes.is_empty(),
        )
    }

    /// What has become of a resource itself.
    pub(super) fn resource_status(&self, index: usize) -> Status {
        let node = &self.resources.nodes[index];
        let is_changed = self.changes(Home::Resource(index)) > 0;
        status(node.old.is_some(), node.new.is_some(), is_changed)
    }

    /// How many changes have a home.
    pub(super) fn changes(&self, home: Home) -> usize {
        let units = self.units.iter().filter(|unit| unit.home == home);
        units.map(|unit| unit.changes.len()).sum()
    }

    /// The homes that have changes, with their units: the whole first, what is shared last.
    pub(super) fn groups(&self) -> BTreeMap<Home, Vec<usize>> {
        let mut groups: BTreeMap<Home, Vec<usize>> = BTreeMap::new();
        for (index, unit) in self.units.iter().enumerate() {
            if !unit.changes.is_empty() {
                groups.entry(unit.home).or_default().push(index);
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

impl Unit {
    fn new(home: Home, title: &str, what: &'static str) -> Self {
        Self {
            home,
            title: title.to_owned(),
            what,
            old: None,
            new: None,
            changes: Vec::new(),
        }
    }
}

impl Home {
    /// The anchor of a group.
    pub(super) fn id(self) -> String {
        match self {
            Self::Whole => "whole".to_owned(),
            Self::Resource(index) => format!("r{index}"),
            Self::Shared => "shared".to_owned(),
        }
    }
}

fn status(is_old: bool, is_new: bool, is_changed: bool) -> Status {
    match (is_old, is_new) {
        (false, true) => Status::Added,
        (true, false) => Status::Removed,
        _ if is_changed => Status::Changed,
        _ => Status::Same,
    }
}
