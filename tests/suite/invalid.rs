//! Documents in `fixtures-invalid/` that something is wrong with, each a folder with its inputs and the report.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_client_codegen::diagnostic::{Report, Severity};
use openapi_client_codegen::source::{Bytes, Inputs, Source};
use openapi_client_codegen::{Options, findings, generate, generate_with};
use serde_json::json;

use crate::compile::compiles;
use crate::fixtures::{cases, name};
use crate::snapshot;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures-invalid");

/// Folders whose documents have several errors, all reported at once; every other one has one error, and one diagnostic.
const SEVERAL: &[&str] = &[
    "duplicate-operation-id",
    "name-collision",
    "newer",
    "overlay-without-reason",
    "security",
    "several",
    "type-clash",
    "unsupported",
];

/// Folders whose errors concern the whole document, or another file.
const WHOLE: &[&str] = &[
    "bad-config",
    "client-name",
    "config-syntax",
    "duplicate-key",
    "empty-file",
    "json-trailing-comma",
    "long-file-name",
    "malformed-yaml",
    "nested-too-deep",
    "not-a-mapping",
    "openapi-version",
    "overlay-clash",
    "overlay-key",
    "overlay-target",
    "overlay-version",
    "overlay-without-match",
    "overlay-without-reason",
    "rename-clash",
    "rename-to-no-name",
    "server-relative",
    "server-variable",
    "server-without-scheme",
    "several",
    "swagger",
    "unused-config",
    "yaml-anchors",
    "yaml-documents",
    "yaml-tab",
];

/// Folders whose help is an overlay action.
const MENDED: &[&str] = &[
    "content-parameter",
    "cookie",
    "matrix",
    "mixed-body",
    "not",
    "server-relative",
    "trace-method",
];

/// What is reported on a case.
fn report(case: &Path) -> Report {
    let found = inputs(case).and_then(|inputs| generate(&inputs).map(|_| findings(&inputs)));
    found.unwrap_or_else(|report| report)
}

/// The inputs of a case; its files are named without their folder so that reports are the same everywhere.
fn inputs(case: &Path) -> Result<Inputs, Report> {
    let read =
        |name: &str| -> Option<Bytes> { Some((name.to_owned(), fs::read(case.join(name)).ok()?)) };
    let document = read("input.yaml").or_else(|| read("input.json"));
    let document = document.unwrap_or_else(|| panic!("{} has no input", case.display()));
    let mut inputs = Inputs::from_bytes(document, read("overlay.yaml"), read("config.toml"))?;
    inputs.add_files(|path| fs::read(case.join(path)).ok());
    Ok(inputs)
}

#[test]
fn each_fault_is_reported_once_and_where_it_is() {
    for case in cases(FOLDER) {
        let report = report(&case);
        let found = report.diagnostics().len();
        match SEVERAL.contains(&name(&case)) {
            true => assert!(found > 1, "{} has {found} diagnostics", name(&case)),
            false => assert_eq!(found, 1, "{}:\n{report}", name(&case)),
        }
        snapshot::settings(&case).bind(|| insta::assert_snapshot!("report", report.to_string()));
        snapshot::assert_no_other(&case, &BTreeSet::from(["report".to_owned()]));
    }
}

#[test]
fn the_overlay_action_of_a_help_works() {
    for case in MENDED.iter().map(|name| Path::new(FOLDER).join(name)) {
        let report = report(&case);
        let help = report.diagnostics()[0].help.clone().unwrap_or_default();
        let part = |key: &str| {
            let (_, rest) = help.split_once(&format!("`{key}: "))?;
            Some(rest.split_once('`')?.0.to_owned())
        };
        let target = part("target").unwrap_or_else(|| panic!("{}: {help}", name(&case)));
        let mut action = json!({"target": target, "description": "As the help says."});
        match part("update") {
            // What to write there is for the reader to know.
            Some(_) => action["update"] = json!({"url": "https://things.example"}),
            None => action["remove"] = json!(true),
        }
        let info = json!({"title": "Help", "version": "1"});
        let overlay = json!({"overlay": "1.0.0", "info": info, "actions": [action]});
        let mut inputs = inputs(&case).unwrap();
        inputs.overlay = Some(Source::new("overlay.json", overlay.to_string()));
        if let Err(report) = generate(&inputs) {
            panic!("{}: {target}\n{report}", name(&case));
        }
    }
}

#[test]
fn what_is_wrong_with_an_operation_or_a_component_can_be_left_out() {
    let options = Options {
        skip_unsupported: true,
    };
    let cases = cases(FOLDER).into_iter();
    let failing = cases
        .filter(|case| inputs(case).is_ok_and(|inputs| generate_with(&inputs, options).is_err()));
    let failing: Vec<_> = failing.map(|case| name(&case).to_owned()).collect();
    assert_eq!(failing, WHOLE);
}

#[test]
fn operations_that_are_not_supported_can_be_skipped() {
    let options = Options {
        skip_unsupported: true,
    };
    let case = Path::new(FOLDER).join("unsupported");
    let generated = generate_with(&inputs(&case).unwrap(), options).unwrap();
    let skipped: Vec<_> = generated.skipped.iter().map(ToString::to_string).collect();
    let not = "a schema with `not` has no Rust type";
    assert_eq!(
        skipped,
        [
            "ListThing (GET /v1/Things): a list or an object can't be sent as a cookie; \
             an array of arrays or of objects can't be sent as a parameter"
                .to_owned(),
            format!("CreateThing (POST /v1/Things): {not}"),
            format!("FetchThing (GET /v1/Things/{{Sid}}): {not}"),
            "UpdateThing (POST /v1/Things/{Sid}): `thing.yaml#/thing` is not found in the folder of the document or below it"
                .to_owned(),
        ]
    );
    assert_eq!(generated.warnings.count(Severity::Error), 0);
    assert!(generated.warnings.count(Severity::Warning) >= skipped.len());
    let crates = vec![("skipped".to_owned(), generated.output)];
    compiles("skipped", crates, &["check", "--features", "dynamic"]);
}
