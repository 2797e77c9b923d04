//! A service whose document is hostile, and words that are.

use openapi_client_runtime::Api;
use openapi_client_runtime::dynamic::{
    Choice, Operation, Parameter, ParameterKind, ParameterLocation, Resource, Service,
};
use serde_json::{Value, json};

use super::*;
use crate::visible::{is_hidden, visible};

const HOSTILE: &str = ".so /etc/passwd \u{1b}]0;x\u{7}\u{1b}[31mred \u{9b}2J \u{202e}x\u{2066} \u{200b}\u{e0041}\0\r.\n\
                       'br \u{1b}[2J\u{85}\u{2028}\u{feff}.";

const KIND: ParameterKind = ParameterKind::Enum(&[
    Choice::new("\u{1b}[31mred", HOSTILE),
    Choice::new("a\nb", HOSTILE),
    Choice::new("\u{202e}", HOSTILE),
]);

static API: Api =
    Api::new("Things", "https://things.example.com", "things/1.0.0").environment("THINGS");

static SERVICE: Service = Service {
    api: &API,
    docs: HOSTILE,
    resources: &[Resource {
        words: &["things"],
        path: HOSTILE,
        docs: HOSTILE,
        operations: &[Operation {
            id: "Things\u{1b}[31m\u{202e}",
            word: "list",
            method: "GET",
            path: HOSTILE,
            docs: HOSTILE,
            parameters: &[
                Parameter::new(ParameterLocation::Query, "Kind", "kind", KIND, HOSTILE),
                Parameter::new(
                    ParameterLocation::Query,
                    "Any",
                    "any",
                    ParameterKind::Json,
                    HOSTILE,
                ),
            ],
            columns: &[],
            fields: || &[],
            is_list: true,
            is_deprecated: true,
            request: |client, _| Ok(client.get::<Value>("/").into()),
        }],
    }],
};

static PROGRAM: Program = Program {
    name: "things",
    version: "1.0.0",
    service: &SERVICE,
};

fn words(line: &[&str]) -> Vec<OsString> {
    ["things"].iter().chain(line).map(Into::into).collect()
}

fn refusal(line: &[&str]) -> Refusal {
    match parse(&PROGRAM, &words(line)) {
        Err(Failure::Parse(refusal)) => *refusal,
        other => panic!("it should have been refused: {other:?}"),
    }
}

#[test]
fn help_of_a_hostile_document_has_nothing_hidden() {
    for line in [
        &["--help"][..],
        &["-h"],
        &["things", "--help"],
        &["things", "-h"],
        &["things", "list", "--help"],
        &["things", "list", "-h"],
        &["help", "things", "list"],
        &["call", "--help"],
    ] {
        let help = refusal(line);
        assert!(help.is_help());
        let text = help.text();
        let hidden = text.chars().find(|char| *char != '\n' && is_hidden(*char));
        assert_eq!(hidden, None, "{text}");
    }
    let help = refusal(&["things", "list", "--help"]).text();
    assert!(
        help.contains(r"\u001b[31mred") && help.contains(r"a\nb"),
        "{help}"
    );
}

#[test]
fn words_are_shown_when_they_are_refused() {
    for line in [
        &["things", "list", "--kind", "\u{1b}[2Jx"][..],
        &["\u{1b}[2J\u{202e}"],
        &["things", "list", "--\u{1b}[2J"],
        &["call", "\u{1b}[2J"],
    ] {
        let refusal = refusal(line);
        assert!(!refusal.is_help() && refusal.exit_code() == 2);
        // It is there as it is, so it is seen that it has to be escaped.
        assert!(refusal.text().contains("\u{1b}[2J"), "{}", refusal.text());
        assert!(visible(&refusal.text(), &['\n']).contains(r"\u001b[2J"));
    }
}

#[test]
fn a_value_is_given_as_it_is_shown_or_as_it_is() {
    for (word, value) in [
        (r"a\nb", "a\nb"),
        ("a\nb", "a\nb"),
        (r"\u001b[31mred", "\u{1b}[31mred"),
        (r"\u202e", "\u{202e}"),
    ] {
        let matches = parse(&PROGRAM, &words(&["things", "list", "--kind", word])).unwrap();
        let Ok(Some(asked)) = tree::asked(&SERVICE, &matches) else {
            panic!("it is an operation")
        };
        assert_eq!(asked.arguments, json!({"Kind": value}));
    }
}

#[test]
fn a_manual_page_includes_no_file_and_steers_nothing() {
    let mut command = tree::command(&PROGRAM);
    command.build();
    let things = command.find_subcommand("things").unwrap();
    for command in [&command, things, things.find_subcommand("list").unwrap()] {
        let mut page = Vec::new();
        clap_mangen::Man::new(command.clone())
            .render(&mut page)
            .unwrap();
        let page = String::from_utf8(page).unwrap();
        let hidden = page.chars().find(|char| *char != '\n' && is_hidden(*char));
        assert_eq!(hidden, None, "{page}");
        let is_request = |line: &str| line.starts_with(".so") || line.starts_with("'br");
        assert!(!page.lines().any(is_request), "{page}");
    }
}

#[test]
fn a_service_of_no_provider_has_its_own_variables_and_no_profiles() {
    let help = refusal(&["--help"]).text();
    for (text, is_there) in [
        ("THINGS_USERNAME and THINGS_PASSWORD", true),
        ("THINGS_TOKEN", true),
        ("--base-url", true),
        ("--profile", false),
        ("--region", false),
        ("--edge", false),
        ("TWILIO", false),
    ] {
        assert_eq!(help.contains(text), is_there, "{text} in:\n{help}");
    }
    assert!(!refusal(&["profile", "list"]).is_help());
    assert!(!refusal(&["things", "list", "--region", "ie1"]).is_help());
    assert!(parse(&PROGRAM, &words(&["things", "list", "--retries", "1"])).is_ok());
}
