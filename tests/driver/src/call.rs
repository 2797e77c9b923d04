//! One call: what is sent, and how it ended.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openapi_client_runtime::dynamic::{ErrorReader, Operation, Prepared, Record, Service};
use openapi_client_runtime::{Error, ErrorKind, Form, Meta};
use serde_json::{Map, Value, json};

use crate::arguments::arguments;
use crate::client::client;

/// The operation with this id, or with this method and path: `GET /things`.
pub fn find(service: &Service, name: &str) -> Option<&'static Operation> {
    let by_path = || {
        let (method, path) = name.split_once(' ')?;
        let mut operations = service
            .resources
            .iter()
            .flat_map(|resource| resource.operations);
        operations.find(|found| found.method == method && found.path == path)
    };
    service.operation(name).or_else(by_path)
}

/// Makes a call, and returns the members of its line.
pub async fn run(service: &'static Service, operation: &'static Operation, case: &Value) -> Value {
    let mut reader: ErrorReader = |_| None;
    match send(service, operation, case, &mut reader).await {
        Ok((value, meta)) => json!({
            "ok": value,
            "status": meta.map(|meta| meta.status().as_u16()),
        }),
        Err(error) => {
            crate::complain(&error.to_string());
            let mut described = describe(&error);
            if let Some(Ok(body)) = reader(&error).map(|body| value(&body)) {
                described["value"] = body;
            }
            json!({ "error": described })
        }
    }
}

async fn send(
    service: &'static Service,
    operation: &'static Operation,
    case: &Value,
    reader: &mut ErrorReader,
) -> Result<(Value, Option<Meta>), Error> {
    let client = client(service.api, case)?;
    let prepared = operation.prepare_by_location(&client, arguments(operation, case))?;
    *reader = prepared.error_reader();
    match prepared {
        Prepared::Call(call) => {
            let response = call.send().await?;
            Ok((value(&response.value)?, Some(response.meta)))
        }
        Prepared::List(list) => {
            let page = list.send().await?;
            let items = page.items.iter().map(value);
            Ok((Value::Array(items.collect::<Result<_, _>>()?), page.meta))
        }
    }
}

/// A value that was read; that it has no JSON is as if it could not be read.
fn value(record: &Record) -> Result<Value, Error> {
    match record.raw() {
        Some((Form::Bytes, body)) => Ok(json!({ "$base64": STANDARD.encode(body) })),
        _ => record.to_value().map_err(Error::invalid_value),
    }
}

fn describe(error: &Error) -> Value {
    // Where there is no token, it is the request for it that was sent, and responded to.
    let sent = error
        .attempts()
        .iter()
        .any(|attempt| attempt.kind != ErrorKind::Connect);
    let members = [
        ("kind", json!(kind(error))),
        (
            "status",
            json!(error.status().map(|status| status.as_u16())),
        ),
        ("sent", json!(sent)),
    ];
    let members = members.map(|(name, value)| (name.to_owned(), value));
    Value::Object(Map::from_iter(members))
}

fn kind(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Config | ErrorKind::Token => "credentials",
        ErrorKind::Api => "api",
        ErrorKind::Decode | ErrorKind::Page => "decode",
        ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => "transport",
        _ => "invalid",
    }
}
