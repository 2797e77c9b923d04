//! The sentences: what each kind of change means to users of the crate.

use std::collections::BTreeMap;

use super::names::{Index, Thing, What, client};
use super::{Entry, Mark, Section};
use crate::diff::{Change, Kind, Rust};
use openapi_client_codegen::Lowered;
use openapi_client_codegen::text::code_span;

/// What to do about another name.
pub(super) const NAME: &str = "Nothing but the name changes.";

/// What to do about what only the wire tells.
pub(super) const BUILD: &str = "Code stays as it is; programs that were built before may fail.";

/// What to do about values that travel otherwise.
const TEXTS: &str =
    "Code that uses the variants stays as it is; code that compares texts does not.";

/// What is needed to write about a change.
pub(super) struct Writer {
    /// The things as they were.
    old: Index,
    /// The client.
    client: Thing,
    /// What operations and types with other names were called, by their new names.
    names: BTreeMap<String, String>,
}

/// A change, and the things that it is about.
pub(super) struct Case<'c> {
    /// The things as they were.
    old: &'c Index,
    pub change: &'c Change,
    /// As it was; it can be missing.
    pub was: Option<&'c Thing>,
    /// As it is; it can be missing.
    pub is: Option<&'c Thing>,
}

impl Writer {
    pub(super) fn new(old: &Lowered, new: &Lowered, changes: &[Change]) -> Self {
        let renamed = changes
            .iter()
            .filter(|change| matches!(change.kind, Kind::OperationRenamed | Kind::TypeRenamed));
        let names =
            renamed.filter_map(|change| Some((change.subject.clone(), change.old.clone()?)));
        Self {
            old: Index::of(old),
            client: client(new),
            names: names.collect(),
        }
    }

    /// The subject as it was called in the old document, with the name of its whole.
    fn old_subject(&self, subject: &str) -> String {
        let whole = subject.split_once('.');
        let old =
            whole.and_then(|(whole, part)| Some(format!("{}.{part}", self.names.get(whole)?)));
        old.unwrap_or_else(|| subject.to_owned())
    }

    /// Adds what is to be said of a change.
    pub(super) fn write(&self, change: &Change, new: &Index, entries: &mut Vec<Entry>) {
        let (subject, before) = (change.subject.as_str(), entries.len());
        let case = Case {
            old: &self.old,
            change,
            was: self.was(change),
            is: of_kind(new, change.kind, subject),
        };
        match change.kind {
            Kind::OperationAdded
            | Kind::OperationRemoved
            | Kind::OperationRenamed
            | Kind::ResourceRenamed
            | Kind::PathChanged
            | Kind::MethodChanged
            | Kind::ArgumentsReordered => case.operation(new, entries),
            Kind::ParameterAdded | Kind::ParameterRemoved | Kind::ParameterRenamed => {
                case.parameter(new, entries)
            }
            Kind::FieldAdded | Kind::FieldRemoved | Kind::FieldRenamed => case.field(entries),
            Kind::TypeAdded | Kind::EnumAdded | Kind::TypeRemoved | Kind::EnumRemoved => {
                case.type_itself(entries)
            }
            Kind::TypeRenamed => case.renamed(entries),
            Kind::RustNameChanged => match case.is.map(|thing| &thing.what) {
                Some(What::Method(_)) => case.operation(new, entries),
                _ => case.renamed(entries),
            },
            Kind::ValueAdded
            | Kind::ValueRemoved
            | Kind::ValueRenamed
            | Kind::VariantAdded
            | Kind::VariantRemoved
            | Kind::TagChanged => case.variant(entries),
            Kind::TypeChanged => case.type_changed(new, entries),
            Kind::RequirednessChanged | Kind::NullabilityChanged => case.presence(new, entries),
            Kind::SensitivityChanged => case.sensitivity(new, entries),
            Kind::DeprecationChanged => case.deprecation(entries),
            Kind::OpennessChanged => case.openness(entries),
            Kind::ServerChanged => case.server(&self.client, entries),
            Kind::SecurityChanged => case.security(&self.client, entries),
            _ => {}
        }
        if entries.len() == before && change.is_felt() {
            case.on_the_wire(new, entries);
        }
    }

