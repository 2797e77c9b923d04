//! Resources: a module each, with the handle that gives access to it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitter;
use super::docs::{Comment, described, first_paragraph, first_sentence};
use super::operation::OperationWriter;
use super::title::title;
use super::ty::is_copy;
use super::types::{self, is_personal, reader};
use crate::model::{Access, Parameter, Resource, Sid, Ty, TypeDef};
use crate::name::{Role, RustName};
use crate::syntax::{Item, Module, RustFile};
use crate::text::{code_span, markdown};

impl<'a> Emitter<'a> {
    pub(super) fn resource_file(&self, resource: &Resource) -> RustFile {
        let mut items: Vec<TokenStream> = self.modules(&resource.children).collect();
        let mut uses = Uses::of(&resource.types);
        uses.resource(resource);
        items.extend(self.imports(&uses, Vec::new()));
        items.push(self.handle(resource));
        items.push(self.methods(resource));
        let mut items: Vec<Item> = items.into_iter().map(Item::Plain).collect();
        for operation in &resource.operations {
            items.extend(OperationWriter::new(self, operation, resource).builder_items());
        }
        let types = resource.types.iter();
        items.extend(types.flat_map(|found| types::items(self, found)));
        RustFile {
            path: self.resource_path(resource),
            module: Some(Module::new(self.module_of(resource))),
            docs: summary(resource).into_lines(),
            items,
        }
    }

    /// The types that several resources use.
    pub(super) fn shared_file(&self) -> RustFile {
        let shared = &self.api.shared;
        let imports = self.imports(&Uses::of(shared), Vec::new()).into_iter();
        let types = shared.iter().flat_map(|found| types::items(self, found));
        RustFile {
            path: "src/types.rs".to_owned(),
            module: Some(Module::new("types")),
            docs: vec![
                match self.api.is_types_alone() {
                    true => "The types of the document.",
                    false => "Types that several resources use.",
                }
                .to_owned(),
            ],
            items: imports.map(Item::Plain).chain(types).collect(),
        }
    }

    /// Where the file of a resource goes: beside those of its siblings, and in a folder of its own if it has children.
    fn resource_path(&self, resource: &Resource) -> String {
        let modules = self.names.home(&resource.origin).iter();
        let modules: Vec<_> = modules.map(RustName::as_str).collect();
        let end = match resource.children.is_empty() {
            true => ".rs",
            false => "/mod.rs",
        };
        format!("src/{}{end}", modules.join("/"))
    }

    /// The path of the module of a resource: `customer_profiles::evaluations`.
    pub(super) fn module_of(&self, resource: &Resource) -> String {
        let modules = self.names.home(&resource.origin).iter();
        let modules: Vec<_> = modules.map(|module| module.ident().to_string()).collect();
        modules.join("::")
    }

