//! What can be wrong with the inputs, and how that is told: codes, diagnostics, reports.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::pointer::Pointer;
use crate::source::{self, Inputs, Source, Span};

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

/// Declares the codes: a doc sentence, the name, the stable number and a title each.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $title:literal;)*) => {
        /// What kind of fault a diagnostic is about; the numbers are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The stable number, such as `TH001`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// A short title.
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    // 001-019: loading and the overlay.
    /// The file is not UTF-8 text.
    NotUtf8 = "TH001", "not UTF-8";
    /// The text is neither YAML nor JSON.
    Syntax = "TH002", "syntax error";
    /// A mapping has the same key twice.
    DuplicateKey = "TH003", "duplicate key";
    /// A part of the document has not the shape that OpenAPI gives it.
    Malformed = "TH004", "malformed part";
    /// The overlay, or one of its actions, has not the shape that the Overlay Specification gives it.
    OverlayShape = "TH010", "malformed overlay";
    /// The overlay is written for another version of the Overlay Specification.
    OverlayVersion = "TH011", "overlay version not supported";
    /// The target of an action is not a JSONPath.
    OverlayTarget = "TH012", "target is not a JSONPath";
    /// The target of an action matches nothing.
    OverlayNoMatch = "TH013", "target matches nothing";
    /// An action does not say what it does and why: one of `update` and `remove`, and a `description`.
    OverlayAction = "TH014", "incomplete action";
    /// An update can't be merged into what its target is.
    OverlayClash = "TH015", "update does not fit the target";

    // 020-059: lints.
    /// The document is not OpenAPI 3.0.
    OpenApiVersion = "TH020", "OpenAPI version not supported";
    /// A `$ref` leads nowhere.
    UnresolvedRef = "TH021", "unresolved reference";
    /// A `$ref` leads out of the document.
    ExternalRef = "TH022", "external reference";
    /// A `$ref` leads back to itself.
    RefCycle = "TH023", "circular reference";
    /// Two operations have the same `operationId`.
    DuplicateOperationId = "TH024", "duplicate operationId";
    /// An operation has no `operationId`.
    MissingOperationId = "TH025", "missing operationId";
    /// A placeholder of a path template has no parameter.
    UndeclaredPathParameter = "TH026", "undeclared path parameter";
    /// A path parameter has no placeholder in the path template.
    UnusedPathParameter = "TH027", "path parameter not in the path";
    /// A path parameter is not `required: true`.
    OptionalPathParameter = "TH028", "optional path parameter";
    /// A list of parameters has the same name and place twice.
    DuplicateParameter = "TH029", "duplicate parameter";
    /// The `type` of a schema is not a type of OpenAPI 3.0.
    UnknownType = "TH030", "unknown type";
    /// An array does not say what its items are.
    ArrayWithoutItems = "TH031", "array without items";
    /// A keyword of a schema has no meaning for its type.
    KeywordMismatch = "TH032", "keyword does not fit the type";
    /// A value of an `enum` is not of the schema's type.
    EnumMismatch = "TH033", "enum value does not fit the type";
    /// An `enum` has the same value twice.
    DuplicateEnumValue = "TH034", "duplicate enum value";
    /// A `default` is not of the schema's type.
    DefaultMismatch = "TH035", "default does not fit the schema";
    /// An example is not of the schema's type.
    ExampleMismatch = "TH036", "example does not fit the schema";
    /// A lower limit is above the upper one.
    EmptyRange = "TH037", "limits exclude each other";
    /// A `pattern` is not a regular expression.
    BadPattern = "TH038", "pattern is not a regular expression";
    /// An operation has no response for success.
    NoSuccessResponse = "TH039", "no success response";
    /// `required` names a property that the schema does not have.
    RequiredUnknown = "TH040", "required property does not exist";
    /// A `format` that the generator does not know.
    UnknownFormat = "TH041", "unknown format";
    /// `nullable` is not a boolean.
    NullableNotBoolean = "TH042", "nullable is not a boolean";
    /// A `$ref` leads to a part of another kind.
    MisplacedRef = "TH043", "reference to something else";

    // 060-079: lowering.
    /// A schema that no Rust type is made for.
    UnsupportedSchema = "TH060", "unsupported schema";
    /// A request body that the generator can't send.
    UnsupportedBody = "TH061", "unsupported request body";
    /// A parameter that the generator can't send.
    UnsupportedParameter = "TH062", "unsupported parameter";
    /// A response that the generator can't read.
    UnsupportedResponse = "TH063", "unsupported response";
    /// An HTTP method that no request is made with.
    UnsupportedMethod = "TH064", "unsupported method";

    // 080-089: names.
    /// Two things get the same Rust name.
    NameCollision = "TH080", "name collision";
    /// No Rust name can be made from a wire name.
    NoName = "TH081", "no usable name";

    // 090-099: configuration.
    /// The configuration is not valid.
    BadConfig = "TH090", "invalid configuration";
    /// An entry of the configuration is about something that the document does not have.
    UnusedConfig = "TH091", "unused configuration";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
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
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
}

