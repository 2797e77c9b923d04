//! What a service does beside its calls: limits of time, retries, errors, several clients on one pool of connections, and
//! lists that go on where they stopped.
//!
//! ```text
//! cargo run -p acceptance --example production
//! ```
//!
//! A transport that replies by rules stands for the service, so that the failures are there when they are needed.

use std::error::Error as StdError;
use std::io::{self, Write};
use std::time::Duration;

use serde_json::json;
use twilio_trusthub::customer_profiles::CustomerProfile;
use twilio_trusthub::http::Method;
use twilio_trusthub::testing::MockTransport;
use twilio_trusthub::{Credentials, Cursor, Error, RetryPolicy, TransportErrorKind, TrustHub};

type Result<T> = std::result::Result<T, Box<dyn StdError + Send + Sync>>;

/// The account, and one of its sub-accounts.
const ACCOUNT: &str = "AC75f0ea72ace6069fe0a7f80525507ddb";
const SUB_ACCOUNT: &str = "AC2b48f3fbeb0e6e0b5a84b3a3c9c7f8d1";

const PROFILE: &str = "/v1/CustomerProfiles/{Sid}";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    run(&mut io::stdout()).await
}

/// Makes the calls; what they return goes to `out`.
pub async fn run(out: &mut impl Write) -> Result<()> {
    let service = service();
    let trusthub = TrustHub::builder(Credentials::auth_token(ACCOUNT, "secret"))
        .timeout(Duration::from_secs(10)) // of a call, with its retries
        .retry(RetryPolicy::default().attempts(5))
        .max_concurrent(20)
        .user_agent("acme-onboarding/1.4.0")
        .mock(&service)
        .build()?;

    errors(&trusthub, out).await?;
    several_clients(&trusthub, out).await?;
    lists(&trusthub, out).await
}

/// Each call says what to do about its error.
async fn errors(trusthub: &TrustHub, out: &mut impl Write) -> Result<()> {
    let sid = CustomerProfile::example().sid;
    let profiles = trusthub.customer_profiles();

    // 503 twice: a GET is retried, and the response says how often.
    let fetched = profiles.fetch(&sid).with_meta().await?;
    writeln!(out, "fetched after {} attempts", fetched.meta.attempts())?;

    // Cut after the request was sent: a POST is not sent twice, so the program looks what became of it.
    match profiles.update(&sid).friendly_name("Acme & Sons").await {
        Err(error) if error.is_outcome_unknown() => {
            let profile = profiles.fetch(&sid).await?;
            writeln!(out, "the name is now {}", profile.friendly_name)?;
        }
        updated => writeln!(out, "updated: {}", updated?.friendly_name)?,
    }

    match profiles
        .delete(&sid)
        .with_timeout(Duration::from_secs(2))
        .await
    {
        Ok(()) => writeln!(out, "deleted")?,
        Err(error) => report(&error, out)?,
    }
    Ok(())
}

/// What belongs into a log: nothing of it is personal or secret.
fn report(error: &Error, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{error}")?;
    writeln!(
        out,
        "  status {:?}, code {:?}, request {:?}, attempts {}",
        error.status(),
        error.code(),
        error.request_id(),
        error.attempts().len()
    )
}

/// Clients for other accounts, and for other products, share connections, credentials, limits and settings.
async fn several_clients(trusthub: &TrustHub, out: &mut impl Write) -> Result<()> {
    let sub_account = TrustHub::from(trusthub.client().with_account(SUB_ACCOUNT));
    writeln!(
        out,
        "{:?} and {:?}",
        trusthub.client().account(),
        sub_account.client().account()
    )?;
    // The client of another generated crate is made the same way: `Verify::from(trusthub.client())`.
    let another = TrustHub::from(trusthub.client());
    let listed = another.customer_profiles().list().limit(1).all().await?;
    writeln!(out, "{} profile", listed.len())?;
    Ok(())
}

/// A job that is stopped goes on from the cursor, tomorrow if need be.
async fn lists(trusthub: &TrustHub, out: &mut impl Write) -> Result<()> {
    let profiles = trusthub.customer_profiles();
    let mut today = profiles.list().page_size(1).stream();
    today.try_next().await?;
    let saved = serde_json::to_string(&today.cursor())?;

    let cursor: Cursor = serde_json::from_str(&saved)?;
    let mut tomorrow = profiles.list().page_size(1).resume(cursor).stream();
    while let Some(profile) = tomorrow.try_next().await? {
        writeln!(out, "{}", profile.friendly_name)?;
    }
    Ok(())
}

/// A bad day of the service.
fn service() -> MockTransport {
    let mut profile = CustomerProfile::example();
    profile.friendly_name = "Acme & Sons".to_owned();
    let next = "https://trusthub.twilio.com/v1/CustomerProfiles?PageSize=1&Page=1&PageToken=abc";
    let page = |next: Option<&str>| json!({ "results": [profile], "meta": { "key": "results", "next_page_url": next } });
    let gone = json!({ "code": 20404, "message": "The requested resource was not found" });
    MockTransport::new()
        .when(Method::GET, PROFILE)
        .reply(503, "")
        .reply(503, "")
        .reply(200, json!(profile))
        .when(Method::POST, PROFILE)
        .fail(TransportErrorKind::Interrupted)
        .when(Method::DELETE, PROFILE)
        .reply(404, gone)
        .when(Method::GET, "/v1/CustomerProfiles")
        .reply(200, page(None))
        .reply(200, page(Some(next)))
        .reply(200, page(None))
}
