//! Customer profiles: the vetted identities of businesses and individuals.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

pub mod channel_endpoint_assignments;
pub mod entity_assignments;
pub mod evaluations;
pub mod provisional_copy;

use std::collections::BTreeMap;
use twilio_client as rt;
use crate::sid::{AccountSid, CustomerProfileSid, PolicySid};

/// Customer profiles: the vetted identities of businesses and individuals. Create one under a policy,
/// assign end users and documents to it, evaluate it, and submit it for review.
///
/// `/v1/CustomerProfiles`
#[derive(Clone, Debug)]
pub struct CustomerProfiles {
    client: rt::Client,
}

impl CustomerProfiles {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the customer profiles of the account.
    ///
    /// Returns the customer profiles of the account in pages, with any status unless a filter narrows them.
    /// Filters can be combined.
    ///
    /// `GET /v1/CustomerProfiles`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::customer_profiles::Status;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut customer_profiles = trusthub
    ///     .customer_profiles()
    ///     .list()
    ///     .status(Status::PendingReview)
    ///     .friendly_name("Juniper Bakery")
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = customer_profiles.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> ListCustomerProfiles {
        ListCustomerProfiles(
            self
                .client
                .list(
                    "/v1/CustomerProfiles",
                    rt::Paging::new("results")
                        .page_size("PageSize", 1..=1000)
                        .page("Page")
                        .page_token("PageToken"),
                ),
        )
    }

