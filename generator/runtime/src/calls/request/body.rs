//! The body of a request that is JSON.

use serde_json::{Map, Value};

use crate::{Error, Json};

/// A JSON body in the making: an object, property by property, or one value of any kind.
#[derive(Clone, Default)]
pub(crate) struct JsonBody {
    /// The value that is the whole body.
    whole: Option<Json>,
    properties: Vec<(&'static str, Json)>,
}

impl JsonBody {
    pub(crate) fn set(&mut self, name: &'static str, value: Json) {
        let mut properties = self.properties.iter_mut();
        match properties.find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.properties.push((name, value)),
        }
    }

    pub(crate) fn set_whole(&mut self, value: Json) {
        self.whole = Some(value);
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let whole = self.whole.iter().map(|value| ("body", value));
        let properties = self.properties.iter().map(|(name, value)| (*name, value));
        for (name, value) in whole.chain(properties) {
            if let Some(rule) = &value.refused {
                return Err(Error::invalid(name, rule));
            }
        }
        Ok(())
    }

    pub(super) fn to_value(&self) -> Value {
        self.value_by(|value| value.value.clone())
    }

    /// The value, with `[redacted]` for what is personal.
    pub(super) fn masked(&self) -> Value {
        self.value_by(Json::masked)
    }

    fn value_by(&self, show: impl Fn(&Json) -> Value) -> Value {
        if let Some(whole) = &self.whole {
            return show(whole);
        }
        let properties = self.properties.iter();
        let properties = properties.map(|(name, value)| ((*name).to_owned(), show(value)));
        Value::Object(properties.collect::<Map<_, _>>())
    }

    pub(super) fn personal(&self) -> impl Iterator<Item = &str> {
        let properties = self.properties.iter().map(|(_, value)| value);
        properties.chain(&self.whole).flat_map(Json::personal_texts)
    }
}
