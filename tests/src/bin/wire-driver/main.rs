//! Makes calls that it reads from standard input, a JSON object a line, and tells how each one ended.
//!
//! `cargo run -p acceptance --bin wire-driver`: a harness that records what clients send speaks to it. Each request goes to
//! the server that `RECORDER_URL` names, with its own address in the header `X-Recorder-Url`. The calls go through the
//! typed interface, by the generated table of operations.

mod case;
mod client;

use std::io::{self, BufRead, Write};

use serde_json::json;

use crate::case::Case;

fn main() -> acceptance::Result<()> {
    let recorder = std::env::var("RECORDER_URL").map_err(|_| "RECORDER_URL is not set")?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let mut output = io::stdout().lock();
    let hello = json!({"hello": "twilio-trusthub", "version": env!("CARGO_PKG_VERSION")});
    writeln!(output, "{hello}")?;
    output.flush()?;
    for line in io::stdin().lock().lines() {
        let case = Case::parse(&line?)?;
        let outcome = runtime.block_on(case.run(&recorder));
        writeln!(output, "{}", case.report(outcome))?;
        output.flush()?;
    }
    Ok(())
}
