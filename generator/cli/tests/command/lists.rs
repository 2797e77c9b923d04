//! Lists: in every format, cut short, and gone on with.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::program::{Outcome, Program};
use crate::server::Server;

#[test]
fn lists_come_in_every_format() {
    let server = Server::new(5);
    let program = Program::with(&server);
    let list = |options: &str| program.run(&format!("parcels list {options}")).success();
    let json: Vec<Value> = serde_json::from_str(&list("")).unwrap();
    let yaml: Vec<Value> = serde_yaml::from_str(&list("-o yaml")).unwrap();
    let lines = list("-o ndjson");
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(json.len() == 5 && json == yaml && json == lines);
    assert_eq!(
        list("-o csv --columns name --limit 2"),
        "name\nParcel 0\nParcel 1\n"
    );
    assert_eq!(
        list("-o table --columns name --limit 1"),
        "name\n────────\nParcel 0\n"
    );
    let first = "-o csv --columns name --page-size 3 --page-token 4 --status draft";
    assert_eq!(list(first), "name\nParcel 4\n");
    let last = server.requests().pop().unwrap();
    assert!(
        last.starts_with("GET /v1/Parcels?Status=draft&PageSize=3&PageToken=4 "),
        "{last}"
    );
}

#[test]
fn an_empty_list_is_well_formed() {
    let server = Server::new(0);
    let program = Program::with(&server);
    for (format, text) in [
        ("json", "[]\n"),
        ("ndjson", ""),
        ("csv", "sid,status,name\n"),
        ("yaml", "[]\n"),
        ("table", ""),
    ] {
        assert_eq!(
            program.run(&format!("parcels list -o {format}")).success(),
            text,
            "{format}"
        );
    }
}

#[test]
fn a_reader_may_go_at_any_time() {
    let server = Server::new(100_000);
    let program = Program::with(&server);
    for format in ["json", "ndjson", "csv", "yaml"] {
        let line = ["parcels", "list", "--page-size=1000", "-o", format];
        let mut child = program
            .command(&line)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::with_capacity(16, child.stdout.take().unwrap());
        stdout.read_line(&mut String::new()).unwrap();
        drop(stdout);
        let outcome = Outcome::of(&child.wait_with_output().unwrap());
        assert_eq!(
            (outcome.code, outcome.stderr.as_str()),
            (Some(0), ""),
            "{format}"
        );
    }
    assert!(server.requests().len() < 100);
}

#[cfg(unix)]
#[test]
fn a_stopped_list_can_be_gone_on_with() {
    let server = Server::new(1_000_000);
    let program = Program::with(&server);
    let mut child = program
        .command(&[
            "parcels",
            "list",
            "-o",
            "json",
            "--columns",
            "name",
            "--page-size",
            "7",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    for _ in 0..20 {
        stdout.read_line(&mut text).unwrap();
    }
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    std::io::Read::read_to_string(&mut stdout, &mut text).unwrap();
    let outcome = Outcome::of(&child.wait_with_output().unwrap());
    assert_eq!(outcome.code, Some(130), "{outcome:?}");
    // What was printed is whole.
    let count = serde_json::from_str::<Vec<Value>>(&text).unwrap().len();
    let output: Value = serde_json::from_str(&outcome.stderr).unwrap();
    let cursor = output["error"]["resume"].as_str().unwrap();
    let line = [
        "parcels",
        "list",
        "--resume",
        cursor,
        "--limit",
        "1",
        "-o",
        "csv",
        "--columns",
        "name",
    ];
    assert_eq!(
        program.run_with(&line, "").success(),
        format!("name\nParcel {count}\n")
    );
}

#[test]
fn a_column_that_there_is_not_ends_the_list() {
    let server = Server::new(5);
    let output = Program::with(&server)
        .run("parcels list -o csv --columns sid,naem")
        .failure(2);
    assert!(
        output.contains("unknown column 'naem'; available: sid, status, name"),
        "{output}"
    );
}
