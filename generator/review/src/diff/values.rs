//! Values: types, formats and the other keywords of a schema, of a parameter, a field or a part of either.

use super::compare::{Both, Comparison};
use super::facets::{self, Facet};
use super::side::{Direction, Node, Side};
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{Origin, Sid, Ty, TypeDef};
use openapi_client_codegen::pointer::Pointer;

/// A value: its type in the model, if it is there, its schema, and where it is reported.
#[derive(Clone, Debug)]
pub(super) struct Value<'a> {
    pub ty: Ty,
    pub schema: Node<'a>,
    pub at: Pointer,
}

/// What a value is called, which way it travels, whether the API in Rust has its type, and whether it is an argument there.
#[derive(Clone, Debug)]
pub(super) struct Use {
    pub subject: String,
    pub direction: Direction,
    pub in_rust: bool,
    /// Functions take what converts into the type, as far as it has conversions.
    pub is_argument: bool,
}

impl<'a> Value<'a> {
    /// A value whose schema is `node`, which is reported there.
    pub(super) fn new(ty: &Ty, node: &Node<'a>) -> Self {
        Self {
            ty: ty.clone(),
            schema: node.clone(),
            at: node.at.clone(),
        }
    }
}

impl<'a> Comparison<'a> {
    /// Compares types, and where these are the same, the keywords beside them.
    pub(super) fn values(&mut self, both: &Both<Value<'a>>, used: &Use) {
        let old_schema = self.old.resolved(both.old.schema.clone());
        let new_schema = self.new.resolved(both.new.schema.clone());
        let schemas = Both {
            old: old_schema,
            new: new_schema,
        };
        let inner = match (&both.old.ty, &both.new.ty) {
            (Ty::List(old), Ty::List(new)) => Some((old, new, "items")),
            (Ty::Map(old), Ty::Map(new)) => Some((old, new, "additionalProperties")),
            _ => None,
        };
        if let Some((old, new, key)) = inner
            && let (Some(old_at), Some(new_at)) = (schemas.old.child(key), schemas.new.child(key))
        {
            let old = Value {
                ty: (**old).clone(),
                at: old_at.at.clone(),
                schema: old_at,
            };
            let new = Value {
                ty: (**new).clone(),
                at: new_at.at.clone(),
                schema: new_at,
            };
            // Within a list, items are converted; in what is deeper, nothing is.
            let is_flat = key == "items" && !matches!(new.ty, Ty::List(_) | Ty::Map(_));
            let used = Use {
                is_argument: used.is_argument && is_flat,
                ..used.clone()
            };
            self.values(&Both { old, new }, &used);
        } else if !self.is_same(&both.old.ty, &both.new.ty) {
            self.type_changed(both, used);
            return;
        }
        // The keywords of named types are theirs, not those of each value.
        if !matches!(both.new.ty, Ty::Enum(_) | Ty::Record(_) | Ty::Union(_)) {
            self.facets(both, &schemas, used);
        }
        if both.old.ty == Ty::Json && both.new.ty == Ty::Json {
            self.raw_fields(&schemas, used, &[], 0);
        }
    }

