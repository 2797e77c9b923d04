//! OAuth client credentials: where a client gets its access token, and how long it keeps it.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::{HeaderValue, Method};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::calls::exchange::Response;
use crate::calls::limit::Limit;
use crate::calls::request::Draft;
use crate::service::client::Shared;
use crate::service::origin::{Destination, Origin};
use crate::values::decode::Failure;
use crate::{Api, Client, Error, Pii};

/// The token endpoint. It has no server variables; server and path are those of [`Api::token_url`].
static API: Api = Api::new(
    "the token endpoint",
    "",
    concat!("openapi-client-runtime/", env!("CARGO_PKG_VERSION")),
);

/// How long a token lives of which the endpoint does not say it. A shorter life shows by a 401, which renews the token.
const UNTOLD_LIFE: Duration = Duration::from_secs(60 * 60);

/// The longest life that is believed: the documented example of `expires_in` is a number of 45,000 years.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long before its end a token is renewed, unless that is more than a tenth of its life.
const LEEWAY: Duration = Duration::from_secs(60);

/// How requests prove who asks.
#[derive(Clone)]
pub(crate) enum Authorization {
    /// Not at all: only the token endpoint is asked so.
    None,
    /// By this value of the header.
    Fixed(HeaderValue),
    /// By an access token.
    Token(Arc<TokenCaches>),
}

impl Authorization {
    /// Whether requests carry a bearer token.
    pub(crate) fn is_bearer(&self) -> bool {
        match self {
            Self::None => false,
            Self::Fixed(header) => header.as_bytes().starts_with(b"Bearer "),
            Self::Token(_) => true,
        }
    }
}

/// The access tokens of one client: one for each endpoint of the services that share it, so that none is sent to a service
/// that another endpoint issues tokens for.
pub(crate) struct TokenCaches {
    client_id: String,
    client_secret: SecretString,
    by_url: Mutex<BTreeMap<&'static str, Arc<TokenCache>>>,
}

impl TokenCaches {
    pub(crate) fn new(client_id: String, client_secret: SecretString) -> Self {
        Self {
            client_id,
            client_secret,
            by_url: Mutex::default(),
        }
    }

    fn of(&self, url: &'static str) -> Arc<TokenCache> {
        let mut by_url = self.by_url.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let (id, secret) = (self.client_id.clone(), self.client_secret.clone());
            Arc::new(TokenCache::new(id, secret, url))
        };
        by_url.entry(url).or_insert_with(make).clone()
    }
}

/// The access token of one endpoint, for all requests at once.
struct TokenCache {
    client_id: String,
    client_secret: SecretString,
    url: &'static str,
    /// Whoever has the only place asks the endpoint; the others wait for what it says.
    gate: Arc<Limit>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Token>,
    /// How often the endpoint was asked to the end.
    fetches: u64,
    /// Why the last time brought no token.
    failure: Option<Arc<Error>>,
}

#[derive(Clone)]
struct Token {
    /// The value of the `Authorization` header, marked as sensitive.
    header: HeaderValue,
    renewal: Instant,
    end: Instant,
}

