//! Tests of placeholders: where words come from, and how they are filled in.

use serde_json::json;

use super::*;

/// Their document with a second kind of thing and two operations, of which one has a tag of its own.
fn grown() -> Value {
    let mut theirs = theirs();
    let note = json!({"type": "string", "description": SENTENCE, "maxLength": 99});
    let part = json!({"type": "object", "description": SENTENCE, "properties": {"note": note, "weight": {"type": "integer", "description": SENTENCE}}});
    let crate_ = json!({"type": "object", "description": SENTENCE, "properties": {"weight": {"type": "integer", "description": "Another sentence of theirs."}}});
    theirs["components"]["schemas"]["part"] = part;
    theirs["components"]["schemas"]["crate"] = crate_;
    let operation = |id: &str, schema: &str| {
        json!({
            "operationId": id, "tags": ["TheirParts"], "summary": SENTENCE, "description": SENTENCE,
            "parameters": [{"name": "Size", "in": "query", "schema": {"type": "integer", "minimum": 1}}],
            "responses": {
                "200": {"description": SENTENCE, "content": {"application/json": {
                    "schema": {"$ref": format!("#/components/schemas/{schema}")}, "examples": {"theirs": {"value": {"weight": 7}}}}}},
                "404": {"description": SENTENCE},
            },
        })
    };
    theirs["paths"]["/v1/Parts"] =
        json!({"description": SENTENCE, "get": operation("FetchPart", "part")});
    theirs["paths"]["/v1/Crates"] =
        json!({"description": SENTENCE, "get": operation("FetchCrate", "crate")});
    theirs
}

fn source(imported: &Imported) -> Source {
    Source::new("ours.yaml", &imported.text)
}

fn theirs_of(document: &Value) -> Source {
    Source::new("theirs.json", document.to_string())
}

/// A filled-in file with words for every gap.
fn filled(gaps: &[Gap]) -> String {
    let sheet = sheet(gaps, "ours.yaml");
    let lines = sheet.lines().enumerate();
    let filled = lines.map(|(number, line)| {
        let words = format!(": 'Our text {number}: it''s new.'");
        line.replace(": \"\"", &words) + "\n"
    });
    filled.collect()
}

#[test]
fn equal_parts_take_words_that_are_there() {
    let imported = run(&grown());
    let taken: Vec<_> = imported
        .taken
        .iter()
        .map(|taken| (taken.pointer.as_str(), taken.from.as_str()))
        .collect();
    assert_eq!(
        taken,
        [
            (
                "/paths/~1v1~1Crates/get/parameters/0/description",
                "/paths/~1v1~1Things/get/parameters/1/description"
            ),
            (
                "/paths/~1v1~1Crates/get/parameters/0/example",
                "/paths/~1v1~1Things/get/parameters/1/example"
            ),
            (
                "/paths/~1v1~1Parts/get/parameters/0/description",
                "/paths/~1v1~1Things/get/parameters/1/description"
            ),
            (
                "/paths/~1v1~1Parts/get/parameters/0/example",
                "/paths/~1v1~1Things/get/parameters/1/example"
            ),
            (
                "/components/schemas/part/properties/note/description",
                "/components/schemas/thing/properties/note/description"
            ),
        ]
    );
}

#[test]
fn equal_parts_ask_once() {
    let imported = run(&grown());
    let missing = missing(&imported);
    for (subject, number) in [
        ("description of crate weight", 2),
        ("description of tags Parts", 1),
        ("summary of /v1/Parts get", 1),
        (
            "example of /v1/Crates get responses 200 application/json",
            1,
        ),
    ] {
        assert!(
            missing.contains(&format!("{subject} x{number}")),
            "{subject}: {missing:#?}"
        );
    }
    assert!(
        imported
            .text
            .contains("- name: Parts\n    description: (words missing)\n"),
        "{}",
        imported.text
    );
    let text = imported.text(&Inputs::default(), "theirs.json", false);
    assert!(
        text.contains("\n5 texts taken from equal parts of our document\n"),
        "{text}"
    );
    assert!(
        text.contains("\n15 placeholders, for which 14 texts are to be written\n"),
        "{text}"
    );
    assert!(
        text.starts_with("4 changes: wire compatible, rust minor\n  2 operations added\n"),
        "{text}"
    );
}

