//! Tables for people.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, LineStyle, Table};

use crate::terminal::visible;

/// A table of rows under a header, as wide as the terminal at most.
pub(super) fn render(columns: &[String], rows: Vec<Vec<String>>, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING.header_separator(LineStyle::none().fill('─').junction('─')));
    if let Some(width) = width {
        table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width);
    }
    table.set_header(columns);
    for row in rows {
        table.add_row(row.iter().map(|cell| visible(cell, &[]).into_owned()));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 1));
    }
    let lines = table.trim_fmt();
    format!("{lines}\n")
}
