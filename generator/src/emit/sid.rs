//! The kinds of SID: a type each.

use quote::quote;

use super::Emitter;
use super::docs::Comment;
use crate::syntax::{Item, Module, RustFile};
use crate::text::markdown;

impl Emitter<'_> {
    pub(super) fn sid_file(&self) -> RustFile {
        let mut items = vec![Item::Plain(self.runtime_import())];
        let mut kinds: Vec<_> = self.names.sid_kinds().iter().collect();
        kinds.sort_by_key(|kind| &kind.name);
        for kind in kinds {
            let name = kind.name.ident();
            let prefix = kind.prefix.as_str();
            let docs = Comment::of(&format!(
                "Identifies {}: `{prefix}` and 32 hexadecimal digits.",
                markdown(&kind.identifies)
            ));
            let docs = docs.tokens();
            items.push(Item::Plain(quote! {
                #docs
                #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
                pub struct #name(rt::Sid);
            }));
            items.push(Item::Plain(quote!(rt::impl_sid!(#name, #prefix);)));
        }
        RustFile {
            path: "src/sid.rs".to_owned(),
            module: Some(Module::new("sid")),
            docs: vec![
                "Identifiers, a type for each kind: one kind can't be passed where another is wanted.".to_owned(),
            ],
            items,
        }
    }
}
