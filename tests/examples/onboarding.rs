//! Onboards a business: from its policy to the decision of the review.
//!
//! ```text
//! cargo run -p acceptance --example onboarding
//! ```
//!
//! With credentials in the environment (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, or an API key) this talks to Twilio,
//! creates resources in that account and submits them. Without, it rehearses on a local server that responds with the
//! examples of the API's description.

use std::error::Error;
use std::io::{self, Write};
use std::time::Duration;

use acceptance::ExampleServer;
use serde_json::json;
use twilio_trusthub::TrustHub;
use twilio_trusthub::customer_profiles::{CustomerProfile, Status, evaluations};
use twilio_trusthub::end_users::EndUser;
use twilio_trusthub::policies::Policy;
use twilio_trusthub::sid::{CustomerProfileSid, PolicySid};
use twilio_trusthub::supporting_documents::SupportingDocument;
use twilio_trusthub::types::EvaluationResult;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The policy for the businesses that are your customers, as it is called in the list of policies.
const POLICY: &str = "Secondary Customer Profile of type Business";

/// Your own approved profile, which vouches for your customers: the primary profile.
const PRIMARY_PROFILE: &str = "BU00abff0f33bacebbd9438c40d113ee7d";

/// The SID of the business's address: an Address resource of your account.
const ADDRESS: &str = "AD4142c4cd61445c142971db5115b615a1";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut out = io::stdout();
    if acceptance::has_credentials() {
        // A review takes Twilio a day or more. A service would not wait, but give a status callback.
        return onboard(&TrustHub::from_env()?, Duration::from_secs(3600), &mut out).await;
    }
    writeln!(
        out,
        "no credentials in the environment: a rehearsal with a local server"
    )?;
    let server = rehearsal()?;
    onboard(&server.client()?, Duration::from_millis(1), &mut out).await
}

/// The whole way of one business; the report goes to `out`.
pub async fn onboard(trusthub: &TrustHub, pause: Duration, out: &mut impl Write) -> Result<()> {
    let policy = find_policy(trusthub, POLICY).await?;
    describe(&policy, out)?;

    let profile = create_profile(trusthub, &policy.sid).await?;
    writeln!(out, "profile {} is a {}", profile.sid, profile.status)?;

    let business = create_business(trusthub).await?;
    let representative = create_representative(trusthub).await?;
    let address = create_address(trusthub).await?;

    // The assignments take any kind of SID, because a profile consists of different kinds of things.
    let assignments = trusthub
        .customer_profiles()
        .entity_assignments(&profile.sid);
    assignments.create(&business.sid).await?;
    assignments.create(&representative.sid).await?;
    assignments.create(&address.sid).await?;
    assignments
        .create(CustomerProfileSid::new(PRIMARY_PROFILE)?)
        .await?;

    // An evaluation costs nothing and takes no time, a rejected review does both.
    let mut evaluation = evaluate(trusthub, &profile, &policy.sid).await?;
    if evaluation.status != evaluations::Status::Compliant {
        report(&evaluation.results, out)?;
        mend(trusthub, &representative, &address).await?;
        evaluation = evaluate(trusthub, &profile, &policy.sid).await?;
    }
    if evaluation.status != evaluations::Status::Compliant {
        report(&evaluation.results, out)?;
        return Err(format!("profile {} does not meet its policy yet", profile.sid).into());
    }
    writeln!(out, "profile {} is {}", profile.sid, evaluation.status)?;

    let submitted = trusthub
        .customer_profiles()
        .update(&profile.sid)
        .status(Status::PendingReview)
        .await?;
    writeln!(out, "profile {} is {}", submitted.sid, submitted.status)?;
    let decided = wait_for_decision(trusthub, &profile.sid, pause).await?;
    conclude(&decided, out)
}

/// Reads the policies page by page, and no further than to the one that is wanted.
async fn find_policy(trusthub: &TrustHub, name: &str) -> Result<Policy> {
    let mut policies = trusthub.policies().list().read_ahead(false).stream();
    while let Some(policy) = policies.try_next().await? {
        if policy.friendly_name == name {
            return Ok(policy);
        }
    }
    Err(format!("there is no policy called {name}").into())
}

