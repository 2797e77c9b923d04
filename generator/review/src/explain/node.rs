//! The nodes of the model, found by their places and told in words.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::overlaid::each_reference;
use super::{Member, Model, Node, Relation};
use crate::diff::names::type_name;
use crate::diff::side::Side;
use crate::site::Sites;
use openapi_client_codegen::model::{
    EnumValue, Enumeration, Field, FieldPresence, NextPage, Operation, Parameter,
    ParameterLocation, Presence, Record, Resource, Sensitivity, Ty, TypeDef, Union, Variant,
};
use openapi_client_codegen::name::{MAX_POSITIONAL, Role, required};
use openapi_client_codegen::pointer::Pointer;

/// Any node of the model that comes from a place of its own, with what it is a part of.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    Resource(&'a Resource),
    Operation(&'a Operation, &'a Resource),
    Parameter(&'a Parameter, Option<&'a Operation>),
    Type(&'a TypeDef),
    Field(&'a Field, &'a Record),
    Variant(&'a Variant, &'a Union),
    Value(&'a EnumValue, &'a Enumeration),
}

/// A node with the place that the model has for it, and the one it has in the document: the model looks through references.
pub(super) struct Entry<'a> {
    pub item: Item<'a>,
    pub origin: &'a Pointer,
    pub at: Pointer,
}

/// All nodes of a model.
pub(super) struct Index<'a> {
    pub side: &'a Side<'a>,
    pub entries: Vec<Entry<'a>>,
    /// The numbers of the entries by each of their places.
    places: BTreeMap<Pointer, BTreeSet<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(side: &'a Side<'a>) -> Self {
        let mut index = Self {
            side,
            entries: Vec::new(),
            places: BTreeMap::new(),
        };
        for resource in side.lowered.api.walk() {
            index.add(Item::Resource(resource), &resource.origin);
            for parameter in &resource.parameters {
                index.add(Item::Parameter(parameter, None), &parameter.origin);
            }
            for operation in &resource.operations {
                index.add(Item::Operation(operation, resource), &operation.origin);
                for parameter in operation.all_parameters() {
                    let item = Item::Parameter(parameter, Some(operation));
                    index.add(item, &parameter.origin);
                }
            }
        }
        for found in side.types.values() {
            index.add(Item::Type(found), found.origin());
            match found {
                TypeDef::Record(record) => {
                    for field in &record.fields {
                        index.add(Item::Field(field, record), &field.origin);
                    }
                }
                TypeDef::Union(union) => {
                    for variant in &union.variants {
                        index.add(Item::Variant(variant, union), &variant.origin);
                    }
                }
                TypeDef::Enumeration(found) => {
                    for value in &found.values {
                        index.add(Item::Value(value, found), &value.origin);
                    }
                }
            }
        }
        index
    }

    fn add(&mut self, item: Item<'a>, origin: &'a Pointer) {
        let node = self.side.node(origin);
        let at = node.map_or_else(|| origin.clone(), |node| node.at);
        let number = self.entries.len();
        for place in [origin, &at] {
            let numbers = self.places.entry(place.clone()).or_default();
            numbers.insert(number);
        }
        self.entries.push(Entry { item, origin, at });
    }

    /// The place in the document of a node that the model has at this place.
    pub(super) fn real(&self, origin: &Pointer) -> Option<Pointer> {
        let mut entries = self.at(origin);
        let entry = entries.find(|entry| entry.origin == origin)?;
        Some(entry.at.clone())
    }

    /// The nodes at a place, in the order of the model.
    fn at(&self, place: &Pointer) -> impl Iterator<Item = &Entry<'a>> {
        let numbers = self.places.get(place).into_iter().flatten();
        numbers.filter_map(|number| self.entries.get(*number))
    }

    /// The types with their names, those inside of something else with their surroundings.
    pub(super) fn types(&self) -> Vec<(String, Pointer)> {
        let entries = self.entries.iter();
        let types = entries.filter_map(|entry| match entry.item {
            Item::Type(found) => Some((type_name(found), entry.at.clone())),
            _ => None,
        });
        types.collect()
    }

    /// The operations at a place and below it, or the one around it.
    pub(super) fn operations(&self, at: &Pointer) -> Vec<&'a Operation> {
        let entries = self.entries.iter();
        let operations = entries.filter_map(|entry| match entry.item {
            Item::Operation(operation, _) => {
                (entry.at.is_within(at) || at.is_within(&entry.at)).then_some(operation)
            }
            _ => None,
        });
        operations.collect()
    }

    /// The nodes at a place or, failing these, the ones that it is a part of.
    fn nearest(&self, at: &Pointer) -> (Relation, Vec<&Entry<'a>>) {
        let mut place = Some(at.clone());
        while let Some(here) = place {
            let found: Vec<_> = self.at(&here).collect();
            if !found.is_empty() {
                let relation = match here == *at {
                    true => Relation::Is,
                    false => Relation::PartOf,
                };
                return (relation, found);
            }
            place = here.parent();
        }
        let is_operation = |entry: &&Entry<'_>| {
            matches!(entry.item, Item::Operation(..)) && entry.at.is_within(at)
        };
        let below: Vec<_> = self.entries.iter().filter(is_operation).collect();
        match below.is_empty() {
            true => (Relation::None, below),
            false => (Relation::Holds, below),
        }
    }
}

