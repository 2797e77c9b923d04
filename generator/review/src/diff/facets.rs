//! The keywords of a schema that the model leaves out or only keeps as text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ChangeKind::*;
use super::both::Both;
use super::compare::{Comparison, Topic, Verdict};
use super::side::{Direction, Node};
use super::{Rust, Wire};
use openapi_client_codegen::document::is_float;
use openapi_client_codegen::model::{Sid, Ty};
use openapi_client_codegen::profile::Profile;
use openapi_client_codegen::text::code_span;

/// Keywords that are compared elsewhere, or that are prose.
const ELSEWHERE: &[&str] = &[
    "$ref",
    "allOf",
    "anyOf",
    "description",
    "discriminator",
    "example",
    "examples",
    "externalDocs",
    "items",
    "not",
    "nullable",
    "oneOf",
    "properties",
    "required",
    "title",
];

/// Keywords that allow less the greater they are.
const LOWER_BOUNDS: &[&str] = &["minimum", "minLength", "minItems", "minProperties"];

/// Keywords that allow more the greater they are.
const UPPER_BOUNDS: &[&str] = &["maximum", "maxLength", "maxItems", "maxProperties"];

/// Keywords that forbid nothing.
const FREE: &[&str] = &[
    "default",
    "deprecated",
    "format",
    "readOnly",
    "writeOnly",
    "xml",
];

/// The type of a schema that the model does not know, as far as it is text or a number.
pub(super) fn scalar(schema: &Node<'_>, profile: &Profile) -> Ty {
    let identifier = schema.text("pattern").and_then(profile.identifier_prefix);
    match schema.text("type") {
        Some("string") => match (identifier, schema.text("format")) {
            (Some(prefix), _) => Ty::Sid(prefix.map(|prefix| Sid {
                prefix: prefix.to_owned(),
                origin: schema.at.clone(),
            })),
            (None, Some("date-time" | "date-time-rfc-2822")) => Ty::Timestamp,
            (None, Some("date")) => Ty::Date,
            (None, Some("uri")) => Ty::Uri,
            _ => Ty::String,
        },
        Some("integer") => Ty::Integer {
            narrow: schema.text("format") == Some("int32"),
            min: None,
            max: None,
        },
        Some("number") if is_float(schema.text("format")) => Ty::Number,
        Some("number") => Ty::Decimal,
        Some("boolean") => Ty::Bool,
        Some("array") => {
            let items = schema.child("items");
            let item = items.map_or(Ty::Json, |items| scalar(&items, profile));
            Ty::List(Box::new(item))
        }
        _ => Ty::Json,
    }
}

impl<'a> Comparison<'a> {
    /// Compares the keywords of two schemas of one type.
    pub(super) fn facets(&mut self, ty: &Ty, schemas: Both<&Node<'a>>, topic: &Topic) {
        let entries = schemas.map(|schema| schema.value.as_object());
        let all = entries.old.into_iter().chain(entries.new).flatten();
        let keys: BTreeSet<&str> = all.map(|(key, _)| key.as_str()).collect();
        for key in keys {
            let values = entries.map(|entries| {
                // A schema for properties without names is compared as a value, `true` says what goes without saying.
                let is_plain =
                    |value: &&Value| key != "additionalProperties" || **value == Value::Bool(false);
                entries
                    .and_then(|entries| entries.get(key))
                    .filter(is_plain)
            });
            // What the type tells is compared there.
            let in_type = match ty {
                Ty::Sid(_) => key == "pattern",
                Ty::Enum(_) => key == "enum",
                Ty::Map(_) | Ty::Record(_) => key == "additionalProperties",
                _ => false,
            };
            // Where one of two formats means a type, the types differ, and we are not here.
            let is_elsewhere = in_type || ELSEWHERE.contains(&key) || key.starts_with("x-");
            if values.differs() && !is_elsewhere {
                self.facet(key, values, topic);
            }
        }
    }

    fn facet(&mut self, key: &str, values: Both<Option<&Value>>, topic: &Topic) {
        let (kind, missing) = match key {
            "type" => (TypeChanged, "any"),
            "format" => (FormatChanged, "none"),
            _ => (ConstraintChanged, ""),
        };
        let texts = values.map(|value| {
            Some(match value.map(text) {
                Some(text) if missing.is_empty() => format!("{key}: {text}"),
                Some(text) => text,
                None if missing.is_empty() => format!("no {key}"),
                None => missing.to_owned(),
            })
        });
        let verdict = verdict(key, values, topic.direction);
        let verdict = match topic.in_rust {
            true => verdict.and(Rust::Patch, "; its type in Rust is the same"),
            false => verdict,
        };
        self.report(kind, topic, texts, verdict);
    }
}

/// What another value of a keyword does to the wire.
fn verdict(key: &str, values: Both<Option<&Value>>, direction: Direction) -> Verdict {
    let (wire, reason) = match (direction.sent, allows_more(key, values)) {
        _ if FREE.contains(&key) => (Wire::Compatible, "forbids no value"),
        (false, _) => (Wire::Compatible, ""),
        (true, true) => (Wire::Compatible, "allows all that it allowed before"),
        (true, false) => (Wire::Breaking, "forbids values that old clients may send"),
    };
    let key = code_span(key);
    let reason = match reason {
        "" => format!("clients read values whatever {key} says"),
        reason => format!("{key} {reason}"),
    };
    Verdict::new(wire, Rust::None, reason)
}

fn allows_more(key: &str, values: Both<Option<&Value>>) -> bool {
    let is_off = |value: &Value| *value == Value::Bool(false);
    let Some(Both { old, new }) = values.present() else {
        let is_more = |value| is_off(value) && key != "additionalProperties";
        return values.new.is_none_or(is_more);
    };
    let numbers = old.as_f64().zip(new.as_f64());
    let lists = old.as_array().zip(new.as_array());
    match (key, numbers, lists) {
        (key, Some((old, new)), _) if LOWER_BOUNDS.contains(&key) => new <= old,
        (key, Some((old, new)), _) if UPPER_BOUNDS.contains(&key) => new >= old,
        ("enum", _, Some((old, new))) => {
            let new: BTreeSet<_> = new.iter().map(Value::to_string).collect();
            old.iter().all(|value| new.contains(&value.to_string()))
        }
        _ => is_off(new),
    }
}

/// A value as text: a string without quotes.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
