//! Where requests go: servers, base URLs, and which next page may be requested.

use std::net::IpAddr;

use http::Uri;

use crate::{Api, Error, Server, ServerVariable};

/// The settings that decide where a service's requests go.
#[derive(Clone, Default)]
pub(crate) struct Destination {
    pub(crate) base_url: Option<String>,
    /// Whether the base URL may be one of `http` on another machine.
    pub(crate) allow_http: bool,
    /// For access tokens: the server of the token URL, where there is no base URL.
    pub(crate) token_server: Option<String>,
    /// The variables of the server's address, which the service's conventions know.
    pub(crate) variables: Vec<ServerVariable>,
}

/// Scheme and host of one service, and the path that all of its paths begin with.
#[derive(Debug)]
pub(crate) struct Origin {
    api: Api,
    /// `https://host` or `https://host:port`.
    root: String,
    /// Empty, or `/` and the rest without a slash at the end.
    prefix: String,
}

impl Origin {
    /// The service's server with the variables, or the base URL instead.
    pub(crate) fn new(api: &Api, destination: &Destination) -> Result<Self, Error> {
        let variables = destination.variables.as_slice();
        let allow_http = destination.allow_http;
        let mut others = api.operation_servers.iter();
        let by_convention =
            api.variables.is_empty() && others.all(|server| server.variables.is_empty());
        let parts = match (&destination.base_url, &destination.token_server) {
            (Some(url), Some(_)) => split_url(url, "base URL", allow_http)?,
            (None, Some(url)) => split_url(url, "token URL", allow_http)?,
            (None, None) if by_convention && !variables.is_empty() => split_url(
                &(api.conventions.server)(api, variables)?,
                "server",
                allow_http,
            )?,
            (_, None) => return Self::of(api, &api.own_server(), destination),
        };
        Ok(Self::at(api, parts))
    }

    /// The server of an operation. A base URL takes the place of all servers that are absolute, if the service's own is so;
    /// relative ones stand below it.
    pub(crate) fn of(api: &Api, server: &Server, destination: &Destination) -> Result<Self, Error> {
        let is_absolute = |url: &str| url.contains("://");
        let allow_http = destination.allow_http;
        let parts = match &destination.base_url {
            Some(url) if is_absolute(api.server) => split_url(url, "base URL", allow_http)?,
            _ if is_absolute(server.url) => {
                let address = server.address(&destination.variables)?;
                split_url(&address, "server", allow_http)?
            }
            Some(url) => {
                let (root, prefix) = split_url(url, "base URL", allow_http)?;
                let path = server.address(&destination.variables)?;
                let path = path.trim_start_matches('/');
                split_url(&format!("{root}{prefix}/{path}"), "server", allow_http)?
            }
            None => {
                return Err(Error::config(format!(
                    "the document of {} says of no host that requests go to: a base URL is needed",
                    api.name
                )));
            }
        };
        Ok(Self::at(api, parts))
    }

    fn at(api: &Api, (root, prefix): (String, String)) -> Self {
        Self {
            api: *api,
            root,
            prefix,
        }
    }

    pub(crate) fn root(&self) -> &str {
        &self.root
    }

