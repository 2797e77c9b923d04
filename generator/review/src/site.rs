//! Sites: which items of the written code a place of the document has become.

use std::collections::BTreeMap;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{Operation, Parameter, Resource, TypeDef};
use openapi_client_codegen::name::{MAX_POSITIONAL, Names, Role, optional, required};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::surface::Surface;

/// The paths of items, as [`Surface`] has them, by the place that they come from.
#[derive(Clone, Debug, Default)]
pub struct Sites(BTreeMap<Pointer, Vec<String>>);

impl Sites {
    /// The sites of a document in the surface of its package.
    pub fn of(lowered: &Lowered, surface: &Surface) -> Self {
        let mut collect = Collect {
            names: &lowered.names,
            surface,
            found: Self::default(),
        };
        let client = lowered.names.client.as_str().to_owned();
        for resource in &lowered.api.resources {
            collect.resource(resource, &[], &client);
        }
        for found in &lowered.api.shared {
            collect.type_def(found);
        }
        collect.found
    }

    /// The items of a place, or of the nearest place around it that has some.
    pub fn nearest(&self, at: &Pointer) -> &[String] {
        let mut next = Some(at.clone());
        while let Some(at) = next {
            if let Some(paths) = self.0.get(&at) {
                return paths;
            }
            next = at.parent();
        }
        &[]
    }

    /// The places that an item comes from.
    pub fn places(&self, item: &str) -> Vec<Pointer> {
        let all = self.0.iter();
        let is_of = |paths: &Vec<String>| paths.iter().any(|path| path == item);
        let places = all.filter(|(_, paths)| is_of(paths));
        places.map(|(place, _)| place.clone()).collect()
    }

    /// The paths of all items.
    pub fn items(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(String::as_str)
    }

    /// The items of a place and of all places below it.
    pub fn within<'s>(
        &'s self,
        at: &'s Pointer,
    ) -> impl Iterator<Item = (&'s Pointer, &'s String)> {
        let below = format!("{at}/");
        let all = self.0.range(at.clone()..);
        let all = all.take_while(move |(place, _)| place.as_str().starts_with(at.as_str()));
        let all = all.filter(move |(place, _)| *place == at || place.as_str().starts_with(&below));
        all.flat_map(|(place, paths)| paths.iter().map(move |path| (place, path)))
    }
}

struct Collect<'a> {
    names: &'a Names,
    surface: &'a Surface,
    found: Sites,
}

impl Collect<'_> {
    fn resource(&mut self, resource: &Resource, above: &[String], owner: &str) {
        let at = &resource.origin;
        let module = self.names.of(at, Role::Module).to_string();
        let modules = [above, &[module]].concat();
        let handle = format!(
            "{}::{}",
            modules.join("::"),
            self.names.of(at, Role::Handle)
        );
        let access = format!("{owner}::{}", self.names.of(at, Role::Method));
        self.add(at, access);
        self.add(at, handle.clone());
        for operation in &resource.operations {
            self.operation(operation, &modules, &handle);
        }
        for found in &resource.types {
            self.type_def(found);
        }
        for child in &resource.children {
            self.resource(child, &modules, &handle);
        }
    }

    fn operation(&mut self, operation: &Operation, modules: &[String], handle: &str) {
        let name = |role| self.names.of(&operation.origin, role).to_string();
        let method = format!("{handle}::{}", name(Role::Method));
        let item = |role| format!("{}::{}", modules.join("::"), name(role));
        let (builder, arguments) = (item(Role::Builder), item(Role::Arguments));
        self.add(&operation.origin, method.clone());
        self.add(&operation.origin, builder.clone());
        self.add(&operation.origin, arguments.clone());
        let is_struct = required(operation).count() > MAX_POSITIONAL;
        for parameter in required(operation) {
            match is_struct {
                true => self.parameter(parameter, &arguments),
                false => self.add(&parameter.origin, method.clone()),
            }
        }
        for parameter in optional(operation) {
            self.parameter(parameter, &builder);
        }
    }

    fn parameter(&mut self, parameter: &Parameter, owner: &str) {
        for role in [Role::Parameter, Role::Clear] {
            let name = self.names.text(&parameter.origin, role);
            if !name.as_str().is_empty() {
                self.add(&parameter.origin, format!("{owner}::{}", name.ident()));
            }
        }
    }

    fn type_def(&mut self, found: &TypeDef) {
        let at = found.origin();
        let modules = self
            .names
            .home(at)
            .iter()
            .map(|module| module.ident().to_string());
        let modules: Vec<_> = modules.collect();
        let path = format!("{}::{}", modules.join("::"), self.names.of(at, Role::Type));
        self.add(at, path.clone());
        let members: Vec<_> = match found {
            TypeDef::Record(record) => {
                let fields = record.fields.iter();
                fields.map(|field| (&field.origin, Role::Field)).collect()
            }
            TypeDef::Union(union) => {
                let variants = union.variants.iter();
                variants
                    .map(|variant| (&variant.origin, Role::Variant))
                    .collect()
            }
            TypeDef::Enumeration(enumeration) => {
                let values = enumeration.values.iter();
                values.map(|value| (&value.origin, Role::Variant)).collect()
            }
        };
        for (origin, role) in members {
            self.add(origin, format!("{path}::{}", self.names.of(origin, role)));
        }
    }

    fn add(&mut self, at: &Pointer, path: String) {
        if self.surface.items.contains_key(&path) {
            let paths = self.found.0.entry(at.clone()).or_default();
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
}
