//! One request: built, sent, retried, and its response read.

pub(crate) mod background;
#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod call;
pub(crate) mod curl;
pub(crate) mod exchange;
pub(crate) mod limit;
pub(crate) mod meta;
pub(crate) mod options;
pub(crate) mod output;
pub(crate) mod request;
pub(crate) mod retry;
pub(crate) mod trace;
pub(crate) mod verbs;
