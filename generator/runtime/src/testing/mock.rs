//! `MockTransport`: replies by rules instead of a network.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use serde_json::Value;

use super::TestClock;
use crate::calls::background::lock;
use crate::calls::request::FORM;
use crate::values::encode::decode_query;
use crate::{Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

/// A transport without a network: it replies by rules, and records the requests.
///
/// [`when`](Self::when) names a method and a path as the document writes them, and the replies behind it are for such
/// requests: each is used once, in order, and the last one again and again. Of several rules that match, the one with the
/// fewest placeholders counts. Replies without a `when` before them are for all requests that no rule matches. Without a
/// reply, a request fails: the error shows it and the rules.
///
/// Clones share rules, requests and [clock](Self::clock). A client gets all of it by
/// [`Builder::mock`](crate::Builder::mock), for requests that are awaited and for those that block.
///
/// ```
/// # use openapi_client_runtime::http::Method;
/// # use openapi_client_runtime::testing::MockTransport;
/// # use openapi_client_runtime::{Api, Builder, Client, Credentials, TransportErrorKind};
/// # use serde_json::json;
/// # static API: Api = Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0");
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), openapi_client_runtime::Error> {
/// # let builder: Builder<Client> = Builder::new(&API, Credentials::basic("user", "password"));
/// use std::time::Duration;
///
/// let mock = MockTransport::new()
///     .when(Method::GET, "/v1/Parcels/{Id}")
///     .reply_with(429, [("Retry-After", "20")], "")
///     .reply(200, json!("a parcel"))
///     .when(Method::POST, "/v1/Parcels")
///     .fail(TransportErrorKind::Interrupted);
/// let client = builder.mock(&mock).build()?;
///
/// let parcel: String = client.get("/v1/Parcels/{Id}").path("Id", 7).await?;
/// assert_eq!(parcel, "a parcel");
/// assert_eq!(mock.clock().elapsed(), Duration::from_secs(20)); // and the test did not wait
///
/// let error = client.post::<String>("/v1/Parcels").form("Name", "A").await.unwrap_err();
/// assert!(error.is_outcome_unknown());
/// assert_eq!(mock.requests()[2].form(), [("Name", "A")]);
/// mock.assert_used();
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct MockTransport {
    shared: Arc<Mutex<Shared>>,
    clock: TestClock,
    /// The position of the rule that further replies are for.
    rule: Option<usize>,
}

#[derive(Debug, Default)]
struct Shared {
    rules: Vec<Rule>,
    requests: Vec<RecordedRequest>,
}

#[derive(Debug)]
struct Rule {
    /// Method and path; `None` matches every request.
    pattern: Option<(Method, String)>,
    replies: Vec<Result<http::Response<Bytes>, TransportError>>,
    /// How many of the replies were used.
    used: usize,
}

/// A request that a [`MockTransport`] was given.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// The absolute address.
    pub uri: Uri,
    /// The headers, with credentials.
    pub headers: HeaderMap,
    /// The body as text; empty if there was none.
    pub body: String,
    /// The limits that the client set.
    pub limits: Limits,
    base_path: BasePath,
    query: Vec<(String, String)>,
    form: Vec<(String, String)>,
}

/// The length of what a path begins with that is not in the document: the path of the server or of a base URL.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BasePath(pub(crate) usize);

/// The body of a reply: JSON, text or bytes.
#[derive(Clone, Debug, Default)]
pub struct Body(pub(super) Bytes);

macro_rules! from_bytes {
    ($($ty:ty),+) => {$(
        impl From<$ty> for Body {
            fn from(body: $ty) -> Self {
                Self(body.into())
            }
        }
    )+};
}

