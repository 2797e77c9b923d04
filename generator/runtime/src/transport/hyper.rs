//! The default transport: hyper's pooled client over rustls, HTTP/1.1 or HTTP/2 as the server chooses.

use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::{Request, Response, Uri};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};
use tower_service::Service;

use super::{Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

type Connector = ConnectTimeout<HttpsConnector<HttpConnector>>;

/// A pool of connections; needs tokio at run time.
pub(crate) struct Hyper {
    client: Client<Connector, Full>,
}

impl Hyper {
    /// Loads the platform's certificates, if `tls` is wanted.
    pub(crate) fn new(connect_timeout: Duration, tls: bool) -> io::Result<Self> {
        // The provider is named, because a process may hold several and rustls would not know which to take.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?;
        let config = match tls {
            true => config.with_native_roots()?,
            false => config.with_root_certificates(RootCertStore::empty()),
        };
        let mut http = HttpConnector::new();
        http.enforce_http(false);
        http.set_nodelay(true);
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config.with_no_client_auth())
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(http);
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .build(ConnectTimeout {
                connector,
                timeout: connect_timeout,
            });
        Ok(Self { client })
    }
}

impl Transport for Hyper {
    fn send(&self, request: Request<Bytes>, limits: Limits) -> TransportFuture {
        let client = self.client.clone();
        Box::pin(async move {
            // Without tokio its timer would panic.
            if let Err(no_runtime) = tokio::runtime::Handle::try_current() {
                return Err(other(no_runtime));
            }
            tokio::time::timeout(limits.timeout, exchange(client, request, limits.max_body))
                .await
                .unwrap_or_else(|_| Err(TransportError::new(TransportErrorKind::Timeout)))
        })
    }
}

/// One request and its whole response.
async fn exchange(
    client: Client<Connector, Full>,
    request: Request<Bytes>,
    max_body: usize,
) -> Result<Response<Bytes>, TransportError> {
    let response = client
        .request(request.map(|body| Full(Some(body).filter(|body| !body.is_empty()))))
        .await
        .map_err(|error| match error.is_connect() {
            true => TransportError::with_source(TransportErrorKind::Connect, error),
            false => other(error),
        })?;
    let (head, body) = response.into_parts();
    Ok(Response::from_parts(head, read(body, max_body).await?))
}

/// Reads a body to its end, or until it is longer than `max_body`.
async fn read(mut body: Incoming, max_body: usize) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    let announced = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
    if announced > max_body {
        return Err(too_large());
    }
    let mut read = BytesMut::with_capacity(announced);
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame.map_err(other)?.into_data() {
            if data.len() > max_body - read.len() {
                return Err(too_large());
            }
            read.extend_from_slice(&data);
        }
    }
    Ok(read.freeze())
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> TransportError {
    TransportError::with_source(TransportErrorKind::Other, error)
}

/// A request's body: all of it at once, or nothing.
struct Full(Option<Bytes>);

impl Body for Full {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.take().map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.as_ref().map_or(0, Bytes::len) as u64)
    }
}

/// A connector that gives up after a while, over name resolution, TCP and TLS together.
#[derive(Clone)]
struct ConnectTimeout<C> {
    connector: C,
    timeout: Duration,
}

impl<C> Service<Uri> for ConnectTimeout<C>
where
    C: Service<Uri>,
    C::Response: 'static,
    C::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    C::Future: Send + 'static,
{
    type Response = C::Response;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<C::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.connector.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let timeout = self.timeout;
        let connecting = self.connector.call(uri);
        Box::pin(async move {
            match tokio::time::timeout(timeout, connecting).await {
                Ok(connected) => connected.map_err(Into::into),
                Err(_) => Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    format!("no connection within {timeout:?}"),
                )
                .into()),
            }
        })
    }
}

#[cfg(test)]
mod tests;
