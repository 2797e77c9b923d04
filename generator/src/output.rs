//! The files of a run: compared with a folder, and written to it.
//!
//! What a run does to the folder, and what it leaves alone:
//!
//! * Names are checked before anything is written: a path stays inside of the folder, is a name on every system, is not too
//!   long, and is the only one that is so called where case does not count.
//! * A run holds the [lock](Output::lock) of the folder while it compares and writes, so that two runs never mix. The system
//!   gives the lock back when a process ends, however it ends.
//! * A file is only overwritten if its header says that a run wrote it, or if it is empty. It is only deleted if it is also
//!   in the [list](MANIFEST) of the files that the last run wrote.
//! * Below the folder, no link is followed, and nothing but a regular file is opened.
//! * Each file is replaced in one step. The list names what was and what will be there while a run writes, so that the next
//!   run puts right what a run that was stopped has left.

mod disk;
mod owner;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use crate::diagnostic::{Code, Diagnostic};
use crate::limit::MAX_FILE_NAME;
use crate::model::Origin;
use crate::name::is_device;
use crate::pointer::Pointer;
use crate::surface::Surface;
pub use crate::syntax::MARKER;
use crate::syntax::TextFile;
use disk::Folder;
pub use disk::Lock;

/// The list of the files that the last run wrote, a path a line.
pub const MANIFEST: &str = ".codegen-manifest";

/// How long a path may be with that of the folder, in bytes: what the usual systems take.
const MAX_PATH: usize = 1_023;

/// The files that a run makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The texts by path; paths are relative and have forward slashes.
    pub files: BTreeMap<String, String>,
    /// What users of the package can name.
    pub surface: Surface,
    /// Of each resource by its origin, the files that hold nothing of the surface.
    pub unnamed: BTreeMap<Origin, Vec<String>>,
}

impl Output {
    /// Adds a file; two files with one path are an error.
    pub(crate) fn add(&mut self, file: TextFile) -> Result<(), Diagnostic> {
        let message = format!("two parts of the package would be the file {}", file.path);
        match self.files.insert(file.path, file.text) {
            None => Ok(()),
            Some(_) => {
                let error = Diagnostic::error(Code::NameCollision, &Pointer::root(), message);
                Err(error.help("choose other names by `[rename]` in the configuration"))
            }
        }
    }
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
    /// How many files are as they should be, without the list.
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
        let mut counts = (0, 0, 0);
        for change in self.changes.values() {
            match change {
                Change::Added { .. } => counts.0 += 1,
                Change::Changed { .. } => counts.1 += 1,
                Change::Removed { .. } => counts.2 += 1,
            }
        }
        counts
    }

    /// Makes the folder as it should be, when it is still as it was compared; nothing is written if that would overwrite a
    /// file of somebody else.
    pub fn apply(&self, lock: &Lock) -> io::Result<()> {
        if !self.foreign.is_empty() {
            let names = self.foreign.join(", ");
            let message = format!("not overwritten, because no run of codegen wrote it: {names}");
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
        }
        let mut folder = Folder::new(lock.dir());
        // If this run is stopped, the next one finds all that either of the lists has.
        if let Some(Change::Changed { old, new }) = self.changes.get(MANIFEST) {
            folder.replace(MANIFEST, &owner::merged(old, new))?;
        } else if let Some(Change::Added { new }) = self.changes.get(MANIFEST) {
            folder.replace(MANIFEST, new)?;
        }
        // Deletions come first: where case does not count, a new name can be an old file.
        for (path, change) in &self.changes {
            if let Change::Removed { .. } = change {
                folder.delete(path)?;
            }
        }
        // One file after the other: where the file system is quick, threads cost more of the processor than they save time.
        let changes = self.changes.iter().filter(|(path, _)| *path != MANIFEST);
        for (path, change) in changes {
            match change {
                Change::Added { new } | Change::Changed { new, .. } => folder.replace(path, new)?,
                Change::Removed { .. } => {}
            }
        }
        match self.changes.get(MANIFEST) {
            Some(Change::Changed { new, .. }) => folder.replace(MANIFEST, new),
            _ => Ok(()),
        }
    }
}

impl Output {
    /// Compares a folder with these files and writes nothing. Line ends do not count.
    pub fn compare(&self, dir: &Path) -> io::Result<Comparison> {
        self.clone().into_comparison(dir)
    }

