//! A request before it has an address (`Draft`), and as it would go over the wire (`Request`).

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};

use crate::calls::options::{Options, is_connections};
use crate::errors::mask::mask;
use crate::service::origin::Origin;
use crate::values::encode::Space;
use crate::values::reply::Reply;
use crate::values::style;
use crate::{Client, Error, Requirements, SecuritySchemeKind, Server};

mod body;
mod content;
mod parameters;
mod parts;
mod replies;

pub(crate) use body::JsonBody;
pub(crate) use content::Piece;
pub use content::{Content, files, json_items, text};
pub(crate) use parameters::Parameters;
pub(crate) use parts::Parts;

pub(crate) const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// Room for an address without many parameters; a longer one grows.
const USUAL_LENGTH: usize = 128;

/// The setters of whatever holds a [`Draft`] in this field: calls and lists.
macro_rules! setters {
    ($($draft:ident).+) => {
        /// Fills a placeholder of the path.
        pub fn path(mut self, name: &'static str, value: impl $crate::Param) -> Self {
            self.$($draft).+.path.set(name, value);
            self
        }

        /// Sets a parameter of the query. Set again, it keeps its position and takes the new values.
        pub fn query(mut self, name: &'static str, value: impl $crate::Param) -> Self {
            self.$($draft).+.query.set(name, value);
            self
        }

        /// Sets a header that the operation has as a parameter.
        pub fn header(mut self, name: &'static str, value: impl $crate::Param) -> Self {
            self.$($draft).+.headers.set(name, value);
            self
        }

        /// Sets a cookie that the operation has as a parameter.
        pub fn cookie(mut self, name: &'static str, value: impl $crate::Param) -> Self {
            self.$($draft).+.cookies.set(name, value);
            self
        }

        /// Fills a placeholder of the path with the client's account ([`Client::account`](crate::Client::account)).
        pub fn account(mut self, name: &'static str) -> Self {
            self.$($draft).+.account = Some(name);
            self
        }

        /// Sends the request to a server of its own.
        pub fn server(mut self, server: &'static $crate::Server) -> Self {
            self.$($draft).+.server = Some(server);
            self
        }

        /// Sends the request with other credentials than usual.
        pub fn security(mut self, requirements: $crate::Requirements) -> Self {
            self.$($draft).+.security = Some(requirements);
            self
        }

        /// Wants responses of these media types, as the header `Accept` has them; `application/json` by default.
        pub fn accept(mut self, media_types: &'static str) -> Self {
            self.$($draft).+.accept = Some(media_types);
            self
        }

        /// The responses that are documented as a success; without any, all from 200 to 299 are, with JSON of one type.
        pub fn replies(mut self, replies: &'static [$crate::Reply]) -> Self {
            self.$($draft).+.replies = replies;
            self
        }

        /// The errors that are documented, as [`Error::body_as`](crate::Error::body_as) reads them.
        pub fn errors(mut self, errors: &'static [$crate::Reply]) -> Self {
            self.$($draft).+.errors = errors;
            self
        }

        /// Sends the request without credentials.
        pub fn anonymous(mut self) -> Self {
            self.$($draft).+.is_anonymous = true;
            self
        }

        /// Gives up after this time, waits, further attempts and pages without items included; takes the place of the
        /// client's own timeout. A list has this time for each page.
        pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
            self.$($draft).+.options.timeout = Some(timeout);
            self
        }

        /// Follows this policy instead of the client's own.
        pub fn with_retry(mut self, policy: $crate::RetryPolicy) -> Self {
            self.$($draft).+.options.retry = Some(policy);
            self
        }

        /// Sends a header besides the client's own; those can't be replaced. A value that is marked as sensitive is not shown.
        pub fn with_header(
            mut self,
            name: impl TryInto<::http::HeaderName>,
            value: impl TryInto<::http::HeaderValue>,
        ) -> Self {
            self.$($draft).+.options.set_header(name, value);
            self
        }
    };
}

pub(crate) use setters;

/// What a call collects: a template and the parameters that fill it.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) path: Parameters,
    pub(crate) query: Parameters,
    pub(crate) form: Parameters,
    /// The body, where it is no form.
    pub(crate) json: Option<JsonBody>,
    pub(crate) parts: Option<Parts>,
    pub(crate) content: Option<Content>,
    /// The media type of a form or of JSON, where it is not the usual one.
    pub(crate) content_type: Option<&'static str>,
    /// Whether nothing is sent, and not an empty form, where no body is set.
    pub(crate) is_body_optional: bool,
    pub(crate) headers: Parameters,
    pub(crate) cookies: Parameters,
    /// The media types of the response, where they are not the usual one.
    pub(crate) accept: Option<&'static str>,
    pub(crate) replies: &'static [Reply],
    pub(crate) errors: &'static [Reply],
    pub(crate) is_anonymous: bool,
    /// What credentials the operation asks for, where that is not the usual.
    pub(crate) security: Option<Requirements>,
    /// The operation's own server.
    pub(crate) server: Option<&'static Server>,
    /// The placeholder of the path that the client's account fills.
    pub(crate) account: Option<&'static str>,
    pub(crate) options: Options,
    /// The address of a page, as the service gave it; then template and query don't count.
    pub(crate) next: Option<String>,
    /// The client whose credentials the request carries.
    pub(crate) client: Option<Client>,
}

