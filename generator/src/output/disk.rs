//! The folder on the disk: its lock, and files that are read, replaced and deleted without following a link.

use std::collections::BTreeSet;
use std::fs::{self, File, FileType, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};

/// The file whose lock a run holds. It is only there while a run goes on, or where one was stopped.
const LOCK: &str = ".codegen.lock";

/// What a file is called before it gets its name.
const TEMPORARY: &str = ".codegen.tmp";

/// How long a run waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often it asks.
const PAUSE: Duration = Duration::from_millis(20);

/// The lock of an output folder: as long as it is held, no other run compares or writes there.
#[derive(Debug)]
pub struct Lock {
    dir: PathBuf,
    file: File,
}

impl Lock {
    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    pub(super) fn acquire(dir: &Path) -> io::Result<Self> {
        fs::create_dir_all(dir).map_err(|error| at(dir, error))?;
        let path = dir.join(LOCK);
        let start = Instant::now();
        loop {
            if let Some(kind) = kind(&path)?
                && !kind.is_file()
            {
                return Err(in_the_way(&path, kind));
            }
            let mut options = OpenOptions::new();
            options.create(true).truncate(false).write(true);
            let file = options.open(&path).map_err(|error| at(&path, error))?;
            match FileExt::try_lock(&file) {
                // The one who had the lock before has deleted its file.
                Ok(()) if !is_at(&file, &path) => continue,
                Ok(()) => {
                    let dir = dir.to_owned();
                    let lock = Self { dir, file };
                    // What a run that was stopped has left.
                    remove(&lock.dir.join(TEMPORARY))?;
                    return Ok(lock);
                }
                Err(TryLockError::WouldBlock) if start.elapsed() < PATIENCE => thread::sleep(PAUSE),
                Err(TryLockError::WouldBlock) => {
                    let message = "another run is writing to this folder; wait until it has ended";
                    let error = io::Error::new(io::ErrorKind::WouldBlock, message);
                    return Err(at(dir, error));
                }
                Err(TryLockError::Error(error)) => return Err(at(&path, error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held nobody else can hold one of this file. Where an open file can't be
        // compared with another, or not be deleted, it stays; that does no harm.
        if cfg!(unix) {
            let _ = fs::remove_file(self.dir.join(LOCK));
        }
        let _ = FileExt::unlock(&self.file);
    }
}

/// Whether an open file is the one with this path.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(own), Ok(other)) => (own.dev(), own.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Where an open file can't be deleted, it is the one that was opened.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// An output folder.
pub(super) struct Folder<'p> {
    dir: &'p Path,
    /// The folders below it that were seen to be folders.
    known: BTreeSet<String>,
}

impl<'p> Folder<'p> {
    pub(super) fn new(dir: &'p Path) -> Self {
        Self {
            dir,
            known: BTreeSet::new(),
        }
    }

    /// The text of a file, if there is one; bytes that are not UTF-8 are replaced.
    pub(super) fn read(&mut self, path: &str) -> io::Result<Option<String>> {
        for folder in folders(path) {
            if self.known.contains(folder) {
                continue;
            }
            match kind(&self.dir.join(folder))? {
                None => return Ok(None),
                Some(kind) if kind.is_dir() => self.known.insert(folder.to_owned()),
                Some(kind) => return Err(in_the_way(&self.dir.join(folder), kind)),
            };
        }
        let path = self.dir.join(path);
        match kind(&path)? {
            None => Ok(None),
            Some(kind) if kind.is_file() => {
                let bytes = fs::read(&path).map_err(|error| at(&path, error))?;
                Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
            }
            Some(kind) => Err(in_the_way(&path, kind)),
        }
    }

    /// Writes a file in one step, so that a reader never sees half of it, and a run that is stopped leaves none.
    pub(super) fn replace(&mut self, path: &str, text: &str) -> io::Result<()> {
        if let Some(folder) = folders(path).last()
            && self.known.insert(folder.to_owned())
        {
            let folder = self.dir.join(folder);
            fs::create_dir_all(&folder).map_err(|error| at(&folder, error))?;
        }
        let (temporary, path) = (self.dir.join(TEMPORARY), self.dir.join(path));
        let written = File::create_new(&temporary)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .and_then(|()| fs::rename(&temporary, &path));
        written.map_err(|error| {
            // The first error is the one to tell; the rest of the file may be there or not.
            let _ = fs::remove_file(&temporary);
            at(&path, error)
        })
    }

    /// Deletes a file and the folders that are empty without it.
    pub(super) fn delete(&mut self, path: &str) -> io::Result<()> {
        remove(&self.dir.join(path))?;
        let folders: Vec<_> = folders(path).collect();
        for folder in folders.into_iter().rev() {
            if fs::remove_dir(self.dir.join(folder)).is_err() {
                break;
            }
            self.known.remove(folder);
        }
        Ok(())
    }
}

/// The folders that a path leads through, outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// What stands at a path, without following a link.
fn kind(path: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path, error)),
    }
}

/// Deletes a file or a link, if there is one.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path, error)),
        _ => Ok(()),
    }
}

/// What stands where a file or a folder has to be.
fn in_the_way(path: &Path, kind: FileType) -> io::Error {
    let what = match kind {
        kind if kind.is_symlink() => "a link, which is not followed",
        kind if kind.is_dir() => "a folder where a file has to be",
        kind if kind.is_file() => "a file where a folder has to be",
        _ => "neither a file nor a folder",
    };
    let message = format!("it is {what}; delete it or move it away");
    at(path, io::Error::new(io::ErrorKind::AlreadyExists, message))
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
