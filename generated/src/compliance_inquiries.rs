//! Compliance inquiries: customer profiles collected by an embedded form.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::CustomerProfileSid;

/// Compliance inquiries: customer profiles collected by an embedded form. Start one here, hand its
/// session token to the web page of the customer, and Twilio's form asks for everything that the
/// profile needs.
///
/// `/v1/ComplianceInquiries/Customers/Initialize`
#[derive(Clone, Debug)]
pub struct ComplianceInquiries {
    client: rt::Client,
}

impl ComplianceInquiries {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Starts an inquiry that collects a customer profile.
    ///
    /// Starts an embedded form in which a customer enters the data of a customer profile. The response
    /// holds the inquiry id and the session token that the form in the web page needs, and the customer id,
    /// which is worth storing: only with it can the inquiry be opened again later. Name the primary profile
    /// to have a secondary profile created under it.
    ///
    /// `POST /v1/ComplianceInquiries/Customers/Initialize`; returns 201.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let compliance_inquiry = trusthub
    ///     .compliance_inquiries()
    ///     .create()
    ///     .notification_email("owner@juniper-bakery.example")
    ///     .primary_profile_sid(
    ///         CustomerProfileSid::new("BU00abff0f33bacebbd9438c40d113ee7d")?,
    ///     )
    ///     .await?;
    /// println!("{}", compliance_inquiry.url);
    /// # Ok(()) }
    /// ```
    pub fn create(&self) -> CreateComplianceInquiry {
        CreateComplianceInquiry(
            self.client.post("/v1/ComplianceInquiries/Customers/Initialize"),
        )
    }

    /// Opens an inquiry for a customer profile again.
    ///
    /// Continues an inquiry whose session has ended, or lets the customer correct a profile that was
    /// rejected. The response holds a new session token for the embedded form; what was entered before is
    /// kept under the customer id.
    ///
    /// `POST /v1/ComplianceInquiries/Customers/{CustomerId}/Initialize`; returns 200.
    ///
    /// * `customer_id`: The customer id that the start of the inquiry returned. It contains dots and goes
    ///   into the path as a single segment, percent-encoded.
    /// * `primary_profile_sid`: The primary profile above the profile of this inquiry. Unlike at the start
    ///   of an inquiry, it must be given.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let compliance_inquiry = trusthub
    ///     .compliance_inquiries()
    ///     .update(
    ///         "tri1.us1.trusthub.AC75f0ea72ace6069fe0a7f80525507ddb.customer.BU26235cf8137d72031d2c368bc254c9a8",
    ///         CustomerProfileSid::new("BU00abff0f33bacebbd9438c40d113ee7d")?,
    ///     )
    ///     .theme_set_id("th_heron_light")
    ///     .await?;
    /// println!("{}", compliance_inquiry.url);
    /// # Ok(()) }
    /// ```
    pub fn update(
        &self,
        customer_id: impl Into<String>,
        primary_profile_sid: impl Into<CustomerProfileSid>,
    ) -> UpdateComplianceInquiry {
        UpdateComplianceInquiry(
            self
                .client
                .post("/v1/ComplianceInquiries/Customers/{CustomerId}/Initialize")
                .path("CustomerId", customer_id.into())
                .form("PrimaryProfileSid", primary_profile_sid.into()),
        )
    }
}

/// The request of [`ComplianceInquiries::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateComplianceInquiry(rt::Call<ComplianceInquiry>);

impl CreateComplianceInquiry {
    /// Where news about the review is mailed to. Without it, the address of the primary profile is used.
    pub fn notification_email(self, notification_email: impl Into<String>) -> Self {
        Self(self.0.form("NotificationEmail", rt::Pii(notification_email.into())))
    }

    /// The primary profile under which a secondary one is to be created. Leave it out when the inquiry is
    /// for a primary profile.
    pub fn primary_profile_sid(
        self,
        primary_profile_sid: impl Into<CustomerProfileSid>,
    ) -> Self {
        Self(self.0.form("PrimaryProfileSid", primary_profile_sid.into()))
    }

    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.form("ThemeSetId", theme_set_id.into()))
    }
}

rt::call_methods!(CreateComplianceInquiry => ComplianceInquiry);

/// The request of [`ComplianceInquiries::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateComplianceInquiry(rt::Call<ComplianceInquiry>);

impl UpdateComplianceInquiry {
    /// The theme that styles the embedded form, by the id that was set up with Twilio.
    pub fn theme_set_id(self, theme_set_id: impl Into<String>) -> Self {
        Self(self.0.form("ThemeSetId", theme_set_id.into()))
    }
}

rt::call_methods!(UpdateComplianceInquiry => ComplianceInquiry);

/// A started inquiry, with what the embedded form needs to run.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct ComplianceInquiry {
    /// Identifies the session; the embedded form is opened with it.
    pub inquiry_id: String,
    /// Opens the embedded form together with the inquiry id. It is a secret: whoever has it can continue
    /// the inquiry.
    pub inquiry_session_token: String,
    /// Identifies the customer profile behind the inquiry. Store it: it is needed to open the inquiry
    /// again.
    pub customer_id: String,
    /// The URL that opens this inquiry again.
    pub url: String,
}

impl std::fmt::Debug for ComplianceInquiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ComplianceInquiry")
            .field("inquiry_id", &self.inquiry_id)
            .field("inquiry_session_token", &rt::REDACTED)
            .field("customer_id", &self.customer_id)
            .field("url", &self.url)
            .finish()
    }
}
