//! Values: their types, the properties of objects that the model does not know, and the keywords of a schema that the model
//! leaves out or only keeps as text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::ChangeKind::*;
use super::both::Both;
use super::compare::{Comparison, Topic, Verdict};
use super::side::{Direction, Node, Side, property, requires};
use super::{Rust, Wire};
use openapi_client_codegen::document::is_float;
use openapi_client_codegen::model::{IntegerSize, Origin, Sid, Ty, TypeDef};
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
            size: IntegerSize::of(schema.text("format"), None, None).unwrap_or(IntegerSize::INT64),
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
    /// Compares types, and where these are the same, the keywords beside them.
    pub(super) fn values(&mut self, both: Both<(&Ty, Node<'a>)>, topic: &Topic) {
        let types = both.as_ref().map(|value| value.0);
        let schemas = self.each(both, |side, (_, schema)| side.resolved(schema));
        let inner = match (types.old, types.new) {
            (Ty::List(old), Ty::List(new)) => Some((Both { old, new }, "items")),
            (Ty::Map(old), Ty::Map(new)) => Some((Both { old, new }, "additionalProperties")),
            _ => None,
        };
        // Where one of them can be null, the types as a whole differ.
        let is_nullable = |ty: &Ty| matches!(ty, Ty::Nullable(_));
        let inner = inner.filter(|(types, _)| !types.map(|ty| is_nullable(ty)).differs());
        let inner = inner.map(|(types, key)| (types.map(|ty| ty.non_null()), key));
        let inner = inner.and_then(|(types, key)| {
            let children = schemas.as_ref().map(|schema| schema.child(key));
            Some((types, key, children.present()?))
        });
        if let Some((types, key, children)) = inner {
            // Within a list, items are converted; in what is deeper, nothing is.
            let is_flat = key == "items" && !matches!(types.new, Ty::List(_) | Ty::Map(_));
            let topic = Topic {
                is_argument: topic.is_argument && is_flat,
                ..topic.at(children.as_ref().map(|child| &child.at))
            };
            self.values(types.zip(children), &topic);
        } else if !self.is_same(types.old, types.new) {
            self.type_changed(types, topic);
            return;
        }
        // The keywords of named types are theirs, not those of each value.
        if !matches!(types.new, Ty::Enum(_) | Ty::Record(_) | Ty::Union(_)) {
            self.facets(types.new, schemas.as_ref(), topic);
        }
        if types.old == &Ty::Json && types.new == &Ty::Json {
            self.raw_fields(schemas, topic, &[], 0);
        }
    }

    pub(super) fn type_changed(&mut self, types: Both<&Ty>, topic: &Topic) {
        let is_refused = topic.direction.sent && !self.takes(types.new, types.old);
        let is_unread = topic.direction.read && !self.reads(types.old, types.new);
        let in_rust = self.each(types, Side::rust_type);
        let from_integer = matches!(
            types,
            Both {
                old: Ty::Integer { .. },
                new: Ty::Decimal
            }
        );
        let (rust, then) = match (topic.in_rust, &in_rust) {
            (false, _) => (Rust::None, "the API in Rust does not have it".to_owned()),
            (true, Both { old, new }) if old == new => {
                (Rust::Patch, format!("it stays `{old}` in Rust"))
            }
            (true, Both { new, .. }) if topic.is_argument && from_integer => {
                let then = format!(
                    "in Rust the argument takes what converts into `{new}`, as integers do"
                );
                (Rust::Minor, then)
            }
            (true, names) => (Rust::Major, becomes(names)),
        };
        let verdict = match (is_refused, is_unread) {
            (true, _) => rust.breaking("the service may refuse what old clients send; "),
            (_, true) => rust.breaking("old clients can't read the new values; "),
            _ => rust.compatible("every value that fitted before fits now; "),
        };
        let texts = self.each(types, |side, ty| Some(side.wire_type(ty)));
        self.report(TypeChanged, topic, texts, verdict.and(rust, &then));
    }

    /// Whether two types are the same on the wire and in Rust; named types that are, are compared later.
    pub(super) fn is_same(&mut self, old: &Ty, new: &Ty) -> bool {
        match (old, new) {
            (Ty::Enum(old), Ty::Enum(new))
            | (Ty::Record(old), Ty::Record(new))
            | (Ty::Union(old), Ty::Union(new)) => self.pair_types(old, new),
            (Ty::List(old), Ty::List(new))
            | (Ty::Map(old), Ty::Map(new))
            | (Ty::Nullable(old), Ty::Nullable(new)) => self.is_same(old, new),
            // The bounds are compared with the other keywords.
            (Ty::Integer { size: old, .. }, Ty::Integer { size: new, .. }) => old == new,
            // Another name of a whole kind is reported once.
            (Ty::Sid(Some(old)), Ty::Sid(Some(new))) => {
                old.prefix == new.prefix && self.is_same_kind(Both { old, new })
            }
            _ => old == new,
        }
    }

    /// Whether two SIDs are of one kind, or of two that have one name.
    fn is_same_kind(&self, sids: Both<&Sid>) -> bool {
        let sides = self.sides.as_ref().zip(sids);
        let kinds = sides.map(|(side, sid)| side.lowered.names.sid(sid));
        // The model may leave one of them out, and so have no name for it.
        kinds
            .present()
            .is_none_or(|kinds| kinds.old.key == kinds.new.key || kinds.old.name == kinds.new.name)
    }

    /// Takes two types for one, unless one of them lives on in the other document.
    fn pair_types(&mut self, old: &Origin, new: &Origin) -> bool {
        let Both {
            old: olds,
            new: news,
        } = self.sides.as_ref().map(|side| &side.types);
        if old != new && (news.contains_key(old) || olds.contains_key(new)) {
            return false;
        }
        let pair = (old.clone(), new.clone());
        if self.met.insert(pair.clone()) {
            self.waiting.push(Both::new(pair.0, pair.1));
        }
        true
    }

    /// Whether what is made for the old type reads all of the new one; text is read as it comes.
    fn reads(&self, old: &Ty, new: &Ty) -> bool {
        let is_text = |ty: &Ty| matches!(ty, Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Enum(_));
        match (old, new) {
            (Ty::List(old), Ty::List(new))
            | (Ty::Map(old), Ty::Map(new))
            | (Ty::Nullable(old), Ty::Nullable(new)) => self.reads(old, new),
            (Ty::Nullable(old), new) => self.reads(old, new),
            _ if is_text(old) && (is_text(new) || matches!(new, Ty::Timestamp | Ty::Date)) => true,
            _ => accepts(old, new, &|old, new| {
                enum_values(&self.sides.old, old).is_superset(&enum_values(&self.sides.new, new))
            }),
        }
    }

    /// Whether the new type takes each value of the old one.
    fn takes(&self, new: &Ty, old: &Ty) -> bool {
        accepts(new, old, &|new, old| {
            enum_values(&self.sides.new, new).is_superset(&enum_values(&self.sides.old, old))
        })
    }

    /// Compares the properties of objects that the model does not know, except those called `skipped`.
    pub(super) fn raw_fields(
        &mut self,
        schemas: Both<Node<'a>>,
        topic: &Topic,
        skipped: &[&str],
        depth: usize,
    ) {
        const MAX_DEPTH: usize = 8;
        if depth > MAX_DEPTH {
            return;
        }
        let parts = self.each(schemas.clone(), Side::composed);
        let all = parts.old.iter().chain(&parts.new);
        let all = all.filter_map(|part| part.value.get("properties")?.as_object());
        let names: BTreeSet<&str> = all.flatten().map(|(name, _)| name.as_str()).collect();
        for name in names.into_iter().filter(|name| !skipped.contains(name)) {
            let fields = parts.as_ref().map(|parts| property(parts, name));
            let subject = format!("{}.{name}", topic.subject);
            match (fields.old, fields.new) {
                (Some(old), None) => {
                    let reason = "old clients may rely on it; it is untyped in Rust";
                    let verdict = Rust::None.breaking(reason);
                    self.removed(FieldRemoved, subject, "property", &old.at, verdict);
                }
                (None, Some(new)) => {
                    let reason = "it is untyped in Rust, and old clients ignore it or leave it out";
                    let verdict = Rust::None.compatible(reason);
                    self.added(FieldAdded, subject, "property", &new.at, verdict);
                }
                (Some(old), Some(new)) => {
                    let fields = Both { old, new };
                    let topic = topic.part(name, fields.as_ref().map(|field| &field.at));
                    let topic = Topic {
                        in_rust: false,
                        ..topic
                    };
                    let required = parts.as_ref().map(|parts| requires(parts, name));
                    self.presence(fields.as_ref(), required, None, &topic);
                    self.raw_value(fields, &topic, depth);
                }
                (None, None) => {}
            }
        }
        let items = schemas.map(|schema| schema.child("items")).present();
        if let Some(items) = items {
            let inner = self.each(items, Side::resolved);
            self.raw_fields(inner, topic, &[], depth + 1);
        }
    }

    fn raw_value(&mut self, fields: Both<Node<'a>>, topic: &Topic, depth: usize) {
        let inner = self.each(fields, Side::resolved);
        let types = self.each(inner.as_ref(), |side, schema| {
            scalar(schema, side.lowered.profile)
        });
        if types.differs() {
            self.type_changed(types.as_ref(), topic);
        } else {
            self.facets(&types.new, inner.as_ref(), topic);
            self.raw_fields(inner, topic, &[], depth + 1);
        }
    }

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

/// What a name in Rust has become.
pub(super) fn becomes(names: &Both<String>) -> String {
    format!("in Rust `{}` becomes `{}`", names.old, names.new)
}

fn enum_values<'a>(side: &Side<'a>, origin: &Origin) -> BTreeSet<&'a str> {
    match side.types.get(origin) {
        Some(TypeDef::Enumeration(found)) => {
            let values = found.values.iter();
            values.map(|value| value.wire.as_str()).collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Whether each value of `narrow` is one of `wide`.
fn accepts(wide: &Ty, narrow: &Ty, covers: &dyn Fn(&Origin, &Origin) -> bool) -> bool {
    match (wide, narrow) {
        (Ty::Json, _) => true,
        (
            Ty::String,
            Ty::Uri | Ty::Timestamp | Ty::Date | Ty::Sid(_) | Ty::Enum(_) | Ty::String,
        ) => true,
        (Ty::Number | Ty::Decimal, Ty::Integer { .. } | Ty::Number | Ty::Decimal) => true,
        (Ty::Integer { size: wide, .. }, Ty::Integer { size: narrow, .. }) => wide.covers(*narrow),
        (Ty::Sid(None), Ty::Sid(_)) => true,
        (Ty::Sid(Some(wide)), Ty::Sid(Some(narrow))) => wide.prefix == narrow.prefix,
        (Ty::Enum(wide), Ty::Enum(narrow)) => covers(wide, narrow),
        (Ty::List(wide), Ty::List(narrow))
        | (Ty::Map(wide), Ty::Map(narrow))
        | (Ty::Nullable(wide), Ty::Nullable(narrow)) => accepts(wide, narrow, covers),
        (Ty::Nullable(wide), narrow) => accepts(wide, narrow, covers),
        _ => wide == narrow,
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
