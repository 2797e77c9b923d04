//! The files around the code: manifest, README, formatter settings.

use super::{Emitter, TextFile};
use crate::surface::{self, ItemKind};
use crate::text::{Html, code_cell, markdown, toml_string, visible};

/// The header of files that are no Rust; `#` starts a comment in each of them.
fn header(purpose: &str, source: &str) -> String {
    format!(
        "# {purpose}\n# Written by `cargo xtask codegen` from {source}: change the document, the overlay or the generator, not this \
         file.\n",
    )
}

/// The features that are the runtime's own: a comment and the name.
const FEATURES: &[(&str, &str)] = &[
    (
        "The default transport: HTTP/1.1 and HTTP/2 by hyper and rustls; needs tokio.",
        "transport",
    ),
    ("Compressed responses.", "gzip"),
    (
        "The cryptography under TLS; with both, it is that of AWS.",
        "ring",
    ),
    ("", "aws-lc-rs"),
    (
        "Requests without an async runtime: `blocking()` on every request.",
        "blocking",
    ),
    (
        "Requests over a client of the crate reqwest that the user brings.",
        "reqwest",
    ),
    (
        "A span for every call and an event for every retry.",
        "tracing",
    ),
    ("Checks the signatures of webhooks.", WEBHOOK),
    (
        "Operations by their ids, with JSON for arguments and responses.",
        "dynamic",
    ),
];

/// The feature that only some runtimes have.
const WEBHOOK: &str = "webhook";

impl Emitter<'_> {
    /// The manifest, and the features that users can name.
    pub fn manifest(&self) -> (TextFile, Vec<(String, surface::Item)>) {
        let path = "Cargo.toml".to_owned();
        let (text, features) = self.manifest_text(&path);
        (TextFile { path, text }, features)
    }

    pub(super) fn package_files(&self) -> Vec<TextFile> {
        vec![
            TextFile {
                path: "README.md".to_owned(),
                text: self.readme(),
            },
            TextFile {
                path: "rustfmt.toml".to_owned(),
                text: self.rustfmt(),
            },
        ]
    }

    /// Writes the features of the package.
    fn features(&self, path: &str, text: &mut String) -> Vec<(String, surface::Item)> {
        let runtime = self.profile.runtime;
        let default = ["gzip", "ring", "transport"];
        let mut items = vec![feature(path, text, ("", "default"), &default)];
        let has = |name: &str| name != WEBHOOK || self.profile.has_webhooks;
        for (comment, name) in FEATURES.iter().filter(|(_, name)| has(name)) {
            let enables = format!("{runtime}/{name}");
            items.push(feature(path, text, (comment, name), &[&enables]));
        }
        let program = ["dep:openapi-client-cli", "dynamic"];
        items.push(feature(path, text, ("The program.", "cli"), &program));
        items
    }

    fn manifest_text(&self, path: &str) -> (String, Vec<(String, surface::Item)>) {
        let package = &self.config.package;
        let mut text = header(
            &format!(
                "The package of the {} client.",
                visible(&self.names.service)
            ),
            self.source,
        );
        text.push_str(&format!(
            r#"
[package]
name = {name}
version = {version}
description = {description}
edition = "2024"
rust-version = "1.88"
license = "MIT OR Apache-2.0"
readme = "README.md"
publish = false

[features]
"#,
            name = toml_string(&self.names.package),
            version = toml_string(&package.version),
            description = toml_string(&format!("A typed client for {}", self.names.service)),
        ));
        let features = self.features(path, &mut text);
        text.push_str(&format!(
            r#"
[dependencies]
serde = {{ version = "1.0.229", features = ["derive"] }}
serde_json = "1.0.154"
openapi-client-cli = {{ path = {command}, version = "0.1.0", optional = true }}
{library} = {{ path = {runtime}, version = "0.1.0", default-features = false }}

[dev-dependencies]
tokio = {{ version = "1.54.1", default-features = false, features = ["macros", "rt"] }}
{library} = {{ path = {runtime}, version = "0.1.0", default-features = false, features = ["testing"] }}

[[bin]]
name = "{program}"
path = "src/bin/{program}.rs"
required-features = ["cli"]

[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"
"#,
            command = toml_string(&package.command),
            library = self.profile.runtime,
            runtime = toml_string(&self.profile.runtime_path(package)),
            program = self.names.program,
        ));
        (text, features)
    }

    fn rustfmt(&self) -> String {
        let mut text = header("Generated code is formatted by the generator.", self.source);
        text.push_str("\ndisable_all_formatting = true\n");
        text
    }

    fn readme(&self) -> String {
        let service = markdown(&self.names.service);
        let mut text = format!(
            "<!-- Written by `cargo xtask codegen` from {}: change the document, the overlay or the generator, not this file. -->\n\n\
             # {}\n\nA typed client for {service}.\n\n| resource | operations |\n|---|---|\n",
            Html(self.source),
            self.names.package
        );
        for resource in self.api.walk() {
            let operations: Vec<String> = resource
                .operations
                .iter()
                .map(|operation| format!("`{}`", self.method_name(&operation.origin)))
                .collect();
            text.push_str(&format!(
                "| {} | {} |\n",
                code_cell(&resource.path.to_string()),
                operations.join(", ")
            ));
        }
        text
    }
}

/// Writes a feature, and returns it as an item of the surface.
fn feature(
    path: &str,
    text: &mut String,
    (comment, name): (&str, &str),
    enables: &[&str],
) -> (String, surface::Item) {
    if !comment.is_empty() {
        text.push_str(&format!("# {comment}\n"));
    }
    let list: Vec<_> = enables.iter().map(|name| toml_string(name)).collect();
    text.push_str(&format!("{name} = [{}]\n", list.join(", ")));
    let line = text.lines().count();
    let item = surface::Item {
        kind: ItemKind::Feature,
        text: [&["feature"], enables].concat().join(", "),
        file: path.to_owned(),
        first: line,
        last: line,
        origins: Vec::new(),
    };
    (format!("[{name}]"), item)
}
