//! What a generated crate says of its service, where requests go, and whose they are.

pub(crate) mod api;
pub(crate) mod conventions;
pub(crate) mod credentials;
pub(crate) mod document;
pub(crate) mod origin;