    /// The thing as it was: by its old name, if it has another.
    fn was(&self, change: &Change) -> Option<&Thing> {
        let (subject, old) = (self.old_subject(&change.subject), change.old.as_deref());
        let subject = subject.as_str();
        match (change.kind, old) {
            (Kind::TypeRenamed, Some(old)) => self.old.exact_type(old),
            (Kind::OperationRenamed, Some(old)) => self.old.exact(old),
            (
                Kind::ParameterRenamed | Kind::FieldRenamed | Kind::ValueRenamed | Kind::TagChanged,
                Some(old),
            ) if change
                .new
                .as_deref()
                .is_some_and(|new| subject.ends_with(new)) =>
            {
                let new = change.new.as_deref().unwrap_or_default();
                let whole = subject.strip_suffix(new)?;
                self.old.exact(&format!("{whole}{old}"))
            }
            (kind, _) => of_kind(&self.old, kind, subject),
        }
    }
}

impl Case<'_> {
    /// An entry about a thing, or about the whole that it is a part of.
    pub(super) fn entry(&self, section: Section, thing: &Thing, sentence: &str) -> Entry {
        Entry {
            section,
            mark: Mark::of(self.change),
            order: thing.order,
            is_list: thing.is_list || matches!(&thing.what, What::Method(method) if method.is_list),
            subjects: vec![(thing.order, code_span(&thing.whole))],
            one: sentence.to_owned(),
            many: sentence.to_owned(),
            objects: Vec::new(),
            todo: String::new(),
            changes: Vec::new(),
        }
    }

    pub(super) fn was_and_is(&self) -> String {
        let text = |value: &Option<String>| code_span(value.as_deref().unwrap_or("nothing"));
        format!(
            "{} (was {})",
            text(&self.change.new),
            text(&self.change.old)
        )
    }

    fn field(&self, entries: &mut Vec<Entry>) {
        let change = self.change;
        match (change.kind, self.was, self.is) {
            (_, _, _) if change.rust < Rust::Minor => {}
            (Kind::FieldAdded, _, Some(is)) if change.rust == Rust::Major => {
                let entry = self.entry(Section::Changed, is, "{s} wants {o} as well.");
                entries.push(entry.with(code_span(&is.name)).todo("`new` takes {it}."));
            }
            (Kind::FieldAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} gained the field {o}.");
                let entry = entry.several("{s} gained the fields {o}.");
                entries.push(entry.with(code_span(&is.name)));
            }
            (Kind::FieldRemoved, Some(was), _) => {
                let entry = self.entry(Section::Removed, was, "{s} lost the field {o}.");
                let entry = entry.several("{s} lost the fields {o}.");
                let todo = "Code that reads {it} has to do without.";
                entries.push(entry.with(code_span(&was.name)).todo(todo));
            }
            (Kind::FieldRenamed, Some(was), Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} renamed the field {o}.");
                let entry = entry.several("{s} renamed the fields {o}.");
                let object = format!("{} to {}", code_span(&was.name), code_span(&is.name));
                entries.push(entry.with(object).todo(NAME));
            }
            _ => {}
        }
    }

    /// A type that is new or gone, in the module where it stands.
    fn type_itself(&self, entries: &mut Vec<Entry>) {
        let (section, one, many, thing) = match self.change.kind {
            Kind::TypeAdded | Kind::EnumAdded => {
                let sentences = ("{s} gained the type {o}.", "{s} gained the types {o}.");
                (Section::Added, sentences.0, sentences.1, self.is)
            }
            _ => {
                let sentences = ("{s} lost the type {o}.", "{s} lost the types {o}.");
                (Section::Removed, sentences.0, sentences.1, self.was)
            }
        };
        let Some(thing) = thing else { return };
        let mut entry = self.entry(section, thing, one).several(many);
        let module = match thing.whole.rsplit_once("::") {
            Some((module, _)) => code_span(module),
            None => "the crate".to_owned(),
        };
        entry.subjects = vec![(thing.order, module)];
        if section == Section::Removed {
            entry = entry.todo("Nothing that is left is made of {it}.");
        }
        entries.push(entry.with(code_span(&thing.name)));
    }

    /// A name in Rust that is another; the wire is reported elsewhere.
    fn renamed(&self, entries: &mut Vec<Entry>) {
        let change = self.change;
        if change.rust == Rust::Patch || change.rust == Rust::None {
            return;
        }
        match (self.was, self.is) {
            (_, Some(is))
                if is.what == What::Type && change.old.as_deref() == Some("only read") =>
            {
                entries.push(self.entry(Section::Added, is, "{s} can be made by `new`."));
            }
            (_, Some(is))
                if is.what == What::Type && change.new.as_deref() == Some("only read") =>
            {
                let entry = self.entry(Section::Removed, is, "{s} lost `new` and its setters.");
                entries.push(entry.todo("It is no longer sent."));
            }
            (Some(was), Some(is)) if is.what == What::Type => {
                entries.push(self.type_name(is, &was.whole, &is.whole));
            }
            (Some(was), Some(is)) => {
                let noun = match is.what {
                    What::Field => ("the field ", "the fields "),
                    What::Variant => ("the variant ", "the variants "),
                    _ => ("", ""),
                };
                let entry = self.entry(
                    Section::Changed,
                    is,
                    &format!("{{s}} renamed {}{{o}}.", noun.0),
                );
                let entry = entry.several(&format!("{{s}} renamed {}{{o}}.", noun.1));
                let object = format!("{} to {}", code_span(&was.name), code_span(&is.name));
                entries.push(entry.with(object).todo(NAME));
            }
            _ => {
                let (old, new) = (change.old.as_deref(), change.new.as_deref());
                let nowhere = Thing::nowhere();
                entries.push(self.type_name(
                    &nowhere,
                    old.unwrap_or_default(),
                    new.unwrap_or_default(),
                ));
            }
        }
    }

    fn variant(&self, entries: &mut Vec<Entry>) {
        let change = self.change;
        let wire = |value: &Option<String>| code_span(value.as_deref().unwrap_or_default());
        // A union's variant is told by its type; the subject ends with its tag, or what it is called.
        let tag = change.subject.rsplit('.').next().unwrap_or_default();
        let text = |value: &Option<String>| match change.kind {
            Kind::VariantAdded | Kind::VariantRemoved => code_span(tag),
            _ => wire(value),
        };
        match (change.kind, self.was, self.is) {
            (Kind::ValueAdded | Kind::VariantAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} gained the variant {o}.");
                let entry = entry.several("{s} gained the variants {o}.");
                entries.push(entry.with(format!(
                    "{} ({})",
                    code_span(&is.name),
                    text(&change.new)
                )));
            }
            (Kind::ValueRemoved | Kind::VariantRemoved, Some(was), _) => {
                let entry = self.entry(Section::Removed, was, "{s} lost the variant {o}.");
                let entry = entry.several("{s} lost the variants {o}.");
                let entry = entry.todo("What still comes of {it} is read as `Unrecognized`.");
                entries.push(entry.with(format!(
                    "{} ({})",
                    code_span(&was.name),
                    text(&change.old)
                )));
            }
            (Kind::ValueRenamed, _, Some(is)) if change.rust < Rust::Major => {
                let entry = self.entry(Section::Changed, is, "{s}: {o}.");
                let entry = entry.todo(TEXTS);
                let (old, new) = (wire(&change.old), wire(&change.new));
                entries.push(entry.with(format!(
                    "{} now travels as {new} (was {old})",
                    code_span(&is.name)
                )));
            }
            (Kind::ValueRenamed, Some(was), Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} renamed the variant {o}.");
                let entry = entry.several("{s} renamed the variants {o}.");
                let names = format!("{} to {}", code_span(&was.name), code_span(&is.name));
                let (old, new) = (wire(&change.old), wire(&change.new));
                let object = format!("{names}, which travels as {new} (was {old})");
                entries.push(entry.with(object).todo(NAME));
            }
            (Kind::TagChanged, Some(was), Some(is)) if is.what == What::Variant => {
                entries.push(self.tag(was, is, &wire(&change.old), &wire(&change.new)));
            }
            _ => {}
        }
    }

    /// The entry of a variant of a union whose tag has changed.
    fn tag(&self, was: &Thing, is: &Thing, old: &str, new: &str) -> Entry {
        let (name, old_name) = (code_span(&is.name), code_span(&was.name));
        match self.change.rust {
            Rust::Major => {
                let entry = self.entry(Section::Changed, is, "{s} renamed the variant {o}.");
                let entry = entry.several("{s} renamed the variants {o}.").todo(NAME);
                entry.with(format!(
                    "{old_name} to {name}, whose tag is {new} (was {old})"
                ))
            }
            _ => {
                let entry = self.entry(Section::Changed, is, "{s}: {o}.").todo(BUILD);
                entry.with(format!("the tag of {name} is {new} now (was {old})"))
            }
        }
    }

    fn type_changed(&self, new: &Index, entries: &mut Vec<Entry>) {
        let is = self.is.or_else(|| new.get(&self.change.subject));
        match (self.was, is) {
            (was, Some(is))
                if self.change.rust == Rust::Major && matches!(is.what, What::Method(_)) =>
            {
                let id = self.change.subject.trim_end_matches(" response");
                let old = was.or_else(|| self.old.exact(id)).map(|was| &was.what);
                let object = match (old, &is.what) {
                    (Some(What::Method(old)), What::Method(new)) => {
                        format!("{} (was {})", new.response, old.response)
                    }
                    _ => self.was_and_is(),
                };
                let entry = self.entry(Section::Changed, is, "{s} responds with {o}.");
                let todo = "Code that reads the response takes the new one.";
                entries.push(entry.with(object).todo(todo));
            }
            (Some(was), Some(is)) if self.change.rust == Rust::Major => {
                self.other_type(was, is, entries);
            }
            _ => {}
        }
    }

    fn other_type(&self, was: &Thing, is: &Thing, entries: &mut Vec<Entry>) {
        // Enumerations are what stands in a module and is given as such.
        let is_given = matches!(is.what, What::Argument | What::Setter);
        let may_miss = |one: &Thing, other: &Thing| one.ty == format!("Option<{}>", other.ty);
        let todo = match is_given {
            true if was.ty == "String" && is.ty.contains("::") => {
                "Text becomes such a value by `.into()`."
            }
            true => "Give a value of the new type.",
            false if may_miss(is, was) => "Code that reads {it} is ready for `None`.",
            false if may_miss(was, is) => "It is always there: code need not look for `None`.",
            false => "Code that reads {it} takes the new type.",
        };
        let entry = self.entry(Section::Changed, is, "{s} changed the type of {o}.");
        let name = code_span(&is.name);
        let object = format!(
            "{name} to {} (was {})",
            code_span(&is.ty),
            code_span(&was.ty)
        );
        entries.push(entry.with(object).todo(todo));
    }

    fn presence(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        let (Some(was), Some(is)) = (self.was, self.is) else {
            return;
        };
        let is_parameter = matches!(is.what, What::Argument | What::Setter);
        match (change.kind, change.rust) {
            (_, Rust::Major) if is.what == What::Field => self.other_type(was, is, entries),
            (Kind::NullabilityChanged, Rust::Minor) if is_parameter => {
                let object = format!("{} to nothing (`{}`)", code_span(&is.name), is.clear);
                entries.push(
                    self.entry(Section::Added, is, "{s} can set {o}.")
                        .with(object),
                );
            }
            (Kind::NullabilityChanged, Rust::Major) if is_parameter => {
                let entry = self.entry(Section::Removed, is, "{s} lost {o}.");
                let todo = "The service no longer takes a null there.";
                entries.push(entry.with(code_span(&was.clear)).todo(todo));
            }
            (Kind::RequirednessChanged, Rust::Major) if is.what == What::Setter => {
                let sentence = "{s} takes {o} as an optional method, no longer as an argument.";
                let entry = self.entry(Section::Changed, is, sentence);
                entries.push(entry.with(code_span(&is.name)).todo(&self.arguments(new)));
            }
            (Kind::RequirednessChanged, Rust::Major) if is_parameter => {
                let sentence = "{s} takes {o} as an argument, no longer as an optional method.";
                let entry = self.entry(Section::Changed, is, sentence);
                entries.push(entry.with(code_span(&is.name)).todo(&self.arguments(new)));
            }
            _ => {}
        }
    }
}

impl Entry {
    pub(super) fn with(mut self, object: String) -> Self {
        self.objects.push(object);
        self
    }

    /// What to do about it.
    pub(super) fn todo(mut self, sentence: &str) -> Self {
        sentence.clone_into(&mut self.todo);
        self
    }

    pub(super) fn several(mut self, sentence: &str) -> Self {
        sentence.clone_into(&mut self.many);
        self
    }
}

/// What a change of this kind is about.
fn of_kind<'i>(index: &'i Index, kind: Kind, subject: &str) -> Option<&'i Thing> {
    match kind {
        Kind::TypeAdded
        | Kind::TypeRemoved
        | Kind::TypeRenamed
        | Kind::EnumAdded
        | Kind::EnumRemoved
        | Kind::OpennessChanged => index.exact_type(subject),
        Kind::FieldAdded
        | Kind::FieldRemoved
        | Kind::FieldRenamed
        | Kind::ValueAdded
        | Kind::ValueRemoved
        | Kind::ValueRenamed
        | Kind::VariantAdded
        | Kind::VariantRemoved => index.exact_member(subject),
        Kind::TagChanged => {
            let member = index.exact_member(subject);
            member.or_else(|| index.exact_type(subject))
        }
        _ => index.exact(subject),
    }
}
