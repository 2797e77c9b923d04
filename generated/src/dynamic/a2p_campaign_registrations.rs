//! The operations of `/v1/A2PCampaignRegistrations`.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use super::{
    Arguments, Operation, Parameter, ParameterKind, ParameterLocation, Prepared, Resource,
};
use crate::{Client, Error, TrustHub};
use crate::sid::{BrandRegistrationSid, MessagingServiceSid};

pub(super) const RESOURCE: Resource = Resource {
    words: &["a2p-campaign-registrations"],
    path: "/v1/A2PCampaignRegistrations",
    docs: "A2P campaign registrations: what a registered brand is going to send, to whom, and how people agree to it. The business enters it in an embedded form.",
    operations: &[
        Operation {
            id: "CreateA2pCampaignRegistration",
            word: "create",
            method: "POST",
            path: "/v1/A2PCampaignRegistrations",
            docs: "Starts the registration of an A2P campaign.\nCreates the registration under a brand that is approved, and opens a session of the form in which the business completes it. What is sent here fills fields of the form in advance. Hand the session id and the session token to the web page that embeds the form, and store the id: a session that has ended is opened again with it. The account needs access to the embedded A2P forms, which Twilio grants on request; without it the response is a 403.",
            parameters: &[
                Parameter::new(
                        ParameterLocation::Json,
                        "a2pBrandRegistrationSid",
                        "a2p-brand-registration-sid",
                        ParameterKind::Id("BN"),
                        "The brand that the campaign belongs to, by its SID at `messaging.twilio.com`: `BN` and 32 hexadecimal digits. It is not the `id` of a brand registration of TrustHub.",
                    )
                    .required(),
                Parameter::new(
                    ParameterLocation::Json,
                    "ageGated",
                    "age-gated",
                    ParameterKind::Bool,
                    "Whether the messages are for adults only.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "directLending",
                    "direct-lending",
                    ParameterKind::Bool,
                    "Whether the campaign is about loans.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "embeddedUrlSample",
                    "embedded-url-sample",
                    ParameterKind::Uri,
                    "A link as messages hold it; it must begin with `https://`.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "hasEmbeddedLinks",
                    "has-embedded-links",
                    ParameterKind::Bool,
                    "Whether messages hold links.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "hasEmbeddedPhone",
                    "has-embedded-phone",
                    ParameterKind::Bool,
                    "Whether messages hold phone numbers.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "helpKeywords",
                    "help-keywords",
                    ParameterKind::List(&ParameterKind::Text),
                    "The words by which people ask for help.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "helpMessageSample",
                    "help-message-sample",
                    ParameterKind::Text,
                    "The message that helps them.\nLimits: 20 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "messagingServiceSid",
                    "messaging-service-sid",
                    ParameterKind::Id("MG"),
                    "The messaging service that sends the messages of the campaign: `MG` and 32 hexadecimal digits.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "optInKeywords",
                    "opt-in-keywords",
                    ParameterKind::List(&ParameterKind::Text),
                    "The words by which people subscribe in a message of their own.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "optInMessageSample",
                    "opt-in-message-sample",
                    ParameterKind::Text,
                    "The message that confirms a subscription.\nLimits: 20 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "optOutKeywords",
                    "opt-out-keywords",
                    ParameterKind::List(&ParameterKind::Text),
                    "The words that end a subscription.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "optOutMessageSample",
                    "opt-out-message-sample",
                    ParameterKind::Text,
                    "The message that confirms the end of a subscription.\nLimits: 20 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "privacyPolicyUrl",
                    "privacy-policy-url",
                    ParameterKind::Uri,
                    "Where the privacy policy is found.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "termsAndConditionsUrl",
                    "terms-and-conditions-url",
                    ParameterKind::Uri,
                    "Where the terms of the service are found.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "themeSetId",
                    "theme-set-id",
                    ParameterKind::Text,
                    "The theme that styles the embedded form, by the id that was set up with Twilio.\nLimits: at most 255 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseCategories",
                    "use-case-categories",
                    ParameterKind::List(&ParameterKind::Text),
                    "What the messages are for. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseDescription",
                    "use-case-description",
                    ParameterKind::Text,
                    "What the campaign sends, to whom and why.\nLimits: 40 to 4096 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseOptInDescription",
                    "use-case-opt-in-description",
                    ParameterKind::Text,
                    "How people agree to the messages, step by step.\nLimits: 40 to 2048 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseOptInTypes",
                    "use-case-opt-in-types",
                    ParameterKind::List(&ParameterKind::Text),
                    "The ways in which people agree to the messages. The service decides which values it takes.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseSampleMessage1",
                    "use-case-sample-message1",
                    ParameterKind::Text,
                    "A message as the campaign sends it.\nLimits: 40 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseSampleMessage2",
                    "use-case-sample-message2",
                    ParameterKind::Text,
                    "A second message of the campaign.\nLimits: 40 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseSampleMessage3",
                    "use-case-sample-message3",
                    ParameterKind::Text,
                    "A third message of the campaign.\nLimits: 40 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseSampleMessage4",
                    "use-case-sample-message4",
                    ParameterKind::Text,
                    "A fourth message of the campaign.\nLimits: 40 to 1024 characters.",
                ),
                Parameter::new(
                    ParameterLocation::Json,
                    "useCaseSampleMessage5",
                    "use-case-sample-message5",
                    ParameterKind::Text,
                    "A fifth message of the campaign.\nLimits: 40 to 1024 characters.",
                ),
            ],
            columns: &["id", "sessionId", "sessionToken"],
            fields: super::fields_of::<crate::types::A2pEmbeddedSession>,
            is_list: false,
            is_deprecated: false,
            request: create,
        },
    ],
};

