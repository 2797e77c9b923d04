//! Compiles generated crates in one workspace, which shares what they depend on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use openapi_client_codegen::output::Output;

/// The command that takes no warning, in any target of a crate.
pub const CLIPPY: [&str; 7] = [
    "clippy",
    "--all-targets",
    "--features",
    "dynamic,testing",
    "--",
    "-D",
    "warnings",
];

/// Runs a cargo command, without network, over crates that are written to a folder of this name, and returns what it prints;
/// panics with what it says if it fails.
pub fn compiles(folder: &str, crates: Vec<(String, Output)>, command: &[&str]) -> String {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    write(&workspace, crates);
    run(&workspace, command)
}

/// The folder that all such workspaces build in, so that what the crates depend on is built once.
pub fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("target")
}

/// Writes crates to a workspace.
pub fn write(workspace: &Path, crates: Vec<(String, Output)>) {
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
    write_workspace(workspace, &members);
}

/// Writes what cargo needs of a workspace with these members.
pub fn write_workspace(workspace: &Path, members: &[String]) {
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    let lock = acceptance::root().join("Cargo.lock");
    fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
}

/// Runs a cargo command in a workspace, and returns what it prints; panics with what it says if it fails.
pub fn run(workspace: &Path, command: &[&str]) -> String {
    let output = cargo(workspace, command);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs a cargo command in a workspace.
pub fn cargo(workspace: &Path, command: &[&str]) -> process::Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let (first, rest) = command.split_first().unwrap();
    Command::new(cargo)
        .arg(first)
        .args(["--workspace", "--offline", "--quiet"])
        .args(rest)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", target())
        .env_remove("RUSTFLAGS")
        .env("RUSTDOCFLAGS", "-D warnings")
        .output()
        .unwrap()
}
