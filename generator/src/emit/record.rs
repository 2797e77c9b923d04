//! Records: what the service answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Comment, described};
use super::{Emitter, Item};
use crate::model::{Field, FieldPresence, Record, Resource, Sensitivity};
use crate::name::Role;

impl Emitter<'_> {
    /// The struct, and where it holds what must not be shown, a `Debug` that redacts.
    pub(super) fn record_items(&self, record: &Record) -> Vec<Item> {
        let name = self.names.of(&record.origin, Role::Type);
        let here = self.home_of(record);
        let docs = described(&record.docs, &format!("`{}` of the document.", record.name)).tokens();
        let fields = record
            .fields
            .iter()
            .map(|field| self.field(field, record, here));
        let open = record.open.then(|| {
            quote! {
                /// Properties that the document doesn't name, as they came.
                #[serde(flatten)]
                pub extra: BTreeMap<String, serde_json::Value>,
            }
        });
        let sensitive = record
            .fields
            .iter()
            .any(|field| field.sensitivity == Sensitivity::Pii);
        let derives = if sensitive {
            quote!(#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)])
        } else {
            quote!(#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)])
        };
        let mut items = vec![Item::Plain(quote! {
            #docs
            #derives
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
                #open
            }
        })];
        if sensitive {
            items.push(Item::Plain(self.redacting_debug(record)));
        }
        items
    }

    fn home_of(&self, record: &Record) -> Option<&Resource> {
        self.api.walk().into_iter().find(|resource| {
            resource
                .types
                .iter()
                .any(|found| found.origin() == &record.origin)
        })
    }

    fn field(&self, field: &Field, record: &Record, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(&field.origin, Role::Field);
        let text = self.names.text(&field.origin, Role::Field);
        let wire = field.name.as_str();
        let docs = self.field_docs(field).tokens();
        let mut ty = self.owned(&field.ty, here);
        if self.holds(&field.ty, &record.origin) {
            ty = quote!(Box<#ty>);
        }
        let mut options = Vec::new();
        if text.as_str() != wire {
            options.push(quote!(rename = #wire));
        }
        match field.presence {
            FieldPresence::Promised => {}
            FieldPresence::Defaulted => {
                options.push(quote!(default));
                options.push(quote!(deserialize_with = "rt::de::null_as_default"));
            }
            FieldPresence::Optional => ty = quote!(Option<#ty>),
        }
        let options = (!options.is_empty()).then(|| quote!(#[serde(#(#options),*)]));
        quote! {
            #docs
            #options
            pub #name: #ty,
        }
    }

    /// What the document says about a field; a bare reference speaks through its enumeration or record.
    fn field_docs(&self, field: &Field) -> Comment {
        described(&field.docs, &format!("`{}` of the answer.", field.name))
    }

    fn redacting_debug(&self, record: &Record) -> TokenStream {
        let name = self.names.of(&record.origin, Role::Type);
        let title = name.to_string();
        let fields = record.fields.iter().map(|field| {
            let label = self.names.text(&field.origin, Role::Field);
            let label = label.as_str();
            let name = self.names.of(&field.origin, Role::Field);
            match (field.sensitivity, field.presence) {
                (Sensitivity::Public, _) => quote!(.field(#label, &self.#name)),
                // Whether there is something is worth knowing and tells nothing.
                (Sensitivity::Pii, FieldPresence::Optional) => {
                    quote!(.field(#label, &self.#name.as_ref().map(|_| rt::REDACTED)))
                }
                (Sensitivity::Pii, _) => quote!(.field(#label, &rt::REDACTED)),
            }
        });
        // Unknown properties of a record with personal data may be personal too.
        let open = record.open.then(|| quote!(.field("extra", &rt::REDACTED)));
        quote! {
            impl std::fmt::Debug for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.debug_struct(#title) #(#fields)* #open .finish()
                }
            }
        }
    }
}
