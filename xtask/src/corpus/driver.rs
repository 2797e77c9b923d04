//! One program that calls the operations of all documents: `cargo xtask corpus --driver`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::{Diagnostic, Report};

use super::cargo::Workspace;
use super::document::{DRIVER, Document};
use crate::{Failure, workspace};

/// The library with everything of the program but its documents.
const LIBRARY: &str = "tests/driver";

/// Builds the program, and returns its path. Crates that do not compile are left out of it.
pub(super) fn build(workspace: &Workspace, documents: &mut [Document]) -> Result<PathBuf, Failure> {
    loop {
        let folder = workspace.folder().join(DRIVER);
        write(&folder, documents)?;
        let broken = count_broken(documents);
        workspace.cargo(&["build", "--package", DRIVER], documents)?;
        if broken == count_broken(documents) {
            let name = format!("{DRIVER}{}", env::consts::EXE_SUFFIX);
            return Ok(workspace.target().join("debug").join(name));
        }
    }
}

/// Whether there is nothing wrong with the crate of a document, if it has one.
pub(super) fn is_sound(document: &Document) -> bool {
    document.refused.is_some() || document.errors + document.warnings == 0
}

fn is_broken(document: &&Document) -> bool {
    document.refused.is_none() && document.errors > 0
}

fn count_broken(documents: &[Document]) -> usize {
    documents.iter().filter(is_broken).count()
}

/// What was refused: a line for each document or operation.
pub(super) fn refusals(document: &Document) -> Vec<String> {
    let name = &document.name;
    let whole = document.refused.as_ref().map(|report| {
        let errors = report.diagnostics().iter().filter(|found| found.is_error());
        let message = errors.map(|found| format!("{}: {}", found.code, found.message));
        format!(
            "{name} was refused: {}",
            message.collect::<Vec<_>>().join("; ")
        )
    });
    let parts = document.skipped.iter();
    let parts = parts.map(|skipped| format!("{name}: not generated: {skipped}"));
    whole.into_iter().chain(parts).collect()
}

/// Writes the crate of the program.
pub(super) fn write(folder: &Path, documents: &[Document]) -> Result<(), Failure> {
    let library = workspace::root().join(LIBRARY).canonicalize()?;
    let mut manifest = format!(
        "[package]\nname = {DRIVER:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\ncase-driver = {{ path = {:?} }}\n",
        library.display().to_string(),
    );
    let mut list = String::new();
    for document in documents {
        let path = &document.name;
        let generated = match (&document.refused, is_broken(&document)) {
            (Some(report), _) => format!("Refused({:?})", code(report)),
            (None, true) => "Broken".to_owned(),
            (None, false) => {
                let package = document.folder();
                manifest.push_str(&format!(
                    "{package} = {{ path = \"../{package}\", default-features = false, features = [\"dynamic\"] }}\n"
                ));
                let library = package.replace('-', "_");
                format!(
                    "Service(&{library}::dynamic::SERVICE, &{:?})",
                    skipped(document)
                )
            }
        };
        list.push_str(&format!(
            "    Document {{ path: {path:?}, generated: Generated::{generated} }},\n"
        ));
    }
    let program = format!(
        "//! Written by `cargo xtask corpus --driver`.\n\nuse case_driver::{{Document, Generated}};\n\n\
         const DOCUMENTS: &[Document] = &[\n{list}];\n\n\
         fn main() -> std::process::ExitCode {{\n    case_driver::main(DOCUMENTS)\n}}\n"
    );
    fs::create_dir_all(folder.join("src"))?;
    for (path, text) in [("Cargo.toml", manifest), ("src/main.rs", program)] {
        let path = folder.join(path);
        // A file that is written anew is compiled anew.
        if fs::read_to_string(&path).ok().as_ref() != Some(&text) {
            fs::write(path, text)?;
        }
    }
    Ok(())
}

/// The code of the first error.
fn code(report: &Report) -> String {
    let error = report
        .diagnostics()
        .iter()
        .find(|found| Diagnostic::is_error(found));
    error
        .map(|error| error.code.to_string())
        .unwrap_or_default()
}

/// The operations that were left out, each with the code of its diagnostic.
fn skipped(document: &Document) -> Vec<(String, String)> {
    // An operation without an id has a derived one.
    let skipped = document.skipped.iter().flat_map(|skipped| {
        let by_path = format!("{} {}", skipped.method, skipped.path);
        let code = skipped.codes.first().map(ToString::to_string);
        let code = code.unwrap_or_default();
        [(skipped.id.clone(), code.clone()), (by_path, code)]
    });
    skipped.collect()
}
