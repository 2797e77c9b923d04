//! The parameters of an operation, as the document declares them and as the model has them.

use super::operations::Site;
use super::side::{Node, Side};
use super::values::scalar;
use openapi_client_codegen::model::{Parameter, Presence, Ty};
use openapi_client_codegen::pointer::Pointer;

/// A parameter as the document declares it, and as the model has it.
pub(super) struct Input<'a> {
    pub name: String,
    /// `path`, `query`, `header`, `cookie` or `body`.
    pub location: &'static str,
    pub required: bool,
    pub nullable: bool,
    pub deprecated: bool,
    /// The parameter of the model, unless the runtime steers pages by it or fills it in.
    pub model: Option<&'a Parameter>,
    /// Whether the model has it as a parameter of the operation, not of its resource.
    pub is_own: bool,
    pub ty: Ty,
    pub schema: Node<'a>,
    pub at: Pointer,
}

/// All parameters of an operation, those of its resource and those that steer pages included.
pub(super) fn inputs<'a>(side: &Side<'a>, site: Site<'a>) -> Vec<Input<'a>> {
    let operation = site.0;
    let mut found: Vec<Input<'a>> = Vec::new();
    let item = operation.origin.parent().unwrap_or_default();
    let owners = [&operation.origin, &item].map(|at| side.node(at));
    for node in owners
        .iter()
        .flatten()
        .flat_map(|owner| owner.items("parameters"))
    {
        let Some(input) = declared(side, site, node) else {
            continue;
        };
        let is_same = |one: &Input<'_>| one.name == input.name && one.location == input.location;
        if !found.iter().any(is_same) {
            found.push(input);
        }
    }
    let of_body = operation.body_parameters().iter();
    found.extend(of_body.filter_map(|parameter| {
        let schema = side.node(&parameter.origin)?;
        Some(Input {
            name: parameter.name.to_string(),
            location: "body",
            required: parameter.presence == Presence::Required,
            nullable: side.is_nullable(&schema),
            deprecated: side.resolved(schema.clone()).is("deprecated"),
            model: Some(parameter),
            is_own: true,
            ty: parameter.ty.clone(),
            at: schema.at.clone(),
            schema,
        })
    }));
    found
}

fn declared<'a>(side: &Side<'a>, site: Site<'a>, node: Node<'a>) -> Option<Input<'a>> {
    let written = node.at.clone();
    let node = side.resolved(node);
    // The lints refuse other locations.
    let locations = ["path", "query", "header", "cookie"].into_iter();
    let location = locations
        .into_iter()
        .find(|one| node.text("in") == Some(one))?;
    let is_it = |one: &&Parameter| one.origin == written;
    let own = site.0.parameters.iter().find(is_it);
    let model = own.or_else(|| site.1.parameters.iter().find(is_it));
    let schema = node.child("schema")?;
    Some(Input {
        name: node.text("name")?.to_owned(),
        location,
        required: node.is("required"),
        nullable: side.is_nullable(&schema),
        deprecated: node.is("deprecated"),
        model,
        is_own: own.is_some(),
        ty: match model {
            Some(model) => model.ty.clone(),
            None => scalar(&side.resolved(schema.clone()), side.lowered.profile),
        },
        schema,
        at: node.at,
    })
}
