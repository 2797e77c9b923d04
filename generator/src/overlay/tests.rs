//! Tests of the overlay.

use serde_json::json;

use super::*;

/// Applies actions and gives the document afterwards.
fn applied(mut document: Value, actions: Value) -> Value {
    let errors = apply(&mut document, &overlay(actions));
    assert_eq!(errors, []);
    document
}

/// Applies actions to a small document and gives code, pointer and message of what is wrong.
fn errors_of(actions: Value) -> Vec<String> {
    messages(&overlay(actions))
}

fn messages(overlay: &Value) -> Vec<String> {
    let mut document = json!({"a": {"b.c": 1, "list": [1]}, "s": "text"});
    let errors = apply(&mut document, overlay);
    assert!(errors.iter().all(|error| error.file == File::Overlay));
    errors
        .iter()
        .map(|error| format!("{} {}: {}", error.code, error.pointer, error.message))
        .collect()
}

fn overlay(actions: Value) -> Value {
    json!({"overlay": "1.0.0", "info": {"title": "T", "version": "1"}, "actions": actions})
}

#[test]
fn updates_merge_mappings_and_append_to_lists() {
    let document = json!({"a": {"b": {"keep": 1, "change": 2}, "list": [1]}});
    let update = json!({"b": {"change": "new", "add": {"x": 1}}, "list": [2, 3]});
    assert_eq!(
        applied(
            document,
            json!([{"target": "$.a", "description": "d", "update": update}])
        ),
        json!({"a": {"b": {"keep": 1, "change": "new", "add": {"x": 1}}, "list": [1, 2, 3]}})
    );
}

#[test]
fn a_list_as_target_gets_the_update_appended() {
    let actions = json!([
        {"target": "$.l", "description": "d", "update": {"name": "x"}},
        {"target": "$.l", "description": "d", "update": [1, 2]},
    ]);
    assert_eq!(
        applied(json!({"l": [0]}), actions),
        json!({"l": [0, {"name": "x"}, 1, 2]})
    );
}

#[test]
fn actions_run_in_order_and_on_every_match() {
    let document = json!({"paths": {"/a": {"get": {}}, "/b": {"get": {}, "post": {}}}});
    let actions = json!([
        {"target": "$.paths[*]['get','post']", "description": "d", "update": {"new": {}}},
        {"target": "$.paths['/b'].post.new", "description": "d", "update": {"y": 1}},
    ]);
    assert_eq!(
        applied(document, actions),
        json!({"paths": {"/a": {"get": {"new": {}}}, "/b": {"get": {"new": {}}, "post": {"new": {"y": 1}}}}})
    );
}

#[test]
fn what_is_removed_is_gone() {
    let list: Vec<_> = (0..12)
        .map(|n| json!({"n": n, "odd": n % 2 == 1}))
        .collect();
    let document = json!({"list": list, "a": {"x": {"x": 1}, "y": 2}});
    let actions = json!([
        {"target": "$.list[?@.odd == true]", "description": "d", "remove": true},
        {"target": "$.a..x", "description": "a match inside a match", "remove": true},
    ]);
    let document = applied(document, actions);
    let left: Vec<_> = document["list"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["n"])
        .collect();
    assert_eq!(left, [0, 2, 4, 6, 8, 10]);
    assert_eq!(document["a"], json!({"y": 2}));
}

#[test]
fn all_that_is_wrong_is_reported() {
    assert_eq!(
        errors_of(json!([
            {"target": "$.a['", "description": "d", "remove": true},
            {"target": "$.b", "description": "d", "remove": true},
            {"target": "$.a", "description": "d"},
            {"target": "$.a", "description": " ", "remove": true, "update": {}},
            {"target": "$.a", "update": {}, "descrption": "d"},
            {"target": "$.a", "description": "d", "update": {"list": {}, "b.c": []}},
            {"target": "$.s", "description": "d", "update": {}},
            {"target": "$", "description": "d", "remove": true},
            {"target": 1, "description": 2, "remove": 3},
            "x",
        ]))
        .iter()
        .map(|error| error.split(", at character").next().unwrap())
        .map(|error| error.split(": in ").next().unwrap())
        .collect::<Vec<_>>(),
        [
            "TH012 /actions/0/target: `$.a['` is not a JSONPath",
            "TH013 /actions/1/target: the target `$.b` matches nothing in the document",
            "TH014 /actions/2: the action does nothing: it has neither `update` nor `remove: true`",
            "TH014 /actions/3: an action either updates or removes; this one has both",
            "TH014 /actions/3: the action has no `description`",
            "TH010 /actions/4/descrption: `descrption` has no meaning in an action",
            "TH014 /actions/4: the action has no `description`",
            "TH015 /actions/5/update/b.c: the update is a list, but at `/a/b.c` the document has the number `1`",
            "TH015 /actions/5/update/list: the update is a mapping, but at `/a/list` the document has a list",
            "TH015 /actions/6/update: the update is a mapping, but at `/s` the document has the string `text`",
            "TH015 /actions/7/target: the target is the whole document, which can't be removed",
            "TH010 /actions/8/target: expected a string, found the number `1`",
            "TH010 /actions/8/description: expected a string, found the number `2`",
            "TH010 /actions/8/remove: expected true or false, found the number `3`",
            "TH010 /actions/9: expected an action (a mapping), found the string `x`",
        ]
    );
}

