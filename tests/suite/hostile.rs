//! Hostile text in every position of a document, an overlay and a configuration, one at a time: what is generated is still
//! Rust with nothing of ours missing and nothing of theirs in it, and nothing that is printed does anything.
//!
//! A test run tries one text in each position. `HOSTILE_TEXTS=all` tries all of them.

use std::fs;

use openapi_client_codegen::diagnostic::Report;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::source::{Inputs, Source};
use openapi_client_codegen::text::is_unseen;
use openapi_client_codegen::{Lowered, files, model};
use openapi_client_review::explain::{Response, explain};
use openapi_client_review::{diff, tree};
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::{Map, Value};

mod compiled;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/hostile");

/// A name that no text gives to anything but code of its own.
const INJECTED: &str = "injected";

/// Markup that would be noticed if a browser took it for markup.
const MARKUP: &str =
    "<img src=x onerror=\"document.documentElement.setAttribute('data-taken',1)\">";

/// Texts that mean something to some sink.
fn texts() -> Vec<String> {
    let code = format!("pub fn {INJECTED}() {{}}");
    let texts = [
        format!("\n{code}\n// "),
        format!("\r{code}\r\n"),
        format!("\u{2028}{code}\u{2029}\u{85}\u{b}\u{c}"),
        format!("*/ {code} /*"),
        format!("\"; {code} const A: &str = \""),
        format!("\"## {code} r##\""),
        format!("]\n{code}\n#[doc = r#\""),
        format!("x\n\n~~~\n{code}\n~~~\n"),
        format!("x\n\n```\n{code}\n```\n"),
        format!("x\n\n    {code}\n"),
        format!("`` {MARKUP} `"),
        format!("` {MARKUP} ``` {MARKUP} ```"),
        format!("\\{MARKUP}"),
        format!("<!-- --> {MARKUP} -->"),
        format!(
            "<div>\n\n{MARKUP}\n</div><script>document.documentElement.setAttribute('data-taken',1)</script>"
        ),
        "[crate::x] [x](javascript:alert(1)) ![x](https://x.example/t.png) [^1] [x]: y".to_owned(),
        "@everyone | a |\n|---|\n<https://x.example> &lt;".to_owned(),
        "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m\u{7f}".to_owned(),
        "\u{202a}\u{202b}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{61c}\u{200e}"
            .to_owned(),
        "\u{200b}\u{200d}\u{2060}\u{feff}\u{ad}\u{e0041}\u{fe0f}".to_owned(),
        "\0".to_owned(),
        "\u{e000}\u{f8ff}\u{10ffff}\u{fdd0}".to_owned(),
        "{x} {} %s $(touch x) ${x} #{x} \\u{41} \\n".to_owned(),
        "\\".to_owned(),
        "[package]\nname = \"x\"".to_owned(),
        "../../../x".to_owned(),
        "__json_0 \u{e000}".to_owned(),
        "a".repeat(100_000),
        "[a]".repeat(3_000),
        "`*_<[".repeat(2_000),
    ];
    texts.into()
}

/// The texts for a position, in its place or behind what is there: all of them, or one that differs from position to position.
fn chosen(texts: &[String], position: usize) -> Vec<(&String, bool)> {
    if is_thorough() {
        let both = |text| [(text, false), (text, true)];
        return texts.iter().flat_map(both).collect();
    }
    vec![(&texts[position % texts.len()], position.is_multiple_of(2))]
}

/// Whether all texts are asked for, however long that takes.
fn is_thorough() -> bool {
    std::env::var("HOSTILE_TEXTS").is_ok_and(|texts| texts == "all")
}

/// A place for a text: the value at a pointer, or the key that its last part names.
#[derive(Clone)]
struct Position {
    parts: Vec<String>,
    is_key: bool,
}

