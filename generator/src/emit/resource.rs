//! Resources: a module each, with the handle that gives access to it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, described, first_sentence};
use super::title::title;
use super::ty::is_copy;
use crate::model::{FieldPresence, Operation, Parameter, Resource, Sid, Ty, TypeDef};
use crate::name::Role;
use crate::syntax::{Item, Module, RustFile};
use crate::text::{code_span, markdown};

impl Emitter<'_> {
    pub(super) fn resource_file(&self, resource: &Resource) -> RustFile {
        let mut items = self.modules(&resource.children);
        items.extend(self.imports(&resource.types, &[resource]));
        items.push(self.handle(resource));
        items.push(self.methods(resource));
        for operation in &resource.operations {
            items.extend(self.builder_items(operation, resource));
        }
        items.extend(
            resource
                .types
                .iter()
                .flat_map(|found| self.type_items(found)),
        );
        RustFile {
            path: self.resource_path(resource),
            module: Some(Module::new(self.module_of(resource))),
            docs: summary(resource).lines().to_vec(),
            items,
        }
    }

    /// Where the file of a resource goes: beside those of its siblings, and in a folder of its own if it has children.
    fn resource_path(&self, resource: &Resource) -> String {
        let mut path = "src".to_owned();
        for ancestor in self.lineage(resource) {
            path.push('/');
            path.push_str(self.names.text(&ancestor.origin, Role::Module).as_str());
        }
        path.push_str(if resource.children.is_empty() {
            ".rs"
        } else {
            "/mod.rs"
        });
        path
    }

    /// The path of the module of a resource: `customer_profiles::evaluations`.
    pub(super) fn module_of(&self, resource: &Resource) -> String {
        let lineage = self.lineage(resource).iter();
        let modules =
            lineage.map(|resource| self.names.of(&resource.origin, Role::Module).to_string());
        modules.collect::<Vec<_>>().join("::")
    }

    /// `mod` items for children.
    pub(super) fn modules(&self, children: &[Resource]) -> Vec<Item> {
        children
            .iter()
            .map(|child| {
                let module = self.names.of(&child.origin, Role::Module);
                Item::Plain(quote!(pub mod #module;))
            })
            .collect()
    }

    /// The `use` items that a file with these types and resources needs.
    pub(super) fn imports(&self, types: &[TypeDef], resources: &[&Resource]) -> Vec<Item> {
        let uses = Uses::of(types, resources);
        let mut items = Vec::new();
        if uses.map {
            items.push(quote!(
                use std::collections::BTreeMap;
            ));
        }
        if uses.runtime || !resources.is_empty() {
            items.push(self.runtime_import());
        }
        items.extend(self.sid_import(&uses.sids));
        items.into_iter().map(Item::Plain).collect()
    }

    /// The `use` item for kinds of SID, if there are any.
    pub(super) fn sid_import(&self, sids: &BTreeSet<&Sid>) -> Option<TokenStream> {
        let names = sids.iter().filter_map(|sid| self.names.sid(sid));
        let names: BTreeSet<_> = names.map(|sid| &sid.name).collect();
        let names: Vec<_> = names.into_iter().map(|name| name.ident()).collect();
        match names.as_slice() {
            [] => None,
            [sid] => Some(quote!(use crate::sid::#sid;)),
            sids => Some(quote!(use crate::sid::{#(#sids),*};)),
        }
    }

    /// The type that gives access to a resource.
    fn handle(&self, resource: &Resource) -> Item {
        let name = self.names.of(&resource.origin, Role::Handle);
        let mut docs = described(&resource.docs, &called(resource));
        docs.paragraph(&code_span(&resource.path.to_string()));
        let docs = docs.tokens();
        let fields = resource.parameters.iter().map(|parameter| {
            let field = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.owned(&parameter.ty, Some(resource));
            quote!(#field: #ty,)
        });
        Item::Plain(quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name {
                client: rt::Client,
                #(#fields)*
            }
        })
    }

    /// The handle's methods: the operations, then the way to the children.
    fn methods(&self, resource: &Resource) -> Item {
        let name = self.names.of(&resource.origin, Role::Handle);
        let fields = resource.parameters.iter().map(|parameter| {
            let field = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.owned(&parameter.ty, Some(resource));
            (quote!(#field), quote!(#field: #ty))
        });
        let (inits, arguments): (Vec<_>, Vec<_>) = fields.unzip();
        let operations = resource
            .operations
            .iter()
            .map(|operation| self.method(operation, resource));
        let children = resource
            .children
            .iter()
            .map(|child| self.access(child, Some(resource)));
        Item::Plain(quote! {
            impl #name {
                pub(crate) fn new(client: rt::Client, #(#arguments),*) -> Self {
                    Self { client, #(#inits),* }
                }
                #(#operations)*
                #(#children)*
            }
        })
    }

    /// The method that leads to a resource, from its parent or from the client.
    pub(super) fn access(&self, resource: &Resource, parent: Option<&Resource>) -> TokenStream {
        let method = self.names.of(&resource.origin, Role::Method);
        let handle = self.names.of(&resource.origin, Role::Handle);
        let module = self.names.of(&resource.origin, Role::Module);
        let known = parent.map_or(&[][..], |parent| &parent.parameters);
        let own = resource.parameters.get(known.len()..).unwrap_or_default();
        let arguments = own.iter().map(|parameter| self.argument(parameter, parent));
        let inherited = known.iter().map(|parameter| {
            let field = self.names.of(&parameter.origin, Role::Parameter);
            match is_copy(&parameter.ty) {
                true => quote!(self.#field),
                false => quote!(self.#field.clone()),
            }
        });
        let given = own.iter().map(|parameter| {
            let name = self.names.of(&parameter.origin, Role::Parameter);
            match self
                .accepted(&parameter.ty, parent)
                .to_string()
                .starts_with("impl")
            {
                true => quote!(#name.into()),
                false => quote!(#name),
            }
        });
        let mut docs = summary(resource);
        docs.paragraph(&code_span(&resource.path.to_string()));
        for parameter in own {
            let name = self.names.text(&parameter.origin, Role::Parameter);
            let meaning = match &parameter.ty {
                // The document's words speak of one operation; this leads to all of them.
                Ty::Sid(Some(kind)) => {
                    let identifies = self
                        .names
                        .sid(kind)
                        .map_or("the parent", |sid| sid.identifies.as_str());
                    format!("identifies {}.", markdown(identifies))
                }
                _ => format!("{} of the path.", code_span(parameter.name.as_str())),
            };
            docs.bullet(&format!("`{}`: {meaning}", name.as_str()));
        }
        let docs = docs.tokens();
        quote! {
            #docs
            pub fn #method(&self, #(#arguments),*) -> #module::#handle {
                #module::#handle::new(self.client.clone(), #(#inherited,)* #(#given),*)
            }
        }
    }

    /// A bullet that says what to pass.
    pub(super) fn argument_docs(&self, docs: &mut Comment, parameter: &Parameter) {
        let name = self.names.text(&parameter.origin, Role::Parameter);
        let description = parameter.docs.description.as_deref();
        let mut text = first_sentence(description, || {
            format!("{} of the request.", code_span(parameter.name.as_str()))
        });
        for limit in &parameter.docs.limits {
            text = format!("{} ({limit}).", text.trim_end_matches('.'));
        }
        docs.bullet(&format!("`{}`: {text}", name.as_str()));
    }
}

/// What a resource is called, as a sentence in Markdown.
fn called(resource: &Resource) -> String {
    format!("{}.", markdown(&title(resource)))
}

/// The first sentence of what the document says about a resource.
fn summary(resource: &Resource) -> Comment {
    let description = resource.docs.description.as_deref();
    Comment::of(&first_sentence(description, || called(resource)))
}

/// What the code of a file refers to.
#[derive(Default)]
struct Uses<'m> {
    map: bool,
    runtime: bool,
    sids: BTreeSet<&'m Sid>,
}

impl<'m> Uses<'m> {
    fn of(types: &'m [TypeDef], resources: &[&'m Resource]) -> Self {
        let mut uses = Self::default();
        for found in types {
            match found {
                TypeDef::Record(record) => {
                    uses.map |= record.open;
                    // Setters of lists collect them.
                    let is_list = |field: &crate::model::Field| matches!(field.ty, Ty::List(_));
                    uses.runtime |= record.input && record.fields.iter().any(is_list);
                    for field in &record.fields {
                        uses.ty(&field.ty);
                        uses.runtime |= field.presence == FieldPresence::Defaulted;
                    }
                    let pii = |field: &crate::model::Field| {
                        field.sensitivity == crate::model::Sensitivity::Pii
                    };
                    uses.runtime |= record.fields.iter().any(pii);
                }
                TypeDef::Union(union) => {
                    uses.runtime |= union.tag.is_some();
                    union
                        .variants
                        .iter()
                        .for_each(|variant| uses.ty(&variant.ty));
                }
                TypeDef::Enumeration(_) => uses.runtime = true,
            }
        }
        for resource in resources {
            resource
                .parameters
                .iter()
                .for_each(|parameter| uses.ty(&parameter.ty));
            resource
                .operations
                .iter()
                .for_each(|operation| uses.operation(operation));
            for child in &resource.children {
                // The way to a child takes what identifies one item here.
                child
                    .parameters
                    .iter()
                    .for_each(|parameter| uses.ty(&parameter.ty));
            }
        }
        uses
    }

    fn operation(&mut self, operation: &'m Operation) {
        operation
            .all_parameters()
            .for_each(|parameter| self.ty(&parameter.ty));
        if let Some(ty) = &operation.success.ty {
            self.ty(ty);
        }
    }

    fn ty(&mut self, ty: &'m Ty) {
        match ty {
            Ty::Sid(Some(kind)) => {
                self.sids.insert(kind);
            }
            Ty::Sid(None) | Ty::Decimal | Ty::Timestamp | Ty::Date => self.runtime = true,
            Ty::List(inner) => self.ty(inner),
            Ty::Map(inner) => {
                self.map = true;
                self.ty(inner);
            }
            _ => {}
        }
    }
}
