//! How the default transport connects: directly or through a proxy's tunnel, with TLS where the address asks for it.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::Error;
use crate::transport::settings::Network;

type BoxError = Box<dyn StdError + Send + Sync>;
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// A TCP connection, or what a proxy that speaks TLS makes of one.
type Carrier = MaybeHttpsStream<TokioIo<TcpStream>>;

/// Connects to servers, and gives up after a while, over name resolution, TCP, proxy and TLS together.
#[derive(Clone)]
pub(super) struct Connector {
    scheme: Scheme,
    timeout: Duration,
}

#[derive(Clone)]
enum Scheme {
    /// In plain text, and nothing else.
    Plain(HttpConnector),
    /// With TLS, or in plain text for a URL that says so.
    Tls(HttpsConnector<Route>),
}

impl Connector {
    pub(super) fn new(timeout: Duration, network: &Network) -> Result<Self, Error> {
        let mut http = HttpConnector::new();
        http.set_nodelay(true);
        // Each address of a host gets its share, so that one which does not respond leaves time for the next.
        http.set_connect_timeout(Some(timeout));
        let Some(tls) = &network.tls else {
            return Ok(Self {
                scheme: Scheme::Plain(http),
                timeout,
            });
        };
        http.enforce_http(false);
        let config = tls.client_config()?;
        let route = Route {
            direct: http.clone(),
            proxy: network
                .proxy
                .as_ref()
                .map(|proxy| Arc::new(proxy.matcher())),
            // CONNECT is sent as HTTP/1.1, so nothing else is offered to the proxy.
            to_proxy: HttpsConnectorBuilder::new()
                .with_tls_config(config.clone())
                .https_or_http()
                .enable_http1()
                .wrap_connector(http),
        };
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(config)
            .https_or_http()
            .enable_all_versions()
            .wrap_connector(route);
        Ok(Self {
            scheme: Scheme::Tls(connector),
            timeout,
        })
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Carrier>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match &mut self.scheme {
            Scheme::Plain(http) => http.poll_ready(context).map_err(Into::into),
            Scheme::Tls(https) => https.poll_ready(context),
        }
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting: Self::Future = match &mut self.scheme {
            Scheme::Plain(http) => {
                let connecting = http.call(uri);
                Box::pin(async move {
                    let stream = MaybeHttpsStream::Http(connecting.await?);
                    Ok(MaybeHttpsStream::Http(stream))
                })
            }
            Scheme::Tls(https) => https.call(uri),
        };
        let timeout = self.timeout;
        Box::pin(async move {
            match tokio::time::timeout(timeout, connecting).await {
                Ok(connected) => connected,
                Err(_) => Err(super::late(timeout).into()),
            }
        })
    }
}

#[derive(Clone)]
pub(super) struct Route {
    direct: HttpConnector,
    proxy: Option<Arc<Matcher>>,
    to_proxy: HttpsConnector<HttpConnector>,
}

impl Service<Uri> for Route {
    type Response = Carrier;
    type Error = BoxError;
    type Future = Connecting<Carrier>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let Some(proxy) = self.proxy.as_ref().and_then(|proxy| proxy.intercept(&uri)) else {
            let connecting = self.direct.call(uri);
            return Box::pin(async move { Ok(MaybeHttpsStream::Http(connecting.await?)) });
        };
        let mut tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy.clone());
        if let Some(credentials) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(credentials.clone());
        }
        let connecting = tunnel.call(uri);
        Box::pin(async move { Ok(connecting.await?) })
    }
}
