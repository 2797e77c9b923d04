//! `cargo xtask tidy`: the house rules, as checks over the sources.

mod dependencies;
mod functions;
mod layout;
mod maps;
mod sources;
mod text;

use std::fmt;

use crate::terminal::{self, Colour};
use crate::{Failure, Outcome, workspace};

/// Something that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Violation {
    /// The path from the top of the workspace.
    path: String,
    /// The line, where there is one.
    line: Option<usize>,
    /// What breaks the rule.
    message: String,
}

impl Violation {
    fn new(path: &str, line: impl Into<Option<usize>>, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: line.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

/// The rules for one file.
const RULES: &[fn(&sources::File) -> Vec<Violation>] = &[
    text::first_line,
    text::whitespace,
    text::words,
    text::file_length,
    functions::length,
];

/// Runs the command.
pub(crate) fn run() -> Result<Outcome, Failure> {
    let root = workspace::root();
    let files = sources::read(&root)?;
    let mut violations: Vec<_> = files
        .iter()
        .flat_map(|file| RULES.iter().flat_map(|rule| rule(file)))
        .collect();
    violations.extend(maps::check(&files));
    violations.extend(layout::top_level(&sources::top_level(&root)?));
    violations.extend(dependencies::check(&root)?);
    violations.sort();
    let mut stdout = terminal::stdout();
    for violation in &violations {
        stdout.line(&violation.to_string())?;
    }
    let files = terminal::count(files.len(), "file");
    if violations.is_empty() {
        let tidy = stdout.paint(Colour::Green, "tidy");
        stdout.line(&format!("{tidy}: {files}"))?;
        Ok(Outcome::Fine)
    } else {
        let found = terminal::count(violations.len(), "violation");
        let found = stdout.paint(Colour::Red, &found);
        stdout.line(&format!("{found} in {files}"))?;
        Ok(Outcome::Failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn violations_name_their_place() {
        let at = Violation::new("a.rs", 3, "odd");
        assert_eq!(at.to_string(), "a.rs:3: odd");
        assert_eq!(Violation::new("a.rs", None, "odd").to_string(), "a.rs: odd");
    }
}
