//! The files around the code: manifest, README, formatter settings.

use super::Emitter;
use super::testing::WorkedExample;
use crate::name::{Names, Role};
use crate::profile::Profile;
use crate::surface::{self, ItemKind};
use crate::syntax::{TextFile, written_from};
use crate::text::{Html, code_cell, markdown, toml_string, visible};

const MANIFEST: &str = "Cargo.toml";

/// The header of files that are no Rust; `#` starts a comment in each of them.
fn header(purpose: &str, source: &str) -> String {
    format!("# {purpose}\n# {}\n", written_from(source))
}

/// Features that go together.
struct Features {
    names: &'static [&'static str],
    about: &'static str,
    /// What they enable; the features of these names of the runtime where nothing stands here.
    enables: &'static [&'static str],
}

impl Features {
    const fn new(names: &'static [&'static str], about: &'static str) -> Self {
        Self {
            names,
            about,
            enables: &[],
        }
    }
}

/// The features that are on by default.
const DEFAULT: [&str; 3] = ["gzip", "ring", "transport"];

const FEATURES: &[Features] = &[
    Features::new(
        &["transport"],
        "The default transport: HTTP/1.1 and HTTP/2 by hyper and rustls; needs tokio.",
    ),
    Features::new(&["gzip"], "Compressed responses."),
    Features::new(
        &["ring", "aws-lc-rs"],
        "The cryptography under TLS; with both, it is that of AWS.",
    ),
    Features::new(
        &["blocking"],
        "Requests without an async runtime: `blocking()` on every request.",
    ),
    Features::new(
        &["reqwest"],
        "Requests over a client of the crate reqwest that the user brings.",
    ),
    Features::new(
        &["tracing"],
        "A span for every call and an event for every retry.",
    ),
    Features::new(&[WEBHOOK], "Checks the signatures of webhooks."),
    Features::new(
        &["jiff", "chrono", "time"],
        "Conversions to and from the dates and times of these crates.",
    ),
    Features::new(
        &["dynamic"],
        "Operations by their ids, with JSON for arguments and responses.",
    ),
    Features::new(
        &["testing"],
        "For tests of programs: a transport that replies by rules, a clock, errors, the document's examples.",
    ),
    Features {
        names: &["cli"],
        about: "The program.",
        enables: &["dep:openapi-client-cli", "dynamic"],
    },
];

const WEBHOOK: &str = "webhook";

/// The features of a package with this profile.
fn features(profile: &Profile) -> impl Iterator<Item = &'static Features> {
    let has_webhooks = profile.has_webhooks;
    let features = FEATURES.iter();
    features.filter(move |features| has_webhooks || features.names != [WEBHOOK])
}

/// The features as a table in Markdown.
pub(super) fn feature_table(profile: &Profile) -> Vec<String> {
    let name = |name: &&str| match DEFAULT.contains(name) {
        true => format!("`{name}` (default)"),
        false => format!("`{name}`"),
    };
    let rows = features(profile).map(|features| {
        let names: Vec<_> = features.names.iter().map(name).collect();
        format!("| {} | {} |", names.join(", "), features.about)
    });
    let head = ["| feature | what it is for |", "|---|---|"].map(str::to_owned);
    head.into_iter().chain(rows).collect()
}

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

/// Documentation of all features that marks what needs one.
const DOCS_RS: &str = r#"
[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["-Zcrate-attr=feature(doc_cfg)"]
"#;

/// The lints of the package.
const LINTS: &str = r#"
[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"

[lints.clippy]
# Modules and types are as the document has them.
large_enum_variant = "allow"
module_inception = "allow"
type_complexity = "allow"
"#;

/// The same for names that usually say nothing.
fn placeholder_names(names: &Names) -> &'static str {
    match names.have_placeholders() {
        true => "disallowed_names = \"allow\"\n",
        false => "",
    }
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
{DOCS_RS}
[features]
"#,
        name = toml_string(&names.package),
        version = toml_string(&package.version),
        description = toml_string(&format!("A typed client for {service}")),
    ));
    let features = write_features(emitter, &mut text);
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

# All tests are in `tests/` and in the documentation.
[lib]
test = false

[[bin]]
name = "{program}"
path = "src/bin/{program}.rs"
required-features = ["cli"]
test = false
{LINTS}{names_as_they_are}"#,
        names_as_they_are = placeholder_names(names),
        command = toml_string(&command),
        library = emitter.profile.runtime,
        runtime = toml_string(&emitter.profile.runtime_path(package)),
        program = names.program,
    ));
    let path = MANIFEST.to_owned();
    (TextFile { path, text }, features)
}

/// Writes the features, and returns them as items of the surface.
fn write_features(emitter: &Emitter<'_>, text: &mut String) -> Vec<(String, surface::Item)> {
    let mut rows = vec![("", "default", DEFAULT.map(str::to_owned).to_vec())];
    for features in features(emitter.profile) {
        let runtime = emitter.profile.runtime;
        for (index, name) in features.names.iter().enumerate() {
            let enables = match features.enables {
                [] => vec![format!("{runtime}/{name}")],
                enables => enables.iter().copied().map(str::to_owned).collect(),
            };
            rows.push((if index == 0 { features.about } else { "" }, name, enables));
        }
    }
    let mut items = Vec::new();
    for (about, name, enables) in rows {
        if !about.is_empty() {
            text.push_str(&format!("# {about}\n"));
        }
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
        "<!-- {} -->\n\n# {}\n\nA typed client for {}.\n\n",
        written_from(Html(emitter.source)),
        emitter.names.package,
        markdown(&emitter.names.service),
    );
    text.push_str(match emitter.api.is_types_alone() {
        true => "The document has no operations: the crate has its types, in the module `types`.\n",
        false => "| resource | operations |\n|---|---|\n",
    });
    for resource in emitter.api.walk() {
        let operations = resource.operations.iter();
        let operations: Vec<_> = operations
            .map(|operation| emitter.names.of(&operation.origin, Role::Method))
            .map(|method| format!("`{method}`"))
            .collect();
        let path = code_cell(&resource.path.to_string());
        text.push_str(&format!("| {path} | {} |\n", operations.join(", ")));
    }
    let table = feature_table(emitter.profile).join("\n");
    text.push_str(&format!("\n## Features\n\n{table}\n"));
    if let Some(example) = WorkedExample::new(emitter) {
        let lines = example.lines().filter(|line| !line.starts_with("# "));
        let code: String = lines.map(|line| format!("{line}\n")).collect();
        text.push_str(&format!(
            "\n## Testing your code\n\nWith the feature `testing`, a client gets its replies from rules, and records have examples: no \
             network, no waiting.\nEnable it in `[dev-dependencies]`.\n\n```rust\n{code}```\n",
        ));
    }
    text
}
