//! Credentials: an account's or an API key's, and the `TWILIO_*` variables.

use std::fmt;

use openapi_client_runtime as rt;

use crate::Error;

/// An account's SID and auth token, an API key and its secret, an OAuth app's client ID and secret, or a bearer token.
///
/// The secret is wiped from memory when it is dropped, and never printed.
#[derive(Clone)]
pub struct Credentials {
    credentials: rt::Credentials,
    account_sid: Option<String>,
}

impl Credentials {
    /// The account's own credentials.
    pub fn auth_token(account_sid: impl Into<String>, token: impl Into<String>) -> Self {
        let account_sid = account_sid.into();
        Self {
            credentials: rt::Credentials::basic(account_sid.clone(), token),
            account_sid: Some(account_sid),
        }
    }

    /// An API key, which can be revoked on its own; preferable in production.
    pub fn api_key(key_sid: impl Into<String>, secret: impl Into<String>) -> Self {
        rt::Credentials::basic(key_sid, secret).into()
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
    /// # use twilio_client::Credentials;
    /// let credentials = Credentials::oauth("OQ7cda1a615f05a95634e643aaaf7081d7", "client secret");
    /// ```
    pub fn oauth(client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        rt::Credentials::oauth(client_id, client_secret).into()
    }

    /// A token obtained elsewhere, sent as it is (`Authorization: Bearer ...`). It is not renewed.
    ///
    /// ```
    /// # use twilio_client::Credentials;
    /// let credentials = Credentials::bearer("eyJ0eXAiOiJKV1QifQ.e30.c2lnbmF0dXJl");
    /// ```
    pub fn bearer(token: impl Into<String>) -> Self {
        rt::Credentials::bearer(token).into()
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

    /// What the runtime makes of them, and the account.
    pub(crate) fn into_parts(self) -> (rt::Credentials, Option<String>) {
        (self.credentials, self.account_sid)
    }
}

/// Credentials that name no account.
impl From<rt::Credentials> for Credentials {
    fn from(credentials: rt::Credentials) -> Self {
        Self {
            credentials,
            account_sid: None,
        }
    }
}

fn missing(name: &str) -> Error {
    Error::config(format!("the environment variable {name} is not set"))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.credentials.user())
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

    fn parts(variables: &[(&str, &str)]) -> (String, Option<String>) {
        let (credentials, account) = from(variables).unwrap().into_parts();
        (credentials.user().to_owned(), account)
    }

    #[test]
    fn an_api_key_wins_over_an_auth_token() {
        let token = [("TWILIO_ACCOUNT_SID", "AC1"), ("TWILIO_AUTH_TOKEN", "t")];
        let account = Some("AC1".to_owned());
        assert_eq!(parts(&token), ("AC1".to_owned(), account.clone()));
        let key = [("TWILIO_API_KEY", "SK1"), ("TWILIO_API_SECRET", "s")];
        assert_eq!(parts(&key), ("SK1".to_owned(), None));
        assert_eq!(parts(&[token, key].concat()), ("SK1".to_owned(), account));
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
    fn secrets_are_not_printed() {
        let credentials = Credentials::api_key("SK1", "hunter2").account_sid("AC1");
        let debug = format!("{credentials:?}");
        assert!(debug.contains("SK1") && debug.contains("AC1"), "{debug}");
        assert!(!debug.contains("hunter2"), "{debug}");
    }
}
