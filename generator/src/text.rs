//! Text of a document, a configuration or a file's name in the languages of the output.
//!
//! Nobody vouches for such text. It may hold line ends, escape sequences, markup, or characters that can't be seen, and no
//! sink of it (comments, Markdown, HTML, TOML, the terminal) may take any of that for its own. Every sink goes through one of
//! the functions here. In Rust code it is a literal of `proc_macro2`, which escapes on its own.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use serde::Serialize;

pub mod prose;

/// Text on one line, as a reader sees it: what would end the line, steer a terminal or not be seen is written as an escape,
/// such as `\n` or `\u{202e}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |_| false)
}

/// Like [`visible`], with the ends of lines and the tabs as they are.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |char| matches!(char, '\n' | '\t'))
}

fn escaped(text: &str, is_kept: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for char in text.chars() {
        let joins = is_joiner(char) && !before.is_ascii() && !is_unseen(before);
        if is_kept(char) || joins || !is_unseen(char) {
            shown.push(char);
        } else {
            shown.extend(char.escape_default());
        }
        before = char;
    }
    Cow::Owned(shown)
}

/// Lines of a file for an excerpt: what can't be seen becomes a replacement character, so that columns are kept.
pub fn excerpt(text: &str) -> String {
    text.replace(
        |char| !matches!(char, '\n' | '\t') && is_unseen(char),
        "\u{fffd}",
    )
}

/// Whether a character has no shape of its own or changes how others are shown.
///
/// These are the control characters, those that format or change the direction of writing, fillers, tags, and what Unicode
/// leaves to private agreement or to nobody.
pub fn is_unseen(char: char) -> bool {
    char.is_control()
        || is_joiner(char)
        || matches!(char,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{70f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{2800}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..)
        || u32::from(char) & 0xfffe == 0xfffe
}

/// Joiners and variation selectors belong to the character before them in some scripts and in emoji.
fn is_joiner(char: char) -> bool {
    matches!(char, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// A code span of Markdown that shows the text, whatever is in it, on one line.
pub fn code_span(text: &str) -> String {
    let text = visible(text);
    let runs = text.split(|char| char != '`');
    let longest = runs.map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // A space within each fence is not shown if there is more than spaces.
    let is_blank = text.bytes().all(|byte| byte == b' ');
    let pads = !is_blank && (text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']));
    if text.is_empty() {
        return "` `".to_owned();
    }
    let pad = if pads { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Names as a list for a message.
pub fn quoted<T: Display>(names: impl IntoIterator<Item = T>, between: &str) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(between)
}

/// A code span within the cell of a table.
pub fn code_cell(text: &str) -> String {
    code_span(text).replace('|', "\\|")
}

/// Markdown that shows the text as it is, on one line; spaces in a row become one.
pub fn markdown(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(visible).collect();
    let mut shown = String::with_capacity(text.len() + 8);
    for char in words.join(" ").chars() {
        let is_escaped = match char {
            // Behind digits, these begin a list.
            '.' | ')' => !shown.is_empty() && shown.bytes().all(|byte| byte.is_ascii_digit()),
            '-' => shown.is_empty(),
            ',' | ':' | ';' | '/' | '\'' | '"' | '?' | '(' => false,
            char => char.is_ascii_punctuation(),
        };
        if is_escaped {
            shown.push('\\');
        }
        shown.push(char);
    }
    shown
}

/// Text that HTML never takes for markup, between tags and in quoted attributes; lines stay lines.
pub struct Html<'t>(pub &'t str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for char in visible_lines(self.0).chars() {
            match char {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                char => f.write_char(char)?,
            }
        }
        Ok(())
    }
}

/// A string of TOML.
pub fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if is_unseen(char) => {
                let _ = write!(quoted, "\\U{:08x}", u32::from(char));
            }
            char => quoted.push(char),
        }
    }
    quoted + "\""
}

/// Indented JSON of plain data with text for keys, in which every character can be seen.
pub fn json(value: &impl Serialize) -> String {
    seen_json(serde_json::to_string_pretty(value))
}

