//! A diagnostic with its position in a text, as people and as tools read it.

use std::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::Diagnostic;
use crate::source::Span;
use crate::text::{excerpt, visible};

/// How much of a long line is shown, in characters.
const WIDTH: usize = 100;

/// A diagnostic and its position in the text.
///
/// Its `Display` has the position, the message, the pointer, an excerpt with a mark, and the help, in characters that
/// every log takes. As JSON it has `code`, `severity`, `message`, `file`, `line`, `column`, `pointer` and `help`.
#[derive(Clone, Debug)]
pub struct Located<'r> {
    /// What is wrong.
    pub diagnostic: &'r Diagnostic,
    /// The name of the file.
    pub name: &'r str,
    /// The whole text of the file.
    pub text: &'r str,
    /// Where it is in the text.
    pub span: Span,
    /// Whether the pointer is not in the text, so that the overlay must have added it.
    pub is_added: bool,
}

impl Located<'_> {
    /// The pointer for a reader, with a word on where to look if it is not in the text; the root is not worth a word.
    pub fn pointer(&self) -> Option<String> {
        let pointer = &self.diagnostic.pointer;
        if pointer.is_root() {
            None
        } else if self.is_added {
            Some(format!("{pointer} (added by the overlay)"))
        } else {
            Some(pointer.to_string())
        }
    }

    /// The line of the text, and under it a mark; nothing for an empty line.
    fn excerpt(&self) -> Option<[String; 2]> {
        let start = self.text[..self.span.offset].rfind('\n');
        let start = start.map_or(0, |at| at + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        if line.trim().is_empty() {
            return None;
        }
        let column = self.span.column - 1;
        // A line of a minified document is shown around the position.
        let skipped = match line.chars().nth(WIDTH) {
            Some(_) => column.saturating_sub(WIDTH / 2),
            None => 0,
        };
        let shown: String = line.chars().skip(skipped).take(WIDTH).collect();
        let before = shown.chars().take(column - skipped);
        // Tabs stay tabs in the line of the mark, so that it stands right however wide they are.
        let indent: String = before
            .map(|char| if char == '\t' { '\t' } else { ' ' })
            .collect();
        let end = self.span.offset + self.span.len;
        let marked = self.text.get(self.span.offset..end).unwrap_or_default();
        let width = WIDTH.saturating_sub(column - skipped);
        let marks = marked.chars().count().min(width).max(1);
        let number = self.span.line.to_string();
        let margin = " ".repeat(number.len());
        Some([
            format!("  {number} | {}", excerpt(shown.trim_end())),
            format!("  {margin} | {indent}{}", "^".repeat(marks)),
        ])
    }
}

impl fmt::Display for Located<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic {
            code,
            severity,
            message,
            help,
            ..
        } = self.diagnostic;
        let Span { line, column, .. } = self.span;
        let (name, message) = (visible(self.name), visible(message));
        write!(f, "{name}:{line}:{column}: {severity}[{code}]: {message}")?;
        if let Some(pointer) = self.pointer() {
            write!(f, "\n  at {}", visible(&pointer))?;
        }
        if let Some(lines) = self.excerpt() {
            write!(f, "\n{}", lines.join("\n"))?;
        }
        if let Some(help) = help {
            write!(f, "\n  help: {}", visible(help))?;
        }
        Ok(())
    }
}

impl Serialize for Located<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let diagnostic = self.diagnostic;
        let mut object = serializer.serialize_struct("Diagnostic", 8)?;
        object.serialize_field("code", diagnostic.code.as_str())?;
        object.serialize_field("severity", &diagnostic.severity.to_string())?;
        object.serialize_field("message", &diagnostic.message)?;
        object.serialize_field("file", self.name)?;
        object.serialize_field("line", &self.span.line)?;
        object.serialize_field("column", &self.span.column)?;
        object.serialize_field("pointer", diagnostic.pointer.as_str())?;
        object.serialize_field("help", &diagnostic.help)?;
        object.end()
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{Code, Diagnostic, Report};
    use crate::pointer::Pointer;
    use crate::source::{Inputs, Source};

    fn report(text: &str, pointer: &str, message: &str) -> Report {
        let inputs = Inputs {
            document: Source::new("a.yaml", text),
            ..Inputs::default()
        };
        let pointer = Pointer::parse(pointer);
        let error = Diagnostic::error(Code::Malformed, &pointer, message).help("right it");
        Report::new(&inputs, vec![error])
    }

    #[test]
    fn text_has_an_excerpt_with_a_mark() {
        let report = report("one: 1\nà: {\tkey: 2}\n", "/à/key", "it is wrong");
        assert_eq!(
            report.to_string(),
            "a.yaml:2:6: error[TH004]: it is wrong\n  at /à/key\n  2 | à: {\tkey: 2}\n    \
             |     \t^^^\n  help: right it"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{{\"a\": \"{}\", \"b\": 1}}", "x".repeat(5_000));
        let text = report(&text, "/b", "it is wrong").to_string();
        let mut lines = text.lines();
        let line = lines.find(|line| line.contains("\"b\"")).unwrap();
        assert!(line.len() < 120);
        let mark = lines.next().unwrap();
        assert!(mark.ends_with("^^^"));
        assert_eq!(mark.find('^'), line.find("\"b\""));
    }

    #[test]
    fn an_empty_text_has_no_excerpt() {
        assert!(!report("", "", "it is empty").to_string().contains('|'));
    }

    #[test]
    fn nothing_of_a_document_breaks_the_line_or_the_terminal() {
        let report = report("a\u{1b}[2Jb: 1\n", "/x\ny", "it is `\u{1b}[31m\n`");
        let text = report.to_string();
        assert!(text.contains("it is `\\u{1b}[31m\\n`") && text.contains("at /x\\ny"));
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn tools_read_json() {
        let report = report("one: 1\n", "/one", "it is \"wrong\"");
        let located: Vec<_> = report.iter().collect();
        assert_eq!(
            serde_json::to_value(&located[0]).unwrap(),
            serde_json::json!({
                "code": "TH004", "severity": "error", "message": "it is \"wrong\"",
                "file": "a.yaml", "line": 1, "column": 1, "pointer": "/one", "help": "right it",
            })
        );
    }
}