    /// Like [`compare`](Self::compare), with the texts themselves instead of copies.
    pub fn into_comparison(mut self, dir: &Path) -> io::Result<Comparison> {
        self.check_paths(dir)?;
        let mut folder = Folder::new(dir);
        let mut comparison = Comparison::default();
        let before = folder.read(MANIFEST)?;
        let list = owner::list(self.files.keys());
        self.files.insert(MANIFEST.to_owned(), list);
        for path in before.iter().flat_map(|list| owner::listed(list)) {
            if self.files.contains_key(path) || check_path(path).is_err() {
                continue;
            }
            if let Some(old) = folder.read(path)?.filter(|old| owner::is_marked(old)) {
                let change = Change::Removed { old };
                comparison.changes.insert(path.to_owned(), change);
            }
        }
        for (path, new) in self.files {
            let Some(old) = folder.read(&path)? else {
                comparison.changes.insert(path, Change::Added { new });
                continue;
            };
            if unified(&old) == unified(&new) {
                comparison.unchanged += usize::from(path != MANIFEST);
                continue;
            }
            // Where nothing is written, nothing is lost.
            if !old.is_empty() && !owner::is_marked(&old) {
                comparison.foreign.push(path.clone());
            }
            let change = Change::Changed { old, new };
            comparison.changes.insert(path, change);
        }
        Ok(comparison)
    }

    /// Makes a folder the same as these files, and says what that took.
    pub fn write(&self, dir: &Path) -> io::Result<Comparison> {
        let lock = self.lock(dir)?;
        let comparison = self.compare(lock.dir())?;
        comparison.apply(&lock)?;
        Ok(comparison)
    }

    /// Takes the lock of a folder, which is made if it is not there. If another run has the lock, waits for half a minute.
    pub fn lock(&self, dir: &Path) -> io::Result<Lock> {
        self.check_paths(dir)?;
        Lock::acquire(dir)
    }

    /// Refuses paths that are no names on some system, those that are too long, and those that are one file where case does
    /// not count.
    fn check_paths(&self, dir: &Path) -> io::Result<()> {
        let dir = std::path::absolute(dir)?.as_os_str().len();
        let mut seen = BTreeMap::new();
        for path in self.files.keys() {
            check_path(path).or_else(invalid)?;
            if dir + 1 + path.len() > MAX_PATH {
                return invalid(format!(
                    "`{}` would have a path of more than {MAX_PATH} bytes; write to a folder with a shorter one",
                    shortened(path)
                ));
            }
            if let Some(other) = seen.insert(path.to_lowercase(), path) {
                return invalid(format!("`{other}` and `{path}` differ in nothing but case"));
            }
        }
        for path in seen.keys() {
            let mut folders = path.match_indices('/').map(|(at, _)| &path[..at]);
            if let Some(file) = folders.find(|folder| seen.contains_key(*folder)) {
                return invalid(format!(
                    "`{file}` would be a file, and the folder of `{path}`"
                ));
            }
        }
        Ok(())
    }
}

/// Refuses a path that leads out of the folder, or has a part that is no name of a file on some system.
fn check_path(path: &str) -> Result<(), String> {
    const SIGNS: [char; 8] = ['\\', ':', '<', '>', '"', '|', '?', '*'];
    for part in path.split('/') {
        let is_inside = !matches!(part, "" | "." | "..");
        let is_name = !part.contains(SIGNS)
            && !part.contains(char::is_control)
            && !part.ends_with(['.', ' ']);
        if !is_inside || !is_name {
            return Err(format!(
                "`{}` is not a path inside of the output folder",
                shortened(path)
            ));
        }
        if is_device(part) {
            return Err(format!(
                "`{path}` can't be written on Windows, where `{part}` is a device"
            ));
        }
        if part.len() > MAX_FILE_NAME {
            return Err(format!(
                "`{}` has a name of {} bytes; file systems take {MAX_FILE_NAME}",
                shortened(path),
                part.len()
            ));
        }
    }
    Ok(())
}

/// The start of a path, for a message, in signs that do nothing to a terminal.
fn shortened(path: &str) -> String {
    const LENGTH: usize = 60;
    let start: String = path.chars().take(LENGTH).collect();
    let dots = if start.len() < path.len() { "..." } else { "" };
    format!("{}{dots}", start.escape_debug())
}

fn invalid<T>(message: String) -> io::Result<T> {
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}

/// The text with the line ends of Unix.
fn unified(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests;
