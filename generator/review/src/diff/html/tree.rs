//! Draws the resources: a tree in which what is new, gone or different stands out by colour, shape and sign.

use std::fmt::Write;

use super::Package;
use super::arrange::{Arranged, Home};
use super::resources::Status;
use super::text::{count, cut};
use openapi_client_codegen::text::Html;

/// The width of the picture.
const WIDTH: usize = 1120;
/// The height of a row.
const ROW: usize = 30;
/// How much a child is moved to the right of its parent.
const INDENT: usize = 28;
/// Where operations begin, if the names leave the room.
const COLUMN: usize = 400;
/// The width of a sign of a name in thousandths, and of an operation.
const SIGN: [usize; 2] = [7900, 6900];
/// Maximum number of characters of a name shown.
const MAX_NAME: usize = 44;

/// A row of the picture.
#[derive(Debug)]
enum Row {
    Resource {
        index: usize,
        depth: usize,
    },
    /// Siblings without a change, folded.
    Folded {
        resources: Vec<usize>,
        depth: usize,
    },
}

impl Row {
    fn depth(&self) -> usize {
        match self {
            Self::Resource { depth, .. } | Self::Folded { depth, .. } => *depth,
        }
    }
}

struct Tree<'t> {
    arranged: &'t Arranged<'t>,
    packages: [Package<'t>; 2],
    out: &'t mut String,
}

/// Adds the picture to a page: what has changed in its surroundings, and the whole tree to be unfolded.
pub(super) fn draw(out: &mut String, arranged: &Arranged<'_>, old: Package<'_>, new: Package<'_>) {
    let mut tree = Tree {
        arranged,
        packages: [old, new],
        out,
    };
    let (mut few, mut all) = (Vec::new(), Vec::new());
    tree.rows(&arranged.resources.roots, 0, true, &mut few);
    tree.rows(&arranged.resources.roots, 0, false, &mut all);
    if few.iter().any(|row| matches!(row, Row::Folded { .. })) {
        tree.picture("folded", &few);
        let all_text = count(all.len(), "resource");
        let _ = writeln!(
            tree.out,
            "<details class=\"unfold\"><summary>The whole tree, {all_text}</summary>"
        );
        tree.picture("whole", &all);
        tree.out.push_str("</details>\n");
    } else {
        tree.picture("whole", &all);
    }
}

