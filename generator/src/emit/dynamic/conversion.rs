//! What turns the arguments of an operation, which are JSON, into its typed request: a function of the table each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::operation::OperationWriter;
use super::paging;
use super::table::{PAGE, PARENT, location};
use crate::model::{Parameter, WireName};
use crate::name::{Role, optional, required};

/// The function that makes the typed request.
pub(super) fn function(writer: &OperationWriter<'_>) -> TokenStream {
    let operation = writer.operation;
    let deprecated = writer.expect_deprecated();
    let settings = settings(writer);
    let mut lineage = writer.emitter.lineage(writer.resource).iter();
    let takes = !settings.is_empty()
        || required(operation).next().is_some()
        || lineage.any(|ancestor| !ancestor.parameters.is_empty());
    let arguments = match takes {
        true => quote!(arguments),
        false => quote!(_),
    };
    let names = writer.emitter.names;
    let function = names.of(&operation.origin, Role::Method);
    let client = &names.client;
    let home = names.home(&writer.resource.origin);
    let many = names.of(&operation.origin, Role::Arguments);
    let request = writer.call(
        quote!(#client::from(client.clone())),
        &quote!(crate::#(#home::)*#many),
        |parameter: &Parameter, name: &WireName, _| {
            let ty = writer.emitter.owned(&parameter.ty, &[]);
            let is_own = required(operation).any(|own| std::ptr::eq(own, parameter));
            let location = if is_own { location(parameter) } else { PARENT };
            let key = key(writer, name, location);
            quote!(arguments.required::<#ty>(#key)?)
        },
    );
    let erased = match (optional(operation).next(), &operation.list) {
        (None, _) => quote!(request),
        (Some(_), Some(_)) => quote!(crate::List::from(request)),
        (Some(_), None) => quote!(crate::Call::from(request)),
    };
    let error = operation.failure.ty.as_ref();
    let erased = match error.map(|ty| writer.emitter.owned(ty, &[])) {
        Some(ty) => quote!(Prepared::from(#erased).failing::<#ty>()),
        None => quote!(#erased.into()),
    };
    quote! {
        #deprecated
        fn #function(client: &Client, #arguments: &mut Arguments) -> Result<Prepared, Error> {
            let request = #request;
            #(let request = #settings;)*
            Ok(#erased)
        }
    }
}

/// What names a parameter: its name, and its location where another parameter has the same name.
fn key(writer: &OperationWriter<'_>, name: &WireName, location: &str) -> TokenStream {
    match is_shared(writer, name) {
        true => {
            let location = format_ident!("{location}");
            quote!((ParameterLocation::#location, #name))
        }
        false => quote!(#name),
    }
}

/// Whether several parameters of an operation have a name.
fn is_shared(writer: &OperationWriter<'_>, name: &WireName) -> bool {
    let operation = writer.operation;
    let parents = writer.resource.parameters.len();
    let parents = operation.placeholders().take(parents);
    let own = operation.all_parameters().map(|parameter| &parameter.name);
    let paging = paging(operation);
    let pages = paging.iter().map(|parameter| parameter.name);
    let names = parents.chain(own).chain(pages);
    names.filter(|other| *other == name).count() > 1
}

/// What is set only where it is given: expressions that go on with the request.
fn settings(writer: &OperationWriter<'_>) -> Vec<TokenStream> {
    let setting = |key: TokenStream, ty: TokenStream, setter: Ident| {
        let set = quote!(|request, value: #ty| request.#setter(value));
        quote!(arguments.set(request, #key, #set)?)
    };
    let mut settings = Vec::new();
    for parameter in optional(writer.operation) {
        let key = key(writer, &parameter.name, location(parameter));
        if parameter.nullable {
            let clear = writer.emitter.names.of(&parameter.origin, Role::Clear);
            settings.push(quote!(arguments.clear(request, #key, |request| request.#clear())));
        }
        let setter = writer.emitter.names.of(&parameter.origin, Role::Parameter);
        let ty = writer.emitter.owned(&parameter.ty, &[]);
        settings.push(setting(key, ty, setter));
    }
    settings.extend(paging(writer.operation).into_iter().map(|parameter| {
        let (ty, setter) = (
            format_ident!("{}", parameter.ty),
            format_ident!("{}", parameter.setter),
        );
        setting(key(writer, parameter.name, PAGE), quote!(#ty), setter)
    }));
    settings
}
