//! Toll-free inquiries: verifications of toll-free numbers for messaging, collected by an embedded
//! form.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::CustomerProfileSid;

/// Toll-free inquiries: verifications of toll-free numbers for messaging, collected by an embedded
/// form. What is already known about the business and its use of messages is sent along and appears in
/// the form.
///
/// `/v1/ComplianceInquiries/Tollfree/Initialize`
#[derive(Clone, Debug)]
pub struct ComplianceTollfreeInquiries {
    client: rt::Client,
}

impl ComplianceTollfreeInquiries {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Starts an inquiry that collects a toll-free verification.
    ///
    /// Starts an embedded form that gathers what is needed to verify a toll-free number for messaging. Only
    /// the number and an address for notifications are needed; everything else that is sent saves typing in
    /// the form. The response holds the session token for the form and a registration id. An inquiry of
    /// this kind has no call to open it again.
    ///
    /// `POST /v1/ComplianceInquiries/Tollfree/Initialize`; returns 201.
    ///
    /// * `tollfree_phone_number`: The toll-free number to verify, in E.164 form.
    /// * `notification_email`: Where the outcome of the verification is mailed to.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let compliance_tollfree_inquiry = trusthub
    ///     .compliance_tollfree_inquiries()
    ///     .create("+15558000142", "compliance@heronvoice.example")
    ///     .additional_information(
    ///         "Messages go only to people with an order that is still open.",
    ///     )
    ///     .age_gated_content(false)
    ///     .await?;
    /// println!("{}", compliance_tollfree_inquiry.url);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        tollfree_phone_number: impl Into<String>,
        notification_email: impl Into<String>,
    ) -> CreateComplianceTollfreeInquiry {
        CreateComplianceTollfreeInquiry(
            self
                .client
                .post("/v1/ComplianceInquiries/Tollfree/Initialize")
                .form("TollfreePhoneNumber", rt::Pii(tollfree_phone_number.into()))
                .form("NotificationEmail", rt::Pii(notification_email.into())),
        )
    }
}

/// The request of [`ComplianceTollfreeInquiries::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateComplianceTollfreeInquiry(rt::Call<ComplianceTollfreeInquiry>);

impl CreateComplianceTollfreeInquiry {
    /// Anything else that helps the reviewer.
    pub fn additional_information(
        self,
        additional_information: impl Into<String>,
    ) -> Self {
        Self(self.0.form("AdditionalInformation", additional_information.into()))
    }

    /// Whether the messages are meant only for people above a certain age.
    pub fn age_gated_content(self, age_gated_content: bool) -> Self {
        Self(self.0.form("AgeGatedContent", age_gated_content))
    }

    /// The town of the business.
    pub fn business_city(self, business_city: impl Into<String>) -> Self {
        Self(self.0.form("BusinessCity", rt::Pii(business_city.into())))
    }

    /// The e-mail address of the person to ask about the business.
    pub fn business_contact_email(
        self,
        business_contact_email: impl Into<String>,
    ) -> Self {
        Self(self.0.form("BusinessContactEmail", rt::Pii(business_contact_email.into())))
    }

