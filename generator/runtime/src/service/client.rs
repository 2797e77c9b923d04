//! `Client`: the shared core of every service's client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};
use serde_core::de::DeserializeSeed;

use crate::calls::exchange::{Event, Exchange, Response, Setting, Step};
use crate::calls::limit::{self, Limit};
use crate::calls::request::Draft;
use crate::calls::trace::CallSpan;
use crate::service::oauth::Authorization;
use crate::service::origin::{Destination, Origin};
use crate::service::transports::Transports;
use crate::transport::Task;
use crate::values::decode;
use crate::{
    Api, BoxFuture, Clock, Conventions, Error, Limits, Request, RetryPolicy, TransportError,
};

/// Credentials, limits and a pool of connections, for one service.
///
/// A clone is cheap and shares all of it. [`with_api`](Self::with_api) shares it with another service.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    api: &'static Api,
    conventions: &'static Conventions,
    /// What can't be made is reported by the first request.
    origin: Result<Origin, String>,
    /// The `User-Agent` header.
    user_agent: HeaderValue,
    shared: Arc<Shared>,
}

/// What the clients of all services have in common.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(crate) transports: Transports,
    pub(crate) authorization: Authorization,
    pub(crate) user: String,
    pub(crate) account: Option<String>,
    pub(crate) destination: Destination,
    pub(crate) limits: Limits,
    pub(crate) max_empty_pages: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) limit: Option<Arc<Limit>>,
    pub(crate) clock: Arc<dyn Clock>,
    /// What follows the crate's own word in the `User-Agent` header.
    pub(crate) user_agent: String,
}

impl Client {
    pub(crate) fn new(api: &'static Api, shared: Arc<Shared>) -> Self {
        Self::with_conventions(api, api.conventions, shared)
    }

    /// A client of an endpoint that follows the conventions of another service.
    pub(crate) fn with_conventions(
        api: &'static Api,
        conventions: &'static Conventions,
        shared: Arc<Shared>,
    ) -> Self {
        let mut origin = Origin::new(api, &shared.destination).map_err(|error| error.to_string());
        let user_agent = format!("{} {}", api.user_agent, shared.user_agent);
        let user_agent = HeaderValue::try_from(user_agent).unwrap_or_else(|_| {
            origin = Err("the user agent does not fit into a header".to_owned());
            HeaderValue::from_static("")
        });
        Self(Arc::new(Inner {
            api,
            conventions,
            origin,
            user_agent,
            shared,
        }))
    }

    /// The same credentials, settings and connections for another service.
    ///
    /// A base URL that was set stays: all services' requests go there.
    #[must_use]
    pub fn with_api(&self, api: &'static Api) -> Self {
        Self::new(api, self.0.shared.clone())
    }

    /// The account whose resources operations are about that name one in their path: that of the builder, or what
    /// [`with_account`](Self::with_account) set.
    pub fn account(&self) -> Option<&str> {
        self.0.shared.account.as_deref()
    }

    /// The same credentials, settings and connections for the resources of another account, such as a subaccount.
    #[must_use]
    pub fn with_account(&self, account: impl Into<String>) -> Self {
        let shared = Shared {
            account: Some(account.into()),
            ..Shared::clone(&self.0.shared)
        };
        Self::new(self.0.api, Arc::new(shared))
    }

    pub(crate) fn build(&self, mut draft: Box<Draft>) -> Result<Request, Error> {
        if let Some(name) = draft.traits.account {
            let account = self.account().ok_or_else(|| {
                let help = self.0.conventions.account_help;
                Error::config(format!(
                    "the operation is about an account, and the client has none: {help}"
                ))
            })?;
            draft.path.set(name, account);
        }
        let has_token = self.0.shared.authorization.is_bearer();
        let request = draft.into_request(self.origin()?)?;
        Ok(request.with_variables(self.0.api, has_token))
    }

    fn origin(&self) -> Result<&Origin, Error> {
        self.0.origin.as_ref().map_err(Error::config)
    }

    /// Sends a request, and once more where that is safe; what comes back is a success.
    ///
    /// In a box, so that its code is built once, and not in every crate that awaits it.
    pub(crate) fn execute(&self, request: Request) -> BoxFuture<Response> {
        let client = self.clone();
        Box::pin(async move { client.follow(request).await })
    }

