//! `cargo xtask spec import`: brings a newer document of Twilio's in, with our words.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Inputs;
use openapi_client_review::import::{self, Imported, Lock, Proposal};

use super::document::upstream;
use super::written::{self, Written};
use crate::codegen::{self, report};
use crate::{Failure, Outcome, files, terminal, workspace};

/// The record of what was brought in last, beside the document.
pub(super) const LOCK: &str = "spec.lock.toml";

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The structure comes from FILE, the words stay ours: none of Twilio's sentences and examples gets in. Our examples follow the
schemas: what is gone leaves them, what is new gets a value that is made up. What has no words takes those of an equal part, or
a placeholder: `cargo xtask spec words` lists the placeholders. Proposals are made for what is new, so they are accepted in the
run that writes. FILE itself is not kept; spec.lock.toml beside the document says which one it was.

Exit codes: 0 when all is fine; 1 when FILE, or the overlay or the configuration with the new document, has errors; 2 when
the command can't run, or nobody agreed to the writing.")]
pub(crate) struct Args {
    /// The newer document, YAML or JSON
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where FILE comes from, for the record: a release, a URL
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// The day for the record, as 2026-11-28 [default: today in UTC]
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<String>,
    /// The proposals to write into the overlay and the configuration: `all`, `none`, or numbers such as `1,3`
    #[arg(long, value_name = "NUMBERS")]
    accept: Option<String>,
    /// Print each change, the words that were taken, and the lines that change
    #[arg(long)]
    diff: bool,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write without asking
    #[arg(long)]
    yes: bool,
    /// Our document [default: the one of TrustHub]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    /// Its overlay [default with --spec: none]
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// Its choices for the Rust side [default with --spec: none]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where to write our document [default: where it is]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// A day of the calendar.
fn day(text: &str) -> Result<String, String> {
    let date: jiff::civil::Date = text
        .parse()
        .map_err(|error: jiff::Error| error.to_string())?;
    Ok(date.to_string())
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let present = match codegen::read(&args.inputs())? {
        Ok(present) => present,
        Err(report) => return failed(&report),
    };
    let name = codegen::shown(&args.file);
    let real = args.file.canonicalize().ok();
    if real.is_some() && real == present_path(args).canonicalize().ok() {
        return Err(Failure(format!(
            "{name} is our document itself; FILE is a newer one of Twilio's"
        )));
    }
    let (new, sha256) = match upstream(&args.file)? {
        Ok(found) => found,
        Err(report) => return failed(&report),
    };
    let imported = match import::import(&present, &new) {
        Ok(imported) => imported,
        Err(report) => return failed(&report),
    };
    let mut stdout = terminal::stdout();
    stdout.line(&format!("{} -> {name}", present.document.name))?;
    stdout.raw(&imported.text(&present, &name, args.diff))?;
    drop(stdout);
    if !imported.report.is_empty() {
        report::print(&imported.report)?;
    }
    let accepted = accepted(args, &imported.proposals)?;
    let amended = match import::accept(&present, &accepted) {
        Ok(amended) => amended,
        Err(report) => return failed(&report),
    };
    let mut files = vec![document(args, &present, &imported)?];
    files.extend(record(args, &imported, sha256)?);
    files.extend(beside(args, &present, &amended));
    if args.diff {
        written::print(&mut terminal::stdout(), &files)?;
    }
    write(args, &files)?;
    terminal::stdout().line(&last_line(&imported, &name))?;
    let has_failed = imported.report.has_errors() && !args.dry_run;
    Ok(if has_failed {
        Outcome::Failed
    } else {
        Outcome::Fine
    })
}

fn failed(report: &Report) -> Result<Outcome, Failure> {
    Ok(report::print(report).map(|()| Outcome::Failed)?)
}

/// The verdict, and what to do next.
fn last_line(imported: &Imported, new: &str) -> String {
    let next = match imported.gaps.is_empty() {
        true => "cargo xtask codegen --diff".to_owned(),
        false => format!("cargo xtask spec words --upstream {new} --edit"),
    };
    format!("{}; next: {next}", imported.diff.summary())
}

impl Args {
    /// Our document with all that belongs to it.
    fn inputs(&self) -> codegen::Args {
        codegen::Args::reading(&self.spec, &self.overlay, &self.config)
    }

