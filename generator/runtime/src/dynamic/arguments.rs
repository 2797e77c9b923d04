//! `Arguments`: JSON on its way to the arguments of a typed method.

use std::fmt;

use serde_core::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Operation, Parameter, ParameterLocation};
use crate::Error;

/// The arguments of one operation, taken out one by one by generated code.
///
/// `Debug` prints their names only.
pub struct Arguments {
    operation: &'static Operation,
    /// Each with its place among the operation's parameters.
    values: Vec<(usize, Value)>,
}

/// Which parameter is meant: by its name, and by its location where several have that name.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    name: &'static str,
    location: Option<ParameterLocation>,
}

impl From<&'static str> for Key {
    fn from(name: &'static str) -> Self {
        let location = None;
        Self { name, location }
    }
}

impl From<(ParameterLocation, &'static str)> for Key {
    fn from((location, name): (ParameterLocation, &'static str)) -> Self {
        let location = Some(location);
        Self { name, location }
    }
}

impl Key {
    fn is_of(&self, parameter: &Parameter) -> bool {
        let is_there = |location| parameter.location == location;
        parameter.name == self.name && self.location.is_none_or(is_there)
    }
}

impl Arguments {
    /// Arguments by their names alone.
    pub(super) fn by_name(operation: &'static Operation, arguments: Value) -> Result<Self, Error> {
        let mut taken = Self::none(operation);
        for (name, value) in taken.object("the arguments", arguments)? {
            taken.add(&name, value, |_| true)?;
        }
        Ok(taken)
    }

    /// Arguments by their locations and their names.
    pub(super) fn by_location(
        operation: &'static Operation,
        arguments: Value,
    ) -> Result<Self, Error> {
        let mut taken = Self::none(operation);
        for (place, values) in taken.object("the arguments", arguments)? {
            let is_whole = |parameter: &Parameter| parameter.location == ParameterLocation::Body;
            let whole = operation.parameters.iter().position(is_whole);
            if let ("body", Some(index)) = (place.as_str(), whole) {
                taken.values.push((index, values));
                continue;
            }
            let is_there: fn(ParameterLocation) -> bool = match place.as_str() {
                "path" => |location| {
                    matches!(
                        location,
                        ParameterLocation::Item | ParameterLocation::Parent
                    )
                },
                "query" => |location| {
                    matches!(location, ParameterLocation::Query | ParameterLocation::Page)
                },
                "header" => |location| location == ParameterLocation::Header,
                "cookie" => |location| location == ParameterLocation::Cookie,
                "body" => |location| {
                    matches!(
                        location,
                        ParameterLocation::Form | ParameterLocation::Json | ParameterLocation::Part
                    )
                },
                _ => {
                    return Err(Error::refused(
                        "arguments by location are those of `path`, `query`, `header`, `cookie` and `body`; nothing was sent",
                    ));
                }
            };
            let mut values = taken.object(&format!("those of `{place}`"), values)?;
            if place == "body" {
                taken.add_members(&mut values);
            }
            for (name, value) in values {
                taken.add(&name, value, is_there)?;
            }
        }
        Ok(taken)
    }

    fn none(operation: &'static Operation) -> Self {
        let values = Vec::new();
        Self { operation, values }
    }

    fn object(&self, what: &str, value: Value) -> Result<Map<String, Value>, Error> {
        match value {
            Value::Object(values) => Ok(values),
            other => Err(Error::refused(format!(
                "{what} of {} have to be an object, not {}; nothing was sent",
                self.operation.id,
                noun(&other)
            ))),
        }
    }

    /// Takes the arguments of a form that no other parameter has the name of, if one parameter takes all of these.
    fn add_members(&mut self, values: &mut Map<String, Value>) {
        let mut parameters = self.operation.parameters.iter();
        let is_members = |parameter: &Parameter| parameter.location == ParameterLocation::Members;
        let Some(index) = parameters.position(is_members) else {
            return;
        };
        let is_named = |name: &String| {
            let mut parameters = self.operation.parameters.iter();
            parameters.any(|parameter| {
                parameter.location == ParameterLocation::Form && parameter.name == name
            })
        };
        let all = std::mem::take(values).into_iter();
        let (named, others): (Map<_, _>, Map<_, _>) = all.partition(|(name, _)| is_named(name));
        *values = named;
        if !others.is_empty() {
            self.values.push((index, Value::Object(others)));
        }
    }

    /// Adds the value of the one parameter with this name at a location.
    fn add(
        &mut self,
        name: &str,
        value: Value,
        is_there: impl Fn(ParameterLocation) -> bool,
    ) -> Result<(), Error> {
        let parameters = self.operation.parameters.iter().enumerate();
        let mut found = parameters
            .filter(|(_, parameter)| parameter.name == name && is_there(parameter.location));
        match (found.next(), found.next()) {
            (Some((index, _)), None) => {
                self.values.push((index, value));
                Ok(())
            }
            (None, _) => Err(Error::invalid(name, &no_such_parameter(self.operation))),
            (Some(_), Some(_)) => {
                let rule = format!(
                    "{} has several parameters of this name; give its arguments by location",
                    self.operation.id
                );
                Err(Error::invalid(name, &rule))
            }
        }
    }

    /// The value of a parameter that must be given.
    pub fn required<T: DeserializeOwned>(&mut self, key: impl Into<Key>) -> Result<T, Error> {
        let key = key.into();
        let value = self.optional(key)?;
        value.ok_or_else(|| {
            let operation = self.operation.id;
            Error::invalid(key.name, &format!("{operation} needs it"))
        })
    }

    /// Gives the value of a parameter to a request, if it is given.
    pub fn set<R, T: DeserializeOwned>(
        &mut self,
        request: R,
        key: impl Into<Key>,
        set: impl FnOnce(R, T) -> R,
    ) -> Result<R, Error> {
        Ok(match self.optional(key)? {
            Some(value) => set(request, value),
            None => request,
        })
    }

    /// Sets a parameter of a request to nothing, if it is given as `null`; it is taken out then.
    pub fn clear<R>(&mut self, request: R, key: impl Into<Key>, clear: impl FnOnce(R) -> R) -> R {
        match self.take(key.into(), Value::is_null) {
            Some(_) => clear(request),
            None => request,
        }
    }

    /// The value of a parameter, if it is given.
    pub fn optional<T: DeserializeOwned>(
        &mut self,
        key: impl Into<Key>,
    ) -> Result<Option<T>, Error> {
        let key = key.into();
        let Some((parameter, value)) = self.take(key, |_| true) else {
            return Ok(None);
        };
        let found = noun(&value);
        let value = match value {
            Value::Null if !parameter.is_nullable => Err(()),
            value => T::deserialize(value).map_err(drop),
        };
        let expected = parameter.kind;
        // The value itself may be personal.
        let rule = || format!("it takes {expected}, and {found} was given that is none");
        value
            .map(Some)
            .map_err(|()| Error::invalid(key.name, &rule()))
    }

    /// Takes out the value of a parameter, where it is a certain one.
    fn take(
        &mut self,
        key: Key,
        is_wanted: impl Fn(&Value) -> bool,
    ) -> Option<(&'static Parameter, Value)> {
        let parameters = self.operation.parameters;
        let index = parameters
            .iter()
            .position(|parameter| key.is_of(parameter))?;
        let mut values = self.values.iter();
        let at = values.position(|(place, value)| *place == index && is_wanted(value))?;
        Some((parameters.get(index)?, self.values.remove(at).1))
    }
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = self.operation.parameters;
        let names = self
            .values
            .iter()
            .filter_map(|(index, _)| Some(parameters.get(*index)?.name));
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
