//! Lists without an async runtime.

use serde_core::de::DeserializeOwned;

use crate::calls::background::wait_for;
use crate::{Cursor, Error, Items, List, Page, Pages};

impl<T: DeserializeOwned + 'static> List<T> {
    /// Item after item, to the end of the list or the limit; asks for a page, and waits for it, when its first item is
    /// wanted.
    ///
    /// ```no_run
    /// # fn example(parcels: openapi_client_runtime::List<String>) -> Result<(), openapi_client_runtime::Error> {
    /// for parcel in parcels.clone().limit(500).blocking() {
    ///     println!("{}", parcel?);
    /// }
    /// let all = parcels.clone().blocking().collect::<Result<Vec<_>, _>>()?;
    /// let first_page = parcels.blocking().pages().next().transpose()?;
    /// # Ok(()) }
    /// ```
    pub fn blocking(mut self) -> BlockingItems<T> {
        self.listing.draft.options.is_blocking = true;
        BlockingItems(self.stream())
    }
}

/// The items of a list, page after page; after an error it ends.
#[must_use = "a list is not read until its items are asked for"]
pub struct BlockingItems<T>(Items<T>);

impl<T> BlockingItems<T> {
    /// Where to go on another time: after the item that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.0.cursor()
    }

    /// Page after page instead of item after item, from the next page on.
    pub fn pages(self) -> BlockingPages<T> {
        BlockingPages(self.0.into_pages())
    }
}

impl<T> Iterator for BlockingItems<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.try_next()).transpose()
    }
}

debug_as!(BlockingItems<T> => 0);

/// The pages of a list, one after the other; after an error it ends.
#[must_use = "a list is not read until its pages are asked for"]
pub struct BlockingPages<T>(Pages<T>);

impl<T> BlockingPages<T> {
    /// Where to go on another time: after the page that was handed out last. See [`List::resume`].
    pub fn cursor(&self) -> Cursor {
        self.0.cursor()
    }
}

impl<T> Iterator for BlockingPages<T> {
    type Item = Result<Page<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait_for(self.0.try_next()).transpose()
    }
}

debug_as!(BlockingPages<T> => 0);

#[cfg(test)]
mod tests;
