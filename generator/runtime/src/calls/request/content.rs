//! `Content`: texts, files and JSON that are sent as they are, as a whole body or as the parts of one.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use serde_core::Serialize;

use crate::values::file::File;
use crate::{Error, Param, REDACTED, Values};

/// What a part is that does not tell its media type.
pub(crate) const TEXT: &str = "text/plain";
const BYTES: &str = "application/octet-stream";

/// What is sent under one name of `multipart/form-data`, or as a whole body; made by [`text`], [`files`] and [`json_items`].
#[derive(Clone, Default)]
pub struct Content {
    pub(crate) pieces: Vec<Piece>,
    refused: Option<String>,
    pub(crate) is_personal: bool,
}

#[derive(Clone, Default)]
pub(crate) struct Piece {
    pub content: Bytes,
    /// `None` is `text/plain`.
    pub media_type: Option<String>,
    /// The name of a file; `None`: it has none of its own.
    pub file: Option<Option<String>>,
    pub headers: HeaderMap,
}

/// The text of a value, or that of each item of a list, checked as in a form.
pub fn text(value: impl Param) -> Content {
    let Values {
        texts,
        refused,
        redacted,
        ..
    } = Values::of(value);
    let piece = |text: String| Piece {
        content: text.into(),
        ..Piece::default()
    };
    Content {
        pieces: texts.into_iter().map(piece).collect(),
        refused,
        is_personal: redacted,
    }
}

/// Files, with their names, media types and headers.
pub fn files(files: impl IntoIterator<Item = File>) -> Content {
    let mut content = Content::default();
    for file in files {
        content.refused = content.refused.or(file.refused);
        content.pieces.push(Piece {
            content: file.content,
            media_type: file.media_type,
            file: Some(file.name),
            headers: file.headers,
        });
    }
    content
}

/// Values as JSON, each by itself.
pub fn json_items(values: impl IntoIterator<Item = impl Serialize>) -> Content {
    let mut content = Content::default();
    for value in values {
        match serde_json::to_vec(&value) {
            Ok(json) => content.pieces.push(Piece {
                content: json.into(),
                media_type: Some("application/json".to_owned()),
                ..Piece::default()
            }),
            Err(_) => content.refused = Some("it has no JSON".to_owned()),
        }
    }
    content
}

impl Content {
    /// Sends it with a media type. For files these are those that the document allows, with commas between.
    #[must_use]
    pub fn of_type(mut self, documented: &str) -> Self {
        for piece in &mut self.pieces {
            let own = piece.media_type.take().filter(|_| piece.file.is_some());
            match chosen(documented, own.as_deref()) {
                Some(media_type) if is_unbounded(media_type) => {
                    let rule = "its media type has to have the `boundary` of its parts".to_owned();
                    self.refused.get_or_insert(rule);
                }
                // It must not end the line that it stands in.
                Some(media_type) if HeaderValue::try_from(media_type).is_ok() => {
                    piece.media_type = Some(media_type.to_owned());
                }
                _ => {
                    let rule = format!("its media type has to be one of {documented}");
                    self.refused.get_or_insert(rule);
                }
            }
        }
        self
    }

    /// The same content, kept out of `Debug` output and traces.
    #[must_use]
    pub fn personal(mut self) -> Self {
        self.is_personal = true;
        self
    }

    pub(super) fn check(&self, name: &str) -> Result<(), Error> {
        let rule = self.refused.as_ref();
        rule.map_or(Ok(()), |rule| Err(Error::invalid(name, rule)))
    }

    pub(super) fn personal_texts(&self) -> impl Iterator<Item = &str> {
        let pieces = self.pieces.iter().filter(|_| self.is_personal);
        pieces.filter_map(|piece| str::from_utf8(&piece.content).ok())
    }
}

impl Piece {
    /// The media type.
    pub(crate) fn media_type(&self) -> &str {
        let default = match self.file {
            Some(_) => BYTES,
            None => TEXT,
        };
        self.media_type.as_deref().unwrap_or(default)
    }
}

/// Whether nobody could find the parts of a body of this media type.
fn is_unbounded(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    media_type.starts_with("multipart/") && !media_type.contains("boundary=")
}

/// The media type that is sent, of those that are documented: the own one if it is among them, else the first that is no range.
fn chosen<'t>(documented: &'t str, own: Option<&'t str>) -> Option<&'t str> {
    let mut types = documented.split(',').map(str::trim);
    let essence = |text: &'t str| text.split(';').next().unwrap_or_default().trim();
    match own {
        Some(own) => types
            .any(|range| match range.strip_suffix('*') {
                Some("*/") => true,
                Some(group) => essence(own).starts_with(group),
                None => essence(own).eq_ignore_ascii_case(essence(range)),
            })
            .then_some(own),
        None => {
            let is_any = types
                .clone()
                .any(|range| matches!(range, "*/*" | "application/*"));
            let concrete = types.find(|range| !range.contains('*'));
            concrete.or(is_any.then_some(BYTES))
        }
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_personal {
            return REDACTED.fmt(f);
        }
        f.debug_list().entries(&self.pieces).finish()
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, str::from_utf8(&self.content)) {
            (None, Ok(text)) => text.fmt(f),
            _ => write!(f, "{} bytes", self.content.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::chosen;

    #[test]
    fn the_media_type_of_a_file_is_one_of_the_documented_ones() {
        for (documented, own, expected) in [
            ("image/png", None, Some("image/png")),
            ("image/png", Some("IMAGE/PNG"), Some("IMAGE/PNG")),
            ("image/png", Some("image/gif"), None),
            ("image/*, image/png", None, Some("image/png")),
            ("image/*", None, None),
            ("image/*", Some("image/gif"), Some("image/gif")),
            ("image/*", Some("text/plain"), None),
            ("*/*", None, Some("application/octet-stream")),
            ("application/*", None, Some("application/octet-stream")),
            ("*/*", Some("a/b; c=d"), Some("a/b; c=d")),
            (
                "text/csv; header=present",
                Some("text/csv"),
                Some("text/csv"),
            ),
        ] {
            assert_eq!(chosen(documented, own), expected, "{documented} {own:?}");
        }
    }
}
