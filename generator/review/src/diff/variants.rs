//! Enumerations and unions.

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic, Verdict};
use super::pairs::{Thing, pair};
use super::side::Direction;
use super::values::becomes;
use openapi_client_codegen::model::{EnumValue, Enumeration, Origin, Union, Variant, WireName};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::text::code_span;

impl<'a> Comparison<'a> {
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
