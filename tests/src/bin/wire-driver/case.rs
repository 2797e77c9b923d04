//! One call: what it asks for, and how it ended.

use serde_json::{Map, Value, json};
use twilio_client::{Error, ErrorKind};
use twilio_trusthub::TrustHub;
use twilio_trusthub::dynamic::{List, Page, Prepared};

use crate::client::client;

/// How a call ended: with a value, or not at all.
pub type Outcome = Result<Value, Failure>;

/// Why there is no value.
pub enum Failure {
    /// The typed interface has no way to say it, and nothing was sent.
    NotExpressible(String),
    /// The call failed.
    Failed(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::NotExpressible(error.to_string())
    }
}

/// A call as it stands on a line of standard input.
pub struct Case(Value);

impl Case {
    pub fn parse(line: &str) -> acceptance::Result<Self> {
        Ok(Self(serde_json::from_str(line)?))
    }

    fn operation(&self) -> &str {
        self.0["operationId"].as_str().unwrap_or_default()
    }

    /// Makes the call.
    pub async fn run(&self, recorder: &str) -> Outcome {
        let options = &self.0["client"];
        let trusthub = client(options, recorder)?;
        let mut result = Value::Null;
        for _ in 0..options["repeat"].as_u64().unwrap_or(1) {
            result = self.call(&trusthub).await?;
        }
        match options["then"]["method"].as_str() {
            Some("delete") => self.delete(&trusthub, &result).await,
            Some("fetch_first") => self.fetch_first(&trusthub, &result).await,
            _ => Ok(result),
        }
    }

    async fn call(&self, trusthub: &TrustHub) -> Outcome {
        let prepared = trusthub.prepare(self.operation(), self.arguments()?)?;
        match prepared {
            Prepared::Call(call) => Ok(call.send().await?.value.to_value()?),
            Prepared::List(list) => self.list(list, trusthub).await,
        }
    }

    /// The arguments; a native value of another language has no counterpart here.
    fn arguments(&self) -> Result<Value, Failure> {
        let mut arguments = Map::new();
        for (name, value) in self.0["arguments"].as_object().into_iter().flatten() {
            match value.get("$native").and_then(Value::as_str) {
                None => {
                    arguments.insert(name.clone(), value.clone());
                }
                Some("unset") => {}
                Some(native) => {
                    let why = format!("{name}: a {native} is no value of the parameter's type");
                    return Err(Failure::NotExpressible(why));
                }
            }
        }
        Ok(Value::Object(arguments))
    }

    async fn list(&self, mut list: List, trusthub: &TrustHub) -> Outcome {
        let call = &self.0["call"];
        if let Some(limit) = number(call, "limit")? {
            list = list.limit(limit);
        }
        if let Some(size) = number(call, "page_size")? {
            list = list.page_size(size);
        }
        if let Some(page) = number(call, "page_number")? {
            list = list.page(page);
        }
        if let Some(token) = call["page_token"].as_str() {
            list = list.page_token(token);
        }
        match call["method"].as_str() {
            Some("page") => page(&list.send().await?),
            Some("page_walk") => self.walk(list, trusthub).await,
            Some("get_page") => {
                let url = call["target_url"].as_str().unwrap_or_default();
                page(&self.page_at(url, trusthub)?.send().await?)
            }
            _ => all(list, number(call, "stop_after")?).await,
        }
    }

    /// Goes to the next or to the page before, as often as the case says.
    async fn walk(&self, list: List, trusthub: &TrustHub) -> Outcome {
        let mut current = list.send().await?;
        for step in self.0["call"]["walk"].as_array().into_iter().flatten() {
            let list = match step.as_str() {
                Some("next") => current.next.take(),
                _ => {
                    let previous = current.previous_page_url.as_deref();
                    previous
                        .map(|url| self.page_at(url, trusthub))
                        .transpose()?
                }
            };
            let Some(list) = list else {
                return Ok(Value::Null);
            };
            current = list.send().await?;
        }
        page(&current)
    }

