//! What the acceptance tests and the examples share: a loopback server, and the examples of the document as its responses.

mod examples;
mod inputs;
mod server;

pub use examples::{ExampleServer, has_credentials};
pub use inputs::{root, trusthub};
pub use server::{Received, Response, Server};

/// What helpers fail with: they only ever run in tests and examples.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The README, so that its Rust blocks are doc tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
