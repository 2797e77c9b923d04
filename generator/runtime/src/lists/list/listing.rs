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
use crate::{Client, Cursor, Error, Page, Request};

#[derive(Clone)]
pub(crate) struct Listing {
    pub(crate) client: Client,
    pub(crate) draft: Box<Draft>,
    pub(super) paging: Paging,
    pub(crate) limit: Option<usize>,
    /// How many items at the beginning of the first page are left out.
    pub(crate) skip: usize,
    pub(super) is_resumed: bool,
    pub(crate) read_ahead: bool,
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

    /// The list after its last page, of which `taken` items were taken: it has no items, but a cursor.
    pub(crate) fn ended(&self, taken: usize) -> Self {
        let mut list = self.clone();
        list.skip = self.skip.saturating_add(taken);
        list.limit = Some(0);
        list
    }

    /// The cursor after the first `taken` items.
    pub(crate) fn cursor(&self, taken: usize) -> Result<Cursor, Error> {
        let request = self.build()?;
        let page = request.uri().path_and_query();
        Ok(Cursor {
            page: page.map_or_else(String::new, ToString::to_string),
            consumed: self.skip.saturating_add(taken),
            remaining: self.limit.map(|limit| limit.saturating_sub(taken)),
        })
    }

    /// Sends the request that [`build`](Self::build) made.
    pub(crate) fn fetch(&self, request: Request) -> Background<Response> {
        let is_blocking = request.draft.options.is_blocking;
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
        let envelope = Envelope::new(self.paging.items, self.client.api().conventions.page);
        let (items, mut links) = self.client.decode(response, envelope)?;
        if links.next.is_none() {
            links.next = self.address_of_next(&links, items.len());
        }
        Ok(Page::new(items, links, response.meta.clone(), self))
    }

    /// How long a page may take, with the pages without items that came just before it.
    pub(crate) fn timeout(&self) -> Duration {
        let timeout = self.draft.options.timeout;
        timeout.unwrap_or(self.client.shared().limits.timeout)
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
