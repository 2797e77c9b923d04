//! Supporting documents: evidence, such as an address or an identity document, for what a profile or
//! product states.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, SupportingDocumentSid};

/// Supporting documents: evidence, such as an address or an identity document, for what a profile or
/// product states. Create them by type, then assign them to customer profiles and trust products.
///
/// `/v1/SupportingDocuments`
#[derive(Clone, Debug)]
pub struct SupportingDocuments {
    client: rt::Client,
}

impl SupportingDocuments {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the supporting documents of the account.
    ///
    /// Returns all supporting documents of the account in pages, with any status, whether they are assigned
    /// to something or not.
    ///
    /// `GET /v1/SupportingDocuments`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut supporting_documents = trusthub
    ///     .supporting_documents()
    ///     .list()
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = supporting_documents.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<SupportingDocument> {
        self.client
            .list(
                "/v1/SupportingDocuments",
                rt::Paging::new("results")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
    }

    /// Creates a supporting document of a given type.
    ///
    /// Stores the data of a document. The type decides which attributes are expected; they may be sent now
    /// or filled in later by an update. The document starts as `DRAFT`, and it counts for a profile or
    /// product only once it is assigned there.
    ///
    /// `POST /v1/SupportingDocuments`; returns 201.
    ///
    /// * `friendly_name`: A name for the document, to tell it apart in lists.
    /// * `type`: What kind of document it is: the `machine_name` of a supporting document type, for example
    ///   `customer_profile_address`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let supporting_document = trusthub
    ///     .supporting_documents()
    ///     .create("Juniper seat", "customer_profile_address")
    ///     .attributes(serde_json::json!({
    ///         "address_sids": "AD4142c4cd61445c142971db5115b615a1",
    ///     }))
    ///     .await?;
    /// println!("{}", supporting_document.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        friendly_name: impl Into<String>,
        r#type: impl Into<String>,
    ) -> CreateSupportingDocument {
        CreateSupportingDocument(
            self
                .client
                .post("/v1/SupportingDocuments")
                .form("FriendlyName", friendly_name.into())
                .form("Type", r#type.into()),
        )
    }

    /// Fetches a supporting document by its SID.
    ///
    /// Returns the document with its attributes and the state of its review.
    ///
    /// `GET /v1/SupportingDocuments/{Sid}`; returns 200.
    ///
    /// * `sid`: The document to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::SupportingDocumentSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let supporting_document = trusthub
    ///     .supporting_documents()
    ///     .fetch(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
    ///     .await?;
    /// println!("{}", supporting_document.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(
        &self,
        sid: impl Into<SupportingDocumentSid>,
    ) -> rt::Call<SupportingDocument> {
        self.client.get("/v1/SupportingDocuments/{Sid}").path("Sid", sid.into())
    }

    /// Changes the name or the attributes of a supporting document.
    ///
    /// Changes what is given and leaves the rest as it is. The type is fixed at creation. Evaluate the
    /// profiles and products that the document is assigned to once more afterwards.
    ///
    /// `POST /v1/SupportingDocuments/{Sid}`; returns 200.
    ///
    /// What is not set stays as it is. With nothing set, the request is sent all the same.
    ///
    /// * `sid`: The document to change.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::SupportingDocumentSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let supporting_document = trusthub
    ///     .supporting_documents()
    ///     .update(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
    ///     .attributes(serde_json::json!({
    ///         "address_sids": "AD4142c4cd61445c142971db5115b615a1",
    ///     }))
    ///     .friendly_name("Juniper seat, Portland")
    ///     .await?;
    /// println!("{}", supporting_document.sid);
    /// # Ok(()) }
    /// ```
    pub fn update(
        &self,
        sid: impl Into<SupportingDocumentSid>,
    ) -> UpdateSupportingDocument {
        UpdateSupportingDocument(
            self.client.post("/v1/SupportingDocuments/{Sid}").path("Sid", sid.into()),
        )
    }

