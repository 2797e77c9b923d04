//! How long each stage takes, in milliseconds of processor time, and how the whole grows with the document.
//!
//! ```text
//! cargo bench -p openapi-client-codegen
//! TWILIO_OAI_DIR=twilio-oai/spec/json cargo bench -p openapi-client-codegen
//! ```
//!
//! Without `TWILIO_OAI_DIR` there is one document, that of this repository.

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{env, fs};

use cpu_time::ThreadTime;
use openapi_client_codegen::config::Config;
use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::emit::Emitter;
use openapi_client_codegen::profile::Profile;
use openapi_client_codegen::source::Source;
use openapi_client_codegen::{lint, load, lower, name, print};

/// The stages, in the order of [`run`].
const STAGES: [&str; 6] = ["parse", "lint", "lower", "name", "emit", "print"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What was seen of a document.
struct Row {
    /// The document's name.
    name: String,
    /// How many operations it has.
    operations: usize,
    /// How many lines of Rust come out.
    lines: usize,
    /// The milliseconds of each stage: the median of the rounds.
    stages: [f64; STAGES.len()],
}

impl Row {
    fn total(&self) -> f64 {
        self.stages.iter().sum()
    }
}

fn main() -> Result<()> {
    let measured = env::args().any(|argument| argument == "--bench");
    let rounds = if measured { 20 } else { 1 };
    let mut out = io::stdout().lock();
    write!(out, "{:32} {:>10} {:>7}", "document", "operations", "lines")?;
    for stage in STAGES {
        write!(out, " {stage:>7}")?;
    }
    writeln!(out, " {:>7}", "all")?;
    let mut rows = Vec::new();
    for path in documents()? {
        let row = row(&path, rounds)?;
        write!(
            out,
            "{:32} {:>10} {:>7}",
            row.name, row.operations, row.lines
        )?;
        for milliseconds in row.stages {
            write!(out, " {milliseconds:>7.2}")?;
        }
        writeln!(out, " {:>7.2}", row.total())?;
        rows.push(row);
    }
    if let Some((slope, start, fit)) = line(&rows) {
        writeln!(
            out,
            "{slope:.3} ms an operation and {start:.1} ms; a straight line explains {:.1}% of the variance",
            100.0 * fit
        )?;
    }
    Ok(())
}

/// The documents to measure.
fn documents() -> Result<Vec<PathBuf>> {
    let Some(folder) = env::var_os("TWILIO_OAI_DIR") else {
        let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
        return Ok(vec![specs.join("twilio_trusthub_v1.yaml")]);
    };
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

fn row(path: &Path, rounds: usize) -> Result<Row> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let source = Source::new(name.clone(), fs::read_to_string(path)?);
    let mut seen = Vec::new();
    let (mut operations, mut lines) = (0, 0);
    for _ in 0..rounds {
        let stages;
        (stages, operations, lines) = run(&source).map_err(|fault| format!("{name}: {fault}"))?;
        seen.push(stages);
    }
    let stages = std::array::from_fn(|stage| {
        let mut times: Vec<Duration> = seen.iter().map(|stages| stages[stage]).collect();
        times.sort();
        times[times.len() / 2].as_secs_f64() * 1000.0
    });
    Ok(Row {
        name: name.into_owned(),
        operations,
        lines,
        stages,
    })
}

/// Takes a document through the stages: the time of each, and how many operations and lines there are.
fn run(source: &Source) -> std::result::Result<([Duration; STAGES.len()], usize, usize), String> {
    let mut times = [Duration::ZERO; STAGES.len()];
    let mut start = ThreadTime::now();
    let mut took = |stage: usize| {
        times[stage] = start.elapsed();
        start = ThreadTime::now();
    };
    let document = load::value(source, File::Document).map_err(first)?;
    took(0);
    let config = Config::default();
    let profile = Profile::of(None, &document);
    lint::run(&document, profile);
    took(1);
    let (api, _) = lower::lower(&document, profile).map_err(first)?;
    took(2);
    let (names, _) = name::name(&api, &config, profile);
    took(3);
    let emitter = Emitter::new(&api, &names, &config, profile, &document, &source.name);
    let units = emitter.units().into_iter();
    let files: Vec<_> = units.map(|unit| emitter.file(unit)).collect();
    took(4);
    let mut lines = 0;
    for file in files {
        let printed = print::file(file, &source.name).map_err(|error| error.message)?;
        lines += printed.file.text.lines().count();
    }
    took(5);
    Ok((times, api.operations().count(), lines))
}

fn first(errors: Vec<openapi_client_codegen::diagnostic::Diagnostic>) -> String {
    let first = errors.into_iter().next();
    first.map(|error| error.message).unwrap_or_default()
}

/// The line of least squares through the totals by operations: slope, start, and the share of the variance it explains.
fn line(rows: &[Row]) -> Option<(f64, f64, f64)> {
    if rows.len() < 3 {
        return None;
    }
    let count = rows.len() as f64;
    let mean = |value: fn(&Row) -> f64| rows.iter().map(value).sum::<f64>() / count;
    let (x, y) = (mean(|row| row.operations as f64), mean(Row::total));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for row in rows {
        let (dx, dy) = (row.operations as f64 - x, row.total() - y);
        xx += dx * dx;
        xy += dx * dy;
        yy += dy * dy;
    }
    let slope = xy / xx;
    Some((slope, y - slope * x, xy * xy / (xx * yy)))
}
