//! `Pages<T>` and `Items<T>`: a list followed to its end.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde_core::de::DeserializeOwned;

use crate::calls::background::Background;
use crate::calls::exchange::Response;
use crate::lists::walk::Walk;
use crate::{Cursor, Error, List, Page};

/// The pages of a list, one after the other.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
///
/// Nothing is sent before the first page is wanted. From then on the page after the one that was handed out last is asked
/// for at once, and no further one until that is handed out ([`List::read_ahead`] says more). When this is dropped, a
/// request that is under way is given up.
#[must_use = "a list is not read until its pages are asked for"]
pub struct Pages<T> {
    way: Way,
    item: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned + 'static> Pages<T> {
    pub(crate) fn new(list: List<T>) -> Self {
        Self {
            way: Way {
                walk: Walk::new(list.into_listing()),
                fetch: None,
            },
            item: PhantomData,
        }
    }

    /// The next page; `None` at the end of the list.
    ///
    /// Nothing is lost when the future is dropped before it is ready: the next call goes on waiting for the same page.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Where to go on another time: after the page that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.way.walk.cursor(0)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        let response = ready!(self.way.poll(context));
        let page = response.map(|response| self.way.walk.page(response));
        self.way.read_ahead();
        Poll::Ready(page)
    }
}

/// The way through the pages, and who is sent ahead on it: what is built once, and not for each type.
struct Way {
    walk: Walk,
    /// The next page, where it was asked for already.
    fetch: Option<Background<Response>>,
}

impl Way {
    /// The response with the next page, or why it can't be asked for; `None` at the end.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response, Error>>> {
        let fetch = match &self.fetch {
            Some(fetch) => fetch,
            None => match self.walk.request() {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(request)) => self.fetch.insert(self.walk.list().fetch(request)),
            },
        };
        let response = ready!(fetch.poll(context));
        self.fetch = None;
        Poll::Ready(Some(response))
    }

    /// Asks for the page after the one that came.
    fn read_ahead(&mut self) {
        if self.walk.list().reads_ahead() {
            // A page that can't be asked for is an error when it is wanted, and not before.
            let request = self.walk.request().and_then(Result::ok);
            self.fetch = request.map(|request| self.walk.list().fetch(request));
        }
    }
}

impl<T: DeserializeOwned + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page<T>, Error>>> {
        self.get_mut().poll(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("requested", &self.way.walk.count())
            .field("is_done", &self.way.walk.is_done())
            .finish_non_exhaustive()
    }
}

/// The items of a list, page after page.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
///
/// Nothing is sent before the first item is wanted. From then on the page after the one whose items are handed out is asked
/// for, and no further one ([`List::read_ahead`] says more): at most two pages are held, however long the list is. When
/// this is dropped, a request that is under way is given up.
#[must_use = "a list is not read until its items are asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    items: vec::IntoIter<T>,
}

impl<T: DeserializeOwned + 'static> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
        }
    }

    /// The pages from the next one on.
    #[cfg(feature = "blocking")]
    pub(crate) fn into_pages(self) -> Pages<T> {
        self.pages
    }

    /// The next item; `None` at the end of the list.
    ///
    /// Nothing is lost when the future is dropped before it is ready: the next call goes on waiting for the same page.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Where to go on another time: after the item that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.pages.way.walk.cursor(self.items.len())
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            // The empty buffer of one page need not stand beside the next page.
            self.items = Vec::new().into_iter();
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.items = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// The items are never pinned in place.
impl<T> Unpin for Items<T> {}

impl<T: DeserializeOwned + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, Error>>> {
        self.get_mut().poll(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.items.len(), None)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("ready", &self.items.len())
            .finish_non_exhaustive()
    }
}
