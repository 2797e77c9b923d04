//! On a terminal, by `script` of util-linux; skipped with a word where that is not there.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::program::Program;
use crate::server::{SID, Server};

/// What a terminal shows when the line is run on it and `input` is typed; the exit code at the end.
fn shown(program: &Program, args: &[&str], input: &str) -> Option<String> {
    shown_with(program, args, input, &[])
}

/// The same, with more variables in the environment.
fn shown_with(
    program: &Program,
    args: &[&str],
    input: &str,
    variables: &[(&str, &str)],
) -> Option<String> {
    let inner = program.command(args);
    let words = std::iter::once(inner.get_program()).chain(inner.get_args());
    let words: Vec<_> = words
        .map(|word| format!("'{}'", word.to_string_lossy()))
        .collect();
    let line = format!("stty rows 40 cols 100; {}; echo code $?", words.join(" "));
    let mut script = Command::new("script");
    script
        .args(["-qec", &line, "/dev/null"])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .envs(variables.iter().copied());
    for (name, value) in inner.get_envs() {
        script.env(name, value?);
    }
    let spawned = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = spawned else {
        eprintln!("skipped: there is no `script`");
        return None;
    };
    child.stdin.take()?.write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    Some(String::from_utf8_lossy(&output.stdout).replace("\r\n", "\n"))
}

#[test]
fn a_table_is_the_default_and_is_not_steered() {
    let server = Server::new(1);
    let program = Program::with(&server);
    let Some(shown) = shown(&program, &["parcels", "create", "--name", "Evil"], "") else {
        return;
    };
    assert!(
        shown.contains("sid ") && shown.contains("status"),
        "{shown}"
    );
    assert!(shown.contains("\\u001b[31mEvil\\u009b2J\\nx"), "{shown}");
    assert!(
        !shown.contains('\u{1b}') && shown.ends_with("code 0\n"),
        "{shown}"
    );
}

#[test]
fn a_deletion_is_asked_about() {
    let server = Server::new(1);
    let program = Program::with(&server);
    for (response, code, requests) in [("n\n", 3, 0), ("\n", 3, 0), ("y\n", 0, 1)] {
        let Some(shown) = shown(&program, &["parcels", "delete", SID], response) else {
            return;
        };
        assert!(
            shown.contains(&format!("DELETE /v1/Parcels/{SID}: delete it? [y/N] ")),
            "{shown}"
        );
        assert!(shown.ends_with(&format!("code {code}\n")), "{shown}");
        assert_eq!(server.requests().len(), requests);
    }
}

#[test]
fn colours_can_be_taken_away() {
    let server = Server::new(1);
    let program = Program::with(&server);
    let Some(coloured) = shown(&program, &["parcels", "fetch", "PX1"], "") else {
        return;
    };
    assert!(coloured.contains("\u{1b}[1;31merror:"), "{coloured}");
    let term = [("TERM", "xterm")];
    let help = shown_with(&program, &["--help"], "", &term).unwrap();
    assert!(help.contains("\u{1b}[1m"), "{help}");
    // Where a word of the line has something hidden, nothing is coloured.
    let word = shown_with(&program, &["\u{202e}\u{1b}[31m"], "", &term).unwrap();
    assert!(
        word.contains(r"'\u202e\u001b[31m'") && !word.contains('\u{1b}'),
        "{word}"
    );
    // What clap prints follows the same rule.
    for args in [&["parcels", "fetch", "PX1"][..], &["parcles"], &["--help"]] {
        let plain = shown_with(&program, args, "", &[("NO_COLOR", "1")]).unwrap();
        assert!(!plain.contains('\u{1b}'), "{plain}");
    }
}
