//! Registers a brand and a campaign for messages to the United States, by Twilio's embedded forms.
//!
//! ```text
//! cargo run -p acceptance --example a2p
//! ```
//!
//! With credentials in the environment (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, or an API key) this serves the page with
//! the forms on `LISTEN` (127.0.0.1:3000 if it is not set) and talks to Twilio; the account needs access to the embedded A2P
//! forms. Without credentials it rehearses on a local server.

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use acceptance::ExampleServer;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;
use tokio::sync::Mutex;
use twilio_trusthub::TrustHub;
use twilio_trusthub::a2p_brand_registrations::BrandType;
use twilio_trusthub::sid::{BrandRegistrationSid, CustomerProfileSid};
use twilio_trusthub::types::A2pEmbeddedSession;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The customer profile of the business, which its evaluations are about.
const PROFILE: &str = "BU00abff0f33bacebbd9438c40d113ee7d";

/// The approved brand that the campaign belongs to, by its SID at `messaging.twilio.com`.
const BRAND: &str = "BN5d20a7be61f94c83e07b2f6d19ac84e3";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    if !acceptance::has_credentials() {
        return rehearse(&mut io::stdout()).await;
    }
    let desk = Desk::new(TrustHub::from_env()?);
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, desk.into_router()).await?;
    Ok(())
}

/// The two registrations of one business.
pub struct Desk {
    trusthub: TrustHub,
    /// The ids of the registrations that were started. A service keeps them in its database: they open the forms again.
    brand: Mutex<Option<String>>,
    campaign: Mutex<Option<String>>,
}

impl Desk {
    /// A desk at which nothing was started yet.
    pub fn new(trusthub: TrustHub) -> Self {
        Self {
            trusthub,
            brand: Mutex::default(),
            campaign: Mutex::default(),
        }
    }

    /// The page with the forms, and what it asks for. A service lets only the business itself in.
    pub fn into_router(self) -> Router {
        Router::new()
            .route("/", get(Html(PAGE)))
            .route("/sessions/{form}", post(session))
            .with_state(Arc::new(self))
    }

    /// A session of the form of the brand: it starts the registration, or opens it again.
    pub async fn brand(&self) -> Result<A2pEmbeddedSession> {
        let registrations = self.trusthub.a2p_brand_registrations();
        let mut known = self.brand.lock().await;
        if let Some(id) = known.as_deref() {
            return Ok(registrations.embedded_sessions(id).create().await?);
        }
        let session = registrations
            .create(BrandType::Standard, "owner@juniper-bakery.example")
            .business_name("Juniper Bakery LLC")
            .business_country("US")
            .business_website("https://juniper-bakery.example")
            .await?;
        known.clone_from(&session.id);
        Ok(session)
    }

    /// A session of the form of the campaign: it starts the registration, or opens it again.
    pub async fn campaign(&self) -> Result<A2pEmbeddedSession> {
        let registrations = self.trusthub.a2p_campaign_registrations();
        let mut known = self.campaign.lock().await;
        if let Some(id) = known.as_deref() {
            return Ok(registrations.embedded_sessions(id).create().await?);
        }
        let session = registrations
            .create(BrandRegistrationSid::new(BRAND)?)
            .use_case_description("Customers who order bread are told when it is ready.")
            .has_embedded_links(true)
            .await?;
        known.clone_from(&session.id);
        Ok(session)
    }

    /// Whether the profile of the business meets its policy, by the newest evaluation; none if it was never evaluated.
    ///
    /// A registration goes on only with a profile that does.
    pub async fn status(&self) -> Result<Option<String>> {
        let profiles = self.trusthub.customer_profiles();
        let profile = CustomerProfileSid::new(PROFILE)?;
        let mut evaluations = profiles.evaluations(&profile).list().limit(1).stream();
        let newest = evaluations.try_next().await?;
        Ok(newest.map(|evaluation| evaluation.status.to_string()))
    }
}

/// What the page needs to show a form. The token is a secret: it goes to the page that asks for it, and into no log, cache or
/// address.
async fn session(State(desk): State<Arc<Desk>>, Path(form): Path<String>) -> Response {
    let session = match form.as_str() {
        "brand" => desk.brand().await,
        "campaign" => desk.campaign().await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match session {
        Ok(session) => {
            let needed = json!({ "id": session.session_id, "token": session.session_token });
            ([(CACHE_CONTROL, "no-store")], Json(needed)).into_response()
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "no session for {form}: {error}");
            StatusCode::BAD_GATEWAY.into_response()
        }
    }
}

/// The page that embeds the forms.
const PAGE: &str = r#"<!doctype html>
<meta charset="utf-8">
<title>Messages to the United States</title>
<h1>Messages to the United States</h1>
<button data-form="brand">Register the brand</button>
<button data-form="campaign">Register the campaign</button>
<div id="form"></div>
<!-- Twilio's script for embedded forms goes here; it is loaded from Twilio, and can't be part of this example. -->
<script>
  document.querySelectorAll("button").forEach((button) => button.addEventListener("click", async () => {
    const response = await fetch(`/sessions/${button.dataset.form}`, { method: "POST" });
    if (!response.ok) return;
    const session = await response.json();
    // Here the script is given `session.id` and `session.token`, and shows its form in the `div`.
    document.getElementById("form").textContent = `The form of session ${session.id} opens here.`;
  }));
</script>
"#;

/// Plays both registrations on a local server, each with a form that is closed and opened again.
pub async fn rehearse(out: &mut impl Write) -> Result<()> {
    let server = ExampleServer::start(&[])?;
    let desk = Desk::new(server.client()?);
    for _ in 0..2 {
        report("brand", &desk.brand().await?, out)?;
    }
    for _ in 0..2 {
        report("campaign", &desk.campaign().await?, out)?;
    }
    let status = desk.status().await?;
    let status = status.as_deref().unwrap_or("not evaluated yet");
    writeln!(out, "the profile of the business is {status}")?;
    Ok(())
}

/// A whole session can be printed: `Debug` leaves the token out.
fn report(form: &str, session: &A2pEmbeddedSession, out: &mut impl Write) -> Result<()> {
    writeln!(out, "{form}: {session:?}")?;
    Ok(())
}
