//! The default transport: hyper's pooled client over rustls, HTTP/1.1 or HTTP/2 as the server chooses.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, Version};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Body as _;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::client::legacy::{self, Client, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::body::{self, Body};
use super::settings::Network;
use super::{Limits, Task, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Error;

mod connect;

use connect::Connector;

/// How long a connection with HTTP/2 may be silent while a request waits, before the server is asked whether it is there.
const SILENCE: Duration = Duration::from_secs(10);

/// A pool of connections; needs tokio at run time.
pub(crate) struct Hyper {
    client: Client<Connector, Full<Bytes>>,
}

impl Hyper {
    pub(crate) fn new(connect_timeout: Duration, network: &Network) -> Result<Self, Error> {
        // A request that hyper could not begin, because the server had closed the pooled connection before, hyper begins
        // again on another one, whatever its method; one of which a byte may have left is never repeated here.
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            // Without it, all requests would wait on a connection that broke without notice, until TCP gives it up.
            .http2_keep_alive_interval(SILENCE)
            .http2_keep_alive_timeout(SILENCE)
            .build(Connector::new(connect_timeout, network)?);
        Ok(Self { client })
    }
}

impl Transport for Hyper {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture {
        let mut request = request.map(Full::new);
        body::accept(request.headers_mut());
        // What only reads may be sent again either way; for all else it matters whether there was a connection. To know it
        // costs about a twentieth of a call.
        let connection = (!request.method().is_safe()).then(|| capture_connection(&mut request));
        let method = request.method().clone();
        // Begins when it is awaited.
        let response = self.client.request(request);
        Box::pin(async move {
            // Without tokio its timer would panic.
            if let Err(no_runtime) = tokio::runtime::Handle::try_current() {
                let kind = TransportErrorKind::Unusable;
                return Err(TransportError::with_source(kind, no_runtime));
            }
            let exchange = exchange(response, &method, limits.max_body);
            match tokio::time::timeout(limits.timeout, exchange).await {
                Ok(result) => result,
                Err(_) if connection.is_some_and(|made| made.connection_metadata().is_none()) => {
                    let kind = TransportErrorKind::Connect;
                    Err(TransportError::with_source(kind, late(limits.timeout)))
                }
                Err(_) => Err(TransportError::new(TransportErrorKind::Timeout)),
            }
        })
    }

    fn spawn(&self, task: Task) {
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(task);
        }
    }
}

async fn exchange(
    response: ResponseFuture,
    method: &Method,
    max_body: usize,
) -> Result<Response<Bytes>, TransportError> {
    let response = response.await.map_err(|error| {
        let kind = match may_have_been_sent(&error) {
            true => TransportErrorKind::Interrupted,
            false => TransportErrorKind::Connect,
        };
        TransportError::with_source(kind, error)
    })?;
    let (mut head, mut incoming) = response.into_parts();
    let mut body = Body::new(method, &mut head, max_body)?;
    while let Some(frame) = incoming.frame().await {
        let frame = frame
            .map_err(|error| TransportError::with_source(TransportErrorKind::Interrupted, error))?;
        if let Some(data) = frame.data_ref() {
            body.push(data)?;
        }
    }
    // A stream that is reset with NO_ERROR looks like one that has ended.
    if head.version == Version::HTTP_2 && !body.has_length() && !incoming.is_end_stream() {
        return Err(body::cut("the response was broken off"));
    }
    Ok(Response::from_parts(head, body.finish()?))
}

/// Whether the server may have taken the request, or a part of it.
fn may_have_been_sent(error: &legacy::Error) -> bool {
    // Until there is a connection, the request stays here.
    error.connect_info().is_some()
        && !std::iter::successors(error.source(), |cause| (*cause).source()).any(is_untaken)
}

/// Whether an error says that the request was not taken.
fn is_untaken(cause: &(dyn StdError + 'static)) -> bool {
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        // The connection was closed before hyper began to write.
        return error.is_canceled();
    }
    // RFC 9113, 8.7: the server says that it did not process the request, as it closes the connection or is too busy.
    cause.downcast_ref::<h2::Error>().is_some_and(|error| {
        let reason = error.reason();
        error.is_remote()
            && (error.is_go_away() && reason == Some(h2::Reason::NO_ERROR)
                || error.is_reset() && reason == Some(h2::Reason::REFUSED_STREAM))
    })
}

fn late(timeout: Duration) -> io::Error {
    let message = format!("no connection within {timeout:?}");
    io::Error::new(io::ErrorKind::TimedOut, message)
}

#[cfg(test)]
mod tests;
