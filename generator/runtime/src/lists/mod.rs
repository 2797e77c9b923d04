//! Lists: pages, the way through them, and where to go on.

#[cfg(feature = "blocking")]
pub(crate) mod blocking;
pub(crate) mod cursor;
pub(crate) mod envelope;
pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod pages;
pub(crate) mod walk;
