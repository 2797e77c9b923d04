//! Operations by id, with JSON for arguments and responses: for command lines, scripts and tests (feature `dynamic`).
//!
//! A generated crate has a table of its operations. Each entry turns JSON into the arguments of the typed method, so that
//! everything the method checks is checked here too, and describes itself well enough to make a command of it.

mod arguments;
mod fields;
mod operation;
mod record;

pub use arguments::{Arguments, Key};
pub use fields::fields_of;
pub use operation::{
    Choice, Operation, Parameter, ParameterKind, ParameterLocation, Resource, Service,
};
pub use record::Record;

use std::fmt;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use crate::calls::call::ReadOutput;
use crate::calls::output::sealed::Read;
use crate::lists::list::ReadPage;
use crate::{Error, Meta, Request, WithMeta};

/// Reads the body of an error.
pub type ErrorReader = fn(&Error) -> Option<Record>;

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
    /// The body of an error is documented as a `T`.
    pub fn failing<T>(mut self) -> Self
    where
        T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static,
    {
        let reader = match &mut self {
            Self::Call(call) => &mut call.2,
            Self::List(list) => &mut list.2,
        };
        *reader = |error| {
            let found = Record::new(error.documented::<T>()?);
            Some(found.with_body(error.raw_body()))
        };
        self
    }

    /// What reads the body of an error: as the type that the document says, or none where it says none, or the body does not
    /// fit.
    pub fn error_reader(&self) -> ErrorReader {
        match self {
            Self::Call(call) => call.2,
            Self::List(list) => list.2,
        }
    }

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
        let read: ReadOutput<WithMeta<Record>> = |client, response| {
            let value = Record::new(T::read(client, response)?);
            Ok(WithMeta {
                value: value.with_body((response.reply, &response.body)),
                meta: response.meta.clone(),
            })
        };
        Self::Call(Call(call.cast(), read, |_| None))
    }
}

impl<T> From<crate::List<T>> for Prepared
where
    T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static,
{
    fn from(list: crate::List<T>) -> Self {
        let read: ReadPage<Record> = |list, response| {
            let page = list.read::<T>(response)?;
            Ok(page.map(Record::new))
        };
        Self::List(List(list.cast(), read, |_| None))
    }
}

/// A [`Call`](crate::Call) whose response is a [`Record`].
#[must_use = "a request does nothing until it is sent"]
pub struct Call(
    crate::Call<Record>,
    ReadOutput<WithMeta<Record>>,
    ErrorReader,
);

impl Call {
    crate::__forward_options!();

    /// Checks and encodes the request without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.0.build()
    }

    /// Sends the request.
    pub async fn send(self) -> Result<WithMeta<Record>, Error> {
        self.0.send_as(self.1).await
    }
}

debug_as!(Call => 0);

/// A [`List`](crate::List) whose items are [`Record`]s.
#[must_use = "a request does nothing until it is sent"]
pub struct List(crate::List<Record>, ReadPage<Record>, ErrorReader);

impl List {
    crate::__forward_list_options!();

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.0.build()
    }

    /// Sends the request for the first page.
    pub async fn send(self) -> Result<Page, Error> {
        let page = self.0.send_as(self.1).await?;
        Ok(Page {
            next: page.next_page().map(|next| Self(next, self.1, self.2)),
            previous_page_url: page.previous_page_url().map(str::to_owned),
            meta: page.meta().cloned(),
            items: page.items,
        })
    }

    /// Item after item, to the end of the list or the limit.
    pub fn stream(self) -> Items {
        Items::new(crate::Pages::new(self.0.listing, self.1))
    }
}

debug_as!(List => 0);

/// The items of a list, page after page.
pub type Items = crate::Items<Record>;

/// A [`Page`](crate::Page) whose items are [`Record`]s.
#[derive(Debug)]
#[non_exhaustive]
pub struct Page {
    /// The items of this page.
    pub items: Vec<Record>,
    /// The list from the next page on.
    pub next: Option<List>,
    /// The address of the page before, as the service gives it. May hold personal values.
    pub previous_page_url: Option<String>,
    /// Status and headers of the response; `None` when nothing was sent for it.
    pub meta: Option<Meta>,
}

#[cfg(test)]
mod tests;
