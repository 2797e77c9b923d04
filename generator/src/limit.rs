//! Limits: whatever stands in a document, the work for it is bounded.
//!
//! Three kinds do for all stages:
//!
//! * what is nested is refused from some depth on, so that no recursion exhausts the stack;
//! * what refers to something else is walked with a list of what waits and a set of what was seen, never by recursion;
//! * what is written out wherever it is referred to draws on a [`Budget`], which grows with the document.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;

/// How deep the containers of a file may be nested.
pub(crate) const MAX_NESTING: usize = 127;

/// How long a key may be, in bytes, and a name that much else is called after.
pub(crate) const MAX_NAME: usize = 1_024;

/// How long a part of a path may be, in bytes: what the usual file systems take.
pub(crate) const MAX_FILE_NAME: usize = 255;

/// How deep lists, maps and aliases of types may be nested in each other.
pub(crate) const MAX_TYPE: usize = 32;

/// How many members a type may have, and how many parameters an operation: a compiler does not get along with more.
pub(crate) const MAX_MEMBERS: usize = 10_000;

/// How many missing names of one kind are compared with those that are there.
pub(crate) const MAX_HINTS: usize = 500;

/// The maximum number of paths of a document, besides one for each [`SIZE_OF_PATH`] bytes.
pub(crate) const MAX_PATHS: usize = 4_000;
pub(crate) const SIZE_OF_PATH: usize = 400;

/// About how many bytes a value takes in a file.
pub fn size(value: &Value) -> usize {
    let mut size = 0_usize;
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop() {
        size += match value {
            Value::String(text) => text.len() + 3,
            _ => 6,
        };
        match value {
            Value::Array(items) => waiting.extend(items),
            Value::Object(entries) => {
                size += entries.keys().map(String::len).sum::<usize>();
                waiting.extend(entries.values());
            }
            _ => {}
        }
    }
    size
}

/// What may still be spent.
#[derive(Debug, Default)]
pub struct Budget {
    left: usize,
}

impl Budget {
    /// A budget of this size.
    pub fn new(total: usize) -> Self {
        Self { left: total }
    }

    /// Takes a part of it; false if less than that is left, and then nothing is left.
    pub fn spend(&mut self, cost: usize) -> bool {
        let left = self.left.checked_sub(cost);
        self.left = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }
}

/// All that is reached from `start` by steps of `next`, with `start` itself.
pub fn reached<T: Ord + Clone>(
    start: impl IntoIterator<Item = T>,
    mut next: impl FnMut(&T) -> Vec<T>,
) -> BTreeSet<T> {
    let mut waiting: Vec<T> = start.into_iter().collect();
    let mut found = BTreeSet::new();
    while let Some(one) = waiting.pop() {
        if !found.contains(&one) {
            waiting.extend(next(&one));
            found.insert(one);
        }
    }
    found
}

/// The error of what is beyond a limit.
pub fn exceeded(at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::Limit, at, message)
}

#[cfg(test)]
mod tests;
