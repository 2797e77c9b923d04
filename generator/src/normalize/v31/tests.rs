//! Schemas and documents of 3.1 and 3.2, and what they are read as.

mod documents;

use serde_json::{Value, json};

use super::super::normalize_alone;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

/// A document of OpenAPI 3.1 with these schemas.
fn document(schemas: Value) -> Value {
    json!({"openapi": "3.1.0", "info": {}, "paths": {}, "components": {"schemas": schemas}})
}

/// What a schema becomes, without a warning.
fn rewritten(schema: Value) -> Value {
    let mut document = document(json!({"s": schema, "t": {"type": "object"}, "u": {}}));
    let (found, _) = normalize_alone(&mut document);
    assert_eq!(found, []);
    assert_eq!(document["openapi"], "3.0.3");
    document["components"]["schemas"]["s"].take()
}

/// What is wrong with a document: code and pointer.
fn found(mut document: Value) -> Vec<(Code, Pointer)> {
    let (found, moved) = normalize_alone(&mut document);
    let at = |found: &Diagnostic| moved.original(&found.pointer).1;
    found.iter().map(|found| (found.code, at(found))).collect()
}

#[track_caller]
fn become_same(all: &[(Value, Value)]) {
    for (schema, expected) in all {
        assert_eq!(rewritten(schema.clone()), *expected, "{schema}");
    }
}

#[test]
fn null_is_a_word_beside_the_type() {
    let t = "#/components/schemas/t";
    become_same(&[
        (
            json!({"type": ["string", "null"]}),
            json!({"type": "string", "nullable": true}),
        ),
        (json!({"type": ["string"]}), json!({"type": "string"})),
        (
            json!({"type": "null"}),
            json!({"enum": [null], "nullable": true}),
        ),
        (
            json!({"const": null}),
            json!({"enum": [null], "nullable": true}),
        ),
        (
            json!({"anyOf": [{"type": "string", "maxLength": 2}, {"type": "null"}], "title": "S"}),
            json!({"type": "string", "maxLength": 2, "nullable": true, "title": "S"}),
        ),
        (
            json!({"oneOf": [{"const": null}, {"$ref": t}, {"type": "string"}]}),
            json!({"oneOf": [{"$ref": t}, {"type": "string"}], "nullable": true}),
        ),
        (
            json!({"oneOf": [{"enum": [null]}, {"$ref": t}]}),
            json!({"oneOf": [{"$ref": t}], "nullable": true}),
        ),
        (
            json!({"properties": {"p": {"anyOf": [{"$ref": t}, {"type": "null"}], "default": null}}}),
            json!({"properties": {"p": {"allOf": [{"$ref": t}], "nullable": true, "default": null}}}),
        ),
        (
            json!({"anyOf": [{"type": "null"}, {"anyOf": [{"type": ["null"]}, {"type": "integer"}]}]}),
            json!({"type": "integer", "nullable": true}),
        ),
        (
            json!({"type": "string", "enum": ["a", null]}),
            json!({"type": "string", "enum": ["a"]}),
        ),
        (
            json!({"type": ["string", "null"], "enum": ["a", null]}),
            json!({"type": "string", "nullable": true, "enum": ["a", null]}),
        ),
        (
            json!({"anyOf": [{"type": "null"}]}),
            json!({"enum": [null], "nullable": true}),
        ),
    ]);
}

