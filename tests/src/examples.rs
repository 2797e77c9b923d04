//! A server that responds with the examples of the TrustHub document.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::model::{Operation, PathSegment, PathTemplate};
use openapi_client_codegen::{load, overlay};
use serde_json::Value;
use twilio_trusthub::{Credentials, TrustHub};

use crate::{Received, Response, Result, Server, inputs};

/// The account that the server knows.
const ACCOUNT_SID: &str = "AC75f0ea72ace6069fe0a7f80525507ddb";
/// Its auth token.
const AUTH_TOKEN: &str = "an auth token of the loopback server";
/// Both, as they stand in the header.
const AUTHORIZATION: &str = "Basic QUM3NWYwZWE3MmFjZTYwNjlmZTBhN2Y4MDUyNTUwN2RkYjphbiBhdXRoIHRva2VuIG9mIHRoZSBsb29wYmFjayBzZXJ2ZXI=";

/// A loopback server that knows the operations of the TrustHub document: each responds with its declared status and one of
/// its examples.
///
/// Which example that is can be scripted; without a script it is the first by name. A list gives its `first_page`, and
/// then the page that a token leads to. Requests without the right credentials, for unknown paths and for unknown pages
/// get the errors that the document shows.
pub struct ExampleServer {
    server: Server,
}

impl ExampleServer {
    /// Starts the server. `script` names, by operation, the examples of the first responses, the last of which stays; an
    /// example of another operation is written as `FetchEndUser/business`.
    pub fn start(script: &[(&str, &[&str])]) -> Result<Self> {
        let examples = Examples::new(script)?;
        Ok(Self {
            server: Server::start(move |request| examples.respond(request))?,
        })
    }

    /// A client of this server, with credentials that it accepts.
    pub fn client(&self) -> std::result::Result<TrustHub, twilio_trusthub::Error> {
        TrustHub::builder(Self::credentials())
            .base_url(self.url())
            .build()
    }

    /// The credentials that it accepts.
    pub fn credentials() -> Credentials {
        Credentials::auth_token(ACCOUNT_SID, AUTH_TOKEN)
    }

    /// The base URL.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.server.received()
    }
}

