//! Operations: a method each, and a request builder where there is something to choose.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, described};
use super::ty::is_copy;
use crate::model::{
    Body, ListShape, NextPage, Operation, Parameter, Presence, Resource, Sensitivity,
};
use crate::name::{MAX_POSITIONAL, Role, optional, required};
use crate::syntax::Item;
use crate::text::code_span;

impl Emitter<'_> {
    /// The method of an operation.
    pub(super) fn method(&self, operation: &Operation, resource: &Resource) -> TokenStream {
        let here = Some(resource);
        let method = self.names.of(&operation.origin, Role::Method);
        let docs = self.method_docs(operation, resource).tokens();
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let many = required(operation).count() > MAX_POSITIONAL;
        let arguments = if many {
            let name = self.names.of(&operation.origin, Role::Arguments);
            quote!(arguments: #name)
        } else {
            let arguments = required(operation).map(|parameter| self.argument(parameter, here));
            quote!(#(#arguments),*)
        };
        let unpack = many.then(|| {
            let name = self.names.of(&operation.origin, Role::Arguments);
            let fields = required(operation)
                .map(|parameter| self.names.of(&parameter.origin, Role::Parameter));
            quote!(let #name { #(#fields),* } = arguments;)
        });
        let request = self.request(operation, resource);
        let response = self.respond(operation, resource);
        let (returned, body) = if optional(operation).next().is_some() {
            let builder = self.names.of(&operation.origin, Role::Builder);
            (quote!(#builder), quote!(#builder(#request)))
        } else {
            (response, request)
        };
        quote! {
            #docs
            #deprecated
            pub fn #method(&self, #arguments) -> #returned {
                #unpack
                #body
            }
        }
    }

    /// The request with its required parameters.
    fn request(&self, operation: &Operation, resource: &Resource) -> TokenStream {
        let path = operation.path.to_string();
        let bound = operation
            .placeholders()
            .zip(&resource.parameters)
            .map(|(wire, parameter)| {
                let wire = wire.as_str();
                let field = self.names.of(&parameter.origin, Role::Parameter);
                match is_copy(&parameter.ty) {
                    true => quote!(.path(#wire, self.#field)),
                    false => quote!(.path(#wire, &self.#field)),
                }
            });
        // The fields of the struct have the types of the parameters, positional arguments are converted to them.
        let is_owned = required(operation).count() > MAX_POSITIONAL;
        let settings =
            required(operation).map(|parameter| self.setting(parameter, is_owned, Some(resource)));
        let start = match &operation.list {
            Some(list) => {
                let paging = paging(list);
                quote!(self.client.list(#path, #paging))
            }
            None => {
                let verb = quote::format_ident!("{}", operation.method.to_lowercase());
                quote!(self.client.#verb(#path))
            }
        };
        let traits = traits(operation);
        quote!(#start #traits #(#bound)* #(#settings)*)
    }

    /// `rt::Call<CustomerProfile>`, `rt::List<CustomerProfile>`.
    fn respond(&self, operation: &Operation, resource: &Resource) -> TokenStream {
        let item = self.returned(operation, resource);
        match &operation.list {
            Some(_) => quote!(rt::List<#item>),
            None => quote!(rt::Call<#item>),
        }
    }

    /// What a call brings, or what the items of a list are.
    fn returned(&self, operation: &Operation, resource: &Resource) -> TokenStream {
        let ty = operation
            .list
            .as_ref()
            .map(|list| &list.item)
            .or(operation.success.ty.as_ref());
        match ty {
            Some(ty) => self.owned(ty, Some(resource)),
            None => quote!(()),
        }
    }

    fn method_docs(&self, operation: &Operation, resource: &Resource) -> Comment {
        let mut docs = described(
            &operation.docs,
            &format!("{} of the document.", code_span(operation.id.as_str())),
        );
        docs.paragraph(&format!(
            "{}; returns {}.",
            code_span(&format!("{} {}", operation.method, operation.path)),
            operation.success.status
        ));
        if let Some((_, _, max)) = operation
            .list
            .as_ref()
            .and_then(|list| list.page_size.as_ref())
        {
            docs.paragraph(&format!("Awaited, it brings the first page, of {max} items at most; `stream` follows the pages."));
        }
        if required(operation).count() <= MAX_POSITIONAL {
            for parameter in required(operation) {
                self.argument_docs(&mut docs, parameter);
            }
        }
        let example = self.example(operation, resource);
        if !example.is_empty() {
            docs.paragraph("# Example").verbatim(example);
        }
        docs
    }

    /// The types around an operation: the struct of many required parameters, the builder.
    pub(super) fn builder_items(&self, operation: &Operation, resource: &Resource) -> Vec<Item> {
        let mut items = Vec::new();
        if required(operation).count() > MAX_POSITIONAL {
            items.push(Item::Plain(self.arguments_struct(operation, resource)));
        }
        if optional(operation).next().is_none() {
            return items;
        }
        let builder = self.names.of(&operation.origin, Role::Builder);
        let method = self.names.text(&operation.origin, Role::Method);
        let handle = self.names.text(&resource.origin, Role::Handle);
        let response = self.respond(operation, resource);
        let item = self.returned(operation, resource);
        let docs = Comment::of(&format!(
            "The request of [`{0}::{1}`]; what is not set is left out.",
            handle.as_str(),
            method.as_str()
        ));
        let docs = docs.tokens();
        items.push(Item::Plain(quote! {
            #docs
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #builder(#response);
        }));
        let setters = optional(operation).map(|parameter| {
            let clear = parameter.nullable.then(|| self.clear_method(parameter));
            let docs = described(
                &parameter.docs,
                &format!("Sets {}.", code_span(parameter.name.as_str())),
            )
            .tokens();
            let name = self.names.of(&parameter.origin, Role::Parameter);
            let argument = self.argument(parameter, Some(resource));
            let setting = self.setting(parameter, false, Some(resource));
            quote! {
                #docs
                pub fn #name(self, #argument) -> Self {
                    Self(self.0 #setting)
                }
                #clear
            }
        });
        items.push(Item::Plain(quote!(impl #builder { #(#setters)* })));
        items.push(Item::Plain(match operation.list {
            Some(_) => quote!(rt::list_methods!(#builder => #item);),
            None => quote!(rt::call_methods!(#builder => #item);),
        }));
        items
    }

    /// The setter that takes away what a parameter was set to before.
    fn clear_method(&self, parameter: &Parameter) -> TokenStream {
        let docs = Comment::of(&format!(
            "Sets {} to nothing, where leaving it out would not change it.",
            code_span(parameter.name.as_str())
        ));
        let docs = docs.tokens();
        let name = self.names.of(&parameter.origin, Role::Clear);
        let clearing = self.clearing(parameter);
        quote! {
            #docs
            pub fn #name(self) -> Self {
                Self(self.0 #clearing)
            }
        }
    }

    fn arguments_struct(&self, operation: &Operation, resource: &Resource) -> TokenStream {
        let name = self.names.of(&operation.origin, Role::Arguments);
        let method = self.names.text(&operation.origin, Role::Method);
        let handle = self.names.text(&resource.origin, Role::Handle);
        let docs = Comment::of(&format!(
            "The required parameters of [`{}::{}`].",
            handle.as_str(),
            method.as_str()
        ));
        let docs = docs.tokens();
        let is_public = |parameter: &Parameter| parameter.sensitivity == Sensitivity::Public;
        // What is personal has no place in a derived `Debug`; the request made of it redacts.
        let derives = match required(operation).all(is_public) {
            true => quote!(Clone, Debug),
            false => quote!(Clone),
        };
        let fields = required(operation).map(|parameter| {
            let docs = described(
                &parameter.docs,
                &format!("{} of the request.", code_span(parameter.name.as_str())),
            )
            .tokens();
            let name = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.owned(&parameter.ty, Some(resource));
            quote!(#docs pub #name: #ty,)
        });
        quote! {
            #docs
            #[derive(#derives)]
            pub struct #name { #(#fields)* }
        }
    }
}

/// What sets an operation apart from others.
fn traits(operation: &Operation) -> TokenStream {
    let account = operation.account.as_ref().map(|name| {
        let name = name.as_str();
        quote!(.account(#name))
    });
    let anonymous = operation.anonymous.then(|| quote!(.anonymous()));
    let is_call = operation.list.is_none();
    let media_type = operation.success.media_type.as_ref();
    let media_type = media_type.map(|media_type| quote!(.media_type(#media_type)));
    let redirect = operation.success.status.parse::<u16>().ok();
    let redirect = redirect.filter(|status| is_call && (300..400).contains(status));
    let redirect = redirect.map(|status| {
        let status = proc_macro2::Literal::u16_unsuffixed(status);
        quote!(.success(#status))
    });
    // A JSON body is an object, even if nothing of it is set.
    let is_json = matches!(&operation.body, Body::Json(parameters)
        if parameters.iter().all(|parameter| parameter.presence == Presence::Optional));
    let json = is_json.then(|| quote!(.json_object()));
    quote!(#account #anonymous #media_type #redirect #json)
}

fn paging(list: &ListShape) -> TokenStream {
    let key = list.items_key.as_str();
    let page_size = list.page_size.as_ref().map(|(name, min, max)| {
        let name = name.as_str();
        let (min, max) = (
            proc_macro2::Literal::u32_unsuffixed(*min),
            proc_macro2::Literal::u32_unsuffixed(*max),
        );
        quote!(.page_size(#name, #min..=#max))
    });
    let page = list.page.as_ref().map(|name| {
        let name = name.as_str();
        quote!(.page(#name))
    });
    let page_token = list.page_token.as_ref().map(|name| {
        let name = name.as_str();
        quote!(.page_token(#name))
    });
    let next = list.next.as_ref().map(|next| match next {
        NextPage::Token(name) => {
            let name = name.as_str();
            quote!(.next_token(#name))
        }
        NextPage::Number(name) => {
            let name = name.as_str();
            quote!(.next_number(#name))
        }
        NextPage::Index(name) => {
            let name = name.as_str();
            quote!(.next_index(#name))
        }
    });
    quote!(rt::Paging::new(#key) #page_size #page #page_token #next)
}
