//! Tests of JSON that a user gives.

use openapi_client_runtime::dynamic::Parameter;
use proptest::prelude::*;
use serde_json::json;

use super::*;

static OPERATION: Operation = Operation {
    id: "Paint",
    word: "paint",
    method: "POST",
    path: "/v1/Paint",
    docs: "Paints.",
    parameters: &[
        Parameter::new(
            ParameterLocation::Form,
            "Extra",
            "extra",
            ParameterKind::Json,
            "",
        ),
        Parameter::new(
            ParameterLocation::Form,
            "Extras",
            "extras",
            ParameterKind::List(&ParameterKind::Json),
            "",
        ),
        Parameter::new(
            ParameterLocation::Json,
            "Body",
            "body",
            ParameterKind::Json,
            "",
        ),
        Parameter::new(
            ParameterLocation::Form,
            "Price",
            "price",
            ParameterKind::Decimal,
            "",
        ),
        Parameter::new(
            ParameterLocation::Form,
            "Name",
            "name",
            ParameterKind::Text,
            "",
        ),
        Parameter::new(
            ParameterLocation::Form,
            "Weight",
            "weight",
            ParameterKind::Number,
            "",
        ),
    ],
    columns: &[],
    fields: || &[],
    is_list: false,
    is_deprecated: false,
    request: |client, _| Ok(client.get::<Value>("/").into()),
};

fn read_json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn in_form(word: &str) -> Result<Value, String> {
    parameter(word, ParameterKind::Json, ParameterLocation::Form)
}

#[test]
fn json_is_sent_as_it_was_written() {
    for (word, expected) in [
        (
            "{\"b\": 1.10, \"a\" : [ 123456789012345678901234567890 ]}",
            r#"{"b":1.10,"a":[123456789012345678901234567890]}"#,
        ),
        (
            " { \"a b\\\" c\" :\t\" x  y \\\\\" }\r\n",
            r#"{"a b\" c":" x  y \\"}"#,
        ),
        ("[1E5,-0.0,1e-9]", "[1E5,-0.0,1e-9]"),
        (r#"["\u00e9", "é"]"#, r#"["\u00e9","é"]"#),
        ("1.10", "1.10"),
        (" {plain", " {plain"),
    ] {
        match in_form(word) {
            Ok(value) => assert_eq!(value, expected),
            Err(message) => assert!(
                word.contains("plain") && message.contains("not JSON"),
                "{message}"
            ),
        }
    }
    assert_eq!(in_form(r#""a\u0062""#).unwrap(), "ab");
    let json = r#"{"Extra": {"n": 1.10}, "Extras": [{"a": 1.0}, 5.00, "t"], "Price": 0.10000000000000000000001, "Name": "a"}"#;
    assert_eq!(
        arguments(json, &OPERATION).unwrap(),
        json!({
            "Extra": "{\"n\":1.10}", "Extras": ["{\"a\":1.0}", "5.00", "t"], "Price": read_json("0.10000000000000000000001"), "Name": "a",
        })
    );
    assert_eq!(
        arguments(r#"{"Extra": null}"#, &OPERATION).unwrap(),
        json!({"Extra": null})
    );
}

#[test]
fn a_value_is_what_was_written_or_refused() {
    let body = r#"{"Body":{"a":1.10,"b":31.245270191439438,"c":"1e999"}}"#;
    assert_eq!(arguments(body, &OPERATION).unwrap().to_string(), body);
    for number in [
        "123456789012345678901234567890",
        "0.1234567890123456789",
        "18446744073709551617",
    ] {
        let body = format!("{{\"Body\":[{number}]}}");
        assert_eq!(arguments(&body, &OPERATION).unwrap().to_string(), body);
        let message = format!("the number {number} has too many digits");
        let found = self::number(number).unwrap_err();
        assert!(found.starts_with(&message), "{found}");
        let price = format!("{{\"Price\": {number}, \"Weight\": {number}}}");
        assert_eq!(arguments(&price, &OPERATION).unwrap_err(), found);
    }
    assert_eq!(number("1e5").unwrap(), read_json("1e5"));
    for text in ["", "NaN", "1e999", "+1", "[1]"] {
        assert_eq!(number(text).unwrap_err(), "it takes a number");
    }
}

#[test]
fn a_name_that_is_there_twice_is_reported() {
    for (json, name) in [
        (r#"{"a": 1, "b": 2, "a": 3}"#, "a"),
        (r#"{"Extra": {"x": [{"k": 1, "k": 1}]}}"#, "k"),
        (r#"{"Extra": 1, "\u0045xtra": 2}"#, "Extra"),
        (r#"{"\u202e": 1, "\u202e": 2}"#, "\\u{202e}"),
    ] {
        let expected = format!("the name \"{name}\" is in one object twice");
        assert_eq!(arguments(json, &OPERATION).unwrap_err(), expected);
        assert_eq!(in_form(json).unwrap_err(), expected);
    }
    assert!(in_form(r#"[{"a": {"a": 1}}, {"a": 2}]"#).is_ok());
}

#[test]
fn what_is_no_json_is_reported_without_what_it_is() {
    for json in [
        r#"{"a": secret}"#,
        r#"{"a": "secret}"#,
        r#"{"a": "secret"} x"#,
        "[1,]",
        "{",
    ] {
        let message = in_form(json).unwrap_err();
        assert!(
            message.starts_with("it is not JSON: ") && !message.contains("secret"),
            "{message}"
        );
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(in_form(&deep).unwrap_err().contains("recursion limit"));
}

#[test]
fn a_file_is_read_without_its_mark() {
    let folder =
        std::env::temp_dir().join(format!("openapi-client-cli-given-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("file");
    let word = format!("@{}", path.display());
    for (bytes, expected) in [
        (&b"\xef\xbb\xbf{\"a\": 1}\r\n"[..], Ok(json!("{\"a\":1}"))),
        (b"\xef\xbb\xbfplain\n", Ok(json!("plain\n"))),
        (b"\xff\xfe{\0", Err("it is not a text in UTF-8")),
        (
            &[b' '; (LIMIT + 1) as usize],
            Err("it has more than 16 MiB"),
        ),
    ] {
        std::fs::write(&path, bytes).unwrap();
        match (in_form(&word), expected) {
            (Ok(value), Ok(expected)) => assert_eq!(value, expected),
            (Err(message), Err(expected)) => assert!(message.ends_with(expected), "{message}"),
            (found, expected) => panic!("{found:?} is not {expected:?}"),
        }
    }
    let message = in_form(&format!("@{}", folder.display())).unwrap_err();
    assert!(
        message.ends_with("can't be read: it is a folder, not a file"),
        "{message}"
    );
    std::fs::remove_dir_all(&folder).unwrap();
}

proptest! {
    #[test]
    fn no_text_is_a_panic(text in "[{}\\[\\],:\"\\\\ a1.eE+u\u{feff}é-]{0,24}") {
        for location in [ParameterLocation::Form, ParameterLocation::Json] {
            for kind in [ParameterKind::Json, ParameterKind::Object] {
                let _ = parameter(&text, kind, location);
            }
        }
        let _ = arguments(&text, &OPERATION);
    }

    #[test]
    fn compact_json_is_the_same_json(texts in proptest::collection::vec(any::<String>(), 0..4), number in any::<i64>()) {
        let value = json!({"a b": texts, "n": [number, {"x y": null}]});
        let pretty = serde_json::to_string_pretty(&value).unwrap();
        prop_assert_eq!(compact(&pretty), value.to_string());
    }
}
