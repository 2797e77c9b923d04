//! Draws the resources: a tree in which what is new, gone or different stands out by colour, shape and sign.

use std::fmt::Write;

use super::super::both::Both;
use super::super::render::count;
use super::Package;
use super::arrange::{Arranged, Group};
use super::resources::Status;
use openapi_client_codegen::model::Operation;
use openapi_client_codegen::name::Role;
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
    Resource(usize),
    /// Siblings without a change, folded.
    Folded(Vec<usize>),
}

struct Tree<'t> {
    arranged: &'t Arranged<'t>,
    packages: Both<Package<'t>>,
}

/// Adds the picture to a page: what has changed in its surroundings, and the whole tree to be unfolded.
pub(super) fn draw(out: &mut String, arranged: &Arranged<'_>, packages: Both<Package<'_>>) {
    let tree = Tree { arranged, packages };
    let (mut few, mut all) = (Vec::new(), Vec::new());
    tree.rows(&arranged.resources.roots, 0, true, &mut few);
    tree.rows(&arranged.resources.roots, 0, false, &mut all);
    let whole = tree.picture("whole", &all);
    if few.iter().any(|(_, row)| matches!(row, Row::Folded(_))) {
        out.push_str(&tree.picture("folded", &few));
        let all = count(all.len(), "resource");
        let _ = writeln!(
            out,
            "<details class=\"unfold\"><summary>The whole tree, {all}</summary>\n{whole}</details>"
        );
    } else {
        out.push_str(&whole);
    }
}

