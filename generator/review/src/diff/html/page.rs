//! The page as a whole: the verdict, the picture, the filters, the changes, and what no client feels.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use super::super::both::Both;
use super::super::render::{count, group};
use super::super::{Diff, Note, Rust, Wire};
use super::Package;
use super::arrange::Arranged;
use super::blocks::Code;
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
pub(super) fn page(diff: &Diff, packages: Both<Package<'_>>) -> String {
    let arranged = Arranged::of(diff, packages);
    let mut out = String::new();
    let title = Html(&packages.new.lowered.api.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: {}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        diff.summary()
    );
    verdict(&mut out, diff, &arranged, packages);
    out.push_str(
        "<main>\n<section class=\"resources\" aria-labelledby=\"resources\">\n<h2 id=\"resources\">Resources</h2>\n\
         <p class=\"legend\"><span class=\"mark added\">+</span> added <span class=\"mark changed\">~</span> changed \
         <span class=\"mark removed\">&minus;</span> removed <span class=\"mark same\">&middot;</span> as before. \
         What has changes leads to them.</p>\n",
    );
    tree::draw(&mut out, &arranged, packages);
    out.push_str("</section>\n");
    if !diff.changes.is_empty() {
        filters(&mut out, diff);
        changes::draw(&mut out, diff, &arranged, &Code::of(packages));
    }
    notes(&mut out, diff);
    let _ = write!(
        out,
        "</main>\n<footer><p>Written by <code>cargo xtask spec diff --format html</code>.</p></footer>\n\
         <script>{SCRIPT}</script>\n</body>\n</html>\n"
    );
    out
}

fn verdict(out: &mut String, diff: &Diff, arranged: &Arranged<'_>, packages: Both<Package<'_>>) {
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
    let (number, extent) = match diff.changes.len() {
        0 => (
            "No change of the interface".to_owned(),
            "Prose and order don't count.".to_owned(),
        ),
        number => (count(number, "change"), arranged.extent()),
    };
    let _ = write!(
        out,
        "<header class=\"verdict\">\n<p class=\"eyebrow\">Change of an OpenAPI document</p>\n<h1>{}</h1>\n<dl class=\"tiles\">\n",
        Html(&packages.new.lowered.api.title)
    );
    let wires = diff
        .changes
        .iter()
        .filter(|change| change.wire == diff.wire);
    tile(out, "wire", &diff.wire, "On the wire", wire, wires.count());
    let rusts = diff
        .changes
        .iter()
        .filter(|change| change.rust == diff.rust);
    tile(
        out,
        "rust",
        &diff.rust,
        "For Rust users",
        rust,
        rusts.count(),
    );
    let _ = write!(
        out,
        "<div class=\"tile\"><dt>Interface</dt><dd><b>{number}</b><span>{extent}</span></dd></div>\n</dl>\n<dl class=\"documents\">\n"
    );
    for (side, package) in [("Old", packages.old), ("New", packages.new)] {
        let info = &package.lowered.document["info"]["version"];
        let version = info
            .as_str()
            .map_or_else(String::new, |version| format!(" {version}"));
        let title = Html(&package.lowered.api.title);
        let (version, name) = (Html(&version), Html(package.name));
        let _ = writeln!(
            out,
            "<div><dt>{side}</dt><dd>{title}{version} <code>{name}</code></dd></div>"
        );
    }
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

/// The filters, which the script brings to life.
fn filters(out: &mut String, diff: &Diff) {
    out.push_str("<form class=\"filters\" aria-label=\"Filters\">\n");
    let wires = diff.changes.iter().map(|change| change.wire);
    let rusts = diff.changes.iter().map(|change| change.rust);
    choice(
        out,
        "Wire",
        &[Wire::Breaking, Wire::Compatible, Wire::None],
        wires,
    );
    choice(
        out,
        "Rust",
        &[Rust::Major, Rust::Minor, Rust::Patch, Rust::None],
        rusts,
    );
    out.push_str(
        "<label class=\"search\"><span>Text</span> <input type=\"search\" name=\"q\" placeholder=\"Press / to search\" \
         autocomplete=\"off\" spellcheck=\"false\"></label>\n\
         <p class=\"state\"><output name=\"state\"></output> <button type=\"reset\" hidden>Show all</button></p>\n</form>\n\
         <p class=\"nothing\" hidden>No change is left by these filters.</p>\n",
    );
}

fn choice<T: PartialEq + Display>(
    out: &mut String,
    title: &str,
    values: &[T],
    all: impl Iterator<Item = T> + Clone,
) {
    let name = title.to_lowercase();
    let _ = write!(out, "<fieldset><legend>{title}</legend>");
    for value in values {
        let number = all.clone().filter(|one| one == value).count();
        let disabled = if number == 0 { " disabled" } else { "" };
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
            .entry(group(note, &note.keyword))
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
        let (what, number) = (Html(what), notes.len());
        let _ = writeln!(
            out,
            "<details><summary>{what} <b>{number}</b></summary><ul>"
        );
        for note in notes.iter().take(MAX_NOTES) {
            let at = note.new_pointer.as_ref().or(note.old_pointer.as_ref());
            let at = Html(at.map_or("", Pointer::as_str));
            let _ = write!(out, "<li><code>{at}</code>");
            for (tag, text) in [("del", &note.old), ("ins", &note.new)] {
                if let Some(text) = text {
                    let _ = write!(out, " <{tag}>{}</{tag}>", Html(text));
                }
            }
            out.push_str("</li>\n");
        }
        if let Some(more @ 1..) = notes.len().checked_sub(MAX_NOTES) {
            let _ = writeln!(out, "<li class=\"more\">{more} more</li>");
        }
        out.push_str("</ul></details>\n");
    }
    out.push_str("</details>\n");
}
