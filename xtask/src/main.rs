//! The project's command line: `cargo xtask codegen`, `corpus`, `explain`, `release-check`, `spec` and `tidy`.

mod codegen;
mod corpus;
mod explain;
mod files;
mod git;
mod release;
mod spec;
mod terminal;
mod tidy;
mod workspace;

use std::fmt;
use std::io;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The project's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes the client crate from the OpenAPI document
    Codegen(codegen::Args),
    /// Generates from every document of a folder, and checks what comes out
    Corpus(corpus::Args),
    /// Looks into the document before anything is generated
    #[command(subcommand)]
    Spec(spec::Command),
    /// Says what the code of an error or a warning means
    Explain(explain::Args),
    /// Says which version the changes since the last release need, and checks that the crate has it
    ReleaseCheck(release::Args),
    /// Checks the house rules
    Tidy,
}

/// How a command ended, as long as it could run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is fine: exit code 0.
    Fine,
    /// The document, the written files or the sources are not as they should be: exit code 1.
    Failed,
}

/// Why a command could not run: exit code 2.
#[derive(Debug)]
struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Err(failure) => {
            // Nothing is left to do if even this can't be said.
            let _ = terminal::stderr().line(&format!("error: {failure}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<Outcome, Failure> {
    workspace::check()?;
    match command {
        Command::Codegen(args) => codegen::run(&args),
        Command::Corpus(args) => corpus::run(&args),
        Command::Spec(command) => spec::run(&command),
        Command::Explain(args) => explain::run(&args),
        Command::ReleaseCheck(args) => release::run(&args),
        Command::Tidy => tidy::run(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
