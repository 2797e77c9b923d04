//! The keywords of a schema that the model leaves out or only keeps as text.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Wire;
use super::compare::Both;
use super::side::{Direction, Node};
use openapi_client_codegen::document::is_float;
use openapi_client_codegen::model::{Sid, Ty};
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

/// The keywords of a schema that are compared here.
pub(super) fn of<'a>(schema: &Node<'a>) -> BTreeMap<&'a str, &'a Value> {
    let entries = schema.value.as_object().into_iter().flatten();
    entries
        .map(|(key, value)| (key.as_str(), value))
        .filter(|(key, value)| {
            let is_compared = !ELSEWHERE.contains(key) && !key.starts_with("x-");
            // A schema for what has no name is compared as a value, `true` says what goes without saying.
            let is_plain = *key != "additionalProperties" || **value == Value::Bool(false);
            is_compared && is_plain
        })
        .collect()
}

/// The type of a schema that the model does not know, as far as it is text or a number.
pub(super) fn scalar(schema: &Node<'_>) -> Ty {
    let pattern = schema.text("pattern").and_then(|pattern| {
        let prefix = pattern
            .strip_prefix('^')?
            .strip_suffix("[0-9a-fA-F]{32}$")?;
        Some(prefix.to_owned())
    });
    match schema.text("type") {
        Some("string") => match (pattern, schema.text("format")) {
            (Some(prefix), _) => Ty::Sid((prefix.len() == 2).then(|| Sid {
                prefix,
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
        Some("array") => Ty::List(Box::new(
            schema
                .child("items")
                .map_or(Ty::Json, |items| scalar(&items)),
        )),
        _ => Ty::Json,
    }
}

/// A keyword whose value differs.
pub(super) struct Facet<'a> {
    pub key: &'a str,
    pub old: Option<&'a Value>,
    pub new: Option<&'a Value>,
}

impl Facet<'_> {
    /// The values; `missing` stands for none.
    pub(super) fn texts(&self, missing: &str) -> Both<String> {
        let text = |value: Option<&Value>| value.map_or_else(|| missing.to_owned(), text);
        Both {
            old: text(self.old),
            new: text(self.new),
        }
    }

    /// The values with the keyword.
    pub(super) fn keyed(&self) -> Both<String> {
        let text = |value: Option<&Value>| match value {
            Some(value) => format!("{}: {}", self.key, text(value)),
            None => format!("no {}", self.key),
        };
        Both {
            old: text(self.old),
            new: text(self.new),
        }
    }

    /// The verdict on the wire, and why.
    pub(super) fn wire(&self, direction: Direction) -> (Wire, String) {
        let key = self.key;
        if FREE.contains(&key) {
            return (
                Wire::Compatible,
                format!("{} forbids no value", code_span(key)),
            );
        }
        if !direction.sent {
            return (
                Wire::Compatible,
                format!("clients read values whatever {} says", code_span(key)),
            );
        }
        match self.allows_more() {
            true => (
                Wire::Compatible,
                format!("{} allows all that it allowed before", code_span(key)),
            ),
            false => (
                Wire::Breaking,
                format!(
                    "{} forbids values that old clients may send",
                    code_span(key)
                ),
            ),
        }
    }

    fn allows_more(&self) -> bool {
        let (Some(old), Some(new)) = (self.old, self.new) else {
            return self.new.is_none_or(|value| {
                *value == Value::Bool(false) && self.key != "additionalProperties"
            });
        };
        let numbers = old.as_f64().zip(new.as_f64());
        let listed = old.as_array().zip(new.as_array());
        match (self.key, numbers, listed) {
            (key, Some((old, new)), _) if LOWER_BOUNDS.contains(&key) => new <= old,
            (key, Some((old, new)), _) if UPPER_BOUNDS.contains(&key) => new >= old,
            ("enum", _, Some((old, new))) => {
                let new: BTreeSet<_> = new.iter().map(Value::to_string).collect();
                old.iter().all(|value| new.contains(&value.to_string()))
            }
            _ => *new == Value::Bool(false),
        }
    }
}

/// A value as text: a string without quotes.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
