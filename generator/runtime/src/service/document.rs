//! What a document says of its servers and of its security, as generated code states it.

use crate::{Error, ServerVariable};

/// A server of one operation or of several, which takes the place of the service's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its address, with `{name}` for each variable; a path alone stands below the service's base URL.
    pub url: &'static str,
    /// The variables.
    pub variables: &'static [UrlVariable],
}

/// A variable in the address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UrlVariable {
    /// Its name.
    pub name: &'static str,
    /// Its value where the client has none.
    pub default: &'static str,
    /// The values that it can have; any if there are none.
    pub values: &'static [&'static str],
}

/// How a service wants to know who sends a request.
#[derive(Clone, Copy, Debug)]
pub struct Security {
    /// The schemes that some operation asks for.
    pub schemes: &'static [SecurityScheme],
    /// What a request needs whose operation says nothing else.
    pub requirements: Requirements,
}

/// Alternatives: names of schemes of which all are needed. Nothing is needed where there is no alternative, or an empty one.
pub type Requirements = &'static [&'static [&'static str]];

/// A security scheme of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// What the names of its environment variables have behind the prefix of the service.
    pub variable: &'static str,
    /// How a request carries the credentials.
    pub kind: SecuritySchemeKind,
}

/// How a request carries the credentials of a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecuritySchemeKind {
    /// A key, in the header of this name.
    HeaderKey(&'static str),
    /// A key, in the parameter of the query of this name.
    QueryKey(&'static str),
    /// A key, in the cookie of this name.
    CookieKey(&'static str),
    /// HTTP basic authentication.
    Basic,
    /// A bearer token.
    Bearer,
    /// A bearer token, or an OAuth client's ID and secret that are exchanged for one at this URL, for these scopes (with
    /// spaces between them; the default ones if there are none).
    ClientCredentials(&'static str, &'static str),
}

impl SecuritySchemeKind {
    /// What it takes, in words.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::HeaderKey(_) | Self::QueryKey(_) | Self::CookieKey(_) => "an API key",
            Self::Basic => "a user name and a password",
            Self::Bearer => "a bearer token",
            Self::ClientCredentials(..) => "an OAuth client's ID and secret, or a bearer token",
        }
    }
}

impl Server {
    /// The address, with the values of its variables: those of the client, or else the defaults.
    pub(crate) fn address(&self, given: &[ServerVariable]) -> Result<String, Error> {
        let mut parts = self.url.split('{');
        let mut address = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once('}').unwrap_or((part, ""));
            let declared = self.variables.iter().find(|known| known.name == name);
            let given = given.iter().find(|(known, _)| *known == name);
            let default = declared.map_or("", |declared| declared.default);
            let value = given.map_or(default, |(_, value)| value.as_str());
            let values = declared.map_or(&[][..], |declared| declared.values);
            if given.is_some() {
                check(name, value, values, &address)?;
            }
            address.push_str(value);
            address.push_str(rest);
        }
        Ok(address)
    }
}

/// Whether a variable can have a value behind what the address begins with. One that is part of a host must not end it: the
/// credentials would go elsewhere.
fn check(name: &str, value: &str, values: &[&str], before: &str) -> Result<(), Error> {
    let refuse = |rule: String| Err(Error::config(format!("the server variable {name} {rule}")));
    if !values.is_empty() {
        return match values.contains(&value) {
            true => Ok(()),
            false => refuse(format!("must be one of {}", values.join(", "))),
        };
    }
    let host = before.split_once("://").map(|(_, host)| host);
    let is_in_host = host.is_some_and(|host| !host.contains('/'));
    let is_fit = |c: char| match c {
        '/' => !is_in_host,
        _ => c.is_ascii_alphanumeric() || "-._~:".contains(c),
    };
    match value.is_empty() || !value.chars().all(is_fit) {
        true => refuse("holds a character that is not allowed there, or nothing".to_owned()),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVER: Server = Server {
        url: "https://{tenant}.example.com:{port}/{base}",
        variables: &[
            UrlVariable {
                name: "tenant",
                default: "demo",
                values: &[],
            },
            UrlVariable {
                name: "port",
                default: "443",
                values: &["443", "8443"],
            },
            UrlVariable {
                name: "base",
                default: "v1",
                values: &[],
            },
        ],
    };

    fn address(given: &[(&'static str, &str)]) -> Result<String, Error> {
        let given = given.iter();
        let given: Vec<_> = given
            .map(|(name, value)| (*name, (*value).to_owned()))
            .collect();
        SERVER.address(&given)
    }

    #[test]
    fn variables_have_the_values_of_the_client_or_their_defaults() {
        assert_eq!(address(&[]).unwrap(), "https://demo.example.com:443/v1");
        assert_eq!(
            address(&[("tenant", "acme"), ("port", "8443"), ("base", "v2/beta")]).unwrap(),
            "https://acme.example.com:8443/v2/beta"
        );
    }

    #[test]
    fn values_that_lead_elsewhere_are_refused() {
        for (name, value) in [
            ("tenant", ""),
            ("tenant", "evil.example/"),
            ("tenant", "evil.example#"),
            ("tenant", "evil.example?"),
            ("tenant", "user@evil.example"),
            ("tenant", "evil.example\\"),
            ("port", "80"),
            ("base", "v1?x"),
            ("base", ""),
        ] {
            let error = address(&[(name, value)]).unwrap_err();
            assert_eq!(error.kind(), crate::ErrorKind::Config, "{value}");
            assert!(error.to_string().contains(name), "{error}");
        }
        let closed = address(&[("port", "80")]).unwrap_err().to_string();
        assert!(closed.ends_with("must be one of 443, 8443"), "{closed}");
    }
}
