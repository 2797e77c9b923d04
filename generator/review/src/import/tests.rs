//! Tests of the import on a small document.

mod examples;
mod proposals;
mod random;
mod words;

use serde_json::{Value, json};

use super::*;
use openapi_client_codegen::document::PLACEHOLDER;

/// Our document: comments, folded text, quotes and an order that is not theirs.
const OURS: &str = "\
# Things, in our words.
openapi: \"3.0.1\"
info:
  title: Our things
  version: \"1.0.0\"
servers:
  - url: https://things.example.com
tags:
  - name: Things
    description: Ours.
paths:
  # The list and its making.
  /v1/Things:
    description: >-
      What there is of things,
      told by us.
    get:
      operationId: ListThing
      summary: Lists things.
      description: Our list.
      tags:
        - Things
      parameters:
        - name: Color # as it is painted
          in: query
          description: 'Our filter.'
          schema:
            $ref: \"#/components/schemas/thing_enum_color\"
          example: blue
        # The size in inches.
        - name: Size
          in: query
          description: Our size.
          schema: {type: integer}
          example: 2
      responses:
        \"200\":
          description: Our page.
          content:
            application/json:
              schema:
                type: object
                properties:
                  things:
                    type: array
                    description: Our items.
                    items:
                      $ref: \"#/components/schemas/thing\"
                  meta:
                    type: object
                    description: Our place.
                    properties:
                      key:
                        type: string
                        description: Our key.
                      next_page_url:
                        type: string
                        description: Our next.
              examples:
                one:
                  value:
                    things: []
                    meta: {key: things, next_page_url: null}
components:
  schemas:
    thing:
      type: object
      description: Our thing.
      properties:
        # Never changes.
        id:
          type: string
          description: >-
            Our id, in a folded
            text.
        note:
          type: string
          description: Our note.
          maxLength: 10 # short
    thing_enum_color:
      type: string
      description: Our color.
      enum:
        - red
        # Like the sky.
        - blue
";

const SENTENCE: &str = "A sentence that Twilio has written about this";

/// The same interface in the words of somebody else.
fn theirs() -> Value {
    let mut document = load::value(&Source::new("a.yaml", OURS), File::Document).unwrap();
    retell(&mut document, false);
    document["tags"] = json!([{"name": "TheirThings"}]);
    document["paths"]["/v1/Things"]["get"]["tags"] = json!(["TheirThings"]);
    document
}

/// Puts other words in place of ours, and words where there are none.
fn retell(value: &mut Value, is_named: bool) {
    match value {
        Value::Object(map) => {
            let is_told = map.contains_key("description");
            for (key, value) in map.iter_mut() {
                let named = ["properties", "schemas", "paths", "responses", "content"];
                retell(value, !is_named && named.contains(&key.as_str()));
            }
            if is_told && !is_named {
                map.insert("description".into(), json!(format!("{SENTENCE}.")));
                map.insert("x-told".into(), json!(SENTENCE));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| retell(item, false)),
        _ => {}
    }
}

fn run(theirs: &Value) -> Imported {
    over(OURS, None, theirs)
}

fn over(ours: &str, overlay: Option<&str>, theirs: &Value) -> Imported {
    let present = Inputs {
        document: Source::new("ours.yaml", ours),
        overlay: overlay.map(|text| Source::new("ours.overlay.yaml", text)),
        // Typed identifiers are the profile's.
        config: Some(Source::new(
            "codegen.toml",
            "[package]\nprofile = \"twilio\"\n",
        )),
        ..Inputs::default()
    };
    let new = Source::new("theirs.json", theirs.to_string());
    import(&present, &new).unwrap_or_else(|report| panic!("{report}"))
}

/// The lines that come and go.
fn lines(imported: &Imported) -> Vec<String> {
    assert!(
        !imported.text.contains(&SENTENCE[..20]),
        "{}",
        imported.text
    );
    let diff = similar::TextDiff::from_lines(OURS, &imported.text);
    let changes = diff.iter_all_changes();
    changes
        .filter(|change| change.tag() != similar::ChangeTag::Equal)
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end()))
        .collect()
}

/// What is to be written, each with the number of its placeholders.
fn missing(imported: &Imported) -> Vec<String> {
    let lines: Vec<_> = imported.text.lines().collect();
    let gaps = imported.gaps.iter();
    gaps.map(|gap| {
        for (line, _) in &gap.positions {
            assert!(
                lines[line - 1].ends_with(PLACEHOLDER),
                "{}",
                lines[line - 1]
            );
        }
        format!("{} x{}", gap.subject, gap.positions.len())
    })
    .collect()
}

fn at<'v>(document: &'v mut Value, pointer: &str) -> &'v mut Value {
    document.pointer_mut(pointer).unwrap()
}

#[test]
fn the_same_interface_changes_nothing() {
    let imported = run(&theirs());
    assert_eq!(imported.text, OURS);
    assert!(imported.diff.is_empty(), "{}", imported.diff.json());
    assert_eq!(imported.gaps, []);
    let ours = load::value(&Source::new("a.yaml", OURS), File::Document).unwrap();
    assert_eq!(imported.interface, fingerprint(&ours));
}

