//! The types of values: identifiers, enumerations, times, records, and what stays out of logs.
//!
//! ```text
//! cargo run -p acceptance --example values
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::time::SystemTime;

use serde_json::json;
use twilio_trusthub::Timestamp;
use twilio_trusthub::customer_profiles::{CustomerProfile, Status};
use twilio_trusthub::end_users::EndUser;
use twilio_trusthub::sid::CustomerProfileSid;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> Result<()> {
    run(&mut io::stdout())
}

/// Shows the types; what they print goes to `out`.
pub fn run(out: &mut impl Write) -> Result<()> {
    // Identifiers: another kind does not compile, and a malformed one is an error that says what was given.
    let sid = CustomerProfileSid::new("BU26235cf8137d72031d2c368bc254c9a8")?;
    writeln!(out, "{sid}")?;
    if let Err(error) = CustomerProfileSid::new("IT26235cf8137d72031d2c368bc254c9a8") {
        writeln!(out, "{error}")?;
    }

    // Enumerations are open: a value that the service adds later is kept, and can be sent.
    let status: Status = serde_json::from_value(json!("twilio-revoked"))?;
    writeln!(out, "{status}, known: {}", status.is_recognized())?;
    writeln!(out, "{}", Status::Draft == "draft")?;

    // Times hold nanoseconds, are compared as moments, and convert without loss.
    let created: Timestamp = "2019-05-24T17:18:27.123456789+02:00".parse()?;
    writeln!(out, "{created:.9}, {} ms", created.unix_milliseconds())?;
    writeln!(out, "{}", created < Timestamp::now())?;
    writeln!(
        out,
        "{}",
        Timestamp::try_from(SystemTime::from(created))? == created
    )?;
    match "yesterday".parse::<Timestamp>() {
        Ok(time) => writeln!(out, "{time}")?,
        Err(error) => writeln!(out, "{error}")?,
    }

    // Records are read from JSON and written as JSON; `Debug` redacts what the document marks as personal.
    let profile: CustomerProfile = serde_json::from_value(json!(CustomerProfile::example()))?;
    writeln!(out, "{}", profile == CustomerProfile::example())?;
    let debug = format!("{:?}", EndUser::example());
    writeln!(out, "redacted: {}", debug.contains("[redacted]"))?;
    Ok(())
}
