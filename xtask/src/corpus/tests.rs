//! Tests of the command as a whole, without cargo.

use std::collections::BTreeSet;

use super::*;

#[test]
fn documents_are_found_by_their_endings_and_names() {
    let folder = env::temp_dir().join(format!("xtask-corpus-{}", std::process::id()));
    fs::create_dir_all(folder.join("d.json")).unwrap();
    for name in ["b.yaml", "a.json", "c.txt"] {
        fs::write(folder.join(name), "{}").unwrap();
    }
    let names = |only| -> Vec<String> {
        let found = document::find(&folder, only).unwrap();
        let names = found.iter().filter_map(|found| found.path.file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    };
    assert_eq!(names(None), ["a.json", "b.yaml"]);
    assert_eq!(names(Some("b")), ["b.yaml"]);
    assert_eq!(names(Some("a.json")), ["a.json"]);
    assert!(document::find(&folder, Some("c")).is_err());
    for (name, told) in [
        ("a.yaml", "there are two `a`"),
        (
            "A.json",
            "the crates of `A` and `a` would both be called `a`",
        ),
        (
            "...json",
            "`...json` has neither letters nor digits to call a crate after",
        ),
    ] {
        fs::write(folder.join(name), "{}").unwrap();
        let failure = document::find(&folder, None).unwrap_err();
        assert!(failure.to_string().ends_with(told), "{failure}");
        fs::remove_file(folder.join(name)).unwrap();
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_document_that_cant_be_taken_does_not_stop_the_others() {
    let folder = env::temp_dir().join(format!("xtask-corpora-{}", std::process::id()));
    let out = folder.join("out");
    fs::create_dir_all(&folder).unwrap();
    let good = "openapi: 3.0.1\ninfo: {title: Good, version: '1'}\nservers: [{url: https://good.example}]\n\
                paths: {/v1/Things: {delete: {operationId: DeleteThings, responses: {'204': {description: gone}}}}}\n";
    fs::write(folder.join("good.yaml"), good).unwrap();
    fs::write(folder.join("bad.yaml"), "openapi: 3.0.1\npaths: 7\n").unwrap();
    fs::write(folder.join("worse.json"), [0xff]).unwrap();
    let paths = document::find(&folder, None).unwrap();
    let documents = document::generate_all(&paths, &out, Options::default()).unwrap();
    let names: Vec<_> = documents
        .iter()
        .map(|document| document.name.as_str())
        .collect();
    assert_eq!(names, ["bad", "good", "worse"]);
    let fine: Vec<_> = documents.iter().map(Document::is_fine).collect();
    assert_eq!(fine, [false, true, false]);
    assert_eq!((documents[1].operations, documents[1].generated), (1, 1));
    let manifest = fs::read_to_string(out.join("good/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"good\""), "{manifest}");
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn documents_of_all_folders_are_called_by_their_paths() {
    let folder = env::temp_dir().join(format!("xtask-below-{}", std::process::id()));
    let out = folder.join("out");
    fs::create_dir_all(folder.join("one/deeper")).unwrap();
    let document = "openapi: 3.0.1\ninfo: {title: Good, version: '1'}\nservers: [{url: https://good.example}]\n\
                    paths: {/v1/Things: {delete: {operationId: DeleteThings, responses: {'204': {description: gone}}}, \
                    put: {operationId: PutThings, requestBody: {content: {multipart/mixed: {schema: {type: string}}}}, \
                    responses: {'204': {description: gone}}}}}\n";
    for (name, text) in [
        ("one/spec.yaml", document),
        ("one/deeper/spec.yaml", document),
        ("one/list.json", "[1]"),
        ("one/other.yaml", "a: 1"),
        ("one/broken.yaml", "openapi: ["),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let found = document::find_below(&folder, Some("one/")).unwrap();
    let options = Options {
        skip_unsupported: true,
    };
    let mut documents = document::generate_all(&found, &out, options).unwrap();
    documents.retain(|document| !document.is_other);
    let names: Vec<_> = documents
        .iter()
        .map(|document| document.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["one/broken.yaml", "one/deeper/spec.yaml", "one/spec.yaml"]
    );
    let refusals: Vec<_> = documents.iter().flat_map(driver::refusals).collect();
    assert_eq!(refusals.len(), 3);
    assert!(
        refusals[0].starts_with("one/broken.yaml was refused: TH002: "),
        "{refusals:?}"
    );
    assert!(refusals[2].starts_with("one/spec.yaml: not generated: PutThings"));
    driver::write(&out.join("driver"), &documents).unwrap();
    let program = fs::read_to_string(out.join("driver/src/main.rs")).unwrap();
    for line in [
        "path: \"one/broken.yaml\", generated: Generated::Refused(\"TH002\")",
        "Generated::Service(&one_spec_yaml::dynamic::SERVICE, &[(\"PutThings\", \"TH061\"), (\"PUT /v1/Things\", \"TH061\")])",
    ] {
        assert!(program.contains(line), "{program}");
    }
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn packages_have_names_that_cargo_takes() {
    let names = [
        "twilio_content_v1",
        "twilio_content_v2",
        "2fast",
        "Über api",
        "../..",
        "core",
        "nul",
        "target",
        "driver",
    ];
    let names: BTreeSet<_> = names.iter().map(|name| Document::package(name)).collect();
    let expected = [
        "api-",
        "api-2fast",
        "api-core",
        "api-driver",
        "api-nul",
        "api-target",
        "ber-api",
        "twilio-content-v1",
        "twilio-content-v2",
    ];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), expected);
}
