//! Entity assignments: the end users, supporting documents and profiles that make up a customer
//! profile.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, CustomerProfileSid, EntityAssignmentSid};

/// Entity assignments: the end users, supporting documents and profiles that make up a customer
/// profile. Assign everything that the policy requires before the profile is evaluated.
///
/// `/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`
#[derive(Clone, Debug)]
pub struct EntityAssignments {
    client: rt::Client,
    customer_profile_sid: CustomerProfileSid,
}

impl EntityAssignments {
    pub(crate) fn new(
        client: rt::Client,
        customer_profile_sid: CustomerProfileSid,
    ) -> Self {
        Self {
            client,
            customer_profile_sid,
        }
    }

    /// Lists what is assigned to a customer profile.
    ///
    /// Returns the entity assignments of one customer profile in pages. Each item names an entity only by
    /// its SID; the prefix of the SID tells what it is.
    ///
    /// `GET /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut entity_assignments = trusthub
    ///     .customer_profiles()
    ///     .entity_assignments(
    ///         CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
    ///     )
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
                    "/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments",
                    rt::Paging::new("results")
                        .page_size("PageSize", 1..=1000)
                        .page("Page")
                        .page_token("PageToken"),
                )
                .path("CustomerProfileSid", &self.customer_profile_sid),
        )
    }

    /// Assigns an entity to a customer profile.
    ///
    /// Puts an end user, a supporting document or a customer profile into the customer profile. Evaluate
    /// the profile once all required entities are assigned.
    ///
    /// `POST /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments`; returns 201.
    ///
    /// * `object_sid`: What to assign: the `IT` SID of an end user, the `RD` SID of a document, or the `BU`
    ///   SID of a customer profile.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::Sid;
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let entity_assignment = trusthub
    ///     .customer_profiles()
    ///     .entity_assignments(
    ///         CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
    ///     )
    ///     .create(Sid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
    ///     .await?;
    /// println!("{}", entity_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(&self, object_sid: impl Into<rt::Sid>) -> rt::Call<EntityAssignment> {
        self.client
            .post("/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments")
            .path("CustomerProfileSid", &self.customer_profile_sid)
            .form("ObjectSid", object_sid.into())
    }

    /// Fetches one assignment of a customer profile.
    ///
    /// Returns one entity assignment of the customer profile.
    ///
    /// `GET /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}`; returns 200.
    ///
    /// * `sid`: The assignment to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{CustomerProfileSid, EntityAssignmentSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let entity_assignment = trusthub
    ///     .customer_profiles()
    ///     .entity_assignments(
    ///         CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
    ///     )
    ///     .fetch(EntityAssignmentSid::new("BV8cfcf0b3b7261da49bdb32f1d26c866e")?)
    ///     .await?;
    /// println!("{}", entity_assignment.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(
        &self,
        sid: impl Into<EntityAssignmentSid>,
    ) -> rt::Call<EntityAssignment> {
        self.client
            .get("/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}")
            .path("CustomerProfileSid", &self.customer_profile_sid)
            .path("Sid", sid.into())
    }

    /// Takes an entity out of a customer profile.
    ///
    /// Removes the assignment and returns no content. The entity itself is not deleted and can be assigned
    /// again.
    ///
    /// `DELETE /v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}`; returns 204.
    ///
    /// * `sid`: The assignment to remove; this is its own SID, not the SID of what is assigned.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{CustomerProfileSid, EntityAssignmentSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .customer_profiles()
    ///     .entity_assignments(
    ///         CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?,
    ///     )
    ///     .delete(EntityAssignmentSid::new("BV8cfcf0b3b7261da49bdb32f1d26c866e")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<EntityAssignmentSid>) -> rt::Call<()> {
        self.client
            .delete("/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments/{Sid}")
            .path("CustomerProfileSid", &self.customer_profile_sid)
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

/// The membership of one entity in a customer profile.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct EntityAssignment {
    /// Identifies the assignment: `BV` and 32 hexadecimal digits.
    pub sid: EntityAssignmentSid,
    /// The account that the assignment belongs to.
    pub account_sid: AccountSid,
    /// The customer profile that the entity is assigned to.
    pub customer_profile_sid: CustomerProfileSid,
    /// The entity that is assigned. The prefix tells its kind: `IT` end user, `RD` document, `BU` profile.
    pub object_sid: rt::Sid,
    /// When the entity was assigned, in UTC.
    pub date_created: rt::Timestamp,
    /// Where the assignment is found, as an absolute URL.
    pub url: String,
}
