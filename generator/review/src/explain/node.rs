//! The nodes of the model, found by their pointers and described in words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::overlaid::each_reference;
use super::{Member, Model, Node, Relation};
use crate::diff::names::{has_struct, type_name};
use crate::diff::side::Side;
use crate::origins::Origins;
use openapi_client_codegen::model::{
    EnumValue, Field, FieldPresence, NextPage, Operation, Parameter, ParameterLocation, Presence,
    Resource, Sensitivity, Ty, TypeDef, Variant,
};
use openapi_client_codegen::name::Role;
use openapi_client_codegen::pointer::Pointer;

/// Any node of the model that comes from a part of the document.
#[derive(Clone, Copy)]
enum Item<'a> {
    Resource(&'a Resource),
    Operation(&'a Operation, &'a Resource),
    /// A parameter of an operation, or one that the whole resource has.
    Parameter(&'a Parameter, Option<&'a Operation>),
    Type(&'a TypeDef),
    Field(&'a Field),
    Variant(&'a Variant),
    Value(&'a EnumValue),
}

/// A node with the pointer that the model has for it, and the one it has in the document: the model looks through references.
pub(super) struct Entry<'a> {
    item: Item<'a>,
    /// What it is, and the document's name for it.
    subject: String,
    pub origin: &'a Pointer,
    pub at: Pointer,
}

/// All nodes of a model.
pub(super) struct Index<'a> {
    side: &'a Side<'a>,
    pub entries: Vec<Entry<'a>>,
    /// The numbers of the entries by each of their pointers.
    numbers: BTreeMap<Pointer, BTreeSet<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(side: &'a Side<'a>) -> Self {
        let mut index = Self {
            side,
            entries: Vec::new(),
            numbers: BTreeMap::new(),
        };
        for resource in side.lowered.api.walk() {
            let subject = format!("resource {}", resource.path);
            index.add(Item::Resource(resource), subject, &resource.origin);
            for parameter in &resource.parameters {
                let subject = format!("parameter {}", parameter.name);
                index.add(Item::Parameter(parameter, None), subject, &parameter.origin);
            }
            for operation in &resource.operations {
                let (id, item) = (&operation.id, Item::Operation(operation, resource));
                index.add(item, format!("operation {id}"), &operation.origin);
                for parameter in operation.all_parameters() {
                    let item = Item::Parameter(parameter, Some(operation));
                    let subject = format!("parameter {id}.{}", parameter.name);
                    index.add(item, subject, &parameter.origin);
                }
            }
        }
        for found in side.types.values() {
            index.type_def(found);
        }
        index
    }

    fn type_def(&mut self, found: &'a TypeDef) {
        let (name, origin) = (found.name(), found.origin());
        let kind = match found {
            TypeDef::Record(_) => "record",
            TypeDef::Union(_) => "union",
            TypeDef::Enumeration(_) => "enumeration",
        };
        self.add(
            Item::Type(found),
            format!("{kind} {}", type_name(found)),
            origin,
        );
        match found {
            TypeDef::Record(record) => {
                for field in &record.fields {
                    let subject = format!("field {name}.{}", field.name);
                    self.add(Item::Field(field), subject, &field.origin);
                }
            }
            TypeDef::Union(union) => {
                for variant in &union.variants {
                    let subject = format!("variant {name}.{}", variant.name);
                    self.add(Item::Variant(variant), subject, &variant.origin);
                }
            }
            TypeDef::Enumeration(found) => {
                for value in &found.values {
                    let subject = format!("value {name}.{}", value.wire);
                    self.add(Item::Value(value), subject, &value.origin);
                }
            }
        }
    }

    fn add(&mut self, item: Item<'a>, subject: String, origin: &'a Pointer) {
        let node = self.side.node(origin);
        let at = node.map_or_else(|| origin.clone(), |node| node.at);
        for pointer in [origin, &at] {
            let numbers = self.numbers.entry(pointer.clone()).or_default();
            numbers.insert(self.entries.len());
        }
        self.entries.push(Entry {
            item,
            subject,
            origin,
            at,
        });
    }

    /// The pointer in the document of a node that the model has under this one.
    pub(super) fn real(&self, origin: &Pointer) -> Option<Pointer> {
        let numbers = self.numbers.get(origin)?.iter();
        let mut entries = numbers.filter_map(|number| self.entries.get(*number));
        let entry = entries.find(|entry| entry.origin == origin)?;
        Some(entry.at.clone())
    }

    /// The types with their names, those inside of something else with their surroundings.
    pub(super) fn types(&self) -> impl Iterator<Item = (String, Pointer)> {
        self.entries.iter().filter_map(|entry| match entry.item {
            Item::Type(found) => Some((type_name(found), entry.at.clone())),
            _ => None,
        })
    }

    /// The resources of the operations at a pointer and below it, or of the one around it.
    pub(super) fn resources(&self, at: &Pointer) -> BTreeSet<&'a Pointer> {
        let is_near = |entry: &&Entry<'_>| entry.at.is_within(at) || at.is_within(&entry.at);
        let entries = self.entries.iter().filter(is_near);
        let resources = entries.filter_map(|entry| match entry.item {
            Item::Operation(_, resource) => Some(&resource.origin),
            _ => None,
        });
        resources.collect()
    }

    /// The nodes at a pointer or, failing these, the ones that it is a part of.
    fn nearest(&self, at: &Pointer) -> (Relation, Vec<&Entry<'a>>) {
        let found = at.nearest(|here| {
            let numbers = self.numbers.get(here)?;
            let relation = match here == at {
                true => Relation::Is,
                false => Relation::PartOf,
            };
            Some((
                relation,
                numbers
                    .iter()
                    .map(|number| &self.entries[*number])
                    .collect(),
            ))
        });
        found.unwrap_or_else(|| {
            let is_below = |entry: &&Entry<'_>| {
                matches!(entry.item, Item::Operation(..)) && entry.at.is_within(at)
            };
            let below: Vec<_> = self.entries.iter().filter(is_below).collect();
            match below.is_empty() {
                true => (Relation::None, below),
                false => (Relation::Holds, below),
            }
        })
    }

    /// What the model makes of a part of the document.
    pub(super) fn model(&self, origins: &Origins<'_>, document: &Value, at: &Pointer) -> Model {
        let (relation, entries) = self.nearest(at);
        let nodes = entries.into_iter().map(|entry| {
            let items = origins.nearest(entry.origin);
            let rust = match entry.item {
                // The method that leads to a resource stands before its type.
                Item::Resource(_) => items.last(),
                _ => items.first(),
            };
            let mut node = Node {
                subject: entry.subject.clone(),
                rust: rust.map(|path| (*path).to_owned()),
                facts: Vec::new(),
                members: Vec::new(),
            };
            // The facts of all operations would be too much to read.
            if relation != Relation::Holds {
                self.describe(entry.item, &mut node);
            }
            node
        });
        Model {
            relation,
            nodes: nodes.collect(),
            used_by: self.used_by(document, at),
        }
    }

    /// What refers to a part of the document, be it by a component that the model looks through.
    fn used_by(&self, document: &Value, at: &Pointer) -> Vec<String> {
        let mut references: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        each_reference(document, &Pointer::root(), |from, target| {
            references.entry(target).or_default().push(from.clone());
        });
        let (mut users, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut waiting = vec![at.clone()];
        while let Some(at) = waiting.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            for from in references.get(&at).into_iter().flatten() {
                match self.nearest(from) {
                    (Relation::Is | Relation::PartOf, entries) => {
                        users.extend(entries.first().map(|entry| entry.subject.clone()));
                    }
                    _ => {
                        // The component that it is in.
                        let tokens = from.tokens().take(3);
                        waiting.push(tokens.fold(Pointer::root(), |at, token| at.push(token)));
                    }
                }
            }
        }
        users.into_iter().collect()
    }

    /// Adds what is known of a node.
    fn describe(&self, item: Item<'a>, node: &mut Node) {
        match item {
            Item::Resource(resource) => self.resource(resource, node),
            Item::Operation(operation, resource) => self.operation(operation, resource, node),
            Item::Parameter(parameter, operation) => {
                node.members.push(self.parameter(parameter, operation));
            }
            Item::Type(TypeDef::Record(record)) => {
                let direction = self.side.direction(&record.origin);
                node.fact(
                    "travels",
                    match (direction.sent, direction.read) {
                        (true, true) => "sent and returned",
                        (true, false) => "sent",
                        _ => "returned",
                    },
                );
                if record.extra.is_some() {
                    node.fact("other keys", "kept");
                }
                node.members = record
                    .fields
                    .iter()
                    .map(|field| self.field(field))
                    .collect();
            }
            Item::Type(TypeDef::Union(union)) => {
                if let Some(tag) = &union.tag {
                    node.fact("tag", tag);
                }
                let variants = union.variants.iter();
                node.members = variants.map(|variant| self.variant(variant)).collect();
            }
            Item::Type(TypeDef::Enumeration(found)) => {
                node.members = found.values.iter().map(|value| self.value(value)).collect();
            }
            Item::Field(field) => node.members.push(self.field(field)),
            Item::Variant(variant) => node.members.push(self.variant(variant)),
            Item::Value(value) => node.members.push(self.value(value)),
        }
    }

    fn resource(&self, resource: &Resource, node: &mut Node) {
        for operation in &resource.operations {
            let kind = format!("{:?}", operation.kind).to_lowercase();
            let request = format!("{} {}, {}", operation.method, operation.path, operation.id);
            node.fact(&kind, request);
        }
        for child in &resource.children {
            node.fact("below it", &child.path);
        }
        let parents = resource.parameters.iter();
        node.members = parents.map(|parent| self.parameter(parent, None)).collect();
    }

    fn operation(&self, operation: &Operation, resource: &Resource, node: &mut Node) {
        let kind = format!("{:?}", operation.kind).to_lowercase();
        node.fact("kind", format!("{kind} of {}", resource.path));
        node.fact(
            "request",
            format!("{} {}", operation.method, operation.path),
        );
        let replies = operation.success.replies.iter();
        let mut statuses: Vec<&str> = replies.map(|reply| reply.status.as_str()).collect();
        statuses.dedup();
        let status = statuses.join(", ");
        node.fact(
            "response",
            match &operation.success.ty {
                Some(ty) => format!("{status}, {}", self.both(ty)),
                None => format!("{status}, without a body"),
            },
        );
        self.pages(operation, node);
        if !operation.errors.is_empty() {
            node.fact("errors", operation.errors.join(", "));
        }
        if let Some(ty) = &operation.failure.ty {
            node.fact("body of errors", self.both(ty));
        }
        if operation.anonymous {
            node.fact("credentials", "none");
        }
        if operation.deprecated {
            node.fact("deprecated", "yes");
        }
        let parents = resource.parameters.iter().map(|parent| (parent, None));
        let own = operation.all_parameters().map(|own| (own, Some(operation)));
        let all = parents.chain(own);
        node.members = all
            .map(|(one, operation)| self.parameter(one, operation))
            .collect();
    }

    /// How the response is a page, if it is one.
    fn pages(&self, operation: &Operation, node: &mut Node) {
        let Some(list) = &operation.list else { return };
        let mut parts = vec![format!("{} in `{}`", self.both(&list.item), list.items_key)];
        if let Some((name, min, max)) = &list.page_size {
            parts.push(format!("size by {name} ({min} to {max})"));
        }
        parts.extend(list.page.iter().map(|name| format!("index by {name}")));
        let token = list.page_token.iter();
        parts.extend(token.map(|name| format!("token by {name}")));
        parts.push(match &list.next {
            None => "the next one by its address".to_owned(),
            Some(NextPage::Token(name)) => format!("the next one by the token in {name}"),
            Some(NextPage::Number(name)) => format!("the next one by its number in {name}"),
            Some(NextPage::Index(name)) => format!("the next one by its first item in {name}"),
        });
        node.fact("pages", parts.join(", "));
    }

    fn parameter(&self, parameter: &Parameter, operation: Option<&Operation>) -> Member {
        let is_required = parameter.presence == Presence::Required;
        let required = if is_required { "required" } else { "optional" };
        let null = if parameter.nullable { ", nullable" } else { "" };
        let parent = if operation.is_none() {
            ", names the parent"
        } else {
            ""
        };
        let how = match operation {
            _ if !is_required => "setter",
            Some(operation) if has_struct(operation) => "field of the arguments",
            _ => "argument",
        };
        let what = match parameter.location {
            ParameterLocation::Body | ParameterLocation::Content => "whole body".to_owned(),
            ParameterLocation::Json => "json body".to_owned(),
            location => format!("{location:?}").to_lowercase(),
        };
        let member = self.member(
            &what,
            parameter.name.as_str(),
            &parameter.origin,
            Role::Parameter,
        );
        Member {
            rust_type: format!("{}, {how}", self.side.rust_type(&parameter.ty)),
            wire_type: self.side.wire_type(&parameter.ty),
            presence: format!("{required}{null}{parent}"),
            is_personal: parameter.sensitivity == Sensitivity::Pii,
            ..member
        }
    }

    fn field(&self, field: &Field) -> Member {
        let ty = self.side.rust_type(&field.ty);
        let (presence, ty) = match field.presence {
            FieldPresence::Promised => ("always there", ty),
            FieldPresence::Defaulted => ("empty if missing", ty),
            FieldPresence::Optional => ("may be missing", format!("Option<{ty}>")),
        };
        Member {
            rust_type: ty,
            wire_type: self.side.wire_type(&field.ty),
            presence: presence.to_owned(),
            is_personal: field.sensitivity == Sensitivity::Pii,
            ..self.member("field", field.name.as_str(), &field.origin, Role::Field)
        }
    }

    fn variant(&self, variant: &Variant) -> Member {
        let name = variant.tag.as_deref().unwrap_or(variant.name.as_str());
        Member {
            rust_type: self.side.rust_type(&variant.ty),
            wire_type: self.side.wire_type(&variant.ty),
            ..self.member("variant", name, &variant.origin, Role::Variant)
        }
    }

    fn value(&self, value: &EnumValue) -> Member {
        self.member("value", value.wire.as_str(), &value.origin, Role::Variant)
    }

    fn member(&self, what: &str, wire: &str, origin: &Pointer, role: Role) -> Member {
        Member {
            what: what.to_owned(),
            wire: wire.to_owned(),
            rust: self.side.rust_name(origin, role),
            ..Member::default()
        }
    }

    /// A type in the document's words and in Rust.
    fn both(&self, ty: &Ty) -> String {
        format!("{} -> {}", self.side.wire_type(ty), self.side.rust_type(ty))
    }
}

impl Node {
    fn fact(&mut self, name: &str, value: impl ToString) {
        self.facts.push((name.to_owned(), value.to_string()));
    }
}
