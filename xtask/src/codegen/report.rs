//! Prints diagnostics: drawn by miette on a terminal, else as plain text.

use std::fmt;
use std::io::{self, IsTerminal};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use twilio_codegen::diagnostic::{Located, Report, Severity};

use crate::terminal;

/// Prints all diagnostics and how many there are.
pub(crate) fn print(report: &Report) -> io::Result<()> {
    let is_drawn = io::stderr().is_terminal();
    let mut stderr = terminal::stderr();
    for located in report.iter() {
        let text = if is_drawn {
            drawn(&located)
        } else {
            plain(&located)
        };
        stderr.line(&text)?;
    }
    stderr.line(&totals(report))
}

/// `2 errors, 1 warning`.
pub(super) fn totals(report: &Report) -> String {
    let errors = report.count(Severity::Error);
    let warnings = report.count(Severity::Warning);
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(terminal::count(errors, "error"));
    }
    if warnings > 0 {
        parts.push(terminal::count(warnings, "warning"));
    }
    parts.join(", ")
}

/// The diagnostic with an excerpt, in characters that every log takes.
pub(super) fn plain(located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let mut lines = vec![format!(
        "{}:{}:{}: {}[{}]: {}",
        located.name,
        located.span.line,
        located.span.column,
        diagnostic.severity,
        diagnostic.code,
        diagnostic.message
    )];
    lines.extend(located.pointer().map(|pointer| format!("  at {pointer}")));
    lines.extend(excerpt(located));
    lines.extend(diagnostic.help.iter().map(|help| format!("  help: {help}")));
    lines.push(String::new());
    lines.join("\n")
}

/// The line of the text, and under it a mark.
fn excerpt(located: &Located<'_>) -> Vec<String> {
    /// How much of a long line is shown.
    const WIDTH: usize = 100;
    let span = located.span;
    let start = located.text[..span.offset]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let line = located.text[start..].lines().next().unwrap_or_default();
    if line.trim().is_empty() {
        return Vec::new();
    }
    let column = span.column - 1;
    // A line of a minified document is shown around the place.
    let skipped = column.saturating_sub(WIDTH / 2);
    let skipped = if line.chars().count() > WIDTH {
        skipped
    } else {
        0
    };
    let shown: String = line.chars().skip(skipped).take(WIDTH).collect();
    // Tabs stay tabs in the line of the mark, so that it stands right however wide they are.
    let indent: String = shown
        .chars()
        .take(column - skipped)
        .map(|char| if char == '\t' { '\t' } else { ' ' })
        .collect();
    let marked = located.text.get(span.offset..span.offset + span.len);
    let marks = marked.map_or(1, |text| text.chars().count()).max(1);
    let marks = marks.min(WIDTH.saturating_sub(column - skipped)).max(1);
    let number = span.line.to_string();
    let margin = " ".repeat(number.len());
    vec![
        format!("  {number} | {}", shown.trim_end()),
        format!("  {margin} | {indent}{}", "^".repeat(marks)),
    ]
}

/// The diagnostic as miette draws it.
fn drawn(located: &Located<'_>) -> String {
    let theme = if terminal::allows_colour() {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let handler = GraphicalReportHandler::new_themed(theme);
    let mut text = String::new();
    match handler.render_report(&mut text, &Drawn::new(located)) {
        Ok(()) => text,
        Err(fmt::Error) => plain(located),
    }
}

/// A diagnostic as miette wants it.
#[derive(Debug)]
struct Drawn<'r> {
    located: &'r Located<'r>,
    source: NamedSource<String>,
}

impl<'r> Drawn<'r> {
    fn new(located: &'r Located<'r>) -> Self {
        Self {
            located,
            source: NamedSource::new(located.name, located.text.to_owned()),
        }
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.located.diagnostic.message)
    }
}

impl std::error::Error for Drawn<'_> {}

impl miette::Diagnostic for Drawn<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let code = self.located.diagnostic.code;
        Some(Box::new(format!("{code}: {}", code.title())))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.located.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.located.diagnostic.help.as_deref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.located.span;
        let label = self.located.pointer().unwrap_or_else(|| "here".to_owned());
        let label = LabeledSpan::new(Some(label), span.offset, span.len);
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use twilio_codegen::diagnostic::{Code, Diagnostic};
    use twilio_codegen::pointer::Pointer;
    use twilio_codegen::source::{Inputs, Source};

    fn report(text: &str, pointer: &str) -> Report {
        let inputs = Inputs {
            document: Source::new("a.yaml", text),
            ..Inputs::default()
        };
        let pointer = Pointer::parse(pointer);
        let fault = Diagnostic::error(Code::Malformed, &pointer, "it is wrong").help("right it");
        let warning = Diagnostic::warning(Code::UnknownFormat, &Pointer::root(), "odd");
        Report::new(&inputs, vec![fault, warning])
    }

    fn rendered(report: &Report, render: fn(&Located<'_>) -> String) -> String {
        report.iter().map(|located| render(&located)).collect()
    }

    #[test]
    fn plain_text_has_an_excerpt() {
        let report = report("one: 1\nà: {\tkey: 2}\n", "/à/key");
        assert_eq!(
            rendered(&report, plain),
            "a.yaml:1:1: warning[TH041]: odd\n  1 | one: 1\n    | ^^^^^^\n\
             a.yaml:2:6: error[TH004]: it is wrong\n  at /à/key\n  2 | à: {\tkey: 2}\n    \
             |     \t^^^\n  help: right it\n"
        );
        assert_eq!(totals(&report), "1 error, 1 warning");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{{\"a\": \"{}\", \"b\": 1}}", "x".repeat(5_000));
        let rendered = rendered(&report(&text, "/b"), plain);
        let line = rendered
            .lines()
            .find(|line| line.contains("\"b\""))
            .unwrap();
        assert!(line.len() < 120);
        let mark = rendered
            .lines()
            .rfind(|line| line.ends_with("^^^"))
            .unwrap();
        assert_eq!(mark.find('^'), line.find("\"b\""));
    }

    #[test]
    fn an_empty_text_has_no_excerpt() {
        assert!(!rendered(&report("", ""), plain).contains('|'));
    }

    #[test]
    fn drawings_name_code_place_and_help() {
        let text = rendered(&report("one:\n  two: 3\n", "/one/two"), drawn);
        for part in [
            "TH004: malformed part",
            "a.yaml:2:3",
            "/one/two",
            "it is wrong",
            "right it",
        ] {
            assert!(text.contains(part), "{part} is not in:\n{text}");
        }
    }
}
