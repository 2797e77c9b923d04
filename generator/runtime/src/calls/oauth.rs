//! OAuth client credentials: where a client gets its access token, and how long it keeps it.

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use http::HeaderValue;
use serde_json::Value;

use crate::calls::authorization::{Authorization, TokenSource};
use crate::calls::background::lock;
use crate::calls::client::Shared;
use crate::calls::exchange::Response;
use crate::calls::limit::Limit;
use crate::service::credentials::Credential;
use crate::service::origin::{Destination, Origin};
use crate::values::decode::DecodeError;
use crate::{Api, Call, Client, Error, Pii};

/// The token endpoint. It has no server variables; server and path are those of [`Api::token_url`].
static API: Api = Api::new(
    "the token endpoint",
    "",
    concat!("openapi-client-runtime/", env!("CARGO_PKG_VERSION")),
);

/// How long a token lives where the endpoint does not say it. A shorter life shows by a 401, which renews the token.
const DEFAULT_LIFE: Duration = Duration::from_secs(60 * 60);

/// The longest life that is believed: the documented example of `expires_in` is a number of 45,000 years.
const LONGEST_LIFE: Duration = Duration::from_secs(24 * 60 * 60);

/// How long before its end a token is renewed, unless that is more than a tenth of its life.
const LEEWAY: Duration = Duration::from_secs(60);

/// The access tokens of one client: one for each endpoint of the services that share it, and for each list of scopes, so that
/// none is sent to a service that another endpoint issues tokens for.
pub(crate) struct TokenCaches {
    credential: Credential,
    by_endpoint: Mutex<BTreeMap<(&'static str, &'static str), Arc<TokenCache>>>,
}

impl TokenCaches {
    pub(crate) fn new(credential: Credential) -> Self {
        Self {
            credential,
            by_endpoint: Mutex::default(),
        }
    }

    fn of(&self, url: &'static str, scopes: &'static str) -> Arc<TokenCache> {
        let mut by_endpoint = lock(&self.by_endpoint);
        by_endpoint.entry((url, scopes)).or_default().clone()
    }
}

/// The access token of one endpoint, for all requests at once.
struct TokenCache {
    /// Whoever has the only permit asks the endpoint; the others wait for the result.
    gate: Arc<Limit>,
    state: Mutex<State>,
}

impl Default for TokenCache {
    fn default() -> Self {
        Self {
            gate: Limit::new(1),
            state: Mutex::default(),
        }
    }
}

#[derive(Default)]
struct State {
    /// How often the endpoint was asked to the end.
    fetches: u64,
    result: Option<Result<Token, Arc<Error>>>,
}

#[derive(Clone)]
struct Token {
    /// The value of the `Authorization` header, marked as sensitive.
    header: HeaderValue,
    renewal: Instant,
    end: Instant,
}

impl TokenCache {
    /// The token, unless it is the one that was rejected; or else how often the endpoint was asked so far.
    fn current(&self, rejected: Option<&HeaderValue>, now: Instant) -> Result<HeaderValue, u64> {
        let state = lock(&self.state);
        match &state.result {
            Some(Ok(token)) if now < token.renewal && Some(&token.header) != rejected => {
                Ok(token.header.clone())
            }
            _ => Err(state.fetches),
        }
    }

    /// The result that another call got after `fetches`. However short the token's life is, it is good for those who waited
    /// for it.
    fn result_since(
        &self,
        fetches: u64,
        rejected: Option<&HeaderValue>,
    ) -> Option<Result<HeaderValue, Error>> {
        let state = lock(&self.state);
        match &state.result {
            _ if state.fetches == fetches => None,
            Some(Err(error)) => Some(Err(Error::token(error.clone()))),
            Some(Ok(token)) if Some(&token.header) != rejected => Some(Ok(token.header.clone())),
            _ => None,
        }
    }

    fn keep(
        &self,
        result: Result<Token, Error>,
        rejected: Option<&HeaderValue>,
        now: Instant,
    ) -> Result<HeaderValue, Error> {
        let mut state = lock(&self.state);
        let result = match (result, state.result.take()) {
            // The token that was to be renewed is good for the rest of its life.
            (Err(_), Some(Ok(old))) if now < old.end && Some(&old.header) != rejected => Ok(old),
            (result, _) => result.map_err(Arc::new),
        };
        state.fetches += 1;
        state.result = Some(result.clone());
        result.map(|token| token.header).map_err(Error::token)
    }
}

