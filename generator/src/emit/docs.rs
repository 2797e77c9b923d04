//! Documentation: text of the document becomes rustdoc that renders and reads well.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::given::Given;
use super::literal;
use crate::model::Docs;
use crate::print::LINE_BREAK;

/// What a line of a comment can't hold: ends of lines, and the sign that stands for one until the file is printed.
const LINE_ENDS: [char; 3] = ['\n', '\r', LINE_BREAK];

/// What those begin with.
const LINE_END_BYTES: [u8; 3] = [b'\n', b'\r', 0xee];

/// Lines are wrapped at this width, so that a diff shows what changed.
const WIDTH: usize = 100;

/// The doc attribute for lines as they stand: one for all of them, which the printer takes apart again. An attribute a line
/// would be a third of all tokens of a package.
fn attributes(lines: &[String]) -> TokenStream {
    let room = lines.iter().map(|line| line.len() + 4).sum();
    let mut text = String::with_capacity(room);
    let mut add = |line: &str, is_first: bool| {
        if !is_first {
            text.push(LINE_BREAK);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
    };
    for (index, line) in lines.iter().enumerate() {
        // Hardly any line has to be taken apart, and that is quickly seen.
        if line.bytes().any(|byte| LINE_END_BYTES.contains(&byte)) {
            for (part, line) in line.split(LINE_ENDS).enumerate() {
                add(line, index + part == 0);
            }
        } else {
            add(line, index == 0);
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
    /// Adds paragraphs from the document: made safe for rustdoc and wrapped.
    pub(super) fn prose(&mut self, text: &str) -> &mut Self {
        for paragraph in text
            .split("\n\n")
            .filter(|paragraph| !paragraph.trim().is_empty())
        {
            self.gap();
            for block in blocks(paragraph) {
                self.lines.extend(wrap(&sanitize(&block), ""));
            }
        }
        self
    }

    /// Adds a paragraph of our own, which may link.
    pub(super) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.gap();
        self.lines.extend(wrap(text, ""));
        self
    }

    /// Adds a bullet; `lead` stands before the document's text.
    pub(super) fn bullet(&mut self, lead: &str, text: &str) -> &mut Self {
        if !self
            .lines
            .last()
            .is_some_and(|line| line.starts_with("* ") || line.starts_with("  "))
        {
            self.gap();
        }
        let mut lines = wrap(&format!("{lead}{}", sanitize(&one_line(text))), "  ").into_iter();
        self.lines
            .extend(lines.next().map(|line| format!("* {line}")));
        self.lines.extend(lines);
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
            comment.prose(summary).prose(description)
        }
        (Some(text), _) | (None, Some(text)) => comment.prose(text),
        (None, None) => comment.paragraph(fallback),
    };
    if !docs.limits.is_empty() {
        comment.paragraph(&format!("Limits: {}.", docs.limits.join(", ")));
    }
    comment
}

/// The first sentence of a text, on one line.
pub(super) fn first_sentence(text: &str) -> String {
    let text = one_line(text);
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

/// Text on one line.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The list items of a paragraph each, or the whole paragraph.
fn blocks(paragraph: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        let starts_item =
            line.trim_start().starts_with("- ") || line.trim_start().starts_with("* ");
        match blocks.last_mut() {
            Some(block) if !starts_item => {
                block.push(' ');
                block.push_str(line.trim());
            }
            _ => blocks.push(line.trim().to_owned()),
        }
    }
    blocks
}

/// Escapes what rustdoc would read as a link or a tag, and makes bare URLs links; code spans stay as they are.
pub(super) fn sanitize(text: &str) -> String {
    let is_special = |byte: u8| matches!(byte, b'`' | b'[' | b']' | b'<' | b'>');
    if !text.bytes().any(is_special) && !text.contains("http") {
        return text.to_owned();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    let balanced = text.matches('`').count().is_multiple_of(2);
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            safe.push_str(if balanced { "`" } else { "\\`" });
        }
        let in_code = balanced && index % 2 == 1;
        if in_code {
            safe.push_str(part);
        } else {
            prose(part, &mut safe);
        }
    }
    safe
}

