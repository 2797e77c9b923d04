//! Values of JSON bodies.

use std::fmt;

use serde_core::Serialize;
use serde_json::Value;

use super::sent::sent;
use crate::{Param, REDACTED, Values};

/// A value for a JSON body; made by [`json`] and [`json_param`].
#[derive(Clone)]
pub struct Json {
    pub(crate) value: Value,
    pub(crate) refused: Option<String>,
    pub(crate) is_personal: bool,
}

/// A value that is sent as its JSON.
pub fn json(value: impl Serialize) -> Json {
    let (value, refused) = match sent(|| serde_json::to_value(value)) {
        Ok(value) => (value, None),
        Err(_) => (Value::Null, Some("it has no JSON".to_owned())),
    };
    Json {
        value,
        refused,
        is_personal: false,
    }
}

/// A value that is sent as its JSON, and checked as in a form: an identifier has to be well-formed, a number in its range.
pub fn json_param(value: impl Param + Serialize + Clone) -> Json {
    let Values {
        refused, redacted, ..
    } = Values::of(value.clone());
    let json = json(value);
    Json {
        refused: refused.or(json.refused),
        is_personal: redacted,
        ..json
    }
}

impl Json {
    /// The same value, kept out of `Debug` output and traces.
    #[must_use]
    pub fn personal(mut self) -> Self {
        self.is_personal = true;
        self
    }

    /// The value, as far as it may be shown.
    pub(crate) fn masked(&self) -> Value {
        match self.is_personal {
            true => Value::String(format!("{REDACTED:?}")),
            false => self.value.clone(),
        }
    }

    /// The texts of a personal value.
    pub(crate) fn personal_texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        if self.is_personal {
            collect(&self.value, &mut texts);
        }
        texts
    }
}

fn collect<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(entries) => entries.values().for_each(|value| collect(value, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_personal {
            true => REDACTED.fmt(f),
            false => write!(f, "{}", self.value),
        }
    }
}
