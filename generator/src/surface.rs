//! The public surface of a package: what its users can name, an item a line, and where each item stands in the files.
//!
//! It is made of the syntax that is printed, never of the printed text.

mod origins;
mod signature;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use quote::ToTokens;
use syn::{Attribute, ImplItem, Meta, Visibility};

use crate::model::{Api, Origin};
use crate::name::Names;
use crate::syntax::{Lines, Module, written_from};
use signature::{signature, text};

/// The file of a package that holds its surface.
pub const FILE: &str = "api.txt";

/// What users of a package can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// The items by path: `customer_profiles::Status::Draft`, `sid::PolicySid as rt::impl_sid`.
    pub items: BTreeMap<String, Item>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What sort of item it is.
    pub kind: ItemKind,
    /// What its users rely on: `fn(&self) -> rt::List<EndUser>`, `struct, Clone, Debug`, the type of a field.
    pub text: String,
    /// The file it stands in.
    pub file: String,
    /// Its first line with its documentation, from 1.
    pub first: usize,
    /// Its last line.
    pub last: usize,
    /// The nodes of the document that it comes from: a method comes from its operation and from each of its arguments.
    pub origins: Vec<Origin>,
}

/// What sort of item it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A module.
    Module,
    /// A name that a `pub use` brings.
    Export,
    /// A struct or an enumeration, be it by a macro of the runtime.
    Type,
    /// A public field.
    Field,
    /// A variant of an enumeration.
    Variant,
    /// A function or a method.
    Function,
    /// A constant or a static.
    Value,
    /// What a type implements, by itself or by a macro of the runtime.
    Implementation,
    /// A feature of the manifest.
    Feature,
}

impl Surface {
    /// The text of [`FILE`], below its header: an item a line, in the order of the paths.
    pub fn text(&self) -> String {
        let lines = self.items.iter();
        lines
            .map(|(path, item)| format!("{path}: {}\n", item.text))
            .collect()
    }

    /// Sets the origins of the items; what the model has for a node need not be an item.
    pub(crate) fn set_origins(&mut self, api: &Api, names: &Names) {
        for (path, origin) in origins::origins(api, names) {
            if let Some(item) = self.items.get_mut(&path) {
                item.origins.push(origin);
            }
        }
    }

    /// The file, with a header that says where it comes from.
    pub(crate) fn file(&self, source: &str) -> String {
        format!(
            "# The public surface, an item a line: what it takes away or changes may break code that uses it.\n\
             # {}\n{}",
            written_from(source),
            self.text()
        )
    }
}

/// The public items of a file, which are found one after the other.
pub struct File<'f> {
    path: &'f str,
    module: Module,
    /// Those that were found, by path.
    pub items: BTreeMap<String, Item>,
}

impl<'f> File<'f> {
    /// A file that holds a module.
    pub fn new(path: &'f str, module: Module) -> Self {
        let items = BTreeMap::new();
        Self {
            path,
            module,
            items,
        }
    }

    /// Adds what users can name of an item; an enumeration that is open is completed by a macro of the runtime.
    pub fn item(&mut self, item: &syn::Item, is_open_enum: bool, lines: &Lines) {
        match item {
            syn::Item::Mod(item) if is_public(&item.vis) => {
                self.add(
                    &item.ident,
                    ItemKind::Module,
                    "mod".into(),
                    &item.attrs,
                    lines.all,
                );
            }
            syn::Item::Use(item) if is_public(&item.vis) => {
                self.exports(&item.tree, "", &item.attrs, lines.all);
            }
            syn::Item::Struct(item) if is_public(&item.vis) => self.structure(item, lines),
            syn::Item::Enum(item) if is_public(&item.vis) => {
                self.enumeration(item, is_open_enum, lines);
            }
            syn::Item::Macro(item) => self.completion(item, lines),
            syn::Item::Impl(item) => self.implementation(item, lines),
            syn::Item::Fn(item) if is_public(&item.vis) => {
                let text = signature(&item.sig);
                self.add(
                    &item.sig.ident,
                    ItemKind::Function,
                    text,
                    &item.attrs,
                    lines.all,
                );
            }
            syn::Item::Static(item) if is_public(&item.vis) => {
                let text = format!("static {}", text_of(&item.ty));
                self.add(&item.ident, ItemKind::Value, text, &item.attrs, lines.all);
            }
            syn::Item::Const(item) if is_public(&item.vis) => {
                let text = format!("const {}", text_of(&item.ty));
                self.add(&item.ident, ItemKind::Value, text, &item.attrs, lines.all);
            }
            _ => {}
        }
    }

    fn structure(&mut self, item: &syn::ItemStruct, lines: &Lines) {
        let text = shape("struct", &item.attrs);
        self.add(&item.ident, ItemKind::Type, text, &item.attrs, lines.all);
        for (field, at) in item.fields.iter().zip(&lines.members) {
            if let (Some(name), true) = (&field.ident, is_public(&field.vis)) {
                let path = format!("{}::{name}", item.ident);
                self.add(path, ItemKind::Field, text_of(&field.ty), &field.attrs, *at);
            }
        }
    }

    fn enumeration(&mut self, item: &syn::ItemEnum, is_open: bool, lines: &Lines) {
        let keyword = if is_open { "rt::open_enum" } else { "enum" };
        let text = shape(keyword, &item.attrs);
        self.add(&item.ident, ItemKind::Type, text, &item.attrs, lines.all);
        for (variant, at) in item.variants.iter().zip(&lines.members) {
            let path = format!("{}::{}", item.ident, variant.ident);
            let holds = match &variant.discriminant {
                Some((_, wire)) => text_of(wire),
                None => text_of(&variant.fields),
            };
            let text = format!("variant {holds}").trim_end().to_owned();
            self.add(path, ItemKind::Variant, text, &variant.attrs, *at);
        }
    }

