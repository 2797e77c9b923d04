//! The target `document`: what the generator is given.

use openapi_client_codegen::source::{Bytes, Inputs};
use openapi_client_codegen::{Options, generate_with};

/// What stands on a line of its own before an overlay and before a configuration.
const OVERLAY: &str = "%% overlay";
const CONFIG: &str = "%% config";

/// Generates from a document, and from the overlay and the configuration that may follow it.
///
/// Nothing makes the generator panic. What it writes is Rust, and what it reports has places in the texts.
pub fn document(data: &[u8]) {
    let mut parts: [(&str, Option<Vec<u8>>); 3] = [
        ("document.yaml", Some(Vec::new())),
        ("overlay.yaml", None),
        ("config.toml", None),
    ];
    let mut part = 0;
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match line.trim_ascii_end() {
            text if text == OVERLAY.as_bytes() => part = 1,
            text if text == CONFIG.as_bytes() => part = 2,
            _ => {
                let text = parts[part].1.get_or_insert_default();
                text.extend_from_slice(line);
                continue;
            }
        }
        parts[part].1 = Some(Vec::new());
    }
    let [document, overlay, config] =
        parts.map(|(name, text)| -> Option<Bytes> { Some((name.to_owned(), text?)) });
    let inputs = Inputs::from_bytes(document.unwrap_or_default(), overlay, config);
    let options = Options {
        skip_unsupported: data.len() % 2 == 1,
    };
    let report = match inputs.and_then(|inputs| generate_with(&inputs, options)) {
        Ok(generated) => {
            assert!(!generated.output.files.is_empty());
            generated.warnings
        }
        Err(report) => {
            assert!(report.has_errors());
            report
        }
    };
    for located in report.iter() {
        let span = located.span;
        assert!(
            located
                .text
                .get(span.offset..span.offset + span.len)
                .is_some()
        );
        assert!(!located.to_string().is_empty());
    }
}
