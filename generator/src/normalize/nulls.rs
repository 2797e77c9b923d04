//! Null in place of a text that need not be there is no text.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic};
use crate::shape;

/// The texts that only describe what has them.
const TEXTS: [&str; 6] = [
    "bearerFormat",
    "description",
    "externalDocs",
    "format",
    "pattern",
    "summary",
];

/// Takes null away where only the shape of the document speaks against it.
pub(super) fn absent(document: &mut Value, out: &mut Vec<Diagnostic>) {
    let (_, wrong) = shape::parts(document);
    for found in wrong {
        let at = found.pointer;
        let (Some(parent), Some(key)) = (at.parent(), at.last()) else {
            continue;
        };
        let is_null = at.find(document).is_some_and(Value::is_null);
        let map = document.pointer_mut(parent.as_str());
        let map = map.and_then(Value::as_object_mut);
        let is_text = TEXTS.contains(&key.as_ref());
        if let Some(map) = map.filter(|_| is_null && is_text) {
            map.remove(key.as_ref());
            let message = format!("`{key}` is null, which is taken for none");
            let warning = Diagnostic::warning(Code::Malformed, &at, message);
            out.push(warning.help(format!("remove `{key}` or give it a value")));
        }
    }
}
