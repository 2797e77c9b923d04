//! Documents in `fixtures-invalid/` that can't be generated from, each a folder with its inputs and the report.

use std::collections::BTreeSet;

use twilio_codegen::generate;

use crate::fixtures::{cases, inputs, name};
use crate::snapshot;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures-invalid");

#[test]
fn each_fault_is_reported() {
    for case in cases(FOLDER) {
        let report = match generate(&inputs(&case)) {
            Ok(_) => panic!("{} was generated from", name(&case)),
            Err(report) => report,
        };
        assert!(
            report.has_errors(),
            "{} has a report without an error",
            name(&case)
        );
        snapshot::settings(&case).bind(|| insta::assert_snapshot!("report", report.to_string()));
        snapshot::assert_no_other(&case, &BTreeSet::from(["report".to_owned()]));
    }
}
