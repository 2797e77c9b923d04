//! The lines of a part of the document.

use super::Location;
use crate::diff::render::cut;
use openapi_client_codegen::overlay::{Course, Trace};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Source, Span};
use openapi_client_codegen::text::excerpt;

/// Maximum number of lines shown.
const MAX_LINES: usize = 8;

/// Maximum number of characters of a line shown.
const WIDTH: usize = 100;

/// A part of the document with its lines in the file.
pub(super) fn location(
    source: &Source,
    trace: &Trace<'_>,
    course: &Course,
    at: &Pointer,
) -> Location {
    let first = course.first();
    let span = first.and_then(|first| source::locate(&source.text, first));
    // The text of a whole document begins with its first line, comments and all.
    let span = span.map(|span| match at.is_root() {
        true => source::first_line(&source.text),
        false => span,
    });
    let lines = span.map(|span| lines(&source.text, span, at.is_root()));
    let shown = lines.iter().flatten().take(MAX_LINES);
    Location {
        file: source.name.clone(),
        pointer: at.clone(),
        line: span.map(|span| span.line),
        last: span
            .zip(lines.as_ref())
            .map(|(span, lines)| span.line + lines.len().max(1) - 1),
        excerpt: shown
            .map(|line| excerpt(&cut(line.trim_end(), WIDTH)))
            .collect(),
        is_removed: trace.after.pointer(at.as_str()).is_none(),
    }
}

/// The lines from a key or an item to the last one that is indented more.
fn lines(text: &str, span: Span, is_root: bool) -> Vec<&str> {
    let mut lines = text.lines().skip(span.line - 1);
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    let indent = |line: &str| line.len() - line.trim_start().len();
    let column = span.column - 1;
    // Before an item, there is its dash; its further keys stand below its first one.
    let is_item = column > indent(first);
    let is_inside = |line: &&str| {
        let is_list = indent(line) == column && line.trim_start().starts_with("- ");
        let is_below = match is_item {
            true => indent(line) >= column,
            false => indent(line) > column || is_list,
        };
        line.trim().is_empty() || is_root || is_below
    };
    let mut found = vec![first];
    found.extend(lines.take_while(is_inside));
    while found.len() > 1 && found.last().is_some_and(|line| line.trim().is_empty()) {
        found.pop();
    }
    found
}
