//! `cargo xtask release-check`: whether the version is enough for what the public surface has changed since the last release.

use std::path::{Path, PathBuf};

use openapi_client_review::release::{self, Package};

use crate::codegen::{CONFIG, OUT, OVERLAY, SPEC, shown};
use crate::{Failure, Outcome, files, git, terminal, workspace};

/// The flags of the command.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "\
The surface is generated/api.txt, an item a line. What a change does on the wire is not in it: see `cargo xtask spec diff`.
Releases are tags such as v0.2.0. The version stands in specs/twilio_trusthub_v1.toml.

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
            let tags = git::tags(root)?;
            let Some(tag) = release::last_tag(tags.lines()) else {
                return Ok((Outcome::Fine, unreleased(args.format, root)?.to_owned()));
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

/// What is printed when nothing was released yet; an error where a release may only be missing from the clone.
fn unreleased(format: Format, root: &Path) -> Result<&'static str, Failure> {
    if git::is_shallow(root)? {
        return Err(Failure(
            "this clone is shallow and has no tag of a release: run `git fetch --unshallow --tags`, or name a revision by --since"
                .to_owned(),
        ));
    }
    Ok(match format {
        Format::Text => {
            "no release yet (no tag such as v0.1.0 before this commit): nothing to compare with\n"
        }
        Format::Json => "null\n",
    })
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
    let commit = git::commit(root, revision)?;
    let file = |name: &str| {
        // The workspace need not be the top of the repository.
        let bytes = git::file(root, &commit, &format!("./{OUT}/{name}"))?;
        let bytes = bytes.ok_or_else(|| {
            Failure(format!(
                "{revision} has no {OUT}/{name}. To compare with it, write its crate with the generator of today: \
                 `git worktree add DIR {revision}`, `cargo xtask codegen --spec DIR/{SPEC} --overlay DIR/{OVERLAY} \
                 --config DIR/{CONFIG} --out PACKAGE`, and `cargo xtask release-check --old PACKAGE/api.txt`"
            ))
        })?;
        Ok::<_, Failure>(String::from_utf8_lossy(&bytes).into_owned())
    };
    Ok(Package {
        name: revision.to_owned(),
        surface: file(openapi_client_codegen::surface::FILE)?,
        manifest: file("Cargo.toml")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::git::tests::Repository;

    /// Writes the package.
    fn write(repository: &Repository, version: &str, surface: &str) {
        let manifest = format!("[package]\nname = \"a\"\nversion = \"{version}\"\n");
        repository.write("generated/Cargo.toml", &manifest);
        repository.write("generated/api.txt", surface);
    }

    fn since(repository: &Repository, since: Option<&str>) -> Result<(Outcome, String), Failure> {
        let args = Args {
            since: since.map(str::to_owned),
            ..Args::default()
        };
        look(&args, &repository.0)
    }

    #[test]
    fn without_a_release_there_is_nothing_to_compare_with() {
        let repository = Repository::new("none");
        write(&repository, "0.1.0", "a: mod\n");
        repository.commit("draft");
        let (outcome, text) = since(&repository, None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert!(text.starts_with("no release yet"), "{text}");

        let failure = since(&repository.shallow("none-shallow"), None).unwrap_err();
        assert!(failure.0.starts_with("this clone is shallow"), "{failure}");
    }

    #[test]
    fn the_version_is_that_of_the_worst_change_since_the_last_release() {
        let repository = Repository::new("last");
        write(&repository, "0.9.0", "");
        repository.commit("v0.9.0");
        write(&repository, "0.10.0", "a: mod\nb: mod\n");
        repository.commit("v0.10.0");
        // Neither a draft of the next release nor one that is on no way to here.
        repository.commit("v0.11.0-rc.1");
        repository.git(&["checkout", "--quiet", "-b", "other"]);
        repository.commit("v9.0.0");
        repository.git(&["checkout", "--quiet", "v0.10.0"]);

        let (outcome, text) = since(&repository, None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert_eq!(
            text,
            "since v0.10.0 (0.10.0): nothing has changed; 0.10.0 needs no other version\n"
        );

        write(&repository, "0.10.1", "a: mod\nb: mod\nc: mod\n");
        let (outcome, text) = since(&repository, None).unwrap();
        assert_eq!(outcome, Outcome::Fine);
        assert!(
            text.ends_with("1 change, minor; 0.10.1 is enough, it takes 0.10.1\n"),
            "{text}"
        );

        write(&repository, "0.10.1", "b: mod\nc: mod\n");
        let (outcome, text) = since(&repository, None).unwrap();
        assert_eq!(outcome, Outcome::Failed);
        assert_eq!(
            text,
            "major: code that names it does not compile (1 item)\n  - a: mod\n\
             minor: no code names it yet (1 item)\n  + c: mod\n\
             since v0.10.0 (0.10.0): 2 changes, major; 0.10.1 is not enough, it takes 0.11.0\n\
             write `version = \"0.11.0\"` below `[package]` in specs/twilio_trusthub_v1.toml, and run: cargo xtask codegen\n"
        );
        let (outcome, _) = since(&repository, Some("v0.9.0")).unwrap();
        assert_eq!(outcome, Outcome::Fine);
    }

    #[test]
    fn a_revision_without_a_surface_says_how_to_get_one() {
        let repository = Repository::new("without");
        repository.commit("v0.1.0");
        write(&repository, "0.1.0", "a: mod\n");
        let failure = since(&repository, None).unwrap_err();
        assert!(
            failure
                .0
                .starts_with("v0.1.0 has no generated/api.txt. To compare"),
            "{failure}"
        );
    }

    #[test]
    fn two_files_are_compared_without_git() {
        let repository = Repository::new("files");
        write(&repository, "1.0.0", "a: mod\n");
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
