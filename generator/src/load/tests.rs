//! Tests of reading texts.

use super::*;
use serde_json::json;

fn yaml(text: &str) -> Result<Value, Vec<Diagnostic>> {
    value(&Source::new("a.yaml", text), File::Document)
}

fn error_of(name: &str, text: &str) -> Diagnostic {
    let mut errors = value(&Source::new(name, text), File::Overlay).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].file, File::Overlay);
    errors.remove(0)
}

fn position(line: usize, column: usize) -> Option<Position> {
    Some(Position { line, column })
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let text =
        "a: no\nb: 2024-01-02\nc: 1.5\nd: ~\ne: 0123\nf: 'null'\ng: 12345678901234567890123\n";
    let expected = json!({
        "a": "no", "b": "2024-01-02", "c": 1.5, "d": null, "e": "0123", "f": "null",
        "g": 12345678901234567890123_f64,
    });
    assert_eq!(yaml(text).unwrap(), expected);
}

#[test]
fn keys_become_strings_and_are_sorted() {
    let value = yaml("b: {200: x, default: y}\na: {true: 1, 3.0: 2}\n").unwrap();
    assert_eq!(
        value.to_string(),
        r#"{"a":{"3.0":2,"true":1},"b":{"200":"x","default":"y"}}"#
    );
}

#[test]
fn json_is_read_by_name_or_by_content() {
    let text = "{\"a\": \"\\ud83d\\ude00\", \"b\": [1]}";
    let expected = json!({"a": "\u{1f600}", "b": [1]});
    for name in ["a.json", "a", "https://example.com/a"] {
        let read = value(&Source::new(name, text), File::Document);
        assert_eq!(read.unwrap(), expected);
    }
    assert_eq!(yaml("{a: b}").unwrap(), json!({"a": "b"}));
}

#[test]
fn syntax_errors_have_a_place() {
    let error = error_of("a.yaml", "a: 1\nb: [1\nc: 2\n");
    assert_eq!((error.code, error.position), (Code::Syntax, position(3, 2)));
    assert!(!error.message.contains("line 3"), "{}", error.message);
    let error = error_of("a.json", "{\n \"ä\": 1,\n \"öö\": }\n}");
    assert_eq!((error.code, error.position), (Code::Syntax, position(3, 8)));
    assert_eq!(error.message, "expected value");
    let error = error_of("a.yaml", "a: !secret b\n");
    assert!(error.message.ends_with("a YAML tag has no meaning here"));
    let error = error_of("a.yaml", "? [a, b]\n: 1\n");
    assert!(
        error.message.contains("a scalar as key"),
        "{}",
        error.message
    );
    let error = error_of("a.yaml", "a: .nan\n");
    assert_eq!(error.position, position(1, 4));
    assert_eq!(error_of("a.yaml", "a: 1\n---\nb: 2\n").code, Code::Syntax);
    assert_eq!(error_of("a.yaml", "").message, "the file is empty");
    assert_eq!(error_of("a.json", "[]").code, Code::Malformed);
}

#[test]
fn keys_that_are_numbers_are_kept_as_they_are_written() {
    let value = yaml("3.0: a\n.inf: b\n200: c\n").unwrap();
    assert_eq!(value, json!({"3.0": "a", "inf": "b", "200": "c"}));
}

#[test]
fn repeated_keys_are_all_reported() {
    let text = "a:\n  x: 1\n  x: 2\n  x: 3\nb:\n  - {200: 1, '200': 2}\n";
    let errors = yaml(text).unwrap_err();
    let positions: Vec<_> = errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.position))
        .collect();
    assert_eq!(
        positions,
        [
            ("/a/x", position(3, 3)),
            ("/a/x", position(4, 3)),
            ("/b/0/200", position(6, 14)),
        ]
    );
    assert!(errors[0].message.ends_with("on line 2"));
    let error = error_of("a.json", "{\"a\": 1,\n \"a\": 2}");
    assert_eq!(
        (error.code, error.position),
        (Code::DuplicateKey, position(2, 2))
    );
}

#[test]
fn aliases_are_expanded_within_reason() {
    let value = yaml("a: &x {b: 1}\nc: *x\n").unwrap();
    assert_eq!(value, json!({"a": {"b": 1}, "c": {"b": 1}}));

    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    let error = error_of("a.yaml", &bomb);
    assert_eq!(
        (error.code, error.message.as_str()),
        (Code::Limit, TOO_MANY_NODES)
    );

    let list = "x, ".repeat(600);
    let wide = format!("a: &a [{list}]\nb: [{}]\n", "*a, ".repeat(600));
    assert!(error_of("a.yaml", &wide).message.ends_with(TOO_MANY_NODES));
}

#[test]
fn deep_nesting_is_an_error() {
    let flow = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for depth in [200, 5_000, 50_000] {
        let yaml = format!("a: {}", flow(depth));
        let json = format!("{{\"a\": {}}}", flow(depth));
        for (name, text) in [("a.yaml", yaml), ("a.json", json)] {
            let error = error_of(name, &text);
            assert_eq!(error.code, Code::Limit, "{name}: {error:?}");
            assert!(error.position.is_some(), "{name}");
        }
    }
    for depth in [200, 20_000] {
        let error = error_of("a.yaml", &format!("a: 1\nb:\n  {}x", "- ".repeat(depth)));
        assert_eq!(error.code, Code::Limit, "{error:?}");
    }
    let json = format!("{{\"a\": {}}}", flow(100));
    assert!(value(&Source::new("a.json", json), File::Document).is_ok());
    // What is not nested may be as wide as it likes.
    let wide = format!("a: [{}]", "[], {}, ".repeat(20_000));
    assert!(yaml(&wide).is_ok());
    // An error that only one of the parsers sees does not keep the other one busy.
    let odd = format!("a: \"\\q\"\nb: {}", flow(20_000));
    assert_eq!(error_of("a.yaml", &odd).code, Code::Syntax);
}

#[test]
fn long_keys_are_an_error() {
    let long = "k".repeat(2_000);
    for (name, text) in [
        ("a.yaml", format!("a:\n  ? {long}\n  : 1\n")),
        ("a.json", format!("{{\"a\": {{\"{long}\": 1}}}}")),
    ] {
        let error = error_of(name, &text);
        assert_eq!(error.code, Code::Limit, "{name}: {error:?}");
        assert!(error.position.is_some(), "{name}");
    }
    let mut deep = "{".to_owned();
    for level in 0..100 {
        deep.push_str(&format!("\"{}{level}\": {{", "k".repeat(1_000)));
    }
    deep.push_str(&format!("\"x\": [{}1]", "1, ".repeat(1_000)));
    deep.push_str(&"}".repeat(101));
    let error = error_of("a.json", &deep);
    assert_eq!(
        (error.code, error.message.as_str()),
        (Code::Limit, TOO_LONG_POINTERS)
    );
}
