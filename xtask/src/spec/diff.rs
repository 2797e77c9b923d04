//! `cargo xtask spec diff`: compares two documents and prints the verdicts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use twilio_codegen::diagnostic::{File, Report};
use twilio_codegen::diff::{self, Diff, Rust, Wire};
use twilio_codegen::source::{Inputs, Source};
use twilio_codegen::{Lowered, model};

use crate::codegen::report;
use crate::{Failure, Outcome, terminal};

/// The flags of the command.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A document is a file, or REVISION:PATH for a file of a git revision.

Exit codes: 0 when the verdict is below --fail-on; 1 when it is not, or when a document is faulty; 2 when the command
can't run.")]
pub(crate) struct Args {
    /// The document as it was, YAML or JSON
    old: String,
    /// The document as it is
    new: String,
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The verdict that makes the command fail
    #[arg(long, value_enum, default_value_t = FailOn::None)]
    fail_on: FailOn,
    /// An overlay for the documents
    #[arg(long, value_name = "FILE")]
    overlay: Option<String>,
    /// The overlay of the old document [default: that of --overlay]
    #[arg(long, value_name = "FILE")]
    old_overlay: Option<String>,
    /// The choices for the Rust side
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    /// The choices for the old document [default: those of --config]
    #[arg(long, value_name = "FILE")]
    old_config: Option<String>,
}

/// How the diff is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Lines for a terminal
    Text,
    /// A comment for a pull request
    Markdown,
    /// For programs
    Json,
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
    let old_overlay = args.old_overlay.as_ref().or(args.overlay.as_ref());
    let old_config = args.old_config.as_ref().or(args.config.as_ref());
    let old = read(&args.old, old_overlay, old_config)?;
    let new = read(&args.new, args.overlay.as_ref(), args.config.as_ref())?;
    let (old_model, new_model) = (lowered(old.as_ref())?, lowered(new.as_ref())?);
    let (Ok(old), Ok(new), Some(old_model), Some(new_model)) = (old, new, old_model, new_model)
    else {
        return Ok(Outcome::Faulty);
    };
    let mut diff = diff::diff(&old_model, &new_model);
    diff.locate(&old.document, &new.document);
    let text = match args.format {
        Format::Text => diff.text(&args.old, &args.new),
        Format::Markdown => diff.markdown(&args.old, &args.new),
        Format::Json => diff.json() + "\n",
    };
    terminal::stdout().raw(&text)?;
    if args.fail_on.is_reached(&diff) {
        terminal::stderr().line(&format!("{}; this is not below --fail-on", diff.summary()))?;
        return Ok(Outcome::Faulty);
    }
    Ok(Outcome::Fine)
}

/// The model; prints why there is none.
fn lowered(inputs: Result<&Inputs, &Report>) -> Result<Option<Lowered>, Failure> {
    let found = match inputs {
        Ok(inputs) => model(inputs),
        Err(report) => Err(report.clone()),
    };
    match found {
        Ok(lowered) => Ok(Some(lowered)),
        Err(report) => {
            report::print(&report)?;
            Ok(None)
        }
    }
}

/// The texts of the inputs; a text that is not UTF-8 is a fault of the input.
fn read(
    document: &str,
    overlay: Option<&String>,
    config: Option<&String>,
) -> Result<Result<Inputs, Report>, Failure> {
    let mut inputs = Inputs::default();
    let mut faults = Vec::new();
    let mut source = |name: &str, file: File| -> Result<Source, Failure> {
        let bytes = bytes(name)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Source::from_bytes(name, bytes).or_else(|fault| {
            faults.push(fault.in_file(file));
            Ok(Source::new(name, text))
        })
    };
    inputs.document = source(document, File::Document)?;
    if let Some(overlay) = overlay {
        inputs.overlay = Some(source(overlay, File::Overlay)?);
    }
    if let Some(config) = config {
        inputs.config = Some(source(config, File::Config)?);
    }
    Ok(if faults.is_empty() {
        Ok(inputs)
    } else {
        Err(Report::new(&inputs, faults))
    })
}

/// The bytes of a file, or of a file in a git revision: `HEAD~1:specs/a.yaml`.
fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    let error = match fs::read(PathBuf::from(name)) {
        Ok(bytes) => return Ok(bytes),
        Err(error) => error,
    };
    if error.kind() != io::ErrorKind::NotFound {
        return Err(Failure(format!("can't read {name}: {error}")));
    }
    let is_revision = name.split_once(':').is_some_and(|(revision, path)| {
        !revision.is_empty()
            && !revision.starts_with('-')
            && !Path::new(path).as_os_str().is_empty()
    });
    if !is_revision {
        return Err(Failure(format!("can't read {name}: there is no such file")));
    }
    let shown = process::Command::new("git").args(["show", name]).output();
    let shown = shown.map_err(|error| Failure(format!("can't run git to read {name}: {error}")))?;
    if shown.status.success() {
        return Ok(shown.stdout);
    }
    let reason = String::from_utf8_lossy(&shown.stderr);
    Err(Failure(format!("can't read {name}: {}", reason.trim())))
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

    #[test]
    fn a_missing_file_is_told() {
        let failure = bytes("no-such-folder/a.yaml").unwrap_err();
        assert_eq!(
            failure.0,
            "can't read no-such-folder/a.yaml: there is no such file"
        );
    }
}
