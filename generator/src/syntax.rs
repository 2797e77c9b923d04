//! What emission gives to printing: Rust files as tokens, and other files as text.

use proc_macro2::TokenStream;

/// What the header of every written file begins with; it distinguishes them from the files of somebody else.
pub const MARKER: &str = "Written by `cargo xtask codegen`";

/// The sentence in the header of a file that is made from the document `source`.
pub fn written_from(source: impl std::fmt::Display) -> String {
    format!(
        "{MARKER} from {source}: change the document, the overlay or the generator, not this file."
    )
}

/// A file as text.
#[derive(Debug)]
pub struct TextFile {
    /// Where it goes, seen from the package.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// A Rust file before it is printed.
pub struct RustFile {
    /// Where it goes, seen from the package.
    pub path: String,
    /// The module that it holds, where users of the package can name it.
    pub module: Option<Module>,
    /// What it is for: the first line of the file, then more.
    pub docs: Vec<String>,
    /// What is in it, in order.
    pub items: Vec<Item>,
}

/// An item of a file.
pub enum Item {
    /// An item as Rust knows it.
    Plain(TokenStream),
    /// An enumeration that the runtime's `open_enum!` completes; its discriminants are the wire texts.
    OpenEnum(TokenStream),
}

/// A public module.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// Its path: `customer_profiles::evaluations`; empty for the root.
    pub path: String,
    /// The feature that it depends on.
    pub feature: Option<&'static str>,
}

impl Module {
    /// A module that every user has.
    pub fn new(path: impl Into<String>) -> Self {
        let feature = None;
        Self {
            path: path.into(),
            feature,
        }
    }
}

/// The lines of an item, from 1: the first, with its documentation, and the last.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    /// Those of the item itself.
    pub all: (usize, usize),
    /// Those of its fields, variants or functions.
    pub members: Vec<(usize, usize)>,
}
