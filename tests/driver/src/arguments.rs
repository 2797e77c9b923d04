//! The arguments of a line, by their locations.

use openapi_client_runtime::dynamic::{Operation, Parameter, ParameterKind, ParameterLocation};
use serde_json::{Map, Value, json};

/// The whole body, and the place of its members.
const BODY: &str = "body";

/// What [`Operation::prepare_by_location`] takes: the arguments of a line by their locations.
///
/// A name that is a parameter's outside of the body is that parameter. `body` is else the whole body, and any other name a
/// member of it. A table has either the members of a body or the body as a whole, and so has what is given to it. A required
/// object of which nothing is given is an empty one.
pub fn arguments(operation: &Operation, case: &Value) -> Value {
    if let Some(places) = case.get("in") {
        return with_files(places);
    }
    let mut places = Map::new();
    let mut members = Map::new();
    for (name, value) in case["arguments"].as_object().into_iter().flatten() {
        let mut parameters = operation.parameters.iter();
        let found = parameters.find_map(|parameter| {
            let place = place(parameter.location);
            (parameter.name == name && place != BODY).then_some(place)
        });
        match found {
            Some(place) => {
                let place = places.entry(place).or_insert_with(|| json!({}));
                place[name.as_str()] = value.clone();
            }
            None if name == BODY => drop(places.insert(BODY.to_owned(), value.clone())),
            None => drop(members.insert(name.clone(), value.clone())),
        }
    }
    let is_object = |parameter: &Parameter| {
        let is_whole = parameter.location == ParameterLocation::Body && parameter.is_required;
        is_whole && matches!(parameter.kind, ParameterKind::Object)
    };
    let is_empty = !places.contains_key(BODY) && operation.parameters.iter().any(is_object);
    if !members.is_empty() || is_empty {
        places.insert(BODY.to_owned(), Value::Object(members));
    }
    with_files(&Value::Object(places))
}

/// The same, where `{"$base64": "..."}` is a file as the table takes it: the text itself.
fn with_files(value: &Value) -> Value {
    match value {
        Value::Object(members) => match members.get("$base64") {
            Some(text) => text.clone(),
            None => {
                let members = members.iter();
                Value::Object(
                    members
                        .map(|(name, value)| (name.clone(), with_files(value)))
                        .collect(),
                )
            }
        },
        Value::Array(items) => Value::Array(items.iter().map(with_files).collect()),
        other => other.clone(),
    }
}

/// The place of a location in the arguments.
fn place(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Item | ParameterLocation::Parent => "path",
        ParameterLocation::Query | ParameterLocation::Page => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Form
        | ParameterLocation::Members
        | ParameterLocation::Json
        | ParameterLocation::Part
        | ParameterLocation::Body => BODY,
    }
}
