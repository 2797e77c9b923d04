//! Values that are made from schemas, and whether a value is one of its schema.

use std::collections::BTreeSet;

use serde_json::{Map, Number, Value, json};

use openapi_client_codegen::document;
use openapi_client_codegen::limit::Budget;
use openapi_client_codegen::profile::Profile;

/// Maximum nesting depth of objects.
const MAX_DEPTH: usize = 6;

/// Maximum nesting depth of choices between schemas.
const MAX_CHOICES: usize = 32;

/// Maximum number of values made up for one example.
const MAX_VALUES: usize = 1_000;

/// The digits of an identifier that is made up.
const DIGITS: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// A value for the property `name` with this schema.
pub(super) fn made(schema: &Value, name: &str, document: &Value, profile: &Profile) -> Value {
    let mut maker = Maker {
        document,
        profile,
        left: Budget::new(MAX_VALUES),
    };
    maker.value(schema, name, 0)
}

/// Makes a value and those in it.
struct Maker<'d> {
    document: &'d Value,
    profile: &'d Profile,
    /// How many more there may be.
    left: Budget,
}

impl Maker<'_> {
    fn value(&mut self, schema: &Value, name: &str, depth: usize) -> Value {
        let Some(schema) = document::resolve(self.document, schema) else {
            return json!({});
        };
        // Choices may lead back here.
        if depth > MAX_CHOICES || !self.left.spend(1) {
            return json!({});
        }
        let first = |key: &str| schema.get(key)?.as_array()?.first();
        if let Some(known) = first("enum") {
            return known.clone();
        }
        if let Some(part) = first("oneOf").or_else(|| first("anyOf")) {
            return self.value(part, name, depth + 1);
        }
        match kind(schema) {
            "string" => Value::from(text(schema, name, self.profile)),
            "boolean" => Value::Bool(false),
            "integer" => Value::from(integer(schema)),
            "number" => schema.get("minimum").cloned().unwrap_or_else(|| json!(1.5)),
            "array" => match schema.get("items") {
                Some(items) if depth < MAX_DEPTH => {
                    Value::Array(vec![self.value(items, name, depth + 1)])
                }
                _ => json!([]),
            },
            _ if depth < MAX_DEPTH => self.object(schema, depth),
            _ => json!({}),
        }
    }

    fn object(&mut self, schema: &Value, depth: usize) -> Value {
        let mut found = Map::new();
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            if let Value::Object(inner) = self.value(part, "", depth + 1) {
                found.extend(inner);
            }
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            if self.left.is_spent() {
                break;
            }
            found.insert(name.clone(), self.value(property, name, depth + 1));
        }
        Value::Object(found)
    }
}

fn kind(schema: &Value) -> &str {
    schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("object")
}

fn integer(schema: &Value) -> i64 {
    let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
    let least = bound("minimum").map_or(1, |least| least.max(1));
    bound("maximum").map_or(least, |most| least.min(most))
}

/// A text; where its name is all that is known, it says that.
fn text(schema: &Value, name: &str, profile: &Profile) -> String {
    let get = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(Some(prefix)) = get("pattern").and_then(profile.identifier_prefix) {
        return format!("{prefix}{DIGITS}");
    }
    let words = words(name);
    let made = match get("format") {
        Some("date-time") => "2026-03-02T09:14:05Z".to_owned(),
        Some("date-time-rfc-2822") => "Mon, 02 Mar 2026 09:14:05 +0000".to_owned(),
        Some("date") => "2026-03-02".to_owned(),
        Some("uri" | "url") => format!("https://acme.example/{}", words.replace(' ', "-")),
        Some("email") => "ops@acme.example".to_owned(),
        Some("phone-number") => "+15555550100".to_owned(),
        Some("uuid") => "0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9".to_owned(),
        _ => words,
    };
    let bound = |key: &str| {
        let bound = schema.get(key).and_then(Value::as_u64);
        bound.and_then(|bound| usize::try_from(bound).ok())
    };
    let most = bound("maxLength").unwrap_or(usize::MAX);
    let mut made: String = made.chars().take(most).collect();
    let least = bound("minLength").unwrap_or(0);
    while made.chars().count() < least.min(most).min(1000) {
        made.push('x');
    }
    made
}

