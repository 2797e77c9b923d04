//! Schemas become types; objects and enumerations become types with a name of their own.

use openapiv3::{AdditionalProperties, Schema, SchemaData, SchemaKind};
use serde_json::Value;

use super::view::{SchemaRef, View};
use super::{Lowering, cost, prose, union};
use crate::diagnostic::Code;
use crate::document::{self, is_float};
use crate::limit::{self, MAX_TYPE};
use crate::model::{
    Access, Docs, EnumValue, Enumeration, Field, FieldPresence, IntegerSize, Record, Sensitivity,
    Sid, Ty, TypeDef, WireName,
};
use crate::overlay;
use crate::pointer::Pointer;

/// The section of the components that schemas stand in.
pub(super) const SCHEMAS: &str = "schemas";

/// The extension of an enumeration that says what each value means.
const VALUE_DOCS: &str = "x-enumDescriptions";

/// The format of enumerations that documents write out again and again: they are one type.
const HTTP_METHOD: &str = "http-method";

/// What a schema is called if it turns out to need a name.
#[derive(Clone)]
pub(super) struct SchemaContext {
    /// Where the schema stands.
    pub at: Pointer,
    /// The component's or the property's name.
    pub name: WireName,
    /// For an inline schema: what it stands in, outermost first.
    pub outer: Vec<WireName>,
}

impl SchemaContext {
    pub(super) fn new(at: &Pointer, name: &str, outer: Vec<WireName>) -> Self {
        Self {
            at: at.clone(),
            name: name.into(),
            outer,
        }
    }

    /// The same names for a schema at another pointer.
    pub(super) fn at(&self, at: Pointer) -> Self {
        Self { at, ..self.clone() }
    }

    /// What the members of this schema stand in.
    pub(super) fn with_own(&self) -> Vec<WireName> {
        [&self.outer[..], std::slice::from_ref(&self.name)].concat()
    }
}

/// A record or a union whose members are not lowered yet.
pub(super) struct Waiting<'a> {
    schema: &'a Schema,
    view: View<'a>,
    context: SchemaContext,
}

impl<'a> Lowering<'a> {
    /// The type of the values that a schema describes, with all types that it refers to.
    pub(super) fn ty(&mut self, schema: SchemaRef<'a>, context: &SchemaContext) -> Ty {
        let ty = self.shallow(schema, context);
        let mut unions = Vec::new();
        // Schemas refer to each other without end: what waits is in a list and not on the stack.
        while let Some(Waiting {
            schema,
            view,
            context,
        }) = self.waiting.pop()
        {
            if self.budget.is_spent() {
                self.waiting.clear();
                break;
            }
            let before = self.waiting.len();
            let at = context.at.clone();
            let found = match view.one_of.is_empty() {
                false => {
                    unions.push(at.clone());
                    TypeDef::Union(union::union(self, schema, view, &context))
                }
                true => TypeDef::Record(self.record(schema, &view, &context)),
            };
            self.types.insert(at, Some(found));
            // What was met first comes first.
            self.waiting[before..].reverse();
        }
        for at in unions {
            union::order(&mut self.types, &at);
        }
        ty
    }

    /// The type of the values that a schema describes; the members of records and unions wait.
    pub(super) fn shallow(&mut self, schema: SchemaRef<'a>, context: &SchemaContext) -> Ty {
        self.nested(&context.at, |lowering| match schema {
            SchemaRef::Inline(schema) => lowering.inline(schema, context),
            SchemaRef::Reference(_) => lowering.referred(schema, &context.at),
        })
    }

