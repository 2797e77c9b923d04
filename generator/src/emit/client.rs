//! The crate's root: the client and what users need at hand.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emitter;
use super::docs::Comment;
use super::package::feature_table;
use super::resource::Uses;
use crate::model::{Operation, Ty};
use crate::name::EXPORTS;
use crate::syntax::{Item, Module, RustFile};
use crate::text::markdown;

impl Emitter<'_> {
    pub(super) fn client_file(&self) -> RustFile {
        let mut items: Vec<TokenStream> = self.modules(&self.api.resources).collect();
        let module = |name: &str| {
            let name = format_ident!("{name}");
            quote!(pub mod #name;)
        };
        items.extend((!self.names.sid_kinds().is_empty()).then(|| module("sid")));
        items.extend((!self.api.shared.is_empty()).then(|| module("types")));
        items.push(quote! {
            #[cfg(feature = "dynamic")]
            pub mod dynamic;
        });
        items.push(quote! {
            #[cfg(feature = "testing")]
            pub mod testing;
        });
        // A resource can need a parent's identifier without there being a resource for the parent.
        let mut uses = Uses::default();
        let resources = self.api.resources.iter();
        uses.parameters(resources.flat_map(|resource| &resource.parameters));
        uses.runtime = true;
        items.extend(self.imports(&uses, self.exports().collect()));
        items.extend([
            self.api_static(),
            self.client_struct(),
            self.client_methods(),
        ]);
        items.extend(self.conversions());
        RustFile {
            path: "src/lib.rs".to_owned(),
            module: Some(Module::new("")),
            docs: self.crate_docs(),
            items: items.into_iter().map(Item::Plain).collect(),
        }
    }

    /// What users of the crate need of the runtime.
    fn exports(&self) -> impl Iterator<Item = TokenStream> {
        let runtime = self.profile.library();
        let mut sent = self.api.operations().flat_map(Operation::all_parameters);
        let has_files = sent.any(|parameter| *parameter.ty.innermost() == Ty::File);
        let files = has_files.then_some(&"File").into_iter();
        let names = EXPORTS.iter().chain(self.profile.exports).chain(files);
        let names: BTreeSet<_> = names.map(|name| format_ident!("{name}")).collect();
        let webhook = self.profile.has_webhooks.then(|| {
            quote! {
                #[cfg(feature = "webhook")]
                pub use #runtime::webhook;
            }
        });
        let names = names.iter();
        let always = [
            quote!(pub use #runtime::{#(#names),*};),
            quote! {
                #[cfg(feature = "blocking")]
                pub use #runtime::{BlockingItems, BlockingPages, BlockingTransport};
            },
            // The crates whose types are in the signatures of these, and all the rest of the runtime.
            quote!(pub use #runtime::{bytes, http};),
            quote!(pub use #runtime as runtime;),
            quote!(
                pub use serde_json;
            ),
        ];
        always.into_iter().chain(webhook)
    }

    fn crate_docs(&self) -> Vec<String> {
        let service = markdown(&self.names.service);
        let package = self.names.library.as_str();
        let client = self.names.client.as_str();
        let variable = self.names.variable.as_str();
        let url = match self.needs_base_url() {
            true => r#""https://api.example.com""#,
            false => "",
        };
        let mut docs = Comment::default();
        docs.paragraph(&format!("A typed client for {service}."));
        if let Some(text) = &self.api.docs.description {
            docs.prose(text, "");
        }
        docs.paragraph(&match self.api.is_types_alone() {
            true => "The document has no operations: the crate has its [`types`].".to_owned(),
            false => format!(
                "[`{client}`] is where everything starts: it gives access to a handle for each resource, and the handle's \
                 methods make requests. A request is a value; it is sent when it is awaited."
            ),
        });
        docs.verbatim(
            [
                "```no_run",
                &format!("# async fn example() -> Result<(), {package}::Error> {{"),
                &format!("let {variable} = {package}::{client}::from_env({url})?;"),
                "# Ok(()) }",
                "```",
            ]
            .map(str::to_owned),
        );
        if let Some(credentials) = self.credential_docs() {
            docs.paragraph(&credentials);
        }
        let typed = match self.names.sid_kinds().is_empty() {
            true => "Enumerations",
            false => "Identifiers are typed ([`sid`]), enumerations",
        };
        docs.paragraph(&format!(
            "{typed} keep values that the service adds later, and what is personal is redacted in `Debug`. Every call fails \
             with an [`Error`], which says what the service responded or why there is no response."
        ));
        docs.paragraph("# Features");
        docs.verbatim(feature_table(self.profile));
        docs.paragraph("# Tests");
        docs.paragraph(
            "Tests of a program need no network: with the feature `testing`, the module `testing` has a transport that replies \
             by rules, and an example of each record.",
        );
        docs.into_lines()
    }

    fn api_static(&self) -> TokenStream {
        let service = &self.names.service;
        let server = match self.profile.reads_security {
            true => &self.api.own_server.url,
            false => &self.api.server,
        };
        let agent = format!("{}/", self.names.package);
        let access = self.access_settings();
        let settings = (self.profile.api_settings)(&self.environment());
        quote! {
            /// What the runtime must know of the service.
            static API: rt::Api = rt::Api::new(
                #service,
                #server,
                concat!(#agent, env!("CARGO_PKG_VERSION")),
            ) #settings #access;
        }
    }

    fn client_struct(&self) -> TokenStream {
        let client = &self.names.client;
        let docs = Comment::of(&format!(
            "The client of {}: cheap to clone, all clones share connections.",
            markdown(&self.names.service)
        ));
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #client {
                client: rt::Client,
            }
        }
    }

    /// What the environment variables with the service's credentials begin with.
    pub(super) fn environment(&self) -> String {
        self.names.program.to_uppercase().replace('-', "_")
    }

    fn client_methods(&self) -> TokenStream {
        let client = &self.names.client;
        let constructors = self.constructors();
        let resources = self
            .api
            .resources
            .iter()
            .map(|resource| self.access(resource, None));
        quote! {
            impl #client {
                #constructors

                /// What this client shares with clients of other services: connections, credentials, settings.
                pub fn client(&self) -> &Client {
                    &self.client
                }

                #(#resources)*
            }
        }
    }

    fn conversions(&self) -> [TokenStream; 2] {
        let client = &self.names.client;
        let owned = quote! {
            impl From<Client> for #client {
                /// Shares the connections, credentials and settings of another service's client.
                fn from(client: Client) -> Self {
                    Self { client: client.with_api(&API) }
                }
            }
        };
        let borrowed = quote! {
            impl From<&Client> for #client {
                /// Shares the connections, credentials and settings of another service's client.
                fn from(client: &Client) -> Self {
                    client.clone().into()
                }
            }
        };
        [owned, borrowed]
    }
}
