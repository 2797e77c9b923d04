//! The macros in a crate without a prelude, where a document's names shadow everything they could rely on.

#![no_implicit_prelude]
#![deny(missing_docs, unused)]

use ::twilio_client as rt;

/// Names that a document may give to its own types.
pub mod names {
    /// A type.
    pub struct Option;
    /// A type.
    pub struct String;
    /// A type.
    pub struct Result;
    /// A type.
    pub struct Ok;
    /// A trait.
    pub trait From {}
    /// A trait.
    pub trait Into {}
}

#[allow(unused_imports)]
use names::*;

/// Identifies a parcel.
#[derive(
    ::core::clone::Clone,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::cmp::PartialOrd,
    ::core::cmp::Ord,
    ::core::hash::Hash,
)]
pub struct ParcelSid(rt::Sid);
rt::impl_sid!(ParcelSid, "XP");

rt::open_enum! {
    /// Where a parcel is.
    pub enum Place {
        /// Delivered.
        Ok = "ok",
    }
}

/// A request that has no result.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteParcel(rt::Call<()>);
rt::call_methods!(DeleteParcel => ());

static API: rt::Api = rt::Api::new(
    "Parcels",
    "https://parcels.twilio.com",
    "twilio-parcels/1.0.0",
)
.conventions(&rt::CONVENTIONS);

#[::core::prelude::v1::test]
fn the_expansions_work() {
    let client: rt::Client = rt::Builder::new(&API, rt::Credentials::api_key("SK1", "secret"))
        .base_url("http://localhost")
        .build()
        .unwrap();
    let sid = ParcelSid::new("XP0123456789abcdef0123456789abcdef").unwrap();
    let call = client
        .delete("/v1/P/{Sid}")
        .path("Sid", &sid)
        .query("Place", Place::Ok);
    let request = DeleteParcel(call).build().unwrap();
    let uri = "http://localhost/v1/P/XP0123456789abcdef0123456789abcdef?Place=ok";
    ::std::assert_eq!(*request.uri(), uri);
}
