//! Text of a document as text of a page.

use std::fmt::{self, Write};

/// Text that is never taken for markup, between tags and in quoted attributes.
pub(super) struct Text<'t>(pub &'t str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for sign in self.0.chars() {
            match sign {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(sign)?,
                _ if is_unseen(sign) => write!(f, "\\u{{{:x}}}", u32::from(sign))?,
                _ => f.write_char(sign)?,
            }
        }
        Ok(())
    }
}

/// Signs that could make a text look like another one: control characters and changes of the direction of writing.
fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A sentence in which what stands between backticks is code.
pub(super) struct Sentence<'t>(pub &'t str);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<&str> = self.0.split('`').collect();
        // An odd backtick is one of the text.
        let is_paired = parts.len() % 2 == 1;
        for (index, part) in parts.iter().enumerate() {
            match (index % 2 == 1, is_paired) {
                (true, true) => write!(f, "<code>{}</code>", Text(part))?,
                (_, false) if index > 0 => write!(f, "`{}", Text(part))?,
                _ => write!(f, "{}", Text(part))?,
            }
        }
        Ok(())
    }
}

/// The start of a text that is too long for its place.
pub(super) fn cut(text: &str, length: usize) -> String {
    if text.chars().nth(length).is_none() {
        return text.to_owned();
    }
    let mut shown: String = text.chars().take(length.saturating_sub(1)).collect();
    shown.push('\u{2026}');
    shown
}

/// A number of things: `1 change`, `3 changes`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let end = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        let hostile = "</script><img src='x' onerror=\"a()\">&\u{202e}\u{0}\n";
        assert_eq!(
            Text(hostile).to_string(),
            "&lt;/script&gt;&lt;img src=&#39;x&#39; onerror=&quot;a()&quot;&gt;&amp;\\u{202e}\\u{0}\n"
        );
    }

    #[test]
    fn backticks_make_code_in_pairs() {
        assert_eq!(
            Sentence("a `<b>` c").to_string(),
            "a <code>&lt;b&gt;</code> c"
        );
        assert_eq!(Sentence("a `b").to_string(), "a `b");
        assert_eq!(Sentence("").to_string(), "");
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(cut("äöüß", 4), "äöüß");
        assert_eq!(cut("äöüßa", 4), "äöü\u{2026}");
    }
}
