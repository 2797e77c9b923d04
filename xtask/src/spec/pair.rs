//! The two documents that a command compares, read and lowered.

use std::io;
use std::path::Path;
use std::process;

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Lowered, model};

use crate::codegen::{report, unread};
use crate::{Failure, files};

/// The flags that name the documents.
#[derive(Debug, clap::Args)]
pub(super) struct Documents {
    /// The document as it was, YAML or JSON
    pub(super) old: String,
    /// The document as it is now, likewise
    pub(super) new: String,
    /// An overlay for the documents
    #[arg(long, value_name = "FILE")]
    overlay: Option<String>,
    /// The overlay of the old document [default: that of --overlay]
    #[arg(long, value_name = "FILE")]
    old_overlay: Option<String>,
    /// The choices for the Rust side
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    /// The choices for the old document [default: those of --config]
    #[arg(long, value_name = "FILE")]
    old_config: Option<String>,
}

/// A document with what was read of it.
pub(super) struct Document {
    pub(super) inputs: Inputs,
    pub(super) lowered: Lowered,
}

impl Documents {
    /// Whether both documents are one, with one overlay and one configuration.
    fn is_one(&self) -> bool {
        self.old == self.new && self.old_overlay.is_none() && self.old_config.is_none()
    }

    /// Both documents; prints what is wrong with one that has errors.
    pub(super) fn read(&self) -> Result<Option<(Document, Document)>, Failure> {
        let old_overlay = self.old_overlay.as_ref().or(self.overlay.as_ref());
        let old_config = self.old_config.as_ref().or(self.config.as_ref());
        let old = read(&self.old, old_overlay, old_config)?;
        let new = read(&self.new, self.overlay.as_ref(), self.config.as_ref())?;
        let old_model = lowered(old.as_ref())?;
        // What is wrong with one document is printed once.
        if old_model.is_none() && self.is_one() {
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
fn read(
    document: &str,
    overlay: Option<&String>,
    config: Option<&String>,
) -> Result<Result<Inputs, Report>, Failure> {
    let named = |name: &String| Ok::<_, Failure>((name.clone(), bytes(name)?));
    let overlay = overlay.map(named).transpose()?;
    let config = config.map(named).transpose()?;
    let document = (document.to_owned(), bytes(document)?);
    Ok(Inputs::from_bytes(document, overlay, config))
}

/// The bytes of a file, or of a file in a git revision: `HEAD~1:specs/a.yaml`.
fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    let error = match files::read(Path::new(name)) {
        Ok(bytes) => return Ok(bytes),
        Err(error) => error,
    };
    if error.kind() != io::ErrorKind::NotFound {
        return Err(Failure(format!("can't read {name}: {}", unread(&error))));
    }
    let is_revision = name.split_once(':').is_some_and(|(revision, path)| {
        !revision.is_empty()
            && !revision.starts_with('-')
            && !Path::new(path).as_os_str().is_empty()
    });
    if !is_revision {
        return Err(Failure(format!("can't read {name}: {}", unread(&error))));
    }
    let shown = process::Command::new("git").args(["show", name]).output();
    let shown = shown.map_err(|error| Failure(format!("can't run git to read {name}: {error}")))?;
    if shown.status.success() {
        return Ok(shown.stdout);
    }
    let reason = String::from_utf8_lossy(&shown.stderr);
    let reason = reason.trim().trim_start_matches("fatal: ");
    Err(Failure(format!("can't read {name}: {reason}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_file_is_told() {
        let failure = bytes("no-such-folder/a.yaml").unwrap_err();
        assert_eq!(
            failure.0,
            "can't read no-such-folder/a.yaml: there is no such file"
        );
        let failure = bytes("/").unwrap_err();
        assert_eq!(failure.0, "can't read /: it is a folder, not a file");
        let failure = bytes("HEAD:no-such-folder/a.yaml").unwrap_err();
        assert!(
            failure
                .0
                .starts_with("can't read HEAD:no-such-folder/a.yaml: ")
        );
        assert!(!failure.0.contains("fatal"), "{failure}");
    }
}
