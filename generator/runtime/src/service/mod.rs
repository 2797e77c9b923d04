//! A service and its client: where requests go, who sends them, and how.

pub(crate) mod api;
pub(crate) mod builder;
pub(crate) mod client;
pub(crate) mod clock;
pub(crate) mod conventions;
pub(crate) mod credentials;
pub(crate) mod oauth;
pub(crate) mod origin;
pub(crate) mod transports;
