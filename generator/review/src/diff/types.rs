//! Types with names: which is which, what they are called, and their fields, values and variants.

use std::collections::BTreeSet;

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic, Verdict};
use super::names::{joined, type_name};
use super::pairs::{Thing, pair};
use super::parameters::{nullability, requiredness, sensitivity};
use super::side::{Direction, Node, Side, requires};
use super::values::becomes;
use openapi_client_codegen::model::{
    EnumValue, Enumeration, Field, FieldPresence, Origin, Record, TypeDef, Union, Variant, WireName,
};
use openapi_client_codegen::name::{Role, RustName};
use openapi_client_codegen::text::code_span;

impl<'a> Comparison<'a> {
    /// Compares the types that were met, and those that have kept their pointers.
    pub(super) fn types(&mut self) {
        self.drain();
        let Both { old, new } = self.sides.as_ref().map(|side| &side.types);
        let kept = old.keys().filter(|at| new.contains_key(**at));
        for origin in kept.copied().collect::<Vec<_>>() {
            // Any pair with the old one would stand right behind this.
            let first = (origin.clone(), Origin::root());
            let met = self.met.range(first..).next();
            if met.is_none_or(|(old, _)| old != origin) {
                self.met.insert((origin.clone(), origin.clone()));
                self.waiting
                    .push(Both::new(origin, origin).map(Origin::clone));
                self.drain();
            }
        }
        self.unpaired();
    }

