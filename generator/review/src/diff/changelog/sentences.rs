//! The sentences: what each kind of change means to users of the crate.
//!
//! A template is `Section: what has changed. What to do about it.` In it, `{s}` are the things that the entry is about, and
//! between `<` and `>` is what of them; an entry can have several of each. `[one|many]` goes by the number of the latter, and
//! other names in braces are those of [`Case::text`].

use std::collections::BTreeMap;

use super::names::{Index, Method, Thing, What};
use super::{Entry, Mark, SECTIONS, Words, and};
use crate::diff::ChangeKind::*;
use crate::diff::{Change, Rust, Wire};
use openapi_client_codegen::Lowered;
use openapi_client_codegen::text::code_span;

/// What is needed to write about changes.
pub(super) struct Writer {
    old: Index,
    pub(super) new: Index,
    /// What operations and types with other names were called, by their new names.
    names: BTreeMap<String, String>,
}

/// A change, and the things that it is about.
pub(super) struct Case<'c> {
    all: &'c Writer,
    pub(super) change: &'c Change,
    /// As it was; it can be missing.
    pub(super) was: Option<&'c Thing>,
    /// As it is; it can be missing.
    pub(super) is: Option<&'c Thing>,
}

impl Writer {
    pub(super) fn new(old: &Lowered, new: &Lowered, changes: &[Change]) -> Self {
        let is_renamed = |change: &&Change| matches!(change.kind, OperationRenamed | TypeRenamed);
        let renamed = changes.iter().filter(is_renamed);
        let names =
            renamed.filter_map(|change| Some((change.subject.clone(), change.old.clone()?)));
        Self {
            old: Index::of(old),
            new: Index::of(new),
            names: names.collect(),
        }
    }

    /// What is to be said of a change, if users feel it.
    pub(super) fn write(&self, change: &Change) -> Option<Entry> {
        let case = Case {
            all: self,
            change,
            was: self.was(change),
            is: self.new.of_kind(change.kind, &change.subject),
        };
        let said = case.said();
        said.or_else(|| change.is_felt().then(|| case.on_the_wire()))
    }

    /// The thing as it was: by its old name, if it has another.
    fn was(&self, change: &Change) -> Option<&Thing> {
        let (kind, subject) = (change.kind, change.subject.as_str());
        let (old, new) = (change.old.as_deref(), change.new.as_deref());
        // A part has the name of its whole as it was.
        let whole = subject.split_once('.');
        let subject =
            whole.and_then(|(whole, part)| Some(format!("{}.{part}", self.names.get(whole)?)));
        let subject = subject.unwrap_or_else(|| change.subject.clone());
        match (kind, old, new.and_then(|new| subject.strip_suffix(new))) {
            (TypeRenamed, Some(old), _) => self.old.of_kind(kind, old),
            (OperationRenamed, Some(old), _) => self.old.exact(old),
            (
                ParameterRenamed | FieldRenamed | ValueRenamed | TagChanged,
                Some(old),
                Some(whole),
            ) => self.old.exact(&format!("{whole}{old}")),
            _ => self.old.of_kind(kind, &subject),
        }
    }
}

