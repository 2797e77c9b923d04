//! The sentences: what each kind of change means to users of the crate.

use super::calls::arguments;
use super::names::{Index, Thing, What, client};
use super::{Entry, Mark, Section};
use crate::Lowered;
use crate::diff::{Change, Kind, Rust, Wire};

/// What is needed to write about a change.
pub(super) struct Writer {
    /// The things as they were.
    old: Index,
    /// The client.
    client: Thing,
}

/// A change, and the things that it is about.
pub(super) struct Case<'c> {
    pub change: &'c Change,
    /// As it was; it can be missing.
    pub was: Option<&'c Thing>,
    /// As it is; it can be missing.
    pub is: Option<&'c Thing>,
}

impl Writer {
    pub(super) fn new(old: &Lowered, new: &Lowered) -> Self {
        Self {
            old: Index::of(old),
            client: client(new),
        }
    }

    /// Adds what is to be said of a change.
    pub(super) fn write(&self, change: &Change, new: &Index, entries: &mut Vec<Entry>) {
        let subject = change.subject.as_str();
        let case = Case {
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
            Kind::FieldAdded | Kind::FieldRemoved | Kind::FieldRenamed => case.field(new, entries),
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
            | Kind::VariantRemoved => case.variant(entries),
            Kind::TypeChanged => case.type_changed(new, entries),
            Kind::RequirednessChanged | Kind::NullabilityChanged => case.presence(new, entries),
            Kind::SensitivityChanged => case.sensitivity(new, entries),
            Kind::DeprecationChanged => case.deprecation(entries),
            Kind::OpennessChanged => case.openness(entries),
            Kind::ServerChanged => {
                let object = case.was_and_is();
                entries.push(
                    case.entry(Section::Changed, &self.client, "{s} asks {o}.")
                        .with(object),
                );
            }
            Kind::SecurityChanged => {
                let thing = case.is.unwrap_or(&self.client);
                let object = case.was_and_is();
                entries.push(
                    case.entry(Section::Changed, thing, "{s} wants other credentials: {o}.")
                        .with(object),
                );
            }
            _ => case.on_the_wire(new, entries),
        }
    }

