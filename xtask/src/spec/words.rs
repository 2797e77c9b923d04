//! `cargo xtask spec words`: lists the placeholders of a document, and takes words for them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Source;
use openapi_client_review::import::{self, Gap};

use super::document::upstream;
use crate::codegen::{self, report};
use crate::{Failure, Outcome, terminal, workspace};

/// The file that `--edit` opens, from the top of the workspace.
const SHEET: &str = "target/spec-words.yaml";

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
`cargo xtask spec import` writes placeholders where it finds no words. Equal parts are one entry, whose text goes to all of
them. What the upstream document says is shown, and never written: a text that is equal to it is refused.

Exit codes: 0 when no placeholder is left; 1 when some are, or when a file has errors; 2 when the command can't run.")]
pub(crate) struct Args {
    /// Our document [default: the one of TrustHub]
    #[arg(value_name = "DOCUMENT")]
    document: Option<PathBuf>,
    /// The document that was imported, to show what it says
    #[arg(long, value_name = "FILE")]
    upstream: Option<PathBuf>,
    /// Write a file to fill in
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Take the words of a filled-in file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "edit"])]
    fill: Option<PathBuf>,
    /// Open the file to fill in with $VISUAL or $EDITOR, then take its words; a file that was refused is opened again
    #[arg(long)]
    edit: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let document = match codegen::read(&codegen::Args::reading(&args.document, &None, &None))? {
        Ok(inputs) => inputs.document,
        Err(report) => return refuse(&report),
    };
    let upstream = match args.upstream.as_deref().map(upstream).transpose()? {
        Some(Err(report)) => return refuse(&report),
        Some(Ok((source, _))) => Some(source),
        None => None,
    };
    let gaps = match import::gaps(&document, upstream.as_ref()) {
        Ok(gaps) => gaps,
        Err(report) => return refuse(&report),
    };
    if args.edit && !gaps.is_empty() {
        return edit(args, &document, &gaps);
    }
    if let Some(sheet) = &args.fill {
        return fill(args, &document, &gaps, sheet);
    }
    if let Some(out) = &args.out {
        if out.exists() {
            let name = codegen::shown(out);
            let message = format!("{name} exists; take its words with --fill, or remove it");
            return Err(Failure(message));
        }
        write(out, &import::sheet(&gaps, &document.name))?;
        terminal::stdout().line(&format!("wrote {}", codegen::shown(out)))?;
    } else {
        let mut stdout = terminal::stdout();
        let mut gaps = gaps.iter();
        gaps.try_for_each(|gap| stdout.raw(&gap.text(&document.name)))?;
    }
    count(&gaps)
}

fn refuse(report: &Report) -> Result<Outcome, Failure> {
    report::print(report)?;
    Ok(Outcome::Failed)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| fs::write(path, text));
    written.map_err(|error| Failure(format!("can't write {}: {error}", codegen::shown(path))))
}

/// Says how many placeholders are left.
fn count(gaps: &[Gap]) -> Result<Outcome, Failure> {
    let open = gaps.iter().map(|gap| gap.positions.len()).sum();
    let open = terminal::count(open, "placeholder");
    let (line, outcome) = match gaps.len() {
        0 => (format!("{open} left"), Outcome::Fine),
        texts => {
            let texts = terminal::count(texts, "text");
            (
                format!("{open} left, {texts} to be written"),
                Outcome::Failed,
            )
        }
    };
    terminal::stdout().line(&line)?;
    Ok(outcome)
}

