//! Lists whose items are records of any type.

use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde_core::{Serialize, de::DeserializeOwned};

use super::Record;
use crate::{BoxFuture, Cursor, Error, Meta, Request, RetryPolicy};

/// A [`List`](crate::List) whose items are [`Record`]s.
#[must_use = "a request does nothing until it is sent"]
pub struct List(Box<dyn AnyList>);

impl List {
    pub(super) fn new<T: Item>(list: crate::List<T>) -> Self {
        Self(Box::new(list))
    }

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.0.build()
    }

    /// Asks for pages of this size; see [`crate::List::page_size`].
    pub fn page_size(self, size: u32) -> Self {
        self.0.change(Change::PageSize(size))
    }

    /// Begins at the page with this number; see [`crate::List::page`].
    pub fn page(self, number: u64) -> Self {
        self.0.change(Change::Page(number))
    }

    /// Begins at the page with this token.
    pub fn page_token(self, token: impl Into<String>) -> Self {
        self.0.change(Change::PageToken(token.into()))
    }

    /// Ends after this many items, over all pages.
    pub fn limit(self, limit: usize) -> Self {
        self.0.change(Change::Limit(limit))
    }

    /// Goes on where `cursor` was taken; see [`crate::List::resume`].
    pub fn resume(self, cursor: Cursor) -> Self {
        self.0.change(Change::Resume(cursor))
    }

    /// Whether the next page is asked for while the program works on this one; see [`crate::List::read_ahead`].
    pub fn read_ahead(self, read_ahead: bool) -> Self {
        self.0.change(Change::ReadAhead(read_ahead))
    }

    /// Gives up a page after this time; see [`crate::List::with_timeout`].
    pub fn with_timeout(self, timeout: Duration) -> Self {
        self.0.change(Change::Timeout(timeout))
    }

    /// Follows this policy for each page instead of the client's own.
    pub fn with_retry(self, policy: RetryPolicy) -> Self {
        self.0.change(Change::Retry(policy))
    }

    /// Sends a header with each request besides the client's own; those can't be replaced.
    pub fn with_header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.change(Change::Header(name, value))
    }

    /// Sends the request for the first page.
    pub async fn send(self) -> Result<Page, Error> {
        self.0.send().await
    }

    /// Item after item, to the end of the list or the limit.
    pub fn stream(self) -> Items {
        self.0.stream()
    }
}

impl fmt::Debug for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

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

/// The items of a list, page after page; see [`crate::Items`].
#[must_use = "a list is not read until its items are asked for"]
pub struct Items(Box<dyn AnyItems>);

impl Items {
    /// The next item; `None` at the end of the list.
    pub async fn try_next(&mut self) -> Result<Option<Record>, Error> {
        self.0.try_next().await
    }

    /// Where to go on another time: after the item that was handed out last.
    pub fn cursor(&self) -> Cursor {
        self.0.cursor()
    }
}

impl fmt::Debug for Items {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What can be set of a list.
enum Change {
    PageSize(u32),
    Page(u64),
    PageToken(String),
    Limit(usize),
    Resume(Cursor),
    ReadAhead(bool),
    Timeout(Duration),
    Retry(RetryPolicy),
    Header(HeaderName, HeaderValue),
}

/// What an item of a list has to be.
pub(super) trait Item:
    DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static
{
}

impl<T: DeserializeOwned + Serialize + fmt::Debug + Send + Sync + 'static> Item for T {}

/// What is done with a list, whatever its items are.
trait AnyList: fmt::Debug + Send {
    fn build(&self) -> Result<Request, Error>;
    fn change(self: Box<Self>, change: Change) -> List;
    fn send(self: Box<Self>) -> BoxFuture<Page>;
    fn stream(self: Box<Self>) -> Items;
}

impl<T: Item> AnyList for crate::List<T> {
    fn build(&self) -> Result<Request, Error> {
        self.build()
    }

    fn change(self: Box<Self>, change: Change) -> List {
        List::new(match change {
            Change::PageSize(size) => self.page_size(size),
            Change::Page(number) => self.page(number),
            Change::PageToken(token) => self.page_token(token),
            Change::Limit(limit) => self.limit(limit),
            Change::Resume(cursor) => self.resume(cursor),
            Change::ReadAhead(read_ahead) => self.read_ahead(read_ahead),
            Change::Timeout(timeout) => self.with_timeout(timeout),
            Change::Retry(policy) => self.with_retry(policy),
            Change::Header(name, value) => self.with_header(name, value),
        })
    }

    fn send(self: Box<Self>) -> BoxFuture<Page> {
        Box::pin(async move {
            let page = (*self).await?;
            Ok(Page {
                next: page.next_page().map(List::new),
                previous_page_url: page.previous_page_url().map(str::to_owned),
                meta: page.meta().cloned(),
                items: page.items.into_iter().map(Record::new).collect(),
            })
        })
    }

    fn stream(self: Box<Self>) -> Items {
        Items(Box::new((*self).stream()))
    }
}

/// What is done with the items of a list, whatever they are.
trait AnyItems: fmt::Debug + Send {
    fn try_next(&mut self) -> std::pin::Pin<Box<dyn Future<Output = Next> + Send + '_>>;
    fn cursor(&self) -> Cursor;
}

/// An item, if there is one more.
type Next = Result<Option<Record>, Error>;

impl<T: Item> AnyItems for crate::Items<T> {
    fn try_next(&mut self) -> std::pin::Pin<Box<dyn Future<Output = Next> + Send + '_>> {
        Box::pin(async {
            let item = crate::Items::try_next(self).await?;
            Ok(item.map(Record::new))
        })
    }

    fn cursor(&self) -> Cursor {
        crate::Items::cursor(self)
    }
}
