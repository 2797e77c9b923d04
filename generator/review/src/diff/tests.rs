//! Tests of the comparison on small documents.

mod arguments;
mod credentials;
mod paging;
mod replies;
mod servers;
mod unions;

use serde_json::{Value, json};

use super::{ChangeKind, Diff, Rust, Wire, diff};
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Lowered, model};

/// A record that is read, one that is sent, and an enumeration.
fn schemas() -> Value {
    json!({
        "thing": {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "color": {"$ref": "#/components/schemas/thing_enum_color"},
                "count": {"type": "integer"},
                "labels": {"type": "array", "items": {"type": "string"}, "default": []},
                "extra": {}
            }
        },
        "thing_enum_color": {"type": "string", "enum": ["dark-red", "blue"]},
        "part": {
            "type": "object",
            "required": ["left", "right"],
            "properties": {"left": {"type": "string"}, "right": {"type": "string"}, "middle": {"type": "integer"}}
        }
    })
}

/// A document with a list, a create and a JSON update of one resource.
pub(super) fn document() -> Value {
    let thing = json!({"$ref": "#/components/schemas/thing"});
    let response = |schema: Value| json!({"description": "", "content": {"application/json": {"schema": schema}}});
    let form = |schema: Value| json!({"content": {"application/x-www-form-urlencoded": {"schema": schema}}});
    json!({
        "openapi": "3.0.1",
        "info": {"title": "Twilio - Things", "version": "1.0.0"},
        "servers": [{"url": "https://things.example.com"}],
        "paths": {
            "/v1/Things": {
                "get": {
                    "operationId": "ListThing",
                    "parameters": [{"name": "Color", "in": "query", "schema": {"$ref": "#/components/schemas/thing_enum_color"}}],
                    "responses": {"200": response(json!({"type": "object", "properties": {
                        "things": {"type": "array", "items": thing},
                        "meta": {"type": "object", "properties": {"next_page_url": {"type": "string"}, "key": {"type": "string"}}}
                    }}))}
                },
                "post": {
                    "operationId": "CreateThing",
                    "requestBody": form(json!({
                        "type": "object",
                        "required": ["Name", "Size"],
                        "properties": {"Name": {"type": "string"}, "Size": {"type": "integer"}, "Note": {"type": "string", "nullable": true}}
                    })),
                    "responses": {"201": response(thing.clone())}
                }
            },
            "/v1/Things/{Id}": {
                "parameters": [{"name": "Id", "in": "path", "required": true, "schema": {"type": "string"}}],
                "delete": {"operationId": "DeleteThing", "responses": {"204": {"description": ""}}},
                "put": {
                    "operationId": "UpdateThing",
                    "requestBody": {"content": {"application/json": {"schema": {"type": "object", "properties": {
                        "part": {"$ref": "#/components/schemas/part"}
                    }}}}},
                    "responses": {"200": response(thing)}
                }
            }
        },
        "components": {"schemas": schemas()}
    })
}

pub(super) fn lowered(document: &Value) -> Lowered {
    let document = Source::new("things.json", document.to_string());
    model(&Inputs {
        document,
        ..Inputs::default()
    })
    .unwrap()
}

/// The difference that setting the value at each pointer makes; `null` takes it away.
fn changed(edits: &[(&str, Value)]) -> Diff {
    between(&[], edits)
}

/// The difference between the document with these edits and with those.
fn between(old: &[(&str, Value)], new: &[(&str, Value)]) -> Diff {
    diff(&lowered(&edited(old)), &lowered(&edited(new)))
}

pub(super) fn edited(edits: &[(&str, Value)]) -> Value {
    let mut new = document();
    for (at, value) in edits {
        let (parent, key) = at.rsplit_once('/').unwrap();
        let (parent, key) = (new.pointer_mut(parent).unwrap(), &*key.replace("~1", "/"));
        match (parent, value) {
            (Value::Object(entries), Value::Null) => assert!(entries.remove(key).is_some(), "{at}"),
            (Value::Object(entries), value) => drop(entries.insert(key.to_owned(), value.clone())),
            (parent, value) => parent[key.parse::<usize>().unwrap()] = value.clone(),
        }
    }
    new
}

