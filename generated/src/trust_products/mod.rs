//! Trust products: registrations for services that need a vetted identity, such as signed caller
//! identity or verified messaging.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

pub mod channel_endpoint_assignments;
pub mod entity_assignments;
pub mod evaluations;
pub mod provisional_copy;

use std::collections::BTreeMap;
use twilio_client as rt;
use crate::sid::{AccountSid, PolicySid, TrustProductSid};

/// Trust products: registrations for services that need a vetted identity, such as signed caller
/// identity or verified messaging. Create one under a policy, assign an approved customer profile and
/// the other entities to it, evaluate it, and submit it for review.
///
/// `/v1/TrustProducts`
#[derive(Clone, Debug)]
pub struct TrustProducts {
    client: rt::Client,
}

impl TrustProducts {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the trust products of the account.
    ///
    /// Returns the trust products of the account in pages, with any status unless a filter narrows them.
    /// Filters can be combined.
    ///
    /// `GET /v1/TrustProducts`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::trust_products::Status;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut trust_products = trusthub
    ///     .trust_products()
    ///     .list()
    ///     .status(Status::TwilioApproved)
    ///     .friendly_name("Juniper Bakery signed calls")
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = trust_products.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> ListTrustProducts {
        ListTrustProducts(
            self
                .client
                .list(
                    "/v1/TrustProducts",
                    rt::Paging::new("results")
                        .page_size("PageSize", 1..=1000)
                        .page("Page")
                        .page_token("PageToken"),
                ),
        )
    }

    /// Creates a trust product in draft.
    ///
    /// Creates an empty trust product under a policy, with the status `draft`. Next, assign the customer
    /// profile it rests on, the end users and the documents that the policy requires; evaluate the product;
    /// and submit it by setting its status to `pending-review`. The policy cannot be changed afterwards.
    ///
    /// `POST /v1/TrustProducts`; returns 201.
    ///
    /// * `friendly_name`: A name for the product, to tell it apart in lists. Usually the name of the
    ///   business.
    /// * `email`: Where a message is mailed to whenever the status of the product changes.
    /// * `policy_sid`: The policy that the product has to meet. It decides what must be assigned.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::PolicySid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let trust_product = trusthub
    ///     .trust_products()
    ///     .create(
    ///         "Juniper Bakery signed calls",
    ///         "owner@juniper-bakery.example",
    ///         PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?,
    ///     )
    ///     .status_callback("https://hooks.heronvoice.example/trusthub/status")
    ///     .await?;
    /// println!("{}", trust_product.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        friendly_name: impl Into<String>,
        email: impl Into<String>,
        policy_sid: impl Into<PolicySid>,
    ) -> CreateTrustProduct {
        CreateTrustProduct(
            self
                .client
                .post("/v1/TrustProducts")
                .form("FriendlyName", friendly_name.into())
                .form("Email", email.into())
                .form("PolicySid", policy_sid.into()),
        )
    }

    /// Fetches a trust product by its SID.
    ///
    /// Returns the product as it stands. While it is under review, its `status` tells the progress; after a
    /// rejection, `errors` holds the reasons, and after an approval, `valid_until` its end.
    ///
    /// `GET /v1/TrustProducts/{Sid}`; returns 200.
    ///
    /// * `sid`: The trust product to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let trust_product = trusthub
    ///     .trust_products()
    ///     .fetch(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .await?;
    /// println!("{}", trust_product.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<TrustProductSid>) -> rt::Call<TrustProduct> {
        self.client.get("/v1/TrustProducts/{Sid}").path("Sid", sid.into())
    }

    /// Changes a trust product or submits it for review.
    ///
    /// Changes what is given and leaves the rest as it is. Setting `Status` to `pending-review` submits the
    /// product; the response may already show `in-review`. Approval and rejection are Twilio's to set, and
    /// a submitted product does not go back to `draft` by this call.
    ///
    /// `POST /v1/TrustProducts/{Sid}`; returns 200.
    ///
    /// What is not set stays as it is. With nothing set, the request is sent all the same.
    ///
    /// * `sid`: The trust product to change.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let trust_product = trusthub
    ///     .trust_products()
    ///     .update(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .email("compliance@juniper-bakery.example")
    ///     .friendly_name("Juniper Bakery signed calls, Portland")
    ///     .await?;
    /// println!("{}", trust_product.sid);
    /// # Ok(()) }
    /// ```
    pub fn update(&self, sid: impl Into<TrustProductSid>) -> UpdateTrustProduct {
        UpdateTrustProduct(
            self.client.post("/v1/TrustProducts/{Sid}").path("Sid", sid.into()),
        )
    }

    /// Deletes a trust product.
    ///
    /// Removes the product for good and returns no content. The customer profile, end users and documents
    /// that were assigned to it are resources of their own.
    ///
    /// `DELETE /v1/TrustProducts/{Sid}`; returns 204.
    ///
    /// * `sid`: The trust product to delete.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .trust_products()
    ///     .delete(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<TrustProductSid>) -> rt::Call<()> {
        self.client.delete("/v1/TrustProducts/{Sid}").path("Sid", sid.into())
    }

    /// Channel endpoint assignments: the phone numbers and other endpoints of the account that belong to a
    /// trust product.
    ///
    /// `/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`
    ///
    /// * `trust_product_sid`: identifies a trust product.
    pub fn channel_endpoint_assignments(
        &self,
        trust_product_sid: impl Into<TrustProductSid>,
    ) -> channel_endpoint_assignments::ChannelEndpointAssignments {
        channel_endpoint_assignments::ChannelEndpointAssignments::new(
            self.client.clone(),
            trust_product_sid.into(),
        )
    }

    /// Entity assignments: the end users, supporting documents and profiles that make up a trust product.
    ///
    /// `/v1/TrustProducts/{TrustProductSid}/EntityAssignments`
    ///
    /// * `trust_product_sid`: identifies a trust product.
    pub fn entity_assignments(
        &self,
        trust_product_sid: impl Into<TrustProductSid>,
    ) -> entity_assignments::EntityAssignments {
        entity_assignments::EntityAssignments::new(
            self.client.clone(),
            trust_product_sid.into(),
        )
    }

    /// Evaluations: does a trust product meet a policy, and if not, what is missing? Create one after each
    /// change and read its results; evaluations are never changed or deleted.
    ///
    /// `/v1/TrustProducts/{TrustProductSid}/Evaluations`
    ///
    /// * `trust_product_sid`: identifies a trust product.
    pub fn evaluations(
        &self,
        trust_product_sid: impl Into<TrustProductSid>,
    ) -> evaluations::Evaluations {
        evaluations::Evaluations::new(self.client.clone(), trust_product_sid.into())
    }

    /// The provisional copy of an approved trust product, in which facts are changed that the approved one
    /// no longer lets be changed.
    ///
    /// `/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`
    ///
    /// * `trust_product_sid`: identifies a trust product.
    pub fn provisional_copy(
        &self,
        trust_product_sid: impl Into<TrustProductSid>,
    ) -> provisional_copy::ProvisionalCopy {
        provisional_copy::ProvisionalCopy::new(
            self.client.clone(),
            trust_product_sid.into(),
        )
    }
}

