//! Encrypted connections: whom to trust, which protocol, and the way through a proxy.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

#[cfg(feature = "transport")]
use super::server::{Server, Step};
use super::server::{read_request, response};
use super::*;
use crate::transport::proxy::Proxy;
use crate::transport::settings::{Network, Settings};
use crate::transport::tls::{Tls, provider};

/// An authority that signs servers' certificates.
pub(super) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(super) fn new() -> Self {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        Self(CertifiedIssuer::self_signed(params, key).unwrap())
    }

    /// Its certificate.
    #[cfg(feature = "transport")]
    pub(super) fn pem(&self) -> String {
        self.0.pem()
    }

    /// What a server for this name needs.
    pub(super) fn server(&self, name: &str, protocols: &[&str]) -> Arc<ServerConfig> {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([name.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let mut config = ServerConfig::builder_with_provider(provider().unwrap())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::from(key))
            .unwrap();
        config.alpn_protocols = protocols
            .iter()
            .map(|name| name.as_bytes().into())
            .collect();
        Arc::new(config)
    }

    /// The way for a client that trusts this authority alone.
    pub(super) fn network(&self) -> Network {
        let settings = Settings {
            roots: vec![self.0.pem().into_bytes()],
            only_given_roots: true,
            proxy: None,
        };
        Network {
            tls: Some(Tls::new(&settings).unwrap()),
            proxy: None,
        }
    }
}

/// Responds to every request with 200 and the protocol that was agreed.
pub(super) fn serve(config: Arc<ServerConfig>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = ServerConnection::new(config.clone()).unwrap();
            let mut stream = StreamOwned::new(connection, stream.unwrap());
            thread::spawn(move || {
                while read_request(&mut stream).is_some() {
                    let protocol = stream.conn.alpn_protocol().unwrap_or_default();
                    let response = response("200 OK", protocol);
                    stream.write_all(&response).unwrap();
                }
            });
        }
    });
    address
}

