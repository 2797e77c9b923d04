//! `--verbose`: what is done, on standard error.

use std::io::{self, Write};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::fmt::time::uptime;
use tracing_subscriber::prelude::*;

use crate::terminal::Stream;

/// Begins to trace: calls and their retries, or with more of it also where credentials come from, addresses and limits.
///
/// Only what this project itself traces is shown: that holds no secret.
pub(crate) fn start(verbose: u8) {
    let level = match verbose {
        0 => return,
        1 => LevelFilter::INFO,
        _ => LevelFilter::TRACE,
    };
    let targets = Targets::new()
        .with_target("openapi_client_runtime", level)
        .with_target("openapi_client_cli", level);
    let layer = tracing_subscriber::fmt::layer()
        .with_writer(|| Traces)
        .with_timer(uptime())
        .with_span_events(FmtSpan::CLOSE)
        .with_filter(targets);
    // There can be one already only if the program has its own.
    let _ = tracing_subscriber::registry().with(layer).try_init();
}

/// Standard error, as everything else is written to it: a trace may hold what a server says.
struct Traces;

impl Write for Traces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Stream::stderr().text(&String::from_utf8_lossy(bytes))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
