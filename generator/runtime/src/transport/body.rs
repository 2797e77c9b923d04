//! Reads the body of a response: decoded, and no further than to the limit.

use std::io::{self, Write};

use bytes::Bytes;
use http::HeaderMap;
#[cfg(feature = "gzip")]
use http::{HeaderValue, header};

use super::{TransportError, TransportErrorKind};

/// Says in a request's headers which codings [`Body`] can undo.
pub(crate) fn accept(headers: &mut HeaderMap) {
    #[cfg(feature = "gzip")]
    headers
        .entry(header::ACCEPT_ENCODING)
        .or_insert(HeaderValue::from_static("gzip"));
    #[cfg(not(feature = "gzip"))]
    let _ = headers;
}

/// A body on its way in.
pub(crate) struct Body {
    decoder: Decoder,
    /// How much of what was sent may still come.
    left: usize,
}

enum Decoder {
    Identity(Bounded),
    #[cfg(feature = "gzip")]
    Gzip {
        decoder: Box<flate2::write::MultiGzDecoder<Bounded>>,
        /// A response without content may name a coding too.
        is_empty: bool,
    },
}

impl Body {
    /// Begins the body that `headers` announce, of `announced` bytes or more; the headers are left as of the decoded body.
    pub(crate) fn new(
        headers: &mut HeaderMap,
        announced: u64,
        max_body: usize,
    ) -> Result<Self, TransportError> {
        // What is longer before it is decoded is longer after it too, but for a few bytes.
        let announced = usize::try_from(announced).unwrap_or(usize::MAX);
        if announced > max_body {
            return Err(too_large());
        }
        let bounded = Bounded {
            bytes: Vec::with_capacity(announced),
            max: max_body,
        };
        Ok(Self {
            decoder: Decoder::new(headers, bounded),
            left: max_body,
        })
    }

    /// Takes the next bytes as they were sent.
    pub(crate) fn push(&mut self, sent: &[u8]) -> Result<(), TransportError> {
        self.left = self.left.checked_sub(sent.len()).ok_or_else(too_large)?;
        match &mut self.decoder {
            Decoder::Identity(bounded) => bounded.write_all(sent).map_err(broken),
            #[cfg(feature = "gzip")]
            Decoder::Gzip { decoder, is_empty } => {
                *is_empty &= sent.is_empty();
                decoder.write_all(sent).map_err(broken)
            }
        }
    }

    /// The whole decoded body.
    pub(crate) fn finish(self) -> Result<Bytes, TransportError> {
        match self.decoder {
            Decoder::Identity(bounded) => Ok(bounded.bytes.into()),
            #[cfg(feature = "gzip")]
            Decoder::Gzip { is_empty: true, .. } => Ok(Bytes::new()),
            #[cfg(feature = "gzip")]
            Decoder::Gzip { decoder, .. } => match decoder.finish() {
                Ok(bounded) => Ok(bounded.bytes.into()),
                Err(error) => Err(broken(error)),
            },
        }
    }
}

impl Decoder {
    #[cfg(feature = "gzip")]
    fn new(headers: &mut HeaderMap, bounded: Bounded) -> Self {
        let is_gzip = headers.get(header::CONTENT_ENCODING).is_some_and(|coding| {
            coding.as_bytes().eq_ignore_ascii_case(b"gzip")
                || coding.as_bytes().eq_ignore_ascii_case(b"x-gzip")
        });
        if !is_gzip {
            return Self::Identity(bounded);
        }
        headers.remove(header::CONTENT_ENCODING);
        headers.remove(header::CONTENT_LENGTH);
        Self::Gzip {
            decoder: Box::new(flate2::write::MultiGzDecoder::new(bounded)),
            is_empty: true,
        }
    }

    #[cfg(not(feature = "gzip"))]
    fn new(_: &mut HeaderMap, bounded: Bounded) -> Self {
        Self::Identity(bounded)
    }
}

