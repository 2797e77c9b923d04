//! The lines of a text, and where in them a character stands.

use std::cell::RefCell;
use std::collections::BTreeMap;

use saphyr_parser::Marker;

use super::{Position, Span};

/// The lines of a text with their byte offsets.
pub struct Lines<'t> {
    lines: Vec<(usize, &'t str)>,
    /// The byte offsets after every [`STRIDE`] characters of the long lines that were looked at: a document can be one line.
    marks: RefCell<BTreeMap<usize, Vec<usize>>>,
}

/// How many characters there are between two marks of a line.
const STRIDE: usize = 1_024;

impl<'t> Lines<'t> {
    /// The lines of a text.
    pub fn new(text: &'t str) -> Self {
        let mut offset = 0;
        let mut lines: Vec<_> = text
            .split_inclusive('\n')
            .map(|line| {
                let start = offset;
                offset += line.len();
                (start, line.trim_end())
            })
            .collect();
        if lines.is_empty() {
            lines.push((0, ""));
        }
        Self {
            lines,
            marks: RefCell::default(),
        }
    }

    /// The span that starts at a position and ends with its line; a position outside of the text moves to the nearest inside.
    pub fn from(&self, position: Position) -> Span {
        self.span(position.line, position.column, None)
    }

    /// The span from a line and column to the end marker if it is on the same line, else to the line's end.
    pub(super) fn span(&self, line: usize, column: usize, known: Option<(Marker, Marker)>) -> Span {
        let index = line.clamp(1, self.lines.len()) - 1;
        let (start, text) = self.lines[index];
        let from = self.byte(index, column.saturating_sub(1));
        let to = match known {
            Some((first, last)) if first.line() == last.line() => self.byte(index, last.col()),
            _ => text.len(),
        };
        Span {
            offset: start + from,
            len: to.saturating_sub(from),
            line: index + 1,
            column: self.column(index, from),
        }
    }

    /// Where a character of a line begins, in bytes from the start of the line.
    pub fn byte(&self, index: usize, chars: usize) -> usize {
        let (_, text) = self.lines[index];
        let mark = self.mark(index, chars / STRIDE);
        let rest = text.get(mark..).unwrap_or_default();
        let mut rest = rest.char_indices();
        rest.nth(chars % STRIDE)
            .map_or(text.len(), |(at, _)| mark + at)
    }

    /// The column of a byte of a line, in characters from 1.
    fn column(&self, index: usize, byte: usize) -> usize {
        let (_, text) = self.lines[index];
        let whole = match text.len() > STRIDE {
            true => {
                self.mark(index, 0);
                let marks = self.marks.borrow();
                let marks = marks.get(&index).map_or(&[][..], Vec::as_slice);
                marks.partition_point(|mark| *mark <= byte).max(1) - 1
            }
            false => 0,
        };
        let from = self.mark(index, whole);
        let before = text.get(from..byte).unwrap_or_default();
        whole * STRIDE + before.chars().count() + 1
    }

    /// The byte offset in a line behind this number of strides.
    fn mark(&self, index: usize, strides: usize) -> usize {
        let (_, text) = self.lines[index];
        if text.len() <= STRIDE {
            return if strides == 0 { 0 } else { text.len() };
        }
        let mut marks = self.marks.borrow_mut();
        let marks = marks.entry(index).or_insert_with(|| {
            let chars = text.char_indices().map(|(at, _)| at);
            chars.step_by(STRIDE).collect()
        });
        marks.get(strides).copied().unwrap_or(text.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::pointer::Pointer;
    use crate::source::locate_all;

    #[test]
    fn long_lines_are_counted_in_characters() {
        let entries: Vec<_> = (0..3_000)
            .map(|index| format!("\"ä{index}\": [{index}]"))
            .collect();
        let json = format!("{{{}}}", entries.join(", "));
        let yaml = json.replace("{", "{? x\n, ");
        let wanted: Vec<_> = (0..3_000)
            .map(|index| Pointer::parse(&format!("/ä{index}/0")))
            .collect();
        for text in [&json, &yaml] {
            let found = locate_all(text, &wanted);
            for at in &wanted {
                let span = found[at][0];
                let line_start = text[..span.offset].rfind('\n').map_or(0, |at| at + 1);
                let column = text[line_start..span.offset].chars().count() + 1;
                assert_eq!(span.column, column, "{at}");
                let excerpt = &text[span.offset..span.offset + span.len];
                assert_eq!(Some(excerpt), at.as_str().split(['ä', '/']).nth(2), "{at}");
            }
        }
    }
}
