//! What can be wrong with the inputs, and how it is reported: codes, diagnostics, reports.

mod code;
mod diagnostics;
pub(crate) mod located;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::pointer::Pointer;
pub use crate::source::Position;
use crate::source::{self, Inputs, Lines, Source, Span};
pub use code::Code;
pub(crate) use diagnostics::Diagnostics;
pub use located::Located;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The output is right, but the input deserves a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Which input a diagnostic is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// The OpenAPI document.
    #[default]
    Document,
    /// The overlay.
    Overlay,
    /// The configuration.
    Config,
    /// A file that the document refers to, by its index in [`Inputs::files`].
    Referenced(usize),
}

/// What is wrong, where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// Whether it stops the run.
    pub severity: Severity,
    /// The input that it is about.
    pub file: File,
    /// Where in the input it is.
    pub pointer: Pointer,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The position in the text where the pointer can't say it, as for syntax errors.
    pub position: Option<Position>,
}

impl Diagnostic {
    /// Whether nothing can be generated as long as this is so.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it is an error that no later stage can go on with: any, except for missing support.
    pub(crate) fn is_invalid(&self) -> bool {
        self.is_error() && !self.code.is_unsupported()
    }

    /// An error in the document.
    pub fn error(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            file: File::Document,
            pointer: pointer.clone(),
            message: message.into(),
            help: None,
            position: None,
        }
    }

    /// A warning about the document.
    pub fn warning(code: Code, pointer: &Pointer, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, pointer, message)
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says that it is about another input.
    #[must_use]
    pub fn in_file(mut self, file: File) -> Self {
        self.file = file;
        self
    }

    /// Sets the position in the text.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }
}

/// How many diagnostics are shown to people; more would not be read.
const MAX_SHOWN: usize = 200;

/// Diagnostics together with the texts that they are about.
#[derive(Clone, Default)]
pub struct Report {
    inputs: Arc<Inputs>,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report on `inputs`; what two stages found alike is reported once.
    pub fn new(inputs: &Inputs, mut diagnostics: Vec<Diagnostic>) -> Self {
        let mut seen = BTreeSet::new();
        let is_new: Vec<_> = diagnostics.iter().map(|found| seen.insert(found)).collect();
        let mut is_new = is_new.into_iter();
        diagnostics.retain(|_| is_new.next() == Some(true));
        // The texts serve to show the positions of diagnostics.
        let inputs = match diagnostics.is_empty() {
            true => Inputs::default(),
            false => inputs.clone(),
        };
        Self {
            inputs: Arc::new(inputs),
            diagnostics,
        }
    }

    /// Whether one of the diagnostics stops the run.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there is nothing to report.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// How many diagnostics of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// The diagnostics in the order in which they were found, without their positions.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The diagnostics with their positions in the texts, sorted by file, line and column.
    pub fn iter(&self) -> impl Iterator<Item = Located<'_>> {
        let mut located = Vec::with_capacity(self.diagnostics.len());
        let referenced = (0..self.inputs.files.len()).map(File::Referenced);
        let files = [File::Document, File::Overlay, File::Config].into_iter();
        for file in files.chain(referenced) {
            let diagnostics: Vec<_> = self
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.file == file)
                .collect();
            let (name, text) = self.source(file);
            let spans = if file == File::Config || diagnostics.is_empty() {
                BTreeMap::new()
            } else {
                source::locate_all(text, diagnostics.iter().map(|found| &found.pointer))
            };
            let lines = LazyCell::new(|| Lines::new(text));
            located.extend(diagnostics.into_iter().map(|diagnostic| {
                let (span, is_exact) = span_of(text, &lines, &spans, diagnostic);
                Located {
                    diagnostic,
                    name,
                    text,
                    span,
                    is_added: !is_exact && file == File::Document && self.inputs.overlay.is_some(),
                }
            }));
        }
        located.sort_by_key(|found| {
            let diagnostic = found.diagnostic;
            (diagnostic.file, found.span.offset, diagnostic.code)
        });
        located.into_iter()
    }

    /// The diagnostics to show to people, like [`iter`](Self::iter), and how many more there are: all errors before a warning
    /// as long as there is room.
    pub fn shown(&self) -> (Vec<Located<'_>>, usize) {
        let mut all: Vec<_> = self.iter().collect();
        let more = all.len().saturating_sub(MAX_SHOWN);
        if more > 0 {
            let errors = self.count(Severity::Error).min(MAX_SHOWN);
            let (mut errors, mut warnings) = (0..errors, errors..MAX_SHOWN);
            all.retain(|located| match located.diagnostic.severity {
                Severity::Error => errors.next().is_some(),
                Severity::Warning => warnings.next().is_some(),
            });
        }
        (all, more)
    }

    fn source(&self, file: File) -> (&str, &str) {
        fn parts<'s>(source: Option<&'s Source>, name: &'static str) -> (&'s str, &'s str) {
            source.map_or((name, ""), |source| (&source.name, &source.text))
        }
        match file {
            File::Document => parts(Some(&self.inputs.document), "document"),
            File::Overlay => parts(self.inputs.overlay.as_ref(), "overlay"),
            File::Config => parts(self.inputs.config.as_ref(), "configuration"),
            File::Referenced(index) => parts(self.inputs.files.values().nth(index), "file"),
        }
    }
}

