//! The table of a resource: its operations with their parameters.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::Emitter;
use super::{Choices, text, word};
use crate::model::{
    Docs, Field, Operation, Origin, Parameter, ParameterLocation, Presence, Record, Resource,
    Sensitivity, Ty, TypeDef, WireName,
};
use crate::name::Role;
use crate::text::code_span;

impl Emitter<'_> {
    /// The constant that describes a resource.
    pub(super) fn table(&self, resource: &Resource, choices: &Choices) -> TokenStream {
        let words = self
            .lineage(resource)
            .iter()
            .map(|ancestor| word(self.names.text(&ancestor.origin, Role::Method).as_str()));
        let path = resource.path.to_string();
        let docs = text(&resource.docs, &path);
        let operations = resource
            .operations
            .iter()
            .map(|operation| self.entry(operation, resource, choices));
        quote! {
            pub(super) const RESOURCE: Resource = Resource {
                words: &[#(#words),*],
                path: #path,
                docs: #docs,
                operations: &[#(#operations),*],
            };
        }
    }

    /// The entry of an operation in its resource's table.
    fn entry(&self, operation: &Operation, resource: &Resource, choices: &Choices) -> TokenStream {
        let id = operation.id.as_str();
        let word = word(self.names.text(&operation.origin, Role::Method).as_str());
        let method = &operation.method;
        let path = operation.path.to_string();
        let docs = text(&operation.docs, id);
        let of_parent = operation.placeholders().zip(&resource.parameters);
        let of_parent = of_parent.map(|(name, parameter)| self.parent(parameter, name, choices));
        let own = operation.all_parameters().map(|parameter| {
            let name = parameter.name.as_str();
            let docs = text(&parameter.docs, name);
            self.parameter(parameter, (place(parameter), name, &docs), choices)
        });
        let parameters = of_parent.chain(own).chain(paging(operation));
        let columns = self.columns(operation);
        let is_list = operation.list.is_some();
        let is_deprecated = operation.deprecated;
        let function = self.names.of(&operation.origin, Role::Method);
        quote! {
            Operation {
                id: #id,
                word: #word,
                method: #method,
                path: #path,
                docs: #docs,
                parameters: &[#(#parameters),*],
                columns: &[#(#columns),*],
                is_list: #is_list,
                is_deprecated: #is_deprecated,
                request: #function,
            }
        }
    }

    /// The columns that the response has: a document can name others.
    fn columns<'o>(&self, operation: &'o Operation) -> Vec<&'o str> {
        let item = operation.list.as_ref().map(|list| &list.item);
        let Some(Ty::Record(origin)) = item.or(operation.success.ty.as_ref()) else {
            return Vec::new();
        };
        let Some(TypeDef::Record(Record { fields, .. })) = self.types.get(origin) else {
            return Vec::new();
        };
        let names = operation.columns.iter();
        names
            .filter(|name| fields.iter().any(|field: &Field| field.name == **name))
            .map(|name| name.as_str())
            .collect()
    }

    fn parameter(
        &self,
        parameter: &Parameter,
        (place, name, docs): (TokenStream, &str, &str),
        choices: &Choices,
    ) -> TokenStream {
        let word = word(self.names.text(&parameter.origin, Role::Parameter).as_str());
        let kind = self.kind(&parameter.ty, choices);
        let is_required = parameter.presence == Presence::Required;
        let required = is_required.then(|| quote!(.required()));
        let is_personal = parameter.sensitivity == Sensitivity::Pii;
        let personal = is_personal.then(|| quote!(.personal()));
        let nullable = parameter.nullable.then(|| quote!(.nullable()));
        quote!(Parameter::new(ParameterLocation::#place, #name, #word, #kind, #docs) #required #personal #nullable)
    }

    /// A parameter that says which parent is meant. The document's words speak of one operation, this stands for all.
    fn parent(&self, parameter: &Parameter, name: &WireName, choices: &Choices) -> TokenStream {
        let sid = match &parameter.ty {
            Ty::Sid(Some(kind)) => self.names.sid(kind),
            _ => None,
        };
        let docs = match sid {
            Some(sid) => format!("Identifies {}.", sid.identifies),
            None => format!("{} of the path.", code_span(name.as_str())),
        };
        let docs = Docs {
            description: Some(docs),
            ..Docs::default()
        };
        let docs = text(&docs, name.as_str());
        self.parameter(parameter, (quote!(Parent), name.as_str(), &docs), choices)
    }

    fn kind(&self, ty: &Ty, choices: &Choices) -> TokenStream {
        match ty {
            Ty::Bool => quote!(ParameterKind::Bool),
            Ty::Integer { .. } => quote!(ParameterKind::Integer),
            Ty::Number => quote!(ParameterKind::Number),
            Ty::Decimal => quote!(ParameterKind::Decimal),
            Ty::String => quote!(ParameterKind::Text),
            Ty::Uri => quote!(ParameterKind::Uri),
            Ty::Timestamp => quote!(ParameterKind::Timestamp),
            Ty::Date => quote!(ParameterKind::Date),
            Ty::Sid(sid) => {
                let prefix = sid.as_ref().map_or("", |sid| sid.prefix.as_str());
                quote!(ParameterKind::Id(#prefix))
            }
            Ty::Enum(origin) => match choices.get(origin) {
                Some(name) => quote!(#name),
                None => self.choice_list(origin),
            },
            Ty::List(item) => {
                let item = self.kind(item, choices);
                quote!(ParameterKind::List(&#item))
            }
            Ty::Record(_) | Ty::Union(_) | Ty::Map(_) | Ty::Json => quote!(ParameterKind::Json),
        }
    }

    /// The kind of an enumeration: its values.
    pub(super) fn choice_list(&self, origin: &Origin) -> TokenStream {
        let Some(TypeDef::Enumeration(enumeration)) = self.types.get(origin) else {
            return quote!(ParameterKind::Text);
        };
        let choices = enumeration.values.iter().map(|value| {
            let (wire, docs) = (value.wire.as_str(), text(&value.docs, ""));
            quote!(Choice::new(#wire, #docs))
        });
        quote!(ParameterKind::Enum(&[#(#choices),*]))
    }
}

/// The parameters that say which page is meant.
fn paging(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    let parameter = |name: &WireName, word: &str, kind: TokenStream, docs: String| {
        let name = name.as_str();
        quote!(Parameter::new(ParameterLocation::Page, #name, #word, ParameterKind::#kind, #docs))
    };
    operation.list.iter().flat_map(move |list| {
        let size = list.page_size.as_ref().map(|(name, min, max)| {
            let docs = format!("How many items a page holds, from {min} to {max}.");
            parameter(name, "page-size", quote!(Integer), docs)
        });
        let page = list.page.as_ref().map(|name| {
            let docs = "The number of the page to begin at, counted from 0.".to_owned();
            parameter(name, "page", quote!(Integer), docs)
        });
        let token = list.page_token.as_ref().map(|name| {
            let docs = "The token of the page to begin at.".to_owned();
            parameter(name, "page-token", quote!(Text), docs)
        });
        [size, page, token].into_iter().flatten()
    })
}

fn place(parameter: &Parameter) -> TokenStream {
    match parameter.location {
        ParameterLocation::Path => quote!(Item),
        ParameterLocation::Query => quote!(Query),
        ParameterLocation::Header => quote!(Header),
        ParameterLocation::Cookie => quote!(Cookie),
        ParameterLocation::Form => quote!(Form),
        ParameterLocation::Json | ParameterLocation::Body => quote!(Json),
    }
}
