//! What differs between a value of the document and the value that a client sent or read.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::Timestamp;

/// A difference between two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// A JSON pointer into the example; empty for the whole of it.
    pub(super) at: String,
    /// What differs.
    pub(super) message: String,
}

impl Difference {
    /// A difference that has no path.
    pub(super) fn whole(message: impl Into<String>) -> Self {
        Self::new("", message)
    }

    fn new(at: &str, message: impl Into<String>) -> Self {
        Self {
            at: at.to_owned(),
            message: message.into(),
        }
    }
}

/// The pointer to a key of the value at `at`.
pub(super) fn below(at: &str, key: &str) -> String {
    let key = key.replace('~', "~0").replace('/', "~1");
    format!("{at}/{key}")
}

/// Compares the parameters of a form with an example.
pub(super) fn sent<'r>(
    expected: &Value,
    form: impl IntoIterator<Item = (&'r str, &'r str)>,
    found: &mut Vec<Difference>,
) {
    let mut sent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in form {
        sent.entry(name).or_default().push(value);
    }
    for (name, value) in expected.as_object().into_iter().flatten() {
        let texts = sent.remove(name.as_str()).unwrap_or_default();
        if !travels_as(value, &texts) {
            let message = match texts.is_empty() {
                true => format!("not sent: {value}"),
                false => format!("{texts:?} instead of {value}"),
            };
            found.push(Difference::new(&below("", name), message));
        }
    }
    for name in sent.keys() {
        let message = "sent, but not in the example";
        found.push(Difference::new(&below("", name), message));
    }
}

/// Whether these texts are how a value travels in a form.
fn travels_as(value: &Value, texts: &[&str]) -> bool {
    match (value, texts) {
        (Value::Array(items), texts) => {
            items.len() == texts.len()
                && items
                    .iter()
                    .zip(texts)
                    .all(|(item, text)| travels_as(item, &[text]))
        }
        // Nothing is how a form leaves something out, an empty text how it clears it.
        (Value::Null, [] | [""]) => true,
        (Value::String(expected), [text]) => {
            expected == text
                || is_same_number(expected, text)
                || is_same_moment(expected, text)
                || (matches!(*text, "true" | "false") && expected.eq_ignore_ascii_case(text))
        }
        (Value::Object(_), [text]) => text.parse().ok().as_ref() == Some(value),
        (Value::Bool(_) | Value::Number(_), [text]) => {
            let written = value.to_string();
            written == *text || is_same_number(&written, text)
        }
        _ => false,
    }
}

/// Compares what was read or sent as JSON with what an example says.
///
/// An empty list or map may stand for null, null for nothing and for an empty text, a number for its text, and a moment
/// may be written in another form.
pub(super) fn kept(expected: &Value, read: &Value, at: &str, found: &mut Vec<Difference>) {
    match (expected, read) {
        (Value::Object(expected), Value::Object(read)) => {
            for (key, value) in expected {
                let read = read.get(key).unwrap_or(&Value::Null);
                kept(value, read, &below(at, key), found);
            }
            let invented = read
                .iter()
                .filter(|(key, value)| !expected.contains_key(*key) && !says_nothing(value));
            found.extend(invented.map(|(key, value)| {
                Difference::new(&below(at, key), format!("{value}, which was never there"))
            }));
        }
        (Value::Array(expected), Value::Array(read)) if expected.len() == read.len() => {
            for (index, (expected, read)) in expected.iter().zip(read).enumerate() {
                kept(expected, read, &format!("{at}/{index}"), found);
            }
        }
        (Value::Array(expected), Value::Array(read)) => {
            let message = format!("{} items instead of {}", read.len(), expected.len());
            found.push(Difference::new(at, message));
        }
        (expected, read) => {
            if !is_same(expected, read) {
                let message = format!("{read} instead of {expected}");
                found.push(Difference::new(at, message));
            }
        }
    }
}

