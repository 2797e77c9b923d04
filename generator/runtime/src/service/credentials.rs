//! Credentials: who sends a request, and the secret that proves it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::{Api, Error};

/// A user name and a password, an OAuth client's ID and secret, or a bearer token.
///
/// The secret is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials {
    user: String,
    secret: SecretString,
    scheme: Scheme,
}

/// How credentials prove who sends a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Basic,
    /// By an access token that they are exchanged for.
    OAuth,
    /// By the secret alone, which is a token.
    Bearer,
}

impl Credentials {
    /// HTTP basic authentication.
    pub fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self {
            user: username.into(),
            secret: SecretString::from(password.into()),
            scheme: Scheme::Basic,
        }
    }

    /// An OAuth client's ID and secret, which the client exchanges for access tokens ("client credentials").
    ///
    /// All requests of a client and its clones share one token. It is fetched before the first request from the service's
    /// token endpoint (or from its path at [`base_url`](crate::Builder::base_url), if that is set), over the client's own
    /// transport and within the request's own timeout; it is renewed shortly before it expires, and once when the service
    /// rejects it (401). Services with different token endpoints that share a client have a token each. A request for which
    /// there is no token ends with [`ErrorKind::Token`](crate::ErrorKind::Token).
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::oauth("parcel-shop", "client secret");
    /// ```
    pub fn oauth(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self {
            scheme: Scheme::OAuth,
            ..Self::basic(client_id, client_secret)
        }
    }

    /// A token obtained elsewhere, sent as it is (`Authorization: Bearer ...`). It is not renewed.
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::bearer("eyJ0eXAiOiJKV1QifQ.e30.c2lnbmF0dXJl");
    /// ```
    pub fn bearer(token: impl Into<String>) -> Self {
        Self {
            scheme: Scheme::Bearer,
            ..Self::basic("", token)
        }
    }

    /// Reads the environment variables of a service: `<PREFIX>_USERNAME` and `<PREFIX>_PASSWORD`, `<PREFIX>_CLIENT_ID` and
    /// `<PREFIX>_CLIENT_SECRET`, or `<PREFIX>_TOKEN`, where the prefix is [`Api::environment`]. An empty variable counts as
    /// missing; the error names what is missing.
    pub fn from_env(api: &Api) -> Result<Self, Error> {
        Self::from_lookup(api, |name| std::env::var(name).ok())
    }

    pub(crate) fn from_lookup(
        api: &Api,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        if api.environment.is_empty() {
            let name = api.name;
            return Err(Error::config(format!(
                "no environment variables belong to {name}"
            )));
        }
        let pair = |user: &str, secret: &str| {
            let names = [api.variable(user), api.variable(secret)];
            match names.each_ref().map(|name| read(&lookup, name)) {
                [Some(user), Some(secret)] => Ok(Some((user, secret))),
                // Half a pair is a slip: falling back to the next one would hide it.
                [Some(_), None] => Err(missing(&names[1])),
                [None, Some(_)] => Err(missing(&names[0])),
                [None, None] => Ok(None),
            }
        };
        if let Some((username, password)) = pair("USERNAME", "PASSWORD")? {
            return Ok(Self::basic(username, password));
        }
        if let Some((id, secret)) = pair("CLIENT_ID", "CLIENT_SECRET")? {
            return Ok(Self::oauth(id, secret));
        }
        let token = read(&lookup, &api.variable("TOKEN"));
        token.map(Self::bearer).ok_or_else(|| {
            let prefix = api.environment;
            Error::config(format!(
                "the environment variables {prefix}_USERNAME and {prefix}_PASSWORD (or {prefix}_CLIENT_ID and \
                 {prefix}_CLIENT_SECRET, or {prefix}_TOKEN) are not set"
            ))
        })
    }

    /// What goes into the user part of the header, or the OAuth client's ID; empty for a bearer token.
    pub fn user(&self) -> &str {
        &self.user
    }

    pub(crate) fn secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// The value of the `Authorization` header, marked as sensitive: a bearer token, or Basic in UTF-8. An OAuth client has
    /// none.
    pub(crate) fn header(&self) -> Result<Option<HeaderValue>, Error> {
        let (user, secret) = (self.user.as_str(), self.secret());
        let refuse = |what: &str| {
            Err(Error::config(format!(
                "the credentials have an empty {what}"
            )))
        };
        let header = match self.scheme {
            Scheme::OAuth if user.is_empty() || secret.is_empty() => {
                return refuse("client ID or secret");
            }
            Scheme::OAuth => return Ok(None),
            Scheme::Bearer if secret.is_empty() => return refuse("token"),
            Scheme::Bearer => SecretString::from(format!("Bearer {secret}")),
            Scheme::Basic if user.is_empty() || secret.is_empty() => {
                return refuse("user name or secret");
            }
            Scheme::Basic if user.contains(':') => {
                return Err(Error::config(
                    "the user name of the credentials contains a colon",
                ));
            }
            Scheme::Basic => {
                let pair = SecretString::from(format!("{user}:{secret}"));
                let pair = SecretString::from(STANDARD.encode(pair.expose_secret()));
                SecretString::from(format!("Basic {}", pair.expose_secret()))
            }
        };
        let mut header = HeaderValue::try_from(header.expose_secret())
            .map_err(|_| Error::config("the credentials do not fit into a header"))?;
        header.set_sensitive(true);
        Ok(Some(header))
    }
}

