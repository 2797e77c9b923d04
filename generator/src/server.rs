//! Where the requests of a document go, and where its access tokens come from.

use serde_json::{Map, Value};

use crate::document::METHODS;
use crate::model::{Server, ServerVariable, WireName};
use crate::pointer::Pointer;

/// The server that requests go to unless their operation has another one, and where it stands: that of the document. Where
/// the document has none and every operation has its own, that of the first path.
pub(crate) fn first(document: &Value) -> Option<(&Map<String, Value>, Pointer)> {
    let own = first_of(document, &Pointer::root());
    if own.is_some() {
        return own;
    }
    let paths = document.get("paths")?.as_object()?;
    let at = Pointer::root().push("paths");
    let is_missing = |item: &Value| {
        let mut operations = METHODS.iter().filter_map(|method| item.get(method));
        first_of(item, &at).is_none()
            && operations.any(|operation| first_of(operation, &at).is_none())
    };
    if paths.values().any(is_missing) {
        return None;
    }
    let (path, item) = paths.iter().next()?;
    let at = at.push(path);
    let mut operations = METHODS.iter();
    first_of(item, &at)
        .or_else(|| operations.find_map(|method| first_of(item.get(method)?, &at.push(method))))
}

/// All servers that requests go to.
pub(crate) fn all(document: &Value) -> Vec<(&Map<String, Value>, Pointer)> {
    let at = Pointer::root().push("paths");
    let paths = document.get("paths").and_then(Value::as_object);
    let paths = paths.into_iter().flatten();
    let of_paths = paths.flat_map(|(path, item)| {
        let at = at.push(path);
        let own = first_of(item, &at);
        let of_operations = METHODS
            .iter()
            .filter_map(move |method| first_of(item.get(method)?, &at.push(method)));
        own.into_iter().chain(of_operations)
    });
    first_of(document, &Pointer::root())
        .into_iter()
        .chain(of_paths)
        .collect()
}

fn first_of<'d>(owner: &'d Value, at: &Pointer) -> Option<(&'d Map<String, Value>, Pointer)> {
    let server = owner.get("servers")?.get(0)?.as_object()?;
    Some((server, at.push("servers").index(0)))
}

/// The server of the document; a relative one without a path if it has none.
pub(crate) fn of_document(document: &Value) -> Server {
    first(document).map_or_else(Server::default, |(server, _)| lowered(server))
}

/// The URL of the document's server, with the defaults of its variables.
pub(crate) fn url_of_document(document: &Value) -> String {
    let url = first(document).map_or_else(String::new, |(server, _)| url(server));
    url.trim_end_matches('/').to_owned()
}

/// The server that an operation or its path has for itself. A relative one is relative to that of the document.
pub(crate) fn of_operation(document: &Value, path: &str, method: &str) -> Option<Server> {
    let item = document.get("paths")?.get(path)?;
    let at = Pointer::root();
    let own = first_of(item.get(method)?, &at).or_else(|| first_of(item, &at));
    let mut own = lowered(own?.0);
    let usual = of_document(document);
    if !own.is_absolute() && usual.is_absolute() {
        own.url = resolved(&own.url, &usual.url);
        let variables = usual.variables.into_iter();
        let in_url = |name: &WireName| own.url.contains(&format!("{{{name}}}"));
        own.variables
            .extend(variables.filter(|known| in_url(&known.name)));
    }
    Some(own)
}

fn lowered(server: &Map<String, Value>) -> Server {
    let text = server
        .get("url")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mut url = text.trim_end_matches('/').to_owned();
    if url.starts_with("//") {
        url.insert_str(0, "https:");
    }
    // Without its scheme, an address looks like a relative one.
    if let Some((name, rest)) = url.strip_prefix('{').and_then(|rest| rest.split_once('}'))
        && let Some(default) = default(server, name).filter(|default| default.contains("://"))
    {
        url = format!("{}{rest}", default.trim_end_matches('/'));
    }
    let names = url.split('{').skip(1);
    let names = names.filter_map(|part| Some(part.split_once('}')?.0));
    let mut variables: Vec<ServerVariable> = Vec::new();
    for name in names {
        let declared = server.get("variables").and_then(|all| all.get(name));
        let text = |key: &str| Some(declared?.get(key)?.as_str()?.to_owned());
        let values = declared.and_then(|declared| declared.get("enum")?.as_array());
        let values = values.into_iter().flatten().filter_map(Value::as_str);
        let variable = ServerVariable {
            name: name.into(),
            default: text("default").unwrap_or_default(),
            values: values.map(str::to_owned).collect(),
            description: text("description"),
        };
        if variables.iter().all(|known| known.name != variable.name) {
            variables.push(variable);
        }
    }
    Server { url, variables }
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
    let Some((scheme, rest)) = server.split_once("://") else {
        return match url.strip_prefix("//") {
            Some(_) => format!("https:{url}"),
            None => format!("/{}", url.trim_start_matches('/')),
        };
    };
    let host = rest.split('/').next().unwrap_or_default();
    if url.starts_with("//") {
        return format!("{scheme}:{url}");
    }
    if url.is_empty() || url.starts_with('/') {
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
            ("/t", "/api", "/t"),
            ("t", "", "/t"),
            ("//a.example/t", "/api", "https://a.example/t"),
        ] {
            assert_eq!(resolved(url, server), expected);
        }
    }
}
