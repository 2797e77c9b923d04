//! `WithMeta<T>`: a result, and status and headers of its response.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::Conventions;

/// A result and its [`Meta`]; what `with_meta()` of every request yields.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WithMeta<T> {
    /// The result.
    pub value: T,
    /// Status and headers of the response.
    pub meta: Meta,
}

/// Status and headers of a response.
#[derive(Clone)]
pub struct Meta {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: usize,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) conventions: &'static Conventions,
}

impl Meta {
    /// The status. 404 for a DELETE that was repeated and came too late: the resource is gone.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How often the request was sent.
    pub fn attempts(&self) -> usize {
        self.attempts
    }

    /// Identifies the request to the service's support, by the header that the service's conventions name.
    pub fn request_id(&self) -> Option<&str> {
        self.text(self.conventions.request_id)
    }

    /// The number of the account's requests that were in flight, this one included, by the header that the service's
    /// conventions name.
    pub fn concurrent_requests(&self) -> Option<u64> {
        self.number(self.conventions.concurrent_requests)
    }

    /// How many requests may be made in a span of time (`X-Rate-Limit-Limit`).
    pub fn rate_limit(&self) -> Option<u64> {
        self.number("x-rate-limit-limit")
    }

    /// How many of them are left (`X-Rate-Limit-Remaining`).
    pub fn rate_limit_remaining(&self) -> Option<u64> {
        self.number("x-rate-limit-remaining")
    }

    /// The rules that the limit comes from, as the service writes them (`X-Rate-Limit-Config`).
    pub fn rate_limit_config(&self) -> Option<&str> {
        self.text("x-rate-limit-config")
    }

    /// How long the service asks to wait before the next request (`Retry-After`, in seconds or as a date).
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.trim().parse().ok()
    }
}

/// Leaves out the values of the headers, which may repeat parameters.
impl fmt::Debug for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Meta")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
