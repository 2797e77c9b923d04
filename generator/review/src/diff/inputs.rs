//! The parameters of an operation, as the document declares them and as the model has them.

use std::collections::BTreeMap;

use super::notes::without_prose;
use super::operations::Site;
use super::side::{Node, Side, entries};
use super::values::scalar;
use serde_json::Value;

use openapi_client_codegen::model::{Parameter, Presence, StyleKind, Ty};
use openapi_client_codegen::pointer::Pointer;

/// A parameter as the document declares it, and as the model has it.
pub(super) struct Input<'a> {
    pub name: String,
    /// `path`, `query`, `header`, `cookie` or `body`.
    pub location: &'static str,
    /// How it is written.
    pub style: String,
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
            style: style(parameter),
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
    let schema = match entries(node.value.get("content")).next() {
        Some((media_type, _)) => node.child("content")?.child(media_type)?.child("schema")?,
        None => node.child("schema")?,
    };
    Some(Input {
        name: node.text("name")?.to_owned(),
        location,
        style: model.map(style).unwrap_or_default(),
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

/// What a parameter of the query is on the wire: a value by its name, or one by the name of each property of an object.
pub(super) fn on_the_wire(side: &Side<'_>, input: &Input<'_>) -> BTreeMap<String, Value> {
    let plain = |node: Node<'_>| without_prose(node.value);
    let schema = side.resolved(input.schema.clone());
    if input.location != "query" || input.model.is_none() {
        return BTreeMap::new();
    }
    if let (Ty::Record(_), "form, exploded") = (input.ty.non_null(), input.style.as_str()) {
        let properties = schema.child("properties");
        let names = properties.iter().flat_map(|all| entries(Some(all.value)));
        let members = names.filter_map(|(name, _)| {
            let value = properties.as_ref()?.child(name)?;
            Some((name.to_owned(), plain(side.resolved(value))))
        });
        return members.collect();
    }
    match input.style.as_str() {
        "" => BTreeMap::from([(input.name.clone(), plain(schema))]),
        _ => BTreeMap::new(),
    }
}

/// How a parameter is written; empty where it is written as its location has it by default.
fn style(parameter: &Parameter) -> String {
    let Some(style) = parameter.style else {
        return String::new();
    };
    let mut text = match style.kind {
        StyleKind::Form => "form",
        StyleKind::Simple => "simple",
        StyleKind::Label => "label",
        StyleKind::Matrix => "matrix",
        StyleKind::SpaceDelimited => "spaceDelimited",
        StyleKind::PipeDelimited => "pipeDelimited",
        StyleKind::DeepObject => "deepObject",
        StyleKind::Json => return "JSON text".to_owned(),
    }
    .to_owned();
    if style.explode {
        text.push_str(", exploded");
    }
    if style.allow_reserved {
        text.push_str(", reserved characters allowed");
    }
    text
}
