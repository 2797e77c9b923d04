//! `cargo xtask spec import`: brings a newer document of Twilio's in, with our words.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::output::{Change, Comparison};
use openapi_client_codegen::source::{self, Inputs};
use openapi_client_review::diff::Diff;
use openapi_client_review::import::{self, Imported, Lock};
use similar::ChangeTag;

use super::document::upstream;
use crate::codegen::{self, changes, report};
use crate::terminal::{Colour, Stream};
use crate::{Failure, Outcome, files, terminal, workspace};

/// The record of what was brought in last, beside the document.
pub(super) const LOCK: &str = "spec.lock.toml";

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The structure comes from FILE, the words stay ours: none of Twilio's sentences and examples gets in. Our examples follow the
schemas: what is gone leaves them, what is new gets a value that is made up. What has no words yet is listed. FILE itself is
not kept; spec.lock.toml beside the document says which one it was.

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

/// A file that is written: how the user knows it, where it is, its text.
struct Written {
    name: String,
    path: PathBuf,
    new: String,
    old: Option<String>,
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
    let files = files(args, &present, &imported, sha256)?;
    let mut stdout = terminal::stdout();
    print_changes(&mut stdout, &imported.diff, [&present.document.name, &name])?;
    print_files(&mut stdout, &files)?;
    print_findings(&mut stdout, &args.document().0, &present, &imported)?;
    drop(stdout);
    if !imported.report.is_empty() {
        report::print(&imported.report)?;
    }
    write(args, &files)?;
    let has_failed = imported.report.has_errors() && !args.dry_run;
    Ok(if has_failed {
        Outcome::Failed
    } else {
        Outcome::Fine
    })
}

