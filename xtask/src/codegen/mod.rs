//! `cargo xtask codegen`: reads the inputs, generates, and writes, compares or shows the differences.

mod changes;
pub(crate) mod report;

pub(crate) use report::print as print_report;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use twilio_codegen::Generated;
use twilio_codegen::diagnostic::{Diagnostic, File, Report};
use twilio_codegen::output::{Comparison, Output};
use twilio_codegen::source::{Inputs, Source};

use crate::{Failure, Outcome, terminal, workspace};

/// Where the inputs are and the output goes, from the top of the workspace.
const SPEC: &str = "specs/twilio_trusthub_v1.yaml";
const OVERLAY: &str = "specs/twilio_trusthub_v1.overlay.yaml";
const CONFIG: &str = "specs/twilio_trusthub_v1.toml";
const OUT: &str = "generated";

/// The flags of the command.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// Write nothing, and fail if a file is not as it should be
    #[arg(long)]
    check: bool,
    /// Write nothing, and print what would change as a unified diff
    #[arg(long)]
    diff: bool,
    /// The OpenAPI document, YAML or JSON [default: the one of TrustHub]
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// An overlay for the document [default with --spec: none]
    #[arg(long, value_name = "FILE")]
    overlay: Option<PathBuf>,
    /// The choices for the Rust side [default with --spec: none]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder to write to [default: generated]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// An input file: how the user knows it, and where it is.
struct Input {
    name: String,
    path: PathBuf,
}

impl Args {
    /// A file that was named, else the one of TrustHub, unless another document was named.
    fn input(&self, named: Option<&PathBuf>, default: &str) -> Option<Input> {
        match named {
            Some(path) => Some(Input {
                name: shown(path),
                path: path.clone(),
            }),
            None if self.spec.is_some() => None,
            None => Some(Input {
                name: default.to_owned(),
                path: workspace::root().join(default),
            }),
        }
    }

    /// The folder to write to, and how the user knows it.
    fn out(&self) -> Input {
        match &self.out {
            Some(path) => Input {
                name: shown(path).trim_end_matches('/').to_owned(),
                path: path.clone(),
            },
            None => Input {
                name: OUT.to_owned(),
                path: workspace::root().join(OUT),
            },
        }
    }

    /// The command that writes what this one only looked at.
    fn command(&self) -> String {
        let mut command = "cargo xtask codegen".to_owned();
        let flags = [
            ("spec", &self.spec),
            ("overlay", &self.overlay),
            ("config", &self.config),
            ("out", &self.out),
        ];
        for (flag, path) in flags {
            if let Some(path) = path {
                command.push_str(&format!(" --{flag} {}", shown(path)));
            }
        }
        command
    }
}

/// A path with forward slashes, the same on every system.
fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let inputs = match read(args)? {
        Ok(inputs) => inputs,
        Err(report) => return refuse(&report),
    };
    let spinner = terminal::spinner("generating");
    let generated = twilio_codegen::generate(&inputs);
    spinner.finish_and_clear();
    let Generated {
        output, warnings, ..
    } = match generated {
        Ok(generated) => generated,
        Err(report) => return refuse(&report),
    };
    if !warnings.is_empty() {
        report::print(&warnings)?;
    }
    if args.check || args.diff {
        look(args, &output)
    } else {
        write(args, &output, start)
    }
}

/// Prints why nothing is generated.
fn refuse(report: &Report) -> Result<Outcome, Failure> {
    report::print(report)?;
    Ok(Outcome::Faulty)
}

/// The texts of the inputs; a text that is not UTF-8 is a fault of the input, a file that is not there one of the call.
fn read(args: &Args) -> Result<Result<Inputs, Report>, Failure> {
    let mut inputs = Inputs::default();
    let mut faults = Vec::new();
    let files = [
        (File::Document, args.input(args.spec.as_ref(), SPEC)),
        (File::Overlay, args.input(args.overlay.as_ref(), OVERLAY)),
        (File::Config, args.input(args.config.as_ref(), CONFIG)),
    ];
    for (file, input) in files {
        let Some(input) = input else { continue };
        let source = source(&input, file, &mut faults)?;
        match file {
            File::Document => inputs.document = source,
            File::Overlay => inputs.overlay = Some(source),
            File::Config => inputs.config = Some(source),
        }
    }
    Ok(if faults.is_empty() {
        Ok(inputs)
    } else {
        Err(Report::new(&inputs, faults))
    })
}

fn source(input: &Input, file: File, faults: &mut Vec<Diagnostic>) -> Result<Source, Failure> {
    let bytes = fs::read(&input.path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "there is no such file".to_owned(),
            _ => error.to_string(),
        };
        Failure(format!("can't read {}: {reason}", input.name))
    })?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Source::from_bytes(&input.name, bytes).or_else(|fault| {
        faults.push(fault.in_file(file));
        Ok(Source::new(&input.name, text))
    })
}

/// Says what differs, and how to write it.
fn look(args: &Args, output: &Output) -> Result<Outcome, Failure> {
    let out = args.out();
    let comparison = output.compare(&out.path)?;
    if args.diff {
        changes::print_diff(&mut terminal::stdout(), &out.name, &comparison)?;
    }
    if !args.check {
        return Ok(Outcome::Fine);
    }
    let mut stdout = terminal::stdout();
    if comparison.is_clean() {
        let files = terminal::count(comparison.unchanged, "file");
        stdout.line(&format!("{}: {files}, all up to date", out.name))?;
        return Ok(Outcome::Fine);
    }
    drop(stdout);
    let mut stderr = terminal::stderr();
    changes::print_list(&mut stderr, &out.name, &comparison)?;
    print_foreign(&mut stderr, &out.name, &comparison)?;
    let files = terminal::count(comparison.changes.len(), "file");
    stderr.line(&format!("{files} not up to date; run: {}", args.command()))?;
    Ok(Outcome::Faulty)
}

/// Writes the files, and says what changed.
fn write(args: &Args, output: &Output, start: Instant) -> Result<Outcome, Failure> {
    let out = args.out();
    let comparison = output.compare(&out.path)?;
    if !comparison.foreign.is_empty() {
        let mut stderr = terminal::stderr();
        print_foreign(&mut stderr, &out.name, &comparison)?;
        stderr.line("nothing was written")?;
        return Ok(Outcome::Faulty);
    }
    let comparison = output.write(&out.path)?;
    let mut stdout = terminal::stdout();
    changes::print_list(&mut stdout, &out.name, &comparison)?;
    let (added, changed, removed) = comparison.counts();
    let unchanged = comparison.unchanged;
    let seconds = start.elapsed().as_secs_f64();
    stdout.line(&format!(
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged in {seconds:.2} s"
    ))?;
    Ok(Outcome::Fine)
}

/// Names the files that are in the way.
fn print_foreign(
    stream: &mut terminal::Stream,
    out: &str,
    comparison: &Comparison,
) -> io::Result<()> {
    for path in &comparison.foreign {
        stream.line(&format!(
            "{out}/{path} was not written by codegen; delete it or move it away"
        ))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
