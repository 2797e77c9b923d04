//! Evaluations: does a customer profile meet a policy, and if not, what is missing? Create one after
//! each change and read its results; evaluations are never changed or deleted.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, CustomerProfileSid, EvaluationSid, PolicySid};

/// Evaluations: does a customer profile meet a policy, and if not, what is missing? Create one after
/// each change and read its results; evaluations are never changed or deleted.
///
/// `/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`
#[derive(Clone, Debug)]
pub struct Evaluations {
    client: rt::Client,
    customer_profile_sid: CustomerProfileSid,
}

impl Evaluations {
    pub(crate) fn new(
        client: rt::Client,
        customer_profile_sid: CustomerProfileSid,
    ) -> Self {
        Self {
            client,
            customer_profile_sid,
        }
    }

    /// Lists the evaluations of a customer profile.
    ///
    /// Returns the evaluations of one customer profile in pages, each with its full results.
    ///
    /// `GET /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::CustomerProfileSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut evaluations = trusthub
    ///     .customer_profiles()
    ///     .evaluations(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .list()
    ///     .limit(500)
    ///     .stream();
    /// while let Some(item) = evaluations.try_next().await? {
    ///     println!("{}", item.sid);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn list(&self) -> rt::List<Evaluation> {
        self.client
            .list(
                "/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations",
                rt::Paging::new("results")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
            .path("CustomerProfileSid", &self.customer_profile_sid)
    }

    /// Evaluates a customer profile against a policy.
    ///
    /// Checks what is assigned to the customer profile at this moment against the policy and returns the
    /// outcome at once. When it is `noncompliant`, the results name what is missing or wrong; correct that
    /// and evaluate again. An evaluation does not submit the profile.
    ///
    /// `POST /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations`; returns 201.
    ///
    /// * `policy_sid`: The policy to check against. Normally the one that the profile was created under.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let evaluation = trusthub
    ///     .customer_profiles()
    ///     .evaluations(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .create(PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?)
    ///     .await?;
    /// println!("{}", evaluation.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(&self, policy_sid: impl Into<PolicySid>) -> rt::Call<Evaluation> {
        self.client
            .post("/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations")
            .path("CustomerProfileSid", &self.customer_profile_sid)
            .form("PolicySid", policy_sid.into())
    }

    /// Fetches one evaluation of a customer profile.
    ///
    /// Returns the outcome as it was when the evaluation was made; later changes of the profile do not
    /// alter it.
    ///
    /// `GET /v1/CustomerProfiles/{CustomerProfileSid}/Evaluations/{Sid}`; returns 200.
    ///
    /// * `sid`: The evaluation to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{CustomerProfileSid, EvaluationSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let evaluation = trusthub
    ///     .customer_profiles()
    ///     .evaluations(CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?)
    ///     .fetch(EvaluationSid::new("EL1b4fd8e6e3b2ab75329c727cfd021a64")?)
    ///     .await?;
    /// println!("{}", evaluation.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<EvaluationSid>) -> rt::Call<Evaluation> {
        self.client
            .get("/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations/{Sid}")
            .path("CustomerProfileSid", &self.customer_profile_sid)
            .path("Sid", sid.into())
    }
}

/// The outcome of checking a customer profile against a policy.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// Identifies the evaluation: `EL` and 32 hexadecimal digits.
    pub sid: EvaluationSid,
    /// The account that the profile belongs to.
    pub account_sid: AccountSid,
    /// The customer profile that was checked.
    pub customer_profile_sid: CustomerProfileSid,
    /// The policy that the profile was checked against.
    pub policy_sid: PolicySid,
    /// Whether a customer profile meets the policy it was checked against.
    pub status: Status,
    /// When the evaluation was made, in UTC.
    pub date_created: rt::Timestamp,
    /// Where the evaluation is found, as an absolute URL.
    pub url: String,
    /// What was checked, requirement by requirement, with the fields that passed and those that did not.
    #[serde(default, deserialize_with = "rt::de::null_as_default")]
    pub results: Vec<crate::types::EvaluationResult>,
}

rt::open_enum! {
    /// Whether a customer profile meets the policy it was checked against.
    pub enum Status {
        /// The profile meets every requirement of the policy.
        Compliant = "compliant",
        /// At least one requirement is not met; the results say which.
        Noncompliant = "noncompliant",
    }
}
