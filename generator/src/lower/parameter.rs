//! Parameters: of the path, the query and headers, and those that bodies consist of.

use std::collections::BTreeSet;

use openapiv3::{ParameterSchemaOrContent, ReferenceOr};

use super::operation::{json_of, media_types};
use super::schema::{SchemaContext, description};
use super::style::Written;
use super::view::{SchemaRef, View};
use super::{Lowering, cost, examples, prose};
use crate::limit;
use crate::model::{Parameter, ParameterLocation, Presence, Sensitivity, Ty};
use crate::pointer::Pointer;
use crate::text::code_span;

/// What a value is an input of.
pub(super) struct Owner<'p> {
    /// The id of the operation.
    pub operation: &'p str,
    pub location: ParameterLocation,
    /// What an overlay would leave out.
    pub parameter: &'p Pointer,
}

impl<'a> Lowering<'a> {
    /// The parameters of an operation, its own first, in document order.
    pub(super) fn parameters(
        &mut self,
        own: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
        of_path: (&'a [ReferenceOr<openapiv3::Parameter>], &Pointer),
        operation: &str,
    ) -> Vec<Parameter> {
        let mut lowered: Vec<Parameter> = Vec::new();
        let mut seen = BTreeSet::new();
        for (parameters, at) in [own, of_path] {
            if !self.count(parameters.len(), at, "parameters") {
                break;
            }
            for (index, parameter) in parameters.iter().enumerate() {
                if self.budget.is_spent() {
                    return lowered;
                }
                let at = at.push("parameters").index(index);
                let Some((parameter, target)) =
                    self.resolve(parameter, &at, "parameters", |components, name| {
                        components.parameters.get(name)
                    })
                else {
                    continue;
                };
                let Some(parameter) = self.parameter(parameter, &at, &target, operation) else {
                    continue;
                };
                // An operation's own parameter stands before one of its path.
                if seen.insert((parameter.location, parameter.name.clone())) {
                    lowered.push(parameter);
                }
            }
        }
        lowered
    }

    fn parameter(
        &mut self,
        parameter: &'a openapiv3::Parameter,
        at: &Pointer,
        target: &Pointer,
        operation: &str,
    ) -> Option<Parameter> {
        let location = match parameter {
            openapiv3::Parameter::Path { .. } => ParameterLocation::Path,
            openapiv3::Parameter::Query { .. } => ParameterLocation::Query,
            openapiv3::Parameter::Header { .. } => ParameterLocation::Header,
            openapiv3::Parameter::Cookie { .. } => ParameterLocation::Cookie,
        };
        let data = parameter.parameter_data_ref();
        let owner = Owner {
            operation,
            location,
            parameter: at,
        };
        let mut lowered = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                let written = Written::of(parameter);
                let at = target.push("schema");
                self.value(&data.name, schema.into(), &at, &owner, written)
            }
            ParameterSchemaOrContent::Content(content) => {
                let Some((media_type, media)) = json_of(content) else {
                    let message = format!(
                        "a parameter of {} can't be sent, only one of JSON",
                        media_types(content.keys())
                    );
                    self.unsendable(at, at, &message);
                    return None;
                };
                let at = target.push("content").push(media_type).push("schema");
                let Some(schema) = &media.schema else {
                    self.unsendable(&at, owner.parameter, "a parameter needs a schema");
                    return None;
                };
                self.value(&data.name, schema.into(), &at, &owner, Written::Json)
            }
        };
        lowered.presence = presence(data.required);
        // What stands beside a reference is said of this use alone.
        let described =
            [at, target].map(|at| prose(at.find(self.document)?["description"].as_str()));
        let described = described.into_iter().flatten().next();
        lowered.docs.description = described.or(lowered.docs.description);
        // A header of this name holds credentials, whatever the document says.
        let is_secret = location == ParameterLocation::Header
            && data.name.eq_ignore_ascii_case("authorization");
        if is_secret || self.profile.is_personal(self.extension(&data.extensions)) {
            lowered.sensitivity = Sensitivity::Pii;
        }
        lowered.example = examples::first(self, &data.example, &data.examples).or(lowered.example);
        lowered.origin = at.clone();
        let shown = lowered.example.as_ref().map_or(0, limit::size);
        self.spend(at, cost("", &lowered.docs, at) + shown);
        Some(lowered)
    }

    /// A parameter from its schema; whether it is required is for the caller to say.
    pub(super) fn value(
        &mut self,
        name: &str,
        schema: SchemaRef<'a>,
        at: &Pointer,
        owner: &Owner<'_>,
        written: Written,
    ) -> Parameter {
        let context = SchemaContext::new(at, name, vec![owner.operation.into()]);
        let ty = self.ty(schema, &context);
        let (ty, style) = self.written(ty, (schema, at), written, owner);
        let object = self.object(&ty, schema, at);
        let data = self.schema_data(schema);
        let mut docs = description(data);
        if let SchemaRef::Inline(schema) = schema {
            docs.limits = limits(&self.own_view(schema, at), &ty);
        }
        let example = data.and_then(|data| data.example.clone());
        let shown = example.as_ref().map_or(0, limit::size);
        self.spend(at, cost(name, &docs, at) + shown);
        Parameter {
            name: name.into(),
            location: owner.location,
            presence: Presence::Optional,
            nullable: false,
            ty,
            style,
            media_type: None,
            object,
            sensitivity: self.sensitivity(data),
            docs,
            example,
            origin: at.clone(),
        }
    }

    /// Whether values of a type that is any JSON, or the items of such a list, have to be objects.
    pub(super) fn object(&mut self, ty: &Ty, schema: SchemaRef<'a>, at: &Pointer) -> bool {
        if !matches!(ty, Ty::Json | Ty::List(_)) {
            return false;
        }
        let Some((schema, at)) = self.schema(schema, at) else {
            return false;
        };
        let view = self.view(schema, &at);
        match (ty, view.items) {
            (Ty::List(item), Some(items)) => self.object(item, items, &at.push("items")),
            (Ty::List(_), None) => false,
            _ => view.ty == Some("object") || !view.properties.is_empty(),
        }
    }
}