#[test]
fn types_are_alternatives() {
    become_same(&[
        (
            json!({
                "type": ["string", "integer", "array", "null"], "format": "date", "minLength": 1,
                "minimum": 2, "items": {"type": "string"}, "description": "d",
            }),
            json!({"anyOf": [
                {"type": "string", "format": "date", "minLength": 1},
                {"type": "integer", "minimum": 2},
                {"type": "array", "items": {"type": "string"}},
            ], "nullable": true, "description": "d"}),
        ),
        (
            json!({"type": ["integer", "string"], "format": "int64", "enum": [1, "a", 2]}),
            json!({"anyOf": [
                {"type": "integer", "format": "int64", "enum": [1, 2], "title": "integer"},
                {"type": "string", "enum": ["a"], "title": "string"},
            ]}),
        ),
        (
            json!({"type": ["integer", "number"]}),
            json!({"type": "number"}),
        ),
        (
            json!({"type": ["string", "number", "boolean", "object", "array", "null"]}),
            json!({"nullable": true}),
        ),
        (
            json!({"enum": ["a", "b"]}),
            json!({"type": "string", "enum": ["a", "b"]}),
        ),
        (json!({"const": 1}), json!({"type": "integer", "enum": [1]})),
        (
            json!({"enum": [1.5, 1, null]}),
            json!({"type": "number", "enum": [1.5, 1, null], "nullable": true}),
        ),
        (
            json!({"enum": [true, "a"]}),
            json!({"anyOf": [
                {"type": "string", "enum": ["a"], "title": "string"}, {"type": "boolean", "enum": [true], "title": "boolean"},
            ]}),
        ),
        (json!({"const": {"a": 1}}), json!({"enum": [{"a": 1}]})),
        (
            json!({"type": "array"}),
            json!({"type": "array", "items": {}}),
        ),
    ]);
}

#[test]
fn values_are_said_as_before() {
    become_same(&[
        (
            json!({"type": "string", "const": "a", "examples": ["a", "b"]}),
            json!({"type": "string", "enum": ["a"], "example": "a"}),
        ),
        (
            json!({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 9, "maximum": 8}),
            json!({"type": "integer", "minimum": 1, "maximum": 8}),
        ),
        (
            json!({"type": "number", "exclusiveMinimum": 0.5, "minimum": 0}),
            json!({"type": "number", "minimum": 0.5, "exclusiveMinimum": true}),
        ),
        (
            json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
            json!({"type": "string", "format": "byte"}),
        ),
        (
            json!({"contentMediaType": "application/octet-stream"}),
            json!({"type": "string", "format": "binary"}),
        ),
        (
            json!({"type": "string", "contentMediaType": "application/json", "contentSchema": {"type": "object"}}),
            json!({"type": "string"}),
        ),
    ]);
}

