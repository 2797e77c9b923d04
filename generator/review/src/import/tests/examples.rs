//! Tests of examples whose schemas change.

use serde_json::{Value, json};

use super::{at, over};
use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::document::PLACEHOLDER;
use openapi_client_codegen::load;
use openapi_client_codegen::source::Source;

const OURS: &str = "\
openapi: 3.0.1
info: {title: Ours - Things, version: 1.0.0}
servers: [{url: \"https://things.example.com\"}]
paths:
  /v1/Things:
    post:
      operationId: CreateThing
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [Name]
              properties:
                Name: {type: string}
                Size: {type: integer}
            examples:
              whole:
                value:
                  # Said to everybody.
                  Name: 'A thing'
                  Size: \"3\"
              least:
                value: {Name: A thing}
      responses:
        \"201\":
          description: The thing.
          content:
            application/json:
              schema: {$ref: \"#/components/schemas/thing\"}
              examples:
                one:
                  value:
                    id: \"1\"
                    note: A note.
                    state: in-use   # most are
                    parts:
                      - {size: 1}
                      - {size: 2}
components:
  schemas:
    thing:
      type: object
      properties:
        id: {type: string}
        note: {type: string}
        state: {type: string, enum: [in-use, broken]}
        parts: {type: array, items: {$ref: \"#/components/schemas/part\"}}
    part:
      type: object
      properties:
        size: {type: integer}
";

const RESPONSE: &str = "/components/schemas/thing/properties";
const FORM: &str =
    "/paths/~1v1~1Things/post/requestBody/content/application~1x-www-form-urlencoded/schema";

/// What the examples say after an edit of the document: the lines below them that come and go.
fn lines(edit: impl Fn(&mut Value)) -> Vec<String> {
    let mut theirs = load::value(&Source::new("a.yaml", OURS), File::Document).unwrap();
    edit(&mut theirs);
    let imported = over(OURS, None, &theirs);
    let mut proposals = imported.proposals.iter();
    assert!(!proposals.any(|proposal| proposal.what.starts_with("the examples")));
    let diff = similar::TextDiff::from_lines(paths(OURS), paths(&imported.text));
    let changes = diff.iter_all_changes();
    let told = changes.filter(|change| change.tag() != similar::ChangeTag::Equal);
    // What is below the schemas is not what is looked at.
    let is_schema = |line: &str| line.trim_end().ends_with(':') || line.contains("type: ");
    told.filter(|change| !is_schema(change.value()) && !change.value().contains(PLACEHOLDER))
        .map(|change| format!("{}{}", change.tag(), change.value().trim()))
        .collect()
}

/// The part of the text above the schemas.
fn paths(text: &str) -> &str {
    &text[..text.find("components:").unwrap()]
}

fn insert(document: &mut Value, pointer: &str, key: &str, value: Value) {
    at(document, pointer)
        .as_object_mut()
        .unwrap()
        .insert(key.to_owned(), value);
}

fn remove(document: &mut Value, pointer: &str, key: &str) -> Value {
    at(document, pointer)
        .as_object_mut()
        .unwrap()
        .remove(key)
        .unwrap()
}

#[test]
fn what_is_gone_leaves() {
    let found = lines(|theirs| drop(remove(theirs, RESPONSE, "note")));
    assert_eq!(found, ["-note: A note."]);
}

#[test]
fn what_is_renamed_keeps_its_value() {
    let found = lines(|theirs| {
        let note = remove(theirs, RESPONSE, "note");
        insert(theirs, RESPONSE, "remark", note);
    });
    assert_eq!(found, ["-note: A note.", "+remark: A note."]);
}

#[test]
fn what_is_new_has_a_value_of_its_schema() {
    let found = lines(|theirs| {
        let new = [
            (
                "sid",
                json!({"type": "string", "pattern": "^AC[0-9a-fA-F]{32}$", "example": "AC1"}),
            ),
            ("since", json!({"type": "string", "format": "date-time"})),
            ("used", json!({"type": "boolean"})),
            ("count", json!({"type": "integer", "minimum": 5})),
            ("home", json!({"type": "string", "format": "uri"})),
            ("kind", json!({"type": "string", "enum": ["new", "old"]})),
            ("maker_name", json!({"type": "string"})),
        ];
        for (name, schema) in new {
            insert(theirs, RESPONSE, name, schema);
        }
    });
    let mut found = found;
    found.sort();
    assert_eq!(
        found,
        [
            "+count: 5",
            "+home: https://acme.example/home",
            "+kind: new",
            "+maker_name: maker name",
            "+sid: AC0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "+since: \"2026-03-02T09:14:05Z\"",
            "+used: false",
        ]
    );
}

#[test]
fn examples_that_leave_something_out_go_on_doing_so() {
    let found = lines(|theirs| {
        let properties = format!("{FORM}/properties");
        insert(theirs, &properties, "Color", json!({"type": "string"}));
    });
    assert_eq!(found, ["+Color: color"]);
    let found = lines(|theirs| {
        let properties = format!("{FORM}/properties");
        insert(theirs, &properties, "Color", json!({"type": "string"}));
        at(theirs, FORM)["required"] = json!(["Name", "Color"]);
    });
    assert_eq!(
        found.iter().filter(|line| *line == "+Color: color").count(),
        2
    );
}

#[test]
fn another_type_has_another_value() {
    let found = lines(|theirs| {
        at(theirs, RESPONSE)["id"] = json!({"type": "integer"});
        at(theirs, RESPONSE)["state"]["enum"] = json!(["IN_USE", "BROKEN"]);
    });
    assert_eq!(
        found,
        [
            "-id: \"1\"",
            "+id: 1",
            "-state: in-use   # most are",
            "+state: IN_USE   # most are"
        ]
    );
    // In a form, all is text already.
    let properties = format!("{FORM}/properties");
    let found = lines(|theirs| at(theirs, &properties)["Size"] = json!({"type": "string"}));
    assert_eq!(found, [""; 0]);
}

#[test]
fn items_change_each() {
    let parts = "/components/schemas/part/properties";
    let found = lines(|theirs| insert(theirs, parts, "used", json!({"type": "boolean"})));
    assert_eq!(
        found
            .iter()
            .filter(|line| line.contains("used: false"))
            .count(),
        2,
        "{found:?}"
    );
}
