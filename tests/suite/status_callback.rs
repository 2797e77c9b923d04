//! The example of the status callback, with callbacks that are Twilio's and others.

use std::io::{Read, Write};
use std::net::TcpStream;

use acceptance::ExampleServer;
use twilio_trusthub::webhook::Validator;

#[path = "../examples/status_callback.rs"]
#[expect(dead_code, reason = "`main` is for the example's own binary")]
mod example;

use example::{Receiver, profile_sid};

const SID: &str = "BU26235cf8137d72031d2c368bc254c9a8";
const URL: &str = "https://hooks.heronvoice.example/trusthub/status";

#[tokio::test]
async fn the_example_rehearses() {
    let mut report = Vec::new();
    example::rehearse(&mut report).await.unwrap();
    let report = String::from_utf8(report).unwrap();
    let told = format!("profile {SID} is twilio-approved\nrefused with 403 Forbidden\n");
    assert_eq!(report, told);
}

#[test]
fn the_sid_is_found_wherever_it_stands() {
    let found = |body: &str| profile_sid(body.as_bytes()).map(|sid| sid.to_string());
    for body in [
        format!("AccountSid=AC1&Any+Name={SID}&Status=x"),
        format!("AccountSid=AC1&Sid=%20{SID}"),
        format!(r#"{{"a": 1, "data": [null, {{"id": "{SID}"}}]}}"#),
        format!("\"{SID}\""),
    ] {
        assert_eq!(found(&body).as_deref(), Some(SID), "{body}");
    }
    for body in ["", "Sid=BU1", "{}", "[1, {\"sid\": \"RN1\"}]", "\u{0}"] {
        assert_eq!(found(body), None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_server_responses_over_http() {
    let server = ExampleServer::start(&[("FetchCustomerProfile", &["approved"])]).unwrap();
    let validator = Validator::new("12345").unwrap();
    let signature = validator.sign(URL, [("Sid", SID)]);
    let receiver = Receiver {
        trusthub: server.client().unwrap(),
        validator,
        public_url: "https://hooks.heronvoice.example".to_owned(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(axum::serve(listener, receiver.into_router()).into_future());

    let status = |path: &str, signature: &str| {
        let body = format!("Sid={SID}");
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 10.0.0.7\r\nConnection: close\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nX-Twilio-Signature: {signature}\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        response[9..12].to_owned()
    };
    assert_eq!(status("/trusthub/status", &signature), "204");
    assert_eq!(status("/trusthub/status?x=1", &signature), "403");
    assert_eq!(status("/trusthub/status", "AAAA"), "403");
    assert_eq!(server.received().len(), 1);
    serving.abort();
}
