//! What a change of the document means: for the wire, and for Rust code that uses the crate.
//!
//! [`diff`] compares two models and, where a model leaves out what is no matter of Rust, their documents. Order and prose
//! don't count; prose and what only tools read are listed apart, as [`Note`]s.
//!
//! The verdict on the wire says whether a client made from the old document still gets along with a service that speaks the
//! new one. The client is one of ours, so unknown properties are ignored, enumerations are open, and what is not
//! promised (`required`, and not `nullable`) may be missing or null.
//!
//! The verdict for Rust users is that of [Cargo's rules](https://doc.rust-lang.org/cargo/reference/semver.html): does code
//! that used the old crate compile with the new one? Records and enumerations are `#[non_exhaustive]`, optional parameters
//! are methods, required ones are arguments in the order of the document's `required` list, and four and more of these are
//! the fields of a struct.
//!
//! | change | wire | Rust |
//! |---|---|---|
//! | operation added, removed | compatible, breaking | minor, major |
//! | operation renamed | none | major if a name in Rust changes, else patch |
//! | path or method changed | breaking; none if only a placeholder has another name | patch; major if handles take other parents |
//! | server changed, also that of an operation | breaking | patch |
//! | variable of the server or one of its values: added, removed | compatible, breaking | patch |
//! | name of a security scheme | none | major, where credentials are given by it |
//! | credentials wanted, no longer wanted | breaking, compatible | patch |
//! | another choice of credentials, one less | compatible, breaking | patch |
//! | where access tokens come from: new, another, none | compatible, breaking | patch |
//! | deprecated, no longer | none | minor, patch |
//! | parameter added: optional, required | compatible, breaking | minor, or major if the method had no builder before; major |
//! | parameter removed, moved to another location | breaking | major, patch |
//! | parameters of a query become properties of an exploded object, or the reverse | compatible | major |
//! | parameter renamed | breaking | major if a name that callers write changes, else patch |
//! | parameter becomes optional, required | compatible, breaking | major |
//! | parameter takes more, fewer values (type, bounds) | compatible, breaking | major if its Rust type is another, else patch; minor if an argument that was an integer can be any decimal number |
//! | parameter of a body becomes nullable, loses that | compatible, breaking | minor, major |
//! | field added, removed, renamed | compatible, breaking, breaking | minor, major, major |
//! | field becomes promised, loses that | compatible, breaking | major |
//! | field brings fewer, other values | compatible, breaking unless the old type reads them | major if its Rust type is another, else patch |
//! | value of an enumeration added | compatible | minor |
//! | value removed | breaking where it is sent, else compatible | major |
//! | value renamed | breaking | major if the variant's name changes, else patch |
//! | type added, removed, renamed | none | minor, major, major if a name in Rust changes |
//! | variant of a union added | compatible; breaking where it is read and no tag tells it | minor |
//! | variant of a union removed | breaking where it is sent, else compatible | major |
//! | tag of a variant changed | breaking | major if the variant's name changes, else patch |
//! | property with the tags changed | breaking; compatible where there was none | patch |
//! | key of the items, way to the next page | breaking | patch |
//! | list becomes a single response, or the reverse | breaking | major |
//! | success status | compatible among 2xx, else breaking | patch |
//! | name in Rust alone (another name clashes, another mount) | none | major |
//! | order of the required parameters | none | major where they are arguments |
//! | personal, no longer | none | patch; major, minor where a struct of arguments loses, gains `Debug` |
//! | format, default and other keywords | by the direction: what is sent must stay allowed | patch |
//!
//! A type that is sent and read gets the worse of both verdicts. Examples don't count, although the functions `example` of the
//! feature `testing` come and go with them; `cargo xtask release-check` lists those.

pub(crate) mod both;
pub mod changelog;
mod compare;
pub mod html;
mod inputs;
pub(crate) mod names;
mod notes;
mod operations;
pub(crate) mod pairs;
mod parameters;
pub(crate) mod render;
mod security;
pub(crate) mod side;
#[cfg(test)]
mod tests;
mod types;
mod values;

