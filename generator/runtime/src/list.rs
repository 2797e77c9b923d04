//! `List<T>`: a request for the pages of a list.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method};
use serde_core::de::DeserializeOwned;

use crate::background::Background;
use crate::envelope::Envelope;
use crate::exchange::Answer;
use crate::request::{Draft, parameter_setters};
use crate::{
    BoxFuture, Client, Cursor, Error, Items, Page, Pages, Param, Request, RetryPolicy, Values,
    cursor, in_range,
};

mod paging;

pub use paging::Paging;

/// A request for a list, which comes in pages.
///
/// Awaited, it is the first [`Page`]; [`stream`](Self::stream) and [`all`](Self::all) follow the pages to the end.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    client: Client,
    draft: Box<Draft>,
    paging: Paging,
    limit: Option<usize>,
    /// How many items at the beginning of the first page are left out.
    skip: usize,
    /// Whether the first page is a cursor's.
    is_resumed: bool,
    read_ahead: bool,
    item: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    /// A GET request. The template names its placeholders: `/v1/Parcels/{Sid}/Stops`.
    pub fn get(client: &Client, template: &'static str, paging: Paging) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::new(Method::GET, template),
            paging,
            limit: None,
            skip: 0,
            is_resumed: false,
            read_ahead: true,
            item: PhantomData,
        }
    }

    parameter_setters!();

    /// Asks for pages of this size. Without it, [`limit`](Self::limit) decides, and without that the service.
    pub fn page_size(self, size: u32) -> Self {
        match self.paging.page_size {
            Some((name, least, most)) => self.query(name, in_range(size, least..=most)),
            None => self.query("PageSize", Unsupported),
        }
    }

    /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
    pub fn page(self, number: u64) -> Self {
        match self.paging.page {
            Some(name) => self.query(name, number),
            None => self.query("Page", Unsupported),
        }
    }

    /// Begins at the page with this token.
    pub fn page_token(self, token: impl Into<String>) -> Self {
        match self.paging.page_token {
            Some(name) => self.query(name, token.into()),
            None => self.query("PageToken", Unsupported),
        }
    }

    /// Ends after this many items, over all pages. With 0 there are none, and nothing is sent.
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = Some(limit);
        self
    }

    /// Gives up a page after this time, waits and further attempts included; takes the place of the client's own timeout.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.draft.options.timeout = Some(timeout);
        self
    }

    /// Follows this policy for each page instead of the client's own.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.draft.options.retry = Some(policy);
        self
    }

    /// Sends a header with each request besides the client's own; those can't be replaced.
    pub fn with_header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.draft.options.set_header(name, value);
        self
    }

    /// Has all pages fetched by the blocking driver.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_blocking(mut self) -> Self {
        self.draft.options.is_blocking = true;
        self
    }

    /// Whether [`pages`](Self::pages) and [`stream`](Self::stream) ask for the next page while the program still works on
    /// the current one; yes, unless it is switched off. One page is asked for ahead, no more, and none that the limit does
    /// not need.
    ///
    /// The default transport does that in a task of tokio, beside the program's own: it goes on whenever the program awaits
    /// anything, and needs no call of `try_next`. A [`Transport`](crate::Transport) that has no such tasks does not read
    /// ahead.
    pub fn read_ahead(mut self, read_ahead: bool) -> Self {
        self.read_ahead = read_ahead;
        self
    }

    /// Goes on where `cursor` was taken, with the first item that was not consumed.
    ///
    /// The filters, the page size and what was left of the limit are the cursor's, whatever is set here; a limit that is
    /// set after this counts from here on. A cursor of another list is refused, before anything is sent.
    ///
    /// ```
    /// use twilio_runtime::{Client, Cursor, Error, List, Paging};
    ///
    /// # fn save(_: &Cursor) {}
    /// /// Reads the rest of a list, and can be called again after an error.
    /// async fn read(client: &Client, begin: Option<Cursor>) -> Result<(), Error> {
    ///     let mut parcels: List<String> = client.list("/v1/Parcels", Paging::new("parcels"));
    ///     if let Some(cursor) = begin {
    ///         parcels = parcels.resume(cursor);
    ///     }
    ///     let mut parcels = parcels.stream();
    ///     while let Some(parcel) = parcels.try_next().await? {
    ///         println!("{parcel}");
    ///         save(&parcels.cursor());
    ///     }
    ///     Ok(())
    /// }
    /// ```
    pub fn resume(mut self, cursor: Cursor) -> Self {
        self.draft.next = Some(cursor.page);
        self.skip = cursor.consumed;
        self.limit = cursor.remaining;
        self.is_resumed = true;
        self
    }

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        let mut draft = self.draft.clone();
        if let (Some(limit), Some((name, least, most))) = (self.limit, self.paging.page_size)
            && !draft.query.contains(name)
        {
            let limit = u32::try_from(limit).unwrap_or(u32::MAX);
            draft.query.set(name, limit.min(most).max(least));
        }
        match draft.next.take_if(|_| self.is_resumed) {
            Some(page) => self.build_resumed(draft, page),
            None => self.client.build(draft),
        }
    }

    /// The request for a cursor's page, which has to be one of this list.
    fn build_resumed(&self, mut draft: Box<Draft>, page: String) -> Result<Request, Error> {
        let own = self.client.build(draft.clone())?;
        let is_own = cursor::is_in(&page, own.uri().path());
        draft.next = Some(page);
        let request = self.client.build(draft).ok();
        request.filter(|_| is_own).ok_or_else(|| {
            let template = self.draft.template;
            Error::invalid("cursor", &format!("it is not of this list, {template}"))
        })
    }

    /// The same list from the page at `next` on, after `taken` items; `None` when the limit is reached.
    pub(crate) fn next(&self, next: String, taken: usize) -> Option<Self> {
        let mut list = self.clone();
        list.draft.next = Some(next);
        list.skip = 0;
        list.is_resumed = false;
        list.limit = self.limit.map(|limit| limit.saturating_sub(taken));
        (list.limit != Some(0)).then_some(list)
    }

    /// What is left of the list after its last page, of which `taken` items were taken: nothing, but a place.
    pub(crate) fn ended(&self, taken: usize) -> Self {
        let mut list = self.clone();
        list.skip = self.skip.saturating_add(taken);
        list.limit = Some(0);
        list
    }

    /// The place after the first `taken` items.
    pub(crate) fn cursor(&self, taken: usize) -> Result<Cursor, Error> {
        let request = self.build()?;
        let page = request.uri().path_and_query();
        Ok(Cursor {
            page: page.map_or_else(String::new, ToString::to_string),
            consumed: self.skip.saturating_add(taken),
            remaining: self.limit.map(|limit| limit.saturating_sub(taken)),
        })
    }

    pub(crate) fn limited_to(&self) -> Option<usize> {
        self.limit
    }

    pub(crate) fn skips(&self) -> usize {
        self.skip
    }

    pub(crate) fn reads_ahead(&self) -> bool {
        self.read_ahead
    }

    /// Sends the request that [`build`](Self::build) made.
    pub(crate) fn fetch(&self, request: Request) -> Background<Answer> {
        let client = self.client.clone();
        let is_blocking = request.options().is_blocking;
        let answer = Box::pin(async move { client.execute(request).await });
        Background::start(answer, |task| match is_blocking {
            true => drop(task),
            false => self.client.spawn(task),
        })
    }

    /// The product's name, for messages.
    pub(crate) fn name(&self) -> &'static str {
        self.client.name()
    }
}

