//! Receives TrustHub's status callbacks: checks who sent them, and fetches the profile whose status changed.
//!
//! ```text
//! cargo run -p acceptance --example status_callback
//! ```
//!
//! With credentials in the environment this serves `POST /trusthub/status` on `LISTEN` (127.0.0.1:3000 if it is not set), and
//! needs to know as `PUBLIC_URL` how Twilio reaches it: `https://hooks.heronvoice.example`, where a proxy ends TLS. Without
//! credentials it rehearses: it signs a callback itself, and fetches from a local server.

use std::error::Error;
use std::io::{self, Write};
use std::sync::Arc;

use acceptance::ExampleServer;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::routing::post;
use serde_json::Value;
use twilio_trusthub::TrustHub;
use twilio_trusthub::customer_profiles::CustomerProfile;
use twilio_trusthub::sid::CustomerProfileSid;
use twilio_trusthub::webhook::Validator;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Where the callbacks arrive: the path of the `status_callback` that a profile is created or updated with.
const PATH: &str = "/trusthub/status";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    if std::env::var_os("TWILIO_AUTH_TOKEN").is_none() {
        return rehearse(&mut io::stdout()).await;
    }
    let receiver = Receiver {
        trusthub: TrustHub::from_env()?,
        // Twilio signs with the auth token, also where requests to Twilio use an API key.
        validator: Validator::from_env()?,
        public_url: std::env::var("PUBLIC_URL").map_err(|_| "PUBLIC_URL is not set")?,
    };
    let address = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, receiver.into_router()).await?;
    Ok(())
}

/// What a callback needs.
pub struct Receiver {
    /// Fetches the profiles.
    pub trusthub: TrustHub,
    /// Knows who may call.
    pub validator: Validator,
    /// Scheme and host as Twilio sees them. A request doesn't tell them reliably.
    pub public_url: String,
}

impl Receiver {
    /// The server.
    pub fn into_router(self) -> Router {
        Router::new()
            .route(PATH, post(status_callback))
            .with_state(Arc::new(self))
    }

    /// The profile that a callback is about, as it is now; none if the callback names none.
    ///
    /// The status is fetched, and not read from the callback: callbacks may be late, overtake each other, or come twice.
    pub async fn receive(
        &self,
        head: &Parts,
        body: &[u8],
    ) -> std::result::Result<Option<CustomerProfile>, StatusCode> {
        let checked = self.validator.check_request(head, body, &self.public_url);
        checked.map_err(|_| StatusCode::FORBIDDEN)?;
        let Some(sid) = profile_sid(body) else {
            return Ok(None);
        };
        match self.trusthub.customer_profiles().fetch(&sid).await {
            Ok(profile) => Ok(Some(profile)),
            // Deleted in the meantime, or a trust product: their SIDs look the same.
            Err(error) if error.is_not_found() => Ok(None),
            Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE),
        }
    }
}

/// Responses 204 to Twilio and 403 to everybody else.
async fn status_callback(
    State(receiver): State<Arc<Receiver>>,
    head: Parts,
    body: Bytes,
) -> StatusCode {
    match receiver.receive(&head, &body).await {
        Ok(profile) => {
            if let Some(profile) = profile {
                // Here a service would put it into a queue: Twilio waits for the response.
                let _ = writeln!(
                    io::stdout(),
                    "profile {} is {}",
                    profile.sid,
                    profile.status
                );
            }
            StatusCode::NO_CONTENT
        }
        Err(status) => status,
    }
}

/// The first SID of a profile in the values of a form, or anywhere in a JSON body.
///
/// Twilio doesn't document the parameters of this callback, so their names don't matter here.
pub fn profile_sid(body: &[u8]) -> Option<CustomerProfileSid> {
    match serde_json::from_slice(body) {
        Ok(json) => sid_in_json(&json),
        Err(_) => form_urlencoded::parse(body)
            .find_map(|(_, value)| CustomerProfileSid::new(value.trim()).ok()),
    }
}

fn sid_in_json(json: &Value) -> Option<CustomerProfileSid> {
    match json {
        Value::String(text) => CustomerProfileSid::new(text.trim()).ok(),
        Value::Array(values) => values.iter().find_map(sid_in_json),
        Value::Object(fields) => fields.values().find_map(sid_in_json),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// Plays a callback that is Twilio's, and one that isn't.
pub async fn rehearse(out: &mut impl Write) -> Result<()> {
    let server = ExampleServer::start(&[("FetchCustomerProfile", &["approved"])])?;
    let receiver = Receiver {
        trusthub: server.client()?,
        validator: Validator::new("an auth token of the rehearsal")?,
        public_url: "https://hooks.heronvoice.example".to_owned(),
    };
    let sid = ("CustomerProfileSid", "BU26235cf8137d72031d2c368bc254c9a8");
    let url = format!("{}{PATH}", receiver.public_url);
    let good = receiver.validator.sign(&url, [sid]);
    let body = format!("{}={}", sid.0, sid.1);
    for signature in [good.as_str(), "forged"] {
        let request = Request::post(PATH)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Twilio-Signature", signature);
        let (head, ()) = request.body(())?.into_parts();
        match receiver.receive(&head, body.as_bytes()).await {
            Ok(Some(profile)) => writeln!(out, "profile {} is {}", profile.sid, profile.status)?,
            Ok(None) => writeln!(out, "no profile")?,
            Err(status) => writeln!(out, "refused with {status}")?,
        }
    }
    Ok(())
}