/// What the model makes of a place.
pub(super) fn model(index: &Index<'_>, sites: &Sites, document: &Value, at: &Pointer) -> Model {
    let (relation, entries) = index.nearest(at);
    let teller = Teller { index, sites };
    let nodes = entries.iter().map(|entry| match relation {
        // So many would be too much to read.
        Relation::Holds => teller.head(entry),
        _ => teller.node(entry),
    });
    Model {
        relation,
        nodes: nodes.collect(),
        used_by: used_by(index, document, at),
    }
}

/// What refers to a place, be it by a component that the model looks through.
fn used_by(index: &Index<'_>, document: &Value, at: &Pointer) -> Vec<String> {
    let mut references: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
    each_reference(document, &Pointer::root(), &mut |from, target| {
        references.entry(target).or_default().push(from.clone());
    });
    let mut users = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![at.clone()];
    while let Some(at) = waiting.pop() {
        if !seen.insert(at.clone()) {
            continue;
        }
        for from in references.get(&at).into_iter().flatten() {
            match index.nearest(from) {
                (Relation::Is | Relation::PartOf, entries) => {
                    users.extend(entries.first().map(|entry| subject(&entry.item)));
                }
                _ => waiting.push(component(from)),
            }
        }
    }
    users.into_iter().collect()
}

/// The component that a place is in.
fn component(at: &Pointer) -> Pointer {
    let tokens = at.tokens().take(3);
    tokens.fold(Pointer::root(), |at, token| at.push(token))
}

/// What a node is, and the document's name for it.
fn subject(item: &Item<'_>) -> String {
    match item {
        Item::Resource(resource) => format!("resource {}", resource.path),
        Item::Operation(operation, _) => format!("operation {}", operation.id),
        Item::Parameter(parameter, Some(operation)) => {
            format!("parameter {}.{}", operation.id, parameter.name)
        }
        Item::Parameter(parameter, None) => format!("parameter {}", parameter.name),
        Item::Type(found @ TypeDef::Record(_)) => format!("record {}", type_name(found)),
        Item::Type(found @ TypeDef::Union(_)) => format!("union {}", type_name(found)),
        Item::Type(found @ TypeDef::Enumeration(_)) => format!("enumeration {}", type_name(found)),
        Item::Field(field, record) => format!("field {}.{}", record.name, field.name),
        Item::Variant(variant, union) => format!("variant {}.{}", union.name, variant.name),
        Item::Value(value, found) => format!("value {}.{}", found.name, value.wire),
    }
}

