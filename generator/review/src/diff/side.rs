//! One of the two documents: its model, its text as a value, and what both know of a type.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::document::{self, MAX_REFERENCES};
use openapi_client_codegen::limit;
use openapi_client_codegen::model::{Field, Operation, Origin, Resource, Ty, TypeDef};
use openapi_client_codegen::pointer::Pointer;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Direction {
    /// Callers send it.
    pub sent: bool,
    /// The service responds with it.
    pub read: bool,
}

/// A parameter of a request.
pub(crate) const SENT: Direction = Direction {
    sent: true,
    read: false,
};

/// A part of a response.
pub(crate) const READ: Direction = Direction {
    sent: false,
    read: true,
};

/// A value of the document with its pointer.
#[derive(Clone, Debug)]
pub(crate) struct Node<'a> {
    pub value: &'a Value,
    pub at: Pointer,
}

/// A document.
pub(crate) struct Side<'a> {
    pub lowered: &'a Lowered,
    pub types: BTreeMap<&'a Origin, &'a TypeDef>,
    sent: BTreeSet<Origin>,
    read: BTreeSet<Origin>,
}

impl<'a> Side<'a> {
    pub(crate) fn new(lowered: &'a Lowered) -> Self {
        let types = lowered.api.type_defs();
        let mut side = Self {
            lowered,
            types: types.map(|found| (found.origin(), found)).collect(),
            sent: BTreeSet::new(),
            read: BTreeSet::new(),
        };
        let (mut sent, mut read) = (Vec::new(), Vec::new());
        for resource in lowered.api.walk() {
            let of_operations = resource
                .operations
                .iter()
                .flat_map(Operation::all_parameters);
            for parameter in resource.parameters.iter().chain(of_operations) {
                sent.extend(parameter.ty.reference().cloned());
            }
            for ty in resource.operations.iter().flat_map(Operation::returned) {
                read.extend(ty.reference().cloned());
            }
        }
        side.sent = side.reached(sent);
        side.read = side.reached(read);
        side
    }

    /// All operations with their resources.
    pub(crate) fn operations(&self) -> Vec<(&'a Operation, &'a Resource)> {
        let resources = self.lowered.api.walk().into_iter();
        let operations = resources.flat_map(|resource| {
            let own = resource.operations.iter();
            own.map(move |operation| (operation, resource))
        });
        operations.collect()
    }

    /// Each resource with those that lead to it, outermost first.
    pub(crate) fn lineages(&self) -> BTreeMap<&'a Origin, Vec<&'a Resource>> {
        let mut found = BTreeMap::new();
        let roots = self.lowered.api.resources.iter();
        let mut waiting: Vec<Vec<&'a Resource>> = roots.map(|root| vec![root]).collect();
        while let Some(lineage) = waiting.pop() {
            if let Some(last) = lineage.last() {
                let children = last.children.iter();
                waiting.extend(children.map(|child| [&*lineage, &[child]].concat()));
                found.insert(&last.origin, lineage);
            }
        }
        found
    }

    /// Which way values of a type travel.
    pub(crate) fn direction(&self, origin: &Origin) -> Direction {
        Direction {
            sent: self.sent.contains(origin),
            read: self.read.contains(origin),
        }
    }

    /// The first `sid` of a kind that a record has for its own.
    pub(crate) fn owner(&self, key: &str) -> Option<Pointer> {
        let is_own = |field: &&Field| {
            let kind = match &field.ty {
                Ty::Sid(Some(sid)) => self.lowered.names.sid(sid),
                _ => None,
            };
            field.name.as_str() == "sid" && kind.is_some_and(|kind| kind.key == key)
        };
        self.types.values().find_map(|found| match found {
            TypeDef::Record(record) => {
                let mut fields = record.fields.iter();
                fields.find(is_own).map(|field| field.origin.clone())
            }
            _ => None,
        })
    }

    fn reached(&self, start: Vec<Origin>) -> BTreeSet<Origin> {
        limit::reached(start, |origin| {
            let found = self.types.get(origin);
            found.map_or_else(Vec::new, |found| found.references().cloned().collect())
        })
    }

