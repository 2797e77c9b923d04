//! Reads text into a value; the only file that names the parsers.

mod bytes;
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
use limits::{BEYOND, TOO_LONG_PLACES, TOO_MANY_NODES, limited, nested};

/// How many nodes YAML aliases may add to those that stand in the text.
const ALIAS_BUDGET: usize = 250_000;

/// How long the pointers of all values may be together, besides a multiple of the length of the text: as long as keys are of
/// the usual length, they are much shorter.
const PLACES_BUDGET: usize = 24 << 20;

/// The value of a YAML or JSON text: a mapping, with sorted keys.
///
/// The scalars are those of YAML 1.2: `no` and dates are strings. A key that is not a string, such as a status code,
/// becomes one. Repeated keys are errors, all of them at once.
pub fn value(source: &Source, file: File) -> Result<Value, Vec<Diagnostic>> {
    let mut state = State {
        path: Vec::new(),
        duplicates: Vec::new(),
        nodes: Budget::new(source.text.len().saturating_add(ALIAS_BUDGET)),
        places: Budget::new(
            source
                .text
                .len()
                .saturating_mul(8)
                .saturating_add(PLACES_BUDGET),
        ),
        length: 0,
    };
    let parsed = parse(source, &mut state).map_err(|fault| match fault.position {
        // What was being read.
        None => Diagnostic {
            pointer: state.pointer(),
            ..fault
        },
        Some(_) => fault,
    });
    let mut faults = duplicates(&source.text, &state.duplicates);
    match parsed {
        Ok(value @ Value::Object(_)) if faults.is_empty() => return Ok(value),
        Ok(Value::Object(_)) => {}
        Ok(Value::Null) => faults.push(
            Diagnostic::error(Code::Malformed, &Pointer::root(), "the file is empty")
                .help("check that this is the right file"),
        ),
        Ok(other) => faults.push(
            Diagnostic::error(
                Code::Malformed,
                &Pointer::root(),
                format!("expected a mapping, found {}", shape::describe(&other)),
            )
            .help("check that this is the right file"),
        ),
        Err(fault) => faults.push(fault),
    }
    Err(faults
        .into_iter()
        .map(|fault| fault.in_file(file))
        .collect())
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
    let fault = syntax(&error.to_string(), Some((error.line().max(1), column + 1)));
    match fault.message.as_str() {
        "trailing comma" => {
            fault.help("remove the comma before it; JSON has none after the last entry")
        }
        _ => limited(fault),
    }
}

fn yaml_error(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map(|at| (at.line(), at.column()));
    let fault = syntax(&error.to_string(), place);
    if let Some(fault) = fault.position.and_then(|position| tab(text, position)) {
        return fault;
    }
    let fault = match limited(fault) {
        fault if fault.code == Code::Limit => return fault,
        fault => fault,
    };
    match fault.message.as_str() {
        message if message.contains("more than one document") => Diagnostic {
            message: "the file has more than one YAML document".to_owned(),
            position: source::second_document(text),
            ..fault
        }
        .help("keep one document a file"),
        _ => fault.help("the error may be in a line before: a quote or a bracket that is not closed, or another indentation"),
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
        let fault = Diagnostic::error(Code::Syntax, &Pointer::root(), message);
        Some(
            fault
                .help("YAML is indented by spaces only")
                .at(Position { line, column }),
        )
    })
}

/// A syntax error; the message ends with a place that the diagnostic tells in its own way.
fn syntax(message: &str, place: Option<(usize, usize)>) -> Diagnostic {
    let message = match place {
        Some((line, _)) => message
            .split_once(&format!(" at line {line} "))
            .map_or(message, |(message, _)| message),
        None => message,
    };
    let fault = Diagnostic::error(Code::Syntax, &Pointer::root(), message);
    match place {
        Some((line, column)) => fault.at(Position { line, column }),
        None => fault,
    }
}

/// A diagnostic for each repeated key, at the repetition.
fn duplicates(text: &str, pointers: &[Pointer]) -> Vec<Diagnostic> {
    if pointers.is_empty() {
        return Vec::new();
    }
    let places = source::locate_all(text, pointers);
    let mut seen = BTreeMap::<&Pointer, usize>::new();
    let mut faults = Vec::new();
    for pointer in pointers {
        let nth = seen.entry(pointer).or_insert(0);
        *nth += 1;
        let spans = places.get(pointer).map_or(&[][..], Vec::as_slice);
        let key = pointer.last().unwrap_or_default();
        let mut message = format!("the key `{key}` is already in this mapping");
        if let Some(first) = spans.first() {
            message.push_str(&format!(", on line {}", first.line));
        }
        let mut fault = Diagnostic::error(Code::DuplicateKey, pointer, message)
            .help("keep one of them; the other would be lost");
        if let Some(span) = spans.get(*nth) {
            fault = fault.at(Position {
                line: span.line,
                column: span.column,
            });
        }
        faults.push(fault);
    }
    faults
}

/// What the reading keeps track of.
struct State {
    path: Vec<Step>,
    duplicates: Vec<Pointer>,
    /// How many more nodes there may be.
    nodes: Budget,
    /// How long the pointers of all nodes may be together.
    places: Budget,
    /// How long the present one is, without indices.
    length: usize,
}

/// A step on the way to what is being read.
enum Step {
    Key(String),
    Item(usize),
}

impl State {
    /// Goes on with the value of a key.
    fn enter<E: de::Error>(&mut self, key: &str) -> Result<(), E> {
        if key.len() > MAX_NAME {
            return Err(E::custom(format!(
                "a key of {} bytes; {BEYOND}: keys have {MAX_NAME} at most",
                key.len()
            )));
        }
        self.length += key.len() + 1;
        Ok(())
    }

    fn pointer(&self) -> Pointer {
        let steps = self.path.iter();
        steps.fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.push(key),
            Step::Item(index) => pointer.index(*index),
        })
    }
}

/// Reads one value and those below it.
struct ValueSeed<'s>(&'s mut State);

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if !self.0.nodes.spend(1) {
            return Err(de::Error::custom(TOO_MANY_NODES));
        }
        if !self.0.places.spend(self.0.length) {
            return Err(de::Error::custom(TOO_LONG_PLACES));
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
            self.0.enter(&key)?;
            self.0.path.push(Step::Key(key));
            let value = entries.next_value_seed(ValueSeed(self.0))?;
            let Some(Step::Key(key)) = self.0.path.pop() else {
                continue;
            };
            self.0.length -= key.len() + 1;
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

/// A key as text, whatever scalar it is in YAML.
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
