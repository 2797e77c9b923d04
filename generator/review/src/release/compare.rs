//! What the change of a surface asks of the version, by [Cargo's rules](https://doc.rust-lang.org/cargo/reference/semver.html).

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Serialize;

use crate::diff::Rust;
use crate::diff::render::count;

/// An item that is new, gone or another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The item's path.
    pub path: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
    /// What it asks of the version.
    #[serde(rename = "rust")]
    pub verdict: Rust,
    /// Why.
    pub reason: &'static str,
}

/// The changes by verdict and reason, the worst first: `-` is a line of the old surface, `+` one of the new.
pub fn listing(changes: &[Change]) -> String {
    let mut groups: BTreeMap<_, Vec<&Change>> = BTreeMap::new();
    for change in changes {
        let group = groups.entry((Reverse(change.verdict), change.reason));
        group.or_default().push(change);
    }
    let mut text = String::new();
    for ((Reverse(verdict), reason), changes) in groups {
        let _ = writeln!(
            text,
            "{verdict}: {reason} ({})",
            count(changes.len(), "item")
        );
        for Change { path, old, new, .. } in changes {
            for (sign, item) in [('-', old), ('+', new)] {
                let Some(item) = item else { continue };
                let _ = writeln!(text, "  {sign} {path}: {item}");
            }
        }
    }
    text
}

/// Compares two texts of [`FILE`](openapi_client_codegen::surface::FILE); comments and empty lines don't count.
pub fn compare(old: &str, new: &str) -> Vec<Change> {
    let (olds, news) = (items(old), items(new));
    let paths: BTreeSet<&str> = olds.keys().chain(news.keys()).copied().collect();
    let mut changes = Vec::new();
    for path in paths {
        let (old, new) = (olds.get(path).copied(), news.get(path).copied());
        let found = match (old, new) {
            (Some(old), Some(new)) if old == new => continue,
            (Some(old), Some(new)) => changed(old, new),
            (Some(_), None) => (Rust::Major, "code that names it does not compile"),
            (None, _) => added(path, &olds, &news),
        };
        changes.push(Change {
            path: path.to_owned(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            verdict: found.0,
            reason: found.1,
        });
    }
    changes
}

/// The worst verdict.
pub fn verdict(changes: &[Change]) -> Rust {
    changes
        .iter()
        .map(|change| change.verdict)
        .max()
        .unwrap_or_default()
}

/// The next version after `old` that `verdict` asks for: the first number that is not 0 is that of breaking changes.
///
/// `None` if `old` is no version of three numbers.
pub fn next_version(old: &str, verdict: Rust) -> Option<String> {
    let [major, minor, patch] = numbers(old)?;
    let next = match verdict {
        Rust::None => [major, minor, patch],
        Rust::Major if major > 0 => [major + 1, 0, 0],
        Rust::Major if minor > 0 => [0, minor + 1, 0],
        Rust::Minor if major > 0 => [major, minor + 1, 0],
        Rust::Major | Rust::Minor | Rust::Patch => [major, minor, patch + 1],
    };
    let [major, minor, patch] = next;
    Some(format!("{major}.{minor}.{patch}"))
}

/// Whether the version `new` is at least `least`; `None` if one of them is no version of three numbers.
pub(super) fn is_enough(new: &str, least: &str) -> Option<bool> {
    Some(numbers(new)? >= numbers(least)?)
}

/// The numbers of a version; what stands behind a `-` or a `+` is left out.
pub(super) fn numbers(version: &str) -> Option<[u64; 3]> {
    let version = version.split(['-', '+']).next()?;
    let numbers: Vec<u64> = version
        .split('.')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    numbers.try_into().ok()
}

fn items(text: &str) -> BTreeMap<&str, &str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(": ")).collect()
}

fn added(
    path: &str,
    olds: &BTreeMap<&str, &str>,
    news: &BTreeMap<&str, &str>,
) -> (Rust, &'static str) {
    let owner = path.rsplit_once("::");
    let owner = owner.and_then(|(owner, _)| olds.get_key_value(owner));
    let new = news.get(path).copied().unwrap_or_default();
    let is_variant = new.starts_with("variant");
    let has_fields = |owner: &str| {
        olds.range(owner..).any(|(path, text)| {
            let rest = path.strip_prefix(owner);
            rest.is_some_and(|rest| rest.starts_with("::")) && !is_function(text)
        })
    };
    match owner {
        Some((_, text)) if text.contains("non_exhaustive") || text.starts_with("rt::open_enum") => {
            (Rust::Minor, "no code names it yet")
        }
        Some(_) if is_variant => (Rust::Major, "a `match` over all variants does not compile"),
        Some((owner, text))
            if text.starts_with("struct") && !is_function(new) && has_fields(owner) =>
        {
            (
                Rust::Major,
                "code that makes such a struct has to give every field",
            )
        }
        _ => (Rust::Minor, "no code names it yet"),
    }
}

