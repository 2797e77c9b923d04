//! `cargo xtask codegen`: reads the inputs, generates, and writes, compares or shows the differences.

pub(crate) mod changes;
pub(crate) mod report;

pub(crate) use report::print as print_report;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use openapi_client_codegen::config::Package;
use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::output::{Comparison, Output};
use openapi_client_codegen::source::{Bytes, Inputs};
use openapi_client_codegen::{Lowered, Options};
use serde_json::Value;

use crate::{Failure, Outcome, files, terminal, workspace};

/// Where the inputs are and the output goes, from the top of the workspace.
pub(crate) const SPEC: &str = "specs/twilio_trusthub_v1.yaml";
pub(crate) const OVERLAY: &str = "specs/twilio_trusthub_v1.overlay.yaml";
pub(crate) const CONFIG: &str = "specs/twilio_trusthub_v1.toml";
pub(crate) const OUT: &str = "generated";
/// The runtime of generated crates, likewise.
pub(crate) const RUNTIME: &str = "generator/runtime";

/// The flags of the command.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = AFTER_HELP)]
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
    /// The folder of the runtime crate, beside those for providers and programs [default: the configuration's, else the one of
    /// this workspace]
    #[arg(long, value_name = "DIR", requires = "out")]
    runtime_path: Option<PathBuf>,
    /// Go on without the operations that the generator does not support or that something is wrong with, and list them at the end
    #[arg(long)]
    skip_unsupported: bool,
    /// How errors and warnings are printed
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    message_format: Format,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people, on standard error
    #[default]
    Text,
    /// For tools, on standard output: one JSON object a line, with code, severity, message, file, line, column, pointer and help
    Json,
}

impl Format {
    /// Prints diagnostics.
    pub(crate) fn print(self, report: &Report) -> io::Result<()> {
        match self {
            Self::Text => report::print(report),
            Self::Json => report::print_json(report),
        }
    }
}

/// What the help says at its end.
const AFTER_HELP: &str = "\
With `--message-format json`, each error and warning is a line on standard output such as
  {\"code\":\"TH021\",\"severity\":\"error\",\"message\":\"...\",\"file\":\"specs/a.yaml\",\"line\":12,\"column\":9,
   \"pointer\":\"/paths/~1v1~1Things/get\",\"help\":\"...\"}
(in one line; `help` is null where there is none), and all that is for people is on standard error.
`cargo xtask explain CODE` says what a code means.

The output folder: a run overwrites only files whose header says that codegen wrote them, and deletes only those of them that
its list has, `.codegen-manifest`, which belongs into version control. Links below the folder are never followed. While a run
writes, it holds a lock (`.codegen.lock`); another run waits for half a minute. A run that was stopped is put right by the next.

Exit codes: 0 all is fine; 1 the document is wrong, or --check found a difference; 2 the call is wrong, or a file is missing.";

/// An input file: how the user knows it, and where it is.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) path: PathBuf,
}

impl Args {
    /// The flags that read these files.
    pub(crate) fn reading(
        spec: &Option<PathBuf>,
        overlay: &Option<PathBuf>,
        config: &Option<PathBuf>,
    ) -> Self {
        Self {
            spec: spec.clone(),
            overlay: overlay.clone(),
            config: config.clone(),
            ..Self::default()
        }
    }

    /// A file that was named, else the one of TrustHub, unless another document was named.
    pub(crate) fn input(&self, named: Option<&PathBuf>, default: &str) -> Option<Input> {
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

    /// Where the runtime is, seen from the folder to write to; `None` if the configuration, or its default, says it.
    fn runtime(&self, package: &Package) -> io::Result<Option<String>> {
        let runtime = match (&self.runtime_path, &self.out) {
            (Some(folder), _) => folder.clone(),
            (None, Some(_)) if package.runtime.is_none() => workspace::root().join(RUNTIME),
            (None, _) => return Ok(None),
        };
        let path = files::relative(&self.out().path, &runtime)?;
        Ok(Some(shown(&path)))
    }

    /// The command that writes what this one only looked at.
    fn command(&self) -> String {
        let mut command = "cargo xtask codegen".to_owned();
        let flags = [
            ("spec", &self.spec),
            ("overlay", &self.overlay),
            ("config", &self.config),
            ("out", &self.out),
            ("runtime-path", &self.runtime_path),
        ];
        for (flag, path) in flags {
            if let Some(path) = path {
                command.push_str(&format!(" --{flag} {}", shown(path)));
            }
        }
        if self.skip_unsupported {
            command.push_str(" --skip-unsupported");
        }
        command
    }

    /// the stream for what people read, besides diagnostics.
    fn stream(&self) -> terminal::Stream {
        match self.message_format {
            Format::Text => terminal::stdout(),
            Format::Json => terminal::stderr(),
        }
    }

    fn report(&self, report: &Report) -> io::Result<()> {
        self.message_format.print(report)
    }
}

/// A path with forward slashes, the same on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let inputs = match read(args)? {
        Ok(inputs) => inputs,
        Err(report) => return refuse(args, &report),
    };
    let options = Options {
        skip_unsupported: args.skip_unsupported,
    };
    let spinner = terminal::spinner("generating");
    let generated = generate(args, &inputs, options);
    spinner.finish_and_clear();
    let (lowered, output) = match generated? {
        Ok(generated) => generated,
        Err(report) => return refuse(args, &report),
    };
    if !lowered.warnings.is_empty() {
        args.report(&Report::new(&inputs, lowered.warnings))?;
    }
    let outcome = if args.check || args.diff {
        look(args, output)?
    } else {
        write(args, output, &lowered.names.package, start)?
    };
    let mut stderr = terminal::stderr();
    for operation in &lowered.skipped {
        stderr.line(&format!("skipped {operation}"))?;
    }
    Ok(outcome)
}

