//! `Pages<T>` and `Items<T>`: a list followed to its end.

use std::collections::BTreeSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde_core::de::DeserializeOwned;

use crate::{BoxFuture, Error, List, Page};

/// The pages of a list, one after the other.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
#[must_use = "a list is not read until its pages are asked for"]
pub struct Pages<T> {
    state: State<T>,
    /// The addresses that were asked for.
    seen: BTreeSet<String>,
}

enum State<T> {
    /// The list from here on is wanted.
    Next(Box<List<T>>),
    /// A page is on its way.
    Fetching(BoxFuture<Page<T>>),
    /// There is no more.
    Done,
}

impl<T: DeserializeOwned + 'static> Pages<T> {
    pub(crate) fn new(list: List<T>) -> Self {
        let state = match list.limited_to() {
            Some(0) => State::Done,
            _ => State::Next(Box::new(list)),
        };
        Self {
            state,
            seen: BTreeSet::new(),
        }
    }

    /// The next page; `None` at the end of the list.
    ///
    /// Nothing is lost when the future is dropped before it is ready: the next call goes on waiting for the same page.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error>>> {
        loop {
            match &mut self.state {
                State::Done => return Poll::Ready(None),
                State::Fetching(page) => {
                    let page = ready!(page.as_mut().poll(context));
                    let next = page.as_ref().ok().and_then(Page::next_page);
                    self.state = next.map_or(State::Done, |list| State::Next(Box::new(list)));
                    return Poll::Ready(Some(page));
                }
                State::Next(list) => match request(list, &mut self.seen) {
                    Ok(page) => self.state = State::Fetching(page),
                    Err(error) => {
                        self.state = State::Done;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
            }
        }
    }
}

/// Asks for a page, unless it was asked for before: that would go on for ever.
fn request<T: DeserializeOwned + 'static>(
    list: &List<T>,
    seen: &mut BTreeSet<String>,
) -> Result<BoxFuture<Page<T>>, Error> {
    let request = list.build()?;
    if seen.insert(request.uri().to_string()) {
        return Ok(Box::pin(list.clone().fetch(request)));
    }
    let name = list.name();
    Err(Error::page(format!(
        "{name} gave an address for the next page that came before"
    )))
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
            .field("requested", &self.seen.len())
            .field("is_done", &matches!(self.state, State::Done))
            .finish_non_exhaustive()
    }
}

/// The items of a list, page after page.
///
/// [`try_next`](Self::try_next) needs no further crate; it is also a [`Stream`]. After an error it ends.
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

    /// The next item; `None` at the end of the list.
    ///
    /// Nothing is lost when the future is dropped before it is ready: the next call goes on waiting for the same page.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll(context)).await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
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
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("ready", &self.items.len())
            .finish_non_exhaustive()
    }
}
