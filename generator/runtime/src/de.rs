//! Helpers for the `deserialize_with` attributes of generated records.

use serde_core::de::{DeserializeOwned, Error};
use serde_core::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads `null` as the type's default, for a list or a map that is never absent in Rust.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads the variant of a union that its tag has told.
pub fn variant<T: DeserializeOwned, E: Error>(value: Value) -> Result<T, E> {
    // The error of the value would repeat what stands there.
    T::deserialize(value).map_err(|_| E::custom("expected what belongs to the tag"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn null_and_absence_are_the_default() {
        #[derive(serde::Deserialize)]
        struct Record {
            #[serde(default, deserialize_with = "super::null_as_default")]
            items: Vec<u8>,
        }
        for (text, items) in [
            (r#"{"items":null}"#, vec![]),
            ("{}", vec![]),
            (r#"{"items":[1]}"#, vec![1]),
        ] {
            let record: Record = serde_json::from_str(text).unwrap();
            assert_eq!(record.items, items);
        }
        assert!(serde_json::from_str::<Record>(r#"{"items":1}"#).is_err());
    }
}
