//! What only HTTP/2 brings: streams that end in ways of their own.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::tls::{Authority, serve};
use super::*;
use crate::service::api::tests::PARCELS;
use crate::testing::TestClock;
use crate::{Builder, Client, Credentials, ErrorKind};

#[test]
fn http_2_is_spoken_where_the_server_offers_it() {
    let authority = Authority::new();
    let (address, connections) = serve_http2(authority.server("localhost", &["h2", "http/1.1"]));
    let url = |path| format!("https://localhost:{}/{path}", address.port());
    let [hyper, ..] = &own(&authority.network())[..] else {
        panic!("there is no hyper")
    };
    for _ in 0..20 {
        let response = (hyper.send)(post(url(""), "a=b"), limits()).unwrap();
        assert_eq!(response.version(), http::Version::HTTP_2);
        assert_eq!(response.into_body(), "a=b");
    }
    // The server says that it did not take the request.
    let error = (hyper.send)(post(url("refused"), "a=b"), limits()).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    let error = (hyper.send)(post(url("failed"), "a=b"), limits()).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert_eq!(connections.try_iter().count(), 1);

    let older = serve(authority.server("localhost", &["http/1.1"]));
    let url = format!("https://localhost:{}/", older.port());
    let response = (hyper.send)(get(url), limits()).unwrap();
    assert_eq!(response.version(), http::Version::HTTP_11);
    assert_eq!(response.into_body(), "http/1.1");
}

#[test]
fn a_server_that_says_goodbye_between_calls_fails_none() {
    let authority = Authority::new();
    let (address, connections) = serve_http2(authority.server("localhost", &["h2"]));
    let url = |path| format!("https://localhost:{}/{path}", address.port());
    let [hyper, ..] = &own(&authority.network())[..] else {
        panic!("there is no hyper")
    };
    for number in 1..=20 {
        let response = (hyper.send)(post(url("last"), "a=b"), limits()).unwrap();
        assert_eq!(response.into_body(), "a=b");
        // Whether the client has read the farewell before the next call is a matter of chance; every other time it has.
        if number % 2 == 0 {
            (hyper.run)();
        }
    }
    assert!(connections.try_iter().count() >= 10);
}

#[test]
fn a_request_that_was_taken_before_goodbye_is_never_repeated() {
    let authority = Authority::new();
    let (address, connections) = serve_http2(authority.server("localhost", &["h2"]));
    let url = |path| format!("https://localhost:{}/{path}", address.port());
    let [hyper, ..] = &own(&authority.network())[..] else {
        panic!("there is no hyper")
    };
    (hyper.send)(post(url(""), "a=b"), limits()).unwrap();
    let error = (hyper.send)(post(url("gone"), "a=b"), limits()).unwrap_err();
    assert_eq!(
        error.kind(),
        TransportErrorKind::Interrupted,
        "{}",
        reason(&error)
    );
    assert_eq!(connections.try_iter().count(), 1);
    let response = (hyper.send)(post(url(""), "a=b"), limits()).unwrap();
    assert_eq!(response.into_body(), "a=b");
    assert_eq!(connections.try_iter().count(), 1);
}

/// How a stream ends before its body is whole.
#[derive(Clone, Copy, Debug)]
enum Cut {
    Reset,
    /// The server says goodbye and closes the connection.
    Goodbye,
    /// The server says goodbye, and that it has not taken the request.
    Disowned,
    /// The body is whole.
    Not,
}

/// Takes requests over HTTP/2 and returns each with these headers, `sent` bytes of body, and a cut without an error.
fn serve_cut(
    tls: Option<Arc<ServerConfig>>,
    head: &'static [u8],
    sent: usize,
    cut: Cut,
) -> (SocketAddr, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, requests) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (stream, sender) = (stream.unwrap(), sender.clone());
            let tls = tls.clone();
            // The client may be gone.
            thread::spawn(move || -> io::Result<()> {
                let Some(tls) = tls else {
                    return talk(stream, head, sent, cut, &sender);
                };
                let connection = ServerConnection::new(tls).map_err(io::Error::other)?;
                let mut stream = StreamOwned::new(connection, stream);
                talk(&mut stream, head, sent, cut, &sender)?;
                stream.conn.send_close_notify();
                stream.flush()
            });
        }
    });
    (address, requests)
}

