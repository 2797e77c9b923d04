//! What users of the crate call the things that changes are about.

use std::collections::BTreeMap;

use crate::diff::ChangeKind::{self, *};
use crate::diff::names::{has_struct, type_name};
use crate::diff::side::Side;
use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{FieldPresence, Operation, Origin, Resource, TypeDef};
use openapi_client_codegen::name::{Role, optional, required};

/// A thing of the crate.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    /// What it is.
    pub what: What,
    /// The number of its resource; what several of them share comes last.
    pub order: usize,
    /// How it is reached: `customer_profiles().create(..)`, `customer_profiles::Status`. For a part of something, the whole.
    pub whole: String,
    /// The name of a part: a setter, an argument, a field, a variant; of a type, its name without the modules.
    pub name: String,
    /// Its type, if it has one.
    pub ty: String,
    /// The method that sets a parameter to nothing.
    pub clear: String,
    /// Whether it is a method that brings pages, or a parameter of one.
    pub is_list: bool,
    /// What is known of a method.
    pub method: Method,
}

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The client, or all that it asks for.
    Client,
    /// A resource.
    Resource,
    /// A method.
    Method,
    /// A parameter that is given to a method or its struct of arguments.
    Argument,
    /// A parameter with a method of its own.
    Setter,
    /// A record, a union or an enumeration.
    Type,
    /// A property of a record.
    Field,
    /// A value of an enumeration, a variant of a union.
    Variant,
}

/// What is known of a method.
#[derive(Clone, Debug, Default)]
pub(super) struct Method {
    /// The arguments, or the fields of their struct.
    pub arguments: Vec<String>,
    /// The struct of the arguments.
    pub fields_of: Option<String>,
    /// The builder that it returns.
    pub builder: Option<String>,
    /// The HTTP method and path.
    pub route: String,
    /// What it responds with, in Markdown.
    pub response: String,
}

impl Default for Thing {
    /// What no name of the crate stands for.
    fn default() -> Self {
        Self {
            what: What::Client,
            order: usize::MAX,
            whole: String::new(),
            name: String::new(),
            ty: String::new(),
            clear: String::new(),
            is_list: false,
            method: Method::default(),
        }
    }
}

/// The things of a document by the subjects that changes have.
pub(super) struct Index {
    /// The client.
    pub client: Thing,
    /// Resources, operations and parameters.
    calls: BTreeMap<String, Thing>,
    /// Types; inline ones have subjects of the same form as parts of other types.
    types: BTreeMap<String, Thing>,
    /// Fields and variants.
    members: BTreeMap<String, Thing>,
}

impl Index {
    pub(super) fn of(lowered: &Lowered) -> Self {
        let mut index = Self {
            client: Thing {
                order: 0,
                whole: lowered.names.client.as_str().to_owned(),
                ..Thing::default()
            },
            calls: BTreeMap::new(),
            types: BTreeMap::new(),
            members: BTreeMap::new(),
        };
        let side = Side::new(lowered);
        let lineages = side.lineages();
        let resources = lowered.api.walk();
        for (number, resource) in resources.iter().enumerate() {
            if let Some(lineage) = lineages.get(&resource.origin) {
                index.resource(&side, lineage, number + 1);
            }
        }
        for found in &lowered.api.shared {
            index.type_def(&side, found, resources.len() + 1);
        }
        index
    }

    /// The thing of this subject, or the one that the subject is a part of.
    pub(super) fn get(&self, subject: &str) -> Option<&Thing> {
        self.exact(subject).or_else(|| {
            let whole = subject.rsplit_once(['.', ' '])?.0;
            self.get(whole)
        })
    }

    /// The thing of exactly this subject.
    pub(super) fn exact(&self, subject: &str) -> Option<&Thing> {
        let members = || self.members.get(subject);
        let found = self.calls.get(subject).or_else(members);
        found.or_else(|| self.types.get(subject))
    }

    /// What a change of this kind is about.
    pub(super) fn of_kind(&self, kind: ChangeKind, subject: &str) -> Option<&Thing> {
        match kind {
            TypeAdded | TypeRemoved | TypeRenamed | EnumAdded | EnumRemoved | OpennessChanged => {
                self.types.get(subject)
            }
            FieldAdded | FieldRemoved | FieldRenamed | ValueAdded | ValueRemoved | ValueRenamed
            | VariantAdded | VariantRemoved => self.members.get(subject),
            TagChanged => {
                let member = self.members.get(subject);
                member.or_else(|| self.types.get(subject))
            }
            _ => self.exact(subject),
        }
    }

    /// How many methods bring pages.
    pub(super) fn lists(&self) -> usize {
        let is_list = |thing: &&Thing| thing.what == What::Method && thing.is_list;
        self.calls.values().filter(is_list).count()
    }