impl Tree<'_> {
    /// Whether a resource or something below it has a change.
    fn is_live(&self, index: usize) -> bool {
        self.arranged.resource_status(index) != Status::Same
            || self.arranged.resources.nodes[index]
                .children
                .iter()
                .any(|child| self.is_live(*child))
    }

    fn rows(&self, siblings: &[usize], depth: usize, folds: bool, rows: &mut Vec<Row>) {
        let mut idle = Vec::new();
        for index in siblings {
            if folds && !self.is_live(*index) {
                idle.push(*index);
                continue;
            }
            if !idle.is_empty() {
                rows.push(Row::Folded {
                    resources: std::mem::take(&mut idle),
                    depth,
                });
            }
            rows.push(Row::Resource {
                index: *index,
                depth,
            });
            let children = &self.arranged.resources.nodes[*index].children;
            self.rows(children, depth + 1, folds, rows);
        }
        if !idle.is_empty() {
            rows.push(Row::Folded {
                resources: idle,
                depth,
            });
        }
    }

    fn picture(&mut self, id: &str, rows: &[Row]) {
        let mut drawn = String::new();
        let mut tops: Vec<usize> = Vec::new();
        let mut y = 0;
        // Where the last row of each depth stands: the lines of its children start there.
        let mut above: Vec<usize> = Vec::new();
        for row in rows {
            let middle = y + ROW / 2;
            above.truncate(row.depth());
            if let Some(from) = above.last() {
                branch(&mut drawn, row.depth(), *from, middle);
            }
            above.push(middle);
            tops.push(y);
            y += match row {
                Row::Resource { index, depth } => self.resource(&mut drawn, *index, *depth, y),
                Row::Folded { resources, depth } => self.folded(&mut drawn, resources, *depth, y),
            };
        }
        let _ = writeln!(
            self.out,
            "<div class=\"tree {id}\"><svg viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\" height=\"{y}\" role=\"group\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">Resources and their operations</title>\n\
             <desc id=\"{id}-desc\">A tree of the resources of both documents. {}</desc>\n{drawn}</svg></div>",
            self.description()
        );
    }

    /// The picture in words.
    fn description(&self) -> String {
        let nodes = 0..self.arranged.resources.nodes.len();
        let statuses: Vec<_> = nodes
            .map(|index| self.arranged.resource_status(index))
            .collect();
        let number = |wanted: Status| statuses.iter().filter(|status| **status == wanted).count();
        format!(
            "{} added, {} changed, {} removed, {} without a change of their own.",
            number(Status::Added),
            number(Status::Changed),
            number(Status::Removed),
            number(Status::Same)
        )
    }

    /// Draws a resource with its operations; tells how high it is.
    fn resource(&self, drawn: &mut String, index: usize, depth: usize, y: usize) -> usize {
        let node = &self.arranged.resources.nodes[index];
        let status = self.arranged.resource_status(index);
        let changes = self.arranged.changes(Home::Resource(index));
        let (x, middle) = (12 + depth * INDENT, y + ROW / 2);
        let name = cut(node.name(), MAX_NAME);
        let number = if changes > 0 {
            format!(" {changes}")
        } else {
            String::new()
        };
        let words = format!("{}, {}{}", node.path(), word(status), told(changes));
        open(
            drawn,
            status,
            changes,
            &format!("r{index}"),
            &words,
            "resource",
        );
        shape(drawn, status, x, middle);
        let baseline = middle + 5;
        let _ = write!(
            drawn,
            "<text x=\"{}\" y=\"{baseline}\" class=\"name\">{}",
            x + 16,
            Html(&name)
        );
        if changes > 0 {
            let _ = write!(drawn, "<tspan class=\"number\" dx=\"8\">{changes}</tspan>");
        }
        drawn.push_str("</text>");
        close(drawn, changes);
        let end = x + 16 + width(&name, 0) + width(&number, 0) + 24;
        self.operations(drawn, index, end.max(COLUMN), y)
    }

    /// Draws the operations of a resource, on as many lines as they need.
    fn operations(&self, drawn: &mut String, index: usize, start: usize, y: usize) -> usize {
        let node = &self.arranged.resources.nodes[index];
        let (mut x, mut top) = (start, y);
        for (pair, own) in node.operations.iter().zip(&self.arranged.operations[index]) {
            let unit = self.arranged.merged(*own);
            // An operation that has gone elsewhere is no longer here.
            let status = match self.arranged.operation_status(unit) {
                _ if unit != *own => Status::Removed,
                status => status,
            };
            let changes = self.arranged.units[unit].changes.len();
            let label = cut(
                &pair.method(self.packages[0].lowered, self.packages[1].lowered),
                32,
            );
            let wide = width(&label, 1) + 36;
            if x + wide > WIDTH && x > start {
                (x, top) = (start, top + ROW - 4);
            }
            let words = format!("{}, {}{}", pair.words(), word(status), told(changes));
            open(
                drawn,
                status,
                changes,
                &format!("u{unit}"),
                &words,
                "operation",
            );
            let (left, height) = (x, 20);
            let radius = if matches!(status, Status::Same) {
                height / 2
            } else {
                3
            };
            let upper = top + ROW / 2 - height / 2;
            let _ = write!(
                drawn,
                "<rect x=\"{left}\" y=\"{upper}\" width=\"{}\" height=\"{height}\" rx=\"{radius}\"/>\
                 <text x=\"{}\" y=\"{}\"><tspan class=\"sign\">{}</tspan> {}</text>",
                wide - 8,
                left + 8,
                top + ROW / 2 + 4,
                sign(status),
                Html(&label)
            );
            close(drawn, changes);
            x += wide;
        }
        top + ROW - y
    }

    fn folded(&self, drawn: &mut String, resources: &[usize], depth: usize, y: usize) -> usize {
        let nodes = &self.arranged.resources.nodes;
        let names: Vec<&str> = resources.iter().map(|index| nodes[*index].name()).collect();
        let text = format!("{} as before: {}", resources.len(), names.join(", "));
        let (x, middle) = (12 + depth * INDENT, y + ROW / 2);
        let room = (WIDTH - x - 20) * 1000 / SIGN[1];
        let _ = writeln!(
            drawn,
            "<g class=\"folded\"><title>{}</title><circle cx=\"{x}\" cy=\"{middle}\" r=\"2.5\"/>\
             <text x=\"{}\" y=\"{}\">{}</text></g>",
            Html(&text),
            x + 16,
            middle + 4,
            Html(&cut(&text, room))
        );
        ROW
    }
}

