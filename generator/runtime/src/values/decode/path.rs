//! Finds the path of the JSON value that an error's line and column belong to.
//!
//! A reader that tracks where it is would have every record's code built twice, for an error that hardly ever comes. So the
//! path is found afterwards, from the text alone.

/// What encloses a value.
enum Around<'t> {
    /// An object, and the key whose value is read, as it is written.
    Object(Option<&'t str>),
    /// An array, and the index of the item that is read.
    Array(usize),
}

/// The path, such as `results[3].sid`; empty at the top.
///
/// Line and column are those of a `serde_json::Error` about data: that of the last byte that was read, counted from 1. Where
/// that ends a value, it is that value's path; where it comes before one, that of the value to come.
///
/// A key that is not made like a name may be personal, or break the line: it is `?`.
pub(super) fn at(text: &str, line: usize, column: usize) -> String {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let read = lines.map(str::len).sum::<usize>().saturating_add(column);
    path(&around(text.get(..read).unwrap_or(text)))
}

/// What encloses the end of `read`, which is the beginning of valid JSON, from outside in.
fn around(read: &str) -> Vec<Around<'_>> {
    let mut around = Vec::new();
    let mut string = None;
    let mut rest = read;
    while let Some(index) = rest.find(['"', '{', '}', '[', ']', ':', ',']) {
        let (token, after) = (rest.as_bytes()[index], &rest[index + 1..]);
        rest = after;
        match (token, around.last_mut()) {
            (b'"', _) => {
                let (text, after) = split_string(after);
                string = Some(text);
                rest = after;
            }
            (b'{', _) => around.push(Around::Object(None)),
            (b'[', _) => around.push(Around::Array(0)),
            (b':', Some(Around::Object(key))) => *key = string,
            (b',', Some(Around::Object(key))) => *key = None,
            (b',', Some(Around::Array(item))) => *item += 1,
            (b'}' | b']', _) => drop(around.pop()),
            _ => {}
        }
    }
    around
}

/// Splits what follows a quotation mark into the string, as it is written, and what comes after it.
fn split_string(text: &str) -> (&str, &str) {
    let mut is_escaped = false;
    let end = text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    });
    match end {
        Some(end) => (&text[..end], &text[end + 1..]),
        None => (text, ""),
    }
}

fn path(around: &[Around<'_>]) -> String {
    let is_name = |key: &str| {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$');
        (1..=64).contains(&key.len()) && key.bytes().all(is_part)
    };
    let mut text = String::new();
    for around in around {
        match around {
            Around::Array(index) => text.push_str(&format!("[{index}]")),
            // Between two values it is the object's own path.
            Around::Object(None) => {}
            Around::Object(Some(key)) => {
                text.push_str(if text.is_empty() { "" } else { "." });
                text.push_str(if is_name(key) { key } else { "?" });
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// A record with whatever reads a value in a way of its own.
    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Record {
        #[serde(default)]
        text: String,
        #[serde(default)]
        number: Option<i8>,
        #[serde(default)]
        places: BTreeMap<String, bool>,
        #[serde(default)]
        pair: Option<(u8, String)>,
        #[serde(default)]
        children: Vec<Record>,
        #[serde(default)]
        child: Option<Box<Strict>>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    struct Strict {
        sid: String,
        kind: Kind,
    }

    #[derive(Debug, serde::Deserialize)]
    #[allow(dead_code)]
    enum Kind {
        #[serde(rename = "a")]
        A,
        #[serde(rename = "b")]
        B,
    }

    /// Values of which most fit somewhere in a record, and many don't where they stand.
    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Value::from),
            (-200_i64..200).prop_map(Value::from),
            Just(json!(1.5)),
            prop::sample::select(vec!["", "a", "b", "c\"]}", "\\", "d:,[{"]).prop_map(Value::from),
        ];
        let key = || {
            let keys = vec![
                "text", "number", "places", "pair", "children", "child", "sid", "kind", "other",
            ];
            prop::sample::select(keys).prop_map(str::to_owned)
        };
        leaf.prop_recursive(4, 40, 5, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(key(), inner, 0..5)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    /// The path by a reader that tracks where it is, of a value that is not what it should be.
    ///
    /// Nothing else is asked for its path. `serde_json` calls it an error of syntax where valid JSON has an item
    /// too many, or an array for a plain variant.
    fn tracked(text: &str) -> Option<(String, serde_json::Error)> {
        let mut reader = serde_json::Deserializer::from_str(text);
        let error = serde_path_to_error::deserialize::<_, Record>(&mut reader).err()?;
        if error.inner().classify() != serde_json::error::Category::Data {
            return None;
        }
        let path = match error.path().to_string() {
            top if top == "." => String::new(),
            path => path,
        };
        Some((path, error.into_inner()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn it_is_where_a_tracking_reader_was(value in values(), is_pretty: bool) {
            let text = match is_pretty {
                true => format!("{value:#}"),
                false => value.to_string(),
            };
            if let Some((path, error)) = tracked(&text) {
                prop_assert_eq!(at(&text, error.line(), error.column()), path, "{}: {}", error, text);
            }
        }

        #[test]
        fn any_text_and_any_position_have_a_path(text: String, line: usize, column in 0..40_usize) {
            at(&text, line, column);
        }
    }
}
