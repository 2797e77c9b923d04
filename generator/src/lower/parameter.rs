//! Parameters: of the path, the query and the form body.

use std::collections::BTreeSet;

use openapiv3::{ParameterData, ParameterSchemaOrContent, ReferenceOr};

use super::cost::cost;
use super::schema::{SchemaContext, description};
use super::view::{SchemaRef, View};
use super::{Lowering, examples, prose};
use crate::diagnostic::Code;
use crate::limit;
use crate::model::{Docs, Parameter, ParameterLocation, Presence, Sensitivity, Ty, WireName};
use crate::overlay;
use crate::pointer::Pointer;
use crate::text::code_span;

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
            openapiv3::Parameter::Cookie { .. } => {
                self.unsendable(at, at, "a cookie can't be sent");
                ParameterLocation::Cookie
            }
        };
        let data: &ParameterData = parameter.parameter_data_ref();
        let ParameterSchemaOrContent::Schema(schema) = &data.format else {
            self.unsendable(at, at, "a parameter with `content` can't be sent");
            return None;
        };
        let mut lowered = self.value(
            &data.name,
            schema.into(),
            &target.push("schema"),
            operation,
            location,
        );
        lowered.presence = if data.required {
            Presence::Required
        } else {
            Presence::Optional
        };
        lowered.docs.description = prose(data.description.as_deref()).or(lowered.docs.description);
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

    /// Reports a value that can't be sent, and how to go on without the parameter.
    fn unsendable(&mut self, at: &Pointer, parameter: &Pointer, message: &str) {
        let help = format!(
            "if the operation works without it, leave it out by an overlay action: {}",
            overlay::removal(self.document, parameter)
        );
        self.error(Code::UnsupportedParameter, at, message, help);
    }

    /// A parameter from its schema; whether it is required is for the caller to say.
    pub(super) fn value(
        &mut self,
        name: &str,
        schema: SchemaRef<'a>,
        at: &Pointer,
        operation: &str,
        location: ParameterLocation,
    ) -> Parameter {
        let context = vec![WireName::from(operation)];
        let mut ty = self.ty(schema, &SchemaContext { at, name, context });
        let is_text = location != ParameterLocation::Json;
        if is_text && matches!(&ty, Ty::Record(_) | Ty::Map(_) | Ty::Union(_)) {
            // An object travels as JSON text, whatever its properties.
            ty = Ty::Json;
        } else if is_text && !sendable(&ty) {
            let parameter = match location {
                ParameterLocation::Form => Some(at.clone()),
                _ => at.parent(),
            };
            let message = "an array of arrays or of objects can't be sent as a parameter";
            self.unsendable(at, &parameter.unwrap_or_default(), message);
        }
        let data = self.schema_data(schema);
        let mut docs: Docs = data.map(description).unwrap_or_default();
        docs.limits = match schema {
            SchemaRef::Inline(schema) => limits(&View::of(schema), &ty),
            SchemaRef::Reference(_) => Vec::new(),
        };
        let shown = data.and_then(|data| data.example.as_ref());
        self.spend(at, cost(name, &docs, at) + shown.map_or(0, limit::size));
        Parameter {
            name: name.into(),
            location,
            presence: Presence::Optional,
            nullable: false,
            ty,
            sensitivity: data.map_or(Sensitivity::Public, |data| self.sensitivity(data)),
            docs,
            example: data.and_then(|data| data.example.clone()),
            origin: at.clone(),
        }
    }
}

fn sendable(ty: &Ty) -> bool {
    match ty {
        Ty::List(item) => !matches!(
            **item,
            Ty::List(_) | Ty::Map(_) | Ty::Record(_) | Ty::Union(_)
        ),
        _ => true,
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
    use crate::model::Sensitivity;
    use crate::profile;

    fn sensitivities(parameters: Value) -> Vec<Sensitivity> {
        let document = json!({
            "openapi": "3.0.1", "info": {"title": "T", "version": "1"},
            "servers": [{"url": "https://a.example"}],
            "paths": {"/a": {"get": {
                "operationId": "A", "parameters": parameters, "responses": {"200": {"description": ""}},
            }}},
        });
        let (api, found) = lower(&document, &profile::PLAIN).unwrap();
        assert_eq!(found, []);
        let operations = api.operations();
        let parameters = operations.flat_map(|operation| &operation.parameters);
        parameters.map(|parameter| parameter.sensitivity).collect()
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
