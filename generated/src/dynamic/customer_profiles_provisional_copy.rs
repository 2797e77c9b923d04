//! The operations of `/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::CustomerProfileSid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["customer-profiles", "provisional-copy"],
    path: "/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy",
    docs: "The provisional copy of an approved customer profile, in which facts are changed that the approved one no longer lets be changed.",
    operations: &[
        Operation {
            id: "CreateCustomerProfileProvisionalCopy",
            word: "create",
            method: "POST",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy",
            docs: "Makes a provisional copy of an approved customer profile.\nCopies the profile, so that facts can be changed that an approved profile no longer lets be changed. There is at most one copy of a profile: error 18608 means that there is one, error 18607 that the profile can't be copied in its present state. The request has no body.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
            ],
            columns: &["policy_sid", "friendly_name"],
            fields: super::fields_of::<
                crate::customer_profiles::provisional_copy::CustomerProfileProvisionalCopy,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchCustomerProfileProvisionalCopy",
            word: "fetch",
            method: "GET",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy",
            docs: "Fetches the provisional copy of a customer profile.\nReturns the copy, and how far its review has come.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
            ],
            columns: &["policy_sid", "friendly_name"],
            fields: super::fields_of::<
                crate::customer_profiles::provisional_copy::CustomerProfileProvisionalCopy,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .provisional_copy(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .create();
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .provisional_copy(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .fetch();
    Ok(request.into())
}
