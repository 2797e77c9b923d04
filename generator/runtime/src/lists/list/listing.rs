//! `Listing`: all of a list but the type of its items, so that this is built once, and not for each type.

use std::fmt;
use std::time::Duration;

use http::Method;
use serde_core::de::DeserializeOwned;

use super::Paging;
use crate::calls::background::Background;
use crate::calls::exchange::Response;
use crate::calls::request::Draft;
use crate::lists::cursor;
use crate::lists::envelope::Envelope;
use crate::{Client, Cursor, Error, Page, Param, Request, Values, in_range};

/// A request for the pages of a list.
#[derive(Clone)]
pub(crate) struct Listing {
    client: Client,
    pub(super) draft: Box<Draft>,
    pub(super) paging: Paging,
    pub(super) limit: Option<usize>,
    /// How many items at the beginning of the first page are left out.
    skip: usize,
    /// Whether the first page is a cursor's.
    is_resumed: bool,
    pub(super) read_ahead: bool,
}

impl Listing {
    pub(super) fn new(client: &Client, template: &'static str, paging: Paging) -> Self {
        Self {
            client: client.clone(),
            draft: Draft::new(Method::GET, template),
            paging,
            limit: None,
            skip: 0,
            is_resumed: false,
            read_ahead: true,
        }
    }

    pub(super) fn set_page_size(&mut self, size: u32) {
        match self.paging.page_size {
            Some((name, least, most)) => self.draft.query.set(name, in_range(size, least..=most)),
            None => self.draft.query.set("PageSize", Unsupported),
        }
    }

    pub(super) fn set_page(&mut self, number: u64) {
        match self.paging.page {
            Some(name) => self.draft.query.set(name, number),
            None => self.draft.query.set("Page", Unsupported),
        }
    }

    pub(super) fn set_page_token(&mut self, token: String) {
        match self.paging.page_token {
            Some(name) => self.draft.query.set(name, token),
            None => self.draft.query.set("PageToken", Unsupported),
        }
    }

    pub(super) fn resume(&mut self, cursor: Cursor) {
        self.draft.next = Some(cursor.page);
        self.skip = cursor.consumed;
        self.limit = cursor.remaining;
        self.is_resumed = true;
    }

    /// Checks and encodes the request for the first page.
    pub(crate) fn build(&self) -> Result<Request, Error> {
        let mut draft = self.draft.clone();
        if let (Some(limit), Some((name, least, most))) = (self.limit, self.paging.page_size)
            && !draft.query.contains(name)
        {
            let limit = u32::try_from(limit).unwrap_or(u32::MAX);
            draft.query.set(name, limit.min(most).max(least));
        }
        match draft.next.take_if(|_| self.is_resumed) {
            Some(page) => self.build_resumed(draft, page),
            None => self.client.build(draft),
        }
    }

    /// The request for a cursor's page, which has to be one of this list.
    fn build_resumed(&self, mut draft: Box<Draft>, page: String) -> Result<Request, Error> {
        let own = self.client.build(draft.clone())?;
        let is_own = cursor::is_in(&page, own.uri().path());
        draft.next = Some(page);
        let request = self.client.build(draft).ok();
        request.filter(|_| is_own).ok_or_else(|| {
            let template = self.draft.template;
            Error::invalid("cursor", &format!("it is not of this list, {template}"))
        })
    }

    /// The same list from the page at `next` on, after `taken` items; `None` when the limit is reached.
    pub(crate) fn next(&self, next: String, taken: usize) -> Option<Self> {
        let mut list = self.clone();
        list.draft.next = Some(next);
        list.skip = 0;
        list.is_resumed = false;
        list.limit = self.limit.map(|limit| limit.saturating_sub(taken));
        (list.limit != Some(0)).then_some(list)
    }

    /// What is left of the list after its last page, of which `taken` items were taken: nothing, but a place.
    pub(crate) fn ended(&self, taken: usize) -> Self {
        let mut list = self.clone();
        list.skip = self.skip.saturating_add(taken);
        list.limit = Some(0);
        list
    }

    /// The place after the first `taken` items.
    pub(crate) fn cursor(&self, taken: usize) -> Result<Cursor, Error> {
        let request = self.build()?;
        let page = request.uri().path_and_query();
        Ok(Cursor {
            page: page.map_or_else(String::new, ToString::to_string),
            consumed: self.skip.saturating_add(taken),
            remaining: self.limit.map(|limit| limit.saturating_sub(taken)),
        })
    }

    pub(crate) fn limited_to(&self) -> Option<usize> {
        self.limit
    }

    pub(crate) fn skips(&self) -> usize {
        self.skip
    }

    pub(crate) fn reads_ahead(&self) -> bool {
        self.read_ahead
    }

    /// Sends the request that [`build`](Self::build) made.
    pub(crate) fn fetch(&self, request: Request) -> Background<Response> {
        let is_blocking = request.options().is_blocking;
        Background::start(self.client.execute(request), |task| match is_blocking {
            true => drop(task),
            false => self.client.spawn(task),
        })
    }

    /// Sends the request for the first page; `None` where the limit needs none.
    pub(super) async fn send(&self) -> Result<Option<Response>, Error> {
        if self.limit == Some(0) {
            return Ok(None);
        }
        let request = self.build()?;
        self.client.execute(request).await.map(Some)
    }

    /// Reads the page that came in response to [`build`](Self::build).
    pub(crate) fn read<T: DeserializeOwned>(&self, response: &Response) -> Result<Page<T>, Error> {
        let envelope = Envelope::new(self.paging.items, self.client.conventions().page);
        let (items, mut links) = self.client.decode(response, envelope)?;
        if links.next.is_none() {
            links.next = self.address_of_next(&links, items.len());
        }
        Ok(Page::new(items, links, response.meta(), self))
    }

    /// How long a page may take, with the pages without items that came just before it.
    pub(crate) fn timeout(&self) -> Duration {
        let timeout = self.draft.options.timeout;
        timeout.unwrap_or(self.client.shared().limits.timeout)
    }

    pub(crate) fn max_empty_pages(&self) -> usize {
        self.client.shared().max_empty_pages
    }

    /// The service's name, for messages.
    pub(crate) fn name(&self) -> &'static str {
        self.client.name()
    }
}

impl fmt::Debug for Listing {
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
