//! The page of a diff: a snapshot of a small one, and a browser that has nothing but the file filters its changes.

use std::env;
use std::fs;
use std::path::Path;

use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::{files, model};
use openapi_client_review::diff::diff;
use openapi_client_review::diff::html::Package;
use serde_json::{Value, json};

use crate::{browser, snapshot};

/// Text that would be noticed if it was taken for markup.
const HOSTILE: &str = "</script><img src=x onerror=\"document.title='taken over'\">";

/// A document with one resource and an enumeration.
fn small() -> Value {
    let response = json!({"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/lamp"}}}});
    let form =
        json!({"type": "object", "required": ["Name"], "properties": {"Name": {"type": "string"}}});
    json!({
        "openapi": "3.0.1",
        "info": {"title": "Lamps", "version": "1.0.0"},
        "servers": [{"url": "https://lamps.example.com"}],
        "paths": {
            "/v1/Lamps": {"post": {
                "operationId": "CreateLamp",
                "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
                "responses": {"201": response}
            }},
            "/v1/Lamps/{Sid}": {"delete": {
                "operationId": "DeleteLamp",
                "parameters": [{"name": "Sid", "in": "path", "required": true, "schema": {"type": "string"}}],
                "responses": {"204": {"description": ""}}
            }}
        },
        "components": {"schemas": {
            "lamp": {"type": "object", "properties": {
                "sid": {"type": "string"}, "color": {"$ref": "#/components/schemas/lamp_enum_color"}
            }},
            "lamp_enum_color": {"type": "string", "enum": ["red", "green"]}
        }}
    })
}

/// The document after a change that breaks, and one that does not.
fn changed() -> Value {
    let mut new = small();
    let create = &mut new["paths"]["/v1/Lamps"]["post"];
    let form = &mut create["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    form["properties"]["Note"] = json!({"type": "string", "description": HOSTILE});
    new["components"]["schemas"]["lamp_enum_color"]["enum"][0] = json!("RED");
    new["info"]["version"] = json!("1.1.0");
    new
}

fn page(documents: [&Value; 2]) -> String {
    let inputs = documents.map(|document| Inputs {
        document: Source::new(
            "lamps.json",
            serde_json::to_string_pretty(document).unwrap(),
        ),
        ..Inputs::default()
    });
    let models = inputs.each_ref().map(|inputs| model(inputs).unwrap());
    let output = |side: usize| files(&models[side], &inputs[side]).unwrap();
    let outputs = [output(0), output(1)];
    let side = |name, side: usize| Package {
        name,
        lowered: &models[side],
        output: &outputs[side],
    };
    let mut diff = diff(&models[0], &models[1]);
    diff.locate(&inputs[0].document, &inputs[1].document);
    diff.html(side("old.json", 0), side("new.json", 1))
}

#[test]
fn a_small_page() {
    let page = page([&small(), &changed()]);
    let (_, body) = page.split_once("<body>").unwrap();
    let (body, _) = body.split_once("<script>").unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    snapshot::settings(&folder).bind(|| insta::assert_snapshot!("diff-page", body));
}

/// How many changes a page has, and how many of these are hidden.
fn counts(dom: &str) -> (usize, usize) {
    let changes = dom.split("<li class=\"change\"").skip(1);
    let tags: Vec<&str> = changes
        .map(|rest| rest.split('>').next().unwrap())
        .collect();
    let hidden = tags.iter().filter(|tag| tag.contains(" hidden"));
    (tags.len(), hidden.count())
}

#[test]
fn a_browser_filters_the_changes() {
    if !browser::is_there() {
        println!("skipped: there is no chromium to look at the page with");
        return;
    }
    let folder = env::temp_dir().join(format!("diff-page-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    fs::write(&file, page([&small(), &changed()])).unwrap();
    let profile = folder.join("profile");
    let dom = |fragment: &str| {
        let address = format!("file://{}{fragment}", file.display());
        let (dom, log) = browser::visit(&profile, &address, &["--dump-dom"]);
        // The script ran, and nothing was refused: the hashes of the policy are those of the script and the style.
        assert!(dom.contains("<html lang=\"en\" class=\"js\">"), "{log}");
        assert!(!log.contains("Content Security Policy"), "{log}");
        assert!(!dom.contains("taken over</title>") && !dom.contains("<img"));
        dom
    };
    assert_eq!(counts(&dom("")), (2, 0));
    let breaking = dom("#wire=breaking");
    assert_eq!(counts(&breaking), (2, 1));
    assert!(breaking.contains(">1 of 2 shown<"));
    // With its change, what stands around it is hidden.
    assert_eq!(breaking.matches("<article class=\"unit\"").count(), 2);
    assert_eq!(
        breaking.matches("hidden=\"\"><h3>").count()
            + breaking.matches("hidden=\"\">\n<h3>").count(),
        1
    );
    assert_eq!(counts(&dom("#wire=breaking,compatible&rust=major")), (2, 1));
    assert_eq!(counts(&dom("#q=red%20renamed")), (2, 1));
    assert_eq!(counts(&dom("#q=purple")), (2, 2));
    assert_eq!(counts(&dom("#in=r0")), (2, 0));
    // The place of something on the page is no filter.
    assert_eq!(counts(&dom("#c1")), (2, 0));

    let picture = folder.join("page.png");
    let screenshot = format!("--screenshot={}", picture.display());
    browser::visit(
        &profile,
        &format!("file://{}", file.display()),
        &[&screenshot],
    );
    assert!(fs::read(&picture).unwrap().starts_with(b"\x89PNG"));
    fs::remove_dir_all(&folder).unwrap();
}
