//! Explanations of a small document, from every kind of name.

use serde_json::json;

use super::{Explanation, Relation, Response, explain};
use openapi_client_codegen::source::{Inputs, Source};

const DOCUMENT: &str = "\
openapi: 3.0.1
info:
  title: Things
  version: 1.0.0
servers:
  - url: https://things.example.com
paths:
  /v1/Things:
    get:
      operationId: ListThing
      parameters:
        - name: Debug
          in: query
          schema: {type: boolean}
        - name: Color
          in: query
          schema:
            $ref: '#/components/schemas/thing_enum_color'
      responses:
        \"200\":
          description: A page.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/ListThingResponse'
    post:
      operationId: CreateThing
      description: Makes a thing.
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [Name]
              properties:
                Name:
                  type: string
                Color:
                  $ref: '#/components/schemas/thing_enum_color'
      responses:
        \"201\":
          description: The thing.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/things.v1.thing'
components:
  schemas:
    things.v1.thing:
      type: object
      properties:
        sid:
          type: string
          nullable: true
          pattern: ^TH[0-9a-fA-F]{32}$
        color:
          $ref: '#/components/schemas/thing_enum_color'
    things.v2.thing:
      type: object
      properties:
        sid:
          type: string
    thing_enum_color:
      type: string
      enum:
        - dark-red
        - blue
    ListThingResponse:
      type: object
      properties:
        things:
          type: array
          items:
            $ref: '#/components/schemas/things.v1.thing'
        meta:
          type: object
          properties:
            key:
              type: string
            next_page_url:
              type: string
              format: uri
              nullable: true
";

const OVERLAY: &str = "\
overlay: 1.0.0
info:
  title: What is left unsaid
  version: 1.0.0
actions:
  - target: $.paths['/v1/Things'].get.parameters[?@.name=='Debug']
    description: Only for us.
    remove: true
  - target: $.components.schemas['things.v1.thing']
    description: The service makes it up.
    update:
      required: [sid]
      properties:
        sid:
          nullable: false
        note:
          type: string
";

fn response(wanted: &str) -> Response {
    let inputs = Inputs {
        document: Source::new("things.yaml", DOCUMENT),
        overlay: Some(Source::new("overlay.yaml", OVERLAY)),
        // Its identifiers have types of their own.
        config: Some(Source::new(
            "config.toml",
            "[package]\nprofile = \"twilio\"\n",
        )),
        ..Inputs::default()
    };
    explain(&inputs, wanted).unwrap_or_else(|report| panic!("{report}"))
}

fn one(wanted: &str) -> Explanation {
    match response(wanted) {
        Response::One(explanation) => *explanation,
        other => panic!("{wanted}: {other:?}"),
    }
}

#[test]
fn an_operation_is_told_from_the_document_to_its_lines() {
    let found = one("CreateThing");
    let text = found.text("generated");
    let at = |parts: &[&str]| {
        let lines: Vec<_> = parts.iter().map(|part| text.find(part)).collect();
        assert!(
            lines.iter().all(Option::is_some) && lines.is_sorted(),
            "{parts:?} in:\n{text}"
        );
    };
    at(&[
        "operation CreateThing\n\ndocument\n  things.yaml:26-46 /paths/~1v1~1Things/post\n",
        "  26 |     post:\n  27 |       operationId: CreateThing\n",
        "     | ... 13 more lines\n\noverlay\n  no action changes it\n",
        "  1 action changes /components/schemas/things.v1.thing, to which it refers\n",
        "\nmodel\n  operation CreateThing -> things::Things::create\n",
        "    kind      create of /v1/Things\n    request   POST /v1/Things\n",
        "    response  201, record things.v1.thing -> things::Thing\n",
        "    form  Name   string                 required  -> name   String, argument\n",
        "    form  Color  enum thing_enum_color  optional  -> color  things::Color, setter\n",
        "\nemitted\n    generated/src/things.rs:",
        "things::Things::create: fn(&self, name: impl Into<String>) -> CreateThing\n",
        "  the table of operations\n",
    ]);
    assert!(found.emitted.iter().all(|item| item.first <= item.last));
    let paths: Vec<_> = found
        .emitted
        .iter()
        .map(|item| item.item.as_str())
        .collect();
    let wanted = [
        "things::Things::create",
        "things::CreateThing",
        "things::CreateThing::color",
    ];
    assert_eq!(paths, wanted);
}

#[test]
fn places_behind_a_removed_item_stand_where_the_file_has_them() {
    let found = one("#/paths/~1v1~1Things/get/parameters/0");
    assert_eq!(found.subject, "parameter ListThing.Color");
    assert_eq!(
        (found.document.line, found.document.last),
        (Some(15), Some(18))
    );
    assert_eq!(found.overlay, []);
    // What the overlay takes away is called as the file calls it, and no longer there.
    let found = one("/paths/~1v1~1Things/get/parameters/1");
    assert!(found.document.is_removed);
}

