//! Documentation: text of the document becomes rustdoc that renders and reads well.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::model::{Docs, WireName};
use crate::text::{code_span, prose, visible};

/// Collects the lines of one doc comment.
#[derive(Default)]
pub(super) struct Comment {
    lines: Vec<String>,
}

impl Comment {
    /// A paragraph of our own, in Markdown.
    pub(super) fn of(text: &str) -> Self {
        Self {
            lines: prose::wrap(text, ""),
        }
    }

    /// Adds a description of the document; `fallback` where it says nothing.
    pub(super) fn prose(&mut self, text: &str, fallback: &str) -> &mut Self {
        let lines = prose::lines(text);
        match lines.is_empty() {
            true if fallback.is_empty() => self,
            true => self.paragraph(fallback),
            false => self.verbatim(lines),
        }
    }

    /// Adds a paragraph of our own, in Markdown.
    pub(super) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.verbatim(Self::of(text).lines)
    }

    /// Adds a bullet, in Markdown.
    pub(super) fn bullet(&mut self, text: &str) -> &mut Self {
        let is_bullet = |line: &String| line.starts_with("* ") || line.starts_with("  ");
        if !self.lines.last().is_some_and(is_bullet) {
            self.gap();
        }
        self.lines.extend(prose::wrap(&format!("* {text}"), "  "));
        self
    }

    /// Adds lines as they stand, such as code.
    pub(super) fn verbatim(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        self.gap();
        self.lines.extend(lines);
        self
    }

    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }
}

impl ToTokens for Comment {
    /// A doc attribute for each line.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.lines.iter().map(|line| match line.is_empty() {
            true => String::new(),
            false => format!(" {}", visible(line)),
        });
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

/// What the document says about a thing of this name, or else that it is a part `of` something.
pub(super) fn documented(docs: &Docs, name: &WireName, of: &str) -> Comment {
    described(docs, &format!("{} {of}.", code_span(name.as_str())))
}

/// What the document says about a thing, with its limits; `fallback` where it says nothing.
pub(super) fn described(docs: &Docs, fallback: &str) -> Comment {
    let mut comment = Comment::default();
    match (&docs.summary, &docs.description) {
        (Some(summary), Some(description)) if summary != description => {
            comment.prose(summary, fallback).prose(description, "")
        }
        (Some(text), _) | (None, Some(text)) => comment.prose(text, fallback),
        (None, None) => comment.paragraph(fallback),
    };
    if !docs.limits.is_empty() {
        comment.paragraph(&format!("Limits: {}.", docs.limits.join(", ")));
    }
    comment
}

/// The first paragraph of a description, in Markdown; `fallback` where it has none.
pub(super) fn first_paragraph(text: Option<&str>, fallback: impl FnOnce() -> String) -> String {
    non_empty(text.map(prose::first_paragraph), fallback)
}

/// The first sentence of a description, in Markdown; `fallback` where it has none.
pub(super) fn first_sentence(text: Option<&str>, fallback: impl FnOnce() -> String) -> String {
    non_empty(text.map(prose::first_sentence), fallback)
}

fn non_empty(text: Option<String>, fallback: impl FnOnce() -> String) -> String {
    text.filter(|text| !text.is_empty())
        .unwrap_or_else(fallback)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quote::quote;

    use super::{Comment, described};
    use crate::model::Docs;
    use crate::print;
    use crate::syntax::{Item, RustFile};

    proptest! {
        #[test]
        fn nothing_ends_a_line_of_a_comment_but_its_end(
            text in "[a/*!\"#\r\n\u{85}\u{2028}\u{e000}\\\\]{0,12}|(?s:.{0,40})",
        ) {
            let lines = ["a".to_owned(), text, String::new()];
            let comment = Comment { lines: lines.to_vec() };
            let file = RustFile {
                path: String::new(),
                module: None,
                docs: lines.to_vec(),
                items: vec![Item::Plain(quote!(#comment struct A;))],
            };
            let printed = print::file(file, "a.yaml").unwrap().file.text;
            let ends = |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}');
            let printed: Vec<_> = printed.split(ends).collect();
            prop_assert!(printed[..4].iter().all(|line| line.starts_with("//")), "{printed:?}");
            prop_assert!(printed[5..8].iter().all(|line| line.starts_with("///")), "{printed:?}");
            prop_assert_eq!(&printed[8..], ["struct A;", ""]);
        }
    }

    #[test]
    fn what_says_nothing_has_the_fallback() {
        for description in [
            None,
            Some(""),
            Some("[a]: https://a.example"),
            Some("<!-- -->"),
        ] {
            let docs = Docs {
                description: description.map(str::to_owned),
                ..Docs::default()
            };
            assert!(!described(&docs, "fallback").lines.is_empty());
        }
        let mut comment = Comment::default();
        comment.prose("", "");
        assert!(comment.lines.is_empty());
    }
}
