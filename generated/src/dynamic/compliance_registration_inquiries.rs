//! The operations of `/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Choice, Operation, Parameter, ParameterKind, ParameterLocation, Prepared,
    Resource,
};
use crate::{Client, Error, TrustHub};

const BUSINESS_IDENTITY_TYPE: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("direct_customer", "The business uses Twilio for itself."),
        Choice::new(
            "isv_reseller_or_partner",
            "The business passes Twilio's services on to customers of its own.",
        ),
        Choice::new("unknown", "The relation of the business to Twilio is not known."),
    ],
);

const BUSINESS_REGISTRATION_AUTHORITY: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new(
            "UK:CRN",
            "Companies House in the United Kingdom; the number is a company registration number.",
        ),
        Choice::new(
            "US:EIN",
            "The tax authority of the United States; the number is an employer identification number.",
        ),
        Choice::new(
            "CA:CBN",
            "The revenue agency of Canada; the number is a Canadian business number.",
        ),
        Choice::new(
            "AU:ACN",
            "The company register of Australia; the number is an Australian company number.",
        ),
        Choice::new("Other", "An authority that is not in this list."),
    ],
);

const END_USER_TYPE: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("Individual", "A person uses the number."),
        Choice::new("Business", "A business or another organization uses the number."),
    ],
);

const PHONE_NUMBER_TYPE: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("local", "A number of one town or region."),
        Choice::new("national", "A number of the whole country, tied to no region."),
        Choice::new("mobile", "A number from a mobile range."),
        Choice::new("toll-free", "A number that is free of charge for the caller."),
    ],
);

