//! What the overlay and the configuration probably have to say about the new parts of a document, each with its reason.

mod accept;
mod observed;
mod rules;
mod sensitive;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde_json::{Map, Value, json};

pub use accept::accept;

use super::fill::described;
use super::needs;
use crate::diff::side::{each_value, entries};
use openapi_client_codegen::config::Config;
use openapi_client_codegen::document::{METHODS, PLACEHOLDER};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::profile::Profile;
use openapi_client_codegen::text::toml_string;

/// Something that a person accepts or leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it is about, the same for all of its sort.
    pub group: &'static str,
    /// What is proposed.
    pub what: String,
    /// Why.
    pub reason: String,
    /// What is written if it is accepted; nothing for what has to be done by hand.
    pub edit: Option<Edit>,
}

/// What an accepted proposal writes.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// An action at the end of those of its sort in the overlay.
    Action {
        /// The JSONPath.
        target: String,
        /// Why, for the readers of the overlay.
        description: &'static str,
        /// What is merged into the target.
        update: Value,
    },
    /// Another target for an action of the overlay.
    Target {
        /// The index of the action.
        action: usize,
        /// The JSONPath.
        target: String,
        /// The path that it has more than before.
        path: String,
    },
    /// A table of the configuration.
    Config(String),
}

/// What proposals are made from.
pub(super) struct Context<'d> {
    /// Our document as it was, with the overlay.
    pub old: &'d Value,
    /// Our document as it will be, with the overlay.
    pub new: &'d Value,
    /// The imported document: of its examples counts which properties they have.
    pub theirs: &'d Value,
    /// The overlay.
    pub overlay: &'d Value,
    pub config: &'d Config,
    pub profile: &'d Profile,
}

/// Everything to propose, grouped.
pub(super) fn find(context: &Context<'_>) -> Vec<Proposal> {
    let mut found = sids(context);
    found.extend(sensitive::find(context));
    found.extend(observed::find(context));
    found.extend(rules::find(context));
    found.extend(values(context));
    found.extend(tags(context));
    found
}

impl Context<'_> {
    /// Whether our document did not have this part.
    fn is_new(&self, at: &Pointer) -> bool {
        at.find(self.old).is_none()
    }
}

/// The kinds of SIDs that have no name, each with a pointer to a schema of it.
fn nameless(document: &Value, context: &Context<'_>) -> BTreeMap<String, Pointer> {
    let mut found = BTreeMap::new();
    each_value(document, &Pointer::root(), &mut |value, at| {
        let pattern = value.get("pattern").and_then(Value::as_str);
        if let Some(Some(prefix)) = pattern.and_then(context.profile.identifier_prefix)
            && context.config.sid(prefix, at).is_none()
        {
            found.entry(prefix.to_owned()).or_insert_with(|| at.clone());
        }
    });
    found
}

fn sids(context: &Context<'_>) -> Vec<Proposal> {
    let known = nameless(context.old, context);
    let new = nameless(context.new, context).into_iter();
    let new = new.filter(|(prefix, _)| !known.contains_key(prefix));
    let proposals = new.map(|(prefix, at)| {
        let owner = at
            .parent()
            .and_then(|owner| owner.find(context.new)?.get("name"));
        let property = owner.and_then(Value::as_str).map(str::to_owned);
        let property = property
            .or_else(|| Some(at.last()?.into_owned()))
            .unwrap_or_default();
        let words = property.to_snake_case();
        let thing = words.strip_suffix("_sid").filter(|thing| !thing.is_empty());
        let thing = thing.unwrap_or(&prefix).to_owned();
        let name = format!("{thing}_sid").to_upper_camel_case();
        let article = if thing.starts_with(['a', 'e', 'i', 'o']) {
            "an"
        } else {
            "a"
        };
        let identifies = format!("{article} {}", thing.replace('_', " "));
        let table = [
            ("name", &name),
            ("prefix", &prefix),
            ("identifies", &identifies),
        ];
        let lines = table.map(|(key, value)| format!("{key} = {}\n", toml_string(value)));
        Proposal {
            group: "names of SIDs, for the configuration",
            what: format!("{name} for {prefix}..."),
            reason: format!("{property} is of a kind that has no name"),
            edit: Some(Edit::Config(format!("[[sid]]\n{}", lines.concat()))),
        }
    });
    proposals.collect()
}

