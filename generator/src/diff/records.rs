//! Types with names: records, enumerations and unions.

use std::collections::BTreeSet;

use super::compare::{Both, Comparison};
use super::names::type_name;
use super::pairs::{Thing, pair};
use super::parameters::{list, sensitivity};
use super::side::{Node, Side};
use super::values::{Use, Value};
use super::{Change, Kind, Rust, Wire};
use crate::model::{
    Enumeration, Field, FieldPresence, Origin, Record, Ty, TypeDef, Union, Variant,
};
use crate::name::{Role, RustName};

impl<'a> Comparison<'a> {
    /// Compares the types that were met, and those that have kept their places.
    pub(super) fn types(&mut self) {
        self.drain();
        let kept: Vec<_> = self
            .old
            .types
            .keys()
            .filter(|at| self.new.types.contains_key(**at))
            .copied()
            .collect();
        for origin in kept {
            let met = self.met.iter().any(|(old, _)| old == origin);
            if !met {
                self.met.insert((origin.clone(), origin.clone()));
                self.waiting.push((origin.clone(), origin.clone()));
                self.drain();
            }
        }
        let olds: BTreeSet<_> = self.met.iter().map(|(old, _)| old.clone()).collect();
        let news: BTreeSet<_> = self.met.iter().map(|(_, new)| new.clone()).collect();
        let added: Vec<_> = self
            .new
            .types
            .values()
            .filter(|found| !news.contains(found.origin()))
            .copied()
            .collect();
        let removed: Vec<_> = self
            .old
            .types
            .values()
            .filter(|found| !olds.contains(found.origin()))
            .copied()
            .collect();
        for found in added
            .into_iter()
            .filter(|found| is_component(found.origin()))
        {
            let kind = if is_enum(found) {
                Kind::EnumAdded
            } else {
                Kind::TypeAdded
            };
            let change = Change::new(kind, type_name(found)).is(members(found), found.origin());
            self.push(change.verdict(
                Wire::None,
                Rust::Minor,
                "a type that what is new here is made of",
            ));
        }
        for found in removed
            .into_iter()
            .filter(|found| is_component(found.origin()))
        {
            let kind = if is_enum(found) {
                Kind::EnumRemoved
            } else {
                Kind::TypeRemoved
            };
            let change = Change::new(kind, type_name(found)).was(members(found), found.origin());
            self.push(change.verdict(
                Wire::None,
                Rust::Major,
                "nothing that is left is made of it, and its type in Rust is gone",
            ));
        }
    }

    fn drain(&mut self) {
        while let Some((old, new)) = self.waiting.pop() {
            let (Some(&was), Some(&is)) = (self.old.types.get(&old), self.new.types.get(&new))
            else {
                continue;
            };
            self.type_names(was, is);
            match (was, is) {
                (TypeDef::Record(old), TypeDef::Record(new)) => self.record(&Both { old, new }),
                (TypeDef::Enumeration(old), TypeDef::Enumeration(new)) => {
                    self.enumeration(&Both { old, new }, type_name(is))
                }
                (TypeDef::Union(old), TypeDef::Union(new)) => {
                    self.union(&Both { old, new }, type_name(is))
                }
                // The values that are made of them have changed their type.
                _ => {}
            }
        }
    }