#[test]
fn a_filled_in_file_leaves_no_placeholder() {
    let theirs = grown();
    let imported = run(&theirs);
    let document = source(&imported);
    let gaps = gaps(&document, Some(&theirs_of(&theirs))).unwrap();
    assert_eq!(gaps.len(), imported.gaps.len());
    let sheet = Source::new("words.yaml", filled(&gaps));
    let text = fill(&document, &gaps, &sheet).unwrap_or_else(|report| panic!("{report}"));
    let document = Source::new("ours.yaml", &text);
    assert_eq!(super::gaps(&document, None).unwrap(), []);
    // All else stays, line by line.
    let mut before = imported
        .text
        .lines()
        .filter(|line| !line.ends_with(PLACEHOLDER));
    let mut after = text.lines().filter(|line| !line.contains("Our text"));
    assert!(before.by_ref().eq(after.by_ref()));
    let equal = text
        .matches("- name: Parts\n    description: \"Our text")
        .count();
    assert_eq!(equal, 1, "{text}");
    // The same file again has nothing to do, and another import keeps the words.
    assert_eq!(fill(&document, &[], &sheet).unwrap(), text);
    let again = over(&text, None, &theirs);
    assert!(again.text == text && again.gaps.is_empty() && again.taken.is_empty());
}

#[test]
fn long_texts_are_folded_and_short_ones_are_not() {
    let imported = run(&grown());
    let document = source(&imported);
    let long = "What the part weighs, with all that is packed around it: measured in grams, and 'rounded' to whole ones.";
    let at = "/components/schemas/crate/properties/weight/description";
    let sheet = format!("{at}: {}\n", json!(long));
    let text = fill(&document, &imported.gaps, &Source::new("words.yaml", sheet)).unwrap();
    let folded = "\n          description: >-\n            What the part weighs, with all that is packed around it: measured in grams, and 'rounded' to whole\n            ones.\n";
    assert_eq!(text.matches(folded).count(), 2, "{text}");
    let left = gaps(&Source::new("ours.yaml", &text), None).unwrap();
    assert_eq!(left.len(), imported.gaps.len() - 1);
}

#[test]
fn what_upstream_says_is_shown_and_refused() {
    let theirs = grown();
    let imported = run(&theirs);
    let document = source(&imported);
    let gaps = gaps(&document, Some(&theirs_of(&theirs))).unwrap();
    let sheet = sheet(&gaps, "ours.yaml");
    assert!(
        sheet.contains(&format!("#   upstream: {SENTENCE}")),
        "{sheet}"
    );
    let at = |subject: &str| {
        let gap = gaps.iter().find(|gap| gap.subject == subject).unwrap();
        gap.positions[0].1.clone()
    };
    let weight = at("description of crate weight");
    let example = at("example of /v1/Crates get responses 200 application/json");
    for (entry, message) in [
        (
            format!("{weight}: another  sentence of THEIRS."),
            "this is the text of the upstream document",
        ),
        (
            format!("{example}: {{weight: 7}}"),
            "this is the text of the upstream document",
        ),
        (
            format!("{weight}: {{a: b}}"),
            "the description of crate weight is text",
        ),
        (
            "/info/title: Else".to_owned(),
            "there is no placeholder at /info/title",
        ),
        ("- Else".to_owned(), "expected a mapping"),
    ] {
        let report = fill(&document, &gaps, &Source::new("words.yaml", &entry))
            .unwrap_err()
            .to_string();
        assert!(
            report.starts_with("words.yaml:1:") && report.contains(message),
            "{entry}\n{report}"
        );
    }
    let open = format!("{weight}: \"\"\n{example}:\n");
    assert_eq!(
        fill(&document, &gaps, &Source::new("words.yaml", open)).unwrap(),
        document.text
    );
}
