//! The operations of `/v1/CustomerProfiles`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Choice, Operation, Parameter, ParameterKind, ParameterLocation, Prepared,
    Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{CustomerProfileSid, PolicySid};

const STATUS: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("draft", "The profile is being filled and is not reviewed yet."),
        Choice::new(
            "pending-review",
            "The profile was submitted and waits for its review; set this value to submit it.",
        ),
        Choice::new("in-review", "Twilio is reviewing the profile."),
        Choice::new(
            "twilio-rejected",
            "The review found faults; the errors of the profile name them.",
        ),
        Choice::new(
            "twilio-approved",
            "The profile is vetted and can be used until its approval ends.",
        ),
    ],
);

pub(super) const RESOURCE: Resource = Resource {
    words: &["customer-profiles"],
    path: "/v1/CustomerProfiles",
    docs: "Customer profiles: the vetted identities of businesses and individuals. Create one under a policy, assign end users and documents to it, evaluate it, and submit it for review.",
    operations: &[
        Operation {
            id: "ListCustomerProfile",
            word: "list",
            method: "GET",
            path: "/v1/CustomerProfiles",
            docs: "Lists the customer profiles of the account.\nReturns the customer profiles of the account in pages, with any status unless a filter narrows them. Filters can be combined.",
            parameters: &[
                Parameter::new(
                    ParameterLocation::Query,
                    "Status",
                    "status",
                    STATUS,
                    "Only customer profiles in this state.",
                ),
                Parameter::new(
                    ParameterLocation::Query,
                    "FriendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "Only customer profiles with this name.",
                ),
                Parameter::new(
                    ParameterLocation::Query,
                    "PolicySid",
                    "policy-sid",
                    ParameterKind::Id("RN"),
                    "Only customer profiles under this policy.",
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
            columns: &["sid", "policy_sid", "friendly_name"],
            fields: super::fields_of::<crate::customer_profiles::CustomerProfile>,
            is_list: true,
            is_deprecated: false,
            request: list,
        },
        Operation {
            id: "CreateCustomerProfile",
            word: "create",
            method: "POST",
            path: "/v1/CustomerProfiles",
            docs: "Creates a customer profile in draft.\nCreates an empty customer profile under a policy, with the status `draft`. Next, assign end users, documents and, for a secondary profile, the primary profile; evaluate the profile; and submit it by setting its status to `pending-review`. The policy cannot be changed afterwards. Twilio refuses a secondary profile for a business whose identity is `direct_customer`; that kind is created in its console only.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "FriendlyName",
                        "friendly-name",
                        ParameterKind::Text,
                        "A name for the profile, to tell it apart in lists. Usually the name of the business.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "Email",
                        "email",
                        ParameterKind::Text,
                        "Where a message is mailed to whenever the status of the profile changes.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "PolicySid",
                        "policy-sid",
                        ParameterKind::Id("RN"),
                        "The policy that the profile has to meet. It decides what must be assigned.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Form,
                    "StatusCallback",
                    "status-callback",
                    ParameterKind::Uri,
                    "Where Twilio sends a request whenever the status changes. What that request contains is not documented.",
                ),
            ],
            columns: &["sid", "policy_sid", "friendly_name"],
            fields: super::fields_of::<crate::customer_profiles::CustomerProfile>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "FetchCustomerProfile",
            word: "fetch",
            method: "GET",
            path: "/v1/CustomerProfiles/{Sid}",
            docs: "Fetches a customer profile by its SID.\nReturns the profile as it stands. While it is under review, its `status` tells the progress; after a rejection, `errors` holds the reasons, and after an approval, `valid_until` its end.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("BU"),
                        "The customer profile to fetch.",
                    )
                    .required(),
            ],
            columns: &["sid", "policy_sid", "friendly_name"],
            fields: super::fields_of::<crate::customer_profiles::CustomerProfile>,
            is_list: false,
            is_deprecated: false,
            request: fetch,
        },
        Operation {
            id: "UpdateCustomerProfile",
            word: "update",
            method: "POST",
            path: "/v1/CustomerProfiles/{Sid}",
            docs: "Changes a customer profile or submits it for review.\nChanges what is given and leaves the rest as it is. Setting `Status` to `pending-review` submits the profile; the response may already show `in-review`. Approval and rejection are Twilio's to set, and a submitted profile does not go back to `draft` by this call.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("BU"),
                        "The customer profile to change.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Form,
                    "Email",
                    "email",
                    ParameterKind::Text,
                    "Another address for messages about status changes of the profile.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "FriendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "A new name for the profile.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "Status",
                    "status",
                    STATUS,
                    "How far the review of a customer profile has come. It starts as `draft`; `pending-review` is the value to set in order to submit it.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "StatusCallback",
                    "status-callback",
                    ParameterKind::Uri,
                    "Where Twilio sends a request whenever the status changes. What that request contains is not documented.",
                ),
            ],
            columns: &["sid", "policy_sid", "friendly_name"],
            fields: super::fields_of::<crate::customer_profiles::CustomerProfile>,
            is_list: false,
            is_deprecated: false,
            request: update,
        },
        Operation {
            id: "DeleteCustomerProfile",
            word: "delete",
            method: "DELETE",
            path: "/v1/CustomerProfiles/{Sid}",
            docs: "Deletes a customer profile.\nRemoves the profile for good and returns no content. The end users and documents that were assigned to it are resources of their own.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "Sid",
                        "sid",
                        ParameterKind::Id("BU"),
                        "The customer profile to delete.",
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
    let request = TrustHub::from(client.clone()).customer_profiles().list();
    let request = arguments
        .set(
            request,
            "Status",
            |request, value: crate::customer_profiles::Status| request.status(value),
        )?;
    let request = arguments
        .set(
            request,
            "FriendlyName",
            |request, value: String| request.friendly_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "PolicySid",
            |request, value: PolicySid| request.policy_sid(value),
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
        .create(
            arguments.required::<String>("FriendlyName")?,
            arguments.required::<String>("Email")?,
            arguments.required::<PolicySid>("PolicySid")?,
        );
    let request = arguments
        .set(
            request,
            "StatusCallback",
            |request, value: String| request.status_callback(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn fetch(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .fetch(arguments.required::<CustomerProfileSid>("Sid")?);
    Ok(request.into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .update(arguments.required::<CustomerProfileSid>("Sid")?);
    let request = arguments
        .set(request, "Email", |request, value: String| request.email(value))?;
    let request = arguments
        .set(
            request,
            "FriendlyName",
            |request, value: String| request.friendly_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "Status",
            |request, value: crate::customer_profiles::Status| request.status(value),
        )?;
    let request = arguments
        .set(
            request,
            "StatusCallback",
            |request, value: String| request.status_callback(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn delete(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .customer_profiles()
        .delete(arguments.required::<CustomerProfileSid>("Sid")?);
    Ok(request.into())
}