fn positions(value: &Value, parts: &mut Vec<String>, found: &mut Vec<Position>) {
    let mut inside = |part: String, value: &Value, is_key: bool| {
        parts.push(part);
        if is_key {
            found.push(Position {
                parts: parts.clone(),
                is_key,
            });
        }
        positions(value, parts, found);
        parts.pop();
    };
    match value {
        Value::String(_) => found.push(Position {
            parts: parts.clone(),
            is_key: false,
        }),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                inside(index.to_string(), item, false);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                inside(key.clone(), value, true);
            }
        }
        _ => {}
    }
}

/// The value with a text at a position: in place of what is there, or behind it.
fn with(value: &Value, position: &Position, text: &str, is_behind: bool) -> Value {
    fn place<'v>(value: &'v mut Value, parts: &[String]) -> &'v mut Value {
        parts.iter().fold(value, |value, part| match value {
            Value::Array(items) => &mut items[part.parse::<usize>().unwrap()],
            value => &mut value[part.as_str()],
        })
    }
    let joined = |old: &str| {
        if is_behind {
            format!("{old}{text}")
        } else {
            text.to_owned()
        }
    };
    let mut value = value.clone();
    let Some((last, above)) = position.parts.split_last().filter(|_| position.is_key) else {
        let found = place(&mut value, &position.parts);
        *found = Value::from(joined(found.as_str().unwrap()));
        return value;
    };
    let map = place(&mut value, above).as_object_mut().unwrap();
    let entries = std::mem::take(map).into_iter();
    *map = entries
        .map(|(key, value)| match key == *last {
            true => (joined(&key), value),
            false => (key, value),
        })
        .collect::<Map<_, _>>();
    value
}

fn read(name: &str) -> Source {
    Source::new(
        name,
        fs::read_to_string(format!("{FOLDER}/{name}")).unwrap(),
    )
}

fn base() -> Inputs {
    Inputs {
        document: read("input.yaml"),
        overlay: Some(read("overlay.yaml")),
        config: Some(read("config.toml")),
        ..Inputs::default()
    }
}

fn parsed(source: &Source) -> Value {
    serde_yaml::from_str(&source.text).unwrap()
}

/// The same inputs with another text for one of the files.
fn changed(base: &Inputs, file: usize, text: String) -> Inputs {
    let mut inputs = base.clone();
    match file {
        0 => inputs.document = Source::new("input.json", text),
        1 => inputs.overlay = Some(Source::new("overlay.json", text)),
        _ => inputs.config = Some(Source::new("config.toml", text)),
    }
    inputs
}

/// What rustdoc and compilers make of the files: how many blocks of code rustdoc would compile.
fn compiled_blocks(output: &Output) -> Result<usize, String> {
    let mut blocks = 0;
    for (path, text) in &output.files {
        if let Some(char) = text.chars().find(|char| *char != '\n' && is_unseen(*char)) {
            return Err(format!("{path} holds {char:?}"));
        }
        let is_ours = match path.rsplit_once('.') {
            Some((_, "rs")) => {
                let file = syn::parse_file(text).map_err(|error| format!("{path}: {error}"))?;
                let tokens: TokenStream =
                    text.parse().map_err(|error| format!("{path}: {error}"))?;
                let inner = docs(tokens, &mut String::new())?;
                let outer =
                    read_markdown(&header(text)).map_err(|error| format!("{path}: {error}"))?;
                // Its only block shows the example of a record, and a changed document may have none.
                let is_testing = path == "src/testing.rs" && inner == 0 && outer <= 1;
                blocks += if is_testing { 0 } else { inner + outer };
                !file.items.is_empty()
            }
            Some((_, "toml")) => text.parse::<toml::Table>().is_ok(),
            Some((_, "json")) => serde_json::from_str::<Value>(text).is_ok(),
            Some((_, "md")) => {
                let (marker, text) = text.split_once("-->").unwrap();
                marker.matches('<').count() == 1 && read_markdown(text).is_ok()
            }
            _ => true,
        };
        if !is_ours {
            return Err(format!("{path} is not what it should be:\n{text}"));
        }
    }
    Ok(blocks)
}

