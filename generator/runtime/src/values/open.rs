//! Records that keep the properties that their document doesn't name.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::value::UnitDeserializer;
use serde_core::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde_core::{Deserialize, Deserializer, forward_to_deserialize_any};

/// Reads and writes a record that serde derives with `remote = "Self"`, and whose field `extra` takes the properties that it
/// has no field for.
///
/// ```
/// use std::collections::BTreeMap;
///
/// #[derive(serde::Deserialize, serde::Serialize)]
/// #[serde(remote = "Self")]
/// struct Parcel {
///     size: u32,
///     #[serde(flatten, skip_deserializing)]
///     extra: BTreeMap<String, String>,
/// }
/// openapi_client_runtime::open_record!(Parcel);
///
/// let json = r#"{"size":3,"colour":"red"}"#;
/// let parcel: Parcel = serde_json::from_str(json)?;
/// assert_eq!(parcel.extra["colour"], "red");
/// assert_eq!(serde_json::to_string(&parcel)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! open_record {
    ($name:ident) => {
        impl $crate::__private::Serialize for $name {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                Self::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                let mut extra = ::std::default::Default::default();
                let record = $crate::__private::Open::new(deserializer, &mut extra);
                let record = Self::deserialize(record)?;
                ::std::result::Result::Ok(Self { extra, ..record })
            }
        }
    };
}

/// What a record is read from; it takes the properties that are no fields. For the expansion of `open_record!` only.
pub struct Open<'e, D, V> {
    from: D,
    extra: &'e mut BTreeMap<String, V>,
}

impl<'e, D, V> Open<'e, D, V> {
    /// Puts what is no field into `extra`.
    pub fn new(from: D, extra: &'e mut BTreeMap<String, V>) -> Self {
        Self { from, extra }
    }
}

impl<'de, D: Deserializer<'de>, E: Deserialize<'de>> Deserializer<'de> for Open<'_, D, E> {
    type Error = D::Error;

    fn deserialize_any<T: Visitor<'de>>(self, visitor: T) -> Result<T::Value, D::Error> {
        self.from.deserialize_any(visitor)
    }

    fn deserialize_struct<T: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: T,
    ) -> Result<T::Value, D::Error> {
        let extra = self.extra;
        let reader = Reader {
            from: visitor,
            fields,
            extra,
        };
        self.from.deserialize_struct(name, fields, reader)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// The visitor of the record, and then what it reads.
struct Reader<'e, F, V> {
    from: F,
    fields: &'static [&'static str],
    extra: &'e mut BTreeMap<String, V>,
}

impl<'de, F: Visitor<'de>, V: Deserialize<'de>> Visitor<'de> for Reader<'_, F, V> {
    type Value = F::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.from.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<F::Value, A::Error> {
        self.from.visit_map(Reader {
            from: map,
            fields: self.fields,
            extra: self.extra,
        })
    }
}

impl<'de, A: MapAccess<'de>, V: Deserialize<'de>> MapAccess<'de> for Reader<'_, A, V> {
    type Error = A::Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        mut seed: S,
    ) -> Result<Option<S::Value>, A::Error> {
        let fields = self.fields;
        while let Some(key) = self.from.next_key_seed(KeySeed { fields, seed })? {
            match key {
                Key::Known(field) => return Ok(Some(field)),
                Key::Extra(name, same) => {
                    seed = same;
                    if let Some(value) = self.value()? {
                        self.extra.insert(name, value);
                    }
                }
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.from.next_value_seed(seed)
    }
}

impl<'de, A: MapAccess<'de>, V: Deserialize<'de>> Reader<'_, A, V> {
    /// The value of a property; none for null, unless its type knows null.
    fn value(&mut self) -> Result<Option<V>, A::Error> {
        match self.from.next_value()? {
            None => Ok(V::deserialize(UnitDeserializer::<A::Error>::new()).ok()),
            value => Ok(value),
        }
    }
}

/// Reads the name of a property.
struct KeySeed<S> {
    fields: &'static [&'static str],
    seed: S,
}

enum Key<K, S> {
    Known(K),
    Extra(String, S),
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for KeySeed<S> {
    type Value = Key<S::Value, S>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, S: DeserializeSeed<'de>> Visitor<'de> for KeySeed<S> {
    type Value = Key<S::Value, S>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        match self.fields.contains(&name) {
            true => self
                .seed
                .deserialize(name.into_deserializer())
                .map(Key::Known),
            false => Ok(Key::Extra(name.to_owned(), self.seed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    #[serde(remote = "Self")]
    struct Parcel {
        name: String,
        #[serde(
            default,
            deserialize_with = "crate::de::lenient",
            skip_serializing_if = "Option::is_none"
        )]
        weight: Option<f64>,
        #[serde(flatten, skip_deserializing)]
        extra: BTreeMap<String, Vec<f64>>,
    }
    crate::open_record!(Parcel);

    #[derive(Debug, serde::Deserialize, serde::Serialize)]
    #[serde(remote = "Self")]
    struct Free {
        size: u8,
        #[serde(flatten, skip_deserializing)]
        extra: BTreeMap<String, Value>,
    }
    crate::open_record!(Free);

    #[test]
    fn what_is_no_field_is_kept() {
        let text = r#"{"name":"n","weight":1.5,"a b":[0.5,2.0],"c":[]}"#;
        let parcel: Parcel = serde_json::from_str(text).unwrap();
        assert_eq!(parcel.extra["a b"], [0.5, 2.0]);
        assert_eq!(serde_json::to_string(&parcel).unwrap(), text);
        // By way of a value, and with null, which the type does not know.
        let value = json!({"name": "n", "d": null, "e": [1]});
        let parcel: Parcel = serde_json::from_value(value).unwrap();
        assert_eq!(parcel.extra, BTreeMap::from([("e".to_owned(), vec![1.0])]));
        let text = r#"{"size":1,"a":null,"b":0.10000000000000000001,"c":{"d":[123456789012345678901234567890]}}"#;
        for free in [
            serde_json::from_str::<Free>(text),
            serde_json::from_value(text.parse().unwrap()),
        ] {
            assert_eq!(serde_json::to_string(&free.unwrap()).unwrap(), text);
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for text in [
            r#"{"size":1,"a":}"#,
            r#"{"a":1}"#,
            "[1]",
            "1",
            r#"{"size":"a"}"#,
        ] {
            assert!(serde_json::from_str::<Free>(text).is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Parcel>(r#"{"name":"n","a":["x"]}"#).is_err());
    }
}