    async fn follow(&self, request: Request) -> Result<Response, Error> {
        // The pages of a list are asked for here in either way.
        #[cfg(feature = "blocking")]
        if request.options().is_blocking {
            return self.execute_blocking(request);
        }
        let span = CallSpan::new(&request);
        let mut exchange = self.exchange(request)?;
        let result = span.follow(self.drive(&mut exchange, &span)).await;
        span.end(&result);
        result
    }

    /// Does what the exchange says, step by step.
    async fn drive(&self, exchange: &mut Exchange<'_>, span: &CallSpan) -> Result<Response, Error> {
        let mut event = Event::Ready;
        loop {
            event = match exchange.next(event) {
                Step::Authorize { rejected, time } => {
                    if rejected.is_some() {
                        span.retry(exchange, Duration::ZERO);
                    }
                    // In a box, as it is rare and large.
                    let token = Box::pin(self.token(rejected, time, false));
                    Event::Authorized(token.await)
                }
                Step::Send(request, limits) => {
                    let transport = self.0.shared.transports.asynchronous()?;
                    match self.place(limits).await {
                        Some((place, limits)) => {
                            responded(place, transport.send(request, limits).await)
                        }
                        None => Event::Crowded,
                    }
                }
                Step::Wait(wait) => {
                    span.retry(exchange, wait);
                    self.0.shared.clock.sleep(wait).await;
                    Event::Ready
                }
                Step::Done(result) => return result,
            };
        }
    }

    /// Waits for a place among the requests in flight, and returns it with what the wait left of the limits; `None` when
    /// that is nothing.
    async fn place(&self, mut limits: Limits) -> Option<(Option<limit::Place>, Limits)> {
        let shared = &*self.0.shared;
        let Some(limit) = &shared.limit else {
            return Some((None, limits));
        };
        let begin = shared.clock.now();
        let place = limit.place(limits.timeout, &*shared.clock).await?;
        let waited = shared.clock.now().saturating_duration_since(begin);
        limits.timeout = limits.timeout.saturating_sub(waited);
        (!limits.timeout.is_zero()).then_some((Some(place), limits))
    }

    /// The state machine that a driver follows.
    pub(crate) fn exchange(&self, request: Request) -> Result<Exchange<'_>, Error> {
        let Inner {
            api,
            conventions,
            shared,
            ..
        } = &*self.0;
        let setting = Setting {
            name: api.name,
            conventions,
            origin: self.origin()?.root(),
            authorization: &shared.authorization,
            user_agent: &self.0.user_agent,
            limits: shared.limits,
            retry: &shared.retry,
            clock: &*shared.clock,
        };
        Ok(Exchange::new(setting, request))
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.0.api
    }

    pub(crate) fn conventions(&self) -> &'static Conventions {
        self.0.conventions
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    /// Gives a task to the transport's runtime; without one, it is dropped.
    pub(crate) fn spawn(&self, task: Task) {
        if let Ok(transport) = self.0.shared.transports.asynchronous() {
            transport.spawn(task);
        }
    }

    /// Reads the body of a success.
    pub(crate) fn decode<'de, S>(&self, response: &'de Response, seed: S) -> Result<S::Value, Error>
    where
        S: DeserializeSeed<'de> + Copy,
    {
        decode::json(&response.body, seed)
            .map_err(|failure| Error::decode(self.0.api.name, response, &failure))
    }

    /// The service's name, for messages.
    pub(crate) fn name(&self) -> &'static str {
        self.0.api.name
    }
}

/// What came of an attempt; the limit on requests in flight learns from it.
pub(crate) fn responded(
    place: Option<limit::Place>,
    result: Result<http::Response<Bytes>, TransportError>,
) -> Event {
    if let (Some(place), Ok(response)) = (place, &result) {
        place.responded(response.status() == StatusCode::TOO_MANY_REQUESTS);
    }
    Event::Responded(result)
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.0.origin.as_ref().map_or("", Origin::root);
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("origin", &origin)
            .field("user", &self.0.shared.user)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
