//! `cargo xtask explain`: what the codes of diagnostics mean.

use openapi_client_codegen::diagnostic::Code;

use crate::terminal::{self, Colour, Stream};
use crate::{Failure, Outcome};

/// The arguments of the command.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The code, such as TH014; without one, all codes are listed
    code: Option<String>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let mut stdout = terminal::stdout();
    let Some(wanted) = &args.code else {
        stdout.raw(&index(&stdout))?;
        return Ok(Outcome::Fine);
    };
    let code = Code::parse(wanted).ok_or_else(|| {
        Failure(format!(
            "there is no code `{wanted}`; `cargo xtask explain` lists them"
        ))
    })?;
    for line in code.explanation().lines() {
        let line = match line.starts_with('#') {
            true => stdout.paint(Colour::Cyan, line),
            false => line.to_owned(),
        };
        stdout.line(&line)?;
    }
    Ok(Outcome::Fine)
}

/// All codes by the stages that report them, each with its title and its first sentence.
fn index(stream: &Stream) -> String {
    let mut text = String::new();
    let mut stage = "";
    for code in Code::ALL {
        if code.stage() != stage {
            stage = code.stage();
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{}\n", stream.paint(Colour::Cyan, stage)));
        }
        text.push_str(&format!("  {code}  {}\n", code.title()));
        text.push_str(&format!("         {}\n", code.summary()));
    }
    text.push_str("\n`cargo xtask explain CODE` says more about one.\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_has_every_code() {
        let index = index(&terminal::stdout());
        for code in Code::ALL {
            assert!(index.contains(&format!("  {code}  {}\n", code.title())));
        }
    }

    #[test]
    fn a_code_that_does_not_exist_is_a_fault_of_the_call() {
        let code = Some("TH999".to_owned());
        let failure = run(&Args { code }).unwrap_err();
        assert!(failure.to_string().contains("no code `TH999`"));
    }
}
