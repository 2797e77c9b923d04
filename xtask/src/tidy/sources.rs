//! The files that the rules are about.

use std::fs;
use std::io;
use std::path::Path;

use openapi_client_codegen::output::MARKER;

/// A file of the sources.
#[derive(Debug)]
pub(super) struct File {
    /// The path from the top, with forward slashes.
    pub(super) path: String,
    /// The text.
    pub(super) text: String,
}

impl File {
    #[cfg(test)]
    pub(super) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// What the name ends with.
    pub(super) fn extension(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The last part of the path.
    pub(super) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Whether `cargo xtask codegen` wrote it.
    pub(super) fn is_generated(&self) -> bool {
        self.path.starts_with("generated/")
            && self.text.lines().take(20).any(|line| line.contains(MARKER))
    }

    /// Whether a tool or a test wants it exactly as it is: locks, snapshots, fixtures, seeds.
    pub(super) fn is_verbatim(&self) -> bool {
        self.name() == "Cargo.lock"
            || ["snap", "stderr", "stdout"].contains(&self.extension())
            || self
                .path
                .split('/')
                .any(|part| ["fixtures", "fixtures-invalid", "seeds", "snapshots"].contains(&part))
    }
}

/// Every text file below a folder, except what git and cargo keep there; sorted.
pub(super) fn read(root: &Path) -> io::Result<Vec<File>> {
    let mut files = Vec::new();
    walk(root, "", &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

/// What is at the top: names, those of folders with a slash.
pub(super) fn top_level(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in entries(root)? {
        let entry = entry?;
        let slash = if entry.file_type()?.is_dir() { "/" } else { "" };
        names.push(format!("{}{slash}", entry.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn walk(folder: &Path, prefix: &str, files: &mut Vec<File>) -> io::Result<()> {
    for entry in entries(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type()?;
        // In a worktree of git, `.git` is a file.
        if ["target", ".git", "node_modules"].contains(&name.as_str()) {
            continue;
        }
        if kind.is_dir() {
            walk(&entry.path(), &format!("{path}/"), files)?;
        } else if kind.is_file() {
            // What is not UTF-8 is not text.
            if let Ok(text) = String::from_utf8(fs::read(entry.path())?) {
                files.push(File { path, text });
            }
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> io::Result<fs::ReadDir> {
    // The root may be the empty path: the current folder.
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    fs::read_dir(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart() {
        let generated = format!("//! A module.\n//!\n//! {MARKER} from a.yaml.\n");
        assert!(File::new("generated/src/a.rs", &generated).is_generated());
        assert!(!File::new("generator/src/a.rs", &generated).is_generated());
        assert!(!File::new("generated/src/a.rs", "//! Mine.\n").is_generated());
        assert!(File::new("tests/fixtures/a/b.yaml", "").is_verbatim());
        assert!(File::new("tests/ui/a.stderr", "").is_verbatim());
        assert!(!File::new("tests/src/a.rs", "").is_verbatim());
        assert_eq!(File::new("a/.gitignore", "").extension(), "gitignore");
        assert_eq!(File::new("a/LICENSE-MIT", "").extension(), "");
    }

    #[test]
    fn the_sources_of_this_package_are_found() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = read(root).unwrap();
        assert!(files.iter().any(|file| file.path == "src/tidy/sources.rs"));
        assert!(top_level(root).unwrap().contains(&"src/".to_owned()));
    }
}