use std::collections::BTreeMap;
use std::fmt;

use heck::ToSnakeCase;
use serde::Serialize;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Source, Span};

use both::Both;

/// What differs between two documents.
#[derive(Clone, Debug, Serialize)]
pub struct Diff {
    /// The worst verdict on the wire.
    pub wire: Wire,
    /// The worst verdict for Rust users.
    pub rust: Rust,
    /// Changes of the interface, in the order of the new document's resources.
    pub changes: Vec<Change>,
    /// Prose, and what only tools read.
    pub notes: Vec<Note>,
}

/// One change of the interface.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// What kind of change it is.
    pub kind: ChangeKind,
    /// What has changed, in the document's words: `CreateEndUser.FriendlyName`.
    pub subject: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// Its pointer in the old document.
    pub old_pointer: Option<Pointer>,
    /// Its pointer in the new document.
    pub new_pointer: Option<Pointer>,
    /// Its line in the old document, once [`Diff::locate`] has run.
    pub old_line: Option<usize>,
    /// Its line in the new document, likewise.
    pub new_line: Option<usize>,
    /// What it does to the wire.
    pub wire: Wire,
    /// What it does to Rust code.
    pub rust: Rust,
    /// Why, in a sentence.
    pub reason: String,
}

/// A difference that no client feels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What sort of thing has changed.
    pub kind: NoteKind,
    /// The keyword: `description`, `x-twilio.mountName`.
    pub keyword: String,
    /// What it was, cut if it is long.
    pub old: Option<String>,
    /// What it is, likewise.
    pub new: Option<String>,
    /// Its pointer in the old document.
    pub old_pointer: Option<Pointer>,
    /// Its pointer in the new document.
    pub new_pointer: Option<Pointer>,
}

/// What sort of thing a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// Text for readers.
    Prose,
    /// An example.
    Example,
    /// Extensions, tags, headers of responses, the document's version, components that nothing uses.
    Metadata,
}

/// What a change does to the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wire {
    /// Nothing.
    #[default]
    None,
    /// Old clients go on working.
    Compatible,
    /// Old clients may fail.
    Breaking,
}

/// What a change does to Rust code: the part of the version that it asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rust {
    /// Nothing.
    #[default]
    None,
    /// Code compiles as before.
    Patch,
    /// There is something new.
    Minor,
    /// Code may not compile.
    Major,
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The origin that requests go to.
    ServerChanged,
    /// The way in Rust to a resource, or its type.
    ResourceRenamed,
    /// An operation is new.
    OperationAdded,
    /// An operation is gone.
    OperationRemoved,
    /// An operation has another id.
    OperationRenamed,
    /// An operation has another path.
    PathChanged,
    /// An operation has another HTTP method.
    MethodChanged,
    /// An operation wants other credentials.
    SecurityChanged,
    /// An operation or a parameter is deprecated, or is no longer.
    DeprecationChanged,
    /// A success has another status.
    SuccessStatusChanged,
    /// An error status is declared.
    ErrorStatusAdded,
    /// An error status is no longer declared.
    ErrorStatusRemoved,
    /// A body travels as another media type.
    MediaTypeChanged,
    /// How pages follow each other, or hold their items.
    PagingChanged,
    /// A parameter is new.
    ParameterAdded,
    /// A parameter is gone.
    ParameterRemoved,
    /// A parameter has another name.
    ParameterRenamed,
    /// A parameter travels elsewhere.
    ParameterMoved,
    /// A parameter is written in another way: `style`, `explode`, `allowReserved` or `content`.
    ParameterStyleChanged,
    /// The required parameters have another order.
    ArgumentsReordered,
    /// A property of a response or a JSON body is new.
    FieldAdded,
    /// A property is gone.
    FieldRemoved,
    /// A property has another name.
    FieldRenamed,
    /// A value has another type.
    TypeChanged,
    /// A value has another format, which does not change its type.
    FormatChanged,
    /// Another keyword of a schema: bounds, a pattern, a default.
    ConstraintChanged,
    /// Whether a value must be there.
    RequirednessChanged,
    /// Whether a value can be null.
    NullabilityChanged,
    /// Whether a value is personal.
    SensitivityChanged,
    /// A record or a union is new.
    TypeAdded,
    /// A record or a union is gone.
    TypeRemoved,
    /// A record, a union or an enumeration has another name.
    TypeRenamed,
    /// Whether a record keeps properties that the document doesn't name.
    OpennessChanged,
    /// An enumeration is new.
    EnumAdded,
    /// An enumeration is gone.
    EnumRemoved,
    /// An enumeration has a new value.
    ValueAdded,
    /// An enumeration has lost a value.
    ValueRemoved,
    /// A value of an enumeration is written otherwise.
    ValueRenamed,
    /// A union has a new variant.
    VariantAdded,
    /// A union has lost a variant.
    VariantRemoved,
    /// What tells the variants of a union apart.
    TagChanged,
    /// The name in Rust alone.
    RustNameChanged,
}