/// The request of [`TrustProducts::list`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListTrustProducts(rt::List<TrustProduct>);

impl ListTrustProducts {
    /// Only trust products in this state.
    pub fn status(self, status: Status) -> Self {
        Self(self.0.query("Status", status))
    }

    /// Only trust products with this name.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.query("FriendlyName", friendly_name.into()))
    }

    /// Only trust products under this policy.
    pub fn policy_sid(self, policy_sid: impl Into<PolicySid>) -> Self {
        Self(self.0.query("PolicySid", policy_sid.into()))
    }
}

rt::list_methods!(ListTrustProducts => TrustProduct);

/// The request of [`TrustProducts::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateTrustProduct(rt::Call<TrustProduct>);

impl CreateTrustProduct {
    /// Where Twilio sends a request whenever the status changes. What that request contains is not
    /// documented.
    pub fn status_callback(self, status_callback: impl Into<String>) -> Self {
        Self(self.0.form("StatusCallback", status_callback.into()))
    }
}

rt::call_methods!(CreateTrustProduct => TrustProduct);

/// The request of [`TrustProducts::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateTrustProduct(rt::Call<TrustProduct>);

impl UpdateTrustProduct {
    /// Another address for messages about status changes of the product.
    pub fn email(self, email: impl Into<String>) -> Self {
        Self(self.0.form("Email", email.into()))
    }

    /// A new name for the product.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.form("FriendlyName", friendly_name.into()))
    }

    /// How far the review of a trust product has come. It starts as `draft`; `pending-review` is the value
    /// to set in order to submit it.
    pub fn status(self, status: Status) -> Self {
        Self(self.0.form("Status", status))
    }

    /// Where Twilio sends a request whenever the status changes. What that request contains is not
    /// documented.
    pub fn status_callback(self, status_callback: impl Into<String>) -> Self {
        Self(self.0.form("StatusCallback", status_callback.into()))
    }
}

rt::call_methods!(UpdateTrustProduct => TrustProduct);

/// A registration for a service that needs a vetted identity, and how far its review has come.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct TrustProduct {
    /// Identifies the trust product: `BU` and 32 hexadecimal digits. Customer profiles have the same
    /// prefix.
    pub sid: TrustProductSid,
    /// The account that the product belongs to.
    pub account_sid: AccountSid,
    /// The policy that the product was created under.
    pub policy_sid: PolicySid,
    /// The name that was given to the product.
    pub friendly_name: String,
    /// Where messages about status changes are mailed to.
    pub email: String,
    /// How far the review of a trust product has come. It starts as `draft`; `pending-review` is the value
    /// to set in order to submit it.
    pub status: Status,
    /// When the product was created, in UTC.
    pub date_created: rt::Timestamp,
    /// When the product was last changed, in UTC. A change of the status counts as well.
    pub date_updated: rt::Timestamp,
    /// Where the product is found, as an absolute URL.
    pub url: String,
    /// The URLs of the lists below the product: its entity assignments, its evaluations and its channel
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
    /// How far the review of a trust product has come. It starts as `draft`; `pending-review` is the value
    /// to set in order to submit it.
    pub enum Status {
        /// The product is being filled and is not reviewed yet.
        Draft = "draft",
        /// The product was submitted and waits for its review; set this value to submit it.
        PendingReview = "pending-review",
        /// Twilio is reviewing the product.
        InReview = "in-review",
        /// The review found faults; the errors of the product name them.
        TwilioRejected = "twilio-rejected",
        /// The product is vetted and can be used until its approval ends.
        TwilioApproved = "twilio-approved",
    }
}
