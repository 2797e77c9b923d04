//! Rules for the dependencies: their licences, and the Rust version that they need.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::Violation;
use crate::Failure;

/// The licences that a dependency may have.
const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    // The root certificates of Mozilla, which are data.
    "CDLA-Permissive-2.0",
];

/// Checks every package that cargo resolves.
pub(super) fn check(root: &Path) -> Result<Vec<Violation>, Failure> {
    let metadata = metadata(root)?;
    let packages = metadata["packages"].as_array();
    let packages = packages.map_or(&[][..], Vec::as_slice);
    let ours = |package: &&Value| package["source"].is_null();
    let version = packages.iter().find(ours).map(rust_version);
    let version = version.unwrap_or_default();
    let others = packages.iter().filter(|package| !ours(package));
    Ok(others
        .flat_map(|package| [licence(package), compiler(package, version)])
        .flatten()
        .collect())
}

/// What cargo knows of the workspace.
fn metadata(root: &Path) -> Result<Value, Failure> {
    let failure =
        |reason: String| Failure(format!("can't ask cargo for the dependencies: {reason}"));
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["metadata", "--format-version=1", "--locked"]);
    if !root.as_os_str().is_empty() {
        command.current_dir(root);
    }
    let output = command
        .output()
        .map_err(|error| failure(error.to_string()))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(failure(reason.trim().to_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| failure(error.to_string()))
}

/// The licence is on the list, or one of several to choose from is.
fn licence(package: &Value) -> Option<Violation> {
    let name = package_name(package);
    let Some(expression) = package["license"].as_str() else {
        return Some(Violation::new(&name, None, "names no licence"));
    };
    if is_allowed(expression) {
        return None;
    }
    let message = format!("the licence `{expression}` is not on the list");
    Some(Violation::new(&name, None, message))
}

/// The dependency builds with the Rust version of the workspace.
fn compiler(package: &Value, ours: (u64, u64)) -> Option<Violation> {
    let (major, minor) = rust_version(package);
    if (major, minor) <= ours {
        return None;
    }
    let (our_major, our_minor) = ours;
    let message =
        format!("needs Rust {major}.{minor}, but the workspace promises {our_major}.{our_minor}");
    Some(Violation::new(&package_name(package), None, message))
}

fn package_name(package: &Value) -> String {
    let part = |key: &str| package[key].as_str().unwrap_or("?");
    format!("{} {}", part("name"), part("version"))
}

/// Major and minor version of the Rust that a package needs; zeros if it does not say.
fn rust_version(package: &Value) -> (u64, u64) {
    let text = package["rust_version"].as_str().unwrap_or_default();
    let mut numbers = text.split('.').map(|number| number.parse().unwrap_or(0));
    let major = numbers.next().unwrap_or(0);
    (major, numbers.next().unwrap_or(0))
}

/// Whether a licence expression (SPDX) leaves a choice of licences that are all on the list.
///
/// `AND` binds closer than `OR`; the slash is an old way to write `OR`.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression
        .replace('(', " ( ")
        .replace(')', " ) ")
        .replace('/', " OR ");
    let tokens: Vec<_> = spaced.split_whitespace().collect();
    let mut rest = tokens.as_slice();
    let allowed = any(&mut rest);
    allowed && rest.is_empty()
}

fn any(tokens: &mut &[&str]) -> bool {
    let mut allowed = all(tokens);
    while let ["OR", rest @ ..] = *tokens {
        *tokens = rest;
        allowed |= all(tokens);
    }
    allowed
}

fn all(tokens: &mut &[&str]) -> bool {
    let mut allowed = one(tokens);
    while let ["AND", rest @ ..] = *tokens {
        *tokens = rest;
        allowed &= one(tokens);
    }
    allowed
}

fn one(tokens: &mut &[&str]) -> bool {
    match *tokens {
        ["(", rest @ ..] => {
            *tokens = rest;
            let allowed = any(tokens);
            // Without its closing bracket, the rest does not come to an end.
            if let [")", rest @ ..] = *tokens {
                *tokens = rest;
            }
            allowed
        }
        [name, "WITH", exception, rest @ ..] => {
            *tokens = rest;
            LICENCES.contains(&format!("{name} WITH {exception}").as_str())
        }
        [name, rest @ ..] => {
            *tokens = rest;
            LICENCES.contains(name)
        }
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn licence_expressions_are_understood() {
        for good in [
            "MIT",
            "MIT/Apache-2.0",
            "GPL-3.0 OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
            "GPL-3.0 AND X OR MIT AND ISC",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in [
            "",
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "MIT)",
            "OR MIT",
            "MIT ISC",
        ] {
            assert!(!is_allowed(bad) || bad == "{bad}");
        }
    }

    #[test]
    fn packages_are_checked() {
        let package = |licence: Value, version: &str| json!({"name": "a", "version": "1.2.3", "license": licence, "rust_version": version});
        let good = package(json!("MIT"), "1.88.0");
        assert_eq!(licence(&good), None);
        assert_eq!(compiler(&good, (1, 88)), None);
        assert_eq!(compiler(&json!({}), (1, 88)), None);

        let bad = package(json!(null), "1.89");
        let found = licence(&bad).unwrap().to_string();
        assert_eq!(found, "a 1.2.3: names no licence");
        let found = compiler(&bad, (1, 88)).unwrap().to_string();
        let expected = "a 1.2.3: needs Rust 1.89, but the workspace promises 1.88";
        assert_eq!(found, expected);
        let bad = package(json!("AGPL-3.0"), "1.1");
        assert!(licence(&bad).is_some());
    }
}
