//! The worked example of `specs/reviewing.md`: what the page shows is what comes out.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{files, model};
use openapi_client_review::diff::diff;
use openapi_client_review::release;

use crate::replay;

/// The lines that the example adds, each behind the line that it follows, and what that line stands in.
const EDITS: [(&str, &str, &str); 2] = [
    (
        "operationId: CreateCustomerProfile\n",
        "                - PolicySid\n",
        "                - StatusCallback\n",
    ),
    (
        "    customer_profile_enum_status:\n",
        "        - twilio-approved\n",
        "        - twilio-revoked\n",
    ),
];

fn specs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs")
}

pub fn read(name: &str) -> String {
    fs::read_to_string(specs().join(name)).unwrap()
}

pub fn inputs(name: &str, text: String) -> Inputs {
    Inputs {
        document: Source::new(name, text),
        overlay: Some(Source::new(
            "overlay",
            read("twilio_trusthub_v1.overlay.yaml"),
        )),
        config: Some(Source::new("config", read("twilio_trusthub_v1.toml"))),
        ..Inputs::default()
    }
}

/// Where the line after `behind` begins, within what begins with `within`.
fn after(text: &str, within: &str, behind: &str) -> usize {
    let start = text.find(within).unwrap();
    start + text[start..].find(behind).unwrap() + behind.len()
}

/// Inserts lines behind a line.
pub fn insert(text: &mut String, within: &str, behind: &str, lines: &str) {
    text.insert_str(after(text, within, behind), lines);
}

/// The document without and with the lines of the example, and these lines as the page shows them.
fn edited() -> (String, String, String) {
    let mut old = read("twilio_trusthub_v1.yaml");
    for (within, before, line) in EDITS {
        // The document may have the line by now.
        let at = after(&old, within, before);
        if old[at..].starts_with(line) {
            old.replace_range(at..at + line.len(), "");
        }
    }
    let mut new = old.clone();
    let mut shown = String::new();
    for (within, before, line) in EDITS {
        insert(&mut new, within, before, line);
        shown.push_str(&format!(" {before}+{line}"));
    }
    (old, new, shown)
}

/// The page with the blocks as they are; a block is known by its place.
fn page(page: &str, blocks: &[String]) -> String {
    let mut parts: Vec<String> = page.split("\n```").map(str::to_owned).collect();
    assert_eq!(
        parts.len(),
        2 * blocks.len() + 1,
        "the page has other blocks"
    );
    for (part, block) in parts.iter_mut().skip(1).step_by(2).zip(blocks) {
        let language = part.lines().next().unwrap_or_default();
        *part = format!("{language}\n{}", block.trim_end_matches('\n'));
    }
    parts.join("\n```")
}

#[test]
fn the_worked_example_is_what_comes_out() {
    let (old, new, shown) = edited();
    let (old, new) = (inputs("old.yaml", old), inputs("new.yaml", new));
    let (old_model, new_model) = (model(&old).unwrap(), model(&new).unwrap());
    let mut found = diff(&old_model, &new_model);
    found.locate(&old.document, &new.document);
    let surface = |inputs, lowered| files(lowered, inputs).unwrap().files["api.txt"].clone();
    let changes = release::compare(&surface(&old, &old_model), &surface(&new, &new_model));
    let changes = release::listing(&changes);
    let [overview, sheet] = replay::shown();
    let blocks = [
        shown,
        found.text("old.yaml", "new.yaml"),
        found.changelog(&old_model, &new_model),
        changes,
        overview,
        sheet,
    ];
    let path = specs().join("reviewing.md");
    let before = fs::read_to_string(&path).unwrap();
    let after = page(&before, &blocks);
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, after).unwrap();
        return;
    }
    assert_eq!(
        before, after,
        "INSTA_UPDATE=always writes the page as it should be"
    );
}
