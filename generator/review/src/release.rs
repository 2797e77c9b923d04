//! Whether the version of a package is enough for what its surface has changed since its last release.

use std::cmp::Reverse;

use serde::Serialize;

mod compare;
#[cfg(test)]
mod tests;

use crate::diff::Rust;
use crate::diff::render::count;
pub use compare::{Change, compare, listing, next_version, verdict};
use openapi_client_codegen::text;

/// A package as it is, or as it was released.
#[derive(Clone, Debug)]
pub struct Package {
    /// How the user knows it: a tag, a folder.
    pub name: String,
    /// The text of its manifest.
    pub manifest: String,
    /// The text of its api.txt.
    pub surface: String,
}

/// What has changed since a release, and what version that asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Release {
    /// The worst verdict.
    pub rust: Rust,
    /// The released version.
    pub old_version: String,
    /// The version as it is now.
    pub new_version: String,
    /// The least version that says what has changed.
    pub needed_version: String,
    /// Whether the version is enough.
    pub is_enough: bool,
    /// The changes, the worst first.
    pub changes: Vec<Change>,
}

/// The tag of the last release: the one of the highest version, `v0.2.0`; pre-releases don't count.
pub fn last_tag<'t>(tags: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let versions = tags.filter_map(|tag| {
        let version = tag.strip_prefix('v')?;
        let is_release = !version.contains(['-', '+']);
        Some((compare::numbers(version).filter(|_| is_release)?, tag))
    });
    versions.max().map(|(_, tag)| tag)
}

/// Compares a package with its last release; an error is a sentence about a manifest.
pub fn check(old: &Package, new: &Package) -> Result<Release, String> {
    let mut changes = compare(&old.surface, &new.surface);
    changes.sort_by_key(|change| Reverse(change.verdict));
    let rust = verdict(&changes);
    let (old_version, new_version) = (version(old)?, version(new)?);
    let needed_version = next_version(&old_version, rust);
    let needed_version = needed_version.ok_or_else(|| not_a_version(old, &old_version))?;
    let is_enough = compare::is_enough(&new_version, &needed_version);
    Ok(Release {
        rust,
        is_enough: is_enough.ok_or_else(|| not_a_version(new, &new_version))?,
        old_version,
        new_version,
        needed_version,
        changes,
    })
}

/// The version that a manifest states.
fn version(package: &Package) -> Result<String, String> {
    let Package { name, manifest, .. } = package;
    let table: toml::Table = manifest
        .parse()
        .map_err(|error| format!("the manifest of {name} is no TOML: {error}"))?;
    let version = table.get("package").and_then(|table| table.get("version"));
    let version = version.and_then(toml::Value::as_str).map(str::to_owned);
    version.ok_or_else(|| format!("the manifest of {name} states no version"))
}

fn not_a_version(package: &Package, version: &str) -> String {
    let name = &package.name;
    format!("the version of {name}, {version}, has not three numbers")
}

impl Release {
    /// Lines for a terminal; `old` is how the user knows the release.
    pub fn text(&self, old: &str) -> String {
        let Self {
            rust,
            old_version,
            new_version,
            needed_version,
            changes,
            ..
        } = self;
        let lines = listing(changes);
        let count = match changes.len() {
            0 => "nothing has changed".to_owned(),
            number => format!("{}, {rust}", count(number, "change")),
        };
        let needed = match self.is_enough {
            true if *rust == Rust::None => format!("{new_version} needs no other version"),
            true => format!("{new_version} is enough, it takes {needed_version}"),
            false => format!("{new_version} is not enough, it takes {needed_version}"),
        };
        format!("{lines}since {old} ({old_version}): {count}; {needed}\n")
    }

    /// The JSON form, indented.
    pub fn json(&self) -> String {
        text::json(self)
    }
}
