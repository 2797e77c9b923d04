//! Tables for people.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, Width};

use unicode_width::UnicodeWidthStr;

use crate::visible::visible;

const GAP: usize = 2;

/// A word of this width is an identifier, a time or an address, which must not be broken.
const UNBROKEN: usize = 20;

/// How narrow a column of other words may become.
const NARROW: usize = 8;

/// A table of rows under a header, as wide as the terminal at most. Where that is too narrow for it, each row is a block of
/// lines.
///
/// What is hidden is made visible first, so that every width is that of what is shown.
pub(super) fn render(columns: &[String], rows: &[Vec<String>], width: Option<u16>) -> String {
    let shown = |cells: &[String]| -> Vec<String> {
        let cells = cells.iter().map(|cell| visible(cell, &[]).into_owned());
        cells.collect()
    };
    let rows: Vec<_> = rows.iter().map(|row| shown(row)).collect();
    render_shown(&shown(columns), &rows, width)
}

fn render_shown(columns: &[String], rows: &[Vec<String>], width: Option<u16>) -> String {
    let least: Vec<_> = (0..columns.len())
        .map(|index| least_width(&columns[index], rows, index))
        .collect();
    let sum = least.iter().sum::<usize>() + GAP * columns.len().saturating_sub(1);
    if width.is_some_and(|width| sum > usize::from(width)) {
        return blocks(columns, rows);
    }
    let mut table = Table::new();
    table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    table.set_header(columns);
    for row in rows {
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
            let least = u16::try_from(least).unwrap_or(u16::MAX);
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
    let words = cells.flat_map(|cell| cell.split_whitespace());
    let longest = words.map(UnicodeWidthStr::width).max();
    match longest.unwrap_or_default() {
        longest if longest >= UNBROKEN => longest,
        longest => longest.max(header.width()).min(NARROW),
    }
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
        render(&columns, &[row("1"), row("2")], width)
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
            let text = render(&columns, &rows, width);
            let at = |line: &str, word: &str| line[..line.rfind(word).unwrap()].width();
            let mut lines = text.lines();
            let header = at(lines.next().unwrap(), "next");
            let mut rows = lines.filter(|line| line.ends_with('x'));
            assert!(rows.all(|line| at(line, "x") == header), "{text}");
        }
        let text = render(&columns, &rows, Some(10));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(
            lines[..2],
            ["na\\u202eme  a\\u200b\\udb40\\udc41b", "next        x"]
        );
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
