//! Credentials: who sends a request, and the secret that proves it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::service::api::SchemeVariables;
use crate::{Api, Error, Security, SecuritySchemeKind};

/// A user name and a password, an OAuth client's ID and secret, a bearer token, an API key, or several of these for the
/// security schemes of a service.
///
/// Which of them a request carries is what the service's document says of its operation. Those that are given for no scheme
/// in particular are good for the one scheme that takes their kind; where there are several, they have to be named
/// ([`with`](Self::with)).
///
/// A secret is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials {
    pub(crate) given: Vec<Credential>,
}

/// Credentials of one kind.
#[derive(Clone)]
pub(crate) struct Credential {
    /// The security scheme that they are for, if that is said.
    pub(crate) scheme: Option<String>,
    user: String,
    secret: SecretString,
    pub(crate) kind: CredentialKind,
    /// The scopes that an OAuth client asks for, if not those of the operations.
    pub(crate) scopes: Option<String>,
}

/// How credentials prove who sends a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialKind {
    Basic,
    /// By an access token that they are exchanged for.
    OAuth,
    /// By the secret alone, which is a token.
    Bearer,
    /// By the secret alone, which is sent where the scheme says.
    Key,
}

impl Credentials {
    /// None: for operations that ask for none, and to begin with for [`with`](Self::with).
    pub fn none() -> Self {
        Self { given: Vec::new() }
    }

    /// HTTP basic authentication.
    pub fn basic(username: impl Into<String>, password: impl Into<String>) -> Self {
        Self::of(CredentialKind::Basic, username.into(), password.into())
    }

    /// An API key, which is sent in the header, the query or the cookie that the service's document names.
    pub fn api_key(key: impl Into<String>) -> Self {
        Self::of(CredentialKind::Key, String::new(), key.into())
    }

    /// These credentials, and others for the security scheme that has this name in the service's document.
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::none()
    ///     .with("appId", Credentials::api_key("A-17"))
    ///     .with("login", Credentials::basic("ada", "secret"));
    /// ```
    #[must_use]
    pub fn with(mut self, scheme: impl Into<String>, credentials: Self) -> Self {
        let scheme = scheme.into();
        for mut credential in credentials.given {
            credential.scheme.get_or_insert_with(|| scheme.clone());
            self.given.push(credential);
        }
        self
    }

    fn of(kind: CredentialKind, user: String, secret: String) -> Self {
        let credential = Credential {
            scheme: None,
            user,
            secret: SecretString::from(secret),
            kind,
            scopes: None,
        };
        Self {
            given: vec![credential],
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
        Self::of(
            CredentialKind::OAuth,
            client_id.into(),
            client_secret.into(),
        )
    }

    /// The scopes that the OAuth client asks for, with spaces between them, in place of those that the service's document
    /// demands for its operations; an empty text asks for what the token endpoint gives by default.
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::oauth("parcel-shop", "client secret").scopes("parcels.read");
    /// ```
    #[must_use]
    pub fn scopes(mut self, scopes: impl Into<String>) -> Self {
        let scopes = scopes.into();
        for credential in &mut self.given {
            credential.scopes = Some(scopes.clone());
        }
        self
    }

    /// A token obtained elsewhere, sent as it is (`Authorization: Bearer ...`). It is not renewed.
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::bearer("eyJ0eXAiOiJKV1QifQ.e30.c2lnbmF0dXJl");
    /// ```
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::of(CredentialKind::Bearer, String::new(), token.into())
    }

    /// Reads the environment variables of a service.
    ///
    /// Where its document has security schemes, they are `<PREFIX>_<SCHEME>` for a key or a token, `<PREFIX>_<SCHEME>_USERNAME`
    /// and `..._PASSWORD` for basic authentication, `..._CLIENT_ID` and `..._CLIENT_SECRET` for an OAuth client; else
    /// `<PREFIX>_USERNAME` and `<PREFIX>_PASSWORD`, `<PREFIX>_CLIENT_ID` and `<PREFIX>_CLIENT_SECRET`, or `<PREFIX>_TOKEN`. The
    /// prefix is [`Api::environment`]. An empty variable counts as missing; the error names what is missing.
    pub fn from_env(api: &Api) -> Result<Self, Error> {
        Self::from_lookup(api, |name| std::env::var(name).ok())
    }

