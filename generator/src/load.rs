//! Reads text into a value and a value into the typed document; the only file that names the parsers.

mod typed;

use std::collections::BTreeMap;
use std::fmt;

use openapiv3::OpenAPI;
use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Code, Diagnostic, File, Position};
use crate::pointer::Pointer;
use crate::shape;
use crate::source::{self, Source};

/// How many nodes YAML aliases may add to those that stand in the text.
const ALIAS_BUDGET: usize = 250_000;

/// The value of a YAML or JSON text: a mapping, with sorted keys.
///
/// The scalars are those of YAML 1.2: `no` and dates are strings. A key that is not a string, such as a status code,
/// becomes one. Repeated keys are errors, all of them at once.
pub fn value(source: &Source, file: File) -> Result<Value, Vec<Diagnostic>> {
    let mut state = State {
        path: Vec::new(),
        duplicates: Vec::new(),
        nodes_left: source.text.len().saturating_add(ALIAS_BUDGET),
    };
    let parsed = parse(source, &mut state).map_err(|fault| match fault.position {
        // The place that was being read.
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

/// The typed document of a value that [`lint::run`](crate::lint::run) has found nothing wrong with.
///
/// The typed reading stops at its first error and can't say where that is.
pub fn document(value: &Value) -> Result<OpenAPI, Vec<Diagnostic>> {
    typed::document(value).map_err(|error| {
        let message = format!("the document can't be read: {error}");
        vec![Diagnostic::error(
            Code::Malformed,
            &Pointer::root(),
            message,
        )]
    })
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
        Node(state)
            .deserialize(&mut parser)
            .and_then(|value| parser.end().map(|()| value))
            .map_err(|error| json_error(text, &error))
    } else {
        Node(state)
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
        "recursion limit exceeded" => fault.help("JSON may be nested 128 levels deep here"),
        _ => fault,
    }
}

fn yaml_error(text: &str, error: &serde_yaml::Error) -> Diagnostic {
    let place = error.location().map(|at| (at.line(), at.column()));
    let fault = syntax(&error.to_string(), place);
    if let Some(fault) = fault.position.and_then(|position| tab(text, position)) {
        return fault;
    }
    match fault.message.as_str() {
        "repetition limit exceeded" => Diagnostic {
            message: TOO_MANY_NODES.to_owned(),
            ..fault
        },
        message if message.contains("more than one document") => Diagnostic {
            message: "the file has more than one YAML document".to_owned(),
            position: source::second_document(text),
            ..fault
        }
        .help("keep one document a file"),
        _ => fault.help("the fault may be in a line before: a quote or a bracket that is not closed, or another indentation"),
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

const TOO_MANY_NODES: &str = "the aliases of this file expand to too much data";

/// What the reading keeps track of.
struct State {
    path: Vec<Step>,
    duplicates: Vec<Pointer>,
    nodes_left: usize,
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

/// Reads one value and those below it.
struct Node<'s>(&'s mut State);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0.nodes_left.checked_sub(1) {
            Some(left) => self.0.nodes_left = left,
            None => return Err(de::Error::custom(TOO_MANY_NODES)),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
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
        while let Some(item) = items.next_element_seed(Node(self.0))? {
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
            self.0.path.push(Step::Key(key));
            let value = entries.next_value_seed(Node(self.0))?;
            let Some(Step::Key(key)) = self.0.path.pop() else {
                continue;
            };
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
mod tests {
    use super::*;
    use serde_json::json;

    fn yaml(text: &str) -> Result<Value, Vec<Diagnostic>> {
        value(&Source::new("a.yaml", text), File::Document)
    }

    fn fault(name: &str, text: &str) -> Diagnostic {
        let mut faults = value(&Source::new(name, text), File::Overlay).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].file, File::Overlay);
        faults.remove(0)
    }

    fn position(line: usize, column: usize) -> Option<Position> {
        Some(Position { line, column })
    }

    #[test]
    fn scalars_are_those_of_yaml_1_2() {
        let text =
            "a: no\nb: 2024-01-02\nc: 1.5\nd: ~\ne: 0123\nf: 'null'\ng: 12345678901234567890123\n";
        let expected = json!({
            "a": "no", "b": "2024-01-02", "c": 1.5, "d": null, "e": "0123", "f": "null",
            "g": 12345678901234567890123_f64,
        });
        assert_eq!(yaml(text).unwrap(), expected);
    }

    #[test]
    fn keys_become_strings_and_are_sorted() {
        let value = yaml("b: {200: x, default: y}\na: {true: 1, 3.0: 2}\n").unwrap();
        assert_eq!(
            value.to_string(),
            r#"{"a":{"3.0":2,"true":1},"b":{"200":"x","default":"y"}}"#
        );
    }

    #[test]
    fn json_is_read_by_name_or_by_content() {
        let text = "{\"a\": \"\\ud83d\\ude00\", \"b\": [1]}";
        let expected = json!({"a": "\u{1f600}", "b": [1]});
        for name in ["a.json", "a", "https://example.com/a"] {
            let read = value(&Source::new(name, text), File::Document);
            assert_eq!(read.unwrap(), expected);
        }
        assert_eq!(yaml("{a: b}").unwrap(), json!({"a": "b"}));
    }

    #[test]
    fn syntax_errors_have_a_place() {
        let error = fault("a.yaml", "a: 1\nb: [1\nc: 2\n");
        assert_eq!((error.code, error.position), (Code::Syntax, position(3, 2)));
        assert!(!error.message.contains("line 3"), "{}", error.message);
        let error = fault("a.json", "{\n \"ä\": 1,\n \"öö\": }\n}");
        assert_eq!((error.code, error.position), (Code::Syntax, position(3, 8)));
        assert_eq!(error.message, "expected value");
        let error = fault("a.yaml", "a: !secret b\n");
        assert!(error.message.ends_with("a YAML tag has no meaning here"));
        let error = fault("a.yaml", "a: .nan\n");
        assert_eq!(error.position, position(1, 4));
        assert_eq!(fault("a.yaml", "a: 1\n---\nb: 2\n").code, Code::Syntax);
        assert_eq!(fault("a.yaml", "").message, "the file is empty");
        assert_eq!(fault("a.json", "[]").code, Code::Malformed);
    }

    #[test]
    fn repeated_keys_are_all_reported() {
        let text = "a:\n  x: 1\n  x: 2\n  x: 3\nb:\n  - {200: 1, '200': 2}\n";
        let faults = yaml(text).unwrap_err();
        let places: Vec<_> = faults
            .iter()
            .map(|fault| (fault.pointer.as_str(), fault.position))
            .collect();
        assert_eq!(
            places,
            [
                ("/a/x", position(3, 3)),
                ("/a/x", position(4, 3)),
                ("/b/0/200", position(6, 14)),
            ]
        );
        assert!(faults[0].message.ends_with("on line 2"));
        let error = fault("a.json", "{\"a\": 1,\n \"a\": 2}");
        assert_eq!(
            (error.code, error.position),
            (Code::DuplicateKey, position(2, 2))
        );
    }

    #[test]
    fn aliases_are_expanded_within_reason() {
        let value = yaml("a: &x {b: 1}\nc: *x\n").unwrap();
        assert_eq!(value, json!({"a": {"b": 1}, "c": {"b": 1}}));

        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(", ");
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        assert_eq!(fault("a.yaml", &bomb).message, TOO_MANY_NODES);

        let list = "x, ".repeat(600);
        let wide = format!("a: &a [{list}]\nb: [{}]\n", "*a, ".repeat(600));
        assert!(fault("a.yaml", &wide).message.ends_with(TOO_MANY_NODES));
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let text = format!("a: {}{}", "[".repeat(5_000), "]".repeat(5_000));
        assert_eq!(fault("a.yaml", &text).code, Code::Syntax);
        let text = format!("{{\"a\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000));
        assert_eq!(fault("a.json", &text).code, Code::Syntax);
    }

    #[test]
    fn a_document_is_typed() {
        let good =
            yaml("openapi: 3.0.1\ninfo: {title: T, version: '1'}\npaths: {/a: {}}\n").unwrap();
        assert_eq!(document(&good).unwrap().paths.paths.len(), 1);
        let bad = yaml("openapi: 3.0.1\ninfo: {title: 1}\npaths: {}\n").unwrap();
        assert_eq!(document(&bad).unwrap_err()[0].code, Code::Malformed);
    }
}
