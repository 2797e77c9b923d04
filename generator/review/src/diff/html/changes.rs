//! Draws the changes, resource by resource, each operation or type with its Rust.

use std::fmt::Write;

use super::super::{Change, Diff};
use super::arrange::{Arranged, Home, Unit};
use super::blocks::Code;
use super::code;
use super::resources::Status;
use super::text::{Sentence, count};
use super::tree::{sign, word};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::text::Html;

/// Adds all changes to a page.
pub(super) fn draw(out: &mut String, diff: &Diff, arranged: &Arranged<'_>, code: &Code<'_>) {
    for (home, units) in arranged.groups() {
        let id = home.id();
        let _ = writeln!(
            out,
            "<section class=\"group\" id=\"{id}\" aria-labelledby=\"{id}-name\">"
        );
        heading(out, arranged, home);
        for index in units {
            draw_unit(out, diff, &arranged.units[index], index, code);
        }
        out.push_str("</section>\n");
    }
}

fn heading(out: &mut String, arranged: &Arranged<'_>, home: Home) {
    let id = home.id();
    let (status, name, path) = match home {
        Home::Whole => (Status::Changed, "The interface as a whole", String::new()),
        Home::Shared => (Status::Changed, "Types that resources share", String::new()),
        Home::Resource(index) => {
            let node = &arranged.resources.nodes[index];
            (arranged.resource_status(index), node.name(), node.path())
        }
    };
    let changes = count(arranged.changes(home), "change");
    let _ = writeln!(
        out,
        "<header><h2 id=\"{id}-name\">{} {}</h2><code class=\"path\">{}</code><span class=\"count\">{changes}</span></header>",
        mark(status),
        Html(name),
        Html(&path)
    );
}

fn draw_unit(out: &mut String, diff: &Diff, unit: &Unit, index: usize, code: &Code<'_>) {
    let changes: Vec<&Change> = unit
        .changes
        .iter()
        .filter_map(|at| diff.changes.get(*at))
        .collect();
    let _ = writeln!(out, "<article class=\"unit\" id=\"u{index}\">");
    if !unit.what.is_empty() {
        let _ = writeln!(
            out,
            "<h3><span>{}</span> {}</h3>",
            unit.what,
            Html(&unit.title)
        );
    }
    for batch in batches(&changes) {
        draw_batch(out, &batch, unit, index);
    }
    code::view(out, &code.view(unit, &changes));
    out.push_str("</article>\n");
}

/// Changes that are told alike.
struct Batch<'d> {
    first: &'d Change,
    /// Positions among the changes of the unit.
    changes: Vec<(usize, &'d Change)>,
}

/// Brings changes together that differ in nothing but their subject, in the order in which each sort comes first.
fn batches<'d>(changes: &[&'d Change]) -> Vec<Batch<'d>> {
    let key = |change: &'d Change| (change.kind, change.wire, change.rust, &change.reason);
    let mut found: Vec<Batch<'d>> = Vec::new();
    for (position, change) in changes.iter().enumerate() {
        let like = found
            .iter_mut()
            .find(|batch| key(batch.first) == key(change));
        match like {
            Some(batch) => batch.changes.push((position, change)),
            None => found.push(Batch {
                first: change,
                changes: vec![(position, change)],
            }),
        }
    }
    found
}

fn draw_batch(out: &mut String, batch: &Batch<'_>, unit: &Unit, index: usize) {
    let Change { wire, rust, .. } = batch.first;
    let _ = writeln!(
        out,
        "<section class=\"batch\">\n<div class=\"head\">{} <strong>{}</strong><span class=\"verdicts\">{}{}</span></div>",
        mark(status(batch.first)),
        batch.first.kind.text().replace('_', " "),
        badge("wire", "Wire", &wire.to_string()),
        badge("rust", "Rust", &rust.to_string())
    );
    if !batch.first.reason.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"reason\">{}</p>",
            Sentence(&batch.first.reason)
        );
    }
    out.push_str("<ol>\n");
    for (position, change) in &batch.changes {
        let number = unit.changes.get(*position).copied().unwrap_or_default();
        let _ = writeln!(
            out,
            "<li class=\"change\" id=\"c{number}\" data-wire=\"{wire}\" data-rust=\"{rust}\" data-in=\"{} u{index}\">",
            unit.home.id()
        );
        values(out, change);
        out.push_str("<ul class=\"places\">");
        place(out, "Old", change.old_pointer.as_ref(), change.old_line);
        place(out, "New", change.new_pointer.as_ref(), change.new_line);
        out.push_str("</ul>\n</li>\n");
    }
    out.push_str("</ol>\n</section>\n");
}

/// What has changed, what it was, and what it is.
fn values(out: &mut String, change: &Change) {
    let _ = write!(
        out,
        "<p class=\"values\"><code class=\"subject\">{}</code>",
        Html(&change.subject)
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

fn place(out: &mut String, name: &str, at: Option<&Pointer>, line: Option<usize>) {
    if let Some(at) = at {
        let line = line.map_or_else(String::new, |line| format!(" line {line}"));
        let _ = write!(
            out,
            "<li><span>{name}{line}</span> <code>{}</code></li>",
            Html(at.as_str())
        );
    }
}

/// A verdict; its class tells how bad it is, and so does its text.
pub(super) fn badge(class: &str, name: &str, verdict: &str) -> String {
    format!("<span class=\"badge {class} {verdict}\"><span>{name}</span> {verdict}</span>")
}

fn mark(status: Status) -> String {
    let word = word(status);
    format!(
        "<span class=\"mark {word}\" role=\"img\" aria-label=\"{word}\">{}</span>",
        sign(status)
    )
}

/// Whether something has come, gone or become another.
fn status(change: &Change) -> Status {
    let kind = change.kind.text();
    if kind.ends_with("_added") {
        Status::Added
    } else if kind.ends_with("_removed") {
        Status::Removed
    } else {
        Status::Changed
    }
}
