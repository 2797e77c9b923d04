//! Calls, and how their responses are printed.

use serde_json::Value;

use crate::program::{ACCOUNT, HEADER, Program, SECRET};
use crate::server::{SID, Server};

#[test]
fn flags_become_a_request() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let args = [
        "parcels",
        "create",
        "--name",
        "Ada King",
        "--weight",
        "1.5",
        "--fragile",
        "--status=draft",
        "--tags",
        "a",
        "--tags",
        "b&c",
        "--extra",
        r#"{"z": [1]}"#,
        "--send-at",
        "2026-11-24T09:30:00+01:00",
    ];
    let printed: Value = serde_json::from_str(&program.run_with(&args, "").success()).unwrap();
    assert_eq!(printed["name"], "Ada");
    let request = &server.requests()[0];
    assert!(
        request.starts_with("POST /v1/Parcels HTTP/1.1"),
        "{request}"
    );
    assert!(request.contains(HEADER), "{request}");
    let body = "Name=Ada+King&Weight=1.5&Status=draft&Fragile=true&Tags=a&Tags=b%26c&Extra=%7B%22z%22%3A%5B1%5D%7D&\
                SendAt=2026-11-24T08%3A30%3A00Z";
    assert!(request.ends_with(body), "{request}");
}

#[test]
fn responses_come_in_every_format() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let fetch = |options: &str| {
        program
            .run(&format!("parcels fetch {SID} {options}"))
            .success()
    };
    let sid = "PX00000000000000000000000000000001";
    assert_eq!(
        fetch("-o csv"),
        format!("sid,status,name\n{sid},draft,Parcel 1\n")
    );
    assert_eq!(
        fetch("-o ndjson --columns sid,links.stops"),
        format!("{{\"sid\":\"{sid}\",\"links.stops\":\"https://x.example/stops\"}}\n")
    );
    assert!(fetch("-o yaml").starts_with(&format!("sid: {sid}\nstatus: draft\n")));
    let record = format!("sid     {sid}\nstatus  draft\nname    Parcel 1\n");
    assert_eq!(fetch("-o table --columns sid,status,name"), record);
    assert!(fetch("").starts_with(&format!("{{\n  \"sid\": \"{sid}\",\n")));
    // Options stand anywhere.
    let first = program.run(&format!("-o csv --columns weight parcels fetch {SID}"));
    assert_eq!(first.success(), "weight\n1.5\n");
}

#[test]
fn an_operation_is_called_by_its_id() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let file = program.home().join("arguments.json");
    let arguments = r#"{"Name": "Ada", "Status": "lost-in-space"}"#;
    std::fs::write(&file, arguments).unwrap();
    let file = format!("@{}", file.display());
    for (json, input) in [
        (arguments, ""),
        (file.as_str(), ""),
        ("-", arguments),
        ("@-", arguments),
    ] {
        program
            .run_with(&["call", "CreateParcel", "--json", json], input)
            .success();
    }
    for request in server.requests() {
        assert!(
            request.ends_with("\n\nName=Ada&Status=lost-in-space"),
            "{request}"
        );
    }
    assert_eq!(server.requests().len(), 4);
    let list = program.run("call ListParcel -o ndjson --limit 1").success();
    assert_eq!(list, "");
}

#[test]
fn json_is_sent_as_it_was_written() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let extra = r#"{"price": 1.10, "id": 123456789012345678901234567890}"#;
    let marked = format!("\u{feff}{extra}\n");
    let file = program.home().join("extra.json");
    std::fs::write(&file, &marked).unwrap();
    let file = format!("@{}", file.display());
    for (word, input) in [(extra, ""), (&file, ""), ("@-", &marked)] {
        let line = ["parcels", "create", "--name", "Ada", "--extra", word];
        program.run_with(&line, input).success();
    }
    let arguments = format!("\u{feff}{{\"Name\": \"Ada\", \"Extra\": {extra}}}");
    let line = ["call", "CreateParcel", "--json", "-"];
    program.run_with(&line, &arguments).success();
    let body =
        "\n\nName=Ada&Extra=%7B%22price%22%3A1.10%2C%22id%22%3A123456789012345678901234567890%7D";
    assert_eq!(server.requests().len(), 4);
    for request in server.requests() {
        assert!(request.ends_with(body), "{request}");
    }
}

#[test]
fn an_object_is_an_object() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let facts = r#"{"first_name": "Ada", "height": 1.70}"#;
    let file = program.home().join("facts.json");
    std::fs::write(&file, facts).unwrap();
    let file = format!("@{}", file.display());
    let create = |word: &str, input: &str| {
        let line = ["parcels", "create", "--name", "Ada", "--facts", word];
        program.run_with(&line, input)
    };
    for (word, input) in [(facts, ""), (&file, ""), ("-", facts), ("@-", facts)] {
        create(word, input).success();
    }
    assert_eq!(server.requests().len(), 4);
    let body = "\n\nName=Ada&Facts=%7B%22first_name%22%3A%22Ada%22%2C%22height%22%3A1.70%7D";
    for request in server.requests() {
        assert!(request.ends_with(body), "{request}");
    }
    for (word, input) in [
        ("first_name=Ada", ""),
        ("[1]", ""),
        ("null", ""),
        ("-", "[1]"),
    ] {
        let message = create(word, input).failure(2);
        let expected =
            r#"--facts is not right: it takes a JSON object, such as '{"name": "value"}'"#;
        assert!(message.contains(expected), "{message}");
    }
    assert_eq!(server.requests().len(), 4);
    let help = program.run("parcels create --help").success();
    assert!(
        help.contains("[a JSON object, @FILE that holds one,"),
        "{help}"
    );
}

