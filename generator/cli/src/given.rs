//! JSON that a user gives: in a word, in a file, or on standard input.
//!
//! What can be sent as JSON text goes out as it was written, but for the space between its parts: `1.10` stays `1.10`.
//! So do the numbers of a value; one for a float is refused where that would not be the number that was written.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use openapi_client_runtime::Decimal;
use openapi_client_runtime::dynamic::{Operation, ParameterKind, ParameterLocation};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Number, Value, json};

use crate::json::Json;

/// How many bytes of a file or of standard input are read, of JSON and of what is sent as it is.
const LIMIT: u64 = 16 << 20;
const CONTENT_LIMIT: u64 = 1 << 30;

/// A parameter that takes any JSON or a JSON object, from JSON text, `@FILE` or `@-`.
///
/// What does not look like JSON is a text, which is sent as it is, and no object. A text can be `-`, so that only an object
/// is read from standard input by that.
pub(crate) fn parameter(
    word: &str,
    kind: ParameterKind,
    location: ParameterLocation,
) -> Result<Value, String> {
    let is_object = matches!(kind, ParameterKind::Object);
    let text = match word.strip_prefix('@') {
        Some(path) => read(path)?,
        None if is_object && word == "-" => read("-")?,
        None => word.to_owned(),
    };
    let begins = |chars: &[char]| text.trim_start().starts_with(chars);
    if is_object && !begins(&['{']) {
        return Err(
            r#"it takes a JSON object, such as '{"name": "value"}', or @FILE that holds one"#
                .to_owned(),
        );
    }
    if !begins(&['{', '[', '"']) {
        return Ok(Value::String(text));
    }
    check(&text)?;
    value(text.trim(), kind, location)
}

/// A file, from a word, `@FILE`, or `-` for standard input.
pub(crate) fn file(word: &str) -> Result<Value, String> {
    let (content, name) = content(word)?;
    let mut file = json!({ "base64": BASE64_STANDARD.encode(content) });
    if let Some(name) = name {
        file["name"] = name.into();
    }
    Ok(file)
}

/// A text that is a body, from a word, `@FILE`, or `-` for standard input; it is sent as it is.
pub(crate) fn text(word: &str) -> Result<Value, String> {
    let (content, _) = content(word)?;
    let text = String::from_utf8(content);
    text.map(Value::String)
        .map_err(|_| "it is not a text in UTF-8".to_owned())
}

/// The bytes that a word stands for, and the name of the file that has them.
fn content(word: &str) -> Result<(Vec<u8>, Option<&str>), String> {
    match word.strip_prefix('@').unwrap_or(word) {
        "-" => Ok((bytes("-", CONTENT_LIMIT)?, None)),
        path if path.len() < word.len() => {
            let name = Path::new(path).file_name().and_then(|name| name.to_str());
            Ok((bytes(path, CONTENT_LIMIT)?, name))
        }
        text => Ok((text.into(), None)),
    }
}

/// The arguments of `operation`, from JSON text, `@FILE`, or `-` for standard input.
pub(crate) fn arguments(word: &str, operation: &Operation) -> Result<Value, String> {
    let text = match word.strip_prefix('@') {
        Some(path) => read(path)?,
        None if word == "-" => read("-")?,
        None => word.to_owned(),
    };
    check(&text)?;
    if !text.trim_start().starts_with('{') {
        return parse(&text);
    }
    let fields: BTreeMap<String, &RawValue> = parse(&text)?;
    let mut arguments = Map::new();
    for (name, raw) in fields {
        let mut known = operation.parameters.iter();
        let found = known.find(|parameter| parameter.name == name);
        let value = match found {
            Some(found) => value(raw.get(), found.kind, found.location)?,
            None => parse(raw.get())?,
        };
        arguments.insert(name, value);
    }
    Ok(Value::Object(arguments))
}

