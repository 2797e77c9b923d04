//! How much may be written out for a document, and how much its parts take of that.

use serde_json::Value;

use super::Lowering;
use super::view::View;
use crate::limit::{self, MAX_MEMBERS};
use crate::model::Docs;
use crate::overlay;
use crate::pointer::Pointer;

/// How many bytes may be written out for a document, names and places included: many times what it has itself.
pub(super) fn budget(document: &Value) -> usize {
    const BASE: usize = 8 << 20;
    const TIMES: usize = 8;
    BASE.saturating_add(limit::size(document).saturating_mul(TIMES))
}

/// About how much room a member of a type takes, besides its texts.
const NODE: usize = 64;

/// About how much room a member of a type takes: its name, its place, and what is said about it.
pub(super) fn cost(name: &str, docs: &Docs, at: &Pointer) -> usize {
    let said = docs.summary.as_ref().map_or(0, String::len);
    let said = said + docs.description.as_ref().map_or(0, String::len);
    NODE + name.len() + said + at.as_str().len()
}

impl Lowering<'_> {
    /// Takes what is written out for something at `at` from the budget; reports the first that it is too small for.
    pub(super) fn spend(&mut self, at: &Pointer, cost: usize) {
        if !self.budget.is_spent() && !self.budget.spend(cost) {
            let message =
                "with this, what references repeat takes much more room than the document";
            let fault = limit::exceeded(at, message);
            let help =
                "refer to fewer or smaller parts, or leave operations out by an overlay action";
            self.diagnostics.push(fault.help(help));
        }
    }

    /// Refuses what has more members than a compiler gets along with; `key` is that of their list.
    pub(super) fn count(&mut self, members: usize, at: &Pointer, key: &str) -> bool {
        if members <= MAX_MEMBERS {
            return true;
        }
        let at = at.push(key);
        let message = format!("`{key}` has {members} entries; at most {MAX_MEMBERS} are taken");
        let help = match key {
            "enum" => format!(
                "take it for plain text by an overlay action: {}",
                overlay::removal(self.document, &at)
            ),
            _ => "leave some out by an overlay action".to_owned(),
        };
        self.diagnostics
            .push(limit::exceeded(&at, message).help(help));
        false
    }

    /// Takes the values of an enumeration from the budget.
    pub(super) fn spend_values(&mut self, view: &View<'_>, at: &Pointer) {
        let values = view.values.iter().map(String::len).sum::<usize>();
        self.spend(at, values + view.values.len() * (NODE + at.as_str().len()));
    }
}
