//! Operations: which is which, and what has changed of their method, path and names.

use super::compare::{Both, Comparison};
use super::pairs::{Thing, pair};
use super::side::Side;
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{Operation, Resource};
use openapi_client_codegen::pointer::Pointer;

/// An operation and its resource.
pub(super) type Site<'a> = (&'a Operation, &'a Resource);

impl<'a> Comparison<'a> {
    pub(super) fn operations(&mut self) {
        let (olds, news) = (self.old.operations(), self.new.operations());
        let things = |sites: &[Site<'_>]| -> Vec<Thing> { sites.iter().map(thing).collect() };
        let pairs = pair(&things(&olds), &things(&news));
        let mut both: Vec<_> = pairs.same.iter().chain(&pairs.renamed).collect();
        both.sort_by_key(|(_, new)| *new);
        let resources: Vec<_> = both
            .iter()
            .map(|&&(old, new)| Both {
                old: olds[old].1,
                new: news[new].1,
            })
            .collect();
        self.pair_resources(&resources);
        for index in pairs.added {
            let operation = news[index].0;
            let change = Change::new(Kind::OperationAdded, operation.id.as_str());
            let change = change.is(route(operation), &operation.origin);
            self.push(change.verdict(
                Wire::Compatible,
                Rust::Minor,
                "there is one more method to call",
            ));
        }
        for index in pairs.removed {
            let operation = olds[index].0;
            let change = Change::new(Kind::OperationRemoved, operation.id.as_str());
            let change = change.was(route(operation), &operation.origin);
            let reason = "the service no longer offers it, and its method is gone";
            self.push(change.verdict(Wire::Breaking, Rust::Major, reason));
        }
        for &(old, new) in both {
            self.operation(&Both {
                old: olds[old],
                new: news[new],
            });
        }
    }

    fn operation(&mut self, site: &Both<Site<'a>>) {
        let both = Both {
            old: site.old.0,
            new: site.new.0,
        };
        self.operation_names(site);
        self.route(site);
        self.security(&both);
        let deprecated = Both {
            old: both.old.deprecated,
            new: both.new.deprecated,
        };
        let at = Both {
            old: both.old.origin.clone(),
            new: both.new.origin.clone(),
        };
        self.deprecation(both.new.id.as_str(), &deprecated, &at, true);
        self.parameters(site);
        self.respond(&both);
    }

    /// Reports that something is deprecated, or is no longer; Rust says so of methods only.
    pub(super) fn deprecation(
        &mut self,
        subject: &str,
        is: &Both<bool>,
        at: &Both<Pointer>,
        in_rust: bool,
    ) {
        if is.old == is.new {
            return;
        }
        let text = |is: bool| if is { "deprecated" } else { "not deprecated" };
        let change =
            Change::new(Kind::DeprecationChanged, subject).values(text(is.old), text(is.new));
        let (rust, reason) = match (in_rust, is.new) {
            (true, true) => (Rust::Minor, "the compiler warns of its use"),
            (true, false) => (Rust::Patch, "the compiler no longer warns of its use"),
            (false, _) => (
                Rust::None,
                "it works as before, and the crate does not tell",
            ),
        };
        self.push(
            change
                .at(&at.old, &at.new)
                .verdict(Wire::None, rust, reason),
        );
    }

    fn operation_names(&mut self, site: &Both<Site<'a>>) {
        let (old, new) = (site.old.0, site.new.0);
        let (olds, news) = (self.old.operation_names(old), self.new.operation_names(new));
        let is_moved = self.resources.get(&site.old.1.origin) != Some(&site.new.1.origin);
        // A role that only one side has came or went with parameters, which are reported as such.
        let differs =
            |(role, name): (_, &String)| news.get(role).is_some_and(|other| other != name);
        let is_renamed = olds.iter().any(differs);
        let rust = if is_renamed || is_moved {
            Rust::Major
        } else {
            Rust::Patch
        };
        let at = (&old.origin, &new.origin);
        if old.id != new.id {
            let change = Change::new(Kind::OperationRenamed, new.id.as_str());
            let change = change
                .values(old.id.as_str(), new.id.as_str())
                .at(at.0, at.1);
            let reason = match rust {
                Rust::Major => "the id is not sent; but names in Rust that are made of it change",
                _ => "the id is not sent, and no name in Rust that callers write is made of it",
            };
            self.push(change.verdict(Wire::None, rust, reason));
        } else if rust == Rust::Major {
            let way =
                |side: &Side<'_>, site: Site<'_>, names: &std::collections::BTreeMap<_, String>| {
                    let module =
                        side.rust_name(&site.1.origin, openapi_client_codegen::name::Role::Module);
                    let names: Vec<_> = names.values().map(String::as_str).collect();
                    format!("{module}: {}", names.join(", "))
                };
            let texts = (
                way(&self.old, site.old, &olds),
                way(&self.new, site.new, &news),
            );
            let change =
                Change::new(Kind::RustNameChanged, new.id.as_str()).values(texts.0, texts.1);
            let reason = "the method or the type of its request has another name or stands in another module";
            self.push(
                change
                    .at(at.0, at.1)
                    .verdict(Wire::None, Rust::Major, reason),
            );
        }
    }

    fn route(&mut self, site: &Both<Site<'a>>) {
        let (old, new) = (site.old.0, site.new.0);
        let subject = new.id.as_str();
        if old.method != new.method {
            let change = Change::new(Kind::MethodChanged, subject).values(&old.method, &new.method);
            let reason = "old clients ask with the old HTTP method; the API in Rust is the same";
            self.push(change.at(&old.origin, &new.origin).verdict(
                Wire::Breaking,
                Rust::Patch,
                reason,
            ));
        }
        if old.path == new.path {
            return;
        }
        let parents = |side: &Side<'_>, resource: &Resource| -> Vec<String> {
            resource
                .parameters
                .iter()
                .map(|parameter| side.rust_type(&parameter.ty))
                .collect()
        };
        let is_same = parents(&self.old, site.old.1) == parents(&self.new, site.new.1);
        let rust = if is_same { Rust::Patch } else { Rust::Major };
        let (wire, reason) = match (old.path.shape() == new.path.shape(), is_same) {
            (true, _) => (Wire::None, "the names of placeholders are not sent"),
            (false, true) => (
                Wire::Breaking,
                "old clients ask for the old path; the new crate for the new one",
            ),
            (false, false) => (
                Wire::Breaking,
                "old clients ask for the old path, and the way to the resource takes other arguments",
            ),
        };
        let change = Change::new(Kind::PathChanged, subject)
            .values(old.path.to_string(), new.path.to_string());
        self.push(
            change
                .at(&old.origin, &new.origin)
                .verdict(wire, rust, reason),
        );
    }
}

fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method, operation.path)
}

/// Operations with one method and path are one, whatever their ids.
fn thing(site: &Site<'_>) -> Thing {
    let operation = site.0;
    Thing {
        name: operation.id.as_str().to_owned(),
        shape: Some(format!("{} {}", operation.method, operation.path.shape())),
    }
}
