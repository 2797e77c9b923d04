//! What a change of the document means: no change is found where there is none, and each change where it is.

mod drafts;
pub mod history;
mod mutations;
mod page;

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Lowered, model};
use openapi_client_review::diff::diff;
use serde_json::Value;

use crate::random::Random;

/// The model of a document without overlay and configuration.
fn lowered(document: &Value) -> Lowered {
    let inputs = Inputs {
        document: Source::new("document.json", document.to_string()),
        ..Inputs::default()
    };
    model(&inputs).unwrap_or_else(|report| panic!("{}", report.iter().next().unwrap()))
}

/// The document of TrustHub as a value, after the overlay.
fn trusthub() -> Lowered {
    model(&acceptance::trusthub().unwrap()).unwrap()
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let diff = diff(&trusthub(), &trusthub());
    assert!(diff.is_empty(), "{}", diff.json());
}

#[test]
fn order_does_not_count() {
    let mut random = Random::new(7);
    let old = trusthub();
    let mut text = String::new();
    shuffled(&old.document, "", &mut random, &mut text);
    let inputs = acceptance::trusthub().unwrap();
    let new = model(&Inputs {
        document: Source::new("document.json", text),
        config: inputs.config,
        ..Inputs::default()
    })
    .unwrap();
    let diff = diff(&old, &new);
    assert!(diff.changes.is_empty(), "{:#?}", diff.changes);
    // The order of tags and examples is prose's.
    assert!(diff.notes.is_empty(), "{:#?}", diff.notes);
}

/// The document as JSON with its keys in another order, and so parameters that are no arguments, and values.
fn shuffled(value: &Value, key: &str, random: &mut Random, text: &mut String) {
    match value {
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            random.shuffle(&mut entries);
            text.push('{');
            for (index, (key, value)) in entries.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                text.push_str(&Value::from(key.as_str()).to_string());
                text.push(':');
                shuffled(value, key, random, text);
            }
            text.push('}');
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.iter().collect();
            let is_free = match key {
                "enum" => true,
                "parameters" => items.iter().all(|item| item["in"] == "query"),
                _ => false,
            };
            if is_free {
                random.shuffle(&mut items);
            }
            text.push('[');
            for (index, value) in items.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                shuffled(value, "", random, text);
            }
            text.push(']');
        }
        other => text.push_str(&other.to_string()),
    }
}
