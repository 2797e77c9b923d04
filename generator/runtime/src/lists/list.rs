//! `List<T>`: a request for the pages of a list.

use std::marker::PhantomData;

use serde_core::de::DeserializeOwned;

use crate::calls::exchange::Response;
use crate::calls::request::setters;
use crate::{
    BoxFuture, Client, Cursor, Error, Items, Page, Pages, Param, Request, Values, in_range,
};

mod listing;
mod paging;

pub(crate) use listing::Listing;
pub use paging::Paging;

/// A request for a list, which comes in pages.
///
/// Awaited, it is the first [`Page`]; [`stream`](Self::stream) and [`all`](Self::all) follow the pages to the end.
#[must_use = "a request does nothing until it is sent"]
pub struct List<T> {
    pub(crate) listing: Listing,
    item: PhantomData<fn() -> T>,
}

/// Lists by path template, `/v1/Parcels/{Sid}/Stops`, relative to the service's server.
impl Client {
    /// A GET request for a list, which comes in pages.
    pub fn list<T>(&self, template: &'static str, paging: Paging) -> List<T> {
        List::of(Listing::new(self, template, paging))
    }
}

impl<T> List<T> {
    pub(crate) fn of(listing: Listing) -> Self {
        Self {
            listing,
            item: PhantomData,
        }
    }

    setters!(listing.draft);

    /// Asks for pages of this size. Without it, [`limit`](Self::limit) decides, and without that the service.
    pub fn page_size(mut self, size: u32) -> Self {
        let query = &mut self.listing.draft.query;
        match self.listing.paging.page_size {
            Some((name, least, most)) => query.set(name, in_range(size, least..=most)),
            None => query.set("PageSize", Unsupported),
        }
        self
    }

    /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
    pub fn page(mut self, number: u64) -> Self {
        match self.listing.paging.page {
            Some(name) => self.listing.draft.query.set(name, number),
            None => self.listing.draft.query.set("Page", Unsupported),
        }
        self
    }

    /// Begins at the page with this token.
    pub fn page_token(mut self, token: impl Into<String>) -> Self {
        match self.listing.paging.page_token {
            Some(name) => self.listing.draft.query.set(name, token.into()),
            None => self.listing.draft.query.set("PageToken", Unsupported),
        }
        self
    }

    /// Ends after this many items, over all pages. With 0 there are none, and nothing is sent.
    pub fn limit(mut self, limit: usize) -> Self {
        self.listing.limit = Some(limit);
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
    /// # use openapi_client_runtime::{Cursor, Error, List};
    /// # fn save(_: &Cursor) {}
    /// /// Reads the rest of a list, and can be called again after an error.
    /// async fn read(mut parcels: List<String>, begin: Option<Cursor>) -> Result<(), Error> {
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
        let listing = &mut self.listing;
        listing.draft.next = Some(cursor.page);
        listing.skip = cursor.consumed;
        listing.limit = cursor.remaining;
        listing.is_resumed = true;
        self
    }

    /// Checks and encodes the request for the first page without sending it.
    pub fn build(&self) -> Result<Request, Error> {
        self.listing.build()
    }

    /// The same list, for another type of its items.
    #[cfg(feature = "dynamic")]
    pub(crate) fn cast<U>(self) -> List<U> {
        List::of(self.listing)
    }

    pub(crate) async fn send_as<U>(self, read: ReadPage<U>) -> Result<Page<U>, Error> {
        match self.listing.send().await? {
            Some(response) => read(&self.listing, &response),
            None => Ok(Page::empty()),
        }
    }
}

pub(crate) type ReadPage<T> = fn(&Listing, &Response) -> Result<Page<T>, Error>;

impl<T: DeserializeOwned + 'static> List<T> {
    /// Sends the request for the first page.
    pub async fn send(self) -> Result<Page<T>, Error> {
        self.send_as(Listing::read).await
    }

    /// Page after page, to the end of the list or the limit.
    pub fn pages(self) -> Pages<T> {
        Pages::new(self.listing, Listing::read)
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

debug_as!(List<T> => listing);

/// Stands for the value of a parameter that the list does not have.
struct Unsupported;

impl Param for Unsupported {
    fn encode(self, values: &mut Values) {
        values.refuse("this list has no such parameter");
    }
}

/// The setters of a type whose first field is a list.
#[doc(hidden)]
#[macro_export]
macro_rules! __forward_list_options {
    () => {
        $crate::__forward_options!();
        $crate::__forward! {
            /// Asks for pages of this size. Without it, [`limit`](Self::limit) decides, and without that the service.
            fn page_size(size: u32);
            /// Begins at the page with this number, counted from 0. Most services want the page's token as well.
            fn page(number: u64);
            /// Begins at the page with this token.
            fn page_token(token: impl ::core::convert::Into<::std::string::String>);
            /// Ends after this many items, over all pages. With 0 there are none, and nothing is sent.
            fn limit(limit: usize);
            /// Whether a stream asks for the next page while the program still works on the current one; yes, unless it is
            /// switched off. See `List::read_ahead`.
            fn read_ahead(read_ahead: bool);
            /// Goes on where `cursor` was taken, with the first item that was not consumed, under the filters, the page
            /// size and what was left of the limit there. See `List::resume`.
            fn resume(cursor: $crate::Cursor);
        }
    };
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
            $crate::__forward_list_options!();

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

            $crate::__if_blocking! {
                /// Item after item, to the end of the list or the limit; asks for a page, and waits for it, when its first
                /// item is wanted.
                #[inline]
                pub fn blocking(self) -> $crate::BlockingItems<$item> {
                    self.0.blocking()
                }
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
    };
}

#[cfg(test)]
mod tests;
