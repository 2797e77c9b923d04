//! Where the workspace is.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::Failure;

/// The folder of the workspace: the one above this package.
pub(crate) fn root() -> PathBuf {
    above(
        env::var_os("CARGO_PKG_NAME"),
        env::var_os("CARGO_MANIFEST_DIR"),
    )
}

/// An error if the workspace was moved or deleted after this program was built.
pub(crate) fn check() -> Result<(), Failure> {
    let root = root();
    match root.is_dir() {
        true => Ok(()),
        false => Err(Failure(format!(
            "{} no longer exists, the workspace that this program was built in: run `cargo xtask` in a clone",
            root.display()
        ))),
    }
}

/// The folder above this package, which cargo names where it runs this program; else as it was at the build.
fn above(package: Option<OsString>, manifest: Option<OsString>) -> PathBuf {
    let is_ours = package.is_some_and(|name| name == env!("CARGO_PKG_NAME"));
    let package = manifest.filter(|_| is_ours).map(PathBuf::from);
    let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package.parent().map(Path::to_owned).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_cargo_the_workspace_is_that_of_the_build() {
        let text = |text: &str| Some(OsString::from(text));
        let built = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        assert_eq!(above(None, None), built);
        // A program that another package starts has the variables of that one.
        assert_eq!(above(text("other"), text("/other")), built);
        assert_eq!(
            above(text("xtask"), text("/moved/xtask")),
            Path::new("/moved")
        );
    }
}
