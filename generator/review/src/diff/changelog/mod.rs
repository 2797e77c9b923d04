//! A draft of the entries of a changelog, in the form of [Keep a Changelog](https://keepachangelog.com): for users of the
//! crate, in its names, resource by resource. What they don't feel is left out.

mod calls;
mod marks;
mod names;
mod sentences;
#[cfg(test)]
mod tests;
mod wire;

use std::fmt::Write;

use super::{Change, Diff, Rust, Wire};
use names::Index;
use openapi_client_codegen::Lowered;
use openapi_client_codegen::text::prose;
use sentences::Writer;

/// Maximum number of subjects named in one sentence; of more, only some are.
const MAX_SUBJECTS: usize = 4;

/// Lines are not longer.
const WIDTH: usize = 120;

/// The sections, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Added,
    Changed,
    Deprecated,
    Removed,
    Security,
}

/// What an entry breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    None,
    /// Programs that were built before; code compiles as it is.
    Wire,
    /// Code.
    Code,
}

/// An entry of the changelog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The heading that it stands under: `Added`, `Changed`, `Deprecated`, `Removed`, `Security`.
    pub section: &'static str,
    /// What has changed, in a sentence of Markdown.
    pub text: String,
    /// What to do about it, or why there is nothing to do; each entry that is marked as breaking says that.
    pub migration: Option<String>,
    /// The changes that it tells of, by their places in [`Diff::changes`].
    pub changes: Vec<usize>,
}

/// A sentence about some things.
#[derive(Clone, Debug)]
struct Entry {
    section: Section,
    mark: Mark,
    /// Whether the only subject is a list.
    is_list: bool,
    /// What the sentence is about, as code, by the places of the resources.
    subjects: Vec<(usize, String)>,
    /// The place of the entry among the others of its section.
    order: usize,
    /// The sentence, with `{s}` for the subjects and `{o}` for the objects.
    one: String,
    /// The sentence for several objects.
    many: String,
    objects: Vec<String>,
    /// What to do about it, with `{it}` for the objects.
    todo: String,
    /// The changes that it tells of.
    changes: Vec<usize>,
}

impl Diff {
    /// A draft of the changelog for users of the crate; `old` and `new` are what was compared.
    pub fn changelog(&self, old: &Lowered, new: &Lowered) -> String {
        let items = self.changelog_items(old, new);
        let mut text = "## [Unreleased]\n".to_owned();
        if items.is_empty() {
            text.push_str("\nNothing changes for users of the crate.\n");
        }
        let mut section = "";
        for item in &items {
            if section != item.section {
                let _ = write!(text, "\n### {}\n\n", item.section);
                section = item.section;
            }
            let migration = item.migration.iter();
            let whole = migration.fold(item.text.clone(), |text, todo| format!("{text} {todo}"));
            text.push_str(&wrapped(&format!("- {whole}")));
        }
        text
    }

    /// The entries of that draft, in their order: by section, then by resource.
    pub fn changelog_items(&self, old: &Lowered, new: &Lowered) -> Vec<Item> {
        let (old, new) = (Writer::new(old, new, &self.changes), Index::of(new));
        let mut entries = Vec::new();
        for (index, change) in self.changes.iter().enumerate() {
            let mut found = Vec::new();
            old.write(change, &new, &mut found);
            for entry in &mut found {
                entry.changes.push(index);
            }
            entries.append(&mut found);
        }
        let entries = merged(entries).into_iter();
        entries.map(|entry| entry.item(new.lists())).collect()
    }
}

impl Change {
    /// Whether users of the crate feel it: in their code, or in programs that were built before.
    pub fn is_felt(&self) -> bool {
        // What the crate doesn't read of a page, nobody misses.
        let is_unread = self.rust == Rust::None && self.subject.contains(" page.");
        self.rust >= Rust::Minor || (self.wire == Wire::Breaking && !is_unread)
    }
}

impl Section {
    fn text(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
            Self::Security => "Security",
        }
    }
}

