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
mod fixtures;
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
mod snapshot;
mod status_callback;
mod testing;
mod ui;
mod wire;
