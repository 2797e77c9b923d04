//! Credentials: which are wanted, how they are given, and where access tokens come from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::compare::{Both, Comparison};
use super::side::Side;
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::Operation;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::server;

/// What is wanted where nothing is.
const NOTHING: &str = "none";

/// Schemes that are wanted together, with their scopes; no schemes if a request needs no credentials.
type Alternative = BTreeMap<String, BTreeSet<String>>;

impl<'a> Comparison<'a> {
    /// What the credentials of the whole document are, and how they are given.
    pub(super) fn schemes(&mut self) {
        let at = Pointer::root().push("security");
        // Where every operation says it for itself, the root only repeats it.
        let counts = |side: &Side<'_>| {
            let operations = side.operations();
            operations
                .iter()
                .any(|(operation, _)| own_security(side, operation).is_none())
        };
        if counts(&self.old) && counts(&self.new) {
            let wanted = Both {
                old: self.old.lowered.document.get("security"),
                new: self.new.lowered.document.get("security"),
            };
            let at = Both {
                old: at.clone(),
                new: at,
            };
            self.credentials("all operations", &wanted, &at);
        }
        self.token_urls();
        let (Some(olds), Some(news)) = (schemes(&self.old), schemes(&self.new)) else {
            return;
        };
        for (name, old) in olds {
            if let Some(new) = news.get(name) {
                self.scheme(name, &Both { old, new });
            }
        }
    }

    /// How credentials of one name are given.
    fn scheme(&mut self, name: &str, both: &Both<&Value>) {
        let texts = (given(both.old), given(both.new));
        if texts.0 == texts.1 {
            return;
        }
        let (old_scopes, new_scopes) = (scopes(both.old), scopes(both.new));
        let is_way_same = without_scopes(both.old) == without_scopes(both.new);
        let (wire, reason) = match is_way_same && old_scopes.is_subset(&new_scopes) {
            true => (
                Wire::Compatible,
                "old clients ask for none of the new scopes",
            ),
            false if is_way_same => (
                Wire::Breaking,
                "old clients may ask for a scope that is gone",
            ),
            false => (
                Wire::Breaking,
                "old clients give their credentials in the old way",
            ),
        };
        let at = schemes_at().push(name);
        let change = Change::new(Kind::SecurityChanged, name).values(texts.0, texts.1);
        self.push(change.at(&at, &at).verdict(wire, Rust::Patch, reason));
    }

    /// Where clients get their access tokens.
    fn token_urls(&mut self) {
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
        let mut change = Change::new(Kind::SecurityChanged, "access tokens");
        change = change.values(old.unwrap_or(NOTHING), new.unwrap_or(NOTHING));
        change.old_pointer = token_url_at(&self.old);
        change.new_pointer = token_url_at(&self.new);
        self.push(change.verdict(wire, Rust::Patch, reason));
    }

    /// The credentials of an operation, if it or its old self says something of its own.
    pub(super) fn security(&mut self, both: &Both<&Operation>) {
        let own = Both {
            old: own_security(&self.old, both.old),
            new: own_security(&self.new, both.new),
        };
        if own.old.is_none() && own.new.is_none() {
            return;
        }
        let root = |side: &Side<'a>| side.lowered.document.get("security");
        let wanted = Both {
            old: own.old.or_else(|| root(&self.old)),
            new: own.new.or_else(|| root(&self.new)),
        };
        let at = Both {
            old: both.old.origin.clone(),
            new: both.new.origin.clone(),
        };
        self.credentials(both.new.id.as_str(), &wanted, &at);
    }

    fn credentials(&mut self, subject: &str, wanted: &Both<Option<&Value>>, at: &Both<Pointer>) {
        let texts = (requirement(wanted.old), requirement(wanted.new));
        if texts.0 == texts.1 {
            return;
        }
        let of = |wanted, side: &Side<'a>, other: &Side<'a>| {
            by_way(&alternatives(wanted), schemes(side), schemes(other))
        };
        let olds = of(wanted.old, &self.old, &self.new);
        let news = of(wanted.new, &self.new, &self.old);
        let (wire, rust, reason) = if olds == news {
            (
                Wire::None,
                Rust::None,
                "only the name of the scheme is another, which is not sent",
            )
        } else if texts.1 == NOTHING {
            (
                Wire::Compatible,
                Rust::Patch,
                "credentials are no longer wanted, and do no harm",
            )
        } else if olds
            .iter()
            .all(|old| news.iter().any(|new| suffices(old, new)))
        {
            (
                Wire::Compatible,
                Rust::Patch,
                "what old clients send is enough",
            )
        } else if texts.0 == NOTHING {
            (
                Wire::Breaking,
                Rust::Patch,
                "old clients send no credentials",
            )
        } else {
            (
                Wire::Breaking,
                Rust::Patch,
                "old clients may send other credentials",
            )
        };
        let change = Change::new(Kind::SecurityChanged, subject).values(texts.0, texts.1);
        self.push(change.at(&at.old, &at.new).verdict(wire, rust, reason));
    }
}

/// Whether who fulfils one alternative fulfils another.
fn suffices(old: &Alternative, new: &Alternative) -> bool {
    new.iter()
        .all(|(scheme, scopes)| old.get(scheme).is_some_and(|old| scopes.is_subset(old)))
}

