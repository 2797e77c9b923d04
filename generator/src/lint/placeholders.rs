//! No description or summary should be a placeholder.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::PLACEHOLDER;
use crate::pointer::Pointer;

/// Reports all placeholders of a document at once: an import leaves a hundred of them.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut found = Vec::new();
    find(document.root, &Pointer::root(), &mut found);
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

fn find(value: &Value, at: &Pointer, found: &mut Vec<Pointer>) {
    match value {
        Value::String(text) if text == PLACEHOLDER => found.push(at.clone()),
        Value::Object(map) => map
            .iter()
            .for_each(|(key, value)| find(value, &at.push(key), found)),
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, value)| find(value, &at.index(index), found));
        }
        _ => {}
    }
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
