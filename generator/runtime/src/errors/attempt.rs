//! `Attempt`: one attempt of a call that failed.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::ErrorKind;

/// One attempt of a call that failed; see [`Error::attempts`](crate::Error::attempts).
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// Why it failed.
    pub kind: ErrorKind,
    /// The status of the service's response, if there was one.
    pub status: Option<StatusCode>,
    /// The wait before this attempt.
    pub waited: Duration,
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
