//! Unions: schemas with `oneOf` or `anyOf`.

use std::collections::BTreeSet;

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::schema::{Place, description};
use super::view::{View, borrow};
use super::{Lowering, component_name};
use crate::model::{Ty, TypeDef, Union, Variant, WireName};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The type of a schema with `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, schema: &'a Schema, view: &View<'a>, place: &Place<'_>) -> Ty {
        let Some((keyword, members)) = view.one_of else {
            return Ty::Json;
        };
        if let [alone] = members {
            return self.ty(borrow(alone), place);
        }
        if !self.types.contains_key(place.at) {
            // A union that contains itself finds this entry and stops here.
            self.types.insert(place.at.clone(), None);
            let discriminator = schema.schema_data.discriminator.as_ref();
            let mut variants = Vec::new();
            for (index, member) in members.iter().enumerate() {
                let at = place.at.push(keyword).index(index);
                variants.extend(self.variants(member, discriminator, at, place));
            }
            if discriminator.is_none() {
                self.order(&mut variants);
            }
            let union = TypeDef::Union(Union {
                name: place.name.into(),
                context: place.context.clone(),
                docs: description(&schema.schema_data),
                tag: discriminator.map(|found| found.property_name.as_str().into()),
                variants,
                origin: place.at.clone(),
            });
            self.types.insert(place.at.clone(), Some(union));
        }
        Ty::Union(place.at.clone())
    }

    /// The variants that a member stands for: one, or with a discriminator one for each text that leads to it.
    fn variants(
        &mut self,
        member: &'a ReferenceOr<Schema>,
        discriminator: Option<&Discriminator>,
        at: Pointer,
        place: &Place<'_>,
    ) -> Vec<Variant> {
        let (component, title) = match member {
            ReferenceOr::Reference { reference } => (component_name(reference, "schemas"), None),
            ReferenceOr::Item(schema) => (None, schema.schema_data.title.clone()),
        };
        let name = component.clone().or(title);
        let name = name.unwrap_or_else(|| at.last().unwrap_or_default().into_owned());
        let mut context = place.context.clone();
        context.push(place.name.into());
        let ty = self.ty(
            borrow(member),
            &Place {
                at: &at,
                name: &name,
                context,
            },
        );
        let Some(discriminator) = discriminator else {
            return vec![Variant {
                name: WireName(name_of(&ty).map_or(name, str::to_owned)),
                tag: None,
                ty,
                origin: at,
            }];
        };
        let leads_here = |target: &str| {
            let target = component_name(target, "schemas").unwrap_or_else(|| target.to_owned());
            Some(&target) == component.as_ref()
        };
        let mapped = discriminator.mapping.iter();
        let mut tags: BTreeSet<String> = mapped
            .filter(|(_, target)| leads_here(target))
            .map(|(tag, _)| tag.clone())
            .collect();
        if tags.is_empty() {
            tags.insert(name);
        }
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
    fn order(&self, variants: &mut [Variant]) {
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
        variants.sort_by_key(|variant| (std::cmp::Reverse(properties(variant)), takes(variant)));
    }
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
