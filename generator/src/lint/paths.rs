//! The paths must be text that a person can see.

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::text::{is_unseen, visible};

/// Reports paths with line ends, other control characters, or characters that can't be seen.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let at = Pointer::root().push("paths");
    let paths = document
        .root
        .get("paths")
        .and_then(|paths| paths.as_object());
    for path in paths.into_iter().flat_map(|paths| paths.keys()) {
        let Some(char) = path.chars().find(|char| is_unseen(*char)) else {
            continue;
        };
        let char = char.escape_unicode();
        let message = format!("the path `{}` has the character `{char}`", visible(path));
        let error = Diagnostic::error(Code::BadPath, &at.push(path), message);
        out.push(
            error.help(
                "take the character out of the path; in a request it would be percent-encoded",
            ),
        );
    }
}
