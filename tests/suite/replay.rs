//! The import of the eight newest operations, played again: from our own document, and from Twilio's where there is a copy.

use std::fs;

use openapi_client_codegen::diagnostic::{Code, File};
use openapi_client_codegen::document::PLACEHOLDER;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{findings, load};
use openapi_client_review::import::{
    Gap, Imported, accept, fill, fingerprint, gaps, import, sheet,
};
use serde_json::{Value, json};

/// The proposals that are accepted: all but what no recorded response shows.
const ACCEPTED: [usize; 9] = [1, 2, 3, 4, 5, 6, 10, 11, 12];

/// Maximum number of decisions: each proposal, whether to write, and the words.
const DECISIONS: usize = 15;

/// The names that the newest paths, schemas and tags have in common.
const NEW: [&str; 5] = [
    "A2P",
    "a2p_",
    "ProvisionalCop",
    "provisional_copy",
    "[[sid]]\nname = \"BrandRegistration",
];

/// The lines without the blocks that `is_new` finds by their first line: that line, and those indented deeper.
fn without(text: &str, is_new: impl Fn(&str) -> bool) -> String {
    let mut kept = String::new();
    let mut gone = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if gone.is_some_and(|above| indent > above) {
            continue;
        }
        gone = is_new(line).then_some(indent);
        if gone.is_none() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Our document, overlay and configuration without the operations.
pub(crate) fn before() -> Inputs {
    let present = acceptance::trusthub().unwrap();
    let has_name = |line: &str| NEW.iter().any(|name| line.contains(name));
    let document = without(&present.document.text, |line| {
        let is_block = line.starts_with("  /v1/") || line.starts_with("    trusthub.");
        (is_block || line.starts_with("  - name: ")) && has_name(line)
    });
    let overlay = present.overlay.map(|overlay| {
        let mut actions: Vec<_> = overlay.text.split("\n  - target: ").collect();
        actions.retain(|action| !action.contains("trusthub.v1.a2p_"));
        let text = actions.join("\n  - target: ");
        let mut kept = String::new();
        for (index, part) in text.split(",\n      '").enumerate() {
            let start = if index == 0 { "" } else { ",\n      '" };
            match part.split_once("/ProvisionalCopy']") {
                Some((_, rest)) => kept.push_str(&format!("]{rest}")),
                None => kept.push_str(&format!("{start}{part}")),
            }
        }
        Source::new(&overlay.name, kept)
    });
    let config = present.config.map(|config| {
        let tables = config.text.split("\n\n").filter(|table| {
            !["\"BN\"", "\"MG\""]
                .iter()
                .any(|prefix| table.contains(prefix))
        });
        let text = tables.collect::<Vec<_>>().join("\n\n");
        let lines = text
            .lines()
            .filter(|line| !line.contains("a2p_") && !line.starts_with("# The module says"));
        Source::new(
            &config.name,
            lines.map(|line| format!("{line}\n")).collect::<String>(),
        )
    });
    Inputs {
        document: Source::new(&present.document.name, document),
        overlay,
        config,
        ..Inputs::default()
    }
}

/// Our document as it is, as somebody else would publish it: other words, and other names of tags.
pub(crate) fn theirs() -> Source {
    let present = acceptance::trusthub().unwrap();
    let mut document = load::value(&present.document, File::Document).unwrap();
    retell(&mut document, false, &mut 0);
    Source::new("twilio_trusthub_v1.json", document.to_string())
}

fn retell(value: &mut Value, is_named: bool, number: &mut usize) {
    match value {
        Value::Object(map) => {
            for (key, value) in map
                .iter_mut()
                .filter(|(key, _)| !key.starts_with("example"))
            {
                let names = ["properties", "schemas", "paths", "responses", "content"];
                match (key.as_str(), &*value) {
                    ("description" | "summary", Value::String(_)) if !is_named => {
                        *number += 1;
                        *value = json!(format!("Sentence {number} of somebody else."));
                    }
                    ("tags", Value::Array(tags)) if tags.iter().all(Value::is_string) => {
                        let tags = tags
                            .iter()
                            .map(|tag| json!(format!("TrusthubV1{}", tag.as_str().unwrap())));
                        *value = tags.collect();
                    }
                    _ => retell(value, !is_named && names.contains(&key.as_str()), number),
                }
            }
        }
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| retell(item, false, number)),
        _ => {}
    }
}