fn failed(report: &Report) -> Result<Outcome, Failure> {
    report::print(report)?;
    Ok(Outcome::Failed)
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

/// What there is to write: the document, and the record beside it if another file than the last one was brought in.
fn files(
    args: &Args,
    present: &Inputs,
    imported: &Imported,
    sha256: String,
) -> Result<Vec<Written>, Failure> {
    let (name, path) = args.document();
    let beside = |file: &str| match name.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/{file}"),
        None => file.to_owned(),
    };
    let lock = Written {
        name: beside(LOCK),
        old: text(&path.with_file_name(LOCK))?,
        path: path.with_file_name(LOCK),
        new: String::new(),
    };
    let known = lock.old.as_deref().map(Lock::parse).transpose();
    let known = known.map_err(|error| Failure(format!("can't read {}: {error}", lock.name)))?;
    let document = Written {
        old: if path == present_path(args) {
            Some(present.document.text.clone())
        } else {
            text(&path)?
        },
        new: imported.text.clone(),
        name: name.clone(),
        path,
    };
    if let Some(known) = known.filter(|known| known.sha256 == sha256) {
        let from = known
            .source
            .map_or_else(String::new, |source| format!(" of {source}"));
        terminal::stdout().line(&format!(
            "{} is the document{from} that was brought in on {}",
            codegen::shown(&args.file),
            known.date
        ))?;
        return Ok(vec![document]);
    }
    let today = || {
        jiff::Timestamp::now()
            .to_string()
            .chars()
            .take(10)
            .collect()
    };
    let file = args.file.file_name().unwrap_or_default();
    let record = Lock {
        file: file.to_string_lossy().into_owned(),
        source: args.source.clone(),
        sha256,
        date: args.date.clone().unwrap_or_else(today),
        interface: imported.interface.clone(),
    };
    let short = name.rsplit('/').next().unwrap_or_default();
    let new = record.text(short);
    Ok(vec![document, Written { new, ..lock }])
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

/// The verdict, and then each change.
fn print_changes(stdout: &mut Stream, diff: &Diff, names: [&str; 2]) -> io::Result<()> {
    let [old, new] = names;
    let summary = diff.summary();
    stdout.line(&format!("{old} -> {new}\n{summary}"))?;
    let text = diff.text(old, new);
    let text = text
        .trim_end()
        .strip_suffix(summary.as_str())
        .unwrap_or_default();
    if !text.is_empty() {
        stdout.line("")?;
        stdout.raw(text)?;
    }
    Ok(())
}

/// The differences of the files, as `git diff` shows them.
fn print_files(stdout: &mut Stream, files: &[Written]) -> io::Result<()> {
    for file in files.iter().filter(|file| file.is_changed()) {
        let change = match &file.old {
            Some(old) => Change::Changed {
                old: old.clone(),
                new: file.new.clone(),
            },
            None => Change::Added {
                new: file.new.clone(),
            },
        };
        stdout.line("")?;
        let (folder, name) = file.name.rsplit_once('/').unwrap_or(("", &file.name));
        let comparison = Comparison {
            changes: BTreeMap::from([(name.to_owned(), change)]),
            ..Comparison::default()
        };
        changes::print_diff(stdout, folder, &comparison)?;
    }
    Ok(())
}

/// What is left to do by hand.
fn print_findings(
    stdout: &mut Stream,
    document: &str,
    present: &Inputs,
    imported: &Imported,
) -> io::Result<()> {
    if !imported.needs.is_empty() {
        let parts = terminal::count(imported.needs.len(), "part");
        let title = stdout.paint(Colour::Yellow, &format!("{parts} in need of words:"));
        stdout.line(&format!("\n{title}"))?;
    }
    for need in &imported.needs {
        stdout.line(&format!(
            "  {document}:{}: {}\n    {}",
            need.line, need.what, need.pointer
        ))?;
    }
    let Some(overlay) = present
        .overlay
        .as_ref()
        .filter(|_| !imported.superfluous.is_empty())
    else {
        return Ok(());
    };
    let title = stdout.paint(
        Colour::Yellow,
        "the document says by itself what the overlay says here:",
    );
    stdout.line(&format!("\n{title}"))?;
    let found = imported.superfluous.iter();
    let spans = source::locate_all(&overlay.text, found.clone().map(|found| &found.pointer));
    let line = |at| spans.get(at)?.first().map(|span| span.line);
    let mut found: Vec<_> = found
        .map(|found| (line(&found.pointer).unwrap_or(1), found))
        .collect();
    found.sort_by_key(|(line, _)| *line);
    for (line, found) in found {
        let part: Vec<_> = found.pointer.tokens().skip(3).collect();
        let what = match found.is_whole {
            true => "the action on".to_owned(),
            false => format!("`{}` in the action on", part.join(".")),
        };
        stdout.line(&format!(
            "  {}:{line}: {what} {}",
            overlay.name, found.target
        ))?;
    }
    Ok(())
}

impl Written {
    fn is_changed(&self) -> bool {
        self.old.as_deref() != Some(&self.new)
    }

    /// The file and how many of its lines come and go.
    fn summary(&self) -> String {
        let old = self.old.as_deref().unwrap_or_default();
        let diff = changes::lines(old, &self.new);
        let count = |tag| {
            diff.iter_all_changes()
                .filter(|change| change.tag() == tag)
                .count()
        };
        let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        format!("{} (+{added} -{removed} lines)", self.name)
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
    let names = names.join(" and ");
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
    terminal::stdout().line(&format!(
        "\nwrote {names}; next: cargo xtask codegen --diff"
    ))?;
    Ok(())
}

/// Asks whether the files are to be written.
fn agree(names: &str) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let message = "nothing was written: where nobody can be asked, --yes is needed";
        return Err(Failure(message.to_owned()));
    }
    terminal::stderr().raw(&format!("\nwrite {names}? [y/N] "))?;
    let mut response = String::new();
    io::stdin().read_line(&mut response)?;
    match response.trim().to_ascii_lowercase().as_str() {
        "y" | "yes" => Ok(()),
        _ => Err(Failure("nothing was written".to_owned())),
    }
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

    #[test]
    fn nothing_is_written_unless_that_was_agreed_to() {
        let folder = std::env::temp_dir().join(format!("xtask-import-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let spec = folder.join("ours.yaml");
        let new = folder.join("theirs.yaml");
        fs::write(&spec, OURS).unwrap();
        let theirs = OURS
            .replace("Ours.", "Theirs.")
            .replace("\"204\"", "\"202\"");
        fs::write(&new, &theirs).unwrap();
        let run_with = |flags: &[&str]| {
            let files = [new.to_str().unwrap(), "--spec", spec.to_str().unwrap()];
            let day = ["--date", "2026-11-28", "--source", "2.0"];
            run(&parsed(&[&files[..], &day[..], flags].concat()).unwrap())
        };
        let ours = || fs::read_to_string(&spec).unwrap();
        let lock = folder.join(LOCK);

        assert_eq!(run_with(&["--dry-run"]).unwrap(), Outcome::Fine);
        assert_eq!(ours(), OURS);
        if !io::stdin().is_terminal() {
            let failure = run_with(&[]).unwrap_err();
            assert!(failure.0.ends_with("--yes is needed"), "{failure}");
        }
        assert!(ours() == OURS && !lock.exists());

        assert_eq!(run_with(&["--yes"]).unwrap(), Outcome::Fine);
        let wanted = OURS.replace("\"204\"", "\"202\"");
        assert_eq!(ours(), wanted);
        let record = Lock::parse(&fs::read_to_string(&lock).unwrap()).unwrap();
        assert_eq!(
            (record.file.as_str(), record.date.as_str()),
            ("theirs.yaml", "2026-11-28")
        );
        assert_eq!(record.source.as_deref(), Some("2.0"));
        assert_eq!(record.sha256, import::sha256(theirs.as_bytes()));

        // Our document is not brought in over itself.
        let ours_again = [spec.to_str().unwrap(), "--spec", spec.to_str().unwrap()];
        let failure = run(&parsed(&ours_again).unwrap()).unwrap_err();
        assert!(failure.0.contains("is our document itself"), "{failure}");

        // The same file again: nothing to agree to.
        assert_eq!(run_with(&[]).unwrap(), Outcome::Fine);
        fs::write(&new, "openapi: [").unwrap();
        assert_eq!(run_with(&["--yes"]).unwrap(), Outcome::Failed);
        assert_eq!(ours(), wanted);
        fs::remove_dir_all(&folder).unwrap();
    }
}
