//! Drafts of the changelog: on documents that are made up, and over Twilio's own history where there is a copy.

use std::collections::BTreeSet;
use std::fs;

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Lowered, model};
use openapi_client_review::diff::changelog::Item;
use openapi_client_review::diff::{ChangeKind, Diff, Rust, diff};

use super::history::versions;

/// The sections of Keep a Changelog, in the order in which drafts have them.
const SECTIONS: [&str; 5] = ["Added", "Changed", "Deprecated", "Removed", "Security"];

#[test]
fn each_kind_of_change_has_its_sentence() {
    let folder = acceptance::root().join("tests/fixtures-changes");
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let [old, new] = ["old.yaml", "new.yaml"].map(|file| {
            let text = fs::read_to_string(case.join(file)).unwrap();
            let document = Source::new(format!("{name}/{file}"), text);
            let inputs = Inputs {
                document,
                ..Inputs::default()
            };
            model(&inputs).unwrap_or_else(|report| panic!("{report}"))
        });
        let diff = diff(&old, &new);
        let draft = diff.changelog(&old, &new);
        let problems = problems(&diff, &old, &new);
        assert!(
            problems.is_empty(),
            "{name}: {}\n{draft}",
            problems.join("\n")
        );
        insta::with_settings!({snapshot_path => &case, prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!("changelog.md", draft);
        });
    }
}

#[test]
fn each_step_of_the_history_has_its_entries() {
    let Some(versions) = versions() else {
        println!(
            "skipped: TWILIO_HISTORY_DIR is not set to a folder of versions of Twilio's TrustHub document"
        );
        return;
    };
    let mut found = Vec::new();
    let mut entries = 0;
    for pair in versions.windows(2) {
        let (old, new) = (model(&pair[0].1).unwrap(), model(&pair[1].1).unwrap());
        let diff = diff(&old, &new);
        entries += diff.changelog_items(&old, &new).len();
        let problems = problems(&diff, &old, &new);
        found.extend(
            problems
                .iter()
                .map(|problem| format!("{}: {problem}", pair[1].0)),
        );
    }
    println!("{entries} entries in {} drafts", versions.len() - 1);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// What is wrong with a draft.
fn problems(diff: &Diff, old: &Lowered, new: &Lowered) -> Vec<String> {
    let items = diff.changelog_items(old, new);
    let text = diff.changelog(old, new);
    let mut problems = headings(&text, &items);
    for (index, change) in diff.changes.iter().enumerate() {
        let about: Vec<_> = items
            .iter()
            .filter(|item| item.changes.contains(&index))
            .collect();
        let what = format!("{} {}", change.kind.text(), change.subject);
        let also = matches!(
            change.kind,
            ChangeKind::SecurityChanged
                | ChangeKind::SensitivityChanged
                | ChangeKind::DeprecationChanged
        );
        match about.as_slice() {
            [] if change.is_felt() => problems.push(format!("{what} has no entry")),
            [] => {}
            [item] => {
                if !change.is_felt() && !also {
                    problems.push(format!("{what} is told, and nobody feels it"));
                }
                if change.rust == Rust::Major && item.migration.is_none() {
                    problems.push(format!("{what} has no migration"));
                }
                let alone = alone(diff, index).changelog_items(old, new);
                let alone = alone.iter().find(|item| item.changes.contains(&0)).unwrap();
                problems.extend(untold(alone, item).map(|name| format!("{what}: no {name}")));
            }
            _ => problems.push(format!("{what} has {} entries", about.len())),
        }
    }
    for item in &items {
        let is_marked = item.text.starts_with("**Breaking");
        if is_marked != item.migration.is_some() {
            problems.push(format!("mark and migration: {item:?}"));
        }
        problems.extend(inner_names(item));
    }
    problems
}

/// A change with those that say what its whole was called.
fn alone(diff: &Diff, index: usize) -> Diff {
    let mut changes = vec![diff.changes[index].clone()];
    let is_name = |kind| matches!(kind, ChangeKind::OperationRenamed | ChangeKind::TypeRenamed);
    let names = diff.changes.iter().filter(|change| is_name(change.kind));
    changes.extend(names.cloned());
    Diff {
        changes,
        notes: Vec::new(),
        ..*diff
    }
}

/// What of the entry of a change alone is not in the entry that it is a part of.
fn untold(alone: &Item, item: &Item) -> impl Iterator<Item = String> {
    let is_cut = item.text.contains(" others ") || item.text.contains("All ");
    let names = codes(&item.text);
    let alone = codes(&alone.text).into_iter();
    alone.filter(move |name| !is_cut && !names.contains(name))
}

/// What stands in a text as code.
fn codes(text: &str) -> BTreeSet<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Headings that are not those of Keep a Changelog, without entries, or in another order; and what is no entry.
fn headings(text: &str, items: &[Item]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut lines = text.lines();
    if lines.next() != Some("## [Unreleased]") {
        problems.push("the first heading".to_owned());
    }
    let found: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("### "))
        .collect();
    let wanted: Vec<&str> = SECTIONS
        .into_iter()
        .filter(|section| items.iter().any(|item| item.section == *section))
        .collect();
    if found != wanted {
        problems.push(format!("the headings are {found:?}"));
    }
    let entries = text.lines().filter(|line| line.starts_with("- ")).count();
    if entries != items.len() {
        problems.push(format!("{entries} of {} entries", items.len()));
    }
    if items.is_empty() != text.contains("Nothing changes for users") {
        problems.push("a draft without entries says so".to_owned());
    }
    for line in text.lines() {
        let is_known = line.is_empty()
            || ["- ", "  ", "#", "Nothing "]
                .iter()
                .any(|start| line.starts_with(start));
        if !is_known || (line.chars().count() > 120 && line.matches('`').count() != 2) {
            problems.push(format!("a line: {line}"));
        }
    }
    // The entries of a resource stand together.
    for section in SECTIONS {
        let items = items.iter().filter(|item| item.section == section);
        let mut resources: Vec<String> = items.filter_map(resource).collect();
        resources.dedup();
        let count = resources.len();
        resources.sort();
        resources.dedup();
        if resources.len() < count {
            problems.push(format!("{section}: a resource is told of in two places"));
        }
    }
    problems
}

/// The resource that an entry begins with.
fn resource(item: &Item) -> Option<String> {
    let name = item.text.split('`').nth(1)?;
    let end = name.find(|char: char| !char.is_alphanumeric() && char != '_');
    Some(name[..end.unwrap_or(name.len())].to_owned())
}

/// What nobody outside the generator knows: pointers, names of its types, placeholders.
fn inner_names(item: &Item) -> Vec<String> {
    let text = format!("{} {}", item.text, item.migration.as_deref().unwrap_or(""));
    let text = text.trim_end();
    let inner = [
        "#/",
        "/components/",
        "/paths/",
        "Some(",
        "None)",
        "Ty::",
        "{s}",
        "{o}",
        "{it}",
        "``",
        "WireName",
        "Pointer",
        "nothing",
        " ,",
        " .",
        "..)` of `",
    ];
    let found = inner.iter().filter(|inner| text.contains(*inner));
    let mut problems: Vec<_> = found.map(|inner| format!("`{inner}` in: {text}")).collect();
    if !text.ends_with('.') {
        problems.push(format!("no sentence: {text}"));
    }
    problems
}
