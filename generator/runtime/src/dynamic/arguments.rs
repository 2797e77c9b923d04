//! `Arguments`: JSON on its way to the arguments of a typed method.

use std::fmt;

use serde_core::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Operation;
use crate::Error;

/// The arguments of one operation, taken out one by one by generated code.
///
/// `Debug` prints their names only.
pub struct Arguments {
    operation: &'static Operation,
    values: Map<String, Value>,
}

impl Arguments {
    pub(super) fn new(operation: &'static Operation, arguments: Value) -> Result<Self, Error> {
        let Value::Object(values) = arguments else {
            return Err(Error::refused(format!(
                "the arguments of {} have to be an object, not {}; nothing was sent",
                operation.id,
                noun(&arguments)
            )));
        };
        let is_unknown = |name: &&String| operation.parameter(name).is_none();
        if let Some(name) = values.keys().find(is_unknown) {
            return Err(Error::invalid(name, &no_such_parameter(operation)));
        }
        Ok(Self { operation, values })
    }

    /// The value of a parameter that must be given.
    pub fn required<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Error> {
        let value = self.optional(name)?;
        value.ok_or_else(|| {
            let operation = self.operation.id;
            Error::invalid(name, &format!("{operation} needs it"))
        })
    }

    /// Gives the value of a parameter to a request, if it is given.
    pub fn set<R, T: DeserializeOwned>(
        &mut self,
        request: R,
        name: &'static str,
        set: impl FnOnce(R, T) -> R,
    ) -> Result<R, Error> {
        Ok(match self.optional(name)? {
            Some(value) => set(request, value),
            None => request,
        })
    }

    /// Sets a parameter of a request to nothing, if it is given as `null`; it is taken out then.
    pub fn clear<R>(&mut self, request: R, name: &str, clear: impl FnOnce(R) -> R) -> R {
        let is_null = self.values.get(name).is_some_and(Value::is_null);
        match is_null && self.values.remove(name).is_some() {
            true => clear(request),
            false => request,
        }
    }

    /// The value of a parameter, if it is given.
    pub fn optional<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.values.remove(name) else {
            return Ok(None);
        };
        let found = noun(&value);
        let value = match value {
            Value::Null => Err(()),
            value => T::deserialize(value).map_err(drop),
        };
        let parameter = self.operation.parameter(name);
        let expected = parameter.map_or_else(String::new, |parameter| parameter.kind.to_string());
        // The value itself may be personal.
        let rule = || format!("it takes {expected}, and {found} was given that is none");
        value.map(Some).map_err(|()| Error::invalid(name, &rule()))
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.values.keys();
        f.debug_set().entries(names).finish()
    }
}

/// What a value is, in a message that must not repeat it.
fn noun(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn no_such_parameter(operation: &Operation) -> String {
    let names = operation.parameters.iter().map(|parameter| parameter.name);
    match names.collect::<Vec<_>>().join(", ") {
        names if names.is_empty() => format!("{} has no parameters", operation.id),
        names => format!(
            "unknown parameter of {}; expected one of {names}",
            operation.id
        ),
    }
}
