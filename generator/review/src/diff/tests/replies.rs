//! Tests of responses: statuses, media types, and the bodies of errors.

use serde_json::json;

use super::{between, document, told};
use crate::diff::{ChangeKind, Rust, Wire};

const RESPONSES: &str = "/paths/~1v1~1Things/post/responses";

/// What changes where the responses of `CreateThing` do: kind, wire, Rust, old and new text.
fn changes(
    old: serde_json::Value,
    new: serde_json::Value,
) -> Vec<(ChangeKind, Wire, Rust, [String; 2])> {
    assert!(document().pointer(RESPONSES).is_some());
    let diff = between(&[(RESPONSES, old)], &[(RESPONSES, new)]);
    assert_eq!(told(&diff).len(), diff.changes.len());
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let changes = diff.changes.iter().map(|change| {
        let texts = [text(&change.old), text(&change.new)];
        (change.kind, change.wire, change.rust, texts)
    });
    changes.collect()
}

fn of(media_type: &str, ty: &str) -> serde_json::Value {
    json!({"description": "", "content": {media_type: {"schema": {"type": ty}}}})
}

#[test]
fn another_media_type_or_status_of_a_success_is_told() {
    let texts = |old: &str, new: &str| [old.to_owned(), new.to_owned()];
    let csv = json!({"200": of("text/csv", "string")});
    assert_eq!(
        changes(json!({"200": of("text/plain", "string")}), csv.clone()),
        [(
            ChangeKind::MediaTypeChanged,
            Wire::Breaking,
            Rust::Patch,
            texts("text/plain", "text/csv")
        )]
    );
    let with_none = json!({"200": of("text/csv", "string"), "204": {"description": ""}});
    assert_eq!(
        changes(csv, with_none),
        [
            (
                ChangeKind::SuccessStatusChanged,
                Wire::Compatible,
                Rust::Patch,
                texts("200", "200, 204")
            ),
            (
                ChangeKind::TypeChanged,
                Wire::Breaking,
                Rust::Major,
                texts("string", "string or null")
            ),
        ]
    );
}

#[test]
fn the_body_of_an_error_is_compared() {
    let responses =
        |ty: &str| json!({"204": {"description": ""}, "default": of("application/json", ty)});
    let changes = changes(responses("string"), responses("integer"));
    assert_eq!(
        changes,
        [(
            ChangeKind::TypeChanged,
            Wire::Breaking,
            Rust::Major,
            ["string".to_owned(), "integer".to_owned()]
        )]
    );
}
