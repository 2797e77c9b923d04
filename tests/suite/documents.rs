//! Documents made at random out of the constructs of OpenAPI: whatever is generated from them compiles without warnings.
//!
//! `RANDOM_DOCUMENTS` is how many are compiled, a few by default, and `RANDOM_SEED` the number of the first.

mod maker;
mod schemas;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{Options, generate_with};

use crate::compile::{CLIPPY, compiles};
use maker::Maker;

/// A number that an environment variable gives.
fn number(variable: &str) -> Option<u64> {
    let text = std::env::var(variable).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{variable} is no number")),
    )
}

#[test]
fn what_is_generated_from_any_document_compiles() {
    /// How many are compiled by default.
    const FEW: u64 = 12;
    let wanted = usize::try_from(number("RANDOM_DOCUMENTS").unwrap_or(FEW)).unwrap();
    let (mut seed, mut crates) = (number("RANDOM_SEED").unwrap_or(0), Vec::new());
    let (mut refused, mut errors) = (0, BTreeMap::<_, usize>::new());
    let options = Options {
        skip_unsupported: true,
    };
    while crates.len() < wanted {
        let document = Maker::new(seed).document();
        let name = format!("random-{seed}");
        seed += 1;
        let inputs = Inputs {
            document: Source::new(format!("{name}.json"), document.to_string()),
            config: Some(Source::new(
                "config.toml",
                format!("[package]\nname = {name:?}\n"),
            )),
            ..Inputs::default()
        };
        match generate_with(&inputs, options) {
            Ok(generated) => crates.push((name, generated.output)),
            Err(report) => {
                refused += 1;
                let codes = report.diagnostics().iter().map(|error| error.code);
                for code in codes.collect::<BTreeSet<_>>() {
                    *errors.entry(code).or_default() += 1;
                }
            }
        }
        assert!(
            refused < 20 * wanted.max(10),
            "nearly all documents are refused"
        );
    }
    println!("{wanted} documents, and {refused} that were refused: {errors:?}");
    compiles("random", crates, &CLIPPY);
}
