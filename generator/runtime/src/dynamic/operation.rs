//! What a generated crate says about its operations.

use std::cmp::Reverse;
use std::fmt;

use serde_json::Value;

use super::{Arguments, Prepared};
use crate::{Api, Client, Error};

/// A service and everything that can be asked of it.
#[derive(Clone, Copy, Debug)]
pub struct Service {
    /// What the runtime must know of it.
    pub api: &'static Api,
    /// What it is.
    pub docs: &'static str,
    /// Its resources, parents before their children.
    pub resources: &'static [Resource],
}

impl Service {
    /// The operation with this id.
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        let mut operations = self
            .resources
            .iter()
            .flat_map(|resource| resource.operations);
        operations.find(|operation| operation.id == id)
    }

    /// Finds an operation by its id and gives it its arguments: an object, with the parameters by the names that the
    /// document gives them. Nothing is sent yet.
    ///
    /// An operation, a parameter or a value that there is not is refused. The error says which, and what there is instead:
    /// the most similar id, the names of the parameters, the type of the value.
    pub fn prepare(
        &self,
        client: &Client,
        operation: &str,
        arguments: Value,
    ) -> Result<Prepared, Error> {
        let Some(found) = self.operation(operation) else {
            let near = self.nearest(operation);
            let hint = near.map_or_else(String::new, |id| format!(" (did you mean {id}?)"));
            return Err(Error::refused(format!(
                "there is no operation with the id {operation}{hint}, and nothing was sent"
            )));
        };
        found.prepare(client, arguments)
    }

    /// The id that begins most like this one, if they have more than half of it in common.
    fn nearest(&self, id: &str) -> Option<&'static str> {
        let shared = |known: &str| {
            let pairs = known.bytes().zip(id.bytes());
            pairs
                .take_while(|(left, right)| left.eq_ignore_ascii_case(right))
                .count()
        };
        let operations = self
            .resources
            .iter()
            .flat_map(|resource| resource.operations);
        let near = operations
            .map(|operation| operation.id)
            .max_by_key(|known| (shared(known), Reverse(known.len())))?;
        (shared(near) * 2 > id.len()).then_some(near)
    }
}

/// A thing of the interface and the operations on it.
#[derive(Clone, Copy, Debug)]
pub struct Resource {
    /// The words that lead to it on a command line: `["customer-profiles", "evaluations"]`.
    pub words: &'static [&'static str],
    /// Its path, such as `/v1/CustomerProfiles`.
    pub path: &'static str,
    /// What it is.
    pub docs: &'static str,
    /// What can be done with it.
    pub operations: &'static [Operation],
}

/// An operation, as it can be called by its id.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The id that the document gives it, such as `CreateCustomerProfile`.
    pub id: &'static str,
    /// The word for it on a command line, after those of its resource: `create`.
    pub word: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path with its placeholders.
    pub path: &'static str,
    /// What it does, in a phrase; the paragraphs after that, if there are any, say more.
    pub docs: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// The most important fields of the response, by their names in JSON.
    pub columns: &'static [&'static str],
    /// The names of all fields of the response or, for a list, of its items: [`fields_of`](super::fields_of) their type.
    pub fields: fn() -> &'static [&'static str],
    /// Whether the response is a list, which comes in pages.
    pub is_list: bool,
    /// Whether the document calls it deprecated.
    pub is_deprecated: bool,
    /// Makes the typed request of the arguments.
    pub request: fn(&Client, &mut Arguments) -> Result<Prepared, Error>,
}

impl Operation {
    /// Gives the operation its arguments: an object, with the parameters by the names that the document gives them.
    pub fn prepare(&'static self, client: &Client, arguments: Value) -> Result<Prepared, Error> {
        (self.request)(client, &mut Arguments::by_name(self, arguments)?)
    }

    /// Gives the operation its arguments by their locations, as it is needed where several parameters have one name: an object
    /// with `path`, `query`, `header`, `cookie` and `body`, each an object with the parameters there by the names that the document
    /// gives them. Where the table has the body as a whole ([`ParameterLocation::Body`]), `body` is the body.
    pub fn prepare_by_location(
        &'static self,
        client: &Client,
        arguments: Value,
    ) -> Result<Prepared, Error> {
        (self.request)(client, &mut Arguments::by_location(self, arguments)?)
    }
}

