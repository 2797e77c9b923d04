//! Recordings of what Twilio's own clients send, where there is a copy: a harness drives ours through the same calls.

use std::path::Path;
use std::process::Command;

#[test]
fn recorded_calls_keep_all_promises() {
    let Some(folder) = std::env::var_os("TWILIO_WIRE_DIR") else {
        println!(
            "skipped: TWILIO_WIRE_DIR does not name the folder with harness.py and cases.json"
        );
        return;
    };
    let folder = Path::new(&folder);
    let output = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wire");
    std::fs::create_dir_all(&output).unwrap();
    let python = |script: &str| {
        let mut command = Command::new("python3");
        command.env("PYTHONDONTWRITEBYTECODE", "1");
        command.arg(folder.join(script));
        command
    };
    let driven = python("harness.py")
        .arg(env!("CARGO_BIN_EXE_wire-driver"))
        .args(["--name", "rust", "--out"])
        .arg(&output)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&driven.stderr);
    assert!(driven.status.success(), "{told}");
    let judged = python("judge.py")
        .args(["rust", "--dir"])
        .arg(&output)
        .output()
        .unwrap();
    let verdict = String::from_utf8_lossy(&judged.stdout);
    println!("{verdict}");
    assert!(judged.status.success(), "{verdict}");
    let refused = verdict.lines().filter_map(|line| {
        let (_, rest) = line.split_once("rightly refused")?;
        rest.split_whitespace().next()?.parse::<u32>().ok()
    });
    let refused: u32 = refused.sum();
    assert!(refused <= 125, "{refused} calls are refused");
}
