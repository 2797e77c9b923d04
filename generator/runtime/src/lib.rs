//! What every generated client needs at run time.
//!
//! Generated crates state facts, such as paths, names of parameters and shapes of records; this crate does the work. It
//! knows no resource and no provider: what the services of one provider do in their own way is a value of
//! [`Conventions`]. A user of a generated crate meets its types there, under the generated crate's own name.
//!
//! | to | see |
//! |---|---|
//! | make a client | [`Builder`], [`Credentials`], [`Client`] |
//! | send a request, or look at it first | [`Call`], [`Request`] |
//! | read a list | [`List`], [`Page`], [`Pages`], [`Items`], [`Cursor`] |
//! | find out what went wrong, and how often it was tried | [`Error`], [`ErrorKind`], [`Attempt`], [`error_guide`] |
//! | decide what is sent again, and when | [`RetryPolicy`], [`Builder::max_concurrent`], [`Clock`] |
//! | read status and headers | [`Call::with_meta`], [`Page::meta`], [`Meta`] |
//! | hold values | [`Timestamp`], [`Date`], [`Decimal`], [`File`], [`open_enum!`] |
//! | describe what a provider's services do in their own way | [`Conventions`], [`PLAIN`], [`builder_methods!`] |
//! | send over something else, or over nothing | [`Transport`], [`testing`](crate#features) |
//!
//! Generated code itself uses [`Api`], [`Paging`], [`Param`], [`Content`], [`call_methods!`], [`list_methods!`], [`open_enum!`],
//! [`open_record!`], [`de`] and [`ser`].
//!
//! # Numbers
//!
//! A number keeps all its digits, also in a `serde_json::Value`: this crate enables the feature `arbitrary_precision` of
//! `serde_json`, which holds for the whole program then. Types of the program that serde buffers, by `flatten`, `untagged` or
//! `tag`, then can't read a float from JSON text into an `f64`; they can by way of a `serde_json::Value`, or into a
//! [`Decimal`].
//!
//! # Features
//!
//! * `transport` (default): HTTP/1.1 and HTTP/2 by hyper and rustls, with the platform's certificates; needs tokio.
//! * `gzip` (default): responses may come compressed.
//! * `ring` (default), `aws-lc-rs`: the cryptography under TLS; with both it is `aws-lc-rs`, with none the process's default
//!   provider of rustls.
//! * `blocking`: `blocking()` on every request, for programs without an async runtime, by ureq and rustls, HTTP/1.1; take
//!   it with `ring` or `aws-lc-rs`.
//! * `tracing`: a span `openapi_client.request` for each call, with the attributes that OpenTelemetry names for an HTTP client
//!   (`http.request.method`, `server.address`, `server.port`, `url.template`, `http.response.status_code`,
//!   `http.request.resend_count`, `error.type`) and `request_id`, and an event for each retry. Neither holds an
//!   address or a parameter.
//! * `reqwest`: `Builder::reqwest` takes a client of the crate reqwest that the program has already.
//! * `dynamic`: the module `dynamic`, which calls operations by their ids with JSON.
//! * `testing`: the module `testing` with `MockTransport`, a transport that replies by rules and records the requests,
//!   `TestClock`, by which an hour of retries takes no time, and functions that make an `Error`.

#![warn(unnameable_types)]

/// `Debug` as one of the fields has it.
macro_rules! debug_as {
    ($name:ident$(<$generic:ident>)? => $field:tt) => {
        impl$(<$generic>)? std::fmt::Debug for $name$(<$generic>)? {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.$field, f)
            }
        }
    };
}

mod calls;
#[cfg(feature = "dynamic")]
pub mod dynamic;
pub mod error_guide;
mod errors;
mod lists;
mod service;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod transport;
mod values;

pub use calls::builder::{Builder, Settings};
pub use calls::call::{BoxFuture, Call};
pub use calls::client::Client;
pub use calls::clock::{Clock, Sleep};
pub use calls::meta::{Meta, WithMeta};
pub use calls::output::Output;
pub use calls::request::{Content, Request, files, json_items, text};
pub use calls::retry::RetryPolicy;
pub use errors::error::{Attempt, Error, ErrorKind};
pub use errors::service_error::ErrorFields;
#[cfg(feature = "blocking")]
pub use lists::blocking::{BlockingItems, BlockingPages};
pub use lists::cursor::Cursor;
pub use lists::list::{List, Paging};
pub use lists::page::Page;
pub use lists::pages::{Items, Pages};
pub use service::api::Api;
pub use service::conventions::{Conventions, PLAIN, PageField, ServerVariable, Variables};
pub use service::credentials::Credentials;
pub use service::document::{
    Requirements, Security, SecurityScheme, SecuritySchemeKind, Server, UrlVariable,
};
#[cfg(feature = "blocking")]
pub use transport::BlockingTransport;
pub use transport::{Limits, Task, Transport, TransportError, TransportErrorKind, TransportFuture};
pub use values::date::{Date, InvalidDate};
pub use values::decimal::{Decimal, InvalidDecimal};
pub use values::file::File;
pub use values::json::{Json, json, json_param};
pub use values::open_enum::{UnknownValue, Unrecognized};
pub use values::param::{InRange, Param, Pii, REDACTED, Redacted, Values, in_range, list};
pub use values::reply::{Form, Reply};
pub use values::style::{JsonText, Members, Style, Styled, json_text, members, styled};
pub use values::timestamp::{InvalidTimestamp, Timestamp};

pub use values::sent::is_read_only;
pub use values::{de, ser};
pub use {bytes, http};

/// What the expansions of this crate's macros use; not for anybody else.
#[doc(hidden)]
pub mod __private {
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

    #[cfg(feature = "reqwest")]
    pub use crate::transport::reqwest::Reqwest;
    #[cfg(any(feature = "transport", feature = "blocking"))]
    pub use crate::transport::settings::Settings;
    pub use crate::values::open::Open;
    pub use crate::values::open_enum::{EnumVisitor, unknown_value, unrecognized};
    #[cfg(feature = "reqwest")]
    pub use reqwest;

    pub use crate::transport::transports::Transports;
}
