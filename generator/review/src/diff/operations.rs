//! Operations: which is which, and what has changed of their method, path and names.

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::names::joined;
use super::pairs::{Thing, pair};
use openapi_client_codegen::model::{Operation, Resource};
use openapi_client_codegen::name::Role;

/// An operation and its resource.
pub(super) type Site<'a> = (&'a Operation, &'a Resource);

impl<'a> Comparison<'a> {
    pub(super) fn operations(&mut self) {
        let sites = self.sides.as_ref().map(|side| {
            let sites = side.operations().into_iter();
            sites.map(|site| (site, thing(site.0))).collect()
        });
        let pairs = pair(sites);
        let resources = pairs.both.iter().map(|sites| sites.map(|site| site.1));
        self.pair_resources(&resources.collect::<Vec<_>>());
        let route = |one: &Operation| format!("{} {}", one.method, one.path);
        for (operation, _) in pairs.added {
            let (kind, id) = (OperationAdded, operation.id.to_string());
            let verdict = Rust::Minor.compatible("there is one more method to call");
            self.added(kind, id, route(operation), &operation.origin, verdict);
        }
        for (operation, _) in pairs.removed {
            let (kind, id) = (OperationRemoved, operation.id.to_string());
            let reason = "the service no longer offers it, and its method is gone";
            let verdict = Rust::Major.breaking(reason);
            self.removed(kind, id, route(operation), &operation.origin, verdict);
        }
        for sites in pairs.both {
            self.operation(sites);
        }
    }

    fn operation(&mut self, sites: Both<Site<'a>>) {
        let both = sites.map(|site| site.0);
        let topic = Topic::new(both.new.id.as_str(), both.map(|one| &one.origin));
        self.operation_names(sites, &topic);
        self.route(sites, &topic);
        self.security(both, &topic);
        let verdict = match both.new.deprecated {
            true => Rust::Minor.unsent("the compiler warns of its use"),
            false => Rust::Patch.unsent("the compiler no longer warns of its use"),
        };
        let deprecated = both.map(|one| deprecated(one.deprecated));
        self.changed(DeprecationChanged, &topic, deprecated, verdict);
        self.parameters(sites);
        self.respond(both, &topic);
    }

    fn operation_names(&mut self, sites: Both<Site<'a>>, topic: &Topic) {
        let names = self.each(sites, |side, (one, _)| side.operation_names(one));
        let resources = sites.map(|site| &site.1.origin);
        let is_moved = self.resources.get(resources.old) != Some(resources.new);
        // A role that only one side has came or went with parameters, which are reported as such.
        let is_renamed = names.old.iter().any(|(role, name)| {
            let other = names.new.get(role);
            other.is_some_and(|other| other != name)
        });
        let ids = sites.map(|site| site.0.id.as_str());
        let kind = OperationRenamed;
        if !(is_renamed || is_moved) {
            let reason = "the id is not sent, and no name in Rust that callers write is made of it";
            self.changed(kind, topic, ids, Rust::Patch.unsent(reason));
        } else if ids.differs() {
            let reason = "the id is not sent; but names in Rust that are made of it change";
            self.changed(kind, topic, ids, Rust::Major.unsent(reason));
        } else {
            let names = self.each(resources.zip(names), |side, (resource, names)| {
                let module = side.rust_name(resource, Role::Module);
                Some(format!("{module}: {}", joined(names.values(), ", ")))
            });
            let reason = "the method or the type of its request has another name or stands in another module";
            let verdict = Rust::Major.unsent(reason);
            self.report(RustNameChanged, topic, names, verdict);
        }
    }

    fn route(&mut self, sites: Both<Site<'a>>, topic: &Topic) {
        let both = sites.map(|site| site.0);
        let methods = both.map(|one| one.method.as_str());
        let reason = "old clients ask with the old HTTP method; the API in Rust is the same";
        self.changed(MethodChanged, topic, methods, Rust::Patch.breaking(reason));
        let parents = self.each(sites, |side, (_, resource)| {
            let parents = resource.parameters.iter();
            parents
                .map(|parent| side.rust_type(&parent.ty))
                .collect::<Vec<_>>()
        });
        let rust = if parents.differs() {
            Rust::Major
        } else {
            Rust::Patch
        };
        let is_same = !both.map(|one| one.path.shape()).differs();
        let verdict = match (is_same, parents.differs()) {
            (true, _) => rust.unsent("the names of placeholders are not sent"),
            (_, false) => rust.breaking("old clients ask for the old path; the new crate for the new one"),
            (_, true) => rust.breaking(
                "old clients ask for the old path, and the way to the resource takes other arguments",
            ),
        };
        let paths = both.map(|one| one.path.to_string());
        self.changed(PathChanged, topic, paths, verdict);
    }
}

/// Whether something is deprecated, as text.
pub(super) fn deprecated(is: bool) -> &'static str {
    if is { "deprecated" } else { "not deprecated" }
}

/// Operations with one method and path are one, whatever their ids.
pub(super) fn thing(operation: &Operation) -> Thing {
    Thing {
        name: operation.id.to_string(),
        shape: Some(format!("{} {}", operation.method, operation.path.shape())),
    }
}
