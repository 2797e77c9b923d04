//! The flags that name a document with its overlay and its choices, for the commands that take one.

use std::path::PathBuf;

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Inputs;

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