/// Compares two models; empty when only order differs.
pub fn diff(old: &Lowered, new: &Lowered) -> Diff {
    let changes = compare::run(old, new);
    let wire = changes.iter().map(|change| change.wire).max();
    let rust = changes.iter().map(|change| change.rust).max();
    Diff {
        wire: wire.unwrap_or_default(),
        rust: rust.unwrap_or_default(),
        notes: notes::find(&old.document, &new.document),
        changes,
    }
}

impl Diff {
    /// Whether nothing differs, not even prose.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.notes.is_empty()
    }

    /// Fills in the lines; what an overlay has added has the line of what it is in.
    pub fn locate(&mut self, old: &Source, new: &Source) {
        let changes = self.changes.iter();
        let pointers = changes
            .clone()
            .filter_map(|change| change.old_pointer.as_ref());
        let olds = spans(old, pointers);
        let pointers = changes.filter_map(|change| change.new_pointer.as_ref());
        let news = spans(new, pointers);
        let line = |spans: &BTreeMap<Pointer, Vec<Span>>, at: &Pointer| {
            Some(at.nearest(|at| spans.get(at))?.first()?.line)
        };
        for change in &mut self.changes {
            change.old_line = change.old_pointer.as_ref().and_then(|at| line(&olds, at));
            change.new_line = change.new_pointer.as_ref().and_then(|at| line(&news, at));
        }
    }
}

fn spans<'p>(
    source: &Source,
    pointers: impl Iterator<Item = &'p Pointer>,
) -> BTreeMap<Pointer, Vec<Span>> {
    let mut pointers = pointers.peekable();
    match pointers.peek() {
        Some(_) => source::locate_all(&source.text, pointers),
        None => BTreeMap::new(),
    }
}

impl Change {
    /// The pointers with their lines.
    pub(crate) fn positions(&self) -> Both<Option<(&Pointer, Option<usize>)>> {
        let pointers = Both::new(&self.old_pointer, &self.new_pointer);
        let positions = pointers.zip(Both::new(self.old_line, self.new_line));
        positions.map(|(pointer, line)| Some((pointer.as_ref()?, line)))
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&snake_case(self))
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&snake_case(self))
    }
}

impl ChangeKind {
    /// The kind as text, as JSON has it: `parameter_added`.
    pub fn text(self) -> String {
        snake_case(&self)
    }

    /// The kind in words: `parameter added`.
    pub(crate) fn words(self) -> String {
        self.text().replace('_', " ")
    }
}

/// A variant without fields as JSON has it.
fn snake_case(variant: &impl fmt::Debug) -> String {
    format!("{variant:?}").to_snake_case()
}