    /// Creates a customer profile in draft.
    ///
    /// Creates an empty customer profile under a policy, with the status `draft`. Next, assign end users,
    /// documents and, for a secondary profile, the primary profile; evaluate the profile; and submit it by
    /// setting its status to `pending-review`. The policy cannot be changed afterwards. Twilio refuses a
    /// secondary profile for a business whose identity is `direct_customer`; that kind is created in its
    /// console only.
    ///
    /// `POST /v1/CustomerProfiles`; returns 201.
    ///
    /// * `friendly_name`: A name for the profile, to tell it apart in lists. Usually the name of the
    ///   business.
    /// * `email`: Where a message is mailed to whenever the status of the profile changes.
    /// * `policy_sid`: The policy that the profile has to meet. It decides what must be assigned.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::PolicySid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let customer_profile = trusthub
    ///     .customer_profiles()
    ///     .create(
    ///         "Juniper Bakery",
    ///         "owner@juniper-bakery.example",
    ///         PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?,
    ///     )
    ///     .status_callback("https://hooks.heronvoice.example/trusthub/status")
    ///     .await?;
    /// println!("{}", customer_profile.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        friendly_name: impl Into<String>,
        email: impl Into<String>,
        policy_sid: impl Into<PolicySid>,
    ) -> CreateCustomerProfile {
        CreateCustomerProfile(
            self
                .client
                .post("/v1/CustomerProfiles")
                .form("FriendlyName", friendly_name.into())
                .form("Email", email.into())
                .form("PolicySid", policy_sid.into()),
        )
    }

    /// Fetches a customer profile by its SID.
    ///
    /// Returns the profile as it stands. While it is under review, its `status` tells the progress; after a
    /// rejection, `errors` holds the reasons, and after an approval, `valid_until` its end.
    ///
    /// `GET /v1/CustomerProfiles/{Sid}`; returns 200.
    ///
    /// * `sid`: The customer profile to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let customer_profile = trusthub
    ///     .customer_profiles()
    ///     .fetch(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .await?;
    /// println!("{}", customer_profile.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(
        &self,
        sid: impl Into<CustomerProfileSid>,
    ) -> rt::Call<CustomerProfile> {
        self.client.get("/v1/CustomerProfiles/{Sid}").path("Sid", sid.into())
    }

    /// Changes a customer profile or submits it for review.
    ///
    /// Changes what is given and leaves the rest as it is. Setting `Status` to `pending-review` submits the
    /// profile; the response may already show `in-review`. Approval and rejection are Twilio's to set, and
    /// a submitted profile does not go back to `draft` by this call.
    ///
    /// `POST /v1/CustomerProfiles/{Sid}`; returns 200.
    ///
    /// What is not set stays as it is. With nothing set, the request is sent all the same.
    ///
    /// * `sid`: The customer profile to change.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let customer_profile = trusthub
    ///     .customer_profiles()
    ///     .update(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .email("compliance@juniper-bakery.example")
    ///     .friendly_name("Juniper Bakery LLC")
    ///     .await?;
    /// println!("{}", customer_profile.sid);
    /// # Ok(()) }
    /// ```
    pub fn update(&self, sid: impl Into<CustomerProfileSid>) -> UpdateCustomerProfile {
        UpdateCustomerProfile(
            self.client.post("/v1/CustomerProfiles/{Sid}").path("Sid", sid.into()),
        )
    }

    /// Deletes a customer profile.
    ///
    /// Removes the profile for good and returns no content. The end users and documents that were assigned
    /// to it are resources of their own.
    ///
    /// `DELETE /v1/CustomerProfiles/{Sid}`; returns 204.
    ///
    /// * `sid`: The customer profile to delete.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .customer_profiles()
    ///     .delete(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<CustomerProfileSid>) -> rt::Call<()> {
        self.client.delete("/v1/CustomerProfiles/{Sid}").path("Sid", sid.into())
    }

    /// Channel endpoint assignments: the phone numbers and other endpoints of the account that belong to a
    /// customer profile.
    ///
    /// `/v1/CustomerProfiles/{CustomerProfileSid}/ChannelEndpointAssignments`
    ///
    /// * `customer_profile_sid`: identifies a customer profile.
    pub fn channel_endpoint_assignments(
        &self,
        customer_profile_sid: impl Into<CustomerProfileSid>,
    ) -> channel_endpoint_assignments::ChannelEndpointAssignments {
        channel_endpoint_assignments::ChannelEndpointAssignments::new(
            self.client.clone(),
            customer_profile_sid.into(),
        )
    }

    /// Entity assignments: the end users, supporting documents and profiles that make up a customer
    /// profile.
    ///
    /// `/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`
    ///
    /// * `customer_profile_sid`: identifies a customer profile.
    pub fn entity_assignments(
        &self,
        customer_profile_sid: impl Into<CustomerProfileSid>,
    ) -> entity_assignments::EntityAssignments {
        entity_assignments::EntityAssignments::new(
            self.client.clone(),
            customer_profile_sid.into(),
        )
    }

    /// Evaluations: does a customer profile meet a policy, and if not, what is missing? Create one after
    /// each change and read its results; evaluations are never changed or deleted.
    ///
    /// `/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`
    ///
    /// * `customer_profile_sid`: identifies a customer profile.
    pub fn evaluations(
        &self,
        customer_profile_sid: impl Into<CustomerProfileSid>,
    ) -> evaluations::Evaluations {
        evaluations::Evaluations::new(self.client.clone(), customer_profile_sid.into())
    }

    /// The provisional copy of an approved customer profile, in which facts are changed that the approved
    /// one no longer lets be changed.
    ///
    /// `/v1/CustomerProfiles/{CustomerProfileSid}/ProvisionalCopy`
    ///
    /// * `customer_profile_sid`: identifies a customer profile.
    pub fn provisional_copy(
        &self,
        customer_profile_sid: impl Into<CustomerProfileSid>,
    ) -> provisional_copy::ProvisionalCopy {
        provisional_copy::ProvisionalCopy::new(
            self.client.clone(),
            customer_profile_sid.into(),
        )
    }
}

/// The request of [`CustomerProfiles::list`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListCustomerProfiles(rt::List<CustomerProfile>);

impl ListCustomerProfiles {
    /// Only customer profiles in this state.
    pub fn status(self, status: Status) -> Self {
        Self(self.0.query("Status", status))
    }

