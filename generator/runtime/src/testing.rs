//! A transport without a network, for tests: it responds from a queue and records what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};

mod clock;
mod examples;

pub use clock::TestClock;
pub use examples::{Checks, Examples, Mismatches, Response};

use crate::calls::background::lock;
use crate::{Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// Responds to requests in the order in which the responses were given; clones share the queue and the record.
///
/// ```
/// use openapi_client_runtime::testing::Canned;
/// use openapi_client_runtime::{Api, Builder, Call, Client, Credentials};
///
/// static API: Api = Api::new(
///     "Parcels",
///     "https://parcels.example.com",
///     "parcels/1.0.0",
/// );
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), openapi_client_runtime::Error> {
/// let canned = Canned::new().respond(200, r#"["a", "b"]"#);
/// let client: Client = Builder::new(&API, Credentials::basic("SK...", "secret"))
///     .transport(canned.clone())
///     .build()?;
///
/// let parcels: Vec<String> = client.get("/v1/Parcels").await?;
/// assert_eq!(parcels, ["a", "b"]);
/// assert_eq!(canned.requests()[0].uri, "https://parcels.example.com/v1/Parcels");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Canned(Arc<Mutex<Record>>);

#[derive(Debug, Default)]
struct Record {
    responses: VecDeque<Result<http::Response<Bytes>, TransportError>>,
    requests: Vec<RecordedRequest>,
}

/// A request that a [`Canned`] transport was asked to send.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// The absolute address.
    pub uri: Uri,
    /// The headers, with credentials.
    pub headers: HeaderMap,
    /// The body as text; empty if there was none.
    pub body: String,
    /// The limits that the client set.
    pub limits: Limits,
}

impl Canned {
    /// A transport that has no response yet, and fails when it is asked for one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Responds to the next request with this status and body.
    #[must_use]
    pub fn respond(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.respond_with(status, [], body)
    }

    /// Responds to the next request with this status, these headers and this body.
    #[must_use]
    pub fn respond_with<'a>(
        self,
        status: u16,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: impl Into<Bytes>,
    ) -> Self {
        let response = response(status, headers, body.into());
        self.push(
            response.map_err(|error| TransportError::with_source(TransportErrorKind::Other, error)),
        )
    }

    /// Fails the next request.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.push(Err(error))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.0).requests.clone()
    }

    fn push(self, response: Result<http::Response<Bytes>, TransportError>) -> Self {
        lock(&self.0).responses.push_back(response);
        self
    }
}

fn response<'a>(
    status: u16,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: Bytes,
) -> http::Result<http::Response<Bytes>> {
    let mut response = http::Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status)?;
    for (name, value) in headers {
        let name = HeaderName::try_from(name)?;
        response
            .headers_mut()
            .append(name, HeaderValue::try_from(value)?);
    }
    Ok(response)
}

impl Canned {
    /// Records a request, and takes the next response.
    fn take(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let (head, body) = request.into_parts();
        let mut record = lock(&self.0);
        record.requests.push(RecordedRequest {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            limits,
        });
        record.responses.pop_front().unwrap_or_else(|| {
            let error = "the queue of responses is empty, and each attempt takes one";
            Err(TransportError::with_source(
                TransportErrorKind::Unusable,
                error,
            ))
        })
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture {
        Box::pin(std::future::ready(self.take(request, limits)))
    }
}

#[cfg(feature = "blocking")]
impl crate::BlockingTransport for Canned {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.take(request, limits)
    }
}
