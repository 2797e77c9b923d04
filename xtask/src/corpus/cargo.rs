//! The workspace of the generated crates, and what cargo says about them.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::document::{DRIVER, Document, TARGET};
use crate::{Failure, terminal};

/// One workspace with all crates, so that they share what they depend on.
pub(super) struct Workspace {
    folder: PathBuf,
    members: Vec<String>,
}

/// What cargo made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Built {
    /// The programs of the tests, by the names of their documents.
    pub(super) tests: Vec<(String, PathBuf)>,
}

impl Workspace {
    /// Writes what cargo needs: the list of members, and the versions of dependencies that the project itself has.
    ///
    /// The program that calls all operations is one more member where there is to be one.
    pub(super) fn write(
        folder: &Path,
        root: &Path,
        documents: &[Document],
        has_driver: bool,
    ) -> Result<Self, Failure> {
        let taken = documents
            .iter()
            .filter(|document| document.refused.is_none());
        let members: Vec<String> = taken.map(Document::folder).collect();
        let driver = has_driver.then(|| DRIVER.to_owned());
        let all: Vec<_> = members.iter().chain(&driver).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {all:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Self {
            folder: folder.to_owned(),
            members,
        })
    }

    /// Whether there is anything to look at.
    pub(super) fn has_members(&self) -> bool {
        !self.members.is_empty()
    }

    /// Where the members are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where cargo builds.
    pub(super) fn target(&self) -> PathBuf {
        self.folder.join(TARGET)
    }

    /// Runs cargo over all crates, and adds its messages to their documents.
    ///
    /// Without the default transport, which takes long to build and makes no difference to generated code.
    pub(super) fn cargo_all(
        &self,
        command: &[&str],
        documents: &mut [Document],
    ) -> Result<Built, Failure> {
        let all = [
            "--workspace",
            "--no-default-features",
            "--features=dynamic,testing",
        ];
        self.cargo(&[command, &all].concat(), documents)
    }

    /// Runs cargo, and adds its messages to the documents that they are about.
    pub(super) fn cargo(
        &self,
        command: &[&str],
        documents: &mut [Document],
    ) -> Result<Built, Failure> {
        let spinner = terminal::spinner("compiling");
        spinner.set_message(format!("cargo {}", command.join(" ")));
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(command)
            .args(["--offline", "--keep-going", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.target())
            // Warnings are counted, so that they must not become errors.
            .env_remove("RUSTFLAGS")
            .env_remove("RUSTDOCFLAGS")
            .output();
        spinner.finish_and_clear();
        let output = output.map_err(|error| Failure(format!("can't run cargo: {error}")))?;
        let before: usize = documents.iter().map(|document| document.errors).sum();
        let built = self.read(&String::from_utf8_lossy(&output.stdout), documents);
        let after: usize = documents.iter().map(|document| document.errors).sum();
        if !output.status.success() && before == after {
            let reason = String::from_utf8_lossy(&output.stderr);
            let command = command.join(" ");
            return Err(Failure(format!(
                "`cargo {command}` failed in {}; `cargo fetch` brings dependencies that are missing:\n{}",
                self.folder.display(),
                reason.trim()
            )));
        }
        Ok(built)
    }

    /// Takes the messages of cargo, a line each, to the documents that they are about.
    fn read(&self, lines: &str, documents: &mut [Document]) -> Built {
        let mut built = Built::default();
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        for line in lines.lines() {
            let Ok(message) = line.parse::<Value>() else {
                continue;
            };
            let manifest = message["manifest_path"].as_str().unwrap_or_default();
            let Some(folder) = self.member(Path::new(manifest)) else {
                continue;
            };
            let mut documents = documents.iter_mut();
            let Some(document) = documents.find(|document| document.folder() == folder) else {
                continue;
            };
            if let Some(program) = message["executable"].as_str() {
                built.tests.push((document.name.clone(), program.into()));
            }
            let found = &message["message"];
            let rendered = found["rendered"].as_str().unwrap_or_default().trim();
            // A library and its tests are built of the same files.
            if rendered.is_empty() || !seen.insert((folder.to_owned(), rendered.to_owned())) {
                continue;
            }
            match found["level"].as_str() {
                // The last message of a crate only counts those before it.
                _ if found["spans"].as_array().is_none_or(Vec::is_empty)
                    && is_summary(rendered) => {}
                Some("warning") => document.warnings += 1,
                Some("error" | "error: internal compiler error") => document.errors += 1,
                _ => continue,
            }
            document.add(rendered);
        }
        built
    }

    /// The member whose manifest this is.
    fn member(&self, manifest: &Path) -> Option<&str> {
        let folder = manifest.parent()?.strip_prefix(&self.folder).ok()?;
        let folder = folder.to_str()?;
        let mut members = self.members.iter();
        members.find(|member| *member == folder).map(String::as_str)
    }
}

/// Whether a message without a place says nothing but that there were others.
fn is_summary(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.contains("aborting due to")
        || first.ends_with("emitted")
        || first.starts_with("For more information")
        || first.starts_with("Some errors have detailed explanations")
}

impl Document {
    fn add(&mut self, message: &str) {
        if !is_summary(message) && !self.messages.iter().any(|known| known == message) {
            self.messages.push(message.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn messages_go_to_their_documents() {
        let workspace = Workspace {
            folder: "/corpus".into(),
            members: vec!["a".to_owned(), "b".to_owned()],
        };
        let mut documents = ["a", "b"].map(|name| Document {
            name: name.to_owned(),
            ..Document::default()
        });
        let message = |name: &str, level: &str, text: &str| {
            let manifest = format!("/corpus/{name}/Cargo.toml");
            json!({"manifest_path": manifest, "message": {"level": level, "rendered": text, "spans": []}})
        };
        let lines = [
            message("a", "warning", "warning: unused"),
            message("a", "warning", "warning: unused"),
            message("a", "warning", "warning: 1 warning emitted"),
            message("b", "error", "error[E0001]: wrong"),
            message("b", "error", "error: aborting due to 1 previous error"),
            message("../elsewhere", "error", "error: not ours"),
            json!({"manifest_path": "/corpus/b/Cargo.toml", "executable": "/x/examples-1"}),
            json!({"reason": "build-finished"}),
        ];
        let lines = lines.map(|line| line.to_string()).join("\n");
        let built = workspace.read(&format!("{lines}\nno JSON\n"), &mut documents);
        assert_eq!(built.tests, [("b".to_owned(), "/x/examples-1".into())]);
        let [a, b] = documents;
        assert_eq!((a.errors, a.warnings), (0, 1));
        assert_eq!((b.errors, b.warnings), (1, 0));
        assert_eq!(a.messages, ["warning: unused"]);
        assert_eq!(b.messages, ["error[E0001]: wrong"]);
        assert!(!a.is_fine() && !b.is_fine());
    }
}
