//! Unions: one of several types.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, described};
use crate::model::{Resource, Union};
use crate::name::Role;
use crate::syntax::Item;
use crate::text::code_span;

impl Emitter<'_> {
    /// The enumeration of a union's variants, and how it is read where a tag tells the variant.
    pub(super) fn union_items(&self, union: &Union) -> Vec<Item> {
        let name = self.names.of(&union.origin, Role::Type);
        let here = self.home_of(&union.origin);
        let docs = described(
            &union.docs,
            &format!("{} of the document.", code_span(union.name.as_str())),
        )
        .tokens();
        let variants = union.variants.iter().map(|variant| {
            let name = self.names.of(&variant.origin, Role::Variant);
            let docs = match &variant.tag {
                Some(tag) => format!("{}.", code_span(tag)),
                None => format!("{} of the document.", code_span(variant.name.as_str())),
            };
            let docs = Comment::of(&docs).tokens();
            let ty = self.variant_type(variant, union, here);
            quote!(#docs #name(#ty),)
        });
        let read = union.tag.is_none().then(|| quote!(serde::Deserialize,));
        let mut items = vec![Item::Plain(quote! {
            #docs
            #[derive(Clone, Debug, PartialEq, #read serde::Serialize)]
            #[serde(untagged)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                /// What is none of these, as it came.
                Unrecognized(serde_json::Value),
            }
        })];
        items.extend(union.tag.as_ref().map(|tag| {
            let tag = tag.as_str();
            Item::Plain(self.tagged_reading(union, tag))
        }));
        items
    }

    fn variant_type(
        &self,
        variant: &crate::model::Variant,
        union: &Union,
        here: Option<&Resource>,
    ) -> TokenStream {
        let ty = self.owned(&variant.ty, here);
        match self.holds(&variant.ty, &union.origin) {
            true => quote!(Box<#ty>),
            false => ty,
        }
    }

    fn tagged_reading(&self, union: &Union, tag: &str) -> TokenStream {
        let name = self.names.of(&union.origin, Role::Type);
        let arms = union.variants.iter().map(|variant| {
            let name = self.names.of(&variant.origin, Role::Variant);
            let text = variant.tag.as_deref().unwrap_or_default();
            quote!(Some(#text) => rt::de::variant(value).map(Self::#name),)
        });
        quote! {
            impl<'de> serde::Deserialize<'de> for #name {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let value = serde_json::Value::deserialize(deserializer)?;
                    match value.get(#tag).and_then(serde_json::Value::as_str) {
                        #(#arms)*
                        _ => Ok(Self::Unrecognized(value)),
                    }
                }
            }
        }
    }
}
