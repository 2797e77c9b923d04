//! `Paging`: what a generated crate says about the pages of a list.

use std::ops::RangeInclusive;

use super::Listing;
use crate::lists::envelope::Links;
use crate::values::encode::{self, Space};

/// How a list is cut into pages: where a page keeps its items, and the names of the parameters that steer it.
///
/// ```
/// use openapi_client_runtime::Paging;
///
/// const PAGING: Paging = Paging::new("parcels")
///     .page_size("PageSize", 1..=1000)
///     .page("Page")
///     .page_token("PageToken");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    pub(super) items: &'static str,
    /// Name, least and most.
    pub(super) page_size: Option<(&'static str, u32, u32)>,
    pub(super) page: Option<&'static str>,
    pub(super) page_token: Option<&'static str>,
    /// The parameter of the next page, where a page does not give its address.
    pub(super) next: Option<Next>,
}

/// How the next page is asked for, where a page does not give its address.
#[derive(Clone, Copy, Debug)]
pub(super) enum Next {
    /// By the token that the page gives.
    Token(&'static str),
    /// By the number of the page, plus one, as long as the page says that there is a next one.
    Number(&'static str),
    /// By the index of its first item, counted from 1, as long as the page says that the list has more items.
    Index(&'static str),
}

impl Paging {
    /// Pages that keep their items under the key `items`.
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            page_size: None,
            page: None,
            page_token: None,
            next: None,
        }
    }

    /// The parameter for the size of a page, and its range.
    #[must_use]
    pub const fn page_size(mut self, name: &'static str, range: RangeInclusive<u32>) -> Self {
        self.page_size = Some((name, *range.start(), *range.end()));
        self
    }

    /// The parameter for the number of a page.
    #[must_use]
    pub const fn page(mut self, name: &'static str) -> Self {
        self.page = Some(name);
        self
    }

    /// The parameter for the token of a page.
    #[must_use]
    pub const fn page_token(mut self, name: &'static str) -> Self {
        self.page_token = Some(name);
        self
    }

    /// Pages have a token (`next_token`) instead of the next page's address, and this parameter takes it.
    #[must_use]
    pub const fn next_token(mut self, name: &'static str) -> Self {
        self.next = Some(Next::Token(name));
        self
    }

    /// Pages say their number (`current_page`) and whether there is a next one (`has_next`), and this parameter takes the
    /// next one's number.
    #[must_use]
    pub const fn next_number(mut self, name: &'static str) -> Self {
        self.next = Some(Next::Number(name));
        self
    }

    /// Pages are those of SCIM 2.0 (RFC 7644): they say how many items there are in all (`totalResults`), and this parameter
    /// takes the index of a page's first item, counted from 1.
    #[must_use]
    pub const fn next_index(mut self, name: &'static str) -> Self {
        self.next = Some(Next::Index(name));
        self
    }
}

impl Listing {
    /// The address of the page after the one with these links and this number of items, which does not give it itself: this page's
    /// own, with another token, number or index.
    pub(super) fn address_of_next(&self, links: &Links, items: usize) -> Option<String> {
        let request = self.build().ok()?;
        let (name, value) = match self.paging.next? {
            Next::Index(name) => {
                let mut asked = request.query().filter(|(known, _)| *known == name);
                let asked = asked.find_map(|(_, index)| index.parse().ok());
                // An index below 1 counts as 1.
                let start = links.start.or(asked).unwrap_or(1).max(1);
                let next = start.saturating_add(items as u64);
                let has_next = items > 0 && next <= links.total?;
                (name, has_next.then(|| next.to_string())?)
            }
            Next::Token(name) => (name, links.token.clone()?),
            Next::Number(name) if links.has_next? => (name, (links.number? + 1).to_string()),
            Next::Number(_) => return None,
        };
        let own = request.query().filter(|(known, _)| *known != name);
        let pairs = own.chain([(name, value.as_str())]);
        let mut address = format!("{}?", request.uri().path());
        encode::pairs(pairs, Space::Percent, &mut address);
        Some(address)
    }
}
