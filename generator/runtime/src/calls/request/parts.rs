//! `multipart/form-data`, as RFC 7578 has it.

use bytes::Bytes;

use super::content::{Content, Piece, TEXT};
use crate::Error;

/// The parts of a body, by name, in the order in which they were first set.
#[derive(Clone, Default, Debug)]
pub(crate) struct Parts(Vec<(&'static str, Content)>);

impl Parts {
    pub(crate) fn set(&mut self, name: &'static str, content: Content) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = content,
            None => self.0.push((name, content)),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        let mut parts = self.0.iter();
        parts.try_for_each(|(name, content)| content.check(name))
    }

    pub(super) fn personal(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, part)| part.personal_texts())
    }

    /// Each part with its name, and whether it is personal.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = (&'static str, &Piece, bool)> {
        self.0.iter().flat_map(|(name, content)| {
            let pieces = content.pieces.iter();
            pieces.map(|piece| (*name, piece, content.is_personal))
        })
    }

    /// The media type with the boundary, and the body. The same parts are the same bytes.
    pub(super) fn encode(&self) -> (String, Bytes) {
        let boundary = self.boundary();
        let mut body = Vec::new();
        for (name, piece, _) in self.pieces() {
            body.extend_from_slice(b"--");
            body.extend_from_slice(boundary.as_bytes());
            let name = quotable(name);
            let head = format!("\r\nContent-Disposition: form-data; name=\"{name}\"");
            body.extend_from_slice(head.as_bytes());
            if let Some(file) = &piece.file {
                let file = file.as_deref().map_or(name, quotable);
                body.extend_from_slice(format!("; filename=\"{file}\"").as_bytes());
            }
            let media_type = piece.media_type();
            if media_type != TEXT {
                body.extend_from_slice(format!("\r\nContent-Type: {media_type}").as_bytes());
            }
            for (name, value) in &piece.headers {
                body.extend_from_slice(format!("\r\n{name}: ").as_bytes());
                body.extend_from_slice(value.as_bytes());
            }
            body.extend_from_slice(b"\r\n\r\n");
            body.extend_from_slice(&piece.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let media_type = format!("multipart/form-data; boundary={boundary}");
        (media_type, body.into())
    }

    /// The first text of a row that no part holds.
    fn boundary(&self) -> String {
        let mut candidates = (0_u64..).map(|number| format!("openapi-client-{number:010}"));
        let is_free = |candidate: &String| {
            let (text, length) = (candidate.as_bytes(), candidate.len());
            let mut pieces = self.pieces();
            !pieces.any(|(_, piece, _)| piece.content.windows(length).any(|part| part == text))
        };
        candidates.find(is_free).unwrap_or_default()
    }
}

/// A name within quotes, as browsers write it.
fn quotable(name: &str) -> String {
    let name = name.replace('"', "%22");
    name.replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calls::request::content::{files, json_items, text};
    use crate::values::file::File;

    fn parts(list: impl IntoIterator<Item = (&'static str, Content)>) -> Parts {
        let mut parts = Parts::default();
        for (name, content) in list {
            parts.set(name, content);
        }
        parts
    }

    fn body(parts: &Parts) -> String {
        let (_, body) = parts.encode();
        String::from_utf8(body.to_vec()).unwrap()
    }

    #[test]
    fn each_value_is_a_part() {
        let photo = File::new(vec![b'a', 1]).name("it's \"1\"\r\n.png");
        let photo = photo.header("X-Width", "7");
        let parts = parts([
            ("note", text("zwei\r\nZeilen é")),
            ("tags", text(vec!["x".to_owned(), String::new()])),
            ("none", text(Vec::<String>::new())),
            ("photo", files([photo]).of_type("image/png, image/gif")),
            ("raw", files([File::from("r")])),
            ("meta", json_items([serde_json::json!({"a": null})])),
        ]);
        let (media_type, _) = parts.encode();
        assert_eq!(
            media_type,
            "multipart/form-data; boundary=openapi-client-0000000000"
        );
        let expected = "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nzwei\r\nZeilen é\r\n\
            --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nx\r\n\
            --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\n\r\n\
            --B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"it's %221%22%0D%0A.png\"\r\n\
            Content-Type: image/png\r\nx-width: 7\r\n\r\na\x01\r\n\
            --B\r\nContent-Disposition: form-data; name=\"raw\"; filename=\"raw\"\r\n\
            Content-Type: application/octet-stream\r\n\r\nr\r\n\
            --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"a\":null}\r\n\
            --B--\r\n";
        assert_eq!(
            body(&parts),
            expected.replace("--B", "--openapi-client-0000000000")
        );
    }

    #[test]
    fn the_boundary_is_in_no_part() {
        let hostile = "--openapi-client-0000000000--\r\nopenapi-client-0000000001";
        let parts = parts([("a", text(hostile)), ("b", files([File::from(hostile)]))]);
        assert_eq!(parts.boundary(), "openapi-client-0000000002");
    }

    proptest! {
        #[test]
        fn parts_can_be_taken_apart(contents in proptest::collection::vec(any::<Vec<u8>>(), 0..4)) {
            let mut all = Parts::default();
            let list = contents.iter().cloned().map(File::new);
            all.set("a", files(list));
            let (media_type, body) = all.encode();
            let (_, boundary) = media_type.split_once('=').unwrap();
            let delimiter = format!("--{boundary}");
            let mut rest = &body[..];
            for content in &contents {
                rest = rest.strip_prefix(delimiter.as_bytes()).unwrap();
                let begin = rest.windows(4).position(|part| part == b"\r\n\r\n").unwrap() + 4;
                let end = rest.windows(delimiter.len()).position(|part| part == delimiter.as_bytes()).unwrap();
                prop_assert_eq!(&rest[begin..end - 2], &content[..]);
                rest = &rest[end..];
            }
            let end = format!("{delimiter}--\r\n");
            prop_assert_eq!(rest, end.as_bytes());
        }
    }
}
