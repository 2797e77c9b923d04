//! What stands elsewhere in a normalised document than in the text of its author.

use std::collections::BTreeMap;

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

/// The moves of all steps, the first one first.
#[derive(Debug, Default)]
pub(crate) struct Moved(Vec<Step>);

impl Moved {
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }

    /// Where something stands in the document as its author wrote it.
    pub(crate) fn original(&self, at: &Pointer) -> Pointer {
        let steps = self.0.iter().rev();
        steps.fold(at.clone(), |at, step| step.before(&at))
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
        let moved = Moved(vec![first, second]);
        for (now, original) in [
            ("/components/a/type", "/s/prefixItems/0/type"),
            ("/s/anyOf/1/type", "/s/type"),
            ("/s/anyOf/10/type", "/s/anyOf/10/type"),
            ("/same", "/same"),
        ] {
            assert_eq!(moved.original(&at(now)), at(original));
        }
    }
}
