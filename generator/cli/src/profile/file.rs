//! The file that holds the profiles.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use fs4::{FileExt, TryLockError};
use serde::{Deserialize, Serialize};
use twilio_client::Credentials;

use super::access;
use crate::failure::Failure;

/// Credentials, and where they are valid.
///
/// It holds secrets, so it has no `Debug`.
#[derive(Clone, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    /// The account: with `auth_token` whose that is, else the one that the API key is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_sid: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) auth_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) api_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) api_secret: Option<String>,
    /// Where data is stored and processed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) region: Option<String>,
    /// Where requests enter the network.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) edge: Option<String>,
}

impl Profile {
    /// The credentials; `None` when neither pair is complete.
    pub(crate) fn credentials(&self) -> Option<Credentials> {
        if let (Some(key), Some(secret)) = (&self.api_key, &self.api_secret) {
            let credentials = Credentials::api_key(key, secret);
            return Some(match &self.account_sid {
                Some(account_sid) => credentials.account_sid(account_sid),
                None => credentials,
            });
        }
        let (account_sid, token) = (self.account_sid.as_ref()?, self.auth_token.as_ref()?);
        Some(Credentials::auth_token(account_sid, token))
    }
}

/// All profiles, and the file that they are in.
pub(crate) struct Profiles {
    path: PathBuf,
    pub(crate) by_name: BTreeMap<String, Profile>,
}

impl Profiles {
    /// Reads the file; where there is none, there are no profiles.
    pub(crate) fn read(path: PathBuf) -> Result<Self, Failure> {
        let real = access::real(&path).map_err(|what| refused(&path, &what))?;
        clean(&real);
        Self::read_real(path, &real)
    }

    /// Changes the profiles and writes them, while no other process does.
    pub(crate) fn change(
        path: PathBuf,
        change: impl FnOnce(&mut Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let real = access::real(&path).map_err(|what| refused(&path, &what))?;
        let folder = real.parent().unwrap_or(Path::new("."));
        access::create_folder(folder).map_err(|what| refused(&path, &what))?;
        let lock = lock(&real).map_err(|error| unwritten(&path, &error))?;
        let mut profiles = Self::read_real(path, &real)?;
        change(&mut profiles)?;
        profiles.write(&real)?;
        drop(lock);
        Ok(())
    }

    fn read_real(path: PathBuf, real: &Path) -> Result<Self, Failure> {
        let refuse = |what: &str| refused(&path, what);
        let mut text = String::new();
        if let Some(file) = access::open(real).map_err(|what| refuse(&what))? {
            let read = file.take(access::LIMIT + 1).read_to_string(&mut text);
            read.map_err(|error| refuse(&format!("can't be read: {error}")))?;
        }
        if text.len() as u64 > access::LIMIT {
            return Err(refuse("is larger than 1 MiB: it holds something else"));
        }
        // The message of the error may repeat what is in the file.
        let by_name = toml::from_str(&text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start));
            let line = line.map_or(1, |before| before.matches('\n').count() + 1);
            refuse(&format!(
                "is not right at line {line}: it takes a table for each profile, with account_sid and auth_token, or \
                 api_key and api_secret, and perhaps region and edge, all of them texts"
            ))
        })?;
        Ok(Self { path, by_name })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file in one step, so that it is whole at any time and never readable by others. The lock must be held.
    fn write(&self, real: &Path) -> Result<(), Failure> {
        let text = toml::to_string(&self.by_name)
            .map_err(|error| unwritten(&self.path, &io::Error::other(error.to_string())))?;
        let new = beside(real, NEW);
        let written = remove(&new).and_then(|()| access::replace(real, &new, &text));
        written.map_err(|error| {
            // What is left of it holds secrets; the first failure is reported.
            let _ = fs::remove_file(&new);
            unwritten(&self.path, &error)
        })
    }
}

fn refused(path: &Path, what: &str) -> Failure {
    let path = path.display();
    Failure::Refused(format!("the profile file {path} {what}"))
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    Failure::Output(format!(
        "the profile file {path} could not be written: {error}"
    ))
}

/// What follows the name of the file in that of the one which replaces it. There is only one: if a process is killed while
/// it writes, the next one removes what is left.
const NEW: &str = ".new";

/// What follows the name of the file in that of the empty file which is locked. It stays: if it were removed, two
/// processes could hold the lock, each of another file.
const LOCK: &str = ".lock";

const PATIENCE: Duration = Duration::from_secs(10);

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(end);
    path.with_file_name(name)
}

/// Waits until no other process changes the file. The lock ends with the process, or when the file is dropped.
fn lock(real: &Path) -> io::Result<File> {
    let path = beside(real, LOCK);
    let file = access::open_lock(&path).map_err(|error| {
        io::Error::other(format!("{} can't be opened: {error}", path.display()))
    })?;
    let end = Instant::now() + PATIENCE;
    loop {
        match FileExt::try_lock(&file) {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if Instant::now() < end => {
                thread::sleep(Duration::from_millis(5));
            }
            Err(TryLockError::WouldBlock) => {
                let path = path.display();
                return Err(io::Error::other(format!(
                    "another process has held the lock {path} for {PATIENCE:?}; try again when that is done"
                )));
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

/// Removes what a killed process left, unless somebody writes just now. If that fails, the next change says why.
fn clean(real: &Path) {
    let new = beside(real, NEW);
    if fs::symlink_metadata(&new).is_err() {
        return;
    }
    if let Ok(file) = access::open_lock(&beside(real, LOCK))
        && FileExt::try_lock(&file).is_ok()
    {
        let _ = fs::remove_file(&new);
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Where the file is: `$XDG_CONFIG_HOME/NAME/profiles.toml`, or below `~/.config` (on Windows below `%APPDATA%`).
pub(crate) fn path(
    name: &str,
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<PathBuf, Failure> {
    let directory = |name| {
        let path = lookup(name).map(PathBuf::from);
        path.filter(|path: &PathBuf| path.is_absolute())
    };
    let found = directory("XDG_CONFIG_HOME")
        .or_else(|| directory("APPDATA").filter(|_| cfg!(windows)))
        .or_else(|| directory("HOME").map(|home| home.join(".config")));
    let found = found.ok_or_else(|| {
        Failure::Refused("there is no place for profiles: HOME is not set".to_owned())
    })?;
    Ok(found.join(name).join("profiles.toml"))
}

#[cfg(test)]
mod tests;
