//! The program that the generated package has.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

/// Builds the program, and tells where it is.
pub fn build() -> PathBuf {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(build_it).clone()
}

fn build_it() -> PathBuf {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let built = Command::new(cargo)
        // With these tests, so that its crates have the features that they are built with already.
        .args([
            "build",
            "--workspace",
            "--bin",
            "trusthub",
            "--test",
            "suite",
        ])
        .args(["--locked", "--message-format", "json"])
        .current_dir(acceptance::root())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "{told}");
    let messages = String::from_utf8(built.stdout).unwrap();
    let mut artifacts = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let is_it = message["target"]["name"] == "trusthub";
        Some(PathBuf::from(
            message["executable"].as_str().filter(|_| is_it)?,
        ))
    });
    artifacts.next_back().unwrap()
}
