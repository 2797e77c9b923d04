//! Records: what the service returns.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, described};
use crate::model::{Field, FieldPresence, Origin, Record, Resource, Sensitivity, Ty};
use crate::name::Role;
use crate::syntax::Item;
use crate::text::code_span;

impl Emitter<'_> {
    /// The struct, and where it holds what must not be shown, a `Debug` that redacts.
    pub(super) fn record_items(&self, record: &Record) -> Vec<Item> {
        let name = self.names.of(&record.origin, Role::Type);
        let here = self.home_of(&record.origin);
        let docs = described(
            &record.docs,
            &format!("{} of the document.", code_span(record.name.as_str())),
        )
        .tokens();
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
        let debug = (!sensitive).then(|| quote!(Debug,));
        let default = has_default(record).then(|| quote!(Default,));
        let derives = quote!(#[derive(Clone, #debug #default PartialEq, serde::Deserialize, serde::Serialize)]);
        let mut items = vec![Item::Plain(quote! {
            #docs
            #derives
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
                #open
            }
        })];
        if record.input {
            items.push(Item::Plain(self.making(record, here)));
        }
        if sensitive {
            items.push(Item::Plain(self.redacting_debug(record)));
        }
        items
    }

    /// The resource in whose module a type stands.
    pub(super) fn home_of(&self, origin: &Origin) -> Option<&Resource> {
        self.homes.get(origin).copied()
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
        let reader = reader(field);
        if field.presence == FieldPresence::Optional {
            ty = quote!(Option<#ty>);
        }
        // An absent `Option` is none by itself, but not with a reader of its own.
        let is_defaulted = match field.presence {
            FieldPresence::Promised => false,
            FieldPresence::Defaulted => true,
            FieldPresence::Optional => record.input || reader.is_some(),
        };
        if is_defaulted {
            options.push(quote!(default));
        }
        if let Some(reader) = reader {
            options.push(quote!(deserialize_with = #reader));
        }
        if record.input && field.presence == FieldPresence::Optional {
            options.push(quote!(skip_serializing_if = "Option::is_none"));
        }
        let options = (!options.is_empty()).then(|| quote!(#[serde(#(#options),*)]));
        quote! {
            #docs
            #options
            pub #name: #ty,
        }
    }

    /// How callers make a record: `new` with what must be given, and a method for each other field.
    fn making(&self, record: &Record, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(&record.origin, Role::Type);
        let ident = |field: &Field| self.names.of(&field.origin, Role::Field);
        let fields = record.fields.iter();
        let (given, rest): (Vec<&Field>, Vec<&Field>) =
            fields.partition(|field| field.presence == FieldPresence::Promised);
        let arguments = given.iter().map(|field| {
            let (name, ty) = (ident(field), self.accepted(&field.ty, here));
            quote!(#name: #ty)
        });
        let set = given.iter().map(|field| {
            let (name, value) = (ident(field), self.made(field, record, here));
            match name == value.to_string() {
                true => quote!(#name,),
                false => quote!(#name: #value,),
            }
        });
        let unset = rest.iter().map(|field| {
            let name = ident(field);
            match field.presence {
                FieldPresence::Optional => quote!(#name: None,),
                _ => quote!(#name: Default::default(),),
            }
        });
        let open = record.open.then(|| quote!(extra: BTreeMap::new(),));
        let many = (given.len() > MAX_ARGUMENTS).then(
            || quote!(#[expect(clippy::too_many_arguments, reason = "the service wants them all")]),
        );
        let setters = rest.iter().map(|field| self.setter(field, record, here));
        let made = match has_default(record) {
            true => quote!(Self::default()),
            false => quote!(Self { #(#set)* #(#unset)* #open }),
        };
        quote! {
            impl #name {
                /// A record with what must be given; the methods set the rest.
                #many
                pub fn new(#(#arguments),*) -> Self {
                    #made
                }
                #(#setters)*
            }
        }
    }

    /// The method that sets a field of a record that callers make.
    fn setter(&self, field: &Field, record: &Record, here: Option<&Resource>) -> TokenStream {
        let docs = self.field_docs(field).tokens();
        let name = self.names.of(&field.origin, Role::Field);
        let ty = self.accepted(&field.ty, here);
        let value = self.made(field, record, here);
        let value = match field.presence {
            FieldPresence::Optional => quote!(Some(#value)),
            _ => quote!(#value),
        };
        quote! {
            #docs
            #[must_use]
            pub fn #name(mut self, #name: #ty) -> Self {
                self.#name = #value;
                self
            }
        }
    }

    /// The value of a field, made of an argument of its name.
    fn made(&self, field: &Field, record: &Record, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(&field.origin, Role::Field);
        let value = self.converted(&field.ty, quote!(#name), false, here);
        match self.holds(&field.ty, &record.origin) {
            true => quote!(Box::new(#value)),
            false => value,
        }
    }

    /// What the document says about a field; a bare reference speaks through its enumeration or record.
    fn field_docs(&self, field: &Field) -> Comment {
        described(
            &field.docs,
            &format!("{} of the response.", code_span(field.name.as_str())),
        )
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

/// What reads a field that services don't always send as the document says.
fn reader(field: &Field) -> Option<&'static str> {
    let is_optional = field.presence == FieldPresence::Optional;
    let is_lenient = match &field.ty {
        Ty::Integer { .. } | Ty::Number | Ty::Decimal => true,
        Ty::Timestamp | Ty::Date => is_optional,
        // Free JSON may be null itself.
        Ty::Map(value) => **value != Ty::Json,
        _ => false,
    };
    match (field.presence, is_lenient) {
        (FieldPresence::Defaulted, true) => Some("rt::de::lenient_or_default"),
        (FieldPresence::Defaulted, false) => Some("rt::de::null_as_default"),
        (_, true) => Some("rt::de::lenient"),
        (_, false) => None,
    }
}

/// Maximum number of arguments that clippy accepts.
const MAX_ARGUMENTS: usize = 7;

/// Whether callers make such records, and may leave all out.
fn has_default(record: &Record) -> bool {
    let is_promised = |field: &Field| field.presence == FieldPresence::Promised;
    record.input && !record.fields.iter().any(is_promised)
}
