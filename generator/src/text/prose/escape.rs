//! Literal text and addresses, in which Markdown finds no signs of its own.

use std::fmt::Write;

use super::wrap::is_list_number;
use crate::text::is_unseen;

/// A word of literal text, with a backslash before whatever Markdown could take for a sign of its own; `before` is what the
/// word goes on from.
pub(super) fn escaped(word: &str, before: &str) -> String {
    let mut escaped = String::with_capacity(word.len() + 2);
    let mut last = before.chars().next_back();
    let mut chars = word.chars().peekable();
    while let Some(char) = chars.next() {
        let next = chars.peek().copied();
        let is_sign = match char {
            '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => true,
            '_' => !(is_part(last) && is_part(next)),
            '\\' => next.is_none_or(|next| next.is_ascii_punctuation()),
            '&' => next.is_some_and(|next| next == '#' || next.is_ascii_alphanumeric()),
            _ => false,
        };
        if is_sign {
            escaped.push('\\');
        }
        escaped.push(char);
        last = Some(char);
    }
    escaped
}

/// Whether there is a letter or a digit, between which an underscore is no sign.
fn is_part(char: Option<char>) -> bool {
    char.is_some_and(|char| char.is_alphanumeric())
}

/// The first word of a block, so that it doesn't begin another one.
pub(super) fn begun(word: String) -> String {
    if is_list_number(&word) {
        let mut word = word;
        word.insert(word.len() - 1, '\\');
        return word;
    }
    match word.starts_with(['#', '+', '-', '=', ':']) {
        true => format!("\\{word}"),
        false => word,
    }
}

/// Where the next address of the web begins in a text, and the address.
pub(super) fn next_address(text: &str) -> Option<(usize, &str)> {
    let starts = text.match_indices("http").map(|(at, _)| at);
    let mut found = starts.filter_map(|at| {
        let rest = &text[at..];
        let end = rest.find(|c: char| c.is_whitespace() || "<>\"'()[]`\\".contains(c));
        let address = &rest[..end.unwrap_or(rest.len())];
        let address = address.trim_end_matches(['.', ',', ';', ':', '*', '_']);
        is_web(address).then_some((at, address))
    });
    found.next()
}

pub(super) fn is_web(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or(address.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|char: char| char.is_alphanumeric() || char == '['))
}

/// An address with nothing in it that could end it: those signs and what can't be seen are percent-encoded.
pub(super) fn encoded(address: &str, signs: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for char in address.chars() {
        let is_sign = "<>`\\|".contains(char) || signs.contains(char);
        if !is_sign && !char.is_whitespace() && !is_unseen(char) {
            encoded.push(char);
            continue;
        }
        let mut bytes = [0; 4];
        for byte in char.encode_utf8(&mut bytes).bytes() {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
