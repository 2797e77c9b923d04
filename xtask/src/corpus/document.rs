//! The documents of a folder, and the crates that are generated from them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use openapi_client_codegen::diagnostic::{File, Report};
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::name::is_package;
use openapi_client_codegen::skip::Skipped;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Generated, Options, load};
use serde_json::Value;

use super::examples::Tally;
use crate::codegen::RUNTIME;
use crate::{Failure, files, terminal, workspace};

/// What cargo writes beside the crates.
pub(super) const TARGET: &str = "target";

/// The program that calls the operations of all documents, beside the crates.
pub(super) const DRIVER: &str = "driver";

/// A file that holds a document.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// What the document is called: the file's name without its ending, or with `--driver` the path below the folder.
    pub(super) name: String,
}

/// One document, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// What it is called; see [`Found`].
    pub(super) name: String,
    /// What it says, as far as it can be read.
    pub(super) value: Value,
    /// How many operations it has.
    pub(super) operations: usize,
    /// How many operations the crate has.
    pub(super) generated: usize,
    /// How many files the crate has.
    pub(super) files: usize,
    /// How many lines these have.
    pub(super) lines: usize,
    /// How long the generating took, without the reading and the writing of files.
    pub(super) time: Duration,
    /// How many errors there are: in the document, and in the crate.
    pub(super) errors: usize,
    /// How many warnings rustc, clippy and rustdoc have.
    pub(super) warnings: usize,
    /// What is wrong with the crate, without what two runs said alike.
    pub(super) messages: Vec<String>,
    /// How many examples there are, and which are not kept.
    pub(super) examples: Tally,
    /// Whether it is no document at all, but another file with the same ending.
    pub(super) is_other: bool,
    /// The operations that were left out.
    pub(super) skipped: Vec<Skipped>,
    /// Why nothing was generated.
    pub(super) refused: Option<Report>,
}

impl Document {
    /// Whether all of it was taken, and nothing is wrong with the crate.
    pub(super) fn is_fine(&self) -> bool {
        self.refused.is_none()
            && self.operations == self.generated
            && self.errors == 0
            && self.warnings == 0
            && self.examples.new.is_empty()
    }

    /// The folder of the crate, which is called as the crate is: whatever the file is called, it is a name.
    pub(super) fn folder(&self) -> String {
        Self::package(&self.name)
    }

    /// The name of the crate: that of the file, as far as cargo allows.
    pub(super) fn package(name: &str) -> String {
        let allowed = |char: char| match char {
            char if char.is_ascii_alphanumeric() => char.to_ascii_lowercase(),
            _ => '-',
        };
        let name: String = name.chars().map(allowed).collect();
        let name = name.trim_matches('-');
        match is_package(name) && ![TARGET, DRIVER].contains(&name) {
            true => name.to_owned(),
            false => format!("api-{name}"),
        }
    }
}

/// The documents of a folder in order, or the one with this name.
pub(super) fn find(dir: &Path, only: Option<&str>) -> Result<Vec<Found>, Failure> {
    let mut found: Vec<Found> = entries(dir)?
        .into_iter()
        .filter(|path| is_document(path))
        .map(|path| {
            let name = path.file_stem().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            Found { path, name }
        })
        .collect();
    found.retain(|found| {
        only.is_none_or(|only| found.path.file_name() == Some(only.as_ref()) || found.name == only)
    });
    check_names(dir, only, &found)?;
    Ok(found)
}

/// The documents of a folder and all folders below it in order, or those whose path has this part.
pub(super) fn find_below(dir: &Path, only: Option<&str>) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder)? {
            // A link to a folder may lead to one that it is in.
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if is_document(&path) {
                let below = path.strip_prefix(dir).unwrap_or(&path);
                let name = crate::codegen::shown(below);
                found.push(Found { path, name });
            }
        }
    }
    found.retain(|found| only.is_none_or(|only| found.name.contains(only)));
    found.sort_by(|a, b| a.name.cmp(&b.name));
    check_names(dir, only, &found)?;
    Ok(found)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failure = |error| Failure(format!("{}: {error}", dir.display()));
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(failure)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Whether it is a file with the ending of a document.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    let mut endings = ["json", "yaml", "yml"].iter();
    endings.any(|known| extension == *known) && path.is_file()
}