/// Whether two values without anything below say the same.
fn is_same(expected: &Value, read: &Value) -> bool {
    match (expected, read) {
        (Value::Null, read) => says_nothing(read),
        (Value::String(text), read) if text.is_empty() && says_nothing(read) => true,
        (Value::String(expected), Value::String(read)) => {
            expected == read || is_same_moment(expected, read)
        }
        (Value::String(text), Value::Number(number))
        | (Value::Number(number), Value::String(text)) => is_same_number(&number.to_string(), text),
        (Value::Number(expected), Value::Number(read)) => {
            is_same_number(&expected.to_string(), &read.to_string())
        }
        (Value::String(text), Value::Bool(value)) => text.parse() == Ok(*value),
        _ => expected == read,
    }
}

fn is_same_number(one: &str, other: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    number(one).is_some_and(|one| Some(one) == number(other))
}

fn is_same_moment(one: &str, other: &str) -> bool {
    let moment = |text: &str| text.parse::<Timestamp>().ok();
    moment(one).is_some_and(|one| Some(one) == moment(other))
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn differences(expected: &Value, read: &Value) -> Vec<String> {
        let mut found = Vec::new();
        kept(expected, read, "", &mut found);
        found
            .into_iter()
            .map(|found| format!("{}: {}", found.at, found.message))
            .collect()
    }

    #[test]
    fn what_is_lost_changed_or_invented_is_noticed() {
        let whole = json!({"a": 1, "b/c": [{"c": null}], "d": null, "f": ""});
        for read in [
            json!({"a": 1, "b/c": [{}], "d": []}),
            json!({"a": "1.0", "b/c": [{}], "f": ""}),
        ] {
            assert_eq!(differences(&whole, &read), [""; 0]);
        }
        for (read, expected) in [
            (json!({"b/c": [{}]}), "/a: null instead of 1"),
            (json!({"a": 2, "b/c": [{}]}), "/a: 2 instead of 1"),
            (json!({"a": 1, "b/c": []}), "/b~1c: 0 items instead of 1"),
            (
                json!({"a": 1, "b/c": [{}], "d": [1]}),
                "/d: [1] instead of null",
            ),
            (
                json!({"a": 1, "b/c": [{"x": 2}]}),
                "/b~1c/0/x: 2, which was never there",
            ),
        ] {
            assert_eq!(differences(&whole, &read), [expected]);
        }
        assert_eq!(differences(&whole, &json!({})).len(), 2);
    }

    #[test]
    fn the_same_may_be_written_in_another_way() {
        for (expected, read) in [
            (json!("-0.00750"), json!(-0.0075)),
            (json!("true"), json!(true)),
            (
                json!("Fri, 24 May 2019 17:18:27 +0000"),
                json!("2019-05-24T17:18:27Z"),
            ),
        ] {
            assert_eq!(differences(&expected, &read), [""; 0]);
        }
        assert_eq!(
            differences(&json!("1"), &json!(2)),
            [": 2 instead of \"1\""]
        );
        assert_eq!(differences(&json!("a"), &json!("b")).len(), 1);
    }

    #[test]
    fn values_travel_as_text() {
        assert!(travels_as(&json!(true), &["true"]));
        assert!(travels_as(&json!(["a", "b"]), &["a", "b"]));
        assert!(travels_as(&json!([]), &[]));
        assert!(travels_as(&json!(null), &[""]));
        assert!(travels_as(&json!("12.00"), &["12"]));
        assert!(travels_as(&json!("True"), &["true"]));
        assert!(travels_as(&json!({"a": 1}), &[r#"{"a":1}"#]));
        assert!(!travels_as(&json!("a"), &["b"]));
        assert!(!travels_as(&json!("a"), &[]));
        assert!(!travels_as(&json!(null), &["a"]));
    }

    #[test]
    fn forms_are_compared_in_both_directions() {
        let mut found = Vec::new();
        let expected = json!({"A": "1", "B": "2", "C": "3"});
        sent(&expected, [("A", "1"), ("B", "x"), ("D", "4")], &mut found);
        let found: Vec<_> = found.into_iter().map(|found| found.at).collect();
        assert_eq!(found, ["/B", "/C", "/D"]);
    }
}