    /// The list from a page's address on: what its query says, by the names that the document gives the parameters.
    fn page_at(&self, url: &str, trusthub: &TrustHub) -> Result<List, Failure> {
        let mut arguments = self.arguments()?;
        let prepared = trusthub.prepare(self.operation(), arguments.clone())?;
        let own = prepared.build()?.uri().to_string();
        let (place, query) = url.split_once('?').unwrap_or((url, ""));
        if own.split('?').next() != Some(place) {
            let why = "a list has no page at the address of another list or server";
            return Err(Failure::NotExpressible(why.to_owned()));
        }
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let number = value
                .parse::<u64>()
                .ok()
                .filter(|_| name.starts_with("Page"));
            let number = number.filter(|_| name != "PageToken");
            arguments[name.as_ref()] = number.map_or_else(|| json!(value), |number| json!(number));
        }
        match trusthub.prepare(self.operation(), arguments)? {
            Prepared::List(list) => Ok(list),
            Prepared::Call(_) => Err(Failure::NotExpressible("it is no list".to_owned())),
        }
    }

    /// Deletes what was fetched.
    async fn delete(&self, trusthub: &TrustHub, fetched: &Value) -> Outcome {
        let operation = self.operation().replacen("Fetch", "Delete", 1);
        send(trusthub, &operation, json!({"Sid": fetched["sid"]})).await
    }

    /// Fetches the first item of a list, by its own SID and its parent's.
    async fn fetch_first(&self, trusthub: &TrustHub, listed: &Value) -> Outcome {
        let operation = self.operation().replacen("List", "Fetch", 1);
        let mut arguments = self.arguments()?;
        arguments["Sid"] = listed[0]["sid"].clone();
        send(trusthub, &operation, arguments).await
    }

    /// The line that tells how the call ended.
    pub fn report(&self, outcome: Outcome) -> Value {
        let id = &self.0["id"];
        match outcome {
            Ok(result) => json!({"id": id, "result": result}),
            Err(Failure::NotExpressible(why)) => {
                json!({"id": id, "error": {"class": "not_expressible", "str": why, "fields": {}}})
            }
            Err(Failure::Failed(error)) => json!({"id": id, "error": {
                "class": class(&error),
                "str": error.to_string(),
                "fields": {
                    "status": error.status().map(|status| status.as_u16()),
                    "code": error.code(),
                    "message": error.message(),
                    "more_info": error.more_info(),
                    "request_id": error.request_id(),
                    "attempts": error.attempts().len(),
                    "is_outcome_unknown": error.is_outcome_unknown(),
                },
            }}),
        }
    }
}

/// What kind of failure it is; nothing is sent for one that the interface can't express.
fn class(error: &Error) -> String {
    match error.kind() {
        ErrorKind::Invalid => "not_expressible".to_owned(),
        kind => format!("{kind:?}"),
    }
}

async fn send(trusthub: &TrustHub, operation: &str, arguments: Value) -> Outcome {
    match trusthub.prepare(operation, arguments)? {
        Prepared::Call(call) => Ok(call.send().await?.value.to_value()?),
        Prepared::List(list) => all(list, None).await,
    }
}

/// All items, or the first `most`.
async fn all(list: List, most: Option<usize>) -> Outcome {
    let mut items = list.stream();
    let mut all = Vec::new();
    while most.is_none_or(|most| all.len() < most) {
        let Some(item) = items.try_next().await? else {
            break;
        };
        all.push(item.to_value()?);
    }
    Ok(Value::Array(all))
}

fn page(page: &Page) -> Outcome {
    let items = page.items.iter().map(|item| item.to_value());
    Ok(Value::Array(items.collect::<Result<_, _>>()?))
}

/// A number of the call, where it is one that the interface takes.
fn number<N: TryFrom<u64>>(call: &Value, name: &str) -> Result<Option<N>, Failure> {
    let given = &call[name];
    if given.is_null() {
        return Ok(None);
    }
    let number = given.as_u64().and_then(|number| N::try_from(number).ok());
    let why = || Failure::NotExpressible(format!("{name} is a number from 0 on"));
    number.ok_or_else(why).map(Some)
}
