//! Supporting document types: the kinds of documents that policies accept, each with the fields it has.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::SupportingDocumentTypeSid;

/// Supporting document types: the kinds of documents that policies accept, each with the fields it has.
/// Read-only.
///
/// `/v1/SupportingDocumentTypes`
#[derive(Clone, Debug)]
pub struct SupportingDocumentTypes {
    client: rt::Client,
}

impl SupportingDocumentTypes {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the kinds of supporting documents.
    ///
    /// Returns all supporting document types in pages. Use the machine name of one as the type of a new
    /// document, and its fields as the keys of the attributes.
    ///
    /// `GET /v1/SupportingDocumentTypes`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut supporting_document_types = trusthub
    ///     .supporting_document_types()
    ///     .list()
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = supporting_document_types.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<SupportingDocumentType> {
        self.client
            .list(
                "/v1/SupportingDocumentTypes",
                rt::Paging::new("supporting_document_types")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
    }

    /// Fetches one kind of supporting document.
    ///
    /// Returns one supporting document type with the fields that documents of this type have.
    ///
    /// `GET /v1/SupportingDocumentTypes/{Sid}`; returns 200.
    ///
    /// * `sid`: The supporting document type to fetch, by its SID or by its machine name, such as
    ///   `customer_profile_address`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let supporting_document_type = trusthub
    ///     .supporting_document_types()
    ///     .fetch("OY0a000e7e2410b5c6380b928e564eece5")
    ///     .await?;
    /// println!("{}", supporting_document_type.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<String>) -> rt::Call<SupportingDocumentType> {
        self.client.get("/v1/SupportingDocumentTypes/{Sid}").path("Sid", sid.into())
    }
}

/// A kind of supporting document and the fields it has.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct SupportingDocumentType {
    /// Identifies the supporting document type: `OY` and 32 hexadecimal digits.
    pub sid: SupportingDocumentTypeSid,
    /// The name of the type, for people.
    pub friendly_name: String,
    /// The name of the type, for programs. Documents name their type with it.
    pub machine_name: String,
    /// Where the supporting document type is found, as an absolute URL.
    pub url: String,
    /// The fields that a document of this type has. They change when regulations change.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub fields: Vec<crate::types::TypeField>,
}
