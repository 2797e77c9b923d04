//! A transport without a network, for tests: it answers from a queue and records what it was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, Uri};

mod clock;
mod examples;

pub use clock::TestClock;
pub use examples::{Answer, Checks, Examples, Mismatches};

use crate::{Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// Answers requests in the order in which the answers were given; clones share the queue and the record.
///
/// ```
/// use openapi_client_runtime::testing::Canned;
/// use openapi_client_runtime::{Api, Builder, Call, Client, Credentials};
///
/// static API: Api = Api::new(
///     "Parcels",
///     "https://parcels.twilio.com",
///     "twilio-parcels/1.0.0",
/// );
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), openapi_client_runtime::Error> {
/// let canned = Canned::new().answer(200, r#"["a", "b"]"#);
/// let client: Client = Builder::new(&API, Credentials::api_key("SK...", "secret"))
///     .transport(canned.clone())
///     .build()?;
///
/// let parcels: Vec<String> = Call::get(&client, "/v1/Parcels").await?;
/// assert_eq!(parcels, ["a", "b"]);
/// assert_eq!(canned.requests()[0].uri, "https://parcels.twilio.com/v1/Parcels");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Canned(Arc<Mutex<Record>>);

#[derive(Debug, Default)]
struct Record {
    answers: VecDeque<Result<Response<Bytes>, TransportError>>,
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
    /// A transport that has no answer yet, and fails when it is asked for one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this status and body.
    #[must_use]
    pub fn answer(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.answer_with(status, [], body)
    }

    /// Answers the next request with this status, these headers and this body.
    #[must_use]
    pub fn answer_with<'a>(
        self,
        status: u16,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: impl Into<Bytes>,
    ) -> Self {
        let answer = response(status, headers, body.into());
        self.push(
            answer.map_err(|error| TransportError::with_source(TransportErrorKind::Other, error)),
        )
    }

    /// Fails the next request.
    #[must_use]
    pub fn fail(self, error: TransportError) -> Self {
        self.push(Err(error))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.record().requests.clone()
    }

    fn push(self, answer: Result<Response<Bytes>, TransportError>) -> Self {
        self.record().answers.push_back(answer);
        self
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn response<'a>(
    status: u16,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: Bytes,
) -> http::Result<Response<Bytes>> {
    let mut response = Response::new(body);
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
    /// Records a request, and takes the next answer.
    fn take(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        let (head, body) = request.into_parts();
        let mut record = self.record();
        record.requests.push(RecordedRequest {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
            limits,
        });
        record.answers.pop_front().unwrap_or_else(|| {
            let error = "the queue of answers is empty, and each attempt takes one";
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
    ) -> Result<Response<Bytes>, TransportError> {
        self.take(request, limits)
    }
}
