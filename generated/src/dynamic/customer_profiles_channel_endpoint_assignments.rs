//! The operations of `/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{ChannelEndpointAssignmentSid, CustomerProfileSid};

pub(super) const RESOURCE: Resource = Resource {
    words: &["customer-profiles", "channel-endpoint-assignments"],
    path: "/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments",
    docs: "Channel endpoint assignments: the phone numbers and other endpoints of the account that belong to a customer profile. Assign an endpoint to let it use the profile; remove the assignment to take it out again.",
    operations: &[
        Operation {
            id: "ListCustomerProfileChannelEndpointAssignment",
            word: "list",
            method: "GET",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments",
            docs: "Lists the endpoints of a customer profile.\nReturns the channel endpoint assignments of one customer profile in pages. The filters look up one endpoint or several in a single request.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Query,
                    "ChannelEndpointSid",
                    "channel-endpoint-sid",
                    ParameterKind::Id(""),
                    "Only the assignment of this endpoint.",
                ),
                Parameter::new(
                    ParameterLocation::Query,
                    "ChannelEndpointSids",
                    "channel-endpoint-sids",
                    ParameterKind::Text,
                    "Only the assignments of these endpoints: SIDs in one text, with commas between them.",
                ),
                Parameter::new(
                    ParameterLocation::Page,
                    "PageSize",
                    "page-size",
                    ParameterKind::Integer,
                    "How many items a page holds, from 1 to 1000.",
                ),
                Parameter::new(
                    ParameterLocation::Page,
                    "Page",
                    "page",
                    ParameterKind::Integer,
                    "The number of the page to begin at, counted from 0.",
                ),
                Parameter::new(
                    ParameterLocation::Page,
                    "PageToken",
                    "page-token",
                    ParameterKind::Text,
                    "The token of the page to begin at.",
                ),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::customer_profiles::channel_endpoint_assignments::ChannelEndpointAssignment,
            >,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateCustomerProfileChannelEndpointAssignment",
            word: "create",
            method: "POST",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments",
            docs: "Assigns an endpoint to a customer profile.\nPuts a phone number or another endpoint of the account into the customer profile, so that its traffic counts under the profile. The assignment can be removed again, but not changed.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "ChannelEndpointType",
                        "channel-endpoint-type",
                        ParameterKind::Text,
                        "What kind of endpoint it is, for example `phone-number`.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "ChannelEndpointSid",
                        "channel-endpoint-sid",
                        ParameterKind::Id(""),
                        "The endpoint to assign, for example the `PN` SID of a phone number.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::customer_profiles::channel_endpoint_assignments::ChannelEndpointAssignment,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchCustomerProfileChannelEndpointAssignment",
            word: "fetch",
            method: "GET",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments/{Sid}",
            docs: "Fetches one endpoint of a customer profile.\nReturns one channel endpoint assignment of the customer profile.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RA"),
                        "The assignment to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid"],
            fields: super::fields_of::<
                crate::customer_profiles::channel_endpoint_assignments::ChannelEndpointAssignment,
            >,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
        Operation {
            id: "DeleteCustomerProfileChannelEndpointAssignment",
            word: "delete",
            method: "DELETE",
            path: "/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments/{Sid}",
            docs: "Takes an endpoint out of a customer profile.\nRemoves the assignment and returns no content. The endpoint stays in the account, but its traffic no longer counts under the profile.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Parent,
                        "CustomerProfileSid",
                        "customer-profile-sid",
                        ParameterKind::Id("BU"),
                        "Identifies a customer profile.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("RA"),
                        "The assignment to remove; this is its own SID, not the SID of what is assigned.",
                    )
                    .required(),
            ],
            columns: &[],
            fields: super::fields_of::<()>,
            is_list: false,
            is_deprecated: false,
            request: delete,
        },
    ],
};

fn list(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .channel_endpoint_assignments(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .list();
    let request = arguments
        .set(
            request,
            "ChannelEndpointSid",
            |request, value: rt::Sid| request.channel_endpoint_sid(value),
        )?;
    let request = arguments
        .set(
            request,
            "ChannelEndpointSids",
            |request, value: String| request.channel_endpoint_sids(value),
        )?;
    let request = arguments
        .set(request, "PageSize", |request, value: u32| request.page_size(value))?;
    let request = arguments
        .set(request, "Page", |request, value: u64| request.page(value))?;
    let request = arguments
        .set(request, "PageToken", |request, value: String| request.page_token(value))?;
    Ok(crate::List::from(request).into())
}

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .channel_endpoint_assignments(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .create(
            arguments.required::<String>("ChannelEndpointType")?,
            arguments.required::<rt::Sid>("ChannelEndpointSid")?,
        );
    Ok(request.into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .channel_endpoint_assignments(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .fetch(arguments.required::<ChannelEndpointAssignmentSid>("Sid")?);
    Ok(request.into())
}

fn delete(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .channel_endpoint_assignments(
            arguments.required::<CustomerProfileSid>("CustomerProfileSid")?,
        )
        .delete(arguments.required::<ChannelEndpointAssignmentSid>("Sid")?);
    Ok(request.into())
}
