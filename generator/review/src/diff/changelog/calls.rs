//! The sentences about resources, operations and parameters.

use super::names::{Index, Method, Thing, What};
use super::sentences::{BUILD, Case, NAME};
use super::{Entry, Mark, Section, joined};
use crate::diff::{Kind, Rust};
use openapi_client_codegen::text::code_span;

impl Case<'_> {
    pub(super) fn operation(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        let route = |value: &Option<String>| code_span(value.as_deref().unwrap_or_default());
        match (change.kind, self.was, self.is) {
            (Kind::OperationAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} is new: it sends {o}.");
                entries.push(entry.with(route(&change.new)));
            }
            (Kind::OperationRemoved, Some(was), _) => {
                let entry = self.entry(Section::Removed, was, "{s} is gone, which sent {o}.");
                let todo = "The service no longer offers it: remove its calls.";
                entries.push(entry.with(route(&change.old)).todo(todo));
            }
            (Kind::ResourceRenamed, _, Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} takes the place of {o}.");
                entries.push(entry.with(route(&change.old)).todo(NAME));
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
                    .map(|thing| code_span(&thing.name))
                    .collect();
                let todo = "The compiler does not tell where two of them have one type.";
                entries.push(entry.todo(todo));
            }
            (Kind::PathChanged | Kind::MethodChanged, Some(was), Some(is)) => {
                if let (What::Method(old), What::Method(new)) = (&was.what, &is.what)
                    && Mark::of(change) != Mark::None
                {
                    let todo = match change.rust {
                        Rust::Major => {
                            format!(
                                "The way to it takes other arguments; it was {}.",
                                code_span(&was.whole)
                            )
                        }
                        _ => BUILD.to_owned(),
                    };
                    let object =
                        format!("{} (was {})", code_span(&new.route), code_span(&old.route));
                    let entry = self.entry(Section::Changed, is, "{s} sends {o}.");
                    entries.push(entry.with(object).todo(&todo));
                }
            }
            _ => {}
        }
    }

    /// What of a method and the types around it is called otherwise.
    fn method_names(&self, was: &Thing, is: &Thing, entries: &mut Vec<Entry>) {
        if self.change.rust != Rust::Major {
            return;
        }
        let mut types = Vec::new();
        if let (What::Method(old), What::Method(new)) = (&was.what, &is.what) {
            let pairs = [
                (&old.builder, &new.builder),
                (&old.fields_of, &new.fields_of),
            ];
            for pair in pairs {
                if let (Some(old), Some(new)) = pair
                    && old != new
                {
                    types.push((old, new));
                }
            }
        }
        if was.whole == is.whole {
            let mut names = types.into_iter();
            let first = names.next().map(|(old, new)| self.type_name(is, old, new));
            entries.extend(first.map(|mut entry| {
                entry
                    .objects
                    .extend(names.map(|(old, new)| short(old, new).1));
                entry
            }));
            return;
        }
        let types = types.iter();
        let types: Vec<String> = types
            .map(|(old, new)| format!("{} is {} now", code_span(old), code_span(new)))
            .collect();
        let todo = match types.is_empty() {
            true => NAME.to_owned(),
            false => format!("Nothing but names changes: {}.", joined(&types)),
        };
        let entry = self.entry(Section::Changed, is, "{s} takes the place of {o}.");
        entries.push(entry.with(code_span(&was.whole)).todo(&todo));
    }

    /// A type that has another name, in the module where it stands.
    pub(super) fn type_name(&self, thing: &Thing, old: &str, new: &str) -> Entry {
        let (module, object) = short(old, new);
        let mut entry = match module {
            Some(_) => self.entry(Section::Changed, thing, "{s} renamed the type {o}."),
            None => self.entry(Section::Changed, thing, "a type has another name: {o}."),
        };
        entry.many = match module {
            Some(_) => "{s} renamed the types {o}.".to_owned(),
            None => "types have other names: {o}.".to_owned(),
        };
        let subject = module.map(|module| (thing.order, code_span(module)));
        entry.subjects = subject.into_iter().collect();
        entry.with(object).todo(NAME)
    }

    pub(super) fn parameter(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        match (change.kind, self.was, self.is) {
            (_, _, _) if change.rust < Rust::Minor => {}
            (Kind::ParameterAdded, _, Some(is)) if is.what == What::Setter => {
                let entry = match change.rust {
                    Rust::Major => {
                        let sentence = "{s} gained the optional {o}, and so returns a builder, no longer a plain call.";
                        self.entry(Section::Added, is, sentence).todo(BUILDER)
                    }
                    _ => self.entry(Section::Added, is, "{s} gained the optional {o}."),
                };
                entries.push(entry.with(code_span(&is.name)));
            }
            (Kind::ParameterAdded, _, Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} wants {o} as well.");
                entries.push(entry.with(code_span(&is.name)).todo(&self.arguments(new)));
            }
            (Kind::ParameterRemoved, Some(was), _) => {
                let (sentence, todo) = match was.what {
                    What::Setter => (
                        "{s} lost the optional {o}.",
                        "The service no longer takes {it}: leave {it} out.".to_owned(),
                    ),
                    _ => ("{s} lost the argument {o}.", self.arguments(new)),
                };
                let entry = self.entry(Section::Removed, was, sentence);
                entries.push(entry.with(code_span(&was.name)).todo(&todo));
            }
            (Kind::ParameterRenamed, Some(was), Some(is)) => {
                let object = format!("{} to {}", code_span(&was.name), code_span(&is.name));
                let entry = self.entry(Section::Changed, is, "{s} renamed {o}.");
                entries.push(entry.with(object).todo(NAME));
            }
            _ => {}
        }
    }

    /// What the method takes now that a parameter belongs to.
    pub(super) fn arguments(&self, new: &Index) -> String {
        let method = self.method(new);
        method.map_or_else(String::new, |method| format!("{}.", arguments(method)))
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

/// What to do about a call that has become a builder.
const BUILDER: &str = "Code that sends or awaits it stays as it is; code that names the type of the call names the builder.";

/// The module of a type with another name, if it is the same, and both names.
fn short<'n>(old: &str, new: &'n str) -> (Option<&'n str>, String) {
    match (old.rsplit_once("::"), new.rsplit_once("::")) {
        (Some((was, old)), Some((is, new))) if was == is => (
            Some(is),
            format!("{} to {}", code_span(old), code_span(new)),
        ),
        _ => (
            None,
            format!("{} is {} now", code_span(old), code_span(new)),
        ),
    }
}

/// What a method takes now.
fn arguments(method: Method) -> String {
    let names: Vec<String> = method
        .arguments
        .iter()
        .map(|name| code_span(name))
        .collect();
    match (&method.fields_of, names.as_slice()) {
        (Some(fields_of), _) => format!(
            "the fields of {} are {}",
            code_span(fields_of),
            joined(&names)
        ),
        (None, []) => "there is no argument any more".to_owned(),
        (None, [one]) => format!("the argument is {one}"),
        (None, _) => format!("the arguments are {}", joined(&names)),
    }
}
