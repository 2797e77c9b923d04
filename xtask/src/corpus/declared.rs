//! Whether a document declares what one of its examples shows.

use openapi_client_codegen::document;
use serde_json::Value;

/// How many schemas may be composed into one.
const MAX_DEPTH: usize = 16;

/// Whether the schemas of an operation's bodies have a property at `at`, a JSON pointer into an example.
///
/// Without a schema that says otherwise everything is declared.
pub(super) fn is_declared(document: &Value, operation: &str, side: &str, at: &str) -> bool {
    let Some(operation) = find(document, operation) else {
        return true;
    };
    let tokens: Vec<String> = at
        .split('/')
        .skip(1)
        .map(|token| token.replace("~1", "/").replace("~0", "~"))
        .collect();
    let contents: Vec<&Value> = match side {
        "request" => vec![&resolve(document, &operation["requestBody"])["content"]],
        _ => {
            let responses = operation["responses"].as_object();
            let successes = responses.into_iter().flatten();
            let successes = successes.filter(|(status, _)| status.starts_with(['2', '3']));
            successes
                .map(|(_, response)| &resolve(document, response)["content"])
                .collect()
        }
    };
    let mut schemas = contents
        .into_iter()
        .filter_map(Value::as_object)
        .flatten()
        .map(|(_, media)| &media["schema"])
        .peekable();
    schemas.peek().is_none() || schemas.any(|schema| has(document, schema, &tokens, 0))
}

/// The operation with this id.
fn find<'d>(document: &'d Value, id: &str) -> Option<&'d Value> {
    let items = document["paths"].as_object()?.values();
    let mut operations = items.filter_map(Value::as_object).flatten();
    let found = operations.find(|(_, operation)| operation["operationId"] == id);
    found.map(|(_, operation)| operation)
}

fn resolve<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    document::resolve(document, value).unwrap_or(value)
}

/// Whether a schema has something at the end of the way.
fn has(document: &Value, schema: &Value, way: &[String], depth: usize) -> bool {
    let schema = resolve(document, schema);
    let Some((token, rest)) = way.split_first() else {
        return true;
    };
    if depth == MAX_DEPTH {
        return true;
    }
    let composed: Vec<&Value> = ["allOf", "oneOf", "anyOf"]
        .iter()
        .filter_map(|key| schema[key].as_array())
        .flatten()
        .collect();
    if composed
        .iter()
        .any(|part| has(document, part, way, depth + 1))
    {
        return true;
    }
    if let Some(items) = schema.get("items") {
        return has(document, items, rest, depth + 1);
    }
    let properties = schema["properties"].as_object();
    if let Some(property) = properties.and_then(|properties| properties.get(token)) {
        return has(document, property, rest, depth + 1);
    }
    match schema.get("additionalProperties") {
        Some(Value::Object(_)) => has(document, &schema["additionalProperties"], rest, depth + 1),
        Some(Value::Bool(is_open)) => *is_open,
        // An object that names no property is free.
        _ => properties.is_none_or(serde_json::Map::is_empty) && composed.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn properties_are_declared_or_not() {
        let document = json!({
            "paths": {"/a": {"parameters": [], "post": {
                "operationId": "CreateA",
                "requestBody": {"content": {"x": {"schema": {"properties": {"Name": {}}}}}},
                "responses": {
                    "201": {"$ref": "#/components/responses/a"},
                    "404": {"content": {"j": {"schema": {"properties": {"code": {}}}}}}
                }
            }}},
            "components": {
                "responses": {"a": {"content": {"j": {"schema": {"$ref": "#/components/schemas/a"}}}}},
                "schemas": {"a": {"properties": {
                    "b/c": {"type": "array", "items": {"allOf": [{"properties": {"d": {}}}]}},
                    "free": {"type": "object"},
                    "map": {"additionalProperties": {"properties": {"e": {}}}}
                }}}
            }
        });
        let declared = |side, at| is_declared(&document, "CreateA", side, at);
        for (side, at) in [
            ("request", "/Name"),
            ("request", ""),
            ("response", "/b~1c/0/d"),
            ("response", "/free/x/y"),
            ("response", "/map/k/e"),
        ] {
            assert!(declared(side, at), "{side} {at}");
        }
        for (side, at) in [
            ("request", "/Other"),
            ("response", "/code"),
            ("response", "/b~1c/0/x"),
            ("response", "/map/k/x"),
        ] {
            assert!(!declared(side, at), "{side} {at}");
        }
        assert!(is_declared(&document, "Another", "request", "/X"));
    }
}
