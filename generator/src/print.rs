//! Printing: tokens become formatted text, with blank lines between items and a header on top.

use proc_macro2::{Span, TokenStream};

use crate::emit::{Item, RustFile};
use crate::text::visible;

mod layout;
mod tokens;
mod writer;

use tokens::Tokens;
use writer::Shape;

/// Stands between the lines of a doc attribute: of the private use area, so that no text needs it.
pub(crate) const LINE_BREAK: char = '\u{e000}';

/// The text of a Rust file.
pub fn file(file: RustFile, source: &str) -> Result<String, syn::Error> {
    let mut text = header(&file.docs, source);
    let mut before = Kind::Header;
    for found in file.items {
        let (printed, kind) = match found {
            Item::Plain(tokens) => plain(tokens)?,
            Item::OpenEnum(tokens) => (open_enum(&item(&Tokens::new(tokens))?), Kind::Other),
            Item::Text(text) => (text, Kind::Other),
        };
        if kind == Kind::Other || kind != before {
            text.push('\n');
        }
        text.push_str(&printed);
        before = kind;
    }
    Ok(text)
}

fn plain(tokens: TokenStream) -> Result<(String, Kind), syn::Error> {
    let tokens = Tokens::new(tokens);
    let text = item(&tokens)?;
    Ok(match writer::shape(&tokens) {
        Shape::Module => (text, Kind::Module),
        Shape::Use => (text, Kind::Use),
        // Formatters leave the inside of macros alone, down to the space that tokens put before `::`.
        Shape::Macro => (text.replace("crate ::", "crate::"), Kind::Other),
        Shape::Other => (spaced(&text), Kind::Other),
    })
}

/// The lines of an item.
fn item(tokens: &Tokens) -> Result<String, syn::Error> {
    checked(writer::item(tokens), || {
        Ok(unparse(vec![syn::parse_str(&tokens.source())?]))
    })
}

/// What the writer wrote if it knows all that there is, else the text of prettyplease.
///
/// A build for development asks both, and takes it for a fault if they don't agree.
fn checked(
    written: Option<String>,
    other: impl FnOnce() -> Result<String, syn::Error>,
) -> Result<String, syn::Error> {
    match written {
        Some(written) if !cfg!(debug_assertions) => Ok(written),
        Some(written) => match other()? {
            text if text == written => Ok(written),
            text => {
                let message = format!("{written}is not what prettyplease makes of it:\n{text}");
                Err(syn::Error::new(Span::call_site(), message))
            }
        },
        None => other(),
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
    let tokens = Tokens::new(code);
    let written = writer::statements(&tokens).map(|text| indented(&text));
    let text = checked(written, || {
        let function = format!("fn example() {{ {} }}", tokens.source());
        Ok(indented(&unparse(vec![syn::parse_str(&function)?])))
    });
    // An example that is no Rust is found by the tests of the package.
    let text = text.unwrap_or_else(|error| error.to_string());
    text.lines().map(str::to_owned).collect()
}

/// The lines that are indented, by one level less.
fn indented(text: &str) -> String {
    let lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// What decides whether items stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Module,
    Use,
    Other,
}

fn unparse(items: Vec<syn::Item>) -> String {
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items,
    });
    comments(text)
}

/// Gives each line of a doc attribute a line of its own.
fn comments(text: String) -> String {
    if !text.contains(LINE_BREAK) {
        return text;
    }
    let mut lines = String::with_capacity(text.len() + text.len() / 8);
    for line in text.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (indent, comment) = line.split_at(indent);
        if !comment.starts_with("///") {
            lines.push_str(line);
            continue;
        }
        let mut parts = comment.split(LINE_BREAK);
        lines.push_str(indent);
        lines.push_str(parts.next().unwrap_or_default());
        for part in parts {
            lines.push('\n');
            lines.push_str(indent);
            lines.push_str("///");
            lines.push_str(part);
        }
    }
    lines
}

/// Puts a blank line between the functions of an `impl`, and a field on the line of its `self`.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut before = "";
    for line in text.lines() {
        let field = line.trim_start();
        if field.starts_with('.') && before.trim_start() == "self" && !field.contains('(') {
            // Behind the line before, instead of its line end.
            spaced.pop();
            spaced.push_str(field);
        } else {
            if before == "    }" && starts_item(line) {
                spaced.push('\n');
            }
            spaced.push_str(line);
        }
        spaced.push('\n');
        before = line;
    }
    spaced
}

/// Whether a function of an `impl` begins with this line.
fn starts_item(line: &str) -> bool {
    let starts = ["    ///", "    #[", "    pub ", "    fn ", "    async fn "];
    starts.iter().any(|start| line.starts_with(start))
}

/// Wraps an enumeration into the macro of the runtime that completes it.
fn open_enum(text: &str) -> String {
    let mut wrapped = String::from("rt::open_enum! {\n");
    for line in text.lines() {
        if !line.is_empty() {
            wrapped.push_str("    ");
        }
        wrapped.push_str(line);
        wrapped.push('\n');
    }
    wrapped.push_str("}\n");
    wrapped
}

#[cfg(test)]
mod tests;