/// Lets the user write in an editor. The file stays until all of it could be taken, so that nothing written is lost.
fn edit(args: &Args, document: &Source, gaps: &[Gap]) -> Result<Outcome, Failure> {
    let sheet = args.out.clone();
    let sheet = sheet.unwrap_or_else(|| workspace::root().join(SHEET));
    if sheet.exists() {
        let name = codegen::shown(&sheet);
        terminal::stderr().line(&format!("going on with {name}; remove it to begin anew"))?;
    } else {
        write(&sheet, &import::sheet(gaps, &document.name))?;
    }
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|editor| !editor.trim().is_empty())
    };
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        let name = codegen::shown(&sheet);
        let message =
            format!("neither VISUAL nor EDITOR is set; fill in {name} and pass it to --fill");
        return Err(Failure(message));
    };
    let mut words = editor.split_whitespace();
    let mut command = process::Command::new(words.next().unwrap_or_default());
    let status = command.args(words).arg(&sheet).status();
    let status = status.map_err(|error| Failure(format!("can't run {editor}: {error}")))?;
    if !status.success() {
        return Err(Failure(format!("{editor}: {status}; nothing was written")));
    }
    let before = fs::read_to_string(path(args))?;
    let outcome = fill(args, document, gaps, &sheet)?;
    if fs::read_to_string(path(args))? != before {
        fs::remove_file(&sheet)?;
    }
    Ok(outcome)
}

/// Where the document is.
fn path(args: &Args) -> PathBuf {
    let default = || workspace::root().join(codegen::SPEC);
    args.document.clone().unwrap_or_else(default)
}

/// Writes the document with the words of a filled-in file.
fn fill(args: &Args, document: &Source, gaps: &[Gap], sheet: &Path) -> Result<Outcome, Failure> {
    let filled = match upstream(sheet)? {
        Ok((sheet, _)) => import::fill(document, gaps, &sheet),
        Err(report) => return refuse(&report),
    };
    let text = match filled {
        Ok(text) => text,
        Err(report) => return refuse(&report),
    };
    write(&path(args), &text)?;
    match import::gaps(&Source::new(&document.name, text), None) {
        Ok(gaps) => count(&gaps),
        Err(report) => refuse(&report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: &str = "\
openapi: 3.0.1
info:
  title: Things
  version: \"1\"
paths: {}
components:
  schemas:
    size:
      type: integer
      description: (words missing)
";

    #[test]
    fn words_are_listed_filled_in_and_counted() {
        let folder = env::temp_dir().join(format!("xtask-words-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = |name: &str| folder.join(name);
        fs::write(file("ours.yaml"), DOCUMENT).unwrap();
        fs::write(
            file("theirs.yaml"),
            DOCUMENT.replace("(words missing)", "Theirs."),
        )
        .unwrap();
        let args = |out: Option<&str>, fill: Option<&str>| Args {
            document: Some(file("ours.yaml")),
            upstream: Some(file("theirs.yaml")),
            out: out.map(file),
            fill: fill.map(file),
            edit: false,
        };
        assert_eq!(run(&args(None, None)).unwrap(), Outcome::Failed);
        assert_eq!(
            run(&args(Some("words.yaml"), None)).unwrap(),
            Outcome::Failed
        );
        let failure = run(&args(Some("words.yaml"), None)).unwrap_err();
        assert!(
            failure.0.contains("take its words with --fill"),
            "{failure}"
        );
        let sheet = fs::read_to_string(file("words.yaml")).unwrap();
        assert!(sheet.contains("#   upstream: Theirs.\n"), "{sheet}");
        for (words, outcome) in [
            ("", Outcome::Failed),
            ("theirs.", Outcome::Failed),
            ("Ours.", Outcome::Fine),
        ] {
            let filled = sheet.replace("description: \"\"", &format!("description: \"{words}\""));
            fs::write(file("words.yaml"), filled).unwrap();
            assert_eq!(
                run(&args(None, Some("words.yaml"))).unwrap(),
                outcome,
                "{words}"
            );
            let wanted = match outcome {
                Outcome::Fine => DOCUMENT.replace("(words missing)", words),
                Outcome::Failed => DOCUMENT.to_owned(),
            };
            assert_eq!(fs::read_to_string(file("ours.yaml")).unwrap(), wanted);
        }
        assert_eq!(run(&args(None, None)).unwrap(), Outcome::Fine);
        fs::remove_dir_all(&folder).unwrap();
    }
}
