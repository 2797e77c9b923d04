//! `cargo xtask spec changelog`: drafts the entries of a changelog from what differs between two documents.

use openapi_client_review::diff;

use super::pair::Documents;
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A document is a file, or REVISION:PATH for a file of a git revision. The draft is for users of the Rust crate, in the form of
Keep a Changelog; what they don't feel is left out: `cargo xtask spec diff` tells everything.

Exit codes: 0 when there is a draft; 1 when a document has errors; 2 when the command can't run.")]
pub(crate) struct Args {
    #[command(flatten)]
    documents: Documents,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Some((old, new)) = args.documents.read()? else {
        return Ok(Outcome::Failed);
    };
    let diff = diff::diff(&old.lowered, &new.lowered);
    terminal::stdout().raw(&diff.changelog(&old.lowered, &new.lowered))?;
    Ok(Outcome::Fine)
}
