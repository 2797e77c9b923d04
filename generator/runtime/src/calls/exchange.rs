//! `Exchange`: one call from its first attempt to its end, as a state machine without I/O.
//!
//! A driver does what [`Exchange::next`] says, and tells it what came of it. The asynchronous and the blocking driver are
//! in `client.rs` and `blocking.rs`; both are a loop of a few lines.

use std::mem;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::calls::meta::Meta;
use crate::calls::retry::{self, Failure};
use crate::errors::error::Attempt;
use crate::errors::secrets::{Forms, Secrets};
use crate::service::oauth::Authorization;
use crate::{Clock, Conventions, Error, Limits, Request, RetryPolicy, TransportError};

/// What all requests of a client have in common.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The service's name, for messages.
    pub(crate) name: &'static str,
    pub(crate) conventions: &'static Conventions,
    /// Scheme and host, for messages.
    pub(crate) origin: &'a str,
    pub(crate) authorization: &'a Authorization,
    pub(crate) user_agent: &'a HeaderValue,
    pub(crate) limits: Limits,
    pub(crate) retry: &'a RetryPolicy,
    pub(crate) clock: &'a dyn Clock,
}

/// What a driver has to tell.
pub(crate) enum Event {
    /// The call begins, or a wait is over.
    Ready,
    /// There was no place among the requests in flight in the time that was left, so nothing was sent.
    Crowded,
    /// The access token that was to be had, or why there is none.
    Authorized(Result<HeaderValue, Error>),
    /// What became of the request that was to be sent.
    Responded(Result<http::Response<Bytes>, TransportError>),
}

/// What a driver has to do next.
pub(crate) enum Step {
    /// Have an access token ready, another one than what was rejected, within the time.
    Authorize {
        rejected: Option<HeaderValue>,
        time: Duration,
    },
    /// Send this within the limits.
    Send(http::Request<Bytes>, Limits),
    /// Wait so long.
    Wait(Duration),
    /// Return this.
    Done(Result<Response, Error>),
}

/// A response of success; or the 404 that says that a DELETE came through before.
#[expect(unnameable_types, reason = "only the sealed trait `Read` is given one")]
pub struct Response {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether it says that a DELETE came through before, and not what the operation returns.
    pub(crate) is_deleted: bool,
    /// What became of the attempts before.
    pub(crate) failed: Vec<Attempt>,
    /// The wait before this attempt.
    pub(crate) waited: Duration,
    /// How long the whole call took.
    pub(crate) took: Duration,
    /// How long the service asks to wait.
    pub(crate) retry_after: Option<Duration>,
    /// What the request proved itself by.
    pub(crate) secrets: Secrets,
    pub(crate) conventions: &'static Conventions,
}

/// The state of a call.
pub(crate) struct Exchange<'a> {
    setting: Setting<'a>,
    request: Request,
    body: Option<Bytes>,
    content_type: Option<&'static str>,
    retry: RetryPolicy,
    /// For the whole call, waits included.
    timeout: Duration,
    /// When that is over; `None` is never.
    deadline: Option<Instant>,
    /// The `Authorization` header.
    authorization: Option<HeaderValue>,
    /// Whether the service rejected an access token, after which one more is tried.
    is_rejected: bool,
    /// What became of the attempts so far.
    attempts: Vec<Attempt>,
    /// The wait before the next attempt.
    wait: Duration,
    /// What the call ends with when there is no time for the next attempt.
    last: Option<Error>,
    /// Whether one of the attempts may have been carried out.
    may_be_carried_out: bool,
}

impl<'a> Exchange<'a> {
    /// Begins a call; its time runs from here.
    pub(crate) fn new(setting: Setting<'a>, mut request: Request) -> Self {
        let options = request.options();
        let timeout = options.timeout.unwrap_or(setting.limits.timeout);
        Self {
            retry: options.retry.as_ref().unwrap_or(setting.retry).clone(),
            timeout,
            deadline: setting.clock.now().checked_add(timeout),
            content_type: request.content_type(),
            body: request.take_body(),
            authorization: match setting.authorization {
                Authorization::Fixed(header) if !request.is_anonymous() => Some(header.clone()),
                _ => None,
            },
            request,
            is_rejected: false,
            setting,
            attempts: Vec::new(),
            wait: Duration::ZERO,
            last: None,
            may_be_carried_out: false,
        }
    }