/// Escapes a stretch of text without code spans.
fn prose(text: &str, safe: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']', '<', '>', 'h']) {
        safe.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((link, length)) = link(rest) {
            safe.push_str(&link);
            rest = &rest[length..];
            continue;
        }
        let mut characters = rest.chars();
        if let Some(sign) = characters.next() {
            if sign != 'h' {
                safe.push('\\');
            }
            safe.push(sign);
        }
        rest = characters.as_str();
    }
    safe.push_str(rest);
}

/// A link at the start of `text`, in a form that rustdoc accepts, and how much of `text` it took.
fn link(text: &str) -> Option<(String, usize)> {
    if let Some(inner) = text.strip_prefix('<') {
        let end = inner.find('>')?;
        let url = &inner[..end];
        return is_url(url).then(|| (format!("<{url}>"), end + 2));
    }
    if text.starts_with('[') {
        let close = text.find("](")?;
        let end = close + text[close..].find(')')?;
        let (label, url) = (&text[1..close], &text[close + 2..end]);
        let plain = !label.contains(['[', ']', '<', '>']);
        return (plain && is_url(url)).then(|| (text[..=end].to_owned(), end + 1));
    }
    if !text.starts_with("http") {
        return None;
    }
    let end = text
        .find(|c: char| c.is_whitespace() || "<>\"'()[]".contains(c))
        .unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':']);
    is_url(url).then(|| (format!("<{url}>"), url.len()))
}

fn is_url(text: &str) -> bool {
    (text.starts_with("https://") || text.starts_with("http://"))
        && !text.contains(char::is_whitespace)
}

/// Breaks text at spaces; lines after the first begin with `indent`.
fn wrap(text: &str, indent: &str) -> Vec<String> {
    if text.len() <= WIDTH {
        let line = one_line(text);
        return match line.is_empty() {
            true => Vec::new(),
            false => vec![line],
        };
    }
    let mut lines = Vec::new();
    let mut line = String::with_capacity(WIDTH);
    // How many characters the line has, and whether one of them is no space.
    let (mut width, mut has_words) = (0, false);
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if has_words && width + 1 + length > WIDTH && may_begin(word) {
            let mut next = String::with_capacity(WIDTH);
            next.push_str(indent);
            lines.push(std::mem::replace(&mut line, next));
            width = indent.len();
        } else if has_words {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
        has_words = true;
    }
    if has_words {
        lines.push(line);
    }
    lines
}

/// Whether a word can stand at the beginning of a line; one that would start a list or a heading can't.
fn may_begin(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    let is_number = number.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    !is_number && !word.starts_with(['#', '+', '-', '*', '>'])
}

#[cfg(test)]
mod tests {
    use super::{LINE_BREAK, attributes, sanitize, wrap};

    #[test]
    fn what_ends_a_line_of_a_comment_begins_another() {
        let lines = ["a", "b\nc", "", &format!("d{LINE_BREAK}\re")].map(str::to_owned);
        let text = attributes(&lines).to_string();
        let broken = [" a", " b", " c", "", " d", "", " e"].join(&LINE_BREAK.to_string());
        assert!(text.contains(&broken), "{text}");
    }

    #[test]
    fn text_that_rustdoc_would_misread_is_escaped() {
        let cases = [
            ("plain", "plain"),
            ("an [array] <b>", "an \\[array\\] \\<b\\>"),
            ("`[kept]` and [not]", "`[kept]` and \\[not\\]"),
            ("see https://a.example/b.", "see <https://a.example/b>."),
            ("see <https://a.example>", "see <https://a.example>"),
            (
                "a [link](https://a.example) here",
                "a [link](https://a.example) here",
            ),
            ("a [link](/relative)", "a \\[link\\](/relative)"),
            ("an odd ` tick", "an odd \\` tick"),
        ];
        for (text, safe) in cases {
            assert_eq!(sanitize(text), safe);
        }
    }

    #[test]
    fn long_text_is_wrapped_without_making_lists() {
        let text = format!("{} - dash", "word ".repeat(25));
        for line in wrap(&text, "") {
            assert!(!line.starts_with('-'), "{line}");
        }
    }
}
