//! Where access tokens come from: the token URL of OAuth client credentials.

use serde_json::Value;

use super::Lowering;

impl Lowering<'_> {
    /// The token endpoint of the first scheme that has one, resolved against the document's server.
    pub(super) fn token_url(&self, server: &str) -> Option<String> {
        let schemes = self.document.pointer("/components/securitySchemes")?;
        let mut schemes = schemes.as_object()?.values();
        let url = schemes.find_map(token_url)?;
        Some(resolved(url, server))
    }
}

/// The token URL of a security scheme, as it stands there.
pub fn token_url(scheme: &Value) -> Option<&str> {
    let flow = scheme.get("flows")?.get("clientCredentials")?;
    flow.get("tokenUrl")?.as_str()
}

/// A URL as one that is absolute, by the rules of RFC 3986; `server` is what a relative one is relative to.
pub(crate) fn resolved(url: &str, server: &str) -> String {
    if url.contains("://") {
        return url.to_owned();
    }
    let (scheme, rest) = server.split_once("://").unwrap_or(("https", server));
    let host = rest.split('/').next().unwrap_or_default();
    if url.starts_with("//") {
        return format!("{scheme}:{url}");
    }
    if url.starts_with('/') {
        return format!("{scheme}://{host}{url}");
    }
    // A name stands beside the last one of the server's path.
    let folder = rest.rsplit_once('/').map_or(rest, |(folder, _)| folder);
    format!("{scheme}://{folder}/{url}")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn relative_urls_are_those_of_the_server() {
        for (url, server, expected) in [
            (
                "https://a.example/t",
                "https://b.example",
                "https://a.example/t",
            ),
            (
                "/v1/t",
                "https://b.example:8443/api",
                "https://b.example:8443/v1/t",
            ),
            ("t", "https://b.example", "https://b.example/t"),
            ("t", "https://b.example/api/v1", "https://b.example/api/t"),
            ("t", "https://b.example/api/", "https://b.example/api/t"),
            ("//a.example/t", "http://b.example", "http://a.example/t"),
        ] {
            assert_eq!(resolved(url, server), expected);
        }
    }
}