pub(super) const RESOURCE: Resource = Resource {
    words: &["compliance-registration-inquiries"],
    path: "/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize",
    docs: "Compliance registrations: the regulatory data that United Kingdom phone numbers require, collected by an embedded form. What is already known about the business or person is sent along and appears in the form.",
    operations: &[
        Operation {
            id: "CreateComplianceRegistration",
            word: "create",
            method: "POST",
            path: "/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize",
            docs: "Starts an inquiry that collects a United Kingdom registration.\nStarts an embedded form for the regulatory data that United Kingdom phone numbers require. Only the end user type and the phone number type are needed; everything else that is sent saves typing in the form. The response holds the session token for the form and the registration id, which is worth storing: only with it can the registration be opened again later.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "EndUserType",
                        "end-user-type",
                        END_USER_TYPE,
                        "Who is going to use the number: a person or a business.",
                    )
                    .required(),
                Parameter::new(
                        ParameterLocation::Form,
                        "PhoneNumberType",
                        "phone-number-type",
                        PHONE_NUMBER_TYPE,
                        "The kind of phone number that the registration is for. The data that is asked for depends on it.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Form,
                    "AcceptedNotificationReceipt",
                    "accepted-notification-receipt",
                    ParameterKind::Bool,
                    "Whether the customer agrees to receive notifications by e-mail.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "AddressCity",
                        "address-city",
                        ParameterKind::Text,
                        "The town of the address.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "AddressCountryCode",
                    "address-country-code",
                    ParameterKind::Text,
                    "The country of the address, as a two-letter code.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "AddressPostalCode",
                        "address-postal-code",
                        ParameterKind::Text,
                        "The postal code of the address.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AddressStreet",
                        "address-street",
                        ParameterKind::Text,
                        "Street and house number of the address.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AddressStreetSecondary",
                        "address-street-secondary",
                        ParameterKind::Text,
                        "A second line of the address, such as a floor or a suite.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AddressSubdivision",
                        "address-subdivision",
                        ParameterKind::Text,
                        "The county, state or province of the address.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AuthorizedRepresentative1DateOfBirth",
                        "authorized-representative1-date-of-birth",
                        ParameterKind::Text,
                        "When the person who acts for the business was born, as `YYYY-MM-DD`.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AuthorizedRepresentative1Email",
                        "authorized-representative1-email",
                        ParameterKind::Text,
                        "The e-mail address of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AuthorizedRepresentative1FirstName",
                        "authorized-representative1-first-name",
                        ParameterKind::Text,
                        "The given name of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AuthorizedRepresentative1LastName",
                        "authorized-representative1-last-name",
                        ParameterKind::Text,
                        "The family name of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "AuthorizedRepresentative1Phone",
                        "authorized-representative1-phone",
                        ParameterKind::Text,
                        "The telephone number of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessIdentityType",
                    "business-identity-type",
                    BUSINESS_IDENTITY_TYPE,
                    "How the business relates to Twilio: as the one that uses the number, or as a vendor that passes it on to its customers.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessLegalName",
                    "business-legal-name",
                    ParameterKind::Text,
                    "The legal name of the business that is going to use the number.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessRegistrationAuthority",
                    "business-registration-authority",
                    BUSINESS_REGISTRATION_AUTHORITY,
                    "The authority that issued the registration number of the business, as country and register.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessRegistrationNumber",
                        "business-registration-number",
                        ParameterKind::Text,
                        "The number under which the authority has registered the business.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessWebsiteUrl",
                    "business-website-url",
                    ParameterKind::Text,
                    "The public website of the business.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "DateOfBirth",
                        "date-of-birth",
                        ParameterKind::Text,
                        "When the individual end user was born, as `YYYY-MM-DD`.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "EmergencyAddressCity",
                        "emergency-address-city",
                        ParameterKind::Text,
                        "The town of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "EmergencyAddressCountryCode",
                    "emergency-address-country-code",
                    ParameterKind::Text,
                    "The country of the emergency address, as a two-letter code.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "EmergencyAddressPostalCode",
                        "emergency-address-postal-code",
                        ParameterKind::Text,
                        "The postal code of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "EmergencyAddressStreet",
                        "emergency-address-street",
                        ParameterKind::Text,
                        "Street and house number that emergency services are sent to.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "EmergencyAddressStreetSecondary",
                        "emergency-address-street-secondary",
                        ParameterKind::Text,
                        "A second line of the emergency address, such as a floor or a suite.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "EmergencyAddressSubdivision",
                        "emergency-address-subdivision",
                        ParameterKind::Text,
                        "The county, state or province of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "File",
                        "file",
                        ParameterKind::Text,
                        "A document that proves the data, as text. The interface does not say which encoding is expected.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "FileName",
                        "file-name",
                        ParameterKind::Text,
                        "The file name of the document that is sent in `File`.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "FirstName",
                        "first-name",
                        ParameterKind::Text,
                        "The given name of the end user, when the end user is an individual.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "FriendlyName",
                    "friendly-name",
                    ParameterKind::Text,
                    "A name for the business data, to tell it apart in lists.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "IndividualEmail",
                        "individual-email",
                        ParameterKind::Text,
                        "How the individual end user is reached by e-mail.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "IndividualPhone",
                        "individual-phone",
                        ParameterKind::Text,
                        "How the individual end user is reached by telephone.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "IsIsvEmbed",
                    "is-isv-embed",
                    ParameterKind::Bool,
                    "Whether the form runs inside the product of a software vendor that registers its customers.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "IsvRegisteringForSelfOrTenant",
                    "isv-registering-for-self-or-tenant",
                    ParameterKind::Text,
                    "Whether the software vendor registers itself or one of its customers. The interface declares no list of values.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "LastName",
                        "last-name",
                        ParameterKind::Text,
                        "The family name of the end user, when the end user is an individual.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "NotificationEmail",
                        "notification-email",
                        ParameterKind::Text,
                        "Where the outcome of the review is mailed to.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "StatusCallbackUrl",
                    "status-callback-url",
                    ParameterKind::Text,
                    "Where Twilio sends a request when the state of the registration changes.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "UseAddressAsEmergencyAddress",
                    "use-address-as-emergency-address",
                    ParameterKind::Bool,
                    "Whether emergency services are sent to the address given above. If true, the separate emergency address is not needed.",
                ),
            ],
            columns: &["inquiry_id", "registration_id"],
            fields: super::fields_of::<
                crate::compliance_registration_inquiries::ComplianceRegistration,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
        Operation {
            id: "UpdateComplianceRegistration",
            word: "update",
            method: "POST",
            path: "/v1/ComplianceInquiries/Registration/{RegistrationId}/RegulatoryCompliance/GB/Initialize",
            docs: "Opens an inquiry for a United Kingdom registration again.\nContinues a registration whose session has ended, or lets the customer correct one that was rejected. The response holds a new session token for the embedded form. The data of the registration itself is edited in the form, not with this call.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Item,
                        "RegistrationId",
                        "registration-id",
                        ParameterKind::Text,
                        "The registration id that the start of the registration returned. It contains dots and goes into the path as a single segment, percent-encoded.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Form,
                    "IsIsvEmbed",
                    "is-isv-embed",
                    ParameterKind::Bool,
                    "Whether the form runs inside the product of a software vendor that registers its customers.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
            ],
            columns: &["inquiry_id", "registration_id"],
            fields: super::fields_of::<
                crate::compliance_registration_inquiries::ComplianceRegistration,
            >,
            is_list: false,
            is_deprecated: false,
            request: update,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .compliance_registration_inquiries()
        .create(
            arguments
                .required::<
                    crate::compliance_registration_inquiries::EndUserType,
                >("EndUserType")?,
            arguments
                .required::<
                    crate::compliance_registration_inquiries::PhoneNumberType,
                >("PhoneNumberType")?,
        );
    let request = arguments
        .set(
            request,
            "AcceptedNotificationReceipt",
            |request, value: bool| request.accepted_notification_receipt(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressCity",
            |request, value: String| request.address_city(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressCountryCode",
            |request, value: String| request.address_country_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressPostalCode",
            |request, value: String| request.address_postal_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressStreet",
            |request, value: String| request.address_street(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressStreetSecondary",
            |request, value: String| request.address_street_secondary(value),
        )?;
    let request = arguments
        .set(
            request,
            "AddressSubdivision",
            |request, value: String| request.address_subdivision(value),
        )?;
    let request = arguments
        .set(
            request,
            "AuthorizedRepresentative1DateOfBirth",
            |request, value: String| {
                request.authorized_representative1_date_of_birth(value)
            },
        )?;
    let request = arguments
        .set(
            request,
            "AuthorizedRepresentative1Email",
            |request, value: String| request.authorized_representative1_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "AuthorizedRepresentative1FirstName",
            |request, value: String| request.authorized_representative1_first_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "AuthorizedRepresentative1LastName",
            |request, value: String| request.authorized_representative1_last_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "AuthorizedRepresentative1Phone",
            |request, value: String| request.authorized_representative1_phone(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessIdentityType",
            |
                request,
                value: crate::compliance_registration_inquiries::BusinessIdentityType|
            request.business_identity_type(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessLegalName",
            |request, value: String| request.business_legal_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessRegistrationAuthority",
            |
                request,
                value: crate::compliance_registration_inquiries::BusinessRegistrationAuthority|
            request.business_registration_authority(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessRegistrationNumber",
            |request, value: String| request.business_registration_number(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessWebsiteUrl",
            |request, value: String| request.business_website_url(value),
        )?;
    let request = arguments
        .set(
            request,
            "DateOfBirth",
            |request, value: String| request.date_of_birth(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressCity",
            |request, value: String| request.emergency_address_city(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressCountryCode",
            |request, value: String| request.emergency_address_country_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressPostalCode",
            |request, value: String| request.emergency_address_postal_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressStreet",
            |request, value: String| request.emergency_address_street(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressStreetSecondary",
            |request, value: String| request.emergency_address_street_secondary(value),
        )?;
    let request = arguments
        .set(
            request,
            "EmergencyAddressSubdivision",
            |request, value: String| request.emergency_address_subdivision(value),
        )?;
    let request = arguments
        .set(request, "File", |request, value: String| request.file(value))?;
    let request = arguments
        .set(request, "FileName", |request, value: String| request.file_name(value))?;
    let request = arguments
        .set(request, "FirstName", |request, value: String| request.first_name(value))?;
    let request = arguments
        .set(
            request,
            "FriendlyName",
            |request, value: String| request.friendly_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "IndividualEmail",
            |request, value: String| request.individual_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "IndividualPhone",
            |request, value: String| request.individual_phone(value),
        )?;
    let request = arguments
        .set(request, "IsIsvEmbed", |request, value: bool| request.is_isv_embed(value))?;
    let request = arguments
        .set(
            request,
            "IsvRegisteringForSelfOrTenant",
            |request, value: String| request.isv_registering_for_self_or_tenant(value),
        )?;
    let request = arguments
        .set(request, "LastName", |request, value: String| request.last_name(value))?;
    let request = arguments
        .set(
            request,
            "NotificationEmail",
            |request, value: String| request.notification_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "StatusCallbackUrl",
            |request, value: String| request.status_callback_url(value),
        )?;
    let request = arguments
        .set(
            request,
            "ThemeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    let request = arguments
        .set(
            request,
            "UseAddressAsEmergencyAddress",
            |request, value: bool| request.use_address_as_emergency_address(value),
        )?;
    Ok(crate::Call::from(request).into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .compliance_registration_inquiries()
        .update(arguments.required::<String>("RegistrationId")?);
    let request = arguments
        .set(request, "IsIsvEmbed", |request, value: bool| request.is_isv_embed(value))?;
    let request = arguments
        .set(
            request,
            "ThemeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    Ok(crate::Call::from(request).into())
}
