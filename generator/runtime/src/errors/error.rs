//! The one error type.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::str;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_core::de::DeserializeOwned;
use serde_json::Value;

use crate::errors::secrets::Forms;
use crate::errors::service_error::ServiceError;
#[cfg(feature = "dynamic")]
use crate::values::reply::Form;
use crate::values::reply::{self, Reply};
use crate::{InvalidDate, InvalidTimestamp, UnknownValue};

/// Why a request was not sent, or has no result.
///
/// `Display` is one sentence that can be logged: it holds no credential, and no value of a response's field. The service's
/// own message is part of it, with `[redacted]` wherever it repeats a personal value that the request sent;
/// [`message`](Self::message) has these values. What the service repeats of the credentials is `[redacted]` in all of an
/// error.
///
/// ```
/// # fn example(error: openapi_client_runtime::Error) {
/// if error.is_not_found() {
///     println!("it is gone: {:?}", error.request_id());
/// } else {
///     eprintln!("{error}");
/// }
/// # }
/// ```
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: ErrorKind,
    pub(crate) sentence: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) request_id: Option<String>,
    pub(crate) service: ServiceError,
    pub(crate) body: Option<String>,
    pub(crate) raw: Option<Raw>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: Vec<Attempt>,
    pub(crate) is_outcome_unknown: bool,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// A response that is an error, to be read as what the document says of it.
pub(crate) struct Raw {
    /// The documented response that it is.
    pub(crate) reply: Option<Reply>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) secrets: Forms,
}

/// What went wrong, in kinds that a program may want to treat differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client can't be made: credentials, base URL or another setting. Nothing was sent.
    Config,
    /// A parameter breaks a rule. Nothing was sent.
    Invalid,
    /// No connection was made. Nothing was sent.
    Connect,
    /// The time was over. [`Error::is_outcome_unknown`] tells whether the request may have been carried out.
    Timeout,
    /// The exchange broke off, or could not begin. [`Error::is_outcome_unknown`] tells whether the request may have been
    /// carried out.
    Transport,
    /// The service responded with an error.
    Api,
    /// The service responded with success, but the response can't be read.
    Decode,
    /// A list's next page is not one that may be asked for, or one too many after pages without items. Nothing was sent to
    /// it.
    Page,
    /// The OAuth access token could not be obtained, so the request was not sent. `source` is the [`Error`] of the request for
    /// the token, and what [`Error::is_unauthorized`] and the like tell is about that one, except
    /// [`Error::is_not_found`].
    Token,
}

