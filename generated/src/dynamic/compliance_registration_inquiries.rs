//! The operations of `/v1/ComplianceInquiries/Registration/RegulatoryCompliance/GB/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{Arguments, Choice, Kind, Operation, Parameter, Place, Prepared, Resource};
use crate::{Client, Error, TrustHub};

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
                        Place::Form,
                        "EndUserType",
                        "end-user-type",
                        Kind::Enum(
                            &[
                                Choice::new("Individual", "A person uses the number."),
                                Choice::new(
                                    "Business",
                                    "A business or another organization uses the number.",
                                ),
                            ],
                        ),
                        "Who is going to use the number: a person or a business.",
                    )
                    .required(),
                Parameter::new(
                        Place::Form,
                        "PhoneNumberType",
                        "phone-number-type",
                        Kind::Enum(
                            &[
                                Choice::new("local", "A number of one town or region."),
                                Choice::new(
                                    "national",
                                    "A number of the whole country, tied to no region.",
                                ),
                                Choice::new("mobile", "A number from a mobile range."),
                                Choice::new(
                                    "toll-free",
                                    "A number that is free of charge for the caller.",
                                ),
                            ],
                        ),
                        "The kind of phone number that the registration is for. The data that is asked for depends on it.",
                    )
                    .required(),
                Parameter::new(
                    Place::Form,
                    "AcceptedNotificationReceipt",
                    "accepted-notification-receipt",
                    Kind::Bool,
                    "Whether the customer agrees to receive notifications by e-mail.",
                ),
                Parameter::new(
                        Place::Form,
                        "AddressCity",
                        "address-city",
                        Kind::Text,
                        "The town of the address.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "AddressCountryCode",
                    "address-country-code",
                    Kind::Text,
                    "The country of the address, as a two-letter code.",
                ),
                Parameter::new(
                        Place::Form,
                        "AddressPostalCode",
                        "address-postal-code",
                        Kind::Text,
                        "The postal code of the address.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AddressStreet",
                        "address-street",
                        Kind::Text,
                        "Street and house number of the address.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AddressStreetSecondary",
                        "address-street-secondary",
                        Kind::Text,
                        "A second line of the address, such as a floor or a suite.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AddressSubdivision",
                        "address-subdivision",
                        Kind::Text,
                        "The county, state or province of the address.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AuthorizedRepresentative1DateOfBirth",
                        "authorized-representative1-date-of-birth",
                        Kind::Text,
                        "When the person who acts for the business was born, as `YYYY-MM-DD`.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AuthorizedRepresentative1Email",
                        "authorized-representative1-email",
                        Kind::Text,
                        "The e-mail address of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AuthorizedRepresentative1FirstName",
                        "authorized-representative1-first-name",
                        Kind::Text,
                        "The given name of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AuthorizedRepresentative1LastName",
                        "authorized-representative1-last-name",
                        Kind::Text,
                        "The family name of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "AuthorizedRepresentative1Phone",
                        "authorized-representative1-phone",
                        Kind::Text,
                        "The telephone number of the person who acts for the business.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "BusinessIdentityType",
                    "business-identity-type",
                    Kind::Enum(
                        &[
                            Choice::new(
                                "direct_customer",
                                "The business uses Twilio for itself.",
                            ),
                            Choice::new(
                                "isv_reseller_or_partner",
                                "The business passes Twilio's services on to customers of its own.",
                            ),
                            Choice::new(
                                "unknown",
                                "The relation of the business to Twilio is not known.",
                            ),
                        ],
                    ),
                    "How the business relates to Twilio: as the one that uses the number, or as a vendor that passes it on to its customers.",
                ),
                Parameter::new(
                    Place::Form,
                    "BusinessLegalName",
                    "business-legal-name",
                    Kind::Text,
                    "The legal name of the business that is going to use the number.",
                ),
                Parameter::new(
                    Place::Form,
                    "BusinessRegistrationAuthority",
                    "business-registration-authority",
                    Kind::Enum(
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
                            Choice::new(
                                "Other",
                                "An authority that is not in this list.",
                            ),
                        ],
                    ),
                    "The authority that issued the registration number of the business, as country and register.",
                ),
                Parameter::new(
                        Place::Form,
                        "BusinessRegistrationNumber",
                        "business-registration-number",
                        Kind::Text,
                        "The number under which the authority has registered the business.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "BusinessWebsiteUrl",
                    "business-website-url",
                    Kind::Text,
                    "The public website of the business.",
                ),
                Parameter::new(
                        Place::Form,
                        "DateOfBirth",
                        "date-of-birth",
                        Kind::Text,
                        "When the individual end user was born, as `YYYY-MM-DD`.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "EmergencyAddressCity",
                        "emergency-address-city",
                        Kind::Text,
                        "The town of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "EmergencyAddressCountryCode",
                    "emergency-address-country-code",
                    Kind::Text,
                    "The country of the emergency address, as a two-letter code.",
                ),
                Parameter::new(
                        Place::Form,
                        "EmergencyAddressPostalCode",
                        "emergency-address-postal-code",
                        Kind::Text,
                        "The postal code of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "EmergencyAddressStreet",
                        "emergency-address-street",
                        Kind::Text,
                        "Street and house number that emergency services are sent to.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "EmergencyAddressStreetSecondary",
                        "emergency-address-street-secondary",
                        Kind::Text,
                        "A second line of the emergency address, such as a floor or a suite.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "EmergencyAddressSubdivision",
                        "emergency-address-subdivision",
                        Kind::Text,
                        "The county, state or province of the emergency address.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "File",
                        "file",
                        Kind::Text,
                        "A document that proves the data, as text. The interface does not say which encoding is expected.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "FileName",
                        "file-name",
                        Kind::Text,
                        "The file name of the document that is sent in `File`.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "FirstName",
                        "first-name",
                        Kind::Text,
                        "The given name of the end user, when the end user is an individual.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "FriendlyName",
                    "friendly-name",
                    Kind::Text,
                    "A name for the business data, to tell it apart in lists.",
                ),
                Parameter::new(
                        Place::Form,
                        "IndividualEmail",
                        "individual-email",
                        Kind::Text,
                        "How the individual end user is reached by e-mail.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "IndividualPhone",
                        "individual-phone",
                        Kind::Text,
                        "How the individual end user is reached by telephone.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "IsIsvEmbed",
                    "is-isv-embed",
                    Kind::Bool,
                    "Whether the form runs inside the product of a software vendor that registers its customers.",
                ),
                Parameter::new(
                    Place::Form,
                    "IsvRegisteringForSelfOrTenant",
                    "isv-registering-for-self-or-tenant",
                    Kind::Text,
                    "Whether the software vendor registers itself or one of its customers. The interface declares no list of values.",
                ),
                Parameter::new(
                        Place::Form,
                        "LastName",
                        "last-name",
                        Kind::Text,
                        "The family name of the end user, when the end user is an individual.",
                    )
                    .personal(),
                Parameter::new(
                        Place::Form,
                        "NotificationEmail",
                        "notification-email",
                        Kind::Text,
                        "Where the outcome of the review is mailed to.",
                    )
                    .personal(),
                Parameter::new(
                    Place::Form,
                    "StatusCallbackUrl",
                    "status-callback-url",
                    Kind::Text,
                    "Where Twilio sends a request when the state of the registration changes.",
                ),
                Parameter::new(
                    Place::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    Kind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
                Parameter::new(
                    Place::Form,
                    "UseAddressAsEmergencyAddress",
                    "use-address-as-emergency-address",
                    Kind::Bool,
                    "Whether emergency services are sent to the address given above. If true, the separate emergency address is not needed.",
                ),
            ],
            columns: &["inquiry_id", "registration_id"],
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
                        Place::Item,
                        "RegistrationId",
                        "registration-id",
                        Kind::Text,
                        "The registration id that the start of the registration returned. It contains dots and goes into the path as a single segment, percent-encoded.",
                    )
                    .required(),
                Parameter::new(
                    Place::Form,
                    "IsIsvEmbed",
                    "is-isv-embed",
                    Kind::Bool,
                    "Whether the form runs inside the product of a software vendor that registers its customers.",
                ),
                Parameter::new(
                    Place::Form,
                    "ThemeSetId",
                    "theme-set-id",
                    Kind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.",
                ),
            ],
            columns: &["inquiry_id", "registration_id"],
            is_list: false,
            is_deprecated: false,
            request: update,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let mut request = TrustHub::from(client.clone())
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
    if let Some(value) = arguments.optional::<bool>("AcceptedNotificationReceipt")? {
        request = request.accepted_notification_receipt(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressCity")? {
        request = request.address_city(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressCountryCode")? {
        request = request.address_country_code(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressPostalCode")? {
        request = request.address_postal_code(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressStreet")? {
        request = request.address_street(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressStreetSecondary")? {
        request = request.address_street_secondary(value);
    }
    if let Some(value) = arguments.optional::<String>("AddressSubdivision")? {
        request = request.address_subdivision(value);
    }
    if let Some(value) = arguments
        .optional::<String>("AuthorizedRepresentative1DateOfBirth")?
    {
        request = request.authorized_representative1_date_of_birth(value);
    }
    if let Some(value) = arguments.optional::<String>("AuthorizedRepresentative1Email")?
    {
        request = request.authorized_representative1_email(value);
    }
    if let Some(value) = arguments
        .optional::<String>("AuthorizedRepresentative1FirstName")?
    {
        request = request.authorized_representative1_first_name(value);
    }
    if let Some(value) = arguments
        .optional::<String>("AuthorizedRepresentative1LastName")?
    {
        request = request.authorized_representative1_last_name(value);
    }
    if let Some(value) = arguments.optional::<String>("AuthorizedRepresentative1Phone")?
    {
        request = request.authorized_representative1_phone(value);
    }
    if let Some(value) = arguments
        .optional::<
            crate::compliance_registration_inquiries::BusinessIdentityType,
        >("BusinessIdentityType")?
    {
        request = request.business_identity_type(value);
    }
    if let Some(value) = arguments.optional::<String>("BusinessLegalName")? {
        request = request.business_legal_name(value);
    }
    if let Some(value) = arguments
        .optional::<
            crate::compliance_registration_inquiries::BusinessRegistrationAuthority,
        >("BusinessRegistrationAuthority")?
    {
        request = request.business_registration_authority(value);
    }
    if let Some(value) = arguments.optional::<String>("BusinessRegistrationNumber")? {
        request = request.business_registration_number(value);
    }
    if let Some(value) = arguments.optional::<String>("BusinessWebsiteUrl")? {
        request = request.business_website_url(value);
    }
    if let Some(value) = arguments.optional::<String>("DateOfBirth")? {
        request = request.date_of_birth(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressCity")? {
        request = request.emergency_address_city(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressCountryCode")? {
        request = request.emergency_address_country_code(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressPostalCode")? {
        request = request.emergency_address_postal_code(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressStreet")? {
        request = request.emergency_address_street(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressStreetSecondary")?
    {
        request = request.emergency_address_street_secondary(value);
    }
    if let Some(value) = arguments.optional::<String>("EmergencyAddressSubdivision")? {
        request = request.emergency_address_subdivision(value);
    }
    if let Some(value) = arguments.optional::<String>("File")? {
        request = request.file(value);
    }
    if let Some(value) = arguments.optional::<String>("FileName")? {
        request = request.file_name(value);
    }
    if let Some(value) = arguments.optional::<String>("FirstName")? {
        request = request.first_name(value);
    }
    if let Some(value) = arguments.optional::<String>("FriendlyName")? {
        request = request.friendly_name(value);
    }
    if let Some(value) = arguments.optional::<String>("IndividualEmail")? {
        request = request.individual_email(value);
    }
    if let Some(value) = arguments.optional::<String>("IndividualPhone")? {
        request = request.individual_phone(value);
    }
    if let Some(value) = arguments.optional::<bool>("IsIsvEmbed")? {
        request = request.is_isv_embed(value);
    }
    if let Some(value) = arguments.optional::<String>("IsvRegisteringForSelfOrTenant")? {
        request = request.isv_registering_for_self_or_tenant(value);
    }
    if let Some(value) = arguments.optional::<String>("LastName")? {
        request = request.last_name(value);
    }
    if let Some(value) = arguments.optional::<String>("NotificationEmail")? {
        request = request.notification_email(value);
    }
    if let Some(value) = arguments.optional::<String>("StatusCallbackUrl")? {
        request = request.status_callback_url(value);
    }
    if let Some(value) = arguments.optional::<String>("ThemeSetId")? {
        request = request.theme_set_id(value);
    }
    if let Some(value) = arguments.optional::<bool>("UseAddressAsEmergencyAddress")? {
        request = request.use_address_as_emergency_address(value);
    }
    Ok(crate::Call::from(request).into())
}

fn update(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let mut request = TrustHub::from(client.clone())
        .compliance_registration_inquiries()
        .update(arguments.required::<String>("RegistrationId")?);
    if let Some(value) = arguments.optional::<bool>("IsIsvEmbed")? {
        request = request.is_isv_embed(value);
    }
    if let Some(value) = arguments.optional::<String>("ThemeSetId")? {
        request = request.theme_set_id(value);
    }
    Ok(crate::Call::from(request).into())
}
