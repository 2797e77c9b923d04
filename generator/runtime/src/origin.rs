//! Where requests go: hosts, regions, base URLs, and which next page may be asked for.

use std::net::IpAddr;

use http::Uri;

use crate::{Api, Error};

/// The settings that decide a product's host.
#[derive(Clone, Default)]
pub(crate) struct Place {
    pub(crate) base_url: Option<String>,
    /// For access tokens: the server of the token URL, where there is no base URL.
    pub(crate) token_server: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) edge: Option<String>,
}

/// Scheme and host of one product, and the path that all of its paths begin with.
#[derive(Debug)]
pub(crate) struct Origin {
    name: &'static str,
    /// The label of the product's own host before `.twilio.com`.
    product: Option<&'static str>,
    /// `https://host` or `https://host:port`.
    root: String,
    /// Empty, or `/` and the rest without a slash at the end.
    prefix: String,
}

impl Origin {
    /// Applies `product[.edge][.region].twilio.com`, or the base URL in its place.
    pub(crate) fn new(api: &Api, place: &Place) -> Result<Self, Error> {
        let host = api.server.strip_prefix("https://");
        let product = host.and_then(|host| host.strip_suffix(DOMAIN));
        let (root, prefix) = match (&place.base_url, &place.token_server) {
            (Some(url), _) => split_url(url, "base URL")?,
            (None, Some(url)) => split_url(url, "token URL")?,
            (None, None) => split_url(&root(api, product, place)?, "server")?,
        };
        Ok(Self {
            name: api.name,
            product,
            root,
            prefix,
        })
    }

    /// Scheme and host.
    pub(crate) fn root(&self) -> &str {
        &self.root
    }

    /// What every path of the product begins with.
    pub(crate) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether requests are encrypted.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub(crate) fn is_https(&self) -> bool {
        self.root.starts_with("https://")
    }

    /// Whether requests stay on this machine.
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub(crate) fn is_loopback(&self) -> bool {
        let host = self.root.parse().ok();
        host.is_some_and(|root: Uri| root.host().is_some_and(is_loopback))
    }

