//! Schemas become types; objects and enumerations become types with a name of their own.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaData, SchemaKind};
use serde_json::Value;

use super::cost::cost;
use super::view::{SchemaRef, View};
use super::{Lowering, prose};
use crate::diagnostic::Code;
use crate::document::{self, is_float};
use crate::limit::{self, MAX_TYPE};
use crate::model::{
    Docs, EnumValue, Enumeration, Field, FieldPresence, Record, Sensitivity, Sid, Ty, TypeDef,
    WireName,
};
use crate::overlay;
use crate::pointer::Pointer;

/// The section of the components that schemas stand in.
pub(super) const SCHEMAS: &str = "schemas";

/// The extension of an enumeration that says what each value means.
const VALUE_DOCS: &str = "x-enumDescriptions";

/// The format of enumerations that documents write out again and again: they are one type.
const HTTP_METHOD: &str = "http-method";

/// A schema and how to call it if it turns out to need a name.
#[derive(Clone)]
pub(super) struct SchemaContext<'p> {
    /// Where the schema stands.
    pub at: &'p Pointer,
    /// The component's or the property's name.
    pub name: &'p str,
    /// For an inline schema: what it stands in, outermost first.
    pub context: Vec<WireName>,
}

/// A record or a union whose members are not lowered yet.
pub(super) struct Waiting<'a> {
    /// The schema.
    pub schema: &'a Schema,
    /// Where it stands.
    pub at: Pointer,
    /// What it is called.
    pub name: String,
    /// What it stands in.
    pub context: Vec<WireName>,
}

impl<'a> Lowering<'a> {
    /// The type of the values that a schema describes, with all types that it refers to.
    pub(super) fn ty(&mut self, schema: SchemaRef<'a>, place: &SchemaContext<'_>) -> Ty {
        let ty = self.shallow(schema, place);
        let mut unions = Vec::new();
        // Schemas refer to each other without end: what waits is in a list and not on the stack.
        while let Some(next) = self.waiting.pop() {
            if self.budget.is_spent() {
                self.waiting.clear();
                break;
            }
            let place = SchemaContext {
                at: &next.at,
                name: &next.name,
                context: next.context,
            };
            let before = self.waiting.len();
            let view = self.view(next.schema, &next.at);
            let found = match view.one_of {
                Some(_) if view.properties.is_empty() => {
                    unions.push(next.at.clone());
                    TypeDef::Union(self.union(next.schema, &view, &place))
                }
                _ => TypeDef::Record(self.record(next.schema, &view, &place)),
            };
            self.types.insert(next.at.clone(), Some(found));
            // What was met first comes first.
            self.waiting[before..].reverse();
        }
        for union in unions {
            self.order(&union);
        }
        ty
    }

    /// The type of the values that a schema describes; the members of records and unions wait.
    pub(super) fn shallow(&mut self, schema: SchemaRef<'a>, place: &SchemaContext<'_>) -> Ty {
        if self.budget.is_spent() {
            return Ty::Json;
        }
        if self.depth == MAX_TYPE {
            let message = format!(
                "more than {MAX_TYPE} lists, maps and references hold each other here, with no object between"
            );
            let fault = limit::exceeded(place.at, message);
            self.diagnostics.push(fault.help("nest them less deep"));
            return Ty::Json;
        }
        self.depth += 1;
        let ty = match schema {
            SchemaRef::Inline(schema) => self.inline(schema, place),
            SchemaRef::Reference(_) => self.referred(schema, place.at),
        };
        self.depth -= 1;
        ty
    }

    /// The type of a component.
    fn referred(&mut self, reference: SchemaRef<'a>, at: &Pointer) -> Ty {
        let Some((schema, at)) = self.schema(reference, at) else {
            // The lints have reported it.
            return Ty::Json;
        };
        if let Some(known) = self.components.get(&at) {
            return known.clone();
        }
        // What contains itself without a record in between has no type of its own.
        if self.open.contains(&at) {
            self.cuts += 1;
            return Ty::Json;
        }
        let cuts = self.cuts;
        self.open.push(at.clone());
        let place = SchemaContext {
            at: &at,
            name: &at.last().unwrap_or_default(),
            context: Vec::new(),
        };
        let ty = self.inline(schema, &place);
        self.open.pop();
        // Where a circle was cut, the type depends on where it was entered.
        if cuts == self.cuts {
            self.components.insert(at, ty.clone());
        }
        ty
    }

