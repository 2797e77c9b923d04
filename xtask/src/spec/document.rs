//! The flags that name a document with its overlay and its choices, for the commands that take one.

use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_review::import;

use crate::{Failure, codegen};

/// What belongs to a document.
#[derive(Clone, Debug, Default, clap::Args)]
pub(crate) struct Beside {
    /// Its overlay [default: that of TrustHub for TrustHub, else none]
    #[arg(long, value_name = "FILE")]
    pub(crate) overlay: Option<PathBuf>,
    /// Its choices for the Rust side [default: likewise]
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

impl Beside {
    /// The texts of a document, of TrustHub's if none is named, with what belongs to it.
    pub(crate) fn read(
        &self,
        document: Option<&PathBuf>,
    ) -> Result<Result<Inputs, Report>, Failure> {
        let document = document.cloned();
        codegen::read(&codegen::Args::reading(
            &document,
            &self.overlay,
            &self.config,
        ))
    }
}

/// One of Twilio's documents, with the SHA-256 of its file.
pub(super) fn upstream(path: &Path) -> Result<Result<(Source, String), Report>, Failure> {
    let (name, bytes) = codegen::bytes(&codegen::Input {
        name: codegen::shown(path),
        path: path.to_owned(),
    })?;
    let sha256 = import::sha256(&bytes);
    Ok(match Source::from_bytes(&name, bytes) {
        Ok(source) => Ok((source, sha256)),
        Err(error) => {
            let inputs = Inputs {
                document: Source::new(&name, ""),
                ..Inputs::default()
            };
            Err(Report::new(&inputs, vec![error]))
        }
    })
}
