//! The table of a resource: its operations with their parameters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::super::Emitter;
use super::{Choices, paging, text, word};
use crate::model::{
    Docs, Operation, Origin, Parameter, ParameterLocation, Presence, Resource, Sensitivity, Ty,
    TypeDef, WireName,
};
use crate::name::Role;
use crate::text::code_span;

/// The location of a parameter that says which parent is meant.
pub(super) const PARENT: &str = "Parent";

/// The location of a parameter that says which page is meant.
pub(super) const PAGE: &str = "Page";

/// What an operation returns, if it has fields.
pub(super) fn record(operation: &Operation) -> Option<&Ty> {
    let returned = operation.returned().map(Ty::non_null);
    returned.filter(|ty| ty.held().is_some())
}

/// Writes the table of a resource.
pub(super) struct Table<'e> {
    pub(super) emitter: &'e Emitter<'e>,
    pub(super) resource: &'e Resource,
    pub(super) choices: &'e Choices,
}

impl Table<'_> {
    /// The constant that describes the resource.
    pub(super) fn tokens(&self) -> TokenStream {
        let lineage = self.emitter.lineage(self.resource).iter();
        let words = lineage.map(|ancestor| self.word(&ancestor.origin, Role::Method));
        let path = self.resource.path.to_string();
        let docs = text(&self.resource.docs, &path);
        let operations = self.resource.operations.iter();
        let operations = operations.map(|operation| self.operation(operation));
        quote! {
            pub(super) const RESOURCE: Resource = Resource {
                words: &[#(#words),*],
                path: #path,
                docs: #docs,
                operations: &[#(#operations),*],
            };
        }
    }

    fn word(&self, origin: &Origin, role: Role) -> String {
        word(self.emitter.names.text(origin, role).as_str())
    }

    fn operation(&self, operation: &Operation) -> TokenStream {
        let Operation { id, method, .. } = operation;
        let word = self.word(&operation.origin, Role::Method);
        let path = operation.path.to_string();
        let docs = text(&operation.docs, id.as_str());
        let of_parent = operation.placeholders().zip(&self.resource.parameters);
        let of_parent = of_parent.map(|(name, parameter)| self.parent(parameter, name));
        let own = operation.all_parameters().map(|parameter| {
            let docs = text(&parameter.docs, parameter.name.as_str());
            self.parameter(parameter, location(parameter), &parameter.name, &docs)
        });
        let paging = paging(operation).into_iter().map(|parameter| {
            let kind = format_ident!("{}", parameter.kind);
            let (name, word) = (parameter.name, super::word(parameter.setter));
            let docs = parameter.docs;
            let location = format_ident!("{PAGE}");
            quote!(Parameter::new(ParameterLocation::#location, #name, #word, ParameterKind::#kind, #docs))
        });
        let parameters = of_parent.chain(own).chain(paging);
        let columns = self.columns(operation);
        let record = record(operation).map_or_else(|| quote!(()), |ty| self.emitter.owned(ty, &[]));
        let is_list = operation.list.is_some();
        let is_deprecated = operation.deprecated;
        let function = self.emitter.names.of(&operation.origin, Role::Method);
        quote! {
            Operation {
                id: #id,
                word: #word,
                method: #method,
                path: #path,
                docs: #docs,
                parameters: &[#(#parameters),*],
                columns: &[#(#columns),*],
                fields: super::fields_of::<#record>,
                is_list: #is_list,
                is_deprecated: #is_deprecated,
                request: #function,
            }
        }
    }

    /// The columns that the response has: a document can name others.
    fn columns<'o>(&self, operation: &'o Operation) -> Vec<&'o WireName> {
        let mut columns: Vec<_> = operation.columns.iter().collect();
        let origin = operation.returned().map(Ty::non_null).and_then(Ty::held);
        let found = origin.and_then(|origin| self.emitter.types.get(origin));
        columns.retain(|name| match found {
            Some(TypeDef::Record(record)) => record.fields.iter().any(|field| field.name == **name),
            _ => false,
        });
        columns
    }

    fn parameter(
        &self,
        parameter: &Parameter,
        location: &str,
        name: &WireName,
        docs: &str,
    ) -> TokenStream {
        let location = format_ident!("{location}");
        let word = self.word(&parameter.origin, Role::Parameter);
        let kind = self.kind(&parameter.ty, parameter.object);
        let is_required = parameter.presence == Presence::Required;
        let required = is_required.then(|| quote!(.required()));
        let is_personal = parameter.sensitivity == Sensitivity::Pii;
        let personal = is_personal.then(|| quote!(.personal()));
        let in_json = matches!(
            parameter.location,
            ParameterLocation::Json | ParameterLocation::Body
        );
        let is_nullable = match &parameter.ty {
            Ty::Nullable(_) => true,
            // Any JSON may be null, where it is not the text of it that is sent.
            Ty::Json => parameter.nullable || in_json && !parameter.object,
            _ => parameter.nullable,
        };
        let nullable = is_nullable.then(|| quote!(.nullable()));
        quote!(Parameter::new(ParameterLocation::#location, #name, #word, #kind, #docs) #required #personal #nullable)
    }

    /// A parameter that says which parent is meant. The document's words speak of one operation, this stands for all.
    fn parent(&self, parameter: &Parameter, name: &WireName) -> TokenStream {
        let sid = match &parameter.ty {
            Ty::Sid(Some(kind)) => self.emitter.names.sid(kind),
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
        self.parameter(parameter, PARENT, name, &text(&docs, name.as_str()))
    }

    fn kind(&self, ty: &Ty, is_object: bool) -> TokenStream {
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
            Ty::Enum(origin) => match self.choices.get(origin) {
                Some(name) => quote!(#name),
                None => self.choice_list(origin),
            },
            Ty::List(item) => {
                let item = self.kind(item, is_object);
                quote!(ParameterKind::List(&#item))
            }
            Ty::Nullable(inner) => self.kind(inner, is_object),
            Ty::Json if is_object => quote!(ParameterKind::Object),
            Ty::Record(_) | Ty::Map(_) => quote!(ParameterKind::Object),
            Ty::File => quote!(ParameterKind::File),
            Ty::Union(_) | Ty::Json | Ty::Bytes | Ty::Empty => quote!(ParameterKind::Json),
        }
    }

    /// The kind of an enumeration: its values.
    pub(super) fn choice_list(&self, origin: &Origin) -> TokenStream {
        let Some(TypeDef::Enumeration(enumeration)) = self.emitter.types.get(origin) else {
            return quote!(ParameterKind::Text);
        };
        let choices = enumeration.values.iter().map(|value| {
            let (wire, docs) = (&value.wire, text(&value.docs, ""));
            quote!(Choice::new(#wire, #docs))
        });
        quote!(ParameterKind::Enum(&[#(#choices),*]))
    }
}

/// The location of a parameter, by its name in the runtime.
pub(super) fn location(parameter: &Parameter) -> &'static str {
    match parameter.location {
        ParameterLocation::Path => "Item",
        ParameterLocation::Query => "Query",
        ParameterLocation::Header => "Header",
        ParameterLocation::Cookie => "Cookie",
        ParameterLocation::Form => "Form",
        ParameterLocation::Members => "Members",
        ParameterLocation::Json => "Json",
        ParameterLocation::Body | ParameterLocation::Content => "Body",
        ParameterLocation::Part => "Part",
    }
}