    pub(crate) fn from_lookup(
        api: &Api,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        if let Some(security) = api.security {
            return Self::of_schemes(api, security, &lookup);
        }
        if api.environment.is_empty() {
            let name = api.name;
            return Err(Error::config(format!(
                "no environment variables belong to {name}"
            )));
        }
        let names = |user: &str, secret: &str| [api.variable(user), api.variable(secret)];
        if let Some([username, password]) = pair(&lookup, &names("USERNAME", "PASSWORD"))? {
            return Ok(Self::basic(username, password));
        }
        if let Some([id, secret]) = pair(&lookup, &names("CLIENT_ID", "CLIENT_SECRET"))? {
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

    /// Those of each security scheme. That there are none is an error where every request needs some.
    fn of_schemes(
        api: &Api,
        security: &Security,
        lookup: &impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Error> {
        let mut found = Self::none();
        for scheme in security.schemes {
            let variables = api.scheme_variables(scheme);
            let both = match &variables.pair {
                Some(names) => pair(lookup, names)?,
                None => None,
            };
            let whole = variables.whole.and_then(|name| read(lookup, &name));
            let credentials = match (both, whole, scheme.kind) {
                (Some([user, secret]), _, SecuritySchemeKind::Basic) => Self::basic(user, secret),
                (Some([id, secret]), ..) => Self::oauth(id, secret),
                (
                    None,
                    Some(token),
                    SecuritySchemeKind::Bearer | SecuritySchemeKind::ClientCredentials(..),
                ) => Self::bearer(token),
                (None, Some(key), _) => Self::api_key(key),
                (None, None, _) => continue,
            };
            found = found.with(scheme.name, credentials);
        }
        let needed = security.requirements;
        if !found.given.is_empty() || needed.iter().any(|needed| needed.is_empty()) {
            return Ok(found);
        }
        let variables = |name: &&str| {
            let mut schemes = security.schemes.iter();
            let scheme = schemes.find(|scheme| scheme.name == *name)?;
            let SchemeVariables { pair, whole } = api.scheme_variables(scheme);
            let pair = pair.map(|names| names.join(" and "));
            Some(
                pair.into_iter()
                    .chain(whole)
                    .collect::<Vec<_>>()
                    .join(" or "),
            )
        };
        let alternatives = needed.iter().map(|names| {
            let names: Vec<_> = names.iter().filter_map(variables).collect();
            names.join(" and ")
        });
        match alternatives.collect::<Vec<_>>().join(", or ") {
            names if names.is_empty() => Ok(found),
            names => Err(Error::config(format!(
                "there are no credentials in the environment: set {names}"
            ))),
        }
    }

    /// What goes into the user part of the header, or the OAuth client's ID; empty where there is none.
    pub fn user(&self) -> &str {
        self.given.first().map_or("", Credential::user)
    }
}

impl Credential {
    pub(crate) fn user(&self) -> &str {
        &self.user
    }

    pub(crate) fn secret(&self) -> &str {
        self.secret.expose_secret()
    }

    /// The value of the `Authorization` header, marked as sensitive: a bearer token, or Basic in UTF-8. An OAuth client and a
    /// key have none. Only for a security scheme, a password may be empty.
    pub(crate) fn header(&self, is_of_scheme: bool) -> Result<Option<HeaderValue>, Error> {
        let (user, secret) = (self.user.as_str(), self.secret());
        let refuse = |what: &str| {
            Err(Error::config(format!(
                "the credentials have an empty {what}"
            )))
        };
        let is_missing = match is_of_scheme {
            true => user.is_empty() && secret.is_empty(),
            false => user.is_empty() || secret.is_empty(),
        };
        let header = match self.kind {
            CredentialKind::OAuth if user.is_empty() || secret.is_empty() => {
                return refuse("client ID or secret");
            }
            CredentialKind::Key if secret.is_empty() => return refuse("key"),
            CredentialKind::OAuth | CredentialKind::Key => return Ok(None),
            CredentialKind::Bearer if secret.is_empty() => return refuse("token"),
            CredentialKind::Bearer => SecretString::from(format!("Bearer {secret}")),
            CredentialKind::Basic if is_missing => return refuse("user name or secret"),
            CredentialKind::Basic if user.contains(':') => {
                return Err(Error::config(
                    "the user name of the credentials contains a colon",
                ));
            }
            CredentialKind::Basic => {
                let pair = SecretString::from(format!("{user}:{secret}"));
                let pair = SecretString::from(STANDARD.encode(pair.expose_secret()));
                SecretString::from(format!("Basic {}", pair.expose_secret()))
            }
        };
        sensitive(header.expose_secret()).map(Some)
    }
}

/// The value of a header that no error and no trace shows.
pub(crate) fn sensitive(value: &str) -> Result<HeaderValue, Error> {
    let mut header = HeaderValue::try_from(value)
        .map_err(|_| Error::config("the credentials do not fit into a header"))?;
    header.set_sensitive(true);
    Ok(header)
}

/// The values of two variables; half a pair is a slip: falling back to other credentials would hide it.
fn pair(
    lookup: &impl Fn(&str) -> Option<String>,
    names: &[String; 2],
) -> Result<Option<[String; 2]>, Error> {
    match names.each_ref().map(|name| read(lookup, name)) {
        [Some(user), Some(secret)] => Ok(Some([user, secret])),
        [Some(_), None] => Err(missing(&names[1])),
        [None, Some(_)] => Err(missing(&names[0])),
        [None, None] => Ok(None),
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
            .field("user", &self.user())
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
            (basic.to_vec(), CredentialKind::Basic, "ada"),
            (oauth.to_vec(), CredentialKind::OAuth, "id"),
            (token.to_vec(), CredentialKind::Bearer, ""),
            (
                [&oauth[..], &basic[..]].concat(),
                CredentialKind::Basic,
                "ada",
            ),
            (
                [&token[..], &oauth[..]].concat(),
                CredentialKind::OAuth,
                "id",
            ),
        ] {
            let credentials = from(&variables).unwrap();
            assert_eq!(credentials.user(), user);
            assert!(credentials.given[0].kind == scheme, "{variables:?}");
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
        let header = Credentials::basic("AC1", "påss").given[0]
            .header(false)
            .unwrap()
            .unwrap();
        assert_eq!(header.as_bytes(), b"Basic QUMxOnDDpXNz");
        assert!(header.is_sensitive());
        for (user, secret) in [("", "s"), ("AC1", ""), ("A:C", "s")] {
            assert!(
                Credentials::basic(user, secret).given[0]
                    .header(false)
                    .is_err()
            );
        }
    }

    #[test]
    fn a_bearer_token_is_sent_as_it_is_and_never_shown() {
        let credentials = Credentials::bearer("hunter2");
        let debug = format!("{credentials:?}");
        assert!(!debug.contains("hunter2"), "{debug}");
        let header = credentials.given[0].header(false).unwrap().unwrap();
        assert_eq!(header.as_bytes(), b"Bearer hunter2");
        assert!(header.is_sensitive());
        for token in ["", "a\nb", "é\u{0}"] {
            let error = Credentials::bearer(token).given[0]
                .header(false)
                .unwrap_err()
                .to_string();
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
