//! The files of a run: compared with a folder, and written to it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What the comment at the top of every written file says; it tells them from the files of somebody else.
pub const MARKER: &str = "Written by `cargo xtask codegen`";

/// The files that a run makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The texts by path; paths are relative and have forward slashes.
    pub files: BTreeMap<String, String>,
}

/// What a run does to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file is new.
    Added {
        /// Its text.
        new: String,
    },
    /// The file has another text.
    Changed {
        /// The text before.
        old: String,
        /// The text after.
        new: String,
    },
    /// An earlier run wrote the file, and it is no longer made.
    Removed {
        /// The text before.
        old: String,
    },
}

/// How a folder differs from an [`Output`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The files that differ, by path.
    pub changes: BTreeMap<String, Change>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// The files among the changed ones that no run wrote; they are never overwritten.
    pub foreign: Vec<String>,
}

impl Comparison {
    /// Whether the folder is as it should be.
    pub fn is_clean(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many files are added, changed and removed.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |wanted: fn(&Change) -> bool| {
            let changes = self.changes.values();
            changes.filter(|change| wanted(change)).count()
        };
        (
            count(|change| matches!(change, Change::Added { .. })),
            count(|change| matches!(change, Change::Changed { .. })),
            count(|change| matches!(change, Change::Removed { .. })),
        )
    }

    /// Makes the folder as it should be, like [`Output::write`], when it is still as it was compared.
    pub fn apply(&self, dir: &Path) -> io::Result<()> {
        if !self.foreign.is_empty() {
            let names = self.foreign.join(", ");
            let message = format!("not overwritten, because no run of codegen wrote it: {names}");
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        // Deletions come first: where case does not count, a new name can be an old file.
        for (path, change) in &self.changes {
            if let Change::Removed { .. } = change {
                delete(dir, path)?;
            }
        }
        // One file after the other: where the file system is quick, threads cost more of the processor than they save time.
        let mut folders = BTreeSet::new();
        for (path, change) in &self.changes {
            let (text, write): (_, WriteFile) = match change {
                Change::Added { new } => (new, create),
                Change::Changed { new, .. } => (new, replace),
                Change::Removed { .. } => continue,
            };
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            if folders.insert(folder) {
                let folder = dir.join(folder);
                fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
            }
            write(&dir.join(path), text)?;
        }
        Ok(())
    }
}

impl Output {
    /// Compares a folder with these files and writes nothing.
    ///
    /// Line ends do not count. Files of somebody else, hidden folders, `target` and folders with a `Cargo.toml` of their
    /// own are left out.
    pub fn compare(&self, dir: &Path) -> io::Result<Comparison> {
        self.clone().into_comparison(dir)
    }

    /// Like [`compare`](Self::compare), with the texts themselves instead of copies.
    pub fn into_comparison(self, dir: &Path) -> io::Result<Comparison> {
        self.check_paths()?;
        let mut comparison = Comparison::default();
        let is_new = !dir.exists();
        let mut present = BTreeSet::new();
        self.walk(dir, "", &mut present)?;
        present.retain(|path| !self.files.contains_key(path));
        for (path, new) in self.files {
            let old = if is_new {
                None
            } else {
                read(&dir.join(&path))?
            };
            let Some(old) = old else {
                comparison.changes.insert(path, Change::Added { new });
                continue;
            };
            if unified(&old) == unified(&new) {
                comparison.unchanged += 1;
                continue;
            }
            // Where nothing is written, nothing is lost.
            if !old.is_empty() && !is_marked(&old) {
                comparison.foreign.push(path.clone());
            }
            let change = Change::Changed { old, new };
            comparison.changes.insert(path, change);
        }
        for path in present {
            if let Some(old) = read(&dir.join(&path))?.filter(|old| is_marked(old)) {
                comparison.changes.insert(path, Change::Removed { old });
            }
        }
        Ok(comparison)
    }

