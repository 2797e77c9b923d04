//! The input texts, and where in a text a JSON pointer leads.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use saphyr_parser::{Event, Marker, Parser};

use crate::pointer::Pointer;
use crate::text::visible;

mod lines;

pub use lines::Lines;

/// One input text and its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The name as the user knows it, usually a path.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source from a name and a text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// The last part of the name, as it can be shown in a line of text.
    pub(crate) fn file_name(&self) -> String {
        let name = self.name.rsplit(['/', '\\']).next();
        visible(name.unwrap_or_default()).into_owned()
    }
}

/// Everything a run reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The OpenAPI document.
    pub document: Source,
    /// The overlay that is applied to the document.
    pub overlay: Option<Source>,
    /// The choices for the Rust side.
    pub config: Option<Source>,
    /// The files that the document refers to, by their paths as seen from its folder, with slashes.
    pub files: BTreeMap<String, Source>,
}

/// A part of an address without its percent-encoding; what can't be decoded stays.
pub(crate) fn decoded(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8();
    decoded.map_or_else(|_| text.to_owned(), Cow::into_owned)
}

/// The file and the fragment of a reference.
pub(crate) fn split_reference(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The path that a reference in a file means, both as seen from the same folder; `None` if it leads above that.
pub(crate) fn below(file: &str, path: &str) -> Option<String> {
    let path = decoded(path);
    let folder = file.rsplit_once('/').map(|(folder, _)| folder.split('/'));
    let mut parts: Vec<&str> = folder.into_iter().flatten().collect();
    // Not even a whole path below the folder is one that another machine has.
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return None;
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// One input as it comes from a file: its name and its bytes.
pub type Bytes = (String, Vec<u8>);

/// A position in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
}

/// A stretch of a source text, within one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it starts, in bytes.
    pub offset: usize,
    /// How long it is, in bytes.
    pub len: usize,
    /// The line it starts on, from 1.
    pub line: usize,
    /// The column it starts at, in characters from 1.
    pub column: usize,
}

/// Where the value at `pointer` is: the key of a mapping's entry, the item of a sequence. Nothing if it is not in the text.
pub fn locate(text: &str, pointer: &Pointer) -> Option<Span> {
    let found = locate_all(text, [pointer]);
    found.get(pointer)?.first().copied()
}

/// Like [`locate`], in one pass for many pointers; a key that stands several times in a mapping has several spans.
///
/// The ancestors of the wanted pointers are in the result too. A text with a syntax error is read as far as possible.
pub fn locate_all<'p>(
    text: &str,
    wanted: impl IntoIterator<Item = &'p Pointer>,
) -> BTreeMap<Pointer, Vec<Span>> {
    let mut walk = Walk::new(wanted);
    walk.lines = Lines::new(text);
    // JSON is YAML.
    for event in Parser::new_from_str(&without_surrogates(text)) {
        let Ok((event, span)) = event else { break };
        walk.event(&event, span.start, span.end);
    }
    walk.found
}

/// Where the second YAML document of a text starts.
pub(crate) fn second_document(text: &str) -> Option<Position> {
    let mut starts = 0;
    for event in Parser::new_from_str(text) {
        let marker = match event {
            Ok((Event::DocumentStart(_), span)) => {
                starts += 1;
                span.start
            }
            Ok(_) => continue,
            // What comes after the first document need not be one.
            Err(error) => {
                starts += 2;
                *error.marker()
            }
        };
        if starts > 1 {
            return Some(Position {
                line: marker.line(),
                column: marker.col() + 1,
            });
        }
    }
    None
}

/// The text with other escapes of the same length for those that JSON has and YAML has not: `\ud83d`.
pub fn without_surrogates(text: &str) -> Cow<'_, str> {
    let is_surrogate = |at: usize| {
        let digits = text.as_bytes().get(at + 2..at + 4);
        matches!(
            digits,
            Some([b'd' | b'D', b'8'..=b'9' | b'a'..=b'f' | b'A'..=b'F'])
        )
    };
    let escapes = text.match_indices("\\u").map(|(at, _)| at);
    let surrogates: Vec<_> = escapes.filter(|at| is_surrogate(*at)).collect();
    if surrogates.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut replaced = String::with_capacity(text.len());
    let mut from = 0;
    for at in surrogates {
        replaced.push_str(&text[from..at]);
        replaced.push_str("\\u00");
        from = at + 4;
    }
    replaced.push_str(&text[from..]);
    Cow::Owned(replaced)
}

/// The span of the whole text's first line, for a diagnostic about the document as such.
pub fn first_line(text: &str) -> Span {
    let len = text.lines().next().map_or(0, |line| line.trim_end().len());
    Span {
        offset: 0,
        len,
        line: 1,
        column: 1,
    }
}

/// The position of a byte offset.
pub(crate) fn position_at(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
    }
}

/// A container that is being read; `pointer` is `None` where no wanted pointer is below it.
enum Frame {
    Mapping {
        pointer: Option<Pointer>,
        key: Key,
    },
    Sequence {
        pointer: Option<Pointer>,
        index: usize,
    },
}

/// What was read of a mapping's entry.
enum Key {
    /// The next node is a key.
    Awaited,
    /// The next node is the value of this key; a key that is not a scalar has no text.
    Read(Option<(String, Span)>),
}

struct Walk<'t> {
    wanted: BTreeSet<Pointer>,
    found: BTreeMap<Pointer, Vec<Span>>,
    stack: Vec<Frame>,
    lines: Lines<'t>,
}