#[test]
fn line_ends_of_windows_stay() {
    let ours = OURS.replace('\n', "\r\n");
    let mut theirs = theirs();
    assert_eq!(over(&ours, None, &theirs).text, ours);
    *at(
        &mut theirs,
        "/components/schemas/thing/properties/note/maxLength",
    ) = json!(20);
    let wanted = ours.replace("maxLength: 10", "maxLength: 20");
    assert_eq!(over(&ours, None, &theirs).text, wanted);
}

#[test]
fn a_changed_keyword_changes_its_line() {
    let mut theirs = theirs();
    let note = at(&mut theirs, "/components/schemas/thing/properties/note");
    note["maxLength"] = json!(20);
    note["format"] = json!("uri");
    let imported = run(&theirs);
    assert_eq!(
        lines(&imported),
        [
            "+          format: uri",
            "-          maxLength: 10 # short",
            "+          maxLength: 20 # short",
        ]
    );
}

#[test]
fn a_removed_field_goes_with_its_comment() {
    let mut theirs = theirs();
    let thing = at(&mut theirs, "/components/schemas/thing/properties");
    thing.as_object_mut().unwrap().remove("id");
    let imported = run(&theirs);
    assert_eq!(
        lines(&imported),
        [
            "-        # Never changes.",
            "-        id:",
            "-          type: string",
            "-          description: >-",
            "-            Our id, in a folded",
            "-            text.",
        ]
    );
    assert_eq!(missing(&imported), [""; 0]);
}

#[test]
fn a_renamed_field_keeps_its_words() {
    let mut theirs = theirs();
    let thing = at(&mut theirs, "/components/schemas/thing/properties");
    let note = thing.as_object_mut().unwrap().remove("note").unwrap();
    thing["remark"] = note;
    let imported = run(&theirs);
    assert_eq!(lines(&imported), ["-        note:", "+        remark:"]);
    assert_eq!(missing(&imported), [""; 0]);
}

#[test]
fn a_moved_component_keeps_its_lines() {
    let mut theirs = theirs();
    let schemas = at(&mut theirs, "/components/schemas");
    let thing = schemas.as_object_mut().unwrap().remove("thing").unwrap();
    schemas["v1.thing"] = thing;
    *at(
        &mut theirs,
        "/paths/~1v1~1Things/get/responses/200/content/application~1json/schema/properties/things/items/$ref",
    ) = json!("#/components/schemas/v1.thing");
    let imported = run(&theirs);
    assert_eq!(
        lines(&imported),
        [
            "-                      $ref: \"#/components/schemas/thing\"",
            "+                      $ref: \"#/components/schemas/v1.thing\"",
            "-    thing:",
            "+    v1.thing:",
        ]
    );
    assert_eq!(imported.gaps, []);
}

#[test]
fn a_moved_path_keeps_its_words() {
    let mut theirs = theirs();
    let paths = at(&mut theirs, "/paths");
    let things = paths.as_object_mut().unwrap().remove("/v1/Things").unwrap();
    paths["/v2/Things"] = things;
    let imported = run(&theirs);
    assert_eq!(lines(&imported), ["-  /v1/Things:", "+  /v2/Things:"]);
}

#[test]
fn values_and_parameters_come_and_go() {
    let mut theirs = theirs();
    *at(&mut theirs, "/components/schemas/thing_enum_color/enum") =
        json!(["blue", "sea green", "no"]);
    let parameters = at(&mut theirs, "/paths/~1v1~1Things/get/parameters");
    let mut size = parameters[1].clone();
    size["schema"] = json!({"type": "string", "description": SENTENCE});
    let new = json!({"name": "Shape", "in": "query", "description": SENTENCE, "schema": {"type": "string"},
        "examples": {"a": {"value": SENTENCE}}});
    *parameters = json!([size, new, parameters[0]]);
    let imported = run(&theirs);
    let wanted = "      parameters:
        # The size in inches.
        - name: Size
          in: query
          description: Our size.
          schema:
            type: string
          example: 2
        - name: Shape
          in: query
          description: (words missing)
          schema:
            type: string
          examples:
            example:
              summary: (words missing)
              value: shape
        - name: Color # as it is painted
          in: query
";
    assert!(imported.text.contains(wanted), "{}", imported.text);
    let wanted = "      x-enumDescriptions:
        \"no\": (words missing)
        sea green: (words missing)
      enum:
        # Like the sky.
        - blue
        - sea green
        - \"no\"
";
    assert!(imported.text.ends_with(wanted), "{}", imported.text);
    assert_eq!(
        missing(&imported),
        [
            "description of /v1/Things get parameters Shape x1",
            "example of /v1/Things get parameters Shape x1",
            "meaning of no of thing_enum_color x1",
            "meaning of sea green of thing_enum_color x1",
        ]
    );
}

