//! Reads text into a value and a value into the typed document; the only file that names the parsers.

mod typed;

use std::collections::BTreeMap;
use std::fmt;

use openapiv3::OpenAPI;
use saphyr_parser::{Event, Parser};
use serde::de::{self, Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use crate::diagnostic::{Code, Diagnostic, File, Position};
use crate::limit::{Budget, MAX_NAME, MAX_NESTING};
use crate::pointer::Pointer;
use crate::shape;
use crate::source::{self, Source};

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
        nested(text)?;
        Node(state)
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| yaml_error(text, &error))
    }
}

/// Refuses a YAML text whose flow collections are nested so deep that reading it would take long: for each token, the parser
/// looks at all that are open.
///
/// Where only few are opened they can't be deep, and nothing is looked at.
fn nested(text: &str) -> Result<(), Diagnostic> {
    const FEW: usize = 1_000;
    let opened = |text: &str| {
        let bytes = text.bytes();
        bytes.filter(|byte| matches!(byte, b'[' | b'{')).count()
    };
    // What is nested without an indentation: `- - - x`.
    let compact = |text: &str| {
        text.lines().any(|line| {
            let signs = line.split_whitespace();
            let signs = signs.take_while(|sign| matches!(*sign, "-" | "?"));
            signs.count() > MAX_NESTING
        })
    };
    let is_suspect = |text: &str| opened(text) > FEW || compact(text);
    if !is_suspect(text) {
        return Ok(());
    }
    let (mut last, mut depth) = (0, 0_usize);
    for event in Parser::new_from_str(&source::without_surrogates(text)) {
        match event {
            Ok((event, span)) => {
                last = span.end.index();
                match event {
                    Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
                    Event::SequenceEnd | Event::MappingEnd => {
                        depth = depth.saturating_sub(1);
                    }
                    _ => {}
                }
                if depth > MAX_NESTING {
                    let place = Some((span.start.line(), span.start.col() + 1));
                    return Err(limited(syntax("recursion limit exceeded", place)));
                }
            }
            // What comes behind the fault is told by the parser that gives the values, unless that would take long.
            Err(error) => {
                let rest = text
                    .char_indices()
                    .nth(last)
                    .map_or("", |(at, _)| &text[at..]);
                if !is_suspect(rest) {
                    return Ok(());
                }
                let marker = error.marker();
                let place = Some((marker.line(), marker.col() + 1));
                return Err(limited(syntax(error.info(), place)));
            }
        }
    }
    Ok(())
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
        _ => fault.help("the fault may be in a line before: a quote or a bracket that is not closed, or another indentation"),
    }
}

/// The fault, as one of what is beyond a limit if it is that.
fn limited(fault: Diagnostic) -> Diagnostic {
    let (message, help) = match fault.message.as_str() {
        message if message.ends_with("recursion limit exceeded") => {
            let message = format!("the file is nested more than {MAX_NESTING} levels deep");
            (message, "nest it less deep")
        }
        "repetition limit exceeded" => (TOO_MANY_NODES.to_owned(), "write out less by aliases"),
        message if message.ends_with(TOO_MANY_NODES) => {
            (message.to_owned(), "write out less by aliases")
        }
        message if message.ends_with(TOO_LONG_PLACES) || message.contains(BEYOND) => {
            (message.to_owned(), "shorten the keys")
        }
        _ => return fault,
    };
    Diagnostic {
        code: Code::Limit,
        message,
        ..fault
    }
    .help(help)
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

/// What tells that a message is about a limit.
const BEYOND: &str = "beyond the limits";

const TOO_MANY_NODES: &str = "the aliases of this file expand to too much data";

const TOO_LONG_PLACES: &str = "the keys above all values of this file are too long together";

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
struct Node<'s>(&'s mut State);

impl<'de> DeserializeSeed<'de> for Node<'_> {
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
            self.0.enter(&key)?;
            self.0.path.push(Step::Key(key));
            let value = entries.next_value_seed(Node(self.0))?;
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
        let error = fault("a.yaml", &bomb);
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::Limit, TOO_MANY_NODES)
        );

        let list = "x, ".repeat(600);
        let wide = format!("a: &a [{list}]\nb: [{}]\n", "*a, ".repeat(600));
        assert!(fault("a.yaml", &wide).message.ends_with(TOO_MANY_NODES));
    }

    #[test]
    fn deep_nesting_is_an_error() {
        let flow = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        for depth in [200, 5_000, 50_000] {
            let yaml = format!("a: {}", flow(depth));
            let json = format!("{{\"a\": {}}}", flow(depth));
            for (name, text) in [("a.yaml", yaml), ("a.json", json)] {
                let error = fault(name, &text);
                assert_eq!(error.code, Code::Limit, "{name}: {error:?}");
                assert!(error.position.is_some(), "{name}");
            }
        }
        for depth in [200, 20_000] {
            let error = fault("a.yaml", &format!("a: 1\nb:\n  {}x", "- ".repeat(depth)));
            assert_eq!(error.code, Code::Limit, "{error:?}");
        }
        let json = format!("{{\"a\": {}}}", flow(100));
        assert!(value(&Source::new("a.json", json), File::Document).is_ok());
        // What is not nested may be as wide as it likes.
        let wide = format!("a: [{}]", "[], {}, ".repeat(20_000));
        assert!(yaml(&wide).is_ok());
        // A fault that only one of the parsers sees does not keep the other one busy.
        let odd = format!("a: \"\\q\"\nb: {}", flow(20_000));
        assert_eq!(fault("a.yaml", &odd).code, Code::Syntax);
    }

    #[test]
    fn long_keys_are_an_error() {
        let long = "k".repeat(2_000);
        for (name, text) in [
            ("a.yaml", format!("a:\n  ? {long}\n  : 1\n")),
            ("a.json", format!("{{\"a\": {{\"{long}\": 1}}}}")),
        ] {
            let error = fault(name, &text);
            assert_eq!(error.code, Code::Limit, "{name}: {error:?}");
            assert!(error.position.is_some(), "{name}");
        }
        let mut deep = "{".to_owned();
        for level in 0..100 {
            deep.push_str(&format!("\"{}{level}\": {{", "k".repeat(1_000)));
        }
        deep.push_str(&format!("\"x\": [{}1]", "1, ".repeat(1_000)));
        deep.push_str(&"}".repeat(101));
        let error = fault("a.json", &deep);
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::Limit, TOO_LONG_PLACES)
        );
    }

    #[test]
    fn a_document_is_typed() {
        let good = yaml(
            "openapi: 3.0.1\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {}}}}\n",
        )
        .unwrap();
        assert_eq!(document(&good).unwrap().paths.paths.len(), 1);
        let bad = yaml("openapi: 3.0.1\ninfo: {title: 1}\npaths: {}\n").unwrap();
        assert_eq!(document(&bad).unwrap_err()[0].code, Code::Malformed);
    }
}
