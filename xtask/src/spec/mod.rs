//! `cargo xtask spec`: what helps with the document before anything is generated.

mod changelog;
mod check_upstream;
mod diff;
mod document;
mod explain;
mod import;
mod lint;
mod pair;
mod tree;
mod words;
mod written;

use crate::{Failure, Outcome};

/// The commands about the document.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Says what a change of the document means for the wire and for Rust users
    Diff(diff::Args),
    /// Says what an operation, a schema or any other part of the document has become
    Explain(explain::Args),
    /// Drafts the entries of a changelog from what differs between two documents
    Changelog(changelog::Args),
    /// Brings a newer document of Twilio's in: its structure, our words
    Import(import::Args),
    /// Says whether Twilio's document has moved since it was brought in
    CheckUpstream(check_upstream::Args),
    /// Looks for errors in documents, and generates nothing
    Lint(lint::Args),
    /// Lists the placeholders that an import has left, and takes words for them
    Words(words::Args),
    /// Draws the resources of a document
    Tree(tree::Args),
}

/// Runs one of the commands.
pub(crate) fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Changelog(args) => changelog::run(args),
        Command::Import(args) => import::run(args),
        Command::CheckUpstream(args) => check_upstream::run(args),
        Command::Lint(args) => lint::run(args),
        Command::Words(args) => words::run(args),
        Command::Tree(args) => tree::run(args),
    }
}
