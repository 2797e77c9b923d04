//! When connections are used again, and when requests are sent again.

use super::server::{Server, Step, response};
use super::*;

#[test]
fn one_connection_serves_a_hundred_calls() {
    for subject in plain() {
        let body = "a".repeat(20_000);
        let server = Server::new([Step::Response(response("200 OK", &body))]);
        for number in 0..100 {
            let request = match number % 2 {
                0 => get(server.url()),
                _ => post(server.url(), "a=b"),
            };
            let response = (subject.send)(request, limits()).unwrap();
            assert_eq!(response.body().len(), body.len());
        }
        let seen = server.seen();
        assert_eq!(seen.requests.len(), 100);
        assert_eq!(seen.connections, 1, "{}", subject.name);
    }
}

#[test]
fn a_request_on_a_connection_that_the_server_has_closed_is_sent_once() {
    for subject in plain() {
        // It says nothing of closing, and closes.
        let server = Server::new([Step::Close(response("200 OK", "ok"))]);
        for number in 1..=5 {
            let response = (subject.send)(post(server.url(), "a=b"), limits()).unwrap();
            assert_eq!(response.into_body(), "ok");
            server.wait_for_close();
            (subject.run)();
            let seen = server.seen();
            assert_eq!(seen.requests.len(), number, "{}", subject.name);
            assert_eq!(seen.connections, number, "{}", subject.name);
        }
    }
}

#[test]
fn a_request_that_the_server_took_is_never_repeated() {
    for subject in plain() {
        // The second request comes on the first one's connection, and gets no response.
        let server = Server::new([
            Step::Response(response("200 OK", "")),
            Step::Close(Vec::new()),
        ]);
        (subject.send)(get(server.url()), limits()).unwrap();
        (subject.run)();
        let error = (subject.send)(post(server.url(), "a=b"), limits()).unwrap_err();
        assert_eq!(
            error.kind(),
            TransportErrorKind::Interrupted,
            "{}",
            subject.name
        );
        let seen = server.seen();
        assert_eq!((seen.connections, seen.requests.len()), (1, 2));
    }
}
