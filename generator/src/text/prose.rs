//! Descriptions: the CommonMark of a document as Markdown that rustdoc shows alike and that does nothing.
//!
//! The text is read by the parser that rustdoc uses, and written anew from what that parser found. HTML becomes text. Every
//! block of code is marked as text, since rustdoc would compile and run it. Links lead to the web, and images become links.

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{code_cell, code_span, visible, visible_lines};
use escape::{begun, encoded, escaped, is_web, next_address};
use wrap::wrapped;
pub use wrap::{words, wrap};

mod escape;
mod wrap;

/// Lists and quotations are nested this deeply at most; what is nested deeper becomes part of what is around it.
const MAX_DEPTH: usize = 8;

/// The lines of a description.
pub fn lines(text: &str) -> Vec<String> {
    let mut writer = Writer::default();
    for event in events(text) {
        writer.event(event);
    }
    writer.flush();
    writer.lines
}

/// The first sentence of a description, on one line; empty if the description has no paragraph.
pub fn first_sentence(text: &str) -> String {
    opening(text, true)
}

/// The first paragraph of a description, on one line; empty if the description has none.
pub fn first_paragraph(text: &str) -> String {
    opening(text, false)
}

fn opening(text: &str, is_sentence: bool) -> String {
    let mut writer = Writer::default();
    let mut is_open = false;
    for event in events(text) {
        match &event {
            Event::Text(part) if is_sentence && !writer.is_in_code => {
                if let Some(end) = sentence_end(part) {
                    writer.event(Event::Text(part[..=end].to_owned().into()));
                    break;
                }
            }
            Event::SoftBreak | Event::HardBreak if is_sentence && writer.ends_sentence() => break,
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::HtmlBlock) => {
                is_open = true;
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::HtmlBlock,
            ) if is_open && !writer.words.is_empty() => break,
            _ => {}
        }
        writer.event(event);
    }
    writer.close();
    writer.words.join(" ")
}

/// The first full stop that ends a sentence: not that of `U.S.`, nor of `e.g.`.
fn sentence_end(text: &str) -> Option<usize> {
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    stops.find(|at| !is_abbreviation(&text[..*at]))
}

/// Whether the last word is made of single letters with full stops between them.
fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '(');
    let word = word.into_iter().next().unwrap_or_default();
    word.contains('.') && word.split('.').all(|letter| letter.chars().count() == 1)
}

/// The extensions of Markdown that are read, which rustdoc reads too.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    TextMergeStream::new(Parser::new_ext(text, options()))
}

/// Writes the lines of events.
#[derive(Default)]
struct Writer {
    lines: Vec<String>,
    /// The words of the present block.
    words: Vec<String>,
    /// Whether the last word goes on.
    is_word_open: bool,
    /// What lines begin with: the indentation of items, the signs of quotations.
    indent: String,
    /// What the next line begins with instead, and how much of it is not of the block that it begins.
    first: Option<(String, usize)>,
    /// The open lists, items and quotations.
    open: Vec<Container>,
    /// What ends the open spans of the present block, innermost last.
    spans: Vec<String>,
    /// The text of the block of code.
    code: String,
    is_in_code: bool,
    /// Whether text is the address of a link, which is written already.
    is_in_address: bool,
    /// How many links and images text is within.
    links: usize,
    /// The cells of the present row, if there is a table.
    row: Option<Vec<String>>,
    /// The line below the first row.
    rule: String,
}

