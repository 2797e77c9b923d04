//! A2P campaign registrations: what a registered brand is going to send, to whom, and how people agree
//! to it.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

pub mod embedded_sessions;

use twilio_client as rt;
use crate::sid::{BrandRegistrationSid, MessagingServiceSid};

/// A2P campaign registrations: what a registered brand is going to send, to whom, and how people agree
/// to it. The business enters it in an embedded form.
///
/// `/v1/A2PCampaignRegistrations`
#[derive(Clone, Debug)]
pub struct A2pCampaignRegistrations {
    client: rt::Client,
}

impl A2pCampaignRegistrations {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Starts the registration of an A2P campaign.
    ///
    /// Creates the registration under a brand that is approved, and opens a session of the form in which
    /// the business completes it. What is sent here fills fields of the form in advance. Hand the session
    /// id and the session token to the web page that embeds the form, and store the id: a session that has
    /// ended is opened again with it. The account needs access to the embedded A2P forms, which Twilio
    /// grants on request; without it the response is a 403.
    ///
    /// `POST /v1/A2PCampaignRegistrations`; returns 201.
    ///
    /// * `a2p_brand_registration_sid`: The brand that the campaign belongs to, by its SID at
    ///   `messaging.twilio.com`: `BN` and 32 hexadecimal digits. It is not the `id` of a brand registration
    ///   of TrustHub.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::BrandRegistrationSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let a2p_embedded_session = trusthub
    ///     .a2p_campaign_registrations()
    ///     .create(BrandRegistrationSid::new("BN5d20a7be61f94c83e07b2f6d19ac84e3")?)
    ///     .age_gated(false)
    ///     .direct_lending(false)
    ///     .await?;
    /// println!("{:?}", a2p_embedded_session);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        a2p_brand_registration_sid: impl Into<BrandRegistrationSid>,
    ) -> CreateA2pCampaignRegistration {
        CreateA2pCampaignRegistration(
            self
                .client
                .post("/v1/A2PCampaignRegistrations")
                .json(
                    "a2pBrandRegistrationSid",
                    rt::json_param(a2p_brand_registration_sid.into()),
                ),
        )
    }

    /// Sessions of the embedded form of a campaign registration: how an unfinished or rejected one is taken
    /// up again.
    ///
    /// `/v1/A2PCampaignRegistrations/{Id}/EmbeddedSessions`
    ///
    /// * `id`: The campaign registration, by the `id` of the response that started it. A campaign that was
    ///   registered without the form and failed is named by the SID of its messaging service (`MG` and 32
    ///   hexadecimal digits).
    pub fn embedded_sessions(
        &self,
        id: impl Into<String>,
    ) -> embedded_sessions::EmbeddedSessions {
        embedded_sessions::EmbeddedSessions::new(self.client.clone(), id.into())
    }
}

/// The request of [`A2pCampaignRegistrations::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateA2pCampaignRegistration(rt::Call<crate::types::A2pEmbeddedSession>);

impl CreateA2pCampaignRegistration {
    /// Whether the messages are for adults only.
    pub fn age_gated(self, age_gated: bool) -> Self {
        Self(self.0.json("ageGated", rt::json(age_gated)))
    }

    /// Whether the campaign is about loans.
    pub fn direct_lending(self, direct_lending: bool) -> Self {
        Self(self.0.json("directLending", rt::json(direct_lending)))
    }

    /// A link as messages hold it; it must begin with `https://`.
    pub fn embedded_url_sample(self, embedded_url_sample: impl Into<String>) -> Self {
        Self(self.0.json("embeddedUrlSample", rt::json(embedded_url_sample.into())))
    }

    /// Whether messages hold links.
    pub fn has_embedded_links(self, has_embedded_links: bool) -> Self {
        Self(self.0.json("hasEmbeddedLinks", rt::json(has_embedded_links)))
    }

    /// Whether messages hold phone numbers.
    pub fn has_embedded_phone(self, has_embedded_phone: bool) -> Self {
        Self(self.0.json("hasEmbeddedPhone", rt::json(has_embedded_phone)))
    }

    /// The words by which people ask for help.
    pub fn help_keywords(
        self,
        help_keywords: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(self.0.json("helpKeywords", rt::json(rt::list::<String>(help_keywords))))
    }

    /// The message that helps them.
    ///
    /// Limits: 20 to 1024 characters.
    pub fn help_message_sample(self, help_message_sample: impl Into<String>) -> Self {
        Self(self.0.json("helpMessageSample", rt::json(help_message_sample.into())))
    }

