//! Errors, and what is kept out of them.

pub(crate) mod error;
pub(crate) mod mask;
pub(crate) mod secrets;
pub(crate) mod service_error;
