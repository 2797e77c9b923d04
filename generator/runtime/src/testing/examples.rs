//! Examples of a document, and checks that a client sends and reads them as they are.

use std::collections::BTreeMap;

use serde_core::Serialize;
use serde_json::Value;

use super::Canned;
use crate::Request;
use crate::request::FORM;

/// The examples of one resource, as the tests of a generated crate keep them.
#[derive(Clone, Debug)]
pub struct Examples(Value);

/// One example of an answer.
#[derive(Clone, Debug)]
pub struct Answer {
    name: String,
    status: u16,
    items: Option<String>,
    body: Value,
}

impl Examples {
    /// Reads the examples: by operation, `method`, `path`, `status`, `items`, `requests` and `responses`.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(Self)
    }

    /// Checks that a request is what an example shows: method, path and each parameter of the form.
    pub fn check_request(
        &self,
        operation: &str,
        example: &str,
        request: &Request,
    ) -> Result<(), String> {
        let operation = &self.0[operation];
        let expected = &operation["requests"][example];
        same("method", &operation["method"], request.method().as_str())?;
        same("path", &operation["path"], request.path_template())?;
        if request
            .content_type()
            .is_some_and(|media_type| media_type != FORM)
        {
            let sent = request.body().unwrap_or_default();
            let sent = sent.parse().map_err(|_| "the body is no JSON")?;
            return kept(expected, &sent, example);
        }
        let expected = expected
            .as_object()
            .ok_or_else(|| format!("there is no example `{example}`"))?;
        let mut sent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, value) in request.form() {
            sent.entry(name).or_default().push(value);
        }
        for (name, value) in expected {
            let texts = sent.remove(name.as_str()).unwrap_or_default();
            if !travels_as(value, &texts) {
                return Err(format!("`{name}` is sent as {texts:?} instead of {value}"));
            }
        }
        match sent.keys().next() {
            Some(name) => Err(format!("`{name}` is sent, but the example doesn't have it")),
            None => Ok(()),
        }
    }

    /// The answers that the document shows for an operation.
    pub fn answers(&self, operation: &str) -> Vec<Answer> {
        let operation = &self.0[operation];
        let status = operation["status"]
            .as_str()
            .and_then(|status| status.parse().ok());
        let responses = operation["responses"].as_object();
        responses
            .into_iter()
            .flatten()
            .map(|(name, body)| Answer {
                name: name.clone(),
                status: status.unwrap_or(200),
                items: operation["items"].as_str().map(str::to_owned),
                body: body.clone(),
            })
            .collect()
    }
}

impl Answer {
    /// A transport that gives this answer, once.
    pub fn transport(&self) -> Canned {
        Canned::new().answer(self.status, self.body.to_string())
    }

    /// Checks that what was read holds everything that the answer says; for a list, what its items say.
    pub fn check(&self, read: &impl Serialize) -> Result<(), String> {
        let expected = match &self.items {
            Some(key) => &self.body[key],
            None => &self.body,
        };
        let read = serde_json::to_value(read).map_err(|error| error.to_string())?;
        kept(expected, &read, &self.name)
    }
}

fn same(what: &str, expected: &Value, found: &str) -> Result<(), String> {
    match expected.as_str() == Some(found) {
        true => Ok(()),
        false => Err(format!("the {what} is {found} instead of {expected}")),
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
        (Value::String(expected), [text]) => expected == text,
        (Value::Object(_), [text]) => text.parse().ok().as_ref() == Some(value),
        (Value::Bool(_) | Value::Number(_), [text]) => {
            let written = value.to_string();
            written == *text
        }
        _ => false,
    }
}

/// Whether `read` holds all that `expected` says; an empty list or map may stand for null, and null for nothing.
fn kept(expected: &Value, read: &Value, at: &str) -> Result<(), String> {
    match (expected, read) {
        (Value::Object(expected), Value::Object(read)) => {
            for (key, value) in expected {
                kept(
                    value,
                    read.get(key).unwrap_or(&Value::Null),
                    &format!("{at}.{key}"),
                )?;
            }
            let invented = read
                .iter()
                .find(|(key, value)| !expected.contains_key(*key) && !says_nothing(value));
            match invented {
                Some((key, _)) => Err(format!("{at}.{key} was never there")),
                None => Ok(()),
            }
        }
        (Value::Array(expected), Value::Array(read)) if expected.len() == read.len() => {
            let mut pairs = expected.iter().zip(read).enumerate();
            pairs.try_for_each(|(index, (expected, read))| {
                kept(expected, read, &format!("{at}[{index}]"))
            })
        }
        (Value::Null, read) if says_nothing(read) => Ok(()),
        (expected, read) if expected == read => Ok(()),
        (expected, read) => Err(format!("{at} is {read} instead of {expected}")),
    }
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

    use super::{kept, travels_as};

    #[test]
    fn what_is_lost_changed_or_invented_is_noticed() {
        let whole = json!({"a": 1, "b": [{"c": null}], "d": null});
        assert_eq!(
            kept(&whole, &json!({"a": 1, "b": [{}], "d": []}), ""),
            Ok(())
        );
        for read in [
            json!({"b": [{}]}),
            json!({"a": 2, "b": [{}]}),
            json!({"a": 1, "b": []}),
            json!({"a": 1, "b": [{}], "d": [1]}),
            json!({"a": 1, "b": [{}], "e": 1}),
        ] {
            assert!(kept(&whole, &read, "").is_err(), "{read}");
        }
    }

    #[test]
    fn values_travel_as_text() {
        assert!(travels_as(&json!(true), &["true"]));
        assert!(travels_as(&json!(["a", "b"]), &["a", "b"]));
        assert!(travels_as(&json!([]), &[]));
        assert!(travels_as(&json!({"a": 1}), &[r#"{"a":1}"#]));
        assert!(!travels_as(&json!("a"), &["b"]));
        assert!(!travels_as(&json!("a"), &[]));
    }
}
