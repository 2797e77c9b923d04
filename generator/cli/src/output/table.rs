//! Tables for people.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Row, Table, Width};
use unicode_width::UnicodeWidthStr;

use super::columns;
use crate::json::Json;
use crate::visible::visible;

const GAP: usize = 2;

/// How narrow a column of sentences may become.
const NARROW: usize = 12;

/// A table of rows under a header, as wide as the terminal at most: sentences are cut, single words such as identifiers are not.
/// Where the terminal is too narrow, each row is a block of lines, or the last columns are left out if they `may_be_fewer`.
///
/// What is hidden is made visible first, so that every width is that of what is shown.
pub(super) fn render(
    columns: &[String],
    rows: &[Vec<String>],
    width: Option<u16>,
    may_be_fewer: bool,
) -> String {
    let shown = |cells: &[String]| -> Vec<String> {
        let cells = cells.iter().map(|cell| visible(cell, &[]).into_owned());
        cells.collect()
    };
    let rows: Vec<_> = rows.iter().map(|row| shown(row)).collect();
    let columns = shown(columns);
    let least: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| least_width(column, &rows, index))
        .collect();
    let fits = |count: &usize| {
        let sum = least.iter().take(*count).sum::<usize>() + GAP * count.saturating_sub(1);
        width.is_none_or(|width| sum <= usize::from(width))
    };
    let most = columns.len();
    let least_count = if may_be_fewer { 1 } else { most };
    match (least_count..=most).rev().find(fits) {
        Some(count) => fitting(&columns[..count], &rows, &least, width),
        None => blocks(&columns, &rows),
    }
}

/// The table of as many columns as fit; `least` is how wide each has to be at least.
fn fitting(
    columns: &[String],
    rows: &[Vec<String>],
    least: &[usize],
    width: Option<u16>,
) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_header(columns);
    for cells in rows {
        let mut row = Row::from(cells.iter().take(columns.len()));
        row.max_height(1);
        table.add_row(row);
    }
    if let Some(width) = width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    // A column ends with a space, and another one separates it from the next.
    for (index, (column, least)) in table.column_iter_mut().zip(least).enumerate() {
        let space = u16::from(index + 1 < columns.len());
        column.set_padding((0, space));
        if width.is_some() {
            let least = u16::try_from(*least).unwrap_or(u16::MAX);
            let least = Width::Fixed(least.saturating_add(space));
            column.set_constraint(ColumnConstraint::LowerBoundary(least));
        }
    }
    let lines = table.trim_fmt();
    format!("{lines}\n")
}

/// How wide a column has to be at least.
fn least_width(header: &str, rows: &[Vec<String>], index: usize) -> usize {
    let cells = rows.iter().filter_map(|row| row.get(index));
    let longest = cells.clone().map(|cell| cell.width()).max();
    let longest = longest.unwrap_or_default();
    let has_sentence = cells.into_iter().any(|cell| cell.contains(' '));
    let least = if has_sentence { NARROW } else { longest };
    least.min(longest).max(header.width())
}

/// A record as a line for each field. A field of an object in it has its path for a name, and a list of objects is a table below.
pub(super) fn record(record: &Json, width: Option<u16>) -> String {
    let (mut names, mut values, mut tables) = (Vec::new(), Vec::new(), Vec::new());
    let mut waiting = vec![(String::new(), record)];
    while let Some((name, value)) = waiting.pop() {
        let cell = match value {
            Json::Object(fields) if !fields.is_empty() => {
                let path = |field: &String| match name.is_empty() {
                    true => field.clone(),
                    false => format!("{name}.{field}"),
                };
                let fields = fields.iter().rev();
                waiting.extend(fields.map(|(field, value)| (path(field), value)));
                continue;
            }
            Json::List(items) if !items.iter().all(Json::is_simple) => {
                tables.push((name.clone(), items));
                value.summary()
            }
            other => other.summary(),
        };
        names.push(visible(&name, &[]).into_owned());
        values.push(visible(&cell, &[]).into_owned());
    }
    let mut text = blocks(&names, &[values]);
    for (name, items) in tables {
        let columns = columns::useful(&[], items.first().unwrap_or(&Json::Null));
        let rows = items.iter();
        let rows: Vec<_> = rows
            .map(|item| columns::cells(&columns, item, Json::summary))
            .collect();
        let table = render(&columns, &rows, width, true);
        text.push_str(&format!("\n{}\n{table}", visible(&name, &[])));
    }
    text
}