#[test]
fn the_head_of_the_overlay_is_checked() {
    assert_eq!(
        messages(&json!({"overlay": "2.0.0", "info": {"title": "T"}, "action": []})),
        [
            "TH010 : an overlay must have `actions`",
            "TH010 /info: `info` must have `version`",
            "TH010 /action: `action` has no meaning in an overlay",
            "TH011 /overlay: version 2.0.0 of the Overlay Specification is not supported",
        ]
    );
    assert_eq!(messages(&json!([])).len(), 1);
    assert_eq!(messages(&json!({"actions": {}, "info": 1})).len(), 3);
}

#[test]
fn a_clash_changes_nothing_and_is_told_once() {
    let mut document = json!({"a": [{"x": 1, "y": 1}, {"x": 2}]});
    let before = document.clone();
    let actions = json!([{"target": "$.a[*]", "description": "d", "update": {"x": {}, "y": 2}}]);
    let errors = apply(&mut document, &overlay(actions));
    assert_eq!(errors.len(), 1);
    assert_eq!(document, before);
}

#[test]
fn a_target_without_match_says_how_far_it_matches() {
    let mut document = json!({"paths": {"/v1/Things": {"get": {"x": 1}}}});
    let mut help = |target: &str| {
        let actions = json!([{"target": target, "description": "d", "remove": true}]);
        let errors = apply(&mut document, &overlay(actions));
        errors[0].help.clone().unwrap()
    };
    assert_eq!(
        help("$.paths['/v1/Thing'].get"),
        "`$.paths` matches, but has nothing at `['/v1/Thing'].get`; did you mean `/v1/Things`?"
    );
    assert_eq!(
        help("$.paths['/v1/Things'].get.y"),
        "`$.paths['/v1/Things'].get` matches, but has nothing at `.y`"
    );
}

#[test]
fn deeply_nested_filters_are_refused() {
    let target = format!("$[?{}@{}]", "(".repeat(50_000), ")".repeat(50_000));
    let found = errors_of(json!([{"target": target, "description": "d", "remove": true}]));
    assert!(found[0].starts_with("TH012"));
}

#[test]
fn what_the_document_says_by_itself_is_superfluous() {
    let superfluous = |document: &Value| {
        let actions = overlay(json!([
            {"target": "$.a.sid", "description": "d", "update": {"nullable": false}},
            {"target": "$.a.note", "description": "d", "update": {"nullable": false, "format": "uri"}},
            {"target": "$.a.kind", "description": "d", "remove": true},
            {"target": "$.a", "description": "d", "update": {"kind": {"type": "string"}}},
            {"target": "$.gone", "description": "d", "remove": true},
        ]));
        let found = superfluous(document, &actions).into_iter();
        let found = found.map(|found| (found.pointer.to_string(), found.is_whole));
        found.collect::<Vec<_>>()
    };
    let mut document = json!({"a": {
        "sid": {"nullable": true}, "note": {"nullable": true}, "kind": {"type": "integer", "format": "int64"}
    }});
    assert_eq!(superfluous(&document), []);
    // What is not nullable need not say so.
    document["a"]["sid"] = json!({});
    document["a"]["note"] = json!({"nullable": false});
    // What is removed only to be put back.
    document["a"]["kind"] = json!({"type": "string"});
    assert_eq!(
        superfluous(&document),
        [
            ("/actions/0".to_owned(), true),
            ("/actions/1/update/nullable".to_owned(), false),
            ("/actions/2".to_owned(), true),
        ]
    );
}