#[test]
fn a_server_is_trusted_for_its_authority_and_its_name() {
    let (known, unknown) = (Authority::new(), Authority::new());
    for (authority, name, is_trusted) in [
        (&known, "localhost", true),
        (&known, "elsewhere.test", false),
        (&unknown, "localhost", false),
    ] {
        let address = serve(authority.server(name, &[]));
        let url = format!("https://localhost:{}/", address.port());
        for subject in own(&known.network()) {
            for request in [get(&url), post(&url, ""), post(&url, "a=b")] {
                match (subject.send)(request, limits()) {
                    Ok(response) => assert!(is_trusted && response.status() == 200),
                    Err(error) => {
                        let message = format!("{}: {}", subject.name, reason(&error));
                        assert!(!is_trusted, "{message}");
                        assert_eq!(error.kind(), TransportErrorKind::Connect, "{message}");
                        assert!(message.contains("certificate"), "{message}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_self_signed_server_is_not_trusted_by_the_platform() {
    let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let config = ServerConfig::builder_with_provider(provider().unwrap())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(
            vec![signed.cert.der().clone()],
            PrivateKeyDer::from(signed.signing_key),
        );
    let address = serve(Arc::new(config.unwrap()));
    let settings = Settings {
        // The platform of a test may have none.
        roots: vec![Authority::new().0.pem().into_bytes()],
        ..Settings::default()
    };
    let network = Network {
        tls: Some(Tls::new(&settings).unwrap()),
        proxy: None,
    };
    for subject in own(&network) {
        let url = format!("https://localhost:{}/", address.port());
        let error = (subject.send)(get(url), limits()).unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Connect,
            "{}",
            subject.name
        );
    }
}

#[test]
fn a_server_without_tls_or_without_a_response_gets_nothing() {
    let garbage = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = garbage.local_addr().unwrap();
    thread::spawn(move || {
        for stream in garbage.incoming() {
            // The client may be gone.
            let _ = stream
                .unwrap()
                .write_all(&response("400 Bad Request", "TLS?"));
        }
    });
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    for (address, timeout) in [(address, 5000), (silent.local_addr().unwrap(), 80)] {
        let limits = Limits {
            timeout: Duration::from_millis(timeout),
            ..limits()
        };
        for subject in own(&Authority::new().network()) {
            let url = format!("https://localhost:{}/", address.port());
            let error = (subject.send)(post(url, "a=b"), limits).unwrap_err();
            assert_eq!(
                error.kind(),
                TransportErrorKind::Connect,
                "{}",
                subject.name
            );
        }
    }
}

/// A proxy that opens tunnels to one server, whatever name it is asked for, or responds with `refusal`.
fn serve_proxy(
    server: SocketAddr,
    refusal: Option<&'static str>,
) -> (SocketAddr, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut client = stream.unwrap();
            sender.send(read_request(&client).unwrap()).unwrap();
            if let Some(refusal) = refusal {
                client.write_all(&response(refusal, "")).unwrap();
                continue;
            }
            client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
            let server = TcpStream::connect(server).unwrap();
            for (mut from, mut to) in [
                (client.try_clone().unwrap(), server.try_clone().unwrap()),
                (server, client),
            ] {
                thread::spawn(move || io::copy(&mut from, &mut to));
            }
        }
    });
    (address, receiver)
}

#[test]
fn requests_go_through_the_proxys_tunnel() {
    let authority = Authority::new();
    let server = serve(authority.server("parcels.test", &[]));
    let (proxy, asked) = serve_proxy(server, None);
    let mut network = authority.network();
    network.proxy = Some(Proxy::new(&format!("http://us%65r:p%40ss@{proxy}")).unwrap());
    for subject in own(&network) {
        for _ in 0..3 {
            let mut request = post("https://parcels.test/v1", "a=b");
            let credentials = http::HeaderValue::from_static("Basic secret");
            request.headers_mut().insert("authorization", credentials);
            let response = (subject.send)(request, limits()).unwrap();
            assert_eq!(response.status(), 200);
        }
        let connect = asked.recv().unwrap();
        assert!(
            connect.starts_with("CONNECT parcels.test:443 HTTP/1.1\r\n"),
            "{connect}"
        );
        let head = connect.to_ascii_lowercase();
        assert!(head.contains("\r\nhost: parcels.test:443\r\n"), "{connect}");
        let login = format!("Basic {}", STANDARD.encode("user:p@ss"));
        assert!(head.contains("\r\nproxy-authorization: basic ") && connect.contains(&login));
        assert!(!connect.contains("secret"), "{connect}");
        assert!(
            asked.try_recv().is_err(),
            "{}: one tunnel serves all",
            subject.name
        );
    }
}

#[test]
fn a_proxy_that_opens_no_tunnel_is_no_connection() {
    let authority = Authority::new();
    for refusal in [
        "407 Proxy Authentication Required",
        "503 Service Unavailable",
    ] {
        let (proxy, _asked) = serve_proxy(SocketAddr::from(([127, 0, 0, 1], 1)), Some(refusal));
        let mut network = authority.network();
        network.proxy = Some(Proxy::new(&proxy.to_string()).unwrap());
        for subject in own(&network) {
            for request in [
                get("https://parcels.test/"),
                post("https://parcels.test/", ""),
            ] {
                let error = (subject.send)(request, limits()).unwrap_err();
                assert_eq!(
                    error.kind(),
                    TransportErrorKind::Connect,
                    "{}",
                    subject.name
                );
                assert!(!reason(&error).is_empty());
            }
        }
    }
}

#[cfg(feature = "transport")]
async fn call(builder: crate::Builder<crate::Client>) -> Result<(), crate::Error> {
    builder.build()?.get("/").await
}

#[cfg(feature = "transport")]
#[tokio::test]
async fn the_builders_certificates_reach_the_transport() {
    let (authority, other) = (Authority::new(), Authority::new());
    let server = serve(authority.server("localhost", &[]));
    let builder = || {
        let credentials = crate::Credentials::basic("AC1", "t");
        crate::Builder::<crate::Client>::new(&crate::service::api::tests::PARCELS, credentials)
            .base_url(format!("https://localhost:{}", server.port()))
            // This machine is reached directly.
            .proxy("http://127.0.0.1:1")
            .retry(crate::RetryPolicy::none())
    };
    let (known, unknown) = (authority.0.pem(), other.0.pem());
    call(builder().root_certificates(known.clone()))
        .await
        .unwrap();
    call(
        builder()
            .only_root_certificates(unknown.clone())
            .root_certificates(known),
    )
    .await
    .unwrap();
    let error = call(builder().only_root_certificates(unknown))
        .await
        .unwrap_err();
    assert!(error.is_connect(), "{error}");
    for builder in [
        builder().root_certificates("no certificate"),
        builder()
            .base_url("https://parcels.test")
            .proxy("socks5://p"),
    ] {
        assert_eq!(
            builder.build().unwrap_err().kind(),
            crate::ErrorKind::Config
        );
    }
}

#[cfg(feature = "transport")]
#[tokio::test]
async fn a_products_own_host_is_reached_over_the_proxy() {
    let tunnels = Server::new([Step::Close(response("503 Service Unavailable", ""))]);
    let builder = crate::Builder::<crate::Client>::new(
        &crate::service::api::tests::PARCELS,
        crate::Credentials::basic("AC1", "t"),
    );
    let error = call(
        builder
            .proxy(tunnels.url())
            .retry(crate::RetryPolicy::none()),
    )
    .await
    .unwrap_err();
    assert!(error.is_connect(), "{error}");
    let requests = tunnels.seen().requests;
    assert!(
        requests[0].starts_with("CONNECT parcels.example.com:443 "),
        "{requests:?}"
    );
}
