//! `cargo xtask release-check`: whether the version is enough for what the public surface has changed since the last release.

use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_client_review::release::{self, Package};

use crate::codegen::{CONFIG, OUT, shown};
use crate::{Failure, Outcome, files, terminal, workspace};

/// The flags of the command.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
The surface is what generated/api.txt says, an item a line; what the items do, and what a change does on the wire, is no
matter of it: `cargo xtask spec diff` tells. Releases are tags such as v0.2.0. The version stands in
specs/twilio_trusthub_v1.toml.

Exit codes: 0 when the version is enough, or nothing was released yet; 1 when it is less; 2 when the command can't run.")]
pub(crate) struct Args {
    /// The revision to compare with [default: the tag of the last release]
    #[arg(long, value_name = "REV", conflicts_with = "old")]
    since: Option<String>,
    /// The surface as it was, with the Cargo.toml of its package beside it
    #[arg(long, value_name = "FILE")]
    old: Option<PathBuf>,
    /// The surface as it is, likewise [default: generated/api.txt]
    #[arg(long, value_name = "FILE")]
    new: Option<PathBuf>,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// How the result is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for a terminal
    #[default]
    Text,
    /// For programs; `null` when nothing was released yet
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let (outcome, text) = look(args, &workspace::root())?;
    terminal::stdout().raw(&text)?;
    Ok(outcome)
}

/// Compares, in the workspace at `root`.
fn look(args: &Args, root: &Path) -> Result<(Outcome, String), Failure> {
    let old = match (&args.old, &args.since) {
        (Some(file), _) => beside(file)?,
        (None, Some(revision)) => released(root, revision)?,
        (None, None) => {
            let tags = git(root, &["tag", "--merged", "HEAD"])?;
            let Some(tag) = release::last_tag(tags.lines()) else {
                let text = match args.format {
                    Format::Text => {
                        "no release yet (no tag such as v0.1.0 before this commit): nothing to compare with\n"
                    }
                    Format::Json => "null\n",
                };
                return Ok((Outcome::Fine, text.to_owned()));
            };
            released(root, tag)?
        }
    };
    let new = match &args.new {
        Some(file) => beside(file)?,
        None => beside(&root.join(OUT).join(openapi_client_codegen::surface::FILE))?,
    };
    let found = release::check(&old, &new).map_err(Failure)?;
    let mut text = match args.format {
        Format::Text => found.text(&old.name),
        Format::Json => found.json() + "\n",
    };
    if found.is_enough {
        return Ok((Outcome::Fine, text));
    }
    if args.format == Format::Text {
        let needed = &found.needed_version;
        text.push_str(&match args.new {
            None => format!("write `version = \"{needed}\"` below `[package]` in {CONFIG}, and run: cargo xtask codegen\n"),
            Some(_) => "the version stands below `[package]` in the configuration of the document\n".to_owned(),
        });
    }
    Ok((Outcome::Failed, text))
}

/// The texts of a package whose surface is this file.
fn beside(file: &Path) -> Result<Package, Failure> {
    let read = |path: &Path| {
        files::read_to_string(path)
            .map_err(|error| Failure(format!("can't read {}: {error}", shown(path))))
    };
    Ok(Package {
        name: shown(file),
        surface: read(file)?,
        manifest: read(&file.with_file_name("Cargo.toml"))?,
    })
}

/// The texts of the package at a revision.
fn released(root: &Path, revision: &str) -> Result<Package, Failure> {
    let commit = format!("{revision}^{{commit}}");
    let found = git(
        root,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    );
    let commit = found.map_err(|_| Failure(format!("there is no revision {revision}")))?;
    let file = |name: &str| {
        // The workspace need not be the top of the repository.
        let object = format!("{}:./{OUT}/{name}", commit.trim());
        git(root, &["show", &object])
    };
    let surface = file(openapi_client_codegen::surface::FILE).map_err(|_| {
        Failure(format!(
            "{revision} has no {OUT}/api.txt: bring its specs/ into a folder of their own (git worktree add DIR {revision}), \
             write its package anew (cargo xtask codegen --spec DIR/specs/... --out PACKAGE, with its --overlay and \
             --config), and compare with --old PACKAGE/api.txt"
        ))
    })?;
    Ok(Package {
        name: revision.to_owned(),
        surface,
        manifest: file("Cargo.toml")?,
    })
}

