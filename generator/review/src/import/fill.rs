//! Placeholders of a document, the file in which somebody writes words for them, and what becomes of that file.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use super::render::{self, Data, Wanted};
use super::tree::Node;
use super::{alone, equal, read};
use crate::diff::side::entries;
use openapi_client_codegen::diagnostic::{Code, Diagnostic, Report};
use openapi_client_codegen::document::{PLACEHOLDER, placeholders};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::source::{self, Source};
use openapi_client_codegen::text::visible;

/// The placeholders of equal parts, which take one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The lines of the placeholders with their pointers, in the order of the document.
    pub positions: Vec<(usize, Pointer)>,
    /// What is to be written: `summary of /v1/Things post`.
    pub subject: String,
    /// The value that was made up, for an example.
    pub example: Option<Value>,
    /// What another document says there, each text once.
    pub upstream: Vec<Value>,
}

/// The placeholders of a document, grouped by equal parts, with what `upstream` says in their positions.
pub fn gaps(document: &Source, upstream: Option<&Source>) -> Result<Vec<Gap>, Report> {
    let value = read(document)?;
    let upstream = upstream.map(read).transpose()?.unwrap_or_default();
    let pointers = placeholders(&value);
    let spans = source::locate_all(&document.text, &pointers);
    let line = |at: &Pointer| Some(spans.get(at)?.first()?.line);
    let mut groups: BTreeMap<String, Vec<(usize, Pointer)>> = BTreeMap::new();
    for pointer in pointers {
        let (part, keyword) = equal::subject(&pointer);
        let group = groups
            .entry(equal::key(&value, &part, &keyword))
            .or_default();
        group.push((line(&pointer).unwrap_or(1), pointer));
    }
    let gaps = groups.into_values().map(|mut positions| {
        positions.sort();
        let (part, keyword) = equal::subject(&positions[0].1);
        let what = keyword.replace("x-enumDescriptions/", "meaning of ");
        let example = (keyword == "example").then(|| example_at(&positions[0].1)?.find(&value));
        let mut found = Vec::new();
        for text in positions
            .iter()
            .flat_map(|(_, at)| upstream_texts(&upstream, at))
        {
            if !found.contains(&text) {
                found.push(text);
            }
        }
        Gap {
            subject: format!("{what} of {}", described(&value, &part)),
            example: example.flatten().cloned(),
            upstream: found,
            positions,
        }
    });
    let mut gaps: Vec<_> = gaps.collect();
    gaps.sort_by_key(|gap| gap.positions[0].0);
    Ok(gaps)
}

/// The value of the example whose summary is a placeholder.
fn example_at(summary: &Pointer) -> Option<Pointer> {
    Some(summary.parent()?.push("value"))
}

/// What another document says at a placeholder; tags are in an order of their own.
fn upstream_texts(upstream: &Value, pointer: &Pointer) -> Vec<Value> {
    let (part, keyword) = equal::subject(pointer);
    if equal::above(&part) == "tags" {
        return Vec::new();
    }
    if keyword == "example" {
        let owner = part.find(upstream);
        let examples = entries(owner.and_then(|owner| owner.get("examples")));
        let values = examples.filter_map(|(_, example)| example.get("value"));
        let one = owner.and_then(|owner| owner.get("example"));
        return values.chain(one).cloned().collect();
    }
    let text = pointer.find(upstream).filter(|text| text.is_string());
    text.cloned().into_iter().collect()
}

/// A part of a document for readers: `/v1/Things post responses 200`.
pub(super) fn described(document: &Value, part: &Pointer) -> String {
    const LEFT_OUT: &[&str] = &[
        "paths",
        "components",
        "schemas",
        "schema",
        "properties",
        "content",
    ];
    let mut at = Pointer::root();
    let mut words = Vec::new();
    for token in part.tokens() {
        at = at.push(&token);
        let value = at.find(document);
        // An item of a list says its name.
        let name = value.and_then(|value| value.get("name")?.as_str());
        match name.filter(|_| token.parse::<usize>().is_ok()) {
            Some(name) => words.push(name.to_owned()),
            None if LEFT_OUT.contains(&token.as_ref()) => {}
            None => words.push(token.into_owned()),
        }
    }
    visible(&words.join(" ")).into_owned()
}

