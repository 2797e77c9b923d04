//! Unions: schemas with `oneOf` or `anyOf`.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::Lowering;
use super::cost::cost;
use super::schema::{SCHEMAS, SchemaContext, description};
use super::view::View;
use crate::document::component_name;
use crate::model::{Docs, Ty, TypeDef, Union, Variant, WireName};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The union of a schema with `oneOf` or `anyOf`; its variants are not in order yet.
    pub(super) fn union(
        &mut self,
        schema: &'a Schema,
        view: &View<'a>,
        place: &SchemaContext<'_>,
    ) -> Union {
        let discriminator = schema.schema_data.discriminator.as_ref();
        let tags = discriminator.map(tags).unwrap_or_default();
        let mut variants = Vec::new();
        let (keyword, mut members) = view.one_of.unwrap_or_default();
        if !self.count(members.len(), place.at, keyword) {
            members = &[];
        }
        for (index, member) in members.iter().enumerate() {
            if self.budget.is_spent() {
                break;
            }
            let at = place.at.push(keyword).index(index);
            self.spend(&at, cost(place.name, &Docs::default(), &at));
            let tags = discriminator.is_some().then_some(&tags);
            variants.extend(self.variants(member, tags, at, place));
        }
        Union {
            name: place.name.into(),
            context: place.context.clone(),
            docs: description(&schema.schema_data),
            tag: discriminator.map(|found| found.property_name.as_str().into()),
            variants,
            origin: place.at.clone(),
        }
    }

    /// The variants that a member stands for: one, or with a discriminator one for each text that leads to it.
    fn variants(
        &mut self,
        member: &'a ReferenceOr<Schema>,
        tags: Option<&Tags>,
        at: Pointer,
        place: &SchemaContext<'_>,
    ) -> Vec<Variant> {
        let (component, title) = match member {
            ReferenceOr::Reference { reference } => (component_name(reference, SCHEMAS), None),
            ReferenceOr::Item(schema) => (None, schema.schema_data.title.clone()),
        };
        let name = component.clone().or(title);
        let name = name.unwrap_or_else(|| at.last().unwrap_or_default().into_owned());
        let mut context = place.context.clone();
        context.push(place.name.into());
        let ty = self.shallow(
            member.into(),
            &SchemaContext {
                at: &at,
                name: &name,
                context,
            },
        );
        let Some(known) = tags else {
            return vec![Variant {
                name: WireName(name_of(&ty).map_or(name, str::to_owned)),
                tag: None,
                ty,
                origin: at,
            }];
        };
        let tags = component.and_then(|component| known.get(&component));
        let tags = tags.cloned().unwrap_or_else(|| BTreeSet::from([name]));
        tags.into_iter()
            .map(|tag| Variant {
                name: tag.as_str().into(),
                origin: at.push(&tag),
                tag: Some(tag),
                ty: ty.clone(),
            })
            .collect()
    }

    /// Puts a variant that has all properties of another one before it, and text before numbers that may be text: the
    /// first that fits is taken.
    pub(super) fn order(&mut self, union: &Pointer) {
        let Some(Some(TypeDef::Union(mut union))) = self.types.remove(union) else {
            return;
        };
        let properties = |variant: &Variant| match &variant.ty {
            Ty::Record(origin) => match self.types.get(origin) {
                Some(Some(TypeDef::Record(record))) => record.fields.len(),
                _ => 0,
            },
            _ => 0,
        };
        // What takes more than its own kind stands behind all that is told apart from it.
        let takes = |variant: &Variant| match &variant.ty {
            Ty::Json => 2,
            Ty::Decimal => 1,
            _ => 0,
        };
        if union.tag.is_none() {
            union
                .variants
                .sort_by_key(|variant| (std::cmp::Reverse(properties(variant)), takes(variant)));
        }
        let at = union.origin.clone();
        self.types.insert(at, Some(TypeDef::Union(union)));
    }
}

/// The texts of a discriminator that lead to each component.
type Tags = BTreeMap<String, BTreeSet<String>>;

fn tags(discriminator: &Discriminator) -> Tags {
    let mut tags = Tags::new();
    for (tag, target) in &discriminator.mapping {
        let target = component_name(target, SCHEMAS).unwrap_or_else(|| target.clone());
        tags.entry(target).or_default().insert(tag.clone());
    }
    tags
}

/// What a plain type is called.
fn name_of(ty: &Ty) -> Option<&'static str> {
    Some(match ty {
        Ty::Bool => "boolean",
        Ty::Integer { .. } => "integer",
        Ty::Number | Ty::Decimal => "number",
        Ty::String | Ty::Uri => "text",
        Ty::Timestamp => "timestamp",
        Ty::Date => "date",
        Ty::Sid(_) => "sid",
        Ty::List(_) => "list",
        Ty::Map(_) => "map",
        Ty::Json => "json",
        Ty::Enum(_) | Ty::Record(_) | Ty::Union(_) => return None,
    })
}
