//! `Client`: the shared core of every product's client.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, StatusCode};
use serde_core::de::DeserializeSeed;

use crate::decode;
use crate::origin::{Origin, Place};
use crate::request::Draft;
use crate::{Api, Error, Limits, Request, Transport};

/// Credentials, limits and a pool of connections, for one product.
///
/// A clone is cheap and shares all of it. [`with_api`](Self::with_api) shares it with another product.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    api: &'static Api,
    /// An origin that can't be made is reported by the first request.
    origin: Result<Origin, String>,
    shared: Arc<Shared>,
}

/// What the clients of all products have in common.
pub(crate) struct Shared {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) authorization: HeaderValue,
    pub(crate) user: String,
    pub(crate) account_sid: Option<String>,
    pub(crate) place: Place,
    pub(crate) limits: Limits,
    /// What follows the crate's own word in the `User-Agent` header.
    pub(crate) user_agent: String,
}

/// What is left of a response.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Bytes,
}

impl Client {
    pub(crate) fn new(api: &'static Api, shared: Arc<Shared>) -> Self {
        let origin = Origin::new(api, &shared.place).map_err(|error| error.to_string());
        Self(Arc::new(Inner {
            api,
            origin,
            shared,
        }))
    }

    /// The same credentials, settings and connections for another product.
    ///
    /// A base URL that was set stays: all products' requests go there.
    #[must_use]
    pub fn with_api(&self, api: &'static Api) -> Self {
        Self::new(api, self.0.shared.clone())
    }

    /// The account that the credentials are for; `None` for an API key that came without one.
    pub fn account_sid(&self) -> Option<&str> {
        self.0.shared.account_sid.as_deref()
    }

    pub(crate) fn build(&self, draft: Draft) -> Result<Request, Error> {
        draft.into_request(self.origin()?)
    }

    fn origin(&self) -> Result<&Origin, Error> {
        self.0.origin.as_ref().map_err(Error::config)
    }

    /// Sends a request; what comes back has a status of success.
    pub(crate) async fn execute(&self, request: Request) -> Result<Answer, Error> {
        let Inner { api, shared, .. } = &*self.0;
        let request = self.http_request(request)?;
        let response = shared.transport.send(request, shared.limits).await;
        let response = match response {
            Ok(response) => response,
            Err(error) => {
                let origin = self.origin()?.root();
                return Err(Error::transport(api.name, origin, &shared.limits, error));
            }
        };
        let request_id = response.headers().get("twilio-request-id");
        let answer = Answer {
            status: response.status(),
            request_id: request_id.and_then(|id| Some(id.to_str().ok()?.to_owned())),
            body: response.into_body(),
        };
        match answer.status.is_success() {
            true => Ok(answer),
            false => Err(Error::api(api.name, &answer)),
        }
    }

    /// Adds what every request carries.
    fn http_request(&self, request: Request) -> Result<http::Request<Bytes>, Error> {
        let Inner { api, shared, .. } = &*self.0;
        let user_agent = format!("{} {}", api.user_agent, shared.user_agent);
        let user_agent = HeaderValue::try_from(user_agent)
            .map_err(|_| Error::config("the user agent does not fit into a header"))?;
        let (method, uri, body) = request.into_parts();
        let has_body = body.is_some();
        let mut request = http::Request::new(Bytes::from(body.unwrap_or_default()));
        *request.method_mut() = method;
        *request.uri_mut() = uri;
        let length = request.body().len();
        let headers = request.headers_mut();
        headers.insert(AUTHORIZATION, shared.authorization.clone());
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, user_agent);
        if has_body {
            let form = HeaderValue::from_static("application/x-www-form-urlencoded");
            headers.insert(CONTENT_TYPE, form);
            headers.insert(CONTENT_LENGTH, length.into());
        }
        Ok(request)
    }

    /// Reads the body of a success.
    pub(crate) fn decode<'de, S>(&self, answer: &'de Answer, seed: S) -> Result<S::Value, Error>
    where
        S: DeserializeSeed<'de> + Copy,
    {
        decode::json(&answer.body, seed)
            .map_err(|failure| Error::decode(self.0.api.name, answer, &failure))
    }

    /// The product's name, for messages.
    pub(crate) fn name(&self) -> &'static str {
        self.0.api.name
    }
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
