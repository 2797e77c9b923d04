//! `Pages<T>` and `Items<T>`: a list followed to its end.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::lists::list::{Listing, ReadPage};
use crate::lists::walk::Walk;
use crate::{Cursor, Error, Page};

/// The pages of a list, one after the other.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
///
/// Nothing is sent before the first page is wanted. From then on the page after the one that was handed out last is asked
/// for at once, and no further one until that is handed out ([`List::read_ahead`](crate::List::read_ahead) says more). When this is dropped, a
/// request that is under way is given up.
#[must_use = "a list is not read until its pages are asked for"]
pub struct Pages<T> {
    walk: Walk,
    read: ReadPage<T>,
}

impl<T> Pages<T> {
    pub(crate) fn new(list: Listing, read: ReadPage<T>) -> Self {
        Self {
            walk: Walk::new(list),
            read,
        }
    }

    /// The next page; `None` at the end of the list.
    ///
    /// Nothing is lost when the future is dropped before it is ready: the next call goes on waiting for the same page.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    /// Where to go on another time: after the page that was handed out last. See [`List::resume`](crate::List::resume).
    pub fn cursor(&self) -> Cursor {
        self.walk.cursor(0)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        let response = ready!(self.walk.poll(context));
        let page = response.map(|response| self.walk.page(response, self.read));
        self.walk.read_ahead();
        Poll::Ready(page)
    }
}

impl<T> Stream for Pages<T> {
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
            .field("requested", &self.walk.count())
            .field("is_done", &self.walk.is_done())
            .finish_non_exhaustive()
    }
}

/// The items of a list, page after page.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
///
/// Nothing is sent before the first item is wanted. From then on the page after the one whose items are handed out is asked
/// for, and no further one ([`List::read_ahead`](crate::List::read_ahead) says more): at most two pages are held, however long the list is. When
/// this is dropped, a request that is under way is given up.
#[must_use = "a list is not read until its items are asked for"]
pub struct Items<T> {
    pages: Pages<T>,
    items: vec::IntoIter<T>,
}

impl<T> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
        }
    }

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

    /// Where to go on another time: after the item that was handed out last. See [`List::resume`](crate::List::resume).
    pub fn cursor(&self) -> Cursor {
        self.pages.walk.cursor(self.items.len())
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

/// The items are never pinned.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
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