    fn type_changed(&mut self, both: &Both<Value<'a>>, used: &Use) {
        let (old, new) = (&both.old.ty, &both.new.ty);
        let mut wire = Wire::Compatible;
        let mut reason = "every value that fitted before fits now";
        if used.direction.read && !self.reads(old, new) {
            wire = Wire::Breaking;
            reason = "old clients can't read the new values";
        }
        if used.direction.sent && !self.reads_all(new, old) {
            wire = Wire::Breaking;
            reason = "the service may refuse what old clients send";
        }
        let rust_types = (self.old.rust_type(old), self.new.rust_type(new));
        let (rust, then) = match used.in_rust {
            true if rust_types.0 == rust_types.1 => {
                (Rust::Patch, format!("it stays `{}` in Rust", rust_types.0))
            }
            true if used.is_argument && matches!((old, new), (Ty::Integer { .. }, Ty::Decimal)) => {
                (
                    Rust::Minor,
                    format!(
                        "in Rust the argument takes what converts into `{}`, as integers do",
                        rust_types.1
                    ),
                )
            }
            true => (
                Rust::Major,
                format!("in Rust `{}` becomes `{}`", rust_types.0, rust_types.1),
            ),
            false => (Rust::None, "the API in Rust does not have it".to_owned()),
        };
        let change = Change::new(Kind::TypeChanged, &used.subject)
            .values(self.old.wire_type(old), self.new.wire_type(new))
            .at(&both.old.at, &both.new.at);
        self.push(change.verdict(wire, rust, format!("{reason}; {then}")));
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
            (Ty::Sid(Some(one)), Ty::Sid(Some(other))) => {
                one.prefix == other.prefix && self.is_same_kind(one, other)
            }
            _ => old == new,
        }
    }

    /// Whether two SIDs are of one kind, or of two that have one name.
    fn is_same_kind(&self, old: &Sid, new: &Sid) -> bool {
        let (old, new) = (
            self.old.lowered.names.sid(old),
            self.new.lowered.names.sid(new),
        );
        match (old, new) {
            (Some(old), Some(new)) => old.key == new.key || old.name == new.name,
            (old, new) => old.is_none() && new.is_none(),
        }
    }

    /// Takes two types for one, unless one of them lives on in the other document.
    fn pair_types(&mut self, old: &Origin, new: &Origin) -> bool {
        if old != new && (self.new.types.contains_key(old) || self.old.types.contains_key(new)) {
            return false;
        }
        let pair = (old.clone(), new.clone());
        if self.met.insert(pair.clone()) {
            self.waiting.push(pair);
        }
        true
    }

    /// Whether what is made for `wide` reads all that `narrow` is; text is read as it comes.
    fn reads(&self, wide: &Ty, narrow: &Ty) -> bool {
        let is_text = |ty: &Ty| matches!(ty, Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Enum(_));
        let is_texty = |ty: &Ty| is_text(ty) || matches!(ty, Ty::Timestamp | Ty::Date);
        match (wide, narrow) {
            (Ty::List(wide), Ty::List(narrow)) | (Ty::Map(wide), Ty::Map(narrow)) => {
                self.reads(wide, narrow)
            }
            _ if is_text(wide) && is_texty(narrow) => true,
            // The other way, so that both ask what is wide enough for what.
            _ => accepts(wide, narrow, &|wide, narrow| {
                enum_values(&self.old, wide).is_superset(&enum_values(&self.new, narrow))
            }),
        }
    }

    /// Whether the new type takes each value of the old one.
    fn reads_all(&self, new: &Ty, old: &Ty) -> bool {
        accepts(new, old, &|new, old| {
            enum_values(&self.new, new).is_superset(&enum_values(&self.old, old))
        })
    }

    pub(super) fn facets(&mut self, both: &Both<Value<'a>>, schemas: &Both<Node<'a>>, used: &Use) {
        let (olds, news) = (facets::of(&schemas.old), facets::of(&schemas.new));
        let keys: std::collections::BTreeSet<&str> =
            olds.keys().chain(news.keys()).copied().collect();
        for key in keys {
            let facet = Facet {
                key,
                old: olds.get(key).copied(),
                new: news.get(key).copied(),
            };
            // What the type tells is compared there.
            let in_type = match both.new.ty {
                Ty::Sid(_) => key == "pattern",
                Ty::Enum(_) => key == "enum",
                Ty::Map(_) | Ty::Record(_) => key == "additionalProperties",
                _ => false,
            };
            // Where one of two formats means a type, the types differ, and we are not here.
            if facet.old == facet.new || in_type {
                continue;
            }
            let (kind, texts) = match key {
                "type" => (Kind::TypeChanged, facet.texts("any")),
                "format" => (Kind::FormatChanged, facet.texts("none")),
                _ => (Kind::ConstraintChanged, facet.keyed()),
            };
            let (wire, reason) = facet.wire(used.direction);
            let change = Change::new(kind, &used.subject).values(texts.old, texts.new);
            let rust = if used.in_rust {
                Rust::Patch
            } else {
                Rust::None
            };
            let then = if used.in_rust {
                "; its type in Rust is the same"
            } else {
                ""
            };
            let change = change.at(&both.old.at, &both.new.at);
            self.push(change.verdict(wire, rust, format!("{reason}{then}")));
        }
    }

    /// Compares the properties of objects that the model does not know, except those called `skipped`.
    pub(super) fn raw_fields(
        &mut self,
        schemas: &Both<Node<'a>>,
        used: &Use,
        skipped: &[&str],
        depth: usize,
    ) {
        const MAX_DEPTH: usize = 8;
        let olds = self.old.property_names(&schemas.old, 0);
        let news = self.new.property_names(&schemas.new, 0);
        if depth > MAX_DEPTH {
            return;
        }
        for name in olds.union(&news).filter(|name| !skipped.contains(*name)) {
            let old = self.old.property(&schemas.old, name, 0);
            let new = self.new.property(&schemas.new, name, 0);
            let used = Use {
                subject: format!("{}.{name}", used.subject),
                in_rust: false,
                ..used.clone()
            };
            match (old, new) {
                (Some(old), None) => self.raw_field_removed(&old, &used),
                (None, Some(new)) => self.raw_field_added(&new, &used),
                (Some(old), Some(new)) => {
                    let is = |side: &Side<'_>, schema: &Node<'_>| side.requires(schema, name, 0);
                    let required = Both {
                        old: is(&self.old, &schemas.old),
                        new: is(&self.new, &schemas.new),
                    };
                    let fields = Both { old, new };
                    self.presence(&fields, &required, &used, None);
                    let inner = Both {
                        old: self.old.resolved(fields.old.clone()),
                        new: self.new.resolved(fields.new.clone()),
                    };
                    let value = |node: Node<'a>, inner: &Node<'a>| Value {
                        ty: facets::scalar(inner),
                        at: node.at.clone(),
                        schema: node,
                    };
                    let both = Both {
                        old: value(fields.old, &inner.old),
                        new: value(fields.new, &inner.new),
                    };
                    self.raw_value(&both, &inner, &used, depth);
                }
                (None, None) => {}
            }
        }
        if let (Some(old), Some(new)) = (schemas.old.child("items"), schemas.new.child("items")) {
            let inner = Both {
                old: self.old.resolved(old),
                new: self.new.resolved(new),
            };
            self.raw_fields(&inner, used, &[], depth + 1);
        }
    }

    fn raw_value(
        &mut self,
        both: &Both<Value<'a>>,
        inner: &Both<Node<'a>>,
        used: &Use,
        depth: usize,
    ) {
        if both.old.ty == both.new.ty {
            self.facets(both, inner, used);
            self.raw_fields(inner, used, &[], depth + 1);
        } else {
            self.type_changed(both, used);
        }
    }

    fn raw_field_added(&mut self, new: &Node<'_>, used: &Use) {
        let change = Change::new(Kind::FieldAdded, &used.subject).is("property", &new.at);
        self.push(change.verdict(
            Wire::Compatible,
            Rust::None,
            "it is untyped in Rust, and old clients ignore it or leave it out",
        ));
    }

    fn raw_field_removed(&mut self, old: &Node<'_>, used: &Use) {
        let change = Change::new(Kind::FieldRemoved, &used.subject).was("property", &old.at);
        self.push(change.verdict(
            Wire::Breaking,
            Rust::None,
            "old clients may rely on it; it is untyped in Rust",
        ));
    }
}

fn enum_values(side: &Side<'_>, origin: &Origin) -> std::collections::BTreeSet<String> {
    match side.types.get(origin) {
        Some(TypeDef::Enumeration(found)) => found
            .values
            .iter()
            .map(|value| value.wire.0.clone())
            .collect(),
        _ => std::collections::BTreeSet::new(),
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
