//! One of the two documents: its model, its text as a value, and what both know of a type.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use openapi_client_codegen::Lowered;
use openapi_client_codegen::document::{self, MAX_REFERENCES};
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

/// A value of the document and where it stands.
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
        let resources = lowered.api.walk();
        let own = resources.iter().flat_map(|resource| &resource.types);
        let types: BTreeMap<_, _> = own
            .chain(&lowered.api.shared)
            .map(|found| (found.origin(), found))
            .collect();
        let mut side = Self {
            lowered,
            types,
            sent: BTreeSet::new(),
            read: BTreeSet::new(),
        };
        let (mut sent, mut read) = (Vec::new(), Vec::new());
        for resource in resources {
            let parameters = resource.parameters.iter();
            parameters.for_each(|parameter| push(&parameter.ty, &mut sent));
            for operation in &resource.operations {
                collect(operation, &mut sent, &mut read);
            }
        }
        side.sent = side.reached(sent);
        side.read = side.reached(read);
        side
    }

    /// All operations with their resources.
    pub(crate) fn operations(&self) -> Vec<(&'a Operation, &'a Resource)> {
        let resources = self.lowered.api.walk().into_iter();
        resources
            .flat_map(|resource| {
                resource
                    .operations
                    .iter()
                    .map(move |operation| (operation, resource))
            })
            .collect()
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

    fn reached(&self, mut waiting: Vec<Origin>) -> BTreeSet<Origin> {
        let mut seen = BTreeSet::new();
        while let Some(origin) = waiting.pop() {
            if let Some(found) = self.types.get(&origin).filter(|_| !seen.contains(&origin)) {
                waiting.extend(found.references().cloned());
            }
            seen.insert(origin);
        }
        seen
    }

    /// What stands at a pointer of the model, which looks through references and `allOf`.
    pub(crate) fn node(&self, pointer: &Pointer) -> Option<Node<'a>> {
        let mut node = Node {
            value: &self.lowered.document,
            at: Pointer::root(),
        };
        let mut in_properties = false;
        for token in pointer.tokens() {
            let next = node.child(&token);
            node = match next {
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
        self.property(&Node { value, at }, name, 0)
    }

    /// A property of a schema, of its own or of a member of its `allOf`.
    pub(crate) fn property(&self, schema: &Node<'a>, name: &str, depth: usize) -> Option<Node<'a>> {
        let schema = self.resolved(schema.clone());
        if let Some(found) = schema.child("properties").and_then(|all| all.child(name)) {
            return Some(found);
        }
        if depth > MAX_REFERENCES {
            return None;
        }
        let mut members = schema.items("allOf").into_iter();
        members.find_map(|member| self.property(&member, name, depth + 1))
    }

    /// The names that a schema has in `required` or in a member of its `allOf`.
    pub(crate) fn requires(&self, schema: &Node<'a>, name: &str, depth: usize) -> bool {
        let schema = self.resolved(schema.clone());
        let own = schema.value.get("required").and_then(Value::as_array);
        let named = own.is_some_and(|names| names.iter().any(|one| one == name));
        let mut members = schema.items("allOf").into_iter();
        named || (depth < MAX_REFERENCES && members.any(|one| self.requires(&one, name, depth + 1)))
    }

    /// The names of all properties of a schema.
    pub(crate) fn property_names(&self, schema: &Node<'a>, depth: usize) -> BTreeSet<&'a str> {
        let schema = self.resolved(schema.clone());
        let own = schema.value.get("properties").and_then(Value::as_object);
        let mut names: BTreeSet<&str> = own
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str())
            .collect();
        if depth < MAX_REFERENCES {
            for member in schema.items("allOf") {
                names.extend(self.property_names(&member, depth + 1));
            }
        }
        names
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
        items
            .map(|(index, value)| Self {
                value,
                at: at.index(index),
            })
            .collect()
    }

    /// Whether a keyword is `true`.
    pub(crate) fn is(&self, key: &str) -> bool {
        self.value
            .get(key)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }

    /// The text of a keyword.
    pub(crate) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }
}

fn push(ty: &Ty, found: &mut Vec<Origin>) {
    found.extend(ty.reference().cloned());
}

fn collect(operation: &Operation, sent: &mut Vec<Origin>, read: &mut Vec<Origin>) {
    let parameters = operation.all_parameters();
    parameters.for_each(|parameter| push(&parameter.ty, sent));
    let returned = operation.returned();
    returned.into_iter().for_each(|ty| push(ty, read));
}
