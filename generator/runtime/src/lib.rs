//! What every generated Twilio client needs at run time.
//!
//! Generated crates state facts, such as paths, names of parameters and shapes of records; this crate does the work. It
//! knows no resource. A user of a generated crate meets its types there, under the generated crate's own name.
//!
//! | to | see |
//! |---|---|
//! | make a client | [`Builder`], [`Credentials`], [`Client`] |
//! | send a request, or look at it first | [`Call`], [`Request`] |
//! | read a list | [`List`], [`Page`], [`Pages`], [`Items`] |
//! | find out what went wrong | [`Error`], [`ErrorKind`] |
//! | hold values | [`Sid`], [`Timestamp`], [`open_enum!`] |
//! | send over something else, or over nothing | [`Transport`], [`testing`](crate#features) |
//!
//! Generated code itself uses [`Api`], [`Paging`], [`Param`], [`call_methods!`], [`list_methods!`], [`impl_sid!`],
//! [`open_enum!`] and [`de`].
//!
//! # Features
//!
//! * `transport` (default): HTTP/1.1 and HTTP/2 by hyper and rustls, with the platform's certificates; needs tokio.
//! * `testing`: the module `testing` with `Canned`, a transport that answers from a queue and records what it was asked.

mod api;
mod builder;
mod call;
mod client;
mod credentials;
pub mod de;
mod decode;
mod encode;
mod envelope;
mod error;
mod list;
mod open_enum;
mod origin;
mod page;
mod pages;
mod param;
mod request;
mod service_error;
mod sid;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod timestamp;
mod transport;
mod verbs;

pub use api::Api;
pub use builder::Builder;
pub use call::{BoxFuture, Call};
pub use client::Client;
pub use credentials::Credentials;
pub use error::{Error, ErrorKind};
pub use list::{List, Paging};
pub use open_enum::{UnknownValue, Unrecognized};
pub use page::Page;
pub use pages::{Items, Pages};
pub use param::{InRange, Param, Pii, REDACTED, Redacted, Values, in_range, list};
pub use request::Request;
pub use sid::{InvalidSid, Sid};
pub use timestamp::{InvalidTimestamp, Timestamp};
pub use transport::{Limits, Transport, TransportError, TransportErrorKind, TransportFuture};

pub use {bytes, http};

/// What the expansions of this crate's macros use; not for anybody else.
#[doc(hidden)]
pub mod __private {
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::open_enum::{EnumVisitor, unknown_value, unrecognized};
    use crate::{InvalidSid, Sid, Values};

    pub fn sid(text: &str, kind: &'static str, prefix: &'static str) -> Result<Sid, InvalidSid> {
        Sid::checked(text, kind, Some(prefix))
    }

    pub fn encode_sid(sid: &Sid, kind: &'static str, prefix: &'static str, values: &mut Values) {
        crate::sid::encode(sid, kind, Some(prefix), values);
    }
}
