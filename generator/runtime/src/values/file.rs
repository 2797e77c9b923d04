//! `File`: bytes that are sent as they are.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

/// Bytes to send, as a body or as a part of one, with a file's name and a media type where they matter.
///
/// Bytes and texts become one by `into()`. Read from JSON, it is a text in base64, or an object with such a text as `base64`,
/// and with `name` and `media_type` where they matter.
///
/// ```
/// # use openapi_client_runtime::File;
/// let plain: File = "id,name\n1,Ada\n".into();
/// let named = File::new(b"id,name\n1,Ada\n".to_vec()).name("people.csv").media_type("text/csv");
/// assert_eq!(plain.content(), named.content());
/// ```
#[derive(Clone, Default)]
pub struct File {
    pub(crate) content: Bytes,
    pub(crate) name: Option<String>,
    pub(crate) media_type: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) refused: Option<String>,
}

impl File {
    /// These bytes, without a name and of no special type.
    pub fn new(content: impl Into<Bytes>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// Sets the name that a part of `multipart/form-data` is sent with; without one, it is the name of the part. A file that is
    /// a body as a whole has none.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`. Without one it is the first that the document names, or
    /// `application/octet-stream`; one that the document does not allow is refused when the request is made.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        let media_type = media_type.into();
        if HeaderValue::try_from(&media_type).is_err() {
            self.refused = Some("its media type is not well-formed".to_owned());
        }
        self.media_type = Some(media_type);
        self
    }

    /// Adds a header to the part of `multipart/form-data`. A file that is a body as a whole sends none.
    #[must_use]
    pub fn header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        match (name.try_into(), value.try_into()) {
            (Ok(name), Ok(value)) => drop(self.headers.append(name, value)),
            _ => self.refused = Some("a header of it is not well-formed".to_owned()),
        }
        self
    }

    /// The bytes.
    pub fn content(&self) -> &Bytes {
        &self.content
    }
}

/// Without the content.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl From<Bytes> for File {
    fn from(content: Bytes) -> Self {
        Self::new(content)
    }
}

impl From<Vec<u8>> for File {
    fn from(content: Vec<u8>) -> Self {
        Self::new(content)
    }
}

impl From<&[u8]> for File {
    fn from(content: &[u8]) -> Self {
        Self::new(content.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for File {
    fn from(content: &[u8; N]) -> Self {
        Self::new(content.to_vec())
    }
}

impl From<String> for File {
    fn from(content: String) -> Self {
        Self::new(content)
    }
}

impl From<&str> for File {
    fn from(content: &str) -> Self {
        Self::new(content.to_owned())
    }
}

impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let expected = "a text in base64, or an object with `base64`, `name` and `media_type`";
        let decoded = |text: &str| BASE64_STANDARD.decode(text).map(Self::new);
        let read = |value: Value| -> Option<Self> {
            let Value::Object(members) = value else {
                return decoded(value.as_str()?).ok();
            };
            let mut file = decoded(members.get("base64")?.as_str()?).ok()?;
            for (name, value) in &members {
                match name.as_str() {
                    "base64" => {}
                    "name" => file.name = Some(value.as_str()?.to_owned()),
                    "media_type" => file.media_type = Some(value.as_str()?.to_owned()),
                    _ => return None,
                }
            }
            Some(file)
        };
        let value = Value::deserialize(deserializer)?;
        read(value).ok_or_else(|| D::Error::custom(format_args!("expected {expected}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_from_base64() {
        let read = |text: &str| serde_json::from_str::<File>(text);
        assert_eq!(read("\"AAH/\"").unwrap().content(), &b"\0\x01\xff"[..]);
        let file = read(r#"{"base64": "YQ==", "name": "a.txt", "media_type": "text/csv"}"#);
        let file = file.unwrap();
        assert_eq!(
            (file.name.as_deref(), file.media_type.as_deref()),
            (Some("a.txt"), Some("text/csv"))
        );
        for wrong in ["\"?\"", "null", "{}", r#"{"base64": "", "size": 1}"#] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn debug_output_does_not_show_the_content() {
        let file = File::from("hunter2").name("a.txt");
        let shown = format!("{file:?}");
        assert!(
            shown.contains("bytes: 7") && shown.contains("a.txt"),
            "{shown}"
        );
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
