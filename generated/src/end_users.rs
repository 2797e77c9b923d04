//! End users: facts about a business or a person, such as its registration or an authorized
//! representative.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, EndUserSid};

/// End users: facts about a business or a person, such as its registration or an authorized
/// representative. Create them by type, then assign them to customer profiles and trust products.
///
/// `/v1/EndUsers`
#[derive(Clone, Debug)]
pub struct EndUsers {
    client: rt::Client,
}

impl EndUsers {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the end users of the account.
    ///
    /// Returns all end users of the account in pages, whether they are assigned to something or not.
    ///
    /// `GET /v1/EndUsers`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut end_users = trusthub.end_users().list().limit(500).stream();
    /// while let Some(item) = end_users.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<EndUser> {
        self.client
            .list(
                "/v1/EndUsers",
                rt::Paging::new("results")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
    }

    /// Creates an end user of a given type.
    ///
    /// Stores the facts about a business or a person. The type decides which attributes are expected; they
    /// may be sent now or filled in later by an update. The end user counts for a profile or product only
    /// once it is assigned there.
    ///
    /// `POST /v1/EndUsers`; returns 201.
    ///
    /// * `friendly_name`: A name for the end user, to tell it apart in lists.
    /// * `type`: What kind of end user it is: the `machine_name` of an end user type, for example
    ///   `customer_profile_business_information`.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let end_user = trusthub
    ///     .end_users()
    ///     .create("Juniper representative", "authorized_representative_1")
    ///     .attributes(serde_json::json!({
    ///         "business_title": "Owner",
    ///         "email": "marisol.okafor@juniper-bakery.example",
    ///         "first_name": "Marisol",
    ///         "job_position": "CEO",
    ///         "last_name": "Okafor",
    ///         "phone_number": "+15550104417",
    ///     }))
    ///     .await?;
    /// println!("{}", end_user.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(
        &self,
        friendly_name: impl Into<String>,
        r#type: impl Into<String>,
    ) -> CreateEndUser {
        CreateEndUser(
            self
                .client
                .post("/v1/EndUsers")
                .form("FriendlyName", friendly_name.into())
                .form("Type", r#type.into()),
        )
    }

    /// Fetches an end user by its SID.
    ///
    /// Returns the end user with its attributes as they were last stored.
    ///
    /// `GET /v1/EndUsers/{Sid}`; returns 200.
    ///
    /// * `sid`: The end user to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::EndUserSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let end_user = trusthub
    ///     .end_users()
    ///     .fetch(EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?)
    ///     .await?;
    /// println!("{}", end_user.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<EndUserSid>) -> rt::Call<EndUser> {
        self.client.get("/v1/EndUsers/{Sid}").path("Sid", sid.into())
    }

    /// Changes the name or the attributes of an end user.
    ///
    /// Changes what is given and leaves the rest as it is. The type is fixed at creation. Evaluate the
    /// profiles and products that the end user is assigned to once more afterwards.
    ///
    /// `POST /v1/EndUsers/{Sid}`; returns 200.
    ///
    /// What is not set stays as it is. With nothing set, the request is sent all the same.
    ///
    /// * `sid`: The end user to change.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::EndUserSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let end_user = trusthub
    ///     .end_users()
    ///     .update(EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?)
    ///     .attributes(serde_json::json!({
    ///         "business_title": "Managing partner",
    ///         "email": "marisol.okafor@juniper-bakery.example",
    ///         "first_name": "Marisol",
    ///         "job_position": "CEO",
    ///         "last_name": "Okafor",
    ///         "phone_number": "+15550104420",
    ///     }))
    ///     .friendly_name("Juniper, Marisol Okafor")
    ///     .await?;
    /// println!("{}", end_user.sid);
    /// # Ok(()) }
    /// ```
    pub fn update(&self, sid: impl Into<EndUserSid>) -> UpdateEndUser {
        UpdateEndUser(self.client.post("/v1/EndUsers/{Sid}").path("Sid", sid.into()))
    }

    /// Deletes an end user.
    ///
    /// Removes the end user with its attributes for good and returns no content.
    ///
    /// `DELETE /v1/EndUsers/{Sid}`; returns 204.
    ///
    /// * `sid`: The end user to delete.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::EndUserSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// trusthub
    ///     .end_users()
    ///     .delete(EndUserSid::new("IT50cf78096fdba781cb9a30ddf5f2b3bd")?)
    ///     .await?;
    /// # Ok(()) }
    /// ```
    pub fn delete(&self, sid: impl Into<EndUserSid>) -> rt::Call<()> {
        self.client.delete("/v1/EndUsers/{Sid}").path("Sid", sid.into())
    }
}

/// The request of [`EndUsers::create`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct CreateEndUser(rt::Call<EndUser>);

impl CreateEndUser {
    /// The facts of the end user, as one JSON object. Its keys are the `machine_name`s of the fields of its
    /// type; over the wire it is JSON text in a form field.
    pub fn attributes(self, attributes: impl Into<serde_json::Value>) -> Self {
        Self(self.0.form("Attributes", rt::Pii(attributes.into())))
    }
}

rt::call_methods!(CreateEndUser => EndUser);

/// The request of [`EndUsers::update`]; what is not set is left out.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct UpdateEndUser(rt::Call<EndUser>);

impl UpdateEndUser {
    /// The new facts of the end user, as one JSON object with the same keys as at creation; over the wire
    /// it is JSON text in a form field.
    pub fn attributes(self, attributes: impl Into<serde_json::Value>) -> Self {
        Self(self.0.form("Attributes", rt::Pii(attributes.into())))
    }

    /// A new name for the end user.
    pub fn friendly_name(self, friendly_name: impl Into<String>) -> Self {
        Self(self.0.form("FriendlyName", friendly_name.into()))
    }
}

rt::call_methods!(UpdateEndUser => EndUser);

/// Facts about a business or a person.
#[derive(Clone, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct EndUser {
    /// Identifies the end user: `IT` and 32 hexadecimal digits.
    pub sid: EndUserSid,
    /// The account that the end user belongs to.
    pub account_sid: AccountSid,
    /// The name that was given to the end user.
    pub friendly_name: String,
    /// What kind of end user it is: the `machine_name` of an end user type.
    pub r#type: String,
    /// When the end user was created, in UTC.
    pub date_created: rt::Timestamp,
    /// When the end user was last changed, in UTC.
    pub date_updated: rt::Timestamp,
    /// Where the end user is found, as an absolute URL.
    pub url: String,
    /// The facts themselves, as a JSON object. Its keys are the fields of the end user type.
    pub attributes: Option<serde_json::Value>,
}

impl std::fmt::Debug for EndUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EndUser")
            .field("sid", &self.sid)
            .field("account_sid", &self.account_sid)
            .field("friendly_name", &self.friendly_name)
            .field("type", &self.r#type)
            .field("date_created", &self.date_created)
            .field("date_updated", &self.date_updated)
            .field("url", &self.url)
            .field("attributes", &self.attributes.as_ref().map(|_| rt::REDACTED))
            .finish()
    }
}
