//! The sentences about what things are marked as: personal, deprecated, open.

use super::names::{Index, What};
use super::sentences::Case;
use super::{Entry, Section};
use crate::diff::Rust;
use openapi_client_codegen::text::code_span;

impl Case<'_> {
    pub(super) fn sensitivity(&self, new: &Index, entries: &mut Vec<Entry>) {
        let Some(is) = self.is else { return };
        let (section, sentence) = match self.change.new.as_deref() {
            Some("personal") => (Section::Security, "{o} of {s} left `Debug` and logs."),
            _ => (Section::Changed, "{o} of {s} came into `Debug` and logs."),
        };
        let mut entry = self.entry(section, is, sentence);
        if let Some(fields_of) = self.method(new).and_then(|method| method.fields_of)
            && self.change.rust == Rust::Major
        {
            entry = entry.todo(&format!("{} is no longer `Debug`.", code_span(&fields_of)));
        }
        entries.push(entry.with(code_span(&is.name)));
    }

    pub(super) fn deprecation(&self, entries: &mut Vec<Entry>) {
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
            false => entry.several(&many).with(code_span(&is.name)),
        });
    }

    pub(super) fn openness(&self, entries: &mut Vec<Entry>) {
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
        let entry = self.entry(section, is, sentence);
        entries.push(match section {
            Section::Removed => entry.todo("Code that reads {it} has to do without."),
            _ => entry,
        });
    }
}