    /// The document that is written: how the user knows it, and where it is.
    fn document(&self) -> (String, PathBuf) {
        match self.out.as_ref().or(self.spec.as_ref()) {
            Some(path) => (codegen::shown(path), path.clone()),
            None => (
                codegen::SPEC.to_owned(),
                workspace::root().join(codegen::SPEC),
            ),
        }
    }
}

/// The proposals that the flag names, or that the user names when asked.
fn accepted<'p>(args: &Args, proposals: &'p [Proposal]) -> Result<Vec<&'p Proposal>, Failure> {
    let is_open = |proposal: &&Proposal| proposal.edit.is_some();
    let can_ask = !args.dry_run && !args.yes && is_interactive();
    let numbers = match &args.accept {
        Some(numbers) => numbers.clone(),
        None if can_ask && proposals.iter().any(|proposal| is_open(&proposal)) => {
            ask("accept which proposals: all, none, or numbers? [none] ")?
        }
        None => String::new(),
    };
    match numbers.trim() {
        "" | "none" => return Ok(Vec::new()),
        "all" => return Ok(proposals.iter().filter(is_open).collect()),
        _ => {}
    }
    let proposal = |number: &str| {
        let index = number.trim().parse::<usize>().ok()?.checked_sub(1)?;
        proposals.get(index).filter(is_open)
    };
    let found = numbers.split(',').map(|number| {
        let unknown = || Failure(format!("--accept: there is no proposal {}", number.trim()));
        proposal(number).ok_or_else(unknown)
    });
    found.collect()
}

/// Our document as it will be.
fn document(args: &Args, present: &Inputs, imported: &Imported) -> Result<Written, Failure> {
    let (name, path) = args.document();
    Ok(Written {
        old: if path == present_path(args) {
            Some(present.document.text.clone())
        } else {
            text(&path)?
        },
        new: imported.text.clone(),
        name,
        path,
    })
}

/// The record of the import. The same file again changes nothing but its source.
fn record(args: &Args, imported: &Imported, sha256: String) -> Result<Option<Written>, Failure> {
    let (name, path) = args.document();
    let (folder, short) = name.rsplit_once('/').unwrap_or(("", &name));
    let path = path.with_file_name(LOCK);
    let lock = match folder {
        "" => LOCK.to_owned(),
        folder => format!("{folder}/{LOCK}"),
    };
    let old = text(&path)?;
    let known = old.as_deref().map(Lock::parse).transpose();
    let known = known.map_err(|error| Failure(format!("can't read {lock}: {error}")))?;
    let mut stdout = terminal::stdout();
    let record = match known.filter(|known| known.sha256 == sha256) {
        Some(known) => {
            let from = known.source.as_deref();
            let from = from.map_or_else(String::new, |source| format!(" of {source}"));
            let (file, date) = (codegen::shown(&args.file), &known.date);
            stdout.line(&format!(
                "\n{file} is the document{from} that was brought in on {date}"
            ))?;
            Lock {
                source: args.source.clone().or(known.source),
                ..known
            }
        }
        None => {
            let today = || {
                jiff::Timestamp::now()
                    .to_string()
                    .chars()
                    .take(10)
                    .collect()
            };
            let file = args.file.file_name().unwrap_or_default();
            Lock {
                file: file.to_string_lossy().into_owned(),
                source: args.source.clone(),
                sha256,
                date: args.date.clone().unwrap_or_else(today),
                interface: imported.interface.clone(),
            }
        }
    };
    if record.source.is_none() {
        stdout.line(&format!(
            "\n{lock} will have no source; --source TEXT says where FILE comes from"
        ))?;
    }
    Ok(Some(Written {
        name: lock,
        path,
        new: record.text(short),
        old,
    }))
}

