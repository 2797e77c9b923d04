//! Files that an import writes, and what changes in them.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use openapi_client_codegen::output::{Change, Comparison};
use similar::ChangeTag;

use crate::codegen::changes;
use crate::terminal::Stream;

/// A file that is written: how the user knows it, where it is, its text.
pub(super) struct Written {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) new: String,
    pub(super) old: Option<String>,
}

impl Written {
    pub(super) fn is_changed(&self) -> bool {
        self.old.as_deref() != Some(&self.new)
    }

    /// The file and how many of its lines come and go.
    pub(super) fn summary(&self) -> String {
        let old = self.old.as_deref().unwrap_or_default();
        let diff = changes::lines(old, &self.new);
        let count = |tag| {
            diff.iter_all_changes()
                .filter(|change| change.tag() == tag)
                .count()
        };
        let (added, removed) = (count(ChangeTag::Insert), count(ChangeTag::Delete));
        format!("{} (+{added} -{removed} lines)", self.name)
    }
}

/// The differences of the files, as `git diff` shows them.
pub(super) fn print(stdout: &mut Stream, files: &[Written]) -> io::Result<()> {
    for file in files.iter().filter(|file| file.is_changed()) {
        let change = match &file.old {
            Some(old) => Change::Changed {
                old: old.clone(),
                new: file.new.clone(),
            },
            None => Change::Added {
                new: file.new.clone(),
            },
        };
        stdout.line("")?;
        let (folder, name) = file.name.rsplit_once('/').unwrap_or(("", &file.name));
        let comparison = Comparison {
            changes: BTreeMap::from([(name.to_owned(), change)]),
            ..Comparison::default()
        };
        changes::print_diff(stdout, folder, &comparison)?;
    }
    Ok(())
}