    /// Components that only one side has; types without names of their own come and go with what they stand in.
    fn unpaired(&mut self) {
        let met = self.met.iter();
        let (olds, news): (BTreeSet<_>, BTreeSet<_>) = met.map(|(old, new)| (old, new)).unzip();
        let unmet = self.each(Both::new(olds, news), |side, met| -> Vec<&'a TypeDef> {
            let is_unmet = |found: &&TypeDef| {
                let at = found.origin();
                let is_component = at.as_str().starts_with("/components/");
                is_component && at.tokens().count() == 3 && !met.contains(at)
            };
            side.types.values().copied().filter(is_unmet).collect()
        });
        for found in unmet.new {
            let kind = match found {
                TypeDef::Enumeration(_) => EnumAdded,
                _ => TypeAdded,
            };
            let verdict = Rust::Minor.unsent("it is what something else that is new is made of");
            self.added(
                kind,
                type_name(found),
                members(found),
                found.origin(),
                verdict,
            );
        }
        for found in unmet.old {
            let kind = match found {
                TypeDef::Enumeration(_) => EnumRemoved,
                _ => TypeRemoved,
            };
            let reason = "nothing that is left is made of it, and its type in Rust is gone";
            let verdict = Rust::Major.unsent(reason);
            self.removed(
                kind,
                type_name(found),
                members(found),
                found.origin(),
                verdict,
            );
        }
    }

    fn drain(&mut self) {
        while let Some(pair) = self.waiting.pop() {
            let found = self.each(pair.as_ref(), |side, at| side.types.get(at).copied());
            let Some(both) = found.present() else {
                continue;
            };
            self.type_names(both);
            let subject = type_name(both.new);
            match (both.old, both.new) {
                (TypeDef::Record(old), TypeDef::Record(new)) => self.record(Both { old, new }),
                (TypeDef::Enumeration(old), TypeDef::Enumeration(new)) => {
                    self.enumeration(Both { old, new }, subject)
                }
                (TypeDef::Union(old), TypeDef::Union(new)) => {
                    self.union(Both { old, new }, subject)
                }
                // The values that are made of them have changed their type.
                _ => {}
            }
        }
    }

    fn type_names(&mut self, both: Both<&TypeDef>) {
        let origins = both.map(TypeDef::origin);
        let mut homes = self.each(origins, |side, origin| {
            let home = side.lowered.names.home(origin).iter();
            home.map(|name| RustName::as_str(name).to_owned())
                .collect::<Vec<_>>()
        });
        if let Some(home) = self.homes.get(&homes.old) {
            homes.old.clone_from(home);
        }
        let is_other = homes.differs() || self.rust_names(origins, Role::Type).differs();
        let paths = match is_other {
            true => self.each(origins, Side::rust_path),
            false => Both::default(),
        };
        let reason = "names of types are not sent";
        let verdict = match is_other {
            true => Rust::Major.unsent(format!("{reason}; {}", becomes(&paths))),
            false => Rust::Patch.unsent(format!("{reason}, and the type in Rust is the same")),
        };
        let names = both.map(type_name);
        let topic = Topic::new(&names.new, origins);
        let in_rust = (
            paths,
            "the type has another name or stands in another module",
        );
        let names = names.as_ref().map(String::as_str);
        self.renamed(TypeRenamed, &topic, names, verdict, in_rust);
    }

    pub(super) fn record(&mut self, both: Both<&'a Record>) {
        let subject = type_name(&TypeDef::Record(both.new.clone()));
        let at = both.map(|record| &record.origin);
        let topic = Topic {
            direction: self.direction(at),
            ..Topic::new(subject, at)
        };
        let things = self.each(both, |side, record| {
            let thing = |field: &Field| Thing {
                name: field.name.to_string(),
                shape: Some(format!(
                    "{:?} {}",
                    field.presence,
                    side.wire_type(&field.ty)
                )),
            };
            record
                .fields
                .iter()
                .map(|field| (field, thing(field)))
                .collect()
        });
        let pairs = pair(things);
        self.constructor(both, &topic);
        let extra = both.map(|record| record.extra.as_ref());
        if let Some(types) = extra.present()
            && !self.is_same(types.old, types.new)
        {
            self.type_changed(types, &topic);
        }
        let verdict = match both.new.extra.is_some() {
            true => Rust::Minor.compatible("unknown properties are kept in a field of their own"),
            false => Rust::Major.compatible("the field with the unknown properties is gone"),
        };
        let texts = both.map(|record| {
            if record.extra.is_some() {
                "open"
            } else {
                "closed"
            }
        });
        self.changed(OpennessChanged, &topic, texts, verdict);
        for field in pairs.added {
            self.field_added(field, both.new, &topic);
        }
        for field in pairs.removed {
            let subject = format!("{}.{}", topic.subject, field.name);
            let text = self.sides.old.wire_type(&field.ty);
            let reason = "old clients may rely on it, and the field in Rust is gone";
            let verdict = Rust::Major.breaking(reason);
            self.removed(FieldRemoved, subject, text, &field.origin, verdict);
        }
        for fields in pairs.both {
            self.field(fields, both, &topic);
        }
    }

    fn field_added(&mut self, field: &Field, record: &Record, topic: &Topic) {
        let is_argument = record.input && field.is_given();
        let rust = if is_argument {
            Rust::Major
        } else {
            Rust::Minor
        };
        let verdict = match topic.direction.sent && is_argument {
            true => rust.breaking("the service refuses what old clients send without it"),
            false => rust.compatible("old clients ignore it; records are `#[non_exhaustive]`"),
        };
        let subject = format!("{}.{}", topic.subject, field.name);
        let text = self.sides.new.wire_type(&field.ty);
        self.added(FieldAdded, subject, text, &field.origin, verdict);
    }

    fn field(&mut self, both: Both<&'a Field>, records: Both<&'a Record>, topic: &Topic) {
        let origins = both.map(|field| &field.origin);
        let topic = topic.part(&both.new.name, origins);
        let names = self.rust_names(origins, Role::Field);
        let rust = if names.differs() {
            Rust::Major
        } else {
            Rust::Patch
        };
        let verdict = rust.breaking("old clients look for the old name");
        let in_rust = (names, "the field in Rust has another name");
        let wire = both.map(|field| field.name.as_str());
        self.renamed(FieldRenamed, &topic, wire, verdict, in_rust);
        let texts = both.map(|field| sensitivity(field.sensitivity));
        let verdict = Rust::Patch.unsent("only what is shown in logs changes");
        self.changed(SensitivityChanged, &topic, texts, verdict);
        let nodes = self.each(origins, |side, origin| side.node(origin));
        let Some(nodes) = nodes.present() else {
            return;
        };
        let required = self.each(records.zip(both), |side, (record, field)| {
            let schema = side.node(&record.origin);
            schema.is_some_and(|schema| requires(&side.composed(schema), field.name.as_str()))
        });
        let topic = topic.at(nodes.as_ref().map(|node| &node.at));
        let presence = both.map(|field| field.presence);
        self.presence(nodes.as_ref(), required, Some(presence), &topic);
        self.values(both.map(|field| field.ty.non_null()).zip(nodes), &topic);
    }

    /// Whether a field must be there, and whether it can be null; `model` is what Rust makes of that.
    pub(super) fn presence(
        &mut self,
        nodes: Both<&Node<'a>>,
        required: Both<bool>,
        model: Option<Both<FieldPresence>>,
        topic: &Topic,
    ) {
        let nullable = self.each(nodes, |side, node| side.is_nullable(node));
        let was_promised = required.old && !nullable.old;
        let (rust, then) = match model.map(|model| model.differs()) {
            Some(true) => (
                Rust::Major,
                ", and its type in Rust gains or loses `Option`",
            ),
            Some(false) => (Rust::None, ", and its type in Rust is the same"),
            None => (Rust::None, ", and Rust code does not see it"),
        };
        let lost = |is_less| topic.direction.read && is_less && was_promised;
        let verdict = |is_less: bool, refused: &str| match topic.direction.sent && !is_less {
            _ if lost(is_less) => {
                Rust::None.breaking("old clients rely on a value that may be missing now")
            }
            true => Rust::None.breaking(refused),
            false => Rust::None.compatible("old clients are ready for it"),
        };
        let refused = "the service may refuse what old clients send without it";
        let found = verdict(!required.new, refused).and(rust, then);
        let texts = required.map(requiredness);
        self.changed(RequirednessChanged, topic, texts, found);
        let refused = "the service may refuse the null that old clients send";
        let found = verdict(nullable.new, refused).and(rust, then);
        let texts = nullable.map(nullability);
        self.changed(NullabilityChanged, topic, texts, found);
        // An empty default makes a list or a map of what was an option.
        if let Some(model) = model.filter(|_| !required.differs() && !nullable.differs()) {
            let texts = model.map(|presence| format!("{presence:?}").to_lowercase());
            let reason = "an empty `default` decides whether its type in Rust is an `Option`";
            let verdict = Rust::Major.compatible(reason);
            self.changed(RequirednessChanged, topic, texts, verdict);
        }
    }

    /// How callers make a record.
    fn constructor(&mut self, both: Both<&'a Record>, topic: &Topic) {
        let rust = if both.new.input {
            Rust::Minor
        } else {
            Rust::Major
        };
        let verdict = rust.unsent("records that are sent in a JSON body have `new` and setters");
        let texts = both.map(|one| {
            if one.input {
                "made by callers"
            } else {
                "only read"
            }
        });
        self.changed(RustNameChanged, topic, texts, verdict);
        let arguments = both.map(|record| {
            let is_given = |field: &&Field| field.is_given();
            let given = record.fields.iter().filter(is_given);
            given.map(|field| field.name.as_str()).collect::<Vec<_>>()
        });
        if both.new.input && both.old.input {
            let kept = |from: &[&'a str], other: &[&'a str]| {
                joined(from.iter().filter(|name| other.contains(name)), ", ")
            };
            let Both { old, new } = &arguments;
            let reason = "the arguments of `new` stand in the order of the `required` list";
            let texts = Both::new(kept(old, new), kept(new, old));
            let verdict = Rust::Major.unsent(reason);
            self.changed(ArgumentsReordered, topic, texts, verdict);
        }
    }

    /// Which way values of a type travel, in either document.
    pub(super) fn direction(&self, origins: Both<&Origin>) -> Direction {
        let Both { old, new } = self.each(origins, |side, origin| side.direction(origin));
        Direction {
            sent: old.sent || new.sent,
            read: old.read || new.read,
        }
    }

    pub(super) fn enumeration(&mut self, both: Both<&Enumeration>, subject: String) {
        let at = both.map(|found| &found.origin);
        let direction = self.direction(at);
        let topic = Topic::new(subject, at);
        let pairs = pair(both.map(|found| {
            let thing = |value: &EnumValue| Thing {
                name: value.wire.to_string(),
                shape: None,
            };
            found
                .values
                .iter()
                .map(|value| (value, thing(value)))
                .collect()
        }));
        for values in pairs.both {
            self.value(values, &topic);
        }
        let subject = |value: &EnumValue| format!("{}.{}", topic.subject, value.wire);
        for value in pairs.added {
            let reason = "old clients keep an unknown value as its text; enumerations are `#[non_exhaustive]`";
            let verdict = Rust::Minor.compatible(reason);
            let (kind, text) = (ValueAdded, value.wire.as_str());
            self.added(kind, subject(value), text, &value.origin, verdict);
        }
        for value in pairs.removed {
            let (kind, text) = (ValueRemoved, value.wire.as_str());
            self.removed(kind, subject(value), text, &value.origin, gone(direction));
        }
    }

    /// A value of an enumeration that both sides have.
    fn value(&mut self, both: Both<&EnumValue>, topic: &Topic) {
        let origins = both.map(|value| &value.origin);
        let topic = topic.part(&both.new.wire, origins);
        let names = self.rust_names(origins, Role::Variant);
        let verdict = match names.differs() {
            true => Rust::Major.breaking(becomes(&names)),
            false => {
                let wire = code_span(both.new.wire.as_str());
                Rust::Patch.breaking(format!(
                    "`{}` stays in Rust, and travels as {wire} now",
                    names.new
                ))
            }
        };
        let wire = both.map(|value| value.wire.as_str());
        let in_rust = (names, "the variant has another name");
        self.renamed(ValueRenamed, &topic, wire, verdict, in_rust);
    }

    pub(super) fn union(&mut self, both: Both<&'a Union>, subject: String) {
        let at = both.map(|union| &union.origin);
        let topic = Topic {
            direction: self.direction(at),
            ..Topic::new(subject, at)
        };
        let things = self.each(both, |side, union| {
            let thing = |variant: &Variant| Thing {
                name: name(variant),
                shape: Some(side.wire_type(&variant.ty)),
            };
            union.variants.iter().map(|one| (one, thing(one))).collect()
        });
        let pairs = pair(things);
        let tags = both.map(|union| union.tag.as_ref().map_or("none", WireName::as_str));
        let verdict = match both.old.tag {
            Some(_) => {
                Rust::Patch.breaking("old clients tell the variants apart by the old property")
            }
            None => Rust::Patch.compatible("old clients go on taking the first variant that fits"),
        };
        self.changed(TagChanged, &topic, tags, verdict);
        for variants in pairs.both {
            self.variant(variants, &topic);
        }
        for variant in pairs.added {
            self.variant_added(variant, both.old.tag.is_some(), &topic);
        }
        for variant in pairs.removed {
            let subject = format!("{}.{}", topic.subject, name(variant));
            let text = self.sides.old.wire_type(&variant.ty);
            let verdict = gone(topic.direction);
            self.removed(VariantRemoved, subject, text, &schema(variant), verdict);
        }
    }

    /// A variant of a union that both sides have.
    fn variant(&mut self, both: Both<&Variant>, topic: &Topic) {
        let schemas = both.map(schema);
        let topic = topic.part(name(both.new), schemas.as_ref());
        let names = self.rust_names(both.map(|one| &one.origin), Role::Variant);
        let reason = "old clients know the variant by its old tag; ";
        let verdict = match names.differs() {
            true => Rust::Major
                .breaking(reason)
                .and(Rust::Major, &becomes(&names)),
            false => Rust::Patch.breaking(format!("{reason}`{}` stays in Rust", names.new)),
        };
        let tags = both.map(|one| one.tag.as_deref()).present();
        let in_rust = (names, "the variant has another name");
        let tags = tags.unwrap_or_default();
        self.renamed(TagChanged, &topic, tags, verdict, in_rust);
        let nodes = self.each(schemas.as_ref(), |side, at| side.node(at));
        if let Some(nodes) = nodes.present() {
            let topic = topic.at(nodes.as_ref().map(|node| &node.at));
            self.values(both.map(|one| &one.ty).zip(nodes), &topic);
        }
    }

    /// `is_tagged` tells whether old clients look for a tag.
    fn variant_added(&mut self, variant: &Variant, is_tagged: bool, topic: &Topic) {
        let verdict = match (topic.direction.read, is_tagged) {
            (false, _) => Rust::Minor.compatible(
                "old clients do not send it; unions are `#[non_exhaustive]`",
            ),
            (true, true) => Rust::Minor.compatible(
                "old clients keep it as JSON, in `Unrecognized`; unions are `#[non_exhaustive]`",
            ),
            (true, false) => Rust::Minor.breaking(
                "no tag tells it, and old clients may take it for another variant; unions are `#[non_exhaustive]`",
            ),
        };
        let subject = format!("{}.{}", topic.subject, name(variant));
        let text = self.sides.new.wire_type(&variant.ty);
        self.added(VariantAdded, subject, text, &schema(variant), verdict);
    }
}

/// The names of what a type is made of.
fn members(found: &TypeDef) -> String {
    match found {
        TypeDef::Record(one) => joined(one.fields.iter().map(|field| field.name.as_str()), ", "),
        TypeDef::Union(one) => joined(one.variants.iter().map(|one| one.name.as_str()), ", "),
        TypeDef::Enumeration(one) => joined(one.values.iter().map(|one| one.wire.as_str()), ", "),
    }
}

/// The verdict of a value or a variant that is removed.
fn gone(direction: Direction) -> Verdict {
    match direction.sent {
        true => Rust::Major.breaking(
            "the service may refuse it when old clients send it, and the variant is gone",
        ),
        false => {
            Rust::Major.compatible("old clients only wait for it in vain; but the variant is gone")
        }
    }
}

/// The schema of a variant; the tags that lead to it are not in the document.
fn schema(variant: &Variant) -> Origin {
    let parent = variant.tag.as_ref().and_then(|_| variant.origin.parent());
    parent.unwrap_or_else(|| variant.origin.clone())
}

/// What a variant is called on the wire, where it has a name there.
fn name(variant: &Variant) -> String {
    let tag = variant.tag.clone();
    tag.unwrap_or_else(|| variant.name.to_string())
}
