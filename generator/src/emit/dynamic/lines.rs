//! Writes constants of nested lists and plain functions, an entry or a statement a line, so that a change of one changes a
//! line.
//!
//! Tables are a good part of a package and all of one shape: as text they cost a fraction of what tokens would.

use super::super::literal;

/// A list of words that is shorter stays on its line.
const WIDTH: usize = 80;

/// The text of an item.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    /// Writes Rust as it stands: names and signs, but nothing of the document.
    pub(super) fn code(&mut self, code: &str) -> &mut Self {
        self.text.push_str(code);
        self
    }

    /// Writes text of the document, as a literal.
    pub(super) fn literal(&mut self, text: &str) -> &mut Self {
        literal::write(text, &mut self.text);
        self
    }

    /// Begins a line for a field.
    pub(super) fn field(&mut self, name: &str) -> &mut Self {
        self.line();
        self.code(name).code(": ")
    }

    /// Writes a struct: each of its fields begins a line and ends with a comma.
    pub(super) fn structure(&mut self, name: &str, fields: impl FnOnce(&mut Self)) {
        self.code(name).block(fields);
    }

    /// Writes what stands in braces: each field or statement begins a line.
    pub(super) fn block(&mut self, inner: impl FnOnce(&mut Self)) {
        self.code(" {");
        self.indent += 1;
        inner(self);
        self.indent -= 1;
        self.line();
        self.code("}");
    }

    /// Writes a list with a line for each entry.
    pub(super) fn list<T>(
        &mut self,
        entries: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) -> &mut Self {
        self.code("&[");
        self.indent += 1;
        let start = self.text.len();
        for entry in entries {
            self.line();
            write(self, entry);
            self.code(",");
        }
        self.indent -= 1;
        if self.text.len() > start {
            self.line();
        }
        self.code("]")
    }

    /// Writes entries on the present line.
    pub(super) fn separated<T>(
        &mut self,
        entries: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        for (index, entry) in entries.into_iter().enumerate() {
            if index > 0 {
                self.code(", ");
            }
            write(self, entry);
        }
    }

    /// Writes a list of texts, on one line if it is short.
    pub(super) fn words<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) -> &mut Self {
        let literal = |word| {
            let mut text = String::new();
            literal::write(word, &mut text);
            text
        };
        let words: Vec<_> = words.into_iter().map(literal).collect();
        let width: usize = words.iter().map(|word| word.len() + 2).sum();
        match width > WIDTH + 1 {
            true => self.list(words, |lines, word| {
                lines.code(&word);
            }),
            false => self.code("&[").code(&words.join(", ")).code("]"),
        }
    }

    /// Begins a line.
    pub(super) fn line(&mut self) -> &mut Self {
        self.text.push('\n');
        for _ in 0..self.indent {
            self.text.push_str("    ");
        }
        self
    }

    /// The text so far; ends with a line end.
    pub(super) fn finish(mut self) -> String {
        self.text.push('\n');
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn an_entry_has_a_line() {
        let mut lines = Lines::default();
        lines.code("const A: B = ").structure("B", |lines| {
            lines.field("c").words(["d", "\"e\""]).code(",");
            lines.field("f").words(["g"; 20]).code(",");
            lines.field("h").list(["i"], |lines, name| {
                lines.code("J::new(").literal(name).code(", ");
                lines.list([1, 2], |lines, number| {
                    lines.code(&number.to_string());
                });
                lines.code(")");
            });
            lines.code(",");
            lines.field("k").list([] as [u8; 0], |_, _| {}).code(",");
        });
        lines.code(";");
        let long = "        \"g\",\n".repeat(20);
        assert_eq!(
            lines.finish(),
            format!(
                "const A: B = B {{\n    c: &[\"d\", \"\\\"e\\\"\"],\n    f: &[\n{long}    ],\n    h: &[\n        \
                 J::new(\"i\", &[\n            1,\n            2,\n        ]),\n    ],\n    k: &[],\n}};\n"
            )
        );
    }
}
