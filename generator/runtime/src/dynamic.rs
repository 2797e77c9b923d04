//! Operations by id, with JSON for arguments and responses: for command lines, scripts and tests (feature `dynamic`).
//!
//! A generated crate has a table of its operations. Each entry turns JSON into the arguments of the typed method, so that
//! everything the method checks is checked here too, and describes itself well enough to make a command of it.

mod arguments;
mod list;
mod operation;
mod record;

pub use arguments::Arguments;
pub use list::{Items, List, Page};
pub use operation::{Choice, Kind, Operation, Parameter, Place, Resource, Service};
pub use record::Record;

use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde_core::{Serialize, de::DeserializeOwned};

use crate::{BoxFuture, Error, Request, RetryPolicy, WithMeta};

/// An operation with its arguments, ready to be sent.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub enum Prepared {
    /// A call, which has one response.
    Call(Call),
    /// A list, which comes in pages.
    List(List),
}

impl Prepared {
    /// The request that would be sent, for a list that for its first page.
    pub fn build(&self) -> Result<Request, Error> {
        match self {
            Self::Call(call) => call.build(),
            Self::List(list) => list.build(),
        }
    }
}

impl<T> From<crate::Call<T>> for Prepared
where
    T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static,
{
    fn from(call: crate::Call<T>) -> Self {
        Self::Call(Call(Box::new(call)))
    }
}

impl<T> From<crate::List<T>> for Prepared
where
    T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static,
{
    fn from(list: crate::List<T>) -> Self {
        Self::List(List::new(list))
    }
}

/// A [`Call`](crate::Call) whose response is a [`Record`].
#[must_use = "a request does nothing until it is sent"]
pub struct Call(Box<dyn AnyCall>);

impl Call {
    /// Checks and encodes the request without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.0.build()
    }

    /// Gives up after this time; see [`crate::Call::with_timeout`].
    pub fn with_timeout(self, timeout: Duration) -> Self {
        self.0.with_timeout(timeout)
    }

    /// Follows this policy instead of the client's own.
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        self.0.with_retry(policy)
    }

    /// Sends a header besides the client's own; those can't be replaced.
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.with_header(name, value)
    }

    /// Sends the request.
    pub async fn send(self) -> Result<WithMeta<Record>, Error> {
        self.0.send().await
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is done with a call, whatever its response is.
trait AnyCall: fmt::Debug + Send {
    fn build(&self) -> Result<Request, Error>;
    fn with_timeout(self: Box<Self>, timeout: Duration) -> Call;
    fn with_retry(self: Box<Self>, policy: RetryPolicy) -> Call;
    fn with_header(self: Box<Self>, name: HeaderName, value: HeaderValue) -> Call;
    fn send(self: Box<Self>) -> BoxFuture<WithMeta<Record>>;
}

impl<T> AnyCall for crate::Call<T>
where
    T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static,
{
    fn build(&self) -> Result<Request, Error> {
        self.build()
    }

    fn with_timeout(self: Box<Self>, timeout: Duration) -> Call {
        Call(Box::new((*self).with_timeout(timeout)))
    }

    fn with_retry(self: Box<Self>, policy: RetryPolicy) -> Call {
        Call(Box::new((*self).with_retry(policy)))
    }

    fn with_header(self: Box<Self>, name: HeaderName, value: HeaderValue) -> Call {
        Call(Box::new((*self).with_header(name, value)))
    }

    fn send(self: Box<Self>) -> BoxFuture<WithMeta<Record>> {
        Box::pin(async move {
            let WithMeta { value, meta } = self.with_meta().await?;
            Ok(WithMeta::new(Record::new(value), meta))
        })
    }
}

#[cfg(test)]
mod tests;
