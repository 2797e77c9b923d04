//! A document that is of no known provider yields a crate in which no provider is named.

use std::path::Path;

use openapi_client_codegen::{files, model};

use crate::compile::compiles;
use crate::fixtures::{FOLDER, inputs};

/// Fixtures whose servers are below no provider's domain.
const PLAIN: [&str; 3] = ["petstore", "untyped", "warehouse"];

#[test]
fn no_provider_is_named() {
    for name in PLAIN {
        let inputs = inputs(&Path::new(FOLDER).join(name));
        let lowered = model(&inputs).unwrap();
        assert_eq!(lowered.profile.name, "plain", "{name}");
        let output = files(&lowered, &inputs).unwrap();
        assert!(output.files.contains_key("Cargo.toml"));
        for (path, text) in &output.files {
            let is_named = text.to_lowercase().contains("twilio");
            assert!(!is_named, "{name}/{path} names Twilio");
            let mut words = text.split(|char: char| !char.is_ascii_alphanumeric() && char != '_');
            let sid = words.find(|word| word.contains("SID") || word.contains("Sid"));
            assert_eq!(sid, None, "{name}/{path}");
        }
        let manifest = &output.files["Cargo.toml"];
        assert!(manifest.contains("openapi-client-runtime") && !manifest.contains("webhook"));
        assert!(output.files["src/lib.rs"].contains(".environment("));
    }
}

/// The crates' own tests, over their examples.
#[test]
fn the_crates_pass_their_tests() {
    let crates = PLAIN.into_iter().map(|name| {
        let inputs = inputs(&Path::new(FOLDER).join(name));
        let output = openapi_client_codegen::generate(&inputs).unwrap().output;
        (name.to_owned(), output)
    });
    compiles(
        "plain",
        crates.collect(),
        &["test", "--features", "testing"],
    );
}
