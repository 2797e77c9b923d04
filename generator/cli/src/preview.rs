//! `--dry-run` and `--curl`: the request that would be sent.

use std::sync::{Arc, Mutex, PoisonError};

use openapi_client_runtime::bytes::Bytes;
use openapi_client_runtime::dynamic::Prepared;
use openapi_client_runtime::http;
use openapi_client_runtime::{
    Limits, Transport, TransportError, TransportErrorKind, TransportFuture,
};
use serde::Serialize;

use crate::failure::Failure;
use crate::json::Json;
use crate::options::Preview;
use crate::terminal::Stream;

/// A transport that keeps the request and sends nothing.
#[derive(Clone, Default)]
pub(crate) struct Keeper(Arc<Mutex<Option<http::Request<Bytes>>>>);

impl Transport for Keeper {
    fn send(&self, request: http::Request<Bytes>, _: Limits) -> TransportFuture {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(request);
        let error = TransportError::new(TransportErrorKind::Unusable);
        Box::pin(std::future::ready(Err(error)))
    }
}

/// Prints the request, for a list that for its first page.
pub(crate) async fn show(
    prepared: Prepared,
    keeper: &Keeper,
    preview: Preview,
    is_json: bool,
) -> Result<(), Failure> {
    let request = prepared.build()?;
    let text = match preview {
        Preview::Curl => format!("{}\n", request.to_curl()),
        Preview::Request => {
            // What comes back is the keeper's own error.
            match prepared {
                Prepared::Call(call) => drop(call.send().await),
                Prepared::List(list) => drop(list.send().await),
            }
            let kept = keeper.0.lock().unwrap_or_else(PoisonError::into_inner);
            match (&*kept, is_json) {
                (Some(request), true) => {
                    let text = serde_json::to_string_pretty(&to_json(request));
                    format!("{}\n", text.map_err(std::io::Error::from)?)
                }
                (Some(request), false) => to_text(request),
                (None, _) => "nothing would be sent\n".to_owned(),
            }
        }
    };
    let mut stream = Stream::stdout();
    stream.text(&text)?;
    Ok(stream.flush()?)
}

/// The headers; what is secret is masked.
fn headers(request: &http::Request<Bytes>) -> impl Iterator<Item = (&str, String)> {
    request.headers().iter().map(|(name, value)| {
        let value = match value.is_sensitive() {
            true => "[redacted]".to_owned(),
            false => String::from_utf8_lossy(value.as_bytes()).into_owned(),
        };
        (name.as_str(), value)
    })
}

fn to_text(request: &http::Request<Bytes>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in headers(request) {
        text.push_str(&format!("{name}: {value}\n"));
    }
    if !request.body().is_empty() {
        text.push_str(&format!("\n{}\n", body_text(request.body())));
    }
    text
}

/// A body as text, or how long it is.
fn body_text(body: &[u8]) -> String {
    match str::from_utf8(body) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("[{} bytes]", body.len()),
    }
}

fn to_json(request: &http::Request<Bytes>) -> impl Serialize {
    #[derive(Serialize)]
    struct Shown {
        method: String,
        url: String,
        headers: Json,
        body: Option<String>,
    }
    let headers = headers(request).map(|(name, value)| (name.to_owned(), Json::Text(value)));
    let body = request.body();
    Shown {
        method: request.method().to_string(),
        url: request.uri().to_string(),
        headers: Json::Object(headers.collect()),
        body: (!body.is_empty()).then(|| body_text(body)),
    }
}
