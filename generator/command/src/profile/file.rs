//! The file that holds the profiles.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use twilio_runtime::Credentials;

use crate::failure::Failure;

/// Credentials and the place where they are good.
///
/// It holds secrets, so it has no `Debug`.
#[derive(Clone, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Profile {
    /// The account: with `auth_token` whose that is, else the one that the API key is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) account_sid: Option<String>,
    /// The account's own secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) auth_token: Option<String>,
    /// An API key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) api_key: Option<String>,
    /// The API key's secret.
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
        let refuse = |what: String| {
            let path = path.display();
            Failure::Refused(format!("the profile file {path} {what}"))
        };
        let mut text = String::new();
        match File::open(&path) {
            Ok(mut file) => {
                if let Some(mode) = too_open(&file).map_err(|error| refuse(unreadable(&error)))? {
                    let path = path.display();
                    return Err(refuse(format!(
                        "can be used by others (its mode is {mode:04o}), so its secrets are not safe: chmod 600 '{path}'"
                    )));
                }
                file.read_to_string(&mut text)
                    .map_err(|error| refuse(unreadable(&error)))?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(refuse(unreadable(&error))),
        }
        // The message of the error may repeat what is in the file.
        let by_name = toml::from_str(&text).map_err(|error| {
            let line = error.span().and_then(|span| text.get(..span.start));
            let line = line.map_or(1, |before| before.matches('\n').count() + 1);
            refuse(format!(
                "is not right at line {line}: it takes a table for each profile, with account_sid and auth_token, or \
                 api_key and api_secret, and perhaps region and edge, all of them texts"
            ))
        })?;
        Ok(Self { path, by_name })
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes the file in one step, so that it is whole at any time and never readable by others.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let failure = |error: io::Error| {
            let path = self.path.display();
            Failure::Output(format!(
                "the profile file {path} could not be written: {error}"
            ))
        };
        let text = toml::to_string(&self.by_name)
            .map_err(|error| failure(io::Error::other(error.to_string())))?;
        // A link stays one.
        let path = fs::canonicalize(&self.path).unwrap_or_else(|_| self.path.clone());
        let directory = path.parent().unwrap_or(Path::new("."));
        create_private_directory(directory).map_err(failure)?;
        let new = path.with_extension(format!("toml.{}.new", std::process::id()));
        let written = write_private(&new, &text).and_then(|()| fs::rename(&new, &path));
        written.map_err(|error| {
            // What is left of it holds secrets; the failure that counts is told.
            let _ = fs::remove_file(&new);
            failure(error)
        })
    }
}

fn unreadable(error: &io::Error) -> String {
    format!("can't be read: {error}")
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

/// The mode of a file that others than its owner can use.
#[cfg(unix)]
fn too_open(file: &File) -> io::Result<Option<u32>> {
    use std::os::unix::fs::PermissionsExt;

    let mode = file.metadata()?.permissions().mode() & 0o7777;
    Ok((mode & 0o077 != 0).then_some(mode))
}

/// Elsewhere, a user's own folder is theirs alone.
#[cfg(not(unix))]
fn too_open(_: &File) -> io::Result<Option<u32>> {
    Ok(None)
}

fn create_private_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a new file that only its owner can read.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A directory that is gone after the test.
    struct Directory(PathBuf);

    impl Directory {
        fn new(name: &str) -> Self {
            let name = format!("twilio-command-{name}-{}", std::process::id());
            Self(std::env::temp_dir().join(name))
        }

        fn path(&self) -> PathBuf {
            self.0.join("parcels/profiles.toml")
        }
    }

    impl Drop for Directory {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn profile() -> Profile {
        Profile {
            account_sid: Some("AC1".into()),
            auth_token: Some("hunter\"2".into()),
            region: Some("ie1".into()),
            ..Profile::default()
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let directory = Directory::new("file");
        let mut profiles = Profiles::read(directory.path()).unwrap();
        assert!(profiles.by_name.is_empty());
        for name in ["work", "default"] {
            profiles.by_name.insert(name.to_owned(), profile());
            profiles.write().unwrap();
        }
        let read = Profiles::read(directory.path()).unwrap().by_name;
        assert!(read.len() == 2 && read["work"] == profile());
        let kept = fs::read_dir(directory.0.join("parcels")).unwrap();
        assert_eq!(kept.count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn others_are_kept_out() {
        use std::os::unix::fs::PermissionsExt;

        let directory = Directory::new("modes");
        let mut profiles = Profiles::read(directory.path()).unwrap();
        profiles.by_name.insert("work".to_owned(), profile());
        profiles.write().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&directory.path()), 0o600);
        assert_eq!(mode(&directory.0.join("parcels")), 0o700);
        for (mode, is_read) in [
            (0o400, true),
            (0o640, false),
            (0o604, false),
            (0o620, false),
        ] {
            fs::set_permissions(directory.path(), fs::Permissions::from_mode(mode)).unwrap();
            match Profiles::read(directory.path()) {
                Err(Failure::Refused(told)) => {
                    assert!(!is_read && told.contains("chmod 600"), "{told}")
                }
                read => assert!(is_read && read.is_ok(), "{mode:o}"),
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_mistake_is_told_without_what_is_in_the_file() {
        let directory = Directory::new("mistakes");
        for text in [
            "[work]\nauth_token = hunter2\n",
            "[work]\nauth_token = [\"hunter2\"]\n",
            "[work]\nhunter2 = \"x\"\n",
        ] {
            create_private_directory(directory.path().parent().unwrap()).unwrap();
            let _ = fs::remove_file(directory.path());
            write_private(&directory.path(), text).unwrap();
            let Err(Failure::Refused(told)) = Profiles::read(directory.path()) else {
                panic!("it should have been refused")
            };
            assert!(
                told.contains("line ") && !told.contains("hunter2"),
                "{told}"
            );
        }
    }

    #[test]
    fn the_environment_says_where_the_file_is() {
        let home = std::env::temp_dir();
        let look = |known: &'static str| {
            let value = home.clone().into_os_string();
            path("parcels", move |name| {
                (name == known).then(|| value.clone())
            })
        };
        assert_eq!(
            look("XDG_CONFIG_HOME").unwrap(),
            home.join("parcels/profiles.toml")
        );
        assert_eq!(
            look("HOME").unwrap(),
            home.join(".config/parcels/profiles.toml")
        );
        assert!(look("USER").is_err());
        assert!(path("parcels", |_| Some("not/absolute".into())).is_err());
    }

    #[test]
    fn either_pair_makes_credentials() {
        assert!(profile().credentials().is_some());
        let key = Profile {
            api_key: Some("SK1".into()),
            api_secret: Some("s".into()),
            ..Profile::default()
        };
        assert!(key.credentials().is_some());
        for half in [
            Profile {
                api_secret: None,
                ..key
            },
            Profile {
                auth_token: None,
                ..profile()
            },
        ] {
            assert!(half.credentials().is_none());
        }
    }
}
