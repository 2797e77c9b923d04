//! Twilio's own documents brought in over ours, where there are copies: the interface is theirs, the words stay ours.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{load, model};
use openapi_client_review::diff::diff;
use openapi_client_review::import::{Lock, fingerprint, import, sha256};
use serde_json::Value;

/// The files of a folder that an environment variable names; none if it is not set.
fn files(variable: &str) -> Vec<PathBuf> {
    let Some(dir) = std::env::var_os(variable) else {
        return Vec::new();
    };
    let mut files: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// What is said in a document: every text that is not of its interface.
fn sentences(value: &Value, key: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                sentences(value, key, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sentences(item, key, found)),
        Value::String(text) => {
            let is_told = matches!(key, "description" | "summary" | "title");
            let words = text.split_whitespace().count();
            if text.len() >= 20 && (words > 2 || (is_told && words > 1)) {
                found.insert(text.clone());
            }
        }
        _ => {}
    }
}

/// The properties in examples that their schemas do not declare, by the names of the operations.
fn undeclared(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let paths = document["paths"].as_object().into_iter().flatten();
    let operations = paths.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    for (_, operation) in operations {
        let id = operation["operationId"].as_str().unwrap_or_default();
        let responses = operation["responses"].as_object().into_iter().flatten();
        let bodies = responses.map(|(_, response)| response);
        for body in bodies.chain([&operation["requestBody"]]) {
            for (_, media) in body["content"].as_object().into_iter().flatten() {
                let examples = media["examples"].as_object().into_iter().flatten();
                for (name, example) in examples {
                    let at = format!("{id} {name}");
                    declared(
                        document,
                        &media["schema"],
                        &example["value"],
                        &at,
                        &mut found,
                    );
                }
            }
        }
    }
    found
}

/// Looks for properties of a value that its schema does not declare, and for those that it asks for in vain.
fn declared(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let target = schema["$ref"]
        .as_str()
        .and_then(|name| document.pointer(&name[1..]));
    let schema = target.unwrap_or(schema);
    if let (Some(properties), Some(entries)) = (schema["properties"].as_object(), value.as_object())
    {
        for (key, value) in entries {
            match properties.get(key) {
                Some(schema) => declared(document, schema, value, &format!("{at}/{key}"), found),
                None => found.push(format!("{at}/{key} is not declared")),
            }
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            if !entries.contains_key(name.as_str().unwrap()) {
                found.push(format!("{at} has no {name}"));
            }
        }
    }
    for item in value.as_array().into_iter().flatten() {
        declared(document, &schema["items"], item, at, found);
    }
}

#[test]
fn old_versions_come_in_without_their_words() {
    let present = acceptance::trusthub().unwrap();
    let versions = files("TWILIO_HISTORY_DIR");
    if versions.is_empty() {
        println!(
            "skipped: TWILIO_HISTORY_DIR is not set to a folder of versions of Twilio's TrustHub document"
        );
    }
    let mut before = BTreeSet::new();
    let document = load::value(&present.document, File::Document).unwrap();
    // The example of a policy has the name that Twilio's policy has.
    sentences(&document, "", &mut before);
    for path in &versions {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let new = Source::new(&name, fs::read_to_string(path).unwrap());
        let imported = import(&present, &new).unwrap_or_else(|report| panic!("{name}: {report}"));

        let plain = |source: &Source| {
            let inputs = Inputs {
                document: source.clone(),
                // The name of the client would else be made of the title, which stays ours.
                config: Some(Source::new("names.toml", "[client]\nname = \"TrustHub\"\n")),
                ..Inputs::default()
            };
            model(&inputs).unwrap_or_else(|report| panic!("{name}: {report}"))
        };
        let written = Source::new("ours.yaml", imported.text);
        let lowered = plain(&written);
        let changes = diff(&lowered, &plain(&new)).changes;
        assert!(changes.is_empty(), "{name}: {changes:#?}");
        // Examples that do not fit their schemas are warned of.
        let warnings = lowered.warnings.iter().map(|found| &found.message);
        let warnings: Vec<_> = warnings.filter(|text| text.contains("example")).collect();
        assert!(warnings.is_empty(), "{name}: {warnings:#?}");
        let left = undeclared(&lowered.document);
        assert!(left.is_empty(), "{name}: {left:#?}");

        let mut said = BTreeSet::new();
        sentences(&load::value(&new, File::Document).unwrap(), "", &mut said);
        assert!(said.len() > 50, "{name} says too little to tell");
        let mut ours = BTreeSet::new();
        let written = load::value(&written, File::Document).unwrap();
        sentences(&written, "", &mut ours);
        let copied: Vec<_> = said
            .intersection(&ours)
            .filter(|text| !before.contains(*text))
            .collect();
        assert!(copied.is_empty(), "{name}: {copied:#?}");
    }
}

#[test]
fn the_present_version_changes_nothing() {
    let present = acceptance::trusthub().unwrap();
    let documents = files("TWILIO_OAI_DIR");
    if documents.is_empty() {
        println!("skipped: TWILIO_OAI_DIR is not set to a folder of Twilio's JSON documents");
    }
    for path in documents
        .iter()
        .filter(|path| path.ends_with("twilio_trusthub_v1.json"))
    {
        let bytes = fs::read(path).unwrap();
        let new = Source::from_bytes("twilio_trusthub_v1.json", bytes.clone()).unwrap();
        let document = load::value(&new, File::Document).unwrap();
        let ours = load::value(&present.document, File::Document).unwrap();
        if fingerprint(&document) != fingerprint(&ours) {
            println!(
                "skipped: {} has another interface than specs/",
                path.display()
            );
            continue;
        }
        let imported = import(&present, &new).unwrap_or_else(|report| panic!("{report}"));
        assert!(imported.text == present.document.text);
        assert_eq!(imported.gaps, []);
        assert_eq!(imported.proposals, []);
        assert_eq!(imported.superfluous, []);
        assert!(imported.report.is_empty(), "{}", imported.report);
        assert_eq!(lock().sha256, sha256(&bytes));
    }
}

pub fn lock() -> Lock {
    let path = acceptance::root().join("specs/spec.lock.toml");
    Lock::parse(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What to record, and where, if the record is about another interface than the document's.
pub fn unrecorded(document: &Value, lock: &Lock) -> Option<String> {
    let interface = fingerprint(document);
    (interface != lock.interface).then(|| {
        format!(
            "this interface is not the one in specs/spec.lock.toml.\n\
             If Twilio has published the change, and you wrote it into specs/twilio_trusthub_v1.yaml by hand, record it in \
             specs/spec.lock.toml: `interface = \"{interface}\"` (`cargo xtask spec import` does so by itself).\n\
             If Twilio has not published it, undo it, and add it as an action to specs/twilio_trusthub_v1.overlay.yaml, with \
             its reason."
        )
    })
}

#[test]
fn the_document_has_the_recorded_interface() {
    let present = acceptance::trusthub().unwrap();
    let document = load::value(&present.document, File::Document).unwrap();
    if let Some(message) = unrecorded(&document, &lock()) {
        panic!("{message}");
    }
}
