//! The seam between requests and the network.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

#[cfg(any(feature = "transport", feature = "reqwest", feature = "blocking"))]
mod body;
#[cfg(feature = "transport")]
pub(crate) mod hyper;
#[cfg(any(feature = "transport", feature = "blocking"))]
mod proxy;
#[cfg(feature = "reqwest")]
pub(crate) mod reqwest;
#[cfg(any(feature = "transport", feature = "blocking"))]
pub(crate) mod settings;
#[cfg(any(feature = "transport", feature = "blocking"))]
mod tls;
pub(crate) mod transports;
#[cfg(feature = "blocking")]
pub(crate) mod ureq;

/// Sends one HTTP request and returns the whole response.
///
/// An implementation
///
/// * sends the request as it is, once: it follows no redirect, repeats nothing of which a byte may have left, sends every
///   value of a header, and adds no header but those of its protocol;
/// * returns no part of a body for the whole: one that ends before its `Content-Length` is [`TransportErrorKind::Interrupted`];
/// * undoes a coding of the body that it asked for, such as gzip, and removes the header that named it;
/// * gives up after [`Limits::timeout`], counted from the call to the last byte of the body, with [`TransportErrorKind::Timeout`];
/// * gives up a body as soon as it is longer than [`Limits::max_body`], decoded, with [`TransportErrorKind::BodyTooLarge`];
/// * returns every response as `Ok`, whatever its status.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` within `limits`.
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture;

    /// Drives `task` to its end, beside the task that calls this, if there is a runtime that can; else it drops it.
    ///
    /// By this a list asks for its next page while the program works on the current one. As provided here, it drops the
    /// task, and lists do not read ahead.
    fn spawn(&self, task: Task) {
        drop(task);
    }
}

/// Sends one HTTP request and waits for the whole response: [`Transport`] for programs without an async runtime.
///
/// The same rules hold.
#[cfg(feature = "blocking")]
pub trait BlockingTransport: Send + Sync + 'static {
    /// Sends `request` within `limits`.
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError>;
}

/// What [`Transport::spawn`] drives.
pub type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

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
#[derive(Clone, Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The kinds of [`TransportError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, or it was gone before a byte of the request was sent: sending again is always safe.
    Connect,
    /// The transport can't be used as it is, such as outside of its runtime: nothing was sent, and retrying will not help.
    Unusable,
    /// The time was over. The request may have been sent.
    Timeout,
    /// The body was longer than the limit.
    BodyTooLarge,
    /// The exchange broke off. The request may have been sent.
    Interrupted,
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
            source: Some(Arc::from(source.into())),
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether the service may have got the request.
    pub fn may_have_been_sent(&self) -> bool {
        match self.kind {
            TransportErrorKind::Connect | TransportErrorKind::Unusable => false,
            TransportErrorKind::Timeout
            | TransportErrorKind::BodyTooLarge
            | TransportErrorKind::Interrupted => true,
        }
    }
}

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self::new(kind)
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "the connection could not be made",
            TransportErrorKind::Unusable => "the transport can't be used here",
            TransportErrorKind::Timeout => "the time was over",
            TransportErrorKind::BodyTooLarge => "the body was longer than the limit",
            TransportErrorKind::Interrupted => "the exchange failed",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

#[cfg(test)]
#[cfg(any(feature = "transport", feature = "reqwest", feature = "blocking"))]
mod tests;
