//! The tests of the documents' examples: which examples are kept, and which are known to contradict their document.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use super::declared::is_declared;
use super::document::Document;
use crate::{Failure, files, terminal};

/// How many examples a document has, and what was found in them.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// How many there are, of requests and of responses.
    pub(super) all: usize,
    /// The places that contradict the document itself.
    pub(super) known: Vec<Found>,
    /// The other places that are not kept.
    pub(super) new: Vec<Found>,
}

impl Tally {
    /// How many examples are kept everywhere.
    pub(super) fn kept(&self) -> usize {
        let found = self.known.iter().chain(&self.new);
        let broken: BTreeSet<_> = found
            .map(|found| (&found.operation, &found.side, &found.example))
            .collect();
        self.all.saturating_sub(broken.len())
    }
}

/// A place in an example that is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    operation: String,
    side: String,
    example: String,
    at: String,
    message: String,
}

impl Found {
    /// Reads a line such as `FetchThing response "full" at /size: 1 instead of 2`.
    fn parse(line: &str) -> Option<Self> {
        let line = line.strip_prefix("Error: ").unwrap_or(line);
        let (operation, rest) = line.split_once(' ')?;
        let (side, rest) = rest.split_once(' ')?;
        let (example, rest) = rest.strip_prefix('"')?.split_once("\" at ")?;
        let (at, message) = rest.split_once(": ")?;
        let is_ours =
            matches!(side, "request" | "response") && (at.is_empty() || at.starts_with('/'));
        is_ours.then(|| Self {
            operation: operation.to_owned(),
            side: side.to_owned(),
            example: example.to_owned(),
            at: at.to_owned(),
            message: message.to_owned(),
        })
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operation,
            side,
            example,
            at,
            message,
        } = self;
        write!(f, "{operation}, {side} `{example}`, at `{at}`: {message}")
    }
}

/// The inconsistencies that are known.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Known {
    #[serde(default)]
    known: Vec<Entry>,
}

/// One of them, in one example or in all of an operation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The name of the document's file without its ending.
    document: String,
    /// The `operationId`.
    operation: String,
    /// The name of the example; without one it is in all.
    example: Option<String>,
    /// The place in the example, as a JSON pointer, in which `*` stands for any one part.
    at: String,
    /// Why the example can't be kept.
    reason: String,
}

impl Entry {
    fn is_about(&self, document: &str, found: &Found) -> bool {
        let is_at = || {
            let (mut place, mut pattern) = (found.at.split('/'), self.at.split('/'));
            loop {
                match (place.next(), pattern.next()) {
                    (None, None) => return true,
                    (Some(_), Some("*")) => {}
                    (Some(part), Some(wanted)) if part == wanted => {}
                    _ => return false,
                }
            }
        };
        self.document == document
            && self.operation == found.operation
            && self
                .example
                .as_ref()
                .is_none_or(|name| *name == found.example)
            && is_at()
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.document, self.operation, self.at)
    }
}

impl Known {
    /// Reads the file that was named, else the project's own if it is there.
    pub(super) fn read(named: Option<&Path>, default: &Path) -> Result<Self, Failure> {
        let path = match named {
            None if !default.exists() => return Ok(Self::default()),
            named => named.unwrap_or(default),
        };
        let failure = |reason: String| Failure(format!("{}: {reason}", path.display()));
        let text = files::read_to_string(path).map_err(|error| failure(error.to_string()))?;
        let known: Self = toml::from_str(&text).map_err(|error| failure(error.to_string()))?;
        match known
            .known
            .iter()
            .find(|entry| entry.reason.trim().is_empty())
        {
            Some(entry) => Err(failure(format!("the entry `{entry}` has no reason"))),
            None => Ok(known),
        }
    }

    fn knows(&self, document: &str, found: &Found) -> bool {
        let mut entries = self.known.iter();
        entries.any(|entry| entry.is_about(document, found))
    }