    /// Only customer profiles with this name.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.query("FriendlyName", friendly_name.into()))
    }

    /// Only customer profiles under this policy.
    pub fn policy_sid(self, policy_sid: impl Into<PolicySid>) -> Self {
        Self(self.0.query("PolicySid", policy_sid.into()))
    }
}

rt::list_methods!(ListCustomerProfiles => CustomerProfile);

/// The request of [`CustomerProfiles::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateCustomerProfile(rt::Call<CustomerProfile>);

impl CreateCustomerProfile {
    /// Where Twilio sends a request whenever the status changes. What that request contains is not
    /// documented.
    pub fn status_callback(self, status_callback: impl Into<String>) -> Self {
        Self(self.0.form("StatusCallback", status_callback.into()))
    }
}

rt::call_methods!(CreateCustomerProfile => CustomerProfile);

/// The request of [`CustomerProfiles::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateCustomerProfile(rt::Call<CustomerProfile>);

impl UpdateCustomerProfile {
    /// Another address for messages about status changes of the profile.
    pub fn email(self, email: impl Into<String>) -> Self {
        Self(self.0.form("Email", email.into()))
    }

    /// A new name for the profile.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.form("FriendlyName", friendly_name.into()))
    }

    /// How far the review of a customer profile has come. It starts as `draft`; `pending-review` is the
    /// value to set in order to submit it.
    pub fn status(self, status: Status) -> Self {
        Self(self.0.form("Status", status))
    }

    /// Where Twilio sends a request whenever the status changes. What that request contains is not
    /// documented.
    pub fn status_callback(self, status_callback: impl Into<String>) -> Self {
        Self(self.0.form("StatusCallback", status_callback.into()))
    }
}

rt::call_methods!(UpdateCustomerProfile => CustomerProfile);

/// The identity of a business or an individual, and how far its review has come.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct CustomerProfile {
    /// Identifies the customer profile: `BU` and 32 hexadecimal digits. Trust products have the same
    /// prefix.
    pub sid: CustomerProfileSid,
    /// The account that the profile belongs to.
    pub account_sid: AccountSid,
    /// The policy that the profile was created under.
    pub policy_sid: PolicySid,
    /// The name that was given to the profile.
    pub friendly_name: String,
    /// Where messages about status changes are mailed to.
    pub email: String,
    /// How far the review of a customer profile has come. It starts as `draft`; `pending-review` is the
    /// value to set in order to submit it.
    pub status: Status,
    /// When the profile was created, in UTC.
    pub date_created: rt::Timestamp,
    /// When the profile was last changed, in UTC. A change of the status counts as well.
    pub date_updated: rt::Timestamp,
    /// Where the profile is found, as an absolute URL.
    pub url: String,
    /// The URLs of the lists below the profile: its entity assignments, its evaluations and its channel
    /// endpoint assignments.
    #[serde(deserialize_with = "rt::de::lenient")]
    pub links: BTreeMap<String, String>,
    /// Why the review ended in a rejection, as a list of error codes. Null when nothing was rejected.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub errors: Vec<crate::types::ReviewError>,
    /// Where requests about status changes are sent to, or null.
    pub status_callback: Option<String>,
    /// Until when the approval holds, in UTC. Null as long as there is no approval.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub valid_until: Option<rt::Timestamp>,
}

rt::open_enum! {
    /// How far the review of a customer profile has come. It starts as `draft`; `pending-review` is the
    /// value to set in order to submit it.
    pub enum Status {
        /// The profile is being filled and is not reviewed yet.
        Draft = "draft",
        /// The profile was submitted and waits for its review; set this value to submit it.
        PendingReview = "pending-review",
        /// Twilio is reviewing the profile.
        InReview = "in-review",
        /// The review found faults; the errors of the profile name them.
        TwilioRejected = "twilio-rejected",
        /// The profile is vetted and can be used until its approval ends.
        TwilioApproved = "twilio-approved",
    }
}
