//! `Paging`: what a generated crate says about the pages of a list.

use std::ops::RangeInclusive;

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
}

impl Paging {
    /// Pages that keep their items under the key `items`.
    pub const fn new(items: &'static str) -> Self {
        Self {
            items,
            page_size: None,
            page: None,
            page_token: None,
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
}
