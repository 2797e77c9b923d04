//! Printing: tokens become formatted text, with blank lines between items and a header on top.

use proc_macro2::TokenStream;

use crate::emit::{Item, RustFile};

mod table;

/// Stands between the lines of a doc attribute: of the private use area, so that no text needs it.
pub(crate) const LINE_BREAK: char = '\u{e000}';

/// The text of a Rust file.
pub fn file(file: RustFile, source: &str) -> Result<String, syn::Error> {
    let mut text = header(&file.docs, source);
    let mut before = Kind::Header;
    for item in file.items {
        let (printed, kind) = match item {
            Item::Plain(tokens) => {
                let item: syn::Item = syn::parse2(tokens)?;
                let kind = Kind::of(&item);
                let is_macro = matches!(item, syn::Item::Macro(_));
                let text = spaced(&unparse(vec![item]));
                match is_macro {
                    // Formatters leave the inside of macros alone, down to the space that tokens put before `::`.
                    true => (text.replace("crate ::", "crate::"), kind),
                    false => (text, kind),
                }
            }
            Item::OpenEnum(tokens) => {
                (open_enum(&unparse(vec![syn::parse2(tokens)?])), Kind::Other)
            }
            Item::Table(tokens) => (table::print(tokens), Kind::Other),
        };
        if kind == Kind::Other || kind != before {
            text.push('\n');
        }
        text.push_str(&printed);
        before = kind;
    }
    Ok(text)
}

/// The documentation of a file; behind its first paragraph, the command that wrote the file.
fn header(docs: &[String], source: &str) -> String {
    let paragraph = docs.iter().position(String::is_empty).unwrap_or(docs.len());
    let (first, rest) = docs.split_at(paragraph);
    let lines = |lines: &[String]| -> String {
        lines
            .iter()
            .map(|line| format!("{}\n", format!("//! {line}").trim_end()))
            .collect()
    };
    format!(
        "{}// Written by `cargo xtask codegen` from {source}: change the document, the overlay or the generator, not this \
         file.\n{}",
        lines(first),
        lines(rest)
    )
}

/// The lines of some statements, as they stand in a function.
pub fn statements(code: TokenStream) -> Vec<String> {
    let wrapped = quote::quote!(async fn example() { #code });
    let Ok(item) = syn::parse2::<syn::Item>(wrapped) else {
        return vec![code.to_string()];
    };
    let text = unparse(vec![item]);
    let lines: Vec<&str> = text.lines().collect();
    let body = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    body.iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line).to_owned())
        .collect()
}

/// What decides whether items stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Header,
    Module,
    Use,
    Other,
}

impl Kind {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Mod(_) => Self::Module,
            syn::Item::Use(_) => Self::Use,
            _ => Self::Other,
        }
    }
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
mod tests {
    use quote::quote;

    use super::{file, statements};
    use crate::emit::{Item, RustFile};

    #[test]
    fn items_are_spaced_and_enumerations_wrapped() {
        let items = vec![
            Item::Plain(quote!(
                use a::b;
            )),
            Item::Plain(quote!(
                use c::d;
            )),
            Item::Plain(quote!(impl A { fn b() {} fn c() {} })),
            Item::OpenEnum(quote!(
                pub enum E {
                    #[doc = " One."]
                    A = "a",
                }
            )),
        ];
        let printed = file(
            RustFile {
                path: String::new(),
                docs: vec!["Docs.".to_owned()],
                items,
            },
            "api.yaml",
        )
        .unwrap();
        let (_, body) = printed.split_once("not this file.\n").unwrap();
        assert_eq!(
            body,
            "\nuse a::b;\nuse c::d;\n\nimpl A {\n    fn b() {}\n    fn c() {}\n}\n\nrt::open_enum! {\n    pub enum E {\n        \
             /// One.\n        A = \"a\",\n    }\n}\n"
        );
    }

    #[test]
    fn paths_in_macros_are_written_closed_and_texts_as_they_are() {
        let items = vec![
            Item::Plain(quote!(rt::list_methods!(A => crate::types::B);)),
            Item::Plain(quote!(
                const A: &str = "crate :: b";
            )),
        ];
        let docs = vec!["Docs.".to_owned()];
        let path = String::new();
        let printed = file(RustFile { path, docs, items }, "api.yaml").unwrap();
        assert!(
            printed.contains("rt::list_methods!(A => crate::types::B);"),
            "{printed}"
        );
        assert!(printed.contains("\"crate :: b\""), "{printed}");
    }

    #[test]
    fn statements_lose_their_function() {
        assert_eq!(
            statements(quote!(let a = b; c(a);)),
            ["let a = b;", "c(a);"]
        );
    }
}
