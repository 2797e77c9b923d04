//! Enumerations and unions.

use super::compare::{Both, Comparison};
use super::pairs::{Thing, pair};
use super::side::Side;
use super::values::{Use, Value};
use super::{Change, Kind, Rust, Wire};
use crate::model::{EnumValue, Enumeration, Union, Variant};
use crate::name::Role;

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
            self.push(change.verdict(wire, Rust::Major, reason));
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
                        "`{}` stays in Rust, and travels as `{}` now",
                        names.1, new.wire
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

    fn tag(&mut self, both: &Both<&Union>, subject: &str) {
        if both.old.tag != both.new.tag {
            let text = |union: &Union| {
                union
                    .tag
                    .as_ref()
                    .map_or("none", |tag| tag.as_str())
                    .to_owned()
            };
            let change =
                Change::new(Kind::TagChanged, subject).values(text(both.old), text(both.new));
            let change = change.at(&both.old.origin, &both.new.origin);
            let reason = "old clients tell the variants apart by the old property";
            self.push(change.verdict(Wire::Breaking, Rust::Patch, reason));
        }
    }

    /// A variant of a union that both sides have.
    fn variant(&mut self, both: &Both<&Variant>, used: Use) {
        let (old, new) = (both.old, both.new);
        let names = (
            self.old.rust_name(&old.origin, Role::Variant),
            self.new.rust_name(&new.origin, Role::Variant),
        );
        if names.0 != names.1 {
            let change = Change::new(Kind::RustNameChanged, &used.subject).values(names.0, names.1);
            let change = change.at(&old.origin, &new.origin);
            self.push(change.verdict(Wire::None, Rust::Major, "the variant has another name"));
        }
        let nodes = (self.old.node(&old.origin), self.new.node(&new.origin));
        if let (Some(old_node), Some(new_node)) = nodes {
            let values = Both {
                old: Value::new(&old.ty, &old_node),
                new: Value::new(&new.ty, &new_node),
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
            let change = Change::new(Kind::VariantAdded, format!("{subject}.{}", name(variant)))
                .is(self.new.wire_type(&variant.ty), &variant.origin);
            let wire = if direction.read {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            let reason = "old clients can't read the new variant as what it is; unions are `#[non_exhaustive]`";
            self.push(change.verdict(wire, Rust::Minor, reason));
        }
        for index in pairs.removed {
            let variant = &both.old.variants[index];
            let change = Change::new(Kind::VariantRemoved, format!("{subject}.{}", name(variant)))
                .was(self.old.wire_type(&variant.ty), &variant.origin);
            let wire = if direction.sent {
                Wire::Breaking
            } else {
                Wire::Compatible
            };
            self.push(change.verdict(wire, Rust::Major, "the variant is gone"));
        }
    }
}

/// What a variant is called on the wire, where it has a name there.
fn name(variant: &Variant) -> String {
    variant
        .tag
        .clone()
        .unwrap_or_else(|| variant.name.0.clone())
}
