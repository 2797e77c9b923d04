//! A document as a tree that knows the order of its keys and, in block style, the lines of each entry.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;

use crate::diff::side::{each_value, entries};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Span};

/// A value and its parts in the order of the text.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub value: &'a Value,
    pub entries: Vec<Entry<'a>>,
    /// Whether each entry has lines of its own.
    pub is_block: bool,
    /// The numbers of the entries of a mapping by their keys, once one was looked for.
    names: OnceCell<BTreeMap<String, usize>>,
}

/// An entry of a mapping, or an item of a list, whose key is empty.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub key: String,
    pub layout: Option<Layout>,
    pub node: Node<'a>,
}

/// Where an entry stands; lines count from 0, columns are bytes.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// The first line of the comments above it.
    pub lead: usize,
    /// The line of its key, or of its dash.
    pub line: usize,
    /// Where its key or its dash starts.
    pub column: usize,
    /// The line after its last one.
    pub end: usize,
    /// Its key, within its line; nothing for an item.
    pub key: Option<Range<usize>>,
    /// Its value, if that is a scalar within the same line.
    pub scalar: Option<Range<usize>>,
}

impl<'a> Node<'a> {
    /// The tree of a text whose value was read before.
    pub(super) fn read(text: &str, value: &'a Value) -> Self {
        let mut pointers = Vec::new();
        each_value(value, &Pointer::root(), &mut |_, at| {
            pointers.push(at.clone())
        });
        let mut offset = 0;
        let lines = text.split('\n').map(|line| {
            let start = offset;
            offset += line.len() + 1;
            (start, line)
        });
        let reader = Reader {
            lines: lines.collect(),
            spans: source::locate_all(text, &pointers),
        };
        let end = reader.lines.len() - usize::from(text.ends_with('\n'));
        let root = reader
            .spans
            .get(&Pointer::root())
            .and_then(|spans| spans.first());
        let is_block = root.is_some_and(|root| reader.is_block(root.line - 1, root.offset));
        let lines = is_block.then_some((0..end, None));
        reader.node(value, &Pointer::root(), lines)
    }

    /// The tree of a value without a text.
    fn bare(value: &'a Value) -> Self {
        let entry = |(key, value): (&str, &'a Value)| Entry {
            key: key.to_owned(),
            layout: None,
            node: Self::bare(value),
        };
        let entries = match value {
            Value::Object(map) => map.iter().map(|(key, value)| entry((key, value))).collect(),
            Value::Array(items) => items.iter().map(|item| entry(("", item))).collect(),
            _ => Vec::new(),
        };
        Self {
            value,
            entries,
            is_block: false,
            names: OnceCell::new(),
        }
    }

    /// The entry of a mapping under a key.
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        if !self.value.is_object() {
            return None;
        }
        let names = self.names.get_or_init(|| {
            let names = self.entries.iter().enumerate().rev();
            names
                .map(|(number, entry)| (entry.key.clone(), number))
                .collect()
        });
        self.entries.get(*names.get(key)?)
    }

    /// The entry at a pointer, seen from here.
    pub(super) fn find(&self, at: &Pointer) -> Option<&Entry<'a>> {
        let mut found = None;
        let mut node = self;
        for token in at.tokens() {
            let entry = match node.value {
                Value::Array(_) => node.entries.get(token.parse::<usize>().ok()?)?,
                _ => node.get(&token)?,
            };
            node = &entry.node;
            found = Some(entry);
        }
        found
    }
}

/// Reads a value along with its text.
struct Reader<'t> {
    /// The lines, each with its byte offset.
    lines: Vec<(usize, &'t str)>,
    spans: BTreeMap<Pointer, Vec<Span>>,
}

