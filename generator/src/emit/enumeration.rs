//! Enumerations: known values, completed by the runtime's `open_enum!`.

use quote::quote;

use super::docs::described;
use super::given::Given;
use super::{Emitter, Item};
use crate::model::Enumeration;
use crate::name::Role;

impl Emitter<'_> {
    pub(super) fn enumeration_item(&self, enumeration: &Enumeration) -> Item {
        let name = self.names.of(&enumeration.origin, Role::Type);
        let docs = described(
            &enumeration.docs,
            &format!("`{}` of the document.", enumeration.name),
        )
        .tokens();
        let variants = enumeration.values.iter().map(|value| {
            let variant = self.names.of(&value.origin, Role::Variant);
            let wire = value.wire.as_str();
            let docs = described(&value.docs, &format!("`{wire}` on the wire.")).tokens();
            Given::new(quote!(#docs #variant = #wire))
        });
        Item::OpenEnum(quote! {
            #docs
            pub enum #name {
                #(#variants,)*
            }
        })
    }
}