/// How a new operation is written.
const NEW_OPERATION: &str = "    post:
      operationId: CreateThing
      summary: (words missing)
      description: (words missing)
      tags:
        - Things
      x-maturity:
        name: GA
        list: []
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              title: CreateThingRequest
              required:
                - Description
              properties:
                Description:
                  type: string
                  description: (words missing)
                  default: \"a: b\"
            examples:
              example:
                summary: (words missing)
                value:
                  Description: description
      responses:
        \"201\":
          description: (words missing)
          content:
            application/json:
              schema:
                $ref: \"#/components/schemas/thing\"
              examples:
                example:
                  summary: (words missing)
                  value:
                    id: id
                    note: note
components:
";

#[test]
fn a_new_operation_is_written_in_our_style() {
    let mut theirs = theirs();
    theirs["paths"]["/v1/Things"]["post"] = json!({
        "x-maturity": {"name": "GA", "description": SENTENCE, "list": [SENTENCE]},
        "description": SENTENCE, "summary": SENTENCE, "tags": ["TheirThings"],
        "responses": {"201": {"description": SENTENCE, "headers": {"X-A": {"schema": {"type": "string"}}}, "content":
            {"application/json": {"schema": {"$ref": "#/components/schemas/thing"},
             "examples": {"a": {"value": {"id": SENTENCE}}}}}}},
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
            "properties": {"Description": {"description": SENTENCE, "type": "string", "default": "a: b"}},
            "title": "CreateThingRequest", "required": ["Description"], "type": "object"}}}},
        "operationId": "CreateThing",
    });
    let imported = run(&theirs);
    assert!(imported.text.contains(NEW_OPERATION), "{}", imported.text);
    assert_eq!(lines(&imported).len(), NEW_OPERATION.lines().count() - 1);
    assert_eq!(
        missing(&imported),
        [
            "summary of /v1/Things post x1",
            "description of /v1/Things post x1",
            "description of /v1/Things post requestBody application/x-www-form-urlencoded Description x1",
            "example of /v1/Things post requestBody application/x-www-form-urlencoded x1",
            "description of /v1/Things post responses 201 x1",
            "example of /v1/Things post responses 201 application/json x1",
        ]
    );
}

#[test]
fn an_inline_enumeration_becomes_a_component_with_its_words() {
    let mut theirs = theirs();
    let note = at(&mut theirs, "/components/schemas/thing/properties");
    note["note"] = json!({"$ref": "#/components/schemas/thing_enum_color"});
    let imported = run(&theirs);
    assert_eq!(
        lines(&imported),
        [
            "-          type: string",
            "-          description: Our note.",
            "-          maxLength: 10 # short",
            "+          $ref: \"#/components/schemas/thing_enum_color\"",
        ]
    );
}

#[test]
fn an_overlay_is_held_against_the_new_document() {
    let overlay = "\
overlay: 1.0.0
info: {title: T, version: \"1\"}
actions:
  - target: $.components.schemas.thing
    description: The server assigns them.
    update:
      required: [id, note]
  - target: $.components.schemas.gone
    description: It is gone.
    remove: true
";
    let mut theirs = theirs();
    let imported = over(OURS, Some(overlay), &theirs);
    assert_eq!(imported.superfluous, []);
    let places: Vec<_> = imported
        .report
        .iter()
        .map(|found| (found.name.to_owned(), found.span.line))
        .collect();
    assert_eq!(places, [("ours.overlay.yaml".to_owned(), 8)]);

    theirs["components"]["schemas"]["thing"]["required"] = json!(["id"]);
    let found = over(OURS, Some(overlay), &theirs).superfluous;
    let found: Vec<_> = found
        .iter()
        .map(|found| (found.pointer.as_str(), found.is_whole))
        .collect();
    assert_eq!(found, [("/actions/0/update/required/0", false)]);

    theirs["components"]["schemas"]["thing"]["required"] = json!(["note", "id"]);
    let found = over(OURS, Some(overlay), &theirs).superfluous;
    let found: Vec<_> = found
        .iter()
        .map(|found| (found.pointer.as_str(), found.is_whole))
        .collect();
    assert_eq!(found, [("/actions/0", true)]);
}

#[test]
fn a_faulty_document_is_refused() {
    let present = Inputs {
        document: Source::new("ours.yaml", OURS),
        ..Inputs::default()
    };
    let report = import(&present, &Source::new("theirs.json", "{\"openapi\": ")).unwrap_err();
    assert!(report.to_string().starts_with("theirs.json:1:"), "{report}");
    let mut wrong = theirs();
    wrong["components"]["schemas"]["thing"]["properties"]["note"] = json!("a text");
    let report = import(&present, &Source::new("theirs.json", wrong.to_string())).unwrap_err();
    let text = report.to_string();
    assert!(text.contains("found the string `a text`"), "{report}");
    let flow = Inputs {
        document: Source::new("ours.json", theirs().to_string()),
        ..Inputs::default()
    };
    let report = import(&flow, &Source::new("theirs.yaml", OURS)).unwrap_err();
    assert!(report.to_string().contains("block style"), "{report}");
}
