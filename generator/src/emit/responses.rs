//! Responses of several kinds: the enumeration of their types, and what a request says about them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emitter;
use super::docs::Comment;
use super::operation::OperationWriter;
use super::types::boxed;
use crate::model::{Operation, Origin, Reply, ReplyForm, Ty, Union, Variant};
use crate::name::Role;
use crate::syntax::Item;
use crate::text::code_span;

/// The enumeration of an operation's responses. The runtime says which variant came; as JSON a value is what it holds.
pub(super) fn items(emitter: &Emitter<'_>, union: &Union) -> Vec<Item> {
    let name = emitter.names.of(&union.origin, Role::Type);
    let here = emitter.names.home(&union.origin);
    let (mut variants, mut arms) = (Vec::new(), Vec::new());
    for variant in &union.variants {
        let name = emitter.names.of(&variant.origin, Role::Variant);
        let docs = Comment::of(&meaning(variant));
        match variant.ty {
            Ty::Empty => {
                variants.push(quote!(#docs #name,));
                arms.push(quote!(Self::#name => serializer.serialize_unit(),));
            }
            _ => {
                let ty = boxed(emitter, &variant.ty, &union.origin, here);
                variants.push(quote!(#docs #name(#ty),));
                arms.push(quote!(Self::#name(value) => value.serialize(serializer),));
            }
        }
    }
    let docs = Comment::of(match union.name.as_str() {
        "Error" => {
            "The documented errors of the operation, as [`Error::body_as`](crate::Error::body_as) reads them."
        }
        _ => "The documented responses of the operation.",
    });
    let read = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, serde::Deserialize)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    };
    let written = quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#arms)*
                }
            }
        }
    };
    vec![Item::Plain(read), Item::Plain(written)]
}

/// When a response is this variant.
fn meaning(variant: &Variant) -> String {
    let tokens: Vec<_> = variant.origin.tokens().collect();
    let (status, media_type) = match tokens.as_slice() {
        [.., status, content, media_type] if content == "content" => (status, Some(media_type)),
        [.., status] => (status, None),
        [] => return String::new(),
    };
    let status = match status.as_ref() {
        "default" => "Any other status".to_owned(),
        status => format!("Status {status}"),
    };
    match media_type {
        Some(media_type) => format!("{status}, as {}.", code_span(media_type)),
        None => format!("{status}."),
    }
}

/// What tells the runtime of the responses that are not only JSON of one type.
pub(super) fn settings(emitter: &Emitter<'_>, operation: &Operation) -> TokenStream {
    let (success, failure) = (&operation.success, &operation.failure);
    let accept = success.accept.iter();
    let replies = is_special(operation).then(|| list(emitter, &success.replies));
    let replies = replies.into_iter();
    let errors = failure.ty.as_ref().map(|_| list(emitter, &failure.replies));
    let errors = errors.into_iter();
    quote!(#(.accept(#accept))* #(.replies(#replies))* #(.errors(#errors))*)
}

/// Whether a success is anything but JSON of one type with a status of 2xx.
fn is_special(operation: &Operation) -> bool {
    let replies = &operation.success.replies;
    let is_empty = |reply: &Reply| reply.form == ReplyForm::Empty;
    let is_special = |reply: &Reply| {
        matches!(reply.form, ReplyForm::Text | ReplyForm::Bytes)
            || reply.variant.is_some()
            || reply.status.starts_with('3')
    };
    replies.iter().any(is_special) || replies.iter().any(is_empty) && !replies.iter().all(is_empty)
}

fn list(emitter: &Emitter<'_>, replies: &[Reply]) -> TokenStream {
    let replies = replies.iter().map(|reply| {
        let form = format!("{:?}", reply.form);
        let form = format_ident!("{form}");
        let (status, media_type) = (&reply.status, &reply.media_type);
        let variant = |origin: &Origin| emitter.names.text(origin, Role::Variant).as_str();
        let variant = reply.variant.as_ref().map_or("", variant);
        quote!(rt::Reply(rt::Form::#form, #status, #media_type, #variant))
    });
    quote!(&[#(#replies),*])
}

impl OperationWriter<'_> {
    /// The statuses of a success: `200, 201 or 204`; each with what it holds, where that is not JSON of one type for all.
    pub(super) fn statuses(&self) -> String {
        let replies = &self.operation.success.replies;
        let mut statuses: Vec<&str> = replies.iter().map(|reply| reply.status.as_str()).collect();
        statuses.dedup();
        let is_special = is_special(self.operation);
        let statuses = statuses.into_iter().map(|status| {
            let name = match status {
                "default" => "any status of success",
                status => status,
            };
            let replies = replies.iter().filter(|reply| reply.status == status);
            let kinds: Vec<_> = replies.map(|reply| self.kind(reply)).collect();
            match is_special {
                true => format!("{name} ({})", kinds.join(" or ")),
                false => name.to_owned(),
            }
        });
        let statuses: Vec<String> = statuses.collect();
        match statuses.as_slice() {
            [] => self.operation.success.status.clone(),
            [alone] => alone.clone(),
            [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
        }
    }

    /// What is read of errors.
    pub(super) fn error_docs(&self, docs: &mut Comment) {
        let failure = &self.operation.failure;
        let Some(ty) = &failure.ty else { return };
        docs.paragraph("# Errors");
        let all = match ty {
            Ty::Union(origin) if self.is_choice(origin) => {
                format!(
                    ", or as a [`{}`] that holds it",
                    self.emitter.owned(ty, self.here)
                )
            }
            _ => String::new(),
        };
        docs.paragraph(&format!(
            "[`Error::body_as`](crate::Error::body_as) reads the body as the type that is documented for the status{all}:"
        ));
        self.reply_list(docs, &failure.replies);
    }

    /// Whether a type is the enumeration of the operation's errors.
    fn is_choice(&self, origin: &Origin) -> bool {
        *origin == self.operation.origin.push("responses")
    }

    /// A bullet for each type, with its statuses.
    fn reply_list(&self, docs: &mut Comment, replies: &[Reply]) {
        let mut kinds: Vec<(String, Vec<&str>)> = Vec::new();
        for reply in replies {
            let status = match reply.status.as_str() {
                "default" if replies.iter().all(|other| other.status == "default") => "any",
                "default" => "any other",
                status => status,
            };
            let kind = self.kind(reply);
            match kinds.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, statuses)) => statuses.push(status),
                None => kinds.push((kind, vec![status])),
            }
        }
        for (kind, statuses) in kinds {
            docs.bullet(&format!("{}: {kind}", statuses.join(", ")));
        }
    }

    /// What a reply holds.
    fn kind(&self, reply: &Reply) -> String {
        let Some(ty) = &reply.ty else {
            return "no body".to_owned();
        };
        let ty = self.emitter.owned(ty, self.here).to_string();
        let ty = code_span(&ty.replace(' ', "").replace(',', ", "));
        match reply.media_type.as_str() {
            "application/json" => ty,
            media_type => format!("{ty} of {}", code_span(media_type)),
        }
    }
}
