//! Which nodes of the document public items come from.

use crate::model::{Api, Operation, Origin, Parameter, Resource, TypeDef};
use crate::name::{MAX_POSITIONAL, Names, Role, optional, required};

/// The paths of the items that the model's nodes have become, each with the node's origin.
pub(super) fn origins(api: &Api, names: &Names) -> Vec<(String, Origin)> {
    let mut collect = Collect {
        names,
        found: Vec::new(),
    };
    for resource in &api.resources {
        collect.resource(resource, "", names.client.as_str());
    }
    for found in api.type_defs() {
        collect.type_def(found);
    }
    collect.found
}

struct Collect<'a> {
    names: &'a Names,
    found: Vec<(String, Origin)>,
}

impl Collect<'_> {
    fn add(&mut self, owner: &str, origin: &Origin, role: Role) -> String {
        let path = format!("{owner}::{}", self.names.of(origin, role));
        self.found.push((path.clone(), origin.clone()));
        path
    }

    fn resource(&mut self, resource: &Resource, above: &str, owner: &str) {
        let module = self.names.of(&resource.origin, Role::Module);
        let module = match above {
            "" => module.to_string(),
            above => format!("{above}::{module}"),
        };
        self.add(owner, &resource.origin, Role::Method);
        let handle = self.add(&module, &resource.origin, Role::Handle);
        for operation in &resource.operations {
            self.operation(operation, &module, &handle);
        }
        for child in &resource.children {
            self.resource(child, &module, &handle);
        }
    }

    fn operation(&mut self, operation: &Operation, module: &str, handle: &str) {
        let method = self.add(handle, &operation.origin, Role::Method);
        if optional(operation).next().is_some() {
            let builder = self.add(module, &operation.origin, Role::Builder);
            for parameter in optional(operation) {
                self.parameter(parameter, &builder);
            }
        }
        if required(operation).count() > MAX_POSITIONAL {
            let arguments = self.add(module, &operation.origin, Role::Arguments);
            for parameter in required(operation) {
                self.parameter(parameter, &arguments);
            }
        } else {
            let origins = required(operation).map(|parameter| parameter.origin.clone());
            self.found
                .extend(origins.map(|origin| (method.clone(), origin)));
        }
    }

    fn parameter(&mut self, parameter: &Parameter, owner: &str) {
        self.add(owner, &parameter.origin, Role::Parameter);
        if parameter.nullable {
            self.add(owner, &parameter.origin, Role::Clear);
        }
    }

    fn type_def(&mut self, found: &TypeDef) {
        let home = self.names.home(found.origin()).iter();
        let home: Vec<_> = home.map(|module| module.ident().to_string()).collect();
        let path = self.add(&home.join("::"), found.origin(), Role::Type);
        match found {
            TypeDef::Record(record) => {
                for field in &record.fields {
                    self.add(&path, &field.origin, Role::Field);
                    if field.is_clearable() {
                        self.add(&path, &field.origin, Role::Clear);
                    }
                }
            }
            TypeDef::Union(union) => {
                for variant in &union.variants {
                    self.add(&path, &variant.origin, Role::Variant);
                }
            }
            TypeDef::Enumeration(enumeration) => {
                for value in &enumeration.values {
                    self.add(&path, &value.origin, Role::Variant);
                }
            }
        }
    }
}
