//! The intermediate model: what a document says, as plain data in the document's own words.
//!
//! Nothing here knows Rust: names are [`WireName`]s, text is as the author wrote it. Every node
//! carries its [`Origin`], so that a diagnostic, a rename or a reviewer can refer to it.

mod operation;
mod responses;
mod service;
mod types;

use serde::Serialize;

pub use operation::{
    Body, Example, ListShape, NextPage, Operation, OperationKind, Parameter, ParameterLocation,
    PathSegment, PathTemplate, Presence, Style, StyleKind,
};
pub use responses::{Failure, Reply, ReplyForm, Success};
pub use service::{
    Requirements, Security, SecurityScheme, SecuritySchemeKind, Server, ServerVariable,
};
pub use types::{
    Access, EnumValue, Enumeration, Field, FieldPresence, IntegerSize, Record, Sensitivity, Sid,
    Ty, TypeDef, Union, Variant,
};

use crate::pointer::Pointer;

/// A name as it travels on the wire or stands in the document; never a Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WireName(pub String);

impl WireName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for WireName {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for WireName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where in the document a node comes from.
pub type Origin = Pointer;

/// What the document says about a node, as its author wrote it (CommonMark).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Docs {
    /// One phrase: an operation's `summary`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The `description`, possibly of several paragraphs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Limits that a reader must know, one phrase each: `between 1 and 1000`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
}

/// One document: a product's interface.
#[derive(Clone, Debug, Serialize)]
pub struct Api {
    /// The document's title.
    pub title: String,
    /// What the document says about the whole.
    pub docs: Docs,
    /// The origin that requests go to, with the defaults of its variables: `https://parcels.example.com`.
    pub server: String,
    /// The same, with its variables.
    pub own_server: Server,
    /// How requests prove who sends them; empty in a profile that does not read it.
    pub security: Security,
    /// Where the document's OAuth client credentials are exchanged for access tokens, if it says that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_url: Option<String>,
    /// The tree of resources, ordered by path.
    pub resources: Vec<Resource>,
    /// Types that resources of several branches share, ordered by name.
    pub shared: Vec<TypeDef>,
    /// The document's root.
    pub origin: Origin,
}

impl Api {
    /// Whether the document has types and no operations.
    pub fn is_types_alone(&self) -> bool {
        self.resources.is_empty() && !self.shared.is_empty()
    }

    /// All resources, parents before their children.
    pub fn walk(&self) -> Vec<&Resource> {
        let mut all = Vec::new();
        let mut stack: Vec<&Resource> = self.resources.iter().rev().collect();
        while let Some(resource) = stack.pop() {
            all.push(resource);
            stack.extend(resource.children.iter().rev());
        }
        all
    }

    /// All records, unions and enumerations.
    pub fn type_defs(&self) -> impl Iterator<Item = &TypeDef> {
        let own = self.walk().into_iter().flat_map(|resource| &resource.types);
        own.chain(&self.shared)
    }

    /// The types of all values: of parameters, responses, fields and variants.
    pub fn types(&self) -> impl Iterator<Item = &Ty> {
        let resources = self.walk().into_iter();
        let of_resources = resources.flat_map(|resource| {
            let bound = resource.parameters.iter().map(|parameter| &parameter.ty);
            bound.chain(resource.operations.iter().flat_map(Operation::types))
        });
        of_resources.chain(self.type_defs().flat_map(TypeDef::members))
    }

    /// All operations, in the order of their resources.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.walk()
            .into_iter()
            .flat_map(|resource| &resource.operations)
    }
}

/// A thing of the interface with the operations on it and the resources below it.
#[derive(Clone, Debug, Serialize)]
pub struct Resource {
    /// Its name: the last fixed segment of its path, or the name that the document mounts it under.
    pub name: WireName,
    /// The path of the collection: `/v1/CustomerProfiles`.
    pub path: PathTemplate,
    /// What the document says about it.
    pub docs: Docs,
    /// Path parameters that identify the parent; every operation here needs them.
    pub parameters: Vec<Parameter>,
    /// The operations: list, create, fetch, update, delete, then the others by id.
    pub operations: Vec<Operation>,
    /// The records and enumerations that only this resource and its children use.
    pub types: Vec<TypeDef>,
    /// The resources below one item of this resource, ordered by path.
    pub children: Vec<Resource>,
    /// The path item of the collection.
    pub origin: Origin,
}
