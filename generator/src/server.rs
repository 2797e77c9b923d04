//! Where the requests of a document go, and where its access tokens come from.

use serde_json::{Map, Value};

use crate::pointer::Pointer;

/// The first server and where it stands: that of the document, else that of its first path which has one. Others do not count.
pub(crate) fn first(document: &Value) -> Option<(&Map<String, Value>, Pointer)> {
    first_of(document, &Pointer::root()).or_else(|| {
        let paths = document.get("paths")?.as_object()?;
        let at = Pointer::root().push("paths");
        let mut paths = paths.iter();
        paths.find_map(|(path, item)| first_of(item, &at.push(path)))
    })
}

fn first_of<'d>(owner: &'d Value, at: &Pointer) -> Option<(&'d Map<String, Value>, Pointer)> {
    let server = owner.get("servers")?.get(0)?.as_object()?;
    Some((server, at.push("servers").index(0)))
}

/// The URL of a server, with the default values of its variables.
pub(crate) fn url(server: &Map<String, Value>) -> String {
    let url = server.get("url").and_then(Value::as_str);
    let mut parts = url.unwrap_or_default().split('{');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        whole.push_str(default(server, name).unwrap_or_default());
        whole.push_str(rest);
    }
    whole
}

/// The default value of a variable in the URL of a server.
pub(crate) fn default<'s>(server: &'s Map<String, Value>, variable: &str) -> Option<&'s str> {
    server
        .get("variables")?
        .get(variable)?
        .get("default")?
        .as_str()
}

/// The token endpoint of the first security scheme that has one, resolved against the document's server.
pub(crate) fn token_endpoint(document: &Value, server: &str) -> Option<String> {
    let schemes = document.pointer("/components/securitySchemes")?;
    let url = schemes.as_object()?.values().find_map(token_url)?;
    Some(resolved(url, server))
}

/// The token URL of a security scheme, as it stands there.
pub fn token_url(scheme: &Value) -> Option<&str> {
    let flow = scheme.get("flows")?.get("clientCredentials")?;
    flow.get("tokenUrl")?.as_str()
}

/// An absolute URL, by the rules of RFC 3986; `server` is what a relative one is relative to.
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
