//! `Json`: a JSON value whose objects keep the order of their fields.

use std::fmt;

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// A JSON value whose objects keep the order of their fields, which is that of the documentation.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Self>),
    Object(#[serde(serialize_with = "in_order")] Vec<(String, Self)>),
}

impl Json {
    pub(crate) fn read(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let fields = match self {
            Self::Object(fields) => fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|(name, _)| name.as_str())
    }

    /// The value at a path such as `links.evaluations`; a field whose own name has dots is found too.
    pub(crate) fn get(&self, path: &str) -> Option<&Self> {
        let Self::Object(fields) = self else {
            return None;
        };
        let field = |wanted: &str| fields.iter().find(|(name, _)| name == wanted);
        if let Some((_, value)) = field(path) {
            return Some(value);
        }
        let (first, rest) = path.split_once('.')?;
        field(first)?.1.get(rest)
    }

    /// The value for a cell of a table: a text as it is, nothing for `null`, and JSON for lists and objects.
    pub(crate) fn cell(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            other => serde_json::to_string(other).unwrap_or_default(),
        }
    }

    /// The value for a cell that people read: the items of a list, or their number if they have parts.
    pub(crate) fn summary(&self) -> String {
        match self {
            Self::List(items) if items.iter().all(Self::is_simple) => {
                items.iter().map(Self::cell).collect::<Vec<_>>().join(", ")
            }
            Self::List(items) if items.len() == 1 => "1 item".to_owned(),
            Self::List(items) => format!("{} items", items.len()),
            other => other.cell(),
        }
    }

    pub(crate) fn is_simple(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Object(_))
    }
}

fn in_order<S: Serializer>(fields: &[(String, Json)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

/// The only field of what `serde_json` makes of a number that is no integer of 64 bits.
const NUMBER: &str = "$serde_json::private::Number";

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = object.next_key::<String>()? {
            if name == NUMBER {
                let number: String = object.next_value()?;
                return number.parse().map(Json::Number).map_err(A::Error::custom);
            }
            fields.push((name, object.next_value()?));
        }
        Ok(Json::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_values_stay() {
        let text = r#"{"b":1,"a":[null,true,-2,1.5,"x"],"c":{"z":{},"y":18446744073709551615},"d":[1.10,123456789012345678901]}"#;
        let json = Json::read(text).unwrap();
        assert_eq!(serde_json::to_string(&json).unwrap(), text);
        assert_eq!(json.names().collect::<Vec<_>>(), ["b", "a", "c", "d"]);
    }

    #[test]
    fn paths_lead_to_values() {
        let json = Json::read(r#"{"a":{"b":{"c":1}},"a.b":2,"d":[1]}"#).unwrap();
        let cell = |path| json.get(path).map(Json::cell);
        assert_eq!(cell("a.b.c").as_deref(), Some("1"));
        assert_eq!(cell("a.b").as_deref(), Some("2"));
        assert_eq!(cell("a").as_deref(), Some(r#"{"b":{"c":1}}"#));
        assert_eq!(cell("d.0"), None);
        assert_eq!(cell("e"), None);
    }
}