    /// The entries about these documents that nothing was found for.
    pub(super) fn unused(&self, documents: &[Document]) -> Vec<String> {
        let is_unused = |entry: &&Entry| {
            let mut documents = documents.iter();
            let document = documents.find(|document| document.name == entry.document);
            document.is_some_and(|document| {
                let mut found = document.examples.known.iter();
                !found.any(|found| entry.is_about(&document.name, found))
            })
        };
        let unused = self.known.iter().filter(is_unused);
        unused.map(Entry::to_string).collect()
    }
}

/// Runs the tests, and adds what they found to their documents.
pub(super) fn run(
    tests: &[(String, PathBuf)],
    known: &Known,
    documents: &mut [Document],
) -> Result<(), Failure> {
    let bar = terminal::bar("testing examples", tests.len());
    for (name, program) in tests {
        let output = Command::new(program).output();
        bar.inc(1);
        let output =
            output.map_err(|error| Failure(format!("can't run {}: {error}", program.display())))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let mut documents = documents.iter_mut();
        let Some(document) = documents.find(|document| document.name == *name) else {
            continue;
        };
        document.examples.add(name, &document.value, &text, known);
        let is_told = !document.examples.new.is_empty() || !document.examples.known.is_empty();
        if !output.status.success() && !is_told {
            document.errors += 1;
            document.messages.push(text.trim().to_owned());
        }
    }
    bar.finish_and_clear();
    Ok(())
}

impl Tally {
    /// Takes what the tests printed.
    ///
    /// An example with a property that the document doesn't declare contradicts the document, without anybody's judgement.
    fn add(&mut self, name: &str, document: &Value, output: &str, known: &Known) {
        for found in output.lines().filter_map(Found::parse) {
            let (operation, side) = (&found.operation, &found.side);
            let is_contradiction = !is_declared(document, operation, side, &found.at);
            match is_contradiction || known.knows(name, &found) {
                true => self.known.push(found),
                false => self.new.push(found),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const OUTPUT: &str = "\
running 2 tests
---- things::fetch_reads_its_examples stdout ----
Error: FetchThing response \"full\" at /things/0/size: 1 instead of 2
FetchThing response \"full\" at : can't be read: no
FetchThing request \"a b\" at /a b~1c: x

failures:
    things::fetch_reads_its_examples
test result: FAILED. 1 passed; 1 failed; 0 ignored
";

    fn known(text: &str) -> Known {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_is_known_is_counted_apart() {
        let mut tally = Tally {
            all: 3,
            ..Tally::default()
        };
        let known = known(
            "[[known]]\ndocument = 'a'\noperation = 'FetchThing'\nat = '/things/*/size'\nreason = 'r'\n\
             [[known]]\ndocument = 'a'\noperation = 'FetchThing'\nexample = 'x'\nat = ''\nreason = 'r'\n",
        );
        tally.add("a", &Value::Null, OUTPUT, &known);
        assert_eq!((tally.known.len(), tally.new.len()), (1, 2));
        assert_eq!(tally.kept(), 1);
        assert_eq!(
            tally.new[1].to_string(),
            "FetchThing, request `a b`, at `/a b~1c`: x"
        );
        let document = Document {
            name: "a".to_owned(),
            examples: tally,
            ..Document::default()
        };
        assert_eq!(known.unused(&[document]), ["a FetchThing "]);
    }

    #[test]
    fn other_documents_are_not_excused() {
        let mut tally = Tally::default();
        let known =
            known("[[known]]\ndocument = 'b'\noperation = 'FetchThing'\nat = ''\nreason = 'r'\n");
        tally.add("a", &Value::Null, OUTPUT, &known);
        assert_eq!((tally.known.len(), tally.new.len()), (0, 3));
        assert!(known.unused(&[]).is_empty());
    }

    #[test]
    fn an_entry_needs_a_reason() {
        let folder = std::env::temp_dir().join(format!("xtask-known-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join("known.toml");
        fs::write(
            &file,
            "[[known]]\ndocument='a'\noperation='b'\nat=''\nreason=' '\n",
        )
        .unwrap();
        assert!(Known::read(Some(&file), &file).is_err());
        assert!(Known::read(Some(&folder.join("no")), &file).is_err());
        assert!(
            Known::read(None, &folder.join("no"))
                .unwrap()
                .known
                .is_empty()
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