/// What git prints.
fn git(root: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(root)
        .output();
    let output = output.map_err(|error| Failure(format!("can't run git: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    Err(Failure(format!(
        "git {}: {}",
        arguments.join(" "),
        reason.trim()
    )))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A repository of its own, deleted at the end.
    struct Repository(PathBuf);

    impl Drop for Repository {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    impl Repository {
        fn new(name: &str) -> Self {
            let folder =
                std::env::temp_dir().join(format!("xtask-release-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(folder.join(OUT)).unwrap();
            let repository = Self(folder);
            repository.git(&["init", "--quiet"]);
            repository
        }

        fn git(&self, arguments: &[&str]) {
            let who = [
                "-c",
                "user.name=A",
                "-c",
                "user.email=a@b.example",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "tag.gpgsign=false",
            ];
            git(&self.0, &[&who[..], arguments].concat()).unwrap();
        }

        fn write(&self, version: &str, surface: &str) {
            let manifest = format!("[package]\nname = \"a\"\nversion = \"{version}\"\n");
            fs::write(self.0.join("generated/Cargo.toml"), manifest).unwrap();
            fs::write(self.0.join("generated/api.txt"), surface).unwrap();
        }

        fn commit(&self, tag: &str) {
            self.git(&["add", "."]);
            self.git(&["commit", "--quiet", "--allow-empty", "-m", "A"]);
            self.git(&["tag", tag]);
        }

        fn look(&self, since: Option<&str>) -> Result<(Outcome, String), Failure> {
            let args = Args {
                since: since.map(str::to_owned),
                ..Args::default()
            };
            look(&args, &self.0)
        }
    }

    #[test]
    fn without_a_release_there_is_nothing_to_compare_with() {
        let repository = Repository::new("none");
        repository.write("0.1.0", "a: mod\n");
        repository.commit("draft");
        let (outcome, text) = repository.look(None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert!(text.starts_with("no release yet"), "{text}");
    }

    #[test]
    fn the_version_is_that_of_the_worst_change_since_the_last_release() {
        let repository = Repository::new("last");
        repository.write("0.9.0", "");
        repository.commit("v0.9.0");
        repository.write("0.10.0", "a: mod\nb: mod\n");
        repository.commit("v0.10.0");
        // Neither a draft of the next release nor one that is on no way to here.
        repository.commit("v0.11.0-rc.1");
        repository.git(&["checkout", "--quiet", "-b", "other"]);
        repository.commit("v9.0.0");
        repository.git(&["checkout", "--quiet", "v0.10.0"]);

        let (outcome, text) = repository.look(None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert_eq!(
            text,
            "since v0.10.0 (0.10.0): nothing has changed; 0.10.0 needs no other version\n"
        );

        repository.write("0.10.1", "a: mod\nb: mod\nc: mod\n");
        let (outcome, text) = repository.look(None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert!(
            text.ends_with("1 change, minor; 0.10.1 is enough, it takes 0.10.1\n"),
            "{text}"
        );

        repository.write("0.10.1", "b: mod\nc: mod\n");
        let (outcome, text) = repository.look(None).unwrap();
        assert_eq!(outcome, Outcome::Failed);
        assert_eq!(
            text,
            "major: a: mod is gone (code that names it does not compile)\n\
             minor: c: mod is new (no code names it yet)\n\
             since v0.10.0 (0.10.0): 2 changes, major; 0.10.1 is not enough, it takes 0.11.0\n\
             write `version = \"0.11.0\"` below `[package]` in specs/twilio_trusthub_v1.toml, and run: cargo xtask codegen\n"
        );
        let (outcome, _) = repository.look(Some("v0.9.0")).unwrap();
        assert_eq!(outcome, Outcome::Fine);
    }

    #[test]
    fn a_revision_without_a_surface_is_told_with_what_to_do() {
        let repository = Repository::new("without");
        repository.write("0.1.0", "a: mod\n");
        fs::rename(
            repository.0.join("generated/api.txt"),
            repository.0.join("api.txt"),
        )
        .unwrap();
        repository.commit("v0.1.0");
        fs::rename(
            repository.0.join("api.txt"),
            repository.0.join("generated/api.txt"),
        )
        .unwrap();
        let failure = repository.look(None).unwrap_err();
        assert!(
            failure
                .0
                .starts_with("v0.1.0 has no generated/api.txt: bring"),
            "{failure}"
        );
        let failure = repository.look(Some("v0.2.0")).unwrap_err();
        assert_eq!(failure.0, "there is no revision v0.2.0");
    }

    #[test]
    fn two_files_are_compared_without_git() {
        let repository = Repository::new("files");
        repository.write("1.0.0", "a: mod\n");
        let file = repository.0.join("generated/api.txt");
        let args = Args {
            old: Some(file.clone()),
            new: Some(file),
            format: Format::Json,
            ..Args::default()
        };
        let (outcome, text) = look(&args, Path::new("nowhere")).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        let value: serde_json::Value = text.parse().unwrap();
        assert_eq!(value["needed_version"], "1.0.0");
        assert_eq!(value["rust"], "none");
    }
}
