//! One way to look at a schema: `openapiv3` splits schemas into kinds; this puts the keywords side by side again.

use std::collections::BTreeMap;

use openapiv3::{
    AdditionalProperties, ReferenceOr, Schema, SchemaKind, StringFormat, Type,
    VariantOrUnknownOrEmpty,
};

/// The keywords of a schema that matter to a client.
#[derive(Default)]
pub(super) struct View<'a> {
    /// `type`.
    pub ty: Option<&'a str>,
    /// `format`, as it stands in the document.
    pub format: Option<String>,
    /// `pattern`.
    pub pattern: Option<&'a str>,
    /// `enum`, where the values are text.
    pub values: Vec<String>,
    /// `properties`, by name.
    pub properties: BTreeMap<&'a str, ReferenceOr<&'a Schema>>,
    /// `required`.
    pub required: &'a [String],
    /// `items`.
    pub items: Option<ReferenceOr<&'a Schema>>,
    /// `additionalProperties`.
    pub additional: Option<&'a AdditionalProperties>,
    /// `minimum`.
    pub min: Option<i64>,
    /// `maximum`.
    pub max: Option<i64>,
    /// `minLength`.
    pub min_length: Option<usize>,
    /// `maxLength`.
    pub max_length: Option<usize>,
    /// The first keyword that combines schemas: `oneOf`, `allOf`, `anyOf`, `not`.
    pub combinator: Option<&'static str>,
}

impl<'a> View<'a> {
    pub(super) fn of(schema: &'a Schema) -> Self {
        match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::Any(any) => Self {
                ty: any.typ.as_deref(),
                format: any.format.clone(),
                pattern: any.pattern.as_deref(),
                values: any
                    .enumeration
                    .iter()
                    .filter_map(|value| Some(value.as_str()?.to_owned()))
                    .collect(),
                properties: boxed(&any.properties),
                required: &any.required,
                items: any.items.as_ref().map(unbox),
                additional: any.additional_properties.as_ref(),
                min: as_integer(any.minimum),
                max: as_integer(any.maximum),
                min_length: any.min_length,
                max_length: any.max_length,
                combinator: [
                    (!any.one_of.is_empty(), "oneOf"),
                    (!any.all_of.is_empty(), "allOf"),
                    (!any.any_of.is_empty(), "anyOf"),
                    (any.not.is_some(), "not"),
                ]
                .into_iter()
                .find_map(|(there, keyword)| there.then_some(keyword)),
            },
            SchemaKind::OneOf { .. } => Self::combined("oneOf"),
            SchemaKind::AllOf { .. } => Self::combined("allOf"),
            SchemaKind::AnyOf { .. } => Self::combined("anyOf"),
            SchemaKind::Not { .. } => Self::combined("not"),
        }
    }

    fn combined(keyword: &'static str) -> Self {
        Self {
            combinator: Some(keyword),
            ..Self::default()
        }
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(string) => Self {
                ty: Some("string"),
                format: string_format(&string.format),
                pattern: string.pattern.as_deref(),
                values: string.enumeration.iter().flatten().cloned().collect(),
                min_length: string.min_length,
                max_length: string.max_length,
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                ty: Some("integer"),
                format: format_name(&integer.format, |format| match format {
                    openapiv3::IntegerFormat::Int32 => "int32",
                    openapiv3::IntegerFormat::Int64 => "int64",
                }),
                min: integer.minimum,
                max: integer.maximum,
                ..Self::default()
            },
            Type::Number(_) => Self {
                ty: Some("number"),
                ..Self::default()
            },
            Type::Boolean(_) => Self {
                ty: Some("boolean"),
                ..Self::default()
            },
            Type::Object(object) => Self {
                ty: Some("object"),
                properties: boxed(&object.properties),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                ..Self::default()
            },
            Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref().map(unbox),
                ..Self::default()
            },
        }
    }
}

/// A reference to what is referred to, or to the schema itself.
pub(super) fn borrow(item: &ReferenceOr<Schema>) -> ReferenceOr<&Schema> {
    match item {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference {
            reference: reference.clone(),
        },
    }
}

fn unbox(item: &ReferenceOr<Box<Schema>>) -> ReferenceOr<&Schema> {
    match item {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference {
            reference: reference.clone(),
        },
    }
}

fn boxed<'a>(
    properties: impl IntoIterator<Item = (&'a String, &'a ReferenceOr<Box<Schema>>)>,
) -> BTreeMap<&'a str, ReferenceOr<&'a Schema>> {
    properties
        .into_iter()
        .map(|(name, schema)| (name.as_str(), unbox(schema)))
        .collect()
}

/// A bound, where it is a whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the bound is compared with its rounding"
)]
fn as_integer(bound: Option<f64>) -> Option<i64> {
    let rounded = bound? as i64;
    (bound == Some(rounded as f64)).then_some(rounded)
}

fn string_format(format: &VariantOrUnknownOrEmpty<StringFormat>) -> Option<String> {
    format_name(format, |format| match format {
        StringFormat::Date => "date",
        StringFormat::DateTime => "date-time",
        StringFormat::Password => "password",
        StringFormat::Byte => "byte",
        StringFormat::Binary => "binary",
    })
}

fn format_name<T>(
    format: &VariantOrUnknownOrEmpty<T>,
    known: impl Fn(&T) -> &'static str,
) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(format) => Some(known(format).to_owned()),
        VariantOrUnknownOrEmpty::Unknown(text) => Some(text.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
