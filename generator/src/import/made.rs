//! Values that are made from schemas, and whether a value is one of its schema.

use serde_json::{Map, Number, Value, json};

use super::examples::resolved;

/// So deep are objects that contain each other.
const MAX_DEPTH: usize = 6;

/// The digits of a SID that is made up.
const DIGITS: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// The end of the pattern of a SID.
const SID: &str = "[0-9a-fA-F]{32}$";

/// A value for the property `name` with this schema.
pub(super) fn made(schema: &Value, name: &str, document: &Value) -> Value {
    value(schema, name, document, 0)
}

fn value(schema: &Value, name: &str, document: &Value, depth: usize) -> Value {
    let Some(schema) = resolved(document, schema) else {
        return json!({});
    };
    let first = |key: &str| schema.get(key)?.as_array()?.first();
    if let Some(known) = first("enum") {
        return known.clone();
    }
    if let Some(part) = first("oneOf").or_else(|| first("anyOf")) {
        return value(part, name, document, depth + 1);
    }
    match kind(schema) {
        "string" => Value::from(text(schema, name)),
        "boolean" => Value::Bool(false),
        "integer" => Value::from(integer(schema)),
        "number" => schema.get("minimum").cloned().unwrap_or_else(|| json!(1.5)),
        "array" => match schema.get("items") {
            Some(items) if depth < MAX_DEPTH => {
                Value::Array(vec![value(items, name, document, depth + 1)])
            }
            _ => json!([]),
        },
        _ if depth < MAX_DEPTH => object(schema, document, depth),
        _ => json!({}),
    }
}

fn kind(schema: &Value) -> &str {
    schema
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or("object")
}

fn object(schema: &Value, document: &Value, depth: usize) -> Value {
    let mut found = Map::new();
    let parts = schema.get("allOf").and_then(Value::as_array);
    for part in parts.into_iter().flatten() {
        if let Value::Object(inner) = value(part, "", document, depth + 1) {
            found.extend(inner);
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, property) in properties.into_iter().flatten() {
        found.insert(name.clone(), value(property, name, document, depth + 1));
    }
    Value::Object(found)
}

fn integer(schema: &Value) -> i64 {
    let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
    let least = bound("minimum").map_or(1, |least| least.max(1));
    bound("maximum").map_or(least, |most| least.min(most))
}

/// A text; where its name is all that is known, it says that.
fn text(schema: &Value, name: &str) -> String {
    let get = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(prefix) = get("pattern").and_then(prefix) {
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

/// The letters before the digits of a SID.
fn prefix(pattern: &str) -> Option<&str> {
    let prefix = pattern.strip_prefix('^')?.strip_suffix(SID)?;
    let is_plain = prefix.chars().all(|char| char.is_ascii_uppercase());
    is_plain.then_some(prefix)
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

/// Whether a value is one of its schema, as far as its type, an enumeration, a SID and a format tell; null always is, unless
/// the schema says otherwise. In a form, all scalars are text.
pub(super) fn accepts(schema: &Value, value: &Value, is_text: bool, document: &Value) -> bool {
    if value.is_null() {
        return schema.get("nullable") != Some(&Value::Bool(false));
    }
    let list = |key: &str| schema.get(key).and_then(Value::as_array);
    if let Some(known) = list("enum") {
        return known.contains(value);
    }
    if let Some(parts) = list("oneOf").or_else(|| list("anyOf")) {
        let mut parts = parts.iter().filter_map(|part| resolved(document, part));
        return parts.any(|part| accepts(part, value, is_text, document));
    }
    let is_known = schema.get("type").is_some();
    match (kind(schema), value) {
        _ if !is_known => true,
        ("string", Value::String(text)) => is_text_of(schema, text),
        ("string", Value::Number(_)) | ("integer" | "number", Value::String(_)) => is_text,
        ("boolean", Value::String(text)) => is_text && matches!(text.as_str(), "true" | "false"),
        ("integer", Value::Number(number)) => is_whole(number),
        ("number", Value::Number(_)) | ("boolean", Value::Bool(_)) => true,
        ("array", Value::Array(_)) => true,
        // JSON is text where all is text.
        ("object", Value::String(_)) => is_text,
        ("object", Value::Object(_)) => true,
        _ => false,
    }
}

fn is_whole(number: &Number) -> bool {
    number.is_i64() || number.is_u64()
}

fn is_text_of(schema: &Value, text: &str) -> bool {
    let get = |key: &str| schema.get(key).and_then(Value::as_str);
    if let Some(prefix) = get("pattern").and_then(prefix) {
        return text.starts_with(prefix) && text.len() == prefix.len() + DIGITS.len();
    }
    match get("format") {
        Some("date-time") => text.len() >= 20 && text.as_bytes().get(10) == Some(&b'T'),
        Some("date") => text.len() == 10 && text.matches('-').count() == 2,
        Some("uri") => text.is_empty() || text.contains(':') || text.starts_with('/'),
        _ => true,
    }
}
