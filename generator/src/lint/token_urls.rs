//! The token URL of OAuth client credentials must be one that a secret can be sent to.

use std::net::IpAddr;

use super::{Document, servers};
use crate::diagnostic::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::server::{resolved, token_url};

/// Reports a token URL that is no absolute one, not even with the document's server, or one of plain http to another
/// machine; and one beside the first, which no client asks.
pub(super) fn check(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    let at = Pointer::root().push("components").push("securitySchemes");
    let schemes = document.root.pointer(at.as_str());
    let Some(schemes) = schemes.and_then(|schemes| schemes.as_object()) else {
        return;
    };
    let server = servers::url(document);
    let mut first: Option<String> = None;
    for (name, scheme) in schemes {
        let Some(url) = token_url(scheme) else {
            continue;
        };
        // What is wrong with the server is reported there.
        let is_relative = !url.contains("://");
        if is_relative && (servers::unusable(&server).is_some() || !server.contains("://")) {
            continue;
        }
        let at = at.push(name).push("flows").push("clientCredentials");
        let at = at.push("tokenUrl");
        let whole = resolved(url, &server);
        if let Some(reason) = unusable(&whole) {
            let message = format!("access tokens can't come from `{url}`: {reason}");
            let error = Diagnostic::error(Code::BadTokenUrl, &at, message);
            out.push(error.help(
                "write scheme, host and path, such as `https://api.example.com/oauth/token`",
            ));
        } else if let Some(first) = first.as_ref().filter(|first| {
            // By schemes, each has its own.
            **first != whole && !document.profile.reads_security
        }) {
            let message = format!("access tokens come from `{first}`, and never from `{url}`");
            let warning = Diagnostic::warning(Code::BadTokenUrl, &at, message);
            out.push(warning.help("a client has one token endpoint; take the other scheme away"));
        }
        first.get_or_insert(whole);
    }
}

/// Why no secret can be sent to a URL.
fn unusable(url: &str) -> Option<&'static str> {
    if let Some(reason) = servers::unusable(url) {
        return Some(reason);
    }
    let (scheme, rest) = url.split_once("://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%:@!$&'()*+,;=".contains(c);
    if !path.chars().all(is_plain) || path.split('/').any(|part| matches!(part, "." | "..")) {
        return Some("its path is not one that can be asked for");
    }
    let is_secure = scheme.eq_ignore_ascii_case("https") || is_loopback(authority);
    (!is_secure).then_some("a secret is sent over https only, except to the machine itself")
}

/// Whether a host is the machine itself.
fn is_loopback(authority: &str) -> bool {
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let host = if port.ends_with(']') { authority } else { host };
    let address = host.trim_start_matches('[').trim_end_matches(']');
    let is_own = |address: IpAddr| address.is_loopback();
    host.eq_ignore_ascii_case("localhost") || address.parse().is_ok_and(is_own)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::lint::tests::found;

    fn with(server: &str, urls: &[&str]) -> Value {
        let schemes = urls.iter().enumerate().map(|(index, url)| {
            let flow = json!({"tokenUrl": url, "scopes": {}});
            let scheme = json!({"type": "oauth2", "flows": {"clientCredentials": flow}});
            (format!("s{index}"), scheme)
        });
        let schemes: serde_json::Map<_, _> = schemes.collect();
        json!({
            "openapi": "3.0.1",
            "servers": [{"url": server}],
            "paths": {},
            "components": {"securitySchemes": schemes},
        })
    }

    #[test]
    fn good() {
        for url in [
            "https://things.example/v1/token",
            "https://things.example",
            "/v1/token",
            "token",
            "//other.example/token",
            "http://localhost:8080/token",
            "http://127.0.0.1/token",
            "http://[::1]:80/token",
        ] {
            let good = with("https://things.example/v1", &[url, url]);
            assert_eq!(found(check, &good), Vec::<String>::new(), "{url}");
        }
    }

    #[test]
    fn bad() {
        for (url, reason) in [
            ("http://things.example/token", "over https only"),
            ("http://[::2]/token", "over https only"),
            ("http://127.0.0.1.example/token", "over https only"),
            ("ftp://things.example/token", "neither https nor http"),
            ("https:///token", "names no host"),
            ("https://user@things.example/token", "names no host"),
            ("https://things.example/token?a=b", "more than scheme"),
            ("https://things.example/{tenant}/token", "its path"),
            ("../token", "its path"),
        ] {
            let [error] = found(check, &with("https://things.example/v1", &[url]))
                .try_into()
                .unwrap();
            let at = "error[TH046] /components/securitySchemes/s0/flows/clientCredentials/tokenUrl";
            assert!(error.starts_with(at) && error.contains(reason), "{error}");
        }
        let two = |server: &str| found(check, &with(server, &["/one", "/two"]));
        assert_eq!(two("https://a.example"), Vec::<String>::new());
        let provider = crate::profile::ALL
            .iter()
            .find_map(|profile| profile.domain);
        assert_eq!(
            two(&format!("https://a.{}", provider.unwrap_or_default())),
            [
                "warning[TH046] /components/securitySchemes/s1/flows/clientCredentials/tokenUrl: access tokens come from \
                 `https://a.twilio.com/one`, and never from `/two`"
            ]
        );
    }
}