    /// What every path of the service begins with.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether a request may go to a server over https: this one, or that of an operation.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub(crate) fn is_https(&self) -> bool {
        let others = self.api.operation_servers.iter();
        let mut urls = others.map(|server| server.url).chain([self.root.as_str()]);
        urls.any(|url| url.starts_with("https://"))
    }

    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.root.parse().ok();
        host.is_some_and(|root: Uri| root.host().is_some_and(is_loopback))
    }

    /// The path and query on this origin that stand for `next`, the address that the service gave for a list's next page.
    ///
    /// The credentials go wherever the request goes, so an address on a host that is neither this one nor the service's is
    /// an error; the address itself may hold personal values, and is not repeated.
    pub(crate) fn follow(&self, next: &str) -> Result<String, Error> {
        let refuse = |why: &str| {
            let name = self.api.name;
            Error::page(format!(
                "{name} gave an address for the next page that {why}"
            ))
        };
        let is_plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'#');
        if !next.bytes().all(is_plain) || next.starts_with("//") {
            return Err(refuse("is not well-formed"));
        }
        let uri: Uri = next.parse().map_err(|_| refuse("is not well-formed"))?;
        let path = uri.path();
        if !path.starts_with('/') || has_dot_segment(path) {
            return Err(refuse("is not well-formed"));
        }
        let is_services = match (uri.scheme_str(), uri.authority()) {
            (None, None) => false,
            (Some(_), Some(_)) if self.is_own(&uri) => false,
            (Some(_), Some(_)) if self.is_services(&uri) => true,
            _ => return Err(refuse("is on a foreign host")),
        };
        let query = uri.query().map(|query| format!("?{query}"));
        let target = format!("{path}{}", query.unwrap_or_default());
        // The service itself does not know about the prefix that a base URL adds.
        let rest = path.strip_prefix(self.prefix.as_str());
        let is_prefixed = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        match is_prefixed && !is_services {
            true => Ok(target),
            false => Ok(format!("{}{target}", self.prefix)),
        }
    }

    fn is_own(&self, uri: &Uri) -> bool {
        let same = |own: &Uri| {
            own.scheme() == uri.scheme()
                && own.host().map(str::to_ascii_lowercase)
                    == uri.host().map(str::to_ascii_lowercase)
                && port(own) == port(uri)
        };
        !has_userinfo(uri) && self.root.parse().is_ok_and(|own| same(&own))
    }

    /// Whether the host is the service's by its conventions, such as that of another region.
    fn is_services(&self, uri: &Uri) -> bool {
        let host = uri.host().unwrap_or_default().to_ascii_lowercase();
        (self.api.conventions.is_own_host)(&self.api, &host)
            && uri.scheme_str() == Some("https")
            && port(uri) == Some(443)
            && !has_userinfo(uri)
    }
}

/// Checks a base URL, or the server of a token URL, as `what` says, and cuts it into scheme and host, and path.
fn split_url(url: &str, what: &str, allow_http: bool) -> Result<(String, String), Error> {
    let refuse = |rule: &str| Err(Error::config(format!("the {what} {rule}")));
    if !url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        return refuse("holds a character that is not allowed in one");
    }
    if url.contains(['?', '#']) {
        return refuse("must not have a query or a fragment");
    }
    let Ok(uri) = url.parse::<Uri>() else {
        return refuse("is not well-formed");
    };
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return refuse("must begin with https:// and a host");
    };
    if has_userinfo(&uri) {
        return refuse("must not hold credentials");
    }
    if authority.host().is_empty() {
        return refuse("must have a host");
    }
    match scheme {
        "https" => {}
        "http" if allow_http || is_loopback(authority.host()) => {}
        "http" => {
            return refuse(
                "must use https: http is for this machine only, unless `allow_http` permits it",
            );
        }
        _ => return refuse("must use https"),
    }
    if port(&uri).is_none() {
        return refuse("must have a port from 1 to 65535, or none");
    }
    if has_dot_segment(uri.path()) {
        return refuse("must not have . or .. in its path");
    }
    let prefix = uri.path().trim_end_matches('/').to_owned();
    Ok((format!("{scheme}://{authority}"), prefix))
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

/// Whether a path holds `.` or `..`, plain or encoded, which the other side may resolve.
fn has_dot_segment(path: &str) -> bool {
    path.split('/').any(|segment| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        matches!(segment.as_str(), "." | "..")
    })
}

fn has_userinfo(uri: &Uri) -> bool {
    uri.authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
}

