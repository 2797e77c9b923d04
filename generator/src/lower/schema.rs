//! Schemas become types; objects and enumerations become types with a name of their own.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::Value;

use super::view::{View, borrow};
use super::{Lowering, component_name, docs};
use crate::diagnostic::Code;
use crate::model::{
    Docs, EnumValue, Enumeration, Field, FieldPresence, Record, Sensitivity, Ty, TypeDef, WireName,
};
use crate::overlay;
use crate::pointer::Pointer;

/// The extension of an enumeration that says what each value means.
const VALUE_DOCS: &str = "x-enumDescriptions";

/// The format of enumerations that documents write out again and again: they are one type.
const HTTP_METHOD: &str = "http-method";

/// A schema and how to call it if it turns out to need a name.
#[derive(Clone)]
pub(super) struct Place<'p> {
    /// Where the schema stands.
    pub at: &'p Pointer,
    /// The component's or the property's name.
    pub name: &'p str,
    /// For an inline schema: what it stands in, outermost first.
    pub context: Vec<WireName>,
}

impl<'a> Lowering<'a> {
    /// The type of the values that a schema describes.
    pub(super) fn ty(&mut self, schema: ReferenceOr<&'a Schema>, place: &Place<'_>) -> Ty {
        match schema {
            ReferenceOr::Item(schema) => self.inline(schema, place),
            ReferenceOr::Reference { reference } => {
                let Some((name, schema, at)) = self.component(&reference) else {
                    // The lints have reported it.
                    return Ty::Json;
                };
                // What contains itself without a record in between has no type of its own.
                if self.open.contains(&at) && !self.types.contains_key(&at) {
                    return Ty::Json;
                }
                self.open.push(at.clone());
                let place = Place {
                    at: &at,
                    name: &name,
                    context: Vec::new(),
                };
                let ty = self.inline(schema, &place);
                self.open.pop();
                ty
            }
        }
    }

    /// The schema component that a reference leads to, with its name and place.
    pub(super) fn component(&self, reference: &str) -> Option<(String, &'a Schema, Pointer)> {
        let mut name = component_name(reference, "schemas")?;
        let components = self.document.components.as_ref()?;
        for _ in 0..32 {
            match components.schemas.get(&name)? {
                ReferenceOr::Item(schema) => {
                    let at = Pointer::root()
                        .push("components")
                        .push("schemas")
                        .push(&name);
                    return Some((name, schema, at));
                }
                ReferenceOr::Reference { reference } => {
                    name = component_name(reference, "schemas")?
                }
            }
        }
        None
    }

    fn inline(&mut self, schema: &'a Schema, place: &Place<'_>) -> Ty {
        if let Some(alone) = only_member(schema) {
            return self.ty(borrow(alone), place);
        }
        let view = self.view(schema, place.at);
        if view.has_not {
            let at = place.at.push("not");
            let help = format!(
                "say what the value is instead; to take any JSON, use an overlay action: {}",
                overlay::removal(self.raw, &at)
            );
            let message = "a schema with `not` has no Rust type";
            self.error(Code::UnsupportedSchema, place.at, message, help);
            return Ty::Json;
        }
        if view.one_of.is_some() && view.properties.is_empty() {
            return self.union(schema, &view, place);
        }
        match view.ty {
            Some("string") if !view.values.is_empty() => self.enumeration(schema, &view, place),
            Some("string") => self.string(&view, place.at),
            Some("integer") => Ty::Integer {
                narrow: view.format.as_deref() == Some("int32"),
                min: view.min,
                max: view.max,
            },
            Some("number") => match is_float(view.format.as_deref()) {
                true => Ty::Number,
                false => Ty::Decimal,
            },
            Some("boolean") => Ty::Bool,
            Some("array") => self.list(&view, place),
            _ if !view.properties.is_empty() => self.record(schema, &view, place),
            Some("object") => self.map(&view, place),
            _ if view.items.is_some() => self.list(&view, place),
            _ => Ty::Json,
        }
    }

    fn string(&mut self, view: &View<'_>, at: &Pointer) -> Ty {
        match sid_prefix(view.pattern) {
            Some(None) => return Ty::Sid(None),
            Some(Some(prefix)) => {
                let key = self
                    .config
                    .sid(prefix, at)
                    .map_or(prefix, |sid| &sid.name)
                    .to_owned();
                self.sids.entry(key.clone()).or_default().prefix = prefix.to_owned();
                return Ty::Sid(Some(key));
            }
            None => {}
        }
        match view.format.as_deref() {
            Some("date-time" | "date-time-rfc-2822") => Ty::Timestamp,
            Some("date") => Ty::Date,
            Some("uri") => Ty::Uri,
            _ => Ty::String,
        }
    }

