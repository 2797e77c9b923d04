//! A diff as text, as Markdown for a pull request, and as JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Change, Diff, Note, NoteKind, Rust, Wire};
use openapi_client_codegen::text::{self, code_cell, code_span, visible};

/// Maximum number of rows shown before they are folded.
const MAX_ROWS: usize = 50;

/// A cell of a table has this many characters at most.
const LENGTH: usize = 120;

impl Diff {
    /// Lines for a terminal; `old` and `new` are how the user knows the documents.
    pub fn text(&self, old: &str, new: &str) -> String {
        let mut text = String::new();
        for change in &self.changes {
            let _ = writeln!(
                text,
                "{} {}: {}",
                change.kind.text(),
                visible(&change.subject),
                visible(&values(change))
            );
            let _ = writeln!(
                text,
                "  wire {}, rust {}: {}",
                change.wire, change.rust, change.reason
            );
            let sides = [
                (old, &change.old_pointer, change.old_line),
                (new, &change.new_pointer, change.new_line),
            ];
            for (name, pointer, line) in sides {
                if let Some(pointer) = pointer {
                    let line = line.map_or_else(String::new, |line| format!(":{line}"));
                    let _ = writeln!(
                        text,
                        "  {}{line} {}",
                        visible(name),
                        visible(pointer.as_str())
                    );
                }
            }
        }
        for (what, count) in self.grouped(|keyword| visible(keyword).into_owned()) {
            let _ = writeln!(text, "note: {what}: {count}");
        }
        let _ = writeln!(text, "{}", self.summary());
        text
    }

    /// A comment for a pull request: the verdict, a table, and the details folded away.
    pub fn markdown(&self, old: &str, new: &str) -> String {
        let mut text = format!(
            "### {}\n\n{} to {}\n",
            self.summary(),
            code_span(old),
            code_span(new)
        );
        if !self.changes.is_empty() {
            text.push_str(
                "\n| change | subject | old | new | wire | Rust |\n|---|---|---|---|---|---|\n",
            );
        }
        let mut rows: Vec<&Change> = self.changes.iter().collect();
        rows.sort_by_key(|change| {
            std::cmp::Reverse((change.wire.max(worst(change.rust)), change.rust))
        });
        for change in rows.iter().take(MAX_ROWS) {
            let old = change.old.as_deref().map(cell).unwrap_or_default();
            let new = change.new.as_deref().map(cell).unwrap_or_default();
            let kind = change.kind.text().replace('_', " ");
            let subject = cell(&change.subject);
            let wire = emphasis(change.wire == Wire::Breaking, &change.wire.to_string());
            let rust = emphasis(change.rust == Rust::Major, &change.rust.to_string());
            let _ = writeln!(
                text,
                "| {kind} | {subject} | {old} | {new} | {wire} | {rust} |"
            );
        }
        if rows.len() > MAX_ROWS {
            let _ = writeln!(
                text,
                "\n{} more are among the details.",
                rows.len() - MAX_ROWS
            );
        }
        if !rows.is_empty() {
            text.push_str("\n<details><summary>Reasons and places</summary>\n\n");
            for change in rows {
                let _ = writeln!(
                    text,
                    "* **{}** {}: {}.{}",
                    change.kind.text().replace('_', " "),
                    code_span(&cut(&change.subject)),
                    change.reason,
                    places(change)
                );
            }
            text.push_str("\n</details>\n");
        }
        let groups = self.grouped(code_span);
        if !groups.is_empty() {
            text.push_str("\n<details><summary>Prose, examples and metadata, which no client feels</summary>\n\n");
            for (what, count) in groups {
                let _ = writeln!(text, "* {what}: {count}");
            }
            text.push_str("\n</details>\n");
        }
        text
    }

    /// The JSON form, indented.
    pub fn json(&self) -> String {
        text::json(self)
    }

    /// The verdict in a line.
    pub fn summary(&self) -> String {
        let count = self.changes.len();
        let changes = match count {
            0 => return "No change of the interface".to_owned(),
            1 => "1 change".to_owned(),
            _ => format!("{count} changes"),
        };
        format!("{changes}: wire {}, rust {}", self.wire, self.rust)
    }

    /// How many notes there are of each sort; `shown` is how a keyword is written.
    fn grouped(&self, shown: impl Fn(&str) -> String) -> BTreeMap<String, usize> {
        let mut groups = BTreeMap::new();
        for note in &self.notes {
            *groups
                .entry(group(note, &shown(&note.keyword)))
                .or_insert(0) += 1;
        }
        groups
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

/// How bad a verdict for Rust is beside one on the wire.
fn worst(rust: Rust) -> Wire {
    match rust {
        Rust::Major => Wire::Breaking,
        Rust::Minor => Wire::Compatible,
        _ => Wire::None,
    }
}

fn values(change: &Change) -> String {
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{old} -> {new}"),
        (Some(old), None) => format!("was {old}"),
        (None, Some(new)) => new.clone(),
        (None, None) => String::new(),
    }
}

fn places(change: &Change) -> String {
    let place = |name: &str,
                 pointer: &Option<openapi_client_codegen::pointer::Pointer>,
                 line: Option<usize>| {
        pointer.as_ref().map(|pointer| {
            let line = line.map_or_else(String::new, |line| format!(" line {line},"));
            format!(" {name}:{line} {}.", code_span(&cut(pointer.as_str())))
        })
    };
    let old = place("Old", &change.old_pointer, change.old_line);
    let new = place("New", &change.new_pointer, change.new_line);
    [old, new].into_iter().flatten().collect()
}

fn emphasis(is_worst: bool, text: &str) -> String {
    if is_worst {
        format!("**{text}**")
    } else {
        text.to_owned()
    }
}

/// Text as code in the cell of a table; a long one is cut.
fn cell(text: &str) -> String {
    match text.is_empty() {
        true => String::new(),
        false => code_cell(&cut(text)),
    }
}

/// The start of a text that is too long for a table.
fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => Cow::Owned(format!("{}...", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
