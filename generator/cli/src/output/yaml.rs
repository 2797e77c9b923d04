//! YAML that readers of YAML 1.1 and 1.2 understand alike.
//!
//! Most readers follow YAML 1.1, where a plain `no`, `12:30` or `1_000` is no text and `1e21` is no number. Writers that
//! follow YAML 1.2 alone leave such texts plain. Here a text is plain only if it is one by any reading; each other is in
//! double quotes, with hidden characters escaped.

use std::fmt::Write as _;

use crate::json::Json;
use crate::visible::is_hidden;

/// A key with more characters than these has to be marked as one; the limit is 1024, with quotes.
const LONG_KEY: usize = 1000;

/// The words that are truth values or nothing to some reader, in any case.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

pub(super) fn document(json: &Json) -> String {
    let mut text = String::new();
    node(&mut text, json, 0);
    text
}

/// A value as one more item of a document that is a sequence.
pub(super) fn item(json: &Json) -> String {
    let mut text = "- ".to_owned();
    node(&mut text, json, 2);
    text
}

/// A value at the current position, which is `indent` characters from the left.
fn node(text: &mut String, json: &Json, indent: usize) {
    match json {
        Json::Object(fields) if !fields.is_empty() => {
            for (index, (name, value)) in fields.iter().enumerate() {
                begin_line(text, index, indent);
                field(text, name, value, indent);
            }
        }
        Json::List(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                begin_line(text, index, indent);
                text.push_str("- ");
                node(text, item, indent + 2);
            }
        }
        scalar => {
            push_scalar(text, scalar);
            text.push('\n');
        }
    }
}

/// The first line of a node has begun already.
fn begin_line(text: &mut String, index: usize, indent: usize) {
    if index > 0 {
        text.extend(std::iter::repeat_n(' ', indent));
    }
}

fn field(text: &mut String, name: &str, value: &Json, indent: usize) {
    let mut key = String::new();
    push_text(&mut key, name);
    if key.chars().count() > LONG_KEY {
        let _ = write!(text, "? {key}\n{:indent$}: ", "");
        return node(text, value, indent + 2);
    }
    text.push_str(&key);
    text.push(':');
    let inner = match value {
        Json::Object(fields) if !fields.is_empty() => indent + 2,
        Json::List(items) if !items.is_empty() => indent,
        _ => {
            text.push(' ');
            return node(text, value, indent);
        }
    };
    text.push('\n');
    begin_line(text, 1, inner);
    node(text, value, inner);
}

fn push_scalar(text: &mut String, json: &Json) {
    match json {
        Json::Null => text.push_str("null"),
        Json::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Json::Number(number) => push_number(text, &number.to_string()),
        Json::Text(value) => push_text(text, value),
        Json::List(_) => text.push_str("[]"),
        Json::Object(_) => text.push_str("{}"),
    }
}

/// A number with an exponent needs a point and a sign to be one in YAML 1.1.
fn push_number(text: &mut String, number: &str) {
    let Some((mantissa, exponent)) = number.split_once(['e', 'E']) else {
        return text.push_str(number);
    };
    let point = if mantissa.contains('.') { "" } else { ".0" };
    let sign = if exponent.starts_with(['+', '-']) {
        ""
    } else {
        "+"
    };
    let _ = write!(text, "{mantissa}{point}e{sign}{exponent}");
}

fn push_text(text: &mut String, value: &str) {
    if is_plain(value) {
        return text.push_str(value);
    }
    text.push('"');
    for char in value.chars() {
        let _ = match char {
            '"' | '\\' => write!(text, "\\{char}"),
            '\n' => text.write_str("\\n"),
            '\t' => text.write_str("\\t"),
            '\r' => text.write_str("\\r"),
            _ if !is_hidden(char) && !matches!(char, '\u{fffe}' | '\u{ffff}') => {
                text.write_char(char)
            }
            '\0'..='\u{ff}' => write!(text, "\\x{:02x}", u32::from(char)),
            '\0'..='\u{ffff}' => write!(text, "\\u{:04x}", u32::from(char)),
            _ => write!(text, "\\U{:08x}", u32::from(char)),
        };
    }
    text.push('"');
}

/// Whether no reader takes the text for anything else: it begins with a letter, has no mark that means something to
/// YAML, and is no word of [`WORDS`].
fn is_plain(text: &str) -> bool {
    let is_safe = |(at, char): (usize, char)| match char {
        ' ' | '_' | '-' | '.' | '/' | '@' | '+' | ',' | '(' | ')' | '&' | '\'' | '?' | '=' => true,
        ':' => text[at + 1..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '/'),
        _ => char.is_alphanumeric() && !is_hidden(char),
    };
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.char_indices().all(is_safe)
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests;
