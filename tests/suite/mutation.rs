//! 2,000 mutations of the TrustHub document, the same on every run: each ends in Rust, or in diagnostics with a place; none in
//! a panic, in a hang, or in memory without end. A sample of what is generated is compiled.
//!
//! Most of them are mutations of the document cut to one of its resources, which takes a tenth of the time; one in a
//! hundred has the whole document, with its overlay and its configuration. `MUTATION_SEED=7` runs one alone and prints what
//! comes of it.

mod text;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use cpu_time::ThreadTime;
use openapi_client_codegen::diagnostic::{File, Report};
use openapi_client_codegen::output::Output;
use openapi_client_codegen::source::Inputs;
use openapi_client_codegen::{Options, generate_with, load};
use serde_json::Value;

use crate::compile::compiles;
use crate::random::Random;

/// How many mutations there are.
const COUNT: u64 = 2_000;

/// How long the processor may work on one of them.
const TIME: Duration = Duration::from_secs(5);

/// After which time nothing comes any more.
const HANG: Duration = Duration::from_secs(60);

/// How much memory the process may have had at its peak, in KiB.
const MEMORY: u64 = 1024 * 1024;

/// How many of the outputs are compiled.
const SAMPLE: usize = 20;

/// One mutated document.
struct Mutant {
    seed: u64,
    /// What was done to the document.
    kinds: Vec<&'static str>,
    name: &'static str,
    bytes: Vec<u8>,
    overlay: Option<Vec<u8>>,
    config: Vec<u8>,
}

/// What came of one.
struct Outcome {
    seed: u64,
    kinds: Vec<&'static str>,
    time: Duration,
    /// The output, or how many diagnostics there are; or what went wrong.
    result: Result<Result<Output, usize>, String>,
}

impl Mutant {
    /// Makes one. Walking what is nested deep takes more stack here than the generator may have.
    fn new(seed: u64, originals: &Originals) -> Self {
        thread::scope(|scope| {
            let thread = thread::Builder::new().stack_size(64 << 20);
            let made = thread.spawn_scoped(scope, || Self::made(seed, originals));
            made.unwrap().join().unwrap()
        })
    }

    fn made(seed: u64, originals: &Originals) -> Self {
        let mut random = Random::new(seed);
        let is_whole = random.one_in(100);
        let mut document = match is_whole {
            true => originals.document.clone(),
            false => originals.cuts[random.pick(&originals.resources)].clone(),
        };
        let mut kinds = Vec::new();
        let is_text = random.one_in(3);
        if !is_text {
            for _ in 0..=random.below(2) {
                let (kind, mutate) = random.pick(tree::ALL);
                mutate(&mut document, &mut random);
                kinds.push(*kind);
            }
        }
        let (name, text) = match random.below(4) {
            0 => ("document.json", serde_json::to_string_pretty(&document)),
            1 => ("document.json", serde_json::to_string(&document)),
            _ => ("document.yaml", Ok(text::yaml(&document))),
        };
        let mut bytes = text.unwrap().into_bytes();
        if is_text {
            for _ in 0..=random.below(3) {
                let (kind, mutate) = random.pick(text::ALL);
                mutate(&mut bytes, &mut random);
                kinds.push(*kind);
            }
        }
        let own = format!("[package]\nname = \"mutant-{seed}\"\n").into_bytes();
        Self {
            seed,
            kinds,
            name,
            bytes,
            overlay: is_whole.then(|| originals.overlay.clone()),
            config: if is_whole {
                originals.config.clone()
            } else {
                own
            },
        }
    }

    fn run(self, parsed: &Parsed) -> Outcome {
        let start = ThreadTime::now();
        let (seed, kinds) = (self.seed, self.kinds.clone());
        let result = self.verdict(parsed);
        Outcome {
            seed,
            kinds,
            time: start.elapsed(),
            result,
        }
    }