impl Reader<'_> {
    /// A node; one in block style has its entries among these lines, below the line of its own key.
    fn node<'a>(
        &self,
        value: &'a Value,
        at: &Pointer,
        lines: Option<(Range<usize>, Option<usize>)>,
    ) -> Node<'a> {
        let members = entries(Some(value)).map(|(key, value)| (key, at.push(key), value));
        let items = value.as_array().into_iter().flatten().enumerate();
        let items = items.map(|(index, value)| ("", at.index(index), value));
        let found: Option<Vec<_>> = members
            .chain(items)
            .map(|(key, at, value)| match self.spans.get(&at)?.as_slice() {
                [span] => Some((*span, key, at, value)),
                // A key that is there twice.
                _ => None,
            })
            .collect();
        // What an alias brings has no text of its own.
        let Some(mut found) = found else {
            return Node::bare(value);
        };
        found.sort_by_key(|(span, ..)| span.offset);
        let spans: Vec<_> = found.iter().map(|(span, ..)| *span).collect();
        let layouts =
            lines.and_then(|(lines, above)| self.layouts(&spans, value.is_array(), lines, above));
        let is_block = layouts.is_some();
        let mut layouts = layouts.unwrap_or_default().into_iter();
        let entries = found.into_iter().map(|(_, key, at, child)| {
            let mut layout = layouts.next();
            let lines = layout
                .as_mut()
                .and_then(|layout| self.inside(layout, child));
            Entry {
                key: key.to_owned(),
                layout,
                node: self.node(child, &at, lines),
            }
        });
        Node {
            value,
            entries: entries.collect(),
            is_block,
            names: OnceCell::new(),
        }
    }

    /// Sets the scalar of an entry's layout, or returns the lines of a container in block style.
    fn inside(&self, layout: &mut Layout, value: &Value) -> Option<(Range<usize>, Option<usize>)> {
        let (start, line) = self.lines[layout.line];
        let from = match &layout.key {
            Some(key) => key.end + line[key.end..].find(':')? + 1,
            None => layout.column + 1,
        };
        let from = from + line[from..].len() - line[from..].trim_start().len();
        let is_empty = match value {
            Value::Object(map) => map.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => true,
        };
        if is_empty {
            let mut rest = self.lines[layout.line + 1..layout.end].iter();
            let is_blank = |line: &str| line.is_empty() || line.starts_with('#');
            let is_alone = rest.all(|(_, line)| is_blank(line.trim()));
            layout.scalar = scalar(line, from).filter(|_| is_alone);
            return None;
        }
        let lines = match layout.key {
            Some(_) => (layout.line + 1..layout.end, Some(layout.line)),
            None => (layout.line..layout.end, None),
        };
        self.is_block(layout.line, start + from).then_some(lines)
    }

    /// Whether a container in block style starts at this byte of the text, or behind its line.
    fn is_block(&self, line: usize, offset: usize) -> bool {
        let (start, line) = self.lines[line];
        let rest = line.get(offset - start..).unwrap_or_default();
        !rest.starts_with(['{', '[', '&', '!'])
    }

    /// The layouts of the entries of a container in block style; `above` is the line of the container's own key.
    fn layouts(
        &self,
        spans: &[Span],
        is_list: bool,
        lines: Range<usize>,
        above: Option<usize>,
    ) -> Option<Vec<Layout>> {
        let mut found: Vec<Layout> = Vec::new();
        let mut from = lines.start;
        for span in spans {
            let line = span.line - 1;
            let (start, text) = self.lines[line];
            let column = span.offset - start;
            let dash = || text[..column].trim_end().strip_suffix('-').map(str::len);
            let column = if is_list { dash()? } else { column };
            // What stands beside its key is no block, but an item starts beside its dash.
            if line < from || above == Some(line) {
                return None;
            }
            let is_lead = |line: &str| {
                let rest = line.trim_start();
                rest.is_empty() || (rest.starts_with('#') && line.len() - rest.len() == column)
            };
            let before = self.lines[from..line].iter().rev();
            let lead = line - before.take_while(|(_, line)| is_lead(line)).count();
            if let Some(last) = found.last_mut() {
                last.end = lead;
            }
            found.push(Layout {
                lead,
                line,
                column,
                end: lines.end,
                key: (!is_list).then_some(column..column + span.len),
                scalar: None,
            });
            from = line + 1;
        }
        (!found.is_empty()).then_some(found)
    }
}

/// The scalar that starts at this byte of a line and ends in it.
fn scalar(line: &str, from: usize) -> Option<Range<usize>> {
    let text = line.get(from..)?;
    let length = match text.chars().next()? {
        '"' => {
            let mut is_escaped = false;
            let close = |char| {
                let closes = char == '"' && !is_escaped;
                is_escaped = char == '\\' && !is_escaped;
                closes
            };
            text[1..].find(close)? + 2
        }
        '\'' => {
            // Two quotes stand for one.
            let plain = text[1..].replace("\'\'", "  ");
            plain.find('\'')? + 2
        }
        '|' | '>' | '{' | '[' | '&' | '!' | '#' => return None,
        _ => text
            .find(" #")
            .map_or(text, |end| &text[..end])
            .trim_end()
            .len(),
    };
    Some(from..from + length)
}
