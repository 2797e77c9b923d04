//! A transport that sends every request to the recorder instead of its own host.

use std::time::Duration;

use http_body_util::{BodyExt, Full, Limited};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use openapi_client_runtime::bytes::Bytes;
use openapi_client_runtime::http::header::HOST;
use openapi_client_runtime::http::uri::PathAndQuery;
use openapi_client_runtime::http::{HeaderValue, Request, Response, Uri};
use openapi_client_runtime::{
    Limits, Transport, TransportError, TransportErrorKind, TransportFuture,
};

use crate::Problem;

type Http = Client<HttpConnector, Full<Bytes>>;

/// Sends requests to the recorder, with their own address in a header.
pub struct Recorder {
    http: Http,
    url: String,
}

impl Recorder {
    /// A transport to the recorder at this address: scheme, host and port.
    pub fn new(url: &str) -> Self {
        // A connection that the recorder has closed would look like a failure of the call that comes next.
        let http = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(Duration::ZERO)
            .pool_max_idle_per_host(0)
            .build(HttpConnector::new());
        Self {
            http,
            url: url.to_owned(),
        }
    }
}

impl Transport for Recorder {
    fn send(&self, mut request: Request<Bytes>, limits: Limits) -> TransportFuture {
        let http = self.http.clone();
        let redirected = redirect(&mut request, &self.url);
        Box::pin(async move {
            redirected.map_err(|source| {
                TransportError::with_source(TransportErrorKind::Unusable, source)
            })?;
            let exchange = exchange(http, request, limits.max_body);
            match tokio::time::timeout(limits.timeout, exchange).await {
                Ok(outcome) => outcome,
                Err(_) => Err(TransportError::new(TransportErrorKind::Timeout)),
            }
        })
    }
}

/// Turns a request to the recorder; its own address goes into `Host` and `X-Recorder-Url`.
fn redirect(request: &mut Request<Bytes>, recorder: &str) -> Result<(), Problem> {
    let own = request.uri().clone();
    let target = own.path_and_query().map_or("/", PathAndQuery::as_str);
    *request.uri_mut() = format!("{recorder}{target}").parse::<Uri>()?;
    let host = own.authority().map_or("", |authority| authority.as_str());
    let host = HeaderValue::from_str(host)?;
    let url = HeaderValue::from_str(&own.to_string())?;
    request.headers_mut().insert(HOST, host);
    request.headers_mut().insert("x-recorder-url", url);
    Ok(())
}

async fn exchange(
    http: Http,
    request: Request<Bytes>,
    max_body: usize,
) -> Result<Response<Bytes>, TransportError> {
    let response = http
        .request(request.map(Full::new))
        .await
        .map_err(|error| {
            let kind = match error.is_connect() {
                true => TransportErrorKind::Connect,
                false => TransportErrorKind::Interrupted,
            };
            TransportError::with_source(kind, error)
        })?;
    let (head, body) = response.into_parts();
    let body = Limited::new(body, max_body).collect().await;
    let body =
        body.map_err(|error| TransportError::with_source(TransportErrorKind::Interrupted, error))?;
    Ok(Response::from_parts(head, body.to_bytes()))
}