impl Tree<'_> {
    /// Whether a resource or something below it has a change.
    fn is_live(&self, index: usize) -> bool {
        let mut children = self.arranged.resources.nodes[index].children.iter();
        self.arranged.resource_status(index) != Status::Same
            || children.any(|child| self.is_live(*child))
    }

    /// Adds the rows of siblings and of what is below them, each with its depth.
    fn rows(&self, siblings: &[usize], depth: usize, folds: bool, rows: &mut Vec<(usize, Row)>) {
        for &index in siblings {
            if !folds || self.is_live(index) {
                rows.push((depth, Row::Resource(index)));
                let children = &self.arranged.resources.nodes[index].children;
                self.rows(children, depth + 1, folds, rows);
                continue;
            }
            match rows.last_mut() {
                Some((last, Row::Folded(resources))) if *last == depth => resources.push(index),
                _ => rows.push((depth, Row::Folded(vec![index]))),
            }
        }
    }

    fn picture(&self, id: &str, rows: &[(usize, Row)]) -> String {
        let mut drawn = String::new();
        let mut y = 0;
        // Where the last row of each depth stands: the lines of its children start there.
        let mut above: Vec<usize> = Vec::new();
        for (depth, row) in rows {
            let middle = y + ROW / 2;
            above.truncate(*depth);
            if let Some(from) = above.last() {
                branch(&mut drawn, *depth, *from, middle);
            }
            above.push(middle);
            y += match row {
                Row::Resource(index) => self.resource(&mut drawn, *index, *depth, y),
                Row::Folded(resources) => self.folded(&mut drawn, resources, *depth, y),
            };
        }
        let description = self.description();
        format!(
            "<div class=\"tree {id}\"><svg viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\" height=\"{y}\" role=\"group\" \
             aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">Resources and their operations</title>\n\
             <desc id=\"{id}-desc\">A tree of the resources of both documents. {description}</desc>\n{drawn}</svg></div>\n"
        )
    }

    /// The picture in words.
    fn description(&self) -> String {
        let nodes = 0..self.arranged.resources.nodes.len();
        let statuses = nodes.map(|index| self.arranged.resource_status(index));
        let statuses: Vec<_> = statuses.collect();
        let [added, changed, removed, same] = [
            Status::Added,
            Status::Changed,
            Status::Removed,
            Status::Same,
        ]
        .map(|wanted| statuses.iter().filter(|status| **status == wanted).count());
        format!(
            "{added} added, {changed} changed, {removed} removed, {same} without a change of their own."
        )
    }

    /// Draws a resource with its operations; returns how high it is.
    fn resource(&self, drawn: &mut String, index: usize, depth: usize, y: usize) -> usize {
        let node = &self.arranged.resources.nodes[index];
        let status = self.arranged.resource_status(index);
        let changes = self.arranged.changes(Group::Resource(index));
        let (x, middle) = (12 + depth * INDENT, y + ROW / 2);
        let name = cut(node.name(), MAX_NAME);
        let mut inside = shape(status, x, middle);
        let _ = write!(
            inside,
            "<text x=\"{}\" y=\"{}\" class=\"name\">{}",
            x + 16,
            middle + 5,
            Html(&name)
        );
        let mut end = x + 16 + width(&name, 0) + 24;
        if changes > 0 {
            let _ = write!(inside, "<tspan class=\"number\" dx=\"8\">{changes}</tspan>");
            end += width(&format!(" {changes}"), 0);
        }
        inside.push_str("</text>");
        let link = format!("r{index}");
        drawn.push_str(&linked(
            "resource",
            status,
            changes,
            &link,
            &node.path(),
            &inside,
        ));
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
            let label = cut(&self.method(*pair), 32);
            let wide = width(&label, 1) + 36;
            if x + wide > WIDTH && x > start {
                (x, top) = (start, top + ROW - 4);
            }
            let words = pair.newest().map_or_else(String::new, |one| {
                format!("{}, {} {}", one.id, one.method, one.path)
            });
            let radius = if status == Status::Same { 10 } else { 3 };
            let inside = format!(
                "<rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"20\" rx=\"{radius}\"/>\
                 <text x=\"{}\" y=\"{}\"><tspan class=\"sign\">{}</tspan> {}</text>",
                top + ROW / 2 - 10,
                wide - 8,
                x + 8,
                top + ROW / 2 + 4,
                status.sign(),
                Html(&label)
            );
            let link = format!("u{unit}");
            drawn.push_str(&linked(
                "operation",
                status,
                changes,
                &link,
                &words,
                &inside,
            ));
            x += wide;
        }
        top + ROW - y
    }

    /// The name of an operation's method in Rust.
    fn method(&self, operation: Both<Option<&Operation>>) -> String {
        let names = self.packages.zip(operation).map(|(package, one)| {
            Some(
                package
                    .lowered
                    .names
                    .text(&one?.origin, Role::Method)
                    .as_str(),
            )
        });
        names.newest().unwrap_or_default().to_owned()
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

/// A node of the picture; one with changes is a link to them.
fn linked(
    what: &str,
    status: Status,
    changes: usize,
    to: &str,
    words: &str,
    inside: &str,
) -> String {
    let status = status.word();
    let count = match changes {
        0 => String::new(),
        _ => format!(", {}", count(changes, "change")),
    };
    let title = format!("{words}, {status}{count}");
    let (open, close) = match changes {
        0 => ("g".to_owned(), "g"),
        _ => (format!("a href=\"#{to}\" data-in=\"{to}\""), "a"),
    };
    format!(
        "<{open} class=\"{what} {status}\"><title>{}</title>{inside}</{close}>\n",
        Html(&title)
    )
}

/// The shape of a resource: a square with a plus, a diamond, a crossed circle, or a dot.
fn shape(status: Status, x: usize, y: usize) -> String {
    let (left, top) = (x - 4, y - 4);
    match status {
        Status::Added => format!(
            "<rect x=\"{}\" y=\"{}\" width=\"16\" height=\"16\" rx=\"2\"/><path class=\"mark\" d=\"M{x} {top} v8 M{left} {y} h8\"/>",
            x - 8,
            y - 8
        ),
        Status::Removed => format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"8\"/><path class=\"mark\" d=\"M{left} {y} h8\"/>"
        ),
        Status::Changed => format!(
            "<path class=\"body\" d=\"M{x} {} l9 9 l-9 9 l-9 -9 Z\"/><path class=\"mark\" d=\"M{left} {} q2 -3 4 0 t4 0\"/>",
            y - 9,
            y + 1
        ),
        Status::Same => format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"),
    }
}

/// The start of a text that is too long for its room.
fn cut(text: &str, length: usize) -> String {
    if text.chars().nth(length).is_none() {
        return text.to_owned();
    }
    let shown = text.chars().take(length.saturating_sub(1));
    shown.chain(['\u{2026}']).collect()
}

/// How wide a text is about, as a name or as an operation.
fn width(text: &str, size: usize) -> usize {
    text.chars().count() * SIGN[size] / 1000
}
