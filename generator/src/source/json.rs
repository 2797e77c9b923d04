//! Where JSON pointers lead in a text that is JSON: what a YAML parser finds too, at a fraction of the cost.

use super::{Span, Walk};
use crate::pointer::Pointer;

/// So deep are containers read; JSON that is nested deeper is left to others.
const MAX_DEPTH: usize = 256;

/// Adds the wanted places to `walk`; `None` where the text is not JSON, and then only some of them are there.
pub(super) fn locate(text: &str, walk: &mut Walk<'_>) -> Option<()> {
    let mut reader = Reader {
        text,
        at: 0,
        line: 1,
        line_start: 0,
    };
    reader.space();
    reader.value(Some(&Pointer::root()), None, walk, 0)?;
    reader.space();
    (reader.at == text.len()).then_some(())
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Where the line starts, in bytes.
    line_start: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn space(&mut self) {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek() {
            self.at += 1;
            if byte == b'\n' {
                self.line += 1;
                self.line_start = self.at;
            }
        }
    }

    /// Reads a value. `pointer` is nothing where no wanted place is below, `key` is the place of the key before it.
    fn value(
        &mut self,
        pointer: Option<&Pointer>,
        key: Option<Span>,
        walk: &mut Walk<'_>,
        depth: usize,
    ) -> Option<()> {
        let pointer = pointer.filter(|pointer| walk.wanted.contains(pointer));
        let start = self.at;
        let is_container = matches!(self.peek()?, b'{' | b'[');
        let slot = pointer.map(|pointer| {
            // A container has the rest of its line.
            let end = walk.lines.end(self.line).max(start);
            let span = key.unwrap_or_else(|| self.span(start, end, walk));
            let found = walk.found.entry(pointer.clone()).or_default();
            found.push(span);
            found.len() - 1
        });
        if depth > MAX_DEPTH {
            return None;
        }
        match self.peek()? {
            b'{' => self.object(pointer, walk, depth)?,
            b'[' => self.array(pointer, walk, depth)?,
            b'"' => self.string()?,
            _ => self.word()?,
        }
        if let (Some(pointer), Some(slot), None, false) = (pointer, slot, key, is_container) {
            let span = self.span(start, self.at, walk);
            if let Some(found) = walk
                .found
                .get_mut(pointer)
                .and_then(|all| all.get_mut(slot))
            {
                *found = span;
            }
        }
        Some(())
    }

    fn object(
        &mut self,
        pointer: Option<&Pointer>,
        walk: &mut Walk<'_>,
        depth: usize,
    ) -> Option<()> {
        self.take(b'{')?;
        self.space();
        if self.take(b'}').is_some() {
            return Some(());
        }
        loop {
            self.space();
            let start = self.at;
            self.string()?;
            let key = &self.text[start..self.at];
            let child = match pointer {
                Some(pointer) => {
                    let name: String = serde_json::from_str(key).ok()?;
                    Some((pointer.push(name), self.span(start, self.at, walk)))
                }
                None => None,
            };
            self.space();
            self.take(b':')?;
            self.space();
            let (pointer, span) = child.unzip();
            self.value(pointer.as_ref(), span, walk, depth + 1)?;
            self.space();
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
        }
    }

    fn array(
        &mut self,
        pointer: Option<&Pointer>,
        walk: &mut Walk<'_>,
        depth: usize,
    ) -> Option<()> {
        self.take(b'[')?;
        self.space();
        if self.take(b']').is_some() {
            return Some(());
        }
        for index in 0.. {
            self.space();
            let pointer = pointer.map(|pointer| pointer.index(index));
            self.value(pointer.as_ref(), None, walk, depth + 1)?;
            self.space();
            if self.take(b',').is_none() {
                break;
            }
        }
        self.take(b']')
    }

    fn string(&mut self) -> Option<()> {
        self.take(b'"')?;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let next = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\' | b'\n'))?;
            self.at += next;
            match self.peek()? {
                b'"' => return self.take(b'"'),
                b'\\' => self.at += 2,
                _ => return None,
            }
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        let is_part =
            |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let length = rest.bytes().take_while(|byte| is_part(byte)).count();
        let word: Option<serde::de::IgnoredAny> = serde_json::from_str(&rest[..length]).ok();
        self.at += length;
        word.map(|_| ())
    }

    /// The span of a stretch of the present line.
    fn span(&self, start: usize, end: usize, walk: &Walk<'_>) -> Span {
        Span {
            offset: start,
            len: end - start,
            line: self.line,
            column: walk.lines.column(self.line - 1, start - self.line_start),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::super::{Lines, Walk, yaml};
    use super::locate;
    use crate::pointer::Pointer;

    const JSON: &str = "{\r\n\t\"ä\": [1, {\"b/c\": null, \"~\": -1.5e3},\n  \"two\\n\\\"x\\\"\", [], [\n[ ] ] ],\
                        \n \"d\": {}, \"d\": true , \"\\u0065\":\"\"\n}\n\n";

    fn all(value: &Value, at: Pointer, found: &mut Vec<Pointer>) {
        match value {
            Value::Object(map) => {
                map.iter()
                    .for_each(|(key, value)| all(value, at.push(key), found));
            }
            Value::Array(items) => {
                let items = items.iter().enumerate();
                items.for_each(|(index, item)| all(item, at.index(index), found));
            }
            _ => {}
        }
        found.push(at);
    }

    #[test]
    fn json_and_yaml_agree_on_every_place() {
        let mut pointers = Vec::new();
        all(
            &serde_json::from_str(JSON).unwrap(),
            Pointer::root(),
            &mut pointers,
        );
        assert_eq!(pointers.len(), 12);
        let (mut json, mut other) = (Walk::new(&pointers), Walk::new(&pointers));
        (json.lines, other.lines) = (Lines::new(JSON), Lines::new(JSON));
        locate(JSON, &mut json).unwrap();
        yaml(JSON, &mut other);
        assert_eq!(json.found, other.found);
    }

    #[test]
    fn what_is_no_json_is_left_to_others() {
        for text in [
            "",
            "a: 1",
            "{\"a\": 1",
            "{\"a\" 1}",
            "[1,]",
            "[nul]",
            "{} {}",
            "\"a\nb\"",
            "[1 2]",
        ] {
            assert!(locate(text, &mut Walk::new(&[])).is_none(), "{text}");
        }
        let deep = "[".repeat(1000) + &"]".repeat(1000);
        assert!(locate(&deep, &mut Walk::new(&[])).is_none());
    }
}