/// One attempt of a call that failed; see [`Error::attempts`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Why it failed.
    pub kind: ErrorKind,
    /// The status of the service's response, if there was one.
    pub status: Option<StatusCode>,
    /// The wait before this attempt.
    pub waited: Duration,
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{}", status.as_u16())?,
            None => write!(f, "{:?}", self.kind)?,
        }
        match self.waited {
            Duration::ZERO => Ok(()),
            waited => write!(f, " after {waited:?}"),
        }
    }
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, sentence: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            sentence: sentence.into(),
            status: None,
            request_id: None,
            service: ServiceError::default(),
            body: None,
            raw: None,
            retry_after: None,
            attempts: Vec::new(),
            is_outcome_unknown: false,
            source: None,
        }))
    }

    /// A client can't be made or used with its settings, as the sentence says: for crates with a provider's
    /// [`Conventions`](crate::Conventions).
    pub fn config(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, sentence)
    }

    /// A value is not one of its type: what `?` makes of the errors of checked types.
    pub fn invalid_value(error: impl StdError + Send + Sync + 'static) -> Self {
        Self::new(ErrorKind::Invalid, error.to_string()).with_source(error)
    }

    pub(crate) fn invalid(parameter: &str, rule: &str) -> Self {
        let sentence = format!("invalid {parameter} (nothing was sent): {rule}");
        Self::new(ErrorKind::Invalid, sentence)
    }

    pub(crate) fn refused(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, sentence)
    }

    /// The time was over before the request could be sent.
    pub(crate) fn unsent(name: &str, timeout: Duration) -> Self {
        let sentence = format!("the request to {name} could not be sent within {timeout:?}");
        Self::new(ErrorKind::Timeout, sentence)
    }

    pub(crate) fn page(sentence: impl Into<String>) -> Self {
        Self::new(ErrorKind::Page, sentence)
    }

    pub(crate) fn token(cause: Arc<Self>) -> Self {
        let sentence = format!("the access token could not be obtained: {cause}");
        Self::new(ErrorKind::Token, sentence).with_source(cause)
    }

    /// Forgets a body that may hold a secret.
    pub(crate) fn without_body(mut self) -> Self {
        self.0.body = None;
        self.0.raw = None;
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    /// Says how the call went that this is the end of.
    pub(crate) fn with_report(mut self, attempts: Vec<Attempt>, is_outcome_unknown: bool) -> Self {
        self.0.attempts = attempts;
        self.0.is_outcome_unknown = is_outcome_unknown;
        self
    }

    /// Pages without items share the timeout with the page that follows, so the sentence is about all of them.
    pub(crate) fn after_empty_pages(mut self, name: &str, pages: usize, timeout: Duration) -> Self {
        if self.0.kind == ErrorKind::Timeout {
            self.0.sentence = format!(
                "{name} gave no page with an item within {timeout:?}, but {pages} without one"
            );
        }
        self
    }

    /// The error that the service or its token endpoint led to.
    fn cause(&self) -> &Inner {
        self.token_error().map_or(&*self.0, |error| &*error.0)
    }

    fn token_error(&self) -> Option<&Self> {
        let source = self.0.source.as_deref()?;
        source.downcast_ref::<Arc<Self>>().map(|shared| &**shared)
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The status of the service's response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The service's own error code, such as 20404.
    pub fn code(&self) -> Option<u32> {
        self.0.service.code
    }

    /// What the service says went wrong.
    pub fn message(&self) -> Option<&str> {
        self.0.service.message.as_deref()
    }

    /// The address of a page about the error.
    pub fn more_info(&self) -> Option<&str> {
        self.0.service.more_info.as_deref()
    }

    /// What the service adds to its message: its `details` or `errors`. May hold personal values.
    pub fn details(&self) -> Option<&Value> {
        self.0.service.details.as_ref()
    }

    /// Identifies the request to the service's support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The beginning of the response's body, at most 4 KiB. May hold personal values.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// The body of the service's error as the type that the documentation of the operation names, or as any other that is read
    /// from JSON. `None` if the body is none of that type; [`body`](Self::body) has its text.
    ///
    /// What the service repeats of the credentials is `[redacted]`. May hold personal values.
    pub fn body_as<T: DeserializeOwned>(&self) -> Option<T> {
        let raw = self.0.raw.as_ref()?;
        let masked;
        let body = match str::from_utf8(&raw.body) {
            Ok(text) => {
                masked = raw.secrets.mask(text);
                masked.as_bytes()
            }
            Err(_) if raw.secrets.is_in(&String::from_utf8_lossy(&raw.body)) => return None,
            Err(_) => &raw.body,
        };
        let reply = raw.reply.unwrap_or(reply::PLAIN_JSON);
        reply.read(&raw.headers, body, PhantomData).ok()
    }

    /// The same, where it is a body that is documented for the status.
    #[cfg(feature = "dynamic")]
    pub(crate) fn documented<T: DeserializeOwned>(&self) -> Option<T> {
        let (reply, _) = self.raw_body();
        let has_body = reply.is_some_and(|reply| reply.0 != Form::Empty);
        has_body.then(|| self.body_as())?
    }

    /// The documented response that it is, and its body.
    #[cfg(feature = "dynamic")]
    pub(crate) fn raw_body(&self) -> (Option<Reply>, &Bytes) {
        static NONE: Bytes = Bytes::new();
        match &self.0.raw {
            Some(raw) => (raw.reply, &raw.body),
            None => (None, &NONE),
        }
    }

    /// How long the service asks to wait before the request is sent again (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What became of each attempt, in order; empty when nothing was tried. The error itself is about the last one.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// The request changes something, and whether it was carried out is not known: the response did not arrive, or came from
    /// a gateway (502, 503, 504).
    ///
    /// Look at the resource before such a request is made again: a POST may have created it. To delete once more does no
    /// harm.
    pub fn is_outcome_unknown(&self) -> bool {
        self.0.is_outcome_unknown
    }

    /// The service does not know what was asked for (404).
    pub fn is_not_found(&self) -> bool {
        self.0.status == Some(StatusCode::NOT_FOUND)
    }

    /// The service does not accept the credentials (401).
    pub fn is_unauthorized(&self) -> bool {
        self.cause().status == Some(StatusCode::UNAUTHORIZED)
    }

    /// There were too many requests, and this one was not carried out (429).
    pub fn is_rate_limited(&self) -> bool {
        self.cause().status == Some(StatusCode::TOO_MANY_REQUESTS)
    }

    /// The service failed (5xx).
    pub fn is_server_error(&self) -> bool {
        let status = self.cause().status;
        status.is_some_and(|status| status.is_server_error())
    }

    /// The time was over, for the whole exchange or for the connection.
    pub fn is_timeout(&self) -> bool {
        let timed_out = |error: &(dyn StdError + 'static)| {
            let error = error.downcast_ref::<io::Error>();
            error.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
        };
        self.cause().kind == ErrorKind::Timeout
            || std::iter::successors(self.source(), |error| (*error).source()).any(timed_out)
    }

    /// No connection was made, so nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.cause().kind == ErrorKind::Connect
    }

    /// A parameter breaks a rule, so nothing was sent.
    pub fn is_invalid(&self) -> bool {
        self.0.kind == ErrorKind::Invalid
    }

    /// The service responded with success, but the response can't be read.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.sentence)?;
        if self.0.attempts.len() > 1 {
            write!(f, " (after {} attempts)", self.0.attempts.len())?;
        }
        if self.0.is_outcome_unknown {
            f.write_str("; it is not known whether the request was carried out")?;
        }
        Ok(())
    }
}

/// Leaves out the body and the details, which may hold personal values.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &self.0.kind)
            .field("sentence", &self.0.sentence);
        if let Some(status) = self.0.status {
            debug.field("status", &status.as_u16());
        }
        if let Some(code) = self.code() {
            debug.field("code", &code);
        }
        if !self.0.attempts.is_empty() {
            debug.field("attempts", &self.0.attempts);
        }
        if self.0.is_outcome_unknown {
            debug.field("is_outcome_unknown", &true);
        }
        // Not the source: that of a transport of the program's own may repeat what was sent. The sentence has its reason.
        debug.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.token_error() {
            Some(error) => Some(error),
            None => self.0.source.as_deref().map(|source| source as _),
        }
    }
}

/// Makes an [`Error`] of kind [`ErrorKind::Invalid`] out of the errors of the checked types, so that `?` takes them.
macro_rules! from_invalid {
    ($($ty:ty),+) => {$(
        impl From<$ty> for Error {
            fn from(error: $ty) -> Self {
                Self::invalid_value(error)
            }
        }
    )+};
}

from_invalid!(InvalidDate, InvalidTimestamp, UnknownValue);

#[cfg(test)]
mod tests;
