//! Each code has an explanation whose example brings it out, and whose mended example does not.

use super::Code;
use crate::source::Inputs;
use crate::{findings, generate};

/// What an example leaves out.
const DOCUMENT: &[(&str, &str)] = &[
    ("openapi", "openapi: 3.0.1"),
    ("info", "info: {title: Things, version: 1.0.0}"),
    ("servers", "servers: [{url: https://things.example}]"),
    ("paths", "paths: {}"),
];

/// What an example of an overlay leaves out.
const OVERLAY: &[(&str, &str)] = &[
    ("overlay", "overlay: 1.0.0"),
    ("info", "info: {title: Deviations, version: 1.0.0}"),
];

/// The fences of a section, by what they are.
fn fences(section: &str) -> Vec<(&str, String)> {
    let mut parts = section.split("```");
    parts.next();
    let mut fences = Vec::new();
    while let (Some(fence), Some(_)) = (parts.next(), parts.next()) {
        let (kind, text) = fence.split_once('\n').unwrap();
        fences.push((kind, text.to_owned()));
    }
    fences
}

/// The text with the lines before it that it leaves out.
fn completed(text: &str, keys: &[(&str, &str)]) -> String {
    let is_there = |key: &str| {
        text.lines()
            .any(|line| line.starts_with(&format!("{key}:")))
    };
    let missing = keys.iter().filter(|(key, _)| !is_there(key));
    let lines: String = missing.map(|(_, line)| format!("{line}\n")).collect();
    lines + text
}

/// The bytes of a text in which `\xE9` stands for a byte.
fn bytes(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}

/// The codes that the fences of a section bring out.
fn found(section: &str) -> Vec<Code> {
    let mut document = ("document.yaml", completed("", DOCUMENT));
    let (mut overlay, mut config) = (None, None);
    for (kind, text) in fences(section) {
        match kind {
            "yaml" | "text" => document.1 = completed(&text, DOCUMENT),
            "json" => document = ("document.json", text),
            "yaml overlay" => overlay = Some(completed(&text, OVERLAY)),
            "toml" => config = Some(text),
            other => panic!("what is {other}?"),
        }
    }
    let inputs = Inputs::from_bytes(
        (document.0.to_owned(), bytes(&document.1)),
        overlay.map(|text| ("overlay.yaml".to_owned(), text.into_bytes())),
        config.map(|text| ("config.toml".to_owned(), text.into_bytes())),
    );
    let report = match inputs.and_then(|inputs| generate(&inputs).map(|_| findings(&inputs))) {
        Ok(report) | Err(report) => report,
    };
    report
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .collect()
}

#[test]
fn each_example_brings_out_its_code_and_no_other() {
    for code in Code::ALL {
        let text = code.explanation();
        let head = format!("# {code}: {}\n\n{}\n\n", code.title(), code.summary());
        assert!(text.starts_with(&head), "{code}");
        let (why, rest) = text[head.len()..].split_once("## An example\n").unwrap();
        assert!(!why.trim().is_empty(), "{code} does not say why it matters");
        let (example, mended) = rest.split_once("## How to fix it\n").unwrap();
        let example = found(example);
        assert!(!example.is_empty(), "{code}: the example is fine");
        assert!(
            example.iter().all(|found| found == code),
            "{code}: {example:?}"
        );
        assert_eq!(found(mended), [], "{code}: how it is mended");
    }
}

#[test]
fn codes_are_unique_and_sorted() {
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
}

#[test]
fn codes_are_read_in_either_case() {
    assert_eq!(Code::parse("th014"), Some(Code::OverlayAction));
    assert_eq!(Code::parse("TH999"), None);
    assert_eq!(Code::OverlayAction.stage(), "The overlay");
    assert_eq!(Code::UnusedConfig.stage(), "The configuration");
}
