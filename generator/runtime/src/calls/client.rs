//! `Client`: the shared core of every service's client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, Method, StatusCode};
use serde_core::de::DeserializeSeed;

use crate::calls::authorization::Authorization;
use crate::calls::exchange::{Event, Exchange, Response, Step};
use crate::calls::limit::Limit;
use crate::calls::request::Draft;
use crate::calls::trace::CallSpan;
use crate::service::origin::{Destination, Origin};
use crate::transport::transports::Transports;
use crate::values::decode::DecodeError;
use crate::{Api, BoxFuture, Call, Clock, Error, Limits, Request, RetryPolicy};

/// Credentials, limits and a pool of connections, for one service.
///
/// A clone is cheap and shares all of it. [`with_api`](Self::with_api) shares it with another service.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    api: Api,
    /// What can't be made is reported by the first request.
    origin: Result<Origin, String>,
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

/// Requests by method and path template, `/v1/Parcels/{Sid}`, relative to the service's server.
///
/// Generated methods are made of these; they also reach operations that the generated crate doesn't know yet.
impl Client {
    /// A GET request.
    pub fn get<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::GET, template)
    }

    /// A POST request.
    pub fn post<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::POST, template)
    }

    /// A PUT request.
    pub fn put<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::PUT, template)
    }

    /// A PATCH request.
    pub fn patch<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::PATCH, template)
    }

    /// A HEAD request, whose response has no body.
    pub fn head<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::HEAD, template)
    }

    /// An OPTIONS request.
    pub fn options<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::OPTIONS, template)
    }

    /// A DELETE request.
    pub fn delete<T>(&self, template: &'static str) -> Call<T> {
        Call::new(self, Method::DELETE, template)
    }
}

impl Client {
    pub(crate) fn new(api: Api, shared: Arc<Shared>) -> Self {
        let mut origin = Origin::new(&api, &shared.destination).map_err(|error| error.to_string());
        let user_agent = format!("{} {}", api.user_agent, shared.user_agent);
        let user_agent = HeaderValue::try_from(user_agent).unwrap_or_else(|_| {
            origin = Err("the user agent does not fit into a header".to_owned());
            HeaderValue::from_static("")
        });
        Self(Arc::new(Inner {
            api,
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
        Self::new(*api, self.0.shared.clone())
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
        if let Some(name) = draft.account {
            let account = self.account().ok_or_else(|| {
                let help = self.0.api.conventions.account_help;
                Error::config(format!(
                    "the operation is about an account, and the client has none: {help}"
                ))
            })?;
            draft.path.set(name, account);
        }
        draft.client = Some(self.clone());
        match draft.server {
            None => draft.into_request(self.origin()?),
            Some(server) => {
                let origin = Origin::of(&self.0.api, server, &self.0.shared.destination)?;
                draft.into_request(&origin)
            }
        }
    }

    fn origin(&self) -> Result<&Origin, Error> {
        self.0.origin.as_ref().map_err(Error::config)
    }

    /// Sends a request, and once more where that is safe; what comes back is a success.
    ///
    /// In a box, so that its code is built once, and not in every crate that awaits it.
    pub(crate) fn execute(&self, request: Request) -> BoxFuture<Response> {
        let client = self.clone();
        Box::pin(async move {
            let span = CallSpan::new(&request);
            let is_blocking = request.draft.options.is_blocking;
            let mut exchange = Exchange::new(&client, request);
            let drive = client.drive(&mut exchange, &span, is_blocking);
            let result = span.follow(drive).await;
            span.end(&result);
            result
        })
    }

    /// Does what the exchange says, step by step. Where it is blocking, the future is ready when it is first polled.
    async fn drive(
        &self,
        exchange: &mut Exchange<'_>,
        span: &CallSpan,
        is_blocking: bool,
    ) -> Result<Response, Error> {
        let mut event = Event::Ready;
        loop {
            event = match exchange.next(event) {
                Step::Authorize {
                    source,
                    rejected,
                    time,
                } => {
                    if rejected.is_some() {
                        span.retry(exchange, Duration::ZERO);
                    }
                    // In a box, as it is rare and large.
                    let token = Box::pin(self.token(&source, rejected, time, is_blocking));
                    Event::Authorized(token.await)
                }
                Step::Send(request, limits) => self.attempt(request, limits, is_blocking).await?,
                Step::Wait(wait) => {
                    span.retry(exchange, wait);
                    match is_blocking {
                        true => self.0.shared.clock.block(wait),
                        false => self.0.shared.clock.sleep(wait).await,
                    }
                    Event::Ready
                }
                Step::Done(result) => return result,
            };
        }
    }

    async fn attempt(
        &self,
        request: http::Request<Bytes>,
        mut limits: Limits,
        is_blocking: bool,
    ) -> Result<Event, Error> {
        let shared = &*self.0.shared;
        let mut permit = None;
        if let Some(limit) = &shared.limit {
            let (clock, begin) = (&*shared.clock, shared.clock.now());
            // In a box, as it is rare and large.
            permit = Box::pin(limit.acquire(limits.timeout, clock, is_blocking)).await;
            let waited = clock.now().saturating_duration_since(begin);
            limits.timeout = limits.timeout.saturating_sub(waited);
            if permit.is_none() || limits.timeout.is_zero() {
                return Ok(Event::Crowded);
            }
        }
        let result = match is_blocking {
            #[cfg(feature = "blocking")]
            true => shared.transports.blocking()?.send(request, limits),
            _ => {
                shared
                    .transports
                    .asynchronous()?
                    .send(request, limits)
                    .await
            }
        };
        if let (Some(permit), Ok(response)) = (permit, &result) {
            permit.responded(response.status() == StatusCode::TOO_MANY_REQUESTS);
        }
        Ok(Event::Responded(result))
    }

    pub(crate) fn api(&self) -> &Api {
        &self.0.api
    }

    /// Scheme and host, for messages.
    pub(crate) fn root(&self) -> &str {
        self.0.origin.as_ref().map_or("", Origin::root)
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.0.shared
    }

    /// Gives a task to the transport's runtime; without one, it is dropped.
    pub(crate) fn spawn(&self, task: crate::Task) {
        if let Ok(transport) = self.0.shared.transports.asynchronous() {
            transport.spawn(task);
        }
    }

    /// Reads the body of a success.
    pub(crate) fn decode<'de, S>(&self, response: &'de Response, seed: S) -> Result<S::Value, Error>
    where
        S: DeserializeSeed<'de>,
    {
        let read = match response.reply {
            Some(reply) => reply.read(&response.meta.headers, &response.body, seed),
            None => Err(DecodeError::undocumented()),
        };
        read.map_err(|error| Error::of_body(self.0.api.name, response, &error))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.0.api.name)
            .field("origin", &self.root())
            .field("user", &self.0.shared.user)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