    /// Lets a record or a union wait for its members, unless it was met before.
    fn wait(&mut self, schema: &'a Schema, place: &SchemaContext<'_>) {
        if !self.types.contains_key(place.at) {
            self.types.insert(place.at.clone(), None);
            self.waiting.push(Waiting {
                schema,
                at: place.at.clone(),
                name: place.name.to_owned(),
                context: place.context.clone(),
            });
        }
    }

    /// A schema, or the one that a reference leads to in the end, and where it stands.
    pub(super) fn schema(
        &self,
        schema: SchemaRef<'a>,
        at: &Pointer,
    ) -> Option<(&'a Schema, Pointer)> {
        match schema {
            SchemaRef::Inline(schema) => Some((schema, at.clone())),
            SchemaRef::Reference(reference) => {
                let (schema, name) = self.component(reference, SCHEMAS, |components, name| {
                    components.schemas.get(name)
                })?;
                Some((schema, document::component(SCHEMAS, &name)))
            }
        }
    }

    fn inline(&mut self, schema: &'a Schema, place: &SchemaContext<'_>) -> Ty {
        if let Some(alone) = only_member(schema) {
            return self.shallow(alone.into(), place);
        }
        let view = self.view(schema, place.at);
        if view.has_not {
            let at = place.at.push("not");
            let help = format!(
                "say what the value is instead; to take any JSON, use an overlay action: {}",
                overlay::removal(self.document, &at)
            );
            let message = "a schema with `not` has no Rust type";
            self.error(Code::UnsupportedSchema, place.at, message, help);
            return Ty::Json;
        }
        if let (Some((_, members)), true) = (view.one_of, view.properties.is_empty()) {
            if let [alone] = members {
                return self.shallow(alone.into(), place);
            }
            self.wait(schema, place);
            return Ty::Union(place.at.clone());
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
            _ if !view.properties.is_empty() => {
                self.wait(schema, place);
                Ty::Record(place.at.clone())
            }
            Some("object") => self.map(&view, place),
            _ if view.items.is_some() => self.list(&view, place),
            _ => Ty::Json,
        }
    }

    /// Whether a schema is marked as personal or secret.
    pub(super) fn sensitivity(&self, data: &SchemaData) -> Sensitivity {
        match self.profile.is_personal(self.extension(&data.extensions)) {
            true => Sensitivity::Pii,
            false => Sensitivity::Public,
        }
    }