    fn type_names(&mut self, old: &TypeDef, new: &TypeDef) {
        let home = |side: &Side<'_>, found: &TypeDef| -> Vec<String> {
            let home = side.lowered.names.home(found.origin()).iter();
            home.map(RustName::as_str).map(str::to_owned).collect()
        };
        let names = (type_name(old), type_name(new));
        let paths = (
            self.old.rust_path(old.origin()),
            self.new.rust_path(new.origin()),
        );
        let is_same = self.new_home(&home(&self.old, old)) == home(&self.new, new)
            && self.old.rust_name(old.origin(), Role::Type)
                == self.new.rust_name(new.origin(), Role::Type);
        let at = (old.origin(), new.origin());
        if names.0 != names.1 {
            let (rust, reason) = match is_same {
                true => (
                    Rust::Patch,
                    "names of types are not sent, and the type in Rust is the same".to_owned(),
                ),
                false => (
                    Rust::Major,
                    format!(
                        "names of types are not sent; in Rust `{}` becomes `{}`",
                        paths.0, paths.1
                    ),
                ),
            };
            let change = Change::new(Kind::TypeRenamed, &names.1)
                .values(names.0, &names.1)
                .at(at.0, at.1);
            self.push(change.verdict(Wire::None, rust, reason));
        } else if !is_same {
            let change = Change::new(Kind::RustNameChanged, names.1)
                .values(paths.0, paths.1)
                .at(at.0, at.1);
            self.push(change.verdict(
                Wire::None,
                Rust::Major,
                "the type has another name or stands in another module",
            ));
        }
    }

    fn record(&mut self, both: &Both<&'a Record>) {
        let direction = self.direction(&both.old.origin, &both.new.origin);
        let subject = type_name(&TypeDef::Record(both.new.clone()));
        let used = Use {
            subject,
            direction,
            in_rust: true,
        };
        let things = |side: &Side<'_>, record: &Record| -> Vec<Thing> {
            let thing = |field: &Field| Thing {
                name: field.name.0.clone(),
                shape: Some(format!(
                    "{:?} {}",
                    field.presence,
                    side.wire_type(&field.ty)
                )),
            };
            record.fields.iter().map(thing).collect()
        };
        let pairs = pair(&things(&self.old, both.old), &things(&self.new, both.new));
        self.constructor(both, &used);
        self.openness(both, &used);
        for index in pairs.added {
            self.field_added(&both.new.fields[index], both.new, &used);
        }
        for index in pairs.removed {
            let field = &both.old.fields[index];
            let subject = format!("{}.{}", used.subject, field.name);
            let change = Change::new(Kind::FieldRemoved, subject)
                .was(self.old.wire_type(&field.ty), &field.origin);
            let reason = "old clients may rely on it, and the field in Rust is gone";
            self.push(change.verdict(Wire::Breaking, Rust::Major, reason));
        }
        let mut kept: Vec<_> = pairs.same.iter().chain(&pairs.renamed).copied().collect();
        kept.sort_by_key(|(_, new)| *new);
        for (old, new) in kept {
            let fields = Both {
                old: &both.old.fields[old],
                new: &both.new.fields[new],
            };
            self.field(&fields, both, &used);
        }
    }

    fn field_added(&mut self, field: &Field, record: &Record, used: &Use) {
        let is_argument = record.input && field.presence == FieldPresence::Promised;
        let (wire, reason) = match used.direction.sent && is_argument {
            true => (
                Wire::Breaking,
                "the service refuses what old clients send without it",
            ),
            false => (
                Wire::Compatible,
                "old clients ignore it; records are `#[non_exhaustive]`",
            ),
        };
        let rust = if is_argument {
            Rust::Major
        } else {
            Rust::Minor
        };
        let subject = format!("{}.{}", used.subject, field.name);
        let change =
            Change::new(Kind::FieldAdded, subject).is(self.new.wire_type(&field.ty), &field.origin);
        self.push(change.verdict(wire, rust, reason));
    }

    fn field(&mut self, both: &Both<&'a Field>, records: &Both<&'a Record>, used: &Use) {
        let (old, new) = (both.old, both.new);
        let used = Use {
            subject: format!("{}.{}", used.subject, new.name),
            ..used.clone()
        };
        let names = (
            self.old.rust_name(&old.origin, Role::Field),
            self.new.rust_name(&new.origin, Role::Field),
        );
        let at = (&old.origin, &new.origin);
        if old.name != new.name {
            let rust = if names.0 == names.1 {
                Rust::Patch
            } else {
                Rust::Major
            };
            let change = Change::new(Kind::FieldRenamed, &used.subject)
                .values(old.name.as_str(), new.name.as_str());
            let reason = "old clients look for the old name";
            self.push(change.at(at.0, at.1).verdict(Wire::Breaking, rust, reason));
        } else if names.0 != names.1 {
            let change = Change::new(Kind::RustNameChanged, &used.subject).values(names.0, names.1);
            self.push(change.at(at.0, at.1).verdict(
                Wire::None,
                Rust::Major,
                "the field in Rust has another name",
            ));
        }
        if old.sensitivity != new.sensitivity {
            let texts = (sensitivity(old.sensitivity), sensitivity(new.sensitivity));
            let change =
                Change::new(Kind::SensitivityChanged, &used.subject).values(texts.0, texts.1);
            self.push(change.at(at.0, at.1).verdict(
                Wire::None,
                Rust::Patch,
                "only what is shown in logs changes",
            ));
        }
        let nodes = (self.old.node(&old.origin), self.new.node(&new.origin));
        let (Some(old_node), Some(new_node)) = nodes else {
            return;
        };
        let nodes = Both {
            old: old_node,
            new: new_node,
        };
        let requires = |side: &Side<'a>, record: &Record, field: &Field| {
            let schema = side.node(&record.origin);
            schema.is_some_and(|schema| side.requires(&schema, field.name.as_str(), 0))
        };
        let required = Both {
            old: requires(&self.old, records.old, old),
            new: requires(&self.new, records.new, new),
        };
        let presence = Both {
            old: old.presence,
            new: new.presence,
        };
        self.presence(&nodes, &required, &used, Some(&presence));
        let value = |ty: &Ty, node: &Node<'a>| Value {
            ty: ty.clone(),
            schema: node.clone(),
            at: node.at.clone(),
        };
        self.values(
            &Both {
                old: value(&old.ty, &nodes.old),
                new: value(&new.ty, &nodes.new),
            },
            &used,
        );
    }

    /// Whether a field must be there, and whether it can be null; `model` is what Rust makes of that.
    pub(super) fn presence(
        &mut self,
        nodes: &Both<Node<'a>>,
        required: &Both<bool>,
        used: &Use,
        model: Option<&Both<FieldPresence>>,
    ) {
        let is_null = |side: &Side<'a>, node: &Node<'a>| {
            node.is("nullable") || side.resolved(node.clone()).is("nullable")
        };
        let nullable = Both {
            old: is_null(&self.old, &nodes.old),
            new: is_null(&self.new, &nodes.new),
        };
        let differs = model.is_some_and(|model| model.old != model.new);
        let was_promised = required.old && !nullable.old;
        let (rust, then) = match (model, differs) {
            (_, true) => (Rust::Major, "and its type in Rust gains or loses `Option`"),
            (Some(_), false) => (Rust::None, "and its type in Rust is the same"),
            (None, _) => (Rust::None, "and Rust code does not see it"),
        };
        let wire = |kind: Kind, is_more: bool| {
            let lost = used.direction.read && is_more && was_promised;
            let refused = used.direction.sent && !is_more;
            match (lost, refused, kind) {
                (true, _, _) => (
                    Wire::Breaking,
                    "old clients rely on a value that may be missing now",
                ),
                (_, true, Kind::NullabilityChanged) => (
                    Wire::Breaking,
                    "the service may refuse the null that old clients send",
                ),
                (_, true, _) => (
                    Wire::Breaking,
                    "the service may refuse what old clients send without it",
                ),
                _ => (Wire::Compatible, "old clients are ready for it"),
            }
        };
        let flags = [
            (
                Kind::RequirednessChanged,
                required,
                ["optional", "required"],
                !required.new,
            ),
            (
                Kind::NullabilityChanged,
                &nullable,
                ["not nullable", "nullable"],
                nullable.new,
            ),
        ];
        for (kind, is, texts, is_more) in flags {
            if is.old == is.new {
                continue;
            }
            let (wire, reason) = wire(kind, is_more);
            let change = Change::new(kind, &used.subject)
                .values(texts[usize::from(is.old)], texts[usize::from(is.new)])
                .at(&nodes.old.at, &nodes.new.at);
            self.push(change.verdict(wire, rust, format!("{reason}, {then}")));
        }
        // An empty default makes a list or a map of what was an option.
        if differs && required.old == required.new && nullable.old == nullable.new {
            let texts = model.map_or((String::new(), String::new()), |model| {
                (format!("{:?}", model.old), format!("{:?}", model.new))
            });
            let change = Change::new(Kind::RequirednessChanged, &used.subject)
                .values(texts.0.to_lowercase(), texts.1.to_lowercase());
            let change = change.at(&nodes.old.at, &nodes.new.at);
            self.push(change.verdict(
                Wire::Compatible,
                Rust::Major,
                "an empty `default` decides whether its type in Rust is an `Option`",
            ));
        }
    }

    fn constructor(&mut self, both: &Both<&Record>, used: &Use) {
        let given = |record: &Record| -> Vec<String> {
            let fields = record
                .fields
                .iter()
                .filter(|field| field.presence == FieldPresence::Promised);
            fields.map(|field| field.name.0.clone()).collect()
        };
        let (olds, news) = (given(both.old), given(both.new));
        let at = (&both.old.origin, &both.new.origin);
        if both.old.input != both.new.input {
            let text = |input: bool| {
                if input {
                    "made by callers"
                } else {
                    "only read"
                }
            };
            let change = Change::new(Kind::RustNameChanged, &used.subject)
                .values(text(both.old.input), text(both.new.input));
            let rust = if both.new.input {
                Rust::Minor
            } else {
                Rust::Major
            };
            self.push(change.at(at.0, at.1).verdict(
                Wire::None,
                rust,
                "records that are sent in a JSON body have `new` and setters",
            ));
        }
        let old_order: Vec<_> = olds.iter().filter(|name| news.contains(name)).collect();
        let new_order: Vec<_> = news.iter().filter(|name| olds.contains(name)).collect();
        if both.new.input && both.old.input && old_order != new_order {
            let change = Change::new(Kind::ArgumentsReordered, &used.subject)
                .values(list(&old_order), list(&new_order));
            let reason = "the arguments of `new` stand in the order of the `required` list";
            self.push(
                change
                    .at(at.0, at.1)
                    .verdict(Wire::None, Rust::Major, reason),
            );
        }
    }

    fn openness(&mut self, both: &Both<&Record>, used: &Use) {
        if both.old.open == both.new.open {
            return;
        }
        let text = |open: bool| if open { "open" } else { "closed" };
        let change = Change::new(Kind::OpennessChanged, &used.subject)
            .values(text(both.old.open), text(both.new.open));
        let change = change.at(&both.old.origin, &both.new.origin);
        let (rust, reason) = match both.new.open {
            true => (
                Rust::Minor,
                "unknown properties are kept in a field of their own",
            ),
            false => (Rust::Major, "the field with the unknown properties is gone"),
        };
        self.push(change.verdict(Wire::Compatible, rust, reason));
    }

    fn enumeration(&mut self, both: &Both<&Enumeration>, subject: String) {
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
        let subject = |wire: &str| format!("{subject}.{wire}");
        for &(old, new) in pairs.same.iter().chain(&pairs.renamed) {
            let (old, new) = (&both.old.values[old], &both.new.values[new]);
            let names = (
                self.old.rust_name(&old.origin, Role::Variant),
                self.new.rust_name(&new.origin, Role::Variant),
            );
            let is_same = names.0 == names.1;
            if old.wire != new.wire {
                let change = Change::new(Kind::ValueRenamed, subject(new.wire.as_str()))
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
                self.push(change.at(&old.origin, &new.origin).verdict(
                    Wire::Breaking,
                    rust,
                    reason,
                ));
            } else if !is_same {
                let change = Change::new(Kind::RustNameChanged, subject(new.wire.as_str()))
                    .values(names.0, names.1);
                self.push(change.at(&old.origin, &new.origin).verdict(
                    Wire::None,
                    Rust::Major,
                    "the variant has another name",
                ));
            }
        }
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

    fn union(&mut self, both: &Both<&'a Union>, subject: String) {
        let direction = self.direction(&both.old.origin, &both.new.origin);
        let name = |variant: &Variant| {
            variant
                .tag
                .clone()
                .unwrap_or_else(|| variant.name.0.clone())
        };
        let things = |side: &Side<'_>, union: &Union| -> Vec<Thing> {
            let thing = |variant: &Variant| Thing {
                name: name(variant),
                shape: Some(side.wire_type(&variant.ty)),
            };
            union.variants.iter().map(thing).collect()
        };
        let pairs = pair(&things(&self.old, both.old), &things(&self.new, both.new));
        if both.old.tag != both.new.tag {
            let text = |union: &Union| {
                union
                    .tag
                    .as_ref()
                    .map_or("none", |tag| tag.as_str())
                    .to_owned()
            };
            let change =
                Change::new(Kind::TagChanged, &subject).values(text(both.old), text(both.new));
            let reason = "old clients tell the variants apart by the old property";
            self.push(change.at(&both.old.origin, &both.new.origin).verdict(
                Wire::Breaking,
                Rust::Patch,
                reason,
            ));
        }
        for &(old, new) in pairs.same.iter().chain(&pairs.renamed) {
            let (old, new) = (&both.old.variants[old], &both.new.variants[new]);
            let subject = format!("{subject}.{}", name(new));
            let names = (
                self.old.rust_name(&old.origin, Role::Variant),
                self.new.rust_name(&new.origin, Role::Variant),
            );
            if names.0 != names.1 {
                let change = Change::new(Kind::RustNameChanged, &subject).values(names.0, names.1);
                self.push(change.at(&old.origin, &new.origin).verdict(
                    Wire::None,
                    Rust::Major,
                    "the variant has another name",
                ));
            }
            let nodes = (self.old.node(&old.origin), self.new.node(&new.origin));
            if let (Some(old_node), Some(new_node)) = nodes {
                let value = |ty: &Ty, node: Node<'a>| Value {
                    ty: ty.clone(),
                    at: node.at.clone(),
                    schema: node,
                };
                let values = Both {
                    old: value(&old.ty, old_node),
                    new: value(&new.ty, new_node),
                };
                self.values(
                    &values,
                    &Use {
                        subject,
                        direction,
                        in_rust: true,
                    },
                );
            }
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

fn is_component(origin: &Origin) -> bool {
    origin.as_str().starts_with("/components/") && origin.tokens().count() == 3
}

fn is_enum(found: &TypeDef) -> bool {
    matches!(found, TypeDef::Enumeration(_))
}

/// The names of what a type is made of.
fn members(found: &TypeDef) -> String {
    let names: Vec<&str> = match found {
        TypeDef::Record(record) => record
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect(),
        TypeDef::Union(union) => union
            .variants
            .iter()
            .map(|variant| variant.name.as_str())
            .collect(),
        TypeDef::Enumeration(found) => found
            .values
            .iter()
            .map(|value| value.wire.as_str())
            .collect(),
    };
    names.join(", ")
}
