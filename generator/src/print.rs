//! Printing: tokens become formatted text, with blank lines between items and a header on top.

use proc_macro2::TokenStream;
use quote::quote;

use crate::diagnostic::{Code, Diagnostic};
use crate::item::{Item, RustFile, TextFile};
use crate::pointer::Pointer;
use crate::text::visible;

/// A Rust file as text; `source` is the name of the document.
pub fn file(file: RustFile, source: &str) -> Result<TextFile, Diagnostic> {
    let path = file.path.clone();
    match text(file, source) {
        Ok(text) => Ok(TextFile { path, text }),
        Err(error) => {
            let message = format!("{path} is no Rust: {error}");
            let error = Diagnostic::error(Code::NoName, &Pointer::root(), message);
            Err(error.help("this is a fault of the generator; the document's names may tell which part of it brings it out"))
        }
    }
}

fn text(file: RustFile, source: &str) -> Result<String, syn::Error> {
    let mut text = header(&file.docs, source);
    let mut before = Kind::Header;
    for item in file.items {
        let (printed, kind) = match item {
            Item::Plain(tokens) => plain(syn::parse2(tokens)?),
            Item::OpenEnum(tokens) => (open_enum(&unparse(syn::parse2(tokens)?)), Kind::Other),
        };
        if kind == Kind::Other || kind != before {
            text.push('\n');
        }
        text.push_str(&printed);
        before = kind;
    }
    Ok(text)
}

fn plain(item: syn::Item) -> (String, Kind) {
    match item {
        syn::Item::Mod(_) => (unparse(item), Kind::Module),
        syn::Item::Use(_) => (unparse(item), Kind::Use),
        // prettyplease keeps the space before `::` in the arguments of a macro.
        syn::Item::Macro(_) => (unparse(item).replace("crate ::", "crate::"), Kind::Other),
        syn::Item::Impl(_) => (spaced(&unparse(item)), Kind::Other),
        _ => (unparse(item), Kind::Other),
    }
}

/// The documentation of a file; behind its first paragraph, the command that wrote the file.
fn header(docs: &[String], source: &str) -> String {
    let paragraph = docs.iter().position(String::is_empty).unwrap_or(docs.len());
    let (first, rest) = docs.split_at(paragraph);
    let lines = |lines: &[String]| -> String {
        lines
            .iter()
            .map(|line| format!("{}\n", format!("//! {}", visible(line)).trim_end()))
            .collect()
    };
    format!(
        "{}// Written by `cargo xtask codegen` from {}: change the document, the overlay or the generator, not this \
         file.\n{}",
        lines(first),
        source,
        lines(rest)
    )
}

/// The lines of some statements, as they stand in a function.
pub fn statements(code: TokenStream) -> Vec<String> {
    let function = syn::parse2(quote!(fn example() { #code }));
    // An example that is no Rust is found by the tests of the package.
    let text = function.map_or_else(|error| format!("    {error}"), unparse);
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines.map(str::to_owned).collect()
}

/// What decides whether items stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Module,
    Use,
    Other,
}

fn unparse(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// Puts a blank line between the functions of an `impl`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        if before == "    }" && line != "}" {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// Wraps an enumeration into the macro of the runtime that completes it.
fn open_enum(text: &str) -> String {
    let mut wrapped = String::from("rt::open_enum! {\n");
    for line in text.lines() {
        wrapped.push_str("    ");
        wrapped.push_str(line);
        wrapped.push('\n');
    }
    wrapped.push_str("}\n");
    wrapped
}

#[cfg(test)]
mod tests;
