//! What a service may respond, and what the generator may be given, found by chance.
//!
//! Each target is a function from bytes to a verdict: it panics when the client breaks a promise. The bytes are text that
//! people can read and write, so that a seed is a file like any other.
//!
//! * [`decode`]: the first line is a status and a content type, the rest is the body of the response.
//! * [`pages`]: each line is the body of one page of a list.
//! * [`document`]: an OpenAPI document; after a line `%% overlay` an overlay, after a line `%% config` a configuration.
//!
//! `cargo test -p acceptance seeds` gives every seed in `seeds/` to its target, on any compiler. With a nightly compiler and
//! `cargo install cargo-fuzz`, this goes on from the seeds for as long as it is let, from this folder:
//!
//! ```console
//! $ mkdir -p target/corpus/decode target/corpus/pages target/corpus/document
//! $ cargo +nightly fuzz run --fuzz-dir . --sanitizer none --features libfuzzer decode target/corpus/decode seeds/decode
//! $ cargo +nightly fuzz run --fuzz-dir . --sanitizer none --features libfuzzer pages target/corpus/pages seeds/pages
//! $ cargo +nightly fuzz run --fuzz-dir . --sanitizer none --features libfuzzer document target/corpus/document seeds/document \
//!       -- -dict=dictionaries/document.dict -timeout=10 -rss_limit_mb=1024
//! ```
//!
//! There is no `unsafe` here for a sanitizer to watch. What it finds stays in `artifacts/`; when it is mended, that file
//! belongs among the seeds.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use twilio_client::{RetryPolicy, Transport};
use twilio_trusthub::{Credentials, TrustHub};

mod decode;
mod document;
mod pages;

pub use decode::decode;
pub use document::document;
pub use pages::pages;

/// What no error may tell: the client's secret.
const SECRET: &str = "hunter2-hunter2";

/// A client over this transport, which asks once.
fn client(transport: impl Transport) -> TrustHub {
    let credentials = Credentials::auth_token("AC75f0ea72ace6069fe0a7f80525507ddb", SECRET);
    TrustHub::builder(credentials)
        .transport(transport)
        .retry(RetryPolicy::none())
        .build()
        .expect("these settings are good")
}

/// Runs what has nothing to wait for.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("it waits"),
    }
}
