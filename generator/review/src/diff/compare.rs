//! The comparison: the changes found so far, and which resource and type of the old document is which of the new.

use std::collections::{BTreeMap, BTreeSet};

use super::side::{Direction, Side};
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{Origin, Resource};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::pointer::Pointer;

/// Both documents and what was found.
pub(super) struct Comparison<'a> {
    pub old: Side<'a>,
    pub new: Side<'a>,
    pub changes: Vec<Change>,
    /// Types that are the same thing in both documents and have not been compared yet.
    pub waiting: Vec<(Origin, Origin)>,
    /// Types that have been met.
    pub met: BTreeSet<(Origin, Origin)>,
    /// The new resource of an old one.
    pub resources: BTreeMap<Origin, Origin>,
    /// The new module of an old one.
    pub homes: BTreeMap<Vec<String>, Vec<String>>,
}

/// A thing in both documents.
#[derive(Clone, Debug)]
pub(super) struct Both<T> {
    pub old: T,
    pub new: T,
}

/// Compares two documents.
pub(super) fn run(old: &Lowered, new: &Lowered) -> Vec<Change> {
    let mut comparison = Comparison {
        old: Side::new(old),
        new: Side::new(new),
        changes: Vec::new(),
        waiting: Vec::new(),
        met: BTreeSet::new(),
        resources: BTreeMap::new(),
        homes: BTreeMap::new(),
    };
    comparison.server();
    comparison.schemes();
    comparison.sids();
    comparison.operations();
    comparison.types();
    let mut changes = comparison.changes;
    // What several operations share is met several times.
    let mut seen = BTreeSet::new();
    changes.retain(|change| seen.insert(change.clone()));
    changes
}

impl Change {
    /// A change of `kind`; the rest is added by the methods below.
    pub(super) fn new(kind: Kind, subject: impl Into<String>) -> Self {
        Self {
            kind,
            subject: subject.into(),
            old: None,
            new: None,
            old_pointer: None,
            new_pointer: None,
            old_line: None,
            new_line: None,
            wire: Wire::None,
            rust: Rust::None,
            reason: String::new(),
        }
    }

    pub(super) fn values(mut self, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.old = Some(old.into());
        self.new = Some(new.into());
        self
    }

    pub(super) fn at(mut self, old: &Pointer, new: &Pointer) -> Self {
        self.old_pointer = Some(old.clone());
        self.new_pointer = Some(new.clone());
        self
    }

    pub(super) fn was(mut self, what: impl Into<String>, at: &Pointer) -> Self {
        self.old = Some(what.into());
        self.old_pointer = Some(at.clone());
        self
    }

    pub(super) fn is(mut self, what: impl Into<String>, at: &Pointer) -> Self {
        self.new = Some(what.into());
        self.new_pointer = Some(at.clone());
        self
    }

    pub(super) fn verdict(mut self, wire: Wire, rust: Rust, reason: impl Into<String>) -> Self {
        self.wire = wire;
        self.rust = rust;
        self.reason = reason.into();
        self
    }
}