/// The comment at the top of a file.
fn header(text: &str) -> String {
    let lines = text.lines().filter_map(|line| line.strip_prefix("//!"));
    lines
        .map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line)))
        .collect()
}

/// Looks for code of theirs, and reads the comments.
fn docs(tokens: TokenStream, comment: &mut String) -> Result<usize, String> {
    let mut blocks = 0;
    let mut is_attribute = false;
    for token in tokens {
        match &token {
            TokenTree::Ident(name) if name == INJECTED => return Err("their code".to_owned()),
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                is_attribute = true;
                continue;
            }
            TokenTree::Group(group) if is_attribute => {
                if let Ok(doc) = syn::parse2::<syn::MetaNameValue>(group.stream())
                    && doc.path.is_ident("doc")
                    && let syn::Expr::Lit(syn::ExprLit {
                        lit: syn::Lit::Str(line),
                        ..
                    }) = doc.value
                {
                    let line = line.value();
                    comment.push_str(line.strip_prefix(' ').unwrap_or(&line));
                    comment.push('\n');
                }
                is_attribute = false;
                continue;
            }
            _ => {}
        }
        is_attribute = false;
        if !comment.is_empty() {
            blocks += read_markdown(&std::mem::take(comment))?;
        }
        if let TokenTree::Group(group) = token {
            blocks += docs(group.stream(), comment)?;
        }
    }
    Ok(blocks)
}

/// Reads a comment as rustdoc does: how many blocks of code it would compile.
fn read_markdown(text: &str) -> Result<usize, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let mut blocks = 0;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                return Err(format!("HTML: {html}\n{text}"));
            }
            Event::Start(Tag::Image { .. }) => return Err(format!("an image:\n{text}")),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(kind))) if &*kind == "text" => {}
            Event::Start(Tag::CodeBlock(_)) => blocks += 1,
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("javascript") => {
                return Err(format!("a link: {dest_url}"));
            }
            _ => {}
        }
    }
    Ok(blocks)
}

/// Whether a text for a terminal or a log does nothing.
fn inert(text: &str) -> Result<(), String> {
    match text
        .chars()
        .find(|char| !matches!(char, '\n' | '\t') && is_unseen(*char))
    {
        Some(char) => Err(format!("{char:?} is printed:\n{text}")),
        None => Ok(()),
    }
}

/// Whether Markdown for a pull request has no markup of theirs.
fn inert_markdown(text: &str) -> Result<(), String> {
    inert(text)?;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let ours = ["<details>", "</details>", "<summary>", "</summary>"];
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let rest = ours
                    .iter()
                    .fold(html.to_string(), |rest, tag| rest.replace(tag, ""));
                if rest.contains('<') {
                    return Err(format!("HTML: {html}\n{text}"));
                }
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_)) => {
                return Err(format!("markup:\n{text}"));
            }
            Event::Text(text) if text.contains("@everyone") => return Err("a mention".to_owned()),
            _ => {}
        }
    }
    Ok(())
}

/// What is made of the inputs without a hostile text.
struct Base {
    inputs: Inputs,
    lowered: Lowered,
    output: Output,
    blocks: usize,
}

impl Base {
    fn new() -> Self {
        let inputs = base();
        let lowered = model(&inputs).unwrap();
        let output = files(&lowered, &inputs).unwrap();
        let blocks = compiled_blocks(&output).unwrap();
        Self {
            inputs,
            lowered,
            output,
            blocks,
        }
    }

