//! Credentials: who asks, and the secret that proves it.

use std::fmt;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::Error;
use crate::oauth::{Authorization, TokenCaches};

/// An account's SID and auth token, an API key and its secret, an OAuth app's client ID and secret, or a bearer token.
///
/// The secret is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials {
    user: String,
    secret: SecretString,
    account_sid: Option<String>,
    scheme: Scheme,
}

/// How credentials prove who asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    /// By user and secret.
    Basic,
    /// By an access token that they are exchanged for.
    OAuth,
    /// By the secret alone, which is a token.
    Bearer,
}

impl Credentials {
    /// The account's own credentials.
    pub fn auth_token(account_sid: impl Into<String>, token: impl Into<String>) -> Self {
        let account_sid = account_sid.into();
        Self {
            user: account_sid.clone(),
            secret: SecretString::from(token.into()),
            account_sid: Some(account_sid),
            scheme: Scheme::Basic,
        }
    }

    /// An API key, which can be revoked on its own; preferable in production.
    pub fn api_key(key_sid: impl Into<String>, secret: impl Into<String>) -> Self {
        Self {
            user: key_sid.into(),
            secret: SecretString::from(secret.into()),
            account_sid: None,
            scheme: Scheme::Basic,
        }
    }

    /// An OAuth app's client ID and secret, which the client exchanges for access tokens ("client credentials").
    ///
    /// All requests of a client and its clones share one token. It is fetched before the first request from the service's
    /// own token endpoint if it has one, else from `https://oauth.twilio.com/v2/token` (or from its path at
    /// [`base_url`](crate::Builder::base_url), if that is set), over the client's own transport and within the request's own
    /// timeout; it is renewed shortly before it expires, and once when the service rejects it (401). Services with different
    /// token endpoints that share a client have a token each. A request for which there is no token ends with
    /// [`ErrorKind::Token`](crate::ErrorKind::Token).
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::oauth("OQ7cda1a615f05a95634e643aaaf7081d7", "client secret");
    /// ```
    pub fn oauth(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        Self {
            scheme: Scheme::OAuth,
            ..Self::api_key(client_id, client_secret)
        }
    }

    /// A token that was got elsewhere, sent as it is (`Authorization: Bearer ...`). It is not renewed.
    ///
    /// ```
    /// # use openapi_client_runtime::Credentials;
    /// let credentials = Credentials::bearer("eyJ0eXAiOiJKV1QifQ.e30.c2lnbmF0dXJl");
    /// ```
    pub fn bearer(token: impl Into<String>) -> Self {
        Self {
            scheme: Scheme::Bearer,
            ..Self::api_key("", token)
        }
    }

    /// Names the account that is meant, where paths contain one: that of the API key, or a subaccount.
    #[must_use]
    pub fn account_sid(mut self, account_sid: impl Into<String>) -> Self {
        self.account_sid = Some(account_sid.into());
        self
    }

    /// Reads the environment: `TWILIO_API_KEY` and `TWILIO_API_SECRET` (with `TWILIO_ACCOUNT_SID`, if set), or else
    /// `TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`. An empty variable counts as missing; the error names what is missing.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_lookup(|name| std::env::var(name).ok())
    }

    pub(crate) fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let read = |name| lookup(name).filter(|value| !value.is_empty());
        let account_sid = read("TWILIO_ACCOUNT_SID");
        let key = (read("TWILIO_API_KEY"), read("TWILIO_API_SECRET"));
        match (key, account_sid, read("TWILIO_AUTH_TOKEN")) {
            ((Some(key), Some(secret)), account_sid, _) => Ok(Self {
                account_sid,
                ..Self::api_key(key, secret)
            }),
            // Half a key is a slip: falling back to the auth token would hide it.
            ((Some(_), None), ..) => Err(missing("TWILIO_API_SECRET")),
            ((None, Some(_)), ..) => Err(missing("TWILIO_API_KEY")),
            (_, Some(account_sid), Some(token)) => Ok(Self::auth_token(account_sid, token)),
            (_, Some(_), None) => Err(missing("TWILIO_AUTH_TOKEN")),
            (_, None, Some(_)) => Err(missing("TWILIO_ACCOUNT_SID")),
            (_, None, None) => Err(Error::config(
                "the environment variables TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET) are not set",
            )),
        }
    }

    /// The account for account-scoped paths, if it is known.
    pub(crate) fn account(&self) -> Option<&str> {
        self.account_sid.as_deref()
    }

    /// The SID that goes into the user part of the header.
    pub(crate) fn user(&self) -> &str {
        &self.user
    }

    /// How requests prove who asks.
    pub(crate) fn authorization(self) -> Result<Authorization, Error> {
        if self.scheme != Scheme::OAuth {
            return self.header().map(Authorization::Fixed);
        }
        if self.user.is_empty() || self.secret.expose_secret().is_empty() {
            return Err(Error::config(
                "the credentials have an empty client ID or secret",
            ));
        }
        let caches = TokenCaches::new(self.user, self.secret);
        Ok(Authorization::Token(Arc::new(caches)))
    }

    /// The value of the `Authorization` header, marked as sensitive: a bearer token, or Basic in UTF-8.
    fn header(&self) -> Result<HeaderValue, Error> {
        let secret = self.secret.expose_secret();
        let header = match self.scheme {
            Scheme::Bearer if secret.is_empty() => {
                return Err(Error::config("the credentials have an empty token"));
            }
            Scheme::Bearer => SecretString::from(format!("Bearer {secret}")),
            _ => self.basic(secret)?,
        };
        let mut header = HeaderValue::try_from(header.expose_secret())
            .map_err(|_| Error::config("the credentials do not fit into a header"))?;
        header.set_sensitive(true);
        Ok(header)
    }

    fn basic(&self, secret: &str) -> Result<SecretString, Error> {
        if self.user.is_empty() || secret.is_empty() {
            return Err(Error::config("the credentials have an empty SID or secret"));
        }
        if self.user.contains(':') {
            return Err(Error::config("the SID of the credentials contains a colon"));
        }
        let pair = SecretString::from(format!("{}:{secret}", self.user));
        let pair = STANDARD.encode(pair.expose_secret());
        Ok(SecretString::from(format!("Basic {pair}")))
    }
}

