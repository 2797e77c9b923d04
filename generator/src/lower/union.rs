//! Unions: schemas with `oneOf` or `anyOf`.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::schema::{SCHEMAS, SchemaContext, description};
use super::view::View;
use super::{Lowering, Types, cost};
use crate::document::component_name;
use crate::model::{Docs, Ty, TypeDef, Union, Variant, WireName};
use crate::pointer::Pointer;

/// The union of a schema with `oneOf` or `anyOf`; its variants are not in order yet.
pub(super) fn union<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    view: &View<'a>,
    context: &SchemaContext,
) -> Union {
    let discriminator = schema.schema_data.discriminator.as_ref();
    let tags = discriminator.map(tags);
    let mut variants = Vec::new();
    let (keyword, mut members) = view.one_of.unwrap_or_default();
    if !lowering.count(members.len(), &context.at, keyword) {
        members = &[];
    }
    for (index, member) in members.iter().enumerate() {
        if lowering.budget.is_spent() {
            break;
        }
        let at = context.at.push(keyword).index(index);
        let cost = cost(context.name.as_str(), &Docs::default(), &at);
        lowering.spend(&at, cost);
        variants.extend(variants_of(lowering, member, tags.as_ref(), at, context));
    }
    Union {
        name: context.name.clone(),
        context: context.outer.clone(),
        docs: description(Some(&schema.schema_data)),
        tag: discriminator.map(|found| found.property_name.as_str().into()),
        variants,
        origin: context.at.clone(),
    }
}

/// The variants that a member stands for: one, or with a discriminator one for each text that leads to it.
fn variants_of<'a>(
    lowering: &mut Lowering<'a>,
    member: &'a ReferenceOr<Schema>,
    tags: Option<&Tags>,
    at: Pointer,
    context: &SchemaContext,
) -> Vec<Variant> {
    let (component, title) = match member {
        ReferenceOr::Reference { reference } => (component_name(reference, SCHEMAS), None),
        ReferenceOr::Item(schema) => (None, schema.schema_data.title.clone()),
    };
    let name = component.clone().or(title);
    let name = name.unwrap_or_else(|| at.last().unwrap_or_default().into_owned());
    let context = SchemaContext::new(&at, &name, context.with_own());
    let ty = lowering.shallow(member.into(), &context);
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
    let variants = tags.into_iter().map(|tag| Variant {
        name: tag.as_str().into(),
        origin: at.push(&tag),
        tag: Some(tag),
        ty: ty.clone(),
    });
    variants.collect()
}

/// Puts a variant that has all properties of another one before it, and text before numbers that may be text: the
/// first that fits is taken.
pub(super) fn order(types: &mut Types, union: &Pointer) {
    let Some(Some(TypeDef::Union(mut union))) = types.remove(union) else {
        return;
    };
    let properties = |variant: &Variant| match &variant.ty {
        Ty::Record(origin) => match types.get(origin) {
            Some(Some(TypeDef::Record(record))) => record.fields.len(),
            _ => 0,
        },
        _ => 0,
    };
    // What takes more than its own kind stands behind all that it would take too.
    let takes = |variant: &Variant| match &variant.ty {
        Ty::Json => 2,
        Ty::Decimal => 1,
        _ => 0,
    };
    if union.tag.is_none() {
        let variants = &mut union.variants;
        variants.sort_by_key(|variant| (Reverse(properties(variant)), takes(variant)));
    }
    types.insert(union.origin.clone(), Some(TypeDef::Union(union)));
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
        Ty::File => "file",
        Ty::Json => "json",
        Ty::Nullable(inner) => return name_of(inner),
        Ty::Enum(_) | Ty::Record(_) | Ty::Union(_) => return None,
    })
}
