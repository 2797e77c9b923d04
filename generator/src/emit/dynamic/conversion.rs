//! What turns the arguments of an operation, which are JSON, into its typed request: a function of the table each.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Emitter;
use crate::model::{Operation, Parameter, Resource};
use crate::name::{MAX_POSITIONAL, Role, optional, required};

impl Emitter<'_> {
    /// The function that makes the typed request.
    pub(super) fn conversion_of(
        &self,
        operation: &Operation,
        lineage: &[&Resource],
    ) -> TokenStream {
        let deprecated = operation.deprecated.then(|| {
            quote!(#[expect(deprecated, reason = "the operation can be called as long as the service has it")])
        });
        let is_parent_named = lineage
            .iter()
            .any(|ancestor| !ancestor.parameters.is_empty());
        let is_builder = optional(operation).next().is_some();
        let has_settings = is_builder || has_paging(operation);
        let takes = has_settings || required(operation).next().is_some() || is_parent_named;
        let arguments = match takes {
            true => quote!(arguments),
            false => quote!(_),
        };
        let function = self.names.of(&operation.origin, Role::Method);
        let request = self.typed_request(operation, lineage);
        let settings = self.settings(operation);
        let erased = match (is_builder, &operation.list) {
            (false, _) => quote!(request.into()),
            (true, Some(_)) => quote!(crate::List::from(request).into()),
            (true, None) => quote!(crate::Call::from(request).into()),
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

    /// The call of the method, on the way over the parents.
    fn typed_request(&self, operation: &Operation, lineage: &[&Resource]) -> TokenStream {
        let client = self.names.client.ident();
        let mut request = quote!(#client::from(client.clone()));
        let mut names = operation.placeholders();
        let mut known = 0;
        for ancestor in lineage {
            let method = self.names.of(&ancestor.origin, Role::Method);
            let own = ancestor.parameters.get(known..).unwrap_or_default();
            known = ancestor.parameters.len();
            let own = own.iter().zip(names.by_ref());
            let values = own.map(|(parameter, name)| self.required_value(parameter, name.as_str()));
            request.extend(quote!(.#method(#(#values),*)));
        }
        let function = self.names.of(&operation.origin, Role::Method);
        let values = required(operation)
            .map(|parameter| self.required_value(parameter, parameter.name.as_str()));
        request.extend(match required(operation).count() > MAX_POSITIONAL {
            true => {
                let path = self.arguments_path(operation, lineage);
                let fields = required(operation)
                    .map(|parameter| self.names.of(&parameter.origin, Role::Parameter));
                quote!(.#function(#path { #(#fields: #values),* }))
            }
            false => quote!(.#function(#(#values),*)),
        });
        request
    }

    fn required_value(&self, parameter: &Parameter, name: &str) -> TokenStream {
        let ty = self.foreign(&parameter.ty);
        quote!(arguments.required::<#ty>(#name)?)
    }

    /// What is set only where it is given: expressions that go on with the request.
    fn settings(&self, operation: &Operation) -> Vec<TokenStream> {
        let mut settings = Vec::new();
        for parameter in optional(operation) {
            let name = parameter.name.as_str();
            if parameter.nullable {
                let clear = self.names.of(&parameter.origin, Role::Clear);
                settings.push(quote!(arguments.clear(request, #name, |request| request.#clear())));
            }
            let setter = self.names.of(&parameter.origin, Role::Parameter);
            settings.push(setting(
                name,
                &self.foreign(&parameter.ty),
                &quote!(#setter),
            ));
        }
        let Some(list) = &operation.list else {
            return settings;
        };
        if let Some((name, ..)) = &list.page_size {
            settings.push(setting(name.as_str(), &quote!(u32), &quote!(page_size)));
        }
        if let Some(name) = &list.page {
            settings.push(setting(name.as_str(), &quote!(u64), &quote!(page)));
        }
        if let Some(name) = &list.page_token {
            settings.push(setting(name.as_str(), &quote!(String), &quote!(page_token)));
        }
        settings
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

fn has_paging(operation: &Operation) -> bool {
    operation.list.as_ref().is_some_and(|list| {
        list.page_size.is_some() || list.page.is_some() || list.page_token.is_some()
    })
}

/// Sets what is given.
fn setting(name: &str, ty: &TokenStream, setter: &TokenStream) -> TokenStream {
    quote!(arguments.set(request, #name, |request, value: #ty| request.#setter(value))?)
}
