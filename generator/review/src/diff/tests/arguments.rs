//! Changes of arguments, and of the struct that holds many.

use serde_json::{Value, json};

use super::{CREATE, between, edited, lowered, verdicts};
use crate::diff::{ChangeKind, Rust, Wire, diff};

#[test]
fn a_number_whose_digits_count_has_another_type() {
    let number = |format: &str| json!({"type": "number", "format": format});
    let at = format!("{CREATE}/properties/Size");
    let verdict = |old: &str, new: &str| {
        let diff = between(&[(&at, number(old))], &[(&at, number(new))]);
        let mut changes = diff.changes.iter();
        let change = changes.next().unwrap();
        assert!(changes.next().is_none());
        (change.kind, change.wire, change.rust)
    };
    for (old, new) in [("double", "decimal"), ("decimal", "double")] {
        assert_eq!(
            verdict(old, new),
            (ChangeKind::TypeChanged, Wire::Compatible, Rust::Major)
        );
    }
    assert_eq!(
        verdict("float", "double"),
        (ChangeKind::FormatChanged, Wire::Compatible, Rust::Patch)
    );
}

#[test]
fn an_integer_in_a_struct_of_arguments_is_not_converted() {
    let size = |ty: &str, more: &Value| {
        let mut value = json!({"type": ty});
        value["x-openapi-client"] = more.clone();
        let names = json!(["Name", "Size", "A", "B"]);
        let text = json!({"type": "string"});
        edited(&[
            (&format!("{CREATE}/required"), names),
            (&format!("{CREATE}/properties/A"), text.clone()),
            (&format!("{CREATE}/properties/B"), text),
            (&format!("{CREATE}/properties/Size"), value),
        ])
    };
    let verdict = |old: &Value, new: &Value| diff(&lowered(old), &lowered(new)).rust;
    let (public, pii) = (json!({}), json!({"pii": {"handling": "standard"}}));
    let old = size("integer", &public);
    assert_eq!(verdict(&old, &size("number", &public)), Rust::Major);
    // The struct is not `Debug` while one of its fields is personal.
    assert_eq!(verdict(&old, &size("integer", &pii)), Rust::Major);
    assert_eq!(verdict(&size("integer", &pii), &old), Rust::Minor);
}

#[test]
fn the_first_optional_parameter_makes_a_builder() {
    let shade = json!([{"name": "Shade", "in": "query", "schema": {"type": "string"}}]);
    let first = verdicts("/paths/~1v1~1Things~1{Id}/delete/parameters", shade);
    assert_eq!(
        first,
        [(ChangeKind::ParameterAdded, Wire::Compatible, Rust::Major)]
    );
}
