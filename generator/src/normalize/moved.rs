//! What stands elsewhere in a normalised document than in the text of its author.

use std::collections::BTreeMap;

use super::files::Origins;
use crate::diagnostic::File;
use crate::pointer::Pointer;

/// Where parts of a document were before they were moved, by where they are now; what is below them moved along.
#[derive(Debug, Default)]
pub(super) struct Step(BTreeMap<Pointer, Pointer>);

impl Step {
    /// Takes note that what is at a pointer now was at another one before this step.
    pub(super) fn add(&mut self, now: Pointer, before: Pointer) {
        if now != before {
            self.0.insert(now, before);
        }
    }

    /// Where something was before this step.
    pub(super) fn before(&self, now: &Pointer) -> Pointer {
        if self.0.is_empty() {
            return now.clone();
        }
        let found = now.nearest(|above| self.0.get(above).map(|before| now.moved(above, before)));
        found.unwrap_or_else(|| now.clone())
    }

    /// Where all that has moved is now, by where it was before this step; without what is below its own place now.
    pub(super) fn inverse(&self) -> BTreeMap<&Pointer, &Pointer> {
        let moved = self.0.iter().filter(|(now, before)| !now.is_within(before));
        moved.map(|(now, before)| (before, now)).collect()
    }
}

/// The moves of all steps, and what came from other files before the first one.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    files: Origins,
    /// The first one first.
    steps: Vec<Step>,
}

impl Moved {
    /// Only what came from other files.
    pub(super) fn from_files(files: Origins) -> Self {
        Self {
            files,
            steps: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// Where something stands as its author wrote it: in which file, and where there.
    pub(crate) fn original(&self, at: &Pointer) -> (File, Pointer) {
        let steps = self.steps.iter().rev();
        let at = steps.fold(at.clone(), |at, step| step.before(&at));
        let found = at.nearest(|above| {
            let (file, from) = self.files.get(above)?;
            Some((*file, at.moved(above, from)))
        });
        found.unwrap_or((File::Document, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_followed_back_through_all_steps() {
        let at = |text: &str| Pointer::parse(text);
        let mut first = Step::default();
        first.add(at("/s/anyOf/1"), at("/s"));
        first.add(at("/s/anyOf/1/items"), at("/s/prefixItems/0"));
        first.add(at("/same"), at("/same"));
        let mut second = Step::default();
        second.add(at("/components/a"), at("/s/anyOf/1/items"));
        let files = [(at("/components/b"), (File::Referenced(1), at("")))];
        let moved = Moved {
            files: files.into(),
            steps: vec![first, second],
        };
        for (now, original) in [
            ("/components/a/type", "/s/prefixItems/0/type"),
            ("/s/anyOf/1/type", "/s/type"),
            ("/s/anyOf/10/type", "/s/anyOf/10/type"),
            ("/same", "/same"),
        ] {
            assert_eq!(moved.original(&at(now)), (File::Document, at(original)));
        }
        let in_file = (File::Referenced(1), at("/type"));
        assert_eq!(moved.original(&at("/components/b/type")), in_file);
    }
}