    fn verdict(self, parsed: &Parsed) -> Result<Result<Output, usize>, String> {
        let options = Options {
            skip_unsupported: self.seed.is_multiple_of(4),
        };
        let inputs = Inputs::from_bytes(
            (self.name.to_owned(), self.bytes),
            self.overlay.map(|bytes| ("overlay.yaml".to_owned(), bytes)),
            Some(("config.toml".to_owned(), self.config)),
        );
        match inputs.and_then(|inputs| generate_with(&inputs, options)) {
            Ok(generated) => {
                has_places(&generated.warnings)?;
                for (path, text) in &generated.output.files {
                    if path.ends_with(".rs")
                        && parsed.is_new(text)
                        && let Err(error) = syn::parse_file(text)
                    {
                        return Err(format!("{path} is no Rust: {error}"));
                    }
                }
                Ok(Ok(generated.output))
            }
            Err(report) if !report.has_errors() => Err("a report without an error".to_owned()),
            Err(report) => {
                has_places(&report)?;
                Ok(Err(report.diagnostics().len()))
            }
        }
    }
}

/// The files that were parsed already: many mutations leave most of them as they are.
#[derive(Default)]
struct Parsed(Mutex<BTreeSet<u64>>);

impl Parsed {
    fn is_new(&self, text: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        self.0.lock().unwrap().insert(hasher.finish())
    }
}

/// Whether each diagnostic names a place in the text, and can be printed.
fn has_places(report: &Report) -> Result<(), String> {
    for located in report.iter() {
        let (diagnostic, span) = (located.diagnostic, located.span);
        let end = span.offset + span.len;
        if located.text.get(span.offset..end).is_none() || span.line == 0 || span.column == 0 {
            return Err(format!("a place outside of the text: {located}"));
        }
        // The root is the place of what it lacks, and of nothing else.
        let is_of_root = diagnostic.file != File::Document
            || [
                "expected a mapping",
                "must have",
                "names no server",
                "is empty",
            ]
            .iter()
            .any(|part| diagnostic.message.contains(part));
        if diagnostic.pointer.is_root() && diagnostic.position.is_none() && !is_of_root {
            return Err(format!("no place: {located}"));
        }
        let text = located.to_string();
        if text.len() > 10_000 {
            return Err(format!("{} bytes of text", text.len()));
        }
    }
    Ok(())
}

/// What is mutated.
struct Originals {
    document: Value,
    /// The resource of each path.
    resources: Vec<String>,
    /// The document cut to each resource.
    cuts: BTreeMap<String, Value>,
    overlay: Vec<u8>,
    config: Vec<u8>,
}

impl Originals {
    fn read() -> Self {
        let inputs = acceptance::trusthub().unwrap();
        let document = load::value(&inputs.document, File::Document).unwrap();
        let resources = tree::resources(&document);
        let names: BTreeSet<_> = resources.iter().cloned().collect();
        Self {
            cuts: names
                .into_iter()
                .map(|name| (name.clone(), tree::cut(&document, &name)))
                .collect(),
            resources,
            document,
            overlay: inputs.overlay.unwrap().text.into_bytes(),
            config: inputs.config.unwrap().text.into_bytes(),
        }
    }
}

/// Runs the mutations with these seeds, on all processors.
#[expect(clippy::print_stdout, reason = "the process ends there")]
fn run(seeds: std::ops::Range<u64>) -> Vec<Outcome> {
    let originals = Originals::read();
    let parsed = Parsed::default();
    let next = AtomicU64::new(seeds.start);
    let (sender, outcomes) = mpsc::channel();
    let threads = thread::available_parallelism().map_or(2, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, originals, parsed) = (&next, &originals, &parsed);
            let end = seeds.end;
            scope.spawn(move || {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= end {
                        break;
                    }
                    let mutant = Mutant::new(seed, originals);
                    // A thread of its own, whose name is printed when its stack overflows.
                    let mutation = thread::Builder::new()
                        .name(format!("mutation {seed}"))
                        .spawn_scoped(scope, move || mutant.run(parsed))
                        .unwrap();
                    let outcome = mutation.join().unwrap_or_else(|_| Outcome {
                        seed,
                        kinds: Mutant::new(seed, originals).kinds,
                        time: Duration::ZERO,
                        result: Err("it panics".to_owned()),
                    });
                    if sender.send(outcome).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let mut all = Vec::new();
        loop {
            match outcomes.recv_timeout(HANG) {
                Ok(outcome) => all.push(outcome),
                Err(mpsc::RecvTimeoutError::Disconnected) => return all,
                Err(mpsc::RecvTimeoutError::Timeout) => {
                    // The threads can't be stopped, so the process is.
                    let done: Vec<_> = all.iter().map(|outcome| outcome.seed).collect();
                    let started = seeds.start..next.load(Ordering::Relaxed).min(seeds.end);
                    let hanging: Vec<_> = started.filter(|seed| !done.contains(seed)).collect();
                    println!("these mutations hang: {hanging:?}");
                    std::process::exit(101);
                }
            }
        }
    })
}

