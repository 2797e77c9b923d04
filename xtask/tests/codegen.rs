//! A crate compiles wherever it is written: its manifest finds the runtime also from outside of the workspace.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by a panic")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

#[test]
fn a_crate_compiles_wherever_it_is_written() {
    let out = env::temp_dir().join(format!("xtask-petstore-{}", std::process::id()));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let written = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--spec", "tests/fixtures/petstore/input.yaml"])
        .arg("--out")
        .arg(&out)
        .current_dir(root)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&written.stderr);
    assert!(written.status.success(), "{error}");
    let text = String::from_utf8(written.stdout).unwrap();
    let path = out.canonicalize().unwrap();
    assert_eq!(
        text.lines().last().unwrap(),
        format!(
            "in the Cargo.toml of your program, below [dependencies]: pet-store = {{ path = {path:?} }}"
        )
    );
    // What the runtime depends on is locked, so that it is there without network.
    fs::copy(root.join("Cargo.lock"), out.join("Cargo.lock")).unwrap();
    // The runtime without any of its features, and with those that need no tokio.
    for features in ["", "blocking,ring"] {
        let checked = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["check", "--offline", "--quiet", "--no-default-features"])
            .args(["--features", features])
            .current_dir(&out)
            // Where the crates of the other tests are built, too.
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
            )
            // As they are built there, so that what the runtime depends on is built once.
            .env("CARGO_PROFILE_DEV_DEBUG", "false")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        let error = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{features}: {error}");
    }
    fs::remove_dir_all(&out).unwrap();
}