    /// `mod` items for children.
    pub(super) fn modules(&self, children: &[Resource]) -> impl Iterator<Item = TokenStream> {
        children.iter().map(|child| {
            let module = self.names.of(&child.origin, Role::Module);
            quote!(pub mod #module;)
        })
    }

    /// The `use` items that a file needs, with more of them between.
    pub(super) fn imports(&self, uses: &Uses<'_>, more: Vec<TokenStream>) -> Vec<TokenStream> {
        let map = uses.map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let runtime = uses.runtime.then(|| self.runtime_import());
        let mut items: Vec<_> = map.into_iter().chain(runtime).chain(more).collect();
        items.extend(self.sid_import(uses.sids.iter().copied()));
        items
    }

    /// The `use` item for kinds of SID, if there are any.
    fn sid_import<'m>(&self, sids: impl Iterator<Item = &'m Sid>) -> Option<TokenStream> {
        let names = sids.filter_map(|sid| self.names.sid(sid));
        let names: BTreeSet<_> = names.map(|sid| &sid.name).collect();
        let names: Vec<_> = names.into_iter().collect();
        match names.as_slice() {
            [] => None,
            [sid] => Some(quote!(use crate::sid::#sid;)),
            sids => Some(quote!(use crate::sid::{#(#sids),*};)),
        }
    }

    /// The type that gives access to a resource.
    fn handle(&self, resource: &Resource) -> TokenStream {
        let name = self.names.of(&resource.origin, Role::Handle);
        let mut docs = described(&resource.docs, &called(resource));
        docs.paragraph(&code_span(&resource.path.to_string()));
        let fields = self.fields(resource);
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name {
                client: rt::Client,
                #(#fields,)*
            }
        }
    }

    /// `name: type` of each parameter that identifies the parent.
    fn fields(&self, resource: &Resource) -> impl Iterator<Item = TokenStream> {
        let here = self.names.home(&resource.origin);
        resource.parameters.iter().map(move |parameter| {
            let field = self.names.of(&parameter.origin, Role::Parameter);
            let ty = self.owned(&parameter.ty, here);
            quote!(#field: #ty)
        })
    }

    /// The handle's methods: the operations, then the way to the children.
    fn methods(&self, resource: &Resource) -> TokenStream {
        let name = self.names.of(&resource.origin, Role::Handle);
        let arguments = self.fields(resource);
        let inits = resource.parameters.iter();
        let inits = inits.map(|parameter| self.names.of(&parameter.origin, Role::Parameter));
        let operations = resource.operations.iter();
        let operations =
            operations.map(|operation| OperationWriter::new(self, operation, resource).method());
        let children = resource.children.iter();
        let children = children.map(|child| self.access(child, Some(resource)));
        quote! {
            impl #name {
                pub(crate) fn new(client: rt::Client, #(#arguments),*) -> Self {
                    Self { client, #(#inits),* }
                }
                #(#operations)*
                #(#children)*
            }
        }
    }

    /// The method that leads to a resource, from its parent or from the client.
    pub(super) fn access(&self, resource: &Resource, parent: Option<&Resource>) -> TokenStream {
        let here = parent.map_or(&[][..], |parent| self.names.home(&parent.origin));
        let method = self.names.of(&resource.origin, Role::Method);
        let handle = self.names.of(&resource.origin, Role::Handle);
        let module = self.names.of(&resource.origin, Role::Module);
        let known = parent.map_or(&[][..], |parent| &parent.parameters);
        let own = resource.parameters.get(known.len()..).unwrap_or_default();
        let arguments = own.iter().map(|parameter| self.argument(parameter, here));
        let inherited = known.iter().map(|parameter| {
            let field = self.names.of(&parameter.origin, Role::Parameter);
            match is_copy(&parameter.ty) {
                true => quote!(self.#field),
                false => quote!(self.#field.clone()),
            }
        });
        let given = own.iter().map(|parameter| {
            let name = self.names.of(&parameter.origin, Role::Parameter);
            self.converted(&parameter.ty, quote!(#name), here)
        });
        let mut docs = summary(resource);
        docs.paragraph(&code_span(&resource.path.to_string()));
        for parameter in own {
            let name = self.names.text(&parameter.origin, Role::Parameter);
            let meaning = match &parameter.ty {
                // The document's words speak of one operation; this leads to all of them.
                Ty::Sid(Some(sid)) => {
                    let kind = self.names.sid(sid);
                    let identifies = kind.map_or("the parent", |kind| kind.identifies.as_str());
                    format!("identifies {}.", markdown(identifies))
                }
                _ => first_paragraph(parameter.docs.description.as_deref(), || {
                    format!("{} of the path.", code_span(parameter.name.as_str()))
                }),
            };
            docs.bullet(&format!("`{}`: {meaning}", name.as_str()));
        }
        quote! {
            #docs
            pub fn #method(&self, #(#arguments),*) -> #module::#handle {
                #module::#handle::new(self.client.clone(), #(#inherited,)* #(#given),*)
            }
        }
    }

    /// The resources on the way to one, outermost first, and itself.
    pub(super) fn lineage(&self, resource: &Resource) -> &[&'a Resource] {
        let way = self.lineages.get(&resource.origin);
        way.map_or(&[], Vec::as_slice)
    }

    /// The name of the module with the table of a resource, and of that with its tests.
    pub(super) fn table_name(&self, resource: &Resource) -> &'a RustName {
        self.names.table(&resource.origin)
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
pub(super) struct Uses<'m> {
    map: bool,
    pub(super) runtime: bool,
    sids: Vec<&'m Sid>,
}

impl<'m> Uses<'m> {
    /// What types refer to.
    fn of(types: &'m [TypeDef]) -> Self {
        let mut uses = Self::default();
        for found in types {
            found.members().into_iter().for_each(|ty| uses.ty(ty));
            match found {
                TypeDef::Record(record) => {
                    uses.runtime |= record.extra.is_some();
                    uses.runtime |= record.fields.iter().any(|field| {
                        // Setters of lists collect them.
                        let is_collected = record.input && matches!(field.ty, Ty::List(_));
                        let is_read = record.input && field.access == Access::ReadOnly;
                        let has_reader = reader(field, record.input).is_some();
                        is_collected || is_read || has_reader || is_personal(field)
                    });
                }
                TypeDef::Union(_) | TypeDef::Enumeration(_) => uses.runtime = true,
            }
        }
        uses
    }

    /// Adds what the module of a resource refers to, besides its types.
    fn resource(&mut self, resource: &'m Resource) {
        self.runtime = true;
        self.parameters(&resource.parameters);
        for operation in &resource.operations {
            self.parameters(operation.all_parameters());
            operation.success.ty.iter().for_each(|ty| self.ty(ty));
        }
        // The way to a child takes what identifies one item here.
        let children = resource.children.iter();
        self.parameters(children.flat_map(|child| &child.parameters));
    }

    pub(super) fn parameters(&mut self, parameters: impl IntoIterator<Item = &'m Parameter>) {
        let parameters = parameters.into_iter();
        parameters.for_each(|parameter| self.ty(&parameter.ty));
    }

    /// Adds what a type refers to.
    pub(super) fn ty(&mut self, ty: &'m Ty) {
        match ty {
            Ty::Sid(Some(sid)) => self.sids.push(sid),
            Ty::Sid(None) | Ty::Decimal | Ty::Timestamp | Ty::Date | Ty::Bytes | Ty::File => {
                self.runtime = true;
            }
            Ty::List(inner) | Ty::Nullable(inner) => self.ty(inner),
            Ty::Map(inner) => {
                self.map = true;
                self.ty(inner);
            }
            _ => {}
        }
    }
}
