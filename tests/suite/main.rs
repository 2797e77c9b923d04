//! The acceptance tests, one binary; a module a theme.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test and its helpers fail by a panic"
)]

mod a2p;
mod behaviour;
mod browser;
mod canaries;
mod cases;
mod compile;
mod corpus;
mod coverage;
mod dependencies;
mod diff;
mod documents;
mod examples;
mod fixtures;
// The package of the targets is built only to run them: libFuzzer is nobody else's dependency.
#[path = "../fuzz/src/lib.rs"]
#[expect(clippy::expect_used, reason = "a target fails by a panic")]
mod fuzz;
mod generated;
mod hostile;
mod import;
mod invalid;
mod loopback;
mod model;
mod mutation;
mod names;
mod onboarding;
mod own_change;
mod plain;
mod prism;
mod privacy;
mod program;
mod random;
mod referee;
mod replay;
mod reviewing;
mod rewriting;
mod samples;
mod seeds;
mod snapshot;
mod status_callback;

mod ui;
mod wire;
