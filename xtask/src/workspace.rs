//! Where the workspace is.

use std::env;
use std::path::PathBuf;

/// The folder of the workspace: the one above this package when cargo runs it, else the current one.
pub(crate) fn root() -> PathBuf {
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    manifest
        .and_then(|folder| Some(folder.parent()?.to_owned()))
        .unwrap_or_default()
}
