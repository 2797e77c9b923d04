//! Failures of responses: the service refuses, or what it says is not what it should be.

use super::super::server::response;
use super::*;

fn responded(name: &'static str, head: &str, body: impl AsRef<[u8]>) -> Scenario {
    Scenario::step(name, Step::Response(response(head, body)))
}

#[test]
fn too_many_requests() {
    responded("429", "429 Too Many Requests", "").check();
}

#[test]
fn too_many_requests_for_seconds() {
    let head = "429 Too Many Requests\r\nRetry-After: 7";
    responded("429, `Retry-After: 7`", head, "").check();
}

#[test]
fn too_many_requests_until_a_date() {
    let date = "Thu, 01 Jan 1970 00:00";
    let head =
        format!("429 Too Many Requests\r\nDate: {date}:00 GMT\r\nRetry-After: {date}:09 GMT");
    responded("429, `Retry-After` as a date 9 seconds ahead", &head, "").check();
}

#[test]
fn too_many_requests_until_a_date_that_is_over() {
    let date = "Thu, 01 Jan 1970 00:00";
    let head =
        format!("429 Too Many Requests\r\nDate: {date}:09 GMT\r\nRetry-After: {date}:00 GMT");
    responded(
        "429, `Retry-After` as a date in the past, or `0`",
        &head,
        "",
    )
    .check();
}

#[test]
fn too_many_requests_for_no_one_knows_how_long() {
    let head = "429 Too Many Requests\r\nRetry-After: soon";
    responded("429, `Retry-After` that is neither", head, "").check();
}

#[test]
fn too_many_requests_for_longer_than_the_timeout() {
    let head = "429 Too Many Requests\r\nRetry-After: 3600";
    responded(
        "429, `Retry-After: 3600`: longer than the timeout",
        head,
        "",
    )
    .check();
}

#[test]
fn a_storm_of_502() {
    responded("502, always", "502 Bad Gateway", "<html>").check();
}

#[test]
fn a_storm_of_503() {
    responded("503, always", "503 Service Unavailable", "").check();
}

#[test]
fn a_storm_of_503_with_retry_after() {
    let head = "503 Service Unavailable\r\nRetry-After: 7";
    responded("503, `Retry-After: 7`, always", head, "").check();
}

#[test]
fn a_storm_of_504() {
    responded("504, always", "504 Gateway Timeout", "").check();
}

#[test]
fn not_found_after_503() {
    let steps = || {
        let first = Step::Response(response("503 Service Unavailable", ""));
        Server::new([first, Step::Response(response("404 Not Found", ""))])
    };
    Scenario::new("503, then 404", steps).check();
}

#[test]
fn not_found_after_a_cut() {
    let steps = || {
        let first = Step::Close(Vec::new());
        Server::new([first, Step::Response(response("404 Not Found", ""))])
    };
    Scenario::new("closed before the headers, then 404", steps).check();
}

#[test]
fn an_error_of_the_service() {
    let body = r#"{"code": 20500, "message": "Something broke"}"#;
    responded("500", "500 Internal Server Error", body).check();
}

#[test]
fn an_error_behind_a_byte_order_mark() {
    let body = "\u{feff}{\"code\": 20500, \"message\": \"Something broke\"}";
    responded(
        "500, with a byte order mark before its JSON",
        "500 Internal Server Error",
        body,
    )
    .check();
}

#[test]
fn credentials_that_come_back() {
    let body = r#"{"message": "no account has Basic QUMxOnQ="}"#;
    responded("401 that repeats the credentials", "401 Unauthorized", body).check();
}

#[test]
fn two_lengths() {
    let head = "200 OK\r\nContent-Length: 5";
    responded("two lengths of one body", head, "null").check();
}

#[test]
fn a_redirect() {
    let head = "307 Temporary Redirect\r\nLocation: http://127.0.0.1:1/";
    responded("a redirect", head, "").check();
}

#[test]
fn an_endless_body() {
    let chunk = format!("1000\r\n{}\r\n", "a".repeat(0x1000));
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    Scenario::step("an endless body", Step::Repeat(head.to_vec(), chunk.into()))
        .with(|builder| builder.max_body(1 << 20))
        .check();
}

#[cfg(feature = "gzip")]
#[test]
fn a_gzip_bomb() {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b' '; 2 << 20]).unwrap();
    let bomb = encoder.finish().unwrap();
    assert!(bomb.len() < 4 << 10, "{}", bomb.len());
    let head = "200 OK\r\nContent-Encoding: gzip";
    responded("a gzip bomb: 4 KiB that become 2 MiB", head, bomb)
        .with(|builder| builder.max_body(1 << 20))
        .check();
}

#[test]
fn truncated_json() {
    responded("JSON that is cut off", "200 OK", "\"abc").check();
}

#[test]
fn html_with_200() {
    responded(
        "HTML with 200",
        "200 OK\r\nContent-Type: text/html",
        "<html>",
    )
    .check();
}

#[test]
fn nothing_with_200() {
    responded("no body with 200", "200 OK", "").check();
}

#[test]
fn bytes_that_are_not_http() {
    let step = Step::Close(b"SSH-2.0-server\r\n\r\n".to_vec());
    Scenario::step("a response that is not HTTP", step).check();
}
