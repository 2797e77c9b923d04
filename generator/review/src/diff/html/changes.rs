//! Draws the changes, resource by resource, each operation or type with its Rust.

use std::fmt::Write;

use super::super::render::count;
use super::super::{Change, Diff};
use super::Sentence;
use super::arrange::{Arranged, Group, Unit};
use super::blocks::Code;
use super::code;
use super::resources::Status;
use openapi_client_codegen::text::Html;

/// Adds all changes to a page.
pub(super) fn draw(out: &mut String, diff: &Diff, arranged: &Arranged<'_>, code: &Code<'_>) {
    for (group, units) in arranged.groups() {
        let id = group.id();
        let (status, name, path) = match group {
            Group::Whole => (Status::Changed, "The interface as a whole", String::new()),
            Group::Shared => (Status::Changed, "Types that resources share", String::new()),
            Group::Resource(index) => {
                let node = &arranged.resources.nodes[index];
                (arranged.resource_status(index), node.name(), node.path())
            }
        };
        let (name, path) = (Html(name), Html(&path));
        let changes = count(arranged.changes(group), "change");
        let _ = writeln!(
            out,
            "<section class=\"group\" id=\"{id}\" aria-labelledby=\"{id}-name\">\n\
             <header><h2 id=\"{id}-name\">{} {name}</h2><code class=\"path\">{path}</code><span class=\"count\">{changes}</span></header>",
            mark(status),
        );
        for index in units {
            draw_unit(out, diff, &arranged.units[index], index, code);
        }
        out.push_str("</section>\n");
    }
}

fn draw_unit(out: &mut String, diff: &Diff, unit: &Unit, index: usize, code: &Code<'_>) {
    let numbers = unit.changes.iter();
    let changes: Vec<_> = numbers
        .filter_map(|number| Some((*number, diff.changes.get(*number)?)))
        .collect();
    let _ = writeln!(out, "<article class=\"unit\" id=\"u{index}\">");
    if !unit.what.is_empty() {
        let (what, title) = (unit.what, Html(&unit.title));
        let _ = writeln!(out, "<h3><span>{what}</span> {title}</h3>");
    }
    for batch in batches(&changes) {
        draw_batch(out, &batch, &format!("{} u{index}", unit.group.id()));
    }
    let changes: Vec<_> = changes.into_iter().map(|(_, change)| change).collect();
    code::view(out, &code.view(unit, &changes));
    out.push_str("</article>\n");
}

/// A change with its index in the diff.
type Numbered<'d> = (usize, &'d Change);

/// Brings changes together that differ in nothing but their subject, in the order in which each sort comes first.
fn batches<'d>(changes: &[Numbered<'d>]) -> Vec<Vec<Numbered<'d>>> {
    let key = |(_, change): &Numbered<'d>| (change.kind, change.wire, change.rust, &change.reason);
    let mut found: Vec<Vec<Numbered<'d>>> = Vec::new();
    for change in changes {
        match found.iter_mut().find(|batch| key(&batch[0]) == key(change)) {
            Some(batch) => batch.push(*change),
            None => found.push(vec![*change]),
        }
    }
    found
}

/// Draws changes with one verdict and reason; `groups` are the ids of what they stand in.
fn draw_batch(out: &mut String, batch: &[Numbered<'_>], groups: &str) {
    let Some((_, first)) = batch.first() else {
        return;
    };
    let Change {
        kind,
        wire,
        rust,
        reason,
        ..
    } = first;
    let status = match kind.text() {
        kind if kind.ends_with("_added") => Status::Added,
        kind if kind.ends_with("_removed") => Status::Removed,
        _ => Status::Changed,
    };
    let badge = |class, name, verdict: String| {
        format!("<span class=\"badge {class} {verdict}\"><span>{name}</span> {verdict}</span>")
    };
    let (mark, kind) = (mark(status), kind.words());
    let badges = badge("wire", "Wire", wire.to_string()) + &badge("rust", "Rust", rust.to_string());
    let _ = writeln!(
        out,
        "<section class=\"batch\">\n<div class=\"head\">{mark} <strong>{kind}</strong><span class=\"verdicts\">{badges}</span></div>"
    );
    if !reason.is_empty() {
        let _ = writeln!(out, "<p class=\"reason\">{}</p>", Sentence(reason));
    }
    out.push_str("<ol>\n");
    for (number, change) in batch {
        let _ = writeln!(
            out,
            "<li class=\"change\" id=\"c{number}\" data-wire=\"{wire}\" data-rust=\"{rust}\" data-in=\"{groups}\">",
        );
        values(out, change);
        out.push_str("<ul class=\"places\">");
        let positions = change.positions();
        for (name, position) in [("Old", positions.old), ("New", positions.new)] {
            let Some((at, line)) = position else { continue };
            let line = line.map_or_else(String::new, |line| format!(" line {line}"));
            let at = Html(at.as_str());
            let _ = write!(out, "<li><span>{name}{line}</span> <code>{at}</code></li>");
        }
        out.push_str("</ul>\n</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}

/// What has changed, what it was, and what it is.
fn values(out: &mut String, change: &Change) {
    let subject = Html(&change.subject);
    let _ = write!(
        out,
        "<p class=\"values\"><code class=\"subject\">{subject}</code>"
    );
    if let Some(old) = &change.old {
        let _ = write!(out, " <del>{}</del>", Html(old));
    }
    if change.old.is_some() && change.new.is_some() {
        out.push_str(" <span class=\"arrow\">&rarr;</span>");
    }
    if let Some(new) = &change.new {
        let _ = write!(out, " <ins>{}</ins>", Html(new));
    }
    out.push_str("</p>\n");
}

fn mark(status: Status) -> String {
    let (word, sign) = (status.word(), status.sign());
    format!("<span class=\"mark {word}\" role=\"img\" aria-label=\"{word}\">{sign}</span>")
}