fn changed(old: &str, new: &str) -> (Rust, &'static str) {
    let ((old, old_feature), (new, new_feature)) = (feature(old), feature(new));
    let found = reshaped(old, new);
    if old_feature == new_feature || found.0 == Rust::Major {
        return found;
    }
    match new_feature {
        None => (Rust::Minor, "it no longer needs a feature"),
        Some(_) => (Rust::Major, "it needs another feature"),
    }
}

/// An item without the feature that it depends on, and that feature.
fn feature(text: &str) -> (&str, Option<&str>) {
    match text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once(" ["))
    {
        Some((text, feature)) => (text, Some(feature)),
        None => (text, None),
    }
}

/// What the change of an item means but for its feature.
fn reshaped(old: &str, new: &str) -> (Rust, &'static str) {
    let both = |is: &dyn Fn(&str) -> bool| is(old) && is(new);
    let parts = |text: &str| -> BTreeSet<String> { text.split(", ").map(str::to_owned).collect() };
    let (olds, mut news) = (parts(old), parts(new));
    if old == new {
        (Rust::None, "it is the same")
    } else if both(&|text| text.starts_with("feature")) {
        match news.is_superset(&olds) {
            true => (Rust::Minor, "it brings more than before"),
            false => (Rust::Major, "it brings less than before"),
        }
    } else if both(&is_function) {
        let (olds, news) = (types_of(old), types_of(new));
        let takes_all = olds.len() == news.len()
            && olds.last() == news.last()
            && olds.iter().zip(&news).all(|(old, new)| is_taken(old, new));
        match olds == news {
            true => (Rust::Patch, "names of arguments are no matter of callers"),
            false if takes_all => (Rust::Minor, "it takes what it took before, and more"),
            false => (Rust::Major, "it takes or gives another type"),
        }
    } else if both(&|text| text.starts_with("variant \"")) {
        (
            Rust::Patch,
            "it travels as another text; code compiles as before",
        )
    } else if both(&|text| text.starts_with('"')) {
        (
            Rust::Patch,
            "its values begin otherwise; code compiles as before",
        )
    } else if both(&is_type) {
        let is_opened = !olds.contains("non_exhaustive") && news.contains("non_exhaustive");
        news.insert("non_exhaustive".to_owned());
        match !is_opened && news.is_superset(&olds) {
            true => (Rust::Minor, "it can do more than before"),
            false => (Rust::Major, "it can do less than before"),
        }
    } else if both(&|text| !is_type(text) && !is_function(text) && !is_other(text)) {
        (
            Rust::Major,
            "code that reads or gives it names another type",
        )
    } else {
        (Rust::Major, "it is another thing")
    }
}

fn is_type(text: &str) -> bool {
    let kinds = ["struct", "enum", "rt::open_enum"];
    kinds.iter().any(|kind| text.starts_with(kind))
}

fn is_function(text: &str) -> bool {
    let text = text.strip_prefix("async ").unwrap_or(text);
    text.starts_with("fn(") || text.starts_with("fn<")
}

/// Whether an item is neither a type nor a function nor a field.
fn is_other(text: &str) -> bool {
    let kinds = [
        "mod", "use", "impl", "variant", "const", "static", "trait", "type", "feature",
    ];
    let first = text.split(' ').next().unwrap_or_default();
    kinds.contains(&first.trim_end_matches(','))
}

/// The types of a signature: what stands before the arguments, those of the arguments, and what stands behind them.
fn types_of(signature: &str) -> Vec<String> {
    let mut types = Vec::new();
    let mut part = String::new();
    let mut depth = 0_usize;
    for sign in signature.chars() {
        let is_outside = depth == 0;
        match sign {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = (sign == ',' && depth == 1) || (sign == ')' && depth == 0);
        if ends || (sign == '(' && is_outside) {
            // What stands before the colon of an argument is its name; a path has two colons.
            let ty = part.split_once(": ").map_or(part.as_str(), |(_, ty)| ty);
            types.push(ty.trim_start().to_owned());
            part.clear();
        } else {
            part.push(sign);
        }
    }
    types.push(part);
    types
}

/// Whether an argument of the type `old`, or items of it, can be given where `new` is wanted.
fn is_taken(old: &str, new: &str) -> bool {
    let converted = |ty: &str, wanted: &str| old.replace(ty, &format!("impl Into<{wanted}>"));
    let mut integers = ["i32", "i64", "u32", "u64"].iter();
    old == new
        || new == converted(old, old)
        || integers.any(|integer| new == converted(integer, "rt::Decimal"))
}
