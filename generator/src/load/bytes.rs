//! Inputs from the bytes of files.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, File, Report};
use crate::pointer::Pointer;
use crate::source::{Bytes, Inputs, Source, position_at};

impl Source {
    /// A source from the bytes of a file; a byte order mark is dropped, anything that is not UTF-8 is an error.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Diagnostic> {
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(&error.as_bytes()[..valid]);
            let message = format!("the file is not UTF-8 text: invalid bytes at offset {valid}");
            Diagnostic::error(Code::NotUtf8, &Pointer::root(), message)
                .help("save the file as UTF-8")
                .at(position_at(&before, before.len()))
        })?;
        Ok(match text.strip_prefix('\u{feff}') {
            Some(text) => Self::new(name, text),
            None => Self::new(name, text),
        })
    }
}

impl Inputs {
    /// The inputs from the bytes of files; those that are not UTF-8 are reported with their positions.
    pub fn from_bytes(
        document: Bytes,
        overlay: Option<Bytes>,
        config: Option<Bytes>,
    ) -> Result<Self, Report> {
        let mut errors = Vec::new();
        let mut text = |(name, bytes): Bytes, file| match str::from_utf8(&bytes) {
            Ok(_) => Source::from_bytes(name, bytes).unwrap_or_default(),
            Err(_) => {
                // So that the report can show the lines that are text.
                let lossy = String::from_utf8_lossy(&bytes).into_owned();
                let error = Source::from_bytes("", bytes).err();
                errors.extend(error.map(|error| error.in_file(file)));
                Source::new(name, lossy)
            }
        };
        let inputs = Self {
            document: text(document, File::Document),
            overlay: overlay.map(|bytes| text(bytes, File::Overlay)),
            config: config.map(|bytes| text(bytes, File::Config)),
            files: BTreeMap::new(),
        };
        match errors.is_empty() {
            true => Ok(inputs),
            false => Err(Report::new(&inputs, errors)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Position;

    #[test]
    fn bytes_become_text() {
        let source = Source::from_bytes("a.yaml", b"\xef\xbb\xbfa: 1\n".to_vec()).unwrap();
        assert_eq!(source.text, "a: 1\n");
        let error = Source::from_bytes("a.yaml", b"a: 1\nb: \xff\n".to_vec()).unwrap_err();
        assert_eq!(error.code, Code::NotUtf8);
        assert_eq!(error.position, Some(Position { line: 2, column: 4 }));
    }
}
