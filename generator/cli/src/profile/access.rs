//! Which files and folders may hold secrets: regular ones of the user's own, which nobody else can change.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file has at most so many bytes.
pub(super) const LIMIT: u64 = 1 << 20;

/// The file that a path leads to, by symbolic links if it has any. It need not be there, unless a link says that it is.
pub(super) fn real(path: &Path) -> Result<PathBuf, String> {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    let found = match (is_link, path.parent(), path.file_name()) {
        (false, Some(folder), Some(name)) => match fs::canonicalize(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(path.to_owned()),
            folder => folder.map(|folder| folder.join(name)),
        },
        _ => fs::canonicalize(path),
    };
    found.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => {
            "is a symbolic link to a file that does not exist: remove the link, or create the \
                                    file for its owner alone (mode 0600)"
                .to_owned()
        }
        _ => format!("can't be read: {error}"),
    })
}

/// Opens a file for reading; `None` where there is none. Its folder is checked, too.
pub(super) fn open(path: &Path) -> Result<Option<File>, String> {
    let unreadable = |error: io::Error| format!("can't be read: {error}");
    let kind = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        metadata => metadata.map_err(unreadable)?,
    };
    // Opening a device may already do something.
    if !kind.is_file() {
        return Err("is no regular file: move it away".to_owned());
    }
    if let Some(folder) = path.parent() {
        check_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    never_wait(options.read(true));
    let file = options.open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    check_file(&metadata, path)?;
    Ok(Some(file))
}

/// Creates the folder for its owner alone, or checks the one that is there.
pub(super) fn create_folder(path: &Path) -> Result<(), String> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let created = builder.create(path);
    created.map_err(|error| {
        let path = path.display();
        format!("could not be written: the folder {path} can't be created: {error}")
    })?;
    check_folder(path)
}

/// Opens a file that holds no secret, and creates it if there is none.
pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    never_wait(options.read(true).write(true).create(true));
    let file = options.open(path)?;
    match file.metadata()?.is_file() {
        true => Ok(file),
        false => Err(io::Error::other("it is no regular file")),
    }
}

/// Writes a file that only its owner can read, and replaces another one by it, in one step. It has the name `new`
/// for a moment, or where there are no files without a name, until it is whole.
pub(super) fn replace(path: &Path, new: &Path, text: &str) -> io::Result<()> {
    if !write_unnamed(new, text)? {
        write(create(new)?, text)?;
    }
    fs::rename(new, path)
}

/// Creates a file that only its owner can read. It must not be there.
pub(super) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn write(mut file: File, text: &str) -> io::Result<File> {
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(file)
}

/// Writes a file that has no name until it is whole, so that nothing is left of it if the process is killed; whether that
/// is possible here.
#[cfg(target_os = "linux")]
fn write_unnamed(path: &Path, text: &str) -> io::Result<bool> {
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::{AtFlags, CWD, OFlags};

    let mut options = OpenOptions::new();
    let flags = OFlags::TMPFILE.bits().cast_signed();
    options.write(true).mode(0o600).custom_flags(flags);
    let Ok(file) = options.open(path.parent().unwrap_or(Path::new("."))) else {
        return Ok(false);
    };
    let file = write(file, text)?;
    let unnamed = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(rustix::fs::linkat(CWD, unnamed, CWD, path, AtFlags::SYMLINK_FOLLOW).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn write_unnamed(_: &Path, _: &str) -> io::Result<bool> {
    Ok(false)
}

/// A pipe instead of the file is not waited for, and a link not followed: both are found out afterwards.
#[cfg(unix)]
fn never_wait(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::NOFOLLOW;
    options.mode(0o600).custom_flags(flags.bits().cast_signed());
}

#[cfg(not(unix))]
fn never_wait(_: &mut OpenOptions) {}

#[cfg(unix)]
fn check_file(metadata: &fs::Metadata, path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;

    let (owner, mode, path) = (metadata.uid(), metadata.mode() & 0o7777, path.display());
    if !metadata.is_file() {
        return Err("is no regular file: move it away".to_owned());
    }
    if owner != rustix::process::geteuid().as_raw() {
        return Err(format!(
            "belongs to another user (its number is {owner}), who may have changed it: check what is in it, and then \
             chown it to yourself"
        ));
    }
    if mode & 0o077 != 0 {
        return Err(format!(
            "can be used by others (its mode is {mode:04o}), so its secrets are not safe: chmod 600 '{path}'"
        ));
    }
    Ok(())
}

/// Elsewhere, a user's own folder is theirs alone.
#[cfg(not(unix))]
fn check_file(metadata: &fs::Metadata, _: &Path) -> Result<(), String> {
    match metadata.is_file() {
        true => Ok(()),
        false => Err("is no regular file: move it away".to_owned()),
    }
}

/// Whoever can write to the folder can put another file in place of the one that is in it.
#[cfg(unix)]
fn check_folder(path: &Path) -> Result<(), String> {
    use std::os::unix::fs::MetadataExt;

    let metadata = fs::metadata(path).map_err(|error| format!("can't be read: {error}"))?;
    let (owner, mode, path) = (metadata.uid(), metadata.mode() & 0o7777, path.display());
    // The administrator can read and change everything, anyway.
    if owner != rustix::process::geteuid().as_raw() && owner != 0 {
        return Err(format!(
            "is in a folder of another user (their number is {owner}), who can put another file in its place: check what \
             is in '{path}', and then chown it to yourself"
        ));
    }
    if mode & 0o022 != 0 {
        return Err(format!(
            "is in a folder that others can write to (its mode is {mode:04o}), so they can put another file in its \
             place: check what is in it, and then chmod 700 '{path}'"
        ));
    }
    Ok(())
}

#[cfg(not(unix))]
fn check_folder(_: &Path) -> Result<(), String> {
    Ok(())
}
