//! Operations: a method each, and a request builder where there is something to choose.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::{Comment, described, documented, first_paragraph};
use super::example;
use super::responses;
use super::ty::{clearing, is_copy, written};
use super::{Emitter, access};
use crate::model::{
    Body, ListShape, NextPage, Operation, OperationKind, Parameter, Presence, Resource,
    Sensitivity, WireName,
};
use crate::name::{Role, RustName, has_arguments, optional, required};
use crate::syntax::Item;
use crate::text::code_span;

/// Writes an operation of a resource.
pub(super) struct OperationWriter<'e> {
    pub(super) emitter: &'e Emitter<'e>,
    pub(super) operation: &'e Operation,
    pub(super) resource: &'e Resource,
    /// The module of the resource.
    pub(super) here: &'e [RustName],
}

impl<'e> OperationWriter<'e> {
    pub(super) fn new(
        emitter: &'e Emitter<'e>,
        operation: &'e Operation,
        resource: &'e Resource,
    ) -> Self {
        Self {
            emitter,
            operation,
            resource,
            here: emitter.names.home(&resource.origin),
        }
    }

    /// What stands before a function that calls the operation although it is deprecated.
    pub(super) fn expect_deprecated(&self) -> Option<TokenStream> {
        self.operation.deprecated.then(|| {
            quote!(#[expect(deprecated, reason = "the operation can be called as long as the service has it")])
        })
    }

    fn name(&self, role: Role) -> &'e RustName {
        self.emitter.names.text(&self.operation.origin, role)
    }

