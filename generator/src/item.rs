//! Files and their items, between emission and printing.

use proc_macro2::TokenStream;

/// A Rust file before it is printed.
pub struct RustFile {
    /// Where it goes, seen from the package.
    pub path: String,
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

/// A file as text.
#[derive(Debug)]
pub struct TextFile {
    /// Where it goes, seen from the package.
    pub path: String,
    /// What is in it.
    pub text: String,
}
