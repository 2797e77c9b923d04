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

/// The features of the package: what each is for, its name, and what it enables.
const FEATURES: &[(&str, &str, &[&str])] = &[
    ("", "default", &["gzip", "ring", "transport"]),
    (
        "The default transport: HTTP/1.1 and HTTP/2 by hyper and rustls; needs tokio.",
        "transport",
        &["openapi-client-runtime/transport"],
    ),
    (
        "Compressed responses.",
        "gzip",
        &["openapi-client-runtime/gzip"],
    ),
    (
        "The cryptography under TLS; with both, it is that of AWS.",
        "ring",
        &["openapi-client-runtime/ring"],
    ),
    ("", "aws-lc-rs", &["openapi-client-runtime/aws-lc-rs"]),
    (
        "Requests without an async runtime: `blocking()` on every request.",
        "blocking",
        &["openapi-client-runtime/blocking"],
    ),
    (
        "Requests over a client of the crate reqwest that the user brings.",
        "reqwest",
        &["openapi-client-runtime/reqwest"],
    ),
    (
        "A span for every call and an event for every retry.",
        "tracing",
        &["openapi-client-runtime/tracing"],
    ),
    (
        "Checks the signatures of webhooks.",
        "webhook",
        &["openapi-client-runtime/webhook"],
    ),
    (
        "Operations by their ids, with JSON for arguments and responses.",
        "dynamic",
        &["openapi-client-runtime/dynamic"],
    ),
    (
        "The program.",
        "cli",
        &["dep:openapi-client-cli", "dynamic"],
    ),
];

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
        let features = features(path, &mut text);
        text.push_str(&format!(
            r#"
[dependencies]
serde = {{ version = "1.0.229", features = ["derive"] }}
serde_json = "1.0.154"
openapi-client-cli = {{ path = {command}, version = "0.1.0", optional = true }}
openapi-client-runtime = {{ path = {runtime}, version = "0.1.0", default-features = false }}

[dev-dependencies]
tokio = {{ version = "1.54.1", default-features = false, features = ["macros", "rt"] }}
openapi-client-runtime = {{ path = {runtime}, version = "0.1.0", default-features = false, features = ["testing"] }}

[[bin]]
name = "{program}"
path = "src/bin/{program}.rs"
required-features = ["cli"]

[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"
"#,
            command = toml_string(&package.command),
            runtime = toml_string(&package.runtime),
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

/// Writes the features, and returns each as an item of the surface.
fn features(path: &str, text: &mut String) -> Vec<(String, surface::Item)> {
    let mut items = Vec::new();
    for (purpose, name, enables) in FEATURES {
        if !purpose.is_empty() {
            text.push_str(&format!("# {purpose}\n"));
        }
        let list: Vec<_> = enables.iter().map(|name| toml_string(name)).collect();
        text.push_str(&format!("{name} = [{}]\n", list.join(", ")));
        let line = text.lines().count();
        let item = surface::Item {
            kind: ItemKind::Feature,
            text: [&["feature"], *enables].concat().join(", "),
            file: path.to_owned(),
            first: line,
            last: line,
        };
        items.push((format!("[{name}]"), item));
    }
    items
}
