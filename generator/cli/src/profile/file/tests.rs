//! Tests of the file that holds the profiles.

use std::io::Write;

use super::*;

/// A directory that is gone after the test.
struct Directory(PathBuf);

impl Directory {
    fn new(name: &str) -> Self {
        let name = format!("openapi-client-cli-{name}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn path(&self) -> PathBuf {
        self.0.join("parcels/profiles.toml")
    }

    /// What is in the folder of the file.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("parcels")).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn add(path: &Path, name: &str) -> Result<(), Failure> {
    Profiles::change(path.to_owned(), |profiles| {
        profiles.by_name.insert(name.to_owned(), profile());
        Ok(())
    })
}

#[cfg(unix)]
#[track_caller]
fn assert_refused(path: &Path, message: &str) {
    let read = Profiles::read(path.to_owned()).map(drop);
    for outcome in [read, add(path, "more")] {
        match outcome {
            Err(Failure::Refused(found)) => assert!(found.contains(message), "{found}"),
            other => panic!("it should have been refused: {other:?}"),
        }
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
    let profiles = Profiles::read(directory.path()).unwrap();
    assert!(profiles.by_name.is_empty() && !directory.0.exists());
    for name in ["work", "default"] {
        add(&directory.path(), name).unwrap();
    }
    let read = Profiles::read(directory.path()).unwrap().by_name;
    assert!(read.len() == 2 && read["work"] == profile());
    assert_eq!(directory.names(), ["profiles.toml", "profiles.toml.lock"]);
}

#[cfg(unix)]
#[test]
fn others_are_kept_out() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new("modes");
    add(&directory.path(), "work").unwrap();
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
            Err(Failure::Refused(message)) => {
                assert!(!is_read && message.contains("chmod 600"), "{message}")
            }
            read => assert!(is_read && read.is_ok(), "{mode:o}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn a_mistake_is_reported_without_what_is_in_the_file() {
    let directory = Directory::new("mistakes");
    for text in [
        "[work]\nauth_token = hunter2\n",
        "[work]\nauth_token = [\"hunter2\"]\n",
        "[work]\nhunter2 = \"x\"\n",
    ] {
        access::create_folder(directory.path().parent().unwrap()).unwrap();
        remove(&directory.path()).unwrap();
        let mut file = access::create(&directory.path()).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        let Err(Failure::Refused(message)) = Profiles::read(directory.path()) else {
            panic!("it should have been refused")
        };
        assert!(
            message.contains("line ") && !message.contains("hunter2"),
            "{message}"
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

#[test]
fn no_change_is_lost() {
    let directory = Directory::new("changes");
    let path = directory.path();
    thread::scope(|scope| {
        for thread in 0..10 {
            let path = &path;
            scope.spawn(move || {
                for count in 0..3 {
                    add(path, &format!("c{thread}-{count}")).unwrap();
                }
            });
        }
    });
    assert_eq!(Profiles::read(path).unwrap().by_name.len(), 30);
    assert_eq!(directory.names(), ["profiles.toml", "profiles.toml.lock"]);
}

#[test]
fn what_a_killed_process_left_is_removed() {
    let directory = Directory::new("killed");
    let new = beside(&directory.path(), NEW);
    add(&directory.path(), "work").unwrap();
    fs::write(&new, "secret").unwrap();
    Profiles::read(directory.path()).unwrap();
    assert!(!new.exists());
    fs::write(&new, "secret").unwrap();
    add(&directory.path(), "more").unwrap();
    assert!(!new.exists());
    // Somebody writes it just now.
    fs::write(&new, "secret").unwrap();
    let held = lock(&directory.path()).unwrap();
    assert_eq!(Profiles::read(directory.path()).unwrap().by_name.len(), 2);
    assert!(new.exists());
    drop(held);
}

#[cfg(unix)]
#[test]
fn only_a_regular_file_is_opened() {
    let directory = Directory::new("kinds");
    let path = directory.path();
    access::create_folder(path.parent().unwrap()).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(made.unwrap().success());
    assert_refused(&path, "is no regular file");
    fs::remove_file(&path).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
    assert_refused(&path, "is no regular file");
    drop(socket);
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_refused(&path, "is no regular file");
    fs::remove_dir(&path).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
    assert_refused(&path, "is no regular file");
    fs::remove_file(&path).unwrap();
    // The file that is locked may be no other thing, either.
    let lock = beside(&path, LOCK);
    remove(&lock).unwrap();
    for target in ["/dev/zero", "/no/such/file"] {
        std::os::unix::fs::symlink(target, &lock).unwrap();
        assert!(matches!(add(&path, "work"), Err(Failure::Output(_))));
        fs::remove_file(&lock).unwrap();
    }
    let large = access::create(&path).unwrap();
    large.set_len(access::LIMIT + 1).unwrap();
    assert_refused(&path, "larger than 1 MiB");
}

#[cfg(unix)]
#[test]
fn a_link_is_written_through() {
    use std::os::unix::fs::symlink;

    let directory = Directory::new("links");
    let path = directory.path();
    access::create_folder(path.parent().unwrap()).unwrap();
    access::create_folder(&directory.0.join("dotfiles")).unwrap();
    let target = directory.0.join("dotfiles/parcels.toml");
    symlink(&target, &path).unwrap();
    assert_refused(&path, "is a symbolic link to a file that does not exist");
    assert!(!target.exists());
    access::create(&target).unwrap();
    add(&path, "work").unwrap();
    assert_eq!(fs::read_link(&path).unwrap(), target);
    assert!(fs::read_to_string(&target).unwrap().contains("[work]"));
    assert_eq!(directory.names(), ["profiles.toml"]);
    // The folder may be a link, too.
    let linked = directory.0.join("linked");
    symlink(directory.0.join("parcels"), &linked).unwrap();
    add(&linked.join("profiles.toml"), "more").unwrap();
    assert_eq!(Profiles::read(path).unwrap().by_name.len(), 2);
}

#[cfg(unix)]
#[test]
fn a_folder_that_others_can_write_to_is_refused() {
    use std::os::unix::fs::PermissionsExt;

    let directory = Directory::new("folders");
    let path = directory.path();
    let folder = path.parent().unwrap();
    add(&path, "work").unwrap();
    for mode in [0o777, 0o770, 0o702, 0o1777] {
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
        assert_refused(&path, &format!("chmod 700 '{}'", folder.display()));
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    add(&path, "more").unwrap();
}

/// Only the administrator can give files away.
#[cfg(unix)]
#[test]
fn what_belongs_to_another_user_is_refused() {
    use std::os::unix::fs::chown;

    let directory = Directory::new("owners");
    let path = directory.path();
    let folder = path.parent().unwrap();
    add(&path, "work").unwrap();
    if chown(&path, Some(65534), None).is_err() {
        eprintln!("skipped: it takes the administrator");
        return;
    }
    assert_refused(&path, "belongs to another user (its number is 65534)");
    chown(&path, Some(0), None).unwrap();
    chown(folder, Some(65534), None).unwrap();
    assert_refused(&path, "is in a folder of another user");
}
