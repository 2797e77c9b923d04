//! Tests of the formats.

use super::*;
use crate::terminal::tests::Kept;
use crate::visible::is_hidden;

const ITEMS: [&str; 2] = [
    r#"{"sid":"X1","name":"Ada, \"K\"","links":{"b":1,"a":2},"weight":null}"#,
    r#"{"sid":"X2","name":"=1\nb","links":{"b":3,"a":4},"weight":1.5}"#,
];

fn options(columns: Option<&str>) -> Options {
    let columns = columns.map(|columns| format!("--columns={columns}"));
    parsed(columns.as_deref())
}

fn parsed(word: Option<&str>) -> Options {
    let command = clap::Command::new("x").args(crate::options::args(true, false));
    let words = ["x"].into_iter().chain(word);
    Options::read(&command.get_matches_from(words))
}

fn output(kept: &Kept, format: Format, columns: Option<&str>, is_terminal: bool) -> Output {
    let stream = Stream::to(kept.clone(), is_terminal);
    let options = Options {
        format: Some(format),
        ..options(columns)
    };
    Output::to(stream, &options, &["sid", "name"])
}

fn list(format: Format, columns: Option<&str>, items: &[&str]) -> String {
    let kept = Kept::default();
    let mut output = output(&kept, format, columns, false);
    items.iter().for_each(|item| output.item(item).unwrap());
    output.end().unwrap();
    kept.text()
}

fn response(format: Format, columns: Option<&str>) -> String {
    let kept = Kept::default();
    let mut output = output(&kept, format, columns, false);
    output.respond(ITEMS[0]).unwrap();
    kept.text()
}

#[test]
fn lists_of_any_length_are_well_formed() {
    for length in 0..=2 {
        let items = &ITEMS[..length];
        let json: Vec<Json> = serde_json::from_str(&list(Format::Json, None, items)).unwrap();
        let yaml: Vec<Json> = serde_yaml::from_str(&list(Format::Yaml, None, items)).unwrap();
        let lines = list(Format::Ndjson, None, items);
        let lines: Vec<_> = lines
            .lines()
            .map(|line| Json::read(line).unwrap())
            .collect();
        assert_eq!(json.len(), length);
        assert_eq!(json, yaml);
        assert_eq!(json, lines);
    }
}

#[test]
fn csv_has_a_header_and_quotes() {
    assert_eq!(
        list(Format::Csv, None, &ITEMS),
        "sid,name\nX1,\"Ada, \"\"K\"\"\"\nX2,\"'=1\nb\"\n"
    );
    assert_eq!(list(Format::Csv, None, &[]), "sid,name\n");
    assert_eq!(
        list(Format::Csv, Some("links.a,links,weight"), &ITEMS[..1]),
        "links.a,links,weight\n2,\"{\"\"b\"\":1,\"\"a\"\":2}\",\n"
    );
}

#[test]
fn csv_has_no_formula_unless_it_may() {
    let json = r#"{"=name":"@x","number":-5,"phone":"+15551234567"}"#;
    for (word, text) in [
        (None, "'=name,number,phone\n'@x,-5,+15551234567\n"),
        (
            Some("--csv-safe"),
            "'=name,number,phone\n'@x,-5,+15551234567\n",
        ),
        (
            Some("--csv-safe=false"),
            "=name,number,phone\n@x,-5,+15551234567\n",
        ),
    ] {
        let kept = Kept::default();
        let stream = Stream::to(kept.clone(), false);
        let options = Options {
            format: Some(Format::Csv),
            ..parsed(word)
        };
        let mut output = Output::to(stream, &options, &[]);
        output.respond(json).unwrap();
        assert_eq!(kept.text(), text);
    }
}

#[test]
fn a_terminal_shows_what_is_hidden_and_json_stays_json() {
    let json = r#"{"name":"a\u200b\u061c\u202e\udb40\udc41\u001b[2J"}"#;
    let value = Json::read(json).unwrap();
    for format in [
        Format::Json,
        Format::Ndjson,
        Format::Yaml,
        Format::Table,
        Format::Csv,
    ] {
        let kept = Kept::default();
        let mut output = output(&kept, format, Some("name"), true);
        output.respond(json).unwrap();
        let text = kept.text();
        assert!(
            text.chars().all(|char| char == '\n' || !is_hidden(char)),
            "{text}"
        );
        match format {
            Format::Json | Format::Ndjson => assert_eq!(Json::read(&text).unwrap(), value),
            Format::Yaml => assert_eq!(serde_yaml::from_str::<Json>(&text).unwrap(), value),
            _ => assert!(
                text.contains(r"a\u200b\u061c\u202e\udb40\udc41\u001b[2J"),
                "{text}"
            ),
        }
    }
}

#[test]
fn a_table_has_one_line_a_record() {
    assert_eq!(
        list(Format::Table, None, &ITEMS),
        "sid  name\n─────────────\nX1   Ada, \"K\"\nX2   =1\\nb\n"
    );
    assert_eq!(list(Format::Table, None, &[]), "");
}

#[test]
fn columns_are_chosen_in_every_format() {
    assert_eq!(
        response(Format::Json, Some("weight,links.b")),
        "{\n  \"weight\": null,\n  \"links.b\": 1\n}\n"
    );
    assert_eq!(response(Format::Ndjson, Some("sid")), "{\"sid\":\"X1\"}\n");
    assert_eq!(response(Format::Yaml, Some("sid")), "sid: X1\n");
    assert_eq!(response(Format::Csv, Some("sid")), "sid\nX1\n");
}

#[test]
fn fields_keep_their_order() {
    assert!(response(Format::Json, None).contains("\"links\": {\n    \"b\": 1,\n    \"a\": 2"));
    assert!(response(Format::Yaml, None).contains("links:\n  b: 1\n  a: 2\n"));
}

#[test]
fn a_long_table_comes_in_parts_on_a_terminal() {
    let kept = Kept::default();
    let mut output = output(&kept, Format::Table, None, true);
    for _ in 0..=ROWS {
        output.item(ITEMS[0]).unwrap();
    }
    assert_eq!(kept.text().lines().count(), ROWS + 2);
    output.end().unwrap();
    assert_eq!(kept.text().matches("sid").count(), 2);
}

#[test]
fn what_is_no_json_goes_out_as_it_came() {
    let raw = |form, body: &[u8], is_terminal| {
        let kept = Kept::default();
        let mut output = output(&kept, Format::Yaml, None, is_terminal);
        let result = output.raw(form, body);
        result
            .map(|()| kept.text())
            .map_err(|failure| format!("{failure:?}"))
    };
    assert_eq!(raw(Form::Text, b"a\x1b\n", false).unwrap(), "a\x1b\n");
    assert_eq!(raw(Form::Bytes, b"%PDF", false).unwrap(), "%PDF");
    assert_eq!(raw(Form::Text, b"a\x1b\n", true).unwrap(), "a\\u001b\n");
    let refused = raw(Form::Bytes, b"%PDF", true).unwrap_err();
    assert!(refused.contains("redirect standard output"), "{refused}");
}
