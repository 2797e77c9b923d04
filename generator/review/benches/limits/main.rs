//! What a document of a megabyte may cost at most, whatever stands in it: ten seconds and 200 MB.
//!
//! ```text
//! cargo bench -p openapi-client-review --bench limits
//! cargo bench -p openapi-client-review --bench limits -- enum
//! ```
//!
//! Each document of the [table](cases::all) is generated from in a process of its own, and compared with a variant of
//! itself in another one. The last line says whether all keep the bar; if not, the bench fails.

mod cases;

use std::error::Error;
use std::io::{self, Write};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use std::{env, fs};

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Options, generate_with, model};
use openapi_client_review::diff;

use cases::Case;

/// The bar: seconds and megabytes.
const SECONDS: f64 = 10.0;
const MEGABYTES: f64 = 200.0;

/// When a process is ended that does not end by itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// What tells a process which case is its own.
const CHILD: &str = "--case";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, mode, name] = arguments.as_slice()
        && flag == CHILD
    {
        let case = cases::all().find(|(known, _)| known == name);
        let case = case.ok_or("there is no such case")?;
        writeln!(io::stdout(), "{}", run(mode, case.1)?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let measured = arguments.iter().any(|argument| argument == "--bench");
    let mut filters = arguments
        .iter()
        .filter(|argument| !argument.starts_with('-'));
    let filter = filters.next();
    let mut out = io::stdout().lock();
    if !measured {
        writeln!(
            out,
            "{} documents; run by: cargo bench",
            cases::all().count()
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut beyond = 0;
    writeln!(
        out,
        "{:28} {:8} {:>8} {:>7}  outcome",
        "document", "what", "seconds", "MB"
    )?;
    let is_wanted = |name: &str| filter.is_none_or(|filter| name.contains(filter.as_str()));
    for (name, _) in cases::all().filter(|(name, _)| is_wanted(name)) {
        for mode in ["generate", "skip", "diff"] {
            let (seconds, megabytes, outcome) = child(mode, name)?;
            let is_kept = seconds <= SECONDS && megabytes <= MEGABYTES;
            beyond += usize::from(!is_kept);
            let mark = if is_kept { "" } else { "  <- beyond the bar" };
            writeln!(
                out,
                "{name:28} {mode:8} {seconds:>8.2} {megabytes:>7.0}  {outcome}{mark}"
            )?;
        }
    }
    writeln!(out, "{beyond} beyond {SECONDS} s or {MEGABYTES} MB")?;
    Ok(ExitCode::from(u8::from(beyond > 0)))
}

/// Runs a case in a process of its own: how long it took, its memory at the most, and what came of it.
fn child(mode: &str, name: &str) -> Result<(f64, f64, String)> {
    let start = Instant::now();
    let mut process = Command::new(env::current_exe()?)
        .args([CHILD, mode, name])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()?;
    let mut peak = 0.0_f64;
    while process.try_wait()?.is_none() {
        peak = peak.max(peak_of(process.id()));
        if start.elapsed() > PATIENCE || peak > 8_000.0 {
            process.kill()?;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let seconds = start.elapsed().as_secs_f64();
    let output = process.wait_with_output()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    match text.trim().split_once('\t') {
        Some((own, outcome)) => Ok((seconds, own.parse::<f64>()?.max(peak), outcome.to_owned())),
        // What crashes keeps no bar.
        None => Ok((f64::INFINITY, peak, format!("ended by {}", output.status))),
    }
}

/// The memory of a process at its most, in megabytes.
fn peak_of(process: u32) -> f64 {
    peak_in(&fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default())
}

fn peak_in(status: &str) -> f64 {
    let mut lines = status.lines();
    let line = lines.find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.unwrap_or_default() / 1024.0
}

/// Runs a case here: the memory at the most, and what came of it.
fn run(mode: &str, case: Case) -> Result<String> {
    let inputs = case();
    let outcome = match mode {
        "diff" => compare(&inputs),
        mode => {
            let options = Options {
                skip_unsupported: mode == "skip",
            };
            match generate_with(&inputs, options) {
                Ok(generated) => {
                    let bytes: usize = generated.output.files.values().map(String::len).sum();
                    let files = generated.output.files.len();
                    let warnings = told(&generated.warnings);
                    format!("{files} files, {} kB, {warnings}", bytes / 1024)
                }
                Err(report) => told(&report),
            }
        }
    };
    let peak = peak_in(&fs::read_to_string("/proc/self/status")?);
    Ok(format!(
        "{peak}\t{} kB: {outcome}",
        inputs.document.text.len() / 1024
    ))
}

/// Compares a document with itself where all names are others, and tells what differs.
fn compare(inputs: &Inputs) -> String {
    let mut other = inputs.clone();
    other.document.text = inputs.document.text.replace("a1", "b2");
    let (old, new) = match (model(inputs), model(&other)) {
        (Ok(old), Ok(new)) => (old, new),
        _ => return "nothing to compare".to_owned(),
    };
    let mut diff = diff::diff(&old, &new);
    diff.locate(&inputs.document, &other.document);
    let text = diff.text("old", "new");
    format!("{} changes, {} kB", diff.changes.len(), text.len() / 1024)
}

/// What a report says, as people and as tools read it.
fn told(report: &Report) -> String {
    let text = report.to_string();
    let all = report.iter().count();
    let codes: std::collections::BTreeSet<_> = report
        .diagnostics()
        .iter()
        .map(|found| found.code.as_str())
        .collect();
    let codes: Vec<_> = codes.into_iter().collect();
    format!("{all} told {codes:?} in {} kB", text.len() / 1024)
}
