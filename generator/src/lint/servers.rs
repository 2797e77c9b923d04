//! The URL of the server must be one that requests can be sent to.

use serde_json::{Map, Value};

use super::Document;
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::server;

/// Reports a server whose URL is not of the web, or has variables without a value.
///
/// Of the servers of the document, of a path and of an operation, the first one counts.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for (server, at) in server::all(document.root) {
        server_at(server, &at, out);
    }
}

/// The URL of the document's server, with the values of its variables; empty where there is none.
pub(super) fn url(document: &Document<'_>) -> String {
    server::url_of_document(document.root)
}

fn server_at(server: &Map<String, Value>, at: &Pointer, out: &mut Vec<Diagnostic>) {
    let Some(url) = server.get("url").and_then(Value::as_str) else {
        return;
    };
    let at = at.push("url");
    for name in url.split('{').skip(1) {
        let name = name.split('}').next().unwrap_or_default();
        if server::default(server, name).is_none() {
            let message = format!("the variable `{name}` of the server's URL has no `default`");
            let error = Diagnostic::error(Code::BadServer, &at, message);
            out.push(
                error.help("declare it in `variables`, with the value that clients start from"),
            );
            return;
        }
    }
    if let Some(reason) = unusable(&server::url(server)) {
        let message = format!("requests can't be sent to the server `{url}`: {reason}");
        let error = Diagnostic::error(Code::BadServer, &at, message);
        out.push(error.help("write scheme and host, such as `https://api.example.com`; an overlay action does it by `target: $.servers[0]`, `update: {url: ...}`"));
    }
}

/// Why no request can be sent to a URL.
pub(super) fn unusable(url: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return unusable_path(url);
    };
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return Some("its scheme is neither https nor http");
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    if host.is_empty() || !host.chars().all(is_part) {
        return Some("it names no host");
    }
    rest.contains(['?', '#', ' '])
        .then_some("it has more than scheme, host and path")
}

/// Why a relative URL is none that requests can be sent below.
fn unusable_path(url: &str) -> Option<&'static str> {
    if let Some(rest) = url.strip_prefix("//") {
        return unusable(&format!("https://{rest}"));
    }
    if url.contains(['?', '#', ' ', ':']) {
        return Some("it has more than a path");
    }
    let mut segments = url.split('/');
    let first = segments.clone().next().unwrap_or_default();
    if first.contains('.') && first.contains(char::is_alphanumeric) {
        return Some("it is not an absolute URL, and begins like one without its scheme");
    }
    segments
        .any(|segment| matches!(segment, "." | ".."))
        .then_some("`.` and `..` in its path are not supported")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::lint::tests::found;

    #[test]
    fn good() {
        for servers in [
            json!([]),
            json!([{"url": "https://api.example.com"}, {"url": "../only the first one counts"}]),
            json!([{"url": "/v1/"}]),
            json!([{"url": "v1"}]),
            json!([{"url": "//api.example.com"}]),
            json!([{"url": "http://127.0.0.1:8080/v1/"}]),
            json!([{"url": "https://{edge}.example.com", "variables": {"edge": {"default": "sydney"}}}]),
        ] {
            assert!(
                found(check, &json!({"servers": servers})).is_empty(),
                "{servers}"
            );
        }
    }

    #[test]
    fn bad() {
        let unusable = "requests can't be sent to the server";
        for (url, message) in [
            (
                "../v1",
                format!("{unusable} `../v1`: `.` and `..` in its path are not supported"),
            ),
            (
                "ftp://a",
                format!("{unusable} `ftp://a`: its scheme is neither https nor http"),
            ),
            (
                "https:///v1",
                format!("{unusable} `https:///v1`: it names no host"),
            ),
            (
                "https://u@a",
                format!("{unusable} `https://u@a`: it names no host"),
            ),
            (
                "https://a?b",
                format!("{unusable} `https://a?b`: it has more than scheme, host and path"),
            ),
            (
                "https://{a}",
                "the variable `a` of the server's URL has no `default`".to_owned(),
            ),
        ] {
            let expected = format!("error[TH044] /servers/0/url: {message}");
            assert_eq!(
                found(check, &json!({"servers": [{"url": url}]})),
                [expected]
            );
        }
        let path = json!({"openapi": "3.0.1", "paths": {"/a": {
            "servers": [{"url": "../a"}],
            "get": {"servers": [{"url": "ftp://a"}]},
        }}});
        assert_eq!(found(check, &path).len(), 2);
    }
}