/// A list, an item or a quotation.
struct Container {
    /// How much of the indentation is of those around it.
    outer: usize,
    /// The number of the next item, of a list with numbers.
    number: Option<u64>,
    /// Whether it has an item or a block already.
    has_items: bool,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.is_in_code => self.code.push_str(&text),
            Event::Text(_) if self.is_in_address => {}
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => self.code_span(&text),
            Event::SoftBreak | Event::HardBreak => self.is_word_open = false,
            Event::Rule => {
                self.flush();
                self.block(vec!["---".to_owned()], true);
            }
            // Of extensions that are not read.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.push_whole(&"#".repeat(level as usize));
                self.is_word_open = false;
            }
            Tag::BlockQuote(_) => self.enter("> ", None),
            Tag::List(number) => self.enter("", number),
            Tag::Item => self.item(),
            Tag::CodeBlock(_) => {
                self.flush();
                self.is_in_code = true;
            }
            Tag::Table(alignments) => {
                self.flush();
                self.row = Some(Vec::new());
                self.rule = rule(&alignments);
            }
            Tag::Emphasis => self.span("*", "*"),
            Tag::Strong => self.span("**", "**"),
            Tag::Strikethrough => self.span("~~", "~~"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.link(LinkType::Inline, &dest_url),
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.paragraph(),
            TagEnd::Heading(_) => {
                let line = std::mem::take(&mut self.words).join(" ");
                self.block(vec![line], true);
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.leave(),
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.words).join(" ");
                self.is_word_open = false;
                if let Some(row) = &mut self.row {
                    row.push(cell);
                }
            }
            TagEnd::TableHead => {
                self.table_row(true);
                let rule = std::mem::take(&mut self.rule);
                self.block(vec![rule], false);
            }
            TagEnd::TableRow => self.table_row(false),
            TagEnd::Table => self.row = None,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => self.end_span(),
            TagEnd::Link | TagEnd::Image => {
                if !self.is_in_address {
                    self.end_span();
                }
                self.is_in_address = false;
                self.links = self.links.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Enters a list or a quotation, whose lines begin with `sign`.
    fn enter(&mut self, sign: &str, number: Option<u64>) {
        self.flush();
        let is_too_deep = self.open.len() >= 2 * MAX_DEPTH;
        // Of the lists, only those that begin with 1 can begin right behind a paragraph.
        let is_late = number.is_some_and(|number| number != 1);
        if self.first.is_none() && (self.open.is_empty() || is_late) {
            self.gap(self.indent.len());
        }
        self.open.push(Container {
            outer: self.indent.len(),
            number,
            has_items: false,
        });
        if !sign.is_empty() && !is_too_deep {
            self.begin(sign, sign);
        }
    }

    fn item(&mut self) {
        self.flush();
        let is_too_deep = self.open.len() >= 2 * MAX_DEPTH;
        let outer = self.indent.len();
        let marker = match self.open.last_mut() {
            Some(Container {
                number: Some(number),
                ..
            }) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "* ".to_owned(),
        };
        let list = self.open.last_mut();
        let has_items = list.is_some_and(|list| std::mem::replace(&mut list.has_items, true));
        self.open.push(Container {
            outer,
            number: None,
            has_items,
        });
        if !is_too_deep {
            self.begin(&marker, &" ".repeat(marker.len()));
        }
    }

    /// Lets the next line begin with `marker`, and those behind it with `indent`.
    fn begin(&mut self, marker: &str, indent: &str) {
        let first = self.first.take();
        let (mut line, outer) = first.unwrap_or_else(|| (self.indent.clone(), self.indent.len()));
        line.push_str(marker);
        self.first = Some((line, outer));
        self.indent.push_str(indent);
    }

    /// Leaves the innermost list, item or quotation.
    fn leave(&mut self) {
        self.flush();
        let Some(container) = self.open.pop() else {
            return;
        };
        if self.first.is_some() && self.indent.len() > container.outer {
            // It is empty.
            self.block(vec![String::new()], false);
        }
        self.indent.truncate(container.outer);
    }

    /// Ends a block of words without a tag of its own: that of an item in a list without blank lines.
    fn flush(&mut self) {
        if !self.words.is_empty() {
            let lines = self.take_lines();
            let is_nested = !self.open.is_empty();
            self.block(lines, !is_nested || self.first.is_none());
        }
    }

    fn paragraph(&mut self) {
        if self.words.is_empty() {
            return;
        }
        let lines = self.take_lines();
        let is_first = self.open.last().is_none_or(|item| !item.has_items);
        self.block(lines, self.first.is_none() || !is_first);
    }

    fn take_lines(&mut self) -> Vec<String> {
        self.is_word_open = false;
        let words = std::mem::take(&mut self.words);
        wrapped(words.iter().map(String::as_str), "")
    }

    /// Writes the lines of a block, behind a blank line if there is to be a gap.
    fn block(&mut self, lines: Vec<String>, has_gap: bool) {
        let first = self.first.take();
        if has_gap {
            let outer = first
                .as_ref()
                .map_or(self.indent.len(), |(_, outer)| *outer);
            self.gap(outer);
        }
        let mut begin = first.map(|(line, _)| line);
        for line in lines {
            let begin = begin.take().unwrap_or_else(|| self.indent.clone());
            self.lines
                .push(format!("{begin}{line}").trim_end().to_owned());
        }
    }

    /// A blank line, if there is a line that is not blank before.
    fn gap(&mut self, outer: usize) {
        let blank = self.indent.get(..outer).unwrap_or_default().trim_end();
        if self.lines.last().is_some_and(|line| line != blank) {
            self.lines.push(blank.to_owned());
        }
    }

    fn code_block(&mut self) {
        self.is_in_code = false;
        let code = std::mem::take(&mut self.code);
        let runs = code.split(|char| char != '`').map(str::len);
        let fence = "`".repeat(runs.max().unwrap_or_default().max(2) + 1);
        let mut lines = vec![format!("{fence}text")];
        lines.extend(code.lines().map(|line| visible_lines(line).into_owned()));
        lines.push(fence);
        self.block(lines, true);
    }

    fn table_row(&mut self, is_first: bool) {
        let cells = self.row.as_mut().map(std::mem::take).unwrap_or_default();
        self.block(vec![format!("| {} |", cells.join(" | "))], is_first);
    }

    fn span(&mut self, start: &str, end: &str) {
        self.push_whole(start);
        self.spans.push(end.to_owned());
    }

    fn end_span(&mut self) {
        if let Some(end) = self.spans.pop() {
            // What ends a span stands behind its last word.
            self.is_word_open = !self.words.is_empty();
            self.push_whole(&end);
        }
    }

    /// Ends all spans that are open.
    fn close(&mut self) {
        while !self.spans.is_empty() {
            self.end_span();
        }
    }

    fn link(&mut self, kind: LinkType, address: &str) {
        let is_web = is_web(address) && self.links == 0;
        self.links += 1;
        if is_web && kind == LinkType::Autolink {
            self.push_whole(&format!("<{}>", encoded(address, "")));
            self.is_in_address = true;
        } else if is_web {
            // Behind an exclamation mark it would be an image.
            if let Some(word) = self.words.last_mut().filter(|word| word.ends_with('!')) {
                word.insert(word.len() - 1, '\\');
            }
            self.span("[", &format!("]({})", encoded(address, "()")));
        } else if self.links > 1 || matches!(kind, LinkType::Autolink | LinkType::Email) {
            self.span("", "");
        } else {
            let words: Vec<_> = address.split_whitespace().map(visible).collect();
            let address = escaped(&words.join("%20"), "");
            self.span("\\[", &format!("\\]({address})"));
        }
    }

    fn code_span(&mut self, text: &str) {
        let span = match self.row {
            Some(_) => code_cell(text),
            None => code_span(text),
        };
        // A longer fence at the end of a line could begin a block of code.
        match span.starts_with("``") {
            true => self.push_whole(&span),
            false => self.push(&span),
        }
    }

    /// Adds literal text; addresses of the web become links.
    fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((before, address)) = next_address(rest).filter(|_| self.links == 0) {
            self.literal(&rest[..before]);
            self.push_whole(&format!("<{}>", encoded(address, "")));
            rest = &rest[before + address.len()..];
        }
        self.literal(rest);
    }

    fn literal(&mut self, text: &str) {
        let is_first = self.words.is_empty();
        if text.starts_with(char::is_whitespace) {
            self.is_word_open = false;
        }
        for (index, word) in text.split_whitespace().enumerate() {
            let before = match (index, self.is_word_open) {
                (0, true) => self.words.last().map_or("", String::as_str),
                _ => "",
            };
            let mut word = escaped(&visible(word), before);
            if index == 0 && is_first {
                word = begun(word);
            }
            self.is_word_open &= index == 0;
            self.push_whole(&word);
        }
        if text.ends_with(char::is_whitespace) {
            self.is_word_open = false;
        }
    }

    /// Adds Markdown, of which each space may become the end of a line.
    fn push(&mut self, text: &str) {
        for (index, word) in text.split(' ').enumerate() {
            self.is_word_open &= index == 0;
            self.push_whole(word);
        }
    }

    /// Adds Markdown that stays on one line.
    fn push_whole(&mut self, text: &str) {
        match self.words.last_mut() {
            _ if text.is_empty() => return,
            Some(word) if self.is_word_open => word.push_str(text),
            _ => self.words.push(text.to_owned()),
        }
        self.is_word_open = true;
    }

    /// Whether the last word ends a sentence.
    fn ends_sentence(&self) -> bool {
        let last = self.words.last().and_then(|word| word.strip_suffix('.'));
        last.is_some_and(|word| !is_abbreviation(word))
    }
}

/// The line below the head of a table.
fn rule(alignments: &[Alignment]) -> String {
    alignments.iter().fold("|".to_owned(), |rule, alignment| {
        rule + match alignment {
            Alignment::None => "---|",
            Alignment::Left => ":--|",
            Alignment::Center => ":-:|",
            Alignment::Right => "--:|",
        }
    })
}

#[cfg(test)]
mod tests;
