//! Tests of servers, of parameters that are sent in another shape, and of what notes are about.

use serde_json::{Value, json};

use super::{between, changed};
use crate::diff::{ChangeKind, Diff, Rust, Wire};

const LIST: &str = "/paths/~1v1~1Things/get";

fn kinds(diff: &Diff) -> Vec<(ChangeKind, &str, Wire)> {
    let changes = diff.changes.iter();
    changes
        .map(|change| (change.kind, change.subject.as_str(), change.wire))
        .collect()
}

#[test]
fn an_operation_moves_to_another_server() {
    let at = format!("{LIST}/servers");
    let own = |url: &str| (at.as_str(), json!([{ "url": url }]));
    let expected = [(ChangeKind::ServerChanged, "ListThing", Wire::Breaking)];
    let moved = changed(&[own("https://lists.example.com")]);
    assert_eq!(kinds(&moved), expected);
    assert_eq!(moved.rust, Rust::Patch);
    let other = between(
        &[own("https://a.example.com")],
        &[own("https://b.example.com")],
    );
    assert_eq!(kinds(&other), expected);
    let same = changed(&[own("https://things.example.com")]);
    assert_eq!(kinds(&same), []);
}

#[test]
fn variables_of_the_server_gain_and_lose_values() {
    let server = |variable: Value| {
        let server = json!({"url": "https://{a}.example.com", "variables": {"a": variable}});
        [("/servers/0", server)]
    };
    let open = || server(json!({"default": "x"}));
    let closed = || server(json!({"default": "x", "enum": ["x", "y"]}));
    let fewer = || server(json!({"default": "x", "enum": ["x"]}));
    for (old, new, wire) in [
        (open(), closed(), Wire::Breaking),
        (closed(), fewer(), Wire::Breaking),
        (closed(), open(), Wire::Compatible),
        (fewer(), closed(), Wire::Compatible),
    ] {
        let diff = between(&old, &new);
        assert_eq!(kinds(&diff), [(ChangeKind::ServerChanged, "server", wire)]);
    }
}

#[test]
fn parameters_become_the_properties_of_an_exploded_object() {
    let at = format!("{LIST}/parameters");
    let text = |name: &str| json!({"name": name, "in": "query", "schema": {"type": "string"}});
    let flat = json!([text("sort"), text("order")]);
    let object = |of: Value| {
        let properties = json!({"sort": {"type": "string"}, "order": of});
        json!([{
            "name": "by", "in": "query", "style": "form", "explode": true,
            "schema": {"type": "object", "properties": properties},
        }])
    };
    let same = object(json!({"type": "string", "description": "Which way."}));
    let wire = |old: &Value, new: &Value| {
        between(&[(at.as_str(), old.clone())], &[(at.as_str(), new.clone())]).wire
    };
    assert_eq!(wire(&flat, &same), Wire::Compatible);
    assert_eq!(wire(&same, &flat), Wire::Compatible);
    let other = object(json!({"type": "integer"}));
    assert_eq!(wire(&flat, &other), Wire::Breaking);
    assert_eq!(wire(&other, &flat), Wire::Breaking);
}

#[test]
fn notes_name_what_they_are_about() {
    let idle = [
        ("/paths/~1v1~1Idle", json!({"summary": "Nothing yet."})),
        ("/paths/~1v1~1Other", json!({})),
    ];
    let text = between(&idle, &[]).text("a", "b");
    let expected = "note: metadata, path removed: 2 (/v1/Idle, /v1/Other)";
    assert!(text.contains(expected), "{text}");
    let diff = changed(&[(&format!("{LIST}/description"), json!("Lists things."))]);
    assert!(
        diff.text("a", "b")
            .contains(&format!("description added: 1 ({LIST})"))
    );
}
