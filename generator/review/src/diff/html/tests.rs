//! Tests of the page: what stands in it, that nothing of a document gets out of its place, and that it is the same again.

use serde_json::{Value, json};

use super::Package;
use crate::diff::diff;
use crate::diff::tests::{CREATE, THING, edited, lowered};
use openapi_client_codegen::files;
use openapi_client_codegen::source::{Inputs, Source};

/// The page of the small document with these edits and with those.
fn page(old: &[(&str, Value)], new: &[(&str, Value)]) -> String {
    let documents = [edited(old), edited(new)];
    let models = documents.each_ref().map(lowered);
    let inputs = documents.each_ref().map(|document| Inputs {
        document: Source::new("things.json", document.to_string()),
        ..Inputs::default()
    });
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

/// The text from the first `start` to the next `end`.
fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let (_, rest) = text
        .split_once(start)
        .unwrap_or_else(|| panic!("no {start} in {text}"));
    rest.split_once(end).unwrap().0
}

fn color(values: &[&str]) -> (&'static str, Value) {
    ("/components/schemas/thing_enum_color/enum", json!(values))
}

#[test]
fn the_verdict_comes_first() {
    let page = page(&[], &[color(&["dark-red", "blue", "green"])]);
    let verdict = between(&page, "<header class=\"verdict\">", "</header>");
    for text in [
        "<h1>Twilio - Things</h1>",
        "<div class=\"tile wire compatible\"><dt>On the wire</dt><dd><b>compatible</b>",
        "<div class=\"tile rust minor\"><dt>For Rust users</dt><dd><b>minor</b>",
        "<b>1 change</b><span>in 1 of 1 resource</span>",
        "Twilio - Things 1.0.0 <code>old.json</code>",
        "Twilio - Things 1.0.0 <code>new.json</code>",
    ] {
        assert!(verdict.contains(text), "{text}");
    }
    let first = page.find("class=\"verdict\"");
    assert!(first < page.find("<svg") && page.find("<svg") < page.find("class=\"change\""));
}

#[test]
fn a_change_has_its_place_and_its_rust_on_both_sides() {
    let page = page(&[], &[color(&["dark-red", "BLUE"])]);
    let change = between(&page, "<article class=\"unit\"", "</article>");
    for text in [
        "data-wire=\"breaking\"",
        "<del>blue</del> <span class=\"arrow\">&rarr;</span> <ins>BLUE</ins>",
        "<code>/components/schemas/thing_enum_color/enum/1</code>",
        "<figure class=\"rust both\">",
        "Blue = &quot;<mark>blue</mark>&quot;,",
        "Blue = &quot;<mark>BLUE</mark>&quot;,",
        "DarkRed = &quot;dark-red&quot;,",
    ] {
        assert!(change.contains(text), "{text}\n{change}");
    }
}

#[test]
fn changes_of_one_operation_share_their_rust() {
    let text = json!({"type": "string"});
    let more = [
        (&*format!("{CREATE}/properties/Third"), text.clone()),
        (&*format!("{CREATE}/properties/Fourth"), text),
    ];
    let page = page(&[], &more);
    assert_eq!(page.matches("class=\"change\"").count(), 2);
    assert_eq!(page.matches("<article").count(), 1);
    // One sentence, too.
    assert_eq!(page.matches("class=\"batch\"").count(), 1);
    let code = between(&page, "<figure", "</figure>");
    assert!(code.contains("pub fn third(") && code.contains("pub fn fourth("));
    assert!(!page.contains("# Example"), "examples are left out");
}

#[test]
fn a_method_that_gets_another_type_is_shown_beside_what_makes_it_so() {
    let at = "/paths/~1v1~1Things~1{Id}/delete/parameters";
    let shade = json!([{"name": "Shade", "in": "query", "schema": {"type": "string"}}]);
    let page = page(&[], &[(at, shade)]);
    assert!(page.contains("impl things::Things</code>"));
    assert!(page.contains("<mark>rt::Call&lt;()&gt;</mark>") || page.contains("rt::Call&lt;"));
    assert!(page.contains("pub fn shade("));
}

