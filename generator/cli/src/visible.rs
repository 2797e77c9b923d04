//! Characters that a reader does not see or is misled by, and how they are shown.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_properties::{GeneralCategory, UnicodeEmoji, UnicodeGeneralCategory};

/// The text with every hidden character, except those to `keep`, in the way in which JSON escapes it.
///
/// A joiner or a variation selector stays where it makes one emoji of two, or chooses how one looks: there it is seen.
pub(crate) fn visible<'a>(text: &'a str, keep: &[char]) -> Cow<'a, str> {
    let is_plain = |char: char| !is_hidden(char) || keep.contains(&char);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    let mut before = '\0';
    while let Some(char) = chars.next() {
        let next = chars.peek().copied().unwrap_or_default();
        match char {
            _ if is_plain(char) || shapes_emoji(before, char, next) => shown.push(char),
            '\n' => shown.push_str("\\n"),
            _ => escape(char, &mut shown),
        }
        // A selector stands between an emoji and the joiner.
        if !matches!(char, '\u{fe0e}' | '\u{fe0f}') {
            before = char;
        }
    }
    Cow::Owned(shown)
}

/// Whether a character steers a terminal, changes the order of others, or takes no room on the screen.
///
/// These are controls, format characters, separators of lines and paragraphs, and whatever else Unicode lets a font
/// leave out. Marks that combine with a letter are seen, and so are the signs before numbers of some scripts.
pub(crate) fn is_hidden(char: char) -> bool {
    match char {
        ' '..='~' => false,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' => false,
        '\u{110bd}' | '\u{110cd}' => false,
        // Blank letters and marks, selectors and tags, which have other categories or none.
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => {
            true
        }
        '\u{2065}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fff8}' | '\u{e0000}'..='\u{e0fff}' => true,
        _ => matches!(
            char.general_category(),
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
        ),
    }
}

/// Whether this joiner or selector is part of an emoji.
fn shapes_emoji(before: char, char: char, next: char) -> bool {
    match char {
        '\u{200d}' => !before.is_ascii() && before.is_emoji_char() && next.is_emoji_char(),
        '\u{fe0e}' | '\u{fe0f}' => before.is_emoji_char(),
        _ => false,
    }
}

fn escape(char: char, shown: &mut String) {
    for unit in char.encode_utf16(&mut [0; 2]) {
        // Writing to a string can't fail.
        let _ = write!(shown, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_hidden_is_shown() {
        for (text, shown) in [
            (
                "a\x1b[31m\r\u{9b}1m\u{7f}\0",
                "a\\u001b[31m\\u000d\\u009b1m\\u007f\\u0000",
            ),
            (
                "a\u{200b}b\u{61c}c\u{ad}d\u{e0041}e",
                "a\\u200bb\\u061cc\\u00add\\udb40\\udc41e",
            ),
            (
                "\u{202e}\u{2066}\u{200e}\u{feff}",
                "\\u202e\\u2066\\u200e\\ufeff",
            ),
            (
                "a\u{2028}b\u{2029}c\u{85}d\ne\tf",
                "a\\u2028b\\u2029c\\u0085d\\ne\\u0009f",
            ),
            (
                "\u{3164}\u{115f}\u{2800}\u{180e}",
                "\\u3164\\u115f\\u2800\\u180e",
            ),
            (
                "a\u{200d}b\u{fe0f}\u{e0100}",
                "a\\u200db\\ufe0f\\udb40\\udd00",
            ),
            // Each of these is seen.
            (
                "Zoë 東京 עברית क्षि e\u{301} ５",
                "Zoë 東京 עברית क्षि e\u{301} ５",
            ),
            (
                "👩\u{200d}👩 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
                "👩\u{200d}👩 ❤\u{fe0f}\u{200d}🔥 1\u{fe0f}\u{20e3}",
            ),
        ] {
            assert_eq!(visible(text, &[]), shown);
        }
        assert_eq!(visible("a\nb\tc", &['\n', '\t']), "a\nb\tc");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_what_json_says(text in any::<String>()) {
            let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
            let json = format!("\"{}\"", visible(&escaped, &[]));
            prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
        }

        #[test]
        fn every_character_of_it_is_seen(text in "[\u{0}-\u{10ffff}]{0,20}") {
            let shown = visible(&text, &[]);
            let is_seen = |char: char| !is_hidden(char) || matches!(char, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
            prop_assert!(shown.chars().all(is_seen));
        }
    }
}