struct Teller<'i, 'a> {
    index: &'i Index<'a>,
    sites: &'i Sites,
}

impl Teller<'_, '_> {
    fn head(&self, entry: &Entry<'_>) -> Node {
        let items = self.sites.nearest(entry.origin);
        let rust = match entry.item {
            // The method that leads to a resource stands before its type.
            Item::Resource(_) => items.last(),
            _ => items.first(),
        };
        Node {
            subject: subject(&entry.item),
            rust: rust.cloned(),
            facts: Vec::new(),
            members: Vec::new(),
        }
    }

    fn node(&self, entry: &Entry<'_>) -> Node {
        let mut node = self.head(entry);
        match entry.item {
            Item::Resource(resource) => self.resource(resource, &mut node),
            Item::Operation(operation, resource) => self.operation(operation, resource, &mut node),
            Item::Parameter(parameter, operation) => {
                node.members.push(self.parameter(parameter, operation));
            }
            Item::Type(TypeDef::Record(record)) => self.record(record, &mut node),
            Item::Type(TypeDef::Union(union)) => {
                if let Some(tag) = &union.tag {
                    node.facts.push(fact("told by", tag));
                }
                let variants = union.variants.iter();
                node.members = variants.map(|variant| self.variant(variant)).collect();
            }
            Item::Type(TypeDef::Enumeration(found)) => {
                let values = found.values.iter();
                node.members = values.map(|value| self.value(value)).collect();
            }
            Item::Field(field, _) => node.members.push(self.field(field)),
            Item::Variant(variant, _) => node.members.push(self.variant(variant)),
            Item::Value(value, _) => node.members.push(self.value(value)),
        }
        node
    }

    fn name(&self, origin: &Pointer, role: Role) -> String {
        self.index.side.rust_name(origin, role)
    }

    fn resource(&self, resource: &Resource, node: &mut Node) {
        let operations = resource.operations.iter();
        let told = operations.map(|operation| {
            let kind = format!("{:?}", operation.kind).to_lowercase();
            let request = format!("{} {}, {}", operation.method, operation.path, operation.id);
            (kind, request)
        });
        node.facts.extend(told);
        for child in &resource.children {
            node.facts.push(fact("below it", &child.path));
        }
        let parents = resource.parameters.iter();
        node.members = parents.map(|parent| self.parameter(parent, None)).collect();
    }

    fn operation(&self, operation: &Operation, resource: &Resource, node: &mut Node) {
        let kind = format!("{:?}", operation.kind).to_lowercase();
        node.facts
            .push(fact("kind", format!("{kind} of {}", resource.path)));
        let request = format!("{} {}", operation.method, operation.path);
        node.facts.push(fact("request", request));
        let success = &operation.success;
        let response = match &success.ty {
            Some(ty) => format!("{}, {}", success.status, self.both(ty)),
            None => format!("{}, without a body", success.status),
        };
        node.facts.push(fact("response", response));
        node.facts.extend(self.pages(operation));
        if !operation.errors.is_empty() {
            node.facts.push(fact("errors", operation.errors.join(", ")));
        }
        if operation.anonymous {
            node.facts.push(fact("credentials", "none"));
        }
        if operation.deprecated {
            node.facts.push(fact("deprecated", "yes"));
        }
        let parents = resource.parameters.iter();
        let parents = parents.map(|parent| self.parameter(parent, None));
        let own = operation
            .all_parameters()
            .map(|own| self.parameter(own, Some(operation)));
        node.members = parents.chain(own).collect();
    }

