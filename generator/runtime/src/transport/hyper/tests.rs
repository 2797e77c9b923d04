//! The default transport against servers on this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::pin::pin;
use std::sync::mpsc;
use std::task::Waker;
use std::thread;
use std::time::Instant;

use super::*;
use crate::{Api, Builder, Call, Client as ApiClient, Credentials, ErrorKind};

static API: Api = Api {
    name: "Parcels",
    server: "https://parcels.twilio.com",
    user_agent: "twilio-parcels/1.0.0",
};

/// Answers each request with the next of `answers`, on as few connections as the client makes; returns its address, and
/// what it reads: the number of the connection, and the request.
fn serve(answers: Vec<Vec<u8>>) -> (SocketAddr, mpsc::Receiver<(usize, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answers = answers.into_iter();
        for (number, stream) in listener.incoming().enumerate() {
            let mut stream = stream.unwrap();
            while let Some(request) = read_request(&stream) {
                // A test may not look at the requests.
                let _ = sender.send((number, request));
                let Some(answer) = answers.next() else { return };
                // The client may have closed the connection by now.
                let _ = stream.write_all(&answer);
                if answer.windows(17).any(|part| part == b"Connection: close") {
                    break;
                }
            }
        }
    });
    (address, receiver)
}

/// Head and body of one request; `None` at the end of the connection.
fn read_request(stream: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(stream);
    let (mut request, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        request.push_str(&line);
        let line = line.to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    request.push_str(std::str::from_utf8(&body).unwrap());
    Some(request)
}

fn answer(head: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

fn client(address: SocketAddr) -> Builder<ApiClient> {
    let credentials = Credentials::auth_token("AC1", "t");
    Builder::new(&API, credentials).base_url(format!("http://{address}/mock"))
}

fn limits(max_body: usize) -> Limits {
    Limits {
        max_body,
        timeout: Duration::from_secs(5),
        ..Limits::default()
    }
}

async fn get(address: SocketAddr, limits: Limits) -> Result<Response<Bytes>, TransportError> {
    let transport = Hyper::new(limits.connect_timeout, false).unwrap();
    let request = Request::get(format!("http://{address}/"));
    transport
        .send(request.body(Bytes::new()).unwrap(), limits)
        .await
}

#[tokio::test]
async fn requests_and_responses_arrive_whole() {
    let created = answer("201 Created", "\"x\"");
    let missing = answer(
        "404 Not Found\r\nTwilio-Request-Id: RQ1",
        "{\"code\": 20404}",
    );
    let empty = || answer("204 No Content", "");
    let (address, requests) = serve(vec![created, missing, empty(), empty()]);
    let client = client(address).build().unwrap();

    let call = Call::<String>::post(&client, "/v1/Parcels").form("Name", "a b");
    assert_eq!(call.await.unwrap(), "x");
    let error = Call::<String>::get(&client, "/v1/Parcels")
        .query("Q", "a b")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels answered 404 Not Found (code 20404) [RQ1]"
    );
    Call::<()>::delete(&client, "/v1/Parcels").await.unwrap();
    Call::<()>::post(&client, "/v1/Parcels").await.unwrap();

    let received: Vec<_> = requests.try_iter().collect();
    let [post, get, delete, bare] = received.try_into().unwrap();
    assert_eq!(
        (post.0, get.0, delete.0),
        (0, 0, 0),
        "one connection serves all"
    );
    assert!(
        post.1.starts_with("POST /mock/v1/Parcels HTTP/1.1\r\n"),
        "{}",
        post.1
    );
    assert!(
        post.1.contains(&format!("\r\nhost: {address}\r\n")),
        "{}",
        post.1
    );
    assert!(
        post.1.contains("\r\ncontent-length: 8\r\n") && post.1.ends_with("\r\n\r\nName=a+b"),
        "{}",
        post.1
    );
    assert!(
        get.1
            .starts_with("GET /mock/v1/Parcels?Q=a%20b HTTP/1.1\r\n"),
        "{}",
        get.1
    );
    assert!(bare.1.contains("\r\ncontent-length: 0\r\n"), "{}", bare.1);
    for request in [get.1, delete.1] {
        assert!(
            !request.contains("content-length") && !request.contains("transfer-encoding"),
            "{request}"
        );
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (address, requests) = serve(vec![answer("302 Found\r\nLocation: /elsewhere", "")]);
    let error = Call::<()>::get(&client(address).build().unwrap(), "/")
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "Parcels answered 302 Found");
    assert_eq!(requests.try_iter().count(), 1);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n";
    for (body, limit, is_read) in [
        (answer("200 OK", "abcdef"), 6, true),
        (answer("200 OK", "abcdef"), 5, false),
        (chunked.into(), 6, true),
        (chunked.into(), 5, false),
        (chunked.into(), 0, false),
    ] {
        let (address, _requests) = serve(vec![body]);
        match get(address, limits(limit)).await {
            Ok(response) => assert!(is_read && response.into_body() == "abcdef"),
            Err(error) => {
                assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
                assert!(!is_read);
            }
        }
    }
    // A body that would never fit is given up before it is there.
    let endless = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nabc";
    let (address, _requests) = serve(vec![endless.into()]);
    let error = Call::<String>::get(&client(address).build().unwrap(), "/")
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "Parcels answered with more than 33554432 bytes"
    );
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let partial = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc";
    for answers in [vec![], vec![partial.into()]] {
        let listening = answers
            .is_empty()
            .then(|| TcpListener::bind("127.0.0.1:0").unwrap());
        let address = match &listening {
            Some(silent) => silent.local_addr().unwrap(),
            None => serve(answers).0,
        };
        let start = Instant::now();
        let client = client(address)
            .timeout(Duration::from_millis(100))
            .build()
            .unwrap();
        let error = Call::<String>::get(&client, "/").await.unwrap_err();
        assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout);
        assert_eq!(error.to_string(), "Parcels did not answer within 100ms");
        assert!(start.elapsed() < Duration::from_secs(5));
    }
}