/// A filled-in file: our words of today, where there are some, and something else for the rest.
fn filled(gaps: &[Gap]) -> Source {
    let present = acceptance::trusthub().unwrap();
    let present = load::value(&present.document, File::Document).unwrap();
    let mut filled = load::value(
        &Source::new("words.yaml", sheet(gaps, "ours.yaml")),
        File::Document,
    )
    .unwrap();
    for (part, words) in filled.as_object_mut().unwrap() {
        let ours = present
            .pointer(part)
            .filter(|_| words == "" && !part.starts_with("/tags"));
        if let Some(ours) = ours {
            *words = ours.clone();
        } else if words == "" {
            *words = json!(format!("Our words for {part}."));
        }
    }
    Source::new("words.yaml", filled.to_string())
}

fn placeholders(gaps: &[Gap]) -> usize {
    gaps.iter().map(|gap| gap.positions.len()).sum()
}

/// Plays the import, and returns it with the number of placeholders before and after.
fn play(theirs: &Source) -> (Imported, usize, usize) {
    let before = before();
    let warnings = findings(&before);
    assert!(warnings.is_empty(), "{warnings}");
    let imported = import(&before, theirs).unwrap_or_else(|report| panic!("{report}"));
    assert!(imported.report.is_empty(), "{}", imported.report);
    assert!(
        imported.proposals.len() + 2 <= DECISIONS,
        "{}",
        imported.proposals.len()
    );

    let accepted: Vec<_> = ACCEPTED
        .iter()
        .map(|number| &imported.proposals[number - 1])
        .collect();
    let mut amended = accept(&before, &accepted).unwrap_or_else(|report| panic!("{report}"));
    let document = Source::new(&before.document.name, &imported.text);
    let written = |document: Source, inputs: &Inputs| {
        findings(&Inputs {
            document,
            ..inputs.clone()
        })
    };
    let codes: Vec<_> = written(document.clone(), &amended)
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .collect();
    assert_eq!(codes, [Code::MissingWords]);

    let open = gaps(&document, Some(theirs)).unwrap();
    let text = fill(&document, &open, &filled(&open)).unwrap_or_else(|report| panic!("{report}"));
    let document = Source::new(&before.document.name, text);
    let overlay = amended.overlay.as_mut().unwrap();
    assert_eq!(overlay.text.matches(PLACEHOLDER).count(), 2);
    overlay.text = overlay.text.replace(PLACEHOLDER, "Our words.");
    let left = gaps(&document, None).unwrap();
    let warnings = written(document.clone(), &amended);
    assert!(warnings.is_empty(), "{warnings}");
    let value = |source| load::value(source, File::Document).unwrap();
    assert_eq!(fingerprint(&value(&document)), fingerprint(&value(theirs)));
    (imported, placeholders(&open), placeholders(&left))
}

#[test]
fn the_newest_operations_come_in_with_few_decisions() {
    let (imported, open, left) = play(&theirs());
    assert_eq!(
        (open, imported.gaps.len(), imported.taken.len(), left),
        (113, 102, 28, 0)
    );
}

#[test]
fn they_come_in_from_what_twilio_publishes() {
    let Some(folder) = std::env::var_os("TWILIO_OAI_DIR") else {
        println!("skipped: TWILIO_OAI_DIR is not set to a folder of Twilio's JSON documents");
        return;
    };
    let path = std::path::Path::new(&folder).join("twilio_trusthub_v1.json");
    let theirs = Source::new("twilio_trusthub_v1.json", fs::read_to_string(path).unwrap());
    let (imported, open, left) = play(&theirs);
    assert_eq!(
        (open, imported.gaps.len(), imported.taken.len(), left),
        (113, 102, 28, 0)
    );
}

/// What the page on reviewing shows: the import, and two entries of the file to fill in.
pub(crate) fn shown() -> [String; 2] {
    let (before, theirs) = (before(), theirs());
    let imported = import(&before, &theirs).unwrap_or_else(|report| panic!("{report}"));
    let document = Source::new(&before.document.name, &imported.text);
    let open = gaps(&document, Some(&theirs)).unwrap();
    let subjects = [
        "summary of /v1/A2PBrandRegistrations post",
        "description of trusthub.v1.a2p_brand_registration_request themeSetId",
    ];
    let two: Vec<_> = open
        .into_iter()
        .filter(|gap| subjects.contains(&gap.subject.as_str()))
        .collect();
    [
        imported.text(&before, &theirs.name, false),
        sheet(&two, &document.name),
    ]
}
