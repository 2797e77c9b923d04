//! Lines: where Markdown may be broken.

/// Lines are wrapped at this width, so that a diff shows what changed.
const WIDTH: usize = 100;

/// Breaks a line of Markdown at its spaces; lines after the first begin with `indent`.
pub fn wrap(text: &str, indent: &str) -> Vec<String> {
    // A longer fence could begin a line, and with it a block of code.
    wrapped(words(text, "``").into_iter(), indent)
}

/// The words of a line of Markdown; a code span with that fence, or a longer one, is one word.
pub fn words<'t>(text: &'t str, fence: &str) -> Vec<&'t str> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let mut end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let mut start = 0;
        while let Some(at) = rest[start..end].find(fence) {
            start += at;
            let after = rest[start..].trim_start_matches('`');
            let fence = &rest[start..rest.len() - after.len()];
            let close = after.find(fence).map_or(0, |close| close + fence.len());
            start = rest.len() - after.len() + close;
            let behind = &rest[start..];
            end = start + behind.find(char::is_whitespace).unwrap_or(behind.len());
        }
        words.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    words
}

pub(super) fn wrapped<'w>(words: impl Iterator<Item = &'w str>, indent: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // The width of the line in characters, and whether it has a word.
    let (mut width, mut has_words) = (0, false);
    for word in words {
        let length = word.chars().count();
        if has_words && width + 1 + length > WIDTH && may_begin(word) {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
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

/// Whether a word can stand at the beginning of a line without beginning a block: a list, a heading, a fence, a footnote,
/// HTML.
fn may_begin(word: &str) -> bool {
    let begins_html = word.starts_with('<') && !word.starts_with("<http");
    let begins_note = word.starts_with("[^");
    let begins_block = word.starts_with(['#', '+', '-', '*', '>', '=', '|', '~', '_', ':']);
    !begins_html
        && !begins_note
        && !begins_block
        && !word.starts_with("```")
        && !is_list_number(word)
}

pub(super) fn is_list_number(word: &str) -> bool {
    let number = word.strip_suffix(['.', ')']);
    number.is_some_and(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()))
}
