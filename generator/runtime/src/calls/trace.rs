//! The span of a call and the events of its retries; nothing at all without the feature `tracing`.

use std::time::Duration;

use crate::calls::exchange::{Exchange, Response};
use crate::{Error, Request};

/// The span of one call, with the attributes that OpenTelemetry names for an HTTP client.
///
/// It holds the template of the path, and neither address nor parameters: these may be personal.
pub(crate) struct CallSpan {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(not(feature = "tracing"))]
impl CallSpan {
    pub(crate) fn new(_: &Request) -> Self {
        Self {}
    }

    pub(crate) fn follow<F: Future>(&self, call: F) -> F {
        call
    }

    pub(crate) fn retry(&self, _: &Exchange<'_>, _: Duration) {}

    pub(crate) fn end(&self, _: &Result<Response, Error>) {}
}

#[cfg(feature = "tracing")]
impl CallSpan {
    pub(crate) fn new(request: &Request) -> Self {
        use tracing::field::Empty;

        let method = request.method().as_str();
        let template = request.path_template();
        let uri = request.uri();
        let port = uri.port_u16().unwrap_or(match uri.scheme_str() {
            Some("http") => 80,
            _ => 443,
        });
        let span = tracing::info_span!(
            "openapi_client.request",
            otel.kind = "client",
            otel.name = Empty,
            http.request.method = method,
            server.address = uri.host(),
            server.port = port,
            url.template = template,
            http.response.status_code = Empty,
            http.request.resend_count = Empty,
            error.r#type = Empty,
            request_id = Empty,
        );
        if !span.is_disabled() {
            span.record(
                "otel.name",
                tracing::field::display(format_args!("{method} {template}")),
            );
        }
        Self { span }
    }

    /// Has the span entered whenever the call is polled.
    pub(crate) fn follow<F: Future>(&self, call: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(call, self.span.clone())
    }

    pub(crate) fn retry(&self, exchange: &Exchange<'_>, wait: Duration) {
        if let Some(attempt) = exchange.attempts().last() {
            let kind = error_type(attempt.kind, attempt.status);
            let number = exchange.attempts().len();
            let wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX);
            tracing::info!(
                parent: &self.span,
                error.r#type = kind.as_str(),
                attempt = number,
                wait_ms,
                "the request is sent again"
            );
        }
    }

    pub(crate) fn end(&self, result: &Result<Response, Error>) {
        if self.span.is_disabled() {
            return;
        }
        let (status, request_id, attempts) = match result {
            Ok(response) => {
                let request_id = response.request_id(&response.secrets.forms());
                (
                    Some(response.meta.status),
                    request_id,
                    response.meta.attempts,
                )
            }
            Err(error) => (error.status(), error.request_id(), error.attempts().len()),
        };
        if let Some(status) = status {
            self.span
                .record("http.response.status_code", status.as_u16());
        }
        if let Some(request_id) = request_id {
            self.span.record("request_id", request_id);
        }
        if attempts > 1 {
            self.span.record("http.request.resend_count", attempts - 1);
        }
        if let Err(error) = result {
            let kind = error_type(error.kind(), error.status());
            self.span.record("error.type", kind.as_str());
        }
    }
}

/// The status, or the kind of what went wrong, in lower case.
#[cfg(feature = "tracing")]
fn error_type(kind: crate::ErrorKind, status: Option<http::StatusCode>) -> String {
    match status {
        Some(status) => status.as_str().to_owned(),
        None => format!("{kind:?}").to_ascii_lowercase(),
    }
}

#[cfg(test)]
#[cfg(feature = "tracing")]
mod tests;
