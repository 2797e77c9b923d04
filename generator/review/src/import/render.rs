//! Writes a wanted document with the lines of the old one: what is as it was is copied, all else is written anew.

use serde_json::{Map, Value};

use super::scalar::{quoted, scalar, string};
use super::tree::{Entry, Layout, Node};
use openapi_client_codegen::pointer::Pointer;

/// A value that is wanted, and the entry of the old document that it comes from.
#[derive(Clone, Debug)]
pub(super) struct Wanted<'a> {
    pub data: Data<'a>,
    pub old: Option<&'a Entry<'a>>,
}

/// What is wanted.
#[derive(Clone, Debug)]
pub(super) enum Data<'a> {
    Mapping(Vec<(String, Wanted<'a>)>),
    List(Vec<Wanted<'a>>),
    Scalar(Value),
}

impl<'a> Wanted<'a> {
    /// An old entry as it is.
    pub(super) fn kept(old: &'a Entry<'a>) -> Self {
        let entries = old.node.entries.iter();
        let data = match old.node.value {
            Value::Object(_) => Data::Mapping(
                entries
                    .map(|entry| (entry.key.clone(), Self::kept(entry)))
                    .collect(),
            ),
            Value::Array(_) => Data::List(entries.map(Self::kept).collect()),
            other => Data::Scalar(other.clone()),
        };
        Self {
            data,
            old: Some(old),
        }
    }

    /// The value itself.
    pub(super) fn value(&self) -> Value {
        match &self.data {
            Data::Mapping(entries) => {
                let entries = entries.iter();
                Value::Object(Map::from_iter(
                    entries.map(|(key, wanted)| (key.clone(), wanted.value())),
                ))
            }
            Data::List(items) => items.iter().map(Self::value).collect(),
            Data::Scalar(value) => value.clone(),
        }
    }

    /// What is wanted at a pointer.
    pub(super) fn find(&self, at: &Pointer) -> Option<&Self> {
        let mut found = self;
        for token in at.tokens() {
            found = match &found.data {
                Data::Mapping(entries) => {
                    let mut entries = entries.iter();
                    &entries.find(|(key, _)| *key == token)?.1
                }
                Data::List(items) => items.get(token.parse::<usize>().ok()?)?,
                Data::Scalar(_) => return None,
            };
        }
        Some(found)
    }

    /// The value in a line, if it is a scalar or has no parts.
    fn inline(&self) -> Option<String> {
        match &self.data {
            Data::Mapping(entries) if entries.is_empty() => Some("{}".to_owned()),
            Data::List(items) if items.is_empty() => Some("[]".to_owned()),
            Data::Scalar(value) => Some(scalar(value)),
            _ => None,
        }
    }

    /// The old entry, if the value is still the same.
    fn unchanged(&self) -> Option<(&'a Entry<'a>, &'a Layout)> {
        let old = self.old?;
        let layout = old.layout.as_ref()?;
        (*old.node.value == self.value()).then_some((old, layout))
    }
}

/// The text of the wanted document; `old` is the text that the entries are from.
pub(super) fn render(old: &str, root: &Node<'_>, wanted: &Wanted<'_>) -> String {
    let is_dos = old.contains("\r\n") && old.matches("\r\n").count() == old.matches('\n').count();
    let text = if is_dos {
        old.replace("\r\n", "\n")
    } else {
        old.to_owned()
    };
    let renderer = Renderer {
        lines: text.split('\n').collect(),
    };
    let first = root.entries.first().and_then(|entry| entry.layout.as_ref());
    let head = first.map_or(&[] as &[&str], |first| &renderer.lines[..first.lead]);
    let mut lines: Vec<String> = head.iter().map(|line| (*line).to_owned()).collect();
    lines.extend(renderer.body(wanted).into_iter().map(|line| line.text));
    let mut text = lines.join("\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    if is_dos {
        text.replace('\n', "\r\n")
    } else {
        text
    }
}

/// A line, from the column where its entry starts.
struct Line {
    text: String,
    /// Whether it stays as it is when its entry is indented.
    is_fixed: bool,
}

impl Line {
    fn new(text: String) -> Self {
        Self {
            text,
            is_fixed: false,
        }
    }

    fn is_comment(&self) -> bool {
        let text = self.text.trim_start();
        text.is_empty() || text.starts_with('#')
    }
}

struct Renderer<'t> {
    lines: Vec<&'t str>,
}

impl Renderer<'_> {
    /// The parts of a container, a line or more each.
    fn body(&self, wanted: &Wanted<'_>) -> Vec<Line> {
        match &wanted.data {
            Data::Mapping(entries) => {
                let entries = entries.iter();
                entries
                    .flat_map(|(key, wanted)| self.entry(key, wanted))
                    .collect()
            }
            Data::List(items) => items.iter().flat_map(|item| self.item(item)).collect(),
            Data::Scalar(value) => vec![Line::new(scalar(value))],
        }
    }

    /// An entry of a mapping.
    fn entry(&self, key: &str, wanted: &Wanted<'_>) -> Vec<Line> {
        let Some((old, layout, name)) = wanted.old.and_then(|old| {
            let layout = old.layout.as_ref()?;
            Some((old, layout, layout.key.as_ref()?))
        }) else {
            return self.fresh(key, wanted);
        };
        let mut lines = self.copy(layout, layout.lead..layout.line);
        let head = lines.len();
        match (wanted.inline(), &layout.scalar) {
            _ if wanted.unchanged().is_some() => {
                lines.extend(self.copy(layout, layout.line..layout.end));
            }
            (Some(_), Some(_)) => lines.push(self.spliced(layout, wanted)),
            (None, _) if old.node.is_block => {
                let (until, indent) = inside(&old.node, layout);
                lines.extend(self.copy(layout, layout.line..until));
                lines.extend(indented(self.body(wanted), indent));
            }
            _ => {
                lines.extend(self.fresh(key, wanted));
                return lines;
            }
        }
        if let Some(line) = lines.get_mut(head)
            && old.key != key
        {
            line.text.replace_range(..name.len(), &string(key));
        }
        lines
    }

    /// An entry that was not there.
    fn fresh(&self, key: &str, wanted: &Wanted<'_>) -> Vec<Line> {
        let key = string(key);
        if let Some(inline) = wanted.inline() {
            return vec![Line::new(format!("{key}: {inline}"))];
        }
        let mut lines = vec![Line::new(format!("{key}:"))];
        lines.extend(indented(self.body(wanted), 2));
        lines
    }

    /// An item of a list.
    fn item(&self, wanted: &Wanted<'_>) -> Vec<Line> {
        let is_item = |layout: &Layout| layout.key.is_none();
        if let Some((_, layout)) = wanted.unchanged().filter(|(_, layout)| is_item(layout)) {
            return self.copy(layout, layout.lead..layout.end);
        }
        let old = wanted.old.and_then(|old| {
            let layout = old.layout.as_ref().filter(|layout| is_item(layout))?;
            Some((old, layout))
        });
        let mut lines = old.map_or_else(Vec::new, |(_, layout)| {
            self.copy(layout, layout.lead..layout.line)
        });
        if let Some(inline) = wanted.inline() {
            lines.push(match old {
                Some((_, layout)) if layout.scalar.is_some() => self.spliced(layout, wanted),
                _ => Line::new(format!("- {inline}")),
            });
            return lines;
        }
        let indent = match old {
            Some((old, layout)) if old.node.is_block => inside(&old.node, layout).1.max(2),
            _ => 2,
        };
        let mut body = self.body(wanted);
        let head = body.iter().take_while(|line| line.is_comment()).count();
        let rest = body.split_off(head);
        lines.extend(body);
        for (index, mut line) in indented(rest, indent).into_iter().enumerate() {
            if index == 0 {
                line.text.replace_range(..1, "-");
            }
            lines.push(line);
        }
        lines
    }

    /// The line of an entry with another scalar; its quotes and its comment stay.
    fn spliced(&self, layout: &Layout, wanted: &Wanted<'_>) -> Line {
        let line = self.lines[layout.line];
        let scalar = layout.scalar.clone().unwrap_or(line.len()..line.len());
        let is_quoted = line[scalar.clone()].starts_with('"');
        let value = match &wanted.data {
            Data::Scalar(Value::String(text)) if is_quoted => quoted(text),
            _ => wanted.inline().unwrap_or_default(),
        };
        let (before, after) = (&line[layout.column..scalar.start], &line[scalar.end..]);
        Line::new(format!("{before}{value}{after}"))
    }

    /// Old lines, from the column of their entry.
    fn copy(&self, layout: &Layout, range: std::ops::Range<usize>) -> Vec<Line> {
        let dedented = |index: usize| {
            let text = self.lines[index];
            let (before, rest) = text.split_at_checked(layout.column)?;
            let is_shared = index == layout.line || before.trim().is_empty();
            (is_shared && !text.trim().is_empty()).then(|| Line::new(rest.to_owned()))
        };
        range
            .map(|index| {
                dedented(index).unwrap_or_else(|| Line {
                    text: self.lines[index].to_owned(),
                    is_fixed: true,
                })
            })
            .collect()
    }
}

/// The line of a container's first entry, with its comments, and how far its entries are indented.
fn inside(node: &Node<'_>, layout: &Layout) -> (usize, usize) {
    let first = node.entries.first().and_then(|first| first.layout.as_ref());
    first.map_or((layout.line + 1, 2), |first| {
        (first.lead, first.column.saturating_sub(layout.column))
    })
}

fn indented(lines: Vec<Line>, by: usize) -> Vec<Line> {
    let indented = |line: Line| {
        if line.is_fixed {
            return line;
        }
        Line::new(format!("{:by$}{}", "", line.text))
    };
    lines.into_iter().map(indented).collect()
}