from_bytes!(&'static str, String, Vec<u8>, Bytes);

impl From<Value> for Body {
    fn from(body: Value) -> Self {
        Self(body.to_string().into())
    }
}

impl MockTransport {
    /// A transport without rules: every request fails.
    pub fn new() -> Self {
        Self::default()
    }

    /// The replies behind this are for requests with this method and this path, such as `/v1/Parcels/{Id}`. Named again, a
    /// rule is continued.
    pub fn when(&self, method: Method, path: impl Into<String>) -> Self {
        self.rule(Some((method, path.into())))
    }

    /// Responds with this status and this body: a `serde_json::Value`, text or bytes.
    pub fn reply(&self, status: u16, body: impl Into<Body>) -> Self {
        self.reply_with(status, [], body)
    }

    /// Responds with this status, these headers and this body.
    pub fn reply_with<'a>(
        &self,
        status: u16,
        headers: impl IntoIterator<Item = (&'a str, &'a str)>,
        body: impl Into<Body>,
    ) -> Self {
        let response = response(status, headers, body.into().0);
        self.push(response.map_err(|error| unusable(error.to_string())))
    }

    /// Fails as the network does: by a [`TransportErrorKind`] or a [`TransportError`] with a cause of its own.
    ///
    /// A refused connection is `Connect`, a connection that is cut after the request was sent is `Interrupted`. `Timeout`
    /// moves the [clock](Self::clock) by the time that the attempt had.
    pub fn fail(&self, error: impl Into<TransportError>) -> Self {
        self.push(Err(error.into()))
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        lock(&self.shared).requests.clone()
    }

    /// The clock of clients that were made by [`Builder::mock`](crate::Builder::mock): their waits move it and take no time.
    pub fn clock(&self) -> TestClock {
        self.clock.clone()
    }

    /// Checks that every reply was used.
    ///
    /// # Panics
    ///
    /// Shows the rules with replies that were not used.
    #[track_caller]
    pub fn assert_used(&self) {
        let shared = lock(&self.shared);
        let rules = shared.rules.iter();
        let unused: Vec<_> = rules
            .filter(|rule| rule.used < rule.replies.len())
            .map(|rule| {
                format!(
                    "{} ({} of {} used)",
                    rule.name(),
                    rule.used,
                    rule.replies.len()
                )
            })
            .collect();
        drop(shared);
        let list = unused.join(", ");
        assert!(unused.is_empty(), "replies that no request used: {list}");
    }

    /// This transport, with further replies for the rule of the pattern.
    fn rule(&self, pattern: Option<(Method, String)>) -> Self {
        let rules = &mut lock(&self.shared).rules;
        let known = rules.iter().position(|rule| rule.pattern == pattern);
        let rule = known.unwrap_or(rules.len());
        if known.is_none() {
            rules.push(Rule {
                pattern,
                replies: Vec::new(),
                used: 0,
            });
        }
        Self {
            rule: Some(rule),
            ..self.clone()
        }
    }

    fn push(&self, reply: Result<http::Response<Bytes>, TransportError>) -> Self {
        let Some(rule) = self.rule else {
            return self.rule(None).push(reply);
        };
        if let Some(rule) = lock(&self.shared).rules.get_mut(rule) {
            rule.replies.push(reply);
        }
        self.clone()
    }

    /// Records a request, and finds its reply.
    fn take(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let request = RecordedRequest::new(request, limits);
        let mut shared = lock(&self.shared);
        let rules = shared.rules.iter_mut();
        let rule = rules
            .filter(|rule| rule.matches(&request))
            .min_by_key(|rule| rule.placeholders());
        let reply = rule.and_then(Rule::next);
        let reply = reply.unwrap_or_else(|| Err(shared.no_reply(&request)));
        shared.requests.push(request);
        drop(shared);
        if let Err(error) = &reply
            && error.kind() == TransportErrorKind::Timeout
        {
            self.clock.advance(limits.timeout);
        }
        reply
    }
}

