//! What goes wrong between a request and the end of its response.

use std::io::Read;
use std::net::TcpListener;
use std::thread;
use std::time::Instant;

use super::server::{Server, Step, response};
use super::*;

#[test]
fn requests_and_responses_arrive_whole() {
    for subject in plain() {
        let server = Server::new([
            Step::Response(response(
                "404 Not Found\r\nX-Parcel: 1",
                "{\"code\": 20404}",
            )),
            Step::Response(response("204 No Content", "")),
        ]);
        let url = server.url() + "v1/Parcels?Q=a%20b";
        let missing = (subject.send)(post(&url, "Name=a+b"), limits()).unwrap();
        assert_eq!(missing.status(), 404);
        assert_eq!(missing.headers()["x-parcel"], "1");
        assert_eq!(missing.into_body(), "{\"code\": 20404}");
        let mut delete = get(&url);
        *delete.method_mut() = http::Method::DELETE;
        for request in [get(&url), delete, post(&url, "")] {
            let empty = (subject.send)(request, limits()).unwrap();
            assert_eq!((empty.status().as_u16(), empty.body().len()), (204, 0));
        }

        let requests = server.seen().requests;
        let [first, get, delete, bare] = requests.try_into().unwrap();
        assert!(first.starts_with("POST /v1/Parcels?Q=a%20b HTTP/1.1\r\n"));
        let head = first.to_ascii_lowercase();
        assert!(head.contains(&format!("\r\nhost: {}\r\n", server.address)));
        assert!(head.contains("\r\ncontent-length: 8\r\n") && first.ends_with("\r\n\r\nName=a+b"));
        let has_gzip = head.contains("\r\naccept-encoding: gzip\r\n");
        assert_eq!(has_gzip, cfg!(feature = "gzip"), "{first}");
        for request in [get, delete] {
            let request = request.to_ascii_lowercase();
            assert!(!request.contains("content-length") && !request.contains("transfer-encoding"));
        }
        let bare = bare.to_ascii_lowercase();
        assert!(bare.contains("\r\ncontent-length: 0\r\n") && !bare.contains("transfer-encoding"));
    }
}

#[test]
fn a_closed_port_is_no_connection() {
    for subject in plain() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        drop(listener);
        for request in [get(&url), post(&url, ""), post(&url, "a=b")] {
            let error = (subject.send)(request, limits()).unwrap_err();
            assert_eq!(
                error.kind(),
                TransportErrorKind::Connect,
                "{}",
                subject.name
            );
            assert!(reason(&error).contains("refused"), "{}", reason(&error));
        }
    }
}

