//! End user types: the kinds of end users that policies ask for, each with the fields it has.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::EndUserTypeSid;

/// End user types: the kinds of end users that policies ask for, each with the fields it has.
/// Read-only.
///
/// `/v1/EndUserTypes`
#[derive(Clone, Debug)]
pub struct EndUserTypes {
    client: rt::Client,
}

impl EndUserTypes {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the kinds of end users.
    ///
    /// Returns all end user types in pages. Use the machine name of one as the type of a new end user, and
    /// its fields as the keys of the attributes.
    ///
    /// `GET /v1/EndUserTypes`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut end_user_types = trusthub.end_user_types().list().limit(500).stream();
    /// while let Some(item) = end_user_types.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<EndUserType> {
        self.client
            .list(
                "/v1/EndUserTypes",
                rt::Paging::new("end_user_types")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
    }

    /// Fetches one kind of end user.
    ///
    /// Returns one end user type with the fields that end users of this type have.
    ///
    /// `GET /v1/EndUserTypes/{Sid}`; returns 200.
    ///
    /// * `sid`: The end user type to fetch, by its SID or by its machine name, such as
    ///   `authorized_representative_1`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let end_user_type = trusthub
    ///     .end_user_types()
    ///     .fetch("OY71cd388c83e99866812773388b0be0ee")
    ///     .await?;
    /// println!("{}", end_user_type.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<String>) -> rt::Call<EndUserType> {
        self.client.get("/v1/EndUserTypes/{Sid}").path("Sid", sid.into())
    }
}

/// A kind of end user and the fields it has.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct EndUserType {
    /// Identifies the end user type: `OY` and 32 hexadecimal digits.
    pub sid: EndUserTypeSid,
    /// The name of the type, for people.
    pub friendly_name: String,
    /// The name of the type, for programs. End users name their type with it.
    pub machine_name: String,
    /// Where the end user type is found, as an absolute URL.
    pub url: String,
    /// The fields that an end user of this type has. They change when regulations change.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub fields: Vec<crate::types::TypeField>,
}