    /// The given name of the person to ask about the business.
    pub fn business_contact_first_name(
        self,
        business_contact_first_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessContactFirstName",
                    rt::Pii(business_contact_first_name.into()),
                ),
        )
    }

    /// The family name of the person to ask about the business.
    pub fn business_contact_last_name(
        self,
        business_contact_last_name: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessContactLastName",
                    rt::Pii(business_contact_last_name.into()),
                ),
        )
    }

    /// The telephone number of the person to ask about the business, in E.164 form.
    pub fn business_contact_phone(
        self,
        business_contact_phone: impl Into<String>,
    ) -> Self {
        Self(self.0.form("BusinessContactPhone", rt::Pii(business_contact_phone.into())))
    }

    /// The country of the business, as a two-letter code.
    pub fn business_country(self, business_country: impl Into<String>) -> Self {
        Self(self.0.form("BusinessCountry", business_country.into()))
    }

    /// The legal name of the business that sends messages from the number.
    pub fn business_name(self, business_name: impl Into<String>) -> Self {
        Self(self.0.form("BusinessName", business_name.into()))
    }

    /// The postal or ZIP code that goes with the address.
    pub fn business_postal_code(self, business_postal_code: impl Into<String>) -> Self {
        Self(self.0.form("BusinessPostalCode", rt::Pii(business_postal_code.into())))
    }

    /// Who keeps the register, such as a tax or company registry. Here it is free text, not a list of
    /// values.
    pub fn business_registration_authority(
        self,
        business_registration_authority: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessRegistrationAuthority",
                    business_registration_authority.into(),
                ),
        )
    }

    /// The country in which the business is registered, as a two-letter code.
    pub fn business_registration_country(
        self,
        business_registration_country: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessRegistrationCountry",
                    business_registration_country.into(),
                ),
        )
    }

    /// The number under which the authority has registered the business.
    pub fn business_registration_number(
        self,
        business_registration_number: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessRegistrationNumber",
                    rt::Pii(business_registration_number.into()),
                ),
        )
    }

    /// The state, the province or the region that the business is in.
    pub fn business_state_province_region(
        self,
        business_state_province_region: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form(
                    "BusinessStateProvinceRegion",
                    rt::Pii(business_state_province_region.into()),
                ),
        )
    }

    /// Street and house number of the business.
    pub fn business_street_address(
        self,
        business_street_address: impl Into<String>,
    ) -> Self {
        Self(
            self.0.form("BusinessStreetAddress", rt::Pii(business_street_address.into())),
        )
    }

    /// A second line of the address, such as a floor or a suite.
    pub fn business_street_address2(
        self,
        business_street_address2: impl Into<String>,
    ) -> Self {
        Self(
            self
                .0
                .form("BusinessStreetAddress2", rt::Pii(business_street_address2.into())),
        )
    }

    /// The legal form of the business that sends the messages.
    pub fn business_type(self, business_type: BusinessType) -> Self {
        Self(self.0.form("BusinessType", business_type))
    }

    /// The public website of the business.
    pub fn business_website(self, business_website: impl Into<String>) -> Self {
        Self(self.0.form("BusinessWebsite", business_website.into()))
    }

    /// The customer profile of the business behind the number.
    pub fn customer_profile_sid(
        self,
        customer_profile_sid: impl Into<CustomerProfileSid>,
    ) -> Self {
        Self(self.0.form("CustomerProfileSid", customer_profile_sid.into()))
    }

    /// The name under which the business trades, when it differs from the legal one.
    pub fn doing_business_as(self, doing_business_as: impl Into<String>) -> Self {
        Self(self.0.form("DoingBusinessAs", doing_business_as.into()))
    }

    /// An outside reference for the submission. Twilio explains it as a registration number here, and as a
    /// free reference of the submitter where numbers are verified directly.
    pub fn external_reference_id(
        self,
        external_reference_id: impl Into<String>,
    ) -> Self {
        Self(self.0.form("ExternalReferenceId", rt::Pii(external_reference_id.into())))
    }

    /// The message sent in reply to a request for help.
    pub fn help_message_sample(self, help_message_sample: impl Into<String>) -> Self {
        Self(self.0.form("HelpMessageSample", help_message_sample.into()))
    }

    /// How many messages are expected in a month, as text.
    pub fn message_volume(self, message_volume: impl Into<String>) -> Self {
        Self(self.0.form("MessageVolume", message_volume.into()))
    }

    /// The message that people receive right after they have agreed.
    pub fn opt_in_confirmation_message(
        self,
        opt_in_confirmation_message: impl Into<String>,
    ) -> Self {
        Self(self.0.form("OptInConfirmationMessage", opt_in_confirmation_message.into()))
    }

    /// Pictures that show how people agree to receive messages. Each URL must be publicly reachable.
    pub fn opt_in_image_urls(
        self,
        opt_in_image_urls: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(self.0.form("OptInImageUrls", rt::list::<String>(opt_in_image_urls)))
    }

    /// The words that people can text to agree to receive messages.
    pub fn opt_in_keywords(
        self,
        opt_in_keywords: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(self.0.form("OptInKeywords", rt::list::<String>(opt_in_keywords)))
    }

    /// How people agree to receive messages from the number.
    pub fn opt_in_type(self, opt_in_type: OptInType) -> Self {
        Self(self.0.form("OptInType", opt_in_type))
    }

    /// Where the business publishes its privacy policy.
    pub fn privacy_policy_url(self, privacy_policy_url: impl Into<String>) -> Self {
        Self(self.0.form("PrivacyPolicyUrl", privacy_policy_url.into()))
    }

    /// A typical message as it is going to be sent.
    pub fn production_message_sample(
        self,
        production_message_sample: impl Into<String>,
    ) -> Self {
        Self(self.0.form("ProductionMessageSample", production_message_sample.into()))
    }

    /// Whether the form leaves out its page about the use of messages. Set it when the use case is given
    /// here already.
    pub fn skip_messaging_use_case(self, skip_messaging_use_case: bool) -> Self {
        Self(self.0.form("SkipMessagingUseCase", skip_messaging_use_case))
    }

    /// Where the business publishes its terms.
    pub fn terms_and_conditions_url(
        self,
        terms_and_conditions_url: impl Into<String>,
    ) -> Self {
        Self(self.0.form("TermsAndConditionsUrl", terms_and_conditions_url.into()))
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.form("ThemeSetId", theme_set_id.into()))
    }

    /// What the messages are for, by category name. Give every category that applies.
    pub fn use_case_categories(
        self,
        use_case_categories: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self(self.0.form("UseCaseCategories", rt::list::<String>(use_case_categories)))
    }

    /// How the business uses messages, in a few sentences.
    pub fn use_case_summary(self, use_case_summary: impl Into<String>) -> Self {
        Self(self.0.form("UseCaseSummary", use_case_summary.into()))
    }

    /// The id of a vetting that the business has passed elsewhere.
    pub fn vetting_id(self, vetting_id: impl Into<String>) -> Self {
        Self(self.0.form("VettingId", vetting_id.into()))
    }

    /// Who has done the vetting that `VettingId` refers to.
    pub fn vetting_provider(self, vetting_provider: impl Into<String>) -> Self {
        Self(self.0.form("VettingProvider", vetting_provider.into()))
    }
}

