//! What goes wrong, how it is told, and with which exit code.

use serde_json::{Value, json};

use crate::program::Program;
use crate::server::{SID, SILENT, Server};

fn parcel(status: u16) -> String {
    format!("PX{status:032}")
}

#[test]
fn the_service_says_no() {
    let server = Server::new(0);
    let program = Program::with(&server);
    for (status, code) in [(400, 4), (404, 4), (429, 4), (500, 5), (503, 5)] {
        let line = format!("parcels fetch {} --retries 0", parcel(status));
        let text = program.run(&line).failure(code);
        let sentence = format!(
            "error: Parcels returned {status} (code {}): No parcel {} [2J [RQ7]\n",
            20000 + status,
            parcel(status)
        );
        assert!(text.starts_with(&sentence), "{text}");
        // What would steer a terminal is made visible.
        assert_eq!(
            text.lines().nth(1),
            Some(format!("  see https://x.example/errors/{status}\\u001b[2J").as_str())
        );
    }
}

#[test]
fn errors_are_json_when_responses_are() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let error = |line: &str, code| {
        let text = program.run(line).failure(code);
        assert_eq!(text.lines().count(), 1, "{text}");
        let mut error: Value = serde_json::from_str(&text).unwrap();
        error["error"].take()
    };
    let fetch = |status| format!("parcels fetch {} -o json", parcel(status));
    let mut found = error(&fetch(404), 4);
    assert!(
        found["message"]
            .take()
            .as_str()
            .unwrap()
            .contains("code 20404")
    );
    assert_eq!(
        found,
        json!({
            "kind": "api", "status": 404, "code": 20404, "message": null, "request_id": "RQ7", "attempts": 1,
            "more_info": "https://x.example/errors/404\u{1b}[2J", "outcome_unknown": false, "resume": null,
        })
    );
    assert_eq!(
        error(&format!("{} --retries 1", fetch(503)), 5)["attempts"],
        2
    );
    let update = format!("parcels update {} --status draft -o ndjson", parcel(503));
    assert_eq!(error(&update, 5)["outcome_unknown"], true);
    assert_eq!(error("parcels fetch PX1 -o json", 3)["kind"], "invalid");
    assert_eq!(error("parcels create -o json", 2)["kind"], "usage");
    let unknown = error("parcels create --output=json --name a --status dratf", 2);
    assert!(
        unknown["message"].as_str().unwrap().contains("'draft'"),
        "{unknown}"
    );
}

#[test]
fn nothing_is_sent_of_what_is_not_right() {
    let server = Server::new(0);
    let program = Program::with(&server);
    for (line, code, text) in [
        ("", 2, "Usage:"),
        ("parcles", 2, "'parcels'"),
        ("parcels creat", 2, "'create'"),
        ("parcels create", 2, "--name <TEXT>"),
        ("parcels create --nmae x", 2, "'--name'"),
        ("parcels create --name x --status dratf", 2, "'draft'"),
        ("parcels create --name x --weight heavy", 2, "a number"),
        ("parcels create --name x --extra {", 2, "not JSON"),
        (
            "parcels create --name x --send-at tomorrow",
            3,
            "a date and time",
        ),
        ("parcels list --page-size 0", 3, "PageSize"),
        ("parcels list --resume x", 2, "as it was printed"),
        ("parcels list --resume [\"/v1/Other\",0,null]", 3, "cursor"),
        ("parcels fetch AC1", 3, "34"),
        ("call FetchParcels", 2, "'FetchParcel'"),
        ("call FetchParcel", 3, "FetchParcel needs it"),
        ("call FetchParcel --json {} --limit 1", 2, "are for lists"),
        ("call FetchParcel --json {", 2, "not JSON"),
        (
            r#"call FetchParcel --json {"Sid":1,"Sid":2}"#,
            2,
            r#"the name "Sid" is in one object twice"#,
        ),
        (
            r#"parcels create --name x --extra [{"a":1,"a":2}]"#,
            2,
            r#"--extra is not right: the name "a""#,
        ),
        ("parcels create --name x --extra @.", 2, "it is a folder"),
        ("call FetchParcel --json []", 3, "an object"),
        (
            "call FetchParcel --json {\"Id\":1}",
            3,
            "expected one of Sid",
        ),
        ("call FetchParcel --json @no/such/file", 2, "can't be read"),
        ("parcels list --timeout 0s", 2, "greater than zero"),
        ("profile list --curl", 2, "commands that send"),
    ] {
        let found = program.run(line).failure(code);
        assert!(found.contains(text), "{line}: {found}");
    }
    assert!(server.requests().is_empty());
}

