//! Prints diagnostics: drawn by miette on a terminal, else as plain text.

use std::collections::BTreeSet;
use std::fmt;
use std::io::{self, IsTerminal};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use openapi_client_codegen::diagnostic::{Located, Report, Severity};

use crate::terminal;
use openapi_client_codegen::text::{excerpt, json_line, visible};

/// Prints all diagnostics and how many there are.
pub(crate) fn print(report: &Report) -> io::Result<()> {
    let is_drawn = io::stderr().is_terminal();
    let mut stderr = terminal::stderr();
    let (shown, more) = report.shown();
    for located in shown {
        let text = match is_drawn {
            true => drawn(&located),
            false => format!("{located}\n"),
        };
        stderr.line(&text)?;
    }
    if more > 0 {
        let more = terminal::count(more, "more message");
        stderr.line(&format!("{more} not shown\n"))?;
    }
    stderr.line(&totals(report))?;
    let codes: BTreeSet<_> = report
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .collect();
    match codes.first() {
        Some(code) => stderr.line(&format!("more about a code: cargo xtask explain {code}")),
        None => Ok(()),
    }
}

/// Prints all diagnostics for tools, a JSON object a line.
pub(super) fn print_json(report: &Report) -> io::Result<()> {
    let mut stdout = terminal::stdout();
    for located in report.iter() {
        stdout.raw(&(json_line(&located) + "\n"))?;
    }
    Ok(())
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
        Err(fmt::Error) => located.to_string(),
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
            source: NamedSource::new(visible(located.name), excerpt(located.text)),
        }
    }
}

impl fmt::Display for Drawn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible(&self.located.diagnostic.message))
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
        Some(Box::new(visible(help)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.located.span;
        let label = self.located.pointer().unwrap_or_else(|| "here".to_owned());
        // What can't be seen is as wide as ever in the excerpt, but takes other bytes.
        let text = self.located.text;
        let width =
            |range: std::ops::Range<usize>| excerpt(text.get(range).unwrap_or_default()).len();
        let (offset, length) = (
            width(0..span.offset),
            width(span.offset..span.offset + span.len),
        );
        let label = LabeledSpan::new(Some(visible(&label).into_owned()), offset, length);
        Some(Box::new(std::iter::once(label)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapi_client_codegen::diagnostic::{Code, Diagnostic};
    use openapi_client_codegen::pointer::Pointer;
    use openapi_client_codegen::source::{Inputs, Source};

    fn report(text: &str, pointer: &str) -> Report {
        let inputs = Inputs {
            document: Source::new("a.yaml", text),
            ..Inputs::default()
        };
        let pointer = Pointer::parse(pointer);
        let error = Diagnostic::error(Code::Malformed, &pointer, "it is wrong").help("right it");
        let warning = Diagnostic::warning(Code::UnknownFormat, &Pointer::root(), "odd");
        Report::new(&inputs, vec![error, warning])
    }

    fn rendered(report: &Report, render: fn(&Located<'_>) -> String) -> String {
        report.iter().map(|located| render(&located)).collect()
    }

    #[test]
    fn totals_count_both() {
        let report = report("one: 1\n", "/one");
        assert_eq!(totals(&report), "1 error, 1 warning");
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