impl<'t> Walk<'t> {
    fn new<'p>(wanted: impl IntoIterator<Item = &'p Pointer>) -> Self {
        let mut all = BTreeSet::new();
        for pointer in wanted {
            let mut next = Some(pointer.clone());
            while let Some(pointer) = next {
                next = pointer.parent();
                if !all.insert(pointer) {
                    break;
                }
            }
        }
        Self {
            wanted: all,
            found: BTreeMap::new(),
            stack: Vec::new(),
            lines: Lines::new(""),
        }
    }

    fn event(&mut self, event: &Event<'_>, start: Marker, end: Marker) {
        match event {
            Event::Scalar(text, ..) => {
                if let Some(Frame::Mapping {
                    pointer,
                    key: key @ Key::Awaited,
                }) = self.stack.last_mut()
                {
                    let named = pointer.is_some().then(|| {
                        let span =
                            self.lines
                                .span(start.line(), start.col() + 1, Some((start, end)));
                        (text.to_string(), span)
                    });
                    *key = Key::Read(named);
                } else {
                    self.node(start, end);
                }
            }
            Event::Alias(_) => {
                self.node(start, end);
            }
            Event::MappingStart(..) => {
                let pointer = self.node(start, start);
                let key = Key::Awaited;
                self.stack.push(Frame::Mapping { pointer, key });
            }
            Event::SequenceStart(..) => {
                let pointer = self.node(start, start);
                self.stack.push(Frame::Sequence { pointer, index: 0 });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                self.stack.pop();
            }
            _ => {}
        }
    }

    /// Takes note of a node that is not a scalar key; gives its pointer if something wanted is there or below.
    fn node(&mut self, start: Marker, end: Marker) -> Option<Pointer> {
        let (pointer, span) = match self.stack.last_mut() {
            None => (Some(Pointer::root()), None),
            Some(Frame::Sequence { pointer, index }) => {
                let item = pointer.as_ref().map(|pointer| pointer.index(*index));
                *index += 1;
                (item, None)
            }
            Some(Frame::Mapping { pointer, key }) => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => {
                    *key = Key::Read(None);
                    (None, None)
                }
                Key::Read(None) => (None, None),
                Key::Read(Some((name, span))) => (
                    pointer.as_ref().map(|pointer| pointer.push(&name)),
                    Some(span),
                ),
            },
        };
        let pointer = pointer.filter(|pointer| self.wanted.contains(pointer))?;
        let span = span.unwrap_or_else(|| {
            let known = (start.index() < end.index()).then_some((start, end));
            self.lines.span(start.line(), start.col() + 1, known)
        });
        self.found.entry(pointer.clone()).or_default().push(span);
        Some(pointer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "\
# first
paths:
  /v1/Things:
    get:
      parameters:
        - name: Größe
          in: query
        - $ref: '#/x'
  ? [a, b]
  : odd
  list: [one, {two: 2}]
  200: number
";

    fn at(text: &str, pointer: &str) -> (usize, usize, String) {
        let span = locate(text, &Pointer::parse(pointer)).unwrap();
        let excerpt = &text[span.offset..span.offset + span.len];
        (span.line, span.column, excerpt.to_owned())
    }

    #[test]
    fn keys_and_items_are_found_in_yaml() {
        assert_eq!(at(YAML, "/paths"), (2, 1, "paths".into()));
        assert_eq!(at(YAML, "/paths/~1v1~1Things/get"), (4, 5, "get".into()));
        let item = at(YAML, "/paths/~1v1~1Things/get/parameters/0");
        assert_eq!(item, (6, 11, "name: Größe".into()));
        let key = at(YAML, "/paths/~1v1~1Things/get/parameters/1/$ref");
        assert_eq!(key, (8, 11, "$ref".into()));
        assert_eq!(at(YAML, "/paths/list/0"), (11, 10, "one".into()));
        assert_eq!(at(YAML, "/paths/list/1/two"), (11, 16, "two".into()));
        assert_eq!(at(YAML, "/paths/200"), (12, 3, "200".into()));
    }

    #[test]
    fn keys_and_items_are_found_in_json() {
        let json = "{\n\t\"ä\": [1, {\"b/c\": null}],\n\t\"d\": {}\n}";
        assert_eq!(at(json, "/ä"), (2, 2, "\"ä\"".into()));
        assert_eq!(at(json, "/ä/1/b~1c"), (2, 12, "\"b/c\"".into()));
        assert_eq!(at(json, "/d"), (3, 2, "\"d\"".into()));
        let json = r#"{"a": "\ud83d\uDE00 \\ud83d", "b": 1}"#;
        assert_eq!(at(json, "/b"), (1, 31, "\"b\"".into()));
    }

    #[test]
    fn what_is_not_there_has_no_place() {
        assert_eq!(locate(YAML, &Pointer::parse("/paths/nothing")), None);
        assert_eq!(locate("", &Pointer::parse("/a")), None);
        assert_eq!(locate("a: [", &Pointer::parse("/b")), None);
    }

    #[test]
    fn repeated_keys_have_several_places() {
        let pointer = Pointer::parse("/a");
        let found = locate_all("a: 1\nb: 2\na: 3\n", [&pointer]);
        let lines: Vec<_> = found[&pointer].iter().map(|span| span.line).collect();
        assert_eq!(lines, [1, 3]);
    }
}
