//! Unions: how their variants are read and written.

use std::collections::BTreeSet;

use proc_macro2::Literal;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, documented};
use super::types::boxed;
use crate::limit::MAX_TYPE;
use crate::model::{Ty, TypeDef, Union, Variant, WireName};
use crate::name::Role;
use crate::syntax::Item;
use crate::text::code_span;

/// The enumeration of a union's variants, and how it is read where a tag says which variant it is.
pub(super) fn items(emitter: &Emitter<'_>, union: &Union) -> Vec<Item> {
    let name = emitter.names.of(&union.origin, Role::Type);
    let here = emitter.names.home(&union.origin);
    let docs = documented(&union.docs, &union.name, "of the document");
    let variants = union.variants.iter().map(|variant| {
        let name = emitter.names.of(&variant.origin, Role::Variant);
        let docs = Comment::of(&match &variant.tag {
            Some(tag) => format!("{}.", code_span(tag)),
            None => format!("{} of the document.", code_span(variant.name.as_str())),
        });
        let ty = boxed(emitter, &variant.ty, &union.origin, here);
        quote!(#docs #name(#ty),)
    });
    let is_tagged = union.tag.is_some();
    let write = (!is_tagged).then(|| quote!(serde::Serialize));
    let untagged = (!is_tagged).then(|| quote!(#[serde(untagged)]));
    let mut items = vec![Item::Plain(quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, #write)]
        #untagged
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// What is none of these, as it came.
            Unrecognized(serde_json::Value),
        }
    })];
    match &union.tag {
        Some(tag) => items.extend(by_tag(emitter, union, tag)),
        None => items.push(chosen(emitter, union)),
    }
    items
}

/// How a union with a tag is read and written: each variant writes its own tag.
fn by_tag(emitter: &Emitter<'_>, union: &Union, tag: &WireName) -> [Item; 2] {
    let name = emitter.names.of(&union.origin, Role::Type);
    let variants = union.variants.iter().map(|variant| {
        let name = emitter.names.of(&variant.origin, Role::Variant);
        (name, variant.tag.as_deref().unwrap_or_default())
    });
    let (read, written): (Vec<_>, Vec<_>) = variants
        .map(|(name, text)| {
            (
                quote!(Some(#text) => rt::de::variant(value).map(Self::#name),),
                quote!(Self::#name(value) => rt::ser::tagged(value, #tag, #text, serializer),),
            )
        })
        .unzip();
    let read = quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                match value.get(#tag).and_then(serde_json::Value::as_str) {
                    #(#read)*
                    _ => Ok(Self::Unrecognized(value)),
                }
            }
        }
    };
    let written = quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#written)*
                    Self::Unrecognized(value) => value.serialize(serializer),
                }
            }
        }
    };
    [read, written].map(Item::Plain)
}

/// The members of objects that a type keeps.
#[derive(Default)]
struct Known<'e> {
    names: BTreeSet<&'e str>,
    /// Whether it keeps others too.
    all: bool,
}

/// What a record keeps, or a union of records; `depth` is that of the unions around it.
fn known<'e>(emitter: &Emitter<'e>, ty: &Ty, depth: usize) -> Option<Known<'e>> {
    match emitter.types.get(ty.held()?)? {
        TypeDef::Record(record) => Some(Known {
            names: record
                .fields
                .iter()
                .map(|field| field.name.as_str())
                .collect(),
            all: record.extra.is_some(),
        }),
        TypeDef::Union(union) if depth < MAX_TYPE => {
            let mut all = Known::default();
            all.names.extend(union.tag.as_ref().map(WireName::as_str));
            for variant in &union.variants {
                let found = known(emitter, &variant.ty, depth + 1)?;
                all.names.extend(found.names);
                all.all |= found.all;
            }
            Some(all)
        }
        _ => None,
    }
}

/// How a union without a tag is read whose variants have to be compared.
fn chosen(emitter: &Emitter<'_>, union: &Union) -> Item {
    let name = emitter.names.of(&union.origin, Role::Type);
    let keeps = union.variants.iter().map(|variant| {
        if let Some(Known { names, all }) = known(emitter, &variant.ty, 0) {
            let names = names.into_iter();
            return match all {
                true => quote!(Keeps::AllMembers(&[#(#names),*])),
                false => quote!(Keeps::Members(&[#(#names),*])),
            };
        }
        match &variant.ty {
            Ty::Enum(origin) => {
                let texts = match emitter.types.get(origin) {
                    Some(TypeDef::Enumeration(found)) => found.values.as_slice(),
                    _ => &[],
                };
                let texts = texts.iter().map(|value| &value.wire);
                quote!(Keeps::Texts(&[#(#texts),*]))
            }
            _ => quote!(Keeps::All),
        }
    });
    let (last, variants) = union.variants.split_last().unzip();
    let read = |variant: &Variant| {
        let name = emitter.names.of(&variant.origin, Role::Variant);
        quote!(rt::de::read(&value).map(Self::#name))
    };
    let arms = variants
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(index, variant)| {
            let (index, read) = (Literal::usize_unsuffixed(index), read(variant));
            quote!(#index => #read,)
        });
    let last = last.map(read);
    Item::Plain(quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use rt::de::Keeps;
                let value = serde_json::Value::deserialize(deserializer)?;
                for index in rt::de::candidates(&value, &[#(#keeps),*]) {
                    let read = match index {
                        #(#arms)*
                        _ => #last,
                    };
                    if let Some(read) = read {
                        return Ok(read);
                    }
                }
                Ok(Self::Unrecognized(value))
            }
        }
    })
}