    /// The value at a pointer of the model, which looks through references and `allOf`.
    pub(crate) fn node(&self, pointer: &Pointer) -> Option<Node<'a>> {
        let mut node = Node {
            value: &self.lowered.document,
            at: Pointer::root(),
        };
        let mut in_properties = false;
        for token in pointer.tokens() {
            node = match node.child(&token) {
                Some(next) => next,
                None if in_properties => self.member(&node, &token)?,
                None => self.resolved(node).child(&token)?,
            };
            in_properties = token == "properties" && !in_properties;
        }
        Some(node)
    }

    /// What a reference leads to, also one that stands alone in an `allOf`.
    pub(crate) fn resolved(&self, mut node: Node<'a>) -> Node<'a> {
        for _ in 0..MAX_REFERENCES {
            let alone = || match node.value.get("allOf")?.as_array()?.as_slice() {
                [_] if node.value.get("properties").is_none() => node.child("allOf")?.child("0"),
                _ => None,
            };
            let next = match document::reference(node.value) {
                Some(reference) => self.target(reference),
                None => alone(),
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        node
    }

    fn target(&self, reference: &'a str) -> Option<Node<'a>> {
        let (at, value) = document::follow(&self.lowered.document, reference)?;
        let at = Pointer::parse(at);
        Some(Node { value, at })
    }

    /// A property that comes from a member of the `allOf` beside the `properties` at `node`.
    fn member(&self, node: &Node<'a>, name: &str) -> Option<Node<'a>> {
        let at = node.at.parent()?;
        let value = self.lowered.document.pointer(at.as_str())?;
        property(&self.composed(Node { value, at }), name)
    }

    /// A schema and the members of its `allOf` at any depth, each resolved.
    pub(crate) fn composed(&self, schema: Node<'a>) -> Vec<Node<'a>> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        let mut waiting = vec![schema];
        while let Some(next) = waiting.pop() {
            let schema = self.resolved(next);
            if seen.insert(schema.at.clone()) {
                waiting.extend(schema.items("allOf").into_iter().rev());
                found.push(schema);
            }
        }
        found
    }

    /// Whether a value can be null: a schema says so, or what it refers to.
    pub(crate) fn is_nullable(&self, schema: &Node<'a>) -> bool {
        schema.is("nullable") || self.resolved(schema.clone()).is("nullable")
    }
}

impl<'a> Node<'a> {
    /// The entry or item called `token`.
    pub(crate) fn child(&self, token: &str) -> Option<Self> {
        let value = match self.value {
            Value::Object(entries) => entries.get(token)?,
            Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
        Some(Self {
            value,
            at: self.at.push(token),
        })
    }

    /// The items of the list called `key`.
    pub(crate) fn items(&self, key: &str) -> Vec<Self> {
        let list = self.value.get(key).and_then(Value::as_array);
        let at = self.at.push(key);
        let items = list.into_iter().flatten().enumerate();
        let item = |(index, value)| Self {
            value,
            at: at.index(index),
        };
        items.map(item).collect()
    }

    /// Whether a keyword is `true`.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// The text of a keyword.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }
}

/// A property of a composed schema: the first part that has it counts.
pub(crate) fn property<'a>(parts: &[Node<'a>], name: &str) -> Option<Node<'a>> {
    let mut parts = parts.iter();
    parts.find_map(|part| part.child("properties")?.child(name))
}

/// Whether a part of a composed schema has this name in `required`.
pub(crate) fn requires(parts: &[Node<'_>], name: &str) -> bool {
    let mut lists = parts
        .iter()
        .filter_map(|part| part.value.get("required")?.as_array());
    lists.any(|names| names.iter().any(|one| one == name))
}

/// The entries of an object.
pub(crate) fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map = value.and_then(Value::as_object).into_iter().flatten();
    map.map(|(key, value)| (key.as_str(), value))
}

/// Calls `visit` with a value and all values in it, the outer ones first.
pub(crate) fn each_value(value: &Value, at: &Pointer, visit: &mut dyn FnMut(&Value, &Pointer)) {
    visit(value, at);
    for (key, value) in entries(Some(value)) {
        each_value(value, &at.push(key), visit);
    }
    for (index, value) in value.as_array().into_iter().flatten().enumerate() {
        each_value(value, &at.index(index), visit);
    }
}
