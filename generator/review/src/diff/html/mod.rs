//! A diff as one page of HTML: the verdict, the resources as a picture, and each change beside the Rust that it makes.
//!
//! The page needs no network and loads nothing: its style and its script stand in it. What comes from a document is only
//! ever text. Without the script, all is there but the filters.

mod arrange;
mod blocks;
mod changes;
mod code;
mod page;
mod resources;
mod tree;

#[cfg(test)]
mod tests;

use std::fmt;

use super::Diff;
use super::both::Both;
use openapi_client_codegen::Lowered;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::text::Html;

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
        page::page(self, Both { old, new })
    }
}

/// A sentence in which what is between backticks is code.
struct Sentence<'t>(&'t str);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> = self.0.split('`').collect();
        // An odd backtick is one of the text.
        let is_paired = parts.len() % 2 == 1;
        for (index, part) in parts.iter().enumerate() {
            match (index % 2 == 1, is_paired) {
                (true, true) => write!(f, "<code>{}</code>", Html(part))?,
                (_, false) if index > 0 => write!(f, "`{}", Html(part))?,
                _ => write!(f, "{}", Html(part))?,
            }
        }
        Ok(())
    }
}
