//! Crates with a hostile text in every position at once are compiled, linted, tested and documented like any other; only their
//! own examples run, and a browser takes none of the documentation for markup.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::diagnostic::Code;
use openapi_client_codegen::generate;
use openapi_client_codegen::output::Output;
use serde_json::Value;

use super::{
    base, changed, compiled_blocks, header, is_thorough, parsed, positions, read_markdown, texts,
    with,
};
use crate::{browser, compile};

/// How many crates are made, each with other texts in the positions; all of them with `HOSTILE_TEXTS=all`.
fn crates() -> usize {
    if is_thorough() { 3 } else { 1 }
}

/// This many pages are looked at, and all that could be taken over.
const SHOWN: usize = 4;

/// Texts longer than this make nothing but long lines.
const LENGTH: usize = 1_000;

/// The crate of the document with a text in each position that takes one, and how many positions that are.
fn hostile(name: &str, round: usize) -> (Output, usize) {
    let mut base = base();
    let config = base.config.as_mut().unwrap();
    config.text = config.text.replace("\"lamps\"", &format!("\"{name}\""));
    let mut document = parsed(&base.document);
    let mut found = Vec::new();
    positions(&document, &mut Vec::new(), &mut found);
    // Without these, the document is good all the same, and what is below them is lost.
    let is_kept = |part: &String| part == "operationId" || part == "servers";
    found.retain(|position| !(position.is_key && position.parts.last().is_some_and(is_kept)));
    // A key is renamed after all that is below it.
    found.reverse();
    let mut texts = texts();
    texts.retain(|text| text.len() <= LENGTH);
    let made = |document: &Value| {
        let text = serde_json::to_string(document).unwrap();
        let generated = generate(&changed(&base, 0, text)).ok()?;
        // What is below a key without a meaning is lost.
        let mut warnings = generated.warnings.diagnostics().iter();
        let is_whole = warnings.all(|warning| warning.code != Code::UnknownKey);
        is_whole.then_some(generated)
    };
    let mut count = 0;
    // Many at once, and fewer where one of them is refused.
    let mut left = vec![(0, found.len())];
    while let Some((start, end)) = left.pop() {
        let mut candidate = document.clone();
        for (index, position) in found.iter().enumerate().take(end).skip(start) {
            let text = &texts[(index + round * 7) % texts.len()];
            candidate = with(&candidate, position, text, index.is_multiple_of(2));
        }
        if made(&candidate).is_some() {
            document = candidate;
            count += end - start;
        } else if end - start > 1 {
            let middle = usize::midpoint(start, end);
            left.extend([(middle, end), (start, middle)]);
        }
    }
    (made(&document).unwrap().output, count)
}

/// How many tests ran.
fn tests(printed: &str) -> usize {
    let results = printed
        .lines()
        .filter_map(|line| line.strip_prefix("test result: ")?.split_once(". "));
    let counts = results.flat_map(|(_, counts)| {
        let counts = counts.split("; ").take(2);
        counts.filter_map(|count| count.split(' ').next()?.parse::<usize>().ok())
    });
    counts.sum()
}

/// Runs the tests of a workspace, of which there must be as many as are ours.
fn run_tests(workspace: &Path, features: &[&str], ours: usize) {
    let printed = compile::cargo(workspace, &[&["test", "--no-fail-fast"], features].concat());
    let error = String::from_utf8_lossy(&printed.stderr);
    let printed = String::from_utf8_lossy(&printed.stdout);
    assert_eq!(tests(&printed), ours, "{printed}{error}");
    // An example does not know the new name of a property.
    let mut failed = printed.lines().filter(|line| line.ends_with(" ... FAILED"));
    assert!(
        failed.all(|line| line.ends_with("_its_examples ... FAILED")),
        "{printed}"
    );
}

#[test]
fn crates_of_hostile_documents_are_like_others() {
    let names: Vec<_> = (0..crates())
        .map(|round| format!("hostile-{round}"))
        .collect();
    let mut crates = Vec::new();
    let mut ours = 0;
    for (round, name) in names.iter().enumerate() {
        let (output, count) = hostile(name, round);
        println!("{name}: {count} positions have a hostile text");
        assert!(count > 150, "{count}");
        ours += compiled_blocks(&output).unwrap();
        // Those do not count it, as not each document has it.
        ours += read_markdown(&header(&output.files["src/testing.rs"])).unwrap();
        let rust = output
            .files
            .iter()
            .filter(|(path, _)| path.starts_with("tests/") && path.ends_with(".rs"));
        ours += rust
            .map(|(_, text)| text.matches("test]\n").count())
            .sum::<usize>();
        crates.push((name.clone(), output));
    }
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    compile::write(&workspace, crates);
    let features = ["--features", "dynamic,testing"];
    let run = |command: &[&str], rest: &[&str]| {
        compile::run(&workspace, &[command, &features, rest].concat())
    };
    run(&["clippy", "--all-targets"], &["--", "-D", "warnings"]);
    run_tests(&workspace, &features, ours);
    run(&["doc", "--no-deps"], &[]);
    if !browser::is_there() {
        println!("skipped: there is no chromium to look at the documentation with");
        return;
    }
    let profile = workspace.join("profile");
    let mut pages = Vec::new();
    for name in &names {
        collect(
            &compile::target().join("doc").join(name.replace('-', "_")),
            &mut pages,
        );
    }
    assert!(!pages.is_empty());
    for page in pages {
        let address = format!("file://{}", page.display());
        let (dom, _) = browser::visit(&profile, &address, &["--dump-dom"]);
        assert!(!dom.contains("data-taken=\"1\""), "{address}");
    }
}

/// The pages below a folder that show the markup, as far as they are not like others, and all that could take it for markup.
fn collect(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, pages);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            let text = fs::read_to_string(&path).unwrap();
            let is_taken = text.contains("<img src=x") || text.contains("<script>document");
            if is_taken || (text.contains("data-taken") && pages.len() < SHOWN) {
                pages.push(path);
            }
        }
    }
}