/// What is told of one edit.
fn verdicts(at: &str, value: Value) -> Vec<(ChangeKind, Wire, Rust)> {
    let changes = changed(&[(at, value)]).changes;
    changes
        .iter()
        .map(|change| (change.kind, change.wire, change.rust))
        .collect()
}

/// All that is told of a change but its reason: kind, subject, both pointers, both verdicts.
type Told = (ChangeKind, String, String, String, Wire, Rust);

/// What is told of each change; a pointer that is missing is empty.
fn told(diff: &Diff) -> Vec<Told> {
    let changes = diff.changes.iter();
    let at = |at: &Option<openapi_client_codegen::pointer::Pointer>| {
        at.as_ref().map_or("", |at| at.as_str()).to_owned()
    };
    changes
        .map(|change| {
            let (old, new) = (at(&change.old_pointer), at(&change.new_pointer));
            assert!(!change.reason.is_empty());
            let subject = change.subject.clone();
            (change.kind, subject, old, new, change.wire, change.rust)
        })
        .collect()
}

/// What is expected of one change.
fn tells(kind: ChangeKind, subject: &str, at: [&str; 2], wire: Wire, rust: Rust) -> Told {
    let [old, new] = at.map(str::to_owned);
    (kind, subject.to_owned(), old, new, wire, rust)
}

pub(super) const CREATE: &str =
    "/paths/~1v1~1Things/post/requestBody/content/application~1x-www-form-urlencoded/schema";
pub(super) const THING: &str = "/components/schemas/thing";

#[test]
fn nothing_comes_of_nothing() {
    let same = changed(&[]);
    assert!(same.is_empty());
    assert_eq!((same.wire, same.rust), (Wire::None, Rust::None));
}

#[test]
fn parameters_of_a_body() {
    let required = |names: &[&str]| verdicts(&format!("{CREATE}/required"), json!(names));
    let kind = ChangeKind::RequirednessChanged;
    assert_eq!(required(&["Name"]), [(kind, Wire::Compatible, Rust::Major)]);
    assert_eq!(
        required(&["Name", "Size", "Note"])[0],
        (kind, Wire::Breaking, Rust::Major)
    );
    assert_eq!(
        required(&["Size", "Name"]),
        [(ChangeKind::ArgumentsReordered, Wire::None, Rust::Major)]
    );
    let property =
        |name: &str, value: Value| verdicts(&format!("{CREATE}/properties/{name}"), value);
    assert_eq!(
        property("More", json!({"type": "string"})),
        [(ChangeKind::ParameterAdded, Wire::Compatible, Rust::Minor)]
    );
    assert_eq!(
        property("Note", Value::Null),
        [(ChangeKind::ParameterRemoved, Wire::Breaking, Rust::Major)]
    );
    assert_eq!(
        property("Note", json!({"type": "string"})),
        [(ChangeKind::NullabilityChanged, Wire::Breaking, Rust::Major)]
    );
    let uri = property("Name", json!({"type": "string", "format": "uri"}));
    assert_eq!(
        uri,
        [(ChangeKind::TypeChanged, Wire::Breaking, Rust::Patch)]
    );
    // Integers convert into numbers.
    assert_eq!(
        property("Size", json!({"type": "number"})),
        [(ChangeKind::TypeChanged, Wire::Compatible, Rust::Minor)]
    );
    let longer = property("Name", json!({"type": "string", "minLength": 2}));
    assert_eq!(
        longer,
        [(ChangeKind::ConstraintChanged, Wire::Breaking, Rust::Patch)]
    );
}

