//! Values that fit the schemas of any document.

use openapi_client_codegen::document;
use proptest::strategy::{Strategy, ValueTree};
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value, json};

/// How deep a value is at most; deeper, and circles, have no sample.
const DEPTH: usize = 12;
/// As deep as this, what is optional is given too.
const OPTIONAL_DEPTH: usize = 4;

/// Makes values of the schemas of a document.
pub struct Sampler<'d> {
    pub document: &'d Value,
    /// Whether what is optional is given.
    pub is_full: bool,
}

impl<'d> Sampler<'d> {
    /// What stands there, or where its reference leads.
    pub fn resolved(&self, value: &'d Value) -> Option<&'d Value> {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => Some(document::follow(self.document, reference)?.1),
            None => Some(value),
        }
    }

    /// A value to send; `None` where none was found.
    pub fn value(&self, schema: &'d Value, depth: usize) -> Option<Value> {
        let schema = self.resolved(schema).filter(|_| depth < DEPTH)?;
        let values = schema["enum"].as_array().into_iter().flatten();
        if let Some(value) = values.chain(schema.get("const")).find(|one| !one.is_null()) {
            return Some(value.clone());
        }
        let shown = schema.get("example").or(schema.get("default"));
        if let Some(shown) = shown.filter(|shown| is_of_type(schema, shown)) {
            return Some(shown.clone());
        }
        let mut whole = self.own(schema, depth)?;
        let all = schema["allOf"].as_array().into_iter().flatten();
        let one = ["oneOf", "anyOf"].map(|key| schema[key].as_array().and_then(|all| all.first()));
        for member in all.chain(one.into_iter().flatten()) {
            let value = self.value(member, depth + 1)?;
            match (&mut whole, value) {
                (Value::Object(whole), Value::Object(members)) => whole.extend(members),
                (whole, value) => *whole = value,
            }
        }
        if let (Some(tag), Value::Object(members)) = (self.tag(schema), &mut whole) {
            members.insert(
                schema["discriminator"]["propertyName"].as_str()?.to_owned(),
                tag,
            );
        }
        Some(whole)
    }

    /// The tag of the first variant.
    fn tag(&self, schema: &Value) -> Option<Value> {
        let first = ["oneOf", "anyOf"]
            .into_iter()
            .find_map(|key| schema[key].get(0)?.get("$ref")?.as_str())?;
        let mapping = schema["discriminator"]
            .get("mapping")
            .and_then(Value::as_object);
        let mapped = mapping
            .into_iter()
            .flatten()
            .find(|(_, target)| *target == first);
        let name = first.rsplit('/').next()?;
        schema.get("discriminator")?;
        Some(mapped.map_or(name, |(tag, _)| tag.as_str()).into())
    }

    /// What the keywords of the schema itself describe.
    fn own(&self, schema: &'d Value, depth: usize) -> Option<Value> {
        let is_composed = ["allOf", "oneOf", "anyOf"]
            .iter()
            .any(|key| schema.get(key).is_some());
        match kind(schema) {
            Some("string") => text(schema).map(Value::String),
            Some("integer") => number(schema, 1.0),
            Some("number") => number(schema, 0.5),
            Some("boolean") => Some(json!(true)),
            Some("array") => {
                let count = schema["minItems"].as_u64().unwrap_or(0).max(1);
                let item = match schema.get("items") {
                    Some(items) => self.value(items, depth + 1)?,
                    None => json!("item"),
                };
                Some(json!(vec![item; usize::try_from(count).ok()?]))
            }
            Some("null") => Some(Value::Null),
            Some(_) => self.object(schema, depth),
            None if is_composed => Some(json!({})),
            None => Some(json!("anything")),
        }
    }