fn blocks(columns: &[String], rows: &[Vec<String>]) -> String {
    let widths = columns.iter().map(|column| column.width());
    let width = widths.max().unwrap_or_default() + GAP;
    let block = |row: &Vec<String>| {
        let lines = columns.iter().zip(row).map(|(column, cell)| {
            let gap = width - column.width();
            let line = format!("{column}{:gap$}{cell}", "");
            format!("{}\n", line.trim_end())
        });
        lines.collect::<String>()
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn render_at(width: Option<u16>) -> String {
        let sid = |digit: &str| format!("PX{}", digit.repeat(32));
        let columns = ["sid", "friendly_name", "account_sid"].map(str::to_owned);
        let row = |digit| vec![sid(digit), "Ada King of Lovelace".to_owned(), sid("0")];
        render(&columns, &[row("1"), row("2")], width, false)
    }

    #[test]
    fn identifiers_are_not_broken() {
        let identifier = format!("PX{}", "1".repeat(32));
        for width in [None, Some(200), Some(92), Some(80), Some(79), Some(40)] {
            let text = render_at(width);
            assert_eq!(text.matches(&identifier).count(), 1, "{text}");
            let fits = |line: &str| width.is_none_or(|width| line.chars().count() <= width.into());
            assert!(text.lines().all(fits) || width == Some(40), "{text}");
        }
    }

    #[test]
    fn columns_stand_below_their_headers() {
        let columns = ["na\u{202e}me", "next"].map(str::to_owned);
        let row = |name: &str| vec![name.to_owned(), "x".to_owned()];
        let rows = [row("a\u{200b}\u{e0041}b"), row("東京"), row("\x1b[2J\n")];
        for width in [None, Some(60)] {
            let text = render(&columns, &rows, width, false);
            let at = |line: &str, word: &str| line[..line.rfind(word).unwrap()].width();
            let mut lines = text.lines();
            let header = at(lines.next().unwrap(), "next");
            let mut rows = lines.filter(|line| line.ends_with('x'));
            assert!(rows.all(|line| at(line, "x") == header), "{text}");
        }
        let text = render(&columns, &rows, Some(10), false);
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines[..2],
            ["na\\u202eme  a\\u200b\\udb40\\udc41b", "next        x"]
        );
    }

    #[test]
    fn sentences_are_cut_and_columns_at_the_end_left_out() {
        let columns = ["sid", "name", "account"].map(str::to_owned);
        let sid = "P".repeat(34);
        let row = vec![sid.clone(), "Ada King of Lovelace".to_owned(), sid.clone()];
        let at = |width| render(&columns, std::slice::from_ref(&row), Some(width), true);
        let line = |width| at(width).lines().last().map(str::to_owned).unwrap();
        assert_eq!(line(92), format!("{sid}  Ada King of Lovelace  {sid}"));
        assert_eq!(line(88), format!("{sid}  Ada King o…  {sid}"));
        assert_eq!(line(60), format!("{sid}  Ada King of Lovelace"));
        assert_eq!(line(40), sid);
    }

    #[test]
    fn a_record_has_a_line_for_each_field_and_a_table_for_lists() {
        let json = r#"{"sid":"X1","links":{"stops":"u","more":{}},"tags":["a","b"],"none":[],
            "results":[{"id":1,"name":"A b","parts":[{}]},{"id":2,"name":null,"parts":[]}]}"#;
        let text = record(&Json::read(json).unwrap(), None);
        let expected = "\
sid          X1
links.stops  u
links.more   {}
tags         a, b
none
results      2 items

results
id  name
────────
1   A b
2
";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_narrow_terminal_has_a_block_for_each_row() {
        let text = render_at(Some(60));
        let first = format!(
            "sid            PX{}\nfriendly_name  Ada King of Lovelace\n",
            "1".repeat(32)
        );
        assert!(text.starts_with(&first), "{text}");
        assert!(text.contains("\n\nsid            PX2"), "{text}");
    }
}