impl Mark {
    fn of(change: &Change) -> Self {
        match (change.rust, change.wire) {
            (Rust::Major, _) => Self::Code,
            (_, Wire::Breaking) => Self::Wire,
            _ => Self::None,
        }
    }
}

/// The entries by section and resource; those that say the same are one.
fn merged(entries: Vec<Entry>) -> Vec<Entry> {
    let mut by_subject: Vec<Entry> = Vec::new();
    for entry in entries {
        let is_same =
            |known: &&mut Entry| known.is_like(&entry) && known.subjects == entry.subjects;
        match by_subject.iter_mut().find(is_same) {
            Some(known) => {
                for object in entry.objects {
                    if !known.objects.contains(&object) {
                        known.objects.push(object);
                    }
                }
                known.changes.extend(entry.changes);
                known.order = known.order.min(entry.order);
            }
            None => by_subject.push(entry),
        }
    }
    let mut found: Vec<Entry> = Vec::new();
    for entry in by_subject {
        let is_same = |known: &&mut Entry| {
            known.is_like(&entry)
                && known.objects == entry.objects
                && known.is_list == entry.is_list
        };
        match found.iter_mut().find(is_same) {
            Some(known) => {
                for subject in entry.subjects {
                    if !known.subjects.contains(&subject) {
                        known.subjects.push(subject);
                    }
                }
                known.changes.extend(entry.changes);
                known.order = known.order.min(entry.order);
            }
            None => found.push(entry),
        }
    }
    for entry in &mut found {
        entry.subjects.sort();
        entry.changes.sort_unstable();
    }
    found.sort_by_key(|entry| (entry.section, entry.order));
    found
}

impl Entry {
    /// Whether another entry says the same of its things.
    fn is_like(&self, other: &Self) -> bool {
        let is_near = !self.subjects.is_empty() || self.order == other.order;
        is_near
            && self.section == other.section
            && self.mark == other.mark
            && self.one == other.one
            && self.todo == other.todo
    }

    /// The sentences; the document has `lists` lists.
    fn item(self, lists: usize) -> Item {
        let it = if self.objects.len() > 1 { "them" } else { "it" };
        let todo = capital(&self.todo.replace("{it}", it));
        Item {
            section: self.section.text(),
            text: self.text(lists),
            migration: (!todo.is_empty()).then_some(todo),
            changes: self.changes,
        }
    }

    /// What has changed.
    fn text(&self, lists: usize) -> String {
        let mark = match self.mark {
            Mark::None => "",
            Mark::Wire => "**Breaking on the wire:** ",
            Mark::Code => "**Breaking:** ",
        };
        let names: Vec<String> = self.subjects.iter().map(|(_, name)| name.clone()).collect();
        let count = names.len();
        let subjects = match count {
            _ if self.is_list && count > MAX_SUBJECTS && count == lists => {
                format!("all {count} lists")
            }
            _ if count > MAX_SUBJECTS => {
                let named = names.get(..MAX_SUBJECTS - 1).unwrap_or_default().join(", ");
                format!("{named} and {} others", count + 1 - MAX_SUBJECTS)
            }
            _ => joined(&names),
        };
        let sentence = match self.objects.len() {
            0 | 1 => &self.one,
            _ => &self.many,
        };
        // Names of the document stand in the objects, where no placeholder is looked for any more.
        let mut text = String::new();
        for (index, part) in sentence.split("{s}").enumerate() {
            if index > 0 {
                text.push_str(&subjects);
            }
            text.push_str(part);
        }
        let text = capital(&text).replace("{o}", &joined(&self.objects));
        format!("{mark}{text}")
    }
}

/// A sentence with a capital at its start, unless it starts with code.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// Words, one after the other: `a, b and c`.
fn joined(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The item of a list, broken into lines; code stays whole.
fn wrapped(text: &str) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for word in prose::words(text, "`") {
        let size = word.chars().count();
        if length > 0 && length + 1 + size > WIDTH {
            lines.push_str("\n  ");
            length = 2;
        } else if length > 0 {
            lines.push(' ');
            length += 1;
        }
        lines.push_str(word);
        length += size;
    }
    lines + "\n"
}
