//! What of the package comes from a part of the document.

use std::collections::BTreeSet;

use super::node::Index;
use super::{Emitted, Mention};
use crate::origins::Origins;
use openapi_client_codegen::output::Output;
use openapi_client_codegen::pointer::Pointer;

/// The items of the surface.
pub(super) fn items(
    output: &Output,
    origins: &Origins<'_>,
    index: &Index<'_>,
    at: &Pointer,
) -> Vec<Emitted> {
    let here = index.entries.iter().filter(|entry| entry.at.is_within(at));
    let here = here.map(|entry| entry.origin).chain([at]);
    let mut paths: BTreeSet<&str> = here.flat_map(|origin| origins.within(origin)).collect();
    if paths.is_empty() {
        paths.extend(origins.nearest(at));
    }
    let items = paths.into_iter().filter_map(|path| {
        let item = output.surface.items.get(path)?;
        Some(Emitted {
            item: path.to_owned(),
            text: item.text.clone(),
            file: item.file.clone(),
            first: item.first,
            last: item.last,
        })
    });
    let mut items: Vec<_> = items.collect();
    items.sort_by(|a, b| (&a.file, a.first, &a.item).cmp(&(&b.file, b.first, &b.item)));
    items
}

/// The entries of the table of operations, and the tests by the document's examples.
pub(super) fn mentions(output: &Output, ids: &[&str]) -> Vec<Mention> {
    let mut found = Vec::new();
    for (path, text) in &output.files {
        let what = match path.as_str() {
            path if path.starts_with("src/dynamic/") => "the table of operations",
            path if path.starts_with("tests/") && path.ends_with(".rs") => "test",
            path if path.starts_with("tests/") && path.ends_with(".json") => "examples",
            _ => continue,
        };
        let lines: Vec<&str> = text.lines().collect();
        for id in ids {
            let is_of = |line: &&str| match what {
                "test" => line.contains(&format!(".of({id:?})")),
                "examples" => line.starts_with(&format!("  {id:?}: ")),
                _ => line.trim() == format!("id: {id:?},"),
            };
            for (line, _) in lines.iter().enumerate().filter(|(_, line)| is_of(line)) {
                // The item around the line begins where less is indented.
                let start = match what {
                    "examples" => line,
                    _ => opening(&lines, line),
                };
                found.push(Mention {
                    what: what.to_owned(),
                    file: path.clone(),
                    first: start + 1,
                    last: closing(&lines, start) + 1,
                });
            }
        }
    }
    found.sort_by(|a, b| (&a.file, a.first).cmp(&(&b.file, b.first)));
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The line that opens the block that a line is in; of a test, its attribute.
fn opening(lines: &[&str], line: usize) -> usize {
    let inner = indent(lines[line]);
    let mut above = lines[..line].iter();
    let opening = above.rposition(|line| !line.is_empty() && indent(line) < inner);
    let opening = opening.unwrap_or(line);
    match opening.checked_sub(1).map(|above| lines[above]) {
        Some(attribute) if attribute.trim_start().starts_with("#[") => opening - 1,
        _ => opening,
    }
}

/// The line that closes the block that a line opens.
fn closing(lines: &[&str], line: usize) -> usize {
    let outer = indent(lines[line]);
    let below = lines[line + 1..].iter();
    let closes =
        |line: &&str| indent(line) <= outer && line.trim_start().starts_with(['}', ')', ']']);
    let rest = below.take_while(|line| !closes(line)).count();
    (line + 1 + rest).min(lines.len().saturating_sub(1))
}
