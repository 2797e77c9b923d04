//! What turns the arguments of an operation, which are JSON, into its typed request: a function of the table each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::Emitter;
use super::super::literal::string;
use crate::model::{Operation, Parameter, Resource};
use crate::name::{MAX_POSITIONAL, Role, optional, required};

impl Emitter<'_> {
    /// The function that makes the typed request.
    pub(super) fn conversion_of(
        &self,
        operation: &Operation,
        lineage: &[&Resource],
    ) -> TokenStream {
        let function = self.names.of(&operation.origin, Role::Method);
        let client = self.names.client.ident();
        let mut names = operation.placeholders();
        let mut known = 0;
        let way = lineage.iter().map(|ancestor| {
            let method = self.names.of(&ancestor.origin, Role::Method);
            let own = ancestor.parameters.get(known..).unwrap_or_default();
            known = ancestor.parameters.len();
            let values: Vec<_> = own
                .iter()
                .zip(names.by_ref())
                .map(|(parameter, name)| self.required_value(parameter, name.as_str()))
                .collect();
            quote!(.#method(#(#values),*))
        });
        let way: Vec<_> = way.collect();
        let value = |parameter: &Parameter| self.required_value(parameter, parameter.name.as_str());
        let given = if required(operation).count() > MAX_POSITIONAL {
            let path = self.arguments_path(operation, lineage);
            let fields = required(operation).map(|parameter| {
                let field = self.names.of(&parameter.origin, Role::Parameter);
                let value = value(parameter);
                quote!(#field: #value)
            });
            quote!(#path { #(#fields),* })
        } else {
            let values = required(operation).map(value);
            quote!(#(#values),*)
        };
        let settings: Vec<_> = self.optional_settings(operation).collect();
        let is_builder = optional(operation).next().is_some();
        let erased = match (is_builder, &operation.list) {
            (false, _) => quote!(request.into()),
            (true, Some(_)) => quote!(crate::List::from(request).into()),
            (true, None) => quote!(crate::Call::from(request).into()),
        };
        let deprecated = operation
            .deprecated
            .then(|| quote!(#[expect(deprecated, reason = "the operation can be called as long as the service has it")]));
        let takes = !settings.is_empty() || required(operation).next().is_some() || known > 0;
        let arguments = match takes {
            true => quote!(arguments),
            false => quote!(_),
        };
        quote! {
            #deprecated
            fn #function(client: &Client, #arguments: &mut Arguments) -> Result<Prepared, Error> {
                let request = #client::from(client.clone()) #(#way)* .#function(#given);
                #(#settings)*
                Ok(#erased)
            }
        }
    }

    fn required_value(&self, parameter: &Parameter, name: &str) -> TokenStream {
        let ty = self.foreign(&parameter.ty);
        quote!(arguments.required::<#ty>(#name)?)
    }

    /// What is set only where it is given.
    fn optional_settings(&self, operation: &Operation) -> impl Iterator<Item = TokenStream> {
        let own = optional(operation).map(|parameter| {
            let setter = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.foreign(&parameter.ty);
            let name = string(parameter.name.as_str());
            let set = setting(&name, &ty, &quote!(#setter));
            if !parameter.nullable {
                return set;
            }
            let clear = self.names.of(&parameter.origin, Role::Clear);
            quote! {
                let request = arguments.clear(request, #name, |request| request.#clear());
                #set
            }
        });
        let list = operation.list.as_ref();
        let paging = list.into_iter().flat_map(|list| {
            let size = list.page_size.as_ref();
            let size = size.map(|(name, ..)| {
                setting(&string(name.as_str()), &quote!(u32), &quote!(page_size))
            });
            let page = list.page.as_ref();
            let page =
                page.map(|name| setting(&string(name.as_str()), &quote!(u64), &quote!(page)));
            let token = list.page_token.as_ref();
            let token = token
                .map(|name| setting(&string(name.as_str()), &quote!(String), &quote!(page_token)));
            [size, page, token].into_iter().flatten()
        });
        own.chain(paging)
    }

    /// The path of the struct of an operation's many required parameters.
    fn arguments_path(&self, operation: &Operation, lineage: &[&Resource]) -> TokenStream {
        let modules = lineage
            .iter()
            .map(|ancestor| self.names.of(&ancestor.origin, Role::Module));
        let name = self.names.of(&operation.origin, Role::Arguments);
        quote!(crate::#(#modules::)*#name)
    }
}

/// Sets what is given.
fn setting(name: &Literal, ty: &TokenStream, setter: &TokenStream) -> TokenStream {
    quote! {
        let request = arguments.set(request, #name, |request, value: #ty| request.#setter(value))?;
    }
}
