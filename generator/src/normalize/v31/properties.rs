//! The members of objects and the items of lists.

use serde_json::{Map, Value, json};

use super::Rewriting;
use crate::pointer::Pointer;

/// Keywords by which a schema says more about a value than which properties must be there.
const SAYS_MORE: [&str; 9] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "unevaluatedProperties",
];

impl Rewriting<'_> {
    /// `patternProperties` and `unevaluatedProperties` become `additionalProperties`.
    pub(super) fn properties(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        if let Some(Value::Object(patterns)) = map.remove("patternProperties") {
            self.patterns(map, patterns, at);
        }
        let Some(other) = map.remove("unevaluatedProperties") else {
            return;
        };
        let says_nothing = other == json!(true) || map.contains_key("additionalProperties");
        if !says_nothing {
            map.insert("additionalProperties".to_owned(), other);
            let other = at.push("unevaluatedProperties");
            self.from(at.push("additionalProperties"), &other);
        }
    }

    /// A map of what all patterns have in common: their schema, or anything.
    fn patterns(
        &mut self,
        map: &mut Map<String, Value>,
        mut patterns: Map<String, Value>,
        at: &Pointer,
    ) {
        patterns.retain(|_, schema| *schema != json!(false));
        let mut all = patterns.into_iter();
        let Some((pattern, schema)) = all.next() else {
            return;
        };
        let is_one = all.all(|(_, other)| other == schema);
        let fits = match map.get("additionalProperties") {
            None | Some(Value::Bool(false)) => true,
            Some(other) => *other == schema,
        };
        map.entry("type").or_insert_with(|| "object".into());
        let schema = match is_one && fits {
            true => {
                let pattern = at.push("patternProperties").push(pattern);
                self.from(at.push("additionalProperties"), &pattern);
                schema
            }
            false => json!(true),
        };
        map.insert("additionalProperties".to_owned(), schema);
    }

    /// `prefixItems` and the like become the schema of all items: theirs if it is the same for all, or anything.
    pub(super) fn items(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        let key = match map.get("items") {
            Some(Value::Array(_)) => "items",
            _ => "prefixItems",
        };
        if let Some(Value::Array(first)) = map.remove(key) {
            let others = map.get("items").filter(|others| **others != json!(false));
            let is_closed = others.is_none() && map.contains_key("items")
                || map.get("maxItems").and_then(Value::as_u64) == Some(first.len() as u64);
            let mut all = first.iter().chain(others);
            let alone = all.next().filter(|one| all.all(|other| other == *one));
            let alone = alone.filter(|_| is_closed || others.is_some()).cloned();
            if alone.is_some() {
                self.from(at.push("items"), &at.push(key).index(0));
            }
            map.insert("items".to_owned(), alone.unwrap_or_else(|| json!({})));
            map.entry("type").or_insert_with(|| "array".into());
        }
        match map.get("items") {
            Some(Value::Bool(true)) => {
                map.insert("items".to_owned(), json!({}));
            }
            Some(Value::Bool(false)) => {
                map.insert("items".to_owned(), json!({}));
                map.insert("maxItems".to_owned(), 0.into());
            }
            _ => {}
        }
    }

    /// Leaves out conditions: they constrain values, which no client checks. Those that add to a schema are refused.
    pub(super) fn conditions(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        map.remove("if");
        for key in ["then", "else"] {
            if let Some(schema) = map.remove(key) {
                self.condition(map, &schema, &at.push(key));
            }
        }
        if let Some(Value::Object(schemas)) = map.remove("dependentSchemas") {
            for (name, schema) in schemas {
                let at = at.push("dependentSchemas").push(&name);
                self.condition(map, &schema, &at);
            }
        }
        for key in ["$dynamicRef", "$recursiveRef"] {
            if let Some(reference) = map.remove(key) {
                let message = format!("what `{key}` {reference} refers to depends on who asks");
                let help = "name the schema by `$ref`";
                self.unsupported(&at.push(key), message, help);
            }
        }
    }

    fn condition(&mut self, map: &Map<String, Value>, schema: &Value, at: &Pointer) {
        let known = map.get("properties");
        let is_known = |name: &String| known.is_some_and(|known| known.get(name).is_some());
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut names = properties.into_iter().flat_map(Map::keys);
        let adds = SAYS_MORE.iter().any(|key| schema.get(key).is_some());
        if adds || !names.all(is_known) {
            let message = "what holds under a condition adds to the schema";
            let help =
                "list all `properties` in the schema itself, or the alternatives in its `oneOf`";
            self.unsupported(at, message, help);
        }
    }
}
