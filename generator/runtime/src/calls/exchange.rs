//! `Exchange`: one call from its first attempt to its end, as a state machine without I/O.
//!
//! The client does what [`Exchange::next`] says, and reports what became of it.

use std::mem;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::calls::authorization::{Authorization, Proof, TokenSource};
use crate::calls::meta::Meta;
use crate::calls::retry::{self, Failure};
use crate::errors::secrets::{Forms, Secrets};
use crate::values::reply::Reply;
use crate::{Attempt, Client, Error, Limits, Request, RetryPolicy, TransportError};

pub(crate) enum Event {
    /// The call begins, or a wait is over.
    Ready,
    /// There was no permit in the time that was left, so nothing was sent.
    Crowded,
    /// The access token, or why there is none.
    Authorized(Result<HeaderValue, Error>),
    /// The response to the request that was to be sent, or why there is none.
    Responded(Result<http::Response<Bytes>, TransportError>),
}

pub(crate) enum Step {
    /// Get an access token, another one than what was rejected, within the time.
    Authorize {
        source: TokenSource,
        rejected: Option<HeaderValue>,
        time: Duration,
    },
    Send(http::Request<Bytes>, Limits),
    Wait(Duration),
    Done(Result<Response, Error>),
}

/// A response of success; or the 404 that says that a DELETE was carried out by an attempt before.
#[expect(unnameable_types, reason = "only the sealed trait `Read` is given one")]
pub struct Response {
    pub(crate) meta: Meta,
    pub(crate) body: Bytes,
    /// The documented response that it is.
    pub(crate) reply: Option<Reply>,
    /// Whether it says that a DELETE was carried out before, and not what the operation returns.
    pub(crate) is_deleted: bool,
    /// The attempts before, all of which failed.
    pub(crate) failed: Vec<Attempt>,
    pub(crate) waited: Duration,
    pub(crate) took: Duration,
    /// The credentials that were sent.
    pub(crate) secrets: Secrets,
}

impl Response {
    /// Identifies the request to the service's support; `None` where that is one of the request's secrets.
    pub(crate) fn request_id(&self, secrets: &Forms) -> Option<&str> {
        self.meta.request_id().filter(|id| !secrets.is_in(id))
    }
}

pub(crate) struct Exchange<'a> {
    client: &'a Client,
    request: Request,
    /// For the whole call, waits included.
    timeout: Duration,
    /// When that is over; `None` is never.
    deadline: Option<Instant>,
    /// What the request carries, or why it can't be sent.
    proof: Result<Proof, Error>,
    /// The `Authorization` header.
    authorization: Option<HeaderValue>,
    /// Whether the service rejected an access token, after which one more is tried.
    is_rejected: bool,
    attempts: Vec<Attempt>,
    wait: Duration,
    /// The error that the call ends with when there is no time for the next attempt.
    last: Option<Error>,
    /// Whether one of the attempts may have been carried out.
    may_be_carried_out: bool,
}

impl<'a> Exchange<'a> {
    /// Begins a call; its time runs from here.
    pub(crate) fn new(client: &'a Client, request: Request) -> Self {
        let shared = client.shared();
        let timeout = request
            .draft
            .options
            .timeout
            .unwrap_or(shared.limits.timeout);
        let proof = client.proof(&request.draft);
        Self {
            client,
            timeout,
            deadline: shared.clock.now().checked_add(timeout),
            authorization: proof.as_ref().ok().and_then(|proof| proof.header.clone()),
            proof,
            request,
            is_rejected: false,
            attempts: Vec::new(),
            wait: Duration::ZERO,
            last: None,
            may_be_carried_out: false,
        }
    }

