//! Files that are named on the command line.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The bytes of a regular file: a pipe or a device may never end, and is refused before it is opened.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_file() || kind.is_dir() {
        return fs::read(path);
    }
    let message = "it is neither a file nor a folder; write what it gives to a file first";
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

/// The text of a regular file.
pub(crate) fn read_to_string(path: &Path) -> io::Result<String> {
    let text = String::from_utf8(read(path)?);
    text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

/// The bytes of a regular file at a path below a folder; none if it is not there or a link leads out of the folder.
pub(crate) fn read_below(folder: &Path, path: &str) -> Option<Vec<u8>> {
    // An empty name is the folder one is in.
    let folder = Path::new(".").join(folder).canonicalize().ok()?;
    let file = folder.join(path).canonicalize().ok()?;
    let is_below = file.starts_with(&folder) && file.is_file();
    is_below.then(|| read(&file).ok())?
}

/// The path of `target` seen from `folder`, which need not be there yet; an absolute one if no relative one leads there.
pub(crate) fn relative(folder: &Path, target: &Path) -> io::Result<PathBuf> {
    let (folder, target) = (resolved(folder)?, resolved(target)?);
    let parts = folder.components().zip(target.components());
    let common = parts.take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common);
    if common == 0 || up.clone().any(|part| part == Component::ParentDir) {
        return Ok(target);
    }
    let up = up.map(|_| Component::ParentDir);
    Ok(up.chain(target.components().skip(common)).collect())
}

/// An absolute path without links as far as it is there.
fn resolved(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let there = path.ancestors().find(|path| path.exists());
    let there = there.unwrap_or(&path);
    let rest = path.strip_prefix(there).unwrap_or(&path);
    // An empty rest would leave a slash at the end.
    Ok(there
        .canonicalize()?
        .components()
        .chain(rest.components())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_leads_from_one_folder_to_another() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let from = |folder: &str| {
            let path = relative(&here.join(folder), &here.join("src")).unwrap();
            crate::codegen::shown(&path)
        };
        assert_eq!(from("new/crate"), "../../src");
        assert_eq!(from("../generated"), "../xtask/src");
        assert_eq!(from("src/spec"), "..");
        // What `..` means behind a folder that is not there yet is not known.
        let target = crate::codegen::shown(&here.join("src"));
        assert_eq!(from("new/../crate"), target);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_a_folder() {
        let folder = std::env::temp_dir().join(format!("xtask-below-{}", std::process::id()));
        fs::create_dir_all(folder.join("in")).unwrap();
        fs::write(folder.join("secret"), "s").unwrap();
        fs::write(folder.join("in/file"), "f").unwrap();
        for (name, target) in [("out", "../secret"), ("inner", "file")] {
            std::os::unix::fs::symlink(target, folder.join("in").join(name)).unwrap();
        }
        let read = |path: &str| read_below(&folder.join("in"), path);
        assert_eq!(read("file"), Some(b"f".to_vec()));
        assert_eq!(read("inner"), Some(b"f".to_vec()));
        for path in ["out", "../secret", ".", "nothing"] {
            assert_eq!(read(path), None, "{path}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_never_ends_is_refused() {
        let folder = std::env::temp_dir().join(format!("xtask-files-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let pipe = folder.join("pipe.yaml");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            let error = read(path).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput, "{error}");
        }
        fs::remove_dir_all(&folder).unwrap();
    }
}
