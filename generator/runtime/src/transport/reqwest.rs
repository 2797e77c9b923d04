//! Requests over a client of the crate reqwest of the user.

use bytes::Bytes;
use http::{Request, Response};

use super::body::{self, Body};
use super::{Limits, Task, Transport, TransportError, TransportErrorKind, TransportFuture};

/// The user's client; needs tokio at run time.
pub struct Reqwest(pub reqwest::Client);

impl Transport for Reqwest {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture {
        let client = self.0.clone();
        Box::pin(async move {
            let unusable = |error: Box<dyn std::error::Error + Send + Sync>| {
                TransportError::with_source(TransportErrorKind::Unusable, error)
            };
            // Without tokio its timer would panic.
            if let Err(no_runtime) = tokio::runtime::Handle::try_current() {
                return Err(unusable(no_runtime.into()));
            }
            let request = reqwest::Request::try_from(request);
            let mut request = request.map_err(|error| unusable(error.into()))?;
            body::accept(request.headers_mut());
            *request.timeout_mut() = Some(limits.timeout);
            exchange(client, request, limits.max_body).await
        })
    }

    fn spawn(&self, task: Task) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(task);
        }
    }
}

async fn exchange(
    client: reqwest::Client,
    request: reqwest::Request,
    max_body: usize,
) -> Result<Response<Bytes>, TransportError> {
    let (origin, method) = (request.url().origin(), request.method().clone());
    let mut response = client.execute(request).await.map_err(failed)?;
    if response.url().origin() != origin {
        return Err(TransportError::with_source(
            TransportErrorKind::Interrupted,
            "the client followed a redirect to another server, whose response is not taken",
        ));
    }
    let (mut head, ()) = Response::new(()).into_parts();
    head.status = response.status();
    head.version = response.version();
    head.headers = std::mem::take(response.headers_mut());
    let mut body = Body::new(&method, &mut head, max_body)?;
    while let Some(data) = response.chunk().await.map_err(failed)? {
        body.push(&data)?;
    }
    Ok(Response::from_parts(head, body.finish()?))
}

fn failed(error: reqwest::Error) -> TransportError {
    let kind = match (error.is_connect() || error.is_builder(), error.is_timeout()) {
        (true, _) => TransportErrorKind::Connect,
        (false, true) => TransportErrorKind::Timeout,
        (false, false) => TransportErrorKind::Interrupted,
    };
    // Its text would show the URL, whose query may hold personal values.
    TransportError::with_source(kind, error.without_url())
}
