//! The operations of `/v1/ComplianceInquiries/Tollfree/Initialize`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Choice, Operation, Parameter, ParameterKind, ParameterLocation, Prepared,
    Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::CustomerProfileSid;

const BUSINESS_TYPE: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("PRIVATE_PROFIT", "A company in private hands."),
        Choice::new("PUBLIC_PROFIT", "A company whose shares are publicly traded."),
        Choice::new("NON_PROFIT", "An organization that does not work for profit."),
        Choice::new("SOLE_PROPRIETOR", "A single person in business without a company."),
        Choice::new("GOVERNMENT", "A public authority."),
    ],
);

const OPT_IN_TYPE: ParameterKind = ParameterKind::Enum(
    &[
        Choice::new("VERBAL", "People agree by word of mouth."),
        Choice::new("WEB_FORM", "People agree in a form on a website."),
        Choice::new("PAPER_FORM", "People agree on paper."),
        Choice::new("VIA_TEXT", "People agree by sending a message themselves."),
        Choice::new(
            "MOBILE_QR_CODE",
            "People agree after scanning a QR code with a phone.",
        ),
    ],
);

pub(super) const RESOURCE: Resource = Resource {
    words: &["compliance-tollfree-inquiries"],
    path: "/v1/ComplianceInquiries/Tollfree/Initialize",
    docs: "Toll-free inquiries: verifications of toll-free numbers for messaging, collected by an embedded form. What is already known about the business and its use of messages is sent along and appears in the form.",
    operations: &[
        Operation {
            id: "CreateComplianceTollfreeInquiry",
            word: "create",
            method: "POST",
            path: "/v1/ComplianceInquiries/Tollfree/Initialize",
            docs: "Starts an inquiry that collects a toll-free verification.\nStarts an embedded form that gathers what is needed to verify a toll-free number for messaging. Only the number and an address for notifications are needed; everything else that is sent saves typing in the form. The response holds the session token for the form and a registration id. An inquiry of this kind has no call to open it again.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Form,
                        "TollfreePhoneNumber",
                        "tollfree-phone-number",
                        ParameterKind::Text,
                        "The toll-free number to verify, in E.164 form.",
                    )
                    .required()
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "NotificationEmail",
                        "notification-email",
                        ParameterKind::Text,
                        "Where the outcome of the verification is mailed to.",
                    )
                    .required()
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "AdditionalInformation",
                    "additional-information",
                    ParameterKind::Text,
                    "Anything else that helps the reviewer.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "AgeGatedContent",
                    "age-gated-content",
                    ParameterKind::Bool,
                    "Whether the messages are meant only for people above a certain age.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessCity",
                        "business-city",
                        ParameterKind::Text,
                        "The town of the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessContactEmail",
                        "business-contact-email",
                        ParameterKind::Text,
                        "The e-mail address of the person to ask about the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessContactFirstName",
                        "business-contact-first-name",
                        ParameterKind::Text,
                        "The given name of the person to ask about the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessContactLastName",
                        "business-contact-last-name",
                        ParameterKind::Text,
                        "The family name of the person to ask about the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessContactPhone",
                        "business-contact-phone",
                        ParameterKind::Text,
                        "The telephone number of the person to ask about the business, in E.164 form.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessCountry",
                    "business-country",
                    ParameterKind::Text,
                    "The country of the business, as a two-letter code.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessName",
                    "business-name",
                    ParameterKind::Text,
                    "The legal name of the business that sends messages from the number.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessPostalCode",
                        "business-postal-code",
                        ParameterKind::Text,
                        "The postal or ZIP code that goes with the address.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessRegistrationAuthority",
                    "business-registration-authority",
                    ParameterKind::Text,
                    "Who keeps the register, such as a tax or company registry. Here it is free text, not a list of values.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessRegistrationCountry",
                    "business-registration-country",
                    ParameterKind::Text,
                    "The country in which the business is registered, as a two-letter code.",
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
                        "BusinessStateProvinceRegion",
                        "business-state-province-region",
                        ParameterKind::Text,
                        "The state, the province or the region that the business is in.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessStreetAddress",
                        "business-street-address",
                        ParameterKind::Text,
                        "Street and house number of the business.",
                    )
                    .personal(),
                Parameter::new(
                        ParameterLocation::Form,
                        "BusinessStreetAddress2",
                        "business-street-address2",
                        ParameterKind::Text,
                        "A second line of the address, such as a floor or a suite.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessType",
                    "business-type",
                    BUSINESS_TYPE,
                    "The legal form of the business that sends the messages.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "BusinessWebsite",
                    "business-website",
                    ParameterKind::Text,
                    "The public website of the business.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "CustomerProfileSid",
                    "customer-profile-sid",
                    ParameterKind::Id("BU"),
                    "The customer profile of the business behind the number.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "DoingBusinessAs",
                    "doing-business-as",
                    ParameterKind::Text,
                    "The name under which the business trades, when it differs from the legal one.",
                ),
                Parameter::new(
                        ParameterLocation::Form,
                        "ExternalReferenceId",
                        "external-reference-id",
                        ParameterKind::Text,
                        "An outside reference for the submission. Twilio explains it as a registration number here, and as a free reference of the submitter where numbers are verified directly.",
                    )
                    .personal(),
                Parameter::new(
                    ParameterLocation::Form,
                    "HelpMessageSample",
                    "help-message-sample",
                    ParameterKind::Text,
                    "The message sent in reply to a request for help.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "MessageVolume",
                    "message-volume",
                    ParameterKind::Text,
                    "How many messages are expected in a month, as text.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "OptInConfirmationMessage",
                    "opt-in-confirmation-message",
                    ParameterKind::Text,
                    "The message that people receive right after they have agreed.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "OptInImageUrls",
                    "opt-in-image-urls",
                    ParameterKind::List(&ParameterKind::Text),
                    "Pictures that show how people agree to receive messages. Each URL must be publicly reachable.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "OptInKeywords",
                    "opt-in-keywords",
                    ParameterKind::List(&ParameterKind::Text),
                    "The words that people can text to agree to receive messages.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "OptInType",
                    "opt-in-type",
                    OPT_IN_TYPE,
                    "How people agree to receive messages from the number.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "PrivacyPolicyUrl",
                    "privacy-policy-url",
                    ParameterKind::Text,
                    "Where the business publishes its privacy policy.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "ProductionMessageSample",
                    "production-message-sample",
                    ParameterKind::Text,
                    "A typical message as it is going to be sent.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "SkipMessagingUseCase",
                    "skip-messaging-use-case",
                    ParameterKind::Bool,
                    "Whether the form leaves out its page about the use of messages. Set it when the use case is given here already.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "TermsAndConditionsUrl",
                    "terms-and-conditions-url",
                    ParameterKind::Text,
                    "Where the business publishes its terms.",
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
                    "UseCaseCategories",
                    "use-case-categories",
                    ParameterKind::List(&ParameterKind::Text),
                    "What the messages are for, by category name. Give every category that applies.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "UseCaseSummary",
                    "use-case-summary",
                    ParameterKind::Text,
                    "How the business uses messages, in a few sentences.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "VettingId",
                    "vetting-id",
                    ParameterKind::Text,
                    "The id of a vetting that the business has passed elsewhere.",
                ),
                Parameter::new(
                    ParameterLocation::Form,
                    "VettingProvider",
                    "vetting-provider",
                    ParameterKind::Text,
                    "Who has done the vetting that `VettingId` refers to.",
                ),
            ],
            columns: &["inquiry_id", "registration_id"],
            fields: super::fields_of::<
                crate::compliance_tollfree_inquiries::ComplianceTollfreeInquiry,
            >,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .compliance_tollfree_inquiries()
        .create(
            arguments.required::<String>("TollfreePhoneNumber")?,
            arguments.required::<String>("NotificationEmail")?,
        );
    let request = arguments
        .set(
            request,
            "AdditionalInformation",
            |request, value: String| request.additional_information(value),
        )?;
    let request = arguments
        .set(
            request,
            "AgeGatedContent",
            |request, value: bool| request.age_gated_content(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessCity",
            |request, value: String| request.business_city(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessContactEmail",
            |request, value: String| request.business_contact_email(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessContactFirstName",
            |request, value: String| request.business_contact_first_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessContactLastName",
            |request, value: String| request.business_contact_last_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessContactPhone",
            |request, value: String| request.business_contact_phone(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessCountry",
            |request, value: String| request.business_country(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessName",
            |request, value: String| request.business_name(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessPostalCode",
            |request, value: String| request.business_postal_code(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessRegistrationAuthority",
            |request, value: String| request.business_registration_authority(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessRegistrationCountry",
            |request, value: String| request.business_registration_country(value),
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
            "BusinessStateProvinceRegion",
            |request, value: String| request.business_state_province_region(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessStreetAddress",
            |request, value: String| request.business_street_address(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessStreetAddress2",
            |request, value: String| request.business_street_address2(value),
        )?;
    let request = arguments
        .set(
            request,
            "BusinessType",
            |request, value: crate::compliance_tollfree_inquiries::BusinessType| {
                request.business_type(value)
            },
        )?;
    let request = arguments
        .set(
            request,
            "BusinessWebsite",
            |request, value: String| request.business_website(value),
        )?;
    let request = arguments
        .set(
            request,
            "CustomerProfileSid",
            |request, value: CustomerProfileSid| request.customer_profile_sid(value),
        )?;
    let request = arguments
        .set(
            request,
            "DoingBusinessAs",
            |request, value: String| request.doing_business_as(value),
        )?;
    let request = arguments
        .set(
            request,
            "ExternalReferenceId",
            |request, value: String| request.external_reference_id(value),
        )?;
    let request = arguments
        .set(
            request,
            "HelpMessageSample",
            |request, value: String| request.help_message_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "MessageVolume",
            |request, value: String| request.message_volume(value),
        )?;
    let request = arguments
        .set(
            request,
            "OptInConfirmationMessage",
            |request, value: String| request.opt_in_confirmation_message(value),
        )?;
    let request = arguments
        .set(
            request,
            "OptInImageUrls",
            |request, value: Vec<String>| request.opt_in_image_urls(value),
        )?;
    let request = arguments
        .set(
            request,
            "OptInKeywords",
            |request, value: Vec<String>| request.opt_in_keywords(value),
        )?;
    let request = arguments
        .set(
            request,
            "OptInType",
            |request, value: crate::compliance_tollfree_inquiries::OptInType| {
                request.opt_in_type(value)
            },
        )?;
    let request = arguments
        .set(
            request,
            "PrivacyPolicyUrl",
            |request, value: String| request.privacy_policy_url(value),
        )?;
    let request = arguments
        .set(
            request,
            "ProductionMessageSample",
            |request, value: String| request.production_message_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "SkipMessagingUseCase",
            |request, value: bool| request.skip_messaging_use_case(value),
        )?;
    let request = arguments
        .set(
            request,
            "TermsAndConditionsUrl",
            |request, value: String| request.terms_and_conditions_url(value),
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
            "UseCaseCategories",
            |request, value: Vec<String>| request.use_case_categories(value),
        )?;
    let request = arguments
        .set(
            request,
            "UseCaseSummary",
            |request, value: String| request.use_case_summary(value),
        )?;
    let request = arguments
        .set(request, "VettingId", |request, value: String| request.vetting_id(value))?;
    let request = arguments
        .set(
            request,
            "VettingProvider",
            |request, value: String| request.vetting_provider(value),
        )?;
    Ok(crate::Call::from(request).into())
}
