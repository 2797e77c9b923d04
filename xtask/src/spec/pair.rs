//! The two documents that a command compares, read and lowered.

use std::fmt;
use std::path::Path;

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Lowered, model};

use crate::codegen::{report, unread};
use crate::{Failure, files, git, terminal};

/// The flags that name the documents.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Documents {
    /// The document as it was: a YAML or JSON file, or REVISION:PATH
    pub(super) old: String,
    /// The document as it is now, likewise
    pub(super) new: String,
    /// The overlay of the new document, and of the old one if that has none of its own
    #[arg(long, value_name = "FILE")]
    overlay: Option<String>,
    /// The overlay of the old document
    #[arg(long, value_name = "FILE")]
    old_overlay: Option<String>,
    /// The Rust-side choices for the new document, and for the old one if that has none of its own
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    /// The Rust-side choices for the old document
    #[arg(long, value_name = "FILE")]
    old_config: Option<String>,
}

/// How the commands that compare documents explain them at the end of their help.
pub(super) const HELP: &str = "\
A document is a file, or REVISION:PATH for a file of a git revision. If one of them is REVISION:PATH, each document is read with
the overlay and the configuration beside it, in its own revision: a.overlay.yaml and a.toml for a.yaml. --overlay and --config name
others for the new document, --old-overlay and --old-config for the old one.";

/// The names of a document, its overlay and its choices.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    document: String,
    overlay: Option<String>,
    config: Option<String>,
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |name: &Option<String>| name.clone().unwrap_or_else(|| "none".to_owned());
        let (overlay, config) = (or_none(&self.overlay), or_none(&self.config));
        write!(f, "overlay {overlay}, config {config}")
    }
}

/// A document with what was read of it.
pub(super) struct Document {
    pub(super) inputs: Inputs,
    pub(super) lowered: Lowered,
}

impl Documents {
    /// The names of the old and of the new document, with what belongs to each.
    fn names(&self, folder: &Path) -> Result<[Names; 2], Failure> {
        let beside = |document: &String, suffix: &str| match self.has_revision() {
            true => beside(folder, document, suffix),
            false => Ok(None),
        };
        let names = |document: &String, [overlay, config]: [&Option<String>; 2]| {
            let either = |flag: &Option<String>, suffix| match flag {
                Some(name) => Ok(Some(name.clone())),
                None => beside(document, suffix),
            };
            Ok::<_, Failure>(Names {
                document: document.clone(),
                overlay: either(overlay, ".overlay.yaml")?,
                config: either(config, ".toml")?,
            })
        };
        let mut old = names(&self.old, [&self.old_overlay, &self.old_config])?;
        old.overlay = old.overlay.or_else(|| self.overlay.clone());
        old.config = old.config.or_else(|| self.config.clone());
        Ok([old, names(&self.new, [&self.overlay, &self.config])?])
    }

    /// Whether one of the documents is of a revision.
    fn has_revision(&self) -> bool {
        [&self.old, &self.new]
            .into_iter()
            .any(|name| revision(name).is_some())
    }

    /// Both documents; prints which overlays and choices were found by a revision, and what is wrong with a document that has errors.
    pub(super) fn read(&self) -> Result<Option<(Document, Document)>, Failure> {
        let names = self.names(Path::new("."))?;
        let old = read(&names[0])?;
        let new = read(&names[1])?;
        if self.has_revision() {
            let [old, new] = &names;
            terminal::stderr().line(&format!("old: {old}; new: {new}"))?;
        }
        let old_model = lowered(old.as_ref())?;
        // What is wrong with one document is printed once.
        if old_model.is_none() && names[0] == names[1] {
            return Ok(None);
        }
        let new_model = lowered(new.as_ref())?;
        let (Ok(old), Ok(new), Some(old_model), Some(new_model)) = (old, new, old_model, new_model)
        else {
            return Ok(None);
        };
        let document = |inputs, lowered| Document { inputs, lowered };
        Ok(Some((document(old, old_model), document(new, new_model))))
    }
}

/// The model; prints why there is none.
fn lowered(inputs: Result<&Inputs, &Report>) -> Result<Option<Lowered>, Failure> {
    let found = match inputs {
        Ok(inputs) => model(inputs),
        Err(report) => Err(report.clone()),
    };
    match found {
        Ok(lowered) => Ok(Some(lowered)),
        Err(report) => {
            report::print(&report)?;
            Ok(None)
        }
    }
}

