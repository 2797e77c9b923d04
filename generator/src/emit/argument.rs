//! Parameters as arguments of functions, and how they reach the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::model::{Parameter, Place, Resource, Sensitivity, Ty};
use crate::name::Role;

impl Emitter<'_> {
    /// The type that an argument accepts.
    pub(super) fn accepted(&self, ty: &Ty, here: Option<&Resource>) -> TokenStream {
        match ty {
            Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Timestamp | Ty::Json => {
                let owned = self.owned(ty, here);
                quote!(impl Into<#owned>)
            }
            Ty::List(item) => {
                let item = self.accepted(item, here);
                quote!(impl IntoIterator<Item = #item>)
            }
            _ => self.owned(ty, here),
        }
    }

    /// The argument's value, converted for the request.
    fn converted(
        &self,
        parameter: &Parameter,
        value: TokenStream,
        is_owned: bool,
        here: Option<&Resource>,
    ) -> TokenStream {
        let converted = match &parameter.ty {
            Ty::Integer { min, max, .. } if min.is_some() || max.is_some() => {
                in_range(&value, *min, *max)
            }
            _ if is_owned => value,
            Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Timestamp | Ty::Json => quote!(#value.into()),
            Ty::List(item) => {
                let item = self.owned(item, here);
                quote!(rt::list::<#item>(#value))
            }
            _ => value,
        };
        match parameter.sensitivity {
            Sensitivity::Pii => quote!(rt::Pii(#converted)),
            Sensitivity::Public => converted,
        }
    }

    /// `.form("Name", value)`, `.query("Name", value)`, `.path("Name", value)`; a value that `is_owned` has the
    /// parameter's own type already, another is what [`argument`](Self::argument) accepts.
    pub(super) fn setting(
        &self,
        parameter: &Parameter,
        is_owned: bool,
        here: Option<&Resource>,
    ) -> TokenStream {
        let wire = parameter.name.as_str();
        let name = self.names.of(&parameter.origin, Role::Parameter);
        let value = self.converted(parameter, quote!(#name), is_owned, here);
        match parameter.place {
            Place::Path => quote!(.path(#wire, #value)),
            Place::Query => quote!(.query(#wire, #value)),
            Place::Form => quote!(.form(#wire, #value)),
        }
    }

    /// `name: type` of an argument.
    pub(super) fn argument(&self, parameter: &Parameter, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(&parameter.origin, Role::Parameter);
        let accepted = self.accepted(&parameter.ty, here);
        quote!(#name: #accepted)
    }
}

fn in_range(value: &TokenStream, min: Option<i64>, max: Option<i64>) -> TokenStream {
    let bound = |bound: Option<i64>| bound.map(proc_macro2::Literal::i64_unsuffixed);
    let (min, max) = match (bound(min), bound(max)) {
        (Some(min), Some(max)) => (quote!(#min), quote!(#max)),
        (Some(min), None) => (quote!(#min), quote!(i64::MAX)),
        (None, max) => (quote!(i64::MIN), quote!(#max)),
    };
    quote!(rt::in_range(#value, #min..=#max))
}