/// The span of a diagnostic, and whether it is exact: its own position, else its pointer's, else that of the nearest
/// ancestor which is in the text.
fn span_of(
    text: &str,
    lines: &Lines<'_>,
    spans: &BTreeMap<Pointer, Vec<Span>>,
    diagnostic: &Diagnostic,
) -> (Span, bool) {
    if let Some(position) = diagnostic.position {
        return (lines.from(position), true);
    }
    let mut next = Some(diagnostic.pointer.clone());
    while let Some(pointer) = next {
        let is_exact = pointer == diagnostic.pointer;
        if pointer.is_root() {
            return (source::first_line(text), is_exact);
        }
        if let Some(span) = spans.get(&pointer).and_then(|spans| spans.first()) {
            return (*span, is_exact);
        }
        next = pointer.parent();
    }
    (source::first_line(text), false)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shown, more) = self.shown();
        for (index, located) in shown.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(f, "{located}")?;
        }
        match more {
            0 => Ok(()),
            more => write!(f, "\n\nand {more} more"),
        }
    }
}

/// The diagnostics alone, as `unwrap` shows them: the texts are long.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Report {}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs() -> Inputs {
        Inputs {
            document: Source::new("api.yaml", "paths:\n  /a:\n    get: {}\n  /b: {}\n"),
            overlay: Some(Source::new("api.overlay.yaml", "actions: []\n")),
            ..Inputs::default()
        }
    }

    fn error(pointer: &str, message: &str) -> Diagnostic {
        Diagnostic::error(Code::Malformed, &Pointer::parse(pointer), message)
    }

    #[test]
    fn a_report_is_sorted_and_names_places() {
        let report = Report::new(
            &inputs(),
            vec![
                error("/actions", "third").in_file(File::Overlay),
                error("/paths/~1b", "second"),
                error("/paths/~1a/get", "first").help("look"),
                error("/paths/~1b", "second"),
            ],
        );
        assert!(report.has_errors());
        assert_eq!(
            report.to_string(),
            "api.yaml:3:5: error[TH004]: first\n  at /paths/~1a/get\n  3 |     get: {}\n    |     ^^^\n  \
             help: look\n\n\
             api.yaml:4:3: error[TH004]: second\n  at /paths/~1b\n  4 |   /b: {}\n    |   ^^\n\n\
             api.overlay.yaml:1:1: error[TH004]: third\n  at /actions\n  1 | actions: []\n    | ^^^^^^^"
        );
    }

    #[test]
    fn what_an_overlay_added_is_placed_at_its_nearest_ancestor() {
        let report = Report::new(&inputs(), vec![error("/paths/~1b/post/responses", "added")]);
        let located = report.iter().next().unwrap();
        assert_eq!((located.span.line, located.span.column), (4, 3));
        assert_eq!(
            located.pointer().as_deref(),
            Some("/paths/~1b/post/responses (added by the overlay)")
        );
    }

    #[test]
    fn a_position_wins_and_stays_inside_the_text() {
        let position = Position {
            line: 99,
            column: 99,
        };
        let report = Report::new(&inputs(), vec![error("", "syntax").at(position)]);
        let located = report.iter().next().unwrap();
        assert_eq!(located.span.line, 4);
        assert!(located.span.offset + located.span.len <= located.text.len());
    }

    #[test]
    fn of_many_the_errors_are_shown_first() {
        let warning = |index: usize| {
            let warning = error("", &format!("odd {index:04}"));
            Diagnostic {
                severity: Severity::Warning,
                ..warning
            }
        };
        let many: Vec<_> = (0..500).map(warning).collect();
        let many = many.into_iter().chain([error("/paths/~1b", "bad")]);
        let report = Report::new(&inputs(), many.collect());
        let (shown, more) = report.shown();
        assert_eq!((shown.len(), more), (MAX_SHOWN, 501 - MAX_SHOWN));
        assert_eq!(shown.last().unwrap().diagnostic.message, "bad");
        let text = report.to_string();
        assert!(
            text.contains("bad") && text.ends_with("and 301 more"),
            "{text}"
        );
        assert_eq!(report.iter().count(), 501);
    }

    #[test]
    fn a_missing_input_still_has_a_name() {
        let report = Report::new(&inputs(), vec![error("", "lost").in_file(File::Config)]);
        assert_eq!(report.to_string(), "configuration:1:1: error[TH004]: lost");
        // What `unwrap` prints in a failed test.
        assert_eq!(format!("{report:?}"), report.to_string());
    }
}