fn create(client: &Client, arguments: &mut Arguments) -> Result<Prepared, Error> {
    let request = TrustHub::from(client.clone())
        .a2p_campaign_registrations()
        .create(arguments.required::<BrandRegistrationSid>("a2pBrandRegistrationSid")?);
    let request = arguments
        .set(request, "ageGated", |request, value: bool| request.age_gated(value))?;
    let request = arguments
        .set(
            request,
            "directLending",
            |request, value: bool| request.direct_lending(value),
        )?;
    let request = arguments
        .set(
            request,
            "embeddedUrlSample",
            |request, value: String| request.embedded_url_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "hasEmbeddedLinks",
            |request, value: bool| request.has_embedded_links(value),
        )?;
    let request = arguments
        .set(
            request,
            "hasEmbeddedPhone",
            |request, value: bool| request.has_embedded_phone(value),
        )?;
    let request = arguments
        .set(
            request,
            "helpKeywords",
            |request, value: Vec<String>| request.help_keywords(value),
        )?;
    let request = arguments
        .set(
            request,
            "helpMessageSample",
            |request, value: String| request.help_message_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "messagingServiceSid",
            |request, value: MessagingServiceSid| request.messaging_service_sid(value),
        )?;
    let request = arguments
        .set(
            request,
            "optInKeywords",
            |request, value: Vec<String>| request.opt_in_keywords(value),
        )?;
    let request = arguments
        .set(
            request,
            "optInMessageSample",
            |request, value: String| request.opt_in_message_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "optOutKeywords",
            |request, value: Vec<String>| request.opt_out_keywords(value),
        )?;
    let request = arguments
        .set(
            request,
            "optOutMessageSample",
            |request, value: String| request.opt_out_message_sample(value),
        )?;
    let request = arguments
        .set(
            request,
            "privacyPolicyUrl",
            |request, value: String| request.privacy_policy_url(value),
        )?;
    let request = arguments
        .set(
            request,
            "termsAndConditionsUrl",
            |request, value: String| request.terms_and_conditions_url(value),
        )?;
    let request = arguments
        .set(
            request,
            "themeSetId",
            |request, value: String| request.theme_set_id(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseCategories",
            |request, value: Vec<String>| request.use_case_categories(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseDescription",
            |request, value: String| request.use_case_description(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseOptInDescription",
            |request, value: String| request.use_case_opt_in_description(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseOptInTypes",
            |request, value: Vec<String>| request.use_case_opt_in_types(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseSampleMessage1",
            |request, value: String| request.use_case_sample_message1(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseSampleMessage2",
            |request, value: String| request.use_case_sample_message2(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseSampleMessage3",
            |request, value: String| request.use_case_sample_message3(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseSampleMessage4",
            |request, value: String| request.use_case_sample_message4(value),
        )?;
    let request = arguments
        .set(
            request,
            "useCaseSampleMessage5",
            |request, value: String| request.use_case_sample_message5(value),
        )?;
    Ok(crate::Call::from(request).into())
}
