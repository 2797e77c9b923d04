//! No description or summary should be a placeholder.

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{PLACEHOLDER, placeholders};

/// Reports all placeholders of a document at once: an import leaves a hundred of them.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let found = placeholders(document.root);
    let Some(first) = found.first() else {
        return;
    };
    let message = match found.len() - 1 {
        0 => format!("`{PLACEHOLDER}` is a placeholder"),
        others => format!("`{PLACEHOLDER}` is a placeholder, here and at {others} other positions"),
    };
    let warning = Diagnostic::warning(Code::MissingWords, first, message);
    out.push(warning.help("write the text here; `cargo xtask spec words` lists all of them"));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{found, schema};

    #[test]
    fn good() {
        let good = schema(json!({"type": "string", "description": "The words."}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let one = json!({"type": "string", "description": PLACEHOLDER});
        assert_eq!(
            found(check, &schema(one.clone())),
            ["warning[TH049] /description: `(words missing)` is a placeholder"]
        );
        assert_eq!(
            found(
                check,
                &schema(json!({"properties": {"a": one, "b": one, "c": one}}))
            ),
            [
                "warning[TH049] /properties/a/description: `(words missing)` is a placeholder, here and at 2 other \
                 positions"
            ]
        );
    }
}
