//! One schema after the other, outer ones before those in them.

use serde_json::{Map, Value, json};

use super::{Place, Rewriting, kinds};
use crate::pointer::Pointer;

/// How deep schemas are rewritten; deeper documents are refused.
const MAX_DEPTH: usize = 64;

/// Keywords that only name a schema or constrain values, which no client checks.
const CONSTRAINTS: [&str; 14] = [
    "$anchor",
    "$comment",
    "$dynamicAnchor",
    "$id",
    "$recursiveAnchor",
    "$schema",
    "$vocabulary",
    "contains",
    "contentSchema",
    "dependentRequired",
    "maxContains",
    "minContains",
    "propertyNames",
    "unevaluatedItems",
];

/// Keywords that say what a value is; beside a `$ref`, the others only describe it.
const STRUCTURE: [&str; 11] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "discriminator",
    "enum",
    "items",
    "not",
    "oneOf",
    "properties",
    "required",
    "type",
];

/// Keywords that make a reference more than its target alone.
const REMARKS: [&str; 4] = ["description", "nullable", "readOnly", "writeOnly"];

/// Keywords that say nothing about what a value is.
const ANNOTATIONS: [&str; 13] = [
    "$comment",
    "default",
    "deprecated",
    "description",
    "example",
    "examples",
    "externalDocs",
    "nullable",
    "readOnly",
    "summary",
    "title",
    "writeOnly",
    "xml",
];

/// The lists of schemas.
const LISTS: [&str; 3] = ["allOf", "anyOf", "oneOf"];

impl Rewriting<'_> {
    /// Rewrites a schema and all that are in it.
    pub(super) fn schema(&mut self, value: &mut Value, at: &Pointer, place: Place) {
        match value {
            Value::Bool(true) => *value = json!({}),
            Value::Bool(false) => *value = json!({"not": {}}),
            _ => {}
        }
        let Some(map) = value.as_object_mut().filter(|_| self.depth < MAX_DEPTH) else {
            return;
        };
        self.depth += 1;
        self.null_alternatives(map, at);
        self.conditions(map, at);
        map.retain(|key, _| !CONSTRAINTS.contains(&key.as_str()));
        self.values(map, at);
        self.properties(map, at);
        self.items(map, at);
        self.types(map, at);
        self.reference(map, at, place);
        self.below(map, at);
        self.depth -= 1;
    }

    /// Rewrites the schemas in a schema.
    fn below(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        if map.get("not") == Some(&json!(false)) {
            map.remove("not");
        }
        for key in ["items", "not", "additionalProperties"] {
            let schema = map.get_mut(key);
            if let Some(schema) = schema.filter(|schema| schema.is_object() || key == "not") {
                self.schema(schema, &at.push(key), Place::Other);
            }
        }
        if let Some(Value::Object(properties)) = map.get_mut("properties") {
            // Such a property is one that no value has.
            properties.retain(|_, schema| *schema != json!(false));
            for (name, schema) in properties {
                self.schema(schema, &at.push("properties").push(name), Place::Property);
            }
        }
        for key in LISTS {
            if let Some(Value::Array(schemas)) = map.get_mut(key) {
                for (index, schema) in schemas.iter_mut().enumerate() {
                    self.schema(schema, &at.push(key).index(index), Place::Member);
                }
            }
        }
        for key in ["$defs", "definitions"] {
            if let Some(Value::Object(schemas)) = map.get_mut(key) {
                self.definitions.push(at.push(key));
                for (name, schema) in schemas {
                    self.schema(schema, &at.push(key).push(name), Place::Component);
                }
            }
        }
    }

    /// Takes null, and what no value fits, out of the alternatives. What is left alone then stands in their place.
    fn null_alternatives(&mut self, map: &mut Map<String, Value>, at: &Pointer) {
        // Each turn takes what was one step deeper.
        for _ in 0..MAX_DEPTH {
            let mut alone = None;
            for key in ["anyOf", "oneOf"] {
                let Some(Value::Array(members)) = map.get_mut(key) else {
                    continue;
                };
                let has_null = members.iter().any(is_null);
                let is_left = |member: &Value| !is_null(member) && *member != json!(false);
                if !members.iter().any(is_left) {
                    if has_null {
                        map.remove(key);
                        map.insert("type".to_owned(), "null".into());
                    }
                    continue;
                }
                let list = at.push(key);
                let before = self.step.before(&list);
                let indices = members.iter().enumerate();
                let left: Vec<_> = indices
                    .filter(|(_, member)| is_left(member))
                    .map(|(index, _)| index)
                    .collect();
                if left.len() == members.len() {
                    continue;
                }
                for (index, old) in left.iter().enumerate() {
                    self.step.add(list.index(index), before.index(*old));
                }
                members.retain(is_left);
                if has_null {
                    map.insert("nullable".to_owned(), true.into());
                }
                alone = left.first().filter(|_| left.len() == 1).map(|_| key);
            }
            let Some(key) = alone else { return };
            if !self.hoist(map, at, key) {
                return;
            }
        }
    }

    /// Puts the only schema of a list in place of the list, if nothing beside it says what a value is.
    fn hoist(&mut self, map: &mut Map<String, Value>, at: &Pointer, key: &str) -> bool {
        let is_remark =
            |name: &String| name.starts_with("x-") || ANNOTATIONS.contains(&name.as_str());
        if !map.keys().all(|name| name == key || is_remark(name)) {
            return false;
        }
        let Some(Value::Array(members)) = map.get_mut(key) else {
            return false;
        };
        let Some(Value::Object(member)) = members.pop_if(|member| member.is_object()) else {
            return false;
        };
        map.remove(key);
        let before = self.step.before(&at.push(key).index(0));
        for (name, value) in member {
            if !map.contains_key(&name) {
                self.step.add(at.push(&name), before.push(&name));
                map.insert(name, value);
            }
        }
        true
    }

    /// What stands beside a `$ref` becomes a schema that has the reference in its `allOf`, if it says more than the target.
    fn reference(&mut self, map: &mut Map<String, Value>, at: &Pointer, place: Place) {
        let Some(target) = map.get("$ref").and_then(Value::as_str) else {
            return;
        };
        let says_again = |name: &str| kinds::may_be(&self.kinds, target, name);
        if map
            .get("type")
            .and_then(Value::as_str)
            .is_some_and(says_again)
        {
            map.remove("type");
        }
        let is_more = STRUCTURE.iter().any(|key| map.contains_key(*key));
        let has_remarks = REMARKS.iter().any(|key| map.contains_key(*key));
        let list = match place {
            _ if is_more => "allOf",
            Place::Property | Place::Other if has_remarks => "allOf",
            // What has a component in its `allOf` inherits from it.
            Place::Component if map.contains_key("nullable") => "oneOf",
            _ => return,
        };
        let Some(reference) = map.remove("$ref") else {
            return;
        };
        let members = map.entry(list).or_insert_with(|| json!([]));
        if let Value::Array(members) = members {
            let before = self.step.before(at);
            self.step.add(at.push(list).index(members.len()), before);
            members.push(json!({ "$ref": reference }));
        }
    }
}

/// Whether a schema is that of null alone.
fn is_null(schema: &Value) -> bool {
    let Some(map) = schema.as_object() else {
        return false;
    };
    let is_list = |key: &str, alone: Value| {
        let list = map.get(key).and_then(Value::as_array);
        list.is_some_and(|list| !list.is_empty() && list.iter().all(|value| *value == alone))
    };
    map.get("type") == Some(&json!("null"))
        || is_list("type", json!("null"))
        || map.get("const") == Some(&Value::Null)
        || is_list("enum", Value::Null)
}
