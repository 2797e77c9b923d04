//! `Record`: a response or an item of any type.

use std::fmt;

use serde_core::Serialize;
use serde_json::Value;

/// A response, or an item of a list, as the generated crate's own type; JSON can be made of it.
///
/// `Debug` is that of the type: what is personal is redacted. The JSON is whole.
pub struct Record(Box<dyn AnyRecord>);

impl Record {
    pub(super) fn new<T>(record: T) -> Self
    where
        T: Serialize + fmt::Debug + Send + Sync + 'static,
    {
        Self(Box::new(record))
    }

    /// The record as a JSON value; `null` for a response without content.
    pub fn to_value(&self) -> Result<Value, serde_json::Error> {
        self.0.to_value()
    }

    /// The record as JSON text on one line.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        self.0.to_json()
    }
}

debug_as!(Record => 0);

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