/// Whether the environment has credentials, so that an example talks to Twilio instead of a local server.
pub fn has_credentials() -> bool {
    ["TWILIO_ACCOUNT_SID", "TWILIO_API_KEY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some())
}

struct Examples {
    routes: Vec<Route>,
    /// The document's responses for errors.
    errors: Value,
    /// The examples to give next, by operation.
    script: Mutex<BTreeMap<String, VecDeque<Value>>>,
}

struct Route {
    method: String,
    path: PathTemplate,
    id: String,
    is_list: bool,
    status: u16,
    examples: BTreeMap<String, Value>,
}

impl Route {
    fn new(operation: &Operation, document: &Value) -> Result<Self> {
        let examples = operation.response_examples.iter();
        let examples = examples.filter_map(|example| {
            let value = example.origin.find(document)?;
            Some((example.name.clone(), value.clone()))
        });
        Ok(Self {
            method: operation.method.clone(),
            path: operation.path.clone(),
            id: operation.id.to_string(),
            is_list: operation.list.is_some(),
            status: operation.success.status.parse()?,
            examples: examples.collect(),
        })
    }

    /// The page that a token leads to: the one whose own URL has it.
    fn page(&self, token: &str) -> Option<&Value> {
        let mut pages = self.examples.values();
        pages.find(|page| {
            let url = page
                .pointer("/meta/url")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let query = url.split_once('?').map_or("", |(_, query)| query);
            form_urlencoded::parse(query.as_bytes())
                .any(|(name, value)| name == "PageToken" && value == token)
        })
    }

    /// The response of the server that has no script.
    fn unscripted(&self) -> Option<&Value> {
        let page = self.examples.get("first_page").filter(|_| self.is_list);
        page.or_else(|| self.examples.values().next())
    }
}

impl Examples {
    fn new(script: &[(&str, &[&str])]) -> Result<Self> {
        let inputs = inputs::trusthub()?;
        let lowered = openapi_client_codegen::model(&inputs)?;
        let operations = lowered.api.operations();
        let routes: Vec<Route> = operations
            .map(|operation| Route::new(operation, &lowered.document))
            .collect::<Result<_>>()?;
        let mut queues = BTreeMap::new();
        for (id, names) in script {
            let queue: VecDeque<Value> = names
                .iter()
                .map(|name| named(&routes, id, name))
                .collect::<Result<_>>()?;
            queues.insert((*id).to_owned(), queue);
        }
        Ok(Self {
            routes,
            errors: errors()?,
            script: Mutex::new(queues),
        })
    }

    fn respond(&self, request: &Received) -> Response {
        if request.header("authorization") != Some(AUTHORIZATION) {
            return self.error(401, "Unauthorized");
        }
        let mut routes = self.routes.iter();
        let fits =
            |route: &&Route| route.method == request.method && matches(&route.path, &request.path);
        let Some(route) = routes.find(fits) else {
            return self.error(404, "NotFound");
        };
        let query = request.query();
        let example = match query.iter().find(|(name, _)| name == "PageToken") {
            Some((_, token)) => match route.page(token) {
                Some(page) => Some(page.clone()),
                None => return self.error(400, "BadRequest"),
            },
            None => self
                .scripted(&route.id)
                .or_else(|| route.unscripted().cloned()),
        };
        match example {
            Some(example) => Response::json(route.status, &example),
            None => Response::empty(route.status),
        }
    }

    /// The next example of the script.
    fn scripted(&self, id: &str) -> Option<Value> {
        let mut script = self.script.lock().unwrap_or_else(PoisonError::into_inner);
        let queue = script.get_mut(id)?;
        if queue.len() > 1 {
            queue.pop_front()
        } else {
            queue.front().cloned()
        }
    }

    /// The first example of one of the document's responses for errors.
    fn error(&self, status: u16, response: &str) -> Response {
        let examples = self
            .errors
            .pointer(&format!("/{response}/content/application~1json/examples"));
        let first =
            examples.and_then(|examples| examples.as_object()?.values().next()?.get("value"));
        Response::json(status, first.unwrap_or(&Value::Null))
    }
}

/// The example `name` of the operation `id`, or `name` of another one in `other/name`.
fn named(routes: &[Route], id: &str, name: &str) -> Result<Value> {
    let (id, name) = name.split_once('/').unwrap_or((id, name));
    let route = routes.iter().find(|route| route.id == id);
    let example = route.and_then(|route| route.examples.get(name));
    example
        .cloned()
        .ok_or_else(|| format!("the document has no example `{name}` of `{id}`").into())
}

/// The document's responses for errors; the model doesn't keep them.
fn errors() -> Result<Value> {
    let inputs = inputs::trusthub()?;
    let read = |source, file| load::value(source, file).map_err(|problems| format!("{problems:?}"));
    let mut document = read(&inputs.document, File::Document)?;
    if let Some(source) = &inputs.overlay {
        overlay::apply(&mut document, &read(source, File::Overlay)?);
    }
    let responses = document
        .pointer_mut("/components/responses")
        .map(Value::take);
    responses.ok_or_else(|| "the document has no responses for errors".into())
}

fn matches(template: &PathTemplate, path: &str) -> bool {
    let mut segments = path.split('/').skip(1);
    let fits = template
        .0
        .iter()
        .all(|segment| match (segment, segments.next()) {
            (PathSegment::Fixed(fixed), Some(segment)) => fixed == segment,
            (PathSegment::Parameter { prefix, suffix, .. }, Some(segment)) => {
                let value = segment
                    .strip_prefix(prefix.as_str())
                    .and_then(|rest| rest.strip_suffix(suffix.as_str()));
                value.is_some_and(|value| !value.is_empty())
            }
            (_, None) => false,
        });
    fits && segments.next().is_none()
}
