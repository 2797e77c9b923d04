//! Lists: pages, the way through them, and where to go on.

pub(crate) mod cursor;
pub(crate) mod envelope;
pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod pages;
pub(crate) mod seen;
pub(crate) mod walk;
