//! Printing: tokens become formatted text, with blank lines between items and a header on top.

use std::collections::BTreeMap;
use std::mem;

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Fields;

use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::surface;
use crate::syntax::{Item, Lines, RustFile, TextFile, written_from};
use crate::text::visible;

/// A Rust file as it is written.
pub struct Printed {
    /// Its path and text.
    pub file: TextFile,
    /// The public items in it, by path.
    pub items: BTreeMap<String, surface::Item>,
}

/// Prints a file, and finds its public items; `source` is the name of the document.
pub fn file(file: RustFile, source: &str) -> Result<Printed, Diagnostic> {
    let path = file.path.clone();
    printed(file, source).map_err(|error| {
        let message = format!("{path} is not Rust: {error}");
        let error = Diagnostic::error(Code::NoName, &Pointer::root(), message);
        error.help("this is an error of the generator; the names in the document may show which part of it is the cause")
    })
}

fn printed(file: RustFile, source: &str) -> Result<Printed, syn::Error> {
    let mut text = header(&file.docs, source);
    let mut count = text.lines().count();
    let mut surface = file
        .module
        .map(|module| surface::File::new(&file.path, module));
    let mut before = ItemGroup::Header;
    for item in file.items {
        let (item, is_open_enum) = match item {
            Item::Plain(tokens) => (syn::parse2(tokens)?, false),
            Item::OpenEnum(tokens) => (syn::Item::Enum(syn::parse2(tokens)?), true),
        };
        let kind = ItemGroup::of(&item);
        if kind == ItemGroup::Other || kind != before {
            text.push('\n');
            count += 1;
        }
        before = kind;
        let start = count + usize::from(is_open_enum);
        let printed = item_text(item.clone());
        count += printed.text.lines().count();
        if let Some(surface) = &mut surface {
            surface.item(&item, is_open_enum, &printed.lines.below(start));
        }
        if is_open_enum {
            count += 2;
            wrap(&printed.text, &mut text);
        } else {
            text.push_str(&printed.text);
        }
    }
    let items = surface.map(|surface| surface.items).unwrap_or_default();
    let path = file.path;
    Ok(Printed {
        file: TextFile { path, text },
        items,
    })
}

/// The text of an item, and its lines.
struct ItemText {
    text: String,
    lines: Lines,
}

impl Lines {
    /// The lines of an item that stands below others.
    fn below(mut self, count: usize) -> Self {
        for (first, last) in self.members.iter_mut().chain([&mut self.all]) {
            *first += count;
            *last += count;
        }
        self
    }
}

fn item_text(item: syn::Item) -> ItemText {
    match item {
        syn::Item::Struct(mut item) if matches!(item.fields, Fields::Named(_)) => {
            let fields = mem::replace(&mut item.fields, named([]));
            let alone = syn::ItemStruct {
                attrs: Vec::new(),
                generics: syn::Generics::default(),
                ..item.clone()
            };
            let members = fields.into_iter().map(|field| {
                syn::Item::Struct(syn::ItemStruct {
                    fields: named([field]),
                    ..alone.clone()
                })
            });
            braced(syn::Item::Struct(item), members, "")
        }
        syn::Item::Enum(mut item) => {
            let variants = mem::take(&mut item.variants);
            let alone = syn::ItemEnum {
                attrs: Vec::new(),
                generics: syn::Generics::default(),
                ..item.clone()
            };
            let members = variants.into_iter().map(|variant| {
                syn::Item::Enum(syn::ItemEnum {
                    variants: [variant].into_iter().collect(),
                    ..alone.clone()
                })
            });
            braced(syn::Item::Enum(item), members, "")
        }
        syn::Item::Impl(mut item) => {
            let functions = mem::take(&mut item.items);
            let alone = syn::ItemImpl {
                attrs: Vec::new(),
                generics: syn::Generics::default(),
                trait_: None,
                self_ty: Box::new(syn::Type::Path(syn::TypePath {
                    attrs: Vec::new(),
                    qself: None,
                    path: syn::Ident::new("Alone", Span::call_site()).into(),
                })),
                ..item.clone()
            };
            let members = functions.into_iter().map(|function| {
                syn::Item::Impl(syn::ItemImpl {
                    items: vec![function],
                    ..alone.clone()
                })
            });
            braced(syn::Item::Impl(item), members, "\n")
        }
        // prettyplease keeps the space before `::` in the arguments of a macro.
        syn::Item::Macro(_) => whole(unparse(item).replace("crate ::", "crate::")),
        item => whole(unparse(item)),
    }
}

fn named<const COUNT: usize>(fields: [syn::Field; COUNT]) -> Fields {
    Fields::Named(syn::FieldsNamed {
        brace_token: syn::token::Brace::default(),
        named: fields.into_iter().collect(),
    })
}

fn whole(text: String) -> ItemText {
    let all = (1, text.lines().count());
    let members = Vec::new();
    ItemText {
        text,
        lines: Lines { all, members },
    }
}

/// Prints an item without its members, and each of `members` by itself, so that their lines are known. A member stands in
/// an item of its own, of which only the lines inside the braces are taken; its head must be short enough for one line.
fn braced(
    item: syn::Item,
    members: impl ExactSizeIterator<Item = syn::Item>,
    between: &str,
) -> ItemText {
    let mut printed = whole(unparse(item));
    if members.len() == 0 {
        return printed;
    }
    let text = &mut printed.text;
    text.truncate(text.trim_end_matches(['{', '}', '\n']).len());
    text.push_str("{\n");
    let mut count = text.lines().count();
    for (index, member) in members.enumerate() {
        if index > 0 {
            text.push_str(between);
            count += between.len();
        }
        let member = unparse(member);
        let inside = member.split_once('\n').map_or("", |(_, inside)| inside);
        let inside = inside.strip_suffix("}\n").unwrap_or(inside);
        text.push_str(inside);
        let first = count + 1;
        count += inside.lines().count();
        printed.lines.members.push((first, count));
    }
    text.push_str("}\n");
    printed.lines.all = (1, count + 1);
    printed
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
        "{}// {}\n{}",
        lines(first),
        written_from(source),
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
enum ItemGroup {
    Header,
    Module,
    Use,
    Other,
}

impl ItemGroup {
    fn of(item: &syn::Item) -> Self {
        match item {
            syn::Item::Mod(_) => Self::Module,
            syn::Item::Use(_) => Self::Use,
            _ => Self::Other,
        }
    }
}

fn unparse(item: syn::Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// Wraps an enumeration into the macro of the runtime that completes it.
fn wrap(text: &str, wrapped: &mut String) {
    wrapped.push_str("rt::open_enum! {\n");
    for line in text.lines() {
        wrapped.push_str("    ");
        wrapped.push_str(line);
        wrapped.push('\n');
    }
    wrapped.push_str("}\n");
}

#[cfg(test)]
mod tests;