rt::call_methods!(CreateComplianceTollfreeInquiry => ComplianceTollfreeInquiry);

/// A started toll-free inquiry, with what the embedded form needs to run.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct ComplianceTollfreeInquiry {
    /// Identifies the session; the embedded form is opened with it.
    pub inquiry_id: String,
    /// Opens the embedded form together with the inquiry id. It is a secret: whoever has it can continue
    /// the inquiry.
    pub inquiry_session_token: String,
    /// Identifies the verification that the inquiry collects data for.
    pub registration_id: String,
    /// The URL under which the inquiry was started.
    pub url: String,
}

impl std::fmt::Debug for ComplianceTollfreeInquiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComplianceTollfreeInquiry")
            .field("inquiry_id", &self.inquiry_id)
            .field("inquiry_session_token", &rt::REDACTED)
            .field("registration_id", &self.registration_id)
            .field("url", &self.url)
            .finish()
    }
}

rt::open_enum! {
    /// The legal form of the business that sends the messages.
    pub enum BusinessType {
        /// A company in private hands.
        PrivateProfit = "PRIVATE_PROFIT",
        /// A company whose shares are publicly traded.
        PublicProfit = "PUBLIC_PROFIT",
        /// An organization that does not work for profit.
        NonProfit = "NON_PROFIT",
        /// A single person in business without a company.
        SoleProprietor = "SOLE_PROPRIETOR",
        /// A public authority.
        Government = "GOVERNMENT",
    }
}

rt::open_enum! {
    /// How people agree to receive messages from the number.
    pub enum OptInType {
        /// People agree by word of mouth.
        Verbal = "VERBAL",
        /// People agree in a form on a website.
        WebForm = "WEB_FORM",
        /// People agree on paper.
        PaperForm = "PAPER_FORM",
        /// People agree by sending a message themselves.
        ViaText = "VIA_TEXT",
        /// People agree after scanning a QR code with a phone.
        MobileQrCode = "MOBILE_QR_CODE",
    }
}