    /// The messaging service that sends the messages of the campaign: `MG` and 32 hexadecimal digits.
    pub fn messaging_service_sid(
        self,
        messaging_service_sid: impl Into<MessagingServiceSid>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "messagingServiceSid",
                    rt::json_param(messaging_service_sid.into()),
                ),
        )
    }

    /// The words by which people subscribe in a message of their own.
    pub fn opt_in_keywords(
        self,
        opt_in_keywords: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(self.0.json("optInKeywords", rt::json(rt::list::<String>(opt_in_keywords))))
    }

    /// The message that confirms a subscription.
    ///
    /// Limits: 20 to 1024 characters.
    pub fn opt_in_message_sample(
        self,
        opt_in_message_sample: impl Into<String>,
    ) -> Self {
        Self(self.0.json("optInMessageSample", rt::json(opt_in_message_sample.into())))
    }

    /// The words that end a subscription.
    pub fn opt_out_keywords(
        self,
        opt_out_keywords: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(
            self.0.json("optOutKeywords", rt::json(rt::list::<String>(opt_out_keywords))),
        )
    }

    /// The message that confirms the end of a subscription.
    ///
    /// Limits: 20 to 1024 characters.
    pub fn opt_out_message_sample(
        self,
        opt_out_message_sample: impl Into<String>,
    ) -> Self {
        Self(self.0.json("optOutMessageSample", rt::json(opt_out_message_sample.into())))
    }

    /// Where the privacy policy is found.
    pub fn privacy_policy_url(self, privacy_policy_url: impl Into<String>) -> Self {
        Self(self.0.json("privacyPolicyUrl", rt::json(privacy_policy_url.into())))
    }

    /// Where the terms of the service are found.
    pub fn terms_and_conditions_url(
        self,
        terms_and_conditions_url: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("termsAndConditionsUrl", rt::json(terms_and_conditions_url.into())),
        )
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    ///
    /// Limits: at most 255 characters.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.json("themeSetId", rt::json(theme_set_id.into())))
    }

    /// What the messages are for. The service decides which values it takes.
    pub fn use_case_categories(
        self,
        use_case_categories: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "useCaseCategories",
                    rt::json(rt::list::<String>(use_case_categories)),
                ),
        )
    }

    /// What the campaign sends, to whom and why.
    ///
    /// Limits: 40 to 4096 characters.
    pub fn use_case_description(self, use_case_description: impl Into<String>) -> Self {
        Self(self.0.json("useCaseDescription", rt::json(use_case_description.into())))
    }

    /// How people agree to the messages, step by step.
    ///
    /// Limits: 40 to 2048 characters.
    pub fn use_case_opt_in_description(
        self,
        use_case_opt_in_description: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "useCaseOptInDescription",
                    rt::json(use_case_opt_in_description.into()),
                ),
        )
    }

    /// The ways in which people agree to the messages. The service decides which values it takes.
    pub fn use_case_opt_in_types(
        self,
        use_case_opt_in_types: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(
            self
                .0
                .json(
                    "useCaseOptInTypes",
                    rt::json(rt::list::<String>(use_case_opt_in_types)),
                ),
        )
    }

    /// A message as the campaign sends it.
    ///
    /// Limits: 40 to 1024 characters.
    pub fn use_case_sample_message1(
        self,
        use_case_sample_message1: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("useCaseSampleMessage1", rt::json(use_case_sample_message1.into())),
        )
    }

    /// A second message of the campaign.
    ///
    /// Limits: 40 to 1024 characters.
    pub fn use_case_sample_message2(
        self,
        use_case_sample_message2: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("useCaseSampleMessage2", rt::json(use_case_sample_message2.into())),
        )
    }

    /// A third message of the campaign.
    ///
    /// Limits: 40 to 1024 characters.
    pub fn use_case_sample_message3(
        self,
        use_case_sample_message3: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("useCaseSampleMessage3", rt::json(use_case_sample_message3.into())),
        )
    }

    /// A fourth message of the campaign.
    ///
    /// Limits: 40 to 1024 characters.
    pub fn use_case_sample_message4(
        self,
        use_case_sample_message4: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("useCaseSampleMessage4", rt::json(use_case_sample_message4.into())),
        )
    }

    /// A fifth message of the campaign.
    ///
    /// Limits: 40 to 1024 characters.
    pub fn use_case_sample_message5(
        self,
        use_case_sample_message5: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .json("useCaseSampleMessage5", rt::json(use_case_sample_message5.into())),
        )
    }
}

rt::call_methods!(CreateA2pCampaignRegistration => crate::types::A2pEmbeddedSession);