#[test]
fn each_mutation_ends_well() {
    if let Some(seed) = std::env::var_os("MUTATION_SEED") {
        return show(seed.to_str().unwrap().parse().unwrap());
    }
    let outcomes = run(0..COUNT);
    let mut problems = Vec::new();
    let mut tally: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut sample = Vec::new();
    let mut slowest = (Duration::ZERO, 0);
    let mut all = Duration::ZERO;
    for outcome in outcomes {
        let Outcome {
            seed,
            kinds,
            time,
            result,
        } = outcome;
        slowest = slowest.max((time, seed));
        all += time;
        if time > TIME {
            problems.push(format!("{seed} ({kinds:?}): it takes {time:?}"));
        }
        let is_taken = matches!(result, Ok(Ok(_)));
        for kind in kinds.iter().copied() {
            let (taken, refused) = tally.entry(kind).or_default();
            *(if is_taken { taken } else { refused }) += 1;
        }
        match result {
            Ok(Ok(output)) => sample.extend(is_sampled(&output, seed).then_some((seed, output))),
            Ok(Err(_)) => {}
            Err(problem) => problems.push(format!("{seed} ({kinds:?}): {problem}")),
        }
    }
    for (kind, (taken, refused)) in tally {
        println!("{kind}: {taken} times Rust, {refused} times diagnostics");
    }
    println!(
        "{all:.1?} of the processor, {:.1?} for the slowest ({}); peak of memory: {} KiB",
        slowest.0,
        slowest.1,
        peak()
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(peak() < MEMORY, "{} KiB of memory", peak());
    sample.sort_by_key(|(seed, _)| *seed);
    compile(sample);
}

/// Whether an output may be compiled: with a package name of its own, and one in 25, because all of them are much to keep.
fn is_sampled(output: &Output, seed: u64) -> bool {
    seed.is_multiple_of(25) && output.files["Cargo.toml"].contains("\"mutant-")
}

/// Compiles some of what was generated, of all kinds of mutations.
fn compile(outputs: Vec<(u64, Output)>) {
    let step = (outputs.len() / SAMPLE).max(1);
    let outputs = outputs.into_iter().step_by(step);
    let outputs = outputs.map(|(seed, output)| (format!("mutant-{seed}"), output));
    compiles(
        "mutation",
        outputs.collect(),
        &["check", "--features", "dynamic"],
    );
}

/// Prints what becomes of one mutation.
#[expect(clippy::print_stdout, reason = "it is what was asked for")]
fn show(seed: u64) {
    let originals = Originals::read();
    let mutant = Mutant::new(seed, &originals);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mutant");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(mutant.name);
    fs::write(&path, &mutant.bytes).unwrap();
    println!("{seed} ({:?}): {}", mutant.kinds, path.display());
    let inputs = Inputs::from_bytes(
        (mutant.name.to_owned(), mutant.bytes.clone()),
        mutant
            .overlay
            .clone()
            .map(|bytes| ("overlay.yaml".to_owned(), bytes)),
        Some(("config.toml".to_owned(), mutant.config.clone())),
    );
    match inputs.and_then(|inputs| openapi_client_codegen::generate(&inputs)) {
        Ok(generated) => println!(
            "{} files\n{}",
            generated.output.files.len(),
            generated.warnings
        ),
        Err(report) => println!("{report}"),
    }
    let outcome = mutant.run(&Parsed::default());
    println!(
        "{:?} {:?}",
        outcome.time,
        outcome.result.as_ref().map(|result| result.is_ok())
    );
    if let Ok(Ok(output)) = outcome.result
        && output.files["Cargo.toml"].contains("\"mutant-")
    {
        compile(vec![(seed, output)]);
    }
}

/// The most memory that the process has had, in KiB; nothing where the system does not tell.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}
