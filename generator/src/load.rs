//! Reads text into a value; the only file that names the parsers.

mod bytes;
mod files;
mod limits;

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Code, Diagnostic, File, Position};
use crate::limit::{Budget, MAX_NAME};
use crate::pointer::Pointer;
use crate::shape;
use crate::source::{self, Source};
use limits::{BEYOND, TOO_LONG_POINTERS, TOO_MANY_NODES, limited, nested};

/// How many nodes YAML aliases may add to those that stand in the text.
const ALIAS_BUDGET: usize = 250_000;

/// How long the pointers of all values may be together, besides a multiple of the length of the text: as long as keys are of
/// the usual length, they are much shorter.
const POINTERS_BUDGET: usize = 24 << 20;

/// The value of a YAML or JSON text: a mapping, with sorted keys.
///
/// The scalars are those of YAML 1.2: `no` and dates are strings. A key that is not a string, such as a status code,
/// becomes one. Repeated keys are errors, all of them at once.
pub fn value(source: &Source, file: File) -> Result<Value, Vec<Diagnostic>> {
    let size = source.text.len();
    let mut state = State {
        path: Vec::new(),
        duplicates: Vec::new(),
        nodes: Budget::new(size.saturating_add(ALIAS_BUDGET)),
        pointers: Budget::new(size.saturating_mul(8).saturating_add(POINTERS_BUDGET)),
        length: 0,
    };
    let parsed = parse(source, &mut state).map_err(|error| match error.position {
        // What was being read.
        None => Diagnostic {
            pointer: state.pointer(),
            ..error
        },
        Some(_) => error,
    });
    let mut errors = duplicates(&source.text, &state.duplicates);
    let message = match parsed {
        Ok(value @ Value::Object(_)) if errors.is_empty() => return Ok(value),
        Ok(Value::Object(_)) => None,
        Ok(Value::Null) => Some("the file is empty".to_owned()),
        Ok(other) => Some(format!(
            "expected a mapping, found {}",
            shape::describe(&other)
        )),
        Err(error) => {
            errors.push(error);
            None
        }
    };
    errors.extend(message.map(|message| {
        let error = Diagnostic::error(Code::Malformed, &Pointer::root(), message);
        error.help("check that this is the right file")
    }));
    errors.iter_mut().for_each(|error| error.file = file);
    Err(errors)
}

/// The value of a text that need not be there.
pub fn optional(source: Option<&Source>, file: File) -> Result<Option<Value>, Vec<Diagnostic>> {
    source.map(|source| value(source, file)).transpose()
}

/// Parses JSON, if the name or the text says that it is, else YAML.
fn parse(source: &Source, state: &mut State) -> Result<Value, Diagnostic> {
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let name = source.name.to_ascii_lowercase();
    let flow = text.trim_start().starts_with('{');
    if name.ends_with(".json") || (flow && !name.ends_with(".yaml") && !name.ends_with(".yml")) {
        let mut parser = serde_json::Deserializer::from_str(text);
        ValueSeed(state)
            .deserialize(&mut parser)
            .and_then(|value| parser.end().map(|()| value))
            .map_err(|error| json_error(text, &error))
    } else {
        nested(text)?;
        ValueSeed(state)
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| yaml_error(text, &error))
    }
}

fn json_error(text: &str, error: &serde_json::Error) -> Diagnostic {
    // serde_json counts columns in bytes, and has column 0 for the end of the line before.
    let line = text.split('\n').nth(error.line().saturating_sub(1));
    let before = error.column().saturating_sub(1);
    let column = line.map_or(0, |line| {
        line.char_indices().filter(|(at, _)| *at < before).count()
    });
    let error = syntax(&error.to_string(), Some((error.line().max(1), column + 1)));
    match error.message.as_str() {
        "trailing comma" => {
            error.help("remove the comma before it; JSON has none after the last entry")
        }
        _ => limited(error),
    }
}

fn yaml_error(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let position = error.location().map(|at| (at.line(), at.column()));
    let error = syntax(&error.to_string(), position);
    if let Some(error) = error.position.and_then(|position| tab(text, position)) {
        return error;
    }
    let error = match limited(error) {
        error if error.code == Code::Limit => return error,
        error => error,
    };
    match error.message.as_str() {
        message if message.contains("more than one document") => Diagnostic {
            message: "the file has more than one YAML document".to_owned(),
            position: source::second_document(text),
            ..error
        }
        .help("keep one document a file"),
        _ => error.help("the error may be in a line before: a quote or a bracket that is not closed, or another indentation"),
    }
}

/// A line that is indented by a tab, where the parser fails or on the line before.
fn tab(text: &str, position: Position) -> Option<Diagnostic> {
    let lines = text
        .lines()
        .enumerate()
        .skip(position.line.saturating_sub(2));
    lines.take(2).find_map(|(index, line)| {
        let blank = line.len() - line.trim_start().len();
        let column = line[..blank].find('\t')? + 1;
        let line = index + 1;
        let message = "the line is indented by a tab";
        let error = Diagnostic::error(Code::Syntax, &Pointer::root(), message);
        Some(
            error
                .help("YAML is indented by spaces only")
                .at(Position { line, column }),
        )
    })
}

