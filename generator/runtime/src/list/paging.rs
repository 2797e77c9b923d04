//! `Paging`: what a generated crate says about the pages of a list.

use std::ops::RangeInclusive;

use crate::List;
use crate::encode::{self, Space};
use crate::envelope::Links;

/// How a list is cut into pages: where a page keeps its items, and the names of the parameters that steer it.
///
/// ```
/// use twilio_runtime::Paging;
///
/// const PAGING: Paging = Paging::new("parcels")
///     .page_size("PageSize", 1..=1000)
///     .page("Page")
///     .page_token("PageToken");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The key that the items are under.
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

    /// Pages say a token (`next_token`) in place of the next page's address, and this parameter takes it.
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
}

impl<T> List<T> {
    /// The address of the page after the one with these links, which does not give it itself: this page's own, with another
    /// token or number.
    pub(super) fn address_of_next(&self, links: &Links) -> Option<String> {
        let (name, value) = match self.paging.next? {
            Next::Token(name) => (name, links.token.clone()?),
            Next::Number(name) if links.has_next? => (name, (links.number? + 1).to_string()),
            Next::Number(_) => return None,
        };
        let request = self.build().ok()?;
        let own = request.query().filter(|(known, _)| *known != name);
        let pairs = own.chain([(name, value.as_str())]);
        let mut address = format!("{}?", request.uri().path());
        encode::pairs(pairs, Space::Percent, &mut address);
        Some(address)
    }
}