impl TokenCache {
    fn new(client_id: String, client_secret: SecretString, url: &'static str) -> Self {
        Self {
            client_id,
            client_secret,
            url,
            gate: Limit::new(1),
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token, unless it is the one that was rejected; or else how often the endpoint was asked so far.
    fn current(&self, rejected: Option<&HeaderValue>, now: Instant) -> Result<HeaderValue, u64> {
        let state = self.state();
        let token = state.token.as_ref().filter(|token| now < token.renewal);
        let token = token.filter(|token| Some(&token.header) != rejected);
        token.map(|token| token.header.clone()).ok_or(state.fetches)
    }

    /// What another call brought after `fetches`, be it a token or an error. However short the token's life is, it is good
    /// for those who waited for it.
    fn brought_since(
        &self,
        fetches: u64,
        rejected: Option<&HeaderValue>,
    ) -> Option<Result<HeaderValue, Error>> {
        let state = self.state();
        if state.fetches == fetches {
            return None;
        }
        if let Some(failure) = &state.failure {
            return Some(Err(Error::token(failure.clone())));
        }
        let token = state.token.as_ref();
        let token = token.filter(|token| Some(&token.header) != rejected);
        token.map(|token| Ok(token.header.clone()))
    }

    /// Asks the endpoint.
    async fn fetch(
        &self,
        client: Client,
        time: Duration,
        is_blocking: bool,
    ) -> Result<Token, Error> {
        let (_, path) = split(self.url);
        let mut draft = Draft::new(Method::POST, path);
        draft.form.set("grant_type", "client_credentials");
        draft.form.set("client_id", self.client_id.as_str());
        draft
            .form
            .set("client_secret", Pii(self.client_secret.expose_secret()));
        draft.options.timeout = Some(time);
        draft.options.is_blocking = is_blocking;
        let request = client.build(draft)?;
        let begin = client.shared().clock.now();
        let response = client.execute(request).await?;
        // A body that is not as it should be may hold a token all the same.
        Token::read(&client, &response, begin).map_err(Error::without_body)
    }

    /// Keeps what was brought, for everybody who waits for it.
    fn keep(
        &self,
        result: Result<Token, Error>,
        rejected: Option<&HeaderValue>,
        now: Instant,
    ) -> Result<HeaderValue, Error> {
        let mut state = self.state();
        let old = state
            .token
            .take()
            .filter(|token| Some(&token.header) != rejected);
        state.fetches += 1;
        let result = match (result, old) {
            (Ok(token), _) => Ok(token),
            // The token that was to be renewed is good for the rest of its life.
            (Err(_), Some(token)) if now < token.end => Ok(token),
            (Err(error), _) => Err(Arc::new(error)),
        };
        state.token = result.as_ref().ok().cloned();
        state.failure = result.as_ref().err().cloned();
        result.map(|token| token.header).map_err(Error::token)
    }
}

impl Token {
    /// Reads the endpoint's response to a request that was sent at `begin`.
    fn read(client: &Client, response: &Response, begin: Instant) -> Result<Self, Error> {
        let body: Value = client.decode(response, PhantomData)?;
        let refuse = |reason: &str| {
            let failure = Failure::Unexpected {
                path: String::new(),
                reason: reason.to_owned(),
                line: 1,
                column: 0,
            };
            Error::decode(API.name, response, &failure)
        };
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let token = text("access_token").filter(|token| !token.is_empty());
        let token = token.ok_or_else(|| refuse("it has no access_token"))?;
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(refuse("its token_type is not bearer"));
        }
        let mut header = HeaderValue::try_from(format!("Bearer {token}"))
            .map_err(|_| refuse("its access_token does not fit into a header"))?;
        header.set_sensitive(true);
        let seconds = body.get("expires_in").and_then(Value::as_u64);
        let life = seconds
            .map_or(UNTOLD_LIFE, Duration::from_secs)
            .min(LONGEST_LIFE);
        Ok(Self {
            header,
            renewal: begin + (life - LEEWAY.min(life / 10)),
            end: begin + life,
        })
    }
}

impl Client {
    /// The access token for the next attempt, within `time`, and not the one that was `rejected`.
    pub(crate) async fn token(
        &self,
        rejected: Option<HeaderValue>,
        time: Duration,
        is_blocking: bool,
    ) -> Result<HeaderValue, Error> {
        let shared = self.shared();
        let Authorization::Token(caches) = &shared.authorization else {
            return Err(Error::config(
                "the client's credentials are good for no access token",
            ));
        };
        let cache = caches.of(endpoint(self.api())?);
        let clock = &*shared.clock;
        let begin = clock.now();
        let rejected = rejected.as_ref();
        let fetches = match cache.current(rejected, begin) {
            Ok(header) => return Ok(header),
            Err(fetches) => fetches,
        };
        let place = match is_blocking {
            #[cfg(feature = "blocking")]
            true => cache.gate.place_blocking(time, clock),
            _ => cache.gate.place(time, clock).await,
        };
        if let Some(result) = cache.brought_since(fetches, rejected) {
            return result;
        }
        let left = time.saturating_sub(clock.now().saturating_duration_since(begin));
        let token = match place.is_some() && !left.is_zero() {
            true => {
                cache
                    .fetch(self.of_token_endpoint()?, left, is_blocking)
                    .await
            }
            false => return Err(Error::token(Arc::new(Error::unsent(API.name, time)))),
        };
        cache.keep(token, rejected, clock.now())
    }

    /// A client for the token endpoint: over the same connections, but without credentials, and without server variables.
    ///
    /// Its server is checked as a base URL is, so that no secret goes over plain http to another machine.
    fn of_token_endpoint(&self) -> Result<Self, Error> {
        let shared = self.shared().clone();
        let shared = Shared {
            authorization: Authorization::None,
            destination: token_destination(self.api(), &shared.destination)?,
            ..shared
        };
        let conventions = self.conventions();
        Ok(Self::with_conventions(&API, conventions, Arc::new(shared)))
    }
}

/// The URL that access tokens for a service come from.
fn endpoint(api: &Api) -> Result<&'static str, Error> {
    api.token_endpoint().ok_or_else(|| {
        let name = api.name;
        Error::config(format!(
            "{name} has no token endpoint, so it takes no OAuth client's ID and secret"
        ))
    })
}

fn token_destination(api: &Api, destination: &Destination) -> Result<Destination, Error> {
    let (server, _) = split(endpoint(api)?);
    Ok(Destination {
        base_url: destination.base_url.clone(),
        token_server: Some(server.to_owned()),
        ..Destination::default()
    })
}

/// Checks the address of the token endpoint.
pub(crate) fn check_address(api: &Api, destination: &Destination) -> Result<(), Error> {
    Origin::new(&API, &token_destination(api, destination)?).map(drop)
}

/// A URL as scheme and host, and path.
fn split(url: &'static str) -> (&'static str, &'static str) {
    let host = url.find("://").map_or(0, |colon| colon + 3);
    let path = url[host..].find('/').map(|slash| host + slash);
    path.map_or((url, "/"), |path| url.split_at(path))
}

#[cfg(test)]
mod tests;