    /// Makes a folder the same as these files, and says what that took.
    ///
    /// A file is replaced in one step, one that is right is not touched, and one that an earlier run wrote and that is no
    /// longer made is deleted. Nothing is written if that would overwrite a file of somebody else.
    pub fn write(&self, dir: &Path) -> io::Result<Comparison> {
        let comparison = self.compare(dir)?;
        comparison.apply(dir)?;
        Ok(comparison)
    }

    /// Refuses paths that lead out of the folder, and those that are one file where case does not count.
    fn check_paths(&self) -> io::Result<()> {
        let mut seen = BTreeMap::new();
        for path in self.files.keys() {
            let mut parts = path.split('/');
            let leads_out = parts.any(|part| matches!(part, "" | "." | ".."));
            if leads_out || path.contains(['\\', ':']) {
                return invalid(format!(
                    "`{path}` is not a path inside of the output folder"
                ));
            }
            if let Some(other) = seen.insert(path.to_lowercase(), path) {
                return invalid(format!("`{other}` and `{path}` differ in nothing but case"));
            }
        }
        Ok(())
    }

    /// Collects the regular files below a folder, as paths relative to the top.
    fn walk(&self, dir: &Path, prefix: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
        let entries = match fs::read_dir(dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(at(dir, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| at(dir, error))?;
            let kind = entry
                .file_type()
                .map_err(|error| at(&entry.path(), error))?;
            // A name that is not UTF-8 is not one of ours.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = format!("{prefix}{name}");
            if kind.is_file() {
                found.insert(path);
            } else if kind.is_dir() && !self.is_left_out(&entry.path(), &path, &name) {
                self.walk(&entry.path(), &format!("{path}/"), found)?;
            }
        }
        Ok(())
    }

    fn is_left_out(&self, dir: &Path, path: &str, name: &str) -> bool {
        let manifest = format!("{path}/Cargo.toml");
        let other_package = dir.join("Cargo.toml").exists() && !self.files.contains_key(&manifest);
        name.starts_with('.') || path == "target" || other_package
    }
}

fn invalid<T>(message: String) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The text of a file, if there is one; bytes that are not UTF-8 are replaced.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, error)),
    }
}

/// Whether the comment at the top of a file has the marker; in JSON, that is the first key of the object.
fn is_marked(text: &str) -> bool {
    const COMMENTS: [&str; 4] = ["//", "#", "<!--", "\"//\":"];
    let is_comment = |line: &&str| COMMENTS.iter().any(|mark| line.starts_with(mark));
    let text = text.strip_prefix('{').unwrap_or(text).trim_start();
    let mut header = text.lines().take_while(is_comment);
    header.any(|line| line.contains(MARKER))
}

/// The text with the line ends of Unix.
fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// How a file is written.
type WriteFile = fn(&Path, &str) -> io::Result<()>;

/// Writes a file that is not there yet. What has come there in the meantime, a link that leads nowhere included, is
/// replaced.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let Ok(mut file) = fs::File::create_new(path) else {
        return replace(path, text);
    };
    file.write_all(text.as_bytes()).map_err(|error| {
        let _ = fs::remove_file(path);
        at(path, error)
    })
}

/// Replaces a file of a folder that is there, in one step, so that a reader never sees half of it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let temporary = temporary(path);
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| {
        // The first error is the one to tell; the rest of the file may be there or not.
        let _ = fs::remove_file(&temporary);
        at(path, error)
    })
}

/// A name beside the file for the time of writing; hidden, and different in every process.
fn temporary(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

/// Deletes a file and the folders that are empty without it.
fn delete(dir: &Path, path: &str) -> io::Result<()> {
    let file = dir.join(path);
    fs::remove_file(&file).map_err(|error| at(&file, error))?;
    for folder in Path::new(path).ancestors().skip(1) {
        if folder.as_os_str().is_empty() || fs::remove_dir(dir.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
