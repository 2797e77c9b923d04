//! What the benches share: a server on the loopback interface, profiles, types written by hand, and the table of results.

use std::env;

use bytes::Bytes;
use http::{Request, Response};
use tokio::runtime::{Builder, Runtime};
use twilio_client::{Limits, Transport, TransportFuture};
use twilio_trusthub::{Credentials, TrustHub};

pub mod profiles;
pub mod report;
pub mod server;

/// What a bench fails with.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The credentials that everybody sends: account SID and auth token.
pub const CREDENTIALS: (&str, &str) = (
    "AC75f0ea72ace6069fe0a7f80525507ddb",
    "0123456789abcdef0123456789abcdef",
);

/// Whether `cargo bench` asks for figures; everybody else only wants to see that the benches run.
pub fn is_measured() -> bool {
    let has = |flag| env::args().any(|argument| argument == flag);
    has("--bench") && !has("--test")
}

/// A client of ours for the server at `url`.
pub fn trusthub(url: &str) -> Result<TrustHub> {
    Ok(TrustHub::builder(credentials()).base_url(url).build()?)
}

/// A client of ours that has `body` in response to everything, and sends nothing.
pub fn offline(body: Bytes) -> Result<TrustHub> {
    let ready = Ready(body);
    Ok(TrustHub::builder(credentials()).transport(ready).build()?)
}

fn credentials() -> Credentials {
    let (account_sid, auth_token) = CREDENTIALS;
    Credentials::auth_token(account_sid, auth_token)
}

/// A transport without a network.
struct Ready(Bytes);

impl Transport for Ready {
    fn send(&self, _: Request<Bytes>, _: Limits) -> TransportFuture {
        let response = Response::new(self.0.clone());
        Box::pin(async { Ok(response) })
    }
}

/// A runtime on this thread, so that the thread's figures are the client's.
pub fn runtime() -> Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
