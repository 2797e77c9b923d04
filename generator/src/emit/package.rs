//! The files around the code: manifest, README, formatter settings.

use super::Emitter;
use crate::name::Role;
use crate::surface::{self, ItemKind};
use crate::syntax::TextFile;
use crate::text::{Html, code_cell, markdown, toml_string, visible};

const MANIFEST: &str = "Cargo.toml";

/// The header of files that are no Rust; `#` starts a comment in each of them.
fn header(purpose: &str, source: &str) -> String {
    format!(
        "# {purpose}\n# Written by `cargo xtask codegen` from {source}: change the document, the overlay or the generator, not this \
         file.\n",
    )
}

/// The features of the package: a comment is about the next feature, and a feature without a list is the runtime's.
const FEATURES: &str = "\
default = gzip ring transport
# The default transport: HTTP/1.1 and HTTP/2 by hyper and rustls; needs tokio.
transport
# Compressed responses.
gzip
# The cryptography under TLS; with both, it is that of AWS.
ring
aws-lc-rs
# Requests without an async runtime: `blocking()` on every request.
blocking
# Requests over a client of the crate reqwest that the user brings.
reqwest
# A span for every call and an event for every retry.
tracing
# Checks the signatures of webhooks.
webhook
# Operations by their ids, with JSON for arguments and responses.
dynamic
# The program.
cli = dep:openapi-client-cli dynamic
";

/// The README, and the settings of the formatter.
pub(super) fn files(emitter: &Emitter<'_>) -> [TextFile; 2] {
    let rustfmt = header(
        "Generated code is formatted by the generator.",
        emitter.source,
    );
    let rustfmt = rustfmt + "\ndisable_all_formatting = true\n";
    let files = [("README.md", readme(emitter)), ("rustfmt.toml", rustfmt)];
    files.map(|(path, text)| TextFile {
        path: path.to_owned(),
        text,
    })
}

/// The manifest, and the features that users can name.
pub(super) fn manifest(emitter: &Emitter<'_>) -> (TextFile, Vec<(String, surface::Item)>) {
    let package = &emitter.config.package;
    let names = emitter.names;
    let service = &names.service;
    let mut text = header(
        &format!("The package of the {} client.", visible(service)),
        emitter.source,
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
        name = toml_string(&names.package),
        version = toml_string(&package.version),
        description = toml_string(&format!("A typed client for {service}")),
    ));
    let features = features(emitter, &mut text);
    let command = package.command.clone();
    let command = command.unwrap_or_else(|| package.beside_runtime("cli"));
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
        command = toml_string(&command),
        library = emitter.profile.runtime,
        runtime = toml_string(&emitter.profile.runtime_path(package)),
        program = names.program,
    ));
    let path = MANIFEST.to_owned();
    (TextFile { path, text }, features)
}

/// Writes the features, and returns them as items of the surface.
fn features(emitter: &Emitter<'_>, text: &mut String) -> Vec<(String, surface::Item)> {
    let mut items = Vec::new();
    let mut comment = None;
    for line in FEATURES.lines() {
        if line.starts_with('#') {
            comment = Some(line);
            continue;
        }
        let comment = comment.take();
        let (name, list) = line.split_once(" = ").unwrap_or((line, ""));
        if name == "webhook" && !emitter.profile.has_webhooks {
            continue;
        }
        let mut enables: Vec<String> = list.split_whitespace().map(str::to_owned).collect();
        if enables.is_empty() {
            enables.push(format!("{}/{name}", emitter.profile.runtime));
        }
        text.extend(comment.map(|comment| format!("{comment}\n")));
        let list: Vec<_> = enables.iter().map(|name| toml_string(name)).collect();
        text.push_str(&format!("{name} = [{}]\n", list.join(", ")));
        let line = text.lines().count();
        let item = surface::Item {
            kind: ItemKind::Feature,
            text: format!("feature, {}", enables.join(", ")),
            file: MANIFEST.to_owned(),
            first: line,
            last: line,
            origins: Vec::new(),
        };
        items.push((format!("[{name}]"), item));
    }
    items
}

fn readme(emitter: &Emitter<'_>) -> String {
    let mut text = format!(
        "<!-- Written by `cargo xtask codegen` from {}: change the document, the overlay or the generator, not this file. -->\n\n\
         # {}\n\nA typed client for {}.\n\n| resource | operations |\n|---|---|\n",
        Html(emitter.source),
        emitter.names.package,
        markdown(&emitter.names.service),
    );
    for resource in emitter.api.walk() {
        let operations = resource.operations.iter();
        let operations: Vec<_> = operations
            .map(|operation| emitter.names.of(&operation.origin, Role::Method))
            .map(|method| format!("`{method}`"))
            .collect();
        let path = code_cell(&resource.path.to_string());
        text.push_str(&format!("| {path} | {} |\n", operations.join(", ")));
    }
    text
}
