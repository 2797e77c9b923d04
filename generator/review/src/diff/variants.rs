//! Enumerations and unions.

use super::compare::{Both, Comparison};
use super::pairs::{Thing, pair};
use super::side::{Direction, Side};
use super::values::{Use, Value};
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{EnumValue, Enumeration, Origin, Union, Variant, WireName};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::text::code_span;

impl<'a> Comparison<'a> {
    pub(super) fn enumeration(&mut self, both: &Both<&Enumeration>, subject: String) {
        let direction = self.direction(&both.old.origin, &both.new.origin);
        let things = |found: &Enumeration| -> Vec<Thing> {
            found
                .values
                .iter()
                .map(|value| Thing {
                    name: value.wire.0.clone(),
                    shape: None,
                })
                .collect()
        };
        let pairs = pair(&things(both.old), &things(both.new));
        for &(old, new) in pairs.same.iter().chain(&pairs.renamed) {
            self.value(
                &Both {
                    old: &both.old.values[old],
                    new: &both.new.values[new],
                },
                &subject,
            );
        }
        let subject = |wire: &str| format!("{subject}.{wire}");
        for index in pairs.added {
            let value = &both.new.values[index];
            let change = Change::new(Kind::ValueAdded, subject(value.wire.as_str()))
                .is(value.wire.as_str(), &value.origin);
            let reason = "old clients keep an unknown value as its text; enumerations are `#[non_exhaustive]`";
            self.push(change.verdict(Wire::Compatible, Rust::Minor, reason));
        }
        for index in pairs.removed {
            let value = &both.old.values[index];
            let change = Change::new(Kind::ValueRemoved, subject(value.wire.as_str()))
                .was(value.wire.as_str(), &value.origin);
            self.push(gone(change, direction));
        }
    }

    /// A value of an enumeration that both sides have.
    fn value(&mut self, both: &Both<&EnumValue>, subject: &str) {
        let (old, new) = (both.old, both.new);
        let subject = format!("{subject}.{}", new.wire);
        let names = (
            self.old.rust_name(&old.origin, Role::Variant),
            self.new.rust_name(&new.origin, Role::Variant),
        );
        let is_same = names.0 == names.1;
        if old.wire != new.wire {
            let change = Change::new(Kind::ValueRenamed, subject)
                .values(old.wire.as_str(), new.wire.as_str());
            let (rust, reason) = match is_same {
                true => (
                    Rust::Patch,
                    format!(
                        "`{}` stays in Rust, and travels as {} now",
                        names.1,
                        code_span(new.wire.as_str())
                    ),
                ),
                false => (
                    Rust::Major,
                    format!("in Rust `{}` becomes `{}`", names.0, names.1),
                ),
            };
            self.push(
                change
                    .at(&old.origin, &new.origin)
                    .verdict(Wire::Breaking, rust, reason),
            );
        } else if !is_same {
            let change = Change::new(Kind::RustNameChanged, subject).values(names.0, names.1);
            let change = change.at(&old.origin, &new.origin);
            self.push(change.verdict(Wire::None, Rust::Major, "the variant has another name"));
        }
    }

    /// The property that tells the variants apart.
    fn tag(&mut self, both: &Both<&Union>, subject: &str) {
        let (old, new) = (&both.old.tag, &both.new.tag);
        if old == new {
            return;
        }
        let text = |tag: &Option<WireName>| {
            let tag = tag.as_ref();
            tag.map_or("none", WireName::as_str).to_owned()
        };
        let (wire, reason) = match old {
            Some(_) => (
                Wire::Breaking,
                "old clients tell the variants apart by the old property",
            ),
            None => (
                Wire::Compatible,
                "old clients go on taking the first variant that fits",
            ),
        };
        let change = Change::new(Kind::TagChanged, subject).values(text(old), text(new));
        let change = change.at(&both.old.origin, &both.new.origin);
        self.push(change.verdict(wire, Rust::Patch, reason));
    }

