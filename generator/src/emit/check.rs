//! Tests of the package: the document's own examples through the public API.
//!
//! Each request example is built by the typed builders and compared with the example; each response example is read by the
//! typed call and must come back whole. The examples themselves lie beside the tests as JSON.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;
use serde_json::Value;

use super::Emitter;
use super::example::{Snippet, part};
use super::operation::OperationWriter;
use crate::model::{Example, Operation, Presence, Resource};
use crate::name::Role;
use crate::syntax::{Item, MARKER, RustFile, TextFile};
use crate::text::{self, code_span};

/// Whether an operation of the resource has examples.
pub(super) fn has_examples(resource: &Resource) -> bool {
    let mut operations = resource.operations.iter();
    operations.any(|operation| {
        !operation.request_examples.is_empty() || !operation.response_examples.is_empty()
    })
}

/// The folder of the tests.
const FOLDER: &str = "tests/examples";

impl<'a> Emitter<'a> {
    /// The examples, a file for each resource.
    pub(super) fn example_files(&self) -> impl Iterator<Item = TextFile> {
        self.checked().into_iter().map(|resource| TextFile {
            path: self.check_path(resource, "json"),
            text: self.example_text(resource),
        })
    }

    /// The path of the resource's file of this kind.
    pub(super) fn check_path(&self, resource: &Resource, kind: &str) -> String {
        format!("{FOLDER}/{}.{kind}", self.table_name(resource).as_str())
    }

