//! Operations by id: a table that describes each, with a function that turns JSON into the typed request.
//!
//! A file for each resource, and the program that makes commands of the table.

mod conversion;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use heck::ToShoutySnakeCase;
use proc_macro2::Ident;
use quote::{format_ident, quote};

use super::Emitter;
use crate::model::{Docs, Operation, Origin, Parameter, Resource, Ty, TypeDef};
use crate::name::Role;
use crate::syntax::{Item, Module, RustFile};
use crate::text::{code_span, markdown, visible};

/// The constants of a table for lists of choices, by the enumeration.
type Choices = BTreeMap<Origin, Ident>;

impl<'a> Emitter<'a> {
    /// The resources that have a table of operations.
    pub(super) fn with_operations(&self) -> Vec<&'a Resource> {
        let mut resources = self.api.walk();
        resources.retain(|resource| !resource.operations.is_empty());
        resources
    }

    pub(super) fn program_file(&self) -> RustFile {
        let program = self.names.program.as_str();
        let package = self.names.library.ident();
        RustFile {
            path: format!("src/bin/{program}.rs"),
            module: None,
            docs: vec![format!(
                "{} on the command line.",
                markdown(&self.names.service)
            )],
            items: vec![Item::Plain(quote! {
                fn main() -> std::process::ExitCode {
                    openapi_client_cli::main(&openapi_client_cli::Program {
                        name: #program,
                        version: env!("CARGO_PKG_VERSION"),
                        service: &#package::dynamic::SERVICE,
                    })
                }
            })],
        }
    }

    pub(super) fn service_file(&self) -> RustFile {
        let resources = self.with_operations();
        let client = self.names.client.ident();
        let modules = resources.iter().map(|resource| self.flat_ident(resource));
        let modules: Vec<_> = modules.collect();
        let docs = text(&self.api.docs, &self.names.service);
        let mut items: Vec<Item> = modules
            .iter()
            .map(|module| Item::Plain(quote!(mod #module;)))
            .collect();
        let runtime = self.profile.library();
        items.push(Item::Plain(quote!(pub use #runtime::dynamic::*;)));
        items.push(Item::Plain(quote!(use crate::{API, Error, #client};)));
        items.push(Item::Plain(quote! {
            /// All operations.
            pub static SERVICE: Service = Service {
                api: &API,
                docs: #docs,
                resources: &[#(#modules::RESOURCE),*],
            };
        }));
        items.push(Item::Plain(quote! {
            impl #client {
                /// Finds an operation by its id and gives it its arguments: an object, with the parameters by the names that
                /// the document gives them. Nothing is sent yet.
                pub fn prepare(&self, operation: &str, arguments: serde_json::Value) -> Result<Prepared, Error> {
                    SERVICE.prepare(self.client(), operation, arguments)
                }
            }
        }));
        RustFile {
            path: "src/dynamic/mod.rs".to_owned(),
            module: Some(Module {
                path: "dynamic".to_owned(),
                feature: Some("dynamic"),
            }),
            docs: vec![
                "Operations by their ids, with JSON for arguments and responses.".to_owned(),
            ],
            items,
        }
    }

    pub(super) fn table_file(&self, resource: &Resource) -> RustFile {
        let choices = self.choices(resource);
        let mut items = self.table_imports(resource);
        items.extend(choices.iter().map(|(origin, name)| {
            let list = self.choice_list(origin);
            Item::Plain(quote!(const #name: ParameterKind = #list;))
        }));
        items.push(Item::Plain(self.table(resource, &choices)));
        let lineage = self.lineage(resource);
        items.extend(
            resource
                .operations
                .iter()
                .map(|operation| Item::Plain(self.conversion_of(operation, lineage))),
        );
        RustFile {
            path: format!("src/dynamic/{}.rs", self.flat_module(resource)),
            module: None,
            docs: vec![format!(
                "The operations of {}.",
                code_span(&resource.path.to_string())
            )],
            items,
        }
    }

    fn table_imports(&self, resource: &Resource) -> Vec<Item> {
        let parameters = || {
            let own = resource
                .operations
                .iter()
                .flat_map(Operation::all_parameters);
            resource.parameters.iter().chain(own)
        };
        let mut sids = BTreeSet::new();
        for parameter in parameters() {
            parameter.ty.each_sid(&mut |sid| {
                sids.insert(sid);
            });
        }
        let client = self.names.client.ident();
        let is_runtime = |parameter: &Parameter| self.names_runtime(&parameter.ty);
        let is_used = parameters().any(is_runtime);
        let runtime = is_used.then(|| self.runtime_import());
        let used = |ty: &str, is_used: bool| is_used.then(|| format_ident!("{ty}"));
        let has_choices = parameters().any(|parameter| self.has_choices(&parameter.ty));
        let has_parameters = parameters().next().is_some()
            || resource.operations.iter().any(|operation| {
                operation.list.as_ref().is_some_and(|list| {
                    list.page_size.is_some() || list.page.is_some() || list.page_token.is_some()
                })
            });
        let names = [
            used("Arguments", true),
            used("Choice", has_choices),
            used("Operation", true),
            used("Parameter", has_parameters),
            used("ParameterKind", has_parameters),
            used("ParameterLocation", has_parameters),
            used("Prepared", true),
            used("Resource", true),
        ];
        let names = names.into_iter().flatten();
        let has_map = parameters().any(|parameter| holds_map(&parameter.ty));
        let mut items = Vec::new();
        items.extend(has_map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        }));
        items.extend(runtime);
        items.push(quote!(use super::{#(#names),*};));
        items.push(quote!(use crate::{Client, Error, #client};));
        items.extend(self.sid_import(&sids));
        items.into_iter().map(Item::Plain).collect()
    }

    /// Whether the type of a value is written with a name of the runtime.
    fn names_runtime(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Decimal | Ty::Timestamp | Ty::Date | Ty::Sid(None) => true,
            Ty::Sid(Some(kind)) => self.names.sid(kind).is_none(),
            Ty::List(item) | Ty::Map(item) => self.names_runtime(item),
            _ => false,
        }
    }

    fn has_choices(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Enum(_) => true,
            Ty::List(item) => self.has_choices(item),
            _ => false,
        }
    }

    /// The enumerations of a resource's parameters, each with the name of a constant: one list however often it is used.
    ///
    /// Those whose names would clash, or can't be names, are written out where they are used.
    fn choices(&self, resource: &Resource) -> Choices {
        let own = resource
            .operations
            .iter()
            .flat_map(Operation::all_parameters);
        let mut found = Choices::new();
        for parameter in resource.parameters.iter().chain(own) {
            parameter.ty.each_reference(&mut |origin| {
                if let Some(TypeDef::Enumeration(_)) = self.types.get(origin) {
                    let name = self.names.text(origin, Role::Type).as_str();
                    if let Ok(name) = syn::parse_str(&name.to_shouty_snake_case()) {
                        found.insert(origin.clone(), name);
                    }
                }
            });
        }
        let mut uses = BTreeMap::from([(format_ident!("RESOURCE"), 1)]);
        for name in found.values() {
            *uses.entry(name.clone()).or_default() += 1;
        }
        found.retain(|_, name| uses.get(name) == Some(&1));
        found
    }
}

/// Whether the type of a value is written with a map.
fn holds_map(ty: &Ty) -> bool {
    match ty {
        Ty::Map(_) => true,
        Ty::List(item) => holds_map(item),
        _ => false,
    }
}

/// A Rust name as a word of a command line.
fn word(name: &str) -> String {
    name.replace('_', "-")
}

/// What the document says, a line a paragraph.
fn text(docs: &Docs, fallback: &str) -> String {
    let said = [&docs.summary, &docs.description].into_iter().flatten();
    let mut paragraphs: Vec<String> = Vec::new();
    for paragraph in said.flat_map(|text| text.split("\n\n")) {
        let words: Vec<_> = paragraph.split_whitespace().map(visible).collect();
        let paragraph = words.join(" ");
        if !paragraph.is_empty() && !paragraphs.contains(&paragraph) {
            paragraphs.push(paragraph);
        }
    }
    if !docs.limits.is_empty() {
        paragraphs.push(format!("Limits: {}.", docs.limits.join(", ")));
    }
    match paragraphs.is_empty() {
        true => fallback.to_owned(),
        false => paragraphs.join("\n"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::source::{Inputs, Source};

    #[test]
    fn a_list_of_choices_does_not_take_the_name_of_the_table() {
        let kind = json!({ "$ref": "#/components/schemas/Resource" });
        let document = json!({
            "openapi": "3.0.1",
            "info": { "title": "a", "version": "1" },
            "servers": [{ "url": "https://a.example.com" }],
            "paths": { "/v1/Things": { "delete": {
                "operationId": "DeleteThings",
                "parameters": [{ "name": "Kind", "in": "query", "schema": kind }],
                "responses": { "204": { "description": "gone" } },
            } } },
            "components": { "schemas": { "Resource": { "type": "string", "enum": ["b"] } } },
        });
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            overlay: None,
            config: None,
        };
        let files = crate::generate(&inputs).unwrap().output.files;
        let table = &files["src/dynamic/things.rs"];
        assert_eq!(table.matches("const RESOURCE").count(), 1, "{table}");
    }
}
