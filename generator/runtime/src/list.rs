//! `List<T>`: a request for the pages of a list.

use std::fmt;
use std::marker::PhantomData;
use std::ops::RangeInclusive;

use http::Method;
use serde_core::de::DeserializeOwned;

use crate::envelope::Envelope;
use crate::request::Draft;
use crate::{BoxFuture, Client, Error, Items, Page, Pages, Param, Request, Values, in_range};

/// How a list is cut into pages: where a page keeps its items, and the names of the parameters that steer it.
///
/// ```
/// use twilio_runtime::Paging;
///
/// const PAGING: Paging = Paging::new("parcels")
///     .page_size("PageSize", 1..=1000)
///     .page("Page")
///     .page_token("PageToken");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    items: &'static str,
    /// Name, least and most.
    page_size: Option<(&'static str, u32, u32)>,
    page: Option<&'static str>,
    page_token: Option<&'static str>,
}

impl Paging {
    /// Pages that keep their items under the key `items`.
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            page_size: None,
            page: None,
            page_token: None,
        }
    }

    /// The parameter for the size of a page, and its range.
    #[must_use]
    pub const fn page_size(mut self, name: &'static str, range: RangeInclusive<u32>) -> Self {
        self.page_size = Some((name, *range.start(), *range.end()));
        self
    }

    /// The parameter for the number of a page.
    #[must_use]
    pub const fn page(mut self, name: &'static str) -> Self {
        self.page = Some(name);
        self
    }

    /// The parameter for the token of a page.
    #[must_use]
    pub const fn page_token(mut self, name: &'static str) -> Self {
        self.page_token = Some(name);
        self
    }
}

/// A request for a list, which comes in pages.
///
/// Awaited, it is the first [`Page`]; [`stream`](Self::stream) and [`all`](Self::all) follow the pages to the end.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    client: Client,
    draft: Draft,
    paging: Paging,
    limit: Option<usize>,
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
            item: PhantomData,
        }
    }

    /// Fills a placeholder of the path.
    pub fn path(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.path.set(name, value);
        self
    }

    /// Sets a parameter of the query. Set again, it keeps its place and takes the new values.
    pub fn query(mut self, name: &'static str, value: impl Param) -> Self {
        self.draft.query.set(name, value);
        self
    }

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

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        let mut draft = self.draft.clone();
        if let (Some(limit), Some((name, least, most))) = (self.limit, self.paging.page_size)
            && !draft.query.contains(name)
        {
            let limit = u32::try_from(limit).unwrap_or(u32::MAX);
            draft.query.set(name, limit.min(most).max(least));
        }
        self.client.build(draft)
    }

    /// The same list from the page at `next` on, after `taken` items; `None` when the limit is reached.
    pub(crate) fn next(&self, next: String, taken: usize) -> Option<Self> {
        let mut list = self.clone();
        list.draft.next = Some(next);
        list.limit = self.limit.map(|limit| limit.saturating_sub(taken));
        (list.limit != Some(0)).then_some(list)
    }

    pub(crate) fn limited_to(&self) -> Option<usize> {
        self.limit
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
        self.fetch(request).await
    }

    /// Sends the request that [`build`](Self::build) made.
    pub(crate) async fn fetch(self, request: Request) -> Result<Page<T>, Error> {
        let answer = self.client.execute(request).await?;
        let envelope = Envelope::new(self.paging.items);
        let (items, links) = self.client.decode(&answer, envelope)?;
        Ok(Page::new(items, links, &self))
    }

    /// Page after page, to the end of the list or the limit.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self)
    }

    /// Item after item, to the end of the list or the limit; asks for a page when its first item is wanted.
    pub fn stream(self) -> Items<T> {
        Items::new(self.pages())
    }

    /// Collects all items, to the end of the list or the limit.
    pub async fn all(self) -> Result<Vec<T>, Error>
    where
        T: Send,
    {
        let mut pages = self.pages();
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

            /// Item after item, to the end of the list or the limit; asks for a page when its first item is wanted.
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
    };
}

#[cfg(test)]
mod tests;
