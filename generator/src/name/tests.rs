//! The names of whole documents.

use serde_json::json;

use crate::source::{Inputs, Source};

/// The package, the client and the methods of a document.
fn names(title: &str, server: &str, paths: serde_json::Value) -> Vec<String> {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": title, "version": "1"},
        "servers": [{"url": server}],
        "paths": paths,
    });
    let inputs = Inputs {
        document: Source::new("a.json", document.to_string()),
        ..Inputs::default()
    };
    let lowered = crate::model(&inputs).unwrap();
    let names = &lowered.names;
    let operations = lowered.api.operations();
    let methods = operations.map(|found| names.text(&found.origin, crate::name::Role::Method));
    let methods = methods.map(|name| name.as_str().to_owned());
    let own = [names.package.clone(), names.client.as_str().to_owned()];
    own.into_iter().chain(methods).collect()
}

#[test]
fn titles_of_any_letters_have_a_name() {
    for (title, server, package, client) in [
        ("Things", "https://a.example", "things", "Things"),
        ("Вещи", "https://api.things.example/v1", "things", "Things"),
        ("Вещи", "http://127.0.0.1", "api-client", "ApiClient"),
        (
            "2 things",
            "https://a.example",
            "api-2-things",
            "Api2Things",
        ),
    ] {
        assert_eq!(names(title, server, json!({})), [package, client]);
    }
}

#[test]
fn ids_that_differ_in_signs_only_have_names() {
    let operation =
        |id: &str| json!({"operationId": id, "responses": {"204": {"description": ""}}});
    let paths = json!({"/a": {
        "get": operation("make"), "put": operation("make_"), "post": operation("make__"),
    }});
    let found = names("T", "https://a.example", paths);
    assert_eq!(
        found[2..],
        ["make", "make_underscore", "make_underscore_underscore"]
    );
}

#[test]
fn a_slash_at_the_end_makes_no_other_resource() {
    let operation =
        |id: &str| json!({"operationId": id, "responses": {"204": {"description": ""}}});
    let paths = json!({
        "/a/": {"get": operation("all"), "post": operation("add")},
        "/a/{b}": {"get": operation("one")},
        "/a/{b}/": {"delete": operation("drop")},
    });
    assert_eq!(
        names("T", "https://a.example", paths),
        ["t", "T", "fetch", "delete", "add", "all"]
    );
}

#[test]
fn paths_that_mean_something_else_in_rust_have_names() {
    let item = json!({"get": {"responses": {}}});
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": {"/crate": item, "/new": item, "/self": item},
    });
    let inputs = Inputs {
        document: Source::new("a.json", document.to_string()),
        ..Inputs::default()
    };
    let lowered = crate::model(&inputs).unwrap();
    let of = |role| {
        let resources = lowered.api.resources.iter();
        let names = resources.map(|resource| lowered.names.text(&resource.origin, role));
        names.map(|name| name.as_str()).collect::<Vec<_>>()
    };
    let names = ["crate_resource", "new_resource", "self_resource"];
    assert_eq!(of(crate::name::Role::Module), names);
    assert_eq!(of(crate::name::Role::Method), names);
}
