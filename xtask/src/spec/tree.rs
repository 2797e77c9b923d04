//! `cargo xtask spec tree`: draws the resources of a document.

use std::path::PathBuf;

use openapi_client_codegen::{Options, model_with};
use openapi_client_review::tree;

use super::document::Beside;
use crate::codegen::report;
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
`cargo xtask spec tree --format dot | dot -Tsvg > tree.svg` makes a picture; what `--format mermaid` prints is drawn by GitHub
in a block of a comment that is called `mermaid`. Operations that the generator does not support are left out.

Exit codes: 0 all is fine; 1 the document has errors; 2 the command can't run.")]
pub(crate) struct Args {
    /// The document, YAML or JSON [default: the one of TrustHub, with its overlay and configuration]
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    /// How to draw it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the tree is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for a terminal
    Text,
    /// For Graphviz
    Dot,
    /// For Mermaid, and so for GitHub
    Mermaid,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let skip_unsupported = true;
    let inputs = args.beside.read(args.file.as_ref())?;
    let lowered = match inputs.and_then(|inputs| model_with(&inputs, Options { skip_unsupported }))
    {
        Ok(lowered) => lowered,
        Err(report) => {
            report::print(&report)?;
            return Ok(Outcome::Failed);
        }
    };
    let draw = match args.format {
        Format::Text => tree::text,
        Format::Dot => tree::dot,
        Format::Mermaid => tree::mermaid,
    };
    terminal::stdout().raw(&draw(&lowered.api))?;
    let mut stderr = terminal::stderr();
    for operation in lowered.skipped {
        stderr.line(&format!("skipped {operation}"))?;
    }
    Ok(Outcome::Fine)
}
