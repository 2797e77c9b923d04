//! `fields_of`: which fields a type has.

use serde_core::de::value::Error;
use serde_core::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde_core::forward_to_deserialize_any;

/// The names of the fields of a record, as JSON has them; none for any other type.
pub fn fields_of<T: DeserializeOwned>() -> &'static [&'static str] {
    let mut names: &[&str] = &[];
    // There is no value to read: this only sees what the type asks for.
    let _ = T::deserialize(Fields(&mut names));
    names
}

struct Fields<'n>(&'n mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Fields<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("only the fields of a record are known"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::fields_of;

    #[test]
    fn records_have_fields() {
        #[derive(Deserialize)]
        #[expect(dead_code, reason = "only the names of the fields matter")]
        struct Parcel {
            sid: String,
            #[serde(rename = "friendlyName")]
            name: Option<String>,
        }
        assert_eq!(fields_of::<Parcel>(), ["sid", "friendlyName"]);
        assert_eq!(fields_of::<Box<Parcel>>(), ["sid", "friendlyName"]);
        assert!(fields_of::<Vec<Parcel>>().is_empty());
        assert!(fields_of::<()>().is_empty());
        assert!(fields_of::<serde_json::Value>().is_empty());
    }
}
