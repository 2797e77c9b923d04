//! `required` should name properties that the schema has.

use serde_json::Value;

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::limit::{Budget, MAX_HINTS};
use crate::suggest;

/// Reports names in `required` that the schema has no property for.
///
/// A schema that takes any property, or that has others from `allOf` and the like, may well have more than it lists.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let mut hints = Budget::new(MAX_HINTS);
    for schema in document.schemas() {
        let (Some(Value::Array(required)), Some(Value::Object(properties))) =
            (schema.map.get("required"), schema.map.get("properties"))
        else {
            continue;
        };
        let open = match schema.map.get("additionalProperties") {
            None | Some(Value::Bool(false)) => false,
            Some(_) => true,
        };
        let composed = ["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|key| schema.map.contains_key(*key));
        if open || composed {
            continue;
        }
        let at = schema.at.push("required");
        for (index, name) in required.iter().enumerate() {
            let Some(name) = name.as_str().filter(|name| !properties.contains_key(*name)) else {
                continue;
            };
            let message = format!("there is no property `{name}` that could be required");
            let warning = Diagnostic::warning(Code::RequiredUnknown, &at.index(index), message);
            let is_compared = hints.spend(1);
            let names = properties.keys().map(String::as_str);
            // Comparing names is dear.
            let names = names.filter(|_| is_compared);
            let other = "add the property, or remove its name here";
            out.push(warning.help(suggest::help(name, names, other)));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::{found, schema};

    #[test]
    fn good() {
        let good = schema(json!({"properties": {
            "a": {"required": ["x"], "properties": {"x": {}}},
            "b": {"required": ["x"], "properties": {}, "additionalProperties": true},
            "c": {"required": ["x"], "properties": {}, "allOf": []},
            "d": {"required": ["x"]},
        }}));
        assert!(found(check, &good).is_empty());
    }

    #[test]
    fn bad() {
        let bad = schema(json!({"required": ["sid", "name"], "properties": {"sid": {}}}));
        assert_eq!(
            found(check, &bad),
            ["warning[TH040] /required/1: there is no property `name` that could be required"]
        );
    }
}
