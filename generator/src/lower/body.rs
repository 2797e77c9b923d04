//! Bodies of requests: forms, and JSON.

use openapiv3::{MediaType, RequestBody};

use super::operation::{json_of, media_types, unusual, without_operation};
use super::schema::{SchemaContext, description};
use super::view::SchemaRef;
use super::{Lowering, examples};
use crate::diagnostic::Code;
use crate::model::{Body, Docs, Example, Parameter, ParameterLocation, Presence, Ty};
use crate::pointer::Pointer;

const FORM: &str = "application/x-www-form-urlencoded";

impl<'a> Lowering<'a> {
    /// The body of an operation, examples of it, and its media type where that is an unusual one.
    pub(super) fn body(
        &mut self,
        operation: &'a openapiv3::Operation,
        at: &Pointer,
        id: &str,
    ) -> (Body, Vec<Example>, Option<String>) {
        let nothing = || (Body::Empty, Vec::new(), None);
        let Some(body) = &operation.request_body else {
            return nothing();
        };
        let help = without_operation(at);
        let at = at.push("requestBody");
        let found: Option<(&'a RequestBody, Pointer)> =
            self.resolve(body, &at, "requestBodies", |components, name| {
                components.request_bodies.get(name)
            });
        let Some((body, found_at)) = found else {
            return nothing();
        };
        let content_at = found_at.push("content");
        // Names are given by the operation, also where several share a body.
        let named_at = at.push("content");
        if let Some(media) = body.content.get(FORM) {
            let examples = examples::all(self, &content_at.push(FORM));
            let parameters =
                self.properties(media, &named_at.push(FORM), id, ParameterLocation::Form);
            return (Body::Form(parameters.unwrap_or_default()), examples, None);
        }
        if let Some((media_type, media)) = json_of(&body.content) {
            let examples = examples::all(self, &content_at.push(media_type));
            let at = named_at.push(media_type);
            let parameters = self.properties(media, &at, id, ParameterLocation::Json);
            let parameters = parameters.unwrap_or_else(|| vec![self.whole(body, media, &at, id)]);
            return (Body::Json(parameters), examples, unusual(media_type));
        }
        let message = format!(
            "`{id}` takes a body of {}; only {FORM} and JSON can be sent",
            media_types(body.content.keys())
        );
        self.error(Code::UnsupportedBody, &content_at, message, help);
        nothing()
    }

    /// The properties of a body as parameters; `None` for a body that is no object with known properties.
    fn properties(
        &mut self,
        media: &'a MediaType,
        named_at: &Pointer,
        id: &str,
        location: ParameterLocation,
    ) -> Option<Vec<Parameter>> {
        let named_at = named_at.push("schema");
        let (schema, at) = self.schema(media.schema.as_ref()?.into(), &named_at)?;
        let view = self.shared_view(schema, &at);
        if view.properties.is_empty() {
            return None;
        }
        let mut lowered = Vec::new();
        if !self.count(view.properties.len(), &at, "properties") {
            return Some(lowered);
        }
        for (name, schema, is_required) in view.ordered() {
            if self.budget.is_spent() {
                break;
            }
            let at = view.place_of(name, &at);
            let nullable = self.nullable(schema, &at);
            let mut parameter = self.value(name, schema, &at, id, location);
            if is_required {
                parameter.presence = Presence::Required;
            }
            parameter.nullable = nullable && parameter.presence == Presence::Optional;
            parameter.origin = named_at.push("properties").push(name);
            lowered.push(parameter);
        }
        Some(lowered)
    }

    /// A body that travels as one value.
    fn whole(
        &mut self,
        body: &RequestBody,
        media: &'a MediaType,
        at: &Pointer,
        id: &str,
    ) -> Parameter {
        let at = at.push("schema");
        let schema = media.schema.as_ref().map(SchemaRef::from);
        let ty = schema.map_or(Ty::Json, |schema| {
            let place = SchemaContext {
                at: &at,
                name: "Body",
                context: vec![id.into()],
            };
            self.ty(schema, &place)
        });
        let data = schema.and_then(|schema| self.schema_data(schema));
        let docs = data.map(description).unwrap_or_default();
        Parameter {
            name: "body".into(),
            location: ParameterLocation::Body,
            presence: match body.required {
                true => Presence::Required,
                false => Presence::Optional,
            },
            nullable: false,
            ty,
            sensitivity: data.map(|data| self.sensitivity(data)).unwrap_or_default(),
            docs: Docs {
                description: docs.description.or_else(|| body.description.clone()),
                ..docs
            },
            example: None,
            origin: at,
        }
    }
}
