//! `Walk`: the way through the pages of a list, whatever its items are.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use crate::calls::background::Background;
use crate::calls::exchange::Response;
use crate::lists::list::{Listing, ReadPage};
use crate::{Cursor, Error, Page, Request};

/// Which page comes next, and where to go on another time.
pub(crate) struct Walk {
    /// The list from the next page on; at the end it has a limit of 0.
    list: Listing,
    /// The response with the next page, where it was asked for already.
    fetch: Option<Background<Response>>,
    has_failed: bool,
    /// The list from the page on that came last, and how many items that page had.
    last: Option<(Listing, usize)>,
    /// The hashes of the addresses that were asked for: a page that came before would lead through the same pages for ever.
    seen: BTreeSet<u64>,
    /// The number of pages without items that came last, one after the other, and how long they took together.
    empty: (usize, Duration),
}

impl Walk {
    pub(crate) fn new(list: Listing) -> Self {
        Self {
            list,
            fetch: None,
            has_failed: false,
            last: None,
            seen: BTreeSet::new(),
            empty: Default::default(),
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.has_failed || self.list.limit == Some(0)
    }

    pub(crate) fn count(&self) -> usize {
        self.seen.len()
    }

    /// The response with the next page, or why it can't be asked for; `None` at the end, or after an error.
    pub(crate) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response, Error>>> {
        let fetch = match &self.fetch {
            Some(fetch) => fetch,
            None if self.is_done() => return Poll::Ready(None),
            None => match self.request() {
                Ok(request) => self.fetch.insert(self.list.fetch(request)),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        let response = ready!(fetch.poll(context));
        self.fetch = None;
        Poll::Ready(Some(response))
    }

    pub(crate) fn read_ahead(&mut self) {
        // A page that can't be asked for is an error when it is wanted, and not before.
        if self.list.read_ahead
            && !self.is_done()
            && let Ok(request) = self.request()
        {
            self.fetch = Some(self.list.fetch(request));
        }
    }

    fn request(&mut self) -> Result<Request, Error> {
        let (name, (empty, took)) = (self.list.client.api().name, self.empty);
        if empty > self.list.client.shared().max_empty_pages {
            return Err(Error::page(format!(
                "{name} gave {empty} pages in a row without an item, each with a next one; if its lists are like that, \
                 raise `max_empty_pages`"
            )));
        }
        let mut request = self.list.build()?;
        if empty > 0 {
            let timeout = self.list.timeout();
            let left = timeout.saturating_sub(took);
            if left.is_zero() {
                return Err(Error::unsent(name, timeout));
            }
            request.draft.options.timeout = Some(left);
        }
        let mut hasher = DefaultHasher::new();
        request.uri().hash(&mut hasher);
        match self.seen.insert(hasher.finish()) {
            true => Ok(request),
            false => Err(Error::page(format!(
                "{name} gave an address for the next page that came before"
            ))),
        }
    }

    /// Where to go on, when the last `left` items of the page that came last are not consumed.
    pub(crate) fn cursor(&self, left: usize) -> Cursor {
        let next = match left {
            0 => self.list.cursor(0).ok(),
            _ => None,
        };
        let last = || {
            let (list, items) = self.last.as_ref()?;
            list.cursor(items.saturating_sub(left)).ok()
        };
        // There is nowhere to go on in a list that can't even ask for its first page.
        next.or_else(last).unwrap_or(Cursor {
            page: String::new(),
            consumed: 0,
            remaining: None,
        })
    }

    /// Reads the response to the request, and goes on to the page after it; an error ends the walk.
    pub(crate) fn page<T>(
        &mut self,
        response: Result<Response, Error>,
        read: ReadPage<T>,
    ) -> Result<Page<T>, Error> {
        let took = response
            .as_ref()
            .map_or(Duration::ZERO, |response| response.took);
        let page = response.and_then(|response| read(&self.list, &response));
        match page {
            Ok(page) => {
                self.go_on(page.next.as_ref(), page.items.len(), took);
                Ok(page)
            }
            Err(error) => {
                self.has_failed = true;
                Err(match self.empty {
                    (0, _) => error,
                    (pages, _) => error.after_empty_pages(
                        self.list.client.api().name,
                        pages,
                        self.list.timeout(),
                    ),
                })
            }
        }
    }

    /// Goes on after a page with this number of items.
    fn go_on(&mut self, next: Option<&Listing>, items: usize, took: Duration) {
        // A page that has no other items than those that a cursor skips is not empty.
        self.empty = match (items, self.list.skip, self.empty) {
            (0, 0, (pages, so_far)) => (pages + 1, so_far.saturating_add(took)),
            _ => Default::default(),
        };
        let next = next.cloned();
        let next = next.unwrap_or_else(|| self.list.ended(items));
        self.last = Some((mem::replace(&mut self.list, next), items));
    }
}