    fn list(&mut self, view: &View<'a>, place: &Place<'_>) -> Ty {
        let item = match view.items.clone() {
            Some(items) => self.ty(
                items,
                &Place {
                    at: &place.at.push("items"),
                    ..place.clone()
                },
            ),
            None => Ty::Json,
        };
        Ty::List(Box::new(item))
    }

    fn map(&mut self, view: &View<'a>, place: &Place<'_>) -> Ty {
        match view.additional {
            _ if view.format.as_deref() == Some("uri-map") => Ty::Map(Box::new(Ty::Uri)),
            Some(AdditionalProperties::Schema(schema)) => {
                let at = place.at.push("additionalProperties");
                let value = self.ty(
                    borrow(schema),
                    &Place {
                        at: &at,
                        ..place.clone()
                    },
                );
                Ty::Map(Box::new(value))
            }
            _ => Ty::Json,
        }
    }

    /// What a schema says, together with the members of its `allOf`.
    pub(super) fn view(&self, schema: &'a Schema, at: &Pointer) -> View<'a> {
        self.merged(schema, at, &mut BTreeSet::from([at.clone()]))
    }

    /// The same, without the members that were seen; merging one twice adds nothing.
    fn merged(&self, schema: &'a Schema, at: &Pointer, seen: &mut BTreeSet<Pointer>) -> View<'a> {
        let mut view = View::of(schema);
        for (index, member) in view.all_of.iter().enumerate() {
            let member = match member {
                ReferenceOr::Item(schema) => Some((schema, at.push("allOf").index(index))),
                ReferenceOr::Reference { reference } => {
                    let found = self.component(reference);
                    found.map(|(_, schema, at)| (schema, at))
                }
            };
            if let Some((member, at)) = member
                && seen.insert(at.clone())
            {
                view.merge(self.merged(member, &at, seen), &at);
            }
        }
        view
    }

    fn enumeration(&mut self, schema: &'a Schema, view: &View<'_>, place: &Place<'_>) -> Ty {
        if view.format.as_deref() == Some(HTTP_METHOD) && !place.context.is_empty() {
            match &self.http_method {
                Some((values, at)) if *values == view.values => return Ty::Enum(at.clone()),
                Some(_) => {}
                None => {
                    self.http_method = Some((view.values.clone(), place.at.clone()));
                    let shared = Place {
                        at: place.at,
                        name: HTTP_METHOD,
                        context: Vec::new(),
                    };
                    // What the first place says about it holds there alone.
                    return self.known_values(schema, view, &shared, Docs::default());
                }
            }
        }
        self.known_values(schema, view, place, description(&schema.schema_data))
    }

    fn known_values(
        &mut self,
        schema: &'a Schema,
        view: &View<'_>,
        place: &Place<'_>,
        docs: Docs,
    ) -> Ty {
        if !self.types.contains_key(place.at) {
            let meanings = schema.schema_data.extensions.get(VALUE_DOCS);
            let values = view
                .values
                .iter()
                .enumerate()
                .map(|(index, value)| EnumValue {
                    wire: value.as_str().into(),
                    docs: Docs {
                        description: docs::text(meanings.and_then(|all| all.get(value)?.as_str())),
                        ..Docs::default()
                    },
                    origin: place.at.push("enum").index(index),
                });
            let enumeration = TypeDef::Enumeration(Enumeration {
                name: place.name.into(),
                context: place.context.clone(),
                docs,
                values: values.collect(),
                origin: place.at.clone(),
            });
            self.types.insert(place.at.clone(), Some(enumeration));
        }
        Ty::Enum(place.at.clone())
    }

    fn record(&mut self, schema: &'a Schema, view: &View<'a>, place: &Place<'_>) -> Ty {
        if !self.types.contains_key(place.at) {
            // A record that contains itself finds this entry and stops here.
            self.types.insert(place.at.clone(), None);
            let record = TypeDef::Record(Record {
                name: place.name.into(),
                context: place.context.clone(),
                docs: description(&schema.schema_data),
                fields: self.fields(view, place),
                open: matches!(view.additional, Some(AdditionalProperties::Any(true))),
                input: false,
                origin: place.at.clone(),
            });
            self.types.insert(place.at.clone(), Some(record));
        }
        Ty::Record(place.at.clone())
    }

    /// The fields of a record: promised ones in the order of `required`, then the others by name.
    fn fields(&mut self, view: &View<'a>, place: &Place<'_>) -> Vec<Field> {
        let mut context = place.context.clone();
        context.push(place.name.into());
        let fields = view.ordered().into_iter();
        fields
            .map(|(name, schema)| {
                let at = view.place_of(name, place.at);
                self.field(name, schema, view.requires(name), &context, (place, at))
            })
            .collect()
    }

    fn field(
        &mut self,
        name: &str,
        schema: ReferenceOr<&'a Schema>,
        required: bool,
        context: &[WireName],
        (place, at): (&Place<'_>, Pointer),
    ) -> Field {
        let ty = self.ty(
            schema.clone(),
            &Place {
                at: &at,
                name,
                context: context.to_vec(),
            },
        );
        if let ("sid", Ty::Sid(Some(kind))) = (name, &ty)
            && let Some(seen) = self.sids.get_mut(kind)
        {
            seen.owners.insert(place.name.into());
        }
        let data = self.schema_data(&schema);
        let nullable = self.nullable(&schema, &at);
        let presence = match (required, nullable, &ty) {
            (true, false, _) => FieldPresence::Promised,
            (false, false, Ty::List(_) | Ty::Map(_)) if data.is_some_and(has_empty_default) => {
                FieldPresence::Defaulted
            }
            _ => FieldPresence::Optional,
        };
        Field {
            name: name.into(),
            presence,
            ty,
            sensitivity: data.map_or(Sensitivity::Public, sensitivity),
            docs: data.map(description).unwrap_or_default(),
            origin: at,
        }
    }

    /// What a schema says besides its type, looking through a reference.
    pub(super) fn schema_data(&self, schema: &ReferenceOr<&'a Schema>) -> Option<&'a SchemaData> {
        match schema {
            ReferenceOr::Item(schema) => Some(&schema.schema_data),
            ReferenceOr::Reference { reference } => self
                .component(reference)
                .map(|(_, schema, _)| &schema.schema_data),
        }
    }

    /// Whether a schema at `at` is nullable: itself, what it refers to, or beside its `$ref`, which the typed document has
    /// lost.
    pub(super) fn nullable(&self, schema: &ReferenceOr<&'a Schema>, at: &Pointer) -> bool {
        let beside = || at.find(self.raw)?.get("nullable")?.as_bool();
        let is_reference = matches!(schema, ReferenceOr::Reference { .. });
        let data = self.schema_data(schema);
        data.is_some_and(|data| data.nullable) || is_reference && beside() == Some(true)
    }
}

/// The one member of an `allOf` that only serves to say more about a reference.
fn only_member(schema: &Schema) -> Option<&ReferenceOr<Schema>> {
    match &schema.schema_kind {
        SchemaKind::AllOf { all_of } => match all_of.as_slice() {
            [alone] => Some(alone),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a number of this format is a floating-point number. Others are often money, which must be exact.
pub(crate) fn is_float(format: Option<&str>) -> bool {
    matches!(format, Some("float" | "double"))
}

/// What a schema says about itself.
pub(super) fn description(data: &SchemaData) -> Docs {
    Docs {
        description: docs::text(data.description.as_deref()),
        ..Docs::default()
    }
}

/// Whether a schema is marked as personal or secret.
pub(super) fn sensitivity(data: &SchemaData) -> Sensitivity {
    let marked = data
        .extensions
        .get("x-twilio")
        .and_then(|twilio| twilio.get("pii"));
    match marked {
        Some(pii) if !pii.is_null() && pii != &Value::Bool(false) => Sensitivity::Pii,
        _ => Sensitivity::Public,
    }
}

fn has_empty_default(data: &SchemaData) -> bool {
    match &data.default {
        Some(Value::Array(items)) => items.is_empty(),
        Some(Value::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}

/// The prefix in a SID's pattern: `^BU[0-9a-fA-F]{32}$`; `Some(None)` for SIDs of any kind.
fn sid_prefix(pattern: Option<&str>) -> Option<Option<&str>> {
    let prefix = pattern?
        .strip_prefix('^')?
        .strip_suffix("[0-9a-fA-F]{32}$")?;
    if prefix == "[a-zA-Z]{2}" {
        return Some(None);
    }
    let letters = prefix.len() == 2 && prefix.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then_some(Some(prefix))
}

#[cfg(test)]
mod tests {
    use super::sid_prefix;

    #[test]
    fn sid_patterns_are_recognised() {
        assert_eq!(sid_prefix(Some("^BU[0-9a-fA-F]{32}$")), Some(Some("BU")));
        assert_eq!(sid_prefix(Some("^[a-zA-Z]{2}[0-9a-fA-F]{32}$")), Some(None));
        assert_eq!(sid_prefix(Some("^BU[0-9a-f]{32}$")), None);
        assert_eq!(sid_prefix(Some("^BUX[0-9a-fA-F]{32}$")), None);
        assert_eq!(sid_prefix(None), None);
    }
}
