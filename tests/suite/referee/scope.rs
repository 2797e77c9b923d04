//! What the names in a generated file mean outside of it.

use std::collections::BTreeMap;

use openapi_client_codegen::surface::Surface;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};

/// What programs call the crate that they use.
pub const KRATE: &str = "::krate";

/// The names that stand for something else in a module.
pub struct Scope {
    /// What each stands for, from the root of all crates.
    names: BTreeMap<String, String>,
    /// Modules of which every name can stand there.
    globs: Vec<String>,
}

impl Default for Scope {
    /// The scope of what a macro of a runtime expands to.
    fn default() -> Self {
        let names = [("crate", KRATE), ("rt", "::twilio_client")];
        let names = names.map(|(name, path)| (name.to_owned(), path.to_owned()));
        Self {
            names: names.into(),
            globs: Vec::new(),
        }
    }
}

impl Scope {
    /// The scope of the file that holds a module; the root has the name "".
    pub fn of(module: &str, surface: &Surface, text: &str) -> Self {
        let mut scope = Self::default();
        for (path, item) in &surface.items {
            let name = match module {
                "" => Some(path.as_str()),
                _ => path
                    .strip_prefix(module)
                    .and_then(|rest| rest.strip_prefix("::")),
            };
            let kind = item.text.split([',', ' ']).next().unwrap_or_default();
            let is_type = ["mod", "struct", "enum", "rt::open_enum", "type", "trait"];
            if let Some(name) = name.filter(|name| !name.contains([':', ' ']))
                && is_type.contains(&kind)
            {
                scope
                    .names
                    .insert(name.to_owned(), format!("{KRATE}::{path}"));
            }
        }
        for item in syn::parse_file(text).unwrap().items {
            if let syn::Item::Use(item) = item {
                scope.import(&item.tree, &mut Vec::new());
            }
        }
        scope
    }

    fn import(&mut self, tree: &syn::UseTree, before: &mut Vec<String>) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.import(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before);
                }
            }
            syn::UseTree::Name(name) => self.named(&name.ident, &name.ident, before),
            syn::UseTree::Rename(name) => self.named(&name.rename, &name.ident, before),
            syn::UseTree::Glob(_) => self.globs.push(absolute(before)),
        }
    }

    fn named(&mut self, name: &syn::Ident, ident: &syn::Ident, before: &[String]) {
        let mut parts = before.to_vec();
        parts.push(ident.to_string());
        self.names
            .entry(name.to_string())
            .or_insert(absolute(&parts));
    }

    /// Declarations for the names that only a glob brings.
    pub fn globs(&self) -> String {
        let lines = self.globs.iter().map(|from| format!("use {from}::*; "));
        lines.collect()
    }

    /// The scope of an implementation, in which `Self` stands for the type.
    pub fn with_self(&self, owner: &str) -> Self {
        let mut names = self.names.clone();
        names.insert("Self".to_owned(), owner.to_owned());
        Self {
            names,
            globs: self.globs.clone(),
        }
    }

    /// The text of a type, as it is named outside of the crate.
    pub fn outside(&self, ty: &syn::Type) -> String {
        let mut ty = ty.clone();
        let mut outside = Outside(self);
        outside.visit_type_mut(&mut ty);
        ty.to_token_stream().to_string()
    }

    /// The same for the text of a type.
    pub fn text(&self, text: &str) -> String {
        let ty = syn::parse_str(text);
        self.outside(&ty.unwrap_or_else(|error| panic!("{text} is no type: {error}")))
    }
}

/// A path from the root of all crates.
fn absolute(parts: &[String]) -> String {
    match parts.split_first() {
        Some((first, rest)) if first == "crate" => format!("{KRATE}::{}", rest.join("::")),
        _ => format!("::{}", parts.join("::")),
    }
}

struct Outside<'s>(&'s Scope);

impl VisitMut for Outside<'_> {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        let first = path.segments.first().map(|first| first.ident.to_string());
        let full = first.and_then(|first| self.0.names.get(&first));
        if let Some(full) = full.filter(|_| path.leading_colon.is_none()) {
            let mut found: syn::Path = syn::parse_str(full).unwrap();
            let mut segments = path.segments.clone().into_iter();
            let arguments = segments.next().unwrap().arguments;
            found.segments.last_mut().unwrap().arguments = arguments;
            found.segments.extend(segments);
            *path = found;
        }
        visit_mut::visit_path_mut(self, path);
    }
}
