//! Examples of a document, and checks that a client sends and reads them as they are.

use std::error::Error as StdError;
use std::fmt;
use std::marker::PhantomData;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;
use serde_json::Value;

use super::MockTransport;
use crate::Request;
use crate::calls::request::FORM;
use crate::values::decode;

mod compare;

use compare::{Difference, kept, sent};

/// A request that was made, or a response that was read.
type Tried<T> = Result<T, Box<dyn StdError>>;

/// The examples of one resource, as the tests of a generated crate keep them.
#[derive(Clone, Debug)]
pub struct Examples(Value);

/// The checks of one operation's examples: all of them are made, whatever the first ones found.
#[derive(Debug)]
pub struct Checks {
    id: &'static str,
    operation: Value,
    found: Vec<String>,
}

/// One example of a response.
#[derive(Clone, Debug)]
pub struct Response {
    name: String,
    status: u16,
    items: Option<String>,
    body: Value,
}

/// The record that an example of a response shows; of a list, the first item.
///
/// # Panics
///
/// There is no such example, or it is not what the document says.
#[expect(clippy::panic, reason = "only tests ask for examples")]
pub fn example<T: DeserializeOwned>(examples: &str, operation: &'static str, name: &str) -> T {
    let read = Examples::parse(examples).map_err(|error| error.to_string());
    let read = read.and_then(|examples| {
        let mut responses = examples.of(operation).responses().into_iter();
        let found = responses.find(|response| response.name == name);
        let body = found.map_or(Value::Null, |mut found| match &found.items {
            Some(key) => found.body[key][0].take(),
            None => found.body,
        });
        decode::json(body.to_string().as_bytes(), PhantomData).map_err(|error| error.to_string())
    });
    read.unwrap_or_else(|error| panic!("the example {name:?} of {operation} {error}"))
}

/// What the checks of an operation found, a line for each: `FetchThing response "full" at /size: 1 instead of 2`; nothing
/// follows `at` if it is the whole. `Debug` is the same text as `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct Mismatches(String);

impl Examples {
    /// Reads the examples: by operation, `method`, `path`, `status`, `items`, `requests` and `responses`.
    pub fn parse(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text).map(Self)
    }

    /// The checks of one operation's examples.
    pub fn of(mut self, operation: &'static str) -> Checks {
        Checks {
            id: operation,
            operation: self.0[operation].take(),
            found: Vec::new(),
        }
    }
}

impl Checks {
    /// Checks that a request is what an example shows: method, path and all of the body.
    pub fn sends(&mut self, example: &str, request: impl FnOnce() -> Tried<Request>) {
        let found = match request() {
            Ok(request) => self.differences(example, &request),
            Err(error) => vec![Difference::whole(error.to_string())],
        };
        self.add("request", example, found);
    }

    fn differences(&self, example: &str, request: &Request) -> Vec<Difference> {
        let expected = &self.operation["requests"][example];
        let mut found = Vec::new();
        for (what, is) in [
            ("method", request.method().as_str()),
            ("path", request.path_template()),
        ] {
            let expected = &self.operation[what];
            if expected.as_str() != Some(is) {
                let message = format!("the {what} is {is} instead of {expected}");
                found.push(Difference::whole(message));
            }
        }
        match request.content_type() {
            Some(media_type) if media_type != FORM => {
                let body = request.body().unwrap_or("");
                match media_type.contains("json").then(|| body.parse()) {
                    Some(Ok(sent)) => kept(expected, &sent, "", &mut found),
                    Some(Err(_)) => found.push(Difference::whole("the body is no JSON")),
                    None => kept(expected, &body.into(), "", &mut found),
                }
            }
            _ => sent(expected, request.form(), &mut found),
        }
        found
    }