    fn object(&self, schema: &'d Value, depth: usize) -> Option<Value> {
        let mut members = Map::new();
        let required: Vec<_> = schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .collect();
        let properties = schema["properties"].as_object();
        for (name, property) in properties.into_iter().flatten() {
            let is_required = required.iter().any(|one| *one == name);
            let is_read_only = self.resolved(property)?["readOnly"] == json!(true);
            let is_given = is_required || self.is_full && depth < OPTIONAL_DEPTH;
            if is_read_only || !is_given {
                continue;
            }
            match self.value(property, depth + 1) {
                Some(value) => drop(members.insert(name.clone(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        let more = schema
            .get("additionalProperties")
            .filter(|more| more.is_object());
        if let (true, None, Some(more)) = (self.is_full, properties, more) {
            members.extend(
                self.value(more, depth + 1)
                    .map(|value| ("key".to_owned(), value)),
            );
        }
        Some(Value::Object(members))
    }
}

/// The type that a schema has, or shows by its keywords.
fn kind(schema: &Value) -> Option<&str> {
    let types = schema["type"].as_array().into_iter().flatten();
    let listed = types.filter_map(Value::as_str).find(|one| *one != "null");
    let shown = || schema.get("properties").map(|_| "object");
    let items = || schema.get("items").map(|_| "array");
    schema["type"]
        .as_str()
        .or(listed)
        .or_else(shown)
        .or_else(items)
}

fn is_of_type(schema: &Value, value: &Value) -> bool {
    match kind(schema) {
        Some("string") => value.as_str().is_some_and(|text| fits(schema, text)),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        _ => false,
    }
}

fn fits(schema: &Value, text: &str) -> bool {
    let length = text.chars().count() as u64;
    length >= schema["minLength"].as_u64().unwrap_or(0)
        && length <= schema["maxLength"].as_u64().unwrap_or(u64::MAX)
        && schema.get("pattern").is_none()
        && schema.get("format").is_none()
}

fn text(schema: &Value) -> Option<String> {
    if let Some(pattern) = schema["pattern"].as_str() {
        let pattern = pattern.trim_start_matches('^').trim_end_matches('$');
        // In a pattern of JSON Schema, only these are digits and letters.
        let pattern = pattern
            .replace(r"\d", "[0-9]")
            .replace(r"\w", "[A-Za-z0-9_]");
        let strategy = string_regex(&pattern).ok()?;
        let tree = strategy.new_tree(&mut TestRunner::deterministic()).ok()?;
        let text = tree.current();
        return (!text.is_empty() && !text.chars().any(char::is_control)).then_some(text);
    }
    let text = match schema["format"].as_str() {
        Some("date-time") => "2026-03-03T09:20:11Z",
        Some("date") => "2026-03-03",
        Some("time") => "09:20:11Z",
        Some("email") => "ada@example.com",
        Some("uuid") => "7f2c1e5a-6b1d-4c3e-9f80-0123456789ab",
        Some("uri" | "url" | "uri-reference") => "https://example.com/a",
        Some("hostname") => "example.com",
        Some("ipv4") => "192.0.2.1",
        Some("ipv6") => "2001:db8::1",
        Some("duration") => "PT1H",
        Some("byte") => "aGVsbG8=",
        _ => "text",
    };
    let length = usize::try_from(schema["minLength"].as_u64().unwrap_or(0)).ok()?;
    let longest = usize::try_from(schema["maxLength"].as_u64().unwrap_or(u64::MAX)).ok()?;
    let more = "x".repeat(length.saturating_sub(text.len()));
    Some(format!("{text}{more}").chars().take(longest).collect())
}

fn number(schema: &Value, usual: f64) -> Option<Value> {
    let bound = |key: &str, exclusive: &str, step: f64| {
        let is_exclusive = schema[exclusive] == json!(true);
        let own = schema[key]
            .as_f64()
            .map(|bound| if is_exclusive { bound + step } else { bound });
        own.or_else(|| Some(schema[exclusive].as_f64()? + step))
    };
    let step = schema["multipleOf"].as_f64().unwrap_or(1.0);
    let least = bound("minimum", "exclusiveMinimum", step).unwrap_or(f64::MIN);
    let most = bound("maximum", "exclusiveMaximum", -step).unwrap_or(f64::MAX);
    let number = match schema.get("multipleOf") {
        Some(_) => (usual.clamp(least, most) / step).ceil() * step,
        None => usual.clamp(least, most),
    };
    match usual == 1.0 {
        true => Some(json!(number.ceil() as i64)),
        false => Some(json!(number)),
    }
}