fn missing(name: &str) -> Error {
    Error::config(format!("the environment variable {name} is not set"))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user)
            .field("account_sid", &self.account_sid)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        Credentials::from_lookup(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn an_api_key_wins_over_an_auth_token() {
        let token = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t")];
        let credentials = from(&token).unwrap();
        assert_eq!(
            (credentials.user(), credentials.account()),
            ("AC1", Some("AC1"))
        );

        let key = [("TWILIO_API_KEY", "SK1"), ("TWILIO_API_SECRET", "s")];
        let credentials = from(&key).unwrap();
        assert_eq!((credentials.user(), credentials.account()), ("SK1", None));

        let credentials = from(&[token, key].concat()).unwrap();
        assert_eq!(
            (credentials.user(), credentials.account()),
            ("SK1", Some("AC1"))
        );
    }

    #[test]
    fn the_error_names_each_missing_variable() {
        for (given, missing) in [
            (vec![], "TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
            (
                vec![("TWILIO_ACCOUNT_SID", "AC1")],
                "variable TWILIO_AUTH_TOKEN",
            ),
            (
                vec![("TWILIO_AUTH_TOKEN", "t")],
                "variable TWILIO_ACCOUNT_SID",
            ),
            (
                vec![("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "")],
                "variable TWILIO_AUTH_TOKEN",
            ),
            (
                vec![("TWILIO_API_KEY", "SK1")],
                "variable TWILIO_API_SECRET",
            ),
            (vec![("TWILIO_API_SECRET", "s")], "variable TWILIO_API_KEY"),
        ] {
            let error = from(&given).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        }
    }

    #[test]
    fn basic_authentication_is_utf_8_and_sensitive() {
        let header = Credentials::auth_token("AC1", "påss").header().unwrap();
        assert_eq!(header.as_bytes(), b"Basic QUMxOnDDpXNz");
        assert!(header.is_sensitive());
        for (user, secret) in [("", "s"), ("AC1", ""), ("A:C", "s")] {
            assert!(Credentials::api_key(user, secret).header().is_err());
        }
    }

    #[test]
    fn a_bearer_token_is_sent_as_it_is_and_never_shown() {
        let credentials = Credentials::bearer("hunter2").account_sid("AC1");
        let debug = format!("{credentials:?}");
        assert!(
            debug.contains("AC1") && !debug.contains("hunter2"),
            "{debug}"
        );
        let header = credentials.header().unwrap();
        assert_eq!(header.as_bytes(), b"Bearer hunter2");
        assert!(header.is_sensitive());
        for token in ["", "a\nb", "é\u{0}"] {
            let error = Credentials::bearer(token).header().unwrap_err().to_string();
            assert!(error.contains("credentials"), "{error}");
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let credentials = Credentials::api_key("SK1", "hunter2").account_sid("AC1");
        let debug = format!("{credentials:?}");
        assert!(
            debug.contains("SK1") && !debug.contains("hunter2"),
            "{debug}"
        );
    }
}
