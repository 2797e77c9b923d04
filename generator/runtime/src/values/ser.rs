//! What generated types are written by.

use serde_core::ser::Error;
use serde_core::{Serialize, Serializer};
use serde_json::Value;

/// Writes a variant of a union with the text of the tag that stands for it, whatever the value itself has there.
///
/// An error is one of the value's own `Serialize`.
pub fn tagged<T: Serialize, S: Serializer>(
    value: &T,
    tag: &str,
    text: &str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut value = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Value::Object(members) = &mut value {
        members.insert(tag.to_owned(), text.into());
    }
    value.serialize(serializer)
}
