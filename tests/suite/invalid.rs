//! Documents in `fixtures-invalid/` that something is wrong with, each a folder with its inputs and the report.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use twilio_codegen::diagnostic::Report;
use twilio_codegen::generate;
use twilio_codegen::source::{Bytes, Inputs};

use crate::fixtures::{cases, name};
use crate::snapshot;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures-invalid");

/// Folders that show how several faults are told at once; every other one has one fault, and one diagnostic.
const SEVERAL: &[&str] = &[
    "name-collision",
    "overlay-without-reason",
    "several",
    "type-clash",
    "unsupported",
];

/// What is reported on a case; its files are named without their folder so that reports are the same everywhere.
fn report(case: &Path) -> Report {
    let read =
        |name: &str| -> Option<Bytes> { Some((name.to_owned(), fs::read(case.join(name)).ok()?)) };
    let document = read("input.yaml").or_else(|| read("input.json"));
    let document = document.unwrap_or_else(|| panic!("{} has no input", case.display()));
    let inputs = Inputs::from_bytes(document, read("overlay.yaml"), read("config.toml"));
    match inputs.and_then(|inputs| generate(&inputs)) {
        Ok(generated) => generated.warnings,
        Err(report) => report,
    }
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