    /// How the response is a page, if it is one.
    fn pages(&self, operation: &Operation) -> Option<(String, String)> {
        let list = operation.list.as_ref()?;
        let mut parts = vec![format!("{} in `{}`", self.both(&list.item), list.items_key)];
        if let Some((name, min, max)) = &list.page_size {
            parts.push(format!("size by {name} ({min} to {max})"));
        }
        parts.extend(list.page.iter().map(|name| format!("index by {name}")));
        parts.extend(
            list.page_token
                .iter()
                .map(|name| format!("token by {name}")),
        );
        parts.push(match &list.next {
            None => "the next one by its address".to_owned(),
            Some(NextPage::Token(name)) => format!("the next one by the token in {name}"),
            Some(NextPage::Number(name)) => format!("the next one by its number in {name}"),
            Some(NextPage::Index(name)) => format!("the next one by its first item in {name}"),
        });
        Some(fact("pages", parts.join(", ")))
    }

    fn record(&self, record: &Record, node: &mut Node) {
        let direction = self.index.side.direction(&record.origin);
        let way = match (direction.sent, direction.read) {
            (true, true) => "sent and returned",
            (true, false) => "sent",
            _ => "returned",
        };
        node.facts.push(fact("travels", way));
        if record.open {
            node.facts.push(fact("other keys", "kept"));
        }
        node.members = record
            .fields
            .iter()
            .map(|field| self.field(field))
            .collect();
    }

    fn parameter(&self, parameter: &Parameter, operation: Option<&Operation>) -> Member {
        let place = format!("{:?}", parameter.location).to_lowercase();
        let mut presence = match parameter.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
        }
        .to_owned();
        if parameter.nullable {
            presence.push_str(", nullable");
        }
        if operation.is_none() {
            presence.push_str(", names the parent");
        }
        let is_struct = operation.is_some_and(|own| required(own).count() > MAX_POSITIONAL);
        let how = match (parameter.presence, operation) {
            (Presence::Optional, _) => "setter",
            (Presence::Required, Some(_)) if is_struct => "field of the arguments",
            (Presence::Required, _) => "argument",
        };
        let place = match parameter.location {
            ParameterLocation::Body => "whole body".to_owned(),
            ParameterLocation::Json => "json body".to_owned(),
            _ => place,
        };
        Member {
            what: place,
            wire: parameter.name.to_string(),
            rust: self.name(&parameter.origin, Role::Parameter),
            wire_type: self.index.side.wire_type(&parameter.ty),
            rust_type: format!("{}, {how}", self.index.side.rust_type(&parameter.ty)),
            presence,
            is_personal: parameter.sensitivity == Sensitivity::Pii,
        }
    }

    fn field(&self, field: &Field) -> Member {
        let ty = self.index.side.rust_type(&field.ty);
        let (presence, ty) = match field.presence {
            FieldPresence::Promised => ("always there", ty),
            FieldPresence::Defaulted => ("empty if missing", ty),
            FieldPresence::Optional => ("may be missing", format!("Option<{ty}>")),
        };
        Member {
            what: "field".to_owned(),
            wire: field.name.to_string(),
            rust: self.name(&field.origin, Role::Field),
            wire_type: self.index.side.wire_type(&field.ty),
            rust_type: ty,
            presence: presence.to_owned(),
            is_personal: field.sensitivity == Sensitivity::Pii,
        }
    }

    fn variant(&self, variant: &Variant) -> Member {
        Member {
            what: "variant".to_owned(),
            wire: variant
                .tag
                .clone()
                .unwrap_or_else(|| variant.name.to_string()),
            rust: self.name(&variant.origin, Role::Variant),
            wire_type: self.index.side.wire_type(&variant.ty),
            rust_type: self.index.side.rust_type(&variant.ty),
            ..Member::default()
        }
    }

    fn value(&self, value: &EnumValue) -> Member {
        Member {
            what: "value".to_owned(),
            wire: value.wire.to_string(),
            rust: self.name(&value.origin, Role::Variant),
            ..Member::default()
        }
    }

    /// A type in the document's words and in Rust.
    fn both(&self, ty: &Ty) -> String {
        let side = self.index.side;
        format!("{} -> {}", side.wire_type(ty), side.rust_type(ty))
    }
}

fn fact(name: &str, value: impl ToString) -> (String, String) {
    (name.to_owned(), value.to_string())
}
