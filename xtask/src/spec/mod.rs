//! `cargo xtask spec`: what helps with the document before anything is generated.

mod diff;
mod import;

use crate::{Failure, Outcome};

/// The commands about the document.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Says what a change of the document means for the wire and for Rust users
    Diff(diff::Args),
    /// Brings a newer document of Twilio's in: its structure, our words
    Import(import::Args),
}

/// Runs one of the commands.
pub(crate) fn run(command: &Command) -> Result<Outcome, Failure> {
    match command {
        Command::Diff(args) => diff::run(args),
        Command::Import(args) => import::run(args),
    }
}