/// What an operation takes.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name that the document gives it, such as `FriendlyName`.
    pub name: &'static str,
    /// The word for it on a command line: `friendly-name`.
    pub word: &'static str,
    /// Where it travels.
    pub location: ParameterLocation,
    /// Whether it must be given.
    pub is_required: bool,
    /// Whether it is personal, and so kept out of `Debug` output and traces.
    pub is_personal: bool,
    /// Whether `null` sets it to nothing.
    pub is_nullable: bool,
    /// What values it takes.
    pub kind: ParameterKind,
    /// What it is for.
    pub docs: &'static str,
}

impl Parameter {
    /// A parameter that may be left out and is not personal.
    pub const fn new(
        location: ParameterLocation,
        name: &'static str,
        word: &'static str,
        kind: ParameterKind,
        docs: &'static str,
    ) -> Self {
        Self {
            name,
            word,
            location,
            is_required: false,
            is_personal: false,
            is_nullable: false,
            kind,
            docs,
        }
    }

    /// The same, but it must be given.
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// The same, but it can be set to nothing.
    pub const fn nullable(mut self) -> Self {
        self.is_nullable = true;
        self
    }

    /// The same, but it is personal.
    pub const fn personal(mut self) -> Self {
        self.is_personal = true;
        self
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    /// In the path, where it says which item of the resource is meant.
    Item,
    /// In the path, where it says which item the resource belongs to.
    Parent,
    /// In the query.
    Query,
    /// In the query of a list, where it says which page is meant.
    Page,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the form.
    Form,
    /// In the form, where each member of the value travels by its own name; arguments by location have these names.
    Members,
    /// In the JSON body, as a member of it.
    Json,
    /// It is the body as a whole, and called `body`.
    Body,
    /// In the body of `multipart/form-data`, as a part or as several.
    Part,
}

/// What values a parameter takes.
#[derive(Clone, Copy, Debug)]
pub enum ParameterKind {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A decimal number, as a number or as text, which keeps all digits.
    Decimal,
    /// A text.
    Text,
    /// An address, as text.
    Uri,
    /// A moment, as text of RFC 3339.
    Timestamp,
    /// A day, as text.
    Date,
    /// An identifier; the text is its prefix, empty when it may have any.
    Id(&'static str),
    /// One of these texts, or one that the service has learnt since.
    Enum(&'static [Choice]),
    /// Bytes: a text in base64, or an object with such a text as `base64`, and with `name` and `media_type` where they matter.
    File,
    /// Any JSON.
    Json,
    /// A JSON object. Where it travels as text, the typed methods take any JSON as well.
    Object,
    /// A list of such values.
    List(&'static ParameterKind),
}

/// A value of an enumeration.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// Its text.
    pub value: &'static str,
    /// What it means.
    pub docs: &'static str,
}

impl Choice {
    /// A value and what it means.
    pub const fn new(value: &'static str, docs: &'static str) -> Self {
        Self { value, docs }
    }
}

/// As a noun phrase, for messages.
impl fmt::Display for ParameterKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("true or false"),
            Self::Integer => f.write_str("a whole number"),
            Self::Number | Self::Decimal => f.write_str("a number"),
            Self::Text => f.write_str("a text"),
            Self::Uri => f.write_str("an address, as text"),
            Self::Timestamp => f.write_str("a date and time such as 2026-11-24T08:30:00Z, as text"),
            Self::Date => f.write_str("a date such as 2026-11-24, as text"),
            Self::Id("") => f.write_str("an identifier, as text"),
            Self::Id(prefix) => {
                write!(f, "an identifier that begins with {prefix}, as text")
            }
            Self::Enum(choices) => {
                f.write_str("one of ")?;
                for (index, choice) in choices.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{:?}", choice.value)?;
                }
                Ok(())
            }
            Self::File => f.write_str("bytes, as a text in base64"),
            Self::Json => f.write_str("an object, a list or a text"),
            Self::Object => f.write_str("an object"),
            Self::List(item) => write!(f, "a list, each item {item}"),
        }
    }
}
