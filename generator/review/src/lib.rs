//! What a change of an OpenAPI document means, and what a document has become.
//!
//! Nothing here writes a client: the generator does, and this crate reads its model and its items.
//!
//! | to | see |
//! |---|---|
//! | learn what a change means on the wire and in Rust | [`diff`], with `diff::changelog` and `diff::html` |
//! | bring a newer document in without its words | [`import`] |
//! | follow a part of a document to the code made of it | [`explain`] |
//! | check that a version is high enough for a release | [`release`] |
//! | show the resources and operations of a document | [`tree`] |
//!
//! Invariants: a verdict is made of two models or two surfaces, never of generated text; nothing here prints or writes a
//! file.

pub mod diff;
pub mod explain;
pub mod import;
mod origins;
pub mod release;
pub mod tree;
