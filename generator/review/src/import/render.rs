//! Writes a wanted document with the lines of the old one: what is as it was is copied, all else is written anew.

use serde_json::{Map, Value};

use super::scalar::{quoted, scalar, string};
use super::tree::{Entry, Layout, Node};
use super::words::rank;
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::text::is_unseen;

/// Texts that would go beyond this column are folded.
const WIDTH: usize = 110;

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

    /// The entries of a document as they are.
    pub(super) fn document(root: &'a Node<'a>) -> Self {
        let entries = root.entries.iter();
        let entries = entries.map(|entry| (entry.key.clone(), Self::kept(entry)));
        Self {
            data: Data::Mapping(entries.collect()),
            old: None,
        }
    }

    /// A value without an old entry.
    pub(super) fn fresh(value: &Value) -> Self {
        let data = match value {
            Value::Object(map) => {
                let entries = map.iter();
                let entries = entries.map(|(key, value)| (key.clone(), Self::fresh(value)));
                Data::Mapping(entries.collect())
            }
            Value::Array(items) => Data::List(items.iter().map(Self::fresh).collect()),
            other => Data::Scalar(other.clone()),
        };
        Self { data, old: None }
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

    /// The same, to be changed.
    pub(super) fn find_mut(&mut self, at: &Pointer) -> Option<&mut Self> {
        let mut found = self;
        for token in at.tokens() {
            found = match &mut found.data {
                Data::Mapping(entries) => {
                    let mut entries = entries.iter_mut();
                    &mut entries.find(|(key, _)| *key == token)?.1
                }
                Data::List(items) => items.get_mut(token.parse::<usize>().ok()?)?,
                Data::Scalar(_) => return None,
            };
        }
        Some(found)
    }

    /// Sets what is below these keys; what was no mapping becomes one, and a new key stands where keywords of its kind do.
    pub(super) fn set(&mut self, keys: &[&str], value: Self) {
        let [key, keys @ ..] = keys else {
            self.data = value.data;
            return;
        };
        if !matches!(self.data, Data::Mapping(_)) {
            self.data = Data::Mapping(Vec::new());
        }
        let Data::Mapping(entries) = &mut self.data else {
            return;
        };
        let known = entries.iter().position(|(known, _)| known == key);
        let index = known.unwrap_or_else(|| {
            let behind = |(other, _): &(String, Self)| rank(other) > rank(key);
            let index = entries.iter().position(behind).unwrap_or(entries.len());
            entries.insert(index, ((*key).to_owned(), Self::fresh(&Value::Null)));
            index
        });
        entries[index].1.set(keys, value);
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
    lines.extend(renderer.body(wanted, 0).into_iter().map(|line| line.text));
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

/// An entry in a text of its own.
pub(super) fn entry(key: &str, value: &Value) -> String {
    let renderer = Renderer { lines: Vec::new() };
    let lines = renderer.fresh(key, &Wanted::fresh(value), 0);
    lines
        .iter()
        .map(|line| format!("{}\n", line.text))
        .collect()
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
    /// The parts of a container, a line or more each; they stand in this column.
    fn body(&self, wanted: &Wanted<'_>, column: usize) -> Vec<Line> {
        match &wanted.data {
            Data::Mapping(entries) => {
                let entries = entries.iter();
                entries
                    .flat_map(|(key, wanted)| self.entry(key, wanted, column))
                    .collect()
            }
            Data::List(items) => items
                .iter()
                .flat_map(|item| self.item(item, column))
                .collect(),
            Data::Scalar(value) => vec![Line::new(scalar(value))],
        }
    }

    /// An entry of a mapping.
    fn entry(&self, key: &str, wanted: &Wanted<'_>, column: usize) -> Vec<Line> {
        let Some((old, layout, name)) = wanted.old.and_then(|old| {
            let layout = old.layout.as_ref()?;
            Some((old, layout, layout.key.as_ref()?))
        }) else {
            return self.fresh(key, wanted, column);
        };
        let mut lines = self.copy(layout, layout.lead..layout.line);
        let head = lines.len();
        match (wanted.inline(), &layout.scalar) {
            _ if wanted.unchanged().is_some() => {
                lines.extend(self.copy(layout, layout.line..layout.end));
            }
            (Some(_), Some(_)) if folded(key, wanted, column).is_none() => {
                lines.push(self.spliced(layout, wanted));
            }
            (None, _) if old.node.is_block => {
                let (until, indent) = inside(&old.node, layout);
                lines.extend(self.copy(layout, layout.line..until));
                lines.extend(indented(self.body(wanted, column + indent), indent));
            }
            _ => {
                lines.extend(self.fresh(key, wanted, column));
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
    fn fresh(&self, key: &str, wanted: &Wanted<'_>, column: usize) -> Vec<Line> {
        if let Some(lines) = folded(key, wanted, column) {
            return lines;
        }
        let key = string(key);
        if let Some(inline) = wanted.inline() {
            return vec![Line::new(format!("{key}: {inline}"))];
        }
        let mut lines = vec![Line::new(format!("{key}:"))];
        lines.extend(indented(self.body(wanted, column + 2), 2));
        lines
    }

    /// An item of a list.
    fn item(&self, wanted: &Wanted<'_>, column: usize) -> Vec<Line> {
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
        let mut body = self.body(wanted, column + indent);
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

/// The lines of an entry whose text is too long for one, in folded style.
fn folded(key: &str, wanted: &Wanted<'_>, column: usize) -> Option<Vec<Line>> {
    let Data::Scalar(Value::String(text)) = &wanted.data else {
        return None;
    };
    let words: Vec<&str> = text.split(' ').collect();
    let is_long = column + string(key).len() + 2 + string(text).len() > WIDTH;
    // An empty word stands for a space that folding would change.
    let is_plain = |word: &&str| !word.is_empty() && !word.contains(is_unseen);
    if !is_long || words.len() < 2 || !words.iter().all(is_plain) {
        return None;
    }
    let mut lines = vec![Line::new(format!("{}: >-", string(key)))];
    let mut line = String::from("  ");
    for word in words {
        if line.trim().is_empty() {
            line.push_str(word);
        } else if column + line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(Line::new(std::mem::replace(&mut line, format!("  {word}"))));
        } else {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.push(Line::new(line));
    Some(lines)
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
