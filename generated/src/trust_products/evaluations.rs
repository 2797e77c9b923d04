//! Evaluations: does a trust product meet a policy, and if not, what is missing? Create one after each
//! change and read its results; evaluations are never changed or deleted.
// Written by `cargo xtask codegen` from twilio_trusthub_v1.yaml: change the document, the overlay or the generator, not this file.

use twilio_client as rt;
use crate::sid::{AccountSid, EvaluationSid, PolicySid, TrustProductSid};

/// Evaluations: does a trust product meet a policy, and if not, what is missing? Create one after each
/// change and read its results; evaluations are never changed or deleted.
///
/// `/v1/TrustProducts/{TrustProductSid}/Evaluations`
#[derive(Clone, Debug)]
pub struct Evaluations {
    client: rt::Client,
    trust_product_sid: TrustProductSid,
}

impl Evaluations {
    pub(crate) fn new(client: rt::Client, trust_product_sid: TrustProductSid) -> Self {
        Self { client, trust_product_sid }
    }

    /// Lists the evaluations of a trust product.
    ///
    /// Returns the evaluations of one trust product in pages, each with its full results.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/Evaluations`; returns 200.
    ///
    /// Awaited, it brings the first page, of 1000 items at most; `stream` follows the pages.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::TrustProductSid;
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let mut evaluations = trusthub
    ///     .trust_products()
    ///     .evaluations(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
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
                "/v1/TrustProducts/{TrustProductSid}/Evaluations",
                rt::Paging::new("results")
                    .page_size("PageSize", 1..=1000)
                    .page("Page")
                    .page_token("PageToken"),
            )
            .path("TrustProductSid", &self.trust_product_sid)
    }

    /// Evaluates a trust product against a policy.
    ///
    /// Checks what is assigned to the trust product at this moment against the policy and returns the
    /// outcome at once. When it is `noncompliant`, the results name what is missing or wrong; correct that
    /// and evaluate again. An evaluation does not submit the product.
    ///
    /// `POST /v1/TrustProducts/{TrustProductSid}/Evaluations`; returns 201.
    ///
    /// * `policy_sid`: The policy to check against. Normally the one that the product was created under.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{PolicySid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let evaluation = trusthub
    ///     .trust_products()
    ///     .evaluations(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .create(PolicySid::new("RN2baf1f21b8d92fe24329dfcc9af64a4e")?)
    ///     .await?;
    /// println!("{}", evaluation.sid);
    /// # Ok(()) }
    /// ```
    pub fn create(&self, policy_sid: impl Into<PolicySid>) -> rt::Call<Evaluation> {
        self.client
            .post("/v1/TrustProducts/{TrustProductSid}/Evaluations")
            .path("TrustProductSid", &self.trust_product_sid)
            .form("PolicySid", policy_sid.into())
    }

    /// Fetches one evaluation of a trust product.
    ///
    /// Returns the outcome as it was when the evaluation was made; later changes of the product do not
    /// alter it.
    ///
    /// `GET /v1/TrustProducts/{TrustProductSid}/Evaluations/{Sid}`; returns 200.
    ///
    /// * `sid`: The evaluation to fetch.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use twilio_trusthub::sid::{EvaluationSid, TrustProductSid};
    /// # async fn example(trusthub: twilio_trusthub::TrustHub) -> Result<(), twilio_trusthub::Error> {
    /// let evaluation = trusthub
    ///     .trust_products()
    ///     .evaluations(TrustProductSid::new("BU1b56dd68a075520b9e66ccfe9ffeed97")?)
    ///     .fetch(EvaluationSid::new("EL1a1619540848f8d96100186bb9132cda")?)
    ///     .await?;
    /// println!("{}", evaluation.sid);
    /// # Ok(()) }
    /// ```
    pub fn fetch(&self, sid: impl Into<EvaluationSid>) -> rt::Call<Evaluation> {
        self.client
            .get("/v1/TrustProducts/{TrustProductSid}/Evaluations/{Sid}")
            .path("TrustProductSid", &self.trust_product_sid)
            .path("Sid", sid.into())
    }
}

/// The outcome of checking a trust product against a policy.
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[non_exhaustive]
pub struct Evaluation {
    /// Identifies the evaluation: `EL` and 32 hexadecimal digits.
    pub sid: EvaluationSid,
    /// The account that the product belongs to.
    pub account_sid: AccountSid,
    /// The trust product that was checked.
    pub trust_product_sid: TrustProductSid,
    /// The policy that the product was checked against.
    pub policy_sid: PolicySid,
    /// Whether a trust product meets the policy it was checked against.
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
    /// Whether a trust product meets the policy it was checked against.
    pub enum Status {
        /// The product meets every requirement of the policy.
        Compliant = "compliant",
        /// At least one requirement is not met; the results say which.
        Noncompliant = "noncompliant",
    }
}