#[test]
fn the_picture_tells_what_was_added_and_removed_by_more_than_colour() {
    let other =
        json!({"get": {"operationId": "FetchOther", "responses": {"204": {"description": ""}}}});
    let edits = [("/paths/~1v1~1Others", other)];
    for (page, word, sign) in [
        (page(&[], &edits), "added", "+"),
        (page(&edits, &[]), "removed", "\u{2212}"),
    ] {
        let picture = between(&page, "<svg", "</svg>");
        assert!(
            picture.contains(&format!("class=\"resource {word}\"")),
            "{picture}"
        );
        assert!(picture.contains(&format!("<tspan class=\"sign\">{sign}</tspan>")));
        assert!(picture.contains("1 as before: Things"));
        assert!(
            picture.contains(&format!("1 {word}")),
            "the picture in words"
        );
    }
}

#[test]
fn what_no_client_feels_is_folded_at_the_end() {
    let page = page(
        &[],
        &[
            ("/info/version", json!("2.0.0")),
            (&format!("{THING}/description"), json!("A thing.")),
        ],
    );
    assert!(page.contains("<b>No change of the interface</b>"));
    assert!(!page.contains("class=\"filters\""));
    let notes = between(&page, "<details class=\"notes\">", "</main>");
    assert!(notes.contains("metadata, version changed <b>1</b>"));
    assert!(
        notes.contains("<code>/components/schemas/thing/description</code> <ins>A thing.</ins>")
    );
}

#[test]
fn nothing_of_a_document_is_taken_for_markup() {
    const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"'&";
    let text = json!({"type": "string", "description": HOSTILE});
    let edits = [
        ("/info/title", json!(HOSTILE)),
        ("/info/version", json!(HOSTILE)),
        (
            "/paths/~1v1~1Things/get/operationId",
            json!(format!("List{HOSTILE}")),
        ),
        ("/paths/~1v1~1Things/get/description", json!(HOSTILE)),
        color(&["dark-red", "blue", HOSTILE]),
        (
            &*format!("{THING}/properties/{}", HOSTILE.replace('/', "~1")),
            text.clone(),
        ),
        (&*format!("{CREATE}/properties/More"), text),
    ];
    // In a segment of a path a slash would end it.
    let other =
        json!({"get": {"operationId": "FetchOther", "responses": {"204": {"description": ""}}}});
    let at = "/paths/~1v1~1<img onerror=alert(2)>";
    for page in [
        page(&[], &edits),
        page(&edits, &[]),
        page(&[], &[(at, other)]),
    ] {
        assert!(page.contains("&lt;img"));
        assert!(!page.contains("<img"));
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</script").count(), 1);
        // All markup is ours: it is balanced, and attributes have no odd quotes.
        for tag in [
            "code", "li", "td", "tr", "svg", "text", "title", "p", "del", "ins",
        ] {
            let opened = page.matches(&format!("<{tag}>")).count()
                + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
        }
    }
}

#[test]
fn the_page_loads_nothing() {
    let page = page(&[], &[color(&["blue"])]);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(!policy.contains("http"));
    for text in ["src=", "style=", "@import", "url(", " onclick=", "<link"] {
        assert!(!page.contains(text), "{text}");
    }
    // Anchors lead to places of the page.
    for link in page.split("href=\"").skip(1) {
        let to = link.split('"').next().unwrap();
        assert!(to.starts_with('#'));
        assert!(
            to.contains('=') || page.contains(&format!("id=\"{}\"", &to[1..])),
            "{to}"
        );
    }
}

#[test]
fn the_same_documents_make_the_same_page() {
    let edits = [
        color(&["blue"]),
        (CREATE, json!({"type": "object", "properties": {}})),
    ];
    assert_eq!(page(&[], &edits), page(&[], &edits));
}