    /// The responses that the document shows for the operation.
    pub fn responses(&self) -> Vec<Response> {
        let operation = &self.operation;
        let status = operation["status"]
            .as_str()
            .and_then(|status| status.parse().ok());
        let responses = operation["responses"].as_object();
        responses
            .into_iter()
            .flatten()
            .map(|(name, body)| Response {
                name: name.clone(),
                status: status.unwrap_or(200),
                items: operation["items"].as_str().map(str::to_owned),
                body: body.clone(),
            })
            .collect()
    }

    /// Checks that what is read holds everything that the response says; for a list, what its items say.
    pub async fn reads<T: Serialize>(
        &mut self,
        response: &Response,
        read: impl AsyncFnOnce() -> Tried<T>,
    ) {
        let found = match read().await {
            Ok(read) => response.differences(&read),
            Err(error) => vec![Difference::whole(error.to_string())],
        };
        self.add("response", &response.name, found);
    }

    fn add(&mut self, side: &str, example: &str, found: Vec<Difference>) {
        let operation = self.id;
        let found = found.into_iter().map(|Difference { at, message }| {
            let message = message.trim();
            format!("{operation} {side} {example:?} at {at}: {message}")
        });
        self.found.extend(found);
    }

    /// What the checks found.
    pub fn finish(self) -> Result<(), Box<dyn StdError>> {
        match self.found.is_empty() {
            true => Ok(()),
            false => Err(Mismatches(self.found.join("\n")).into()),
        }
    }
}

impl Response {
    /// A transport that gives this response, once.
    pub fn transport(&self) -> MockTransport {
        MockTransport::new().reply(self.status, self.body.to_string())
    }

    fn differences(&self, read: &impl Serialize) -> Vec<Difference> {
        let (expected, at) = match &self.items {
            Some(key) => (&self.body[key], compare::below("", key)),
            None => (&self.body, String::new()),
        };
        let mut found = Vec::new();
        match serde_json::to_value(read) {
            Ok(read) => kept(expected, &read, &at, &mut found),
            Err(error) => found.push(Difference::whole(error.to_string())),
        }
        found
    }
}

impl fmt::Display for Mismatches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Mismatches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Mismatches {}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const EXAMPLES: &str = r#"{"ListThing": {
        "method": "GET", "path": "/v1/Things", "status": "200", "items": "things",
        "responses": {"a": {"things": [{"size": 1}]}, "b": {"things": []}}
    }}"#;

    #[tokio::test]
    async fn all_examples_are_checked() {
        let mut checks = Examples::parse(EXAMPLES).unwrap().of("ListThing");
        for response in checks.responses() {
            checks
                .reads(&response, async || Ok(json!([{"size": 2}])))
                .await;
        }
        checks.sends("c", || Err("no, expected another".into()));
        let found = checks.finish().unwrap_err();
        let expected = "ListThing response \"a\" at /things/0/size: 2 instead of 1\n\
                        ListThing response \"b\" at /things: 1 items instead of 0\n\
                        ListThing request \"c\" at : no, expected another";
        assert_eq!(found.to_string(), expected);
        assert_eq!(format!("{found:?}"), expected);
    }

    #[test]
    fn the_example_of_a_list_is_its_first_item() {
        let item: Value = example(EXAMPLES, "ListThing", "a");
        assert_eq!(item, json!({"size": 1}));
    }

    #[test]
    #[should_panic = "the example \"a\" of ListThing could not be read: expected a string"]
    fn an_example_that_the_record_does_not_fit_is_shown() {
        let _: String = example(EXAMPLES, "ListThing", "a");
    }

    #[tokio::test]
    async fn examples_that_are_kept_are_no_error() {
        let mut checks = Examples::parse(EXAMPLES).unwrap().of("ListThing");
        let response = &checks.responses()[0];
        checks
            .reads(response, async || Ok(json!([{"size": 1}])))
            .await;
        assert!(checks.finish().is_ok());
        assert!(Examples::parse("{}").unwrap().of("X").finish().is_ok());
    }
}