#[test]
fn members_are_said_as_before() {
    let text = json!({"type": "string"});
    become_same(&[
        (
            json!({"patternProperties": {"^a": text}}),
            json!({"type": "object", "additionalProperties": text}),
        ),
        (
            json!({"patternProperties": {"^a": text, "^b": text}, "additionalProperties": false}),
            json!({"type": "object", "additionalProperties": text}),
        ),
        (
            json!({"type": "object", "patternProperties": {"^a": text, "^b": {"type": "integer"}}}),
            json!({"type": "object", "additionalProperties": true}),
        ),
        (
            json!({"patternProperties": {"^a": text}, "additionalProperties": true}),
            json!({"type": "object", "additionalProperties": true}),
        ),
        (
            json!({"type": "object", "unevaluatedProperties": {"type": ["string", "null"]}, "propertyNames": {"pattern": "x"}}),
            json!({"type": "object", "additionalProperties": {"type": "string", "nullable": true}}),
        ),
        (
            json!({"prefixItems": [text, text], "items": false}),
            json!({"type": "array", "items": text}),
        ),
        (
            json!({"prefixItems": [text, {"type": "integer"}], "items": false}),
            json!({"type": "array", "items": {}}),
        ),
        (
            json!({"type": "array", "prefixItems": [text]}),
            json!({"type": "array", "items": {}}),
        ),
        (
            json!({"type": "array", "items": false}),
            json!({"type": "array", "items": {}, "maxItems": 0}),
        ),
        (
            json!({"type": "object", "properties": {"a": true, "b": false}, "if": {}, "then": {"required": ["a"]}}),
            json!({"type": "object", "properties": {"a": {}}}),
        ),
        (
            json!({"type": "object", "properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"a": {"const": 1}}}}}),
            json!({"type": "object", "properties": {"a": {}}}),
        ),
        (json!({"not": false}), json!({})),
        (json!({"not": true}), json!({"not": {}})),
    ]);
}

#[test]
fn references_have_neighbours() {
    let t = json!({"$ref": "#/components/schemas/t"});
    let with = |key: &str, value: Value| {
        let mut schema = t.clone();
        schema[key] = value;
        schema
    };
    become_same(&[
        (
            json!({"properties": {"p": with("description", json!("d"))}}),
            json!({"properties": {"p": {"description": "d", "allOf": [t]}}}),
        ),
        (
            json!({"properties": {"p": with("type", json!(["object", "null"]))}}),
            json!({"properties": {"p": {"nullable": true, "allOf": [t]}}}),
        ),
        (with("type", json!("object")), t.clone()),
        (
            with("minProperties", json!(1)),
            with("minProperties", json!(1)),
        ),
        (
            with("required", json!(["a"])),
            json!({"allOf": [t], "required": ["a"]}),
        ),
        (
            json!({"anyOf": [with("description", json!("d")), {"type": "string"}]}),
            json!({"anyOf": [with("description", json!("d")), {"type": "string"}]}),
        ),
    ]);
}

#[test]
fn definitions_are_components() {
    let mut document = document(json!({
        "s": {
            "$defs": {"a": {"type": ["string", "null"]}, "t": {"$ref": "#/$defs/a"}},
            "properties": {"p": {"$ref": "#/components/schemas/s/$defs/a"}},
        },
        "t": {},
    }));
    let (found, moved) = normalize_alone(&mut document);
    assert_eq!(found, []);
    let expected = json!({
        "s": {"properties": {"p": {"$ref": "#/components/schemas/a"}}},
        "t": {},
        "a": {"type": "string", "nullable": true},
        "s_defs_t": {"$ref": "#/components/schemas/a"},
    });
    assert_eq!(document["components"]["schemas"], expected);
    let at = Pointer::parse("/components/schemas/a/type");
    let (_, original) = moved.original(&at);
    assert_eq!(original.as_str(), "/components/schemas/s/$defs/a/type");
}

#[test]
fn names_are_places() {
    let mut document = document(json!({
        "s": {"$anchor": "s", "properties": {"a": {"$ref": "#s"}, "b": {"$dynamicRef": "#t"}, "c": {"$ref": "https://a.example/t"}}},
        "t": {"$id": "https://a.example/t", "$dynamicAnchor": "t"},
        "u": {"$recursiveAnchor": true, "items": {"$recursiveRef": "#"}},
    }));
    assert_eq!(normalize_alone(&mut document).0, []);
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let expected = json!({
        "s": {"properties": {"a": to("s"), "b": to("t"), "c": to("t")}}, "t": {}, "u": {"items": to("u")},
    });
    assert_eq!(document["components"]["schemas"], expected);
    let twice = json!({"s": {"$dynamicAnchor": "a"}, "t": {"$dynamicAnchor": "a", "items": {"$dynamicRef": "#a"}}});
    let at = Pointer::parse("/components/schemas/t/items/$dynamicRef");
    assert_eq!(
        found(self::document(twice)),
        [(Code::UnsupportedSchema, at)]
    );
}

#[test]
fn pointers_are_those_of_the_author() {
    let mut document = document(json!({"s": {
        "type": ["object", "array"],
        "properties": {"a": {"anyOf": [{"type": "null"}, {"const": "x"}]}},
        "items": {"oneOf": [{"type": "null"}, {"type": "string"}, {"type": "integer"}]},
    }}));
    document["components"]["schemas"]["t"] =
        json!({"$ref": "#/components/schemas/s/items/oneOf/2"});
    let (_, moved) = normalize_alone(&mut document);
    let s = "/components/schemas/s";
    for (now, original) in [
        (
            "/anyOf/0/properties/a/enum/0",
            "/properties/a/anyOf/1/const",
        ),
        ("/anyOf/1/items/oneOf/0/type", "/items/oneOf/1/type"),
        ("/anyOf/1/type", "/type"),
    ] {
        let now = Pointer::parse(&format!("{s}{now}"));
        assert!(now.find(&document).is_some(), "{now} {document}");
        assert_eq!(moved.original(&now).1.as_str(), format!("{s}{original}"));
    }
    let found = document.pointer("/components/schemas/t");
    let found = found.and_then(crate::document::reference).unwrap();
    let target = Pointer::parse(&found[1..]);
    let (_, target) = moved.original(&target);
    assert_eq!(target.as_str(), format!("{s}/items/oneOf/2"));
}
