//! Draws the Rust of a unit: the items before and after, side by side.

use std::fmt::Write;

use super::super::render::count;
use super::blocks::{Block, Line, Row, View};
use openapi_client_codegen::text::Html;

/// Adds the Rust of a unit to a page.
pub(super) fn view(out: &mut String, view: &View<'_>) {
    match view {
        View::Nothing => {
            out.push_str("<p class=\"no-rust\">No item of the package stands for this.</p>\n")
        }
        View::Same => out.push_str("<p class=\"no-rust\">The generated Rust stays as it is.</p>\n"),
        View::Blocks(blocks) => blocks.iter().for_each(|found| block(out, found)),
    }
}

fn block(out: &mut String, block: &Block<'_>) {
    let sides = match &block.positions {
        [Some(_), Some(_)] => "both",
        [Some(_), None] => "old",
        _ => "new",
    };
    // The name of the items, or both names where they differ.
    let code = |title: &String| format!("<code>{}</code>", Html(title));
    let mut titles: Vec<_> = block.titles.iter().flatten().map(code).collect();
    titles.dedup();
    let titles = titles.join(" &rarr; ");
    let _ = write!(
        out,
        "<figure class=\"rust {sides}\"><figcaption>{titles}</figcaption>\n<table><colgroup>"
    );
    let count_of_sides = block.positions.iter().flatten().count();
    out.push_str(&"<col class=\"number\"><col>".repeat(count_of_sides));
    out.push_str("</colgroup><thead><tr>");
    for (name, position) in [("Before", "old"), ("After", "new")]
        .iter()
        .zip(&block.positions)
    {
        let (name, side) = name;
        if let Some(position) = position {
            let position = Html(position);
            let _ = write!(
                out,
                "<th colspan=\"2\" scope=\"col\" class=\"{side}\">{name} <span>{position}</span></th>"
            );
        }
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for found in &block.rows {
        row(out, found, block.positions.each_ref().map(Option::is_some));
    }
    out.push_str("</tbody></table>");
    if block.more > 0 {
        let more = count(block.more, "line");
        let _ = write!(out, "<p class=\"more\">{more} more</p>");
    }
    out.push_str("</figure>\n");
}

fn row(out: &mut String, row: &Row<'_>, has: [bool; 2]) {
    match row {
        Row::Gap(lines) => {
            let columns = 2 * has.iter().filter(|has| **has).count();
            let lines = count(*lines, "line");
            let _ = writeln!(
                out,
                "<tr class=\"gap\"><td colspan=\"{columns}\">{lines} as before</td></tr>"
            );
        }
        Row::Same(old, new) => {
            out.push_str("<tr>");
            cell(out, "same", Some(old), None);
            cell(out, "same", Some(new), None);
            out.push_str("</tr>\n");
        }
        Row::Differs([old, new]) => {
            out.push_str("<tr>");
            if has[0] {
                cell(out, "old", old.as_ref(), new.as_ref());
            }
            if has[1] {
                cell(out, "new", new.as_ref(), old.as_ref());
            }
            out.push_str("</tr>\n");
        }
    }
}

/// The number and the text of a line; where it stands beside another one, what differs is marked.
fn cell(out: &mut String, class: &str, line: Option<&Line<'_>>, beside: Option<&Line<'_>>) {
    let Some(Line { number, text }) = line else {
        out.push_str("<td class=\"number\"></td><td class=\"none\"></td>");
        return;
    };
    let number = number.map_or_else(String::new, |number| number.to_string());
    let docs = if text.trim_start().starts_with("//") {
        " docs"
    } else {
        ""
    };
    let sign = match class {
        "old" => "&minus;",
        "new" => "+",
        _ => " ",
    };
    let (start, middle, end) = match beside {
        Some(beside) => differing(text, beside.text),
        None => (*text, "", ""),
    };
    let _ = write!(
        out,
        "<td class=\"number {class}\">{number}</td><td class=\"{class}{docs}\"><span class=\"sign\">{sign}</span>{}",
        Html(start)
    );
    if !middle.is_empty() {
        let _ = write!(out, "<mark>{}</mark>", Html(middle));
    }
    let _ = write!(out, "{}</td>", Html(end));
}

/// A line in three parts: what it has in common with another at its start and at its end, and what differs.
///
/// Lines with little in common are not taken apart: the whole differs, and the middle is empty.
fn differing<'t>(line: &'t str, beside: &str) -> (&'t str, &'t str, &'t str) {
    let common = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        let same = pairs.take_while(|(one, other)| one == other);
        same.map(|(one, _)| one.len_utf8()).sum()
    };
    let start = common(&mut line.chars().zip(beside.chars()));
    let (rest, other) = (&line[start..], &beside[start..]);
    let end = common(&mut rest.chars().rev().zip(other.chars().rev()));
    let blank = line.len() - line.trim_start().len();
    if (start + end).saturating_sub(blank) * 3 < line.len().saturating_sub(blank) {
        return (line, "", "");
    }
    let middle = rest.len() - end;
    (&line[..start], &rest[..middle], &rest[middle..])
}

#[cfg(test)]
mod tests {
    use super::differing;

    #[test]
    fn what_differs_within_a_line_is_found() {
        assert_eq!(
            differing("    Draft = \"draft\",", "    Draft = \"DRAFT\","),
            ("    Draft = \"", "draft", "\",")
        );
        assert_eq!(differing("aaé", "aaè"), ("aa", "é", ""));
        // One is the start of the other.
        assert_eq!(differing("abab", "ab"), ("ab", "ab", ""));
        assert_eq!(differing("ab", "abab"), ("ab", "", ""));
        // Nothing in common but the indentation.
        assert_eq!(
            differing("    pub a: String,", "    #[serde]"),
            ("    pub a: String,", "", "")
        );
    }
}
