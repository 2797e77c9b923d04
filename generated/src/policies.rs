//! Policies: the requirements that a customer profile or a trust product has to meet.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use std::collections::BTreeMap;
use twilio_client as rt;
use crate::sid::PolicySid;

/// Policies: the requirements that a customer profile or a trust product has to meet. Read-only; pick
/// one to create a profile or product under it.
///
/// `/v1/Policies`
#[derive(Clone, Debug)]
pub struct Policies {
    client: rt::Client,
}

impl Policies {
    pub(crate) fn new(client: rt::Client) -> Self {
        Self { client }
    }

    /// Lists the policies.
    ///
    /// Returns all policies in pages, each with its full requirements. A policy's SID is needed to create
    /// and to evaluate profiles and products.
    ///
    /// `GET /v1/Policies`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut policies = trusthub.policies().list().limit(500).stream();
    /// while let Some(item) = policies.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<Policy> {
        self.client
            .list(
                "/v1/Policies",
                rt::Paging::new("results")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
    }

    /// Fetches a policy by its SID.
    ///
    /// Returns one policy with everything it requires: end users, documents, and the profiles it builds on.
    ///
    /// `GET /v1/Policies/{Sid}`; returns 200.
    ///
    /// * `sid`: The policy to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::PolicySid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let policy = trusthub
    ///     .policies()
    ///     .fetch(PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?)
    ///     .await?;
    /// println!("{}", policy.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<PolicySid>) -> rt::Call<Policy> {
        self.client.get("/v1/Policies/{Sid}").path("Sid", sid.into())
    }
}

/// A set of requirements for profiles or products.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct Policy {
    /// Identifies the policy: `RN` and 32 hexadecimal digits.
    pub sid: PolicySid,
    /// The name of the policy. It tells which kind of profile or product the policy is for.
    pub friendly_name: String,
    /// Where the policy is found, as an absolute URL.
    pub url: String,
    /// What has to be assigned to meet a policy.
    pub requirements: Option<PolicyRequirements>,
}

/// A document type that meets a requirement.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct PolicyAcceptedDocument {
    /// The fields of the document that must be filled.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub fields: Vec<String>,
    /// The name of the document type, for people.
    pub name: Option<String>,
    /// The machine name of the supporting document type.
    pub r#type: Option<String>,
    /// The path of the supporting document type, relative to the version of the interface.
    pub url: Option<String>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(PolicyAcceptedDocument);

/// A customer profile that a policy accepts as a basis.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct PolicyCustomerProfile {
    /// The name of the requirement, for people.
    pub name: Option<String>,
    /// The machine name of the requirement. The results of an evaluation refer to it.
    pub requirement_name: Option<String>,
    /// The machine name of the kind of profile.
    pub r#type: Option<String>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(PolicyCustomerProfile);

/// A document that a policy requires, with the types that are accepted for it.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct PolicyDocument {
    /// The document types that are accepted.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub accepted_documents: Vec<PolicyAcceptedDocument>,
    /// What the document has to show.
    pub description: Option<String>,
    /// The name of the requirement, for people.
    pub name: Option<String>,
    /// The machine name of the requirement. The results of an evaluation refer to it.
    pub requirement_name: Option<String>,
    /// The kind of the requirement, `document` in all published examples.
    pub r#type: Option<String>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(PolicyDocument);

/// An end user that a policy requires.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct PolicyEndUser {
    /// The fields of the end user that must be filled.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub fields: Vec<String>,
    /// The name of the requirement, for people.
    pub name: Option<String>,
    /// The machine name of the requirement. The results of an evaluation refer to it.
    pub requirement_name: Option<String>,
    /// The machine name of the end user type to use.
    pub r#type: Option<String>,
    /// The path of the end user type, relative to the version of the interface.
    pub url: Option<String>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(PolicyEndUser);

/// What has to be assigned to meet a policy.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(remote = "Self")]
#[non_exhaustive]
pub struct PolicyRequirements {
    /// The end users that are required.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub end_user: Vec<PolicyEndUser>,
    /// The customer profiles that are accepted as a basis.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub supporting_customer_profiles: Vec<PolicyCustomerProfile>,
    /// The documents that are required, as groups. A group can be empty.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub supporting_document: Vec<Vec<PolicyDocument>>,
    /// The trust products that are required. No published example has any.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub supporting_trust_products: Vec<serde_json::Value>,
    /// Properties that the document doesn't name.
    #[serde(flatten, skip_deserializing)]
    pub extra: BTreeMap<String, serde_json::Value>,
}

rt::open_record!(PolicyRequirements);
