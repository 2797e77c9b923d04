//! Values: their types, and the properties of objects that the model does not know.

use std::collections::BTreeSet;

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::facets::scalar;
use super::side::{Node, Side, property, requires};
use openapi_client_codegen::model::{Origin, Sid, Ty, TypeDef};

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
        let inner = inner.and_then(|(types, key)| {
            let children = schemas.as_ref().map(|schema| schema.child(key));
            Some((types.map(|ty| &**ty), key, children.present()?))
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

    fn type_changed(&mut self, types: Both<&Ty>, topic: &Topic) {
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
    fn is_same(&mut self, old: &Ty, new: &Ty) -> bool {
        match (old, new) {
            (Ty::Enum(old), Ty::Enum(new))
            | (Ty::Record(old), Ty::Record(new))
            | (Ty::Union(old), Ty::Union(new)) => self.pair_types(old, new),
            (Ty::List(old), Ty::List(new)) | (Ty::Map(old), Ty::Map(new)) => self.is_same(old, new),
            // The bounds are compared with the other keywords.
            (Ty::Integer { narrow: old, .. }, Ty::Integer { narrow: new, .. }) => old == new,
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
            (Ty::List(old), Ty::List(new)) | (Ty::Map(old), Ty::Map(new)) => self.reads(old, new),
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
        (Ty::Integer { narrow: wide, .. }, Ty::Integer { narrow, .. }) => !wide || *narrow,
        (Ty::Sid(None), Ty::Sid(_)) => true,
        (Ty::Sid(Some(wide)), Ty::Sid(Some(narrow))) => wide.prefix == narrow.prefix,
        (Ty::Enum(wide), Ty::Enum(narrow)) => covers(wide, narrow),
        (Ty::List(wide), Ty::List(narrow)) | (Ty::Map(wide), Ty::Map(narrow)) => {
            accepts(wide, narrow, covers)
        }
        _ => wide == narrow,
    }
}
