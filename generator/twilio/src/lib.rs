//! What Twilio's services have in common, for generated clients.
//!
//! This crate is [`openapi_client_runtime`] with Twilio's conventions: everything of it is here too, and [`Credentials`]
//! and [`Builder`] are Twilio's own.
//!
//! | for | see |
//! |---|---|
//! | credentials and `TWILIO_*` variables | [`Credentials`], [`Builder::from_env`] |
//! | regions and edges | [`Builder::region`], [`Builder::edge`] |
//! | identifiers | [`Sid`], [`impl_sid!`] |
//! | errors, pages, request ids, retries | [`CONVENTIONS`] |
//! | requests that Twilio sends to you | [`webhook`](crate#features) |
//!
//! [`Error::code`] is Twilio's error code; see <https://www.twilio.com/docs/api/errors>.
//!
//! # Features
//!
//! Those of the runtime, and `webhook`: the module `webhook`, which checks that a request to your server comes from Twilio.

#![warn(unnameable_types)]

mod builder;
mod conventions;
mod credentials;
mod hosts;
mod sid;
#[cfg(test)]
mod tests;
#[cfg(feature = "webhook")]
pub mod webhook;

pub use builder::Builder;
pub use conventions::CONVENTIONS;
pub use credentials::Credentials;
pub use openapi_client_runtime::*;
pub use sid::{InvalidSid, Sid};

/// What the expansions of this crate's macros use; not for anybody else.
#[doc(hidden)]
pub mod __private {
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::{InvalidSid, Sid, Values};

    pub fn sid(text: &str, kind: &str, prefix: &str) -> Result<Sid, InvalidSid> {
        Sid::checked(text, kind, Some(prefix))
    }

    pub fn encode_sid(sid: &Sid, kind: &str, prefix: &str, values: &mut Values) {
        crate::sid::encode(sid, kind, Some(prefix), values);
    }
}
