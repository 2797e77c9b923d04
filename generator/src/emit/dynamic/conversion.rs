//! What turns the arguments of an operation, which are JSON, into its typed request: a function of the table each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::super::operation::OperationWriter;
use super::paging;
use crate::model::{Parameter, WireName};
use crate::name::{Role, optional, required};

/// The function that makes the typed request.
pub(super) fn function(writer: &OperationWriter<'_>) -> TokenStream {
    let operation = writer.operation;
    let deprecated = operation.deprecated.then(|| {
        quote!(#[expect(deprecated, reason = "the operation can be called as long as the service has it")])
    });
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
            quote!(arguments.required::<#ty>(#name)?)
        },
    );
    let erased = match (optional(operation).next(), &operation.list) {
        (None, _) => quote!(request.into()),
        (Some(_), Some(_)) => quote!(crate::List::from(request).into()),
        (Some(_), None) => quote!(crate::Call::from(request).into()),
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

/// What is set only where it is given: expressions that go on with the request.
fn settings(writer: &OperationWriter<'_>) -> Vec<TokenStream> {
    let setting = |name: &WireName, ty: TokenStream, setter: Ident| {
        let set = quote!(|request, value: #ty| request.#setter(value));
        quote!(arguments.set(request, #name, #set)?)
    };
    let mut settings = Vec::new();
    for parameter in optional(writer.operation) {
        let name = &parameter.name;
        if parameter.nullable {
            let clear = writer.emitter.names.of(&parameter.origin, Role::Clear);
            settings.push(quote!(arguments.clear(request, #name, |request| request.#clear())));
        }
        let setter = writer.emitter.names.of(&parameter.origin, Role::Parameter);
        let ty = writer.emitter.owned(&parameter.ty, &[]);
        settings.push(setting(name, ty, setter));
    }
    settings.extend(paging(writer.operation).into_iter().map(|parameter| {
        let (ty, setter) = (
            format_ident!("{}", parameter.ty),
            format_ident!("{}", parameter.setter),
        );
        setting(parameter.name, quote!(#ty), setter)
    }));
    settings
}