    fn parameter_name(&self, parameter: &Parameter) -> &'e RustName {
        self.emitter.names.text(&parameter.origin, Role::Parameter)
    }

    fn is_builder(&self) -> bool {
        optional(self.operation).next().is_some()
    }

    /// The method of an operation.
    pub(super) fn method(&self) -> TokenStream {
        let method = self.name(Role::Method);
        let docs = self.docs();
        let deprecated = self.operation.deprecated.then(|| quote!(#[deprecated]));
        let (arguments, unpack) = match has_arguments(self.operation) {
            true => {
                let name = self.name(Role::Arguments);
                let fields = required(self.operation).map(|field| self.parameter_name(field));
                let unpack = quote!(let #name { #(#fields),* } = arguments;);
                (quote!(arguments: #name), Some(unpack))
            }
            false => {
                let arguments = required(self.operation)
                    .map(|parameter| self.emitter.argument(parameter, self.here));
                (quote!(#(#arguments),*), None)
            }
        };
        let request = self.request();
        let (returned, body) = match self.is_builder() {
            true => {
                let builder = self.name(Role::Builder);
                (quote!(#builder), quote!(#builder(#request)))
            }
            false => (self.request_type(), request),
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
    fn request(&self) -> TokenStream {
        let operation = self.operation;
        let path = operation.path.to_string();
        let bound = operation.placeholders().zip(&self.resource.parameters);
        let bound = bound.map(|(wire, parameter)| {
            let field = self.parameter_name(parameter);
            let value = match is_copy(&parameter.ty) {
                true => quote!(self.#field),
                false => quote!(&self.#field),
            };
            let value = written(parameter, value);
            quote!(.path(#wire, #value))
        });
        // The fields of the struct have the types of the parameters, positional arguments are converted to them.
        let is_owned = has_arguments(operation);
        let settings = required(operation)
            .map(|parameter| self.emitter.setting(parameter, is_owned, self.here));
        let start = match &operation.list {
            Some(list) => {
                let paging = paging(list);
                quote!(self.client.list(#path, #paging))
            }
            None => {
                let verb = format_ident!("{}", operation.method.to_lowercase());
                quote!(self.client.#verb(#path))
            }
        };
        let traits = traits(operation);
        let replies = responses::settings(self.emitter, operation);
        quote!(#start #traits #replies #(#bound)* #(#settings)*)
    }

    /// `rt::Call<CustomerProfile>`, `rt::List<CustomerProfile>`.
    fn request_type(&self) -> TokenStream {
        let item = self.returned();
        match &self.operation.list {
            Some(_) => quote!(rt::List<#item>),
            None => quote!(rt::Call<#item>),
        }
    }

    /// What a call returns, or what the items of a list are.
    fn returned(&self) -> TokenStream {
        match self.operation.returned() {
            Some(ty) => self.emitter.owned(ty, self.here),
            None => quote!(()),
        }
    }

    fn docs(&self) -> Comment {
        let operation = self.operation;
        let mut docs = documented(&operation.docs, &operation.id, "of the document");
        docs.paragraph(&format!(
            "{}; returns {}.",
            code_span(&format!("{} {}", operation.method, operation.path)),
            self.statuses()
        ));
        let list = operation.list.as_ref();
        if let Some((_, _, max)) = list.and_then(|list| list.page_size.as_ref()) {
            docs.paragraph(&format!("Awaited, it brings the first page, of {max} items at most; `stream` follows the pages."));
        }
        if is_partial(operation) {
            docs.paragraph("What is not set stays as it is. With nothing set, the request is sent all the same.");
        }
        if !has_arguments(operation) {
            for parameter in required(operation) {
                self.argument_docs(&mut docs, parameter);
            }
        }
        self.error_docs(&mut docs);
        let example = example::lines(self);
        if !example.is_empty() {
            docs.paragraph("# Example").verbatim(example);
        }
        docs
    }

    /// A bullet that says what to pass.
    fn argument_docs(&self, docs: &mut Comment, parameter: &Parameter) {
        let description = parameter.docs.description.as_deref();
        let mut text = first_paragraph(description, || {
            format!("{} of the request.", code_span(parameter.name.as_str()))
        });
        for limit in &parameter.docs.limits {
            text = format!("{} ({limit}).", text.trim_end_matches('.'));
        }
        docs.bullet(&format!(
            "`{}`: {text}",
            self.parameter_name(parameter).as_str()
        ));
    }

    /// The types around an operation: the struct of many required parameters, the builder.
    pub(super) fn builder_items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        if has_arguments(self.operation) {
            items.push(Item::Plain(self.arguments_struct()));
        }
        if !self.is_builder() {
            return items;
        }
        let builder = self.name(Role::Builder);
        let request = self.request_type();
        let item = self.returned();
        let docs = self.about_method("The request", "; what is not set is left out");
        items.push(Item::Plain(quote! {
            #docs
            #[derive(Clone, Debug)]
            #[must_use = "a request does nothing until it is sent"]
            pub struct #builder(#request);
        }));
        let setters = optional(self.operation).map(|parameter| self.setter(parameter));
        items.push(Item::Plain(quote!(impl #builder { #(#setters)* })));
        items.push(Item::Plain(match self.operation.list {
            Some(_) => quote!(rt::list_methods!(#builder => #item);),
            None => quote!(rt::call_methods!(#builder => #item);),
        }));
        items
    }

    /// The setter of an optional parameter, and the one that takes away what it was set to before.
    fn setter(&self, parameter: &Parameter) -> TokenStream {
        let wire = code_span(parameter.name.as_str());
        let docs = described(&parameter.docs, &format!("Sets {wire}."));
        let name = self.parameter_name(parameter);
        let argument = self.emitter.argument(parameter, self.here);
        let setting = self.emitter.setting(parameter, false, self.here);
        let clear = parameter.nullable.then(|| {
            let docs = Comment::of(&format!(
                "Sets {wire} to nothing, where leaving it out would not change it."
            ));
            let name = self.emitter.names.of(&parameter.origin, Role::Clear);
            let clearing = clearing(parameter);
            quote! {
                #docs
                pub fn #name(self) -> Self {
                    Self(self.0 #clearing)
                }
            }
        });
        quote! {
            #docs
            pub fn #name(self, #argument) -> Self {
                Self(self.0 #setting)
            }
            #clear
        }
    }

    fn arguments_struct(&self) -> TokenStream {
        let name = self.name(Role::Arguments);
        let docs = self.about_method("The required parameters", "");
        let is_public = |parameter: &Parameter| parameter.sensitivity == Sensitivity::Public;
        // A derived `Debug` must not show what is personal; the request made of it redacts.
        let derives = match required(self.operation).all(is_public) {
            true => quote!(Clone, Debug),
            false => quote!(Clone),
        };
        let fields = required(self.operation).map(|parameter| {
            let docs = documented(&parameter.docs, &parameter.name, "of the request");
            let name = self.parameter_name(parameter);
            let ty = self.emitter.owned(&parameter.ty, self.here);
            quote!(#docs pub #name: #ty,)
        });
        quote! {
            #docs
            #[derive(#derives)]
            pub struct #name { #(#fields)* }
        }
    }

    /// A sentence that refers to the operation's method.
    fn about_method(&self, what: &str, rest: &str) -> Comment {
        let handle = self.emitter.names.text(&self.resource.origin, Role::Handle);
        let method = self.name(Role::Method);
        Comment::of(&format!(
            "{what} of [`{}::{}`]{rest}.",
            handle.as_str(),
            method.as_str()
        ))
    }

    /// The call of the operation's method, from `client` over the parents.
    ///
    /// `argument` gives the value of a parameter that has this name in the document; the boolean says whether it is a field
    /// of the struct at `arguments`.
    pub(super) fn call(
        &self,
        client: TokenStream,
        arguments: &TokenStream,
        mut argument: impl FnMut(&'e Parameter, &'e WireName, bool) -> TokenStream,
    ) -> TokenStream {
        let names = &self.emitter.names;
        let mut call = client;
        let mut placeholders = self.operation.placeholders();
        let mut known = 0;
        for ancestor in self.emitter.lineage(self.resource) {
            let method = names.of(&ancestor.origin, Role::Method);
            let own = ancestor.parameters.get(known..).unwrap_or_default();
            known = ancestor.parameters.len();
            let values = own.iter().zip(placeholders.by_ref());
            let values = values.map(|(parameter, name)| argument(parameter, name, false));
            call.extend(quote!(.#method(#(#values),*)));
        }
        let method = self.name(Role::Method);
        let is_field = has_arguments(self.operation);
        let fields = required(self.operation).map(|parameter| self.parameter_name(parameter));
        let values = required(self.operation)
            .map(|parameter| argument(parameter, &parameter.name, is_field));
        call.extend(match is_field {
            true => quote!(.#method(#arguments { #(#fields: #values),* })),
            false => quote!(.#method(#(#values),*)),
        });
        call
    }
}

/// Whether an operation changes what it is given and nothing else, and can be given nothing.
fn is_partial(operation: &Operation) -> bool {
    let mut body = operation.body_parameters().iter();
    operation.kind == OperationKind::Update
        && operation.method != "PUT"
        && body.len() > 0
        && body.all(|parameter| parameter.presence == Presence::Optional)
}

/// What sets an operation apart from others.
fn traits(operation: &Operation) -> TokenStream {
    let account = operation.account.iter();
    let access = access::traits(operation);
    let body_type = operation.body_type.iter();
    // What is sent where nothing of the body is set; that is always a form if nothing else is said.
    let mut parameters = operation.body_parameters().iter();
    let has_required = parameters.any(|parameter| parameter.presence == Presence::Required);
    let has_usual_body = matches!(&*operation.method, "POST" | "PUT" | "PATCH");
    let unset = match &operation.body {
        _ if has_required => None,
        _ if operation.is_body_optional => has_usual_body.then(|| quote!(.optional_body())),
        Body::Json(_) => Some(quote!(.json_object())),
        Body::Multipart(_) => Some(quote!(.multipart())),
        Body::Empty | Body::Form(_) | Body::Content(_) => None,
    };
    quote! {
        #(.account(#account))* #access #(.content_type(#body_type))* #unset
    }
}

fn paging(list: &ListShape) -> TokenStream {
    let key = &list.items_key;
    let page_size = list.page_size.as_ref().map(|(name, min, max)| {
        let (min, max) = (Literal::u32_unsuffixed(*min), Literal::u32_unsuffixed(*max));
        quote!(.page_size(#name, #min..=#max))
    });
    let (page, page_token) = (list.page.iter(), list.page_token.iter());
    let next = list.next.as_ref().map(|next| match next {
        NextPage::Token(name) => quote!(.next_token(#name)),
        NextPage::Number(name) => quote!(.next_number(#name)),
        NextPage::Index(name) => quote!(.next_index(#name)),
    });
    quote!(rt::Paging::new(#key) #page_size #(.page(#page))* #(.page_token(#page_token))* #next)
}