/// A frame of RFC 9113, 4.1.
fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let stream = stream.to_be_bytes();
    [&length[1..], &[kind, flags], &stream, payload].concat()
}

fn talk(
    mut stream: impl Read + Write,
    head: &[u8],
    sent: usize,
    cut: Cut,
    requests: &Sender<()>,
) -> io::Result<()> {
    const END_STREAM: u8 = 1;
    const END_HEADERS: u8 = 4;
    stream.read_exact(&mut [0; b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()])?;
    stream.write_all(&frame(4, 0, 0, b""))?;
    loop {
        let mut header = [0; 9];
        stream.read_exact(&mut header)?;
        let [l2, l1, l0, kind, flags, id @ ..] = header;
        let length = u32::from_be_bytes([0, l2, l1, l0]);
        stream.read_exact(&mut vec![0; length as usize])?;
        if kind == 4 && flags == 0 {
            stream.write_all(&frame(4, 1, 0, b""))?;
        }
        if kind > 1 || flags & END_STREAM == 0 {
            continue;
        }
        let id = u32::from_be_bytes(id);
        let _ = requests.send(());
        let end = if let Cut::Not = cut { END_STREAM } else { 0 };
        let (end_of_head, data) = match sent {
            0 => (end, Vec::new()),
            _ => (0, frame(0, end, id, &vec![b'7'; sent])),
        };
        let mut response = frame(1, END_HEADERS | end_of_head, id, head);
        response.extend(data);
        response.extend(match cut {
            Cut::Reset => frame(3, 0, id, &[0; 4]),
            Cut::Goodbye => frame(7, 0, 0, &[id.to_be_bytes(), [0; 4]].concat()),
            Cut::Disowned => frame(7, 0, 0, &[0; 8]),
            Cut::Not => Vec::new(),
        });
        stream.write_all(&response)?;
        stream.flush()?;
        if let Cut::Goodbye = cut {
            return Ok(());
        }
    }
}

/// `:status: 200`, by its index in the table of RFC 7541.
const OK: &[u8] = b"\x88";
/// The same and `content-length: 10`.
const OK_10: &[u8] = b"\x88\x0f\x0d\x0210";
/// `:status: 204` and the same length.
const EMPTY_10: &[u8] = b"\x89\x0f\x0d\x0210";
/// `:status: 304` and the same length.
const SAME_10: &[u8] = b"\x8b\x0f\x0d\x0210";

/// A head, how many bytes of body follow it, how the stream ends, and the reason of the error; none where the body is whole.
const ENDS: &[(&[u8], usize, Cut, &str)] = &[
    (
        OK_10,
        5,
        Cut::Reset,
        "the response ended after 5 of 10 bytes",
    ),
    (
        OK_10,
        0,
        Cut::Reset,
        "the response ended after 0 of 10 bytes",
    ),
    (
        OK_10,
        5,
        Cut::Disowned,
        "the response ended after 5 of 10 bytes",
    ),
    (OK_10, 5, Cut::Goodbye, "broken pipe"),
    (OK, 5, Cut::Reset, "the response was broken off"),
    (OK, 5, Cut::Disowned, "the response was broken off"),
    (OK, 5, Cut::Goodbye, "broken pipe"),
    // All that was promised came.
    (OK_10, 10, Cut::Reset, ""),
    (OK_10, 10, Cut::Disowned, ""),
    (OK_10, 10, Cut::Not, ""),
    (OK, 5, Cut::Not, ""),
];