/// There is a document, and each one has a crate of its own.
fn check_names(dir: &Path, only: Option<&str>, found: &[Found]) -> Result<(), Failure> {
    let failure = |reason: &str| Err(Failure(format!("{}: {reason}", dir.display())));
    let has_name = |found: &&Found| {
        found
            .name
            .contains(|char: char| char.is_ascii_alphanumeric())
    };
    if let Some(nameless) = found.iter().find(|found| !has_name(found)) {
        let file = nameless.path.file_name().unwrap_or_default().display();
        return failure(&format!(
            "`{file}` has neither letters nor digits to call a crate after"
        ));
    }
    let mut seen = BTreeMap::new();
    let mut twins = found.iter().filter_map(|found| {
        let other = seen.insert(Document::package(&found.name), &found.name)?;
        Some((other, &found.name))
    });
    match (found, only, twins.next()) {
        ([], Some(only), _) => failure(&format!("there is no document `{only}`")),
        ([], None, _) => failure("there is no document"),
        (_, _, Some((one, other))) if one == other => failure(&format!("there are two `{one}`")),
        (_, _, Some((one, other))) => {
            let package = Document::package(one);
            failure(&format!(
                "the crates of `{one}` and `{other}` would both be called `{package}`"
            ))
        }
        _ => Ok(()),
    }
}

/// Generates a crate from each document into its folder, on two threads.
pub(super) fn generate_all(
    found: &[Found],
    folder: &Path,
    options: Options,
) -> Result<Vec<Document>, Failure> {
    const THREADS: usize = 2;
    let bar = terminal::bar("generating", found.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(found) = found.get(next.fetch_add(1, Ordering::Relaxed)) {
            let document = generate(found, folder, options);
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            done.push(document);
            bar.inc(1);
        }
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(work);
        }
    });
    bar.finish_and_clear();
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let mut documents = done.into_iter().collect::<Result<Vec<_>, _>>()?;
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(documents)
}

fn generate(found: &Found, folder: &Path, options: Options) -> Result<Document, Failure> {
    let path = found.path.as_path();
    let bytes = files::read(path)
        .map_err(|error| Failure(format!("can't read {}: {error}", path.display())))?;
    let is_list = serde_json::from_slice(&bytes).is_ok_and(|value: Value| value.is_array());
    let mut document = Document {
        name: found.name.clone(),
        ..Document::default()
    };
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let source = match Source::from_bytes(file.clone(), bytes) {
        Ok(source) => source,
        Err(error) => {
            document.refuse(Report::new(&Inputs::default(), vec![error]));
            return Ok(document);
        }
    };
    document.value = load::value(&source, File::Document).unwrap_or_default();
    document.operations = operations(&document.value);
    document.is_other = is_list || document.value.is_object() && !names_version(&document.value);
    let mut inputs = Inputs {
        document: source,
        config: Some(Source::new("corpus.toml", config(&document.name)?)),
        ..Inputs::default()
    };
    let beside = path.parent().unwrap_or(Path::new(""));
    inputs.add_files(|path| files::read_below(beside, path));
    let start = Instant::now();
    let generated = openapi_client_codegen::generate_with(&inputs, options);
    document.time = start.elapsed();
    match generated {
        Ok(mut generated) => {
            document.skipped = std::mem::take(&mut generated.skipped);
            document.take(&generated);
            generated.output.write(&folder.join(document.folder()))?;
        }
        Err(report) => document.refuse(report),
    }
    Ok(document)
}

impl Document {
    fn take(&mut self, generated: &Generated) {
        let files = &generated.output.files;
        self.generated = generated.api.operations().count();
        self.files = files.len();
        self.lines = files.values().map(|text| text.lines().count()).sum();
        let examples = |operation: &openapi_client_codegen::model::Operation| {
            operation.request_examples.len() + operation.response_examples.len()
        };
        self.examples.all = generated.api.operations().map(examples).sum();
    }

    fn refuse(&mut self, report: Report) {
        self.errors = report.count(openapi_client_codegen::diagnostic::Severity::Error);
        self.refused = Some(report);
    }
}

/// Whether a mapping says which version of OpenAPI it is written in, as a document does.
fn names_version(value: &Value) -> bool {
    let mut keys = ["openapi", "swagger"].iter();
    keys.any(|key| value.get(key).is_some())
}

/// How many operations the paths of a document have.
fn operations(document: &Value) -> usize {
    let paths = document["paths"].as_object();
    let items = paths
        .into_iter()
        .flatten()
        .filter_map(|(_, item)| item.as_object());
    items
        .flat_map(|item| item.keys())
        .filter(|key| METHODS.contains(&key.as_str()))
        .count()
}

/// The package's name is that of the file, because two versions of one product have the same title.
fn config(name: &str) -> Result<String, Failure> {
    let runtime = workspace::root().join(RUNTIME).canonicalize()?;
    let text = |text: String| Value::String(text).to_string();
    Ok(format!(
        "[package]\nname = {}\nruntime = {}\n",
        text(Document::package(name)),
        text(runtime.display().to_string()),
    ))
}
