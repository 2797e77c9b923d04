//! Unions: schemas with `oneOf` or `anyOf`.

use std::cmp::Reverse;

use openapiv3::{AdditionalProperties, Schema};

use super::schema::{SCHEMAS, SchemaContext, description};
use super::tags::Tags;
use super::view::{SchemaRef, View};
use super::{Lowering, Types, cost};
use crate::document::component_name;
use crate::limit::{self, MAX_TYPE};
use crate::model::{Docs, Ty, TypeDef, Union, Variant, WireName};
use crate::pointer::Pointer;

/// The union of a schema with `oneOf` or `anyOf`, or with heirs; its variants are not in order yet.
///
/// What the schema says beside its first list is said of each of the variants.
pub(super) fn union<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    mut view: View<'a>,
    context: &SchemaContext,
) -> Union {
    let one_of = view.one_of.remove(0);
    let own = schema.schema_data.discriminator.as_ref();
    let keyword = one_of.keyword;
    let list = one_of.at.as_ref().unwrap_or(&context.at).push(keyword);
    let tags = lowering.tags(&one_of, one_of.discriminator.or(own), &list);
    let count = one_of.members.len();
    let mut variants = Vec::new();
    let mut members = one_of.members.into_iter().enumerate();
    let is_taken = lowering.count(count, &context.at, keyword);
    while let (true, Some((index, member))) = (is_taken, members.next()) {
        if lowering.budget.is_spent() {
            break;
        }
        let at = context.at.push(keyword).index(index);
        let cost = cost(context.name.as_str(), &Docs::default(), &at);
        lowering.spend(&at, cost);
        let member = Member {
            schema: member,
            at: list.index(index),
        };
        let named = Named {
            tags: tags.as_ref(),
            index,
            at,
        };
        variants.extend(variants_of(lowering, &member, named, &view, context));
    }
    Union {
        name: context.name.clone(),
        context: context.outer.clone(),
        docs: description(Some(&schema.schema_data)),
        tag: tags.map(|tags| tags.name.into()),
        by_status: false,
        variants,
        origin: context.at.clone(),
    }
}

/// The type of a schema whose list has this member alone.
pub(super) fn alone<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    mut view: View<'a>,
    member: SchemaRef<'a>,
    context: &SchemaContext,
) -> Ty {
    let one_of = view.one_of.remove(0);
    let list = one_of.at.as_ref().unwrap_or(&context.at);
    let member = Member {
        schema: member,
        at: list.push(one_of.keyword).index(0),
    };
    match joined(lowering, &member, &view, None, context) {
        Some((_, joined)) => lowering.nested(&context.at, |lowering| {
            lowering.shaped(schema, joined, context)
        }),
        None => lowering.shallow(member.schema, context),
    }
}

/// A schema of a list, and where it stands.
struct Member<'a> {
    schema: SchemaRef<'a>,
    at: Pointer,
}

/// What the variants of a member are called by.
struct Named<'t> {
    tags: Option<&'t Tags<'t>>,
    /// The index of the member.
    index: usize,
    /// The origin of the variant.
    at: Pointer,
}

/// The variants that a member stands for: one, or with a discriminator one for each text that leads to it.
fn variants_of<'a>(
    lowering: &mut Lowering<'a>,
    member: &Member<'a>,
    Named { tags, index, at }: Named<'_>,
    base: &View<'a>,
    context: &SchemaContext,
) -> Vec<Variant> {
    let (component, title) = match member.schema {
        SchemaRef::Reference(reference) => (component_name(reference, SCHEMAS), None),
        SchemaRef::Inline(schema) => (None, schema.schema_data.title.clone()),
    };
    let name = component.clone().or(title);
    let name = name.unwrap_or_else(|| at.last().unwrap_or_default().into_owned());
    let own = SchemaContext::new(&at, &name, context.with_own());
    let ty = match joined(lowering, member, base, tags.map(|tags| tags.name), context) {
        Some((schema, joined)) => lowering.shaped(schema, joined, &own),
        None => {
            let own = own.at(member.at.clone());
            match tags {
                Some(_) => lowering.tagged(member.schema, &own),
                None => lowering.shallow(member.schema, &own),
            }
        }
    };
    let Some(known) = tags else {
        return vec![Variant {
            name: WireName(name_of(&ty).map_or(name, str::to_owned)),
            tag: None,
            ty,
            origin: at,
        }];
    };
    let tags = known.of(index, component.as_deref(), &name);
    let variants = tags.into_iter().map(|tag| Variant {
        name: tag.as_str().into(),
        origin: at.push(&tag),
        tag: Some(tag),
        ty: ty.clone(),
    });
    variants.collect()
}

/// A member together with what the schema of the list says beside it, unless the member says all that itself.
fn joined<'a>(
    lowering: &mut Lowering<'a>,
    member: &Member<'a>,
    base: &View<'a>,
    tag: Option<&str>,
    context: &SchemaContext,
) -> Option<(&'a Schema, View<'a>)> {
    let at = &context.at;
    let is_plain = base.one_of.is_empty()
        && matches!(
            base.additional,
            None | Some(AdditionalProperties::Any(false))
        );
    let is_tag = |name: &str| Some(name) == tag;
    if is_plain && base.properties.keys().all(|name| is_tag(name)) {
        return None;
    }
    let (schema, member_at) = lowering.schema(member.schema, &member.at)?;
    let view = lowering.view(schema, &member_at);
    let has = |name: &&str| is_tag(name) || view.properties.contains_key(name);
    if is_plain && base.properties.keys().all(has) {
        return None;
    }
    if context.outer.len() > MAX_TYPE {
        let message = format!("more than {MAX_TYPE} lists of alternatives hold each other here");
        let error = limit::exceeded(at, message);
        lowering.diagnostics.push(error.help("nest them less deep"));
        return None;
    }
    let properties = view.properties.len() + base.properties.len();
    lowering.spend(at, 32 * (1 + properties));
    let mut joined = View {
        // In this order callers give them.
        required: base.required.clone(),
        ..View::default()
    };
    joined.merge(view, &member_at);
    joined.merge(base.clone(), at);
    joined.sources.extend([member_at, at.clone()]);
    lowering.narrow(&mut joined, at);
    Some((schema, joined))
}

/// Puts a variant that has all properties of another one before it, and what is written as text before any text, and that
/// before numbers that may be text: the first that fits is taken.
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
        Ty::Json => 4,
        Ty::Union(_) => 3,
        Ty::Decimal => 2,
        Ty::String | Ty::Uri => 1,
        _ => 0,
    };
    if union.tag.is_none() {
        let variants = &mut union.variants;
        variants.sort_by_key(|variant| (Reverse(properties(variant)), takes(variant)));
    }
    types.insert(union.origin.clone(), Some(TypeDef::Union(union)));
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
        Ty::Bytes => "bytes",
        Ty::Empty => "empty",
        Ty::Nullable(inner) => return name_of(inner),
        Ty::Enum(_) | Ty::Record(_) | Ty::Union(_) => return None,
    })
}
