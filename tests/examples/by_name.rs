//! Operations by their ids, with JSON for arguments and responses: what the command line is made of.
//!
//! ```text
//! cargo run -p acceptance --example by_name
//! ```
//!
//! With credentials in the environment (`TWILIO_ACCOUNT_SID` and `TWILIO_AUTH_TOKEN`, or an API key) this talks to Twilio.
//! Without, it calls a local server that responds with the document's examples.

use std::error::Error;
use std::io::{self, Write};

use acceptance::ExampleServer;
use serde_json::json;
use twilio_trusthub::TrustHub;
use twilio_trusthub::dynamic::{Prepared, SERVICE};

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
    // The table of operations says what each takes.
    if let Some(operation) = SERVICE.operation("ListCustomerProfile") {
        let names = operation.parameters.iter().map(|parameter| parameter.name);
        writeln!(
            out,
            "{} takes {:?}",
            operation.id,
            names.collect::<Vec<_>>()
        )?;
    }

    let arguments = json!({ "Status": "draft" });
    if let Prepared::List(list) = trusthub.prepare("ListCustomerProfile", arguments)? {
        let mut profiles = list.limit(2).stream();
        while let Some(profile) = profiles.try_next().await? {
            writeln!(out, "{}", profile.to_value()?["friendly_name"])?;
        }
    }

    let arguments = json!({ "Sid": "BU26235cf8137d72031d2c368bc254c9a8" });
    if let Prepared::Call(call) = trusthub.prepare("FetchCustomerProfile", arguments)? {
        let response = call.send().await?;
        writeln!(out, "{}", response.value.to_value()?["status"])?;
    }

    // What the typed method checks is checked here, before anything is sent.
    for (operation, arguments) in [
        ("FetchCustomerProfile", json!({ "Sid": "BU26" })),
        ("FetchCustomerProfile", json!({})),
        ("FetchCustomerProfiles", json!({})),
    ] {
        let request = trusthub
            .prepare(operation, arguments)
            .and_then(|prepared| prepared.build());
        if let Err(error) = request {
            writeln!(out, "{error}")?;
        }
    }
    Ok(())
}