    pub(crate) fn next(&mut self, event: Event) -> Step {
        if let Err(error) = &mut self.proof {
            let refused = mem::replace(error, Error::config(""));
            return self.end(refused);
        }
        match event {
            Event::Ready if self.source().is_some() => self.authorize(None),
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

    #[cfg(feature = "tracing")]
    pub(crate) fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// Where the header comes from, if it is an access token, which has an end.
    fn source(&self) -> Option<TokenSource> {
        self.proof.as_ref().ok()?.token.clone()
    }

    fn retry_policy(&self) -> &RetryPolicy {
        let own = self.request.draft.options.retry.as_ref();
        own.unwrap_or(&self.client.shared().retry)
    }

    fn left(&self) -> Duration {
        let now = self.client.shared().clock.now();
        let left = |deadline: Instant| deadline.saturating_duration_since(now);
        self.deadline.map_or(self.timeout, left)
    }

    fn authorize(&mut self, rejected: Option<HeaderValue>) -> Step {
        match (self.left(), self.source()) {
            (Duration::ZERO, _) | (_, None) => self.too_late(),
            (time, Some(source)) => Step::Authorize {
                source,
                rejected,
                time,
            },
        }
    }

    fn send(&mut self) -> Step {
        let left = self.left();
        if left.is_zero() {
            return self.too_late();
        }
        let limits = Limits {
            timeout: self.retry_policy().share(left),
            ..self.client.shared().limits
        };
        Step::Send(self.http_request(), limits)
    }

    /// The request with what every request carries. Its own headers are sent as it shows them.
    fn http_request(&self) -> http::Request<Bytes> {
        let body = self.request.body_bytes().cloned().unwrap_or_default();
        let length = body.len();
        let mut request = http::Request::new(body);
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
        set(USER_AGENT, self.client.user_agent().clone());
        if let Some(media_type) = self.request.media_type() {
            set(CONTENT_TYPE, media_type.clone());
        }
        // A method that usually has a body says that there is none.
        if length > 0 || self.request.has_usual_body() {
            set(CONTENT_LENGTH, length.into());
        }
        for (name, value) in own {
            headers.append(name, value.clone());
        }
        *request.headers_mut() = headers;
        if let Ok(proof) = &self.proof {
            proof.apply(&mut request);
        }
        #[cfg(any(test, feature = "testing"))]
        request
            .extensions_mut()
            .insert(crate::testing::BasePath(self.request.base_path));
        request
    }

    /// The credentials of the request that was sent last. The token endpoint is given them as parameters.
    fn secrets(&self) -> Secrets {
        let parameters = match self.client.shared().authorization {
            Authorization::None => self.request.personal(),
            Authorization::Given(_) => self.proof.iter().flat_map(Proof::secrets).collect(),
        };
        let authorization = self.authorization.clone();
        Secrets::new(authorization, self.request.headers(), &parameters)
    }

    fn responded(&mut self, response: http::Response<Bytes>) -> Step {
        let (head, body) = response.into_parts();
        let is_deleted = head.status == StatusCode::NOT_FOUND
            && *self.request.method() == Method::DELETE
            && self.may_be_carried_out;
        let retry_after = retry::retry_after(&head.headers, &*self.client.shared().clock);
        let mut response = Response {
            reply: self.request.reply(head.status, &head.headers),
            meta: Meta {
                status: head.status,
                headers: head.headers,
                attempts: self.attempts.len() + 1,
                retry_after,
                conventions: self.client.api().conventions,
            },
            body,
            is_deleted,
            failed: Vec::new(),
            waited: self.wait,
            took: self.timeout.saturating_sub(self.left()),
            secrets: self.secrets(),
        };
        if self.request.is_success(head.status) || is_deleted {
            response.failed = mem::take(&mut self.attempts);
            return Step::Done(Ok(response));
        }
        let error = Error::of_response(self.client.api().name, &response, &self.request.personal());
        if head.status == StatusCode::UNAUTHORIZED && self.source().is_some() && !self.is_rejected {
            // The token may have been revoked. What is not authorized is not carried out, so it may be sent again.
            self.is_rejected = true;
            self.note(&error);
            self.last = Some(error);
            let rejected = self.authorization.take();
            return self.authorize(rejected);
        }
        self.retry(Failure::Status(head.status), error)
    }

    fn failed(&mut self, error: TransportError) -> Step {
        let failure = Failure::Transport(error.kind());
        let limits = Limits {
            timeout: self.retry_policy().share(self.timeout),
            ..self.client.shared().limits
        };
        let (personal, secrets) = (self.request.personal(), self.secrets().forms());
        let error = Error::transport(self.client, &limits, error, &personal, &secrets);
        self.retry(failure, error)
    }

    /// After an attempt that failed: one more, or the end.
    fn retry(&mut self, failure: Failure, error: Error) -> Step {
        self.may_be_carried_out |= failure.may_be_carried_out();
        self.note(&error);
        let clock = &*self.client.shared().clock;
        // The attempt with another token comes on top of those that the policy allows.
        let made = self.attempts.len() - usize::from(self.is_rejected);
        let is_never_processed =
            self.client.api().conventions.never_processes_429 || error.retry_after().is_some();
        let is_retried = failure.is_retried(self.method(), is_never_processed);
        let wait = self.retry_policy().wait(made, error.retry_after(), clock);
        let is_in_time = |wait: &Duration| {
            let begin = clock.now().checked_add(*wait);
            begin.is_some_and(|begin| self.deadline.is_none_or(|deadline| begin < deadline))
        };
        match wait.filter(|wait| is_retried && is_in_time(wait)) {
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
        self.attempts.push(Attempt {
            kind: error.kind(),
            status: error.status(),
            waited: mem::take(&mut self.wait),
        });
    }

    /// The method as far as repeating is concerned. A token that is issued twice does no harm, so that request is like a GET.
    fn method(&self) -> &Method {
        match self.client.shared().authorization {
            Authorization::None => &Method::GET,
            Authorization::Given(_) => self.request.method(),
        }
    }

    /// There is no time left for the attempt that was to be made.
    fn too_late(&mut self) -> Step {
        let error = self.last.take();
        let error = error.unwrap_or_else(|| Error::unsent(self.client.api().name, self.timeout));
        self.end(error)
    }

    fn end(&mut self, error: Error) -> Step {
        let changes_something = !self.method().is_safe();
        let is_outcome_unknown = self.may_be_carried_out && changes_something;
        let attempts = mem::take(&mut self.attempts);
        Step::Done(Err(error.with_report(attempts, is_outcome_unknown)))
    }
}

#[cfg(test)]
mod tests;