    /// Adds what a `pub use` brings.
    fn exports(
        &mut self,
        tree: &syn::UseTree,
        from: &str,
        attributes: &[Attribute],
        at: (usize, usize),
    ) {
        let name = match tree {
            syn::UseTree::Path(path) => {
                let from = format!("{from}{}::", path.ident);
                return self.exports(&path.tree, &from, attributes, at);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.exports(tree, from, attributes, at);
                }
                return;
            }
            syn::UseTree::Name(name) => name.ident.to_string(),
            syn::UseTree::Rename(name) => name.rename.to_string(),
            syn::UseTree::Glob(_) => "*".to_owned(),
        };
        let text = format!("use {from}{name}");
        self.add(name, ItemKind::Export, text, attributes, at);
    }

    /// Adds what a macro of the runtime gives a type: `rt::impl_sid!(PolicySid, "RN");`.
    fn completion(&mut self, item: &syn::ItemMacro, lines: &Lines) {
        // What it completes, the derives say.
        if item
            .mac
            .path
            .segments
            .iter()
            .any(|segment| segment.ident == "open_record")
        {
            return;
        }
        let arguments = text(item.mac.tokens.clone());
        let (subject, rest) = arguments
            .split_once(" => ")
            .or_else(|| arguments.split_once(", "))
            .unwrap_or((&arguments, ""));
        let path = format!("{subject} as {}", text_of(&item.mac.path));
        let kind = ItemKind::Implementation;
        self.add(path, kind, rest.to_owned(), &item.attrs, lines.all);
    }

    fn implementation(&mut self, item: &syn::ItemImpl, lines: &Lines) {
        let owner = text_of(&item.self_ty);
        if let Some((implemented, _)) = &item.trait_ {
            let implemented = text_of(implemented);
            if !self.joins(&owner, &implemented) {
                let path = format!("{owner} as {implemented}");
                let kind = ItemKind::Implementation;
                self.add(path, kind, "impl".to_owned(), &item.attrs, lines.all);
            }
            return;
        }
        for (member, at) in item.items.iter().zip(&lines.members) {
            let ImplItem::Fn(method) = member else {
                continue;
            };
            if !is_public(&method.vis) {
                continue;
            }
            let mut path = format!("{owner}::{}", method.sig.ident);
            // A record that callers make has a field and a method of one name.
            if self.items.contains_key(&self.path(&path)) {
                path.push_str("()");
            }
            let text = signature(&method.sig);
            self.add(path, ItemKind::Function, text, &method.attrs, *at);
        }
    }

    /// Adds a trait to those that a type derives: users don't care who wrote its code.
    fn joins(&mut self, owner: &str, implemented: &str) -> bool {
        let implemented = implemented
            .trim_start_matches("std::fmt::")
            .trim_end_matches("<'de>");
        let path = self.path(owner);
        let item = self.items.get_mut(&path);
        let Some(item) = item.filter(|_| !implemented.contains('<')) else {
            return false;
        };
        let mut parts = item.text.split(", ");
        let fixed = 1 + usize::from(item.text.contains(", non_exhaustive"));
        let head: Vec<&str> = parts.by_ref().take(fixed).collect();
        let mut traits: Vec<&str> = parts.chain([implemented]).collect();
        traits.sort_unstable();
        item.text = [head, traits].concat().join(", ");
        true
    }

    fn path(&self, name: &str) -> String {
        match (name.strip_prefix("crate::"), self.module.path.as_str()) {
            (Some(path), _) => path.to_owned(),
            (None, "") => name.to_owned(),
            (None, module) => format!("{module}::{name}"),
        }
    }

    fn add(
        &mut self,
        name: impl ToString,
        kind: ItemKind,
        mut text: String,
        attributes: &[Attribute],
        (first, last): (usize, usize),
    ) {
        let own = feature(attributes);
        if let Some(feature) = own.as_deref().or(self.module.feature) {
            text.push_str(&format!(" [{feature}]"));
        }
        let item = Item {
            kind,
            text,
            file: self.path.to_owned(),
            first,
            last,
            origins: Vec::new(),
        };
        self.items.insert(self.path(&name.to_string()), item);
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn text_of(syntax: &impl ToTokens) -> String {
    text(syntax.to_token_stream())
}

/// A type with what it derives, in order of the alphabet.
fn shape(keyword: &str, attributes: &[Attribute]) -> String {
    let mut derived = Vec::new();
    for attribute in attributes {
        if let (true, Meta::List(list)) = (attribute.path().is_ident("derive"), &attribute.meta) {
            let names = text(list.tokens.clone());
            derived.extend(names.split(", ").map(str::to_owned));
        }
    }
    derived.sort_unstable();
    let mut parts = vec![keyword.to_owned()];
    if attributes
        .iter()
        .any(|attribute| attribute.path().is_ident("non_exhaustive"))
    {
        parts.push("non_exhaustive".to_owned());
    }
    parts.extend(derived);
    parts.join(", ")
}

/// The feature that an item depends on: `#[cfg(feature = "blocking")]`.
fn feature(attributes: &[Attribute]) -> Option<String> {
    let mut attributes = attributes.iter();
    let condition = attributes.find(|attribute| attribute.path().is_ident("cfg"))?;
    let condition: syn::MetaNameValue = condition.parse_args().ok()?;
    match condition.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(name),
            ..
        }) if condition.path.is_ident("feature") => Some(name.value()),
        _ => None,
    }
}
