//! Tests of parts that come from other files.

use serde_json::{Value, json};

use super::bring_in;
use crate::diagnostic::{Code, File};
use crate::source::{Inputs, Source};

/// The document with what other files have, and all that was reported.
fn with_files(mut document: Value, files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let mut inputs = Inputs {
        document: Source::new("specs/api.yaml", document.to_string()),
        ..Inputs::default()
    };
    let files = files.iter();
    let files = files.map(|(path, text)| ((*path).to_owned(), Source::new(*path, *text)));
    inputs.files.extend(files);
    let mut out = Vec::new();
    let origins = bring_in(&mut document, &inputs, &mut out);
    let origins = origins.iter().map(|(at, (file, from))| match file {
        File::Referenced(index) => format!("{at} is {index}#{from}"),
        file => format!("{file:?}"),
    });
    let out = out
        .iter()
        .map(|found| format!("{}: {}", found.code.as_str(), found.message));
    let found = origins.chain(out).collect();
    (document, found)
}

/// Files that refer to each other, and to the document.
const FILES: [(&str, &str); 3] = [
    (
        "common.json",
        r##"{"parameters": {"id": {"schema": {"$ref": "#/id"}}}, "id": {"type": "string"}}"##,
    ),
    (
        "paths/kites.yaml",
        "get: {responses: {'200': {content: {a/b: {schema: {$ref: ../schemas/kite.yaml}}}}}}",
    ),
    (
        "schemas/kite.yaml",
        "properties: {tail: {$ref: '#/properties/next'}, next: {$ref: 'kite.yaml#'}, own: {$ref: '../api.yaml#/components/schemas/kite'}, gone: {$ref: '#/gone'}}",
    ),
];

#[test]
fn parts_of_other_files_become_components() {
    let document = json!({
        "paths": {
            "/kites": {"$ref": "paths/kites.yaml"},
            "/kites/{id}": {"parameters": [{"$ref": "common.json#/parameters/id"}]},
        },
        "components": {"schemas": {
            "kite": {"type": "string"},
            "same": {"$ref": "schemas/kite.yaml"},
            "example": {"example": {"$ref": "schemas/kite.yaml#/nothing"}},
            "gone": {"$ref": "schemas/kite.yaml#/gone"},
            "newer": {"$ref": "#/a", "prefixItems": [{"$ref": "schemas/kite.yaml#/properties/tail"}]},
        }},
    });
    let (document, found) = with_files(document, &FILES);
    assert_eq!(
        found,
        [
            "/components/parameters/id is 0#/parameters/id",
            "/components/pathItems/kites is 1#",
            "/components/schemas/id is 0#/id",
            "/components/schemas/kite2 is 2#",
            "/components/schemas/next is 2#/properties/next",
            "/components/schemas/tail is 2#/properties/tail",
        ]
    );
    assert_eq!(
        document["paths"]["/kites"]["$ref"],
        "#/components/pathItems/kites"
    );
    let schemas = &document["components"]["schemas"];
    assert_eq!(schemas["same"]["$ref"], "#/components/schemas/kite2");
    assert_eq!(
        schemas["example"]["example"]["$ref"],
        "schemas/kite.yaml#/nothing"
    );
    assert_eq!(schemas["gone"]["$ref"], "schemas/kite.yaml#/gone");
    assert_eq!(
        schemas["newer"]["prefixItems"][0]["$ref"],
        "#/components/schemas/tail"
    );
    let reference = |to: &str| json!({ "$ref": to });
    assert_eq!(
        schemas["kite2"]["properties"],
        json!({
            "gone": reference("schemas/kite.yaml#/gone"),
            "next": reference("#/components/schemas/kite2"),
            "own": reference("#/components/schemas/kite"),
            "tail": reference("#/components/schemas/next"),
        })
    );
    assert_eq!(schemas["next"], reference("#/components/schemas/kite2"));
    let parameter = &document["components"]["parameters"]["id"];
    assert_eq!(parameter["schema"], reference("#/components/schemas/id"));
}

#[test]
fn mappings_of_discriminators_lead_to_files() {
    let mapping =
        json!({"a": "parts.yaml#/A", "b": "B", "c": "c.d", "e": "#/components/schemas/E"});
    let schema =
        json!({"oneOf": [], "discriminator": {"propertyName": "kind", "mapping": mapping}});
    let document = json!({"components": {"schemas": {"S": schema}}});
    let (document, _) = with_files(document, &[("parts.yaml", "A: {type: object}")]);
    assert_eq!(
        document["components"]["schemas"]["S"]["discriminator"]["mapping"],
        json!({"a": "#/components/schemas/A", "b": "B", "c": "c.d", "e": "#/components/schemas/E"})
    );
}

#[test]
fn a_file_that_is_not_yaml_is_an_error_of_that_file() {
    let document =
        json!({"components": {"schemas": {"S": {"$ref": "a.yaml"}, "T": {"$ref": "a.yaml#/x"}}}});
    let (_, found) = with_files(document, &[("a.yaml", "x: [")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(Code::Syntax.as_str()), "{found:?}");
}

#[test]
fn what_is_written_out_is_bounded() {
    let deep = (0..30).fold("type: string".to_owned(), |inner, _| {
        format!("items: {{{inner}}}")
    });
    let at = |depth: usize| format!("a.yaml#{}", "/items".repeat(depth));
    let all: Vec<_> = (0..30).map(|depth| json!({"$ref": at(depth)})).collect();
    let document = json!({"components": {"schemas": {"S": {"allOf": all}}}});
    let (_, found) = with_files(document, &[("a.yaml", &deep)]);
    assert!(
        found.iter().any(|found| found.starts_with("TH")),
        "{found:?}"
    );
}

#[test]
fn a_document_refers_to_itself_by_its_name() {
    let document =
        json!({"components": {"schemas": {"S": {"$ref": "./api.yaml#/components/schemas/T"}}}});
    let (document, found) = with_files(document, &[]);
    assert!(found.is_empty(), "{found:?}");
    let reference = &document["components"]["schemas"]["S"]["$ref"];
    assert_eq!(reference, "#/components/schemas/T");
}
