//! The provisional copy of an approved trust product, in which facts are changed that the approved one
//! no longer lets be changed.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, PolicySid, TrustProductSid};

/// The provisional copy of an approved trust product, in which facts are changed that the approved one
/// no longer lets be changed.
///
/// `/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`
#[derive(Clone, Debug)]
pub struct ProvisionalCopy {
    client: rt::Client,
    trust_product_sid: TrustProductSid,
}

impl ProvisionalCopy {
    pub(crate) fn new(client: rt::Client, trust_product_sid: TrustProductSid) -> Self {
        Self { client, trust_product_sid }
    }

    /// Makes a provisional copy of an approved trust product.
    ///
    /// Copies the product, so that facts can be changed that an approved product no longer lets be changed.
    /// There is at most one copy of a product: error 18608 means that there is one, error 18607 that the
    /// product can't be copied in its present state. The request has no body.
    ///
    /// `POST /v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`; returns 201.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let trust_product_provisional_copy = trusthub
    ///     .trust_products()
    ///     .provisional_copy(TrustProductSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .create()
    ///     .await?;
    /// println!("{:?}", trust_product_provisional_copy);
    /// # Ok(()) }
    /// ```
    pub fn create(&self) -> rt::Call<TrustProductProvisionalCopy> {
        self.client
            .post("/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy")
            .path("TrustProductSid", &self.trust_product_sid)
    }

    /// Fetches the provisional copy of a trust product.
    ///
    /// Returns the copy, and how far its review has come.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/ProvisionalCopy`; returns 200.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let trust_product_provisional_copy = trusthub
    ///     .trust_products()
    ///     .provisional_copy(TrustProductSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .fetch()
    ///     .await?;
    /// println!("{:?}", trust_product_provisional_copy);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self) -> rt::Call<TrustProductProvisionalCopy> {
        self.client
            .get("/v1/TrustProducts/{TrustProductSid}/ProvisionalCopy")
            .path("TrustProductSid", &self.trust_product_sid)
    }
}

/// A provisional copy of a trust product. It has no SID of its own.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct TrustProductProvisionalCopy {
    /// The account that the product belongs to.
    pub account_sid: Option<AccountSid>,
    /// When the copy was made, in UTC.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub date_created: Option<rt::Timestamp>,
    /// When the copy was last changed, in UTC.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub date_updated: Option<rt::Timestamp>,
    /// Where messages about status changes are mailed to.
    pub email: Option<String>,
    /// The name of the product.
    pub friendly_name: Option<String>,
    /// The policy that the product was created under.
    pub policy_sid: Option<PolicySid>,
    /// How far the review of the copy has come.
    pub status: Option<String>,
    /// Where requests about status changes are sent to, or null.
    pub status_callback: Option<String>,
    /// The trust product that the copy is of.
    pub trust_product_sid: Option<TrustProductSid>,
    /// Where the copy is found, as an absolute URL.
    pub url: Option<String>,
    /// Until when the approval holds, in UTC. Null as long as there is no approval.
    #[serde(default, deserialize_with = "rt::de::lenient")]
    pub valid_until: Option<rt::Timestamp>,
}
