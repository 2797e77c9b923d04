//! `cargo xtask spec check-upstream`: whether Twilio's document has moved since it was brought in.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::{File, Report};
use openapi_client_codegen::load;
use openapi_client_codegen::source::Inputs;
use openapi_client_review::import::{Lock, fingerprint};

use super::document::upstream;
use super::import::LOCK;
use crate::codegen::{self, report};
use crate::{Failure, Outcome, files, terminal, workspace};

/// How many folders below the given one are looked into: an unpacked npm package keeps its documents five deep.
const DEPTH: usize = 8;

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What counts is the interface: words and examples may differ. `cargo xtask spec import` brings a newer document in.

Exit codes: 0 when it has not moved; 1 when it has, or when it can't be read as a document; 2 when the command can't run.")]
pub(crate) struct Args {
    /// Twilio's newest document, or a folder with it: a checkout, an unpacked package
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// The record of what was brought in last [default: the one of TrustHub]
    #[arg(long, value_name = "FILE")]
    lock: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let lock = args.lock.clone();
    let lock = lock.unwrap_or_else(|| workspace::root().join(codegen::SPEC).with_file_name(LOCK));
    let text = files::read_to_string(&lock);
    let text = text.map_err(|error| Failure(format!("{}: {error}", codegen::shown(&lock))))?;
    let lock = Lock::parse(&text)
        .map_err(|error| Failure(format!("{}: {error}", codegen::shown(&lock))))?;
    let path = newest(&args.path, &lock.file)?;
    let (verdict, outcome) = match compare(&path, &lock)? {
        Ok(found) => found,
        Err(report) => {
            report::print(&report)?;
            return Ok(Outcome::Failed);
        }
    };
    let line = format!("{}: {verdict}", codegen::shown(&path));
    terminal::stdout().line(&line)?;
    Ok(outcome)
}

/// What became of the document since it was brought in.
fn compare(path: &Path, lock: &Lock) -> Result<Result<(String, Outcome), Report>, Failure> {
    let (document, sha256) = match upstream(path)? {
        Ok(found) => found,
        Err(report) => return Ok(Err(report)),
    };
    let source = lock.source.as_deref().unwrap_or("an unnamed source");
    if sha256 == lock.sha256 {
        let verdict = format!("has not moved, it is the document of {source}");
        return Ok(Ok((verdict, Outcome::Fine)));
    }
    let value = load::value(&document, File::Document);
    let inputs = Inputs {
        document,
        ..Inputs::default()
    };
    Ok(match value {
        Err(errors) => Err(Report::new(&inputs, errors)),
        Ok(value) if fingerprint(&value) == lock.interface => {
            let verdict = format!("has not moved, only words and examples differ from {source}");
            Ok((verdict, Outcome::Fine))
        }
        Ok(_) => {
            let verdict = format!("has moved: its interface is not that of {source}");
            Ok((verdict, Outcome::Failed))
        }
    })
}

/// The document itself, or the one file in the folder that is called like the one that was brought in.
fn newest(path: &Path, file: &str) -> Result<PathBuf, Failure> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let mut found = Vec::new();
    find(path, file, DEPTH, &mut found)?;
    found.sort();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure(format!(
            "{}: there is no {file} in it",
            codegen::shown(path)
        ))),
        [one, other, ..] => Err(Failure(format!(
            "{}: there is more than one {file}, {} and {}; name one of them",
            codegen::shown(path),
            codegen::shown(one),
            codegen::shown(other)
        ))),
    }
}

/// Links are not followed: they may lead round in a circle.
fn find(folder: &Path, file: &str, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error| Failure(format!("{}: {error}", codegen::shown(folder)));
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && depth > 0 {
            find(&entry.path(), file, depth - 1, found)?;
        } else if kind.is_file() && entry.file_name() == file {
            found.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapi_client_review::import::sha256;

    const DOCUMENT: &str = r#"{"openapi": "3.0.1", "info": {"title": "A", "version": "1", "description": "WORDS"},
        "paths": {"/PATH": {}}}"#;

    #[test]
    fn only_the_interface_counts() {
        let folder = std::env::temp_dir().join(format!("xtask-upstream-{}", std::process::id()));
        let nested = folder.join("package/src/services");
        fs::create_dir_all(&nested).unwrap();
        let value = serde_json::from_str(DOCUMENT).unwrap();
        let lock = Lock {
            file: "a.json".to_owned(),
            source: Some("release 1".to_owned()),
            sha256: sha256(DOCUMENT.as_bytes()),
            date: "2026-11-30".to_owned(),
            interface: fingerprint(&value),
        };
        let file = folder.join("lock.toml");
        fs::write(&file, lock.text("ours.yaml")).unwrap();
        let args = Args {
            path: folder.clone(),
            lock: Some(file),
        };
        assert!(run(&args).is_err(), "there is no document");
        let document = nested.join("a.json");
        for (text, expected, says) in [
            (
                DOCUMENT.to_owned(),
                Outcome::Fine,
                "the document of release 1",
            ),
            (
                DOCUMENT.replace("WORDS", "other words"),
                Outcome::Fine,
                "only words",
            ),
            (
                DOCUMENT.replace("/PATH", "/other"),
                Outcome::Failed,
                "has moved",
            ),
        ] {
            fs::write(&document, text).unwrap();
            let (verdict, outcome) = compare(&document, &lock).unwrap().unwrap();
            assert!(verdict.contains(says), "{verdict}");
            assert_eq!(outcome, expected, "{verdict}");
            assert_eq!(run(&args).unwrap(), expected);
        }
        fs::write(&document, "{").unwrap();
        assert_eq!(run(&args).unwrap(), Outcome::Failed);
        fs::copy(&document, folder.join("a.json")).unwrap();
        let error = run(&args).unwrap_err();
        assert!(error.0.contains("more than one a.json"), "{error}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
