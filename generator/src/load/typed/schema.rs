//! The typed schemas, each level read by itself.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData, SchemaKind, Type};
use serde::de::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::{Error, Map, Value};

use super::{is_extension, object, reference_or};

/// A schema as it may stand below another one.
type Boxed = ReferenceOr<Box<Schema>>;

/// The schema that a mapping is.
pub(super) fn schema(map: &Map<String, Value>) -> Result<Schema, Error> {
    let mut schema_kind = kind(map)?;
    match &mut schema_kind {
        SchemaKind::Type(Type::Object(object)) => {
            properties(map, &mut object.properties)?;
            additional_properties(map, &mut object.additional_properties)?;
        }
        SchemaKind::Type(Type::Array(array)) => items(map, &mut array.items)?,
        SchemaKind::Type(_) => {}
        SchemaKind::OneOf { one_of } => list(map, "oneOf", one_of)?,
        SchemaKind::AllOf { all_of } => list(map, "allOf", all_of)?,
        SchemaKind::AnyOf { any_of } => list(map, "anyOf", any_of)?,
        SchemaKind::Not { not: other } => not(map, other)?,
        SchemaKind::Any(any) => {
            properties(map, &mut any.properties)?;
            additional_properties(map, &mut any.additional_properties)?;
            items(map, &mut any.items)?;
            list(map, "oneOf", &mut any.one_of)?;
            list(map, "allOf", &mut any.all_of)?;
            list(map, "anyOf", &mut any.any_of)?;
            if let Some(other) = &mut any.not {
                not(map, other)?;
            }
        }
    }
    Ok(Schema {
        schema_data: data(map)?,
        schema_kind,
    })
}

/// What kind of schema a mapping is, with nothing in the places of other schemas.
fn kind(map: &Map<String, Value>) -> Result<SchemaKind, Error> {
    let (nothing, none) = (Value::Object(Map::new()), Value::Array(Vec::new()));
    let entries = map.iter().map(|(key, value)| {
        let stand_in = match (key.as_str(), value) {
            ("properties" | "additionalProperties" | "items" | "not", Value::Object(_)) => &nothing,
            ("oneOf" | "allOf" | "anyOf", Value::Array(_)) => &none,
            _ => value,
        };
        (key.as_str(), stand_in)
    });
    SchemaKind::deserialize(MapDeserializer::new(entries))
}

/// What schemas of all kinds have.
fn data(map: &Map<String, Value>) -> Result<SchemaData, Error> {
    const KEYS: [&str; 10] = [
        "default",
        "deprecated",
        "description",
        "discriminator",
        "example",
        "externalDocs",
        "nullable",
        "readOnly",
        "title",
        "writeOnly",
    ];
    let entries = map.iter().map(|(key, value)| (key.as_str(), value));
    let entries = entries.filter(|(key, _)| KEYS.contains(key) || is_extension(key));
    SchemaData::deserialize(MapDeserializer::new(entries))
}

fn properties(
    map: &Map<String, Value>,
    properties: &mut impl Extend<(String, Boxed)>,
) -> Result<(), Error> {
    let entries = object(map, "properties").into_iter().flatten();
    let read: Result<Vec<_>, Error> = entries
        .map(|(name, value)| Ok((name.clone(), boxed(value)?)))
        .collect();
    // All at once, so that they have just the room that they need.
    properties.extend(read?);
    Ok(())
}

fn additional_properties(
    map: &Map<String, Value>,
    properties: &mut Option<AdditionalProperties>,
) -> Result<(), Error> {
    if let Some(AdditionalProperties::Schema(additional)) = properties
        && let Some(value) = map.get("additionalProperties")
    {
        **additional = reference_or(value, schema)?;
    }
    Ok(())
}

fn items(map: &Map<String, Value>, items: &mut Option<Boxed>) -> Result<(), Error> {
    if let (Some(items), Some(value)) = (items, map.get("items")) {
        *items = boxed(value)?;
    }
    Ok(())
}

fn list(
    map: &Map<String, Value>,
    key: &str,
    schemas: &mut Vec<ReferenceOr<Schema>>,
) -> Result<(), Error> {
    let values = map.get(key).and_then(Value::as_array).into_iter().flatten();
    for value in values {
        schemas.push(reference_or(value, schema)?);
    }
    Ok(())
}

fn not(map: &Map<String, Value>, other: &mut ReferenceOr<Schema>) -> Result<(), Error> {
    if let Some(value) = map.get("not") {
        *other = reference_or(value, schema)?;
    }
    Ok(())
}

fn boxed(value: &Value) -> Result<Boxed, Error> {
    reference_or(value, |map| schema(map).map(Box::new))
}
