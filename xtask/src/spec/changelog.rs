//! `cargo xtask spec changelog`: drafts the entries of a changelog from what differs between two documents.

use openapi_client_review::diff;

use super::pair::{self, Documents};
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{}\n\n{DRAFT}", pair::HELP))]
pub(crate) struct Args {
    #[command(flatten)]
    documents: Documents,
}

/// The end of the help.
const DRAFT: &str = "\
The draft is for users of the Rust crate, in the form of Keep a Changelog. It leaves out what they don't notice:
`cargo xtask spec diff` lists everything.

Exit codes: 0 when there is a draft; 1 when a document has errors; 2 when the command can't run.";

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Some((old, new)) = args.documents.read()? else {
        return Ok(Outcome::Failed);
    };
    let diff = diff::diff(&old.lowered, &new.lowered);
    terminal::stdout().raw(&diff.changelog(&old.lowered, &new.lowered))?;
    Ok(Outcome::Fine)
}