impl<T: DeserializeOwned + 'static> List<T> {
    /// Sends the request for the first page.
    pub async fn send(self) -> Result<Page<T>, Error> {
        if self.limit == Some(0) {
            return Ok(Page::empty());
        }
        let request = self.build()?;
        let answer = self.client.execute(request).await?;
        self.read(&answer)
    }

    /// Reads the page that came in answer to [`build`](Self::build).
    pub(crate) fn read(&self, answer: &Answer) -> Result<Page<T>, Error> {
        let envelope = Envelope::new(self.paging.items);
        let (items, mut links) = self.client.decode(answer, envelope)?;
        if links.next.is_none() {
            links.next = self.address_of_next(&links, items.len());
        }
        Ok(Page::new(items, links, answer.meta(), self))
    }

    /// Page after page, to the end of the list or the limit.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self)
    }

    /// Item after item, to the end of the list or the limit.
    pub fn stream(self) -> Items<T> {
        Items::new(self.pages())
    }

    /// Collects all items, to the end of the list or the limit.
    pub async fn all(self) -> Result<Vec<T>, Error>
    where
        T: Send,
    {
        // Nobody works on one page while the next one could come.
        let mut pages = self.read_ahead(false).pages();
        let mut all = Vec::new();
        while let Some(page) = pages.try_next().await? {
            all.extend(page.items);
        }
        Ok(all)
    }
}