impl<'c> Case<'c> {
    fn said(&self) -> Option<Entry> {
        let is_method = self.is.is_some_and(|is| is.what == What::Method);
        match (self.change.kind, self.was, self.is) {
            (OperationRenamed, was, is) => self.method_renamed(was?, is?),
            (RustNameChanged, was, Some(is)) if is_method => self.method_renamed(was?, is),
            (TypeRenamed | RustNameChanged, was, is) => self.renamed(was, is),
            (TypeAdded | EnumAdded | TypeRemoved | EnumRemoved, was, is) => {
                let (thing, template) = match self.change.kind {
                    TypeAdded | EnumAdded => (is?, "Added: {s} gained the type[|s] <{is}>."),
                    _ => (
                        was?,
                        "Removed: {s} lost the type[|s] <{was}>. Nothing that is left is made of [it|them].",
                    ),
                };
                let module = thing.whole.rsplit_once("::");
                let module = module.map_or("the crate".to_owned(), |(module, _)| code_span(module));
                Some(Entry {
                    subjects: vec![(thing.order, module)],
                    ..self.entry(thing, template)
                })
            }
            (
                OperationRemoved | ParameterRemoved | FieldRemoved | ValueRemoved | VariantRemoved,
                was,
                _,
            ) => Some(self.entry(was?, &self.template()?)),
            (SecurityChanged | ServerChanged, _, is) => {
                Some(self.entry(is.unwrap_or(&self.all.new.client), &self.template()?))
            }
            (TypeChanged, was, is) => {
                let is = is.or_else(|| self.all.new.get(&self.change.subject))?;
                let case = Self {
                    is: Some(is),
                    was,
                    ..*self
                };
                Some(case.entry(is, &case.template()?))
            }
            (_, _, is) => Some(self.entry(is?, &self.template()?)),
        }
    }

    /// The name of something in Rust is another; the wire is reported elsewhere.
    fn renamed(&self, was: Option<&Thing>, is: Option<&'c Thing>) -> Option<Entry> {
        let (old, new) = (self.change.old.as_deref(), self.change.new.as_deref());
        if self.change.rust < Rust::Minor {
            return None;
        }
        Some(match (was, is) {
            (_, Some(is)) if is.what == What::Type && old == Some("only read") => {
                self.entry(is, "Added: {s} can be made by `new`.")
            }
            (_, Some(is)) if is.what == What::Type && new == Some("only read") => self.entry(
                is,
                "Removed: {s} lost `new` and its setters. It is no longer sent.",
            ),
            (Some(was), Some(is)) if is.what == What::Type => {
                self.types_renamed(is, &[(&was.whole, &is.whole)])
            }
            (Some(_), Some(is)) => self.entry(is, self.other_name()?),
            _ => {
                let names = (old.unwrap_or_default(), new.unwrap_or_default());
                self.types_renamed(&Thing::default(), &[names])
            }
        })
    }

    /// What of a method and the types around it is called otherwise.
    fn method_renamed(&self, was: &Thing, is: &Thing) -> Option<Entry> {
        if self.change.rust != Rust::Major {
            return None;
        }
        let types = [
            (&was.method.builder, &is.method.builder),
            (&was.method.fields_of, &is.method.fields_of),
        ];
        let types = types
            .into_iter()
            .filter_map(|(old, new)| old.as_deref().zip(new.as_deref()));
        let types: Vec<_> = types.filter(|(old, new)| old != new).collect();
        if was.whole == is.whole {
            return (!types.is_empty()).then(|| self.types_renamed(is, &types));
        }
        let mut entry = self.entry(
            is,
            "Changed: {s} takes the place of <{was_whole}>. {rename}",
        );
        if !types.is_empty() {
            let types = types.iter();
            let types =
                types.map(|(old, new)| format!("{} is {} now", code_span(old), code_span(new)));
            let todo = format!(
                "Nothing but names changes: {}.",
                and(&types.collect::<Vec<_>>())
            );
            entry.one.todo.clone_from(&todo);
            entry.many.todo = todo;
        }
        Some(entry)
    }

    /// Types that have other names, in the module of the first one if that is the same.
    fn types_renamed(&self, thing: &Thing, names: &[(&str, &str)]) -> Entry {
        let modules =
            names.iter().map(
                |(old, new)| match (old.rsplit_once("::"), new.rsplit_once("::")) {
                    (Some((was, old)), Some((is, new))) if was == is => (
                        Some(is),
                        format!("{} to {}", code_span(old), code_span(new)),
                    ),
                    _ => (
                        None,
                        format!("{} is {} now", code_span(old), code_span(new)),
                    ),
                },
            );
        let (modules, objects): (Vec<_>, Vec<_>) = modules.unzip();
        let module = modules.into_iter().next().flatten();
        let entry = self.entry(
            thing,
            match module {
                Some(_) => "Changed: {s} renamed the type[|s] <>. {rename}",
                None => "Changed: [a type has another name|types have other names]: <>. {rename}",
            },
        );
        let subjects = module.map(|module| (thing.order, code_span(module)));
        Entry {
            subjects: subjects.into_iter().collect(),
            objects,
            ..entry
        }
    }

