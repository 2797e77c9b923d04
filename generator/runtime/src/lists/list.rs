//! `List<T>`: a request for the pages of a list.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::{HeaderName, HeaderValue};
use serde_core::de::DeserializeOwned;

use crate::calls::request::parameter_setters;
use crate::{BoxFuture, Client, Cursor, Error, Items, Page, Pages, Request, RetryPolicy};

mod listing;
mod paging;

pub(crate) use listing::Listing;
pub use paging::Paging;

/// A request for a list, which comes in pages.
///
/// Awaited, it is the first [`Page`]; [`stream`](Self::stream) and [`all`](Self::all) follow the pages to the end.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    listing: Listing,
    item: PhantomData<fn() -> T>,
}

impl<T> List<T> {
    /// A GET request. The template names its placeholders: `/v1/Parcels/{Sid}/Stops`.
    pub fn get(client: &Client, template: &'static str, paging: Paging) -> Self {
        Self::of(Listing::new(client, template, paging))
    }

    pub(crate) fn of(listing: Listing) -> Self {
        Self {
            listing,
            item: PhantomData,
        }
    }

    parameter_setters!(listing.draft);

    /// Asks for pages of this size. Without it, [`limit`](Self::limit) decides, and without that the service.
    pub fn page_size(mut self, size: u32) -> Self {
        self.listing.set_page_size(size);
        self
    }

    /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
    pub fn page(mut self, number: u64) -> Self {
        self.listing.set_page(number);
        self
    }

    /// Begins at the page with this token.
    pub fn page_token(mut self, token: impl Into<String>) -> Self {
        self.listing.set_page_token(token.into());
        self
    }

    /// Ends after this many items, over all pages. With 0 there are none, and nothing is sent.
    pub fn limit(mut self, limit: usize) -> Self {
        self.listing.limit = Some(limit);
        self
    }

    /// Gives up a page after this time, waits, further attempts and pages without items before it included; takes the
    /// place of the client's own timeout.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.listing.draft.options.timeout = Some(timeout);
        self
    }

    /// Follows this policy for each page instead of the client's own.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.listing.draft.options.retry = Some(policy);
        self
    }

    /// Sends a header with each request besides the client's own; those can't be replaced.
    pub fn with_header(
        mut self,
        name: impl TryInto<HeaderName>,
        value: impl TryInto<HeaderValue>,
    ) -> Self {
        self.listing.draft.options.set_header(name, value);
        self
    }

    /// Has all pages fetched by the blocking driver.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_blocking(mut self) -> Self {
        self.listing.draft.options.is_blocking = true;
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
        self.listing.read_ahead = read_ahead;
        self
    }

    /// Goes on where `cursor` was taken, with the first item that was not consumed.
    ///
    /// The filters, the page size and what was left of the limit are the cursor's, whatever is set here; a limit that is
    /// set after this counts from here on. A cursor of another list is refused, before anything is sent.
    ///
    /// ```
    /// use openapi_client_runtime::{Client, Cursor, Error, List, Paging};
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
        self.listing.resume(cursor);
        self
    }

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.listing.build()
    }

    pub(crate) fn into_listing(self) -> Listing {
        self.listing
    }
}

impl<T: DeserializeOwned + 'static> List<T> {
    /// Sends the request for the first page.
    pub async fn send(self) -> Result<Page<T>, Error> {
        match self.listing.send().await? {
            Some(response) => self.listing.read(&response),
            None => Ok(Page::empty()),
        }
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
        Self::of(self.listing.clone())
    }
}

impl<T> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.listing.fmt(f)
    }
}

/// Nothing, because the feature `blocking` is off.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __blocking_list {
    ($name:ident => $item:ty) => {};
}

/// Gives a newtype over [`List`] the methods that send it and follow its pages; they are `#[inline]` as those of a call are
/// ([`call_methods!`](crate::call_methods)).
///
/// ```
/// use openapi_client_runtime as rt;
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
            #[inline]
            pub fn page_size(self, size: u32) -> Self {
                Self(self.0.page_size(size))
            }

            /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
            #[inline]
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
            #[inline]
            pub fn limit(self, limit: usize) -> Self {
                Self(self.0.limit(limit))
            }

            /// Gives up a page after this time, waits, further attempts and pages without items before it included;
            /// takes the place of the client's own timeout.
            #[inline]
            pub fn with_timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.with_timeout(timeout))
            }

            /// Follows this policy for each page instead of the client's own.
            #[inline]
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
            #[inline]
            pub fn read_ahead(self, read_ahead: bool) -> Self {
                Self(self.0.read_ahead(read_ahead))
            }

            /// Goes on where `cursor` was taken, with the first item that was not consumed, under the filters, the page
            /// size and what was left of the limit there. See `List::resume`.
            #[inline]
            pub fn resume(self, cursor: $crate::Cursor) -> Self {
                Self(self.0.resume(cursor))
            }

            /// Checks and encodes the request for the first page without sending it.
            #[inline]
            pub fn build(&self) -> ::core::result::Result<$crate::Request, $crate::Error> {
                self.0.build()
            }

            /// Sends the request for the first page; awaiting it does the same.
            #[inline]
            pub fn send(
                self,
            ) -> impl ::core::future::Future<
                Output = ::core::result::Result<$crate::Page<$item>, $crate::Error>,
            > + ::core::marker::Send
            + 'static {
                self.0.send()
            }

            /// Page after page, to the end of the list or the limit.
            #[inline]
            pub fn pages(self) -> $crate::Pages<$item> {
                self.0.pages()
            }

            /// Item after item, to the end of the list or the limit.
            #[inline]
            pub fn stream(self) -> $crate::Items<$item> {
                self.0.stream()
            }

            /// Collects all items, to the end of the list or the limit.
            #[inline]
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

            #[inline]
            fn into_future(self) -> $crate::BoxFuture<$crate::Page<$item>> {
                ::core::future::IntoFuture::into_future(self.0)
            }
        }

        impl ::core::convert::From<$name> for $crate::List<$item> {
            #[inline]
            fn from(request: $name) -> Self {
                request.0
            }
        }

        $crate::__blocking_list!($name => $item);
    };
}

#[cfg(test)]
mod tests;