impl Token {
    /// Reads the endpoint's response to a request that was sent at `begin`.
    fn read(client: &Client, response: &Response, begin: Instant) -> Result<Self, Error> {
        let body: Value = client.decode(response, PhantomData)?;
        let refuse = |reason: &str| {
            let error = DecodeError::new("", reason, None);
            Error::of_body(API.name, response, &error)
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
        let life = seconds.map_or(DEFAULT_LIFE, Duration::from_secs);
        let life = life.min(LONGEST_LIFE);
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
        source: &TokenSource,
        rejected: Option<HeaderValue>,
        time: Duration,
        is_blocking: bool,
    ) -> Result<HeaderValue, Error> {
        let shared = self.shared();
        let TokenSource {
            caches,
            url,
            scopes,
        } = source;
        let cache = caches.of(url, scopes);
        let clock = &*shared.clock;
        let begin = clock.now();
        let rejected = rejected.as_ref();
        let fetches = match cache.current(rejected, begin) {
            Ok(header) => return Ok(header),
            Err(fetches) => fetches,
        };
        let permit = cache.gate.acquire(time, clock, is_blocking).await;
        if let Some(result) = cache.result_since(fetches, rejected) {
            return result;
        }
        let left = time.saturating_sub(clock.now().saturating_duration_since(begin));
        if permit.is_none() || left.is_zero() {
            return Err(Error::token(Arc::new(Error::unsent(API.name, time))));
        }
        let (_, path) = split(url);
        let endpoint = self.of_token_endpoint(url)?;
        let token = endpoint.fetch_token(path, &caches.credential, scopes, left, is_blocking);
        cache.keep(token.await, rejected, clock.now())
    }

    async fn fetch_token(
        &self,
        path: &'static str,
        credential: &Credential,
        scopes: &str,
        time: Duration,
        is_blocking: bool,
    ) -> Result<Token, Error> {
        let scopes = credential.scopes.as_deref().unwrap_or(scopes);
        let mut call: Call<()> = self.post(path).form("grant_type", "client_credentials");
        if !scopes.is_empty() {
            call = call.form("scope", scopes);
        }
        let call = call
            .form("client_id", credential.user())
            .form("client_secret", Pii(credential.secret()))
            .with_timeout(time);
        let request = call.into_request(is_blocking)?;
        let begin = self.shared().clock.now();
        let response = self.execute(request).await?;
        // A body that is not as it should be may hold a token all the same.
        Token::read(self, &response, begin).map_err(Error::without_body)
    }

    /// A client for the token endpoint: over the same connections, but without credentials, and without server variables.
    ///
    /// Its server is checked as a base URL is, so that no secret goes over plain http to another machine.
    fn of_token_endpoint(&self, url: &'static str) -> Result<Self, Error> {
        let shared = self.shared().clone();
        let shared = Shared {
            authorization: Authorization::None,
            destination: token_destination(self.api(), url, &shared.destination),
            ..shared
        };
        let api = Api {
            conventions: self.api().conventions,
            ..API
        };
        Ok(Self::new(api, Arc::new(shared)))
    }
}

/// A base URL takes the place of the token URL's server too, unless the document leaves its own server to it.
fn token_destination(api: &Api, url: &'static str, destination: &Destination) -> Destination {
    let (server, _) = split(url);
    let is_replaced = api.server.contains("://") || server.is_empty();
    Destination {
        base_url: destination.base_url.clone().filter(|_| is_replaced),
        allow_http: destination.allow_http,
        token_server: Some(server.to_owned()),
        ..Destination::default()
    }
}

pub(crate) fn check_address(
    api: &Api,
    url: &'static str,
    destination: &Destination,
) -> Result<(), Error> {
    Origin::new(&API, &token_destination(api, url, destination)).map(drop)
}

fn split(url: &'static str) -> (&'static str, &'static str) {
    let host = url.find("://").map_or(0, |colon| colon + 3);
    let path = url[host..].find('/').map(|slash| host + slash);
    path.map_or((url, "/"), |path| url.split_at(path))
}

#[cfg(test)]
mod tests;
