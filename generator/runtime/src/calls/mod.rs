//! The client and its calls: one request built, sent, retried, and its response read.

pub(crate) mod authorization;
pub(crate) mod background;
pub(crate) mod builder;
pub(crate) mod call;
pub(crate) mod client;
pub(crate) mod clock;
mod curl;
pub(crate) mod exchange;
mod failed;
pub(crate) mod limit;
pub(crate) mod meta;
pub(crate) mod oauth;
pub(crate) mod options;
pub(crate) mod output;
pub(crate) mod request;
pub(crate) mod retry;
pub(crate) mod trace;
