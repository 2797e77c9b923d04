//! A document as a tree that knows the order of its keys and, in block style, the lines of each entry.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser};
use serde_json::Value;

use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Lines};

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
        let text = source::without_surrogates(text);
        let events: Option<Vec<_>> = Parser::new_from_str(&text).map(Result::ok).collect();
        let mut reader = Reader {
            lines: text.split('\n').collect(),
            columns: Lines::new(&text),
            events: events.unwrap_or_default().into_iter(),
        };
        let end = reader.lines.len() - usize::from(text.ends_with('\n'));
        let is_start = |event: &Event<'_>| matches!(event, Event::DocumentStart(_));
        if !reader.events.any(|(event, _)| is_start(&event)) {
            return Self::bare(value);
        }
        match reader.node(Some(value)) {
            Some((mut node, _)) => {
                reader.lay_out(&mut node, 0, end, None);
                node
            }
            None => Self::bare(value),
        }
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

/// Reads the events of a text along with its value.
struct Reader<'t> {
    lines: Vec<&'t str>,
    columns: Lines<'t>,
    events: std::vec::IntoIter<(Event<'t>, saphyr_parser::Span)>,
}

impl Reader<'_> {
    /// The next node, and where it starts and ends; nothing at the end of its container.
    fn node<'a>(&mut self, value: Option<&'a Value>) -> Option<(Node<'a>, (Marker, Marker))> {
        const NULL: &Value = &Value::Null;
        let (event, span) = self.events.next()?;
        let known = value.unwrap_or(NULL);
        // Only a scalar is known to its end.
        let mut end = span.start;
        let node = match event {
            Event::MappingStart(anchor, _) => {
                let entries = self.mapping(known);
                self.container(known, entries, anchor, span.start)
            }
            Event::SequenceStart(anchor, _) => {
                let entries = self.sequence(known);
                self.container(known, entries, anchor, span.start)
            }
            Event::Scalar(..) | Event::Alias(_) => {
                end = span.end;
                Node::bare(known)
            }
            _ => return None,
        };
        Some((node, (span.start, end)))
    }

    fn container<'a>(
        &self,
        value: &'a Value,
        entries: Vec<Entry<'a>>,
        anchor: usize,
        start: Marker,
    ) -> Node<'a> {
        let keys = |node: &Value| match node {
            Value::Object(map) => map.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        let is_complete = entries.len() == keys(value)
            && entries
                .iter()
                .all(|entry| value.is_array() || value.get(&entry.key).is_some());
        if !is_complete {
            return Node::bare(value);
        }
        let first = self.lines.get(start.line().saturating_sub(1));
        let first = first.and_then(|line| line.chars().nth(start.col()));
        Node {
            value,
            is_block: anchor == 0 && !matches!(first, Some('{' | '[')) && !entries.is_empty(),
            entries,
            names: OnceCell::new(),
        }
    }

    fn mapping<'a>(&mut self, value: &'a Value) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        loop {
            let key = match self.events.as_slice().first() {
                Some((Event::Scalar(key, ..), span)) => Some((key.to_string(), *span)),
                _ => None,
            };
            let name = key.as_ref().map(|(key, _)| key.as_str());
            if self.node(None).is_none() {
                return entries;
            }
            let Some((node, (start, end))) = self.node(name.and_then(|name| value.get(name)))
            else {
                return entries;
            };
            if let Some((key, span)) = key {
                let layout = self.key(span.start, span.end).map(|mut layout| {
                    if node.entries.is_empty() {
                        layout.scalar = self.within(layout.line, start, end);
                    }
                    layout
                });
                entries.push(Entry { key, layout, node });
            }
        }
    }

    fn sequence<'a>(&mut self, value: &'a Value) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        while let Some((node, (start, end))) = self.node(value.get(entries.len())) {
            let layout = self.dash(start).map(|mut layout| {
                if node.entries.is_empty() {
                    layout.scalar = self.within(layout.line, start, end);
                }
                layout
            });
            entries.push(Entry {
                key: String::new(),
                layout,
                node,
            });
        }
        entries
    }

    /// The byte at which a marker stands in its line.
    fn column(&self, marker: Marker) -> Option<usize> {
        let number = marker.line().checked_sub(1)?;
        self.lines.get(number)?;
        Some(self.columns.byte(number, marker.col()))
    }

    fn key(&self, start: Marker, end: Marker) -> Option<Layout> {
        let line = start.line().checked_sub(1)?;
        let column = self.column(start)?;
        Some(Layout {
            lead: line,
            line,
            column,
            end: line,
            key: Some(column..self.within(line, start, end)?.end),
            scalar: None,
        })
    }

    /// The dash before an item.
    fn dash(&self, start: Marker) -> Option<Layout> {
        let line = start.line().checked_sub(1)?;
        let before = self.lines.get(line)?.get(..self.column(start)?)?.trim_end();
        Some(Layout {
            lead: line,
            line,
            column: before.strip_suffix('-')?.len(),
            end: line,
            key: None,
            scalar: None,
        })
    }

    /// The bytes between two markers, if both are in a line.
    fn within(&self, line: usize, start: Marker, end: Marker) -> Option<Range<usize>> {
        let is_here = start.line() == line + 1 && end.line() == line + 1 && start.col() < end.col();
        if !is_here {
            return None;
        }
        Some(self.column(start)?..self.column(end)?)
    }

    /// Gives each entry of a container in block style its lines, which are among `start..end`; `above` is the line of
    /// the container's own key or dash.
    fn lay_out(&self, node: &mut Node<'_>, start: usize, end: usize, above: Option<usize>) {
        let is_list = node.value.is_array();
        let mut layouts: Vec<_> = node
            .entries
            .iter()
            .map(|entry| entry.layout.clone())
            .collect();
        let mut from = start;
        for layout in &mut layouts {
            let Some(layout) = layout.as_mut().filter(|layout| layout.line >= from) else {
                return not_block(node);
            };
            layout.lead = self.lead(layout, from);
            from = layout.line + 1;
        }
        let first = layouts.first().and_then(Option::as_ref);
        // What stands beside its key is no block, but an item starts beside its dash.
        let is_beside = first.is_some_and(|first| above == Some(first.line));
        let ends = (1..layouts.len()).map(|next| layouts[next].as_ref().map(|next| next.lead));
        let ends: Vec<_> = ends.chain([Some(end)]).collect();
        if !node.is_block || is_beside {
            return not_block(node);
        }
        for ((entry, layout), end) in node.entries.iter_mut().zip(layouts).zip(ends) {
            let (Some(mut layout), Some(end)) = (layout, end) else {
                continue;
            };
            layout.end = end;
            let (start, above) = if is_list {
                (layout.line, None)
            } else {
                (layout.line + 1, Some(layout.line))
            };
            self.lay_out(&mut entry.node, start, end, above);
            entry.layout = Some(layout);
        }
    }

    /// The first line of the comments above an entry, which are indented as it is.
    fn lead(&self, layout: &Layout, from: usize) -> usize {
        let is_lead = |line: &&str| {
            let rest = line.trim_start();
            rest.is_empty() || (rest.starts_with('#') && line.len() - rest.len() == layout.column)
        };
        let above = self.lines[from..layout.line].iter().rev();
        layout.line - above.take_while(|line| is_lead(line)).count()
    }
}

/// Takes the lines from all below a container that is not in block style.
fn not_block(node: &mut Node<'_>) {
    node.is_block = false;
    for entry in &mut node.entries {
        entry.layout = None;
        not_block(&mut entry.node);
    }
}
