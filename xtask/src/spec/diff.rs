//! `cargo xtask spec diff`: compares two documents and prints the verdicts.

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::files;
use openapi_client_review::diff::html::Package;
use openapi_client_review::diff::{self, Diff, Rust, Wire};

use super::pair::{self, Document, Documents};
use crate::{Failure, Outcome, codegen, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{}\n\n{EXIT_CODES}", pair::HELP))]
pub(crate) struct Args {
    #[command(flatten)]
    documents: Documents,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The verdict that makes the command fail
    #[arg(long, value_name = "VERDICT", value_enum, default_value_t = FailOn::None)]
    fail_on: FailOn,
}

/// The end of the help.
const EXIT_CODES: &str = "\
Exit codes: 0 when the verdict is below --fail-on; 1 when it is not, or when a document has errors; 2 when the command
can't run.";

/// How the diff is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for a terminal
    Text,
    /// A comment for a pull request
    Markdown,
    /// For programs
    Json,
    /// A page for a browser, with the generated Rust side by side
    Html,
}

/// The verdict that makes the command fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Nothing does
    None,
    /// A minor version for Rust users, or worse
    Minor,
    /// A major version for Rust users, or a break on the wire
    Major,
    /// A break on the wire
    Breaking,
}

impl FailOn {
    fn is_reached(self, diff: &Diff) -> bool {
        let breaks = diff.wire == Wire::Breaking;
        match self {
            Self::None => false,
            Self::Minor => diff.rust >= Rust::Minor || breaks,
            Self::Major => diff.rust >= Rust::Major || breaks,
            Self::Breaking => breaks,
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let Some((old, new)) = args.documents.read()? else {
        return Ok(Outcome::Failed);
    };
    let mut diff = diff::diff(&old.lowered, &new.lowered);
    diff.locate(&old.inputs.document, &new.inputs.document);
    let names = [&args.documents.old, &args.documents.new];
    let text = match args.format {
        Format::Text => diff.text(names[0], names[1]),
        Format::Markdown => diff.markdown(names[0], names[1]),
        Format::Json => diff.json() + "\n",
        Format::Html => match page(&diff, names, [&old, &new]) {
            Ok(page) => page,
            Err(report) => {
                codegen::print_report(&report)?;
                return Ok(Outcome::Failed);
            }
        },
    };
    terminal::stdout().raw(&text)?;
    if args.fail_on.is_reached(&diff) {
        terminal::stderr().line(&format!("{}; this is not below --fail-on", diff.summary()))?;
        return Ok(Outcome::Failed);
    }
    Ok(Outcome::Fine)
}

/// The page, with the packages that both documents make.
fn page(diff: &Diff, names: [&String; 2], documents: [&Document; 2]) -> Result<String, Report> {
    let [old, new] = documents;
    let outputs = [
        files(&old.lowered, &old.inputs)?,
        files(&new.lowered, &new.inputs)?,
    ];
    let side = |index: usize| Package {
        name: names[index],
        lowered: &documents[index].lowered,
        output: &outputs[index],
    };
    Ok(diff.html(side(0), side(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_on_the_wire_is_as_bad_as_a_major_version() {
        let diff = |wire, rust| Diff {
            wire,
            rust,
            changes: Vec::new(),
            notes: Vec::new(),
        };
        let minor = diff(Wire::Compatible, Rust::Minor);
        let breaking = diff(Wire::Breaking, Rust::Patch);
        let major = diff(Wire::None, Rust::Major);
        let reached =
            |fail_on: FailOn| [&minor, &breaking, &major].map(|diff| fail_on.is_reached(diff));
        assert_eq!(reached(FailOn::None), [false, false, false]);
        assert_eq!(reached(FailOn::Minor), [true, true, true]);
        assert_eq!(reached(FailOn::Major), [false, true, true]);
        assert_eq!(reached(FailOn::Breaking), [false, true, false]);
    }
}
