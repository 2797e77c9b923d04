//! `cargo xtask spec explain`: what a part of the document has become.

use std::path::PathBuf;

use openapi_client_review::explain::{self, Candidate, Response};

use super::document::Beside;
use crate::codegen::{self, report};
use crate::terminal::Colour;
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo xtask spec explain CreateCustomerProfile
  cargo xtask spec explain customer_profile_enum_status
  cargo xtask spec explain /v1/Policies/{Sid}
  cargo xtask spec explain '#/components/schemas/trusthub.v1.end_user/properties/sid'
  cargo xtask spec explain end_users::EndUser::sid

The lines of emitted files are those that codegen writes now.

Exit codes: 0 when it is explained; 1 when the document has errors; 2 when there is no such thing, or more than one.")]
pub(crate) struct Args {
    /// The id of an operation, the name of a schema or its last part, a path, a JSON pointer, or a path in the crate
    #[arg(value_name = "OPERATION|SCHEMA|POINTER")]
    wanted: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The document, YAML or JSON [default: the one of TrustHub]
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
    #[command(flatten)]
    beside: Beside,
    /// The folder of the package, for the names of files [default: generated for TrustHub, else none]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// How the explanation is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for a terminal
    Text,
    /// For programs
    Json,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let spinner = terminal::spinner("generating");
    let inputs = args.beside.read(args.spec.as_ref())?;
    let response = inputs.and_then(|inputs| explain::explain(&inputs, &args.wanted));
    spinner.finish_and_clear();
    let explanation = match response {
        Err(report) => {
            report::print(&report)?;
            return Ok(Outcome::Failed);
        }
        Ok(Response::One(explanation)) => explanation,
        Ok(Response::Several(candidates)) => {
            return Err(Failure(ambiguous(&args.wanted, &candidates)));
        }
        Ok(Response::Unknown(near)) => return Err(Failure(unknown(&args.wanted, &near))),
    };
    let mut stdout = terminal::stdout();
    if args.format == Format::Json {
        stdout.raw(&(explanation.json() + "\n"))?;
        return Ok(Outcome::Fine);
    }
    for line in explanation.text(&args.package()).lines() {
        let is_heading = !line.is_empty() && !line.starts_with(' ');
        let line = match is_heading {
            true => stdout.paint(Colour::Cyan, line),
            false => line.to_owned(),
        };
        stdout.line(&line)?;
    }
    Ok(Outcome::Fine)
}

impl Args {
    /// How the user knows the folder of the package.
    fn package(&self) -> String {
        match (&self.out, &self.spec) {
            (Some(out), _) => codegen::shown(out).trim_end_matches('/').to_owned(),
            (None, Some(_)) => String::new(),
            (None, None) => codegen::OUT.to_owned(),
        }
    }
}

/// The message about a name that fits nothing.
fn unknown(wanted: &str, near: &[String]) -> String {
    let near: Vec<_> = near.iter().map(|name| format!("`{name}`")).collect();
    let near = match near.as_slice() {
        [] => String::new(),
        [near] => format!("; did you mean {near}?"),
        near => format!("; did you mean one of {}?", near.join(", ")),
    };
    format!("nothing in the document is called `{wanted}`{near}")
}

/// The message about a name that fits several parts.
fn ambiguous(wanted: &str, candidates: &[Candidate]) -> String {
    let mut message = format!("`{wanted}` may be any of these; name one by its pointer:");
    for candidate in candidates {
        message.push_str(&format!("\n  {} {}", candidate.subject, candidate.pointer));
    }
    message
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command, FromArgMatches};

    use super::*;

    fn ran(arguments: &[&str]) -> Result<Outcome, Failure> {
        let command = Args::augment_args(Command::new("explain").no_binary_name(true));
        let parsed = command.try_get_matches_from(arguments).unwrap();
        run(&Args::from_arg_matches(&parsed).unwrap())
    }

    #[test]
    fn what_is_there_is_explained_and_what_is_not_is_a_fault_of_the_call() {
        assert_eq!(ran(&["FetchEndUser"]).unwrap(), Outcome::Fine);
        assert_eq!(
            ran(&["end_user", "--format", "json"]).unwrap(),
            Outcome::Fine
        );
        let failure = ran(&["FetchEndUsr"]).unwrap_err();
        let wanted =
            "nothing in the document is called `FetchEndUsr`; did you mean `FetchEndUser`?";
        assert_eq!(failure.0, wanted);
    }

    #[test]
    fn several_meanings_are_listed() {
        let candidate = |name: &str| Candidate {
            subject: format!("schema {name}"),
            pointer: openapi_client_codegen::pointer::Pointer::parse(&format!(
                "/components/schemas/{name}"
            )),
        };
        assert_eq!(
            ambiguous("a", &[candidate("b.a"), candidate("c.a")]),
            "`a` may be any of these; name one by its pointer:\n  \
             schema b.a /components/schemas/b.a\n  schema c.a /components/schemas/c.a"
        );
    }
}
