//! Channel endpoint assignments: the phone numbers and other endpoints of the account that belong to a
//! trust product.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, ChannelEndpointAssignmentSid, TrustProductSid};

/// Channel endpoint assignments: the phone numbers and other endpoints of the account that belong to a
/// trust product. Assign an endpoint to let it use the product; remove the assignment to take it out
/// again.
///
/// `/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`
#[derive(Clone, Debug)]
pub struct ChannelEndpointAssignments {
    client: rt::Client,
    trust_product_sid: TrustProductSid,
}

impl ChannelEndpointAssignments {
    pub(crate) fn new(client: rt::Client, trust_product_sid: TrustProductSid) -> Self {
        Self { client, trust_product_sid }
    }

    /// Lists the endpoints of a trust product.
    ///
    /// Returns the channel endpoint assignments of one trust product in pages. The filters look up one
    /// endpoint or several in a single request.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::Sid;
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut channel_endpoint_assignments = trusthub
    ///     .trust_products()
    ///     .channel_endpoint_assignments(
    ///         TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
    ///     )
    ///     .list()
    ///     .channel_endpoint_sid(Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?)
    ///     .channel_endpoint_sids(
    ///         "PN3e6725447b6982acd2bf6645d9af49c7,PN8c06bf9260ee48bfdecac14ac8a54ab0",
    ///     )
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = channel_endpoint_assignments.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> ListChannelEndpointAssignments {
        ListChannelEndpointAssignments(
            self
                .client
                .list(
                    "/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments",
                    rt::Paging::new("results")
                        .page_size("PageSize", 1..=1000)
                        .page("Page")
                        .page_token("PageToken"),
                )
                .path("TrustProductSid", &self.trust_product_sid),
        )
    }

    /// Assigns an endpoint to a trust product.
    ///
    /// Puts a phone number or another endpoint of the account into the trust product, so that its traffic
    /// counts under the product. The assignment can be removed again, but not changed.
    ///
    /// `POST /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments`; returns 201.
    ///
    /// * `channel_endpoint_type`: What kind of endpoint it is, for example `phone-number`.
    /// * `channel_endpoint_sid`: The endpoint to assign, for example the `PN` SID of a phone number.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::Sid;
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let channel_endpoint_assignment = trusthub
    ///     .trust_products()
    ///     .channel_endpoint_assignments(
    ///         TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
    ///     )
    ///     .create("phone-number", Sid::new("PN3e6725447b6982acd2bf6645d9af49c7")?)
    ///     .await?;
    /// println!("{}", channel_endpoint_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        channel_endpoint_type: impl Into<String>,
        channel_endpoint_sid: impl Into<rt::Sid>,
    ) -> rt::Call<ChannelEndpointAssignment> {
        self.client
            .post("/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments")
            .path("TrustProductSid", &self.trust_product_sid)
            .form("ChannelEndpointType", channel_endpoint_type.into())
            .form("ChannelEndpointSid", channel_endpoint_sid.into())
    }

    /// Fetches one endpoint of a trust product.
    ///
    /// Returns one channel endpoint assignment of the trust product.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}`; returns 200.
    ///
    /// * `sid`: The assignment to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{ChannelEndpointAssignmentSid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let channel_endpoint_assignment = trusthub
    ///     .trust_products()
    ///     .channel_endpoint_assignments(
    ///         TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
    ///     )
    ///     .fetch(ChannelEndpointAssignmentSid::new("RAd5858088838504bd91ea6668659acc8d")?)
    ///     .await?;
    /// println!("{}", channel_endpoint_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(
        &self,
        sid: impl Into<ChannelEndpointAssignmentSid>,
    ) -> rt::Call<ChannelEndpointAssignment> {
        self.client
            .get("/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}")
            .path("TrustProductSid", &self.trust_product_sid)
            .path("Sid", sid.into())
    }

    /// Takes an endpoint out of a trust product.
    ///
    /// Removes the assignment and returns no content. The endpoint stays in the account, but its traffic no
    /// longer counts under the product.
    ///
    /// `DELETE /v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}`; returns 204.
    ///
    /// * `sid`: The assignment to remove; this is its own SID, not the SID of what is assigned.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{ChannelEndpointAssignmentSid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .trust_products()
    ///     .channel_endpoint_assignments(
    ///         TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?,
    ///     )
    ///     .delete(ChannelEndpointAssignmentSid::new("RAd5858088838504bd91ea6668659acc8d")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<ChannelEndpointAssignmentSid>) -> rt::Call<()> {
        self.client
            .delete(
                "/v1/TrustProducts/{TrustProductSid}/ChannelEndpointAssignments/{Sid}",
            )
            .path("TrustProductSid", &self.trust_product_sid)
            .path("Sid", sid.into())
    }
}

/// The request of [`ChannelEndpointAssignments::list`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListChannelEndpointAssignments(rt::List<ChannelEndpointAssignment>);

impl ListChannelEndpointAssignments {
    /// Only the assignment of this endpoint.
    pub fn channel_endpoint_sid(self, channel_endpoint_sid: impl Into<rt::Sid>) -> Self {
        Self(self.0.query("ChannelEndpointSid", channel_endpoint_sid.into()))
    }

    /// Only the assignments of these endpoints: SIDs in one text, with commas between them.
    pub fn channel_endpoint_sids(
        self,
        channel_endpoint_sids: impl Into<String>,
    ) -> Self {
        Self(self.0.query("ChannelEndpointSids", channel_endpoint_sids.into()))
    }
}

rt::list_methods!(ListChannelEndpointAssignments => ChannelEndpointAssignment);

/// The membership of one endpoint in a trust product.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct ChannelEndpointAssignment {
    /// Identifies the assignment: `RA` and 32 hexadecimal digits.
    pub sid: ChannelEndpointAssignmentSid,
    /// The account that the assignment belongs to.
    pub account_sid: AccountSid,
    /// The trust product that the endpoint is assigned to.
    pub trust_product_sid: TrustProductSid,
    /// The endpoint that is assigned.
    pub channel_endpoint_sid: rt::Sid,
    /// What kind of endpoint is assigned, for example `phone-number`.
    pub channel_endpoint_type: String,
    /// When the endpoint was assigned, in UTC.
    pub date_created: rt::Timestamp,
    /// Where the assignment is found, as an absolute URL.
    pub url: String,
}
