//! Another referee: `cargo semver-checks`, which knows the items of two crates and not all of their types.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_client_review::diff::{Rust, diff};
use openapi_client_review::release::{Change, compare};

use super::workspace::packaged;
use super::{Version, history};

/// Writes the package of a version, on its own.
fn written(version: &Version) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver");
    let folder = folder.join(&version.name);
    let mut output = packaged(&version.output);
    let manifest = output.files.get_mut("Cargo.toml").unwrap();
    manifest.push_str("\n[workspace]\n");
    output.write(&folder).unwrap();
    let lock = acceptance::root().join("Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

/// The names of the rules that a new version breaks, if it is to be a minor one.
fn broken_rules(old: &Path, new: &Path) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("semver/target");
    let output = Command::new(cargo)
        .args(["semver-checks", "check-release", "--release-type", "minor"])
        .args(["--only-explicit-features", "--features", "dynamic"])
        .arg("--manifest-path")
        .arg(new.join("Cargo.toml"))
        .arg("--baseline-root")
        .arg(old)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_NET_OFFLINE", "true")
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines();
    let rules = lines.filter_map(|line| line.strip_prefix("--- failure ")?.split_once(':'));
    let rules: BTreeSet<_> = rules.map(|(rule, _)| rule.to_owned()).collect();
    assert!(
        output.status.success() == rules.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    rules
}

#[test]
#[ignore = "takes minutes, and needs `cargo semver-checks`"]
fn semver_checks_sees_what_is_gone_and_nothing_else() {
    let Some((versions, pairs)) = history() else {
        println!("skipped: TWILIO_HISTORY_DIR is not set");
        return;
    };
    let back = pairs.iter().map(|(old, new)| (*new, *old));
    let mut problems = Vec::new();
    println!("| step | diff | cargo semver-checks |\n|---|---|---|");
    for (old, new) in pairs.iter().copied().chain(back) {
        let (old, new) = (&versions[old], &versions[new]);
        let rules = broken_rules(&written(old), &written(new));
        let verdict = diff(&old.lowered, &new.lowered).rust;
        let names = format!("{} -> {}", old.name, new.name);
        let rules: Vec<_> = rules.iter().map(String::as_str).collect();
        let told = match (rules.is_empty(), verdict) {
            (false, _) => rules.join(", "),
            (true, Rust::Major) => "nothing: only types are others".to_owned(),
            (true, _) => "nothing".to_owned(),
        };
        println!("| {names} | {verdict} | {told} |");
        let changes = compare(old.surface(), new.surface());
        let is_gone = |change: &Change| change.new.is_none();
        if !rules.is_empty() && verdict != Rust::Major
            || rules.is_empty() && changes.iter().any(is_gone)
        {
            problems.push(format!("{names}: {verdict}, but {told}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
