//! Reads the body of a response: decoded, and no further than to the limit.

use std::io::{self, Write};

use bytes::Bytes;
#[cfg(feature = "gzip")]
use http::HeaderValue;
use http::response::Parts;
use http::{HeaderMap, Method, StatusCode, header};

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
    /// How many bytes may come, as they are sent.
    max: usize,
    received: usize,
    /// How many the headers promise; `None` where they promise none.
    promised: Option<u64>,
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
    /// Begins the body that this head of a response to `method` announces; its headers are left as of the decoded body.
    pub(crate) fn new(
        method: &Method,
        head: &mut Parts,
        max_body: usize,
    ) -> Result<Self, TransportError> {
        let promised = promised(method, head.status, &head.headers)?;
        // What is longer before it is decoded is longer after it too, but for a few bytes.
        let announced = usize::try_from(promised.unwrap_or(0)).unwrap_or(usize::MAX);
        if announced > max_body {
            return Err(too_large());
        }
        let bounded = Bounded {
            bytes: Vec::with_capacity(announced),
            max: max_body,
        };
        Ok(Self {
            decoder: Decoder::new(&mut head.headers, bounded),
            max: max_body,
            received: 0,
            promised,
        })
    }

    pub(crate) fn push(&mut self, sent: &[u8]) -> Result<(), TransportError> {
        self.received = self.received.saturating_add(sent.len());
        if self.received > self.max {
            return Err(too_large());
        }
        match &mut self.decoder {
            Decoder::Identity(bounded) => bounded.write_all(sent).map_err(broken),
            #[cfg(feature = "gzip")]
            Decoder::Gzip { decoder, is_empty } => {
                *is_empty &= sent.is_empty();
                decoder.write_all(sent).map_err(broken)
            }
        }
    }

    #[cfg(feature = "transport")]
    pub(crate) fn has_length(&self) -> bool {
        self.promised.is_some()
    }

    pub(crate) fn finish(self) -> Result<Bytes, TransportError> {
        // HTTP/2 can end a body without an error before it is whole.
        if let Some(promised) = self
            .promised
            .filter(|promised| *promised != self.received as u64)
        {
            let received = self.received;
            return Err(cut(&format!(
                "the response ended after {received} of {promised} bytes"
            )));
        }
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

/// How long the headers say that a body is, as it is sent.
fn promised(
    method: &Method,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Option<u64>, TransportError> {
    let has_content = *method != Method::HEAD
        && !status.is_informational()
        && !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    // In chunks, another length means nothing (RFC 9112, 6.3).
    if !has_content || headers.contains_key(header::TRANSFER_ENCODING) {
        return Ok(None);
    }
    let values = headers.get_all(header::CONTENT_LENGTH).iter();
    let lengths = values.flat_map(|value| value.as_bytes().split(|byte| *byte == b','));
    let mut promised = None;
    for length in lengths {
        let length = length.trim_ascii();
        let digits = length.iter().all(u8::is_ascii_digit);
        let length = std::str::from_utf8(length).ok().filter(|_| digits);
        let length = length.and_then(|length| length.parse::<u64>().ok());
        if length.is_none() || promised.is_some_and(|known| Some(known) != length) {
            return Err(cut(
                "the response says in two ways how long it is, or in none",
            ));
        }
        promised = length;
    }
    Ok(promised)
}

/// The body ended too early, or it is not known where it ends.
pub(crate) fn cut(reason: &str) -> TransportError {
    let cause = io::Error::new(io::ErrorKind::UnexpectedEof, reason);
    TransportError::with_source(TransportErrorKind::Interrupted, cause)
}

fn too_large() -> TransportError {
    TransportError::new(TransportErrorKind::BodyTooLarge)
}

/// Why a body can't be taken: it is over the limit, or not of its coding.
fn broken(error: io::Error) -> TransportError {
    error.downcast().unwrap_or_else(|error| {
        let cause = io::Error::new(error.kind(), format!("the body is not gzip: {error}"));
        TransportError::with_source(TransportErrorKind::Interrupted, cause)
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
    use http::HeaderName;
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn head(status: u16, headers: &[(HeaderName, &'static str)]) -> Parts {
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(name, *value);
        }
        response.body(()).unwrap().into_parts().0
    }

    fn read(coding: &'static str, sent: &[u8], max_body: usize) -> Result<Bytes, TransportError> {
        let mut head = head(200, &[(CONTENT_ENCODING, coding)]);
        let mut body = Body::new(&Method::GET, &mut head, max_body)?;
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
        let mut head = head(
            200,
            &[
                (CONTENT_ENCODING, "gzip"),
                (CONTENT_LENGTH, "30"),
                (CONTENT_TYPE, "text/html"),
            ],
        );
        Body::new(&Method::GET, &mut head, 100).unwrap();
        assert_eq!(head.headers.keys().collect::<Vec<_>>(), ["content-type"]);
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
        let announced = Body::new(&Method::GET, &mut head(200, &[(CONTENT_LENGTH, "4")]), 3);
        let announced = announced.err().unwrap();
        assert_eq!(announced.kind(), TransportErrorKind::BodyTooLarge);
    }

    #[test]
    fn a_body_is_as_long_as_its_headers_say() {
        let read = |method: Method, status, headers: &[_], sent: &[u8]| {
            let mut body = Body::new(&method, &mut head(status, headers), 1000)?;
            body.push(sent)?;
            body.finish()
        };
        let get = |headers: &[_], sent: &[u8]| read(Method::GET, 200, headers, sent);
        let of = |length| (CONTENT_LENGTH, length);
        assert_eq!(get(&[of("3")], b"abc").unwrap(), "abc");
        assert_eq!(get(&[of("3"), of("3, 3")], b"abc").unwrap(), "abc");
        assert_eq!(get(&[], b"abc").unwrap(), "abc");
        assert_eq!(
            get(&[of("9"), (TRANSFER_ENCODING, "chunked")], b"abc").unwrap(),
            "abc"
        );
        for (headers, sent) in [
            (&[of("3")][..], "ab"),
            (&[of("3")], ""),
            (&[of("3")], "abcd"),
            (&[of("3"), of("4")], "abc"),
            (&[of("3, 4")], "abc"),
            (&[of("+3")], "abc"),
            (&[of("")], ""),
            (&[of("99999999999999999999")], "abc"),
        ] {
            let error = get(headers, sent.as_bytes()).unwrap_err();
            assert_eq!(error.kind(), TransportErrorKind::Interrupted, "{headers:?}");
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert!(cause.starts_with("the response "), "{cause}");
        }
        // It is what was sent that counts.
        let sent = gzip(b"parcel parcel parcel");
        let length: &'static str = Box::leak(sent.len().to_string().into_boxed_str());
        let coded = [(CONTENT_ENCODING, "gzip"), of(length)];
        assert_eq!(get(&coded, &sent).unwrap(), "parcel parcel parcel");
        assert!(get(&coded, &sent[1..]).is_err());
        // These have a length, and no body.
        for (method, status) in [(Method::HEAD, 200), (Method::GET, 204), (Method::GET, 304)] {
            assert_eq!(read(method, status, &[of("3")], b"").unwrap(), "");
        }
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
            assert_eq!(error.kind(), TransportErrorKind::Interrupted);
            let cause = std::error::Error::source(&error).unwrap().to_string();
            assert!(cause.starts_with("the body is not gzip: "), "{cause}");
        }
    }
}
