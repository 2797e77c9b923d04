//! Types with names: which is which, and what they are called.

use std::collections::BTreeSet;

use super::compare::{Both, Comparison};
use super::names::type_name;
use super::side::Side;
use super::{Change, Kind, Rust, Wire};
use openapi_client_codegen::model::{Origin, TypeDef};
use openapi_client_codegen::name::{Role, RustName};

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
            // Any pair with the old one would stand right behind this.
            let first = (origin.clone(), Origin::root());
            let met = self.met.range(first..).next();
            if met.is_none_or(|(old, _)| old != origin) {
                self.met.insert((origin.clone(), origin.clone()));
                self.waiting.push((origin.clone(), origin.clone()));
                self.drain();
            }
        }
        self.unpaired();
    }

    /// Components that only one side has; types without names of their own come and go with what they stand in.
    fn unpaired(&mut self) {
        let olds: BTreeSet<_> = self.met.iter().map(|(old, _)| old.clone()).collect();
        let news: BTreeSet<_> = self.met.iter().map(|(_, new)| new.clone()).collect();
        let unmet = |side: &Side<'a>, met: &BTreeSet<Origin>| -> Vec<&'a TypeDef> {
            let types = side.types.values().copied();
            types
                .filter(|found| is_component(found.origin()) && !met.contains(found.origin()))
                .collect()
        };
        let (removed, added) = (unmet(&self.old, &olds), unmet(&self.new, &news));
        for found in added {
            let kind = if is_enum(found) {
                Kind::EnumAdded
            } else {
                Kind::TypeAdded
            };
            let change = Change::new(kind, type_name(found)).is(members(found), found.origin());
            let reason = "it is what something else that is new is made of";
            self.push(change.verdict(Wire::None, Rust::Minor, reason));
        }
        for found in removed {
            let kind = if is_enum(found) {
                Kind::EnumRemoved
            } else {
                Kind::TypeRemoved
            };
            let change = Change::new(kind, type_name(found)).was(members(found), found.origin());
            let reason = "nothing that is left is made of it, and its type in Rust is gone";
            self.push(change.verdict(Wire::None, Rust::Major, reason));
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