/// The port that is written, or the scheme's own; `None` for one that is no port. `Uri::port` takes that for an absent one.
pub(crate) fn port(uri: &Uri) -> Option<u16> {
    let authority = uri.authority()?;
    let host = authority.as_str().rsplit('@').next()?;
    match host.get(authority.host().len()..)?.strip_prefix(':') {
        None if uri.scheme_str() == Some("https") => Some(443),
        None => Some(80),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse().ok().filter(|port| *port > 0)
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PLAIN;
    use crate::service::api::tests::PARCELS;

    fn destination(base_url: Option<&str>, variables: &[(&'static str, &str)]) -> Destination {
        let variables = variables.iter();
        Destination {
            base_url: base_url.map(Into::into),
            allow_http: false,
            token_server: None,
            variables: variables
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
        }
    }

    fn at(base_url: &str) -> Result<Origin, Error> {
        Origin::new(&PARCELS, &destination(Some(base_url), &[]))
    }

    #[test]
    fn variables_make_the_server_by_convention() {
        let region = [("region", "ie1")];
        for (variables, host) in [
            (&[][..], "https://parcels.example.com"),
            (&region[..], "https://parcels.ie1.example.com"),
        ] {
            let origin = Origin::new(&PARCELS, &destination(None, variables)).unwrap();
            assert_eq!((origin.root(), origin.prefix()), (host, ""));
        }
        let bad = Origin::new(&PARCELS, &destination(None, &[("region", "evil.com/\\")]));
        assert!(bad.is_err());
        let plain = Api {
            conventions: &PLAIN,
            ..PARCELS
        };
        let error = Origin::new(&plain, &destination(None, &region)).unwrap_err();
        assert!(error.to_string().contains("no server variables"), "{error}");
        let origin = Origin::new(&plain, &Destination::default()).unwrap();
        assert!(origin.follow("https://parcels.example.com/v1/P").is_ok());
        assert!(
            origin
                .follow("https://parcels.ie1.example.com/v1/P")
                .is_err()
        );
        let both = destination(Some("https://proxy.example"), &region);
        assert_eq!(
            Origin::new(&PARCELS, &both).unwrap().root(),
            "https://proxy.example"
        );
    }

    #[test]
    fn a_server_may_have_a_port_and_a_path() {
        for (server, is_usable) in [
            ("https://parcels.example:8443/v2", true),
            ("https://parcels.example:84430", false),
            ("http://parcels.example", false),
        ] {
            let api = Api { server, ..PARCELS };
            let origin = Origin::new(&api, &Destination::default()).ok();
            let prefix = origin.map(|origin| origin.prefix().to_owned());
            assert_eq!(prefix.as_deref(), is_usable.then_some("/v2"), "{server}");
        }
    }

    #[test]
    fn base_urls_keep_port_and_path() {
        for (url, root, prefix) in [
            ("https://proxy.example", "https://proxy.example", ""),
            (
                "https://proxy.example:8443/",
                "https://proxy.example:8443",
                "",
            ),
            (
                "https://proxy.example/a/b/",
                "https://proxy.example",
                "/a/b",
            ),
            ("http://localhost:4010", "http://localhost:4010", ""),
            ("http://127.9.8.7/x", "http://127.9.8.7", "/x"),
            ("http://[::1]:80", "http://[::1]:80", ""),
        ] {
            let origin = at(url).unwrap();
            assert_eq!((origin.root(), origin.prefix()), (root, prefix), "{url}");
        }
    }

    #[test]
    fn other_base_urls_are_refused() {
        for url in [
            "",
            "proxy.example",
            "/path",
            "ftp://proxy.example",
            "https://",
            "https:///x",
            "http://proxy.example",
            "http://127.0.0.1.evil.example",
            "http://localhost.evil.example",
            "http://0.0.0.0",
            "http://[::2]",
            "http://10.0.0.1",
            "https://user:secret@proxy.example",
            "https://proxy.example?x=1",
            "https://proxy.example/#x",
            "https://proxy.example/\r\nx",
            "https://proxy.example\\@evil.example",
            "https://proxy.example/../x",
            "https://pröxy.example",
            "https://proxy.example:99999",
            "https://proxy.example:65536/x",
            "https://proxy.example:0",
            "https://proxy.example:+80",
            "https://proxy.example:",
            "http://127.0.0.1:99999",
            "http://[::1]:99999",
            "https://proxy.example:80:80",
        ] {
            let error = at(url).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::Config, "{url}");
            assert!(!error.to_string().contains("secret"));
        }
    }

    #[test]
    fn next_pages_are_asked_of_the_own_origin() {
        let own = Origin::new(&PARCELS, &Destination::default()).unwrap();
        let local = at("http://127.0.0.1:8080/mock").unwrap();
        for (next, on_own, on_local) in [
            (
                "/v1/P?Page=1",
                Some("/v1/P?Page=1"),
                Some("/mock/v1/P?Page=1"),
            ),
            (
                "/mock/v1/P?Page=1",
                Some("/mock/v1/P?Page=1"),
                Some("/mock/v1/P?Page=1"),
            ),
            (
                "https://parcels.example.com/v1/P?a=%20+",
                Some("/v1/P?a=%20+"),
                Some("/mock/v1/P?a=%20+"),
            ),
            (
                "https://PARCELS.example.com:443/v1/P",
                Some("/v1/P"),
                Some("/mock/v1/P"),
            ),
            (
                "https://parcels.ie1.example.com/v1/P",
                Some("/v1/P"),
                Some("/mock/v1/P"),
            ),
            (
                "https://parcels.example.com?Page=1",
                Some("/?Page=1"),
                Some("/mock/?Page=1"),
            ),
            ("http://127.0.0.1:8080/mock/v1/P", None, Some("/mock/v1/P")),
            ("http://127.0.0.1:8080/v1/P", None, Some("/mock/v1/P")),
            ("http://127.0.0.1:8080/mockery", None, Some("/mock/mockery")),
        ] {
            assert_eq!(own.follow(next).ok().as_deref(), on_own, "{next}");
            assert_eq!(local.follow(next).ok().as_deref(), on_local, "{next}");
        }
    }

    #[test]
    fn hostile_next_pages_are_refused() {
        let origins = [
            Origin::new(&PARCELS, &Destination::default()).unwrap(),
            at("http://127.0.0.1:8080").unwrap(),
        ];
        for next in [
            "https://evil.example/v1/P",
            "https://parcels.example.com.evil.example/v1/P",
            "https://evilparcels.example.com/v1/P",
            "https://parcelsevil.example.com/v1/P",
            "https://other.example.com/v1/P",
            "https://parcels.ie1.other.example.com/v1/P",
            "https://example.com/v1/P",
            "http://parcels.example.com/v1/P",
            "https://parcels.example.com:8443/v1/P",
            "https://user@parcels.example.com/v1/P",
            "https://parcels.example.com@evil.example/v1/P",
            "https://parcels.example.com\\@evil.example/v1/P",
            "//evil.example/v1/P",
            "/\\evil.example",
            "///evil.example",
            "v1/P?secret",
            "?Page=1",
            "ftp://parcels.example.com/",
            "javascript:alert(1)",
            "https:parcels.example.com",
            "/v1/P#x",
            "/v1/ P",
            "/v1/P\r\nHost: evil.example",
            "/v1/é",
            "*",
            "/v1/../P",
            "/v1/%2e%2E/P",
            "/./P",
            "http://127.0.0.1:8081/v1/P",
            "http://localhost:8080/v1/P",
            "https://127.0.0.1:8080/v1/P",
            "http://x@127.0.0.1:8080/v1/P",
            "https://parcels.example.com:99999/v1/P",
            "https://parcels.example.com:0/v1/P",
            "https://parcels.example.com:/v1/P",
            "http://127.0.0.1:73616/v1/P",
        ] {
            for origin in &origins {
                let error = origin.follow(next).unwrap_err();
                assert_eq!(error.kind(), crate::ErrorKind::Page, "{next}");
                let text = error.to_string();
                assert!(!text.contains("evil") && !text.contains("secret"), "{text}");
            }
        }
    }
}
