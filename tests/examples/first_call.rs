//! The first calls: create, evaluate, list, fetch, and look at a request before it is sent.
//!
//! ```text
//! cargo run -p acceptance --example first_call
//! ```
//!
//! With credentials in the environment (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, or an API key) this talks to Twilio and
//! creates a profile in that account. Without, it calls a local server that responds with the document's examples.

use std::error::Error;
use std::io::{self, Write};

use acceptance::ExampleServer;
use twilio_trusthub::TrustHub;
use twilio_trusthub::customer_profiles::Status;
use twilio_trusthub::sid::PolicySid;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    if acceptance::has_credentials() {
        return run(&TrustHub::from_env()?, &mut io::stdout()).await;
    }
    let server = ExampleServer::start(&[])?;
    run(&server.client()?, &mut io::stdout()).await
}

/// Makes the calls; what they return goes to `out`.
pub async fn run(trusthub: &TrustHub, out: &mut impl Write) -> Result<()> {
    let profiles = trusthub.customer_profiles();
    let policy_sid = PolicySid::new("RN442bbdd104faf82b26d427e2aa46400a")?;

    // A request is a value. Nothing is sent until it is awaited.
    let create = profiles
        .create("Acme, Inc.", "ops@acme.example", &policy_sid)
        .status_callback("https://acme.example/hooks/trusthub");
    let request = create.build()?;
    writeln!(out, "{} {}", request.method(), request.uri().path())?;
    writeln!(out, "{}", request.body().unwrap_or_default())?;
    let profile = create.await?;
    writeln!(out, "{} is {}", profile.sid, profile.status)?;

    let evaluation = profiles
        .evaluations(&profile.sid)
        .create(policy_sid)
        .await?;
    let missing = evaluation.results.iter().filter(|result| !result.passed);
    writeln!(out, "{}, {} missing", evaluation.status, missing.count())?;

    let mut drafts = profiles.list().status(Status::Draft).limit(2).stream();
    while let Some(profile) = drafts.try_next().await? {
        writeln!(out, "{}", profile.friendly_name)?;
    }

    match profiles.fetch(&profile.sid).await {
        Ok(profile) => writeln!(out, "valid until {:?}", profile.valid_until)?,
        Err(error) if error.is_not_found() => writeln!(out, "it is gone")?,
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
