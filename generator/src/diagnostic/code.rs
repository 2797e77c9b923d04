//! The codes of diagnostics, and what each of them means.

use std::fmt;

/// Declares the codes: the name, the stable number and a title each; the explanation is a file called like the number.
macro_rules! codes {
    ($($name:ident = $code:literal, $title:literal;)*) => {
        /// What a diagnostic is about; the numbers are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = include_str!(concat!("explanations/", $code, ".md"))] $name,)*
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

            /// What it means, why it matters, an example that has it, and the example corrected, as Markdown.
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("explanations/", $code, ".md")),)*
                }
            }
        }
    };
}

codes! {
    // 001-019: loading and the overlay.
    NotUtf8 = "TH001", "not UTF-8";
    Syntax = "TH002", "syntax error";
    DuplicateKey = "TH003", "duplicate key";
    Malformed = "TH004", "malformed part";
    Limit = "TH005", "beyond the limits";
    OverlayShape = "TH010", "malformed overlay";
    OverlayVersion = "TH011", "overlay version not supported";
    OverlayTarget = "TH012", "target is not a JSONPath";
    OverlayNoMatch = "TH013", "target matches nothing";
    OverlayAction = "TH014", "incomplete action";
    OverlayClash = "TH015", "update does not fit the target";

    // 020-059: lints.
    OpenApiVersion = "TH020", "OpenAPI version not supported";
    UnresolvedRef = "TH021", "unresolved reference";
    ExternalRef = "TH022", "external reference";
    RefCycle = "TH023", "circular reference";
    DuplicateOperationId = "TH024", "duplicate operationId";
    MissingOperationId = "TH025", "missing operationId";
    UndeclaredPathParameter = "TH026", "undeclared path parameter";
    UnusedPathParameter = "TH027", "path parameter not in the path";
    OptionalPathParameter = "TH028", "optional path parameter";
    DuplicateParameter = "TH029", "duplicate parameter";
    UnknownType = "TH030", "unknown type";
    ArrayWithoutItems = "TH031", "array without items";
    KeywordMismatch = "TH032", "keyword does not fit the type";
    EnumMismatch = "TH033", "enum value does not fit the type";
    DuplicateEnumValue = "TH034", "duplicate enum value";
    DefaultMismatch = "TH035", "default does not fit the schema";
    ExampleMismatch = "TH036", "example does not fit the schema";
    EmptyRange = "TH037", "limits exclude each other";
    BadPattern = "TH038", "pattern is not a regular expression";
    NoSuccessResponse = "TH039", "no success response";
    RequiredUnknown = "TH040", "required property does not exist";
    UnknownFormat = "TH041", "unknown format";
    NullableNotBoolean = "TH042", "nullable is not a boolean";
    MisplacedRef = "TH043", "reference to something else";

    BadServer = "TH044", "unusable server";
    UnknownKey = "TH045", "unknown key";
    BadTokenUrl = "TH046", "unusable token URL";
    NoFiniteValue = "TH047", "no finite value";
    BadPath = "TH048", "unusable path";
    MissingWords = "TH049", "words missing";
    UnmarkedPersonal = "TH050", "personal data without a mark";
    NearlyPage = "TH051", "nearly a page of a list";

    // 060-079: lowering.
    UnsupportedSchema = "TH060", "unsupported schema";
    UnsupportedBody = "TH061", "unsupported request body";
    UnsupportedParameter = "TH062", "unsupported parameter";
    UnsupportedResponse = "TH063", "unsupported response";
    UnsupportedMethod = "TH064", "unsupported method";
    UnsupportedSecurity = "TH065", "unsupported security";

    // 080-089: names.
    NameCollision = "TH080", "name collision";
    NoName = "TH081", "no usable name";

    // 090-099: configuration.
    BadConfig = "TH090", "invalid configuration";
    UnusedConfig = "TH091", "unused configuration";
}

impl Code {
    /// The code with a number such as `TH014`, in letters of either case.
    pub fn parse(text: &str) -> Option<Self> {
        let mut codes = Self::ALL.iter();
        let found = codes.find(|code| code.as_str().eq_ignore_ascii_case(text));
        found.copied()
    }

    /// What it means, in one sentence: the first line of its explanation.
    pub fn summary(self) -> &'static str {
        self.explanation().lines().nth(2).unwrap_or_default()
    }

    /// The stage that reports it.
    pub fn stage(self) -> &'static str {
        match self.as_str()[2..].parse() {
            Ok(..10) => "Reading the files",
            Ok(..20) => "The overlay",
            Ok(..60) => "Rules for the document",
            Ok(..80) => "What the generator does not support",
            Ok(..90) => "Names",
            Ok(90_u8..) | Err(_) => "The configuration",
        }
    }

    /// Whether it is about the contents of a document: a rule that it breaks, or something that is not supported.
    pub(crate) fn is_of_document(self) -> bool {
        matches!(self.as_str()[2..].parse(), Ok(20_u8..80))
    }

    /// Whether it says that the generator does not support something, rather than that something is wrong.
    ///
    /// Such operations can be skipped ([`Options::skip_unsupported`](crate::Options::skip_unsupported)).
    pub fn is_unsupported(self) -> bool {
        matches!(
            self,
            Self::ExternalRef
                | Self::UnsupportedSchema
                | Self::UnsupportedBody
                | Self::UnsupportedParameter
                | Self::UnsupportedResponse
                | Self::UnsupportedMethod
                | Self::UnsupportedSecurity
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests;