    /// Deletes a supporting document.
    ///
    /// Removes the document with its attributes for good and returns no content.
    ///
    /// `DELETE /v1/SupportingDocuments/{Sid}`; returns 204.
    ///
    /// * `sid`: The document to delete.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::SupportingDocumentSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .supporting_documents()
    ///     .delete(SupportingDocumentSid::new("RDcfce54c44d1d5d19b5daf59ab3b1e512")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<SupportingDocumentSid>) -> rt::Call<()> {
        self.client.delete("/v1/SupportingDocuments/{Sid}").path("Sid", sid.into())
    }
}

/// The request of [`SupportingDocuments::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateSupportingDocument(rt::Call<SupportingDocument>);

impl CreateSupportingDocument {
    /// The facts of the document, as one JSON object. Its keys are the `machine_name`s of the fields of its
    /// type; over the wire it is JSON text in a form field.
    pub fn attributes(self, attributes: impl Into<serde_json::Value>) -> Self {
        Self(self.0.form("Attributes", rt::Pii(attributes.into())))
    }
}

rt::call_methods!(CreateSupportingDocument => SupportingDocument);

/// The request of [`SupportingDocuments::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateSupportingDocument(rt::Call<SupportingDocument>);

impl UpdateSupportingDocument {
    /// The new facts of the document, as one JSON object with the same keys as at creation; over the wire
    /// it is JSON text in a form field.
    pub fn attributes(self, attributes: impl Into<serde_json::Value>) -> Self {
        Self(self.0.form("Attributes", rt::Pii(attributes.into())))
    }

    /// A new name for the document.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.form("FriendlyName", friendly_name.into()))
    }
}

rt::call_methods!(UpdateSupportingDocument => SupportingDocument);

/// Evidence for the facts in a profile or product, and how far its review has come.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct SupportingDocument {
    /// Identifies the document: `RD` and 32 hexadecimal digits.
    pub sid: SupportingDocumentSid,
    /// The account that the document belongs to.
    pub account_sid: AccountSid,
    /// The name that was given to the document.
    pub friendly_name: String,
    /// What kind of document it is: the `machine_name` of a supporting document type.
    pub r#type: String,
    /// How far the review of a supporting document has come. It starts as `DRAFT`.
    pub status: Status,
    /// When the document was created, in UTC.
    pub date_created: rt::Timestamp,
    /// When the document was last changed, in UTC.
    pub date_updated: rt::Timestamp,
    /// Where the document is found, as an absolute URL.
    pub url: String,
    /// The data of the document, as a JSON object. Its keys are the fields of the supporting document type.
    pub attributes: Option<serde_json::Value>,
    /// The media type of the uploaded file. Null when the document has no file.
    pub mime_type: Option<String>,
}

impl std::fmt::Debug for SupportingDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SupportingDocument")
            .field("sid", &self.sid)
            .field("account_sid", &self.account_sid)
            .field("friendly_name", &self.friendly_name)
            .field("type", &self.r#type)
            .field("status", &self.status)
            .field("date_created", &self.date_created)
            .field("date_updated", &self.date_updated)
            .field("url", &self.url)
            .field("attributes", &self.attributes.as_ref().map(|_| rt::REDACTED))
            .field("mime_type", &self.mime_type)
            .finish()
    }
}

rt::open_enum! {
    /// How far the review of a supporting document has come. It starts as `DRAFT`.
    pub enum Status {
        /// The document is being filled and is not reviewed yet.
        Draft = "DRAFT",
        /// The document waits for its review.
        PendingReview = "PENDING_REVIEW",
        /// The review did not accept the document.
        Rejected = "REJECTED",
        /// The review accepted the document.
        Approved = "APPROVED",
        /// The document was valid once, but its time is over.
        Expired = "EXPIRED",
        /// The document is accepted for the time being, until a final decision.
        ProvisionallyApproved = "PROVISIONALLY_APPROVED",
    }
}
