//! A diff as text, as Markdown for a pull request, and as JSON.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Change, Diff, Note, NoteKind, Rust, Wire};
use openapi_client_codegen::text::{self, code_cell, code_span, visible};

/// Maximum number of rows shown before they are folded.
const MAX_ROWS: usize = 50;

/// A cell of a table has this many characters at most.
const LENGTH: usize = 120;

/// How many of the parts are named that notes of one sort are about.
const NAMED: usize = 5;

impl Diff {
    /// Lines for a terminal; `old` and `new` are how the user knows the documents.
    pub fn text(&self, old: &str, new: &str) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let Change {
                wire, rust, reason, ..
            } = change;
            let (kind, subject) = (change.kind.text(), visible(&change.subject));
            let values = match (&change.old, &change.new) {
                (Some(old), Some(new)) => format!("{old} -> {new}"),
                (Some(old), None) => format!("was {old}"),
                (None, new) => new.clone().unwrap_or_default(),
            };
            let _ = writeln!(text, "{kind} {subject}: {}", visible(&values));
            let _ = writeln!(text, "  wire {wire}, rust {rust}: {reason}");
            let positions = change.positions();
            for (name, position) in [(old, positions.old), (new, positions.new)] {
                let Some((at, line)) = position else { continue };
                let line = line.map_or_else(String::new, |line| format!(":{line}"));
                let (name, at) = (visible(name), visible(at.as_str()));
                let _ = writeln!(text, "  {name}{line} {at}");
            }
        }
        let plain = |text: &str| visible(text).into_owned();
        for (what, concerned) in self.grouped(plain) {
            let _ = writeln!(text, "note: {what}: {concerned}");
        }
        text + &self.summary() + "\n"
    }

    /// A comment for a pull request: the verdict, a table, and the details folded away.
    pub fn markdown(&self, old: &str, new: &str) -> String {
        let (summary, old, new) = (self.summary(), code_span(old), code_span(new));
        let mut text = format!("### {summary}\n\n{old} to {new}\n");
        if !self.changes.is_empty() {
            self.write_table(&mut text);
        }
        let groups = self.grouped(code_span);
        if !groups.is_empty() {
            text.push_str("\n<details><summary>Prose, examples and metadata, which no client feels</summary>\n\n");
            for (what, concerned) in groups {
                let _ = writeln!(text, "* {what}: {concerned}");
            }
            text.push_str("\n</details>\n");
        }
        text
    }

    /// The changes as a table, the worst first, and their reasons folded.
    fn write_table(&self, text: &mut String) {
        text.push_str(
            "\n| change | subject | old | new | wire | Rust |\n|---|---|---|---|---|---|\n",
        );
        // How bad a verdict for Rust is beside one on the wire.
        let worst = |rust| match rust {
            Rust::Major => Wire::Breaking,
            Rust::Minor => Wire::Compatible,
            _ => Wire::None,
        };
        let mut rows: Vec<&Change> = self.changes.iter().collect();
        rows.sort_by_key(|change| Reverse((change.wire.max(worst(change.rust)), change.rust)));
        let emphasis = |is_worst, text| match is_worst {
            true => format!("**{text}**"),
            false => text,
        };
        for change in rows.iter().take(MAX_ROWS) {
            let old = change.old.as_deref().map(cell).unwrap_or_default();
            let new = change.new.as_deref().map(cell).unwrap_or_default();
            let (kind, subject) = (change.kind.words(), cell(&change.subject));
            let wire = emphasis(change.wire == Wire::Breaking, change.wire.to_string());
            let rust = emphasis(change.rust == Rust::Major, change.rust.to_string());
            let _ = writeln!(
                text,
                "| {kind} | {subject} | {old} | {new} | {wire} | {rust} |"
            );
        }
        if let Some(more @ 1..) = rows.len().checked_sub(MAX_ROWS) {
            let _ = writeln!(text, "\n{more} more are among the details.");
        }
        text.push_str("\n<details><summary>Reasons and positions</summary>\n\n");
        for change in rows {
            let subject = code_span(&cut(&change.subject, LENGTH));
            let (kind, reason) = (change.kind.words(), &change.reason);
            let _ = write!(text, "* **{kind}** {subject}: {reason}.");
            let positions = change.positions();
            for (name, position) in [("Old", positions.old), ("New", positions.new)] {
                let Some((at, line)) = position else { continue };
                let line = line.map_or_else(String::new, |line| format!(" line {line},"));
                let at = code_span(&cut(at.as_str(), LENGTH));
                let _ = write!(text, " {name}:{line} {at}.");
            }
            text.push('\n');
        }
        text.push_str("\n</details>\n");
    }

    /// The JSON form, indented.
    pub fn json(&self) -> String {
        text::json(self)
    }

    /// The verdict in a line.
    pub fn summary(&self) -> String {
        if self.changes.is_empty() {
            return "No change of the interface".to_owned();
        }
        let changes = count(self.changes.len(), "change");
        format!("{changes}: wire {}, rust {}", self.wire, self.rust)
    }

    /// How many notes there are of each sort, and what they are about; `shown` is how a text of the document is written.
    fn grouped(&self, shown: impl Fn(&str) -> String) -> BTreeMap<String, String> {
        let mut groups: BTreeMap<String, Vec<&Note>> = BTreeMap::new();
        for note in &self.notes {
            let group = group(note, &shown(&note.keyword));
            groups.entry(group).or_default().push(note);
        }
        let groups = groups.into_iter().map(|(group, notes)| {
            let names = notes.iter().take(NAMED).map(|note| shown(&concerned(note)));
            let names = names.collect::<Vec<_>>().join(", ");
            let rest = if notes.len() > NAMED { ", ..." } else { "" };
            (group, format!("{} ({names}{rest})", notes.len()))
        });
        groups.collect()
    }
}

/// What a note is about: the name of a path or a component, else the pointer of what has the keyword.
fn concerned(note: &Note) -> String {
    let pointers = [&note.new_pointer, &note.old_pointer];
    let at = pointers.into_iter().flatten().next();
    let at = at.cloned().unwrap_or_default();
    match note.keyword.as_str() {
        "path" | "schema" => at.last().unwrap_or_default().into_owned(),
        _ => match at.parent() {
            Some(owner) if !owner.is_root() => owner.to_string(),
            _ => "the document".to_owned(),
        },
    }
}

/// The sort of a note, with its keyword as it is written.
pub(super) fn group(note: &Note, keyword: &str) -> String {
    let how = match (&note.old, &note.new) {
        (None, _) => "added",
        (_, None) => "removed",
        _ => "changed",
    };
    let what = match note.kind {
        NoteKind::Prose => "prose",
        NoteKind::Example => "examples",
        NoteKind::Metadata => "metadata",
    };
    format!("{what}, {keyword} {how}")
}

/// A number of things: `1 change`, `3 changes`.
pub(crate) fn count(number: usize, thing: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{end}")
}

/// Text as code in the cell of a table; a long one is cut.
fn cell(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => code_cell(&cut(text, LENGTH)),
    }
}

/// The start of a text that has more characters than this.
pub(crate) fn cut(text: &str, length: usize) -> Cow<'_, str> {
    match text.char_indices().nth(length) {
        Some((end, _)) => Cow::Owned(format!("{}...", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
