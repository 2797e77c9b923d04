//! The comparison: the changes found so far, and which resource and type of the old document is which of the new.

use std::collections::{BTreeMap, BTreeSet};

use super::ChangeKind::{self, *};
use super::both::Both;
use super::side::{Direction, READ, Side};
use super::{Change, Rust, Wire};
use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{Origin, Resource, Server};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::pointer::Pointer;

/// Both documents and what was found.
pub(super) struct Comparison<'a> {
    pub sides: Both<Side<'a>>,
    pub changes: Vec<Change>,
    /// Types that are the same thing in both documents and have not been compared yet.
    pub waiting: Vec<Both<Origin>>,
    /// Types that have been met.
    pub met: BTreeSet<(Origin, Origin)>,
    /// The new resource of an old one.
    pub resources: BTreeMap<Origin, Origin>,
    /// The new module of an old one.
    pub homes: BTreeMap<Vec<String>, Vec<String>>,
}

/// What changes are about: what it is called, where it is, and what callers in Rust see of it.
#[derive(Clone, Debug)]
pub(super) struct Topic {
    pub subject: String,
    pub at: Both<Option<Pointer>>,
    /// Which way its values travel.
    pub direction: Direction,
    /// Whether the API in Rust has its type.
    pub in_rust: bool,
    /// Functions take what converts into the type, as far as it has conversions.
    pub is_argument: bool,
}

/// What a change does to the wire and to Rust code, and why.
pub(super) struct Verdict {
    wire: Wire,
    rust: Rust,
    reason: String,
}

