//! Text of a document as text of a page.

use std::fmt;

use openapi_client_codegen::text::Html;

/// A sentence in which what stands between backticks is code.
pub(super) struct Sentence<'t>(pub &'t str);

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
