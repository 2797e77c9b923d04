//! The record of which document was brought in last: `specs/spec.lock.toml`.

use std::fmt::Write;

use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::words::{Keys, interface};

/// Which document was brought in, and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    /// The name of the file, without its folder.
    pub file: String,
    /// Where the file came from, in the words of whoever brought it in.
    pub source: Option<String>,
    /// The SHA-256 of the file.
    pub sha256: String,
    /// The day on which it was brought in, in UTC.
    pub date: String,
    /// The SHA-256 of its interface: of the JSON with sorted keys, without words and examples.
    pub interface: String,
}

impl Lock {
    /// Reads the record.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.message().to_owned())
    }

    /// The record as text; `document` is the file that it is about.
    pub fn text(&self, document: &str) -> String {
        let mut text = format!(
            "# Which of Twilio's documents {document} has its interface from; written by `cargo xtask spec import`.\n"
        );
        let fields = [
            ("file", Some(&self.file)),
            ("source", self.source.as_ref()),
            ("sha256", Some(&self.sha256)),
            ("date", Some(&self.date)),
            ("interface", Some(&self.interface)),
        ];
        for (key, value) in fields {
            if let Some(value) = value {
                // The escapes of JSON are those of TOML.
                let _ = writeln!(text, "{key} = {}", Value::from(value.as_str()));
            }
        }
        text
    }
}

/// The SHA-256 of a document's interface.
pub fn fingerprint(document: &Value) -> String {
    sha256(interface(document, Keys::Words).to_string().as_bytes())
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_record_is_read_as_it_is_written() {
        let lock = Lock {
            file: "theirs.json".into(),
            source: Some("release \"2\"\n".into()),
            sha256: sha256(b"abc"),
            date: "2026-11-28".into(),
            interface: fingerprint(&json!({})),
        };
        assert_eq!(Lock::parse(&lock.text("ours.yaml")), Ok(lock.clone()));
        assert!(lock.sha256.starts_with("ba7816bf8f01cfea"));
        assert!(Lock::parse("file = 1").is_err());
    }
}