    /// The resources that have examples.
    pub(super) fn checked(&self) -> Vec<&'a Resource> {
        let mut resources = self.api.walk();
        resources.retain(|resource| has_examples(resource));
        resources
    }

    pub(super) fn check_main(&self) -> RustFile {
        let package = &self.names.library;
        let client = &self.names.client;
        let runtime = self.profile.library();
        let (credentials, arguments) = self.test_arguments();
        let imports = self.test_imports();
        let modules = self.checked().into_iter().map(|resource| {
            let module = self.table_name(resource);
            quote!(mod #module;)
        });
        let items = [
            quote!(use #runtime::testing::MockTransport;),
            quote!(use #package::{#imports Error, #client};),
            quote! {
                /// What tests and their helpers return; an error says which example is not kept, and where.
                type Checked<T = ()> = Result<T, Box<dyn std::error::Error>>;
            },
            quote! {
                /// A client whose requests go nowhere but into `transport`.
                fn client(transport: MockTransport) -> Result<#client, Error> {
                    #credentials
                    #client::builder(#arguments).transport(transport).build()
                }
            },
        ];
        RustFile {
            path: format!("{FOLDER}/main.rs"),
            module: None,
            docs: vec!["The document's own examples through the public API: what is sent, and what is read.".to_owned()],
            items: modules.chain(items).map(Item::Plain).collect(),
        }
    }

    pub(super) fn check_file(&self, resource: &Resource) -> RustFile {
        let mut snippet = Snippet::new(self, true);
        let (mut tests, mut sends) = (Vec::new(), false);
        for operation in &resource.operations {
            let writer = OperationWriter::new(self, operation, resource);
            let test = sending_test(&writer, &mut snippet);
            sends |= test.is_some();
            tests.extend(test);
            tests.extend(reading_test(&writer, &mut snippet));
        }
        let name = self.table_name(resource).as_str();
        let file = format!("{name}.json");
        let testing = match sends {
            true => "{MockTransport, Examples}",
            false => "Examples",
        };
        let testing = format!("use {}::testing::{testing};", self.profile.library());
        let uses = [testing, "use crate::{Checked, client};".to_owned()];
        let uses = snippet.uses().into_iter().chain(uses);
        let mut items: Vec<TokenStream> = uses.filter_map(|line| line.parse().ok()).collect();
        items.push(quote! {
            fn examples() -> Checked<Examples> {
                Ok(Examples::parse(include_str!(#file))?)
            }
        });
        if tests.is_empty() {
            items.clear();
        }
        items.extend(tests);
        let path = code_span(&resource.path.to_string());
        RustFile {
            path: self.check_path(resource, "rs"),
            module: None,
            docs: vec![format!("The examples of {path}.")],
            items: items.into_iter().map(Item::Plain).collect(),
        }
    }

    fn example_text(&self, resource: &Resource) -> String {
        let header = format!(
            "{MARKER} from {}: the examples of {}.",
            self.source, resource.path
        );
        let operations = resource.operations.iter();
        let mut all: BTreeMap<&str, Entry<'_>> = operations
            .map(|operation| (operation.id.as_str(), Entry::of(operation, self)))
            .collect();
        all.insert("//", Entry::Header(header));
        text::json(&all) + "\n"
    }
}

/// A test that builds all request examples of an operation; none where too much would have to be made up for it.
fn sending_test<'e>(
    writer: &OperationWriter<'e>,
    snippet: &mut Snippet<'e>,
) -> Option<TokenStream> {
    let id = &writer.operation.id;
    let examples = writer.operation.request_examples.iter();
    let checks: Vec<_> = examples
        .filter_map(|example| {
            let client = quote!(client(MockTransport::new())?);
            let call = call_with(writer, client, writer.emitter.shown(example), snippet)?;
            let name = &example.name;
            Some(quote!(checks.sends(#name, || { Ok(#call.build()?) });))
        })
        .collect();
    if checks.is_empty() {
        return None;
    }
    let name = test_name(writer, "sends_its_examples");
    let deprecated = writer.expect_deprecated();
    Some(quote! {
        #deprecated
        #[test]
        fn #name() -> Checked {
            let mut checks = examples()?.of(#id);
            #(#checks)*
            checks.finish()
        }
    })
}

/// A test that reads all response examples of an operation.
fn reading_test<'e>(
    writer: &OperationWriter<'e>,
    snippet: &mut Snippet<'e>,
) -> Option<TokenStream> {
    if writer.operation.response_examples.is_empty() {
        return None;
    }
    let client = quote!(client(response.transport())?);
    let call = call_with(writer, client, &Value::Null, snippet)?;
    let name = test_name(writer, "reads_its_examples");
    let id = &writer.operation.id;
    let items = writer.operation.list.as_ref().map(|_| quote!(.items));
    let deprecated = writer.expect_deprecated();
    Some(quote! {
        #deprecated
        #[tokio::test]
        async fn #name() -> Checked {
            let mut checks = examples()?.of(#id);
            for response in checks.responses() {
                checks.reads(&response, async || { Ok(#call.await? #items) }).await;
            }
            checks.finish()
        }
    })
}

fn test_name(writer: &OperationWriter<'_>, what: &str) -> Ident {
    let names = writer.emitter.names;
    let method = names.text(&writer.operation.origin, Role::Method);
    format_ident!("{}_{what}", method.as_str())
}

/// A call with the parameters that `body` has, and no others but required ones.
fn call_with<'e>(
    writer: &OperationWriter<'e>,
    client: TokenStream,
    body: &'e Value,
    snippet: &mut Snippet<'e>,
) -> Option<TokenStream> {
    let imports = snippet.imports.clone();
    let mut call = snippet.call(client, writer, Some(body));
    let optional = writer.operation.body_parameters().iter();
    let optional = optional.filter(|parameter| parameter.presence == Presence::Optional);
    for parameter in optional.filter(|_| !body.is_null()) {
        match part(parameter, body) {
            Some(Value::Null) if parameter.nullable => {
                let clear = writer.emitter.names.of(&parameter.origin, Role::Clear);
                call.extend(quote!(.#clear()));
            }
            Some(Value::Null) | None => {}
            Some(value) => call.extend(snippet.setting(parameter, value)),
        }
    }
    if snippet.is_spent() {
        snippet.imports = imports;
        return None;
    }
    Some(call)
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
