//! The compiler as the referee of what a change is said to mean for Rust: programs that use every public item of one version
//! of a crate compile with another version exactly when the change is not major.

mod caught;
mod expanded;
mod program;
mod rules;
mod scope;
mod semver;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use openapi_client_codegen::output::Output;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::surface::FILE;
use openapi_client_codegen::{Lowered, files, model};
use openapi_client_review::diff::{Change as DiffChange, ChangeKind, Diff, Rust, diff};
use openapi_client_review::release::{Change, compare, verdict};

use crate::fixtures;
use program::Program;
use workspace::{Found, Workspace};

/// The places of an old and of a new version.
type Pair = (usize, usize);

/// One version of a crate, with the program that uses it.
struct Version {
    name: String,
    lowered: Lowered,
    output: Output,
    program: Program,
}

impl Version {
    fn of(name: &str, inputs: &Inputs) -> Self {
        let lowered = model(inputs).unwrap();
        let output = files(&lowered, inputs).unwrap();
        Self {
            name: name.to_owned(),
            program: Program::of(&output),
            lowered,
            output,
        }
    }

    fn surface(&self) -> &str {
        &self.output.files[FILE]
    }
}

/// A step between two versions, and what everybody says about it.
struct Step<'v> {
    old: &'v Version,
    new: &'v Version,
    diff: Diff,
    changes: Vec<Change>,
    found: Found,
}

/// Asks all about the steps from the first version of each pair to the second one, and about those back: they come second.
fn steps<'v>(folder: &str, versions: &'v [Version], pairs: &[Pair]) -> Vec<Step<'v>> {
    let crates = versions
        .iter()
        .map(|version| (&version.output, &version.program));
    let crates: Vec<_> = crates.collect();
    let back = pairs.iter().map(|(old, new)| (*new, *old));
    let pairs: Vec<_> = pairs.iter().copied().chain(back).collect();
    let found = compile(folder, &crates, &pairs);
    let step = |(pair, found): (&Pair, Found)| {
        let (old, new) = (&versions[pair.0], &versions[pair.1]);
        Step {
            old,
            new,
            diff: diff(&old.lowered, &new.lowered),
            changes: compare(old.surface(), new.surface()),
            found,
        }
    };
    pairs.iter().zip(found).map(step).collect()
}

/// Compiles the program of the first crate of each pair with the second one; panics unless it compiles with its own.
fn compile(folder: &str, crates: &[(&Output, &Program)], pairs: &[Pair]) -> Vec<Found> {
    let mut workspace = Workspace::new(folder);
    let used: BTreeSet<usize> = pairs.iter().flat_map(|(old, new)| [*old, *new]).collect();
    for index in &used {
        workspace.package(&format!("{folder}-{index}"), crates[*index].0);
    }
    let name = |(old, new): Pair| format!("{folder}-{old}-with-{new}");
    let own = used.iter().map(|index| (*index, *index));
    let all: BTreeSet<Pair> = own.chain(pairs.iter().copied()).collect();
    let mut programs = BTreeMap::new();
    for (old, new) in all {
        let program = crates[old].1;
        workspace.program(&name((old, new)), program, &format!("{folder}-{new}"));
        programs.insert(name((old, new)), program);
    }
    let mut found = workspace.check(&programs);
    for index in used {
        let found = &found[&name((index, index))];
        assert!(found.is_fine(), "program {index} is wrong: {found:#?}");
    }
    let found = |pair: &Pair| found.remove(&name(*pair)).unwrap();
    pairs.iter().map(found).collect()
}

impl Step<'_> {
    /// What does not agree.
    fn problems(&self) -> Vec<String> {
        let mut problems = disagreements(&self.changes, &self.found);
        if (self.diff.rust == Rust::Major) == self.found.is_fine_without_examples() {
            problems.push(format!("the diff says {}", self.diff.rust));
        }
        let names = self.names();
        let problems = problems.iter().map(|problem| format!("{names}: {problem}"));
        problems.collect()
    }

    /// Nothing is new exactly when the way back loses nothing; but for deprecations, which no program feels.
    fn novelty(&self, back: &Self) -> Option<String> {
        let mut changes = self.diff.changes.iter();
        let is_minor = |change: &DiffChange| {
            change.rust == Rust::Minor && change.kind != ChangeKind::DeprecationChanged
        };
        let is_wrong = self.found.is_fine_without_examples()
            && changes.any(is_minor) == back.found.is_fine_without_examples();
        is_wrong.then(|| format!("{}: the diff says {}", self.names(), self.diff.rust))
    }

    fn names(&self) -> String {
        format!("{} -> {}", self.old.name, self.new.name)
    }

    fn row(&self) -> String {
        let first = self.found.broken.iter().next();
        let told = first.map_or_else(
            || "compiles".to_owned(),
            |(path, error)| format!("{} items, first {path}: {error}", self.found.broken.len()),
        );
        let (names, count) = (self.names(), self.diff.changes.len());
        let (diff, surface) = (self.diff.rust, verdict(&self.changes));
        format!("| {names} | {count} | {diff} | {surface} | {told} |")
    }
}

