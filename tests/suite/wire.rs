//! Calls over all operations as they go over the wire: the fixtures in `tests/wire`, and recorded calls.
//!
//! A file of fixtures is a list of cases; a new case needs no Rust:
//!
//! * `case`: what it shows; `operation` and `arguments`: what is called, with the document's own names.
//! * `call`, for a list: `limit`, and `follow: false` to read the first page only.
//! * `responses`: what the server says to each request: `status`, `headers`, and `json` or `text`; or `cut: true`.
//! * `sends`: all requests, in order: `method`, `path` as encoded, and the decoded pairs of `query` and `form`, or the
//!   `json` of the body.
//! * `gives`: the result (left out, any will do); or `refused`: a part of the error's sentence, and nothing is sent; or
//!   `fails`: `kind`, `status`, `code`, `message`, `says`, `attempts`, `outcome_unknown`, each where it matters.

mod recorded;

use std::collections::BTreeSet;
use std::path::PathBuf;

use openapi_client_codegen::model::{Api, Operation, Resource};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, json};
use twilio_trusthub::dynamic::{Prepared, SERVICE};
use twilio_trusthub::testing::{MockTransport, RecordedRequest, TestClock};
use twilio_trusthub::{Credentials, Error, TrustHub};
use twilio_trusthub::{ErrorKind, TransportError, TransportErrorKind};

use crate::samples::Samples;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    operation: String,
    #[serde(default)]
    arguments: Value,
    #[serde(default)]
    call: ListCall,
    #[serde(default)]
    responses: Vec<Response>,
    #[serde(default)]
    sends: Vec<Sent>,
    #[serde(default, deserialize_with = "given")]
    gives: Option<Value>,
    refused: Option<String>,
    fails: Option<Failure>,
}

/// A value that is there, even if it is null.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ListCall {
    limit: Option<usize>,
    follow: bool,
}

