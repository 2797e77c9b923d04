//! The rule for pages about the architecture: their tables name the modules that there are, and their paths lead somewhere.

use std::collections::BTreeSet;

use super::Violation;
use super::sources::File;

/// The page of a room.
const PAGE: &str = "ARCHITECTURE.md";

/// The heading of the table of modules.
const HEADING: &str = "## Modules";

/// Checks the pages of all rooms, the one for contributors, and that about hostile input.
pub(super) fn check(files: &[File]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for page in files {
        let folder = page.path.strip_suffix(PAGE);
        if let Some(folder) = folder {
            modules(page, folder, files, &mut violations);
        }
        let has_paths =
            ["CONTRIBUTING.md", "generator/hostile-input.md"].contains(&page.path.as_str());
        if folder.is_some() || has_paths {
            paths(page, folder.unwrap_or_default(), files, &mut violations);
        }
    }
    violations
}

/// The table names each module of the room, and nothing else.
fn modules(page: &File, folder: &str, files: &[File], violations: &mut Vec<Violation>) {
    let sources = format!("{folder}src/");
    let found: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix(&sources))
        .filter_map(|path| path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs")))
        .filter(|name| !name.contains('/') && !["lib", "main", "tests"].contains(name))
        .collect();
    let lines = page.text.lines().enumerate();
    let table: Vec<_> = lines
        .skip_while(|(_, line)| *line != HEADING)
        .filter_map(|(index, line)| {
            let name = line.strip_prefix("| `")?.split('`').next()?;
            Some((index + 1, name))
        })
        .collect();
    if table.is_empty() {
        return;
    }
    for (line, name) in &table {
        if !found.contains(name) {
            let message = format!("there is no module `{name}` in {sources}");
            violations.push(Violation::new(&page.path, *line, message));
        }
    }
    for name in found {
        if !table.iter().any(|(_, named)| *named == name) {
            let message = format!("the table lacks the module `{name}`");
            violations.push(Violation::new(&page.path, None, message));
        }
    }
}

/// Each path in backticks, from the top or from the page's folder, is one of a file or a folder.
fn paths(page: &File, folder: &str, files: &[File], violations: &mut Vec<Violation>) {
    let exists = |path: &str| {
        let below = format!("{}/", path.trim_end_matches('/'));
        files
            .iter()
            .any(|file| file.path == path || file.path.starts_with(&below))
    };
    for (index, line) in page.text.lines().enumerate() {
        let words = line.split('`').skip(1).step_by(2);
        let is_path = |word: &&str| {
            let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "/._-".contains(sign);
            word.contains('/') && word.chars().all(is_plain) && !word.contains("NAME")
        };
        for word in words.filter(is_path) {
            let places = [
                word.to_owned(),
                format!("{folder}{word}"),
                format!("{folder}src/{word}"),
            ];
            if !places.iter().any(|path| exists(path)) {
                let message = format!("there is no {word}");
                violations.push(Violation::new(&page.path, index + 1, message));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_paths_are_true() {
        let page = "# A\n\n`src/one.rs` `b/gone.rs` `a -> b`\n\n## Modules\n\n| module | holds |\n|---|---|\n| `one` | 1 |\n| `two` | 2 |\n";
        let files = [
            File::new("a/ARCHITECTURE.md", page),
            File::new("a/src/lib.rs", ""),
            File::new("a/src/one.rs", ""),
            File::new("a/src/one/inner.rs", ""),
            File::new("a/src/three/mod.rs", ""),
        ];
        let found: Vec<_> = check(&files).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "a/ARCHITECTURE.md:10: there is no module `two` in a/src/",
                "a/ARCHITECTURE.md: the table lacks the module `three`",
                "a/ARCHITECTURE.md:3: there is no b/gone.rs",
            ]
        );
    }
}
