//! Every type in a public signature of the client can be named without depending on another crate of ours.
//!
//! The runtimes have no type that is reachable and has no name (the lint `unnameable_types`), and all their names are below
//! `twilio_trusthub::runtime`; what programs name more often is at the root.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use twilio_trusthub::{
    Attempt, BoxFuture, Builder, Call, Client, Clock, Credentials, Cursor, Date, Decimal, Error,
    ErrorKind, InvalidDate, InvalidDecimal, InvalidSid, InvalidTimestamp, Items, Limits, List,
    Meta, Page, Pages, Request, RetryPolicy, Sid, Sleep, Task, Timestamp, Transport,
    TransportError, TransportErrorKind, TransportFuture, TrustHub, UnknownValue, Unrecognized,
    WithMeta, bytes, http, serde_json,
};
use twilio_trusthub::{runtime, testing};

/// One type that the runtime and the client's root name alike.
fn same<T>(_: fn(T), _: fn(T)) {}

#[test]
#[expect(
    unused_qualifications,
    reason = "both names of a type are what is compared"
)]
fn the_root_has_the_types_of_the_runtime() {
    same::<Attempt>(drop::<Attempt>, drop::<runtime::Attempt>);
    same(drop::<BoxFuture<()>>, drop::<runtime::BoxFuture<()>>);
    same(
        drop::<Builder<TrustHub>>,
        drop::<runtime::Builder<TrustHub>>,
    );
    same(drop::<Call<()>>, drop::<runtime::Call<()>>);
    same(drop::<Client>, drop::<runtime::Client>);
    same(drop::<Credentials>, drop::<runtime::Credentials>);
    same(
        drop::<(Cursor, Date, Decimal)>,
        drop::<(runtime::Cursor, runtime::Date, runtime::Decimal)>,
    );
    same(
        drop::<(Error, ErrorKind)>,
        drop::<(runtime::Error, runtime::ErrorKind)>,
    );
    same(
        drop::<(InvalidDate, InvalidDecimal)>,
        drop::<(runtime::InvalidDate, runtime::InvalidDecimal)>,
    );
    same(
        drop::<(InvalidSid, InvalidTimestamp)>,
        drop::<(runtime::InvalidSid, runtime::InvalidTimestamp)>,
    );
    same(
        drop::<(Items<u8>, Limits, List<u8>)>,
        drop::<(runtime::Items<u8>, runtime::Limits, runtime::List<u8>)>,
    );
    same(
        drop::<(Meta, Page<u8>, Pages<u8>)>,
        drop::<(runtime::Meta, runtime::Page<u8>, runtime::Pages<u8>)>,
    );
    same(
        drop::<(Request, RetryPolicy, Sid)>,
        drop::<(runtime::Request, runtime::RetryPolicy, runtime::Sid)>,
    );
    same(
        drop::<(Sleep, Task, Timestamp)>,
        drop::<(runtime::Sleep, runtime::Task, runtime::Timestamp)>,
    );
    same(
        drop::<(TransportError, TransportErrorKind)>,
        drop::<(runtime::TransportError, runtime::TransportErrorKind)>,
    );
    same(drop::<TransportFuture>, drop::<runtime::TransportFuture>);
    same(
        drop::<(UnknownValue, Unrecognized)>,
        drop::<(runtime::UnknownValue, runtime::Unrecognized)>,
    );
    same(drop::<WithMeta<u8>>, drop::<runtime::WithMeta<u8>>);
    fn traits<T: Transport, C: Clock>() {}
    let _ = traits::<testing::MockTransport, testing::TestClock>;
}

/// Types of other crates in the client's signatures.
#[test]
fn types_of_other_crates_have_names() {
    let status: fn(&Error) -> Option<http::StatusCode> = Error::status;
    let details: fn(&Error) -> Option<&serde_json::Value> = Error::details;
    let headers: for<'m> fn(&'m Meta) -> &'m http::HeaderMap = Meta::headers;
    let send = <testing::MockTransport as Transport>::send;
    let send: fn(&_, http::Request<bytes::Bytes>, Limits) -> TransportFuture = send;
    let _ = (status, details, headers, send);
}

