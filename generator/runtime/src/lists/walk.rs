//! `Walk`: the way through the pages of a list, without I/O.

use std::mem;
use std::time::Duration;

use serde_core::de::DeserializeOwned;

use crate::calls::exchange::Response;
use crate::lists::list::Listing;
use crate::lists::seen::Seen;
use crate::{Cursor, Error, Page, Request};

/// Which page comes next, and where to go on another time. Whoever drives it sends [`request`](Self::request), and gives
/// what comes back to [`page`](Self::page).
pub(crate) struct Walk {
    /// The list from the next page on; at the end it has a limit of 0.
    list: Listing,
    /// Whether an error has ended it.
    has_failed: bool,
    /// The list from the page on that came last, and how many items that page had.
    last: Option<(Listing, usize)>,
    seen: Seen,
    empty: EmptyPages,
}

/// The pages without items that came last, one after the other.
#[derive(Default)]
struct EmptyPages {
    count: usize,
    /// How long they took together.
    took: Duration,
}

impl Walk {
    pub(crate) fn new(list: Listing) -> Self {
        Self {
            list,
            has_failed: false,
            last: None,
            seen: Seen::default(),
            empty: EmptyPages::default(),
        }
    }

    pub(crate) fn list(&self) -> &Listing {
        &self.list
    }

    pub(crate) fn is_done(&self) -> bool {
        self.has_failed || self.list.limited_to() == Some(0)
    }

    /// How many pages were asked for.
    pub(crate) fn count(&self) -> u64 {
        self.seen.count()
    }

    /// The request for the next page; `None` at the end, or after an error.
    ///
    /// An error is given again and again, until [`fail`](Self::fail) ends it.
    pub(crate) fn request(&mut self) -> Option<Result<Request, Error>> {
        if self.is_done() {
            return None;
        }
        Some(self.next_request())
    }

    fn next_request(&mut self) -> Result<Request, Error> {
        let (name, empty) = (self.list.name(), &self.empty);
        if empty.count > self.list.max_empty_pages() {
            return Err(Error::page(format!(
                "{name} gave {} pages in a row without an item, each with a next one; if its lists are like that, raise \
                 `max_empty_pages`",
                empty.count
            )));
        }
        let mut request = self.list.build()?;
        if empty.count > 0 {
            let timeout = self.list.timeout();
            let left = timeout.saturating_sub(empty.took);
            if left.is_zero() {
                return Err(Error::unsent(name, timeout));
            }
            request.set_timeout(left);
        }
        // A page that came before would lead through the same pages for ever.
        match self.seen.insert(&request.uri().to_string()) {
            true => Ok(request),
            false => Err(Error::page(format!(
                "{name} gave an address for the next page that came before"
            ))),
        }
    }

    /// Ends the walk; the cursor stays where it is.
    pub(crate) fn fail(&mut self) {
        self.has_failed = true;
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
        // A list that can't even ask for its first page has no place to go on from.
        next.or_else(last).unwrap_or(Cursor {
            page: String::new(),
            consumed: 0,
            remaining: None,
        })
    }

    /// Reads the response to the request, and goes on to the page after it; an error ends the walk.
    pub(crate) fn page<T: DeserializeOwned>(
        &mut self,
        response: Result<Response, Error>,
    ) -> Result<Page<T>, Error> {
        let took = response
            .as_ref()
            .map_or(Duration::ZERO, |response| response.took);
        let page = response.and_then(|response| self.list.read(&response));
        match page {
            Ok(page) => {
                self.count_empty(&page.items, took);
                self.go_on(page.next_listing(), page.items.len());
                Ok(page)
            }
            Err(error) => {
                self.fail();
                Err(match self.empty.count {
                    0 => error,
                    pages => error.after_empty_pages(self.list.name(), pages, self.list.timeout()),
                })
            }
        }
    }

    fn count_empty<T>(&mut self, items: &[T], took: Duration) {
        // A page that has no other items than those that a cursor skips is none.
        if !items.is_empty() || self.list.skips() > 0 {
            self.empty = EmptyPages::default();
        } else {
            self.empty.count += 1;
            self.empty.took = self.empty.took.saturating_add(took);
        }
    }

    /// Goes on after a page with so many items.
    fn go_on(&mut self, next: Option<&Listing>, items: usize) {
        let next = next.cloned();
        let next = next.unwrap_or_else(|| self.list.ended(items));
        self.last = Some((mem::replace(&mut self.list, next), items));
    }
}
