//! What a change of a package's surface asks of its version.

use super::compare::is_enough;
use super::{Package, check, last_tag};
use super::{compare, listing, next_version, verdict};
use crate::diff::Rust;

const SURFACE: &str = "\
A: struct, Clone, Debug
A as From<Client>: impl
A::client: fn(&self) -> &Client
A::new: fn(first: impl Into<String>, second: Option<(i64, bool)>) -> Result<Self, Error>
Attempt: use openapi_client_runtime::Attempt
Builder: use openapi_client_runtime::Builder
Call: use openapi_client_runtime::Call
[default]: feature, webhook
[dynamic]: feature
[webhook]: feature, openapi-client-runtime/webhook, dep:b
calls: mod
calls::Arguments: struct, Clone
calls::Arguments::to: String
calls::Arguments::to(): fn(mut self, to: String) -> Self
calls::Call: struct, non_exhaustive, Clone, Debug, serde::Serialize
calls::Call::price: Option<f64>
calls::Call::r#type: BTreeMap<String, Vec<String>>
calls::CallSid as rt::impl_sid: \"CA\"
calls::CreateCall: struct
calls::CreateCall as rt::call_methods: Call
calls::DeleteCall: struct
calls::DeleteCall as rt::call_methods: ()
calls::Either: enum, non_exhaustive, serde::Deserialize
calls::Either::A: variant (Box<A>)
calls::Either::Unrecognized: variant (serde_json::Value)
calls::Status: rt::open_enum
calls::Status::Done: variant \"done\"
dynamic: mod [dynamic]
dynamic::SERVICE: static Service [dynamic]
webhook: use openapi_client_runtime::webhook [webhook]
";

/// The verdict when a text of the surface is another.
fn with(from: &str, to: &str) -> Rust {
    assert!(SURFACE.contains(from), "{from}");
    verdict(&compare(SURFACE, &SURFACE.replace(from, to)))
}

#[test]
fn a_change_asks_for_its_version() {
    assert_eq!(with("calls: mod", "calls: mod"), Rust::None);
    assert_eq!(
        with("calls: mod\n", "calls: mod\ncalls::B: struct\n"),
        Rust::Minor
    );
    assert_eq!(with("A::client: fn(&self) -> &Client\n", ""), Rust::Major);
    assert_eq!(with("first: impl", "one: impl"), Rust::Patch);
    assert_eq!(
        with("first: impl Into<String>", "first: String"),
        Rust::Major
    );
    assert_eq!(with("\"done\"", "\"DONE\""), Rust::Patch);
    assert_eq!(with("Option<f64>", "f64"), Rust::Major);
}

#[test]
fn an_argument_that_takes_more_breaks_nothing() {
    let line = |text: &str| format!("A::a: fn(&self, {text}\n");
    let between = |old: &str, new: &str| verdict(&compare(&line(old), &line(new)));
    let decimal = "a: impl Into<rt::Decimal>) -> B";
    assert_eq!(between("a: i64) -> B", decimal), Rust::Minor);
    assert_eq!(between(decimal, "a: i64) -> B"), Rust::Major);
    assert_eq!(between("a: f64) -> B", decimal), Rust::Major);
    assert_eq!(between("a: i64) -> C", decimal), Rust::Major);
    assert_eq!(between("a: i64, b: C) -> B", decimal), Rust::Major);
    assert_eq!(between("a: Vec<i64>) -> B", decimal), Rust::Major);
    let list = |item: &str| format!("a: impl IntoIterator<Item = {item}>) -> B");
    assert_eq!(
        between(&list("i64"), &list("impl Into<rt::Decimal>")),
        Rust::Minor
    );
    assert_eq!(between("a: C) -> B", "a: impl Into<C>) -> B"), Rust::Minor);
    assert_eq!(between("a: C) -> B", "b: C) -> B"), Rust::Patch);
}

#[test]
fn a_change_of_what_a_type_holds_asks_for_its_version() {
    // A field of a record, which only the service makes, and one of a struct that callers make.
    assert_eq!(
        with(
            "calls::Call::price",
            "calls::Call::a: A\ncalls::Call::price"
        ),
        Rust::Minor
    );
    assert_eq!(
        with(
            "calls::Arguments::to",
            "calls::Arguments::a: A\ncalls::Arguments::to"
        ),
        Rust::Major
    );
    assert_eq!(
        with(
            "calls::Either::A",
            "calls::Either::B: variant (B)\ncalls::Either::A"
        ),
        Rust::Minor
    );
    assert_eq!(
        with(
            "struct, non_exhaustive, Clone, Debug",
            "struct, non_exhaustive, Clone"
        ),
        Rust::Major
    );
    assert_eq!(
        with(
            "calls::Arguments: struct, Clone",
            "calls::Arguments: struct, Clone, Debug"
        ),
        Rust::Minor
    );
    assert_eq!(
        with(
            "calls::Arguments: struct, Clone",
            "calls::Arguments: struct, non_exhaustive, Clone"
        ),
        Rust::Major
    );
    assert_eq!(with("enum, non_exhaustive, ", "enum, "), Rust::Minor);
    assert_eq!(
        with("A::client: fn(&self) -> &Client", "A::client: Client"),
        Rust::Major
    );
    assert_eq!(with("variant (Box<A>)", "variant (Box<B>)"), Rust::Major);
    assert_eq!(with("to: String", "to: fnord::Fnord"), Rust::Major);
    assert_eq!(
        with("rt::impl_sid: \"CA\"", "rt::impl_sid: \"CB\""),
        Rust::Patch
    );
    assert_eq!(
        with("rt::call_methods: Call", "rt::call_methods: Other"),
        Rust::Major
    );
}

