//! Values of parameters and fields, and how they are written and read.

#[cfg(any(feature = "jiff", feature = "chrono", feature = "time"))]
mod calendar;
pub(crate) mod chosen;
pub(crate) mod date;
pub mod de;
pub(crate) mod decimal;
pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod file;
pub(crate) mod json;
pub(crate) mod open;
pub(crate) mod open_enum;
pub(crate) mod param;
pub(crate) mod reply;
pub(crate) mod sent;
pub mod ser;
pub(crate) mod style;
pub(crate) mod timestamp;
