//! Inheritance: a schema with a discriminator, and the components that have it in their `allOf`.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, OpenAPI, ReferenceOr, Schema, SchemaKind};

use super::Lowering;
use super::schema::{SCHEMAS, SchemaContext};
use super::view::{OneOf, SchemaRef};
use crate::document::{self, component_name};
use crate::limit::reached;
use crate::model::Ty;
use crate::pointer::Pointer;

/// The components that inherit from others, or are inherited from.
#[derive(Default)]
pub(super) struct Heirs {
    /// A `$ref` to each.
    references: BTreeMap<String, String>,
    /// Those that have it in their `allOf`, of each.
    children: BTreeMap<String, Vec<String>>,
    /// Those in its `allOf`, of each.
    parents: BTreeMap<String, Vec<String>>,
}

impl Heirs {
    pub(super) fn of(typed: &OpenAPI) -> Self {
        let mut heirs = Self::default();
        let schemas = typed.components.iter().flat_map(|found| &found.schemas);
        for (name, schema) in schemas {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            for parent in parents(schema) {
                for name in [name, &parent] {
                    let reference = || format!("#{}", document::component(SCHEMAS, name));
                    heirs
                        .references
                        .entry(name.clone())
                        .or_insert_with(reference);
                }
                let children = heirs.children.entry(parent.clone()).or_default();
                children.push(name.clone());
                heirs.parents.entry(name.clone()).or_default().push(parent);
            }
        }
        heirs
    }
}

/// The components in the `allOf` of a schema.
fn parents(schema: &Schema) -> BTreeSet<String> {
    let all_of = match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => all_of,
        SchemaKind::Any(any) => &any.all_of,
        _ => return BTreeSet::new(),
    };
    let references = all_of.iter().filter_map(|member| match member {
        ReferenceOr::Reference { reference } => component_name(reference, SCHEMAS),
        ReferenceOr::Item(_) => None,
    });
    references.collect()
}

impl<'a> Lowering<'a> {
    /// Whether the schema at a pointer is a component that the discriminator of one that it inherits from leads to.
    pub(super) fn is_heir(&self, at: &Pointer) -> bool {
        let name = component_name(&format!("#{at}"), SCHEMAS);
        let parents = name.and_then(|name| self.heirs.parents.get(&name));
        let mut parents = parents.into_iter().flatten();
        parents.any(|parent| self.discriminator(parent).is_some())
    }

    /// The discriminator of a component, or of one that it inherits from, and whose it is.
    fn discriminator(&self, name: &str) -> Option<(&'a Discriminator, &'a str)> {
        let schemas = &self.typed.components.as_ref()?.schemas;
        let mut seen = BTreeSet::new();
        let mut waiting = vec![schemas.get_key_value(name)?];
        while let Some((next, schema)) = waiting.pop() {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            if let Some(found) = &schema.schema_data.discriminator {
                return Some((found, next));
            }
            let parents = self.heirs.parents.get(next).into_iter().flatten();
            let parents = parents.filter(|parent| seen.insert(parent.as_str()));
            waiting.extend(parents.filter_map(|parent| schemas.get_key_value(parent)));
        }
        None
    }

    /// The components that a value of the component may also be: a discriminator of it, or of one that it inherits from,
    /// tells them apart. Without one, or if nothing inherits from it, there are none.
    pub(super) fn heirs(&self, name: &str) -> Option<OneOf<'a>> {
        let (name, children) = self.heirs.children.get_key_value(name)?;
        let schema = self.typed.components.as_ref()?.schemas.get(name)?;
        if schema.as_item().is_some_and(lists_variants) {
            return None;
        }
        let (discriminator, owner) = self.discriminator(name)?;
        let heirs = reached(children.clone(), |name| {
            self.heirs.children.get(name).cloned().unwrap_or_default()
        });
        // A schema that only the others are made of is no value of its own.
        let is_value = owner != name || is_mapped(discriminator, name);
        let own = is_value.then_some(name);
        let heirs = heirs.iter().filter(|heir| *heir != name);
        let members = own.into_iter().chain(heirs);
        let references = members.filter_map(|name| self.heirs.references.get(name));
        Some(OneOf {
            keyword: "discriminator",
            members: references
                .map(|reference| SchemaRef::Reference(reference))
                .collect(),
            discriminator: Some(discriminator),
            at: None,
        })
    }

    /// The type of what a tag leads to: a component alone, without those that inherit from it.
    pub(super) fn tagged(&mut self, schema: SchemaRef<'a>, context: &SchemaContext) -> Ty {
        match (schema, self.schema(schema, &context.at)) {
            (SchemaRef::Reference(_), Some((found, at))) if !self.open.contains(&at) => {
                let name = at.last().unwrap_or_default();
                self.inline(found, &SchemaContext::new(&at, &name, Vec::new()))
            }
            _ => self.shallow(schema, context),
        }
    }

    /// Whether the values that a schema describes are a union's.
    pub(super) fn is_union(&mut self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        let Some((schema, at)) = self.schema(schema, at) else {
            return false;
        };
        let name = component_name(&format!("#{at}"), SCHEMAS);
        name.is_some_and(|name| self.heirs(&name).is_some())
            || !self.shared_view(schema, &at).one_of.is_empty()
    }
}

/// Whether a schema itself says what its values may be.
fn lists_variants(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } => true,
        SchemaKind::Any(any) => !any.one_of.is_empty() || !any.any_of.is_empty(),
        _ => false,
    }
}

fn is_mapped(discriminator: &Discriminator, name: &str) -> bool {
    let targets = discriminator.mapping.values();
    targets
        .map(|target| component_name(target, SCHEMAS).unwrap_or_else(|| target.clone()))
        .any(|target| target == name)
}