/// The overlay and the configuration with what was accepted.
fn beside(args: &Args, present: &Inputs, amended: &Inputs) -> Vec<Written> {
    let inputs = args.inputs();
    let pairs = [
        (
            &args.overlay,
            codegen::OVERLAY,
            &present.overlay,
            &amended.overlay,
        ),
        (
            &args.config,
            codegen::CONFIG,
            &present.config,
            &amended.config,
        ),
    ];
    let files = pairs.into_iter().filter_map(|(named, default, old, new)| {
        let input = inputs.input(named.as_ref(), default)?;
        Some(Written {
            name: input.name,
            path: input.path,
            new: new.as_ref()?.text.clone(),
            old: old.as_ref().map(|old| old.text.clone()),
        })
    });
    files.collect()
}

/// Where our document is read from.
fn present_path(args: &Args) -> PathBuf {
    let default = || workspace::root().join(codegen::SPEC);
    args.spec.clone().unwrap_or_else(default)
}

/// The text of a file, if there is one.
fn text(path: &Path) -> Result<Option<String>, Failure> {
    match files::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure(format!(
            "can't read {}: {error}",
            codegen::shown(path)
        ))),
    }
}

/// Writes what has changed, if the user agrees.
fn write(args: &Args, files: &[Written]) -> Result<(), Failure> {
    let changed: Vec<_> = files.iter().filter(|file| file.is_changed()).collect();
    if changed.is_empty() {
        terminal::stdout().line("\nnothing to write: all is as it was")?;
        return Ok(());
    }
    let names: Vec<_> = changed.iter().map(|file| file.summary()).collect();
    let names = names.join(", ");
    if args.dry_run {
        terminal::stdout().line(&format!("\nwould write {names}; this is a dry run"))?;
        return Ok(());
    }
    if !args.yes {
        agree(&names)?;
    }
    for file in &changed {
        let written = fs::write(&file.path, &file.new);
        written.map_err(|error| Failure(format!("can't write {}: {error}", file.name)))?;
    }
    terminal::stdout().line(&format!("\nwrote {names}"))?;
    Ok(())
}

/// Asks whether the files are to be written.
fn agree(names: &str) -> Result<(), Failure> {
    if !is_interactive() {
        let message = "nothing was written: where nobody can be asked, --yes is needed";
        return Err(Failure(message.to_owned()));
    }
    match ask(&format!("\nwrite {names}? [y/N] "))?
        .to_ascii_lowercase()
        .as_str()
    {
        "y" | "yes" => Ok(()),
        _ => Err(Failure("nothing was written".to_owned())),
    }
}

fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

