//! Types as they stand in records and signatures.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use crate::model::{Origin, Resource, Sid, Ty};
use crate::name::Role;

impl Emitter<'_> {
    /// The type of a value in a record, seen from the module of `here` (`None`: that of the shared types).
    pub(super) fn owned(&self, ty: &Ty, here: Option<&Resource>) -> TokenStream {
        self.owned_by(ty, &|origin| self.named(origin, here))
    }

    /// The type of a value, seen from a module without records and enumerations.
    pub(super) fn foreign(&self, ty: &Ty) -> TokenStream {
        self.owned_by(ty, &|origin| self.crate_path(origin))
    }

    fn owned_by(&self, ty: &Ty, named: &dyn Fn(&Origin) -> TokenStream) -> TokenStream {
        match ty {
            Ty::Bool => quote!(bool),
            Ty::Integer { narrow: true, .. } => quote!(i32),
            Ty::Integer { narrow: false, .. } => quote!(i64),
            Ty::Number => quote!(f64),
            Ty::Decimal => quote!(rt::Decimal),
            Ty::String | Ty::Uri => quote!(String),
            Ty::Timestamp => quote!(rt::Timestamp),
            Ty::Date => quote!(rt::Date),
            Ty::Sid(kind) => self.sid(kind.as_ref()),
            Ty::Enum(origin) | Ty::Record(origin) | Ty::Union(origin) => named(origin),
            Ty::List(item) => {
                let item = self.owned_by(item, named);
                quote!(Vec<#item>)
            }
            Ty::Map(value) => {
                let value = self.owned_by(value, named);
                quote!(BTreeMap<String, #value>)
            }
            Ty::Json => quote!(serde_json::Value),
        }
    }

    /// The type of a SID, as the imports make it known.
    pub(super) fn sid(&self, sid: Option<&Sid>) -> TokenStream {
        match sid.and_then(|sid| self.names.sid(sid)) {
            Some(kind) => {
                let name = kind.name.ident();
                quote!(#name)
            }
            None => quote!(rt::Sid),
        }
    }

    /// A record or an enumeration: by its name at home, by its path elsewhere.
    pub(super) fn named(&self, origin: &Origin, here: Option<&Resource>) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        let home = self.home_of(origin);
        if home.map(|home| &home.origin) == here.map(|here| &here.origin) {
            return quote!(#name);
        }
        self.crate_path(origin)
    }

    /// The path of a record or an enumeration within the crate.
    fn crate_path(&self, origin: &Origin) -> TokenStream {
        let name = self.names.of(origin, Role::Type);
        let home = self.names.home(origin).iter().map(|module| module.ident());
        quote!(crate::#(#home::)*#name)
    }

    /// The path of a type seen by a user of the crate.
    pub(super) fn public_path(&self, origin: &Origin) -> TokenStream {
        let package = self.names.library.ident();
        let home = self.names.home(origin).iter().map(|module| module.ident());
        let name = self.names.of(origin, Role::Type);
        quote!(#package::#(#home::)*#name)
    }

    /// Whether a value of the type, which is that of a member of `record`, holds a value of `record` without a list or a map
    /// between.
    pub(super) fn holds(&self, ty: &Ty, record: &Origin) -> bool {
        let (Ty::Record(origin) | Ty::Union(origin)) = ty else {
            return false;
        };
        let knot = self.knots.get(record);
        knot.is_some() && knot == self.knots.get(origin)
    }
}

/// Whether values of a type are copied where others are cloned.
pub(super) fn is_copy(ty: &Ty) -> bool {
    matches!(
        ty,
        Ty::Bool | Ty::Integer { .. } | Ty::Number | Ty::Timestamp | Ty::Date
    )
}
