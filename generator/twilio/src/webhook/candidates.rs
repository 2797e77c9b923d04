//! The forms in which Twilio may have signed a URL.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What HTTP clients escape in a query that they are given, by the URL Standard of WHATWG.
const QUERY: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'\'');

/// `url` as it is, with and without its port, and both with the query escaped, which Twilio's back ends are at variance about.
pub(super) fn candidates(url: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let escaped = escaped(url);
    let port = other_port(url);
    let both = escaped.as_deref().and_then(other_port).map(Cow::Owned);
    let more = [port.map(Cow::Owned), escaped.map(Cow::Owned), both];
    std::iter::once(Cow::Borrowed(url)).chain(more.into_iter().flatten())
}

/// The URL without the port that it has, or with the default port that it hasn't. Nothing else is changed, because the
/// signature covers every character.
fn other_port(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rfind('@').map_or(0, |at| at + 1);
    // In brackets, a colon is part of an IPv6 address.
    let name = authority[host..].rfind(']').map_or(host, |end| host + end);
    match authority[name..].find(':') {
        Some(colon) => Some(format!("{scheme}://{}{rest}", &authority[..name + colon])),
        None => {
            let port = match scheme.to_ascii_lowercase().as_str() {
                "https" | "wss" => 443,
                "http" | "ws" => 80,
                _ => return None,
            };
            Some(format!("{scheme}://{authority}:{port}{rest}"))
        }
    }
}

/// The URL with the characters of its query escaped that are not escaped yet and should be; `None` if there are none.
fn escaped(url: &str) -> Option<String> {
    let (before, query) = url.split_once('?')?;
    match utf8_percent_encode(query, QUERY).into() {
        Cow::Borrowed(_) => None,
        Cow::Owned(query) => Some(format!("{before}?{query}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_added_or_removed() {
        for (url, other) in [
            ("https://a.example/x", Some("https://a.example:443/x")),
            ("http://a.example", Some("http://a.example:80")),
            ("HTTPS://a.example?b", Some("HTTPS://a.example:443?b")),
            ("wss://a.example/x", Some("wss://a.example:443/x")),
            ("https://a.example:8443/x:1", Some("https://a.example/x:1")),
            ("https://a.example:/", Some("https://a.example/")),
            ("https://u:p@a.example/", Some("https://u:p@a.example:443/")),
            ("https://u:p@a.example:1/", Some("https://u:p@a.example/")),
            (
                "https://u@b:c@a.example/",
                Some("https://u@b:c@a.example:443/"),
            ),
            ("https://[::1]/", Some("https://[::1]:443/")),
            ("https://[::1]:8443/", Some("https://[::1]/")),
            ("https://u:[@[::1]:1?a@b:2", Some("https://u:[@[::1]?a@b:2")),
            ("https://é:1/é", Some("https://é/é")),
            ("https://", Some("https://:443")),
            ("gopher://a.example/", None),
            ("a.example/x", None),
            ("", None),
        ] {
            assert_eq!(other_port(url).as_deref(), other, "{url}");
        }
    }

    #[test]
    fn the_query_is_escaped_where_it_is_not() {
        let all: Vec<_> = candidates("https://a.example/it's?q=it's %27é").collect();
        let expected = [
            "https://a.example/it's?q=it's %27é",
            "https://a.example:443/it's?q=it's %27é",
            "https://a.example/it's?q=it%27s%20%27%C3%A9",
            "https://a.example:443/it's?q=it%27s%20%27%C3%A9",
        ];
        assert_eq!(all, expected);
        assert_eq!(candidates("https://a.example:1/?q=%20+").count(), 2);
        assert_eq!(candidates("?").count(), 1);
    }
}
