//! Tests of the credentials that are wanted, and how they are given.

use serde_json::{Value, json};

use super::{Told, between, tells, told};
use crate::diff::{ChangeKind, Rust, Wire};

const SCHEMES: &str = "/components/securitySchemes";
const LIST: &str = "/paths/~1v1~1Things/get";

fn schemes() -> Value {
    json!({
        "basic": {"type": "http", "scheme": "basic"},
        "key": {"type": "http", "scheme": "basic"},
        "app": {"type": "apiKey", "in": "header", "name": "X-App"},
        "oauth": {"type": "oauth2", "flows": {"clientCredentials": {
            "tokenUrl": "/token", "scopes": {"read": "Reads.", "write": "Writes."}
        }}}
    })
}

/// What becomes of an operation that wanted the first and wants the second.
fn wanted(old: Value, new: Value) -> Vec<(Wire, Rust, String)> {
    let edits = |security| {
        [
            (SCHEMES, schemes()),
            ("/paths/~1v1~1Things/get/security", security),
        ]
    };
    let diff = between(&edits(old), &edits(new));
    for change in told(&diff) {
        let (wire, rust) = (change.4, change.5);
        let expected = tells(
            ChangeKind::SecurityChanged,
            "ListThing",
            [LIST; 2],
            wire,
            rust,
        );
        assert_eq!(change, expected);
    }
    let changes = diff.changes.into_iter();
    changes
        .map(|change| (change.wire, change.rust, change.reason))
        .collect()
}

fn reads(wire: Wire, reason: &str) -> Vec<(Wire, Rust, String)> {
    vec![(wire, Rust::Patch, reason.to_owned())]
}

#[test]
fn who_sent_enough_is_still_let_in() {
    let basic = || json!([{"basic": []}]);
    let oauth = |scopes: &[&str]| json!([{"oauth": scopes}]);
    let enough = reads(Wire::Compatible, "what old clients send is enough");
    let other = reads(Wire::Breaking, "old clients may send other credentials");
    assert_eq!(
        wanted(basic(), json!([])),
        reads(
            Wire::Compatible,
            "credentials are no longer wanted, and do no harm"
        )
    );
    assert_eq!(
        wanted(json!([]), basic()),
        reads(Wire::Breaking, "old clients send no credentials")
    );
    let choice = || json!([{"basic": []}, {"oauth": ["read"]}]);
    assert_eq!(wanted(basic(), choice()), enough);
    assert_eq!(wanted(choice(), basic()), other);
    assert_eq!(wanted(basic(), oauth(&[])), other);
    assert_eq!(wanted(basic(), json!([{"basic": [], "app": []}])), other);
    assert_eq!(wanted(json!([{"basic": [], "app": []}]), basic()), enough);
    assert_eq!(wanted(oauth(&["read"]), oauth(&["read", "write"])), other);
    assert_eq!(wanted(oauth(&["read", "write"]), oauth(&["read"])), enough);
    // Order does not count, and no more does another name for the same.
    assert_eq!(
        wanted(oauth(&["read", "write"]), oauth(&["write", "read"])),
        []
    );
    let name = "the name of the scheme is not sent; but callers give their credentials by it";
    assert_eq!(
        wanted(basic(), json!([{"key": []}])),
        [(Wire::None, Rust::Major, name.to_owned())]
    );
    // Who need not send any may be refused without.
    let free = json!([{}, {"basic": []}]);
    assert_eq!(
        wanted(free, basic()),
        reads(Wire::Breaking, "old clients send no credentials")
    );
}

#[test]
fn the_document_speaks_for_the_operations_that_say_nothing() {
    let edits = |security: Value| [(SCHEMES, schemes()), ("/security", security)];
    let diff = between(&edits(json!([])), &edits(json!([{"basic": []}])));
    let expected = tells(
        ChangeKind::SecurityChanged,
        "all operations",
        ["/security"; 2],
        Wire::Breaking,
        Rust::Patch,
    );
    assert_eq!(told(&diff), [expected]);
}

/// What becomes of a scheme if the value at this pointer becomes another.
fn scheme(at: &str, value: Value) -> Vec<Told> {
    let mut new = schemes();
    *new.pointer_mut(at).unwrap() = value;
    told(&between(&[(SCHEMES, schemes())], &[(SCHEMES, new)]))
}

#[test]
fn another_way_to_give_credentials_breaks() {
    let tells = |name: &str, wire| {
        let at = format!("{SCHEMES}/{name}");
        [tells(
            ChangeKind::SecurityChanged,
            name,
            [&at, &at],
            wire,
            Rust::Patch,
        )]
    };
    assert_eq!(
        scheme("/basic/scheme", json!("bearer")),
        tells("basic", Wire::Breaking)
    );
    let scopes = "/oauth/flows/clientCredentials/scopes";
    let more = json!({"read": "", "write": "", "delete": ""});
    assert_eq!(scheme(scopes, more), tells("oauth", Wire::Compatible));
    assert_eq!(
        scheme(scopes, json!({"read": ""})),
        tells("oauth", Wire::Breaking)
    );
    // What a scope is for is prose.
    assert_eq!(scheme(&format!("{scopes}/read"), json!("Lists.")), []);
}

#[test]
fn another_token_url_is_another_way_to_give_credentials() {
    let at = format!("{SCHEMES}/oauth/flows/clientCredentials/tokenUrl");
    let tells = |at: [&str; 2], wire| {
        [tells(
            ChangeKind::SecurityChanged,
            "access tokens",
            at,
            wire,
            Rust::Patch,
        )]
    };
    let url = "/oauth/flows/clientCredentials/tokenUrl";
    assert_eq!(
        scheme(url, json!("/v2/token")),
        tells([&at, &at], Wire::Breaking)
    );
    // The same as an absolute one.
    assert_eq!(scheme(url, json!("https://things.example.com/token")), []);
    let (with, without) = ([(SCHEMES, schemes())], [(SCHEMES, json!({}))]);
    assert_eq!(
        told(&between(&without, &with)),
        tells(["", &at], Wire::Compatible)
    );
    assert_eq!(
        told(&between(&with, &without)),
        tells([&at, ""], Wire::Breaking)
    );
}
