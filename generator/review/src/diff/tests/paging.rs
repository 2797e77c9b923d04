//! Tests of lists: the key of their items, and how pages follow each other.

use serde_json::{Value, json};

use super::{between, changed, document, tells, told, verdicts};
use crate::diff::{ChangeKind, Rust, Wire};

const SCHEMA: &str = "/paths/~1v1~1Things/get/responses/200/content/application~1json/schema";

#[test]
fn pages_are_read_by_their_keys() {
    let page = format!("{SCHEMA}/properties");
    let (things, results) = (format!("{page}/things"), format!("{page}/results"));
    let items = document().pointer(&things).unwrap().clone();
    let diff = changed(&[(&things, Value::Null), (&results, items)]);
    let expected = tells(
        ChangeKind::PagingChanged,
        "ListThing items",
        [&things, &results],
        Wire::Breaking,
        Rust::Patch,
    );
    assert_eq!(told(&diff), [expected]);
    let key = verdicts(&format!("{page}/meta/properties/key"), Value::Null);
    assert_eq!(
        key,
        [(ChangeKind::FieldRemoved, Wire::Breaking, Rust::None)]
    );
}

#[test]
fn another_way_to_the_next_page_is_not_found() {
    let token = json!({"name": "PageToken", "in": "query", "schema": {"type": "string"}});
    let (parameters, meta) = (
        "/paths/~1v1~1Things/get/parameters",
        format!("{SCHEMA}/properties/meta/properties"),
    );
    let edits = |link: &str| {
        let properties = json!({link: {"type": "string"}, "key": {"type": "string"}});
        [(parameters, json!([token])), (meta.as_str(), properties)]
    };
    let diff = between(&edits("next_page_url"), &edits("next_token"));
    let change = &told(&diff)[0];
    let expected = tells(
        ChangeKind::PagingChanged,
        "ListThing next page",
        [SCHEMA; 2],
        Wire::Breaking,
        Rust::Patch,
    );
    assert_eq!(*change, expected);
    let values = (
        diff.changes[0].old.as_deref(),
        diff.changes[0].new.as_deref(),
    );
    assert_eq!(
        values,
        (Some("by its address"), Some("by a token in PageToken"))
    );
    assert_eq!(diff.rust, Rust::Patch);
}

#[test]
fn a_list_that_gains_or_loses_its_pages_is_called_otherwise() {
    let meta = format!("{SCHEMA}/properties/meta");
    let at = "/paths/~1v1~1Things/get/responses/200";
    let without = [(meta.as_str(), Value::Null)];
    let response = tells(
        ChangeKind::TypeChanged,
        "ListThing response",
        [at; 2],
        Wire::Breaking,
        Rust::Major,
    );
    let lost = told(&between(&[], &without));
    assert!(lost.contains(&response), "{lost:#?}");
    // The old clients read a whole response, and what is in it stays.
    let gained = told(&between(&without, &[]));
    let (kind, wire, rust) = (ChangeKind::TypeChanged, Wire::Breaking, Rust::Major);
    let response = tells(kind, "ListThing response", [at; 2], wire, rust);
    assert!(gained.contains(&response), "{gained:#?}");
}
