//! Words that a generated name must not be, and why.

/// A list of words.
macro_rules! words {
    ($($word:tt)*) => {
        &[$(stringify!($word)),*]
    };
}

/// Keywords that can't be raw identifiers.
const UNRAWABLE: &[&str] = words![self Self super crate _];

/// The other keywords of the 2024 edition, in order of the alphabet.
const KEYWORDS: &[&str] = words![
    abstract as async await become box break const continue do dyn else enum extern false final fn for gen if impl
    in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof
    unsafe unsized use virtual where while yield
];

/// How long a keyword is at most: most names need no search.
const LONGEST: usize = 8;

/// Types and traits that generated code uses by their short names, and types whose constructors would be called like them.
pub(super) const TYPES: &[&str] = words![
    BTreeMap Box Clone Copy Debug Default Deserialize Eq Err From Into IntoIterator Item New None Ok Option PartialEq Result
    Self Send Some String Sync ToString Vec
];

/// Types of every runtime that the generated crate exports at its root, beside the client.
pub const EXPORTS: &[&str] = words![
    Attempt BoxFuture Builder Call Client Clock Credentials Cursor Date Decimal Error ErrorKind InvalidDate
    InvalidDecimal InvalidTimestamp Items Limits List Meta Page Pages Request RetryPolicy Sleep Task Timestamp
    Transport TransportError TransportErrorKind TransportFuture UnknownValue Unrecognized WithMeta
];

/// Types that generated code imports beside the client: in tables of operations, and in tests of examples.
pub(super) const BESIDE_CLIENT: &[&str] = words![
    Arguments Checked Choice Examples File MockTransport Operation Parameter ParameterKind ParameterLocation Prepared
    Resource Service
];

/// Modules and crates that generated code names, beside the runtimes.
pub(super) const MODULES: &[&str] = words![
    alloc bytes core dynamic examples http rt runtime serde serde_json sid std testing types webhook
];

/// Files that a crate has of its own, beside those of its modules: `src/lib.rs`, `src/dynamic/mod.rs`, `tests/examples/main.rs`;
/// in `src/bin`, cargo looks for programs.
pub(super) const FILES: &[&str] = words![bin lib main mod];

/// Names that cargo refuses for a program, because its own folders are called so.
pub(super) const PROGRAMS: &[&str] = words![build deps examples incremental test];

/// Crates that come with the compiler, and those that a written crate depends on beside a runtime: no package may be called so.
pub(super) const CRATES: &[&str] = words![
    alloc core proc_macro serde serde_json std test tokio openapi_client_cli
];

/// Devices of Windows, where no file can be called so, whatever its ending.
const DEVICES: &[&str] = &["aux", "con", "conin$", "conout$", "nul", "prn"];

/// Methods of every request builder.
pub(super) const CALL_METHODS: &[&str] = words![
    blocking build clone into_future send with_header with_meta with_retry with_timeout
];

/// Methods of every list request, besides those of every builder.
pub(super) const LIST_METHODS: &[&str] = words![
    all limit page page_size page_token pages read_ahead resume stream
];

/// Functions of the client type.
pub(super) const CLIENT_METHODS: &[&str] = words![
    builder client clone fmt from from_env into mocked new prepare
];

/// Methods of every handle of a resource.
pub(super) const HANDLE_METHODS: &[&str] = words![clone fmt from into new];

/// Methods of every record that callers make, besides those of a handle.
pub(super) const RECORD_METHODS: &[&str] = words![default eq example ne];

/// The variant that keeps unknown values.
pub(super) const VARIANTS: &[&str] = words![Self Unrecognized];

/// The field of a record for the properties that have no names, and the functions that serde derives for such a record.
pub(super) const OPEN_RECORD: &[&str] = words![deserialize extra serialize];

/// Whether no file can be called so on Windows, where a device is.
pub(crate) fn is_device(file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or_default();
    let stem = stem.trim_end_matches(' ').to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_numbered = numbered.is_some_and(|number| {
        let mut signs = number.chars();
        matches!(
            (signs.next(), signs.next()),
            (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None)
        )
    });
    is_numbered || DEVICES.contains(&stem.as_str())
}

/// Whether a keyword can't even be a raw identifier.
pub(super) fn is_unrawable(word: &str) -> bool {
    UNRAWABLE.contains(&word)
}

/// Whether a word is a keyword of the 2024 edition that can be a raw identifier.
pub(super) fn is_keyword(word: &str) -> bool {
    word.len() <= LONGEST && KEYWORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, LONGEST, is_keyword};

    #[test]
    fn keywords_of_all_editions() {
        assert!(KEYWORDS.is_sorted() && KEYWORDS.iter().all(|word| word.len() <= LONGEST));
        for word in ["type", "async", "dyn", "try", "gen", "yield", "true"] {
            assert!(is_keyword(word), "{word}");
        }
        for word in [
            "self", "Self", "super", "crate", "union", "raw", "default", "name", "7",
        ] {
            assert!(!is_keyword(word), "{word}");
        }
    }

    #[test]
    fn keywords_are_those_of_the_parser() {
        for word in KEYWORDS.iter().filter(|word| **word != "gen") {
            assert!(syn::parse_str::<syn::Ident>(word).is_err(), "{word}");
            let raw = format!("r#{word}");
            assert!(syn::parse_str::<syn::Ident>(&raw).is_ok(), "{word}");
        }
    }
}
