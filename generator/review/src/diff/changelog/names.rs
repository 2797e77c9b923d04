//! What users of the crate call the things that changes are about.

use std::collections::BTreeMap;

use crate::diff::names::{has_struct, type_name};
use crate::diff::side::Side;
use openapi_client_codegen::Lowered;
use openapi_client_codegen::model::{
    Field, FieldPresence, Operation, Parameter, Resource, TypeDef,
};
use openapi_client_codegen::name::{Role, RustName, optional, required};

/// A thing of the crate.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    /// What it is.
    pub what: What,
    /// Its resource, by its place among all of them; what several of them share comes last.
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
}

/// What a thing is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The client, or all that it asks for.
    Client,
    /// A resource.
    Resource,
    /// A method.
    Method(Method),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Method {
    /// Whether it brings pages.
    pub is_list: bool,
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

/// The things of a document by the subjects that changes have.
pub(super) struct Index {
    /// Resources, operations and parameters.
    calls: BTreeMap<String, Thing>,
    /// Types; those that stand within something have subjects of the same form as its parts.
    types: BTreeMap<String, Thing>,
    /// Fields and variants.
    members: BTreeMap<String, Thing>,
}

impl Index {
    pub(super) fn of(lowered: &Lowered) -> Self {
        let mut collect = Collect {
            side: Side::new(lowered),
            order: 0,
            found: Self {
                calls: BTreeMap::new(),
                types: BTreeMap::new(),
                members: BTreeMap::new(),
            },
        };
        for resource in &lowered.api.resources {
            collect.resource(resource, &Above::default());
        }
        collect.order += 1;
        for found in collect.side.types.clone().into_values() {
            collect.type_def(found);
        }
        collect.found
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

    /// The type of exactly this subject.
    pub(super) fn exact_type(&self, subject: &str) -> Option<&Thing> {
        self.types.get(subject)
    }

    /// The field or the variant of exactly this subject.
    pub(super) fn exact_member(&self, subject: &str) -> Option<&Thing> {
        self.members.get(subject)
    }

    /// How many methods bring pages.
    pub(super) fn lists(&self) -> usize {
        let is_list =
            |thing: &&Thing| matches!(&thing.what, What::Method(method) if method.is_list);
        self.calls.values().filter(is_list).count()
    }
}

/// How the resources above are reached.
#[derive(Clone, Default)]
struct Above {
    modules: String,
    calls: String,
    parameters: usize,
}

struct Collect<'a> {
    side: Side<'a>,
    order: usize,
    found: Index,
}

impl<'a> Collect<'a> {
    fn resource(&mut self, resource: &'a Resource, above: &Above) {
        self.order += 1;
        let name = |role| self.side.rust_name(&resource.origin, role);
        let takes = resource.parameters.len() > above.parameters;
        let here = Above {
            modules: format!("{}{}::", above.modules, name(Role::Module)),
            calls: format!("{}{}.", above.calls, call(&name(Role::Method), takes)),
            parameters: resource.parameters.len(),
        };
        let what = What::Resource;
        let whole = here.calls.trim_end_matches('.').to_owned();
        self.add(resource.path.to_string(), what, whole, String::new());
        for operation in &resource.operations {
            self.operation(operation, resource, &here);
        }
        for found in &resource.types {
            self.type_def(found);
        }
        for child in &resource.children {
            self.resource(child, &here);
        }
    }

    fn operation(&mut self, operation: &'a Operation, resource: &Resource, here: &Above) {
        let name = |role| self.side.rust_name(&operation.origin, role);
        let path = |role| format!("{}{}", here.modules, name(role));
        let arguments = required(operation).map(|one| self.parameter_name(one));
        let arguments: Vec<String> = arguments.collect();
        let method = name(Role::Method);
        let whole = format!("{}{}", here.calls, call(&method, !arguments.is_empty()));
        let is_list = operation.list.is_some();
        let what = What::Method(Method {
            is_list,
            arguments,
            fields_of: has_struct(operation).then(|| path(Role::Arguments)),
            builder: optional(operation).next().map(|_| path(Role::Builder)),
            route: format!("{} {}", operation.method, operation.path),
            response: match (&operation.list, &operation.success.ty) {
                (Some(list), _) => format!("pages of `{}`", self.side.rust_type(&list.item)),
                (None, Some(ty)) => format!("`{}`", self.side.rust_type(ty)),
                (None, None) => "no content".to_owned(),
            },
        });
        let id = operation.id.as_str();
        self.add(id.to_owned(), what, whole.clone(), method);
        let own = required(operation).map(|one| (one, What::Argument));
        let own = own.chain(optional(operation).map(|one| (one, What::Setter)));
        let of_resource = resource.parameters.iter().map(|one| (one, What::Argument));
        for (parameter, what) in own.chain(of_resource).collect::<Vec<_>>() {
            let subject = format!("{id}.{}", parameter.name);
            let name = self.parameter_name(parameter);
            let clear = self.side.rust_name(&parameter.origin, Role::Clear);
            let ty = self.side.rust_type(&parameter.ty);
            self.add(subject.clone(), what, whole.clone(), name);
            if let Some(thing) = self.found.calls.get_mut(&subject) {
                thing.ty = ty;
                thing.clear = clear;
                thing.is_list = is_list;
            }
        }
    }

    fn parameter_name(&self, parameter: &Parameter) -> String {
        self.side.rust_name(&parameter.origin, Role::Parameter)
    }

    fn type_def(&mut self, found: &'a TypeDef) {
        let subject = type_name(found);
        if self.found.types.contains_key(&subject) {
            return;
        }
        let whole = self.side.rust_path(found.origin());
        let name = self.side.rust_name(found.origin(), Role::Type);
        self.add(subject.clone(), What::Type, whole.clone(), name);
        match found {
            TypeDef::Record(record) => {
                for field in &record.fields {
                    let name = self.side.rust_name(&field.origin, Role::Field);
                    let subject = format!("{subject}.{}", field.name);
                    self.add(subject.clone(), What::Field, whole.clone(), name);
                    let ty = self.field_type(field);
                    if let Some(thing) = self.found.members.get_mut(&subject) {
                        thing.ty = ty;
                    }
                }
            }
            TypeDef::Enumeration(enumeration) => {
                for value in &enumeration.values {
                    let name = self.side.rust_name(&value.origin, Role::Variant);
                    let subject = format!("{subject}.{}", value.wire);
                    self.add(subject, What::Variant, whole.clone(), name);
                }
            }
            TypeDef::Union(union) => {
                for variant in &union.variants {
                    let name = self.side.rust_name(&variant.origin, Role::Variant);
                    let wire = variant.tag.as_ref().unwrap_or(&variant.name.0);
                    let subject = format!("{subject}.{wire}");
                    self.add(subject, What::Variant, whole.clone(), name);
                }
            }
        }
    }

    fn field_type(&self, field: &Field) -> String {
        let ty = self.side.rust_type(&field.ty);
        match field.presence {
            FieldPresence::Optional => format!("Option<{ty}>"),
            FieldPresence::Promised | FieldPresence::Defaulted => ty,
        }
    }

    fn add(&mut self, subject: String, what: What, whole: String, name: String) {
        let order = self.order;
        let found = match what {
            What::Type => &mut self.found.types,
            What::Field | What::Variant => &mut self.found.members,
            _ => &mut self.found.calls,
        };
        found.entry(subject).or_insert(Thing {
            what,
            order,
            whole,
            name,
            ty: String::new(),
            clear: String::new(),
            is_list: false,
        });
    }
}

/// A method as it is called; what it takes is left out.
fn call(method: &str, takes: bool) -> String {
    format!("{method}({})", if takes { ".." } else { "" })
}

/// The crate's client, in the words of the crate.
pub(super) fn client(lowered: &Lowered) -> Thing {
    Thing {
        what: What::Client,
        order: 0,
        whole: RustName::as_str(&lowered.names.client).to_owned(),
        name: String::new(),
        ty: String::new(),
        clear: String::new(),
        is_list: false,
    }
}
