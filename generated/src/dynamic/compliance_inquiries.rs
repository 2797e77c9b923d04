//! The operations of `/v1/ComplianceInquiries/Customers/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::CustomerProfileSid;

pub(super) const RESOURCE: Resource = Resource {
    words: &["compliance-inquiries"],
    path: "/v1/ComplianceInquiries/Customers/Initialize",
    docs: "Compliance inquiries: customer profiles collected by an embedded form. Start one here, hand its session token to the web page of the customer, and Twilio's form asks for everything that the profile needs.",
    operations: &[
        Operation {
            id: "CreateComplianceInquiry",
            word: "create",
            method: "POST",
            path: "/v1/ComplianceInquiries/Customers/Initialize",
            docs: "Starts an inquiry that collects a customer profile.\nStarts an embedded form in which a customer enters the data of a customer profile. The response holds the inquiry id and the session token that the form in the web page needs, and the customer id, which is worth storing: only with it can the inquiry be opened again later. Name the primary profile to have a secondary profile created under it.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "NotificationEmail",
                        "notification-email",
                        ParameterKind::Text,
                        "Where news about the review is mailed to. Without it, the address of the primary profile is used.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "PrimaryProfileSid",
                    "primary-profile-sid",
                    ParameterKind::Id("BU"),
                    "The primary profile under which a secondary one is to be created. Leave it out when the inquiry is for a primary profile.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
            ],
            columns: &["inquiry_id", "customer_id"],
            fields: super::fields_of::<crate::compliance_inquiries::ComplianceInquiry>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "UpdateComplianceInquiry",
            word: "update",
            method: "POST",
            path: "/v1/ComplianceInquiries/Customers/{CustomerId}/Initialize",
            docs: "Opens an inquiry for a customer profile again.\nContinues an inquiry whose session has ended, or lets the customer correct a profile that was rejected. The response holds a new session token for the embedded form; what was entered before is kept under the customer id.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "CustomerId",
                        "customer-id",
                        ParameterKind::Text,
                        "The customer id that the start of the inquiry returned. It contains dots and goes into the path as a single segment, percent-encoded.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "PrimaryProfileSid",
                        "primary-profile-sid",
                        ParameterKind::Id("BU"),
                        "The primary profile above the profile of this inquiry. Unlike at the start of an inquiry, it must be given.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
            ],
            columns: &["inquiry_id", "customer_id"],
            fields: super::fields_of::<crate::compliance_inquiries::ComplianceInquiry>,
            is_list: false,
            is_deprecated: false,
            request: update,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone()).compliance_inquiries().create();
    let request = arguments
        .set(
            request,
            "NotificationEmail",
            |request, value: String| request.notification_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "PrimaryProfileSid",
            |request, value: CustomerProfileSid| request.primary_profile_sid(value),
        )?;
    let request = arguments
        .set(
            request,
            "ThemeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .compliance_inquiries()
        .update(
            arguments.required::<String>("CustomerId")?,
            arguments.required::<CustomerProfileSid>("PrimaryProfileSid")?,
        );
    let request = arguments
        .set(
            request,
            "ThemeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    Ok(crate::Call::from(request).into())
}
