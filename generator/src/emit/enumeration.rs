//! Enumerations: known values, completed by the runtime's `open_enum!`.

use quote::quote;

use super::Emitter;
use super::docs::described;
use crate::model::Enumeration;
use crate::name::Role;
use crate::syntax::Item;
use crate::text::code_span;

impl Emitter<'_> {
    pub(super) fn enumeration_item(&self, enumeration: &Enumeration) -> Item {
        let name = self.names.of(&enumeration.origin, Role::Type);
        let docs = described(
            &enumeration.docs,
            &format!("{} of the document.", code_span(enumeration.name.as_str())),
        )
        .tokens();
        let variants = enumeration.values.iter().map(|value| {
            let variant = self.names.of(&value.origin, Role::Variant);
            let wire = value.wire.as_str();
            let docs =
                described(&value.docs, &format!("{} on the wire.", code_span(wire))).tokens();
            quote!(#docs #variant = #wire)
        });
        Item::OpenEnum(quote! {
            #docs
            pub enum #name {
                #(#variants,)*
            }
        })
    }
}