    /// Checks all that is made of other inputs; whether something was generated.
    fn check(&self, inputs: &Inputs) -> Result<bool, String> {
        let made = model(inputs).and_then(|lowered| Ok((files(&lowered, inputs)?, lowered)));
        let (output, lowered) = match made {
            Ok(made) => made,
            Err(report) => return inert(&report.to_string()).map(|()| false),
        };
        inert(&Report::new(inputs, lowered.warnings.clone()).to_string())?;
        let blocks = compiled_blocks(&output)?;
        if blocks != self.blocks {
            let expected = self.blocks;
            return Err(format!(
                "rustdoc compiles {blocks} blocks of code, not {expected}"
            ));
        }
        let name = &inputs.document.name;
        let mut diff = diff::diff(&self.lowered, &lowered);
        diff.locate(&self.inputs.document, &inputs.document);
        inert(&diff.text("old.yaml", name))?;
        inert(&diff.json())?;
        inert_markdown(&diff.markdown("old.yaml", name))?;
        inert_markdown(&diff.changelog(&self.lowered, &lowered))?;
        let package = |name, lowered, output| diff::html::Package {
            name,
            lowered,
            output,
        };
        inert(&diff.html(
            package("old.yaml", &self.lowered, &self.output),
            package(name, &lowered, &output),
        ))?;
        for draw in [tree::text, tree::dot, tree::mermaid] {
            inert(&draw(&lowered.api))?;
        }
        Ok(true)
    }
}

/// Tries texts in all positions of a file, whose value becomes text again by `write`; returns how many there were.
fn tries(file: usize, value: &Value, write: impl Fn(&Value) -> String) -> String {
    let base = Base::new();
    let texts = texts();
    let mut found = Vec::new();
    positions(value, &mut Vec::new(), &mut found);
    let (mut tried, mut generated) = (0, 0);
    for (index, position) in found.iter().enumerate() {
        for (text, is_behind) in chosen(&texts, index) {
            let written = write(&with(value, position, text, is_behind));
            let inputs = changed(&base.inputs, file, written);
            match base.check(&inputs) {
                Ok(is_generated) => generated += usize::from(is_generated),
                Err(error) => {
                    let shown: String = text.chars().take(60).collect();
                    panic!("{shown:?} at {:?}: {error}", position.parts);
                }
            }
            tried += 1;
        }
    }
    let count = found.len();
    format!("{count} positions, {tried} tries, {generated} of them generated")
}

/// An explanation shows a part of the document as it stands, what the overlay does to it, and what has become of it.
#[test]
fn in_what_is_explained() {
    let base = base();
    let document = parsed(&base.document);
    let position = Position {
        parts: ["paths", "/v1/Lamps", "get", "summary"]
            .map(str::to_owned)
            .into(),
        is_key: false,
    };
    for text in texts() {
        let document = with(&document, &position, &text, false);
        let inputs = changed(&base, 0, serde_json::to_string_pretty(&document).unwrap());
        let Ok(Response::One(explanation)) = explain(&inputs, "/paths/~1v1~1Lamps/get") else {
            panic!("{text:?} is not explained");
        };
        for printed in [explanation.text("generated"), explanation.json()] {
            assert_eq!(inert(&printed), Ok(()), "{text:?}");
        }
    }
}

#[test]
fn in_a_document() {
    let document = parsed(&base().document);
    println!(
        "{}",
        tries(0, &document, |value| {
            serde_json::to_string_pretty(value).unwrap()
        })
    );
}

#[test]
fn in_an_overlay() {
    let overlay = parsed(&base().overlay.unwrap());
    println!(
        "{}",
        tries(1, &overlay, |value| {
            serde_json::to_string_pretty(value).unwrap()
        })
    );
}

#[test]
fn in_a_configuration() {
    let config: toml::Table = base().config.unwrap().text.parse().unwrap();
    let value = serde_json::to_value(config).unwrap();
    println!(
        "{}",
        tries(2, &value, |value| toml::to_string(value).unwrap())
    );
}

#[test]
fn in_the_name_of_a_file() {
    let base = Base::new();
    for text in texts() {
        let mut inputs = base.inputs.clone();
        inputs.document = Source::new(&text, &inputs.document.text);
        assert_eq!(base.check(&inputs), Ok(true), "{text:?}");
    }
}