#[test]
fn there_may_be_no_service() {
    let server = Server::new(0);
    let program = Program::with(&server);
    let text = program
        .run(&format!("parcels fetch {SILENT} --timeout 50ms"))
        .failure(5);
    assert!(text.contains("within 50ms"), "{text}");
    let mut command = program.command(&["parcels", "fetch", SID]);
    let output = command.args(["--retries", "0"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    // Nothing listens on the port of a listener that is gone.
    let address = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let line = format!("--base-url=http://{address} --retries=0 parcels list");
    let program = Program::bare();
    program.run_with(
        &["profile", "add", "--account-sid", crate::program::ACCOUNT],
        "hunter2\n",
    );
    let text = program.run(&line).failure(5);
    assert!(text.contains("could not be reached"), "{text}");
}

#[test]
fn credentials_are_asked_for_by_name() {
    let text = Program::bare().run("parcels list").failure(3);
    assert!(
        text.contains("TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
        "{text}"
    );
    assert!(text.contains("parcels profile --help"), "{text}");
    let mut command = Program::bare().command(&["parcels", "list"]);
    let output = command.env("TWILIO_ACCOUNT_SID", "AC1").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stderr).contains("TWILIO_AUTH_TOKEN is not set"));
    assert_eq!(output.status.code(), Some(3));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_reported() {
    let server = Server::new(5);
    let program = Program::with(&server);
    for line in [
        &["parcels", "list"][..],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = program.command(line).stdout(full).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(text.contains("could not be written"), "{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_closed_output_is_reported() {
    let server = Server::new(5);
    let program = Program::with(&server);
    for (line, end, code) in [
        (&["parcels", "list"][..], ">&-", 1),
        (&["parcels", "list", "-o", "csv"], ">&-", 1),
        (&["parcels", "list", "--dry-run"], ">&-", 1),
        (&["profile", "list"], ">&-", 1),
        (&["completions", "bash"], ">&-", 1),
        (&["--help"], ">&-", 1),
        // Whoever wants to see nothing says so in this way.
        (&["--help"], ">/dev/null", 0),
        (&["--help"], "1<>/dev/null", 0),
        (&["parcels", "list"], "1<>/dev/null", 0),
    ] {
        let inner = program.command(line);
        let mut shell = std::process::Command::new("/bin/sh");
        shell.args(["-c", &format!("exec \"$@\" {end}"), "sh"]);
        shell
            .arg(inner.get_program())
            .args(inner.get_args())
            .env_clear();
        for (name, value) in inner.get_envs() {
            shell.env(name, value.unwrap());
        }
        let output = shell.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{line:?} {end}: {text}");
        let is_told = text.contains("standard output is closed");
        assert_eq!(is_told, code == 1, "{line:?} {end}: {text}");
    }
}

#[test]
fn an_error_is_on_one_line_whatever_it_repeats() {
    let program = Program::bare();
    let name = "x\u{1b}[31m\nerror: \u{202e}\u{200b}";
    let text = program.run_with(&["parcels", "list", "--profile", name], "");
    let text = text.failure(3);
    assert!(
        text.contains(r"no profile x\u001b[31m\nerror: \u202e\u200b in"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 1, "{text}");
    let word = program.run_with(&["\u{1b}[31m\u{202e}"], "").failure(2);
    assert!(
        word.contains(r"'\u001b[31m\u202e'") && !word.contains('\u{1b}'),
        "{word}"
    );
}