/// What the compiler does not say of the surface's changes, item by item.
fn disagreements(changes: &[Change], found: &Found) -> Vec<String> {
    let mut problems = found.others.clone();
    let surface = verdict(changes);
    if (surface == Rust::Major) == found.is_fine() {
        problems.push(format!("the surface says {surface}"));
    }
    let majors = changes
        .iter()
        .filter(|change| change.verdict == Rust::Major);
    let majors: BTreeSet<&str> = majors.filter_map(touched).collect();
    let broken: BTreeSet<&str> = found.broken.keys().map(String::as_str).collect();
    for path in majors.difference(&broken) {
        problems.push(format!("{path} compiles, but is said to be major"));
    }
    // Who makes a struct or matches on an enumeration names its members, too.
    let is_of_major = |path: &&&str| {
        let mut majors = majors.iter();
        majors.any(|major| {
            major
                .rsplit_once("::")
                .is_some_and(|(owner, _)| owner == **path)
        })
    };
    for path in broken.difference(&majors).filter(|path| !is_of_major(path)) {
        let error = &found.broken[*path];
        problems.push(format!("{path} is not said to be major: {error}"));
    }
    problems
}

/// The item of the old surface that a change is felt at; none for features, which only manifests name.
fn touched(change: &Change) -> Option<&str> {
    match &change.old {
        _ if change.path.starts_with('[') => None,
        Some(_) => Some(&change.path),
        // A new member of a type that callers make or match.
        None => change.path.rsplit_once("::").map(|(owner, _)| owner),
    }
}

/// The versions of the history, if there are any, and the pairs of neighbours that differ in Rust.
fn history() -> Option<(Vec<Version>, Vec<Pair>)> {
    let versions = super::diff::history::versions()?;
    let versions = versions.iter();
    let versions: Vec<_> = versions
        .map(|(name, inputs)| Version::of(name, inputs))
        .collect();
    let is_changed = |pair: &Pair| {
        let (old, new) = (&versions[pair.0], &versions[pair.1]);
        let surface = |version: &Version| version.output.surface.text();
        surface(old) != surface(new) || diff(&old.lowered, &new.lowered).rust != Rust::None
    };
    let pairs = (1..versions.len()).map(|new| (new - 1, new));
    let pairs: Vec<_> = pairs.filter(is_changed).collect();
    Some((versions, pairs))
}

/// What `api.txt` says of a crate is true: the program that relies on each of its lines compiles.
fn assert_true(folder: &str, all: impl Iterator<Item = Inputs>) {
    let versions = all.map(|inputs| Version::of(&inputs.document.name, &inputs));
    let versions: Vec<_> = versions.collect();
    let crates = versions
        .iter()
        .map(|version| (&version.output, &version.program));
    let crates: Vec<_> = crates.collect();
    for (output, program) in &crates {
        for path in output.surface.items.keys() {
            let is_touched = program.lines.values().any(|line| line == path);
            // Only manifests name features.
            assert!(is_touched != path.starts_with('['), "{path}");
        }
    }
    let pairs: Vec<Pair> = (0..crates.len()).map(|index| (index, index)).collect();
    let found = compile(folder, &crates, &pairs);
    assert!(found.iter().all(Found::is_fine));
}

#[test]
fn each_line_of_a_surface_is_true() {
    let fixtures = fixtures::cases(fixtures::FOLDER);
    let inputs = fixtures.iter().map(|case| fixtures::inputs(case));
    let trusthub = acceptance::trusthub().unwrap();
    assert_true("surfaces", inputs.chain([trusthub]));
}

#[test]
#[ignore = "takes minutes, and needs Twilio's documents in TWILIO_OAI_DIR"]
fn each_line_of_the_surface_of_each_document_is_true() {
    let Some(folder) = std::env::var_os("TWILIO_OAI_DIR") else {
        println!("skipped: TWILIO_OAI_DIR is not set to a folder of Twilio's documents");
        return;
    };
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "json"));
    let inputs = files.map(|path| Inputs {
        document: Source::new("a.json", std::fs::read_to_string(path).unwrap()),
        ..Inputs::default()
    });
    assert_true("documents", inputs);
}

#[test]
fn the_compiler_agrees_with_each_verdict_of_the_history() {
    let Some((versions, pairs)) = history() else {
        println!(
            "skipped: TWILIO_HISTORY_DIR is not set to a folder of versions of Twilio's TrustHub document"
        );
        return;
    };
    let steps = steps("history", &versions, &pairs);
    println!("{}", table(&steps));
    assert_agreed(&steps);
}

fn table(steps: &[Step<'_>]) -> String {
    let rows = steps.iter().map(|step| step.row() + "\n");
    let head = "| step | changes | diff | release-check | rustc |\n|---|---|---|---|---|\n";
    head.to_owned() + &rows.collect::<String>()
}

/// Panics unless all agree on all steps.
fn assert_agreed(steps: &[Step<'_>]) {
    let mut problems: Vec<_> = steps.iter().flat_map(Step::problems).collect();
    let (forth, back) = steps.split_at(steps.len() / 2);
    for (one, other) in forth.iter().zip(back) {
        problems.extend(
            [one.novelty(other), other.novelty(one)]
                .into_iter()
                .flatten(),
        );
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
