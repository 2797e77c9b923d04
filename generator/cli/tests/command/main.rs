//! Tests of the example's binary against a server on the loopback interface.

#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test and its helpers fail by a panic, and say when they are skipped"
)]

mod failures;
mod lists;
mod previews;
mod profiles;
mod program;
mod requests;
mod server;
#[cfg(target_os = "linux")]
mod terminals;
