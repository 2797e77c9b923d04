//! The client that a case asks for.

use std::time::Duration;

use case_driver::Recorder;
use serde_json::Value;
use twilio_client::testing::TestClock;
use twilio_client::{Builder, Error, RetryPolicy};
use twilio_trusthub::dynamic::SERVICE;
use twilio_trusthub::{Credentials, TrustHub};

const ACCOUNT_SID: &str = "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
/// Nothing listens there.
const NOWHERE: &str = "http://127.0.0.1:9";

/// A client with the options of a case; `null` where there are none.
pub fn client(options: &Value, recorder: &str) -> Result<TrustHub, Error> {
    let text = |name: &str| options[name].as_str().filter(|text| !text.is_empty());
    let mut builder = builder(options)?;
    if let Some(region) = text("region") {
        builder = builder.region(region);
    }
    if let Some(edge) = text("edge") {
        builder = builder.edge(edge);
    }
    // The waits before further attempts take no time, unless time is what the case is about.
    match options["timeout"].as_f64() {
        Some(timeout) => builder = builder.timeout(Duration::from_secs_f64(timeout)),
        None => builder = builder.clock(TestClock::new()),
    }
    if let Some(retries) = options["retries"].as_u64() {
        let attempts = u32::try_from(retries).unwrap_or(u32::MAX).saturating_add(1);
        builder = builder.retry(RetryPolicy::default().attempts(attempts));
    }
    if let Some(words) = options["user_agent_extensions"].as_array() {
        let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
        builder = builder.user_agent(words.join(" "));
    }
    let recorder = match options["refuse"].as_bool() {
        Some(true) => NOWHERE,
        _ => recorder,
    };
    builder.transport(Recorder::new(recorder)).build()
}

/// Credentials, and what the environment says where the case has one.
fn builder(options: &Value) -> Result<Builder<TrustHub>, Error> {
    let has_own = |name: &str| options.get(name).is_none_or(|value| !value.is_null());
    if let Some(oauth) = options.get("oauth") {
        let part = |name: &str| oauth[name].as_str().unwrap_or_default();
        let credentials = Credentials::oauth(part("client_id"), part("client_secret"));
        return Ok(TrustHub::builder(credentials));
    }
    let variables = options.get("env");
    let username = options["username"].as_str().unwrap_or(ACCOUNT_SID);
    let password = options["password"].as_str().unwrap_or("token");
    Builder::from_lookup(SERVICE.api, |name| {
        let variable = variables.and_then(|variables| variables[name].as_str());
        let own = has_own("username") && has_own("password");
        let given = match name {
            "TWILIO_ACCOUNT_SID" if own && username.starts_with("SK") => {
                options["account_sid"].as_str()
            }
            "TWILIO_ACCOUNT_SID" if own => Some(username),
            "TWILIO_AUTH_TOKEN" if own && !username.starts_with("SK") => Some(password),
            "TWILIO_API_KEY" if own && username.starts_with("SK") => Some(username),
            "TWILIO_API_SECRET" if own && username.starts_with("SK") => Some(password),
            _ => None,
        };
        given.or(variable).map(str::to_owned)
    })
}