impl Draft {
    /// In a box, because it is moved often.
    pub(crate) fn new(method: Method, template: &'static str) -> Box<Self> {
        Box::new(Self {
            method,
            template,
            ..Self::default()
        })
    }

    pub(crate) fn into_request(mut self: Box<Self>, origin: &Origin) -> Result<Request, Error> {
        for parameters in [
            &self.path,
            &self.query,
            &self.form,
            &self.headers,
            &self.cookies,
        ] {
            parameters.check()?;
        }
        self.json.iter().try_for_each(JsonBody::check)?;
        self.parts.iter().try_for_each(Parts::check)?;
        self.content
            .iter()
            .try_for_each(|content| content.check("body"))?;
        self.options.check()?;
        let headers = self.header_map()?;
        let mut uri = String::with_capacity(USUAL_LENGTH);
        uri.push_str(origin.root());
        match &self.next {
            Some(next) => {
                let target = origin.follow(next)?;
                let query = target.split_once('?').map_or("", |(_, query)| query);
                self.query = self.query.replaced_by(query);
                self.redact_keys();
                uri.push_str(&target);
            }
            None => {
                uri.push_str(origin.prefix());
                self.push_target(&mut uri)?;
            }
        }
        let uri = Uri::try_from(uri).map_err(|_| {
            Error::config("the address of the request is too long, or its host is not well-formed")
        })?;
        let body = self.encoded_body()?;
        Ok(Request {
            draft: self,
            uri,
            headers,
            body,
            #[cfg(any(test, feature = "testing"))]
            base_path: origin.prefix().len(),
        })
    }

    /// A service may repeat a key in the address of the next page.
    fn redact_keys(&mut self) {
        let client = self.client.as_ref();
        for scheme in client.map_or_else(Vec::new, |client| client.schemes(self)) {
            if let SecuritySchemeKind::QueryKey(name) = scheme.kind {
                self.query.redact(name);
            }
        }
    }

    /// The body with its media type, if there is one.
    fn encoded_body(&self) -> Result<Option<(HeaderValue, Bytes)>, Error> {
        let form = self.form.pairs().next();
        let refuse = |rule| {
            let name = form.map_or("body", |(name, _)| name);
            Err(Error::invalid(name, rule))
        };
        let is_usual = has_usual_body(&self.method);
        let (media_type, body) = match (&self.json, &self.parts, &self.content) {
            (Some(json), ..) => {
                let media_type = self.content_type.unwrap_or(JSON).to_owned();
                (media_type, json.to_value().to_string().into())
            }
            (_, Some(parts), _) => parts.encode(),
            (.., Some(content)) => match content.pieces.as_slice() {
                [one] => (one.media_type().to_owned(), one.content.clone()),
                _ => return refuse("it has to be one text or one file"),
            },
            _ if form.is_some() || (is_usual && !self.is_body_optional) => {
                let mut body = String::new();
                self.form.push_encoded(Space::Plus, &mut body);
                (self.content_type.unwrap_or(FORM).to_owned(), body.into())
            }
            _ => return Ok(None),
        };
        if matches!(self.method, Method::GET | Method::HEAD) {
            return refuse("a request of this method has no body");
        }
        match HeaderValue::try_from(media_type) {
            Ok(media_type) => Ok(Some((media_type, body))),
            Err(_) => refuse("its media type is not well-formed"),
        }
    }

    /// The headers that are parameters, then those that the caller added.
    fn header_map(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        for entry in &self.headers.0 {
            let refuse = |what: &str| Error::invalid(&entry.name, what);
            let name = HeaderName::try_from(entry.name.as_ref());
            let name = name.map_err(|_| refuse("it is not the name of a header"))?;
            if is_connections(&name) {
                return Err(refuse("the client sets this header itself"));
            }
            if entry.values.texts.is_empty() {
                continue;
            }
            let mut value = HeaderValue::try_from(style::header(&entry.values))
                .map_err(|_| refuse("it holds a character that is not allowed in a header"))?;
            value.set_sensitive(entry.values.redacted);
            headers.append(&name, value);
        }
        if let Some(mut cookies) = self.cookies.cookie_header() {
            cookies.set_sensitive(self.cookies.personal().next().is_some());
            headers.append(header::COOKIE, cookies);
        }
        for (name, value) in &self.options.headers {
            headers.insert(name, value.clone());
        }
        Ok(headers)
    }