impl Gap {
    /// Where it is, what is to be written, and what the other document says there.
    pub fn text(&self, document: &str) -> String {
        let mut text = format!("{document}:{}: {}\n", self.positions[0].0, self.subject);
        if let [_, others @ ..] = self.positions.as_slice()
            && !others.is_empty()
        {
            let lines: Vec<_> = others.iter().map(|(line, _)| line.to_string()).collect();
            let _ = writeln!(text, "  the same at {}", lines.join(", "));
        }
        for upstream in &self.upstream {
            let upstream = match upstream {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            for (index, line) in upstream.trim().lines().enumerate() {
                let start = if index == 0 { "  upstream: " } else { "    " };
                let _ = writeln!(text, "{start}{}", visible(line.trim()));
            }
        }
        text
    }
}

/// The file to fill in: a pointer with its words for each group of equal parts, and the texts of the other document as
/// comments.
pub fn sheet(gaps: &[Gap], document: &str) -> String {
    let mut text = format!(
        "# Words for {document}, in words of your own. What stays empty stays open.\n\
         # Examples have a value that was made up, which is taken as it stands.\n"
    );
    for gap in gaps {
        text.push('\n');
        for line in gap.text(document).lines() {
            let _ = writeln!(text, "# {line}");
        }
        let words = gap.example.clone().unwrap_or_else(|| Value::from(""));
        text.push_str(&render::entry(gap.positions[0].1.as_str(), &words));
    }
    text
}

/// The text of a document with the words of a filled-in file, which go to all equal parts.
///
/// A text that is equal to one of the gap's `upstream` is refused.
pub fn fill(document: &Source, gaps: &[Gap], sheet: &Source) -> Result<String, Report> {
    let (value, filled) = (read(document)?, read(sheet)?);
    let tree = Node::read(&document.text, &value);
    let mut wanted = Wanted::document(&tree);
    let mut errors = Vec::new();
    for (part, words) in entries(Some(&filled)) {
        if let Err((message, help)) = take(part, words, gaps, &value, &mut wanted) {
            let at = Pointer::root().push(part);
            errors.push(Diagnostic::error(Code::Malformed, &at, message).help(help));
        }
    }
    let text = render::render(&document.text, &tree, &wanted);
    if errors.is_empty() && read(&Source::new(&document.name, &text))? != wanted.value() {
        let message = format!("{} can't be written with these texts", document.name);
        errors.push(Diagnostic::error(
            Code::Malformed,
            &Pointer::root(),
            message,
        ));
    }
    match errors.is_empty() {
        true => Ok(text),
        false => Err(Report::new(&alone(sheet), errors)),
    }
}

/// Puts one entry of the filled-in file into the document, or says what is wrong with it and what to do.
fn take(
    part: &str,
    words: &Value,
    gaps: &[Gap],
    document: &Value,
    wanted: &mut Wanted<'_>,
) -> Result<(), (String, &'static str)> {
    let words = match words {
        Value::String(text) => Value::from(text.trim()),
        other => other.clone(),
    };
    if words.is_null() || words == "" || words == PLACEHOLDER {
        return Ok(());
    }
    let part = Pointer::parse(part);
    let is_of = |gap: &&Gap| gap.positions.iter().any(|(_, pointer)| *pointer == part);
    let Some(gap) = gaps.iter().find(is_of) else {
        // The same file once more.
        let is_taken = part.find(document) == Some(&words)
            || example_at(&part).and_then(|at| at.find(document)) == Some(&words);
        return match is_taken {
            true => Ok(()),
            false => Err((
                format!("there is no placeholder at {part}"),
                "`cargo xtask spec words` lists the placeholders",
            )),
        };
    };
    if gap.upstream.iter().any(|text| same(text, &words)) {
        return Err((
            "this is the text of the upstream document".to_owned(),
            "write it in words of your own",
        ));
    }
    if gap.example.is_none() && !words.is_string() {
        return Err((format!("the {} is text", gap.subject), "put it in quotes"));
    }
    for (_, pointer) in &gap.positions {
        let value = Wanted::fresh(&words);
        if gap.example.is_none() {
            wanted
                .find_mut(pointer)
                .into_iter()
                .for_each(|text| text.set(&[], value.clone()));
        } else if let Some(example) = pointer.parent().and_then(|at| wanted.find_mut(&at)) {
            example.set(&["value"], value);
            if let Data::Mapping(entries) = &mut example.data {
                entries.retain(|(key, _)| key != "summary");
            }
        }
    }
    Ok(())
}

/// Whether two values are the same; of texts, white space and case don't count.
fn same(one: &Value, other: &Value) -> bool {
    let words = |value: &Value| {
        let words = value.as_str()?.split_whitespace();
        Some(words.map(str::to_lowercase).collect::<Vec<_>>())
    };
    match (words(one), words(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}
