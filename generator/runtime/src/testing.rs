//! Tests of programs that use a client: a transport that replies by rules, a clock that a test moves, and errors.
//!
//! | to | see |
//! |---|---|
//! | reply to requests, fail them, and look at them | [`MockTransport`], [`RecordedRequest`] |
//! | retry and time out without waiting | [`MockTransport::clock`], [`TestClock`] |
//! | make an [`Error`](crate::Error) | [`Error::api`](crate::Error::api) and the functions beside it |

mod clock;
mod error;
mod examples;
mod mock;

pub use clock::TestClock;
pub use examples::{Checks, Examples, Mismatches, Response};
pub use mock::{Body, MockTransport, RecordedRequest};

#[doc(hidden)]
pub use examples::example;
pub(crate) use mock::BasePath;
