//! Tests of the package: the document's own examples through the public API.
//!
//! Each request example is built by the typed builders and compared with the example; each response example is read by the
//! typed call and must come back whole. The examples themselves lie beside the tests as JSON.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde::Serialize;
use serde_json::Value;

use super::example::{Snippet, part};
use super::{Emitter, TextFile};
use crate::model::{Example, Operation, Presence, Resource};
use crate::name::Role;
use crate::syntax::{Item, RustFile};
use crate::text::{self, code_span};

/// The folder of the tests.
const FOLDER: &str = "tests/examples";

impl<'a> Emitter<'a> {
    /// The examples, a file for each resource.
    pub(super) fn example_files(&self) -> Vec<TextFile> {
        self.checked()
            .into_iter()
            .map(|resource| TextFile {
                path: format!("{FOLDER}/{}.json", self.flat_module(resource)),
                text: self.example_text(resource),
            })
            .collect()
    }

    /// The resources that have examples.
    pub(super) fn checked(&self) -> Vec<&'a Resource> {
        let has_examples = |operation: &Operation| {
            !operation.request_examples.is_empty() || !operation.response_examples.is_empty()
        };
        self.api
            .walk()
            .into_iter()
            .filter(|resource| resource.operations.iter().any(has_examples))
            .collect()
    }

    /// The name of the module with the table of a resource, and of that with its tests.
    pub(super) fn flat_module(&self, resource: &Resource) -> &str {
        self.names.table(&resource.origin).as_str()
    }

    /// The same, as a token.
    pub(super) fn flat_ident(&self, resource: &Resource) -> proc_macro2::Ident {
        self.names.table(&resource.origin).ident()
    }

    pub(super) fn check_main(&self) -> RustFile {
        let resources = self.checked();
        let package = self.names.library.ident();
        let client = self.names.client.ident();
        let modules = resources.iter().map(|resource| {
            let module = self.flat_ident(resource);
            Item::Plain(quote!(mod #module;))
        });
        let mut items: Vec<Item> = modules.collect();
        let runtime = self.profile.library();
        let credentials = (self.profile.test_credentials)();
        items.push(Item::Plain(quote!(use #runtime::testing::Canned;)));
        items.push(Item::Plain(
            quote!(use #package::{Credentials, Error, #client};),
        ));
        items.push(Item::Plain(quote! {
            /// What tests and their helpers return; an error says which example is not kept, and where.
            type Checked<T = ()> = Result<T, Box<dyn std::error::Error>>;
        }));
        items.push(Item::Plain(quote! {
            /// A client whose requests go nowhere but into `transport`.
            fn client(transport: Canned) -> Result<#client, Error> {
                #credentials
                #client::builder(credentials).transport(transport).build()
            }
        }));
        RustFile {
            path: format!("{FOLDER}/main.rs"),
            module: None,
            docs: vec!["The document's own examples through the public API: what is sent, and what is read.".to_owned()],
            items,
        }
    }

    pub(super) fn check_file(&self, resource: &Resource) -> RustFile {
        let mut snippet = Snippet::new(TokenStream::new()).json_as_text();
        let (mut tests, mut sends) = (Vec::new(), false);
        for operation in &resource.operations {
            if !operation.request_examples.is_empty() {
                let test = self.sending_test(operation, resource, &mut snippet);
                sends |= test.is_some();
                tests.extend(test);
            }
            if !operation.response_examples.is_empty() {
                tests.extend(self.reading_test(operation, resource, &mut snippet));
            }
        }
        let file = format!("{}.json", self.flat_module(resource));
        let mut items: Vec<Item> = Vec::new();
        let testing = match sends {
            true => "{Canned, Examples}",
            false => "Examples",
        };
        let testing = format!("use {}::testing::{testing};", self.profile.library());
        let uses = [testing, "use crate::{Checked, client};".to_owned()];
        let uses = snippet.uses().into_iter().chain(uses);
        items.extend(uses.filter_map(|line| line.parse().ok()).map(Item::Plain));
        items.push(Item::Plain(quote! {
            fn examples() -> Checked<Examples> {
                Ok(Examples::parse(include_str!(#file))?)
            }
        }));
        if tests.is_empty() {
            items.clear();
        }
        items.extend(tests.into_iter().map(Item::Plain));
        RustFile {
            path: format!("{FOLDER}/{}.rs", self.flat_module(resource)),
            module: None,
            docs: vec![format!(
                "The examples of {}.",
                code_span(&resource.path.to_string())
            )],
            items,
        }
    }

    /// A test that builds all request examples of an operation; none where too much would have to be made up for it.
    fn sending_test(
        &self,
        operation: &Operation,
        resource: &Resource,
        snippet: &mut Snippet,
    ) -> Option<TokenStream> {
        let id = operation.id.as_str();
        let checks: Vec<_> = operation
            .request_examples
            .iter()
            .filter_map(|example| {
                let client = quote!(client(Canned::new())?);
                let shown = self.shown(example);
                let call = self.call_with(operation, resource, (client, shown), snippet)?;
                let example = example.name.as_str();
                Some(quote!(checks.sends(#example, || { Ok(#call.build()?) });))
            })
            .collect();
        if checks.is_empty() {
            return None;
        }
        let name = self.test_name(operation, "sends_its_examples");
        Some(quote! {
            #[test]
            fn #name() -> Checked {
                let mut checks = examples()?.of(#id);
                #(#checks)*
                checks.finish()
            }
        })
    }

    /// A test that reads all response examples of an operation.
    fn reading_test(
        &self,
        operation: &Operation,
        resource: &Resource,
        snippet: &mut Snippet,
    ) -> Option<TokenStream> {
        let client = quote!(client(response.transport())?);
        let call = self.call_with(operation, resource, (client, &Value::Null), snippet)?;
        let name = self.test_name(operation, "reads_its_examples");
        let id = operation.id.as_str();
        let read = match operation.list {
            Some(_) => quote!(#call.await?.items),
            None => quote!(#call.await?),
        };
        Some(quote! {
            #[tokio::test]
            async fn #name() -> Checked {
                let mut checks = examples()?.of(#id);
                for response in checks.responses() {
                    checks.reads(&response, async || { Ok(#read) }).await;
                }
                checks.finish()
            }
        })
    }

    fn test_name(&self, operation: &Operation, what: &str) -> proc_macro2::Ident {
        let method = self.names.text(&operation.origin, Role::Method);
        format_ident!("{}_{what}", method.as_str())
    }

    /// A call with the parameters that `body` has, and no others but required ones.
    fn call_with(
        &self,
        operation: &Operation,
        resource: &Resource,
        (client, body): (TokenStream, &Value),
        snippet: &mut Snippet,
    ) -> Option<TokenStream> {
        snippet.begin_with(client);
        let imports = snippet.imports.clone();
        let mut call = self.required_call(operation, resource, Some(body), snippet);
        let optional = operation
            .body_parameters()
            .iter()
            .filter(|parameter| parameter.presence == Presence::Optional);
        for parameter in optional {
            let Some(value) = part(parameter, body).filter(|_| !body.is_null()) else {
                continue;
            };
            if value.is_null() {
                if parameter.nullable {
                    let clear = self.names.of(&parameter.origin, Role::Clear);
                    call.extend(quote!(.#clear()));
                }
                continue;
            }
            let setter = self.names.of(&parameter.origin, Role::Parameter);
            snippet.take(parameter);
            let value = self.literal(&parameter.ty, value, snippet);
            call.extend(quote!(.#setter(#value)));
        }
        if snippet.is_spent() {
            snippet.imports = imports;
            return None;
        }
        Some(call)
    }

    fn example_text(&self, resource: &Resource) -> String {
        let header = format!(
            "Written by `cargo xtask codegen` from {}: the examples of {}.",
            self.source, resource.path
        );
        let operations = resource.operations.iter();
        let mut all: BTreeMap<&str, Entry<'_>> = operations
            .map(|operation| (operation.id.as_str(), Entry::of(operation, self)))
            .collect();
        all.insert("//", Entry::Header(header));
        let mut text = text::json(&all);
        text.push('\n');
        text
    }
}

/// An entry of a file of examples.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry<'a> {
    /// Who wrote the file.
    Header(String),
    /// The examples of an operation.
    Operation {
        items: Option<&'a str>,
        method: &'a str,
        path: String,
        requests: BTreeMap<&'a str, &'a Value>,
        responses: BTreeMap<&'a str, &'a Value>,
        status: &'a str,
    },
}

impl<'a> Entry<'a> {
    fn of(operation: &'a Operation, emitter: &Emitter<'a>) -> Self {
        let bodies = |examples: &'a [Example]| -> BTreeMap<&'a str, &'a Value> {
            let examples = examples.iter();
            examples
                .map(|example| (example.name.as_str(), emitter.shown(example)))
                .collect()
        };
        Self::Operation {
            items: operation.list.as_ref().map(|list| list.items_key.as_str()),
            method: &operation.method,
            path: operation.path.to_string(),
            requests: bodies(&operation.request_examples),
            responses: bodies(&operation.response_examples),
            status: &operation.success.status,
        }
    }
}
