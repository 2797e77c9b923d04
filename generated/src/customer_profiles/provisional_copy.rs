//! The provisional copy of an approved customer profile, in which facts are changed that the approved
//! one no longer lets be changed.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, CustomerProfileSid, PolicySid};

/// The provisional copy of an approved customer profile, in which facts are changed that the approved
/// one no longer lets be changed.
///
/// `/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`
#[derive(Clone, Debug)]
pub struct ProvisionalCopy {
    client: rt::Client,
    customer_profile_sid: CustomerProfileSid,
}

impl ProvisionalCopy {
    pub(crate) fn new(
        client: rt::Client,
        customer_profile_sid: CustomerProfileSid,
    ) -> Self {
        Self {
            client,
            customer_profile_sid,
        }
    }

    /// Makes a provisional copy of an approved customer profile.
    ///
    /// Copies the profile, so that facts can be changed that an approved profile no longer lets be changed.
    /// There is at most one copy of a profile: error 18608 means that there is one, error 18607 that the
    /// profile can't be copied in its present state. The request has no body.
    ///
    /// `POST /v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`; returns 201.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let customer_profile_provisional_copy = trusthub
    ///     .customer_profiles()
    ///     .provisional_copy(CustomerProfileSid::new("BU00abff0f33bacebbd9438c40d113ee7d")?)
    ///     .create()
    ///     .await?;
    /// println!("{:?}", customer_profile_provisional_copy);
    /// # Ok(()) }
    /// ```
    pub fn create(&self) -> rt::Call<CustomerProfileProvisionalCopy> {
        self.client
            .post("/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy")
            .path("CustomerProfileSid", &self.customer_profile_sid)
    }

    /// Fetches the provisional copy of a customer profile.
    ///
    /// Returns the copy, and how far its review has come.
    ///
    /// `GET /v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`; returns 200.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let customer_profile_provisional_copy = trusthub
    ///     .customer_profiles()
    ///     .provisional_copy(CustomerProfileSid::new("BU00abff0f33bacebbd9438c40d113ee7d")?)
    ///     .fetch()
    ///     .await?;
    /// println!("{:?}", customer_profile_provisional_copy);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self) -> rt::Call<CustomerProfileProvisionalCopy> {
        self.client
            .get("/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy")
            .path("CustomerProfileSid", &self.customer_profile_sid)
    }
}

/// A provisional copy of a customer profile. It has no SID of its own.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct CustomerProfileProvisionalCopy {
    /// The account that the profile belongs to.
    pub account_sid: Option<AccountSid>,
    /// The customer profile that the copy is of.
    pub customer_profile_sid: Option<CustomerProfileSid>,
    /// When the copy was made, in UTC.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub date_created: Option<rt::Timestamp>,
    /// When the copy was last changed, in UTC.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub date_updated: Option<rt::Timestamp>,
    /// Where messages about status changes are mailed to.
    pub email: Option<String>,
    /// The name of the profile.
    pub friendly_name: Option<String>,
    /// The policy that the profile was created under.
    pub policy_sid: Option<PolicySid>,
    /// How far the review of the copy has come.
    pub status: Option<String>,
    /// Where requests about status changes are sent to, or null.
    pub status_callback: Option<String>,
    /// Where the copy is found, as an absolute URL.
    pub url: Option<String>,
    /// Until when the approval holds, in UTC. Null as long as there is no approval.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub valid_until: Option<rt::Timestamp>,
}
