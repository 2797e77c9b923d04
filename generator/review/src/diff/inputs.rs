//! The parameters of an operation, as the document declares them and as the model has them.

use super::facets;
use super::operations::Site;
use super::side::{Node, Side};
use super::values::Value;
use openapi_client_codegen::model::{Operation, Parameter, ParameterLocation, Presence, Resource};

/// A parameter as the document declares it, and as the model has it.
pub(super) struct Input<'a> {
    pub name: String,
    pub place: ParameterLocation,
    pub required: bool,
    pub nullable: bool,
    pub deprecated: bool,
    /// The parameter of the model, unless the runtime steers pages by it or fills it in.
    pub model: Option<&'a Parameter>,
    /// Whether the model has it as a parameter of the operation, not of its resource.
    pub is_own: bool,
    pub value: Value<'a>,
}

/// All parameters of an operation, those of its resource and those that steer pages included.
pub(super) fn inputs<'a>(side: &Side<'a>, (operation, resource): Site<'a>) -> Vec<Input<'a>> {
    let mut found: Vec<Input<'a>> = Vec::new();
    let item = operation.origin.parent().unwrap_or_default();
    for at in [&operation.origin, &item] {
        let declared = side
            .node(at)
            .map(|node| node.items("parameters"))
            .unwrap_or_default();
        for node in declared {
            if let Some(input) = declared_input(side, operation, resource, node)
                && !found
                    .iter()
                    .any(|one| one.name == input.name && one.place == input.place)
            {
                found.push(input);
            }
        }
    }
    let of_body = operation.body_parameters().iter();
    found.extend(of_body.filter_map(|parameter| body_input(side, parameter)));
    found
}

fn declared_input<'a>(
    side: &Side<'a>,
    operation: &'a Operation,
    resource: &'a Resource,
    node: Node<'a>,
) -> Option<Input<'a>> {
    let written = node.at.clone();
    let node = side.resolved(node);
    let place = match node.text("in")? {
        "path" => ParameterLocation::Path,
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        // The lints refuse other locations.
        _ => return None,
    };
    let name = node.text("name")?.to_owned();
    let is_it = |one: &&Parameter| one.origin == written;
    let own = operation.parameters.iter().find(is_it);
    let model = own.or_else(|| resource.parameters.iter().find(is_it));
    let schema = node.child("schema")?;
    let inner = side.resolved(schema.clone());
    Some(Input {
        name,
        place,
        required: node.is("required"),
        nullable: schema.is("nullable") || inner.is("nullable"),
        deprecated: node.is("deprecated"),
        model,
        is_own: own.is_some(),
        value: Value {
            ty: model.map_or_else(|| facets::scalar(&inner), |one| one.ty.clone()),
            schema,
            at: node.at,
        },
    })
}

fn body_input<'a>(side: &Side<'a>, parameter: &'a Parameter) -> Option<Input<'a>> {
    let schema = side.node(&parameter.origin)?;
    let inner = side.resolved(schema.clone());
    Some(Input {
        name: parameter.name.0.clone(),
        place: parameter.location,
        required: parameter.presence == Presence::Required,
        nullable: schema.is("nullable") || inner.is("nullable"),
        deprecated: inner.is("deprecated"),
        model: Some(parameter),
        is_own: true,
        value: Value {
            ty: parameter.ty.clone(),
            at: schema.at.clone(),
            schema,
        },
    })
}