/// The model and the files, whose manifest finds the runtime.
fn generate(
    args: &Args,
    inputs: &Inputs,
    options: Options,
) -> Result<Result<(Lowered, Output), Report>, Failure> {
    let mut lowered = match openapi_client_codegen::model_with(inputs, options) {
        Ok(lowered) => lowered,
        Err(report) => return Ok(Err(report)),
    };
    let package = &mut lowered.config.package;
    if let Some(path) = args.runtime(package)? {
        package.runtime = Some(path);
    }
    let output = openapi_client_codegen::files(&lowered, inputs);
    Ok(output.map(|output| (lowered, output)))
}

/// Prints why nothing is generated.
fn refuse(args: &Args, report: &Report) -> Result<Outcome, Failure> {
    args.report(report)?;
    Ok(Outcome::Failed)
}

/// The texts of the inputs; a text that is not UTF-8 is an error of the input, a missing file one of the call.
pub(crate) fn read(args: &Args) -> Result<Result<Inputs, Report>, Failure> {
    let bytes = |named: &Option<PathBuf>, default| {
        let input = args.input(named.as_ref(), default);
        input.map(|input| bytes(&input)).transpose()
    };
    let document = bytes(&args.spec, SPEC)?.unwrap_or_default();
    let overlay = bytes(&args.overlay, OVERLAY)?;
    let config = bytes(&args.config, CONFIG)?;
    let folder = args.input(args.spec.as_ref(), SPEC).and_then(|input| {
        let folder = input.path.parent();
        folder.map(Path::to_owned)
    });
    Ok(
        Inputs::from_bytes(document, overlay, config).map(|mut inputs| {
            inputs.add_files(|path| files::read_below(folder.as_deref()?, path));
            inputs
        }),
    )
}

pub(crate) fn bytes(input: &Input) -> Result<Bytes, Failure> {
    let bytes = files::read(&input.path)
        .map_err(|error| Failure(format!("can't read {}: {}", input.name, unread(&error))))?;
    Ok((input.name.clone(), bytes))
}

/// Why a file can't be read.
pub(crate) fn unread(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, not a file".to_owned(),
        _ => error.to_string(),
    }
}

/// Says what differs, and how to write it.
fn look(args: &Args, output: Output) -> Result<Outcome, Failure> {
    let out = args.out();
    let comparison = output.into_comparison(&out.path)?;
    if args.diff {
        changes::print_diff(&mut args.stream(), &out.name, &comparison)?;
    }
    if !args.check {
        return Ok(Outcome::Fine);
    }
    let mut stdout = args.stream();
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
    Ok(Outcome::Failed)
}

/// Writes the files, and says what changed.
fn write(args: &Args, output: Output, package: &str, start: Instant) -> Result<Outcome, Failure> {
    let out = args.out();
    let lock = output.lock(&out.path)?;
    let comparison = output.into_comparison(lock.dir())?;
    if !comparison.foreign.is_empty() {
        let mut stderr = terminal::stderr();
        print_foreign(&mut stderr, &out.name, &comparison)?;
        stderr.line("nothing was written")?;
        return Ok(Outcome::Failed);
    }
    comparison.apply(&lock)?;
    drop(lock);
    let mut stdout = args.stream();
    changes::print_list(&mut stdout, &out.name, &comparison)?;
    let (added, changed, removed) = comparison.counts();
    let unchanged = comparison.unchanged;
    let seconds = start.elapsed().as_secs_f64();
    stdout.line(&format!(
        "{added} added, {changed} changed, {removed} removed, {unchanged} unchanged in {seconds:.2} s"
    ))?;
    if args.out.is_some() {
        let path = out.path.canonicalize()?;
        if path.starts_with(workspace::root().canonicalize()?) {
            stdout.line(
                "add the folder to `members` or to `exclude` in the Cargo.toml of this workspace",
            )?;
        }
        let path = Value::String(shown(&path));
        stdout.line(&format!(
            "in the Cargo.toml of your program, below [dependencies]: {package} = {{ path = {path} }}"
        ))?;
    }
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