/// The value of a parameter, of JSON text that was checked.
fn value(json: &str, kind: ParameterKind, location: ParameterLocation) -> Result<Value, String> {
    let begins = |chars: &[char]| json.starts_with(chars);
    match kind {
        // A text with JSON in it: the interface sends a text as it is.
        ParameterKind::Json | ParameterKind::Object
            if !is_in_json(location) && json != "null" && !begins(&['"']) =>
        {
            Ok(Value::String(compact(json)))
        }
        ParameterKind::Decimal if !begins(&['"', '[', '{', 't', 'f', 'n']) => decimal(json),
        ParameterKind::Number
            if begins(&['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) =>
        {
            number(json)
        }
        ParameterKind::List(item) if begins(&['[']) => {
            let items: Vec<&RawValue> = parse(json)?;
            let items = items
                .into_iter()
                .map(|raw| value(raw.get(), *item, location));
            items.collect::<Result<_, _>>().map(Value::Array)
        }
        _ => parse(json),
    }
}

fn is_in_json(location: ParameterLocation) -> bool {
    matches!(
        location,
        ParameterLocation::Json | ParameterLocation::Body | ParameterLocation::Part
    )
}

/// A decimal number with all its digits.
pub(crate) fn decimal(text: &str) -> Result<Value, String> {
    let number: Decimal = text
        .parse()
        .map_err(|error: openapi_client_runtime::InvalidDecimal| error.to_string())?;
    serde_json::to_value(number).map_err(|error| error.to_string())
}

/// A number for an argument that is a float: it is refused where that would be another number.
pub(crate) fn number(text: &str) -> Result<Value, String> {
    let number: Number = text.parse().map_err(|_| "it takes a number".to_owned())?;
    let sent = number.as_f64().filter(|float| float.is_finite());
    let sent = sent.ok_or("it takes a number")?;
    match (text.parse::<Decimal>(), Decimal::try_from(sent)) {
        (Ok(given), Ok(same)) if given == same => Ok(Value::Number(number)),
        _ => Err(format!(
            "the number {text} has too many digits, it would be sent as {sent}"
        )),
    }
}

fn parse<'j, T: Deserialize<'j>>(json: &'j str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| format!("it is not JSON: {error}"))
}

/// Checks that the text is JSON, and that no object has a name twice: readers differ in which of the two counts.
fn check(json: &str) -> Result<(), String> {
    match twice(&parse(json)?) {
        Some(name) => Err(format!("the name {name:?} is in one object twice")),
        None => Ok(()),
    }
}

/// The first name that one object has twice.
fn twice(json: &Json) -> Option<&str> {
    match json {
        Json::Object(fields) => {
            let mut names = BTreeSet::new();
            fields.iter().find_map(|(name, value)| {
                let is_new = names.insert(name);
                twice(value).or((!is_new).then_some(name))
            })
        }
        Json::List(items) => items.iter().find_map(twice),
        _ => None,
    }
}

/// The JSON without the space between its parts.
fn compact(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for (is_text, piece) in pieces(json) {
        match is_text {
            true => text.push_str(piece),
            false => text.extend(piece.split_ascii_whitespace()),
        }
    }
    text
}

/// The texts in JSON, with their quotes, and what is between them.
fn pieces(json: &str) -> impl Iterator<Item = (bool, &str)> {
    let mut rest = json;
    std::iter::from_fn(move || {
        let is_text = rest.starts_with('"');
        let end = match is_text {
            true => text_end(rest),
            false => rest.find('"').unwrap_or(rest.len()),
        };
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some((is_text, piece))
    })
}

/// Where the text ends that begins here.
fn text_end(json: &str) -> usize {
    let mut is_escaped = false;
    let mut ends = json.char_indices().skip(1).filter(|(_, char)| {
        let is_end = *char == '"' && !is_escaped;
        is_escaped = *char == '\\' && !is_escaped;
        is_end
    });
    ends.next().map_or(json.len(), |(at, _)| at + 1)
}

/// The text of a file, or of standard input, without the mark of its encoding.
fn read(path: &str) -> Result<String, String> {
    let text = String::from_utf8(bytes(path, LIMIT)?);
    let mut text = text.map_err(|_| failure(path, &"it is not a text in UTF-8"))?;
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    Ok(text)
}

fn failure(path: &str, reason: &dyn fmt::Display) -> String {
    match path {
        "-" => format!("standard input can't be read: {reason}"),
        path => format!("{path} can't be read: {reason}"),
    }
}

/// The bytes of a file, or of standard input.
fn bytes(path: &str, limit: u64) -> Result<Vec<u8>, String> {
    let read = |source: &mut dyn Read| {
        let mut bytes = Vec::new();
        source
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .map(|_| bytes)
    };
    let bytes = match path {
        "-" => read(&mut io::stdin()),
        path => File::open(path).and_then(|mut file| match file.metadata()?.is_dir() {
            true => Err(io::Error::other("it is a folder, not a file")),
            false => read(&mut file),
        }),
    };
    let bytes = bytes.map_err(|error| failure(path, &error))?;
    if bytes.len() as u64 > limit {
        let reason = format_args!("it has more than {} MiB", limit >> 20);
        return Err(failure(path, &reason));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests;
