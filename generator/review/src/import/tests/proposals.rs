//! Tests of what is proposed for the overlay and the configuration, and of what an accepted proposal writes.

use serde_json::json;

use super::*;

const OVERLAY: &str = "\
# Where we deviate.
overlay: 1.0.0
info: {title: T, version: \"1\"}
actions:

  # a. What is always there.
  - target: $.components.schemas.thing
    description: The server assigns it.
    update:
      properties:
        id:
          nullable: false
      required:
        - id

  # b. Errors.
  - target: >-
      $.paths['/v1/Things/{Sid}', '/v1/Things/{Sid}/Parts']['get'].responses
    description: The thing need not exist.
    update:
      \"404\":
        description: There is no such thing.
";

const CONFIG: &str = "\
# Names.
[package]
profile = \"twilio\"

[[sid]]
name = \"AccountSid\"
prefix = \"AC\"
identifies = \"an account\"

[rename]
";

fn get(id: &str, schema: &str) -> Value {
    json!({"get": {
        "operationId": id,
        "parameters": [{"name": "Sid", "in": "path", "required": true, "schema": {"type": "string"}}],
        "responses": {"200": {"description": "d", "content": {"application/json": {
            "schema": {"$ref": format!("#/components/schemas/{schema}")},
            "examples": {"a": {"value": {"id": "1", "token": "t", "note": null}}, "b": {"value": {"id": "2", "token": "t"}}},
        }}}},
    }})
}

/// Our document with two paths below a thing, as text.
fn ours() -> String {
    let mut paths = String::new();
    for (id, path) in [
        ("FetchThing", "/v1/Things/{Sid}"),
        ("FetchParts", "/v1/Things/{Sid}/Parts"),
    ] {
        paths.push_str(&format!("  {path}: {}\n", get(id, "thing")));
    }
    OURS.replace("components:\n", &format!("{paths}components:\n"))
}

/// Theirs with a third one, whose response is new.
fn changed() -> Value {
    let ours = ours();
    let mut theirs = load::value(&Source::new("a.yaml", &ours), File::Document).unwrap();
    retell(&mut theirs, false);
    theirs["paths"]["/v1/Things/{Sid}/Copies"] = get("FetchCopies", "copy");
    theirs["paths"]["/v1/Others/{Sid}"] = get("FetchOther", "other");
    let text = json!({"type": "string", "nullable": true});
    theirs["components"]["schemas"]["copy"] = json!({"type": "object", "properties": {
        "id": text, "token": text, "note": text, "email": text, "first_name": {"type": "string"}, "street": text,
        "parts_sid": {"type": "string", "pattern": "^PA[0-9a-fA-F]{32}$"},
        "account_sid": {"type": "string", "pattern": "^AC[0-9a-fA-F]{32}$"},
        "other": {"$ref": "#/components/schemas/deep"},
    }});
    theirs["components"]["schemas"]["deep"] =
        json!({"type": "object", "properties": {"size": {"type": "integer"}}});
    theirs["components"]["schemas"]["other"] = json!({"type": "object", "required": ["id"], "properties": {"id": text, "token_type": text}});
    theirs
}

fn inputs(document: &str, overlay: &str, config: &str) -> Inputs {
    Inputs {
        document: Source::new("ours.yaml", document),
        overlay: Some(Source::new("overlay.yaml", overlay)),
        config: Some(Source::new("names.toml", config)),
        ..Inputs::default()
    }
}

fn imported(inputs: &Inputs, theirs: &Value) -> Imported {
    let new = Source::new("theirs.json", theirs.to_string());
    import(inputs, &new).unwrap_or_else(|report| panic!("{report}"))
}

fn shown(imported: &Imported) -> Vec<String> {
    let proposals = imported.proposals.iter();
    proposals
        .map(|proposal| format!("{}: {}", proposal.what, proposal.reason))
        .collect()
}

#[test]
fn what_is_new_is_proposed_with_its_reason() {
    let present = inputs(&ours(), OVERLAY, CONFIG);
    let found = imported(&present, &changed());
    assert_eq!(
        shown(&found),
        [
            "PartsSid for PA...: parts_sid is of a kind that has no name",
            "token of copy: by its name a secret",
            "email, first_name of copy: by the name personal data",
            "street of copy: by the name an address, which can be a home",
            "id, token of copy: 2 of 2 examples have them",
            "deep: say `required` and `nullable: false` for what the service always sends",
            "/v1/Things/{Sid}/Copies: The thing need not exist.",
        ]
    );
    let text = found.text(&present, "theirs.json", false);
    assert!(
        text.contains("  1. PartsSid for PA...\n     parts_sid is of a kind that has no name\n"),
        "{text}"
    );
    assert!(text.contains("  - deep\n    say `required`"), "{text}");
}

#[test]
fn accepted_proposals_are_written_and_not_proposed_again() {
    let present = inputs(&ours(), OVERLAY, CONFIG);
    let theirs = changed();
    let found = imported(&present, &theirs);
    assert_eq!(accept(&present, &[]).unwrap(), present);
    let all: Vec<_> = found.proposals.iter().collect();
    let amended = accept(&present, &all).unwrap_or_else(|report| panic!("{report}"));
    let config = amended
        .config
        .as_ref()
        .map(|source| source.text.clone())
        .unwrap();
    let wanted = CONFIG.replace(
        "\n[rename]",
        "\n[[sid]]\nname = \"PartsSid\"\nprefix = \"PA\"\nidentifies = \"a parts\"\n\n[rename]",
    );
    assert_eq!(config, wanted);
    let overlay = amended
        .overlay
        .as_ref()
        .map(|source| source.text.clone())
        .unwrap();
    let required = "
        - id
  - target: $.components.schemas.copy
    description: Every published example has them, and none of them is null.
    update:
      properties:
        id:
          nullable: false
        token:
          nullable: false
      required:
        - id
        - token

  # b. Errors.
  - target: $.paths['/v1/Things/{Sid}', '/v1/Things/{Sid}/Parts', '/v1/Things/{Sid}/Copies']['get'].responses
    description: The thing need not exist.
";
    assert!(overlay.contains(required), "{overlay}");
    let again = imported(&amended, &theirs);
    assert_eq!(
        shown(&again),
        ["deep: say `required` and `nullable: false` for what the service always sends"]
    );
    assert!(again.report.is_empty(), "{}", again.report);
}

#[test]
fn equal_parts_without_a_mark_are_decided() {
    let ours = ours().replace(
        "        note:\n",
        "        email:\n          type: string\n        note:\n",
    );
    let present = inputs(&ours, OVERLAY, CONFIG);
    let mut theirs = changed();
    theirs["components"]["schemas"]["thing"]["properties"]["email"] = json!({"type": "string"});
    theirs["components"]["schemas"]["copy"]["properties"]["email"] =
        json!({"type": "string", "nullable": true});
    let found = imported(&present, &theirs);
    assert!(
        shown(&found).contains(&"first_name of copy: by the name personal data".to_owned()),
        "{:#?}",
        shown(&found)
    );
}

#[test]
fn tags_without_operations_are_left_to_the_reader() {
    let present = inputs(OURS, OVERLAY, CONFIG);
    let mut theirs = theirs();
    theirs["paths"]["/v1/Things"]["get"]["tags"] = json!(["Else"]);
    theirs["paths"] = json!({"/v2/Things": {"post": {"operationId": "Other", "tags": ["Else"], "responses": {"204": {"description": "d"}}}}});
    let found = imported(&present, &theirs);
    assert!(
        shown(&found).contains(&"the tag Things: no operation has it any more".to_owned()),
        "{:#?}",
        shown(&found)
    );
}
