//! The sentences about what only programs feel that were built before: code compiles as it is.

use super::names::{Index, Thing, What};
use super::sentences::{BUILD, Case};
use super::{Entry, Section};
use crate::diff::{Change, Kind, Wire};
use openapi_client_codegen::text::code_span;

/// What to do about values that are no longer taken.
const VALUES: &str = "Code compiles as it is: check the values that it gives.";

impl Case<'_> {
    pub(super) fn server(&self, client: &Thing, entries: &mut Vec<Entry>) {
        let entry = self.entry(Section::Changed, client, "{s} asks {o}.");
        entries.push(entry.with(self.was_and_is()).todo(BUILD));
    }

    pub(super) fn security(&self, client: &Thing, entries: &mut Vec<Entry>) {
        let change = self.change;
        let is_nothing = |value: &Option<String>| value.as_deref() == Some("none");
        let (was_nothing, is_nothing) = (is_nothing(&change.old), is_nothing(&change.new));
        let is_of_scheme = self.is.is_none() && change.subject != "all operations";
        let value = |value: &Option<String>| code_span(value.as_deref().unwrap_or_default());
        let (sentence, object) = match change.subject.as_str() {
            _ if change.wire == Wire::None => return,
            "access tokens" if is_nothing => (
                "{s} no longer gets access tokens from {o}.",
                value(&change.old),
            ),
            "access tokens" if was_nothing => {
                ("{s} can get access tokens from {o}.", value(&change.new))
            }
            "access tokens" => ("{s} gets its access tokens from {o}.", self.was_and_is()),
            name if is_of_scheme && change.wire == Wire::Compatible => {
                let object = format!("{}: {}", code_span(name), self.was_and_is());
                ("{s} knows other scopes for the credentials {o}.", object)
            }
            name if is_of_scheme => {
                let object = format!("{} otherwise: {}", code_span(name), self.was_and_is());
                ("{s} gives the credentials {o}.", object)
            }
            _ if is_nothing => (
                "{s} needs no credentials any more (was {o}).",
                value(&change.old),
            ),
            _ if was_nothing => (
                "{s} wants credentials, and wanted none: {o}.",
                value(&change.new),
            ),
            _ if change.wire == Wire::Compatible => (
                "{s} takes other credentials as well: {o}.",
                self.was_and_is(),
            ),
            _ => ("{s} wants other credentials: {o}.", self.was_and_is()),
        };
        let thing = self.is.unwrap_or(client);
        let entry = self.entry(Section::Changed, thing, sentence).with(object);
        entries.push(match change.wire {
            Wire::Breaking => entry.todo("Check the credentials that the client is given."),
            _ => entry,
        });
    }

    /// What no other sentence tells.
    pub(super) fn on_the_wire(&self, new: &Index, entries: &mut Vec<Entry>) {
        let change = self.change;
        let nowhere = Thing::nowhere();
        let thing = self.is.or(self.was).or_else(|| new.get(&change.subject));
        let thing = thing.unwrap_or(&nowhere);
        let is_part = !thing.name.is_empty() && !matches!(thing.what, What::Method(_) | What::Type);
        let (told, todo) = match (change.kind, &thing.what) {
            (Kind::ParameterAdded, What::Argument) => (
                "has to be given as well".to_owned(),
                "It is an argument on the way there.",
            ),
            _ => told(change),
        };
        let (sentence, object) = match (is_part, thing.whole.is_empty()) {
            (true, _) => (
                format!("{{o}} of {{s}} {told}."),
                Some(code_span(&thing.name)),
            ),
            (false, false) => (format!("{{s}}{} {told}.", part(change)), None),
            (false, true) => (format!("{{o}} {told}."), Some(code_span(&change.subject))),
        };
        let mut entry = self.entry(Section::Changed, thing, &sentence).todo(todo);
        entry.objects.extend(object);
        entries.push(entry);
    }
}

/// What of a whole a change is about that has no name in Rust.
fn part(change: &Change) -> String {
    let subject = change.subject.as_str();
    let parts = ["response", "body", "items", "page", "next page"];
    let named = parts.iter().find(|part| subject.ends_with(*part));
    match (change.kind, subject.split_once('.')) {
        (Kind::PagingChanged, _) => String::new(),
        (_, Some((_, name))) => format!(", its part {}", code_span(name)),
        (_, None) => named.map_or_else(String::new, |part| format!(", its {part},")),
    }
}

/// What is told of a thing, and what to do about it.
fn told(change: &Change) -> (String, &'static str) {
    let text = |value: &Option<String>| code_span(value.as_deref().unwrap_or("nothing"));
    let bound = |value: &Option<String>| match value.as_deref() {
        Some("any") => "any".to_owned(),
        Some(none) if none.starts_with("no ") => "none".to_owned(),
        _ => text(value),
    };
    let values = format!("{} (was {})", bound(&change.new), bound(&change.old));
    let is_refused = change.reason.contains("forbids") || change.reason.contains("refuse");
    match (change.kind, &change.old, &change.new) {
        (Kind::FieldAdded | Kind::ParameterAdded, ..) => (
            "has to be given, and the crate does not know it".to_owned(),
            "Requests without it are refused.",
        ),
        (Kind::FieldRemoved | Kind::ParameterRemoved, ..) => (
            "is gone on the wire".to_owned(),
            "The service no longer takes or sends it.",
        ),
        (Kind::TypeChanged | Kind::ConstraintChanged | Kind::FormatChanged, ..) if is_refused => {
            (format!("takes fewer values: {values}"), VALUES)
        }
        (Kind::ParameterMoved, ..) => (format!("travels in the {values}"), BUILD),
        (Kind::SuccessStatusChanged, ..) => (format!("succeeds with the status {values}"), BUILD),
        (Kind::PagingChanged, ..) if change.subject.ends_with("next page") => {
            (format!("finds the next page {values}"), BUILD)
        }
        (Kind::PagingChanged, ..) => (format!("finds its items under {values}"), BUILD),
        (Kind::TagChanged, ..) => (format!("tells its variants apart by {values}"), BUILD),
        (Kind::RequirednessChanged | Kind::NullabilityChanged, ..) => {
            (format!("is {values}"), VALUES)
        }
        (_, Some(_), Some(_)) => (format!("travels as {values}"), BUILD),
        _ => ("is another on the wire".to_owned(), BUILD),
    }
}

impl Thing {
    /// What no name of the crate stands for.
    pub(super) fn nowhere() -> Self {
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
