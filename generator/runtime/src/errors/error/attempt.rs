//! `Attempt`: what became of one sending of a request that failed.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::ErrorKind;

/// What became of one attempt of a call that failed; see [`Error::attempts`](crate::Error::attempts).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    kind: ErrorKind,
    status: Option<StatusCode>,
    waited: Duration,
}

impl Attempt {
    pub(crate) fn new(kind: ErrorKind, status: Option<StatusCode>, waited: Duration) -> Self {
        Self {
            kind,
            status,
            waited,
        }
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The status of the service's response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The wait before this attempt.
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(f, "{}", status.as_u16())?,
            None => write!(f, "{:?}", self.kind)?,
        }
        match self.waited {
            Duration::ZERO => Ok(()),
            waited => write!(f, " after {waited:?}"),
        }
    }
}