/// The words of a name: `business name` of `BusinessName` and of `business_name`.
fn words(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for char in name.chars() {
        if !char.is_alphanumeric() {
            words.push(' ');
        } else {
            if char.is_uppercase() && before.is_lowercase() {
                words.push(' ');
            }
            words.extend(char.to_lowercase());
        }
        before = char;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    match words.is_empty() {
        true => "example".to_owned(),
        false => words.join(" "),
    }
}

/// Whether a value is one of its schema, as far as its type, an enumeration, an identifier and a format tell; null always is,
/// unless the schema says otherwise. In a form, all scalars are text.
pub(super) fn accepts(
    schema: &Value,
    value: &Value,
    is_text: bool,
    document: &Value,
    profile: &Profile,
) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![schema];
    while let Some(schema) = waiting.pop() {
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let parts = list("oneOf").or_else(|| list("anyOf"));
        match parts.filter(|_| !value.is_null() && list("enum").is_none()) {
            // One that leads back here adds nothing.
            Some(parts) if seen.insert(std::ptr::from_ref(schema)) => {
                let parts = parts.iter();
                waiting.extend(parts.filter_map(|part| document::resolve(document, part)));
            }
            None if accepts_alone(schema, value, is_text, profile) => return true,
            _ => {}
        }
    }
    false
}

/// The same of a schema that is no choice.
fn accepts_alone(schema: &Value, value: &Value, is_text: bool, profile: &Profile) -> bool {
    if value.is_null() {
        return schema.get("nullable") != Some(&Value::Bool(false));
    }
    if let Some(known) = schema.get("enum").and_then(Value::as_array) {
        return known.contains(value);
    }
    match (kind(schema), value) {
        _ if schema.get("type").is_none() => true,
        ("string", Value::String(text)) => is_text_of(schema, text, profile),
        ("boolean", Value::String(text)) => is_text && matches!(text.as_str(), "true" | "false"),
        // JSON is text where all is text.
        ("integer" | "number" | "object", Value::String(_)) => is_text,
        ("string", Value::Number(_)) => is_text,
        ("integer", Value::Number(number)) => is_whole(number),
        ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) => true,
        ("array", Value::Array(_)) | ("object", Value::Object(_)) => true,
        _ => false,
    }
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

fn is_text_of(schema: &Value, text: &str, profile: &Profile) -> bool {
    let get = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(Some(prefix)) = get("pattern").and_then(profile.identifier_prefix) {
        return text.starts_with(prefix) && text.len() == prefix.len() + DIGITS.len();
    }
    match get("format") {
        Some("date-time") => text.len() >= 20 && text.as_bytes().get(10) == Some(&b'T'),
        Some("date") => text.len() == 10 && text.matches('-').count() == 2,
        Some("uri") => text.is_empty() || text.contains(':') || text.starts_with('/'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openapi_client_codegen::profile::PLAIN;

    #[test]
    fn schemas_that_lead_back_to_themselves_come_to_an_end() {
        let reference = |name: &str| json!({"$ref": format!("#/{name}")});
        let many: Map<String, Value> = (0..30)
            .map(|index| (format!("p{index}"), reference("wide")))
            .collect();
        let document = json!({
            "choice": {"oneOf": [reference("choice"), reference("other")]},
            "other": {"anyOf": [reference("choice")]},
            "wide": {"type": "object", "properties": many},
        });
        assert_eq!(
            made(&reference("choice"), "a", &document, &PLAIN),
            json!({})
        );
        let wide = made(&reference("wide"), "a", &document, &PLAIN).to_string();
        assert!(wide.len() < 100_000, "{}", wide.len());
        assert!(!accepts(
            &document["choice"],
            &json!(1),
            false,
            &document,
            &PLAIN
        ));
    }
}
