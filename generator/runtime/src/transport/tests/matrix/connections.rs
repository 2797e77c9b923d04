//! Failures of connections: there is none, it ends too early, or nothing comes over it.

use std::net::TcpListener;

use super::super::server::response;
use super::*;

const OK: &str = "HTTP/1.1 200 OK\r\n";

fn closed(name: &'static str, sent: &str) {
    Scenario::step(name, Step::Close(sent.into())).check();
}

/// A short time for each call, and no wait before the next attempt.
fn hurried(builder: Builder<Client>) -> Builder<Client> {
    builder.timeout(Duration::from_millis(150))
}

/// A short time for each attempt.
fn hurried_attempts(builder: Builder<Client>) -> Builder<Client> {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    builder.retry(policy.attempt_timeout(Duration::from_millis(150)))
}

#[test]
fn connection_refused() {
    let place = || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Place {
            url: format!("http://{}", listener.local_addr().unwrap()),
            count: Box::new(|| 0),
        }
    };
    Scenario::new("connection refused", place).check();
}

#[test]
fn closed_before_the_headers() {
    closed("closed before the headers", "");
}

#[test]
fn closed_in_the_headers() {
    closed("closed in the headers", "HTTP/1.1 200 OK\r\nContent-Le");
}

#[test]
fn closed_after_the_headers() {
    closed(
        "closed after the headers",
        &format!("{OK}Content-Length: 9\r\n\r\n"),
    );
}

#[test]
fn closed_in_the_body() {
    closed(
        "closed in the body",
        &format!("{OK}Content-Length: 9\r\n\r\n\"abc"),
    );
}

#[test]
fn closed_between_chunks() {
    let chunk = format!("{OK}Transfer-Encoding: chunked\r\n\r\n4\r\n\"abc\r\n");
    closed("closed between two chunks of the body", &chunk);
}

#[test]
fn no_headers_in_time() {
    Scenario::step("no headers within the timeout", Step::Stall(Vec::new()))
        .with(hurried)
        .check();
}

#[test]
fn no_headers_in_the_time_of_an_attempt() {
    let name = "no headers within `attempt_timeout`";
    Scenario::step(name, Step::Stall(Vec::new()))
        .with(hurried_attempts)
        .check();
}

#[test]
fn slow_headers() {
    let step = Step::Drip(OK.into(), b"X-A: b\r\n".to_vec());
    Scenario::step("headers that go on past the timeout", step)
        .with(hurried)
        .check();
}

#[test]
fn no_body_in_time() {
    let step = Step::Stall(format!("{OK}Content-Length: 9\r\n\r\n\"abc").into());
    Scenario::step("a body that stops, and the timeout passes", step)
        .with(hurried)
        .check();
}

#[test]
fn slow_body() {
    let step = Step::Drip(
        format!("{OK}Content-Length: 99999\r\n\r\n\"").into(),
        b"a".to_vec(),
    );
    Scenario::step("a body that goes on past the timeout", step)
        .with(hurried)
        .check();
}

#[test]
fn slow_body_past_the_time_of_an_attempt() {
    let step = Step::Drip(
        format!("{OK}Content-Length: 99999\r\n\r\n\"").into(),
        b"a".to_vec(),
    );
    Scenario::step("a body that goes on past `attempt_timeout`", step)
        .with(hurried_attempts)
        .check();
}

#[test]
fn responded_after_giving_up() {
    let late = || Step::Late(Duration::from_millis(300), response("200 OK", "\"late\""));
    let name = "a response after the client gave up";
    Scenario::step(name, late()).with(hurried).check();
    // Nobody else gets that response.
    for way in WAYS {
        let own = Step::Response(response("200 OK", "\"own\""));
        let server = Server::new([late(), own]);
        let client = client(*way, &server.url(), &(Box::new(hurried) as Setup));
        let error = send(*way, client.post::<String>("/v1/P")).unwrap_err();
        assert!(error.is_timeout() && error.is_outcome_unknown(), "{way:?}");
        server.wait_for_close();
        let own = send(*way, client.get::<String>("/v1/P")).unwrap();
        assert_eq!(own, "own", "{way:?}");
        assert_eq!(server.seen().connections, 2, "{way:?}");
    }
}

/// A server with TLS whose certificate nobody signed but itself, or that does not say a word.
#[cfg(any(feature = "ring", feature = "aws-lc-rs"))]
mod tls {
    use std::io::Write;
    use std::thread;

    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, KeyPair};
    use rustls::pki_types::PrivateKeyDer;
    use rustls::{ServerConfig, ServerConnection, StreamOwned};

    use super::super::super::server::read_request;
    use super::*;
    use crate::transport::tls::provider;

    /// The platform of a test may have no certificates, so the client trusts an authority that signed nothing here.
    fn with_roots(builder: Builder<Client>) -> Builder<Client> {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
            .distinguished_name
            .push(DnType::CommonName, "elsewhere");
        let other = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        builder.only_root_certificates(other.pem())
    }

    fn own_ways(mut scenario: Scenario) -> Scenario {
        // The client of reqwest in these tests has no TLS.
        #[cfg(feature = "reqwest")]
        scenario.ways.retain(|way| *way != Way::Reqwest);
        scenario.ways.shrink_to_fit();
        scenario
    }

    fn self_signed() -> Place {
        let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::from(signed.signing_key);
        let config = ServerConfig::builder_with_provider(provider().unwrap())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![signed.cert.der().clone()], key)
            .unwrap();
        let config = Arc::new(config);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = requests.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let connection = ServerConnection::new(config.clone()).unwrap();
                let mut stream = StreamOwned::new(connection, stream.unwrap());
                while read_request(&mut stream).is_some() {
                    requests.fetch_add(1, Ordering::SeqCst);
                    stream.write_all(&response("200 OK", "\"a\"")).unwrap();
                }
            }
        });
        Place {
            url: format!("https://localhost:{}", address.port()),
            count: Box::new(move || count.load(Ordering::SeqCst)),
        }
    }

    #[test]
    fn a_self_signed_certificate() {
        let scenario = Scenario::new("TLS: a self-signed certificate", self_signed);
        let scenario = scenario.with(|builder| with_roots(builder).clock(TestClock::new()));
        own_ways(scenario).check();
    }

    #[test]
    fn no_handshake_in_time() {
        let silent = || {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            Place {
                url: format!(
                    "https://localhost:{}",
                    listener.local_addr().unwrap().port()
                ),
                // Connections wait here for as long as the place is there.
                count: Box::new(move || {
                    let _open = &listener;
                    0
                }),
            }
        };
        let scenario = Scenario::new("TLS: no handshake within `connect_timeout`", silent);
        let scenario = scenario.with(|builder| {
            let builder = with_roots(builder).clock(TestClock::new());
            builder.connect_timeout(Duration::from_millis(100))
        });
        own_ways(scenario).check();
    }
}
