//! What git knows of a revision; each error says what to do.

use std::io;
use std::path::Path;
use std::process::{Command, Output};

use crate::Failure;

/// The commit that a revision names.
pub(crate) fn commit(folder: &Path, revision: &str) -> Result<String, Failure> {
    if let Some(commit) = object(folder, &format!("{revision}^{{commit}}"))? {
        return Ok(commit);
    }
    let advice = match is_shallow(folder)? {
        true => "this clone is shallow; `git fetch --unshallow --tags` fetches what it lacks",
        false => "`git fetch --tags` fetches what is new at the remote",
    };
    Err(Failure(format!(
        "there is no revision {revision}: {advice}"
    )))
}

/// The bytes of a file at a commit, `None` if the commit lacks it. A path that starts with `./` is relative to `folder`, another
/// to the top of the repository.
pub(crate) fn file(folder: &Path, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Failure> {
    let Some(object) = object(folder, &format!("{commit}:{path}"))? else {
        return Ok(None);
    };
    Ok(Some(stdout(folder, &["cat-file", "blob", &object])?))
}

/// The tags from which the current commit descends, one a line.
pub(crate) fn tags(folder: &Path) -> Result<String, Failure> {
    text(folder, &["tag", "--merged", "HEAD"])
}

/// Whether the clone lacks older commits, and so perhaps tags.
pub(crate) fn is_shallow(folder: &Path) -> Result<bool, Failure> {
    Ok(text(folder, &["rev-parse", "--is-shallow-repository"])?.trim() == "true")
}

/// The id of an object, `None` if there is none.
fn object(folder: &Path, name: &str) -> Result<Option<String>, Failure> {
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", name];
    let output = run(folder, &arguments)?;
    match output.status.code() {
        Some(0) => Ok(Some(
            String::from_utf8_lossy(&output.stdout).trim().to_owned(),
        )),
        Some(1) => Ok(None),
        _ => Err(failed(folder, &arguments, &output)),
    }
}

/// What git prints, as text.
fn text(folder: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let bytes = stdout(folder, arguments)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What git prints.
fn stdout(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let output = run(folder, arguments)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(failed(folder, arguments, &output)),
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    // Errors are recognised by their English text.
    command
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C");
    command.output().map_err(|error| not_started(&error))
}

fn not_started(error: &io::Error) -> Failure {
    Failure(match error.kind() {
        io::ErrorKind::NotFound => {
            "git is not installed, or its folder is not in PATH: install it, or compare files instead of revisions".to_owned()
        }
        _ => format!("can't run git: {error}"),
    })
}

fn failed(folder: &Path, arguments: &[&str], output: &Output) -> Failure {
    let reason = String::from_utf8_lossy(&output.stderr);
    Failure(match reason.contains("not a git repository") {
        true => format!(
            "{} is in no git repository: run the command in a clone, or compare files instead of revisions",
            folder.canonicalize().unwrap_or_default().display()
        ),
        false => format!("git {}: {}", arguments.join(" "), reason.trim()),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// A repository of its own, deleted at the end.
    pub(crate) struct Repository(pub(crate) PathBuf);

    impl Drop for Repository {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    impl Repository {
        pub(crate) fn new(name: &str) -> Self {
            let repository = Self::folder(name);
            repository.git(&["init", "--quiet"]);
            repository
        }

        /// A folder that is no repository.
        fn folder(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("xtask-git-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        pub(crate) fn git(&self, arguments: &[&str]) {
            let settings = [
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@b.example",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "tag.gpgsign=false",
            ];
            stdout(&self.0, &[&settings[..], arguments].concat()).unwrap();
        }

        pub(crate) fn write(&self, path: &str, text: &str) {
            let path = self.0.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        pub(crate) fn commit(&self, tag: &str) {
            self.git(&["add", "."]);
            self.git(&["commit", "--quiet", "--allow-empty", "-m", "A"]);
            self.git(&["tag", tag]);
        }

        /// A clone without the older commits.
        pub(crate) fn shallow(&self, name: &str) -> Self {
            let clone = Self::folder(name);
            let url = format!("file://{}", self.0.display());
            clone.git(&["clone", "--quiet", "--depth", "1", "--no-tags", &url, "."]);
            clone
        }
    }

    #[test]
    fn a_file_of_a_revision_is_read_from_the_top_or_from_the_folder() {
        let repository = Repository::new("file");
        repository.write("a/b.txt", "old");
        repository.commit("v1");
        repository.write("a/b.txt", "new");
        let folder = repository.0.join("a");
        let commit = commit(&folder, "v1").unwrap();
        for (path, text) in [
            ("a/b.txt", Some("old")),
            ("./b.txt", Some("old")),
            ("b.txt", None),
        ] {
            let found = file(&folder, &commit, path).unwrap();
            assert_eq!(found.as_deref(), text.map(str::as_bytes), "{path}");
        }
    }

    #[test]
    fn an_unknown_revision_says_how_to_get_it() {
        let repository = Repository::new("unknown");
        repository.commit("v1");
        repository.commit("v2");
        let error = |repository: &Repository| commit(&repository.0, "v1.5").unwrap_err().0;
        assert_eq!(
            error(&repository),
            "there is no revision v1.5: `git fetch --tags` fetches what is new at the remote"
        );
        let shallow = repository.shallow("unknown-shallow");
        assert_eq!(
            error(&shallow),
            "there is no revision v1.5: this clone is shallow; `git fetch --unshallow --tags` fetches what it lacks"
        );
    }

    #[test]
    fn a_folder_outside_of_repositories_is_named() {
        let folder = Repository::folder("outside");
        for failure in [
            commit(&folder.0, "v1").unwrap_err(),
            tags(&folder.0).unwrap_err(),
        ] {
            let path = folder.0.canonicalize().unwrap();
            assert_eq!(
                failure.0,
                format!(
                    "{} is in no git repository: run the command in a clone, or compare files instead of revisions",
                    path.display()
                )
            );
        }
    }

    #[test]
    fn a_missing_git_is_not_a_missing_revision() {
        let failure = not_started(&io::ErrorKind::NotFound.into());
        assert!(failure.0.starts_with("git is not installed"), "{failure}");
    }
}
