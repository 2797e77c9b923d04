//! Credentials: which are wanted, how they are given, and where access tokens come from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::names::joined;
use super::side::Side;
use super::values::text;
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
        // Where every operation says it for itself, the root only repeats it.
        let counts = self.sides.as_ref().map(|side| {
            let mut operations = side.operations().into_iter();
            operations.any(|(operation, _)| own_security(side, operation).is_none())
        });
        if counts.old && counts.new {
            let at = Pointer::root().push("security");
            let topic = Topic::new("all operations", Both::new(&at, &at));
            self.credentials(self.sides.as_ref().map(root_security), &topic);
        }
        self.token_urls();
        self.other_token_urls();
        let schemes = self.sides.as_ref().map(schemes);
        for (name, old) in schemes.old.into_iter().flatten() {
            if let Some(new) = schemes.new.and_then(|news| news.get(name)) {
                self.scheme(name, Both { old, new });
            }
        }
    }

    /// How credentials of one name are given.
    fn scheme(&mut self, name: &str, both: Both<&Value>) {
        let scopes = both.map(scopes);
        let is_way_same = !both.map(without_scopes).differs();
        let verdict = match is_way_same && scopes.old.is_subset(&scopes.new) {
            true => Rust::Patch.compatible("old clients ask for none of the new scopes"),
            false if is_way_same => {
                Rust::Patch.breaking("old clients may ask for a scope that is gone")
            }
            false => Rust::Patch.breaking("old clients give their credentials in the old way"),
        };
        let at = schemes_at().push(name);
        let topic = Topic::new(name, Both::new(&at, &at));
        let texts = both
            .zip(scopes)
            .map(|(scheme, scopes)| match scopes.is_empty() {
                true => without_scopes(scheme),
                false => format!("{}, scopes {}", without_scopes(scheme), joined(scopes, " ")),
            });
        self.changed(SecurityChanged, &topic, texts, verdict);
    }

    /// Where clients get their access tokens.
    fn token_urls(&mut self) {
        let sides = self.sides.as_ref();
        let urls = sides.map(|side| side.lowered.api.token_url.as_deref());
        let verdict = match urls.old {
            Some(_) => Rust::Patch.breaking("old clients ask for access tokens there"),
            None => Rust::Patch.compatible("old clients know none, and go on as before"),
        };
        let topic = Topic::somewhere("access tokens", sides.map(token_url_at));
        let urls = urls.map(|url| url.unwrap_or(NOTHING));
        self.changed(SecurityChanged, &topic, urls, verdict);
    }

    /// The token URLs of other schemes than the first.
    fn other_token_urls(&mut self) {
        let first = self.sides.as_ref().map(token_url_at);
        let schemes = self.sides.as_ref().map(schemes);
        let Some(schemes) = schemes.present() else {
            return;
        };
        for (name, scheme) in schemes.old {
            let new = schemes.new.get(name).and_then(server::token_url);
            let at = token_url_of(name);
            let is_first = first.old.as_ref() == Some(&at) && first.new.as_ref() == Some(&at);
            if let (Some(old), Some(new), false) = (server::token_url(scheme), new, is_first) {
                let topic = Topic::new(format!("access tokens of {name}"), Both::new(&at, &at));
                let verdict = Rust::Patch.breaking("old clients ask for access tokens there");
                self.changed(SecurityChanged, &topic, Both::new(old, new), verdict);
            }
        }
    }

    /// The credentials of an operation, if it or its old self says something of its own.
    pub(super) fn security(&mut self, both: Both<&Operation>, topic: &Topic) {
        let own = self.each(both, own_security);
        if own.old.is_some() || own.new.is_some() {
            let wanted = self.each(own, |side, own| own.or_else(|| root_security(side)));
            self.credentials(wanted, topic);
        }
    }

    fn credentials(&mut self, wanted: Both<Option<&Value>>, topic: &Topic) {
        let known = self.sides.as_ref().map(schemes);
        let alternatives = wanted.map(alternatives);
        let texts = alternatives.as_ref().map(|all| requirement(all));
        let others = Both::new(known.new, known.old);
        let ways = alternatives.zip(known.zip(others));
        let ways = ways.map(|(all, (known, other))| by_way(all, known, other));
        let is_enough = ways.old.iter().all(|old| {
            let mut news = ways.new.iter();
            news.any(|new| suffices(old, new))
        });
        let verdict = match (texts.old.as_str(), texts.new.as_str()) {
            _ if !ways.differs() && self.sides.new.lowered.profile.reads_security => Rust::Major
                .unsent(
                    "the name of the scheme is not sent; but callers give their credentials by it",
                ),
            _ if !ways.differs() => {
                Rust::None.unsent("only the name of the scheme is another, which is not sent")
            }
            (_, NOTHING) => {
                Rust::Patch.compatible("credentials are no longer wanted, and do no harm")
            }
            _ if is_enough => Rust::Patch.compatible("what old clients send is enough"),
            (NOTHING, _) => Rust::Patch.breaking("old clients send no credentials"),
            _ => Rust::Patch.breaking("old clients may send other credentials"),
        };
        self.changed(SecurityChanged, topic, texts, verdict);
    }
}