    fn resource(&mut self, side: &Side<'_>, lineage: &[&Resource], order: usize) {
        let Some(resource) = lineage.last() else {
            return;
        };
        let modules = side.way(lineage, Role::Module).join("::");
        let mut calls = Vec::new();
        let mut count = 0;
        for one in lineage {
            let method = side.rust_name(&one.origin, Role::Method);
            calls.push(call(&method, one.parameters.len() > count));
            count = one.parameters.len();
        }
        let calls = calls.join(".");
        let thing = Thing {
            what: What::Resource,
            order,
            whole: calls.clone(),
            ..Thing::default()
        };
        self.add(resource.path.to_string(), thing);
        for operation in &resource.operations {
            let method = method(side, operation, &modules);
            let name = side.rust_name(&operation.origin, Role::Method);
            let thing = Thing {
                what: What::Method,
                order,
                whole: format!("{calls}.{}", call(&name, !method.arguments.is_empty())),
                name,
                is_list: operation.list.is_some(),
                method,
                ..Thing::default()
            };
            self.operation(side, operation, resource, thing);
        }
        for found in &resource.types {
            self.type_def(side, found, order);
        }
    }

    fn operation(
        &mut self,
        side: &Side<'_>,
        operation: &Operation,
        resource: &Resource,
        method: Thing,
    ) {
        let own = required(operation).map(|one| (one, What::Argument));
        let own = own.chain(optional(operation).map(|one| (one, What::Setter)));
        let of_resource = resource.parameters.iter().map(|one| (one, What::Argument));
        for (parameter, what) in own.chain(of_resource) {
            let name = |role| side.rust_name(&parameter.origin, role);
            let thing = Thing {
                what,
                name: name(Role::Parameter),
                clear: name(Role::Clear),
                ty: side.rust_type(&parameter.ty),
                method: Method::default(),
                ..method.clone()
            };
            self.add(format!("{}.{}", operation.id, parameter.name), thing);
        }
        self.add(operation.id.to_string(), method);
    }

    fn type_def(&mut self, side: &Side<'_>, found: &TypeDef, order: usize) {
        let subject = type_name(found);
        if self.types.contains_key(&subject) {
            return;
        }
        let whole = Thing {
            what: What::Type,
            order,
            whole: side.rust_path(found.origin()),
            name: side.rust_name(found.origin(), Role::Type),
            ..Thing::default()
        };
        let mut part = |name: &str, origin: &Origin, role, what, ty| {
            let thing = Thing {
                what,
                name: side.rust_name(origin, role),
                ty,
                ..whole.clone()
            };
            self.add(format!("{subject}.{name}"), thing);
        };
        match found {
            TypeDef::Record(record) => {
                for field in &record.fields {
                    let ty = side.rust_type(&field.ty);
                    let ty = match field.presence {
                        FieldPresence::Optional => format!("Option<{ty}>"),
                        FieldPresence::Promised | FieldPresence::Defaulted => ty,
                    };
                    part(
                        field.name.as_str(),
                        &field.origin,
                        Role::Field,
                        What::Field,
                        ty,
                    );
                }
            }
            TypeDef::Enumeration(enumeration) => {
                for value in &enumeration.values {
                    let (name, origin) = (value.wire.as_str(), &value.origin);
                    part(name, origin, Role::Variant, What::Variant, String::new());
                }
            }
            TypeDef::Union(union) => {
                for variant in &union.variants {
                    let name = variant.tag.as_ref().unwrap_or(&variant.name.0);
                    let origin = &variant.origin;
                    part(name, origin, Role::Variant, What::Variant, String::new());
                }
            }
        }
        self.add(subject, whole);
    }

    fn add(&mut self, subject: String, thing: Thing) {
        let found = match thing.what {
            What::Type => &mut self.types,
            What::Field | What::Variant => &mut self.members,
            _ => &mut self.calls,
        };
        found.entry(subject).or_insert(thing);
    }
}

fn method(side: &Side<'_>, operation: &Operation, modules: &str) -> Method {
    let path = |role| format!("{modules}::{}", side.rust_name(&operation.origin, role));
    let arguments = required(operation).map(|one| side.rust_name(&one.origin, Role::Parameter));
    Method {
        arguments: arguments.collect(),
        fields_of: has_struct(operation).then(|| path(Role::Arguments)),
        builder: optional(operation).next().map(|_| path(Role::Builder)),
        route: format!("{} {}", operation.method, operation.path),
        response: match (&operation.list, &operation.success.ty) {
            (Some(list), _) => format!("pages of `{}`", side.rust_type(&list.item)),
            (None, Some(ty)) => format!("`{}`", side.rust_type(ty)),
            (None, None) => "no content".to_owned(),
        },
    }
}

/// A method as it is called; what it takes is left out.
fn call(method: &str, takes: bool) -> String {
    format!("{method}({})", if takes { ".." } else { "" })
}
