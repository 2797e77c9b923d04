//! The page as a whole: the verdict, the picture, the filters, the changes, and what no client feels.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use super::super::{Diff, Note, Rust, Wire, render};
use super::Package;
use super::arrange::Arranged;
use super::blocks::Code;
use super::text::count;
use super::{changes, tree};
use openapi_client_codegen::pointer::Pointer;
use openapi_client_codegen::text::Html;

/// How the page looks.
const STYLE: &str = include_str!("page.css");

/// What filters the changes.
const SCRIPT: &str = include_str!("page.js");

/// Maximum number of notes of a kind shown.
const MAX_NOTES: usize = 40;

/// The page of a diff.
pub(super) fn page(diff: &Diff, old: Package<'_>, new: Package<'_>) -> String {
    let arranged = Arranged::of(diff, old, new);
    let mut out = String::new();
    head(&mut out, diff, new);
    verdict(&mut out, diff, &arranged, old, new);
    out.push_str("<main>\n<section class=\"resources\" aria-labelledby=\"resources\">\n<h2 id=\"resources\">Resources</h2>\n");
    legend(&mut out);
    tree::draw(&mut out, &arranged, old, new);
    out.push_str("</section>\n");
    if !diff.changes.is_empty() {
        filters(&mut out, diff);
        changes::draw(&mut out, diff, &arranged, &Code::of(old, new));
    }
    notes(&mut out, diff);
    let _ = write!(
        out,
        "</main>\n<footer><p>Written by <code>cargo xtask spec diff --format html</code>.</p></footer>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

fn head(out: &mut String, diff: &Diff, new: Package<'_>) {
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        Html(&new.lowered.api.title),
        diff.summary()
    );
}

fn verdict(
    out: &mut String,
    diff: &Diff,
    arranged: &Arranged<'_>,
    old: Package<'_>,
    new: Package<'_>,
) {
    let wire = match diff.wire {
        Wire::None => "Nothing changes for clients.",
        Wire::Compatible => "Old clients go on working.",
        Wire::Breaking => "Old clients may fail.",
    };
    let rust = match diff.rust {
        Rust::None => "The crate stays as it is.",
        Rust::Patch => "Code compiles as before.",
        Rust::Minor => "There is something new.",
        Rust::Major => "Code may no longer compile.",
    };
    let title = match diff.changes.len() {
        0 => "No change of the interface".to_owned(),
        number => count(number, "change"),
    };
    let _ = write!(
        out,
        "<header class=\"verdict\">\n<p class=\"eyebrow\">Change of an OpenAPI document</p>\n<h1>{}</h1>\n<dl class=\"tiles\">\n",
        Html(&new.lowered.api.title)
    );
    let changes = diff.changes.iter();
    let number = changes.filter(|change| change.wire == diff.wire).count();
    tile(out, "wire", &diff.wire, "On the wire", wire, number);
    let changes = diff.changes.iter();
    let number = changes.filter(|change| change.rust == diff.rust).count();
    tile(out, "rust", &diff.rust, "For Rust users", rust, number);
    let extent = match diff.changes.is_empty() {
        true => "Prose and order don't count.".to_owned(),
        false => arranged.extent(),
    };
    let _ = write!(
        out,
        "<div class=\"tile\"><dt>Interface</dt><dd><b>{title}</b><span>{extent}</span></dd></div>\n</dl>\n<dl class=\"documents\">\n"
    );
    document(out, "Old", old);
    document(out, "New", new);
    out.push_str("</dl>\n</header>\n");
}

/// A verdict, with a link to the changes that it comes from.
fn tile(
    out: &mut String,
    class: &str,
    verdict: &impl Display,
    name: &str,
    meaning: &str,
    number: usize,
) {
    let link = match number {
        0 => String::new(),
        _ => format!(
            " <a href=\"#{class}={verdict}\">{}</a>",
            count(number, "change")
        ),
    };
    let _ = writeln!(
        out,
        "<div class=\"tile {class} {verdict}\"><dt>{name}</dt><dd><b>{verdict}</b><span>{meaning}{link}</span></dd></div>"
    );
}

/// The title, the version and the name of a document.
fn document(out: &mut String, side: &str, package: Package<'_>) {
    let info = &package.lowered.document["info"]["version"];
    let version = info
        .as_str()
        .map_or_else(String::new, |version| format!(" {version}"));
    let _ = writeln!(
        out,
        "<div><dt>{side}</dt><dd>{}{} <code>{}</code></dd></div>",
        Html(&package.lowered.api.title),
        Html(&version),
        Html(package.name)
    );
}

fn legend(out: &mut String) {
    out.push_str(
        "<p class=\"legend\"><span class=\"mark added\">+</span> added <span class=\"mark changed\">~</span> changed \
         <span class=\"mark removed\">&minus;</span> removed <span class=\"mark same\">&middot;</span> as before. \
         What has changes leads to them.</p>\n",
    );
}

/// The filters, which the script brings to life.
fn filters(out: &mut String, diff: &Diff) {
    out.push_str("<form class=\"filters\" aria-label=\"Filters\">\n");
    let wires = [Wire::Breaking, Wire::Compatible, Wire::None];
    let number = |wire: Wire| {
        diff.changes
            .iter()
            .filter(|change| change.wire == wire)
            .count()
    };
    choice(
        out,
        "wire",
        "Wire",
        wires
            .map(|wire| (wire.to_string(), number(wire)))
            .as_slice(),
    );
    let rusts = [Rust::Major, Rust::Minor, Rust::Patch, Rust::None];
    let number = |rust: Rust| {
        diff.changes
            .iter()
            .filter(|change| change.rust == rust)
            .count()
    };
    choice(
        out,
        "rust",
        "Rust",
        rusts
            .map(|rust| (rust.to_string(), number(rust)))
            .as_slice(),
    );
    out.push_str(
        "<label class=\"search\"><span>Text</span> <input type=\"search\" name=\"q\" placeholder=\"Press / to search\" \
         autocomplete=\"off\" spellcheck=\"false\"></label>\n\
         <p class=\"state\"><output name=\"state\"></output> <button type=\"reset\" hidden>Show all</button></p>\n</form>\n\
         <p class=\"nothing\" hidden>No change is left by these filters.</p>\n",
    );
}

fn choice(out: &mut String, name: &str, title: &str, values: &[(String, usize)]) {
    let _ = write!(out, "<fieldset><legend>{title}</legend>");
    for (value, number) in values {
        let disabled = if *number == 0 { " disabled" } else { "" };
        let _ = write!(
            out,
            "<label class=\"{name} {value}\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\"{disabled}>\
             <span>{value} <b>{number}</b></span></label>"
        );
    }
    out.push_str("</fieldset>\n");
}

/// Prose, examples and metadata, folded.
fn notes(out: &mut String, diff: &Diff) {
    let mut groups: BTreeMap<String, Vec<&Note>> = BTreeMap::new();
    for note in &diff.notes {
        groups
            .entry(render::group(note, &note.keyword))
            .or_default()
            .push(note);
    }
    if groups.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<details class=\"notes\"><summary>Prose, examples and metadata, which no client feels: {}</summary>",
        diff.notes.len()
    );
    for (what, notes) in &groups {
        let _ = writeln!(
            out,
            "<details><summary>{} <b>{}</b></summary><ul>",
            Html(what),
            notes.len()
        );
        for note in notes.iter().take(MAX_NOTES) {
            draw_note(out, note);
        }
        if notes.len() > MAX_NOTES {
            let _ = writeln!(
                out,
                "<li class=\"more\">{} more</li>",
                notes.len() - MAX_NOTES
            );
        }
        out.push_str("</ul></details>\n");
    }
    out.push_str("</details>\n");
}

fn draw_note(out: &mut String, note: &Note) {
    let at = note.new_pointer.as_ref().or(note.old_pointer.as_ref());
    let _ = write!(
        out,
        "<li><code>{}</code>",
        Html(at.map_or("", Pointer::as_str))
    );
    for (tag, text) in [("del", &note.old), ("ins", &note.new)] {
        if let Some(text) = text {
            let _ = write!(out, " <{tag}>{}</{tag}>", Html(text));
        }
    }
    out.push_str("</li>\n");
}