#[test]
fn a_listing_gives_each_reason_once() {
    let new = SURFACE
        .replace("Call: use", "Cell: use")
        .replace("price: Option<f64>", "price: f64")
        .replace("calls::Call::r#type: BTreeMap<String, Vec<String>>\n", "");
    assert_eq!(
        listing(&compare(SURFACE, &new)),
        "major: code that names it does not compile (2 items)\n  \
           - Call: use openapi_client_runtime::Call\n  \
           - calls::Call::r#type: BTreeMap<String, Vec<String>>\n\
         major: code that reads or gives it names another type (1 item)\n  \
           - calls::Call::price: Option<f64>\n  \
           + calls::Call::price: f64\n\
         minor: no code names it yet (1 item)\n  \
           + Cell: use openapi_client_runtime::Call\n"
    );
}

#[test]
fn features_are_part_of_the_surface() {
    // Of the manifest: fewer, more, and what one brings.
    assert_eq!(with("[dynamic]: feature\n", ""), Rust::Major);
    assert_eq!(
        with(
            "[dynamic]: feature\n",
            "[dynamic]: feature\n[gzip]: feature\n"
        ),
        Rust::Minor
    );
    assert_eq!(
        with("[dynamic]: feature\n", "[dynamic]: feature, dep:b\n"),
        Rust::Minor
    );
    assert_eq!(
        with("[default]: feature, webhook", "[default]: feature"),
        Rust::Major
    );
    // Of an item: needed from now on, no longer needed, another one, or with another change.
    assert_eq!(with("calls: mod\n", "calls: mod [dynamic]\n"), Rust::Major);
    assert_eq!(with("dynamic: mod [dynamic]", "dynamic: mod"), Rust::Minor);
    assert_eq!(
        with("dynamic: mod [dynamic]", "dynamic: mod [webhook]"),
        Rust::Major
    );
    assert_eq!(
        with("static Service [dynamic]", "static Other"),
        Rust::Major
    );
    let gated = |text: &str| format!("A: struct [a]\nA::a: {text}\n");
    let between = |old: &str, new: &str| verdict(&compare(&gated(old), &gated(new)));
    assert_eq!(
        between("fn(a: A) -> B [a]", "fn(b: A) -> B [a]"),
        Rust::Patch
    );
    assert_eq!(between("fn(a: A) -> B [a]", "fn(b: A) -> B"), Rust::Minor);
    assert_eq!(
        between("struct, Clone [a]", "struct, Clone, Debug [a]"),
        Rust::Minor
    );
    assert_eq!(
        between("struct, Clone, Debug [a]", "struct, Clone [a]"),
        Rust::Major
    );
}

#[test]
fn the_last_release_is_the_highest_version() {
    let last = |tags: &[&'static str]| last_tag(tags.iter().copied());
    assert_eq!(last(&[]), None);
    assert_eq!(last(&["draft", "v1", "v2.0.0-rc.1", "1.0.0"]), None);
    assert_eq!(last(&["v0.9.0", "v0.10.0", "v1.0.0-rc.1"]), Some("v0.10.0"));
}

#[test]
fn a_manifest_without_a_version_is_told() {
    let package = |manifest: &str| Package {
        name: "v0.1.0".to_owned(),
        manifest: manifest.to_owned(),
        surface: String::new(),
    };
    let good = package("[package]\nversion = \"0.1.0\"");
    let check = |manifest| check(&good, &package(manifest)).unwrap_err();
    assert_eq!(
        check("[package]"),
        "the manifest of v0.1.0 states no version"
    );
    assert!(check("[").starts_with("the manifest of v0.1.0 is no TOML: "));
    assert_eq!(
        check("[package]\nversion = \"1\""),
        "the version of v0.1.0, 1, has not three numbers"
    );
}

#[test]
fn versions_follow_cargo() {
    assert_eq!(next_version("0.1.2", Rust::Major).as_deref(), Some("0.2.0"));
    assert_eq!(next_version("0.1.2", Rust::Minor).as_deref(), Some("0.1.3"));
    assert_eq!(next_version("0.0.2", Rust::Major).as_deref(), Some("0.0.3"));
    assert_eq!(next_version("1.4.2", Rust::Major).as_deref(), Some("2.0.0"));
    assert_eq!(next_version("1.4.2", Rust::Minor).as_deref(), Some("1.5.0"));
    assert_eq!(
        next_version("1.4.2-rc.1", Rust::Patch).as_deref(),
        Some("1.4.3")
    );
    assert_eq!(next_version("1.4.2", Rust::None).as_deref(), Some("1.4.2"));
    assert_eq!(next_version("1.4", Rust::Patch), None);
    assert_eq!(is_enough("1.10.0", "1.9.9"), Some(true));
    assert_eq!(is_enough("0.1.9", "0.2.0"), Some(false));
}