#[test]
fn a_response_that_is_cut_is_an_error_after_sending() {
    let head = "HTTP/1.1 200 OK\r\n";
    for cut in [
        String::new(),
        "HTTP".to_owned(),
        format!("{head}Content-Type: appl"),
        format!("{head}Content-Length: 9\r\n\r\n"),
        format!("{head}Content-Length: 9\r\n\r\nabc"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n9\r\nabc"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
        "not HTTP at all\r\n\r\n".to_owned(),
    ] {
        for subject in plain() {
            let server = Server::new([Step::Close(cut.clone().into())]);
            let error = (subject.send)(post(server.url(), "a=b"), limits()).unwrap_err();
            let message = format!("{}: {cut:?}", subject.name);
            assert_eq!(error.kind(), TransportErrorKind::Interrupted, "{message}");
            assert!(error.source().is_some(), "{message}");
            assert_eq!(server.seen().requests.len(), 1, "{message}");
        }
    }
}

#[test]
fn a_response_that_ends_with_its_connection_is_whole() {
    let head = "HTTP/1.1 200 OK\r\n";
    for whole in [
        format!("{head}Content-Length: 3\r\nConnection: close\r\n\r\nabc"),
        format!("{head}Content-Length: 3\r\n\r\nabc"),
        format!("{head}Connection: close\r\n\r\nabc"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
        format!("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n{head}Content-Length: 3\r\n\r\nabc"),
    ] {
        for subject in plain() {
            let server = Server::new([Step::Close(whole.clone().into())]);
            let response = (subject.send)(get(server.url()), limits()).unwrap();
            assert_eq!(response.into_body(), "abc", "{}: {whole:?}", subject.name);
        }
    }
}

#[test]
fn a_silent_server_is_given_up() {
    let head = "HTTP/1.1 200 OK\r\n";
    for partial in [
        String::new(),
        "HTTP/1.1 2".to_owned(),
        format!("{head}Content-Length: 9\r\n\r\nabc"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"),
    ] {
        for subject in plain() {
            let server = Server::new([Step::Stall(partial.clone().into())]);
            let limits = Limits {
                timeout: Duration::from_millis(80),
                ..limits()
            };
            let start = Instant::now();
            let error = (subject.send)(post(server.url(), "a=b"), limits).unwrap_err();
            let message = format!("{}: {partial:?}", subject.name);
            assert_eq!(error.kind(), TransportErrorKind::Timeout, "{message}");
            assert!(start.elapsed() < Duration::from_secs(3), "{message}");
            assert_eq!(server.seen().requests.len(), 1, "{message}");
        }
    }
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let head = "HTTP/1.1 200 OK\r\n";
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    let both = format!("{chunked}3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n");
    let chunk = format!("1000\r\n{}\r\n", "a".repeat(0x1000)).into();
    let endless = Step::Repeat(chunked.into(), chunk);
    let unending = Step::Repeat(format!("{head}\r\n").into(), vec![b'a'; 4000]);
    let announced = Step::Stall(format!("{head}Content-Length: 99999999999\r\n\r\nabc").into());
    for (step, max_body, is_read) in [
        (Step::Response(response("200 OK", "abcdef")), 6, true),
        (Step::Response(response("200 OK", "abcdef")), 5, false),
        (Step::Response(both.clone().into()), 6, true),
        (Step::Response(both.clone().into()), 5, false),
        (Step::Response(both.into()), 0, false),
        (Step::Response(response("200 OK", "")), 0, true),
        (endless, 1 << 20, false),
        (unending, 1 << 20, false),
        (announced, 1 << 20, false),
    ] {
        for subject in plain() {
            let server = Server::new([step.clone()]);
            let limits = Limits {
                max_body,
                ..limits()
            };
            match (subject.send)(get(server.url()), limits) {
                Ok(_) => assert!(is_read, "{}", subject.name),
                Err(error) => {
                    assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
                    assert!(!is_read, "{}", subject.name);
                }
            }
        }
    }
}

#[cfg(feature = "gzip")]
#[test]
fn a_coded_response_is_decoded_within_the_limit() {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    let text = "parcel ".repeat(100_000);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    let sent = encoder.finish().unwrap();
    let whole = response("200 OK\r\nContent-Encoding: gzip", &sent);
    let cut = response("200 OK\r\nContent-Encoding: gzip", &sent[..sent.len() / 2]);
    for subject in plain() {
        let server = Server::new([
            Step::Response(whole.clone()),
            Step::Response(whole.clone()),
            Step::Response(cut.clone()),
        ]);
        let decoded = (subject.send)(get(server.url()), limits()).unwrap();
        assert!(!decoded.headers().contains_key("content-encoding"));
        assert!(!decoded.headers().contains_key("content-length"));
        assert_eq!(decoded.into_body(), text, "{}", subject.name);
        let small = Limits {
            max_body: text.len() - 1,
            ..limits()
        };
        let error = (subject.send)(get(server.url()), small).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::BodyTooLarge);
        let error = (subject.send)(get(server.url()), limits()).unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Interrupted,
            "{}",
            subject.name
        );
    }
}

#[test]
fn redirects_are_not_followed() {
    for subject in plain() {
        let elsewhere = Server::new([Step::Response(response("200 OK", ""))]);
        for status in ["302 Found", "307 Temporary Redirect"] {
            let head = format!("{status}\r\nLocation: {}", elsewhere.url());
            let server = Server::new([Step::Response(response(&head, "gone"))]);
            let response = (subject.send)(post(server.url(), "a=b"), limits()).unwrap();
            assert!(response.status().is_redirection());
            assert_eq!(response.into_body(), "gone");
            assert_eq!(server.seen().requests.len(), 1);
        }
        assert_eq!(elsewhere.seen().connections, 0, "{}", subject.name);
    }
}

#[cfg(feature = "reqwest")]
#[test]
fn a_response_from_where_a_redirect_led_is_refused() {
    let follow = ::reqwest::redirect::Policy::limited(3);
    let subject = Subject::on_tokio("reqwest", reqwest::Reqwest(client(follow)));
    let elsewhere = Server::new([Step::Response(response("200 OK", ""))]);
    let head = format!("302 Found\r\nLocation: {}", elsewhere.url());
    let server = Server::new([Step::Response(response(&head, ""))]);
    let mut request = get(server.url());
    let credentials = http::HeaderValue::from_static("Basic eDp5");
    request.headers_mut().insert("authorization", credentials);
    let error = (subject.send)(request, limits()).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    assert!(reason(&error).contains("redirect"), "{}", reason(&error));
    assert!(!elsewhere.seen().requests[0].contains("eDp5"));
}

#[cfg(any(feature = "transport", feature = "blocking"))]
#[test]
fn https_does_not_fall_back_to_plain_text() {
    // A client that was made for plain text has no certificates.
    let network = settings::Network {
        tls: None,
        proxy: None,
    };
    for subject in own(&network) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("https://{}/", listener.local_addr().unwrap());
        let error = (subject.send)(post(url, "a=b"), limits()).unwrap_err();
        assert!(!error.may_have_been_sent(), "{}", subject.name);
        assert!(listener.accept().is_err(), "{}", subject.name);
    }
}

#[test]
fn a_connection_that_breaks_under_the_body_is_an_error_after_sending() {
    // The server is gone while the body is on its way.
    let body: &'static str = Box::leak("a".repeat(1 << 22).into_boxed_str());
    for subject in plain() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            stream.read_exact(&mut [0; 100]).unwrap();
            drop(stream);
        });
        let error = (subject.send)(post(url, body), limits()).unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Interrupted,
            "{}",
            subject.name
        );
        server.join().unwrap();
    }
}