/// A variable; an empty one counts as missing.
fn read(lookup: impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    lookup(name).filter(|value| !value.is_empty())
}

fn missing(name: &str) -> Error {
    Error::config(format!("the environment variable {name} is not set"))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::api::tests::PARCELS;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_lookup(&PARCELS, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_environment_has_one_kind_of_credentials() {
        let basic = [("PARCELS_USERNAME", "ada"), ("PARCELS_PASSWORD", "p")];
        let oauth = [("PARCELS_CLIENT_ID", "id"), ("PARCELS_CLIENT_SECRET", "s")];
        let token = [("PARCELS_TOKEN", "t")];
        for (variables, scheme, user) in [
            (basic.to_vec(), Scheme::Basic, "ada"),
            (oauth.to_vec(), Scheme::OAuth, "id"),
            (token.to_vec(), Scheme::Bearer, ""),
            ([&oauth[..], &basic[..]].concat(), Scheme::Basic, "ada"),
            ([&token[..], &oauth[..]].concat(), Scheme::OAuth, "id"),
        ] {
            let credentials = from(&variables).unwrap();
            assert_eq!(credentials.user(), user);
            assert!(credentials.scheme == scheme, "{variables:?}");
        }
    }

    #[test]
    fn the_error_names_each_missing_variable() {
        for (given, missing) in [
            (vec![], "PARCELS_USERNAME and PARCELS_PASSWORD"),
            (vec![("PARCELS_TOKEN", "")], "or PARCELS_TOKEN"),
            (
                vec![("PARCELS_USERNAME", "ada")],
                "variable PARCELS_PASSWORD",
            ),
            (
                vec![("PARCELS_PASSWORD", "p"), ("PARCELS_TOKEN", "t")],
                "variable PARCELS_USERNAME",
            ),
            (
                vec![("PARCELS_CLIENT_ID", "id"), ("PARCELS_CLIENT_SECRET", "")],
                "variable PARCELS_CLIENT_SECRET",
            ),
        ] {
            let error = from(&given).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
        let nameless = Api::new("Parcels", "https://parcels.example.com", "parcels/1");
        let found = Credentials::from_lookup(&nameless, |_| Some("x".to_owned()));
        assert!(found.is_err());
    }

    #[test]
    fn basic_authentication_is_utf_8_and_sensitive() {
        let header = Credentials::basic("AC1", "påss").header().unwrap().unwrap();
        assert_eq!(header.as_bytes(), b"Basic QUMxOnDDpXNz");
        assert!(header.is_sensitive());
        for (user, secret) in [("", "s"), ("AC1", ""), ("A:C", "s")] {
            assert!(Credentials::basic(user, secret).header().is_err());
        }
    }

    #[test]
    fn a_bearer_token_is_sent_as_it_is_and_never_shown() {
        let credentials = Credentials::bearer("hunter2");
        let debug = format!("{credentials:?}");
        assert!(!debug.contains("hunter2"), "{debug}");
        let header = credentials.header().unwrap().unwrap();
        assert_eq!(header.as_bytes(), b"Bearer hunter2");
        assert!(header.is_sensitive());
        for token in ["", "a\nb", "é\u{0}"] {
            let error = Credentials::bearer(token).header().unwrap_err().to_string();
            assert!(error.contains("credentials"), "{error}");
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let debug = format!("{:?}", Credentials::basic("ada", "hunter2"));
        assert!(
            debug.contains("ada") && !debug.contains("hunter2"),
            "{debug}"
        );
    }
}
