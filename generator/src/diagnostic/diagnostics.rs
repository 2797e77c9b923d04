//! The diagnostics of a run so far.

use super::{Diagnostic, File, Report};
use crate::normalize::Moved;
use crate::source::Inputs;

/// The diagnostics of a run, in the order in which its stages found them.
#[derive(Debug)]
pub(crate) struct Diagnostics<'i> {
    inputs: &'i Inputs,
    found: Vec<Diagnostic>,
    /// Where the parts of the document are that the stages know elsewhere.
    moved: Moved,
}

impl<'i> Diagnostics<'i> {
    /// No diagnostics yet.
    pub(crate) fn new(inputs: &'i Inputs) -> Self {
        Self {
            inputs,
            found: Vec::new(),
            moved: Moved::default(),
        }
    }

    /// Takes note of where the parts of the document are that are found elsewhere from now on.
    pub(crate) fn set_moved(&mut self, moved: Moved) {
        self.moved = moved;
    }

    /// Adds what a stage has found.
    pub(crate) fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(found);
    }

    /// What the run can go on without: the default value if it can't be had.
    pub(crate) fn or_default<T: Default>(&mut self, result: Result<T, Vec<Diagnostic>>) -> T {
        result.unwrap_or_else(|found| {
            self.extend(found);
            T::default()
        })
    }

    /// What the run can't go on without.
    pub(crate) fn or_stop<T>(&mut self, result: Result<T, Vec<Diagnostic>>) -> Result<T, Report> {
        result.map_err(|found| {
            self.extend(found);
            self.report()
        })
    }

    /// What a stage gives besides its diagnostics.
    pub(crate) fn with<T>(
        &mut self,
        result: Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>,
    ) -> Result<T, Report> {
        let (value, mut found) = self.or_stop(result)?;
        // A stage that runs again finds the same.
        found.retain(|diagnostic| !self.found.contains(diagnostic));
        self.extend(found);
        Ok(value)
    }

    /// Whether there is one of a kind.
    pub(crate) fn has(&self, kind: fn(&Diagnostic) -> bool) -> bool {
        self.found.iter().any(kind)
    }

    /// Stops the run at one of a kind.
    pub(crate) fn stop_at(&mut self, kind: fn(&Diagnostic) -> bool) -> Result<(), Report> {
        match self.has(kind) {
            true => Err(self.report()),
            false => Ok(()),
        }
    }

    /// The diagnostics, to change their severity.
    pub(crate) fn as_mut_slice(&mut self) -> &mut [Diagnostic] {
        &mut self.found
    }

    /// All of them at the end of a run, with the pointers of the document as its author wrote it.
    pub(crate) fn into_vec(mut self) -> Vec<Diagnostic> {
        self.take()
    }

    fn report(&mut self) -> Report {
        Report::new(self.inputs, self.take())
    }

    fn take(&mut self) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.found);
        let of_document = found
            .iter_mut()
            .filter(|found| found.file == File::Document);
        for diagnostic in of_document {
            (diagnostic.file, diagnostic.pointer) = self.moved.original(&diagnostic.pointer);
        }
        found
    }
}
