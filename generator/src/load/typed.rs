//! The typed document, read part by part.
//!
//! `openapiv3` reads what may be a reference, and what may have extensions, into a buffer before it knows what it is: at
//! each level of a document again, with all that is below. Where this file leads from one level to the next, nothing is
//! buffered; what comes out is the same, but for the examples of bodies, which are left out: they may be half of a document,
//! and are looked up in it.

mod schema;

use openapiv3::{
    Components, MediaType, OpenAPI, Operation, Parameter, ParameterSchemaOrContent, PathItem,
    Paths, ReferenceOr, RequestBody, Response, Responses, StatusCode,
};
use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, DeserializeOwned, IntoDeserializer};
use serde_json::{Error, Map, Value};

use schema::schema;

/// The document that a value is.
pub(super) fn document(value: &Value) -> Result<OpenAPI, Error> {
    let Some(map) = value.as_object() else {
        return OpenAPI::deserialize(value);
    };
    let mut document: OpenAPI = without(map, &["paths", "components"])?;
    if let Some(entries) = object(map, "paths") {
        document.paths = paths(entries)?;
    }
    if let Some(entries) = object(map, "components") {
        document.components = Some(components(entries)?);
    }
    Ok(document)
}

fn paths(map: &Map<String, Value>) -> Result<Paths, Error> {
    let mut paths = Paths::default();
    for (key, value) in map {
        if key.starts_with('/') {
            if says_nothing(value) {
                continue;
            }
            let item = reference_or(value, path_item)?;
            paths.paths.insert(key.clone(), item);
        } else if is_extension(key) {
            paths.extensions.insert(key.clone(), value.clone());
        }
    }
    Ok(paths)
}

/// Whether a path has nothing that is ever looked at. A typed one takes some thousand bytes all the same.
fn says_nothing(item: &Value) -> bool {
    const SAID: [&str; 4] = ["$ref", "servers", "summary", "description"];
    item.as_object().is_some_and(|item| {
        let mut known = METHODS.iter().chain(&SAID);
        known.all(|key| !item.contains_key(*key))
    })
}

fn components(map: &Map<String, Value>) -> Result<Components, Error> {
    let mut components: Components = without(map, &["schemas"])?;
    let schemas = object(map, "schemas").map_or(0, Map::len);
    components.schemas.reserve_exact(schemas);
    for (name, value) in object(map, "schemas").into_iter().flatten() {
        let schema = reference_or(value, schema)?;
        components.schemas.insert(name.clone(), schema);
    }
    Ok(components)
}

/// The methods that a path can have an operation for.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

fn path_item(map: &Map<String, Value>) -> Result<PathItem, Error> {
    let mut item: PathItem = without(map, &[&METHODS[..], &["parameters"]].concat())?;
    item.parameters = parameters(map)?;
    let slots = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.options,
        &mut item.head,
        &mut item.patch,
        &mut item.trace,
    ];
    for (method, slot) in METHODS.into_iter().zip(slots) {
        *slot = object(map, method).map(operation).transpose()?;
    }
    Ok(item)
}

fn operation(map: &Map<String, Value>) -> Result<Operation, Error> {
    let mut operation: Operation = without(map, &["responses", "requestBody", "parameters"])?;
    operation.parameters = parameters(map)?;
    if let Some(entries) = object(map, "responses") {
        operation.responses = responses(entries)?;
    }
    if let Some(value) = map.get("requestBody").filter(|body| body.is_object()) {
        operation.request_body = Some(reference_or(value, |map| {
            let mut body: RequestBody = without(map, &["content"])?;
            let content = object(map, "content");
            body.content.reserve_exact(content.map_or(0, Map::len));
            for (media_type, value) in content.into_iter().flatten() {
                body.content.insert(media_type.clone(), media(value)?);
            }
            Ok(body)
        })?);
    }
    Ok(operation)
}

fn parameters(map: &Map<String, Value>) -> Result<Vec<ReferenceOr<Parameter>>, Error> {
    let list = map.get("parameters").and_then(Value::as_array);
    // Fallible iterators do not know their length.
    let mut read = Vec::with_capacity(list.map_or(0, Vec::len));
    for value in list.into_iter().flatten() {
        read.push(reference_or(value, parameter)?);
    }
    Ok(read)
}

fn parameter(map: &Map<String, Value>) -> Result<Parameter, Error> {
    let mut parameter: Parameter = without(map, &["schema", "examples"])?;
    let (Parameter::Query { parameter_data, .. }
    | Parameter::Header { parameter_data, .. }
    | Parameter::Path { parameter_data, .. }
    | Parameter::Cookie { parameter_data, .. }) = &mut parameter;
    if let (ParameterSchemaOrContent::Schema(read), Some(value)) =
        (&mut parameter_data.format, map.get("schema"))
    {
        *read = reference_or(value, schema)?;
    }
    for (name, value) in object(map, "examples").into_iter().flatten() {
        let example = reference_or(value, whole)?;
        parameter_data.examples.insert(name.clone(), example);
    }
    Ok(parameter)
}

