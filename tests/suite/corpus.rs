//! Twilio's own documents, where there is a copy: each becomes a crate with all of its operations.
//!
//! `cargo xtask corpus` compiles these crates and runs the tests of their examples.

use std::path::Path;

use openapi_client_codegen::diagnostic::File;
use openapi_client_codegen::document::METHODS;
use openapi_client_codegen::load;
use openapi_client_codegen::source::{Inputs, Source};
use serde_json::Value;

#[test]
fn every_document_is_taken_whole() {
    let Some(folder) = std::env::var_os("TWILIO_OAI_DIR") else {
        println!("skipped: TWILIO_OAI_DIR is not set to a folder of Twilio's JSON documents");
        return;
    };
    let mut documents: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", Path::new(&folder).display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    documents.sort();
    assert!(!documents.is_empty(), "there is no document in {folder:?}");
    let mut operations = 0;
    for path in &documents {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let document = Source::new(name.as_ref(), text);
        let expected = ids(&load::value(&document, File::Document).unwrap());
        let inputs = Inputs {
            document,
            ..Inputs::default()
        };
        let generated = openapi_client_codegen::generate(&inputs)
            .unwrap_or_else(|report| panic!("{name} was not taken:\n{report}"));
        let mut found: Vec<_> = generated
            .api
            .operations()
            .map(|operation| operation.id.as_str().to_owned())
            .collect();
        found.sort();
        assert_eq!(found, expected, "{name} has other operations");
        operations += found.len();
    }
    println!("{} documents, {operations} operations", documents.len());
}

/// The ids of all operations, in order.
fn ids(document: &Value) -> Vec<String> {
    let items = document["paths"].as_object().unwrap().values();
    let parts = items.filter_map(Value::as_object).flatten();
    let operations = parts.filter(|(key, _)| METHODS.contains(&key.as_str()));
    let mut ids: Vec<_> = operations
        .map(|(_, operation)| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}