    /// What to do next, after `event`.
    pub(crate) fn next(&mut self, event: Event) -> Step {
        match event {
            Event::Ready if self.has_token() => self.authorize(None),
            Event::Ready => self.send(),
            Event::Authorized(Ok(header)) => {
                self.authorization = Some(header);
                self.send()
            }
            Event::Authorized(Err(error)) => self.end(error),
            Event::Crowded => self.too_late(),
            Event::Responded(Ok(response)) => self.responded(response),
            Event::Responded(Err(error)) => self.failed(error),
        }
    }

    /// What became of the attempts so far.
    #[cfg(feature = "tracing")]
    pub(crate) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Whether the header is an access token, which has an end.
    fn has_token(&self) -> bool {
        !self.request.is_anonymous()
            && matches!(self.setting.authorization, Authorization::Token(_))
    }

    /// The time until the deadline.
    fn left(&self) -> Duration {
        let now = self.setting.clock.now();
        let left = |deadline: Instant| deadline.saturating_duration_since(now);
        self.deadline.map_or(self.timeout, left)
    }

    fn authorize(&mut self, rejected: Option<HeaderValue>) -> Step {
        match self.left() {
            Duration::ZERO => self.too_late(),
            time => Step::Authorize { rejected, time },
        }
    }

    fn send(&mut self) -> Step {
        let left = self.left();
        if left.is_zero() {
            return self.too_late();
        }
        let mut limits = self.setting.limits;
        limits.timeout = self.retry.share(left);
        Step::Send(self.http_request(), limits)
    }