impl Default for ListCall {
    fn default() -> Self {
        Self {
            limit: None,
            follow: true,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Response {
    #[serde(default)]
    status: u16,
    #[serde(default)]
    headers: Vec<(String, String)>,
    json: Option<Value>,
    text: Option<String>,
    #[serde(default)]
    cut: bool,
}

#[derive(Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Sent {
    method: String,
    path: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    query: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    form: Vec<(String, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failure {
    kind: String,
    status: Option<u16>,
    code: Option<u32>,
    message: Option<String>,
    says: Option<String>,
    attempts: Option<usize>,
    #[serde(default)]
    outcome_unknown: bool,
}

impl Sent {
    fn of(request: &RecordedRequest) -> Self {
        let pairs = |text: &str| {
            let pairs = form_urlencoded::parse(text.as_bytes());
            pairs.into_owned().collect::<Vec<_>>()
        };
        let media_type = request.headers.get(http::header::CONTENT_TYPE);
        let is_json = media_type.is_some_and(|media_type| media_type == "application/json");
        let (form, json) = match is_json {
            true => (Vec::new(), serde_json::from_str(&request.body).ok()),
            false => (pairs(&request.body), None),
        };
        Self {
            method: request.method.to_string(),
            path: request.uri.path().to_owned(),
            query: pairs(request.uri.query().unwrap_or_default()),
            form,
            json,
        }
    }
}

impl Case {
    fn server(&self) -> MockTransport {
        let responses = self.responses.iter();
        responses.fold(MockTransport::new(), |mock, response| {
            if response.cut {
                return mock.fail(TransportError::new(TransportErrorKind::Interrupted));
            }
            let json = response.json.as_ref().map(Value::to_string);
            let body = json.or(response.text.clone()).unwrap_or_default();
            let headers = response.headers.iter();
            let headers = headers.map(|(name, value)| (name.as_str(), value.as_str()));
            mock.reply_with(response.status, headers, body)
        })
    }

    async fn call(&self, trusthub: &TrustHub) -> Result<Value, Error> {
        let arguments = match &self.arguments {
            Value::Null => serde_json::json!({}),
            arguments => arguments.clone(),
        };
        match trusthub.prepare(&self.operation, arguments)? {
            Prepared::Call(call) => Ok(call.send().await?.value.to_value().unwrap()),
            Prepared::List(list) => {
                let list = match self.call.limit {
                    Some(limit) => list.limit(limit),
                    None => list,
                };
                let mut all = Vec::new();
                if self.call.follow {
                    let mut items = list.stream();
                    while let Some(item) = items.try_next().await? {
                        all.push(item.to_value().unwrap());
                    }
                } else {
                    let items = list.send().await?.items;
                    all.extend(items.iter().map(|item| item.to_value().unwrap()));
                }
                Ok(Value::Array(all))
            }
        }
    }

    /// Makes the call, and returns the server with what it was sent.
    async fn run(&self) -> (MockTransport, Result<Value, Error>) {
        let server = self.server();
        let account_sid = "AC75f0ea72ace6069fe0a7f80525507ddb";
        let trusthub = TrustHub::builder(Credentials::auth_token(account_sid, "token"))
            .transport(server.clone())
            .clock(TestClock::new())
            .build()
            .unwrap();
        let outcome = self.call(&trusthub).await;
        (server, outcome)
    }

    async fn check(&self) {
        let (server, outcome) = self.run().await;
        let sent: Vec<Sent> = server.requests().iter().map(Sent::of).collect();
        assert_eq!(sent, self.sends, "what is sent: {outcome:?}");
        match (&self.refused, &self.fails) {
            (Some(rule), _) => {
                let error = outcome.unwrap_err();
                assert!(sent.is_empty(), "nothing is sent");
                assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
                assert!(error.to_string().contains(rule.as_str()), "{error}");
            }
            (None, Some(failure)) => failure.check(&outcome.unwrap_err()),
            (None, None) => {
                let value = outcome.unwrap();
                let expected = self.gives.as_ref();
                assert!(expected.is_none_or(|gives| *gives == value), "{value}");
            }
        }
    }
}

impl Failure {
    fn check(&self, error: &Error) {
        assert_eq!(format!("{:?}", error.kind()), self.kind, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), self.status);
        assert_eq!(error.code(), self.code);
        assert_eq!(error.message(), self.message.as_deref());
        assert_eq!(error.is_outcome_unknown(), self.outcome_unknown, "{error}");
        let says = self.says.as_deref().unwrap_or_default();
        assert!(error.to_string().contains(says), "{error}");
        let attempts = error.attempts().len();
        assert!(self.attempts.is_none_or(|n| n == attempts), "{attempts}");
    }
}

/// All cases, each with the name of its file.
fn cases() -> Vec<(String, Case)> {
    let folder = acceptance::root().join("tests/wire");
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<PathBuf> = files.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for path in files {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let cases: Vec<Case> =
            serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        all.extend(cases.into_iter().map(|case| (name.clone(), case)));
    }
    all
}

#[tokio::test]
async fn fixtures_are_kept() {
    let mut seen = BTreeSet::new();
    for (file, case) in cases() {
        let title = format!("{file}: {}: {}", case.operation, case.case);
        assert!(seen.insert(title.clone()), "{title} is there twice");
        println!("{title}");
        case.check().await;
    }
}

/// The operations of a document that no case calls, each with its resource.
pub fn without_case(api: &Api) -> impl Iterator<Item = (&Resource, &Operation)> {
    let cases = cases();
    let resources = api.walk().into_iter();
    let operations = resources.flat_map(|resource| {
        resource
            .operations
            .iter()
            .map(move |found| (resource, found))
    });
    operations.filter(move |(_, found)| {
        !cases
            .iter()
            .any(|(_, case)| case.operation == found.id.as_str())
    })
}

/// A case with everything that the operation takes and responds with, as the client sends and reads it now.
async fn draft(samples: &Samples, resource: &Resource, operation: &Operation) -> String {
    let mut draft = json!({
        "case": "...",
        "operation": operation.id,
        "arguments": samples.arguments(resource, operation),
        "responses": [{
            "status": operation.success.status.parse::<u16>().unwrap(),
            "json": samples.respond(operation),
        }],
    });
    let case = Case::deserialize(&draft).unwrap();
    let (server, outcome) = case.run().await;
    let sent: Vec<Sent> = server.requests().iter().map(Sent::of).collect();
    draft["sends"] = json!(sent);
    draft["gives"] = outcome.unwrap();
    serde_json::to_string_pretty(&draft).unwrap()
}

#[tokio::test]
async fn each_operation_has_fixtures() {
    let samples = Samples::new();
    let mut missing = String::new();
    for (resource, operation) in without_case(&samples.api) {
        let id = &operation.id;
        let path = resource.path.to_string();
        let known = SERVICE.resources.iter().find(|known| known.path == path);
        let file = known.unwrap().words.join("_").replace('-', "_");
        let draft = draft(&samples, resource, operation).await;
        missing.push_str(&format!(
            "\n{id}: add to the list in tests/wire/{file}.json\n{draft}\n"
        ));
    }
    assert!(
        missing.is_empty(),
        "operations without a case. Below is a draft for each, of what the client does: say what it shows, and correct it by what \
         Twilio's documentation says.\n{missing}"
    );
}