    /// What only programs feel that were built before, and no other sentence tells: code compiles as it is.
    fn on_the_wire(&self) -> Entry {
        let (change, nowhere) = (self.change, Thing::default());
        let thing = self
            .is
            .or(self.was)
            .or_else(|| self.all.new.get(&change.subject));
        let thing = thing.unwrap_or(&nowhere);
        let is_part = !thing.name.is_empty() && !matches!(thing.what, What::Method | What::Type);
        let about = match (is_part, thing.whole.is_empty()) {
            (true, _) => "<{is}> of {s}",
            (false, false) => "{s}{part}",
            (false, true) => "<{subject}>",
        };
        let case = Case {
            is: Some(thing),
            ..*self
        };
        case.entry(thing, &format!("Changed: {about} {}", case.of_wire()))
    }

    /// An entry by a template, about a thing or the whole that it is a part of.
    fn entry(&self, thing: &Thing, template: &str) -> Entry {
        let (section, text) = template.split_once(": ").unwrap_or_default();
        let words = |many| {
            let text = numbered(text, many);
            let (sentence, todo) = match text.split_once(". ") {
                Some((sentence, todo)) => (format!("{sentence}."), todo),
                None => (text.clone(), ""),
            };
            let (before, rest) = sentence.split_once('<').unwrap_or((&sentence, ""));
            let (object, after) = rest.split_once('>').unwrap_or_default();
            let about = if rest.is_empty() { "" } else { "{o}" };
            let words = Words {
                sentence: format!("{}{about}{}", self.filled(before), self.filled(after)),
                todo: self.filled(todo),
            };
            (words, (!object.is_empty()).then(|| self.filled(object)))
        };
        let (one, object) = words(false);
        Entry {
            section: SECTIONS
                .iter()
                .position(|known| *known == section)
                .unwrap_or_default(),
            mark: Mark::of(self.change),
            order: thing.order,
            is_list: thing.is_list,
            subjects: vec![(thing.order, code_span(&thing.whole))],
            one,
            many: words(true).0,
            objects: object.into_iter().collect(),
            changes: Vec::new(),
        }
    }

