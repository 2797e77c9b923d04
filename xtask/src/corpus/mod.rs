//! `cargo xtask corpus`: generates from every document of a folder, and checks what comes out.

mod cargo;
mod declared;
mod document;
mod examples;
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Failure, Outcome, terminal, workspace};
use cargo::Workspace;
use document::Document;
use examples::Known;

/// The inconsistencies of Twilio's own documents.
const KNOWN: &str = "tests/corpus/known.toml";

/// The flags of the command.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// The folder with the documents: `*.json`, `*.yaml` and `*.yml`
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Only the document with this file name, with or without its ending
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Run cargo check, clippy and rustdoc over the crates; a warning counts as an error
    #[arg(long)]
    check_compile: bool,
    /// Run the tests that the documents' examples become
    #[arg(long)]
    examples: bool,
    /// The inconsistencies of the documents that are known [default: tests/corpus/known.toml]
    #[arg(long, value_name = "FILE", requires = "examples")]
    known: Option<PathBuf>,
    /// Write the table as Markdown too
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let known = match args.examples {
        true => Known::read(args.known.as_deref(), &workspace::root().join(KNOWN))?,
        false => Known::default(),
    };
    let paths = document::find(&args.dir, args.only.as_deref())?;
    let folder = folder()?;
    let mut documents = document::generate_all(&paths, &folder)?;
    let workspace = Workspace::write(&folder, &workspace::root(), &documents)?;
    if workspace.has_members() {
        check(args, &workspace, &known, &mut documents)?;
    }
    for document in &documents {
        report(document)?;
    }
    let mut stdout = terminal::stdout();
    stdout.raw(&table::plain(&documents, args.examples))?;
    for entry in known.unused(&documents) {
        stdout.line(&format!("known, but not found: {entry}"))?;
    }
    if let Some(path) = &args.report {
        let text = table::markdown(&documents, args.examples);
        fs::write(path, text)
            .map_err(|error| Failure(format!("can't write {}: {error}", path.display())))?;
    }
    Ok(match documents.iter().all(Document::is_fine) {
        true => Outcome::Fine,
        false => Outcome::Failed,
    })
}

/// Lets cargo look at the crates.
fn check(
    args: &Args,
    workspace: &Workspace,
    known: &Known,
    documents: &mut [Document],
) -> Result<(), Failure> {
    if args.examples {
        // The tests are built by the compiler that `cargo check` runs, so that its warnings are among these messages.
        let found = workspace.cargo(&["build", "--test", "examples"], documents)?;
        examples::run(&found.tests, known, documents)?;
    } else if args.check_compile {
        workspace.cargo(&["check", "--all-targets"], documents)?;
    }
    if args.check_compile {
        workspace.cargo(&["clippy", "--all-targets"], documents)?;
        workspace.cargo(&["doc", "--no-deps"], documents)?;
    }
    Ok(())
}

/// Prints what is wrong with a document and with its crate.
fn report(document: &Document) -> Result<(), Failure> {
    /// More messages than these tell nothing new.
    const MESSAGES: usize = 20;
    if let Some(report) = &document.refused {
        terminal::stderr().line(&format!("{} was not taken:", document.name))?;
        crate::codegen::print_report(report)?;
    }
    let mut stderr = terminal::stderr();
    for message in document.messages.iter().take(MESSAGES) {
        stderr.line(&format!("{}: {message}", document.name))?;
    }
    if let Some(more) = document.messages.len().checked_sub(MESSAGES + 1) {
        let more = terminal::count(more + 1, "more message");
        stderr.line(&format!("{}: {more}", document.name))?;
    }
    for found in &document.examples.new {
        stderr.line(&format!("{}: not kept: {found}", document.name))?;
    }
    Ok(())
}

/// Where the crates go: `corpus` in cargo's target folder.
fn folder() -> Result<PathBuf, Failure> {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| workspace::root().join("target"));
    let folder = target.join("corpus");
    let absolute = |folder: &Path| {
        fs::create_dir_all(folder)?;
        folder.canonicalize()
    };
    absolute(&folder).map_err(|error| Failure(format!("can't make {}: {error}", folder.display())))
}

#[cfg(test)]
mod tests;
