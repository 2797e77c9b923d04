//! Operations by id: a table that describes each, with a function that turns JSON into the typed request.
//!
//! A file for each resource, and the program that makes commands of the table.

mod conversion;
mod table;

use std::collections::BTreeMap;

use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Emitter;
use super::operation::OperationWriter;
use super::resource::Uses;
use crate::model::{
    Docs, ListShape, Operation, Origin, Parameter, Resource, Ty, TypeDef, WireName,
};
use crate::name::Role;
use crate::syntax::{Item, Module, RustFile};
use crate::text::{code_span, markdown, visible};
use table::Table;

/// The resources that have a table of operations.
pub(super) fn with_operations<'a>(emitter: &Emitter<'a>) -> Vec<&'a Resource> {
    let mut resources = emitter.api.walk();
    resources.retain(|resource| !resource.operations.is_empty());
    resources
}

pub(super) fn program_file(emitter: &Emitter<'_>) -> RustFile {
    let program = emitter.names.program.as_str();
    let package = &emitter.names.library;
    let service = markdown(&emitter.names.service);
    RustFile {
        path: format!("src/bin/{program}.rs"),
        module: None,
        docs: vec![format!("{service} on the command line.")],
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

pub(super) fn service_file(emitter: &Emitter<'_>) -> RustFile {
    let client = &emitter.names.client;
    let resources = with_operations(emitter).into_iter();
    let modules: Vec<_> = resources
        .map(|resource| emitter.table_name(resource))
        .collect();
    let docs = text(&emitter.api.docs, &emitter.names.service);
    let runtime = emitter.profile.library();
    let items = [
        quote!(pub use #runtime::dynamic::*;),
        quote!(use crate::{API, Error, #client};),
        quote! {
            /// All operations.
            pub static SERVICE: Service = Service {
                api: &API,
                docs: #docs,
                resources: &[#(#modules::RESOURCE),*],
            };
        },
        quote! {
            impl #client {
                /// Finds an operation by its id and gives it its arguments: an object, with the parameters by the names that
                /// the document gives them. Nothing is sent yet.
                pub fn prepare(&self, operation: &str, arguments: serde_json::Value) -> Result<Prepared, Error> {
                    SERVICE.prepare(self.client(), operation, arguments)
                }
            }
        },
    ];
    let modules = modules.iter().map(|module| quote!(mod #module;));
    RustFile {
        path: "src/dynamic/mod.rs".to_owned(),
        module: Some(Module {
            path: "dynamic".to_owned(),
            feature: Some("dynamic"),
        }),
        docs: vec!["Operations by their ids, with JSON for arguments and responses.".to_owned()],
        items: modules.chain(items).map(Item::Plain).collect(),
    }
}

pub(super) fn table_file(emitter: &Emitter<'_>, resource: &Resource) -> RustFile {
    let choices = choices(emitter, resource);
    let table = Table {
        emitter,
        resource,
        choices: &choices,
    };
    let mut items = imports(emitter, resource);
    items.extend(choices.iter().map(|(origin, name)| {
        let list = table.choice_list(origin);
        quote!(const #name: ParameterKind = #list;)
    }));
    items.push(table.tokens());
    let operations = resource.operations.iter();
    items.extend(operations.map(|operation| {
        conversion::function(&OperationWriter::new(emitter, operation, resource))
    }));
    let path = code_span(&resource.path.to_string());
    RustFile {
        path: table_path(emitter, resource),
        module: None,
        docs: vec![format!("The operations of {path}.")],
        items: items.into_iter().map(Item::Plain).collect(),
    }
}

pub(super) fn table_path(emitter: &Emitter<'_>, resource: &Resource) -> String {
    format!("src/dynamic/{}.rs", emitter.table_name(resource).as_str())
}

/// All parameters of a resource and its operations.
fn parameters(resource: &Resource) -> impl Iterator<Item = &Parameter> {
    let operations = resource.operations.iter();
    let own = operations.flat_map(Operation::all_parameters);
    resource.parameters.iter().chain(own)
}

fn imports(emitter: &Emitter<'_>, resource: &Resource) -> Vec<TokenStream> {
    let mut uses = Uses::default();
    uses.parameters(parameters(resource));
    for operation in &resource.operations {
        let types = table::record(operation).into_iter();
        types
            .chain(&operation.failure.ty)
            .for_each(|ty| uses.ty(ty));
    }
    let has_paging = |operation: &Operation| !paging(operation).is_empty();
    let has_parameters =
        parameters(resource).next().is_some() || resource.operations.iter().any(has_paging);
    let has_choices = parameters(resource).any(|parameter| choice(&parameter.ty).is_some());
    let names = [
        ("Arguments", true),
        ("Choice", has_choices),
        ("Operation", true),
        ("Parameter", has_parameters),
        ("ParameterKind", has_parameters),
        ("ParameterLocation", has_parameters),
        ("Prepared", true),
        ("Resource", true),
    ];
    let names = names.into_iter().filter(|(_, is_used)| *is_used);
    let names = names.map(|(name, _)| format_ident!("{name}"));
    let client = &emitter.names.client;
    let own = vec![
        quote!(use super::{#(#names),*};),
        quote!(use crate::{Client, Error, #client};),
    ];
    emitter.imports(&uses, own)
}

/// The enumeration whose values are the choices for a parameter.
fn choice(ty: &Ty) -> Option<&Origin> {
    match ty {
        Ty::Enum(origin) => Some(origin),
        Ty::List(item) | Ty::Nullable(item) => choice(item),
        _ => None,
    }
}

/// The constants of a table for lists of choices, by the enumeration.
type Choices = BTreeMap<Origin, Ident>;

/// The enumerations of a resource's parameters, each with the name of a constant: one list however often it is used.
///
/// Those whose names would clash, or can't be names, are written out where they are used.
fn choices(emitter: &Emitter<'_>, resource: &Resource) -> Choices {
    let mut found = Choices::new();
    let mut uses = BTreeMap::from([(format_ident!("RESOURCE"), 1)]);
    for origin in parameters(resource).filter_map(|parameter| choice(&parameter.ty)) {
        let Some(TypeDef::Enumeration(_)) = emitter.types.get(origin) else {
            continue;
        };
        let name = emitter.names.text(origin, Role::Type).as_str();
        if let Ok(name) = syn::parse_str::<Ident>(&name.to_shouty_snake_case())
            && found.insert(origin.clone(), name.clone()).is_none()
        {
            *uses.entry(name).or_default() += 1;
        }
    }
    found.retain(|_, name| uses.get(name) == Some(&1));
    found
}

/// A parameter that says which page is meant.
struct PageParameter<'m> {
    name: &'m WireName,
    /// The setter of a request.
    setter: &'static str,
    /// The type that the setter takes, and the kind of the parameter.
    ty: &'static str,
    kind: &'static str,
    docs: String,
}

fn paging(operation: &Operation) -> Vec<PageParameter<'_>> {
    let Some(ListShape {
        page_size,
        page,
        page_token,
        ..
    }) = &operation.list
    else {
        return Vec::new();
    };
    let size = page_size.as_ref().map(|(name, min, max)| PageParameter {
        name,
        setter: "page_size",
        ty: "u32",
        kind: "Integer",
        docs: format!("How many items a page holds, from {min} to {max}."),
    });
    let page = page.as_ref().map(|name| PageParameter {
        name,
        setter: "page",
        ty: "u64",
        kind: "Integer",
        docs: "The number of the page to begin at, counted from 0.".to_owned(),
    });
    let token = page_token.as_ref().map(|name| PageParameter {
        name,
        setter: "page_token",
        ty: "String",
        kind: "Text",
        docs: "The token of the page to begin at.".to_owned(),
    });
    [size, page, token].into_iter().flatten().collect()
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
    use serde_json::{Value, json};

    use crate::source::{Inputs, Source};

    /// The table of the resource `things` of a document with these parts.
    fn table(parts: &Value) -> String {
        let mut document = json!({
            "openapi": "3.0.1",
            "info": { "title": "a", "version": "1" },
            "servers": [{ "url": "https://a.example.com" }],
        });
        for (name, part) in parts.as_object().unwrap() {
            document[name] = part.clone();
        }
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            ..Inputs::default()
        };
        let mut files = crate::generate(&inputs).unwrap().output.files;
        files.remove("src/dynamic/things.rs").unwrap()
    }

    #[test]
    fn parameters_of_one_name_are_told_apart_by_their_locations() {
        let form = json!({ "type": "object", "properties": { "name": { "type": "string" }, "x": { "type": "string" } } });
        let text = json!({ "type": "string" });
        let document = json!({
            "paths": { "/v1/Things/{name}": { "post": {
                "operationId": "UpdateThing",
                "parameters": [{ "name": "name", "in": "path", "required": true, "schema": text }],
                "requestBody": { "content": { "application/x-www-form-urlencoded": { "schema": form } } },
                "responses": { "204": { "description": "done" } },
            } } },
        });
        let table = table(&document);
        for key in [
            "required::<String>((ParameterLocation::Item, \"name\"))",
            "(ParameterLocation::Form, \"name\"),",
            "\"x\", |request, value: String|",
        ] {
            assert!(table.contains(key), "{table}");
        }
    }

    #[test]
    fn a_list_of_choices_does_not_take_the_name_of_the_table() {
        let kind = json!({ "$ref": "#/components/schemas/Resource" });
        let document = json!({
            "paths": { "/v1/Things": { "delete": {
                "operationId": "DeleteThings",
                "parameters": [{ "name": "Kind", "in": "query", "schema": kind }],
                "responses": { "204": { "description": "gone" } },
            } } },
            "components": { "schemas": { "Resource": { "type": "string", "enum": ["b"] } } },
        });
        let table = table(&document);
        assert_eq!(table.matches("const RESOURCE").count(), 1, "{table}");
    }
}