#[test]
fn actions_are_told_where_they_have_an_effect() {
    let changes = |wanted: &str| {
        let actions = one(wanted).overlay.into_iter();
        let actions = actions.map(|action| (action.action, action.line, action.changes));
        actions.collect::<Vec<_>>()
    };
    let whole = changes("things.v1.thing");
    let lines = [
        "~ properties/sid/nullable: true -> false",
        "+ properties/note: {\"type\":\"string\"}",
        "+ required: [\"sid\"]",
    ];
    assert_eq!(whole, [(2, Some(9), lines.map(str::to_owned).to_vec())]);
    let field = changes("/components/schemas/things.v1.thing/properties/sid");
    let lines = ["+ it is in `required`", "~ nullable: true -> false"];
    assert_eq!(field, [(2, Some(9), lines.map(str::to_owned).to_vec())]);
    assert_eq!(changes("thing_enum_color"), []);
    let added = one("/components/schemas/things.v1.thing/properties/note");
    assert_eq!(added.document.line, None);
    assert_eq!(added.overlay.len(), 1);
    assert!(added.text("").contains("the overlay adds it"));
    let list = one("ListThing");
    assert_eq!(list.overlay[0].changes.len(), 1);
    assert!(
        list.overlay[0].changes[0].starts_with("- parameters: {"),
        "{:?}",
        list.overlay
    );
}

#[test]
fn records_enumerations_and_their_members_have_both_names() {
    let found = one("things.v1.thing");
    let node = &found.model.nodes[0];
    assert_eq!(node.subject, "record things.v1.thing");
    assert_eq!(node.rust.as_deref(), Some("things::Thing"));
    let sid = &node.members[0];
    assert_eq!(
        (sid.wire.as_str(), sid.rust_type.as_str()),
        ("sid", "ThingSid")
    );
    assert_eq!(sid.presence, "always there");
    assert_eq!(node.members[1].rust_type, "Option<things::Color>");
    let users = ["operation CreateThing", "operation ListThing"];
    assert_eq!(found.model.used_by, users);

    let found = one("/components/schemas/thing_enum_color/enum/0");
    let value = &found.model.nodes[0].members[0];
    assert_eq!(
        (value.wire.as_str(), value.rust.as_str()),
        ("dark-red", "DarkRed")
    );
    assert_eq!(found.emitted[0].item, "things::Color::DarkRed");
    assert_eq!(found.document.excerpt, ["        - dark-red"]);
}

#[test]
fn any_place_is_explained_by_what_is_around_it_or_below() {
    let relation = |wanted: &str| one(wanted).model.relation;
    assert_eq!(relation("/v1/Things"), Relation::Is);
    assert_eq!(
        relation("/paths/~1v1~1Things/post/responses/201"),
        Relation::PartOf
    );
    assert_eq!(relation("/paths"), Relation::Holds);
    assert_eq!(relation("/"), Relation::Holds);
    assert_eq!(relation("things.v2.thing"), Relation::None);
    assert!(
        one("things.v2.thing")
            .text("")
            .ends_with("emitted\n  nothing\n")
    );
    assert_eq!(one("things::Color").subject, "schema thing_enum_color");
    assert_eq!(
        one("things::Things::create").subject,
        "operation CreateThing"
    );
    assert_eq!(one("creatething").subject, "operation CreateThing");
    assert_eq!(one("#/paths/%7E1v1%7E1Things").subject, "path /v1/Things");
}

#[test]
fn names_that_fit_nothing_or_too_much_are_told() {
    let near = |wanted: &str| match response(wanted) {
        Response::Unknown(near) => near,
        other => panic!("{wanted}: {other:?}"),
    };
    assert_eq!(near("CreateThign"), ["CreateThing"]);
    assert_eq!(near("color"), ["thing_enum_color"]);
    assert_eq!(near("/v1/Thingz"), ["/v1/Things"]);
    assert_eq!(
        near("/paths/~1v1~1Things/gett/x"),
        ["/paths/~1v1~1Things/get"]
    );
    assert_eq!(near("things::Colour"), ["things::Color"]);
    assert!(near("nothing like it").is_empty());
    let Response::Several(found) = response("thing") else {
        panic!("it is the last part of two names");
    };
    let found: Vec<_> = found.iter().map(|found| found.subject.as_str()).collect();
    assert_eq!(found, ["schema things.v1.thing", "schema things.v2.thing"]);
}

#[test]
fn programs_read_json() {
    let json: serde_json::Value = serde_json::from_str(&one("CreateThing").json()).unwrap();
    assert_eq!(json["document"]["line"], 26);
    assert_eq!(json["model"]["relation"], "is");
    assert_eq!(json["model"]["nodes"][0]["members"][0]["wire"], "Name");
    assert_eq!(
        json["overlaid"],
        json!([{
            "pointer": "/components/schemas/things.v1.thing", "actions": 1,
        }])
    );
    assert_eq!(json["emitted"][0]["file"], "src/things.rs");
}