/// The texts of the inputs; a text that is not UTF-8 is an error of the input.
fn read(names: &Names) -> Result<Result<Inputs, Report>, Failure> {
    let named = |name: &String| Ok::<_, Failure>((name.clone(), bytes(name)?));
    let overlay = names.overlay.as_ref().map(named).transpose()?;
    let config = names.config.as_ref().map(named).transpose()?;
    let inputs = Inputs::from_bytes(named(&names.document)?, overlay, config);
    Ok(inputs.map(|mut inputs| {
        let folder = names.document.rfind(['/', ':']).map_or(0, |at| at + 1);
        let folder = &names.document[..folder];
        inputs.add_files(|path| match revision(&names.document) {
            Some(_) => bytes(&format!("{folder}{path}")).ok(),
            None => files::read_below(Path::new(folder), path),
        });
        inputs
    }))
}

/// The revision and the path of `HEAD~1:specs/a.yaml`; `None` for a file.
fn revision(name: &str) -> Option<(&str, &str)> {
    let (revision, path) = name.split_once(':')?;
    let is_revision = !revision.is_empty() && !path.is_empty() && !Path::new(name).exists();
    is_revision.then_some((revision, path))
}

/// The name of the file beside a document that has this suffix instead of the document's; `None` if there is no such file.
fn beside(folder: &Path, document: &str, suffix: &str) -> Result<Option<String>, Failure> {
    let stem = [".yaml", ".yml", ".json"]
        .iter()
        .find_map(|end| document.strip_suffix(end));
    let name = format!("{}{suffix}", stem.unwrap_or(document));
    let is_there = match revision(&name) {
        Some((revision, path)) => {
            git::file(folder, &git::commit(folder, revision)?, path)?.is_some()
        }
        None => folder.join(&name).is_file(),
    };
    Ok(is_there.then_some(name))
}

/// The bytes of a file, or of a file in a git revision.
fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    let Some((revision, path)) = revision(name) else {
        return files::read(Path::new(name))
            .map_err(|error| Failure(format!("can't read {name}: {}", unread(&error))));
    };
    let folder = Path::new(".");
    let bytes = git::file(folder, &git::commit(folder, revision)?, path)?;
    bytes.ok_or_else(|| {
        Failure(format!(
            "{revision} has no file {path}; `git ls-tree -r --name-only --full-tree {revision}` lists what it has"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::tests::Repository;

    #[test]
    fn a_missing_file_is_told() {
        let failure = bytes("no-such-folder/a.yaml").unwrap_err();
        assert_eq!(
            failure.0,
            "can't read no-such-folder/a.yaml: there is no such file"
        );
        let failure = bytes("/").unwrap_err();
        assert_eq!(failure.0, "can't read /: it is a folder, not a file");
    }

    #[test]
    fn a_document_of_a_revision_takes_what_stands_beside_it_there() {
        let repository = Repository::new("pair");
        repository.write("a.yaml", "");
        repository.write("a.toml", "");
        repository.commit("v1");
        repository.write("a.overlay.yaml", "");
        let name = |name: &str| Some(name.to_owned());
        let names = |documents: Documents| {
            let names = documents.names(&repository.0).unwrap();
            names.map(|names| [names.overlay, names.config])
        };
        let documents = |old: &str| Documents {
            old: old.to_owned(),
            new: "a.yaml".to_owned(),
            ..Documents::default()
        };

        let new = [name("a.overlay.yaml"), name("a.toml")];
        assert_eq!(
            names(documents("v1:a.yaml")),
            [[None, name("v1:a.toml")], new]
        );
        let flags = Documents {
            overlay: name("b.overlay.yaml"),
            config: name("b.toml"),
            old_config: name("c.toml"),
            ..documents("v1:a.yaml")
        };
        let new = [name("b.overlay.yaml"), name("b.toml")];
        assert_eq!(
            names(flags),
            [[name("b.overlay.yaml"), name("c.toml")], new]
        );
        // Files take what the flags say.
        assert_eq!(names(documents("a.yaml")), [[None, None], [None, None]]);
    }
}
