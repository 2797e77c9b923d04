//! Which types the components name, to tell whether what stands beside a `$ref` says it again.

use std::collections::BTreeMap;

use serde_json::Value;

use super::texts;
use crate::document;

/// What a component says of its type.
pub(super) enum Kind {
    /// Its types, without null; none if it names none.
    Types(Vec<String>),
    /// It is what another component is.
    As(String),
}

/// The kinds of the schemas among the components, by reference.
pub(super) fn of(document: &Value) -> BTreeMap<String, Kind> {
    let schemas = document.pointer("/components/schemas");
    let schemas = schemas.and_then(Value::as_object).into_iter().flatten();
    let kinds = schemas.map(|(name, schema)| {
        let kind = match document::reference(schema) {
            Some(reference) => Kind::As(reference.to_owned()),
            None => {
                let mut types = texts(schema.get("type"));
                types.retain(|name| name != "null");
                Kind::Types(types)
            }
        };
        (format!("#{}", document::component("schemas", name)), kind)
    });
    kinds.collect()
}

/// Whether a value that a reference describes may be of this type, as far as the component says.
pub(super) fn may_be(kinds: &BTreeMap<String, Kind>, reference: &str, name: &str) -> bool {
    let mut reference = reference;
    for _ in 0..=document::MAX_REFERENCES {
        match kinds.get(reference) {
            Some(Kind::As(next)) => reference = next,
            Some(Kind::Types(types)) => {
                return types.is_empty() || types.iter().any(|known| known == name);
            }
            None => return true,
        }
    }
    true
}
