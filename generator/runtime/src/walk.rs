//! `Walk`: the way through the pages of a list, without I/O.

use std::mem;

use serde_core::de::DeserializeOwned;

use crate::exchange::Answer;
use crate::list::Listing;
use crate::seen::Seen;
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
}

impl Walk {
    pub(crate) fn new(list: Listing) -> Self {
        Self {
            list,
            has_failed: false,
            last: None,
            seen: Seen::default(),
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
        let request = self.list.build();
        Some(request.and_then(|request| {
            // A page that came before would lead through the same pages for ever.
            match self.seen.insert(&request.uri().to_string()) {
                true => Ok(request),
                false => Err(Error::page(format!(
                    "{} gave an address for the next page that came before",
                    self.list.name()
                ))),
            }
        }))
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

    /// Reads the answer to the request, and goes on to the page after it; an error ends the walk.
    pub(crate) fn page<T: DeserializeOwned>(
        &mut self,
        answer: Result<Answer, Error>,
    ) -> Result<Page<T>, Error> {
        let page = answer.and_then(|answer| self.list.read(&answer));
        match &page {
            Ok(page) => self.go_on(page.next_listing(), page.items.len()),
            Err(_) => self.fail(),
        }
        page
    }

    /// Goes on after a page with so many items.
    fn go_on(&mut self, next: Option<&Listing>, items: usize) {
        let next = next.cloned();
        let next = next.unwrap_or_else(|| self.list.ended(items));
        self.last = Some((mem::replace(&mut self.list, next), items));
    }
}
