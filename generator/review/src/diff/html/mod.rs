//! A diff as one page of HTML: the verdict, the resources as a picture, and each change beside the Rust that it makes.
//!
//! The page needs no network and loads nothing: its style and its script stand in it, and its policy allows these two by
//! their hashes and nothing else. What comes from a document is only ever text. Without the script, all is there but
//! the filters.

mod arrange;
mod blocks;
mod changes;
mod code;
mod page;
mod resources;
mod text;
mod tree;

#[cfg(test)]
mod tests;

use super::Diff;
use openapi_client_codegen::Lowered;
use openapi_client_codegen::output::Output;

/// One of the two documents with the package that it makes.
#[derive(Clone, Copy, Debug)]
pub struct Package<'a> {
    /// How the user knows the document.
    pub name: &'a str,
    /// The model of the document.
    pub lowered: &'a Lowered,
    /// The files of the package.
    pub output: &'a Output,
}

impl Diff {
    /// A page for a browser; the same inputs make the same bytes.
    pub fn html(&self, old: Package<'_>, new: Package<'_>) -> String {
        page::page(self, old, new)
    }
}
