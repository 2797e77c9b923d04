//! `Record`: a response or an item of any type.

use std::fmt;

use bytes::Bytes;
use serde_core::Serialize;
use serde_json::Value;

use crate::{Form, Reply};

/// A response, or an item of a list, as the generated crate's own type; JSON can be made of it.
///
/// `Debug` is that of the type: what is personal is redacted. The JSON is whole.
pub struct Record {
    value: Box<dyn AnyRecord>,
    raw: Option<(Form, Bytes)>,
}

impl Record {
    pub(super) fn new<T>(record: T) -> Self
    where
        T: Serialize + fmt::Debug + Send + Sync + 'static,
    {
        Self {
            value: Box::new(record),
            raw: None,
        }
    }

    /// The same record with the body that it was read from, if that is no JSON.
    pub(super) fn with_body(mut self, (reply, body): (Option<Reply>, &Bytes)) -> Self {
        let form = reply.map_or(Form::Json, |reply| reply.0);
        let is_raw = matches!(form, Form::Text | Form::Bytes);
        self.raw = is_raw.then(|| (form, body.clone()));
        self
    }

    /// The body as it came and what it is, where it is text or bytes instead of JSON.
    pub fn raw(&self) -> Option<(Form, &Bytes)> {
        self.raw.as_ref().map(|(form, body)| (*form, body))
    }

    /// The record as a JSON value; `null` for a response without content. Bytes are a list of numbers.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        self.value.to_value()
    }

    /// The record as JSON text on one line.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        self.value.to_json()
    }
}

debug_as!(Record => value);

/// What is done with a record, whatever its type is.
trait AnyRecord: fmt::Debug + Send + Sync {
    fn to_value(&self) -> Result<Value, serde_json::Error>;
    fn to_json(&self) -> Result<String, serde_json::Error>;
}

impl<T: Serialize + fmt::Debug + Send + Sync> AnyRecord for T {
    fn to_value(&self) -> Result<Value, serde_json::Error> {
        serde_json::to_value(self)
    }

    fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }
}
