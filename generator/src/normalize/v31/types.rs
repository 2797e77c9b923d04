//! The types of a schema: several, null, and those that only its values tell.

use serde_json::{Map, Value, json};

use super::{Rewriting, texts};
use crate::lint::is_of_type;
use crate::pointer::Pointer;

/// The types, and the keywords that belong to each.
const KEYWORDS: [(&str, &[&str]); 6] = [
    ("string", &["pattern", "minLength", "maxLength"]),
    ("integer", NUMBERS),
    ("number", NUMBERS),
    ("boolean", &[]),
    ("array", &["items", "minItems", "maxItems", "uniqueItems"]),
    (
        "object",
        &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
    ),
];

const NUMBERS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// The formats of numbers; all others are those of text.
const NUMBER_FORMATS: [&str; 10] = [
    "decimal", "double", "float", "int16", "int32", "int64", "int8", "uint16", "uint32", "uint64",
];

/// Keywords by which other schemas say what the type is.
const COMPOSED: [&str; 4] = ["$ref", "allOf", "anyOf", "oneOf"];

impl Rewriting<'_> {
    /// Leaves a schema with one type at most: null becomes `nullable`, and several become alternatives.
    pub(super) fn types(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        let mut names = texts(map.get("type"));
        let is_listed = matches!(map.get("type"), Some(Value::Array(_)));
        let is_typed = !names.is_empty();
        let mut has_null = names.iter().any(|name| name == "null");
        names.retain(|name| name != "null");
        if names.iter().any(|name| name == "number") {
            names.retain(|name| name != "integer");
        }
        let is_composed = COMPOSED.iter().any(|key| map.contains_key(*key));
        if let Some(Value::Array(values)) = map.get("enum") {
            if is_typed && has_null && values.iter().all(Value::is_null) {
                names.clear();
            } else if is_typed && !has_null {
                self.without_null(map, at);
            } else if !is_typed && !is_composed {
                has_null = values.iter().any(Value::is_null);
                names = types_of(values);
            }
        }
        if has_null {
            map.insert("nullable".to_owned(), true.into());
        }
        match names.as_slice() {
            [] => {
                map.remove("type");
                if is_typed && !is_composed {
                    map.insert("enum".to_owned(), json!([null]));
                }
            }
            [name] => {
                map.insert("type".to_owned(), name.as_str().into());
                if name == "array" && !is_composed {
                    map.entry("items").or_insert_with(|| json!({}));
                }
            }
            _ if is_composed => {
                map.remove("type");
            }
            _ if is_listed || !is_typed => self.split(map, &names, at),
            _ => {}
        }
    }

    /// Takes null out of the values of a schema the types of which it has none of.
    fn without_null(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        let Some(Value::Array(values)) = map.get_mut("enum") else {
            return;
        };
        let is_null: Vec<_> = values.iter().map(Value::is_null).collect();
        if !is_null.contains(&true) || !is_null.contains(&false) {
            return;
        }
        let list = at.push("enum");
        let before = self.step.before(&list);
        let left = is_null.iter().enumerate().filter(|(_, is_null)| !**is_null);
        for (index, (old, _)) in left.enumerate() {
            self.step.add(list.index(index), before.index(old));
        }
        values.retain(|value| !value.is_null());
    }

    /// Gives each type an alternative of its own, with the keywords that belong to it.
    fn split(&mut self, map: &mut Map<String, Value>, names: &[String], at: &Pointer) {
        map.remove("type");
        let has_own = |name: &String| {
            keywords(name).any(|key| map.contains_key(key)) || map.contains_key("enum")
        };
        let basic = ["string", "number", "boolean", "array", "object"];
        let is_any = basic
            .iter()
            .all(|basic| names.iter().any(|name| name == basic));
        if is_any && !names.iter().any(has_own) {
            return;
        }
        let before = self.step.before(at);
        let values = map.remove("enum");
        let format = map.remove("format");
        let mut members: Vec<Value> = Vec::new();
        for name in names {
            let mut member = Map::new();
            member.insert("type".to_owned(), name.as_str().into());
            let here = at.push("anyOf").index(members.len());
            if let Some(Value::Array(values)) = &values {
                let own = values.iter().filter(|value| is_of_type(value, name));
                let own: Vec<_> = own.cloned().collect();
                if own.is_empty() {
                    continue;
                }
                member.insert("enum".to_owned(), own.into());
            }
            if name == "object" || member.contains_key("enum") {
                // What has a type of its own is called so.
                member.insert("title".to_owned(), name.as_str().into());
            }
            let is_number = ["integer", "number"].contains(&name.as_str());
            let fits = |format: &str| match NUMBER_FORMATS.contains(&format) {
                true => is_number,
                false => name == "string",
            };
            if let Some(format) = format
                .as_ref()
                .filter(|format| format.as_str().is_some_and(fits))
            {
                member.insert("format".to_owned(), format.clone());
            }
            for key in keywords(name) {
                if let Some(value) = map.remove(key) {
                    self.step.add(here.push(key), before.push(key));
                    member.insert(key.to_owned(), value);
                }
            }
            self.step.add(here, before.clone());
            members.push(member.into());
        }
        map.insert("anyOf".to_owned(), members.into());
    }
}

/// The keywords that belong to a type alone.
fn keywords(name: &str) -> impl Iterator<Item = &'static str> {
    let mut known = KEYWORDS.iter();
    let found = known.find(|(known, _)| *known == name);
    found
        .into_iter()
        .flat_map(|(_, keywords)| *keywords)
        .copied()
}

/// The types of values, in the order of the table; none if one of them has members or items.
fn types_of(values: &[Value]) -> Vec<String> {
    if values
        .iter()
        .any(|value| value.is_object() || value.is_array())
    {
        return Vec::new();
    }
    let values = || values.iter().filter(|value| !value.is_null());
    let has = |name: &str| values().any(|value| is_of_type(value, name));
    let is_whole = values().all(|value| !value.is_number() || is_of_type(value, "integer"));
    let names = ["string", "integer", "number", "boolean"].into_iter();
    let names = names.filter(|name| match *name {
        "integer" => is_whole && has("integer"),
        "number" => !is_whole,
        name => has(name),
    });
    names.map(str::to_owned).collect()
}