#[test]
fn fields_that_are_read() {
    let property =
        |name: &str, value: Value| verdicts(&format!("{THING}/properties/{name}"), value);
    assert_eq!(
        property("more", json!({"type": "string"})),
        [(ChangeKind::FieldAdded, Wire::Compatible, Rust::Minor)]
    );
    assert_eq!(
        property("count", Value::Null),
        [(ChangeKind::FieldRemoved, Wire::Breaking, Rust::Major)]
    );
    let null = property("id", json!({"type": "string", "nullable": true}));
    assert_eq!(
        null,
        [(ChangeKind::NullabilityChanged, Wire::Breaking, Rust::Major)]
    );
    let null = property("count", json!({"type": "integer", "nullable": true}));
    assert_eq!(
        null,
        [(ChangeKind::NullabilityChanged, Wire::Compatible, Rust::None)]
    );
    assert_eq!(
        property("count", json!({"type": "number"})),
        [(ChangeKind::TypeChanged, Wire::Breaking, Rust::Major)]
    );
    assert_eq!(
        property("id", json!({"type": "string", "format": "uri"})),
        [(ChangeKind::TypeChanged, Wire::Compatible, Rust::Patch)]
    );
    assert_eq!(
        property("extra", json!({"type": "object"})),
        [(ChangeKind::TypeChanged, Wire::Compatible, Rust::Patch)]
    );
    let default = property(
        "labels",
        json!({"type": "array", "items": {"type": "string"}}),
    );
    assert!(
        default.contains(&(
            ChangeKind::RequirednessChanged,
            Wire::Compatible,
            Rust::Major
        )),
        "{default:?}"
    );
    let items = changed(&[(
        &format!("{THING}/properties/labels/items/type"),
        json!("integer"),
    )]);
    let at = items.changes[0].new_pointer.as_ref().unwrap().as_str();
    assert_eq!(at, format!("{THING}/properties/labels/items"));
}

#[test]
fn renames_are_recognised() {
    let edits = [
        (&*format!("{THING}/properties/count"), Value::Null),
        (
            &*format!("{THING}/properties/number"),
            json!({"type": "integer"}),
        ),
    ];
    let diff = changed(&edits);
    let change = &diff.changes[0];
    assert_eq!(
        (diff.changes.len(), change.kind),
        (1, ChangeKind::FieldRenamed)
    );
    assert_eq!(
        (change.old.as_deref(), change.new.as_deref()),
        (Some("count"), Some("number"))
    );
    let id = verdicts("/paths/~1v1~1Things/get/operationId", json!("ListThings"));
    assert_eq!(
        id,
        [(ChangeKind::OperationRenamed, Wire::None, Rust::Patch)]
    );
    let value = verdicts(
        "/components/schemas/thing_enum_color/enum/0",
        json!("DARK_RED"),
    );
    assert_eq!(
        value,
        [(ChangeKind::ValueRenamed, Wire::Breaking, Rust::Patch)]
    );
}

#[test]
fn a_component_that_takes_the_place_of_an_inline_type_is_a_new_name() {
    let inline = json!({"type": "string", "enum": ["dark-red", "blue"]});
    let mut old = document();
    old["paths"]["/v1/Things"]["get"]["parameters"][0]["schema"] = inline.clone();
    old["components"]["schemas"]["thing"]["properties"]["color"] = inline;
    old["components"]["schemas"]
        .as_object_mut()
        .unwrap()
        .remove("thing_enum_color");
    let diff = diff(&lowered(&old), &lowered(&document()));
    let kinds: Vec<_> = diff.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::TypeRenamed, ChangeKind::TypeRenamed]);
    assert_eq!((diff.wire, diff.rust), (Wire::None, Rust::Major));
}

#[test]
fn values_of_enumerations() {
    let values =
        |values: &[&str]| verdicts("/components/schemas/thing_enum_color/enum", json!(values));
    assert_eq!(
        values(&["blue", "green", "dark-red"]),
        [(ChangeKind::ValueAdded, Wire::Compatible, Rust::Minor)]
    );
    // Callers filter by it.
    assert_eq!(
        values(&["blue"]),
        [(ChangeKind::ValueRemoved, Wire::Breaking, Rust::Major)]
    );
}

#[test]
fn records_that_callers_make() {
    let required = |names: &[&str]| verdicts("/components/schemas/part/required", json!(names));
    assert_eq!(
        required(&["right", "left"]),
        [(ChangeKind::ArgumentsReordered, Wire::None, Rust::Major)]
    );
    assert_eq!(
        required(&["left", "right", "middle"]),
        [(ChangeKind::RequirednessChanged, Wire::Breaking, Rust::Major)]
    );
}