/// A line from a resource to one below it.
fn branch(drawn: &mut String, depth: usize, from: usize, to: usize) {
    let x = 12 + (depth - 1) * INDENT;
    let (bend, end) = (to.saturating_sub(6), x + INDENT - 10);
    let _ = writeln!(
        drawn,
        "<path class=\"branch\" d=\"M{x} {} V{bend} Q{x} {to} {} {to} H{end}\"/>",
        from + 9,
        x + 6
    );
}

/// Starts a node; one with changes is a link to them.
fn open(drawn: &mut String, status: Status, changes: usize, to: &str, words: &str, what: &str) {
    let class = format!("{what} {}", word(status));
    if changes > 0 {
        let _ = write!(
            drawn,
            "<a href=\"#{to}\" data-in=\"{to}\" class=\"{class}\">"
        );
    } else {
        let _ = write!(drawn, "<g class=\"{class}\">");
    }
    let _ = write!(drawn, "<title>{}</title>", Html(words));
}

fn close(drawn: &mut String, changes: usize) {
    drawn.push_str(if changes > 0 { "</a>\n" } else { "</g>\n" });
}

/// The shape of a resource: a square with a plus, a diamond, a crossed circle, or a dot.
fn shape(drawn: &mut String, status: Status, x: usize, y: usize) {
    let (left, top) = (x - 8, y - 8);
    let _ = match status {
        Status::Added => write!(
            drawn,
            "<rect x=\"{left}\" y=\"{top}\" width=\"16\" height=\"16\" rx=\"2\"/><path class=\"mark\" d=\"M{x} {} v8 M{} {y} h8\"/>",
            y - 4,
            x - 4
        ),
        Status::Removed => write!(
            drawn,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"8\"/><path class=\"mark\" d=\"M{} {y} h8\"/>",
            x - 4
        ),
        Status::Changed => write!(
            drawn,
            "<path class=\"body\" d=\"M{x} {} l9 9 l-9 9 l-9 -9 Z\"/><path class=\"mark\" d=\"M{} {} q2 -3 4 0 t4 0\"/>",
            y - 9,
            x - 4,
            y + 1
        ),
        Status::Same => write!(drawn, "<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"),
    };
}

/// The sign of a status, which does not depend on colour.
pub(super) fn sign(status: Status) -> &'static str {
    match status {
        Status::Added => "+",
        Status::Removed => "\u{2212}",
        Status::Changed => "~",
        Status::Same => "\u{b7}",
    }
}

/// A status in a word, which is its class as well.
pub(super) fn word(status: Status) -> &'static str {
    match status {
        Status::Added => "added",
        Status::Removed => "removed",
        Status::Changed => "changed",
        Status::Same => "same",
    }
}

fn told(changes: usize) -> String {
    match changes {
        0 => String::new(),
        _ => format!(", {}", count(changes, "change")),
    }
}

/// How wide a text is about, as a name or as an operation.
fn width(text: &str, size: usize) -> usize {
    text.chars().count() * SIGN[size] / 1000
}
