//! Crates and programs that use them, in one workspace, and what the compiler says about the programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use openapi_client_codegen::output::Output as Files;
use serde_json::Value;

use super::program::Program;
use crate::compile;

/// The features that bring items.
const FEATURES: &[&str] = &["blocking", "dynamic", "testing", "webhook"];

/// The workspace, in a folder of its own.
pub struct Workspace {
    folder: PathBuf,
    members: Vec<String>,
    /// Those of [`FEATURES`] that each package has.
    features: BTreeMap<String, Vec<&'static str>>,
}

/// What the compiler says about a program.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The items that it can't use, each with the first message.
    pub broken: BTreeMap<String, String>,
    /// Messages that belong to no item: about the program itself.
    pub others: Vec<String>,
}

impl Found {
    pub fn is_fine(&self) -> bool {
        self.broken.is_empty() && self.others.is_empty()
    }

    /// Whether it can use everything but the examples of records, which come and go with those of the document.
    pub fn is_fine_without_examples(&self) -> bool {
        let mut broken = self.broken.keys();
        self.others.is_empty() && broken.all(|path| path.ends_with("::example"))
    }
}

/// A package that can stand anywhere.
pub fn packaged(output: &Files) -> Files {
    let mut output = output.clone();
    let manifest = output.files.get_mut("Cargo.toml").unwrap();
    let generator = acceptance::root().join("generator");
    let generator = generator.canonicalize().unwrap();
    let path = format!("path = \"{}/", generator.display());
    *manifest = manifest.replace("path = \"../generator/", &path);
    output
}

impl Workspace {
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self {
            folder,
            members: Vec::new(),
            features: BTreeMap::new(),
        }
    }

    /// Adds a generated package under another name.
    pub fn package(&mut self, name: &str, output: &Files) {
        let has = |feature: &&&str| output.surface.items.contains_key(&format!("[{feature}]"));
        let features = FEATURES.iter().filter(has).copied().collect();
        self.features.insert(name.to_owned(), features);
        let mut output = packaged(output);
        let manifest = output.files.get_mut("Cargo.toml").unwrap();
        let own = manifest.lines().find(|line| line.starts_with("name = "));
        let own = own.unwrap().to_owned();
        *manifest = manifest.replacen(&own, &format!("name = \"{name}\""), 1);
        output.write(&self.folder.join(name)).unwrap();
        self.members.push(name.to_owned());
    }

    /// Adds a program that uses the package `uses`.
    pub fn program(&mut self, name: &str, program: &Program, uses: &str) {
        let folder = self.folder.join(name);
        let generator = acceptance::root().join("generator").canonicalize().unwrap();
        let generator = generator.display();
        let features = &self.features[uses];
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[dependencies]\n\
             krate = {{ package = \"{uses}\", path = \"../{uses}\", default-features = false, features = {features:?} }}\n\
             serde = \"1\"\nserde_json = \"1\"\n\
             openapi-client-runtime = {{ path = \"{generator}/runtime\", default-features = false }}\n\
             twilio-client = {{ path = \"{generator}/twilio\", default-features = false }}\n"
        );
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        fs::write(folder.join("src/lib.rs"), &program.text).unwrap();
        self.members.push(name.to_owned());
    }

    /// What the compiler says about the programs, by their names; panics if it can't tell.
    pub fn check(&self, programs: &BTreeMap<String, &Program>) -> BTreeMap<String, Found> {
        let output = self.cargo(programs.keys());
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        let mut finished = BTreeSet::new();
        let lines = String::from_utf8_lossy(&output.stdout);
        for message in lines.lines().filter_map(|line| line.parse::<Value>().ok()) {
            let path = message["manifest_path"].as_str().unwrap_or_default();
            let name = Path::new(path).parent().and_then(Path::file_name);
            let name = name.and_then(|name| name.to_str()).unwrap_or_default();
            let is_error = message["message"]["level"] == "error";
            let Some(program) = programs.get(name) else {
                assert!(!is_error, "{}", message["message"]["rendered"]);
                continue;
            };
            if message["reason"] == "compiler-artifact" {
                finished.insert(name.to_owned());
            }
            if is_error {
                let found = found.entry(name.to_owned()).or_default();
                found.add(&message["message"], program);
            }
        }
        for name in programs.keys() {
            let is_told = finished.contains(name) != found.contains_key(name);
            let reason = String::from_utf8_lossy(&output.stderr);
            assert!(is_told, "{name} is neither compiled nor refused: {reason}");
            found.entry(name.clone()).or_default();
        }
        found
    }

    fn cargo<'n>(&self, names: impl Iterator<Item = &'n String>) -> Output {
        compile::write_workspace(&self.folder, &self.members);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        // The features of the programs want more than the tests are built of.
        let fetched = Command::new(&cargo)
            .args(["fetch", "--locked"])
            .current_dir(acceptance::root())
            .output()
            .unwrap();
        let reason = String::from_utf8_lossy(&fetched.stderr);
        assert!(fetched.status.success(), "{reason}");
        Command::new(cargo)
            .args([
                "check",
                "--offline",
                "--keep-going",
                "--message-format=json",
            ])
            .args(names.flat_map(|name| ["--package", name]))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", compile::target())
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap()
    }
}

impl Found {
    fn add(&mut self, message: &Value, program: &Program) {
        let spans = message["spans"].as_array().unwrap();
        let text = message["message"].as_str().unwrap_or_default();
        if spans.is_empty() && text.starts_with("aborting due to") {
            return;
        }
        let mut own = spans.iter().filter(|span| span["is_primary"] == true);
        let line = own.find_map(|span| match span["file_name"].as_str() {
            Some(file) if file.ends_with("src/lib.rs") => span["line_start"].as_u64(),
            _ => None,
        });
        let path = line.and_then(|line| program.lines.get(&usize::try_from(line).unwrap()));
        match path {
            Some(path) => {
                self.broken
                    .entry(path.clone())
                    .or_insert_with(|| text.to_owned());
            }
            None => self
                .others
                .push(message["rendered"].as_str().unwrap_or(text).to_owned()),
        }
    }
}
