//! Small documents in `fixtures/`, each a folder: `input.yaml`, maybe `overlay.yaml` and `config.toml`, and beside them what
//! is generated, a snapshot a Rust file. A new case is a new folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::generate;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::source::{Inputs, Source};

use crate::compile::{CLIPPY, compiles};
use crate::snapshot;

pub const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

/// The folders of the cases in `folder`, in order.
pub fn cases(folder: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

/// The last part of a case's path.
pub fn name(case: &Path) -> &str {
    case.file_name().unwrap().to_str().unwrap()
}

/// The inputs of a case, named without their folder so that reports are the same everywhere.
pub fn inputs(case: &Path) -> Inputs {
    let read = |name: &str| {
        let text = fs::read_to_string(case.join(name)).ok()?;
        Some(Source::new(name, text))
    };
    let mut inputs = Inputs {
        document: read("input.yaml")
            .unwrap_or_else(|| panic!("{} has no input.yaml", case.display())),
        overlay: read("overlay.yaml"),
        config: read("config.toml"),
        ..Inputs::default()
    };
    inputs.add_files(|path| fs::read(case.join(path)).ok());
    inputs
}

fn output(case: &Path) -> Output {
    generate(&inputs(case))
        .unwrap_or_else(|report| panic!("{}:\n{report}", case.display()))
        .output
}

#[test]
fn each_fixture_is_generated_as_before() {
    for case in cases(FOLDER) {
        let mut names = BTreeSet::new();
        for (path, text) in output(&case)
            .files
            .iter()
            .filter(|(path, _)| path.ends_with(".rs") && !is_table(path))
        {
            // A snapshot's name has no folders.
            let name = path.strip_prefix("src/").unwrap_or(path).replace('/', "-");
            snapshot::settings(&case).bind(|| insta::assert_snapshot!(name.as_str(), text));
            names.insert(name);
        }
        snapshot::assert_no_other(&case, &names);
    }
}

/// Whether a file belongs to the table of operations. It repeats what the others say, and is compiled below.
fn is_table(path: &str) -> bool {
    path.starts_with("src/dynamic/") || path.starts_with("src/bin/")
}

/// The snapshots are worth something only if they compile; clippy does that and looks for more.
#[test]
fn each_fixture_compiles_without_warnings() {
    let crates = cases(FOLDER).into_iter();
    let crates = crates.map(|case| (name(&case).to_owned(), output(&case)));
    compiles("fixtures", crates.collect(), &CLIPPY);
}
