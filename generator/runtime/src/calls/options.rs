//! `Options`: what a caller sets for one request, whatever it asks for.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};

use crate::{Error, RetryPolicy};

/// The settings of one request; where there is none, the client's hold.
#[derive(Clone, Default)]
pub(crate) struct Options {
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) headers: HeaderMap,
    /// Whether the thread is blocked until there is a response.
    pub(crate) is_blocking: bool,
    refused: Option<String>,
}

/// The headers that a client sets itself.
const CLIENTS: [HeaderName; 6] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::AUTHORIZATION,
    header::CONTENT_ENCODING,
    header::CONTENT_TYPE,
    header::USER_AGENT,
];

/// The headers that belong to a connection, or say where a request ends.
const CONNECTIONS: [HeaderName; 12] = [
    header::CONNECTION,
    header::CONTENT_LENGTH,
    header::EXPECT,
    header::HOST,
    HeaderName::from_static("http2-settings"),
    HeaderName::from_static("keep-alive"),
    header::PROXY_AUTHORIZATION,
    HeaderName::from_static("proxy-connection"),
    header::TE,
    header::TRAILER,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
];

/// Whether no operation can have this header as a parameter.
pub(crate) fn is_connections(name: &HeaderName) -> bool {
    CONNECTIONS.contains(name)
}

impl Options {
    /// Sets a header; one that is there already takes the new value.
    pub(crate) fn set_header(
        &mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) {
        let mut refuse = |rule: String| {
            self.refused.get_or_insert(rule);
        };
        let Ok(name) = name.try_into() else {
            return refuse("invalid header (nothing was sent): its name is not well-formed".into());
        };
        if CLIENTS.contains(&name) || is_connections(&name) {
            return refuse(format!(
                "invalid header {name} (nothing was sent): the client sets it itself"
            ));
        }
        match value.try_into() {
            Ok(value) => {
                self.headers.insert(name, value);
            }
            Err(_) => refuse(format!(
                "invalid header {name} (nothing was sent): its value holds a character that is not allowed in a header"
            )),
        }
    }

    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.refused {
            Some(rule) => Err(Error::refused(rule)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(name: &str, value: &str) -> Option<String> {
        let mut options = Options::default();
        options.set_header(name, value);
        let error = options.check().err()?;
        assert!(error.is_invalid() && options.headers.is_empty());
        Some(error.to_string())
    }

    #[test]
    fn headers_that_would_break_out_are_refused() {
        for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\u{7f}"] {
            let message = refused("X-Trace", value).unwrap();
            assert!(message.starts_with("invalid header x-trace ") && !message.contains("Evil"));
        }
        for name in ["", "X Trace", "X-Trace:", "X\r\nEvil", "X\0", "é"] {
            let message = refused(name, "a").unwrap();
            assert!(
                message.contains("its name") && !message.contains("Evil"),
                "{message}"
            );
        }
        assert_eq!(refused("X-Trace", "a b\t\"c\""), None);
        assert_eq!(refused("traceparent", ""), None);
    }

    #[test]
    fn headers_of_the_client_are_refused() {
        for name in CLIENTS.into_iter().chain(CONNECTIONS) {
            for name in [name.as_str().to_owned(), name.as_str().to_uppercase()] {
                assert!(
                    refused(&name, "a").unwrap().contains("sets it itself"),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn the_last_value_of_a_header_is_sent() {
        let mut options = Options::default();
        options.set_header("X-Trace", "a");
        options.set_header("x-trace", String::from("b"));
        assert_eq!(options.headers.get_all("x-trace").iter().count(), 1);
        assert_eq!(options.headers["x-trace"], "b");
    }
}