    /// The path and query on this origin that stand for `next`, the address that the service gave for a list's next page.
    ///
    /// The credentials go wherever the request goes, so an address on a host that is neither this one nor the product's is
    /// an error; the address itself may hold personal values, and is not repeated.
    pub(crate) fn follow(&self, next: &str) -> Result<String, Error> {
        let refuse = |why: &str| {
            let name = self.name;
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
        let is_products = match (uri.scheme_str(), uri.authority()) {
            (None, None) => false,
            (Some(_), Some(_)) if self.is_own(&uri) => false,
            (Some(_), Some(_)) if self.is_products(&uri) => true,
            _ => return Err(refuse("is on a foreign host")),
        };
        let query = uri.query().map(|query| format!("?{query}"));
        let target = format!("{path}{}", query.unwrap_or_default());
        // The product itself does not know about the prefix that a base URL adds.
        let rest = path.strip_prefix(self.prefix.as_str());
        let is_prefixed = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        match is_prefixed && !is_products {
            true => Ok(target),
            false => Ok(format!("{}{target}", self.prefix)),
        }
    }

    /// Whether scheme, host and port are this origin's.
    fn is_own(&self, uri: &Uri) -> bool {
        let same = |own: &Uri| {
            own.scheme() == uri.scheme()
                && own.host().map(str::to_ascii_lowercase)
                    == uri.host().map(str::to_ascii_lowercase)
                && port(own) == port(uri)
        };
        !has_userinfo(uri) && self.root.parse().is_ok_and(|own| same(&own))
    }

    /// Whether the host is the product's, in any region.
    fn is_products(&self, uri: &Uri) -> bool {
        let host = uri.host().unwrap_or_default().to_ascii_lowercase();
        let labels = host
            .strip_suffix(DOMAIN)
            .zip(self.product)
            .and_then(|(labels, product)| labels.strip_prefix(product));
        let is_place = labels.is_some_and(|labels| {
            let mut parts = labels.split('.');
            // What precedes the first dot is empty when the product's label ends there.
            parts.next() == Some("") && parts.clone().count() <= 2 && parts.all(is_label)
        });
        is_place
            && uri.scheme_str() == Some("https")
            && port(uri) == Some(443)
            && !has_userinfo(uri)
    }
}

/// What the hosts of all products end with.
const DOMAIN: &str = ".twilio.com";

/// Scheme and host of a product in a region.
fn root(api: &Api, product: Option<&str>, place: &Place) -> Result<String, Error> {
    for (what, label) in [("region", &place.region), ("edge", &place.edge)] {
        if label.as_deref().is_some_and(|label| !is_label(label)) {
            return Err(Error::config(format!(
                "the {what} is not a name of letters, digits and hyphens"
            )));
        }
    }
    let labels = match (place.edge.as_deref(), place.region.as_deref()) {
        (None, None) => return Ok(api.server.to_owned()),
        (None, Some(region)) => region.to_owned(),
        (Some(edge), region) => format!("{edge}.{}", region.unwrap_or("us1")),
    };
    match product {
        Some(product) => Ok(format!("https://{product}.{labels}{DOMAIN}")),
        None => Err(Error::config(format!("{} is in no region", api.name))),
    }
}

/// Checks a base URL, or the server of a token URL, as `what` says, and cuts it into scheme and host, and path.
fn split_url(url: &str, what: &str) -> Result<(String, String), Error> {
    let refuse = |rule: &str| Err(Error::config(format!("the {what} {rule}")));
    if !url
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        return refuse("holds a character that has no place in one");
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
        "http" if is_loopback(authority.host()) => {}
        "http" => return refuse("must use https (http is for this machine only)"),
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

/// Whether the text can be one label of a host name.
fn is_label(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len())
        && text.bytes().all(is_inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    const API: Api = Api::new(
        "Parcels",
        "https://parcels.twilio.com",
        "twilio-parcels/1.0.0",
    );

    fn place(base_url: Option<&str>, edge: Option<&str>, region: Option<&str>) -> Place {
        Place {
            base_url: base_url.map(Into::into),
            token_server: None,
            region: region.map(Into::into),
            edge: edge.map(Into::into),
        }
    }

    fn at(base_url: &str) -> Result<Origin, Error> {
        Origin::new(&API, &place(Some(base_url), None, None))
    }

    #[test]
    fn edge_and_region_are_labels_of_the_host() {
        for (edge, region, host) in [
            (None, None, "https://parcels.twilio.com"),
            (None, Some("ie1"), "https://parcels.ie1.twilio.com"),
            (
                Some("dublin"),
                Some("ie1"),
                "https://parcels.dublin.ie1.twilio.com",
            ),
            (
                Some("dublin"),
                None,
                "https://parcels.dublin.us1.twilio.com",
            ),
        ] {
            let origin = Origin::new(&API, &place(None, edge, region)).unwrap();
            assert_eq!((origin.root(), origin.prefix()), (host, ""));
        }
        for label in ["", "a.b", "a/b", "é", "-a", "a@b", "evil.com/"] {
            let error = Origin::new(&API, &place(None, None, Some(label))).unwrap_err();
            assert!(error.to_string().contains("region"), "{error}");
            assert!(Origin::new(&API, &place(None, Some(label), None)).is_err());
        }
        let elsewhere = Api {
            server: "https://parcels.example",
            ..API
        };
        let origin = Origin::new(&elsewhere, &Place::default()).unwrap();
        assert_eq!(origin.root(), "https://parcels.example");
        assert!(Origin::new(&elsewhere, &place(None, None, Some("ie1"))).is_err());
        for (server, is_usable) in [
            ("https://parcels.example:8443/v2", true),
            ("https://parcels.example:84430", false),
            ("http://parcels.example", false),
        ] {
            let api = Api { server, ..API };
            let origin = Origin::new(&api, &Place::default()).ok();
            let prefix = origin.map(|origin| origin.prefix().to_owned());
            assert_eq!(prefix.as_deref(), is_usable.then_some("/v2"), "{server}");
        }
        assert!(origin.follow("https://parcels.twilio.com/").is_err());
        let both = place(Some("https://proxy.example"), Some("dublin"), None);
        assert_eq!(
            Origin::new(&API, &both).unwrap().root(),
            "https://proxy.example"
        );
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
        let own = Origin::new(&API, &Place::default()).unwrap();
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
                "https://parcels.twilio.com/v1/P?a=%20+",
                Some("/v1/P?a=%20+"),
                Some("/mock/v1/P?a=%20+"),
            ),
            (
                "https://PARCELS.twilio.com:443/v1/P",
                Some("/v1/P"),
                Some("/mock/v1/P"),
            ),
            (
                "https://parcels.ie1.twilio.com/v1/P",
                Some("/v1/P"),
                Some("/mock/v1/P"),
            ),
            (
                "https://parcels.dublin.ie1.twilio.com/v1/P",
                Some("/v1/P"),
                Some("/mock/v1/P"),
            ),
            (
                "https://parcels.twilio.com?Page=1",
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
            Origin::new(&API, &Place::default()).unwrap(),
            at("http://127.0.0.1:8080").unwrap(),
        ];
        for next in [
            "https://evil.example/v1/P",
            "https://parcels.twilio.com.evil.example/v1/P",
            "https://evilparcels.twilio.com/v1/P",
            "https://parcelsevil.twilio.com/v1/P",
            "https://other.twilio.com/v1/P",
            "https://parcels.a.b.c.twilio.com/v1/P",
            "https://parcels..twilio.com/v1/P",
            "https://twilio.com/v1/P",
            "http://parcels.twilio.com/v1/P",
            "https://parcels.twilio.com:8443/v1/P",
            "https://user@parcels.twilio.com/v1/P",
            "https://parcels.twilio.com@evil.example/v1/P",
            "https://parcels.twilio.com\\@evil.example/v1/P",
            "//evil.example/v1/P",
            "/\\evil.example",
            "///evil.example",
            "v1/P?secret",
            "?Page=1",
            "ftp://parcels.twilio.com/",
            "javascript:alert(1)",
            "https:parcels.twilio.com",
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
            "https://parcels.twilio.com:99999/v1/P",
            "https://parcels.twilio.com:0/v1/P",
            "https://parcels.twilio.com:/v1/P",
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
