//! The sentences about resources, operations and parameters.

use super::names::{Index, Method, Thing, What};
use super::sentences::{Case, code};
use super::{Entry, Mark, Section, joined};
use crate::diff::{Kind, Rust};

impl Case<'_> {
    pub(super) fn operation(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        let route = |value: &Option<String>| code(value.as_deref().unwrap_or_default());
        match (change.kind, self.was, self.is) {
            (Kind::OperationAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} is new: it sends {o}.");
                entries.push(entry.with(route(&change.new)));
            }
            (Kind::OperationRemoved, Some(was), _) => {
                let entry = self.entry(Section::Removed, was, "{s} is gone, which sent {o}.");
                entries.push(entry.with(route(&change.old)));
            }
            (Kind::ResourceRenamed, _, Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} takes the place of {o}.");
                entries.push(entry.with(route(&change.old)));
            }
            (Kind::OperationRenamed | Kind::RustNameChanged, Some(was), Some(is)) => {
                self.method_names(was, is, entries);
            }
            (Kind::ArgumentsReordered, _, Some(is)) => {
                let sentence = "{s} takes its arguments in another order: {o}.";
                let mut entry = self.entry(Section::Changed, is, sentence);
                let names = change.new.as_deref().unwrap_or_default().split(", ");
                let name = |name| new.exact(&format!("{}.{name}", change.subject));
                entry.objects = names
                    .filter_map(name)
                    .map(|thing| code(&thing.name))
                    .collect();
                entries.push(entry);
            }
            (Kind::PathChanged | Kind::MethodChanged, Some(was), Some(is)) => {
                if let (What::Method(old), What::Method(new)) = (&was.what, &is.what)
                    && Mark::of(change) != Mark::None
                {
                    let sentence = match change.rust {
                        Rust::Major => "{s} sends {o}, and the way to it takes other arguments.",
                        _ => "{s} sends {o}; code stays as it is.",
                    };
                    let object = format!("{} (was {})", code(&new.route), code(&old.route));
                    entries.push(self.entry(Section::Changed, is, sentence).with(object));
                }
            }
            _ => self.on_the_wire(new, entries),
        }
    }

    /// What of a method and the types around it is called otherwise.
    fn method_names(&self, was: &Thing, is: &Thing, entries: &mut Vec<Entry>) {
        if self.change.rust != Rust::Major {
            return;
        }
        if was.whole != is.whole {
            let entry = self.entry(Section::Changed, is, "{s} takes the place of {o}.");
            entries.push(entry.with(code(&was.whole)));
        }
        if let (What::Method(old), What::Method(new)) = (&was.what, &is.what) {
            let pairs = [
                (&old.builder, &new.builder),
                (&old.fields_of, &new.fields_of),
            ];
            for pair in pairs {
                if let (Some(old), Some(new)) = pair
                    && old != new
                {
                    entries.push(self.type_name(is, old, new));
                }
            }
        }
    }

    pub(super) fn type_name(&self, thing: &Thing, old: &str, new: &str) -> Entry {
        let mut entry = self.entry(Section::Changed, thing, "a type has another name: {o}.");
        entry.subjects.clear();
        entry.many = "types have other names: {o}.".to_owned();
        entry.with(format!("{} is {} now", code(old), code(new)))
    }

    pub(super) fn parameter(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        match (change.kind, self.was, self.is) {
            (_, _, _) if change.rust < Rust::Minor => self.on_the_wire(new, entries),
            (Kind::ParameterAdded, _, Some(is)) if is.what == What::Setter => {
                let mut entry = self.entry(Section::Added, is, "{s} gained the optional {o}.");
                entry.mark = Mark::None;
                entries.push(entry.with(code(&is.name)));
                if change.rust == Rust::Major {
                    let sentence = "{s} returned a plain call, and returns a builder now: code that sends or awaits it \
                                    stays as it is, code that names the type of the call names the builder.";
                    entries.push(self.entry(Section::Changed, is, sentence));
                }
            }
            (Kind::ParameterAdded, _, Some(is)) => {
                let tail = self.method(new).map(arguments).unwrap_or_default();
                let sentence = format!("{{s}} wants {{o}} as well: {tail}.");
                entries.push(
                    self.entry(Section::Changed, is, &sentence)
                        .with(code(&is.name)),
                );
            }
            (Kind::ParameterRemoved, Some(was), _) => {
                let sentence = match was.what {
                    What::Setter => "{s} lost the optional {o}, which the service no longer takes.",
                    _ => "{s} lost the argument {o}, which the service no longer takes.",
                };
                entries.push(
                    self.entry(Section::Removed, was, sentence)
                        .with(code(&was.name)),
                );
            }
            (Kind::ParameterRenamed, Some(was), Some(is)) => {
                let object = format!("{} to {}", code(&was.name), code(&is.name));
                entries.push(
                    self.entry(Section::Changed, is, "{s} renamed {o}.")
                        .with(object),
                );
            }
            _ => self.on_the_wire(new, entries),
        }
    }

    /// The method that a parameter belongs to.
    pub(super) fn method(&self, new: &Index) -> Option<Method> {
        let id = self.change.subject.split('.').next()?;
        match &new.exact(id)?.what {
            What::Method(method) => Some(method.clone()),
            _ => None,
        }
    }
}

/// What a method takes now.
pub(super) fn arguments(method: Method) -> String {
    let names: Vec<String> = method.arguments.iter().map(|name| code(name)).collect();
    match (&method.fields_of, names.as_slice()) {
        (Some(fields_of), _) => format!("the fields of {} are {}", code(fields_of), joined(&names)),
        (None, []) => "there is no argument any more".to_owned(),
        (None, [one]) => format!("the argument is {one}"),
        (None, _) => format!("the arguments are {}", joined(&names)),
    }
}
