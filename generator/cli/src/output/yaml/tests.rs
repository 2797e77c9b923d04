//! Tests of YAML against readers of both versions: PyYAML reads YAML 1.1, `serde_yaml` YAML 1.2.

use std::io::Write;
use std::process::{Command, Stdio};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::*;

/// Texts that are no texts to some reader when they are plain, and texts that break a line or a structure.
const TEXTS: &[&str] = &[
    "",
    " ",
    "~",
    "no",
    "No",
    "NO",
    "yes",
    "on",
    "off",
    "y",
    "N",
    "true",
    "FALSE",
    "null",
    "Null",
    "nUll",
    "12:30",
    "12:30:45",
    "-1:30",
    "190:20:30.15",
    "2026-11-30",
    "2026-11-30T08:30:00Z",
    "2026-1-3 1:2:3",
    "010",
    "0o10",
    "0x1F",
    "0b101",
    "1_000",
    "1e3",
    "1.5",
    "+1",
    "-5",
    ".5",
    "5.",
    ".inf",
    "-.INF",
    ".nan",
    "=",
    "<<",
    "-",
    "- a",
    "--- a",
    "...",
    "? a",
    ": a",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "%a",
    "@a",
    "`a",
    "|",
    ">",
    "'a'",
    "\"a\"",
    "[a]",
    "{a}",
    "a, b",
    "a]",
    " a",
    "a ",
    "a\n",
    "\na",
    "a\nb",
    "a\tb",
    "\t",
    "a\rb",
    "a\u{85}b",
    "a\u{2028}b\u{2029}c",
    "\u{feff}a",
    "\u{7f}",
    "\0",
    "\x1b[31m",
    "\u{9b}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "😀",
    "👩\u{200d}👩",
    "Zoë",
    "東京",
    "é: è",
    "\\",
    "\\n",
    "C:\\a",
    "https://x.example/a?b=c&d=e#f",
    "https://x.example:8080/",
    "ops@acme.example",
    "it's",
    "Ada King",
    "a:b",
    "a :b",
    "\u{3164}",
    "٣",
    "١٢:٣٠",
    "Infinity",
    "NaN",
    ":symbol",
    "e1",
    "1__0",
    "0.",
    "1,000",
    "0o8",
    "08",
    "+.inf",
    "Yes ",
];

/// What PyYAML reads of documents; `None` where there is no PyYAML.
fn read_by_pyyaml(documents: &[String]) -> Option<Vec<Json>> {
    let script = "import sys, json, yaml\n\
                  for text in json.load(sys.stdin): print(json.dumps(yaml.safe_load(text)))";
    let mut command = Command::new("python3");
    command.args(["-c", "import yaml, json"]);
    if !command.output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3 with PyYAML");
        return None;
    }
    let mut child = Command::new("python3")
        .args(["-c", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let input = serde_json::to_vec(documents).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).unwrap();
    let read = lines.lines().map(|line| Json::read(line).unwrap());
    Some(read.map(usual).collect())
}

/// The value with its numbers as Rust writes them: Python has more digits in an exponent.
fn usual(json: Json) -> Json {
    match json {
        Json::Number(number) if number.to_string().contains('e') => {
            Json::Number(serde_json::Number::from_f64(number.as_f64().unwrap()).unwrap())
        }
        Json::List(items) => Json::List(items.into_iter().map(usual).collect()),
        Json::Object(fields) => {
            let fields = fields.into_iter();
            Json::Object(fields.map(|(name, value)| (name, usual(value))).collect())
        }
        json => json,
    }
}

/// Every reader reads the values that were written.
#[track_caller]
fn assert_read_alike(values: &[Json]) {
    let documents: Vec<_> = values.iter().map(document).collect();
    for (value, document) in values.iter().zip(&documents) {
        let read: Json = serde_yaml::from_str(document).unwrap();
        assert_eq!(read, *value, "{document}");
    }
    let Some(read) = read_by_pyyaml(&documents) else {
        return;
    };
    assert_eq!(read.len(), values.len());
    for ((value, document), read) in values.iter().zip(&documents).zip(&read) {
        assert_eq!(read, value, "{document}");
    }
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

#[test]
fn texts_stay_texts() {
    let values: Vec<_> = TEXTS.iter().copied().map(text).collect();
    assert_read_alike(&values);
    let keys = TEXTS
        .iter()
        .map(|text| ((*text).to_owned(), self::text(text)));
    let nested = Json::Object(vec![("k".to_owned(), Json::List(values.clone()))]);
    assert_read_alike(&[Json::Object(keys.collect()), Json::List(values), nested]);
}

#[test]
fn what_is_certain_is_plain() {
    let json = r#"{"sid":"BU26","name":"Ada King","url":"https://x.example/a","mail":"a@b.example","time":"2026-11-30",
                   "list":[{"a":1,"b":[]},[1,[2]]],"none":null}"#;
    assert_eq!(
        document(&Json::read(json).unwrap()),
        "sid: BU26\nname: Ada King\nurl: https://x.example/a\nmail: a@b.example\ntime: \"2026-11-30\"\n\
         list:\n- a: 1\n  b: []\n- - 1\n  - - 2\nnone: null\n"
    );
    let object = Json::read(r#"{"a":{"b":"no","c":{}}}"#).unwrap();
    assert_eq!(item(&object), "- a:\n    b: \"no\"\n    c: {}\n");
}

#[test]
fn numbers_stay_numbers() {
    let numbers = "[0,-5,1.5,1e21,-1e21,1.5e300,1e-7,1.25e-9,18446744073709551615,-9223372036854775808,5e-324,100000.0]";
    assert_read_alike(&[Json::read(numbers).unwrap()]);
    assert_eq!(document(&Json::read("1e21").unwrap()), "1.0e+21\n");
}

#[test]
fn a_key_may_be_long() {
    for length in [990, 1024, 5000] {
        let key = "k".repeat(length);
        let inner = Json::Object(vec![
            ("a".to_owned(), Json::Number(1.into())),
            (key.clone(), Json::List(vec![Json::Number(1.into())])),
        ]);
        assert_read_alike(&[Json::List(vec![Json::Object(vec![
            (key.clone(), inner.clone()),
            ("z".to_owned(), inner),
        ])])]);
    }
}

/// Characters that mean something to YAML are frequent.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[-+.:0-9_eExobT ]{0,8}",
        "[a-zA-Z:#'\"\\\\ \t\n,&*!|>%@`?{}\\[\\]=<~-]{0,8}",
        "[\u{0}-\u{3000}]{0,6}",
        proptest::sample::select(TEXTS).prop_map(str::to_owned),
    ]
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any_text().prop_map(Json::Text),
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        any::<i64>().prop_map(|number| Json::Number(number.into())),
        any::<f64>().prop_filter_map("it is finite", |number| serde_json::Number::from_f64(
            number
        )
        .map(Json::Number)),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        let fields = proptest::collection::btree_map(any_text(), inner.clone(), 0..5);
        prop_oneof![
            vec(inner, 0..5).prop_map(Json::List),
            fields.prop_map(|fields| Json::Object(fields.into_iter().collect())),
        ]
    })
}

/// All values go to one process, as starting one for each would take long.
#[test]
fn any_value_is_read_as_it_was_written() {
    let mut runner = TestRunner::default();
    let values: Vec<_> =
        std::iter::repeat_with(|| any_json().new_tree(&mut runner).unwrap().current())
            .take(3000)
            .collect();
    assert_read_alike(&values);
}
