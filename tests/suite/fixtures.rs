//! Small documents in `fixtures/`, each a folder: `input.yaml`, maybe `overlay.yaml` and `config.toml`, and beside them what
//! is generated, a snapshot a Rust file. A new case is a new folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use twilio_codegen::generate;
use twilio_codegen::output::Output;
use twilio_codegen::source::{Inputs, Source};

use crate::snapshot;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

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
    Inputs {
        document: read("input.yaml")
            .unwrap_or_else(|| panic!("{} has no input.yaml", case.display())),
        overlay: read("overlay.yaml"),
        config: read("config.toml"),
    }
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
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures");
    let generator = acceptance::root().join("generator").canonicalize().unwrap();
    let mut members = Vec::new();
    for case in cases(FOLDER) {
        let mut output = output(&case);
        let manifest = output.files.get_mut("Cargo.toml").unwrap();
        // Without the default transport, which takes long to build and makes no difference to generated code.
        let dependencies = format!("path = \"{}/", generator.display());
        *manifest = manifest
            .replace("path = \"../generator/", &dependencies)
            .replace(
                "default = [\"gzip\", \"ring\", \"transport\"]",
                "default = []",
            );
        output.write(&workspace.join(name(&case))).unwrap();
        members.push(name(&case).to_owned());
    }
    // The runtime takes settings from the workspace it is in, and its dependencies are locked there.
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        acceptance::root().join("Cargo.lock"),
        workspace.join("Cargo.lock"),
    )
    .unwrap();

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let checked = Command::new(cargo)
        .args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--features",
            "dynamic",
            "--offline",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ])
        .current_dir(&workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}