/// Compares two documents.
pub(super) fn run(old: &Lowered, new: &Lowered) -> Vec<Change> {
    let mut comparison = Comparison {
        sides: Both::new(old, new).map(Side::new),
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

impl Topic {
    /// Something that is read, and has a type in Rust.
    pub(super) fn new(subject: impl Into<String>, at: Both<&Pointer>) -> Self {
        Self::somewhere(subject, at.map(|at| Some(at.clone())))
    }

    /// The same of what need not be in both documents.
    pub(super) fn somewhere(subject: impl Into<String>, at: Both<Option<Pointer>>) -> Self {
        Self {
            subject: subject.into(),
            at,
            direction: READ,
            in_rust: true,
            is_argument: false,
        }
    }

    /// A part of it.
    pub(super) fn part(&self, name: impl std::fmt::Display, at: Both<&Pointer>) -> Self {
        Self {
            subject: format!("{}.{name}", self.subject),
            ..self.at(at)
        }
    }

    /// The same, somewhere else.
    pub(super) fn at(&self, at: Both<&Pointer>) -> Self {
        Self {
            at: at.map(|at| Some(at.clone())),
            ..self.clone()
        }
    }
}

impl Rust {
    /// The verdict of a change that old clients may fail by.
    pub(super) fn breaking(self, reason: impl Into<String>) -> Verdict {
        Verdict::new(Wire::Breaking, self, reason)
    }

    /// The verdict of a change that old clients get along with.
    pub(super) fn compatible(self, reason: impl Into<String>) -> Verdict {
        Verdict::new(Wire::Compatible, self, reason)
    }

    /// The verdict of a change that nobody sees on the wire.
    pub(super) fn unsent(self, reason: impl Into<String>) -> Verdict {
        Verdict::new(Wire::None, self, reason)
    }
}

impl Verdict {
    pub(super) fn new(wire: Wire, rust: Rust, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { wire, rust, reason }
    }

    /// The same with another verdict for Rust users, and more of a reason.
    pub(super) fn and(self, rust: Rust, reason: &str) -> Self {
        Self::new(self.wire, rust, self.reason + reason)
    }
}

impl<'a> Comparison<'a> {
    /// Reports a change, whatever the texts.
    pub(super) fn report(
        &mut self,
        kind: ChangeKind,
        topic: &Topic,
        texts: Both<Option<String>>,
        verdict: Verdict,
    ) {
        self.changes.push(Change {
            kind,
            subject: topic.subject.clone(),
            old: texts.old,
            new: texts.new,
            old_pointer: topic.at.old.clone(),
            new_pointer: topic.at.new.clone(),
            old_line: None,
            new_line: None,
            wire: verdict.wire,
            rust: verdict.rust,
            reason: verdict.reason,
        });
    }

    /// Reports a change, unless both texts are the same.
    pub(super) fn changed<T: PartialEq + Into<String>>(
        &mut self,
        kind: ChangeKind,
        topic: &Topic,
        texts: Both<T>,
        verdict: Verdict,
    ) {
        if texts.differs() {
            let texts = texts.map(|text| Some(text.into()));
            self.report(kind, topic, texts, verdict);
        }
    }

    /// Reports another name: in the document, else in Rust alone.
    pub(super) fn renamed(
        &mut self,
        kind: ChangeKind,
        topic: &Topic,
        names: Both<&str>,
        verdict: Verdict,
        in_rust: (Both<String>, &str),
    ) {
        if names.differs() {
            self.changed(kind, topic, names, verdict);
        } else {
            let (names, reason) = in_rust;
            let verdict = Rust::Major.unsent(reason);
            self.changed(RustNameChanged, topic, names, verdict);
        }
    }

    /// Reports what only the new document has.
    pub(super) fn added(
        &mut self,
        kind: ChangeKind,
        subject: String,
        text: impl Into<String>,
        at: &Pointer,
        verdict: Verdict,
    ) {
        let topic = Topic::somewhere(subject, Both::new(None, Some(at.clone())));
        self.report(kind, &topic, Both::new(None, Some(text.into())), verdict);
    }

    /// Reports what only the old document has.
    pub(super) fn removed(
        &mut self,
        kind: ChangeKind,
        subject: String,
        text: impl Into<String>,
        at: &Pointer,
        verdict: Verdict,
    ) {
        let topic = Topic::somewhere(subject, Both::new(Some(at.clone()), None));
        self.report(kind, &topic, Both::new(Some(text.into()), None), verdict);
    }

    /// What either document has of something.
    pub(super) fn each<T, U>(&self, both: Both<T>, of: impl Fn(&Side<'a>, T) -> U) -> Both<U> {
        let sides = self.sides.as_ref().zip(both);
        sides.map(|(side, one)| of(side, one))
    }

    /// The names in Rust of the same node.
    pub(super) fn rust_names(&self, origins: Both<&Origin>, role: Role) -> Both<String> {
        self.each(origins, |side, origin| side.rust_name(origin, role))
    }

    fn server(&mut self) {
        let root = Pointer::root();
        let topic = |subject: &str, at: Pointer| Topic::new(subject, Both::new(&at, &at));
        let apis = self.sides.as_ref().map(|side| &side.lowered.api);
        let servers = apis.map(|api| api.server.as_str());
        let reason = "old clients go on asking the old origin; the API in Rust is the same";
        let (kind, server) = (ServerChanged, topic("server", root.push("servers")));
        self.changed(kind, &server, servers, Rust::Patch.breaking(reason));
        if !servers.differs() {
            let own = apis.map(|api| &api.own_server);
            let texts = own.map(server_text);
            let is_kept = own.old.variables.iter().all(|old| {
                let mut news = own.new.variables.iter();
                news.any(|new| {
                    let is_closed = !new.values.is_empty();
                    let lost = old.values.iter().any(|value| !new.values.contains(value));
                    old.name == new.name && !(is_closed && (old.values.is_empty() || lost))
                })
            });
            let verdict = match is_kept {
                true => Rust::Patch.compatible("what old clients set is good as before"),
                false => Rust::Patch.breaking("old clients may set what there is no more"),
            };
            self.changed(kind, &server, texts, verdict);
        }
        let names = self.sides.as_ref().map(|side| &side.lowered.names);
        let names = names.map(|all| format!("{}::{}", all.library.as_str(), all.client.as_str()));
        let client = topic("client", root.push("info").push("title"));
        let verdict = Rust::Major.unsent("the crate or the type of its client has another name");
        self.changed(RustNameChanged, &client, names, verdict);
    }

    /// Reports the kinds of SID that have another name in Rust.
    fn sids(&mut self) {
        let kinds = self
            .sides
            .as_ref()
            .map(|side| side.lowered.names.sid_kinds());
        for old in kinds.old {
            let Some(new) = kinds.new.iter().find(|new| new.key == old.key) else {
                continue;
            };
            let owners = self.sides.as_ref().map(|side| side.owner(&old.key));
            let topic = Topic::somewhere(format!("SID {}", old.prefix), owners);
            let names = Both::new(old, new).map(|kind| kind.name.as_str());
            let reason = "the type is called after the one record whose own `sid` is of this kind, else after the prefix";
            let verdict = Rust::Major.unsent(reason);
            self.changed(RustNameChanged, &topic, names, verdict);
        }
    }

    /// Finds the resources whose way or name in Rust has changed; `pairs` are the resources of the paired operations.
    pub(super) fn pair_resources(&mut self, pairs: &[Both<&'a Resource>]) {
        let lineages = self.sides.as_ref().map(Side::lineages);
        let ways = |both: Both<&'a Resource>| {
            let found = lineages.as_ref().zip(both);
            found.map(|(all, one)| all.get(&one.origin).map_or(&[][..], Vec::as_slice))
        };
        let mut first = Vec::new();
        for pair in pairs {
            let (old, new) = (&pair.old.origin, &pair.new.origin);
            if !self.resources.contains_key(old) {
                self.resources.insert(old.clone(), new.clone());
                first.push(*pair);
                let homes = self.each(ways(*pair), |side, way| side.way(way, Role::Module));
                self.homes.insert(homes.old, homes.new);
            }
        }
        for pair in first {
            let parents = ways(pair).map(|way| way.iter().rev().nth(1).map(|one| &one.origin));
            let is_moved = match (parents.old, parents.new) {
                (Some(old), Some(new)) => self.resources.get(old).is_some_and(|found| found != new),
                (old, new) => old.is_some() != new.is_some(),
            };
            let names = self.each(pair, |side, one| {
                [Role::Module, Role::Method, Role::Handle]
                    .map(|role| side.rust_name(&one.origin, role))
            });
            if names.differs() || is_moved {
                let topic = Topic::new(pair.new.path.to_string(), pair.map(|one| &one.origin));
                let calls = self.each(ways(pair), |side, way| {
                    Some(side.way(way, Role::Method).join("().") + "()")
                });
                let reason = "callers reach the resource by another module, method or type";
                let verdict = Rust::Major.unsent(reason);
                self.report(ResourceRenamed, &topic, calls, verdict);
            }
        }
    }
}

/// A server as text: its address, and the variables in it.
pub(super) fn server_text(server: &Server) -> String {
    let variables = server.variables.iter().map(|variable| {
        let values = variable.values.join("|");
        let of = if values.is_empty() { "" } else { " of " };
        format!("{} is {}{of}{values}", variable.name, variable.default)
    });
    let variables: Vec<_> = variables.collect();
    match variables.is_empty() {
        true => server.url.clone(),
        false => format!("{} ({})", server.url, variables.join(", ")),
    }
}
