//! Documentation: text of the document becomes rustdoc that renders and reads well.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::given::Given;
use super::literal;
use crate::model::Docs;
use crate::print::LINE_BREAK;
use crate::text::{prose, visible};

/// The doc attribute for lines as they stand: one for all of them, which the printer takes apart again. An attribute a line
/// would be a third of all tokens of a package.
fn attributes(lines: &[String]) -> TokenStream {
    let room = lines.iter().map(|line| line.len() + 4).sum();
    let mut text = String::with_capacity(room);
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push(LINE_BREAK);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(&visible(line));
        }
    }
    match text.is_empty() {
        true => TokenStream::new(),
        false => {
            let text = Given::new(TokenTree::from(literal::comment(&text)).into());
            quote!(#[doc = #text])
        }
    }
}

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

    pub(super) fn lines(&self) -> &[String] {
        &self.lines
    }

    /// The doc attributes.
    pub(super) fn tokens(&self) -> Given {
        Given::new(attributes(&self.lines))
    }
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

/// The first sentence of a description, in Markdown; `fallback` where it has none.
pub(super) fn first_sentence(text: Option<&str>, fallback: impl FnOnce() -> String) -> String {
    let sentence = text.map(prose::first_sentence).unwrap_or_default();
    match sentence.is_empty() {
        true => fallback(),
        false => sentence,
    }
}

#[cfg(test)]
mod tests {
    use super::{Comment, LINE_BREAK, attributes, described};
    use crate::model::Docs;

    #[test]
    fn nothing_ends_a_line_of_a_comment_but_its_end() {
        let lines = ["a", "b\nc", "", &format!("d{LINE_BREAK}\re")].map(str::to_owned);
        let text = attributes(&lines).to_string();
        let shown = [" a", " b\\nc", "", " d\\u{e000}\\re"].join(&LINE_BREAK.to_string());
        assert!(text.contains(&shown), "{text}");
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
            assert!(!described(&docs, "fallback").lines().is_empty());
        }
        let mut comment = Comment::default();
        comment.prose("", "");
        assert!(comment.lines().is_empty());
    }
}
