//! `Page<T>`: one page of a list.

use std::fmt;

use crate::lists::envelope::Links;
use crate::lists::list::Listing;
use crate::{List, Meta};

/// One page of a list.
#[derive(Clone)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page, at most as many as the list's limit leaves.
    pub items: Vec<T>,
    links: Links,
    meta: Option<Meta>,
    pub(crate) next: Option<Listing>,
}

impl<T> Page<T> {
    /// What a list holds that is limited to nothing.
    pub(crate) fn empty() -> Self {
        Self {
            items: Vec::new(),
            links: Links::default(),
            meta: None,
            next: None,
        }
    }

    /// A page as it came in response to `list`.
    pub(crate) fn new(mut items: Vec<T>, links: Links, meta: Meta, list: &Listing) -> Self {
        items.drain(..list.skip.min(items.len()));
        items.truncate(list.limit.unwrap_or(usize::MAX));
        let next = links.next.clone();
        Self {
            next: next.and_then(|next| list.next(next, items.len())),
            items,
            links,
            meta: Some(meta),
        }
    }

    #[cfg(feature = "dynamic")]
    pub(crate) fn map<U>(self, item: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(item).collect(),
            links: self.links,
            meta: self.meta,
            next: self.next,
        }
    }

    /// The number of this page, counted from 0.
    pub fn number(&self) -> Option<u64> {
        self.links.number
    }

    /// How many items a page holds at most.
    pub fn page_size(&self) -> Option<u64> {
        self.links.page_size
    }

    /// How many items the whole list has, where the service says it (SCIM's `totalResults`).
    pub fn total(&self) -> Option<u64> {
        self.links.total
    }

    /// The address of this page, as the service gives it.
    pub fn url(&self) -> Option<&str> {
        self.links.url.as_deref()
    }

    /// The address of the next page, as the service gives it.
    pub fn next_page_url(&self) -> Option<&str> {
        self.links.next.as_deref()
    }

    /// The address of the page before, as the service gives it.
    pub fn previous_page_url(&self) -> Option<&str> {
        self.links.previous.as_deref()
    }

    /// Status and headers of the response with this page; `None` when nothing was sent for it.
    pub fn meta(&self) -> Option<&Meta> {
        self.meta.as_ref()
    }

    /// Whether there is a next page, within the list's limit.
    pub fn has_next(&self) -> bool {
        self.next.is_some()
    }

    /// The list from the next page on; awaited, it is that page.
    ///
    /// If you page manually, guard against cycles and endless empty pages; [`pages`](List::pages) and
    /// [`stream`](List::stream) do it for you.
    pub fn next_page(&self) -> Option<List<T>> {
        self.next.clone().map(List::of)
    }
}

/// Leaves out the addresses, which repeat the request's parameters.
impl<T: fmt::Debug> fmt::Debug for Page<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("items", &self.items)
            .field("number", &self.links.number)
            .field("page_size", &self.links.page_size)
            .field("has_next", &self.has_next())
            .finish_non_exhaustive()
    }
}
