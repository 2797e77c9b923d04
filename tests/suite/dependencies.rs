//! What a user of the crate has to build.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates in the tree of the generated crate, itself included.
fn crates(features: &[&str]) -> BTreeSet<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let listed = Command::new(cargo)
        .args(["tree", "--package", "twilio-trusthub", "--edges", "normal"])
        .args(["--prefix", "none", "--no-dedupe", "--offline"])
        .args(features)
        .current_dir(acceptance::root())
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&listed.stderr);
    assert!(listed.status.success(), "{told}");
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.lines().map(str::to_owned).collect()
}

#[test]
fn the_program_costs_users_of_the_library_nothing() {
    let library = crates(&[]);
    assert!(library.len() <= 75, "{} crates", library.len());
    for name in ["clap", "indicatif", "openapi-client-cli"] {
        let is_it = |line: &String| line.split(' ').next() == Some(name);
        assert!(!library.iter().any(is_it), "{name} is in the tree");
    }
    assert_eq!(crates(&["--features", "dynamic,testing"]), library);
    let program = crates(&["--features", "cli"]);
    assert!(program.len() > library.len());
    println!(
        "{} crates, {} with the program",
        library.len(),
        program.len()
    );
}
