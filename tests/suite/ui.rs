//! Mistakes that do not compile, with what the compiler says about them: a file in `ui/` each, and beside it the messages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::{compile, snapshot};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui");

/// What the compiler says, without the lines of our own files that it shows.
fn told(message: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let code = text(&message["code"]["code"]);
    let mut told = format!(
        "{}[{code}]: {}\n",
        text(&message["level"]),
        text(&message["message"])
    );
    for span in message["spans"].as_array().unwrap() {
        if text(&span["file_name"]).starts_with(FOLDER) {
            let line = text(&span["text"][0]["text"]);
            let label = text(&span["label"]);
            writeln!(told, "    {}\n    ^ {label}", line.trim()).unwrap();
        }
    }
    for child in message["children"].as_array().unwrap() {
        // The first lines say what the rest shows.
        writeln!(
            told,
            "{}: {}",
            text(&child["level"]),
            text(&child["message"])
        )
        .unwrap();
    }
    told
}

#[test]
fn mistakes_do_not_compile() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let package = workspace.join("mistakes");
    let client = acceptance::root().join("generated").canonicalize().unwrap();
    let mut manifest = format!(
        "[package]\nname = \"mistakes\"\nedition = \"2024\"\n\n\
         [dependencies]\ntwilio-trusthub = {{ path = {client:?}, default-features = false }}\n"
    );
    let files = fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    let names: BTreeSet<String> = files.map(|path| name(&path)).collect();
    for name in &names {
        write!(
            manifest,
            "\n[[bin]]\nname = {name:?}\npath = \"{FOLDER}/{name}.rs\"\n"
        )
        .unwrap();
    }
    fs::create_dir_all(&package).unwrap();
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    compile::write_workspace(&workspace, &["mistakes".to_owned()]);
    let output = compile::cargo(
        &workspace,
        &["check", "--keep-going", "--message-format=json"],
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for line in lines.lines().map(|line| line.parse::<Value>().unwrap()) {
        let message = &line["message"];
        let has_place = message["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty());
        if message["level"] == "error" && has_place {
            let name = line["target"]["name"].as_str().unwrap().to_owned();
            *found.entry(name).or_default() += &format!("{}\n", told(message));
        }
    }
    for name in &names {
        let told = found.get(name).unwrap_or_else(|| {
            panic!(
                "{name} compiles: {}",
                String::from_utf8_lossy(&output.stderr)
            )
        });
        snapshot::settings(Path::new(FOLDER)).bind(|| insta::assert_snapshot!(name.as_str(), told));
    }
    snapshot::assert_no_other(Path::new(FOLDER), &names);
}
