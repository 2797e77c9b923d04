//! Emission: the model and its names become Rust, a file at a time.

mod argument;
mod check;
mod client;
mod docs;
mod dynamic;
mod enumeration;
mod example;
mod literal;
mod operation;
mod package;
mod record;
mod resource;
mod sid;
mod ty;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;

use crate::config::Config;
use crate::model::{Api, Origin, Resource, TypeDef};
use crate::name::{Names, Role};

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

/// A file that is no Rust.
pub struct TextFile {
    /// Where it goes, seen from the package.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// What emitters need to know.
pub(crate) struct Emitter<'a> {
    pub api: &'a Api,
    pub names: &'a Names,
    pub config: &'a Config,
    /// The name of the document's file.
    pub source: &'a str,
    /// All types, by origin.
    pub types: BTreeMap<&'a Origin, &'a TypeDef>,
}

/// All files of the package.
pub fn emit(
    api: &Api,
    names: &Names,
    config: &Config,
    source: &str,
) -> (Vec<RustFile>, Vec<TextFile>) {
    let resources = api.walk();
    let types = resources
        .iter()
        .flat_map(|resource| &resource.types)
        .chain(&api.shared)
        .map(|found| (found.origin(), found))
        .collect();
    let emitter = Emitter {
        api,
        names,
        config,
        source,
        types,
    };
    let mut files = vec![emitter.client_file()];
    files.extend(emitter.sid_file());
    files.extend(emitter.shared_file());
    for resource in &api.resources {
        emitter.resource_files(resource, "src", &mut files);
    }
    files.extend(emitter.dynamic_files());
    files.extend(emitter.check_files());
    let mut text = emitter.package_files();
    text.extend(emitter.example_files());
    (files, text)
}

impl Emitter<'_> {
    /// The file of a resource, and those of its children in a folder of its name.
    fn resource_files(&self, resource: &Resource, folder: &str, files: &mut Vec<RustFile>) {
        let module = self.names.text(&resource.origin, Role::Module);
        let module = module.as_str();
        let below = format!("{folder}/{module}");
        let path = if resource.children.is_empty() {
            format!("{below}.rs")
        } else {
            format!("{below}/mod.rs")
        };
        files.push(self.resource_file(resource, path));
        for child in &resource.children {
            self.resource_files(child, &below, files);
        }
    }

    /// The types that several resources use.
    fn shared_file(&self) -> Option<RustFile> {
        if self.api.shared.is_empty() {
            return None;
        }
        let mut items = self.imports(&self.api.shared, &[]);
        items.extend(
            self.api
                .shared
                .iter()
                .flat_map(|found| self.type_items(found)),
        );
        Some(RustFile {
            path: "src/types.rs".to_owned(),
            docs: vec!["Types that several resources use.".to_owned()],
            items,
        })
    }

    fn type_items(&self, found: &TypeDef) -> Vec<Item> {
        match found {
            TypeDef::Record(record) => self.record_items(record),
            TypeDef::Union(union) => self.union_items(union),
            TypeDef::Enumeration(enumeration) => vec![self.enumeration_item(enumeration)],
        }
    }
}
