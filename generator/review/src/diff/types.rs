//! Types with names: which is which, and what they are called.

use std::collections::BTreeSet;

use super::ChangeKind::*;
use super::Rust;
use super::both::Both;
use super::compare::{Comparison, Topic};
use super::names::{joined, type_name};
use super::side::Side;
use super::values::becomes;
use openapi_client_codegen::model::{Origin, TypeDef};
use openapi_client_codegen::name::{Role, RustName};

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
}

/// The names of what a type is made of.
fn members(found: &TypeDef) -> String {
    match found {
        TypeDef::Record(one) => joined(one.fields.iter().map(|field| field.name.as_str()), ", "),
        TypeDef::Union(one) => joined(one.variants.iter().map(|one| one.name.as_str()), ", "),
        TypeDef::Enumeration(one) => joined(one.values.iter().map(|one| one.wire.as_str()), ", "),
    }
}