/// JSON on one line, in which every character can be seen.
pub fn json_line(value: &impl Serialize) -> String {
    seen_json(serde_json::to_string(value))
}

/// Writes what can't be seen as escapes of JSON: outside of ASCII, all is within strings.
fn seen_json(json: Result<String, serde_json::Error>) -> String {
    // Plain data with text for keys always becomes JSON.
    let json = json.unwrap_or_default();
    if json.is_ascii() && !json.contains('\u{7f}') {
        return json;
    }
    let mut seen = String::with_capacity(json.len() + 16);
    for char in json.chars() {
        if char != '\n' && is_unseen(char) {
            let mut units = [0; 2];
            for unit in char.encode_utf16(&mut units) {
                let _ = write!(seen, "\\u{unit:04x}");
            }
        } else {
            seen.push(char);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_can_not_be_seen_is_shown() {
        let cases = [
            ("plain", "plain"),
            ("Zürich, 東京", "Zürich, 東京"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{1b}[2J\u{9b}\u{7f}\0", "\\u{1b}[2J\\u{9b}\\u{7f}\\u{0}"),
            ("a\u{202e}b\u{2066}c", "a\\u{202e}b\\u{2066}c"),
            (
                "a\u{200b}b\u{feff}\u{e000}",
                "a\\u{200b}b\\u{feff}\\u{e000}",
            ),
            ("a\u{200d}b", "a\\u{200d}b"),
            (
                "می\u{200c}خواهم 👩\u{200d}🔧",
                "می\u{200c}خواهم 👩\u{200d}🔧",
            ),
            ("\u{2028}\u{200d}", "\\u{2028}\\u{200d}"),
        ];
        for (text, shown) in cases {
            assert_eq!(visible(text), shown);
        }
        assert_eq!(visible_lines("a\n\tb\r\u{1b}"), "a\n\tb\\r\\u{1b}");
    }

    #[test]
    fn code_spans_hold_backticks() {
        let cases = [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("``", "``` `` ```"),
            (" a", "`  a `"),
            (" ", "` `"),
            ("", "` `"),
        ];
        for (text, span) in cases {
            assert_eq!(code_span(text), span);
        }
        assert_eq!(code_cell("a|`b"), "``a\\|`b``");
    }

    #[test]
    fn html_is_text() {
        assert_eq!(
            Html("</a><b c='d' e=\"f()\">&\u{202e}\u{0}\n").to_string(),
            "&lt;/a&gt;&lt;b c=&#39;d&#39; e=&quot;f()&quot;&gt;&amp;\\u{202e}\\u{0}\n"
        );
    }

    /// What a reader of Markdown sees of a text, if that is all text, and the code spans in it.
    fn read(markdown: &str) -> Option<(String, bool)> {
        use pulldown_cmark::{Event, Parser, Tag, TagEnd};
        let (mut text, mut is_code) = (String::new(), false);
        for event in Parser::new_ext(markdown, prose::options()) {
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Text(part) => text.push_str(&part),
                Event::Code(part) => {
                    text.push_str(&part);
                    is_code = true;
                }
                _ => return None,
            }
        }
        Some((text, is_code))
    }

    proptest! {
        #[test]
        fn strings_of_toml_are_read_back(text in any::<String>()) {
            let table: toml::Table = format!("a = {}", toml_string(&text)).parse().unwrap();
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }

        #[test]
        fn json_is_seen_and_read_back(text in any::<String>()) {
            let json = json_line(&text);
            prop_assert!(!json.contains(is_unseen), "{json:?}");
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }

        #[test]
        fn code_spans_show_any_text(text in "[`|<> a\n\u{e000}\\\\]{1,12}|\\PC{1,40}") {
            let shown = visible(&text);
            prop_assert_eq!(read(&code_span(&text)), Some((shown.into_owned(), true)));
        }

        #[test]
        fn markdown_shows_any_text(text in "[-+*#`|<>~=_&;:.0-9()!\\[\\]a\\\\]{1,12}|\\PC{1,40}") {
            let words: Vec<_> = text.split_whitespace().map(visible).collect();
            prop_assert_eq!(read(&markdown(&text)), Some((words.join(" "), false)));
        }
    }
}