fn ask(question: &str) -> io::Result<String> {
    terminal::stderr().raw(question)?;
    let mut response = String::new();
    io::stdin().read_line(&mut response)?;
    Ok(response.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command, FromArgMatches};

    use super::*;

    const OURS: &str = "\
# Ours.
openapi: \"3.0.1\"
info:
  title: Things
  version: \"1.0.0\"
servers:
  - url: https://things.example.com
paths:
  /v1/Things:
    description: Our things.
    post:
      operationId: CreateThing
      description: Our making.
      responses:
        \"204\":
          description: Ours.
";

    fn parsed(arguments: &[&str]) -> Result<Args, clap::Error> {
        let command = Args::augment_args(Command::new("import").no_binary_name(true));
        Args::from_arg_matches(&command.try_get_matches_from(arguments)?)
    }

    #[test]
    fn the_files_of_trusthub_are_the_default() {
        let args = parsed(&["new.json"]).unwrap();
        assert_eq!(args.document().0, codegen::SPEC);
        let args = parsed(&["new.json", "--spec", "a/b.yaml"]).unwrap();
        assert_eq!(args.document().0, "a/b.yaml");
        let args = parsed(&["new.json", "--spec", "a.yaml", "--out", "b.yaml"]).unwrap();
        assert_eq!(args.document().0, "b.yaml");
        assert!(parsed(&["new.json", "--date", "2026-13-01"]).is_err());
    }

    /// A folder with our document and a newer one of theirs.
    struct Folder {
        path: PathBuf,
    }

    impl Folder {
        fn new(name: &str) -> Self {
            let name = format!("xtask-import-{name}-{}", std::process::id());
            let folder = Self {
                path: std::env::temp_dir().join(name),
            };
            fs::create_dir_all(&folder.path).unwrap();
            fs::write(folder.path.join("ours.yaml"), OURS).unwrap();
            let theirs = OURS.replace("Ours.", "Theirs.");
            let theirs = theirs.replace("\"204\"", "\"202\"");
            fs::write(folder.path.join("theirs.yaml"), theirs).unwrap();
            folder
        }

        fn run(&self, new: &str, flags: &[&str]) -> Result<Outcome, Failure> {
            let (new, spec) = (self.path.join(new), self.path.join("ours.yaml"));
            let files = [new.to_str().unwrap(), "--spec", spec.to_str().unwrap()];
            let day = ["--date", "2026-11-28"];
            run(&parsed(&[&files[..], &day[..], flags].concat()).unwrap())
        }

        fn read(&self, name: &str) -> Option<String> {
            fs::read_to_string(self.path.join(name)).ok()
        }

        fn record(&self) -> Lock {
            Lock::parse(&self.read(LOCK).unwrap()).unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.path);
        }
    }

    #[test]
    fn nothing_is_written_unless_that_was_agreed_to() {
        let folder = Folder::new("agreed");
        assert_eq!(
            folder.run("theirs.yaml", &["--dry-run"]).unwrap(),
            Outcome::Fine
        );
        if !io::stdin().is_terminal() {
            let failure = folder.run("theirs.yaml", &[]).unwrap_err();
            assert!(failure.0.ends_with("--yes is needed"), "{failure}");
        }
        assert_eq!(folder.read("ours.yaml").unwrap(), OURS);
        assert_eq!(folder.read(LOCK), None);

        assert_eq!(
            folder.run("theirs.yaml", &["--yes"]).unwrap(),
            Outcome::Fine
        );
        let wanted = OURS.replace("\"204\"", "\"202\"");
        let wanted = wanted.replace(
            "CreateThing\n",
            "CreateThing\n      summary: (words missing)\n",
        );
        assert_eq!(folder.read("ours.yaml").unwrap(), wanted);

        // Our document is not brought in over itself.
        let failure = folder.run("ours.yaml", &[]).unwrap_err();
        assert!(failure.0.contains("is our document itself"), "{failure}");
        // The same file again: nothing to agree to.
        assert_eq!(folder.run("theirs.yaml", &[]).unwrap(), Outcome::Fine);
        fs::write(folder.path.join("theirs.yaml"), "openapi: [").unwrap();
        assert_eq!(
            folder.run("theirs.yaml", &["--yes"]).unwrap(),
            Outcome::Failed
        );
        assert_eq!(folder.read("ours.yaml").unwrap(), wanted);
    }

    #[test]
    fn the_record_keeps_its_source() {
        let folder = Folder::new("source");
        folder.run("theirs.yaml", &["--yes"]).unwrap();
        let first = folder.record();
        assert_eq!(
            (first.file.as_str(), first.date.as_str()),
            ("theirs.yaml", "2026-11-28")
        );
        let theirs = folder.read("theirs.yaml").unwrap();
        assert_eq!(first.sha256, import::sha256(theirs.as_bytes()));
        assert_eq!(first.source, None);
        // The same file again, with its source, and once more without.
        folder
            .run("theirs.yaml", &["--yes", "--source", "2.0"])
            .unwrap();
        let second = folder.record();
        let source = Some("2.0".to_owned());
        assert_eq!(second, Lock { source, ..first });
        folder.run("theirs.yaml", &["--yes"]).unwrap();
        assert_eq!(folder.record(), second);
    }

    #[test]
    fn only_proposals_that_are_there_are_accepted() {
        let folder = Folder::new("accept");
        let failure = folder.run("theirs.yaml", &["--accept", "1"]).unwrap_err();
        assert_eq!(failure.0, "--accept: there is no proposal 1");
        let flags = ["--dry-run", "--accept", "all"];
        assert_eq!(folder.run("theirs.yaml", &flags).unwrap(), Outcome::Fine);
    }
}