impl Shared {
    fn no_reply(&self, request: &RecordedRequest) -> TransportError {
        let rules: Vec<_> = self.rules.iter().map(Rule::name).collect();
        let rules = match rules.is_empty() {
            true => "there are no rules".to_owned(),
            false => format!("the rules are {}", rules.join(", ")),
        };
        let (method, path) = (&request.method, request.path());
        unusable(format!("no reply for {method} {path}; {rules}"))
    }
}

impl Rule {
    fn name(&self) -> String {
        match &self.pattern {
            Some((method, path)) => format!("{method} {path}"),
            None => "any request".to_owned(),
        }
    }

    fn matches(&self, request: &RecordedRequest) -> bool {
        self.pattern.as_ref().is_none_or(|(method, path)| {
            let (expected, given) = (path.split('/'), request.path().split('/'));
            *method == request.method
                && expected.clone().count() == given.clone().count()
                && expected
                    .zip(given)
                    .all(|(expected, given)| is_segment(expected, given))
        })
    }

    /// The rule with the fewest matches best; that for any request is the last.
    fn placeholders(&self) -> usize {
        let pattern = self.pattern.as_ref();
        pattern.map_or(usize::MAX, |(_, path)| path.matches('{').count())
    }

    fn next(&mut self) -> Option<Result<http::Response<Bytes>, TransportError>> {
        let reply = self.replies.get(self.used).or(self.replies.last())?;
        self.used = self.replies.len().min(self.used + 1);
        Some(reply.clone())
    }
}

/// Whether a segment of a path is as a rule's path has it: `{Id}` is any text, also within more (`{Id}.json`).
fn is_segment(expected: &str, given: &str) -> bool {
    let Some((before, placeholder)) = expected.split_once('{') else {
        return expected == given;
    };
    let after = placeholder.split_once('}').map_or("", |(_, after)| after);
    let rest = given.strip_prefix(before);
    rest.and_then(|rest| rest.strip_suffix(after))
        .is_some_and(|value| !value.is_empty())
}

impl RecordedRequest {
    fn new(request: http::Request<Bytes>, limits: Limits) -> Self {
        let (head, body) = request.into_parts();
        let body = String::from_utf8_lossy(&body).into_owned();
        let media_type = head.headers.get(CONTENT_TYPE);
        let form = match media_type.is_some_and(|media_type| media_type == FORM) {
            true => decode_query(&body).collect(),
            false => Vec::new(),
        };
        Self {
            query: decode_query(head.uri.query().unwrap_or_default()).collect(),
            form,
            base_path: head.extensions.get().copied().unwrap_or_default(),
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
            limits,
        }
    }

    /// The path as in the document, without that of the server; its values are encoded.
    pub fn path(&self) -> &str {
        self.uri.path().get(self.base_path.0..).unwrap_or_default()
    }

    /// Names and values of the query, decoded, in order.
    pub fn query(&self) -> Vec<(&str, &str)> {
        pairs(&self.query)
    }

    /// Names and values of the form in the body, decoded, in order; empty if the body is no form.
    pub fn form(&self) -> Vec<(&str, &str)> {
        pairs(&self.form)
    }

    /// The JSON in the body; `null` if the body is no JSON.
    pub fn json(&self) -> Value {
        self.body.parse().unwrap_or_default()
    }
}

fn pairs(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

fn unusable(reason: String) -> TransportError {
    TransportError::with_source(TransportErrorKind::Unusable, reason)
}

fn response<'a>(
    status: u16,
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    body: Bytes,
) -> http::Result<http::Response<Bytes>> {
    let mut response = http::Response::new(body);
    *response.status_mut() = StatusCode::from_u16(status)?;
    for (name, value) in headers {
        let name = HeaderName::try_from(name)?;
        response
            .headers_mut()
            .append(name, HeaderValue::try_from(value)?);
    }
    Ok(response)
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture {
        Box::pin(std::future::ready(self.take(request, limits)))
    }
}

#[cfg(feature = "blocking")]
impl crate::BlockingTransport for MockTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        self.take(request, limits)
    }
}

#[cfg(test)]
mod tests;
