//! What a request says about its responses.

use http::{HeaderMap, StatusCode};

use super::JSON;
use crate::Request;
use crate::values::reply::{self, Reply};

impl Request {
    pub(crate) fn accept(&self) -> &'static str {
        self.draft.accept.unwrap_or(JSON)
    }

    pub(crate) fn is_success(&self, status: StatusCode) -> bool {
        let is_redirect = || {
            status.is_redirection() && self.draft.replies.iter().any(|reply| reply.is_of(status))
        };
        status.is_success() || is_redirect()
    }

    /// The documented response that came with this status; `None` where it is none of them.
    pub(crate) fn reply(&self, status: StatusCode, headers: &HeaderMap) -> Option<Reply> {
        match self.is_success(status) {
            true => match self.draft.replies {
                [] => Some(reply::PLAIN_JSON),
                // Another success is read like the documented one, unless an enumeration tells them apart.
                replies => reply::find(replies, status, headers)
                    .or_else(|| replies.first().copied().filter(|first| first.3.is_empty())),
            },
            false => reply::find(self.draft.errors, status, headers),
        }
    }
}
