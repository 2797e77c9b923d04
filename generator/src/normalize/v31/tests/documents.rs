//! Whole documents.

use serde_json::json;

use super::super::super::normalize_alone;
use super::{document, found};
use crate::diagnostic::Code;
use crate::pointer::Pointer;

#[test]
fn what_is_lost_is_said() {
    let schemas = json!({"s": {
        "if": {"properties": {"a": {"const": 1}}},
        "then": {"properties": {"b": {}}},
        "else": {"$ref": "#/components/schemas/s"},
        "dependentSchemas": {"a": {"items": {}}},
        "properties": {"a": {"type": "integer"}, "d": {"$dynamicRef": "#d"}},
    }});
    let at = |at: &str| Pointer::parse(&format!("/components/schemas/s/{at}"));
    let lost = [
        "then",
        "else",
        "dependentSchemas/a",
        "properties/d/$dynamicRef",
    ];
    let lost = lost.map(|lost| (Code::UnsupportedSchema, at(lost)));
    assert_eq!(found(document(schemas)), lost);
    let media = json!({"application/jsonl": {"itemSchema": {}}});
    let newer = json!({
        "openapi": "3.2.0",
        "paths": {"/a": {
            "query": {},
            "get": {
                "operationId": "A",
                "parameters": [{"name": "q", "in": "querystring", "content": {}}],
                "responses": {"200": {"description": "d", "content": media}},
            },
        }},
    });
    let at = |at: &str| Pointer::parse(&format!("/paths/~1a/{at}"));
    let lost = [
        (Code::UnsupportedMethod, at("query")),
        (Code::UnsupportedParameter, at("get/parameters/0/in")),
        (
            Code::UnsupportedResponse,
            at("get/responses/200/content/application~1jsonl/itemSchema"),
        ),
    ];
    assert_eq!(found(newer), lost);
}

#[test]
fn a_document_is_read_as_one_of_before() {
    let mut document = json!({
        "openapi": "3.2.0", "$self": "https://a.example", "jsonSchemaDialect": "https://b.example",
        "info": {"summary": "S.", "license": {"name": "MIT", "identifier": "MIT"}},
        "webhooks": {"w": {"post": {"responses": {}}}},
        "tags": [{"name": "a", "kind": "nav"}],
        "security": [{"mtls": []}, {"key": [], "mtls": []}],
        "components": {
            "pathItems": {"p": {"get": {
                "operationId": "A", "security": [{"mtls": []}], "responses": {},
                "parameters": [{"name": "q", "in": "query", "schema": {"type": ["string", "null"]}}],
            }}},
            "examples": {"e": {"dataValue": 1}},
            "securitySchemes": {"mtls": {"type": "mutualTLS"}, "key": {"type": "http", "scheme": "basic"}},
        },
        "paths": {"/p": {"$ref": "#/components/pathItems/p"}},
    });
    let (found, moved) = normalize_alone(&mut document);
    assert_eq!(found.len(), 1);
    let scheme = Pointer::parse("/components/securitySchemes/mtls");
    assert_eq!(
        (found[0].code, &found[0].pointer),
        (Code::UnsupportedSecurity, &scheme)
    );
    let expected = json!({
        "openapi": "3.0.3", "info": {"license": {"name": "MIT"}}, "tags": [{"name": "a"}],
        "security": [{}, {"key": []}],
        "components": {
            "examples": {"e": {"value": 1}},
            "securitySchemes": {"key": {"type": "http", "scheme": "basic"}},
        },
        "paths": {"/p": {"get": {
            "operationId": "A", "security": [{}], "responses": {},
            "parameters": [{"name": "q", "in": "query", "schema": {"type": "string", "nullable": true}}],
        }}},
    });
    assert_eq!(document, expected);
    let at = Pointer::parse("/paths/~1p/get/parameters/0");
    let (_, original) = moved.original(&at);
    assert_eq!(
        original.as_str(),
        "/components/pathItems/p/get/parameters/0"
    );
}

#[test]
fn parts_are_of_the_media_types_of_their_schemas() {
    let png = json!({"contentMediaType": "image/png"});
    let schema = json!({"properties": {
        "one": png, "many": {"items": png}, "own": png, "text": {"type": "string"},
        "none": {"anyOf": [png, {"type": "null"}]}, "base64": {"contentMediaType": "image/png", "contentEncoding": "base64"},
    }});
    let mut document = document(json!({"s": schema}));
    document["components"]["requestBodies"] = json!({"b": {"content": {"multipart/form-data": {
        "schema": {"$ref": "#/components/schemas/s"}, "encoding": {"own": {"contentType": "image/*"}},
    }}}});
    assert_eq!(normalize_alone(&mut document).0, []);
    let png = json!({"contentType": "image/png"});
    let expected = json!({"one": png, "many": png, "none": png, "own": {"contentType": "image/*"}});
    let body = &document["components"]["requestBodies"]["b"]["content"];
    assert_eq!(body["multipart/form-data"]["encoding"], expected);
    let mut document = self::document(json!({}));
    document["components"]["requestBodies"] = json!({"b": {"content": {"multipart/form-data": {
        "schema": {"properties": {"file": {"title": "F"}, "text": {"const": "a"}}},
    }}}});
    normalize_alone(&mut document);
    let body = &document["components"]["requestBodies"]["b"]["content"];
    let file = json!({"type": "string", "format": "binary", "title": "F"});
    let text = json!({"type": "string", "enum": ["a"]});
    let expected = json!({"file": file, "text": text});
    assert_eq!(
        body["multipart/form-data"]["schema"]["properties"],
        expected
    );
}

#[test]
fn others_stay_as_they_are() {
    for version in ["3.0.3", "3.10.0", "4.0.0"] {
        let mut document = json!({"openapi": version, "paths": {}, "components": {"schemas": {"s": {"const": 1}}}});
        let before = document.clone();
        assert_eq!(normalize_alone(&mut document).0, []);
        assert_eq!(document, before);
    }
    let mut document = json!({"openapi": "3.1"});
    normalize_alone(&mut document);
    assert_eq!(document, json!({"openapi": "3.0.3", "paths": {}}));
}

#[test]
fn values_of_any_shape_are_looked_at() {
    let odd = [
        json!(null),
        json!(1),
        json!("x"),
        json!([]),
        json!([{}]),
        json!({}),
        json!(true),
    ];
    let keys = [
        "type",
        "enum",
        "const",
        "anyOf",
        "oneOf",
        "allOf",
        "items",
        "prefixItems",
        "properties",
        "patternProperties",
        "unevaluatedProperties",
        "additionalProperties",
        "$defs",
        "$ref",
        "then",
        "dependentSchemas",
        "examples",
        "exclusiveMinimum",
        "minimum",
        "contentEncoding",
    ];
    for one in &odd {
        for two in &odd {
            for (index, key) in keys.iter().enumerate() {
                let other = keys[(index + 7) % keys.len()];
                normalize_alone(&mut document(
                    json!({"s": {*key: one, other: two, "nullable": two}}),
                ));
            }
            normalize_alone(
                &mut json!({"openapi": "3.1.0", "paths": one, "components": two, "info": one, "security": two}),
            );
            normalize_alone(
                &mut json!({"openapi": "3.1.0", "components": {"schemas": one, "pathItems": two, "securitySchemes": one}}),
            );
        }
    }
}