pub(super) fn presence(is_required: bool) -> Presence {
    match is_required {
        true => Presence::Required,
        false => Presence::Optional,
    }
}

/// The limits that the type does not already say.
fn limits(view: &View<'_>, ty: &Ty) -> Vec<String> {
    let mut limits = Vec::new();
    match (view.min, view.max) {
        (Some(min), Some(max)) => limits.push(format!("between {min} and {max}")),
        (Some(min), None) => limits.push(format!("at least {min}")),
        (None, Some(max)) => limits.push(format!("at most {max}")),
        (None, None) => {}
    }
    if matches!(ty, Ty::Sid(_)) {
        return limits;
    }
    match (view.min_length, view.max_length) {
        (Some(min), Some(max)) if min == max => limits.push(format!("exactly {min} characters")),
        (Some(min), Some(max)) => limits.push(format!("{min} to {max} characters")),
        (Some(min), None) => limits.push(format!("at least {min} characters")),
        (None, Some(max)) => limits.push(format!("at most {max} characters")),
        (None, None) => {}
    }
    if let Some(pattern) = view.pattern {
        limits.push(format!("of the form {}", code_span(pattern)));
    }
    limits
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::lower::lower;
    use crate::model::{Parameter, Sensitivity};
    use crate::profile;

    fn lowered(parameters: Value) -> Vec<Parameter> {
        let document = json!({
            "openapi": "3.0.1", "info": {"title": "T", "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "paths": {"/a": {"get": {
                "operationId": "A", "parameters": parameters, "responses": {"200": {"description": ""}},
            }}},
            "components": {
                "schemas": {"facts": {"type": "object"}},
                "parameters": {"b": {"name": "B", "in": "query", "description": "Of all.", "schema": {}}},
            },
        });
        let (api, found) = lower(&document, &profile::PLAIN).unwrap();
        assert_eq!(found, []);
        let operations = api.operations();
        let parameters = operations.flat_map(|operation| &operation.parameters);
        parameters.cloned().collect()
    }

    fn sensitivities(parameters: Value) -> Vec<Sensitivity> {
        let parameters = lowered(parameters).into_iter();
        parameters.map(|parameter| parameter.sensitivity).collect()
    }

    #[test]
    fn a_reference_has_a_description_of_its_own() {
        let mut reference = json!({"$ref": "#/components/parameters/b"});
        for own in ["Of all.", "Of this one."] {
            let found = lowered(json!([reference]));
            assert_eq!(found[0].docs.description.as_deref(), Some(own));
            reference["description"] = "Of this one.".into();
        }
    }

    #[test]
    fn objects_are_told_from_other_json() {
        let reference = json!({"$ref": "#/components/schemas/facts"});
        for (schema, expected) in [
            (json!({}), false),
            (json!({"type": "string"}), false),
            (json!({"type": "array", "items": {}}), false),
            (json!({"type": "object"}), true),
            (json!({"allOf": [reference]}), true),
            (reference, true),
        ] {
            let found = lowered(json!([{"name": "A", "in": "query", "schema": schema}]));
            assert_eq!(found[0].object, expected, "{schema}");
        }
    }

    #[test]
    fn personal_data_are_marked_alike_on_parameters_and_schemas() {
        let marks = [
            (json!({"handling": "standard"}), Sensitivity::Pii),
            (json!(true), Sensitivity::Pii),
            (json!(false), Sensitivity::Public),
            (Value::Null, Sensitivity::Public),
        ];
        for (mark, expected) in marks {
            let mark = json!({"pii": mark});
            let found = sensitivities(json!([
                {"name": "A", "in": "query", "schema": {"type": "string"}, "x-openapi-client": mark},
                {"name": "B", "in": "query", "schema": {"type": "string", "x-openapi-client": mark}},
            ]));
            assert_eq!(found, [expected, expected], "{mark}");
        }
        let found = sensitivities(json!([
            {"name": "Authorization", "in": "header", "schema": {"type": "string"}},
        ]));
        assert_eq!(found, [Sensitivity::Pii]);
    }
}
