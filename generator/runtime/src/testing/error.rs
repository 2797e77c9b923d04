//! Errors for tests: made as a client makes them, without a request.

use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::Body;
use crate::calls::exchange::Response;
use crate::calls::meta::Meta;
use crate::errors::secrets::Secrets;
use crate::errors::service_error::ErrorFields;
use crate::values::decode::DecodeError;
use crate::{Attempt, Conventions, Error, Limits, PLAIN, TransportErrorKind};

const SERVICE: &str = "the service";

/// Services of all providers have an error's code, message and page in one of these.
static CONVENTIONS: Conventions = Conventions {
    error: ErrorFields {
        more_info: &["more_info", "type"],
        ..PLAIN.error
    },
    ..PLAIN
};

/// Errors for tests, with the feature `testing`.
impl Error {
    /// The error after a response with this status, such as 404.
    ///
    /// # Panics
    ///
    /// The number is no status.
    #[track_caller]
    pub fn api(status: u16) -> Self {
        Self::api_with(status, "")
    }

    /// The error after a response with this status and this body: `json!({"code": 20404, "message": "not found"})`.
    ///
    /// # Panics
    ///
    /// The number is no status.
    #[track_caller]
    pub fn api_with(status: u16, body: impl Into<Body>) -> Self {
        Self::of_response(SERVICE, &response(status, body.into()), &[])
    }

    /// The error after a success whose body can't be read.
    pub fn decode() -> Self {
        let failure = DecodeError::new("", "it is not what the document says", None);
        Self::of_body(SERVICE, &response(200, "".into()), &failure)
    }

    /// The error of a request that was not sent, because no connection was made.
    pub fn connect() -> Self {
        no_response(TransportErrorKind::Connect, false)
    }

    /// The error of a GET without a response in time.
    pub fn timeout() -> Self {
        no_response(TransportErrorKind::Timeout, false)
    }

    /// The error of a POST whose connection was cut after it was sent: [`is_outcome_unknown`](Self::is_outcome_unknown).
    pub fn outcome_unknown() -> Self {
        no_response(TransportErrorKind::Interrupted, true)
    }
}

fn no_response(kind: TransportErrorKind, is_outcome_unknown: bool) -> Error {
    let error =
        Error::without_response(kind, SERVICE, "https://service.example", &Limits::default());
    let attempt = Attempt {
        kind: error.kind(),
        status: None,
        waited: Duration::ZERO,
    };
    error.with_report(vec![attempt], is_outcome_unknown)
}

#[track_caller]
#[expect(clippy::panic, reason = "only tests make such an error")]
fn response(status: u16, body: Body) -> Response {
    let Ok(status) = StatusCode::from_u16(status) else {
        panic!("{status} is no status");
    };
    Response {
        meta: Meta {
            status,
            headers: HeaderMap::new(),
            attempts: 1,
            retry_after: None,
            conventions: &CONVENTIONS,
        },
        body: body.0,
        reply: None,
        is_deleted: false,
        failed: Vec::new(),
        waited: Duration::ZERO,
        took: Duration::ZERO,
        secrets: Secrets::default(),
    }
}

#[cfg(test)]
mod tests;