    /// A part of a template with the texts for the names in braces.
    fn filled(&self, template: &str) -> String {
        let mut parts = template.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            match part.split_once('}') {
                Some(("s", rest)) => filled += &format!("{{s}}{rest}"),
                Some((name, rest)) => filled += &(self.text(name) + rest),
                None => filled += part,
            }
        }
        filled
    }

    /// What a name in braces stands for.
    fn text(&self, name: &str) -> String {
        let Change {
            old, new, subject, ..
        } = self.change;
        let nowhere = Thing::default();
        let (was, is) = (self.was.unwrap_or(&nowhere), self.is.unwrap_or(&nowhere));
        match name {
            "is" => code_span(&is.name),
            "was" => code_span(&was.name),
            "was_whole" => code_span(&was.whole),
            "type" => code_span(&is.ty),
            "was_type" => code_span(&was.ty),
            "clear" => format!("`{}`", is.clear),
            "was_clear" => code_span(&was.clear),
            "route" => code_span(&is.method.route),
            "was_route" => code_span(&was.method.route),
            "old" => code_span(old.as_deref().unwrap_or_default()),
            "new" => code_span(new.as_deref().unwrap_or_default()),
            "values" => {
                let text = |value: &Option<_>| code_span(value.as_deref().unwrap_or("nothing"));
                format!("{} (was {})", text(new), text(old))
            }
            "bounds" => format!("{} (was {})", bound(new), bound(old)),
            "subject" => code_span(subject),
            "tag" => code_span(subject.rsplit('.').next().unwrap_or_default()),
            "part" => part(self.change),
            "order" => {
                let names = new.as_deref().unwrap_or_default().split(", ");
                let thing = |name| self.all.new.exact(&format!("{subject}.{name}"));
                and(&names
                    .filter_map(thing)
                    .map(|thing| code_span(&thing.name))
                    .collect::<Vec<_>>())
            }
            "response" => self.response(is).unwrap_or_else(|| self.text("values")),
            "arguments" => self.method().map(arguments).unwrap_or_default(),
            "not_debug" if self.change.rust == Rust::Major => {
                let fields_of = self.method().and_then(|method| method.fields_of.as_ref());
                let lost = |fields_of| format!("{} is no longer `Debug`.", code_span(fields_of));
                fields_of
                    .map(|name| lost(name.as_str()))
                    .unwrap_or_default()
            }
            "rename" => "Nothing but the name changes.".to_owned(),
            "rebuild" => {
                "Code stays as it is; programs that were built before may fail.".to_owned()
            }
            "check_values" => "Code compiles as it is: check the values that it gives.".to_owned(),
            "check_credentials" if self.change.wire == Wire::Breaking => {
                "Check the credentials that the client is given.".to_owned()
            }
            _ => String::new(),
        }
    }

    /// What a method responds with, and what it responded with.
    fn response(&self, is: &Thing) -> Option<String> {
        let id = self.change.subject.trim_end_matches(" response");
        let was = self.was.or_else(|| self.all.old.exact(id))?;
        let (was, is) = (was.what == What::Method).then_some((&was.method, &is.method))?;
        Some(format!("{} (was {})", is.response, was.response))
    }

    /// The method that a parameter belongs to, as it is.
    fn method(&self) -> Option<&Method> {
        let id = self.change.subject.split('.').next()?;
        let thing = self.all.new.exact(id)?;
        (thing.what == What::Method).then_some(&thing.method)
    }
}

/// A template with its choices made: `[one|many]`.
fn numbered(template: &str, many: bool) -> String {
    let mut parts = template.split('[');
    let mut chosen = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (choice, rest) = part.split_once(']').unwrap_or_default();
        let (one, several) = choice.split_once('|').unwrap_or_default();
        chosen += if many { several } else { one };
        chosen += rest;
    }
    chosen
}

/// What a method takes now.
fn arguments(method: &Method) -> String {
    let names = method.arguments.iter().map(|name| code_span(name));
    let names: Vec<String> = names.collect();
    match (&method.fields_of, names.as_slice()) {
        (Some(fields_of), _) => format!(
            "the fields of {} are {}.",
            code_span(fields_of),
            and(&names)
        ),
        (None, []) => "there is no argument any more.".to_owned(),
        (None, [one]) => format!("the argument is {one}."),
        (None, _) => format!("the arguments are {}.", and(&names)),
    }
}

/// What of a whole a change is about that has no name in Rust.
fn part(change: &Change) -> String {
    let subject = change.subject.as_str();
    let parts = ["response", "body", "items", "page", "next page"];
    let named = parts.iter().find(|part| subject.ends_with(*part));
    match (change.kind, subject.split_once('.')) {
        (PagingChanged, _) => String::new(),
        (_, Some((_, name))) => format!(", its part {}", code_span(name)),
        (_, None) => named.map_or_else(String::new, |part| format!(", its {part},")),
    }
}

/// The value of a keyword; the name of one that is missing tells nothing.
fn bound(value: &Option<String>) -> String {
    match value.as_deref() {
        Some("any") => "any".to_owned(),
        Some(none) if none.starts_with("no ") => "none".to_owned(),
        value => code_span(value.unwrap_or("nothing")),
    }
}
