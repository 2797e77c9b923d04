//! Writes scalars and keys of YAML in the style of the documents in `specs/`: plain where that is safe, else in double quotes.

use serde_json::Value;

/// A value that has no lines of its own: a scalar, or an empty container.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => string(text),
        // The flow style of YAML includes JSON.
        other => other.to_string(),
    }
}

/// A key, or a scalar that is a string.
pub(super) fn string(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A string in double quotes; the escapes of JSON are those of YAML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for char in Value::from(text).to_string().chars() {
        // JSON lets these stand, YAML does not or takes them for line ends.
        match char {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(char)));
            }
            other => quoted.push(other),
        }
    }
    quoted
}

/// Whether a string can stand without quotes, and is not taken for something else.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let is_number_like = first.is_ascii_digit() || matches!(first, '+' | '-' | '.');
    let is_word = [
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", "<<", "=",
    ]
    .contains(&text.to_ascii_lowercase().as_str());
    !is_number_like
        && !is_word
        && !"?:,[]{}#&*!|>'\"%@`".contains(first)
        && text.trim() == text
        && !text.ends_with(':')
        && !text.contains(": ")
        && !text.contains(" #")
        && text
            .chars()
            .all(|char| char == ' ' || char.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::scalar;
    use openapi_client_codegen::diagnostic::File;
    use openapi_client_codegen::load;
    use openapi_client_codegen::source::Source;

    #[test]
    fn what_is_safe_is_plain() {
        let plain = [
            "string",
            "^BU[0-9a-fA-F]{32}$",
            "/v1/Things/{Sid}",
            "https://trusthub.twilio.com",
            "UK:CRN",
        ];
        for text in plain {
            assert_eq!(scalar(&json!(text)), text);
        }
        let quoted = [
            "",
            "201",
            "1.0.0",
            "2026-03-09",
            "no",
            "null",
            "#/a",
            "a: b",
            "a #b",
            " a",
            "-",
            "{a}",
            "a\nb",
            "a\u{85}b",
            "Größe",
            ".5",
            "~",
            "key:",
        ];
        for text in quoted {
            let written = scalar(&json!(text));
            assert!(written.starts_with('"'), "{written}");
            let source = Source::new("a.yaml", format!("{written}: {written}\n"));
            let read = load::value(&source, File::Document).unwrap();
            assert_eq!(read, json!({ text: text }));
        }
    }

    #[test]
    fn other_values_are_as_in_json() {
        let values = [json!(true), json!(null), json!(1.5), json!({}), json!([])];
        let written = values.map(|value| scalar(&value));
        assert_eq!(written, ["true", "null", "1.5", "{}", "[]"]);
    }
}