fn too_large() -> TransportError {
    TransportError::new(TransportErrorKind::BodyTooLarge)
}

/// Why a body can't be taken: it is over the limit, or not of its coding.
fn broken(error: io::Error) -> TransportError {
    error.downcast().unwrap_or_else(|error| {
        let cause = io::Error::new(error.kind(), format!("the body is not gzip: {error}"));
        TransportError::with_source(TransportErrorKind::Other, cause)
    })
}

/// Bytes up to a limit, which bounds what a short coded body may grow to.
struct Bounded {
    bytes: Vec<u8>,
    max: usize,
}

impl Write for Bounded {
    fn write(&mut self, decoded: &[u8]) -> io::Result<usize> {
        if decoded.len() > self.max - self.bytes.len() {
            return Err(io::Error::other(too_large()));
        }
        self.bytes.extend_from_slice(decoded);
        Ok(decoded.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
#[cfg(feature = "gzip")]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn read(coding: &'static str, sent: &[u8], max_body: usize) -> Result<Bytes, TransportError> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        let mut body = Body::new(&mut headers, 0, max_body)?;
        // A server may cut anywhere.
        for piece in sent.chunks(7) {
            body.push(piece)?;
        }
        body.finish()
    }

    #[test]
    fn a_coded_body_is_decoded() {
        let text = "parcel ".repeat(1000);
        let sent = gzip(text.as_bytes());
        for coding in ["gzip", "GZIP", "x-gzip"] {
            assert_eq!(read(coding, &sent, text.len()).unwrap(), text);
        }
        // Members follow one another.
        let twice = [gzip(b"ab"), gzip(b"cd")].concat();
        assert_eq!(read("gzip", &twice, 100).unwrap(), "abcd");
        assert_eq!(read("gzip", b"", 100).unwrap(), "");
        // What was not asked for stays as it is, for whoever can read it.
        assert_eq!(read("br", b"abc", 3).unwrap(), "abc");
    }

    #[test]
    fn the_headers_are_those_of_the_decoded_body() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (CONTENT_ENCODING, "gzip"),
            (CONTENT_LENGTH, "30"),
            (CONTENT_TYPE, "text/html"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        Body::new(&mut headers, 30, 100).unwrap();
        assert_eq!(headers.keys().collect::<Vec<_>>(), ["content-type"]);
    }

    #[test]
    fn the_limit_holds_for_both_forms() {
        let kind = |coding, sent: &[u8], max_body| read(coding, sent, max_body).unwrap_err().kind();
        let bomb = gzip(&vec![0; 1 << 20]);
        assert!(bomb.len() < 2000);
        assert_eq!(
            kind("gzip", &bomb, (1 << 20) - 1),
            TransportErrorKind::BodyTooLarge
        );
        assert_eq!(read("gzip", &bomb, 1 << 20).unwrap().len(), 1 << 20);
        // Members without content never fill the decoded side.
        let nothing = gzip(b"").repeat(100);
        assert_eq!(
            kind("gzip", &nothing, 1000),
            TransportErrorKind::BodyTooLarge
        );
        assert_eq!(
            kind("identity", b"abcd", 3),
            TransportErrorKind::BodyTooLarge
        );
        let announced = Body::new(&mut HeaderMap::new(), 4, 3).err().unwrap();
        assert_eq!(announced.kind(), TransportErrorKind::BodyTooLarge);
    }

    #[test]
    fn a_body_that_is_not_of_its_coding_is_an_error() {
        let sent = gzip(b"parcel parcel parcel");
        let mut wrong = sent.clone();
        wrong[12] ^= 0xff;
        let cut = &sent[..sent.len() - 1];
        for sent in [
            b"{\"a\": 1}".as_slice(),
            &wrong,
            cut,
            &sent[..15],
            &sent[..5],
        ] {
            let error = read("gzip", sent, 100).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Other);
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert!(cause.starts_with("the body is not gzip: "), "{cause}");
        }
    }
}
