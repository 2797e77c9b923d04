//! Which parts of a document are equal for a reader, so that one text fits them all.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::words::{Keys, interface};
use crate::diff::side::each_value;
use openapi_client_codegen::document::PLACEHOLDER;
use openapi_client_codegen::pointer::Pointer;

/// What a value is, apart from its bounds: properties that have these in common are equal.
const TYPE: &[&str] = &[
    "$ref",
    "type",
    "format",
    "pattern",
    "enum",
    "items",
    "properties",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
];

/// The last token of the pointer to what contains a part: `properties`, `parameters`.
pub(super) fn above(part: &Pointer) -> String {
    let above = part.parent();
    let name = above.as_ref().and_then(Pointer::last);
    name.unwrap_or_default().into_owned()
}

/// The part that a text is about, and what the text is of it: `description`, `example`, `x-enumDescriptions/red`.
pub(super) fn subject(text: &Pointer) -> (Pointer, String) {
    let parent = text.parent().unwrap_or_default();
    let last = text.last().unwrap_or_default().into_owned();
    let beyond = |at: &Pointer| at.parent().unwrap_or_default();
    if above(text) == "x-enumDescriptions" {
        (beyond(&parent), format!("x-enumDescriptions/{last}"))
    } else if last == "summary" && above(&parent) == "examples" {
        (beyond(&beyond(&parent)), "example".to_owned())
    } else {
        (parent, last)
    }
}

/// What equal parts have in common; `keyword` is what is asked of the part.
pub(super) fn key(document: &Value, part: &Pointer, keyword: &str) -> String {
    let value = part.find(document).unwrap_or(&Value::Null);
    let bare = interface(value, Keys::Words);
    let name = part.last().unwrap_or_default();
    match above(part).as_str() {
        "properties" => format!("{keyword} of {name}: {}", type_of(&bare)),
        "parameters" => {
            let schema = bare.get("schema").map(type_of);
            let parts = json!([bare.get("in"), bare.get("name"), schema]);
            format!("{keyword} of a parameter: {parts}")
        }
        _ => format!("{keyword} of {name}: {bare}"),
    }
}

fn type_of(bare: &Value) -> Value {
    let keys = TYPE.iter();
    Value::Object(Map::from_iter(
        keys.filter_map(|key| Some(((*key).to_owned(), bare.get(key)?.clone()))),
    ))
}

/// The texts that a document has for its properties and parameters.
pub(super) struct Known<'d> {
    document: &'d Value,
    by_key: BTreeMap<String, Vec<Pointer>>,
}

impl<'d> Known<'d> {
    /// Collects the descriptions of properties, and the descriptions and examples of parameters.
    pub(super) fn of(document: &'d Value) -> Self {
        let mut by_key: BTreeMap<_, Vec<_>> = BTreeMap::new();
        each_value(document, &Pointer::root(), &mut |value, at| {
            let keywords: &[&str] = match above(at).as_str() {
                "properties" => &["description"],
                "parameters" => &["description", "example"],
                _ => &[],
            };
            for keyword in keywords {
                let text = value.get(keyword).filter(|text| **text != PLACEHOLDER);
                if text.is_some() {
                    let key = key(document, at, keyword);
                    by_key.entry(key).or_default().push(at.push(keyword));
                }
            }
        });
        Self { document, by_key }
    }

    /// The text of an equal part, and its pointer: of the one whose pointer has most in common with `part`, such as a
    /// property of the resource that a new schema is named after.
    pub(super) fn text(&self, key: &str, part: &Pointer) -> Option<(&Pointer, &'d Value)> {
        let shared = |at: &Pointer| {
            let bytes = at.as_str().bytes().zip(part.as_str().bytes());
            bytes.take_while(|(one, other)| one == other).count()
        };
        // The first of those that have equally much in common.
        let found = self
            .by_key
            .get(key)?
            .iter()
            .rev()
            .max_by_key(|at| shared(at))?;
        Some((found, found.find(self.document)?))
    }
}
