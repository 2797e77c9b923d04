//! The blocking transport: ureq over rustls, HTTP/1.1.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use http::{Request, Response};
use ureq::config::AutoHeaderValue;
use ureq::{Agent, SendBody, Timeout};

use super::body::{self, Body};
use super::settings::Network;
use super::{BlockingTransport, Limits, TransportError, TransportErrorKind};
use crate::Error;

pub(crate) struct Ureq {
    agent: Agent,
    is_tls_ready: bool,
}

impl Ureq {
    pub(crate) fn new(network: &Network) -> Result<Self, Error> {
        let proxy = network.proxy.as_ref().map(|proxy| proxy.ureq());
        let proxy = proxy
            .transpose()
            .map_err(|error| Error::config("the proxy can't be used").with_source(error))?;
        let mut config = Agent::config_builder()
            .proxy(proxy)
            .http_status_as_error(false)
            .max_redirects(0)
            .accept_encoding(AutoHeaderValue::None)
            .accept(AutoHeaderValue::None)
            .user_agent(AutoHeaderValue::None);
        if let Some(tls) = &network.tls {
            config = config.tls_config(tls.ureq_config());
        }
        Ok(Self {
            agent: config.build().new_agent(),
            is_tls_ready: network.tls.is_some(),
        })
    }
}

impl BlockingTransport for Ureq {
    fn send(
        &self,
        mut request: Request<Bytes>,
        limits: Limits,
    ) -> Result<Response<Bytes>, TransportError> {
        if !self.is_tls_ready && request.uri().scheme_str() != Some("http") {
            let cause = "the client was made for a server on this machine that does without TLS";
            let kind = TransportErrorKind::Unusable;
            return Err(TransportError::with_source(kind, cause));
        }
        body::accept(request.headers_mut());
        let (head, body) = request.into_parts();
        let method = head.method.clone();
        let has_body = !body.is_empty();
        let is_begun = Arc::new(AtomicBool::new(false));
        let sending = match has_body {
            true => SendBody::from_owned_reader(Source {
                left: body,
                is_begun: is_begun.clone(),
            }),
            false => SendBody::none(),
        };
        let request = self
            .agent
            .configure_request(Request::from_parts(head, sending))
            .timeout_global(Some(limits.timeout))
            .timeout_resolve(Some(limits.connect_timeout))
            .timeout_connect(Some(limits.connect_timeout))
            .build();
        let response = self.agent.run(request).map_err(|error| {
            // Without its body, a server can't carry out a request that announces one.
            let is_withheld = has_body && !is_begun.load(Ordering::Relaxed);
            match is_withheld || is_unsent(&error) {
                true => TransportError::with_source(TransportErrorKind::Connect, cause(error)),
                false => failed(error),
            }
        })?;
        let (mut head, incoming) = response.into_parts();
        let mut body = Body::new(&method, &mut head, limits.max_body)?;
        let mut incoming = incoming.into_reader();
        let mut buffer = vec![0; 16 << 10];
        loop {
            match incoming.read(&mut buffer) {
                Ok(0) => return Ok(Response::from_parts(head, body.finish()?)),
                Ok(length) => body.push(&buffer[..length])?,
                Err(error) => return Err(failed(error.into())),
            }
        }
    }
}

/// Whether an error can only come before a byte of the request is sent.
fn is_unsent(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::ConnectProxyFailed(_)
        | ureq::Error::Tls(_)
        | ureq::Error::Rustls(_)
        | ureq::Error::Timeout(Timeout::Resolve | Timeout::Connect) => true,
        ureq::Error::Io(error) => {
            let tls = error.get_ref().and_then(|cause| cause.downcast_ref());
            error.kind() == io::ErrorKind::ConnectionRefused || tls.is_some_and(is_handshake)
        }
        _ => false,
    }
}

/// Whether an error of TLS can only come before the first byte of the request.
fn is_handshake(error: &rustls::Error) -> bool {
    matches!(
        error,
        rustls::Error::InvalidCertificate(_)
            | rustls::Error::NoCertificatesPresented
            | rustls::Error::PeerIncompatible(_)
    )
}

fn failed(error: ureq::Error) -> TransportError {
    match error {
        ureq::Error::Timeout(_) => TransportError::new(TransportErrorKind::Timeout),
        error => TransportError::with_source(TransportErrorKind::Interrupted, cause(error)),
    }
}

/// The error below, where there is one, as other transports have it too.
fn cause(error: ureq::Error) -> io::Error {
    match error {
        ureq::Error::Timeout(_) => io::Error::new(io::ErrorKind::TimedOut, error),
        error => error.into_io(),
    }
}

/// The bytes of a request's body, and whether ureq has asked for them: it does so when the head is sent.
struct Source {
    left: Bytes,
    is_begun: Arc<AtomicBool>,
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.is_begun.store(true, Ordering::Relaxed);
        let part = self.left.split_to(buffer.len().min(self.left.len()));
        buffer[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}