    /// A variant of a union that both sides have.
    fn variant(&mut self, both: &Both<&Variant>, used: Use) {
        let (old, new) = (both.old, both.new);
        let names = (
            self.old.rust_name(&old.origin, Role::Variant),
            self.new.rust_name(&new.origin, Role::Variant),
        );
        let (was, is) = (place(old), place(new));
        if let (Some(old_tag), Some(new_tag)) = (&old.tag, &new.tag)
            && old_tag != new_tag
        {
            let (rust, then) = match names.0 == names.1 {
                true => (Rust::Patch, format!("`{}` stays in Rust", names.1)),
                false => (
                    Rust::Major,
                    format!("in Rust `{}` becomes `{}`", names.0, names.1),
                ),
            };
            let reason = format!("old clients know the variant by its old tag; {then}");
            let change = Change::new(Kind::TagChanged, &used.subject).values(old_tag, new_tag);
            self.push(change.at(&was, &is).verdict(Wire::Breaking, rust, reason));
        } else if names.0 != names.1 {
            let change = Change::new(Kind::RustNameChanged, &used.subject).values(names.0, names.1);
            let change = change.at(&was, &is);
            self.push(change.verdict(Wire::None, Rust::Major, "the variant has another name"));
        }
        if let (Some(was), Some(is)) = (self.old.node(&was), self.new.node(&is)) {
            let values = Both {
                old: Value::new(&old.ty, &was),
                new: Value::new(&new.ty, &is),
            };
            self.values(&values, &used);
        }
    }

    pub(super) fn union(&mut self, both: &Both<&'a Union>, subject: String) {
        let direction = self.direction(&both.old.origin, &both.new.origin);
        let things = |side: &Side<'_>, union: &Union| -> Vec<Thing> {
            let thing = |variant: &Variant| Thing {
                name: name(variant),
                shape: Some(side.wire_type(&variant.ty)),
            };
            union.variants.iter().map(thing).collect()
        };
        let pairs = pair(&things(&self.old, both.old), &things(&self.new, both.new));
        self.tag(both, &subject);
        for &(old, new) in pairs.same.iter().chain(&pairs.renamed) {
            let variants = Both {
                old: &both.old.variants[old],
                new: &both.new.variants[new],
            };
            let subject = format!("{subject}.{}", name(variants.new));
            self.variant(
                &variants,
                Use {
                    subject,
                    direction,
                    in_rust: true,
                    is_argument: false,
                },
            );
        }
        for index in pairs.added {
            let variant = &both.new.variants[index];
            self.variant_added(variant, both.old.tag.is_some(), direction, &subject);
        }
        for index in pairs.removed {
            let variant = &both.old.variants[index];
            self.variant_removed(variant, direction, &subject);
        }
    }

    /// `is_tagged` tells whether old clients look for a tag.
    fn variant_added(
        &mut self,
        variant: &Variant,
        is_tagged: bool,
        direction: Direction,
        subject: &str,
    ) {
        let change = Change::new(Kind::VariantAdded, format!("{subject}.{}", name(variant)))
            .is(self.new.wire_type(&variant.ty), &place(variant));
        let (wire, reason) = match (direction.read, is_tagged) {
            (false, _) => (
                Wire::Compatible,
                "old clients do not send it; unions are `#[non_exhaustive]`",
            ),
            (true, true) => (
                Wire::Compatible,
                "old clients keep it as JSON, in `Unrecognized`; unions are `#[non_exhaustive]`",
            ),
            (true, false) => (
                Wire::Breaking,
                "no tag tells it, and old clients may take it for another variant; unions are `#[non_exhaustive]`",
            ),
        };
        self.push(change.verdict(wire, Rust::Minor, reason));
    }

    fn variant_removed(&mut self, variant: &Variant, direction: Direction, subject: &str) {
        let change = Change::new(Kind::VariantRemoved, format!("{subject}.{}", name(variant)))
            .was(self.old.wire_type(&variant.ty), &place(variant));
        self.push(gone(change, direction));
    }
}

/// The verdict of a value or a variant that is removed.
fn gone(change: Change, direction: Direction) -> Change {
    let (wire, reason) = match direction.sent {
        true => (
            Wire::Breaking,
            "the service may refuse it when old clients send it, and the variant is gone",
        ),
        false => (
            Wire::Compatible,
            "old clients only wait for it in vain; but the variant is gone",
        ),
    };
    change.verdict(wire, Rust::Major, reason)
}

/// Where a variant stands: texts that lead to it have no places of their own.
fn place(variant: &Variant) -> Origin {
    let parent = variant.tag.as_ref().and_then(|_| variant.origin.parent());
    parent.unwrap_or_else(|| variant.origin.clone())
}

/// What a variant is called on the wire, where it has a name there.
fn name(variant: &Variant) -> String {
    variant
        .tag
        .clone()
        .unwrap_or_else(|| variant.name.0.clone())
}