    /// The request with what every request carries. Its own headers are sent as it shows them.
    fn http_request(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone().unwrap_or_default());
        *request.method_mut() = self.request.method().clone();
        *request.uri_mut() = self.request.uri().clone();
        let own = self.request.headers();
        let mut headers = HeaderMap::with_capacity(own.len() + 5);
        let mut set = |name, value| {
            if !own.contains_key(&name) {
                headers.insert(name, value);
            }
        };
        if let Some(authorization) = &self.authorization {
            set(AUTHORIZATION, authorization.clone());
        }
        set(ACCEPT, HeaderValue::from_static(self.request.accept()));
        set(USER_AGENT, self.setting.user_agent.clone());
        if let (Some(body), Some(content_type)) = (&self.body, self.content_type) {
            set(CONTENT_TYPE, HeaderValue::from_static(content_type));
            set(CONTENT_LENGTH, body.len().into());
        }
        for (name, value) in own {
            headers.append(name, value.clone());
        }
        *request.headers_mut() = headers;
        request
    }

    /// What the request that was sent last proves itself by. The token endpoint is given it as parameters.
    fn secrets(&self) -> Secrets {
        let parameters = match self.setting.authorization {
            Authorization::None => self.request.personal(),
            Authorization::Fixed(_) | Authorization::Token(_) => Vec::new(),
        };
        let authorization = self.authorization.clone();
        Secrets::new(authorization, self.request.headers(), &parameters)
    }

    fn responded(&mut self, response: http::Response<Bytes>) -> Step {
        let (head, body) = response.into_parts();
        let is_deleted = head.status == StatusCode::NOT_FOUND
            && *self.request.method() == Method::DELETE
            && self.may_be_carried_out;
        let mut response = Response {
            status: head.status,
            is_deleted,
            took: self.timeout.saturating_sub(self.left()),
            retry_after: retry::retry_after(&head.headers, self.setting.clock),
            headers: head.headers,
            body,
            failed: Vec::new(),
            waited: self.wait,
            secrets: self.secrets(),
            conventions: self.setting.conventions,
        };
        if self.request.is_success(response.status) || is_deleted {
            response.failed = mem::take(&mut self.attempts);
            return Step::Done(Ok(response));
        }
        let error = Error::api(self.setting.name, &response, &self.request.personal());
        if response.status == StatusCode::UNAUTHORIZED && self.has_token() && !self.is_rejected {
            // The token may have been revoked. What is not authorized is not carried out, so it may be sent again.
            self.is_rejected = true;
            self.note(&error);
            self.last = Some(error);
            let rejected = self.authorization.take();
            return self.authorize(rejected);
        }
        self.again(Failure::Status(response.status), error)
    }

    fn failed(&mut self, error: TransportError) -> Step {
        let failure = Failure::Transport(error.kind());
        let Setting { name, origin, .. } = self.setting;
        let limits = Limits {
            timeout: self.retry.share(self.timeout),
            ..self.setting.limits
        };
        let (personal, secrets) = (self.request.personal(), self.secrets().forms());
        let error = Error::transport(name, origin, &limits, error, &personal, &secrets);
        self.again(failure, error)
    }

    /// After an attempt that brought no success: one more, or the end.
    fn again(&mut self, failure: Failure, error: Error) -> Step {
        self.may_be_carried_out |= failure.may_be_carried_out();
        self.note(&error);
        let clock = self.setting.clock;
        // The attempt with another token comes on top of those that the policy allows.
        let made = self.attempts.len() - usize::from(self.is_rejected);
        let is_never_processed =
            self.setting.conventions.never_processes_429 || error.retry_after().is_some();
        let wait = match failure.is_retried(self.method(), is_never_processed) {
            true => self.retry.wait(made, error.retry_after(), clock),
            false => None,
        };
        let begin = wait.and_then(|wait| clock.now().checked_add(wait));
        let is_in_time = match (begin, self.deadline) {
            (Some(begin), Some(deadline)) => begin < deadline,
            (Some(_), None) => true,
            (None, _) => false,
        };
        match wait.filter(|_| is_in_time) {
            Some(wait) => {
                self.wait = wait;
                self.last = Some(error);
                Step::Wait(wait)
            }
            None => self.end(error),
        }
    }

    /// Puts an attempt that failed on the report.
    fn note(&mut self, error: &Error) {
        let waited = mem::take(&mut self.wait);
        self.attempts
            .push(Attempt::new(error.kind(), error.status(), waited));
    }

    /// The method as far as repeating is concerned. A token that is issued twice does no harm, so that request is like a GET.
    fn method(&self) -> &Method {
        match self.setting.authorization {
            Authorization::None => &Method::GET,
            Authorization::Fixed(_) | Authorization::Token(_) => self.request.method(),
        }
    }

    /// There is no time left for the attempt that was to be made.
    fn too_late(&mut self) -> Step {
        let error = self.last.take();
        let error = error.unwrap_or_else(|| Error::unsent(self.setting.name, self.timeout));
        self.end(error)
    }

    fn end(&mut self, error: Error) -> Step {
        let changes_something = *self.method() != Method::GET;
        let is_outcome_unknown = self.may_be_carried_out && changes_something;
        let attempts = mem::take(&mut self.attempts);
        Step::Done(Err(error.with_report(attempts, is_outcome_unknown)))
    }
}

impl Response {
    /// Identifies the request to the service's support; `None` where that is one of the request's secrets.
    pub(crate) fn request_id(&self, secrets: &Forms) -> Option<&str> {
        let id = self
            .headers
            .get(self.conventions.request_id)?
            .to_str()
            .ok()?;
        (!secrets.is_in(id)).then_some(id)
    }

    /// How often the request was sent.
    pub(crate) fn attempts(&self) -> usize {
        self.failed.len() + 1
    }

    /// What it says besides its body.
    pub(crate) fn meta(&self) -> Meta {
        let headers = self.headers.clone();
        Meta::new(
            self.status,
            headers,
            self.attempts(),
            self.retry_after,
            self.conventions,
        )
    }
}

#[cfg(test)]
mod tests;
