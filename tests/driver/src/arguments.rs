//! The arguments of a line, by the names of the table of operations.

use openapi_client_runtime::dynamic::{Operation, ParameterLocation};
use serde_json::{Map, Value};

/// The whole body.
const BODY: &str = "body";

/// An object with the parameters by their names.
///
/// `body` is the whole body unless another parameter has that name. A table has either the members of a body or the body as
/// a whole, and a line may have it either way.
pub fn arguments(operation: &Operation, case: &Value) -> Value {
    let mut given = Map::new();
    let mut members = Map::new();
    let mut body = None;
    match case.get("in") {
        Some(places) => {
            for (place, values) in places.as_object().into_iter().flatten() {
                match place.as_str() {
                    BODY => body = Some(values.clone()),
                    _ => given.extend(values.as_object().cloned().unwrap_or_default()),
                }
            }
        }
        None => {
            for (name, value) in case["arguments"].as_object().into_iter().flatten() {
                let (name, value) = (name.clone(), value.clone());
                if is_parameter(operation, &name) {
                    given.insert(name, value);
                } else if name == BODY {
                    body = Some(value);
                } else {
                    members.insert(name, value);
                }
            }
        }
    }
    match (body, takes_whole_body(operation)) {
        (Some(Value::Object(object)), false) => members.extend(object),
        (Some(body), _) => drop(given.insert(BODY.to_owned(), body)),
        (None, true) if !members.is_empty() => {
            given.insert(BODY.to_owned(), Value::Object(std::mem::take(&mut members)));
        }
        (None, _) => {}
    }
    given.extend(members);
    Value::Object(given)
}

fn is_in_body(location: ParameterLocation) -> bool {
    matches!(location, ParameterLocation::Form | ParameterLocation::Json)
}

/// Whether a parameter outside of the body has this name.
fn is_parameter(operation: &Operation, name: &str) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| parameter.name == name && !is_in_body(parameter.location))
}

/// Whether the table has the body as a whole.
fn takes_whole_body(operation: &Operation) -> bool {
    let mut parameters = operation.parameters.iter();
    parameters.any(|parameter| parameter.name == BODY && is_in_body(parameter.location))
}