#[test]
fn paths_methods_and_credentials() {
    let things = document()["paths"]["/v1/Things~1{Id}".replace("~1", "/")].clone();
    let mut renamed = things.clone();
    renamed["parameters"][0]["name"] = json!("Key");
    let diff = changed(&[
        ("/paths/~1v1~1Things~1{Id}", Value::Null),
        ("/paths/~1v1~1Things~1{Key}", renamed),
    ]);
    assert_eq!(
        (diff.wire, diff.rust),
        (Wire::None, Rust::Patch),
        "{}",
        diff.text("old", "new")
    );
    let diff = changed(&[
        ("/paths/~1v1~1Things~1{Id}", Value::Null),
        ("/paths/~1v2~1Things~1{Id}", things),
    ]);
    assert_eq!(diff.wire, Wire::Breaking);
    assert!(
        diff.changes
            .iter()
            .any(|change| change.kind == ChangeKind::PathChanged)
    );
    let schemes = json!({"basic": {"type": "http", "scheme": "basic"}});
    let schemes = ("/components/securitySchemes", schemes);
    let wanted = ("/paths/~1v1~1Things/get/security", json!([{"basic": []}]));
    let security = changed(&[schemes, wanted]).changes.into_iter();
    let security: Vec<_> = security
        .map(|change| (change.kind, change.wire, change.rust))
        .collect();
    assert_eq!(
        security,
        [(ChangeKind::SecurityChanged, Wire::Breaking, Rust::Patch)]
    );
}

#[test]
fn prose_stands_apart() {
    let diff = changed(&[
        (&format!("{THING}/description"), json!("A thing")),
        ("/paths/~1v1~1Things/get/tags", json!(["a"])),
        (
            "/components/schemas/idle",
            json!({"type": "string", "enum": ["a"]}),
        ),
    ]);
    assert_eq!(diff.changes, []);
    let keywords: Vec<_> = diff
        .notes
        .iter()
        .map(|note| note.keyword.as_str())
        .collect();
    assert_eq!(keywords, ["schema", "description", "tags"]);
    let markdown = diff.markdown("old", "new");
    assert!(
        markdown.starts_with("### No change of the interface\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("* prose, `description` added: 1 (`/components/schemas/thing`)\n"),
        "{markdown}"
    );
}

#[test]
fn the_json_form_has_kinds_verdicts_and_places() {
    let mut diff = changed(&[(&format!("{THING}/properties/count"), Value::Null)]);
    let pretty =
        |document: &Value| Source::new("a.json", serde_json::to_string_pretty(document).unwrap());
    diff.locate(&pretty(&document()), &pretty(&document()));
    let json: Value = serde_json::from_str(&diff.json()).unwrap();
    let line = json["changes"][0]["old_line"].as_u64().unwrap();
    let expected = json!({
        "wire": "breaking",
        "rust": "major",
        "changes": [{
            "kind": "field_removed",
            "subject": "thing.count",
            "old": "integer",
            "new": null,
            "old_pointer": "/components/schemas/thing/properties/count",
            "new_pointer": null,
            "old_line": line,
            "new_line": null,
            "wire": "breaking",
            "rust": "major",
            "reason": "old clients may rely on it, and the field in Rust is gone",
        }],
        "notes": [],
    });
    assert_eq!(json, expected);
    let lines = pretty(&document()).text;
    let line = lines
        .lines()
        .nth(usize::try_from(line).unwrap() - 1)
        .unwrap();
    assert_eq!(line.trim(), "\"count\": {");
}

#[test]
fn kinds_are_written_the_same_everywhere() {
    let kind = serde_json::to_value(ChangeKind::ErrorStatusAdded).unwrap();
    assert_eq!(kind, ChangeKind::ErrorStatusAdded.text());
}

#[test]
fn text_from_a_document_does_not_leave_its_cell() {
    let diff = changed(&[(
        &format!("{THING}/properties/a`|<b>\n"),
        json!({"type": "string"}),
    )]);
    let markdown = diff.markdown("old`@<b>", "new");
    assert!(markdown.contains("``old`@<b>`` to `new`"), "{markdown}");
    assert!(markdown.contains("| ``thing.a`\\|<b>\\n`` |"), "{markdown}");
    assert!(markdown.contains("** ``thing.a`|<b>\\n``: "), "{markdown}");
}
