//! Keeps the personal values of a request out of what the service says about it.

use serde_json::Value;

use crate::REDACTED;
use crate::values::encode::{self, Space};

/// The least length of a value that is also found inside of words, in bytes.
const LONG: usize = 4;

/// `text` with every personal value replaced, in whatever case, also percent-encoded, also where only a part of a JSON
/// value stands there.
pub(crate) fn mask(text: &str, personal: &[&str]) -> String {
    replaced(text, &forms(personal))
}

/// The forms in which values may come back.
pub(crate) fn forms(values: &[&str]) -> Vec<String> {
    let mut forms = Vec::new();
    for value in values {
        collect(value, &mut forms);
    }
    // A value that holds another one goes first.
    forms.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    forms.dedup();
    forms
}

pub(crate) fn replaced(text: &str, forms: &[String]) -> String {
    let lowered = lower(text);
    // A text without any is the usual one.
    let mut found = forms.iter().filter(|form| lowered.contains(form.as_str()));
    match found.next() {
        None => text.to_owned(),
        Some(first) => found.fold(without(text, first), |text, form| without(&text, form)),
    }
}

/// A text on one line, whatever stands in it.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// `text` without the escapes of JSON strings, wherever they stand.
pub(crate) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let code = after.strip_prefix('u').and_then(|code| code.get(..4));
        let letter = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        rest = match (letter, after.chars().next()) {
            (Some(letter), _) => {
                plain.push(letter);
                &after[5..]
            }
            (None, Some(letter @ ('/' | '"' | '\\'))) => {
                plain.push(letter);
                &after[1..]
            }
            _ => {
                plain.push('\\');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

fn collect(value: &str, forms: &mut Vec<String>) {
    if let Ok(json @ (Value::Object(_) | Value::Array(_))) = serde_json::from_str(value) {
        leaves(&json, forms);
    }
    for space in [Space::Plus, Space::Percent] {
        let mut encoded = String::new();
        encode::percent(value, space, &mut encoded);
        forms.push(lower(&encoded));
    }
    // The text that is searched may be on one line.
    forms.extend([lower(value), lower(&one_line(value))]);
    forms.retain(|form| !form.is_empty());
}

fn leaves(json: &Value, forms: &mut Vec<String>) {
    match json {
        Value::String(text) => collect(text, forms),
        Value::Number(number) => forms.push(number.to_string()),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, forms)),
        Value::Object(fields) => fields.values().for_each(|field| leaves(field, forms)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// `text` without `form`, which is in lower case. A short form has to be a word of its own, or little would be left.
fn without(text: &str, form: &str) -> String {
    // In lower case, with the position of the letter that each byte comes from: the two can differ in length.
    let mut lowered = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        lowered.extend(letter.to_lowercase());
        origins.resize(lowered.len(), at);
    }
    let mut masked = String::with_capacity(text.len());
    let mut copied = 0;
    for (at, _) in lowered.match_indices(form) {
        let (begin, last) = (origins[at], origins[at + form.len() - 1]);
        // To the end of the letter that the last byte comes from.
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        let is_word = !text[..begin].ends_with(char::is_alphanumeric)
            && !text[end..].starts_with(char::is_alphanumeric);
        if begin >= copied && (form.len() >= LONG || is_word) {
            masked.push_str(&text[copied..begin]);
            masked.push_str(&format!("{REDACTED:?}"));
            copied = end;
        }
    }
    masked.push_str(&text[copied..]);
    masked
}

fn lower(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{mask, unescaped};

    #[test]
    fn escapes_of_json_are_undone() {
        for (text, plain) in [
            (r#"h\u0075nter2\/\\\""#, r#"hunter2/\""#),
            (r"\u00e5\u00E5", "åå"),
            (r"\n \u12 \ud800 \", r"\n \u12 \ud800 \"),
            ("", ""),
        ] {
            assert_eq!(unescaped(text), plain);
        }
    }

    #[test]
    fn personal_values_are_replaced() {
        for (text, personal, masked) in [
            (
                "ada@example.com is taken",
                "ada@example.com",
                "[redacted] is taken",
            ),
            (
                "'Ada@Example.com' is taken",
                "ada@example.COM",
                "'[redacted]' is taken",
            ),
            (
                "/Users/ada%40example.com",
                "ada@example.com",
                "/Users/[redacted]",
            ),
            ("no Ada King here", "Ada\n  King", "no [redacted] here"),
            ("no Ada King here", "Ada\u{1}King", "no [redacted] here"),
            ("Ada+King", "Ada King", "[redacted]"),
            (
                "+15550104417 and 15550104417",
                "+15550104417",
                "[redacted] and 15550104417",
            ),
            ("Élodie, ÉLODIE", "élodie", "[redacted], [redacted]"),
            (
                "«müller@linden.example» is taken",
                "MÜLLER@linden.example",
                "«[redacted]» is taken",
            ),
            ("İzmir 4711!", "i\u{307}zmir 4711", "[redacted]!"),
            (
                "the code GB is not good",
                "GB",
                "the code [redacted] is not good",
            ),
            ("GBP is a currency", "GB", "GBP is a currency"),
            ("nothing personal", "", "nothing personal"),
            ("xada@example.comx", "ada@example.com", "x[redacted]x"),
        ] {
            assert_eq!(mask(text, &[personal]), masked, "{personal}");
        }
    }

    #[test]
    fn parts_of_json_are_personal_too() {
        let json = r#"{"first_name": "Ada", "ids": [4711, {"tax": "12-34 56"}], "is_new": true}"#;
        let text = "Ada (4711, 12-34 56) is true; first_name";
        let masked = "[redacted] ([redacted], [redacted]) is true; first_name";
        assert_eq!(mask(text, &[json]), masked);
        assert_eq!(mask(json, &[json]), "[redacted]");
    }

    #[test]
    fn the_longest_value_goes_first() {
        assert_eq!(
            mask("Ada King, Ada", &["Ada", "Ada King"]),
            "[redacted], [redacted]"
        );
        assert_eq!(mask("a", &[]), "a");
    }
}