/// Says what a policy asks for: the end users and the documents, with the keys of their attributes.
fn describe(policy: &Policy, out: &mut impl Write) -> Result<()> {
    writeln!(out, "policy {} asks for", policy.friendly_name)?;
    let Some(requirements) = &policy.requirements else {
        return Ok(());
    };
    for end_user in &requirements.end_user {
        let kind = end_user.r#type.as_deref().unwrap_or("an end user");
        writeln!(out, "  {kind}: {}", end_user.fields.join(", "))?;
    }
    // Of each inner list, one document is enough.
    for document in requirements.supporting_document.iter().flatten() {
        let accepted = document
            .accepted_documents
            .iter()
            .filter_map(|accepted| accepted.r#type.as_deref());
        writeln!(out, "  one of {}", accepted.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

async fn create_profile(trusthub: &TrustHub, policy: &PolicySid) -> Result<CustomerProfile> {
    let profile = trusthub
        .customer_profiles()
        .create("Juniper Bakery", "owner@juniper-bakery.example", policy)
        .status_callback("https://hooks.heronvoice.example/trusthub/status")
        .await?;
    Ok(profile)
}

async fn create_business(trusthub: &TrustHub) -> Result<EndUser> {
    let business = trusthub
        .end_users()
        .create("Juniper business", "customer_profile_business_information")
        .attributes(json!({
            "business_name": "Juniper Bakery LLC",
            "business_type": "Limited Liability Corporation",
            "business_registration_identifier": "EIN",
            "business_registration_number": "84-0591372",
            "business_identity": "isv_reseller_or_partner",
            "business_industry": "RETAIL",
            "website_url": "https://www.juniper-bakery.example",
            "business_regions_of_operation": "USA_AND_CANADA",
            "social_media_profile_urls": "",
        }))
        .await?;
    Ok(business)
}

async fn create_representative(trusthub: &TrustHub) -> Result<EndUser> {
    let representative = trusthub
        .end_users()
        .create("Juniper representative", "authorized_representative_1")
        .attributes(json!({ "first_name": "Marisol", "last_name": "Okafor" }))
        .await?;
    Ok(representative)
}

async fn create_address(trusthub: &TrustHub) -> Result<SupportingDocument> {
    let address = trusthub
        .supporting_documents()
        .create("Juniper seat", "customer_profile_address")
        .attributes(json!({ "address_sids": "" }))
        .await?;
    Ok(address)
}

async fn evaluate(
    trusthub: &TrustHub,
    profile: &CustomerProfile,
    policy: &PolicySid,
) -> Result<evaluations::Evaluation> {
    Ok(trusthub
        .customer_profiles()
        .evaluations(&profile.sid)
        .create(policy)
        .await?)
}

/// Says which requirements are not met, and which fields are the reason.
fn report(results: &[EvaluationResult], out: &mut impl Write) -> Result<()> {
    for result in results.iter().filter(|result| !result.passed) {
        let name = result
            .requirement_friendly_name
            .as_deref()
            .unwrap_or("a requirement");
        let reason = result
            .failure_reason
            .as_deref()
            .unwrap_or("no reason given");
        writeln!(out, "not met: {name}: {reason}")?;
        for field in &result.invalid {
            let name = field.object_field.as_deref().unwrap_or("a field");
            let reason = field.failure_reason.as_deref().unwrap_or("no reason given");
            writeln!(out, "  {name}: {reason}")?;
        }
    }
    Ok(())
}

/// Supplies what was missing. Attributes are replaced as a whole, so all of them are sent.
async fn mend(
    trusthub: &TrustHub,
    representative: &EndUser,
    address: &SupportingDocument,
) -> Result<()> {
    trusthub
        .end_users()
        .update(&representative.sid)
        .attributes(json!({
            "first_name": "Marisol",
            "last_name": "Okafor",
            "email": "marisol.okafor@juniper-bakery.example",
            "phone_number": "+15550104417",
            "business_title": "Owner",
            "job_position": "CEO",
        }))
        .await?;
    trusthub
        .supporting_documents()
        .update(&address.sid)
        .attributes(json!({ "address_sids": ADDRESS }))
        .await?;
    Ok(())
}

/// Fetches the profile until it is approved or rejected.
async fn wait_for_decision(
    trusthub: &TrustHub,
    profile: &CustomerProfileSid,
    pause: Duration,
) -> Result<CustomerProfile> {
    loop {
        let profile = trusthub.customer_profiles().fetch(profile).await?;
        match profile.status {
            Status::TwilioApproved | Status::TwilioRejected => return Ok(profile),
            // Statuses that Twilio adds later arrive as `Unrecognized`, and are waited for too.
            _ => tokio::time::sleep(pause).await,
        }
    }
}

fn conclude(profile: &CustomerProfile, out: &mut impl Write) -> Result<()> {
    writeln!(out, "profile {} is {}", profile.sid, profile.status)?;
    if let Some(until) = profile.valid_until {
        writeln!(out, "  until {until}")?;
    }
    for error in &profile.errors {
        let code = error
            .code
            .map_or("unknown".to_owned(), |code| code.to_string());
        writeln!(
            out,
            "  error {code}: see https://www.twilio.com/docs/api/errors/{code}"
        )?;
    }
    Ok(())
}

/// A local server that plays a review with a first evaluation that fails.
pub fn rehearsal() -> Result<ExampleServer> {
    ExampleServer::start(&[
        ("CreateEndUser", &["FetchEndUser/business", "full"]),
        (
            "CreateCustomerProfileEntityAssignment",
            &[
                "create_end_user",
                "create_end_user",
                "create_document",
                "create_profile",
            ],
        ),
        (
            "CreateCustomerProfileEvaluation",
            &["noncompliant", "create"],
        ),
        ("UpdateCustomerProfile", &["submit"]),
        (
            "FetchCustomerProfile",
            &["in_review", "in_review", "approved"],
        ),
    ])
}