fn own_security<'s>(side: &Side<'s>, operation: &Operation) -> Option<&'s Value> {
    side.node(&operation.origin)?.value.get("security")
}

fn schemes_at() -> Pointer {
    Pointer::root().push("components").push("securitySchemes")
}

fn schemes<'s>(side: &Side<'s>) -> Option<&'s Map<String, Value>> {
    let found = side.lowered.document.pointer(schemes_at().as_str());
    found?.as_object()
}

/// Where the token URL stands that lowering takes.
fn token_url_at(side: &Side<'_>) -> Option<Pointer> {
    let mut schemes = schemes(side)?.iter();
    let (name, _) = schemes.find(|(_, scheme)| server::token_url(scheme).is_some())?;
    let flow = schemes_at()
        .push(name)
        .push("flows")
        .push("clientCredentials");
    Some(flow.push("tokenUrl"))
}

fn alternatives(security: Option<&Value>) -> Vec<Alternative> {
    let alternatives = security.and_then(Value::as_array).into_iter().flatten();
    let found: Vec<Alternative> = alternatives
        .map(|alternative| {
            let schemes = alternative.as_object().into_iter().flatten();
            let scopes = |scopes: &Value| {
                let names = scopes.as_array().into_iter().flatten();
                names.filter_map(Value::as_str).map(str::to_owned).collect()
            };
            schemes
                .map(|(name, wanted)| (name.clone(), scopes(wanted)))
                .collect()
        })
        .collect();
    match found.is_empty() {
        true => vec![Alternative::new()],
        false => found,
    }
}

/// The alternatives with the ways in which credentials are given in place of the names, except where the way that a name
/// stands for is another in the `other` document, which is reported by itself.
fn by_way(
    alternatives: &[Alternative],
    known: Option<&Map<String, Value>>,
    other: Option<&Map<String, Value>>,
) -> BTreeSet<Alternative> {
    let way = |name: &String| {
        let here = known.and_then(|known| known.get(name)).map(without_scopes);
        let there = other.and_then(|other| other.get(name)).map(without_scopes);
        match (here, there) {
            (Some(here), Some(there)) if here != there => name.clone(),
            (Some(here), _) => here,
            (None, _) => name.clone(),
        }
    };
    alternatives
        .iter()
        .map(|schemes| {
            let schemes = schemes.iter();
            schemes
                .map(|(name, scopes)| (way(name), scopes.clone()))
                .collect()
        })
        .collect()
}

/// What credentials are wanted, as text.
fn requirement(security: Option<&Value>) -> String {
    let alternatives = alternatives(security);
    let mut texts: Vec<String> = alternatives
        .iter()
        .map(|schemes| {
            let names = schemes
                .iter()
                .map(|(name, scopes)| match scopes.is_empty() {
                    true => name.clone(),
                    false => {
                        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
                        format!("{name} ({})", scopes.join(", "))
                    }
                });
            names.collect::<Vec<_>>().join(" and ")
        })
        .collect();
    texts.sort_unstable();
    match texts.first() {
        Some(first) if !first.is_empty() => texts.join(" or "),
        _ => NOTHING.to_owned(),
    }
}

/// The scopes that a scheme knows.
fn scopes(scheme: &Value) -> BTreeSet<String> {
    let flows = scheme.get("flows").and_then(Value::as_object);
    let flows = flows.into_iter().flat_map(Map::values);
    let scopes = flows.filter_map(|flow| flow.get("scopes")?.as_object());
    scopes.flat_map(Map::keys).cloned().collect()
}

/// How credentials are given, as text, with the scopes.
fn given(scheme: &Value) -> String {
    let scopes = scopes(scheme);
    let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
    match scopes.is_empty() {
        true => without_scopes(scheme),
        false => format!("{}, scopes {}", without_scopes(scheme), scopes.join(" ")),
    }
}

/// How credentials are given, as text: without prose, scopes, and the token URL, which is compared by itself.
fn without_scopes(scheme: &Value) -> String {
    let mut scheme = scheme.clone();
    let flows = scheme.get_mut("flows").and_then(Value::as_object_mut);
    for (name, flow) in flows.into_iter().flatten() {
        if let Some(flow) = flow.as_object_mut() {
            flow.remove("scopes");
            if name == "clientCredentials" {
                flow.remove("tokenUrl");
            }
        }
    }
    let entries = scheme.as_object().into_iter().flatten();
    let kept = entries.filter(|(key, _)| *key != "description" && !key.starts_with("x-"));
    kept.map(|(key, value)| match value {
        Value::Object(flows) if key == "flows" => {
            let names: Vec<String> = flows
                .iter()
                .map(|(name, flow)| flow_text(name, flow))
                .collect();
            format!("by {}", names.join(" or "))
        }
        other => format!("{key} {}", super::facets::text(other)),
    })
    .collect::<Vec<_>>()
    .join(", ")
}

/// A flow of OAuth, with what is left to tell of it.
fn flow_text(name: &str, flow: &Value) -> String {
    let entries = flow.as_object().into_iter().flatten();
    let told = entries.filter_map(|(key, value)| Some(format!("{key} {}", value.as_str()?)));
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => name.to_owned(),
        false => format!("{name} ({})", told.join(", ")),
    }
}