/// Whether the overlay says what values of enumerations mean, so that the document need not.
pub(super) fn has_values(overlay: &Value) -> bool {
    let mut found = false;
    each_value(overlay, &Pointer::root(), &mut |value, _| {
        found |= value.get("x-enumDescriptions").is_some();
    });
    found
}

/// Words for new values of enumerations, where the overlay has those of others.
fn values(context: &Context<'_>) -> Vec<Proposal> {
    if !has_values(context.overlay) {
        return Vec::new();
    }
    let ([before, _], [now, _]) = (needs::values(context.old), needs::values(context.new));
    let mut groups: BTreeMap<&Pointer, Vec<&str>> = BTreeMap::new();
    for (at, name) in now.difference(&before) {
        groups.entry(at).or_default().push(name);
    }
    let proposals = groups.into_iter().map(|(at, names)| {
        let words = names
            .iter()
            .map(|name| ((*name).to_owned(), json!(PLACEHOLDER)));
        let words: Map<_, _> = words.collect();
        Proposal {
            group: "what values mean, for the overlay",
            what: format!("{} of {}", names.join(", "), described(context.new, at)),
            reason: format!("write the words instead of `{PLACEHOLDER}`"),
            edit: Some(Edit::Action {
                target: json_path(context.new, at, &[]),
                description: "What the values mean.",
                update: json!({"x-enumDescriptions": words}),
            }),
        }
    });
    proposals.collect()
}

/// The operations of the paths of a document.
fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let items = entries(document.get("paths")).flat_map(|(_, item)| entries(Some(item)));
    let operations = items.filter(|(key, _)| METHODS.contains(key));
    operations.map(|(_, operation)| operation)
}

/// The names of the tags that operations have.
pub(super) fn used_tags(document: &Value) -> BTreeSet<&str> {
    let tags = operations(document).filter_map(|operation| operation.get("tags")?.as_array());
    tags.flatten().filter_map(Value::as_str).collect()
}

/// Tags whose operations are all gone; the import declares new ones by itself.
fn tags(context: &Context<'_>) -> Vec<Proposal> {
    let (before, now) = (used_tags(context.old), used_tags(context.new));
    let declared = context.new.get("tags").and_then(Value::as_array);
    let declared = declared.into_iter().flatten();
    let names = declared.filter_map(|tag| tag.get("name")?.as_str());
    let gone = names.filter(|name| before.contains(name) && !now.contains(name));
    let proposals = gone.map(|name| Proposal {
        group: "tags, to be removed from the document by hand",
        what: format!("the tag {name}"),
        reason: "no operation has it any more".to_owned(),
        edit: None,
    });
    proposals.collect()
}

/// The JSONPath of a part, and of several entries of it if there are names.
fn json_path(document: &Value, at: &Pointer, names: &[String]) -> String {
    let quoted = |name: &str| format!("'{}'", name.replace('\\', "\\\\").replace('\'', "\\'"));
    let step = |name: &str| {
        let is_plain = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let starts = name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_');
        match starts && name.chars().all(is_plain) {
            true => format!(".{name}"),
            false => format!("[{}]", quoted(name)),
        }
    };
    let mut path = "$".to_owned();
    let mut value = Some(document);
    for token in at.tokens() {
        path.push_str(&match value {
            Some(Value::Array(_)) => format!("[{token}]"),
            _ => step(&token),
        });
        value = value.and_then(|value| match value {
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            other => other.get(token.as_ref()),
        });
    }
    path.push_str(&match names {
        [] => String::new(),
        [one] => step(one),
        many => {
            let many: Vec<_> = many.iter().map(|name| quoted(name)).collect();
            format!("[{}]", many.join(", "))
        }
    });
    path
}
