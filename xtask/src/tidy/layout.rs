//! The rule for what is at the top of the workspace.

use super::Violation;

/// The rooms, and what stands beside them.
const ALLOWED: &[&str] = &[
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "generated/",
    "generator/",
    "specs/",
    "target/",
    "tests/",
    "xtask/",
    // Configuration of tools that look for it here.
    "clippy.toml",
    "deny.toml",
    "release-plz.toml",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "typos.toml",
];

/// The top holds the rooms, dotfiles, licences and the configuration of tools.
pub(super) fn top_level(names: &[String]) -> Vec<Violation> {
    let is_allowed = |name: &str| {
        name.starts_with('.') || name.starts_with("LICENSE-") || ALLOWED.contains(&name)
    };
    names
        .iter()
        .filter(|name| !is_allowed(name))
        .map(|name| Violation::new(name, None, "has no place at the top of the workspace"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rooms_are_at_the_top() {
        let names = [
            ".git/",
            "Cargo.toml",
            "LICENSE-MIT",
            "docs/",
            "generator",
            "xtask/",
        ];
        let names = names.map(str::to_owned);
        let found: Vec<_> = top_level(&names)
            .into_iter()
            .map(|found| found.path)
            .collect();
        assert_eq!(found, ["docs/", "generator"]);
    }
}