impl<T: DeserializeOwned + 'static> IntoFuture for List<T> {
    type Output = Result<Page<T>, Error>;
    type IntoFuture = BoxFuture<Page<T>>;

    fn into_future(self) -> BoxFuture<Page<T>> {
        Box::pin(self.send())
    }
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            draft: self.draft.clone(),
            paging: self.paging,
            limit: self.limit,
            skip: self.skip,
            is_resumed: self.is_resumed,
            read_ahead: self.read_ahead,
            item: PhantomData,
        }
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("request", &self.draft)
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

/// Stands for the value of a parameter that the list does not have.
struct Unsupported;

impl Param for Unsupported {
    fn encode(self, values: &mut Values) {
        values.refuse("this list has no such parameter");
    }
}

/// Nothing, because the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_list {
    ($name:ident => $item:ty) => {};
}

/// Gives a newtype over [`List`] the methods that send it and follow its pages.
///
/// ```
/// use twilio_runtime as rt;
///
/// /// Options of a request for a list of parcels.
/// #[derive(Clone, Debug)]
/// #[must_use = "a request does nothing until it is sent"]
/// pub struct ListParcels(rt::List<String>);
/// rt::list_methods!(ListParcels => String);
/// ```
#[macro_export]
macro_rules! list_methods {
    ($name:ident => $item:ty) => {
        impl $name {
            /// Asks for pages of this size. Without it, [`limit`](Self::limit) decides, and without that the service.
            pub fn page_size(self, size: u32) -> Self {
                Self(self.0.page_size(size))
            }

            /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
            pub fn page(self, number: u64) -> Self {
                Self(self.0.page(number))
            }

            /// Begins at the page with this token.
            pub fn page_token(
                self,
                token: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.page_token(token))
            }

            /// Ends after this many items, over all pages. With 0 there are none, and nothing is sent.
            pub fn limit(self, limit: usize) -> Self {
                Self(self.0.limit(limit))
            }

            /// Gives up a page after this time, waits and further attempts included; takes the place of the client's own timeout.
            pub fn with_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// Follows this policy for each page instead of the client's own.
            pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                Self(self.0.with_retry(policy))
            }

            /// Sends a header with each request besides the client's own; those can't be replaced.
            pub fn with_header(
                self,
                name: impl ::core::convert::TryInto<$crate::http::HeaderName>,
                value: impl ::core::convert::TryInto<$crate::http::HeaderValue>,
            ) -> Self {
                Self(self.0.with_header(name, value))
            }

            /// Whether `pages` and `stream` ask for the next page while the program still works on the current one; yes,
            /// unless it is switched off. See `List::read_ahead`.
            pub fn read_ahead(self, read_ahead: bool) -> Self {
                Self(self.0.read_ahead(read_ahead))
            }

            /// Goes on where `cursor` was taken, with the first item that was not consumed, under the filters, the page
            /// size and what was left of the limit there. See `List::resume`.
            pub fn resume(self, cursor: $crate::Cursor) -> Self {
                Self(self.0.resume(cursor))
            }

            /// Checks and encodes the request for the first page without sending it.
            pub fn build(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.0.build()
            }

            /// Sends the request for the first page; awaiting it does the same.
            pub fn send(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<$crate::Page<$item>, $crate::Error>,
            > + ::core::marker::Send
            + 'static {
                self.0.send()
            }

            /// Page after page, to the end of the list or the limit.
            pub fn pages(self) -> $crate::Pages<$item> {
                self.0.pages()
            }

            /// Item after item, to the end of the list or the limit.
            pub fn stream(self) -> $crate::Items<$item> {
                self.0.stream()
            }

            /// Collects all items, to the end of the list or the limit.
            pub fn all(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<::std::vec::Vec<$item>, $crate::Error>,
            > + ::core::marker::Send
            + 'static {
                self.0.all()
            }
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$crate::Page<$item>, $crate::Error>;
            type IntoFuture = $crate::BoxFuture<$crate::Page<$item>>;

            fn into_future(self) -> $crate::BoxFuture<$crate::Page<$item>> {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl ::core::convert::From<$name> for $crate::List<$item> {
            fn from(request: $name) -> Self {
                request.0
            }
        }

        $crate::__blocking_list!($name => $item);
    };
}

#[cfg(test)]
mod tests;