    fn string(&self, view: &View<'_>, at: &Pointer) -> Ty {
        match view.pattern.and_then(self.profile.identifier_prefix) {
            Some(None) => return Ty::Sid(None),
            Some(Some(prefix)) => {
                return Ty::Sid(Some(Sid {
                    prefix: prefix.to_owned(),
                    origin: at.clone(),
                }));
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

    fn list(&mut self, view: &View<'a>, place: &SchemaContext<'_>) -> Ty {
        let item = match view.items {
            Some(items) => self.shallow(
                items,
                &SchemaContext {
                    at: &place.at.push("items"),
                    ..place.clone()
                },
            ),
            None => Ty::Json,
        };
        Ty::List(Box::new(item))
    }

    fn map(&mut self, view: &View<'a>, place: &SchemaContext<'_>) -> Ty {
        match view.additional {
            _ if view.format.as_deref() == Some("uri-map") => Ty::Map(Box::new(Ty::Uri)),
            Some(AdditionalProperties::Schema(schema)) => {
                let at = place.at.push("additionalProperties");
                let value = self.shallow(
                    (&**schema).into(),
                    &SchemaContext {
                        at: &at,
                        ..place.clone()
                    },
                );
                Ty::Map(Box::new(value))
            }
            _ => Ty::Json,
        }
    }

    fn enumeration(
        &mut self,
        schema: &'a Schema,
        view: &View<'_>,
        place: &SchemaContext<'_>,
    ) -> Ty {
        if view.format.as_deref() == Some(HTTP_METHOD) && !place.context.is_empty() {
            match &self.http_method {
                Some((values, at)) if *values == view.values => return Ty::Enum(at.clone()),
                Some(_) => {}
                None => {
                    self.http_method = Some((view.values.clone(), place.at.clone()));
                    let shared = SchemaContext {
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
        place: &SchemaContext<'_>,
        docs: Docs,
    ) -> Ty {
        if !self.types.contains_key(place.at) {
            self.spend_values(view, place.at);
            let is_taken = self.count(view.values.len(), place.at, "enum");
            let meanings = schema.schema_data.extensions.get(VALUE_DOCS);
            let values = view.values.iter().filter(|_| is_taken);
            let values = values.enumerate().map(|(index, value)| EnumValue {
                wire: value.as_str().into(),
                docs: Docs {
                    description: prose(meanings.and_then(|all| all.get(value)?.as_str())),
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

    fn record(&mut self, schema: &'a Schema, view: &View<'a>, place: &SchemaContext<'_>) -> Record {
        Record {
            name: place.name.into(),
            context: place.context.clone(),
            docs: description(&schema.schema_data),
            fields: self.fields(view, place),
            open: matches!(view.additional, Some(AdditionalProperties::Any(true))),
            input: false,
            origin: place.at.clone(),
        }
    }

    /// The fields of a record: promised ones in the order of `required`, then the others by name.
    fn fields(&mut self, view: &View<'a>, place: &SchemaContext<'_>) -> Vec<Field> {
        let mut context = place.context.clone();
        context.push(place.name.into());
        let mut fields = Vec::new();
        if !self.count(view.properties.len(), place.at, "properties") {
            return fields;
        }
        for (name, schema, is_required) in view.ordered() {
            if self.budget.is_spent() {
                break;
            }
            let at = view.place_of(name, place.at);
            fields.push(self.field(name, schema, is_required, &context, at));
        }
        fields
    }

    fn field(
        &mut self,
        name: &str,
        schema: SchemaRef<'a>,
        required: bool,
        context: &[WireName],
        at: Pointer,
    ) -> Field {
        let ty = self.shallow(
            schema,
            &SchemaContext {
                at: &at,
                name,
                context: context.to_vec(),
            },
        );
        let data = self.schema_data(schema);
        let nullable = self.nullable(schema, &at);
        let presence = match (required, nullable, &ty) {
            (true, false, _) => FieldPresence::Promised,
            (false, false, Ty::List(_) | Ty::Map(_)) if data.is_some_and(has_empty_default) => {
                FieldPresence::Defaulted
            }
            _ => FieldPresence::Optional,
        };
        let docs: Docs = data.map(description).unwrap_or_default();
        self.spend(&at, cost(name, &docs, &at));
        Field {
            name: name.into(),
            presence,
            ty,
            sensitivity: data.map_or(Sensitivity::Public, |data| self.sensitivity(data)),
            docs,
            origin: at,
        }
    }

    /// What a schema says besides its type, looking through a reference.
    pub(super) fn schema_data(&self, schema: SchemaRef<'a>) -> Option<&'a SchemaData> {
        let (schema, _) = self.schema(schema, &Pointer::root())?;
        Some(&schema.schema_data)
    }

    /// Whether a schema at `at` is nullable: itself, what it refers to, or beside its `$ref`, which the typed document has
    /// lost.
    pub(super) fn nullable(&self, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        let beside = || at.find(self.document)?.get("nullable")?.as_bool();
        let is_reference = matches!(schema, SchemaRef::Reference(_));
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

/// What a schema says about itself.
pub(super) fn description(data: &SchemaData) -> Docs {
    Docs {
        description: prose(data.description.as_deref()),
        ..Docs::default()
    }
}

fn has_empty_default(data: &SchemaData) -> bool {
    match &data.default {
        Some(Value::Array(items)) => items.is_empty(),
        Some(Value::Object(entries)) => entries.is_empty(),
        _ => false,
    }
}
