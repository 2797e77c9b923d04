//! Draws the Rust of a unit: the items before and after, side by side.

use std::fmt::Write;

use super::blocks::{Block, Line, Row, View};
use super::text::count;
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
    let sides = match &block.places {
        [Some(_), Some(_)] => "both",
        [Some(_), None] => "old",
        _ => "new",
    };
    let _ = writeln!(
        out,
        "<figure class=\"rust {sides}\"><figcaption>{}</figcaption>",
        title(block)
    );
    out.push_str("<table><colgroup>");
    let sides = block.places.iter().flatten();
    sides.for_each(|_| out.push_str("<col class=\"number\"><col>"));
    out.push_str("</colgroup><thead><tr>");
    for (side, name, place) in [
        ("old", "Before", &block.places[0]),
        ("new", "After", &block.places[1]),
    ] {
        if let Some(place) = place {
            let _ = write!(
                out,
                "<th colspan=\"2\" scope=\"col\" class=\"{side}\">{name} <span>{}</span></th>",
                Html(place)
            );
        }
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for found in &block.rows {
        row(out, found, &block.places);
    }
    out.push_str("</tbody></table>");
    if block.more > 0 {
        let _ = write!(
            out,
            "<p class=\"more\">{} more</p>",
            count(block.more, "line")
        );
    }
    out.push_str("</figure>\n");
}

/// The name of the items, or both names where they differ.
fn title(block: &Block<'_>) -> String {
    match &block.titles {
        [Some(old), Some(new)] if old != new => {
            format!(
                "<code>{}</code> &rarr; <code>{}</code>",
                Html(old),
                Html(new)
            )
        }
        [old, new] => {
            let name = new.as_ref().or(old.as_ref()).map_or("", String::as_str);
            format!("<code>{}</code>", Html(name))
        }
    }
}

fn row(out: &mut String, row: &Row<'_>, places: &[Option<String>; 2]) {
    let has = places.each_ref().map(Option::is_some);
    let columns = 2 * has.iter().filter(|has| **has).count();
    match row {
        Row::Gap(lines) => {
            let lines = count(*lines, "line");
            let _ = writeln!(
                out,
                "<tr class=\"gap\"><td colspan=\"{columns}\">{lines} as before</td></tr>"
            );
            return;
        }
        Row::Same(old, new) => {
            out.push_str("<tr>");
            cell(out, "same", Some(old), None);
            cell(out, "same", Some(new), None);
        }
        Row::Differs(old, new) => {
            out.push_str("<tr>");
            if has[0] {
                cell(out, "old", old.as_ref(), new.as_ref());
            }
            if has[1] {
                cell(out, "new", new.as_ref(), old.as_ref());
            }
        }
    }
    out.push_str("</tr>\n");
}

/// The number and the text of a line; where it stands beside another one, what differs is marked.
fn cell(out: &mut String, class: &str, line: Option<&Line<'_>>, beside: Option<&Line<'_>>) {
    let Some(line) = line else {
        out.push_str("<td class=\"number\"></td><td class=\"none\"></td>");
        return;
    };
    let number = line
        .number
        .map_or_else(String::new, |number| number.to_string());
    let docs = if line.text.trim_start().starts_with("//") {
        " docs"
    } else {
        ""
    };
    let sign = match class {
        "old" => "<span class=\"sign\">&minus;</span>",
        "new" => "<span class=\"sign\">+</span>",
        _ => "<span class=\"sign\"> </span>",
    };
    let _ = write!(
        out,
        "<td class=\"number {class}\">{number}</td><td class=\"{class}{docs}\">{sign}"
    );
    match beside {
        Some(beside) if class != "same" => {
            let (start, middle, end) = differing(line.text, beside.text);
            let _ = write!(out, "{}", Html(start));
            if !middle.is_empty() {
                let _ = write!(out, "<mark>{}</mark>", Html(middle));
            }
            let _ = write!(out, "{}", Html(end));
        }
        _ => {
            let _ = write!(out, "{}", Html(line.text));
        }
    }
    out.push_str("</td>");
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
