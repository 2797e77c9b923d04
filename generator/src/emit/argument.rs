//! Parameters as arguments of functions, and how they reach the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::model::{Parameter, ParameterLocation, Resource, Sensitivity, Ty};
use crate::name::Role;

impl Emitter<'_> {
    /// The type that an argument accepts.
    pub(super) fn accepted(&self, ty: &Ty, here: Option<&Resource>) -> TokenStream {
        match ty {
            Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Timestamp | Ty::Decimal | Ty::Json => {
                let owned = self.owned(ty, here);
                quote!(impl Into<#owned>)
            }
            // A list within a list is made at once: nothing is converted below it.
            Ty::List(item) if matches!(**item, Ty::List(_)) => {
                let item = self.owned(item, here);
                quote!(impl IntoIterator<Item = impl Into<#item>>)
            }
            Ty::List(item) => {
                let item = self.accepted(item, here);
                quote!(impl IntoIterator<Item = #item>)
            }
            _ => self.owned(ty, here),
        }
    }

    /// An argument's value as a value of the type itself; one that `is_owned` is that already.
    pub(super) fn converted(
        &self,
        ty: &Ty,
        value: TokenStream,
        is_owned: bool,
        here: Option<&Resource>,
    ) -> TokenStream {
        match ty {
            _ if is_owned => value,
            Ty::String | Ty::Uri | Ty::Sid(_) | Ty::Timestamp | Ty::Decimal | Ty::Json => {
                quote!(#value.into())
            }
            Ty::List(item) => {
                let item = self.owned(item, here);
                quote!(rt::list::<#item>(#value))
            }
            _ => value,
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
        let value = match &parameter.ty {
            Ty::Integer { min, max, .. } if min.is_some() || max.is_some() => {
                in_range(&quote!(#name), *min, *max)
            }
            ty => self.converted(ty, quote!(#name), is_owned, here),
        };
        let is_personal = parameter.sensitivity == Sensitivity::Pii;
        let value = match parameter.location {
            ParameterLocation::Json | ParameterLocation::Body => {
                let personal = is_personal.then(|| quote!(.personal()));
                match is_checked(&parameter.ty) {
                    true => quote!(rt::json_param(#value) #personal),
                    false => quote!(rt::json(#value) #personal),
                }
            }
            _ if is_personal => quote!(rt::Pii(#value)),
            _ => value,
        };
        match parameter.location {
            ParameterLocation::Path => quote!(.path(#wire, #value)),
            ParameterLocation::Query => quote!(.query(#wire, #value)),
            ParameterLocation::Header => quote!(.header(#wire, #value)),
            ParameterLocation::Cookie => quote!(.cookie(#wire, #value)),
            ParameterLocation::Form => quote!(.form(#wire, #value)),
            ParameterLocation::Json => quote!(.json(#wire, #value)),
            ParameterLocation::Body => quote!(.body(#value)),
        }
    }

    /// Sets a parameter to nothing: an empty text in a form, `null` in JSON.
    pub(super) fn clearing(&self, parameter: &Parameter) -> TokenStream {
        let wire = parameter.name.as_str();
        match parameter.location {
            ParameterLocation::Json | ParameterLocation::Body => quote!(.json(#wire, rt::json(()))),
            _ => quote!(.form(#wire, "")),
        }
    }

    /// `name: type` of an argument.
    pub(super) fn argument(&self, parameter: &Parameter, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(&parameter.origin, Role::Parameter);
        let accepted = self.accepted(&parameter.ty, here);
        quote!(#name: #accepted)
    }
}

/// Whether values are checked before they are sent.
fn is_checked(ty: &Ty) -> bool {
    match ty {
        Ty::Sid(_) => true,
        Ty::Integer { min, max, .. } => min.is_some() || max.is_some(),
        Ty::List(item) => matches!(**item, Ty::Sid(_)),
        _ => false,
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
