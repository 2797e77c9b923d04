//! Operations: which is which, and what has changed of their method, path, credentials and names.

use serde_json::Value;

use super::compare::{Both, Comparison};
use super::pairs::{Thing, pair};
use super::side::Side;
use super::{Change, Kind, Rust, Wire};
use crate::model::{Operation, Resource};
use crate::pointer::Pointer;

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
            let reason = "the service no longer promises to answer, and its method is gone";
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
        self.answer(&both);
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
                    let module = side.rust_name(&site.1.origin, crate::name::Role::Module);
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

    /// What the credentials of the whole document are, and how they are given.
    pub(super) fn schemes(&mut self) {
        let root = Pointer::root();
        let of_root = |side: &Side<'_>| requirement(side.lowered.document.get("security"));
        let texts = Both {
            old: of_root(&self.old),
            new: of_root(&self.new),
        };
        let at = root.push("security");
        // Where every operation says it for itself, the root only repeats it.
        let counts = |side: &Side<'_>| {
            let operations = side.operations();
            operations
                .iter()
                .any(|(operation, _)| own_security(side, operation).is_none())
        };
        if counts(&self.old) && counts(&self.new) {
            self.credentials(
                "all operations",
                &texts,
                &Both {
                    old: at.clone(),
                    new: at,
                },
            );
        }
        let at = root.push("components").push("securitySchemes");
        let schemes = |side: &Side<'a>| -> Option<&'a serde_json::Map<String, Value>> {
            side.lowered.document.pointer(at.as_str())?.as_object()
        };
        self.token_urls(&at);
        let (Some(olds), Some(news)) = (schemes(&self.old), schemes(&self.new)) else {
            return;
        };
        for (name, old) in olds {
            let Some(new) = news.get(name) else { continue };
            let (old, new) = (scheme(old), scheme(new));
            if old != new {
                let at = at.push(name);
                let change = Change::new(Kind::SecurityChanged, name)
                    .values(old, new)
                    .at(&at, &at);
                let reason = "old clients give their credentials in the old way";
                self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
            }
        }
    }

    /// Where clients get their access tokens.
    fn token_urls(&mut self, at: &Pointer) {
        let url = |side: &Side<'a>| side.lowered.api.token_url.as_deref();
        let (old, new) = (url(&self.old), url(&self.new));
        if old == new {
            return;
        }
        let (wire, reason) = match old {
            Some(_) => (Wire::Breaking, "old clients ask for access tokens there"),
            None => (
                Wire::Compatible,
                "old clients know none, and go on as before",
            ),
        };
        let text = |url: Option<&str>| url.unwrap_or(NOTHING).to_owned();
        let change = Change::new(Kind::SecurityChanged, "access tokens")
            .values(text(old), text(new))
            .at(at, at);
        self.push(change.verdict(wire, Rust::Patch, reason));
    }

    fn security(&mut self, both: &Both<&Operation>) {
        let own = Both {
            old: own_security(&self.old, both.old),
            new: own_security(&self.new, both.new),
        };
        if own.old.is_none() && own.new.is_none() {
            return;
        }
        let effective = |side: &Side<'_>, own: Option<&Value>| {
            requirement(own.or(side.lowered.document.get("security")))
        };
        let texts = Both {
            old: effective(&self.old, own.old),
            new: effective(&self.new, own.new),
        };
        let at = Both {
            old: both.old.origin.clone(),
            new: both.new.origin.clone(),
        };
        self.credentials(both.new.id.as_str(), &texts, &at);
    }

    fn credentials(&mut self, subject: &str, texts: &Both<String>, at: &Both<Pointer>) {
        if texts.old == texts.new {
            return;
        }
        let (wire, reason) = match (texts.old == NOTHING, texts.new == NOTHING) {
            (_, true) => (
                Wire::Compatible,
                "credentials are no longer wanted, and do no harm",
            ),
            (true, _) => (Wire::Breaking, "old clients send no credentials"),
            _ => (Wire::Breaking, "old clients send other credentials"),
        };
        let change = Change::new(Kind::SecurityChanged, subject).values(&texts.old, &texts.new);
        self.push(
            change
                .at(&at.old, &at.new)
                .verdict(wire, Rust::Patch, reason),
        );
    }
}

/// What is wanted where nothing is.
const NOTHING: &str = "none";

fn own_security<'s>(side: &Side<'s>, operation: &Operation) -> Option<&'s Value> {
    side.node(&operation.origin)?.value.get("security")
}

/// What credentials are wanted, as text.
fn requirement(security: Option<&Value>) -> String {
    let alternatives = security.and_then(Value::as_array).into_iter().flatten();
    let mut texts: Vec<String> = alternatives
        .map(|alternative| {
            let schemes = alternative.as_object().into_iter().flatten();
            let names = schemes.map(|(name, scopes)| match scopes.as_array() {
                Some(scopes) if !scopes.is_empty() => {
                    format!("{name} {}", Value::Array(scopes.clone()))
                }
                _ => name.clone(),
            });
            names.collect::<Vec<_>>().join(" and ")
        })
        .collect();
    texts.sort_unstable();
    match texts.first() {
        None => NOTHING.to_owned(),
        Some(first) if first.is_empty() => NOTHING.to_owned(),
        Some(_) => texts.join(" or "),
    }
}

/// How credentials are given, without prose, and without the token URL, which is compared by itself.
fn scheme(scheme: &Value) -> String {
    let mut scheme = scheme.clone();
    if let Some(Value::Object(flow)) = scheme.pointer_mut("/flows/clientCredentials") {
        flow.remove("tokenUrl");
    }
    let entries = scheme.as_object().into_iter().flatten();
    let kept = entries.filter(|(key, _)| *key != "description" && !key.starts_with("x-"));
    kept.map(|(key, value)| format!("{key} {}", super::facets::text(value)))
        .collect::<Vec<_>>()
        .join(", ")
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