#[test]
fn a_file_is_only_read_when_the_line_is_right() {
    let program = Program::bare();
    // Nobody ever writes to standard input here, so this would not end.
    let mut command = program.command(&["parcels", "create", "--extra", "@-"]);
    let child = command
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn();
    let mut child = child.unwrap();
    let input = child.stdin.take();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(input);
}

#[test]
fn the_error_of_a_wrong_id_names_similar_ones() {
    let program = Program::bare();
    let failure = program.run("call FetchParcle");
    assert!(
        failure.stderr.contains("'FetchParcel'"),
        "{}",
        failure.stderr
    );
    assert!(!failure.stderr.contains("CreateStop"), "{}", failure.stderr);
}

#[test]
fn children_name_their_parent() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let line = format!("parcels stops create {SID} --town Ulm");
    assert_eq!(
        program.run(&format!("{line} -o csv")).success(),
        "town\nUlm\n"
    );
    assert!(server.requests()[0].starts_with(&format!("POST /v1/Parcels/{SID}/Stops ")));
}

#[test]
fn a_deletion_has_to_be_confirmed() {
    let server = Server::new(0);
    let program = Program::with(&server);
    for line in ["parcels delete", "call DeleteParcel --json"] {
        let argument = match line.starts_with("call") {
            true => format!("{{\"Sid\":\"{SID}\"}}"),
            false => SID.to_owned(),
        };
        let message = program.run(&format!("{line} {argument}")).failure(2);
        assert!(message.contains("--yes"), "{message}");
        assert!(server.requests().is_empty());
    }
    assert_eq!(
        program
            .run(&format!("parcels delete {SID} --yes"))
            .success(),
        ""
    );
    assert!(server.requests()[0].starts_with(&format!("DELETE /v1/Parcels/{SID} ")));
}

#[test]
fn a_parameter_yields_to_an_option_of_the_command_line() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let line = format!("parcels update {SID} --parameter-timeout 3 --timeout 9s");
    program.run(&line).success();
    assert!(server.requests()[0].ends_with("\n\nTimeout=3"));
}

#[test]
fn traces_hold_no_secret() {
    let server = Server::new(0);
    let program = Program::with(&server);
    for (flag, message, hidden) in [
        ("-v", "openapi_client.request", "the credentials"),
        ("-vv", "/v1/Parcels/PX", "Basic"),
    ] {
        let outcome = program.run(&format!("parcels fetch {SID} {flag}"));
        assert_eq!(outcome.code, Some(0));
        assert!(outcome.stderr.contains(message), "{outcome:?}");
        assert!(
            outcome.stderr.contains("RQ7") && !outcome.stderr.contains(hidden),
            "{outcome:?}"
        );
    }
}

#[test]
fn completions_and_pages_are_written() {
    let program = Program::bare();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let text = program.run(&format!("completions {shell}")).success();
        assert!(text.contains("OPENAPI_CLIENT_COMPLETE"), "{shell}");
    }
    assert!(program.run("man").success().contains(".TH parcels 1"));
    let directory = program.home().join("man");
    program
        .run(&format!("man {}", directory.display()))
        .success();
    let page = std::fs::read_to_string(directory.join("parcels-parcels-stops-create.1")).unwrap();
    assert!(page.contains("Adds a stop"));
}

#[test]
fn shells_are_reported_what_may_follow() {
    let program = Program::bare();
    let add = format!("profile add work --account-sid {ACCOUNT}");
    let add: Vec<_> = add.split(' ').collect();
    assert_eq!(program.run_with(&add, SECRET).code, Some(0));
    for (words, expected) in [
        (&["par"][..], "parcels"),
        (&["parcels", "stops", "create", "--to"], "--town"),
        (&["parcels", "list", "--status", "o"], "on-its-way"),
        (&["call", "Fet"], "FetchParcel"),
        (&["parcels", "list", "-o", "nd"], "ndjson"),
        (
            &["parcels", "list", "--columns", ""],
            "sid\u{b}status\u{b}name\u{b}weight\u{b}links",
        ),
        (
            &["-o", "csv", "parcels", "fetch", SID, "--columns", "sid,na"],
            "sid,name",
        ),
        (&["parcels", "list", "--columns=we"], "--columns=weight"),
        (&["call", "FetchParcel", "--columns", "st"], "status"),
        (&["--columns", "s"], ""),
        (&["parcels", "list", "--profile", ""], "work"),
        (&["profile", "remove", "w"], "work"),
    ] {
        let words = [&["--", "parcels"], words].concat();
        let mut command = program.command(&words);
        let output = command
            .env("OPENAPI_CLIENT_COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", (words.len() - 2).to_string())
            .env("_CLAP_IFS", "\u{b}")
            .output()
            .unwrap();
        let found = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(found.trim_end(), expected, "{output:?}");
    }
}
