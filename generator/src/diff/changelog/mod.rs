//! A draft of the entries of a changelog, in the form of [Keep a Changelog](https://keepachangelog.com): for users of the
//! crate, in its names, resource by resource. What they don't feel is left out.

mod calls;
mod names;
mod sentences;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use super::{Change, Diff, Rust, Wire};
use crate::Lowered;
use names::Index;
use sentences::Writer;

/// So many subjects of one sentence are named; of more, only some are.
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
}

impl Diff {
    /// A draft of the changelog for users of the crate; `old` and `new` are what was compared.
    pub fn changelog(&self, old: &Lowered, new: &Lowered) -> String {
        let (old, new) = (Writer::new(old, new), Index::of(new));
        let mut entries = Vec::new();
        for change in &self.changes {
            old.write(change, &new, &mut entries);
        }
        let entries = merged(entries);
        let mut text = "## [Unreleased]\n".to_owned();
        if entries.is_empty() {
            text.push_str("\nNothing changes for users of the crate.\n");
        }
        let mut section = None;
        for entry in &entries {
            if section != Some(entry.section) {
                let _ = write!(text, "\n### {:?}\n\n", entry.section);
                section = Some(entry.section);
            }
            text.push_str(&wrapped(&entry.text(new.lists())));
        }
        text
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
                known.order = known.order.min(entry.order);
            }
            None => found.push(entry),
        }
    }
    for entry in &mut found {
        entry.subjects.sort();
        // Names of types come without an order.
        if entry.subjects.is_empty() {
            entry.objects.sort();
        }
    }
    found.sort_by_key(|entry| (entry.section, entry.order));
    found
}

impl Entry {
    /// Whether another entry says the same of its things.
    fn is_like(&self, other: &Self) -> bool {
        self.section == other.section && self.mark == other.mark && self.one == other.one
    }

    /// The whole sentence; the document has `lists` lists.
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
        format!("- {mark}{text}")
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
    let mut is_code = false;
    let mut word = String::new();
    let mut flush = |word: &mut String| {
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
        word.clear();
    };
    for sign in text.chars() {
        is_code ^= sign == '`';
        if sign == ' ' && !is_code {
            flush(&mut word);
        } else {
            word.push(sign);
        }
    }
    flush(&mut word);
    lines + "\n"
}
