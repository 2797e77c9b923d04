//! Compiles generated crates in one workspace, which shares what they depend on.

use std::fs;
use std::path::Path;
use std::process::Command;

use twilio_codegen::output::Output;

/// Runs a cargo command, without network, over crates that are written to a folder of this name; panics with what it says if
/// it fails.
pub fn compiles(folder: &str, crates: Vec<(String, Output)>, command: &[&str]) {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let generator = acceptance::root().join("generator").canonicalize().unwrap();
    let mut members = Vec::new();
    for (name, mut output) in crates {
        let manifest = output.files.get_mut("Cargo.toml").unwrap();
        // Without the default transport, which takes long to build and makes no difference to generated code.
        let dependencies = format!("path = \"{}/", generator.display());
        *manifest = manifest
            .replace("path = \"../generator/", &dependencies)
            .replace(
                "default = [\"gzip\", \"ring\", \"transport\"]",
                "default = []",
            );
        output.write(&workspace.join(&name)).unwrap();
        members.push(name);
    }
    // The runtime takes settings from the workspace it is in, and its dependencies are locked there.
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        acceptance::root().join("Cargo.lock"),
        workspace.join("Cargo.lock"),
    )
    .unwrap();

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (first, rest) = command.split_first().unwrap();
    let checked = Command::new(cargo)
        .arg(first)
        .args(["--workspace", "--offline", "--quiet"])
        .args(rest)
        .current_dir(&workspace)
        // One for all, so that what the crates depend on is built once.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}
