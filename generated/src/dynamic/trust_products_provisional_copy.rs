//! The operations of `/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::TrustProductSid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["trust-products", "provisional-copy"],
    path: "/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy",
    docs: "The provisional copy of an approved trust product, in which facts are changed that the approved one no longer lets be changed.",
    operations: &[
        Operation {
            id: "CreateTrustProductProvisionalCopy",
            word: "create",
            method: "POST",
            path: "/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy",
            docs: "Makes a provisional copy of an approved trust product.\nCopies the product, so that facts can be changed that an approved product no longer lets be changed. There is at most one copy of a product: error 18608 means that there is one, error 18607 that the product can't be copied in its present state. The request has no body.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
            ],
            columns: &["policy_sid", "friendly_name"],
            fields: super::fields_of::<
                crate::trust_products::provisional_copy::TrustProductProvisionalCopy,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchTrustProductProvisionalCopy",
            word: "fetch",
            method: "GET",
            path: "/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy",
            docs: "Fetches the provisional copy of a trust product.\nReturns the copy, and how far its review has come.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "TrustProductSid",
                        "trust-product-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a trust product.",
                    )
                    .required(),
            ],
            columns: &["policy_sid", "friendly_name"],
            fields: super::fields_of::<
                crate::trust_products::provisional_copy::TrustProductProvisionalCopy,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .provisional_copy(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .create();
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .trust_products()
        .provisional_copy(arguments.required::<TrustProductSid>("TrustProductSid")?)
        .fetch();
    Ok(request.into())
}