    fn push_target(&self, target: &mut String) -> Result<(), Error> {
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            target.push_str(before);
            self.push_path_value(name, target)?;
            rest = after;
        }
        target.push_str(rest);
        if self.query.pairs().next().is_some() {
            target.push('?');
            self.query.push_encoded(Space::Percent, target);
        }
        Ok(())
    }

    fn push_path_value(&self, name: &str, target: &mut String) -> Result<(), Error> {
        let entry = self.path.0.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| Error::invalid(name, "the path needs a value for it"))?;
        if entry.values.texts.is_empty() {
            return Err(Error::invalid(name, "a path needs at least one value"));
        }
        let segment = style::segment(name, &entry.values);
        if matches!(segment.as_str(), "" | "." | "..") {
            let rule = "it must not be empty, `.` or `..` in a path";
            return Err(Error::invalid(name, rule));
        }
        target.push_str(&segment);
        Ok(())
    }
}

fn has_usual_body(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Request");
        debug
            .field("method", &self.method)
            .field("template", &self.template)
            .field("path", &self.path)
            .field("query", &self.query);
        match (&self.json, &self.parts, &self.content) {
            (Some(json), ..) => debug.field("json", &json.masked()),
            (_, Some(parts), _) => debug.field("parts", parts),
            (.., Some(content)) => debug.field("content", content),
            _ => debug.field("form", &self.form),
        };
        if !self.headers.0.is_empty() {
            debug.field("header_parameters", &self.headers);
        }
        if !self.cookies.0.is_empty() {
            debug.field("cookies", &self.cookies);
        }
        debug
            // Prints `Sensitive` in place of a value that is marked so.
            .field("headers", &self.options.headers)
            .finish_non_exhaustive()
    }
}

/// A request as it would go over the wire, without credentials.
///
/// Made by `build()` of every request, to look at what would be sent. `Debug` leaves out personal values, the accessors don't.
#[derive(Clone)]
pub struct Request {
    pub(crate) draft: Box<Draft>,
    uri: Uri,
    headers: HeaderMap,
    /// With its media type.
    body: Option<(HeaderValue, Bytes)>,
    /// The length of what the path begins with that is the server's.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) base_path: usize,
}

impl Request {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.draft.method
    }

    /// The path before its placeholders were filled, such as `/v1/Parcels/{Sid}`: fit for logs and metrics.
    pub fn path_template(&self) -> &'static str {
        self.draft.template
    }

    /// The absolute address.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Names and values of the query, decoded, in order.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.draft.query.pairs()
    }

    /// Names and values of the form, decoded, in order.
    pub fn form(&self) -> impl Iterator<Item = (&str, &str)> {
        self.draft.form.pairs()
    }

    /// The body, such as the encoded form or the JSON; `None` if there is none, or if it is no text.
    pub fn body(&self) -> Option<&str> {
        str::from_utf8(self.body_bytes()?).ok()
    }

    /// The bytes of the body; `None` if there is none.
    pub fn body_bytes(&self) -> Option<&Bytes> {
        self.body.as_ref().map(|(_, body)| body)
    }

    /// The headers that are parameters of the operation, and those that were set by `with_header`.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The media type of the body; `None` if there is no body.
    pub fn content_type(&self) -> Option<&str> {
        self.media_type()?.to_str().ok()
    }

    pub(crate) fn media_type(&self) -> Option<&HeaderValue> {
        self.body.as_ref().map(|(media_type, _)| media_type)
    }

    /// Whether a server expects a body, or to be told that there is none.
    pub(crate) fn has_usual_body(&self) -> bool {
        has_usual_body(self.method())
    }

    pub(crate) fn personal(&self) -> Vec<&str> {
        let Draft {
            path,
            query,
            form,
            headers,
            cookies,
            json,
            parts,
            content,
            ..
        } = &*self.draft;
        let personal = [path, query, form, headers, cookies]
            .into_iter()
            .flat_map(Parameters::personal);
        let json = json.iter().flat_map(JsonBody::personal);
        let parts = parts.iter().flat_map(Parts::personal);
        let content = content.iter().flat_map(Content::personal_texts);
        personal.chain(json).chain(parts).chain(content).collect()
    }

    /// The address with `[redacted]` for each personal value.
    pub(crate) fn masked_uri(&self) -> String {
        let Draft { path, query, .. } = &*self.draft;
        let path = path.personal().collect::<Vec<_>>();
        let path = mask(self.uri.path(), &path)
            .replace('[', "%5B")
            .replace(']', "%5D");
        let scheme = self.uri.scheme_str().unwrap_or_default();
        let host = self
            .uri
            .authority()
            .map_or("", |authority| authority.as_str());
        let mut uri = format!("{scheme}://{host}{path}");
        if query.pairs().next().is_some() {
            uri.push('?');
            query.masked().push_encoded(Space::Percent, &mut uri);
        }
        uri
    }
}

debug_as!(Request => draft);

#[cfg(test)]
mod tests;