#[test]
fn a_body_that_http_2_cuts_without_an_error_is_not_whole() {
    let authority = Authority::new();
    let client = |address: SocketAddr| -> Client {
        Builder::new(&PARCELS, Credentials::basic("AC1", "t"))
            .base_url(format!("https://localhost:{}", address.port()))
            .only_root_certificates(authority.pem())
            .clock(TestClock::new())
            .build()
            .unwrap()
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    for &(head, sent, cut, expected) in ENDS {
        let message = format!("{sent} bytes and {cut:?}");
        let config = authority.server("localhost", &["h2"]);
        let (address, requests) = serve_cut(Some(config), head, sent, cut);
        let got = runtime.block_on(client(address).get::<u64>("/v1/P").send());
        let count = requests.try_iter().count();
        let posted = runtime.block_on(client(address).post::<u64>("/v1/P").form("A", "b").send());
        match expected {
            "" => {
                assert_eq!(
                    (got.unwrap(), posted.unwrap()),
                    (sevens(sent), sevens(sent))
                );
                assert_eq!(count, 1, "{message}");
            }
            expected => {
                let (got, posted) = (got.unwrap_err(), posted.unwrap_err());
                assert_eq!(got.kind(), ErrorKind::Transport, "{message}: {got}");
                assert!(got.to_string().contains(expected), "{message}: {got}");
                assert_eq!((count, got.attempts().len()), (3, 3), "{message}");
                assert!(posted.is_outcome_unknown(), "{message}: {posted}");
                assert_eq!(requests.try_iter().count(), 1, "{message}");
            }
        }
    }
}

/// The number that so many sevens are.
fn sevens(count: usize) -> u64 {
    "7".repeat(count).parse().unwrap()
}

#[test]
fn a_response_without_a_body_may_say_the_length_of_another_one() {
    let authority = Authority::new();
    for (method, head) in [
        ("HEAD", OK_10),
        ("GET", EMPTY_10),
        ("GET", SAME_10),
        ("HEAD", OK),
    ] {
        for cut in [Cut::Not, Cut::Reset] {
            let config = authority.server("localhost", &["h2"]);
            let (address, _requests) = serve_cut(Some(config), head, 0, Cut::Not);
            let [hyper, ..] = &own(&authority.network())[..] else {
                panic!("there is no hyper")
            };
            let mut request = get(format!("https://localhost:{}/", address.port()));
            *request.method_mut() = method.parse().unwrap();
            let response = (hyper.send)(request, limits());
            assert!(
                response.is_ok_and(|response| response.body().is_empty()),
                "{method}: {cut:?}"
            );
        }
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn a_body_that_http_2_cuts_is_not_whole_over_reqwest_either() {
    let client = ::reqwest::Client::builder()
        .no_proxy()
        .http2_prior_knowledge();
    let subject = Subject::on_tokio("reqwest", reqwest::Reqwest(client.build().unwrap()));
    for (sent, cut, is_whole) in [
        (5, Cut::Reset, false),
        (5, Cut::Disowned, false),
        (5, Cut::Goodbye, false),
        (10, Cut::Reset, true),
        (10, Cut::Not, true),
    ] {
        let (address, _requests) = serve_cut(None, OK_10, sent, cut);
        let response = (subject.send)(get(format!("http://{address}/")), limits());
        match response {
            Ok(response) => assert!(is_whole && response.body().len() == 10, "{sent}: {cut:?}"),
            Err(error) => {
                assert!(!is_whole, "{sent}: {cut:?}: {error:?}");
                assert_eq!(error.kind(), TransportErrorKind::Interrupted);
            }
        }
    }
}

/// Sends each request's body back, or does what its path says; tells of each connection.
fn serve_http2(config: Arc<ServerConfig>) -> (SocketAddr, Receiver<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, receiver) = mpsc::channel();
    let serve = async move {
        listener.set_nonblocking(true).unwrap();
        let listener = tokio::net::TcpListener::from_std(listener).unwrap();
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            // The test may be over.
            let _ = sender.send(());
            let acceptor = tokio_rustls::TlsAcceptor::from(config.clone());
            tokio::spawn(async move {
                let stream = acceptor.accept(stream).await.unwrap();
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((request, mut respond))) = connection.accept().await {
                    match request.uri().path() {
                        "/refused" => respond.send_reset(h2::Reason::REFUSED_STREAM),
                        "/failed" => respond.send_reset(h2::Reason::INTERNAL_ERROR),
                        "/gone" => connection.abrupt_shutdown(h2::Reason::NO_ERROR),
                        "/last" => {
                            connection.graceful_shutdown();
                            tokio::spawn(echo(request, respond));
                        }
                        _ => drop(tokio::spawn(echo(request, respond))),
                    }
                }
            });
        }
    };
    thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(serve);
    });
    (address, receiver)
}

async fn echo(mut request: Request<h2::RecvStream>, mut respond: h2::server::SendResponse<Bytes>) {
    let mut stream = respond.send_response(Response::new(()), false).unwrap();
    while let Some(data) = request.body_mut().data().await {
        stream.send_data(data.unwrap(), false).unwrap();
    }
    stream.send_data(Bytes::new(), true).unwrap();
}