/// A syntax error; the message ends with a position that the diagnostic shows in its own way.
fn syntax(message: &str, position: Option<(usize, usize)>) -> Diagnostic {
    let message = match position {
        Some((line, _)) => message
            .split_once(&format!(" at line {line} "))
            .map_or(message, |(message, _)| message),
        None => message,
    };
    let error = Diagnostic::error(Code::Syntax, &Pointer::root(), message);
    match position {
        Some((line, column)) => error.at(Position { line, column }),
        None => error,
    }
}

/// A diagnostic for each repeated key, at the repetition.
fn duplicates(text: &str, pointers: &[Pointer]) -> Vec<Diagnostic> {
    if pointers.is_empty() {
        return Vec::new();
    }
    let spans = source::locate_all(text, pointers);
    let mut seen = BTreeMap::<&Pointer, usize>::new();
    let mut errors = Vec::new();
    for pointer in pointers {
        let nth = seen.entry(pointer).or_insert(0);
        *nth += 1;
        let spans = spans.get(pointer).map_or(&[][..], Vec::as_slice);
        let key = pointer.last().unwrap_or_default();
        let mut message = format!("the key `{key}` is already in this mapping");
        if let Some(first) = spans.first() {
            message.push_str(&format!(", on line {}", first.line));
        }
        let mut error = Diagnostic::error(Code::DuplicateKey, pointer, message)
            .help("keep one of them; the other would be lost");
        if let Some(span) = spans.get(*nth) {
            error = error.at(Position {
                line: span.line,
                column: span.column,
            });
        }
        errors.push(error);
    }
    errors
}

/// What the reading keeps track of.
struct State {
    path: Vec<Step>,
    duplicates: Vec<Pointer>,
    /// How many more nodes there may be.
    nodes: Budget,
    /// How long the pointers of all nodes may be together.
    pointers: Budget,
    /// How long the present one is, without indices.
    length: usize,
}

/// A step on the way to what is being read.
enum Step {
    Key(String),
    Item(usize),
}

impl State {
    fn pointer(&self) -> Pointer {
        let steps = self.path.iter();
        steps.fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.push(key),
            Step::Item(index) => pointer.index(*index),
        })
    }
}

/// The only key of what `serde_json` makes of a number that is neither an integer of 64 bits nor one of YAML.
const NUMBER: &str = "$serde_json::private::Number";

/// Reads one value and those below it.
struct ValueSeed<'s>(&'s mut State);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if !self.0.nodes.spend(1) {
            return Err(de::Error::custom(TOO_MANY_NODES));
        }
        if !self.0.pointers.spend(self.0.length) {
            return Err(de::Error::custom(TOO_LONG_POINTERS));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueSeed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    // What serde_yaml makes of an empty file.
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom(format!("`{value}` is not a number that JSON has")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_enum<A: de::EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(de::Error::custom("a YAML tag has no meaning here"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        self.0.path.push(Step::Item(0));
        while let Some(item) = items.next_element_seed(ValueSeed(self.0))? {
            list.push(item);
            if let Some(Step::Item(index)) = self.0.path.last_mut() {
                *index += 1;
            }
        }
        self.0.path.pop();
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(Key(key)) = entries.next_key()? {
            if key == NUMBER {
                let number: String = entries.next_value()?;
                return self.visit_f64(number.parse().map_err(de::Error::custom)?);
            }
            let length = key.len();
            if length > MAX_NAME {
                let message =
                    format!("a key of {length} bytes; {BEYOND}: keys have {MAX_NAME} at most");
                return Err(de::Error::custom(message));
            }
            self.0.length += length + 1;
            self.0.path.push(Step::Key(key));
            let value = entries.next_value_seed(ValueSeed(self.0))?;
            let Some(Step::Key(key)) = self.0.path.pop() else {
                continue;
            };
            self.0.length -= length + 1;
            let entry = map.entry(key);
            if let Entry::Occupied(entry) = &entry {
                let pointer = self.0.pointer().push(entry.key());
                self.0.duplicates.push(pointer);
            }
            entry.or_insert(value);
        }
        // The order of `serde_json::Map` depends on the features of the whole build.
        map.sort_keys();
        Ok(Value::Object(map))
    }
}

/// A key as text, whatever scalar it is in YAML. A list or a mapping is refused before it is read.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a scalar as key")
            }

            fn visit_unit<E>(self) -> Result<Key, E> {
                Ok(Key("null".to_owned()))
            }

            fn visit_bool<E>(self, value: bool) -> Result<Key, E> {
                Ok(Key(value.to_string()))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Key, E> {
                Ok(Key(value.to_string()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Key, E> {
                Ok(Key(value.to_string()))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Key, E> {
                // `Debug`, because it keeps the `.0` of a version such as `3.0`.
                Ok(Key(format!("{value:?}")))
            }

            fn visit_str<E>(self, value: &str) -> Result<Key, E> {
                Ok(Key(value.to_owned()))
            }
        }

        deserializer.deserialize_any(KeyVisitor)
    }
}

#[cfg(test)]
mod tests;
