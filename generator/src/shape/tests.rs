//! Tests of the shapes.

use serde_json::json;

use super::*;
use crate::profile::PLAIN;

fn messages(document: &Value) -> Vec<String> {
    let (_, out) = parts(document);
    out.iter()
        .map(|error| format!("{}: {}", error.pointer, error.message))
        .collect()
}

fn with_schema(schema: Value) -> Value {
    json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"s": schema}},
    })
}

#[test]
fn a_good_document_passes() {
    let document = json!({
        "openapi": "3.0.1",
        "info": {"title": "T", "version": "1", "x-y": 1},
        "paths": {
            "x-note": 1,
            "/a": {"get": {
                "parameters": [{"$ref": "#/p"}, {"name": "a", "in": "query", "schema": {}}],
                "responses": {"200": {"description": "d"}, "4XX": {"$ref": "#/r"}, "x-z": null},
            }},
        },
        "security": [{"basic": []}],
        "components": {"securitySchemes": {"basic": {"type": "http", "scheme": "basic"}}},
    });
    assert_eq!(messages(&document), Vec::<String>::new());
}

#[test]
fn all_faults_of_a_schema_are_told_where_they_are() {
    let document = with_schema(json!({
        "type": ["string", "null"],
        "nullable": "true",
        "required": true,
        "maxLength": -1,
        "properties": {"a/b": [], "c": {"$ref": 1}, "d": {"items": {"title": null}}},
        "additionalProperties": "no",
    }));
    let at = "/components/schemas/s";
    assert_eq!(
        messages(&document),
        [
            format!("{at}/type: expected a string, found a list"),
            format!("{at}/nullable: expected true or false, found the string `true`"),
            format!(
                "{at}/maxLength: expected a whole number that is not negative, found the number `-1`"
            ),
            format!(
                "{at}/properties/a~1b: expected a schema or a `$ref` (a mapping), found a list"
            ),
            format!("{at}/properties/c/$ref: expected a string, found the number `1`"),
            format!("{at}/properties/d/items/title: expected a string, found null"),
            format!("{at}/required: expected a list, found the boolean `true`"),
            format!(
                "{at}/additionalProperties: expected a schema or a boolean, found the string `no`"
            ),
        ]
    );
}

#[test]
fn missing_keys_and_bad_names_are_told() {
    let document = json!({
        "openapi": 3.0,
        "paths": {
            "v1": {},
            "/a": {"get": {"parameters": [{"name": "n"}], "responses": {"2000": {}, "200": {}}}},
        },
        "components": {"securitySchemes": {"s": {"type": "basic"}, "t": {}}},
    });
    assert_eq!(
        messages(&document),
        [
            ": an OpenAPI document must have `info`",
            "/openapi: expected a string, found the number `3.0`",
            "/paths/~1a/get/parameters/0: a parameter must have `in`",
            "/paths/~1a/get/parameters/0: a parameter must have `schema` or `content`",
            "/paths/~1a/get/responses/2000: `2000` is not a status code",
            "/paths/v1: the path `v1` does not start with a slash",
            "/components/securitySchemes/s/type: expected one of `apiKey`, `http`, `oauth2`, \
             `openIdConnect`, found the string `basic`",
            "/components/securitySchemes/t: `type` is missing: one of `apiKey`, `http`, `oauth2`, \
             `openIdConnect`",
        ]
    );
}

#[test]
fn very_deep_documents_are_refused() {
    let mut schema = json!({"nullable": 1});
    for _ in 0..60 {
        schema = json!({"properties": {"a": schema}});
    }
    let found = messages(&with_schema(schema));
    assert_eq!(found.len(), 1);
    assert!(found[0].ends_with("nested more than 40 levels deep"));
}

#[test]
fn a_document_of_any_shape_is_checked() {
    for document in [
        json!(null),
        json!([]),
        json!("x"),
        json!({"paths": 1}),
        json!({"$ref": {}}),
    ] {
        assert!(!messages(&document).is_empty());
    }
}

#[test]
fn what_is_not_too_deep_can_be_lowered() {
    for keyword in ["additionalProperties", "items", "allOf", "oneOf"] {
        let mut schema = json!({"type": "string"});
        for _ in 0..(MAX_DEPTH - 10) / if keyword.ends_with("Of") { 2 } else { 1 } {
            schema = match keyword {
                "allOf" | "oneOf" => json!({keyword: [schema]}),
                "items" => json!({"type": "array", keyword: schema}),
                _ => json!({"type": "object", keyword: schema}),
            };
        }
        let content = json!({"application/json": {"schema": schema}});
        let response = json!({"description": "d", "content": content});
        let document = json!({
            "openapi": "3.0.1",
            "info": {"title": "T", "version": "1"},
            "paths": {"/a": {"get": {"responses": {"200": response}}}},
        });
        assert_eq!(messages(&document), Vec::<String>::new());
        // With less stack than a thread has by default.
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let lowering = thread.spawn(move || crate::lower::lower(&document, &PLAIN).is_ok());
        assert!(lowering.unwrap().join().unwrap(), "{keyword}");
    }
}
