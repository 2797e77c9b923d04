//! The seam between requests and the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

#[cfg(feature = "transport")]
pub(crate) mod hyper;

/// Sends one HTTP request and returns the whole response.
///
/// An implementation
///
/// * sends the request as it is, once: it follows no redirect, repeats nothing, and adds no header but those of its protocol;
/// * gives up after [`Limits::timeout`], counted from the call to the last byte of the body, with [`TransportErrorKind::Timeout`];
/// * gives up a body as soon as it is longer than [`Limits::max_body`], with [`TransportErrorKind::BodyTooLarge`];
/// * returns every response as `Ok`, whatever its status.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` within `limits`.
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture;
}

/// What [`Transport::send`] returns.
pub type TransportFuture =
    Pin<Box<dyn Future<Output = Result<http::Response<Bytes>, TransportError>> + Send>>;

/// How long a request may take, and how much may come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// For the whole exchange, from the call to the last byte of the body. 30 seconds by default.
    pub timeout: Duration,
    /// For a new connection: name resolution, TCP and TLS. 10 seconds by default.
    pub connect_timeout: Duration,
    /// For the body of the response, in bytes. 32 MiB by default.
    pub max_body: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            max_body: 32 << 20,
        }
    }
}

/// Why a transport has no response to return.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, so nothing of the request was sent.
    Connect,
    /// The time was over.
    Timeout,
    /// The body was longer than the limit.
    BodyTooLarge,
    /// The exchange broke off, or could not begin.
    Other,
}

impl TransportError {
    /// An error without a cause of its own.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// An error and what caused it.
    pub fn with_source(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: Some(source.into()),
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "the connection could not be made",
            TransportErrorKind::Timeout => "the time was over",
            TransportErrorKind::BodyTooLarge => "the body was longer than the limit",
            TransportErrorKind::Other => "the exchange failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