/// One fault, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The kind of fault.
    pub code: Code,
    /// Whether it stops the run.
    pub severity: Severity,
    /// The input that is at fault.
    pub file: File,
    /// The place that is at fault.
    pub pointer: Pointer,
    /// What is wrong, as one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The place in the text where the pointer can't say it, as for syntax errors.
    pub position: Option<Position>,
}

impl Diagnostic {
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

    /// Says that another input is at fault.
    #[must_use]
    pub fn in_file(mut self, file: File) -> Self {
        self.file = file;
        self
    }

    /// Fixes the place in the text.
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }
}

/// Diagnostics together with the texts that they are about.
#[derive(Clone, Debug, Default)]
pub struct Report {
    inputs: Arc<Inputs>,
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report on `inputs`; what two stages found alike is reported once.
    pub fn new(inputs: &Inputs, mut diagnostics: Vec<Diagnostic>) -> Self {
        let mut seen = BTreeSet::new();
        diagnostics.retain(|diagnostic| seen.insert(diagnostic.clone()));
        Self {
            inputs: Arc::new(inputs.clone()),
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

    /// The diagnostics in the order in which they were found, without their places.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The diagnostics with their places in the texts, sorted by file, line and column.
    pub fn iter(&self) -> impl Iterator<Item = Located<'_>> {
        let mut located = Vec::with_capacity(self.diagnostics.len());
        for file in [File::Document, File::Overlay, File::Config] {
            let diagnostics: Vec<_> = self
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.file == file)
                .collect();
            let (name, text) = self.source(file);
            let places = if file == File::Config || diagnostics.is_empty() {
                BTreeMap::new()
            } else {
                source::locate_all(text, diagnostics.iter().map(|found| &found.pointer))
            };
            located.extend(diagnostics.into_iter().map(|diagnostic| {
                let (span, is_exact) = place(text, &places, diagnostic);
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

    fn source(&self, file: File) -> (&str, &str) {
        fn parts<'s>(source: Option<&'s Source>, name: &'static str) -> (&'s str, &'s str) {
            source.map_or((name, ""), |source| (&source.name, &source.text))
        }
        match file {
            File::Document => parts(Some(&self.inputs.document), "document"),
            File::Overlay => parts(self.inputs.overlay.as_ref(), "overlay"),
            File::Config => parts(self.inputs.config.as_ref(), "configuration"),
        }
    }
}

/// The place of a diagnostic, and whether it is exact: its own position, else its pointer's, else that of the nearest
/// ancestor which is in the text.
fn place(
    text: &str,
    places: &BTreeMap<Pointer, Vec<Span>>,
    diagnostic: &Diagnostic,
) -> (Span, bool) {
    if let Some(position) = diagnostic.position {
        return (source::span_at(text, position), true);
    }
    let mut next = Some(diagnostic.pointer.clone());
    while let Some(pointer) = next {
        let is_exact = pointer == diagnostic.pointer;
        if pointer.is_root() {
            return (source::first_line(text), is_exact);
        }
        if let Some(span) = places.get(&pointer).and_then(|spans| spans.first()) {
            return (*span, is_exact);
        }
        next = pointer.parent();
    }
    (source::first_line(text), false)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, located) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{located}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Report {}

/// A diagnostic and its place in the text.
#[derive(Clone, Debug)]
pub struct Located<'r> {
    /// What is wrong.
    pub diagnostic: &'r Diagnostic,
    /// The name of the file.
    pub name: &'r str,
    /// The whole text of the file.
    pub text: &'r str,
    /// The place in the text.
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
        write!(
            f,
            "{}:{line}:{column}: {severity}[{code}]: {message}",
            self.name
        )?;
        if let Some(pointer) = self.pointer() {
            write!(f, "\n  at {pointer}")?;
        }
        if let Some(help) = help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inputs() -> Inputs {
        Inputs {
            document: Source::new("api.yaml", "paths:\n  /a:\n    get: {}\n  /b: {}\n"),
            overlay: Some(Source::new("api.overlay.yaml", "actions: []\n")),
            config: None,
        }
    }

    fn error(pointer: &str, message: &str) -> Diagnostic {
        Diagnostic::error(Code::Malformed, &Pointer::parse(pointer), message)
    }

    #[test]
    fn codes_are_unique_and_sorted() {
        assert!(
            Code::ALL
                .windows(2)
                .all(|pair| pair[0].as_str() < pair[1].as_str())
        );
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
            "api.yaml:3:5: error[TH004]: first\n  at /paths/~1a/get\n  help: look\n\
             api.yaml:4:3: error[TH004]: second\n  at /paths/~1b\n\
             api.overlay.yaml:1:1: error[TH004]: third\n  at /actions"
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
        let place = Position {
            line: 99,
            column: 99,
        };
        let report = Report::new(&inputs(), vec![error("", "syntax").at(place)]);
        let located = report.iter().next().unwrap();
        assert_eq!(located.span.line, 4);
        assert!(located.span.offset + located.span.len <= located.text.len());
    }

    #[test]
    fn a_missing_input_still_has_a_name() {
        let report = Report::new(&inputs(), vec![error("", "lost").in_file(File::Config)]);
        assert_eq!(report.to_string(), "configuration:1:1: error[TH004]: lost");
    }
}