#[tokio::test]
async fn a_closed_port_is_no_connection() {
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let error = Call::<()>::get(&client(address).build().unwrap(), "/")
        .await
        .unwrap_err();
    assert!(error.is_connect());
    let told = format!("Parcels could not be reached at http://{address}: ");
    assert!(error.to_string().starts_with(&told), "{error}");
}

#[tokio::test]
async fn a_cut_answer_is_an_error() {
    let cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nabc";
    let (address, _requests) = serve(vec![cut.into()]);
    let error = get(address, limits(9)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Other);
}

#[tokio::test]
async fn https_does_not_fall_back_to_plain_text() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut first = [0];
        stream.read_exact(&mut first).unwrap();
        stream.write_all(&answer("200 OK", "")).unwrap();
        first[0]
    });
    let transport = Hyper::new(Duration::from_secs(5), false).unwrap();
    let request = Request::get(format!("https://{address}/"));
    let request = request.body(Bytes::new()).unwrap();
    let error = transport.send(request, limits(9)).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(
        server.join().unwrap(),
        0x16,
        "the first byte is that of a TLS handshake"
    );
}

#[tokio::test]
async fn a_connection_that_takes_too_long_is_given_up() {
    /// Never connects.
    struct Never;

    impl Service<Uri> for Never {
        type Response = ();
        type Error = io::Error;
        type Future = std::future::Pending<io::Result<()>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Uri) -> Self::Future {
            std::future::pending()
        }
    }

    let mut connector = ConnectTimeout {
        connector: Never,
        timeout: Duration::from_millis(10),
    };
    let error = connector
        .call(Uri::from_static("http://x"))
        .await
        .unwrap_err();
    let error = error.downcast::<io::Error>().unwrap();
    assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    assert_eq!(error.to_string(), "no connection within 10ms");
}

#[test]
fn without_tokio_there_is_an_error_and_no_panic() {
    let transport = Hyper::new(Duration::from_secs(1), false).unwrap();
    let request = Request::get("http://127.0.0.1:1/")
        .body(Bytes::new())
        .unwrap();
    let mut context = Context::from_waker(Waker::noop());
    match pin!(transport.send(request, limits(9))).poll(&mut context) {
        Poll::Ready(Err(error)) => assert_eq!(error.kind(), TransportErrorKind::Other),
        other => panic!("{other:?}"),
    }
}
