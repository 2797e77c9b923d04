//! The macros in a crate without a prelude, where a document's names shadow everything they could rely on.

#![no_implicit_prelude]
#![deny(missing_docs, unused)]

use ::openapi_client_runtime as rt;

/// Names that a document may give to its own types.
pub mod names {
    /// A type.
    #[derive(::core::fmt::Debug, ::core::clone::Clone)]
    pub struct Option;
    /// A type.
    pub struct String;
    /// A type.
    pub struct Vec;
    /// A type.
    pub struct Result;
    /// A type.
    pub struct Some;
    /// A type.
    pub struct Ok;
    /// A type.
    pub struct Err;
    /// A type.
    pub struct None;
    /// A trait.
    pub trait From {}
    /// A trait.
    pub trait Into {}
}

#[allow(unused_imports)]
use names::*;

rt::open_enum! {
    /// Where a parcel is.
    pub enum Place {
        /// Nowhere.
        None = "none",
        /// Somewhere.
        Some = "some",
        /// Delivered.
        Ok = "ok",
        /// Lost.
        Err = "err",
        /// Any text will do.
        Error = "error",
    }
}

/// A request for one parcel.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct FetchParcel(rt::Call<::std::string::String>);
rt::call_methods!(FetchParcel => ::std::string::String);

/// A request that has no result.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteParcel(rt::Call<()>);
rt::call_methods!(DeleteParcel => ());

/// A request for parcels.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListParcels(rt::List<::std::string::String>);
rt::list_methods!(ListParcels => ::std::string::String);

static API: rt::Api = rt::Api::new("Parcels", "https://parcels.example.com", "parcels/1.0.0");

#[::core::prelude::v1::test]
fn the_expansions_work() {
    let client: rt::Client = rt::Builder::new(&API, rt::Credentials::basic("SK1", "secret"))
        .base_url("http://localhost")
        .build()
        .unwrap();
    let call = client
        .get("/v1/P/{Sid}")
        .path("Sid", "X1")
        .query("Place", Place::Error);
    let request = FetchParcel(call)
        .with_timeout(::core::time::Duration::from_secs(1))
        .with_retry(rt::RetryPolicy::none())
        .with_header("x-trace", "t1")
        .build()
        .unwrap();
    ::std::assert_eq!(request.headers()["x-trace"], "t1");
    let uri = "http://localhost/v1/P/X1?Place=error";
    ::std::assert_eq!(*request.uri(), uri);
    const PAGING: rt::Paging = rt::Paging::new("parcels").page_size("PageSize", 1..=50);
    let list = ListParcels(client.list("/v1/P", PAGING)).limit(7);
    ::std::assert_eq!(
        *list.build().unwrap().uri(),
        "http://localhost/v1/P?PageSize=7"
    );
    ::std::assert!(DeleteParcel(client.delete("/{Sid}")).build().is_err());
}
