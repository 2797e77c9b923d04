//! An explanation as lines for a terminal, and as JSON.

use std::fmt::Write;

use super::{Action, Explanation, Location, Member, Model, Node, Relation};
use crate::diff::render::count;
use crate::tree::MAX_COLUMN;
use openapi_client_codegen::text::{self, visible};

/// Maximum number of lines of a part shown.
const MAX_LINES: usize = 40;

/// The width of prose, in characters.
const WIDTH: usize = 100;

/// Maximum number of changes of an action shown.
const MAX_CHANGES: usize = 12;

impl Explanation {
    /// Lines for a terminal, headings without indentation; `package` is how the user knows the folder of the package.
    pub fn text(&self, package: &str) -> String {
        let mut text = format!("{}\n", visible(&self.subject));
        self.document.write(&mut text);
        self.write_overlay(&mut text);
        self.model.write(&mut text);
        self.write_emitted(package, &mut text);
        text
    }

    /// The JSON form, indented.
    pub fn json(&self) -> String {
        text::json(self)
    }

    fn write_overlay(&self, text: &mut String) {
        heading("overlay", text);
        if self.overlay.is_empty() {
            line("no action changes it", text);
        }
        for action in &self.overlay {
            action.write(text);
        }
        for reference in &self.overlaid {
            let actions = match reference.actions {
                1 => "1 action changes".to_owned(),
                count => format!("{count} actions change"),
            };
            line(
                &format!("{actions} {}, to which it refers", reference.pointer),
                text,
            );
        }
    }

    fn write_emitted(&self, package: &str, text: &mut String) {
        heading("emitted", text);
        let slash = if package.is_empty() { "" } else { "/" };
        let position =
            |file: &str, first, last| format!("{package}{slash}{file}:{}", range(first, last));
        let items = self.emitted.iter().map(|item| {
            let what = format!("{}: {}", item.item, item.text);
            [position(&item.file, item.first, item.last), what]
        });
        let also = self.also.iter().map(|other| {
            let file = format!("{package}{slash}{}", other.file);
            [file, other.what.to_owned()]
        });
        let rows: Vec<_> = items.chain(also).collect();
        if rows.is_empty() {
            line("nothing", text);
        }
        table(&rows[..rows.len().min(MAX_LINES)], text);
        more(rows.len(), MAX_LINES, "", text);
    }
}

impl Location {
    fn write(&self, text: &mut String) {
        heading("document", text);
        let lines = match self.line.zip(self.last) {
            Some((first, last)) => format!(":{}", range(first, last)),
            None => String::new(),
        };
        line(&format!("{}{lines} {}", self.file, self.pointer), text);
        if self.is_removed {
            line("the overlay removes it", text);
        }
        let Some((first, last)) = self.line.zip(self.last) else {
            line(
                "it is not in the file: the overlay adds it, or a reference leads to it",
                text,
            );
            return;
        };
        let width = last.to_string().len();
        for (index, excerpt) in self.excerpt.iter().enumerate() {
            let row = format!("{:>width$} | {excerpt}", first + index);
            line(row.trim_end(), text);
        }
        let rest = (last + 1 - first).saturating_sub(self.excerpt.len());
        if rest > 0 {
            let rest = count(rest, "more line");
            line(&format!("{:>width$} | ... {rest}", ""), text);
        }
    }
}

impl Action {
    fn write(&self, text: &mut String) {
        let position = self
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let (action, file) = (self.action, &self.file);
        line(&format!("action {action}, {file}{position}"), text);
        for reason in wrapped(&self.description) {
            line(&format!("  {reason}"), text);
        }
        for change in self.changes.iter().take(MAX_CHANGES) {
            line(&format!("  {change}"), text);
        }
        more(self.changes.len(), MAX_CHANGES, "  ", text);
    }
}

impl Model {
    fn write(&self, text: &mut String) {
        heading("model", text);
        match self.relation {
            Relation::Is => {}
            Relation::PartOf => line("it is a part of this:", text),
            Relation::Holds => line("it has no node of its own; below it are", text),
            Relation::None => line("nothing: the generator makes no node of it", text),
        }
        for (index, node) in self.nodes.iter().enumerate() {
            if index > 0 && self.relation != Relation::Holds {
                text.push('\n');
            }
            node.write(text);
        }
        if !self.used_by.is_empty() {
            let shown: Vec<_> = self.used_by.iter().take(MAX_LINES).cloned().collect();
            let more = match self.used_by.len() - shown.len() {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            line(&format!("used by {}{more}", shown.join(", ")), text);
        }
    }
}

impl Node {
    fn write(&self, text: &mut String) {
        let rust = self
            .rust
            .as_ref()
            .map_or_else(String::new, |rust| format!(" -> {rust}"));
        line(&format!("{}{rust}", self.subject), text);
        let facts: Vec<_> = self
            .facts
            .iter()
            .cloned()
            .map(<[String; 2]>::from)
            .collect();
        table(&facts, text);
        let rows: Vec<_> = self.members.iter().map(Member::row).collect();
        table(&rows, text);
    }
}

impl Member {
    fn row(&self) -> [String; 6] {
        let personal = if self.is_personal { ", personal" } else { "" };
        [
            self.what.clone(),
            self.wire.clone(),
            self.wire_type.clone(),
            format!("{}{personal}", self.presence),
            format!("-> {}", self.rust),
            self.rust_type.clone(),
        ]
    }
}

/// Prose in lines of a width that is easy to read.
fn wrapped(prose: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in prose.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn range(first: usize, last: usize) -> String {
    match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    }
}

fn heading(name: &str, text: &mut String) {
    let _ = writeln!(text, "\n{name}");
}

fn line(content: &str, text: &mut String) {
    let _ = writeln!(text, "  {}", visible(content.trim_end()));
}

/// Says how many of the lines were not shown.
fn more(count: usize, shown: usize, indent: &str, text: &mut String) {
    if let Some(rest @ 1..) = count.checked_sub(shown) {
        line(&format!("{indent}... and {rest} more"), text);
    }
}

/// Rows with columns of one width; a column that is empty everywhere is left out.
fn table<const N: usize>(rows: &[[String; N]], text: &mut String) {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| visible(&row[column]).chars().count());
        cells.max().unwrap_or(0).min(MAX_COLUMN)
    };
    let widths: Vec<_> = (0..N).map(width).collect();
    for row in rows {
        let mut shown = String::new();
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let _ = write!(shown, "  {:width$}", visible(cell), width = *width);
        }
        let _ = writeln!(text, "  {}", shown.trim_end());
    }
}