impl Comparison<'_> {
    pub(super) fn push(&mut self, change: Change) {
        self.changes.push(change);
    }

    /// Which way values of a type travel, in either document.
    pub(super) fn direction(&self, old: &Origin, new: &Origin) -> Direction {
        let (old, new) = (self.old.direction(old), self.new.direction(new));
        Direction {
            sent: old.sent || new.sent,
            read: old.read || new.read,
        }
    }

    fn server(&mut self) {
        let (old, new) = (&self.old.lowered.api.server, &self.new.lowered.api.server);
        if old != new {
            let at = Pointer::root().push("servers");
            let change = Change::new(Kind::ServerChanged, "server")
                .values(old, new)
                .at(&at, &at);
            let reason = "old clients go on asking the old origin; the API in Rust is the same";
            self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
        }
        let name = |side: &Side<'_>| {
            let names = &side.lowered.names;
            format!("{}::{}", names.library.as_str(), names.client.as_str())
        };
        let (old, new) = (name(&self.old), name(&self.new));
        if old != new {
            let at = Pointer::root().push("info").push("title");
            let change = Change::new(Kind::RustNameChanged, "client")
                .values(old, new)
                .at(&at, &at);
            let reason = "the crate or the type of its client has another name";
            self.push(change.verdict(Wire::None, Rust::Major, reason));
        }
    }

    /// Reports the kinds of SID that have another name in Rust.
    fn sids(&mut self) {
        for kind in self.old.lowered.names.sid_kinds() {
            let mut news = self.new.lowered.names.sid_kinds().iter();
            let Some(new) = news.find(|new| new.key == kind.key) else {
                continue;
            };
            let (old, new) = (kind.name.as_str().to_owned(), new.name.as_str().to_owned());
            if old != new {
                let mut change = Change::new(Kind::RustNameChanged, format!("SID {}", kind.prefix));
                change = change.values(old, new);
                change.old_pointer = self.old.owner(&kind.key);
                change.new_pointer = self.new.owner(&kind.key);
                let reason = "the type is called after the one record whose own `sid` is of this kind, else after the prefix";
                self.push(change.verdict(Wire::None, Rust::Major, reason));
            }
        }
    }

    /// Finds the resources whose way or name in Rust has changed; `pairs` are the resources of the paired operations.
    pub(super) fn pair_resources(&mut self, pairs: &[Both<&Resource>]) {
        let (olds, news) = (ways(self.old.lowered), ways(self.new.lowered));
        let mut first = Vec::new();
        for pair in pairs {
            if !self.resources.contains_key(&pair.old.origin) {
                let (old, new) = (&pair.old.origin, &pair.new.origin);
                self.resources.insert(old.clone(), new.clone());
                if let (Some(old), Some(new)) = (olds.get(old), news.get(new)) {
                    self.homes.insert(old.modules.clone(), new.modules.clone());
                }
                first.push(pair.clone());
            }
        }
        for pair in first {
            let (Some(old), Some(new)) = (olds.get(&pair.old.origin), news.get(&pair.new.origin))
            else {
                continue;
            };
            let is_moved = match (&old.parent, &new.parent) {
                (Some(old), Some(new)) => self.resources.get(old).is_some_and(|found| found != new),
                (old, new) => old.is_some() != new.is_some(),
            };
            let same = self.old.resource_names(pair.old) == self.new.resource_names(pair.new);
            if same && !is_moved {
                continue;
            }
            let subject = pair.new.path.to_string();
            let change = Change::new(Kind::ResourceRenamed, subject).values(old.call(), new.call());
            let change = change.at(&pair.old.origin, &pair.new.origin);
            let reason = "callers reach the resource by another module, method or type";
            self.push(change.verdict(Wire::None, Rust::Major, reason));
        }
    }

    /// The module that the old one has become.
    pub(super) fn new_home(&self, old: &[String]) -> Vec<String> {
        self.homes.get(old).cloned().unwrap_or_else(|| old.to_vec())
    }
}

/// How Rust code reaches a resource.
struct Way {
    modules: Vec<String>,
    methods: Vec<String>,
    parent: Option<Origin>,
}

impl Way {
    fn call(&self) -> String {
        let calls: Vec<_> = self
            .methods
            .iter()
            .map(|method| format!("{method}()"))
            .collect();
        calls.join(".")
    }
}

fn ways(lowered: &Lowered) -> BTreeMap<Origin, Way> {
    fn visit(
        lowered: &Lowered,
        resource: &Resource,
        above: Option<(&Origin, &Way)>,
        found: &mut BTreeMap<Origin, Way>,
    ) {
        let name = |role| {
            lowered
                .names
                .text(&resource.origin, role)
                .as_str()
                .to_owned()
        };
        let mut way = Way {
            modules: Vec::new(),
            methods: Vec::new(),
            parent: None,
        };
        if let Some((origin, above)) = above {
            way.modules.clone_from(&above.modules);
            way.methods.clone_from(&above.methods);
            way.parent = Some(origin.clone());
        }
        way.modules.push(name(Role::Module));
        way.methods.push(name(Role::Method));
        for child in &resource.children {
            visit(lowered, child, Some((&resource.origin, &way)), found);
        }
        found.insert(resource.origin.clone(), way);
    }
    let mut found = BTreeMap::new();
    for resource in &lowered.api.resources {
        visit(lowered, resource, None, &mut found);
    }
    found
}