fn responses(map: &Map<String, Value>) -> Result<Responses, Error> {
    let mut responses = Responses::default();
    responses.responses.reserve_exact(map.len());
    for (key, value) in map {
        let status = StatusCode::deserialize(IntoDeserializer::<Error>::into_deserializer(&**key));
        if key == "default" {
            responses.default = Some(reference_or(value, response)?);
        } else if is_extension(key) {
            responses.extensions.insert(key.clone(), value.clone());
        } else if let Ok(status) = status {
            let response = reference_or(value, response)?;
            responses.responses.insert(status, response);
        }
    }
    Ok(responses)
}

fn response(map: &Map<String, Value>) -> Result<Response, Error> {
    let mut response: Response = without(map, &["content", "headers"])?;
    for (name, value) in object(map, "headers").into_iter().flatten() {
        let header = reference_or(value, whole)?;
        response.headers.insert(name.clone(), header);
    }
    let content = object(map, "content");
    response.content.reserve_exact(content.map_or(0, Map::len));
    for (media_type, value) in content.into_iter().flatten() {
        response.content.insert(media_type.clone(), media(value)?);
    }
    Ok(response)
}

fn media(value: &Value) -> Result<MediaType, Error> {
    let Some(map) = value.as_object() else {
        return MediaType::deserialize(value);
    };
    let mut media: MediaType = without(map, &["schema", "example", "examples"])?;
    if let Some(value) = map.get("schema").filter(|schema| schema.is_object()) {
        media.schema = Some(reference_or(value, schema)?);
    }
    Ok(media)
}

/// A reference, or what a mapping is.
fn reference_or<T: DeserializeOwned>(
    value: &Value,
    read: impl FnOnce(&Map<String, Value>) -> Result<T, Error>,
) -> Result<ReferenceOr<T>, Error> {
    match value.as_object() {
        Some(map) if !map.contains_key("$ref") => read(map).map(ReferenceOr::Item),
        _ => ReferenceOr::deserialize(value),
    }
}

/// What a mapping is.
fn whole<T: DeserializeOwned>(map: &Map<String, Value>) -> Result<T, Error> {
    T::deserialize(map)
}

/// What a mapping is without what stands at some of its keys; where there must be something, nothing stands in it.
fn without<T: DeserializeOwned>(map: &Map<String, Value>, keys: &[&str]) -> Result<T, Error> {
    const REQUIRED: [&str; 4] = ["paths", "responses", "content", "schema"];
    let nothing = Value::Object(Map::new());
    let entries = map.iter().filter_map(|(key, value)| {
        let key = key.as_str();
        let has_parts = match key {
            "parameters" => value.is_array(),
            "example" => true,
            _ => value.is_object(),
        };
        match has_parts && keys.contains(&key) {
            true if REQUIRED.contains(&key) => Some((key, &nothing)),
            true => None,
            false => Some((key, value)),
        }
    });
    T::deserialize(MapDeserializer::new(entries))
}

fn object<'v>(map: &'v Map<String, Value>, key: &str) -> Option<&'v Map<String, Value>> {
    map.get(key)?.as_object()
}

fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(whole: &Value) {
        let mut value = without_examples(whole);
        let paths = value.get_mut("paths").and_then(Value::as_object_mut);
        if let Some(paths) = paths {
            paths.retain(|path, item| !path.starts_with('/') || !says_nothing(item));
        }
        let expected = OpenAPI::deserialize(&value);
        match (document(whole), expected) {
            (Ok(read), Ok(expected)) => assert_eq!(read, expected),
            (read, expected) => assert_eq!(read.is_err(), expected.is_err(), "{read:?}"),
        }
    }

    /// The same without the examples of bodies.
    fn without_examples(value: &Value) -> Value {
        let below = |key: &str, value: &Value| match value {
            Value::Object(content) if key == "content" => {
                let bodies = content.iter().map(|(media_type, body)| {
                    let mut body = without_examples(body);
                    if let Some(body) = body.as_object_mut() {
                        body.retain(|key, _| !matches!(key.as_str(), "example" | "examples"));
                    }
                    (media_type.clone(), body)
                });
                bodies.collect()
            }
            value => without_examples(value),
        };
        match value {
            Value::Object(map) => {
                let entries = map.iter();
                let entries = entries.map(|(key, value)| (key.clone(), below(key, value)));
                entries.collect()
            }
            Value::Array(items) => items.iter().map(without_examples).collect(),
            value => value.clone(),
        }
    }

    fn parts() -> Value {
        let schema = json!({
            "type": "object", "x-s": 1, "nullable": true, "required": ["a"],
            "properties": {"a": {"$ref": "#/components/schemas/b"}, "c": {"type": "array", "items": {"format": "d"}}},
            "additionalProperties": {"oneOf": [{"type": "integer", "minimum": 1, "example": 2}, {"$ref": "#/x"}], "x-t": {}},
        });
        let composed = json!({
            "allOf": [schema, {"anyOf": [{"not": {"type": "boolean"}}, {"type": "array", "items": {"$ref": "#/y"}}]}],
            "type": "object", "additionalProperties": true, "not": {}, "items": {"title": "t"}, "default": null,
            "oneOf": [{"properties": {"z": {"enum": [1, "a"]}}}], "anyOf": [], "discriminator": {"propertyName": "a"},
        });
        let content = json!({"application/json": {
            "schema": schema, "example": [1], "x-m": 2,
            "examples": {"e": {"value": {"f": null}, "summary": "g"}, "h": {"$ref": "#/components/examples/h"}},
        }, "text/plain": {"schema": {"$ref": "#/components/schemas/b"}}, "a/b": {}});
        json!({
            "openapi": "3.0.1", "info": {"title": "T", "version": "1", "x-i": {}}, "x-d": [],
            "servers": [{"url": "https://a.example"}],
            "paths": {
                "/a/{b}": {
                    "parameters": [{"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "x-p": 3, "summary": "s",
                    "get": {"operationId": "g", "x-o": 4, "parameters": [
                        {"name": "q", "in": "query", "schema": composed, "style": "form", "x-a": 11, "allowReserved": true,
                         "examples": {"l": {"value": 1}}, "example": "m"},
                        {"name": "h", "in": "header", "content": {"text/plain": {"schema": composed}}, "schema": composed},
                        {"name": "c", "in": "cookie", "schema": {"$ref": "#/z"}}, {"$ref": "#/components/parameters/p"},
                    ], "responses": {
                        "200": {"description": "", "content": content, "x-r": 5,
                                "headers": {"j": {"schema": {"type": "string"}, "x-h": 10}, "k": {"$ref": "#/components/headers/k"}}},
                        "4XX": {"$ref": "#/components/responses/r"}, "default": {"description": "d"}, "x-q": 6,
                    }},
                    "post": {"responses": {}, "requestBody": {"required": true, "content": content, "x-b": 7}, "tags": ["t"]},
                    "patch": {"responses": {}, "requestBody": {"$ref": "#/components/requestBodies/c"}},
                },
                "/c": {"$ref": "#/x-paths/c"}, "x-n": 8,
            },
            "components": {"schemas": {"b": schema, "k": composed, "i": {"$ref": "#/components/schemas/b"}}, "x-c": 9,
                           "responses": {"r": {"description": ""}}},
        })
    }

    #[test]
    fn what_is_read_part_by_part_is_the_document() {
        check(&parts());
        check(&json!({"openapi": "3.0.1", "info": {"title": "T", "version": "1"}, "paths": {}}));
        let Ok(folder) = std::env::var("TWILIO_OAI_DIR") else {
            println!("skipped the documents: TWILIO_OAI_DIR is not set");
            return;
        };
        let files = std::fs::read_dir(folder).unwrap();
        let paths = files.map(|file| file.unwrap().path());
        for path in paths.filter(|path| path.extension().is_some_and(|end| end == "json")) {
            let text = std::fs::read_to_string(path).unwrap();
            check(&serde_json::from_str(&text).unwrap());
        }
    }

    #[test]
    fn what_is_no_document_is_an_error_too() {
        check(&json!([]));
        for (place, wrong) in [
            ("/info", json!(1)),
            ("/paths", json!(1)),
            ("/components", json!("c")),
            ("/components/schemas/b", json!({"type": 1})),
            ("/components/schemas/b", json!({"properties": []})),
            ("/components/schemas/b/properties/a", json!(1)),
            (
                "/components/schemas/b/properties/c/items",
                json!({"nullable": 1}),
            ),
            ("/components/schemas/b/additionalProperties", json!([])),
            ("/components/schemas/k/allOf", json!({})),
            ("/components/schemas/k/not", json!("n")),
            (
                "/paths/~1a~1{b}/get/parameters/0/schema",
                json!({"items": 1}),
            ),
            ("/paths/~1a~1{b}/get/parameters/0/in", json!("body")),
            ("/paths/~1a~1{b}/get/parameters/2/schema", json!(null)),
            ("/paths/~1a~1{b}", json!([])),
            ("/paths/~1a~1{b}/get", json!({})),
            ("/paths/~1a~1{b}/get", json!([])),
            ("/paths/~1a~1{b}/parameters", json!({})),
            ("/paths/~1a~1{b}/parameters/0", json!({"name": "b"})),
            ("/paths/~1a~1{b}/get/responses/200/headers", json!([])),
            ("/paths/~1a~1{b}/get", json!(1)),
            ("/paths/~1a~1{b}/get/responses", json!(null)),
            ("/paths/~1a~1{b}/get/responses/200", json!({"content": {}})),
            ("/paths/~1a~1{b}/post/requestBody", json!({"content": []})),
            ("/paths/~1a~1{b}/post/requestBody/content/a~1b", json!(2)),
        ] {
            let mut document = parts();
            *document.pointer_mut(place).unwrap() = wrong;
            assert!(super::document(&document).is_err(), "{place}");
            check(&document);
        }
    }
}
