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
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Generated, load};
use serde_json::Value;

use super::examples::Tally;
use crate::codegen::RUNTIME;
use crate::{Failure, files, terminal, workspace};

/// What cargo writes beside the crates.
pub(super) const TARGET: &str = "target";

/// One document, and what became of it.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// The name of the file without its ending.
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
        match is_package(name) && name != TARGET {
            true => name.to_owned(),
            false => format!("api-{name}"),
        }
    }
}

/// The documents of a folder in order, or the one with this name.
pub(super) fn find(dir: &Path, only: Option<&str>) -> Result<Vec<PathBuf>, Failure> {
    let failure = |reason: &str| Failure(format!("{}: {reason}", dir.display()));
    let entries = fs::read_dir(dir).map_err(|error| failure(&error.to_string()))?;
    let is_wanted = |path: &PathBuf| {
        let extension = path.extension().unwrap_or_default();
        let is_document = ["json", "yaml", "yml"]
            .iter()
            .any(|known| extension == *known);
        let is_named = only.is_none_or(|only| {
            let names = [path.file_name(), path.file_stem()];
            names.contains(&Some(only.as_ref()))
        });
        is_document && is_named && path.is_file()
    };
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry?.path());
    }
    paths.retain(is_wanted);
    paths.sort();
    let nameless = paths.iter().find(|path| {
        let name = name(path);
        !name.contains(|char: char| char.is_ascii_alphanumeric())
    });
    if let Some(path) = nameless {
        let file = path.file_name().unwrap_or_default().display();
        return Err(failure(&format!(
            "`{file}` has neither letters nor digits to call a crate after"
        )));
    }
    let mut seen = BTreeMap::new();
    let mut twins = paths.iter().filter_map(|path| {
        let name = name(path);
        let other = seen.insert(Document::package(&name), name.clone())?;
        Some((other, name))
    });
    let twins = twins.next();
    match (paths.as_slice(), only, twins) {
        ([], Some(only), _) => Err(failure(&format!("there is no document `{only}`"))),
        ([], None, _) => Err(failure("there is no document")),
        (_, _, Some((one, other))) if one == other => {
            Err(failure(&format!("there are two `{one}`")))
        }
        (_, _, Some((one, other))) => {
            let package = Document::package(&one);
            Err(failure(&format!(
                "the crates of `{one}` and `{other}` would both be called `{package}`"
            )))
        }
        _ => Ok(paths),
    }
}

fn name(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Generates a crate from each document into its folder, on two threads.
pub(super) fn generate_all(paths: &[PathBuf], folder: &Path) -> Result<Vec<Document>, Failure> {
    const THREADS: usize = 2;
    let bar = terminal::bar("generating", paths.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let work = || {
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            let document = generate(path, folder);
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

fn generate(path: &Path, folder: &Path) -> Result<Document, Failure> {
    let bytes = files::read(path)
        .map_err(|error| Failure(format!("can't read {}: {error}", path.display())))?;
    let mut document = Document {
        name: name(path),
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
    let inputs = Inputs {
        document: source,
        config: Some(Source::new("corpus.toml", config(&document.name)?)),
        overlay: None,
    };
    let start = Instant::now();
    let generated = openapi_client_codegen::generate(&inputs);
    document.time = start.elapsed();
    match generated {
        Ok(generated) => {
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
