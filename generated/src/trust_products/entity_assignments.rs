//! Entity assignments: the end users, supporting documents and profiles that make up a trust product.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, EntityAssignmentSid, TrustProductSid};

/// Entity assignments: the end users, supporting documents and profiles that make up a trust product.
/// Assign everything that the policy requires before the product is evaluated.
///
/// `/v1/TrustProducts/{TrustProductSid}/EntityAssignments`
#[derive(Clone, Debug)]
pub struct EntityAssignments {
    client: rt::Client,
    trust_product_sid: TrustProductSid,
}

impl EntityAssignments {
    pub(crate) fn new(client: rt::Client, trust_product_sid: TrustProductSid) -> Self {
        Self { client, trust_product_sid }
    }

    /// Lists what is assigned to a trust product.
    ///
    /// Returns the entity assignments of one trust product in pages. Each item names an entity only by its
    /// SID; the prefix of the SID tells what it is.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/EntityAssignments`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut entity_assignments = trusthub
    ///     .trust_products()
    ///     .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .list()
    ///     .object_type("customer_profile_business_information")
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = entity_assignments.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> ListEntityAssignments {
        ListEntityAssignments(
            self
                .client
                .list(
                    "/v1/TrustProducts/{TrustProductSid}/EntityAssignments",
                    rt::Paging::new("results")
                        .page_size("PageSize", 1..=1000)
                        .page("Page")
                        .page_token("PageToken"),
                )
                .path("TrustProductSid", &self.trust_product_sid),
        )
    }

    /// Assigns an entity to a trust product.
    ///
    /// Puts an end user, a supporting document or a customer profile into the trust product. Evaluate the
    /// product once all required entities are assigned.
    ///
    /// `POST /v1/TrustProducts/{TrustProductSid}/EntityAssignments`; returns 201.
    ///
    /// * `object_sid`: What to assign: the `IT` SID of an end user, the `RD` SID of a document, or the `BU`
    ///   SID of a customer profile.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::Sid;
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let entity_assignment = trusthub
    ///     .trust_products()
    ///     .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
    ///     .await?;
    /// println!("{}", entity_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(&self, object_sid: impl Into<rt::Sid>) -> rt::Call<EntityAssignment> {
        self.client
            .post("/v1/TrustProducts/{TrustProductSid}/EntityAssignments")
            .path("TrustProductSid", &self.trust_product_sid)
            .form("ObjectSid", object_sid.into())
    }

    /// Fetches one assignment of a trust product.
    ///
    /// Returns one entity assignment of the trust product.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}`; returns 200.
    ///
    /// * `sid`: The assignment to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{EntityAssignmentSid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let entity_assignment = trusthub
    ///     .trust_products()
    ///     .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .fetch(EntityAssignmentSid::new("BV6ae36b2a4de6977c2cd17ed9ed36baf9")?)
    ///     .await?;
    /// println!("{}", entity_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(
        &self,
        sid: impl Into<EntityAssignmentSid>,
    ) -> rt::Call<EntityAssignment> {
        self.client
            .get("/v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}")
            .path("TrustProductSid", &self.trust_product_sid)
            .path("Sid", sid.into())
    }

    /// Takes an entity out of a trust product.
    ///
    /// Removes the assignment and returns no content. The entity itself is not deleted and can be assigned
    /// again.
    ///
    /// `DELETE /v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}`; returns 204.
    ///
    /// * `sid`: The assignment to remove; this is its own SID, not the SID of what is assigned.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{EntityAssignmentSid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .trust_products()
    ///     .entity_assignments(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .delete(EntityAssignmentSid::new("BV6ae36b2a4de6977c2cd17ed9ed36baf9")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<EntityAssignmentSid>) -> rt::Call<()> {
        self.client
            .delete("/v1/TrustProducts/{TrustProductSid}/EntityAssignments/{Sid}")
            .path("TrustProductSid", &self.trust_product_sid)
            .path("Sid", sid.into())
    }
}

/// The request of [`EntityAssignments::list`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct ListEntityAssignments(rt::List<EntityAssignment>);

impl ListEntityAssignments {
    /// Only entities of this type, by the machine name of their end user type or supporting document type.
    pub fn object_type(self, object_type: impl Into<String>) -> Self {
        Self(self.0.query("ObjectType", object_type.into()))
    }
}

rt::list_methods!(ListEntityAssignments => EntityAssignment);

/// The membership of one entity in a trust product.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct EntityAssignment {
    /// Identifies the assignment: `BV` and 32 hexadecimal digits.
    pub sid: EntityAssignmentSid,
    /// The account that the assignment belongs to.
    pub account_sid: AccountSid,
    /// The trust product that the entity is assigned to.
    pub trust_product_sid: TrustProductSid,
    /// The entity that is assigned. The prefix tells its kind: `IT` end user, `RD` document, `BU` profile.
    pub object_sid: rt::Sid,
    /// When the entity was assigned, in UTC.
    pub date_created: rt::Timestamp,
    /// Where the assignment is found, as an absolute URL.
    pub url: String,
}
