//! The body of a request that is JSON.

use serde_json::{Map, Value};

use crate::{Error, Json};

/// A JSON body in the making: an object, property by property, or one value without a name, which is the whole body.
#[derive(Clone, Default)]
pub(crate) struct JsonBody(Vec<(Option<&'static str>, Json)>);

impl JsonBody {
    pub(crate) fn set(&mut self, name: Option<&'static str>, value: Json) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        for (name, value) in &self.0 {
            if let Some(rule) = &value.refused {
                return Err(Error::invalid(name.unwrap_or("body"), rule));
            }
        }
        Ok(())
    }

    pub(super) fn to_value(&self) -> Value {
        self.value_by(|value| value.value.clone())
    }

    /// The value, with `[redacted]` for what is personal.
    pub(crate) fn masked(&self) -> Value {
        self.value_by(Json::masked)
    }

    fn value_by(&self, show: impl Fn(&Json) -> Value) -> Value {
        let mut properties = Map::new();
        for (name, value) in &self.0 {
            match name {
                Some(name) => drop(properties.insert((*name).to_owned(), show(value))),
                None => return show(value),
            }
        }
        Value::Object(properties)
    }

    pub(super) fn personal(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, value)| value.personal_texts())
    }
}
