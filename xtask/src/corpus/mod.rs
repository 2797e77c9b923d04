//! `cargo xtask corpus`: generates from every document of a folder, and checks what comes out.

mod cargo;
mod declared;
mod document;
mod driver;
mod examples;
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::Options;

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
    /// Only the document with this file name, with or without its ending; with --driver those with this part of their path
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Run cargo check, clippy and rustdoc over the crates; a warning counts as an error
    #[arg(long)]
    check_compile: bool,
    /// Run the tests that the documents' examples become
    #[arg(long)]
    examples: bool,
    /// Build one program that calls the operations of all documents, also of those in folders below, as lines of JSON ask for
    /// it; operations that are not supported are left out
    #[arg(long, conflicts_with = "examples")]
    driver: bool,
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
    let only = args.only.as_deref();
    let found = match args.driver {
        true => document::find_below(&args.dir, only)?,
        false => document::find(&args.dir, only)?,
    };
    let folder = folder()?;
    let options = Options {
        skip_unsupported: args.driver,
    };
    let mut documents = document::generate_all(&found, &folder, options)?;
    if args.driver {
        documents.retain(|document| !document.is_other);
    }
    let workspace = Workspace::write(&folder, &workspace::root(), &documents, args.driver)?;
    if workspace.has_members() {
        check(args, &workspace, &known, &mut documents)?;
    }
    let driver = args
        .driver
        .then(|| driver::build(&workspace, &mut documents));
    let driver = driver.transpose()?;
    for document in &documents {
        report(document, args.driver)?;
    }
    let mut stdout = terminal::stdout();
    stdout.raw(&table::plain(&documents, args.examples))?;
    if let Some(driver) = &driver {
        stdout.line(&format!("driver: {}", driver.display()))?;
    }
    for entry in known.unused(&documents) {
        stdout.line(&format!("known, but not found: {entry}"))?;
    }
    if let Some(path) = &args.report {
        let text = table::markdown(&documents, args.examples);
        fs::write(path, text)
            .map_err(|error| Failure(format!("can't write {}: {error}", path.display())))?;
    }
    let is_fine = match args.driver {
        true => driver::is_sound,
        false => Document::is_fine,
    };
    Ok(match documents.iter().all(is_fine) {
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
        let found = workspace.cargo_all(&["build", "--test", "examples"], documents)?;
        examples::run(&found.tests, known, documents)?;
    } else if args.check_compile {
        workspace.cargo_all(&["check", "--all-targets"], documents)?;
    }
    if args.check_compile {
        workspace.cargo_all(&["clippy", "--all-targets"], documents)?;
        workspace.cargo_all(&["doc", "--no-deps"], documents)?;
    }
    Ok(())
}

/// Prints what is wrong with a document and with its crate; in short where refusals are expected.
fn report(document: &Document, in_short: bool) -> Result<(), Failure> {
    /// More messages than these tell nothing new.
    const MESSAGES: usize = 20;
    if in_short {
        for line in driver::refusals(document) {
            terminal::stderr().line(&line)?;
        }
    } else if let Some(report) = &document.refused {
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