    /// The thing as it was: by its old name, if it has another.
    fn was(&self, change: &Change) -> Option<&Thing> {
        let (subject, old) = (change.subject.as_str(), change.old.as_deref());
        match (change.kind, old) {
            (Kind::TypeRenamed, Some(old)) => self.old.exact_type(old),
            (Kind::OperationRenamed, Some(old)) => self.old.exact(old),
            (Kind::ParameterRenamed | Kind::FieldRenamed | Kind::ValueRenamed, Some(old)) => {
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
            subjects: vec![(thing.order, code(&thing.whole))],
            one: sentence.to_owned(),
            many: sentence.to_owned(),
            objects: Vec::new(),
        }
    }

    fn was_and_is(&self) -> String {
        let text = |value: &Option<String>| code(value.as_deref().unwrap_or("nothing"));
        format!(
            "{} (was {})",
            text(&self.change.new),
            text(&self.change.old)
        )
    }

    fn field(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        match (change.kind, self.was, self.is) {
            (_, _, _) if change.rust < Rust::Minor => self.on_the_wire(new, entries),
            (Kind::FieldAdded, _, Some(is)) if change.rust == Rust::Major => {
                let sentence = "{s} wants {o} as well: `new` takes it.";
                entries.push(
                    self.entry(Section::Changed, is, sentence)
                        .with(code(&is.name)),
                );
            }
            (Kind::FieldAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} gained the field {o}.");
                let entry = entry.several("{s} gained the fields {o}.");
                entries.push(entry.with(code(&is.name)));
            }
            (Kind::FieldRemoved, Some(was), _) => {
                let entry = self.entry(Section::Removed, was, "{s} lost the field {o}.");
                let entry = entry.several("{s} lost the fields {o}.");
                entries.push(entry.with(code(&was.name)));
            }
            (Kind::FieldRenamed, Some(was), Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} renamed the field {o}.");
                let entry = entry.several("{s} renamed the fields {o}.");
                let object = format!("{} to {}", code(&was.name), code(&is.name));
                entries.push(entry.with(object));
            }
            _ => self.on_the_wire(new, entries),
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
            Some((module, _)) => code(module),
            None => "the crate".to_owned(),
        };
        entry.subjects = vec![(thing.order, module)];
        entries.push(entry.with(code(&thing.name)));
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
                let sentence = "{s} lost `new` and its setters: it is no longer sent.";
                entries.push(self.entry(Section::Removed, is, sentence));
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
                entries.push(entry.with(format!("{} to {}", code(&was.name), code(&is.name))));
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
        let wire = |value: &Option<String>| code(value.as_deref().unwrap_or_default());
        match (change.kind, self.was, self.is) {
            (Kind::ValueAdded | Kind::VariantAdded, _, Some(is)) => {
                let entry = self.entry(Section::Added, is, "{s} gained the variant {o}.");
                let entry = entry.several("{s} gained the variants {o}.");
                entries.push(entry.with(format!("{} ({})", code(&is.name), wire(&change.new))));
            }
            (Kind::ValueRemoved | Kind::VariantRemoved, Some(was), _) => {
                let tail = "what still comes of it is read as `Unrecognized`";
                let one = format!("{{s}} lost the variant {{o}}; {tail}.");
                let many = format!("{{s}} lost the variants {{o}}; {tail}.");
                let entry = self.entry(Section::Removed, was, &one).several(&many);
                entries.push(entry.with(format!("{} ({})", code(&was.name), wire(&change.old))));
            }
            (Kind::ValueRenamed, _, Some(is)) if change.rust < Rust::Major => {
                let one = "{s}: {o}: nothing to change in code that uses the variant, but comparisons with the text.";
                let many = "{s}: {o}: nothing to change in code that uses the variants, but comparisons with the texts.";
                let entry = self.entry(Section::Changed, is, one).several(many);
                let (old, new) = (wire(&change.old), wire(&change.new));
                entries.push(entry.with(format!(
                    "{} now travels as {new} (was {old})",
                    code(&is.name)
                )));
            }
            (Kind::ValueRenamed, Some(was), Some(is)) => {
                let entry = self.entry(Section::Changed, is, "{s} renamed the variant {o}.");
                let entry = entry.several("{s} renamed the variants {o}.");
                let names = format!("{} to {}", code(&was.name), code(&is.name));
                let (old, new) = (wire(&change.old), wire(&change.new));
                entries.push(entry.with(format!("{names}, which travels as {new} (was {old})")));
            }
            _ => {}
        }
    }

    fn type_changed(&self, new: &Index, entries: &mut Vec<Entry>) {
        let is = self.is.or_else(|| new.get(&self.change.subject));
        match (self.was, is) {
            (_, Some(is))
                if self.change.rust == Rust::Major && matches!(is.what, What::Method(_)) =>
            {
                let object = self.was_and_is();
                entries.push(
                    self.entry(Section::Changed, is, "{s} brings {o}.")
                        .with(object),
                );
            }
            (Some(was), Some(is)) if self.change.rust == Rust::Major => {
                self.other_type(was, is, entries);
            }
            _ => self.on_the_wire(new, entries),
        }
    }

    fn other_type(&self, was: &Thing, is: &Thing, entries: &mut Vec<Entry>) {
        // Enumerations are what stands in a module and is given as such.
        let is_given = matches!(is.what, What::Argument | What::Setter);
        let becomes_enum = is_given && was.ty == "String" && is.ty.contains("::");
        let sentence = match becomes_enum {
            true => "{s} changed the type of {o}; text becomes such a value by `.into()`.",
            false => "{s} changed the type of {o}.",
        };
        let name = code(&is.name);
        let object = format!("{name} to {} (was {})", code(&is.ty), code(&was.ty));
        entries.push(self.entry(Section::Changed, is, sentence).with(object));
    }

    fn presence(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        let (Some(was), Some(is)) = (self.was, self.is) else {
            return self.on_the_wire(new, entries);
        };
        let is_parameter = matches!(is.what, What::Argument | What::Setter);
        match (change.kind, change.rust) {
            (_, Rust::Major) if is.what == What::Field => self.other_type(was, is, entries),
            (Kind::NullabilityChanged, Rust::Minor) if is_parameter => {
                let object = format!("{} to nothing (`{}`)", code(&is.name), is.clear);
                entries.push(
                    self.entry(Section::Added, is, "{s} can set {o}.")
                        .with(object),
                );
            }
            (Kind::NullabilityChanged, Rust::Major) if is_parameter => {
                let sentence = "{s} lost {o}: the service no longer takes a null there.";
                entries.push(
                    self.entry(Section::Removed, is, sentence)
                        .with(code(&was.clear)),
                );
            }
            (Kind::RequirednessChanged, Rust::Major) if is.what == What::Setter => {
                let sentence = format!(
                    "{{s}} takes {{o}} as an optional method, no longer as an argument; {}.",
                    self.method(new).map(arguments).unwrap_or_default()
                );
                entries.push(
                    self.entry(Section::Changed, is, &sentence)
                        .with(code(&is.name)),
                );
            }
            (Kind::RequirednessChanged, Rust::Major) if is_parameter => {
                let sentence = format!(
                    "{{s}} takes {{o}} as an argument, no longer as an optional method; {}.",
                    self.method(new).map(arguments).unwrap_or_default()
                );
                entries.push(
                    self.entry(Section::Changed, is, &sentence)
                        .with(code(&is.name)),
                );
            }
            _ => self.on_the_wire(new, entries),
        }
    }

    fn sensitivity(&self, new: &Index, entries: &mut Vec<Entry>) {
        let Some(is) = self.is else { return };
        let (section, sentence) = match self.change.new.as_deref() {
            Some("personal") => (Section::Security, "{o} of {s} left `Debug` and logs."),
            _ => (Section::Changed, "{o} of {s} came into `Debug` and logs."),
        };
        let mut entry = self.entry(section, is, sentence);
        entry.mark = Mark::None;
        entries.push(entry.with(code(&is.name)));
        if let Some(fields_of) = self.method(new).and_then(|method| method.fields_of)
            && self.change.rust == Rust::Major
        {
            let mut entry = self.entry(Section::Changed, is, "{s} is no longer `Debug`.");
            entry.subjects = vec![(is.order, code(&fields_of))];
            entries.push(entry);
        }
    }

    fn deprecation(&self, entries: &mut Vec<Entry>) {
        let Some(is) = self.is else { return };
        let is_whole = matches!(is.what, What::Method(_));
        let sentence = if is_whole { "{s}" } else { "{o} of {s}" };
        let (section, sentence) = match self.change.new.as_deref() {
            Some("deprecated") => (Section::Deprecated, format!("{sentence}.")),
            _ => (
                Section::Changed,
                format!("{sentence} is no longer deprecated."),
            ),
        };
        let entry = self.entry(section, is, &sentence);
        let many = sentence.replace(" is ", " are ");
        entries.push(match is_whole {
            true => entry,
            false => entry.several(&many).with(code(&is.name)),
        });
    }

    fn openness(&self, entries: &mut Vec<Entry>) {
        let Some(is) = self.is else { return };
        let (section, sentence) = match self.change.new.as_deref() {
            Some("open") => (
                Section::Added,
                "{s} keeps unknown properties in a field of its own.",
            ),
            _ => (
                Section::Removed,
                "{s} lost the field with unknown properties.",
            ),
        };
        entries.push(self.entry(section, is, sentence));
    }

    /// What only programs feel that were built before; nothing if they don't.
    pub(super) fn on_the_wire(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        if change.wire != Wire::Breaking && change.rust < Rust::Minor {
            return;
        }
        let nowhere = Thing::nowhere();
        let thing = self.is.or(self.was).or_else(|| new.get(&change.subject));
        let thing = thing.unwrap_or(&nowhere);
        let what = match change.kind {
            Kind::TypeChanged => "type",
            Kind::FormatChanged => "format",
            Kind::ConstraintChanged => "constraint",
            Kind::SuccessStatusChanged => "status",
            Kind::MediaTypeChanged => "media type",
            Kind::ParameterRenamed | Kind::FieldRenamed => "name",
            Kind::ParameterMoved => "place",
            Kind::PagingChanged => "key or way of pages",
            Kind::TagChanged => "tag",
            _ => "presence",
        };
        let values = match (&change.old, &change.new) {
            (Some(old), Some(new)) => format!("the {what} is {} (was {})", code(new), code(old)),
            (Some(old), None) => format!("gone is what was {}", code(old)),
            (None, new) => format!("new is {}", code(new.as_deref().unwrap_or_default())),
        };
        let reason = &change.reason;
        let is_part = !thing.name.is_empty() && !matches!(thing.what, What::Method(_) | What::Type);
        let (sentence, object) = match (is_part, thing.whole.is_empty()) {
            (true, _) => (
                format!("{{o}} of {{s}}: {values} on the wire: {reason}."),
                Some(code(&thing.name)),
            ),
            (false, false) => (format!("{{s}}: {values} on the wire: {reason}."), None),
            (false, true) => (
                format!("{{o}}: {values} on the wire: {reason}."),
                Some(code(&change.subject)),
            ),
        };
        let mut entry = self.entry(Section::Changed, thing, &sentence);
        entry.objects.extend(object);
        entries.push(entry);
    }
}

impl Entry {
    pub(super) fn with(mut self, object: String) -> Self {
        self.objects.push(object);
        self
    }

    fn several(mut self, sentence: &str) -> Self {
        sentence.clone_into(&mut self.many);
        self
    }
}

impl Thing {
    /// What no name of the crate stands for.
    fn nowhere() -> Self {
        Self {
            what: What::Client,
            order: usize::MAX,
            whole: String::new(),
            name: String::new(),
            ty: String::new(),
            clear: String::new(),
            is_list: false,
        }
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
        _ => index.exact(subject),
    }
}

/// Text as code.
pub(super) fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "))
}
