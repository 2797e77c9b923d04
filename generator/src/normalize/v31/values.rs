//! Which values a schema allows: `const`, bounds, examples, and what is in a text.

use serde_json::{Map, Value, json};

use super::{Rewriting, texts};
use crate::pointer::Pointer;

/// The exclusive bounds, with the bounds that they go beyond, and what to add to a whole number.
const BOUNDS: [(&str, &str, i64); 2] = [
    ("exclusiveMinimum", "minimum", 1),
    ("exclusiveMaximum", "maximum", -1),
];

impl Rewriting<'_> {
    /// Rewrites the keywords for values.
    pub(super) fn values(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        if let Some(value) = map.remove("const") {
            map.insert("enum".to_owned(), json!([value]));
            let list = at.push("enum");
            self.from(list.index(0), &at.push("const"));
            self.from(list, &at.push("const"));
        }
        if let Some(Value::Array(examples)) = map.remove("examples")
            && let Some(first) = examples.into_iter().next()
            && !map.contains_key("example")
        {
            map.insert("example".to_owned(), first);
            self.from(at.push("example"), &at.push("examples").index(0));
        }
        for (exclusive, inclusive, next) in BOUNDS {
            self.bound(map, at, exclusive, inclusive, next);
        }
        content(map);
    }

    /// A bound that is excluded is the number, with a word that it is excluded; that of whole numbers is the next one.
    fn bound(
        &mut self,
        map: &mut Map<String, Value>,
        at: &Pointer,
        exclusive: &str,
        inclusive: &str,
        next: i64,
    ) {
        let Some(bound) = map.get(exclusive).filter(|bound| bound.is_number()) else {
            return;
        };
        let bound = bound.clone();
        map.remove(exclusive);
        let number = |value: &Value| value.as_f64().unwrap_or_default();
        let other = map.get(inclusive).filter(|other| other.is_number());
        let is_wider = other.is_some_and(|other| match next {
            1 => number(other) > number(&bound),
            _ => number(other) < number(&bound),
        });
        if is_wider {
            return;
        }
        let mut names = texts(map.get("type"));
        names.retain(|name| name != "null");
        let whole = bound.as_i64().filter(|_| names == ["integer"]);
        match whole.and_then(|whole| whole.checked_add(next)) {
            Some(first) => {
                map.insert(inclusive.to_owned(), first.into());
            }
            None => {
                map.insert(inclusive.to_owned(), bound);
                map.insert(exclusive.to_owned(), true.into());
            }
        }
        self.from(at.push(inclusive), &at.push(exclusive));
    }
}

/// What is in a text becomes its format.
fn content(map: &mut Map<String, Value>) {
    let encoding = map.remove("contentEncoding");
    let media_type = map.remove("contentMediaType");
    let encoding = encoding.as_ref().and_then(Value::as_str);
    let media_type = media_type.as_ref().and_then(Value::as_str);
    let format = match (encoding, media_type) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => Some("byte"),
        (None | Some("binary"), Some(media_type)) if !is_text(media_type) => Some("binary"),
        (Some("binary"), None) => Some("binary"),
        _ => None,
    };
    let Some(format) = format else { return };
    map.entry("type").or_insert_with(|| "string".into());
    let is_text = texts(map.get("type")).iter().any(|name| name == "string");
    if is_text {
        map.entry("format").or_insert_with(|| format.into());
    }
}

/// Whether what is of a media type is text.
fn is_text(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence.starts_with("text/")
        || ["json", "xml", "yaml", "javascript"]
            .iter()
            .any(|text| essence.ends_with(text))
}
