//! The output depends on what a document says, and not on the order of its keys or on its notation.

use std::fmt::Write as _;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::source::Source;
use openapi_client_codegen::{generate, load};
use serde_json::Value;

use crate::random::Random;

/// What decides the order in which the keys of a mapping are written.
enum Order {
    Reversed,
    Shuffled(Box<Random>),
}

impl Order {
    fn apply(&mut self, keys: &mut [&String]) {
        match self {
            Self::Reversed => keys.reverse(),
            Self::Shuffled(random) => random.shuffle(keys),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Notation {
    Json,
    /// Block style, with scalars as in JSON.
    Yaml,
}

fn write(value: &Value, notation: Notation, order: &mut Order, indent: usize, text: &mut String) {
    let is_block = notation == Notation::Yaml;
    match value {
        Value::Object(map) if !map.is_empty() => {
            let mut keys: Vec<&String> = map.keys().collect();
            order.apply(&mut keys);
            text.push_str(if is_block { "" } else { "{" });
            for (index, key) in keys.into_iter().enumerate() {
                let separator = if is_block || index == 0 { "" } else { "," };
                write!(
                    text,
                    "{separator}\n{:indent$}{}: ",
                    "",
                    Value::from(key.as_str())
                )
                .unwrap();
                write(&map[key], notation, order, indent + 2, text);
            }
            text.push_str(if is_block { "" } else { "}" });
        }
        Value::Array(items) if !items.is_empty() => {
            text.push_str(if is_block { "" } else { "[" });
            for (index, item) in items.iter().enumerate() {
                let separator = if is_block || index == 0 { "" } else { "," };
                let dash = if is_block { "- " } else { "" };
                write!(text, "{separator}\n{:indent$}{dash}", "").unwrap();
                write(item, notation, order, indent + 2, text);
            }
            text.push_str(if is_block { "" } else { "]" });
        }
        scalar => write!(text, "{scalar}").unwrap(),
    }
}

/// The output when the document is written anew.
fn rewritten(notation: Notation, mut order: Order) -> Output {
    let mut inputs = acceptance::trusthub().unwrap();
    let document = load::value(&inputs.document, File::Document).unwrap();
    let mut text = String::new();
    write(&document, notation, &mut order, 0, &mut text);
    let text = text.trim_start().to_owned();
    assert_ne!(text, inputs.document.text);
    // The name stands in the headers of the files.
    inputs.document = Source::new(inputs.document.name, text);
    generate(&inputs)
        .unwrap_or_else(|report| panic!("{report}"))
        .output
}

#[test]
fn neither_order_nor_notation_changes_a_byte() {
    let expected = generate(&acceptance::trusthub().unwrap()).unwrap().output;
    for notation in [Notation::Json, Notation::Yaml] {
        let shuffled = |seed| Order::Shuffled(Box::new(Random::new(seed)));
        for order in [Order::Reversed, shuffled(1), shuffled(2026)] {
            let output = rewritten(notation, order);
            let paths = |output: &Output| output.files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(paths(&output), paths(&expected));
            for (path, text) in &output.files {
                assert!(*text == expected.files[path], "{path} differs");
            }
        }
    }
}