/// Whatever else a program would have to name is at the root too: the errors of conversions, and what a transport or a clock of
/// its own is made of.
#[test]
fn the_root_leaves_out_what_only_generated_code_uses() {
    let runtime = include_str!("../../generator/runtime/src/lib.rs");
    let exported = exports(runtime);
    let root = exports(include_str!("../../generated/src/lib.rs"));
    let missing: Vec<_> = exported.difference(&root).map(String::as_str).collect();
    let of_generated_code = [
        "Api",
        "Content",
        "Conventions",
        "ErrorFields",
        // It is at the root where an operation takes files.
        "File",
        "Form",
        "InRange",
        "Json",
        "JsonText",
        "Members",
        "Output",
        "PLAIN",
        "PageField",
        "Paging",
        "Param",
        "Pii",
        "REDACTED",
        "Redacted",
        "Reply",
        "Requirements",
        "Security",
        "SecurityScheme",
        "SecuritySchemeKind",
        "Server",
        "ServerVariable",
        "Settings",
        "Style",
        "Styled",
        "UrlVariable",
        "Values",
        "Variables",
        "de",
        "files",
        "in_range",
        "is_read_only",
        "json",
        "json_items",
        "json_param",
        "json_text",
        "list",
        "members",
        "ser",
        "styled",
        "text",
    ];
    assert_eq!(missing, of_generated_code);
}

/// What programs name in tests is in the module `testing` of the client; checks of examples are for the client's own tests.
#[test]
fn the_module_for_tests_has_the_types_of_the_runtime() {
    same::<testing::Body>(drop, drop::<runtime::testing::Body>);
    let runtime = exports(include_str!("../../generator/runtime/src/testing.rs"));
    let client = exports(include_str!("../../generated/src/testing.rs"));
    let missing: Vec<_> = runtime.difference(&client).map(String::as_str).collect();
    let of_generated_tests = ["Checks", "Examples", "Mismatches", "Response", "example"];
    assert_eq!(missing, of_generated_tests);
    assert!(client.is_subset(&runtime));
}

/// Programs don't depend on the runtime, so what its pages show of it is found at the root of the client. Other pages are for
/// those who write generated code.
#[test]
fn examples_import_nothing_from_the_runtime() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator");
    let mut folders = vec![root.join("runtime/src"), root.join("twilio/src")];
    let mut found = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let shown = |line: &str| {
                let line = line.trim_start().trim_start_matches(['/', '!', ' ']);
                line.starts_with("use openapi_client_runtime")
                    || line.starts_with("use twilio_client")
            };
            if text.lines().any(|line| line.contains("//") && shown(line)) {
                found.insert(
                    path.strip_prefix(&root)
                        .unwrap()
                        .to_str()
                        .unwrap()
                        .replace('\\', "/"),
                );
            }
        }
    }
    let for_generated_code = [
        "runtime/src/calls/call.rs",
        "runtime/src/lists/list.rs",
        "runtime/src/lists/list/paging.rs",
        "runtime/src/service/api.rs",
        "twilio/src/conventions.rs",
    ];
    assert_eq!(found.iter().collect::<Vec<_>>(), for_generated_code);
}

/// The names that a crate's root exports, outside of modules.
fn exports(text: &str) -> BTreeSet<String> {
    fn names(tree: &syn::UseTree, found: &mut BTreeSet<String>) {
        match tree {
            syn::UseTree::Path(path) => names(&path.tree, found),
            syn::UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
            syn::UseTree::Rename(_) | syn::UseTree::Glob(_) => {}
        }
    }
    let mut found = BTreeSet::new();
    for item in syn::parse_file(text).unwrap().items {
        if let syn::Item::Use(item) = item
            && matches!(item.vis, syn::Visibility::Public(_))
        {
            names(&item.tree, &mut found);
        }
    }
    found
}