    /// Lowers what is held by what is being lowered.
    pub(super) fn nested(&mut self, at: &Pointer, lower: impl FnOnce(&mut Self) -> Ty) -> Ty {
        if self.budget.is_spent() {
            return Ty::Json;
        }
        if self.depth == MAX_TYPE {
            let message = format!(
                "more than {MAX_TYPE} lists, maps and references hold each other here, with no object between"
            );
            let error = limit::exceeded(at, message);
            self.diagnostics.push(error.help("nest them less deep"));
            return Ty::Json;
        }
        self.depth += 1;
        let ty = lower(self);
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
        let name = at.last().unwrap_or_default();
        let ty = match self.heirs(&name) {
            Some(heirs) => {
                let context = SchemaContext::new(&at.push(heirs.keyword), &name, Vec::new());
                let view = View {
                    one_of: vec![heirs],
                    ..View::default()
                };
                self.shaped(schema, view, &context)
            }
            None => self.inline(schema, &SchemaContext::new(&at, &name, Vec::new())),
        };
        self.open.pop();
        // Where a circle was cut, the type depends on where it was entered.
        if cuts == self.cuts {
            self.components.insert(at.clone(), ty.clone());
        }
        ty
    }

    /// Lets a record or a union wait for its members, unless it was met before.
    fn wait(&mut self, schema: &'a Schema, view: View<'a>, context: &SchemaContext) {
        if !self.types.contains_key(&context.at) {
            self.types.insert(context.at.clone(), None);
            self.waiting.push(Waiting {
                schema,
                view,
                context: context.clone(),
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

    pub(super) fn inline(&mut self, schema: &'a Schema, context: &SchemaContext) -> Ty {
        // An `allOf` with one member only serves to say more about a reference.
        if let SchemaKind::AllOf { all_of } = &schema.schema_kind
            && let [alone] = all_of.as_slice()
            && !self.is_heir(&context.at)
        {
            return self.shallow(alone.into(), context);
        }
        let view = self.view(schema, &context.at);
        self.shaped(schema, view, context)
    }

    /// The type of the values that a view describes; `schema` says what it is for.
    pub(super) fn shaped(
        &mut self,
        schema: &'a Schema,
        view: View<'a>,
        context: &SchemaContext,
    ) -> Ty {
        if view.has_not {
            let help = format!(
                "say what the value is instead; to take any JSON, use an overlay action: {}",
                overlay::removal(self.document, &context.at.push("not"))
            );
            let message = "a schema with `not` has no Rust type";
            self.error(Code::UnsupportedSchema, &context.at, message, help);
            return Ty::Json;
        }
        if let [one_of] = view.one_of.as_slice()
            && let [alone] = *one_of.members.as_slice()
            && one_of.discriminator.is_none()
        {
            return union::alone(self, schema, view, alone, context);
        }
        if !view.one_of.is_empty() {
            self.wait(schema, view, context);
            return Ty::Union(context.at.clone());
        }
        match view.ty {
            Some("string") if !view.values.is_empty() => self.enumeration(schema, &view, context),
            Some("string") => self.string(&view, &context.at),
            Some("integer") => {
                let (min, max) = (view.min, view.max);
                match IntegerSize::of(view.format.as_deref(), min, max) {
                    Some(size) => Ty::Integer { size, min, max },
                    None => Ty::Decimal,
                }
            }
            Some("number") if is_float(view.format.as_deref()) => Ty::Number,
            Some("number") => Ty::Decimal,
            Some("boolean") => Ty::Bool,
            Some("array") => self.list(&view, context),
            _ if !view.properties.is_empty() => {
                self.wait(schema, view, context);
                Ty::Record(context.at.clone())
            }
            Some("object") => self.map(&view, context),
            _ if view.items.is_some() => self.list(&view, context),
            _ => Ty::Json,
        }
    }

    /// Whether a schema is marked as personal or secret.
    pub(super) fn sensitivity(&self, data: Option<&SchemaData>) -> Sensitivity {
        let extension = data.and_then(|data| self.extension(&data.extensions));
        match self.profile.is_personal(extension) {
            true => Sensitivity::Pii,
            false => Sensitivity::Public,
        }
    }

    fn string(&self, view: &View<'_>, at: &Pointer) -> Ty {
        let identifier = view.pattern.and_then(self.profile.identifier_prefix);
        match (identifier, view.format.as_deref()) {
            (Some(prefix), _) => Ty::Sid(prefix.map(|prefix| Sid {
                prefix: prefix.to_owned(),
                origin: at.clone(),
            })),
            (_, Some("date-time" | "date-time-rfc-2822")) => Ty::Timestamp,
            (_, Some("date")) => Ty::Date,
            (_, Some("uri")) => Ty::Uri,
            _ => Ty::String,
        }
    }

    fn list(&mut self, view: &View<'a>, context: &SchemaContext) -> Ty {
        let item = view.items.map_or(Ty::Json, |items| {
            self.entry(items, &context.at(context.at.push("items")))
        });
        Ty::List(Box::new(item))
    }

    /// The type of the items of a list or the entries of a map.
    fn entry(&mut self, schema: SchemaRef<'a>, context: &SchemaContext) -> Ty {
        let ty = self.shallow(schema, context);
        match self.nullable(schema, &context.at) {
            true => ty.or_null(),
            false => ty,
        }
    }

    fn map(&mut self, view: &View<'a>, context: &SchemaContext) -> Ty {
        match view.additional {
            _ if view.format.as_deref() == Some("uri-map") => Ty::Map(Box::new(Ty::Uri)),
            Some(AdditionalProperties::Schema(schema)) => {
                let at = view.additional_at.as_ref().unwrap_or(&context.at);
                let context = context.at(at.push("additionalProperties"));
                Ty::Map(Box::new(self.entry((&**schema).into(), &context)))
            }
            _ => Ty::Json,
        }
    }

    fn enumeration(&mut self, schema: &'a Schema, view: &View<'_>, context: &SchemaContext) -> Ty {
        if view.format.as_deref() == Some(HTTP_METHOD) && !context.outer.is_empty() {
            match &self.http_method {
                Some((values, at)) if *values == view.values => return Ty::Enum(at.clone()),
                Some(_) => {}
                None => {
                    self.http_method = Some((view.values.clone(), context.at.clone()));
                    let shared = SchemaContext::new(&context.at, HTTP_METHOD, Vec::new());
                    // The description of the first one holds for that one alone.
                    return self.known_values(schema, view, &shared, Docs::default());
                }
            }
        }
        let docs = description(Some(&schema.schema_data));
        self.known_values(schema, view, context, docs)
    }

    fn known_values(
        &mut self,
        schema: &'a Schema,
        view: &View<'_>,
        context: &SchemaContext,
        docs: Docs,
    ) -> Ty {
        let at = &context.at;
        if !self.types.contains_key(at) {
            let values = view.values.iter().map(String::len).sum::<usize>();
            self.spend(
                at,
                values + view.values.len() * cost("", &Docs::default(), at),
            );
            let is_taken = self.count(view.values.len(), at, "enum");
            let meanings = schema.schema_data.extensions.get(VALUE_DOCS);
            let values = view.values.iter().filter(|_| is_taken);
            let values = values.enumerate().map(|(index, value)| EnumValue {
                wire: value.as_str().into(),
                docs: Docs {
                    description: prose(meanings.and_then(|all| all.get(value)?.as_str())),
                    ..Docs::default()
                },
                origin: at.push("enum").index(index),
            });
            let enumeration = TypeDef::Enumeration(Enumeration {
                name: context.name.clone(),
                context: context.outer.clone(),
                docs,
                values: values.collect(),
                origin: at.clone(),
            });
            self.types.insert(at.clone(), Some(enumeration));
        }
        Ty::Enum(at.clone())
    }

    /// A record; promised fields come in the order of `required`, then the others by name.
    fn record(&mut self, schema: &'a Schema, view: &View<'a>, context: &SchemaContext) -> Record {
        let mut fields = Vec::new();
        if self.count(view.properties.len(), &context.at, "properties") {
            let outer = context.with_own();
            for (name, schema, is_required) in view.ordered() {
                if self.budget.is_spent() {
                    break;
                }
                let at = view.pointer_of(name, &context.at);
                let context = SchemaContext::new(&at, name, outer.clone());
                fields.push(self.field(schema, is_required, context));
            }
        }
        Record {
            name: context.name.clone(),
            context: context.outer.clone(),
            docs: description(Some(&schema.schema_data)),
            fields,
            extra: self.extra(view, context),
            input: false,
            origin: context.at.clone(),
        }
    }

    /// The map of the properties of a record that have no names in the document.
    fn extra(&mut self, view: &View<'a>, context: &SchemaContext) -> Option<Ty> {
        let value = match view.additional? {
            AdditionalProperties::Any(false) => return None,
            AdditionalProperties::Any(true) => Ty::Json,
            AdditionalProperties::Schema(schema) => {
                let at = view.additional_at.as_ref().unwrap_or(&context.at);
                let at = at.push("additionalProperties");
                let context = SchemaContext::new(&at, "extra", context.with_own());
                self.entry((&**schema).into(), &context)
            }
        };
        Some(Ty::Map(Box::new(value)))
    }

    fn field(&mut self, schema: SchemaRef<'a>, required: bool, context: SchemaContext) -> Field {
        let ty = self.shallow(schema, &context);
        let SchemaContext { at, name, .. } = context;
        let data = self.schema_data(schema);
        let nullable = self.nullable(schema, &at);
        let access = self.access(schema, &at);
        let presence = match (required, nullable, &ty) {
            // Responses are without it.
            _ if access == Access::WriteOnly => FieldPresence::Optional,
            (true, false, _) => FieldPresence::Promised,
            (false, false, ty) if has_empty_default(data, ty) => FieldPresence::Defaulted,
            _ => FieldPresence::Optional,
        };
        let docs = description(data);
        self.spend(&at, cost(name.as_str(), &docs, &at));
        Field {
            name,
            presence,
            ty,
            required,
            nullable,
            access,
            sensitivity: self.sensitivity(data),
            docs,
            origin: at,
        }
    }

    /// What a schema says besides its type, looking through a reference.
    pub(super) fn schema_data(&self, schema: SchemaRef<'a>) -> Option<&'a SchemaData> {
        let (schema, _) = self.schema(schema, &Pointer::root())?;
        Some(&schema.schema_data)
    }
}

/// What a schema says about itself.
pub(super) fn description(data: Option<&SchemaData>) -> Docs {
    Docs {
        description: prose(data.and_then(|data| data.description.as_deref())),
        ..Docs::default()
    }
}

/// Whether what is not there stands for a list or a map without entries.
fn has_empty_default(data: Option<&SchemaData>, ty: &Ty) -> bool {
    match (data.and_then(|data| data.default.as_ref()), ty) {
        (Some(Value::Array(items)), Ty::List(_)) => items.is_empty(),
        (Some(Value::Object(entries)), Ty::Map(_)) => entries.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::TypeDef;
    use crate::source::{Inputs, Source};

    /// The kinds of things that the schema `Shape` becomes, with these properties of its own beside its variants.
    fn shape(properties: serde_json::Value) -> &'static str {
        let record = |name: &str| json!({"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, name: {"type": "string"}}});
        let document = json!({
            "openapi": "3.0.1",
            "info": {"title": "a", "version": "1"},
            "servers": [{"url": "https://a.example.com"}],
            "paths": {"/Shapes": {"get": {"operationId": "FetchShape", "responses": {"200": {
                "description": "one",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Shape"}}},
            }}}}},
            "components": {"schemas": {
                "Circle": record("radius"),
                "Square": record("side"),
                "Shape": {
                    "type": "object",
                    "properties": properties,
                    "discriminator": {"propertyName": "kind"},
                    "oneOf": [{"$ref": "#/components/schemas/Circle"}, {"$ref": "#/components/schemas/Square"}],
                },
            }},
        });
        let inputs = Inputs {
            document: Source::new("a.json", document.to_string()),
            ..Inputs::default()
        };
        let api = crate::model(&inputs).unwrap().api;
        let mut types = api.type_defs();
        match types.find(|found| found.origin().as_str().ends_with("/Shape")) {
            Some(TypeDef::Union(_)) => "union",
            Some(TypeDef::Record(_)) => "record",
            _ => "something else",
        }
    }

    #[test]
    fn what_stands_beside_the_variants_takes_nothing_away_from_them() {
        assert_eq!(shape(json!({})), "union");
        assert_eq!(shape(json!({"kind": {"type": "string"}})), "union");
        assert_eq!(shape(json!({"colour": {"type": "string"}})), "union");
    }
}