/// Whether who fulfils one alternative fulfils another.
fn suffices(old: &Alternative, new: &Alternative) -> bool {
    let mut wanted = new.iter();
    wanted.all(|(scheme, scopes)| old.get(scheme).is_some_and(|old| scopes.is_subset(old)))
}

fn own_security<'s>(side: &Side<'s>, operation: &Operation) -> Option<&'s Value> {
    side.node(&operation.origin)?.value.get("security")
}

fn root_security<'s>(side: &Side<'s>) -> Option<&'s Value> {
    side.lowered.document.get("security")
}

fn schemes_at() -> Pointer {
    Pointer::root().push("components").push("securitySchemes")
}

fn schemes<'s>(side: &Side<'s>) -> Option<&'s Map<String, Value>> {
    let found = side.lowered.document.pointer(schemes_at().as_str());
    found?.as_object()
}

/// The pointer of the token URL that lowering takes.
fn token_url_at(side: &Side<'_>) -> Option<Pointer> {
    let mut schemes = schemes(side)?.iter();
    let (name, _) = schemes.find(|(_, scheme)| server::token_url(scheme).is_some())?;
    Some(token_url_of(name))
}

fn token_url_of(scheme: &str) -> Pointer {
    let flows = schemes_at().push(scheme).push("flows");
    flows.push("clientCredentials").push("tokenUrl")
}

fn alternatives(security: Option<&Value>) -> Vec<Alternative> {
    let scopes = |scopes: &Value| {
        let names = scopes.as_array().into_iter().flatten();
        names.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let alternative = |alternative: &Value| -> Alternative {
        let schemes = alternative.as_object().into_iter().flatten();
        let schemes = schemes.map(|(name, wanted)| (name.clone(), scopes(wanted)));
        schemes.collect()
    };
    let found = security.and_then(Value::as_array);
    match found.filter(|found| !found.is_empty()) {
        Some(found) => found.iter().map(alternative).collect(),
        None => vec![Alternative::new()],
    }
}

/// The alternatives with the ways in which credentials are given instead of the names, except where the way that a name
/// stands for is another in the `other` document, which is reported by itself.
fn by_way(
    alternatives: Vec<Alternative>,
    known: Option<&Map<String, Value>>,
    other: Option<&Map<String, Value>>,
) -> BTreeSet<Alternative> {
    let way = |name: String| {
        let of = |schemes: Option<&Map<_, _>>| schemes?.get(&name).map(without_scopes);
        match (of(known), of(other)) {
            (Some(here), Some(there)) if here != there => name,
            (here, _) => here.unwrap_or(name),
        }
    };
    let alternatives = alternatives.into_iter().map(|schemes| {
        let schemes = schemes.into_iter();
        schemes.map(|(name, scopes)| (way(name), scopes)).collect()
    });
    alternatives.collect()
}

/// What credentials are wanted, as text.
fn requirement(alternatives: &[Alternative]) -> String {
    let scheme = |(name, scopes): (&String, &BTreeSet<String>)| match scopes.is_empty() {
        true => name.clone(),
        false => format!("{name} ({})", joined(scopes, ", ")),
    };
    let alternatives = alternatives.iter();
    let texts = alternatives.map(|schemes| joined(schemes.iter().map(scheme), " and "));
    let mut texts: Vec<String> = texts.collect();
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

/// How credentials are given, as text: without prose, scopes, and the token URL, which is compared by itself.
fn without_scopes(scheme: &Value) -> String {
    let flow = |(name, flow): (&String, &Value)| {
        let entries = flow.as_object().into_iter().flatten();
        let is_shown = |key: &str| match key {
            "scopes" => false,
            "tokenUrl" => name != "clientCredentials",
            _ => true,
        };
        let shown = entries.filter(|(key, _)| is_shown(key));
        let shown = shown.filter_map(|(key, value)| Some(format!("{key} {}", value.as_str()?)));
        match joined(shown, ", ") {
            entries if entries.is_empty() => name.clone(),
            entries => format!("{name} ({entries})"),
        }
    };
    let entries = scheme.as_object().into_iter().flatten();
    let kept = entries.filter(|(key, _)| *key != "description" && !key.starts_with("x-"));
    let kept = kept.map(|(key, value)| match value {
        Value::Object(flows) if key == "flows" => {
            format!("by {}", joined(flows.iter().map(flow), " or "))
        }
        other => format!("{key} {}", text(other)),
    });
    joined(kept, ", ")
}
