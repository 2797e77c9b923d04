//! A draft of the entries of a changelog, in the form of [Keep a Changelog](https://keepachangelog.com): for users of the
//! crate, in its names, resource by resource. What they don't feel is left out.

mod names;
mod sentences;
mod templates;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::{Change, Diff, Rust, Wire};
use openapi_client_codegen::Lowered;
use openapi_client_codegen::text::prose;
use sentences::Writer;

/// Maximum number of subjects named in one sentence; of more, only some are.
const MAX_SUBJECTS: usize = 4;

/// Lines are not longer.
const WIDTH: usize = 120;

/// The sections, in their order.
const SECTIONS: &[&str] = &["Added", "Changed", "Deprecated", "Removed", "Security"];

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
    /// The changes that it reports, by their indices in [`Diff::changes`].
    pub changes: Vec<usize>,
}

/// A sentence about some things, with what to do about it.
#[derive(Clone, Debug)]
struct Entry {
    /// The number of the section.
    section: usize,
    mark: Mark,
    /// Whether the only subject is a list.
    is_list: bool,
    /// What the sentence is about, as code, with the numbers of the resources.
    subjects: Vec<(usize, String)>,
    /// The position of the entry among the others of its section.
    order: usize,
    /// The words for one object.
    one: Words,
    /// The words for several objects.
    many: Words,
    objects: Vec<String>,
    /// The changes that it reports.
    changes: Vec<usize>,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Words {
    /// The sentence, with `{s}` for the subjects and `{o}` for the objects.
    sentence: String,
    /// What to do about it.
    todo: String,
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
        let writer = Writer::new(old, new, &self.changes);
        let entries = self
            .changes
            .iter()
            .enumerate()
            .filter_map(|(index, change)| {
                let entry = writer.write(change)?;
                let changes = vec![index];
                Some(Entry { changes, ..entry })
            });
        let entries = merged(entries.collect()).into_iter();
        let lists = writer.new.lists();
        entries.map(|entry| entry.item(lists)).collect()
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
    let by_subject = joined(entries, |one, other| one.subjects == other.subjects);
    let mut found = joined(by_subject, |one, other| {
        one.objects == other.objects && one.is_list == other.is_list
    });
    for entry in &mut found {
        entry.subjects.sort();
        entry.changes.sort_unstable();
    }
    found.sort_by_key(|entry| (entry.section, entry.order));
    found
}

/// Joins entries that say the same of things that are alike.
fn joined(entries: Vec<Entry>, is_alike: fn(&Entry, &Entry) -> bool) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    for entry in entries {
        let is_same = |known: &&mut Entry| known.says(&entry) && is_alike(known, &entry);
        let Some(known) = found.iter_mut().find(is_same) else {
            found.push(entry);
            continue;
        };
        for object in entry.objects {
            if !known.objects.contains(&object) {
                known.objects.push(object);
            }
        }
        for subject in entry.subjects {
            if !known.subjects.contains(&subject) {
                known.subjects.push(subject);
            }
        }
        known.changes.extend(entry.changes);
        known.order = known.order.min(entry.order);
    }
    found
}

impl Entry {
    /// Whether it says of its things what another entry says.
    fn says(&self, other: &Self) -> bool {
        let is_near = !self.subjects.is_empty() || self.order == other.order;
        let said = |entry: &Self| (entry.section, entry.mark);
        is_near && said(self) == said(other) && self.one == other.one
    }

    /// The words for the number of objects.
    fn words(&self) -> &Words {
        match self.objects.len() {
            0 | 1 => &self.one,
            _ => &self.many,
        }
    }

    /// The sentences; the document has `lists` lists.
    fn item(self, lists: usize) -> Item {
        let todo = capital(&self.words().todo);
        Item {
            section: SECTIONS.get(self.section).copied().unwrap_or_default(),
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
            _ => and(&names),
        };
        // Names of the document stand in the objects, where no placeholder is looked for any more.
        let text = capital(&self.words().sentence.replace("{s}", &subjects));
        let text = text.replace("{o}", &and(&self.objects));
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
fn and(words: &[String]) -> String {
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
