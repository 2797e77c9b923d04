//! The inputs of the generator as they stand in the repository.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::source::{Inputs, Source};

use crate::Result;

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The TrustHub document with its overlay and its configuration.
pub fn trusthub() -> Result<Inputs> {
    let read = |name: &str| -> Result<Source> {
        let name = format!("specs/{name}");
        let text =
            fs::read_to_string(root().join(&name)).map_err(|error| format!("{name}: {error}"))?;
        Ok(Source::new(name, text))
    };
    Ok(Inputs {
        document: read("twilio_trusthub_v1.yaml")?,
        overlay: Some(read("twilio_trusthub_v1.overlay.yaml")?),
        config: Some(read("twilio_trusthub_v1.toml")?),
        ..Inputs::default()
    })
}
