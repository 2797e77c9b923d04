//! The programs of `tests/examples`, run without a network. Those with a local server of their own have modules of their own.

use std::path::Path;

use acceptance::ExampleServer;

use crate::snapshot;

#[path = "../examples/by_name.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod by_name;
#[path = "../examples/first_call.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod first_call;
#[path = "../examples/own_tests.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod own_tests;
#[path = "../examples/production.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod production;
#[path = "../examples/values.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod values;

#[tokio::test]
async fn the_first_calls() {
    let server = ExampleServer::start(&[]).unwrap();
    let mut out = Vec::new();
    first_call::run(&server.client().unwrap(), &mut out)
        .await
        .unwrap();
    assert_output("first_call", out);
}

#[tokio::test]
async fn operations_by_name() {
    let server = ExampleServer::start(&[]).unwrap();
    let mut out = Vec::new();
    by_name::run(&server.client().unwrap(), &mut out)
        .await
        .unwrap();
    assert_output("by_name", out);
}

#[tokio::test]
async fn a_service_in_production() {
    let mut out = Vec::new();
    production::run(&mut out).await.unwrap();
    assert_output("production", out);
}

#[test]
fn the_types_of_values() {
    let mut out = Vec::new();
    values::run(&mut out).unwrap();
    assert_output("values", out);
}

/// Compares what a program printed with its snapshot.
fn assert_output(name: &str, out: Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    let text = String::from_utf8(out).unwrap();
    snapshot::settings(&folder).bind(|| insta::assert_snapshot!(name, text));
}
