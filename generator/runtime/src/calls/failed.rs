//! Errors of attempts: what an error says of a response, or of its absence.

use std::error::Error as StdError;
use std::fmt::Write as _;

use crate::calls::exchange::Response;
use crate::errors::error::Raw;
use crate::errors::mask::{mask, one_line};
use crate::errors::secrets::Forms;
use crate::errors::service_error::ServiceError;
use crate::values::decode::DecodeError;
use crate::{Attempt, Client, Error, ErrorKind, Limits, TransportError, TransportErrorKind};

/// The most of a response's body that an error keeps, in bytes.
const BODY: usize = 4096;

/// How much of a body is looked at for that, so that a long one costs no more.
const WINDOW: usize = 16 * BODY;

impl Error {
    pub(crate) fn transport(
        client: &Client,
        limits: &Limits,
        error: TransportError,
        personal: &[&str],
        secrets: &Forms,
    ) -> Self {
        let mut described =
            Self::without_response(error.kind(), client.api().name, client.root(), limits);
        // The last link of the chain is the reason a reader looks for: "Connection refused".
        let mut causes = std::iter::successors(error.source(), |error| (*error).source());
        if let Some(reason) = causes.clone().last() {
            let reason = secrets.mask(&reason.to_string());
            let _ = write!(described.0.sentence, ": {}", line(&reason, personal));
        }
        let leaks = |error: &dyn StdError| secrets.is_in(&format!("{error} {error:?}"));
        match causes.any(leaks) {
            true => described,
            false => described.with_source(error),
        }
    }

    /// The service at this origin gave no response, or none that could be taken.
    pub(crate) fn without_response(
        kind: TransportErrorKind,
        name: &str,
        origin: &str,
        limits: &Limits,
    ) -> Self {
        let (kind, sentence) = match kind {
            TransportErrorKind::Connect => (
                ErrorKind::Connect,
                format!("{name} could not be reached at {origin}"),
            ),
            TransportErrorKind::Unusable => (
                ErrorKind::Transport,
                format!("the request to {name} could not be sent"),
            ),
            TransportErrorKind::Timeout => (
                ErrorKind::Timeout,
                format!("{name} did not respond within {:?}", limits.timeout),
            ),
            TransportErrorKind::BodyTooLarge => (
                ErrorKind::Transport,
                format!("{name} responded with more than {} bytes", limits.max_body),
            ),
            TransportErrorKind::Interrupted => (
                ErrorKind::Transport,
                format!("the exchange with {name} failed"),
            ),
        };
        Self::new(kind, sentence)
    }

    /// The service responded with an error.
    pub(crate) fn of_response(name: &str, response: &Response, personal: &[&str]) -> Self {
        let secrets = response.secrets.forms();
        let service =
            ServiceError::read(&response.body, &response.meta.conventions.error).masked(&secrets);
        let mut sentence = format!("{name} returned {}", response.meta.status.as_str());
        if let (None, Some(reason)) = (&service.message, response.meta.status.canonical_reason()) {
            let _ = write!(sentence, " {reason}");
        }
        if let Some(code) = service.code {
            let _ = write!(sentence, " (code {code})");
        }
        if let Some(message) = &service.message {
            let _ = write!(sentence, ": {}", line(message, personal));
        }
        let mut error = Self::responded(ErrorKind::Api, sentence, response, &secrets);
        error.0.service = service;
        error.0.raw = Some(Raw {
            reply: response.reply,
            headers: response.meta.headers.clone(),
            body: response.body.clone(),
            secrets,
        });
        error
    }

    /// The service responded with success, but not with what was expected.
    pub(crate) fn of_body(name: &str, response: &Response, failure: &DecodeError) -> Self {
        let status = response.meta.status.as_str();
        let sentence = format!("{name} returned {status}, but its body {failure}");
        let secrets = response.secrets.forms();
        // The path to the position is made of keys, and a key may repeat a secret.
        let sentence = secrets.mask(&sentence);
        Self::responded(ErrorKind::Decode, sentence, response, &secrets)
    }

    /// A DELETE that was sent again found nothing, so there is no record to return.
    pub(crate) fn deleted(name: &str, response: &Response) -> Self {
        let status = response.meta.status.as_str();
        let sentence = format!(
            "{name} returned {status} to a DELETE that was sent again: the resource is deleted, but its record did not arrive"
        );
        Self::responded(
            ErrorKind::Api,
            sentence,
            response,
            &response.secrets.forms(),
        )
    }

    fn responded(
        kind: ErrorKind,
        mut sentence: String,
        response: &Response,
        secrets: &Forms,
    ) -> Self {
        let request_id = response.request_id(secrets);
        if let Some(request_id) = request_id.filter(|id| is_id(id)) {
            let _ = write!(sentence, " [{request_id}]");
        }
        let mut error = Self::new(kind, sentence);
        let attempt = Attempt {
            kind,
            status: Some(response.meta.status),
            waited: response.waited,
        };
        error.0.attempts = [&response.failed[..], &[attempt]].concat();
        error.0.status = Some(response.meta.status);
        error.0.request_id = request_id.map(str::to_owned);
        error.0.retry_after = response.meta.retry_after;
        error.0.body = Some(beginning(&response.body, secrets));
        error
    }
}

/// The beginning of a body as text, without secrets.
fn beginning(body: &[u8], secrets: &Forms) -> String {
    let seen = body.len().min(WINDOW);
    let text = secrets.mask(&String::from_utf8_lossy(&body[..seen]));
    // The window may end within a secret, which is not recognized then.
    let cut = match seen < body.len() {
        true => secrets.longest(),
        false => 0,
    };
    let end = text.len().saturating_sub(cut);
    truncated(text, end.min(BODY))
}

/// A text on one line, of bounded length and without personal values, whatever the service put there.
fn line(text: &str, personal: &[&str]) -> String {
    // A value that is cut would not be recognized any more.
    truncated(mask(&one_line(text), personal), BODY)
}

/// The first bytes, at most this many, in whole characters.
fn truncated(mut text: String, most: usize) -> String {
    let end = (0..=most.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or_default());
    text
}

/// Whether a request's id is one, and nothing that only pretends to be.
fn is_id(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&text.len()) && text.bytes().all(is_part)
}
