//! A request before it has a place to go to (`Draft`), and as it would go over the wire (`Request`).

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::encode::{self, Space};
use crate::mask::mask;
use crate::options::Options;
use crate::origin::Origin;
use crate::{Error, Param, REDACTED, Values};

/// What a call collects: a template and the parameters that fill it.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) path: Parameters,
    pub(crate) query: Parameters,
    pub(crate) form: Parameters,
    pub(crate) options: Options,
    /// The address of a page, as the service gave it; it takes the place of template and query.
    pub(crate) next: Option<String>,
}

impl Draft {
    pub(crate) fn new(method: Method, template: &'static str) -> Self {
        Self {
            method,
            template,
            path: Parameters::default(),
            query: Parameters::default(),
            form: Parameters::default(),
            options: Options::default(),
            next: None,
        }
    }

    /// Checks all parameters and encodes them.
    pub(crate) fn into_request(mut self, origin: &Origin) -> Result<Request, Error> {
        for parameters in [&self.path, &self.query, &self.form] {
            parameters.check()?;
        }
        self.options.check()?;
        let target = match &self.next {
            Some(next) => {
                let target = origin.follow(next)?;
                let query = target.split_once('?').map_or("", |(_, query)| query);
                self.query = self.query.replaced_by(query);
                target
            }
            None => self.target(origin.prefix())?,
        };
        let uri = format!("{}{target}", origin.root()).parse().map_err(|_| {
            Error::config("the address of the request is too long, or its host is not well-formed")
        })?;
        let has_body = matches!(self.method, Method::POST | Method::PUT | Method::PATCH);
        if let (false, Some((name, _))) = (has_body, self.form.pairs().next()) {
            return Err(Error::invalid(
                name,
                "only a request with a body can carry it",
            ));
        }
        let body = has_body.then(|| {
            let mut body = String::new();
            encode::pairs(self.form.pairs(), Space::Plus, &mut body);
            body
        });
        Ok(Request {
            draft: self,
            uri,
            body,
        })
    }

    /// The path, with its placeholders filled, and the query.
    fn target(&self, prefix: &str) -> Result<String, Error> {
        let mut target = prefix.to_owned();
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            target.push_str(before);
            encode::percent(self.path_value(name)?, Space::Percent, &mut target);
            rest = after;
        }
        target.push_str(rest);
        if self.query.pairs().next().is_some() {
            target.push('?');
            encode::pairs(self.query.pairs(), Space::Percent, &mut target);
        }
        Ok(target)
    }

    /// The one value of a placeholder.
    fn path_value(&self, name: &str) -> Result<&str, Error> {
        let entry = self.path.0.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| Error::invalid(name, "the path needs a value for it"))?;
        match entry.values.texts.as_slice() {
            [text] if !matches!(text.as_str(), "" | "." | "..") => Ok(text),
            [_] => Err(Error::invalid(
                name,
                "it must not be empty, `.` or `..` in a path",
            )),
            _ => Err(Error::invalid(name, "a path takes exactly one value")),
        }
    }
}

/// Named values in the order in which they were first set.
#[derive(Clone, Default)]
pub(crate) struct Parameters(Vec<Entry>);

#[derive(Clone)]
struct Entry {
    name: Cow<'static, str>,
    values: Values,
}

impl Parameters {
    /// Sets a parameter; one that is there already keeps its place.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Param) {
        let values = Values::of(value);
        match self.0.iter_mut().find(|entry| entry.name == name) {
            Some(entry) => entry.values = values,
            None => self.0.push(Entry {
                name: name.into(),
                values,
            }),
        }
    }

    /// The values that are personal.
    fn personal(&self) -> impl Iterator<Item = &str> {
        let entries = self.0.iter().filter(|entry| entry.values.redacted);
        entries.flat_map(|entry| entry.values.texts.iter().map(String::as_str))
    }

    /// The same parameters, with `[redacted]` for each value that is personal.
    fn masked(&self) -> Self {
        let mut masked = self.clone();
        for entry in masked.0.iter_mut().filter(|entry| entry.values.redacted) {
            entry.values.texts.fill(format!("{REDACTED:?}"));
        }
        masked
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.0.iter().any(|entry| entry.name == name)
    }

    /// One pair for each value, in order.
    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|entry| {
            let texts = entry.values.texts.iter();
            texts.map(|text| (entry.name.as_ref(), text.as_str()))
        })
    }

    fn check(&self) -> Result<(), Error> {
        let refused = |entry: &Entry| {
            let rule = entry.values.refused.as_ref()?;
            Some(Error::invalid(&entry.name, rule))
        };
        self.0.iter().find_map(refused).map_or(Ok(()), Err)
    }

    /// The parameters of an encoded query; those that were personal here stay so.
    fn replaced_by(&self, query: &str) -> Self {
        let is_personal = |name: &str| {
            let mut entries = self.0.iter();
            entries.any(|entry| entry.name == name && entry.values.redacted)
        };
        let entry = |(name, value): (String, String)| Entry {
            values: Values {
                redacted: is_personal(&name),
                texts: vec![value],
                refused: None,
            },
            name: name.into(),
        };
        Self(encode::decode_query(query).map(entry).collect())
    }
}

impl fmt::Debug for Parameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map()
            .entries(self.0.iter().map(|entry| (&entry.name, &entry.values)))
            .finish()
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("template", &self.template)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("form", &self.form)
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
    draft: Draft,
    uri: Uri,
    body: Option<String>,
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

    /// The encoded form; `None` for a method that has no body.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The headers that were set by `with_header`.
    pub fn headers(&self) -> &HeaderMap {
        &self.draft.options.headers
    }

    /// What the caller set for this request alone.
    pub(crate) fn options(&self) -> &Options {
        &self.draft.options
    }

    /// The values that must not be told.
    pub(crate) fn personal(&self) -> Vec<&str> {
        let Draft {
            path, query, form, ..
        } = &self.draft;
        let personal = [path, query, form]
            .into_iter()
            .flat_map(Parameters::personal);
        personal.collect()
    }

    /// Takes the body out, for sending.
    pub(crate) fn take_body(&mut self) -> Option<Bytes> {
        self.body.take().map(Bytes::from)
    }

    /// The address with `[redacted]` for each personal value.
    pub(crate) fn masked_uri(&self) -> String {
        let Draft { path, query, .. } = &self.draft;
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
            encode::pairs(query.masked().pairs(), Space::Percent, &mut uri);
        }
        uri
    }

    /// Names and values of the form, with `[redacted]` for each personal value.
    pub(crate) fn masked_form(&self) -> Vec<(String, String)> {
        let form = self.draft.form.masked();
        let pairs = form.pairs();
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}
